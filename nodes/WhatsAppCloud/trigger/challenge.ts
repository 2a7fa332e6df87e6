import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { recordOf, textOf } from '../../shared/core/json/readers';
import { keptCredentials, refusedForSure } from '../../shared/webhook/credential';
import { sameSecret } from '../../shared/webhook/secret';

/**
 * Meta asks whether the URL is ours before it sends anything there: who knows the verify token gets the challenge back, as text and nothing else; anybody else 403.
 * No execution either way.
 */
export async function answerChallenge(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const { mode, token, challenge } = asked(context.getQueryData());
	const credentials = keptCredentials(context, Date.now());
	const refusal = await refusedForSure(context, async () => {
		const { verifyToken } = await credentials.getCredentials('atendeAquiWhatsAppCloudApi');
		const expected = String(verifyToken ?? '').trim();
		if (mode !== 'subscribe' || challenge === '') return 'This is no verification of Meta';
		if (expected === '') return 'The credential has no "Verify Token"';
		return sameSecret(token.trim(), expected) ? null : 'The verify token is not that of the credential';
	});
	if (refusal) context.logger.warn('WhatsApp Cloud Trigger refused a verification', { problem: refusal });
	const response = context.getResponseObject();
	// As text, whatever stands in it: a browser must not read it as a page.
	response.set({ 'Content-Type': 'text/plain; charset=utf-8', 'X-Content-Type-Options': 'nosniff' });
	response.status(refusal ? 403 : 200).send(refusal ?? challenge);
	return { noWebhookResponse: true };
}

/** The names have dots in them, which some readers of queries take for nesting. */
function asked(query: unknown): { mode: string; token: string; challenge: string } {
	const flat = recordOf(query);
	const nested = recordOf(flat.hub);
	const of = (name: string) => textOf(flat[`hub.${name}`] ?? nested[name]);
	return { mode: of('mode'), token: of('verify_token'), challenge: of('challenge') };
}
