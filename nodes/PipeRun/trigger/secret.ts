import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { sameSecret } from '../../shared/webhook/secret';

const SHORTEST = 16;
const isUsable = (secret: string): boolean => secret.length >= SHORTEST && /^[\w-]+$/.test(secret);

/** The secret of a trigger: of its URL, or of the header that PipeRun is told to send. */
async function secretOf(context: IHookFunctions | IWebhookFunctions): Promise<string> {
	if (context.getNodeParameter('authentication') === 'path') return String(context.getNodeParameter('secret', ''));
	const { webhookSecret } = await context.getCredentials<{ webhookSecret?: string }>('atendeAquiPipeRunApi');
	return String(webhookSecret ?? '').trim();
}

/** Why a trigger must not be switched on as it is; null when it may. */
export async function problemOfSecret(context: IHookFunctions): Promise<{ message: string; remedy: string } | null> {
	if (isUsable(await secretOf(context))) return null;
	const field = context.getNodeParameter('authentication') === 'path' ? '"Secret"' : '"Webhook Secret" of the PipeRun credential';
	return {
		message: `The field ${field} needs at least ${SHORTEST} letters and digits`,
		remedy: 'Make one up, without spaces or signs other than - and _, and give it to the automation in PipeRun.',
	};
}

/** Why a call is not believed; null when it is. A trigger whose secret is missing or short believes nobody. */
export async function refused(context: IWebhookFunctions): Promise<string | null> {
	const secret = await secretOf(context);
	if (!isUsable(secret)) return 'The trigger has no secret';
	// In the path, n8n itself matched it.
	if (context.getNodeParameter('authentication') === 'path') return null;
	const name = String(context.getNodeParameter('headerName'));
	const given = context.getHeaderData()[name.toLowerCase()];
	return typeof given === 'string' && sameSecret(given, secret) ? null : `The header ${name} is missing or wrong`;
}
