import type { ICredentialDataDecryptedObject, IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { keptCredentials, refusedForSure, type CredentialReader } from '../../shared/webhook/credential';
import { sameSecret } from '../../shared/webhook/secret';
import { readEvent } from '../events';
import { carried } from '../payload';
import { noteSent } from './noteSent';
import { storeMessage } from './storeMessage';
import { chosenEvents, optionsOf } from './properties';
import { expectedSecret } from './url';

/**
 * One delivery of Z-API: verify, parse, filter, hand over. What is refused gets a 4xx with a reason, what is of no interest or noted here a
 * 200; all of them start no execution.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const credentials = keptCredentials(context, Date.now());
	const refusal = await refusedForSure(context, async () => await refused(context, credentials));
	if (refusal) return answer(context, 403, { error: refusal });

	const { groups = false, ownMessages = false, chatEvents = [], raw = false } = optionsOf(context);
	const payload: unknown = context.getBodyData();
	const filters = { events: chosenEvents(context), chatEvents, groups, ownMessages, changes: takesChanges(context) };
	const reading = readEvent(payload, filters, raw, Date.now());
	const noted = context.getNodeParameter('noteSent', false) === true ? await noteSent(context, credentials, reading) : null;
	if (noted) return answer(context, 200, noted);
	if (stores(context) && (reading.kind === 'change' || (reading.kind === 'message' && !reading.message.isGroup))) {
		const [status, body] = await storeMessage(context, credentials, reading);
		if (reading.kind === 'message' || !reading.isChosen || status !== 200) return answer(context, status, body);
	}
	switch (reading.kind) {
		case 'malformed':
			context.logger.warn('Z-API Trigger refused a delivery', { problem: reading.problem });
			return answer(context, 400, { error: reading.problem });
		case 'ignored':
			return answer(context, 200, { ignored: reading.reason });
		case 'message':
			return { workflowData: [[{ json: reading.message as IDataObject }]] };
		case 'change':
			return {
				workflowData: [[{ json: { ...reading.event, change: reading.change, ...carriedIf(raw, payload) } as unknown as IDataObject }]],
			};
		case 'delivery':
			return { workflowData: [[{ json: { ...reading.delivery, ...carriedIf(raw, payload) } }]] };
		case 'event':
			return { workflowData: [[{ json: { ...reading.event, ...carriedIf(raw, payload) } as IDataObject }]] };
	}
}

const stores = (context: IWebhookFunctions): boolean =>
	context.getNodeParameter('noteSent', false) === true && context.getNodeParameter('messages', 'start') === 'store';

/** Whether edits and deletions are made good: here, or by a Conversation node behind. Other workflows get them as the events that they chose. */
const takesChanges = (context: IWebhookFunctions): boolean =>
	stores(context) ||
	context
		.getChildNodes(context.getNode().name, { includeNodeParameters: true })
		.some(({ type, disabled, parameters }) => type.endsWith('.conversation') && !disabled && parameters?.operation === 'receive');

const carriedIf = (raw: boolean, payload: unknown): { raw?: IDataObject } => {
	const part = raw ? carried(payload as IDataObject) : null;
	return part === null ? {} : { raw: part };
};

/** Why this call is not believed; null when it is. Only the caller's mistake is named, never what was expected. */
async function refused(context: IWebhookFunctions, credentials: CredentialReader): Promise<string | null> {
	const { secret } = context.getParamsData() as { secret?: string };
	if (!sameSecret(secret ?? '', await expectedSecret(credentials))) return 'The URL is not the one that was registered';
	const credential = await credentials.getCredentials('atendeAquiZApi');
	if (!isTokenHeaderRight(context, credential)) return 'The z-api-token header is wrong';
	const { instanceId } = ((context.getBodyData() as unknown) ?? {}) as { instanceId?: unknown };
	return instanceId !== undefined && instanceId !== String(credential.instanceId).trim() ? 'The message is for another instance' : null;
}

/** The header is not documented by Z-API: it is checked on the operator's wish, and only when it came. */
function isTokenHeaderRight(context: IWebhookFunctions, credential: ICredentialDataDecryptedObject): boolean {
	const header = context.getHeaderData()['z-api-token'];
	if (context.getNodeParameter('options.checkTokenHeader', false) !== true || typeof header !== 'string') return true;
	return sameSecret(header, String(credential.instanceToken).trim());
}

function answer(context: IWebhookFunctions, status: number, body: IDataObject): IWebhookResponseData {
	context.getResponseObject().status(status).json(body);
	return { noWebhookResponse: true };
}
