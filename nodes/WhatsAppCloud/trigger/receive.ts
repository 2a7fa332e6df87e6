import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { textOf } from '../../shared/core/json/readers';
import { hasReceiver } from '../../shared/inbound/receiver';
import { schemaName } from '../../shared/store/schemaOption';
import { openStore } from '../../shared/store/store';
import { keptCredentials, refusedForSure, type CredentialReader } from '../../shared/webhook/credential';
import { bodyOf } from '../payload/envelope';
import { readWebhook } from '../payload/readWebhook';
import type { Reading } from '../payload/reading';
import { chosenEvents, optionsOf, stores } from './properties';
import { isRepeated } from './recent';
import { MAX_BYTES, signatureProblem } from './signature';
import { isStored, takeInAll } from './takeIn';

/**
 * One delivery of Meta: verify, parse, store, hand over. What is refused gets a 4xx with a reason; what is of no interest or was stored a 200, once it is; what
 * the database does not take a 503, so that Meta delivers it again. Only chosen events start an execution, all of a delivery together.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const credentials = keptCredentials(context, Date.now());
	const raw = await rawBody(context);
	if (raw.length > MAX_BYTES) return refuse(context, 413, 'The body is larger than Meta sends any');
	const refusal = await refusedForSure(context, async () => {
		const { appSecret } = await credentials.getCredentials('atendeAquiWhatsAppCloudApi');
		return signatureProblem(raw, context.getHeaderData()['x-hub-signature-256'], String(appSecret ?? '').trim());
	});
	if (refusal) return refuse(context, 401, refusal);

	const { phoneNumberId, businessAccountId } = await credentials.getCredentials('atendeAquiWhatsAppCloudApi');
	const own = { channel: textOf(phoneNumberId).trim(), account: textOf(businessAccountId).trim() };
	const options = optionsOf(context);
	// What was signed is what is read, byte by byte: not what somebody parsed of it before.
	const readings = readWebhook(bodyOf(raw.toString('utf8')), {
		channel: own.channel,
		keepRaw: options.raw === true,
		receivedAt: Date.now(),
	});
	if (!readings) return refuse(context, 400, 'The body is no delivery about a WhatsApp Business Account');
	const ours = options.allNumbers === true ? readings : readings.filter((reading) => isOurs(reading, own));

	const kept = stores(context);
	const stored = kept ? ours.filter((reading) => isStored(reading) && isChosen(context, reading)) : [];
	const problem = stored.length > 0 ? await storeAll(context, credentials, stored) : null;
	if (problem) return problem;
	const items = ours.flatMap((reading) => itemOf(reading, context, kept));
	if (items.length > 0) return { workflowData: [items.map((json) => ({ json }))] };
	return answer(context, 200, { received: ours.length });
}

/** The answer when it was not stored; null when it was. */
async function storeAll(
	context: IWebhookFunctions,
	credentials: CredentialReader,
	readings: Reading[],
): Promise<IWebhookResponseData | null> {
	try {
		const store = await openStore(credentials, schemaName(context.getNodeParameter('options.schema', '')));
		await takeInAll(context, store, readings);
		return null;
	} catch (error) {
		context.logger.error('WhatsApp Cloud Trigger could not store a delivery', { problem: (error as Error).message });
		return answer(context, 503, { error: 'The delivery could not be stored; deliver it again later' });
	}
}

/** Messages and what is done to them are stored for who listens to messages; what settles sends and tells of persons, in any case. */
const isChosen = (context: IWebhookFunctions, reading: Reading): boolean =>
	chosenEvents(context).includes('received') || (reading.kind === 'event' && reading.name !== 'edit');

/** A callback gets what is told of every number of the app: another number is another channel, whose trigger has its own credential. */
function isOurs(reading: Reading, own: { channel: string; account: string }): boolean {
	if (reading.kind === 'ignored') return true;
	const { channel } = reading.kind === 'message' ? reading.message : reading.event;
	return channel === own.channel && (own.account === '' || reading.account === '' || reading.account === own.account);
}

/** What starts the workflow: a message where messages are not stored, and any event that was chosen. */
function itemOf(reading: Reading, context: IWebhookFunctions, kept: boolean): IDataObject[] {
	if (reading.kind === 'ignored') return [];
	const chosen = chosenEvents(context);
	const { groups = false } = optionsOf(context);
	if (reading.kind === 'message') {
		const { message } = reading;
		const isWanted = chosen.includes('received') && (message.isGroup ? groups : !kept);
		return isWanted ? [message as IDataObject] : [];
	}
	const { event, does, name } = reading;
	if ('isGroup' in event && event.isGroup === true && !groups) return [];
	// A Conversation node behind makes an edit good, where the trigger does not.
	const change = does && 'change' in does ? { change: does.change } : {};
	const isForReceive = name === 'edit' && !kept && hasReceiver(context);
	if (!chosen.includes(name) && !isForReceive) return [];
	// The Conversation node knows by itself what it made good before.
	if (!isForReceive && isRepeated(`${context.getNode().webhookId ?? context.getNode().id}:${context.getMode()}`, reading)) return [];
	return [{ ...event, ...change } as IDataObject];
}

/** The bytes as they came; n8n keeps them beside what it read of them. */
async function rawBody(context: IWebhookFunctions): Promise<Buffer> {
	const request = context.getRequestObject() as { rawBody?: Buffer; readRawBody?: () => Promise<void> };
	if (!request.rawBody) await request.readRawBody?.();
	return request.rawBody ?? Buffer.alloc(0);
}

/** Only the caller's mistake is named, never what was expected. */
function refuse(context: IWebhookFunctions, status: number, problem: string): IWebhookResponseData {
	context.logger.warn('WhatsApp Cloud Trigger refused a delivery', { problem });
	return answer(context, status, { error: problem });
}

function answer(context: IWebhookFunctions, status: number, body: IDataObject): IWebhookResponseData {
	context.getResponseObject().status(status).json(body);
	return { noWebhookResponse: true };
}
