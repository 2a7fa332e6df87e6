import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { statusFor } from '../../shared/webhook/caller';
import { keptCredentials, refusedForSure, type CredentialReader } from '../../shared/webhook/credential';
import { sameSecret } from '../../shared/webhook/secret';
import { Recent } from '../dedupe';
import { readEvent, type ChatwootEvent } from '../events';
import { isMinor } from './minor';
import type { Memory } from './registration';
import { signatureProblem, unseal } from './signature';
import { expectedSecret } from './url';

interface Options {
	dedicatedUser?: boolean;
	maxAgeSeconds?: number;
	minorUpdates?: boolean;
	privateNotes?: boolean;
	raw?: boolean;
	requireSignature?: boolean;
}

const MAX_AGE_SECONDS = 300;
const recent = new Recent();

/**
 * One delivery of Chatwoot: verify, parse, filter, collapse duplicates, hand over. What is refused gets a 4xx with a reason, what is of no
 * interest a 200 with one; both start no execution.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const options = context.getNodeParameter('options', {}) as Options;
	const now = Date.now();
	const credentials = keptCredentials(context, now);
	const refusal = await refusedForSure(context, async () => await refused(context, credentials, options, now));
	if (refusal) {
		context.logger.warn('Chatwoot Trigger refused a delivery', { problem: refusal });
		return answer(context, 401, { error: refusal });
	}
	const deliveryId = header(context, 'x-chatwoot-delivery') ?? '';
	const { ownUserId } = context.getWorkflowStaticData('node') as Memory;
	const reading = readEvent(context.getBodyData(), {
		deliveryId: deliveryId || String(now),
		keepRaw: options.raw === true,
		...(options.dedicatedUser && { ownUserId }),
	});
	if (reading.kind === 'malformed') {
		context.logger.warn('Chatwoot Trigger refused a delivery', { problem: reading.problem });
		return answer(context, 400, { error: reading.problem });
	}
	const { event } = reading;
	const { accountId } = await credentials.getCredentials('atendeAquiChatwootApi');
	if (event.accountId !== null && String(event.accountId) !== String(accountId).trim())
		return answer(context, 401, { error: 'The event is of another account' });
	const reason = notForUs(context, event, options) ?? repeated(context, event, deliveryId, now);
	return reason ? answer(context, 200, { ignored: reason }) : { workflowData: [[{ json: event as IDataObject }]] };
}

/** Why this call is not believed; null when it is. Only the caller's mistake is named, never what was expected. */
async function refused(context: IWebhookFunctions, credentials: CredentialReader, options: Options, now: number): Promise<string | null> {
	const { secret } = context.getParamsData() as { secret?: string };
	if (!sameSecret(secret ?? '', await expectedSecret(credentials))) return 'The URL is not the one that was registered';
	const { sealedSecret } = context.getWorkflowStaticData('node') as Memory;
	if (sealedSecret === undefined)
		return options.requireSignature ? 'Signatures are required, and this Chatwoot server gave no secret to check them with' : null;
	const { apiAccessToken } = await credentials.getCredentials('atendeAquiChatwootApi');
	const signingSecret = unseal(sealedSecret, String(apiAccessToken).trim());
	if (signingSecret === null) return 'The credential was changed: publish the workflow again';
	const signed = {
		raw: await rawBody(context),
		signature: header(context, 'x-chatwoot-signature'),
		timestamp: header(context, 'x-chatwoot-timestamp'),
	};
	return signatureProblem(signed, signingSecret, now, options.maxAgeSeconds ?? MAX_AGE_SECONDS);
}

async function rawBody(context: IWebhookFunctions): Promise<Buffer> {
	const request = context.getRequestObject() as { rawBody?: Buffer; readRawBody?: () => Promise<void> };
	if (!request.rawBody) await request.readRawBody?.();
	return request.rawBody ?? Buffer.alloc(0);
}

function header(context: IWebhookFunctions, name: string): string | undefined {
	const value = context.getHeaderData()[name];
	return typeof value === 'string' ? value : undefined;
}

/** Bots alone get a delivery again when it failed. n8n reads no field that this mode hides. */
const isForBot = (context: IWebhookFunctions): boolean => context.getNodeParameter('mode', 'account') === 'agentBot';

/** What the operator did not ask for. */
function notForUs(context: IWebhookFunctions, event: ChatwootEvent, options: Options): string | null {
	if (!(context.getNodeParameter('events', []) as string[]).includes(event.event)) return 'event';
	const inbox = isForBot(context) ? '' : (context.getNodeParameter('inbox', '', { extractValue: true }) as string | number);
	if (inbox !== '' && event.inboxId !== null && String(event.inboxId) !== String(inbox)) return 'inbox';
	if (event.author !== null && !(context.getNodeParameter('writtenBy', []) as string[]).includes(event.author)) return 'author';
	if (event.isPrivate && event.messageId !== null && options.privateNotes === false) return 'private_note';
	return !options.minorUpdates && isMinor(event) ? 'minor_update' : null;
}

function repeated(context: IWebhookFunctions, { dedupeKey }: ChatwootEvent, deliveryId: string, now: number): string | null {
	// The path's secret stands for node and token together: message ids of two servers may be the same.
	const { secret } = context.getParamsData() as { secret: string };
	return recent.isRepeat(`${context.getMode()}:${secret}:${dedupeKey}`, deliveryId, isForBot(context), now) ? 'duplicate' : null;
}

function answer(context: IWebhookFunctions, status: number, body: IDataObject): IWebhookResponseData {
	context.getResponseObject().status(statusFor(context, status)).json(body);
	return { noWebhookResponse: true };
}
