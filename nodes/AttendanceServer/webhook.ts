import type { IDataObject } from 'n8n-workflow';

import { challenged, CHALLENGE_HEADERS } from '../WhatsAppCloud/trigger/challenge';
import { deliver } from '../WhatsAppCloud/trigger/deliver';
import type { Asks } from '../shared/inbound/handOver';
import { keptCredentials } from '../shared/webhook/credential';
import { denied, ok, type Answer } from './answers';
import type { Call } from './call';

/** Where Meta's deliveries are checked with, and what stores them. */
const CREDENTIAL = 'atendeAquiWhatsAppCloudApi';
/** Deliveries are stored for the Conversation Trigger; nothing of them starts this workflow. */
const SETTINGS = { events: ['received' as const], allNumbers: false, groups: false, raw: false, stores: true, hasReceiver: false };

const hasCredential = ({ context }: Pick<Call, 'context'>): boolean => context.getNode().credentials?.[CREDENTIAL] !== undefined;

/** `GET /whatsapp/webhook`: the challenge of Meta, through the door of the Cloud API. */
export async function verify(call: Call): Promise<Answer> {
	if (!hasCredential(call)) return denied(403, 'FORBIDDEN', 'Este servidor não tem um número da Cloud API');
	const credentials = keptCredentials(call.context, call.now);
	const { status, text } = await challenged({ context: call.context, credentials }, call.query, call.now);
	if (status !== 200) return denied(status, 'FORBIDDEN', 'O verify_token não confere');
	return {
		status,
		body: text,
		headers: Object.fromEntries(Object.entries(CHALLENGE_HEADERS).map(([name, value]) => [name.toLowerCase(), value])),
	};
}

/** `POST /whatsapp/webhook`: believed by its signature alone, and handed to the door of the Cloud API, which stores it. */
export async function receive(call: Call, raw: Buffer, helpers: Asks['helpers']): Promise<Answer> {
	const { context, store, now } = call;
	if (!hasCredential(call)) return denied(401, 'UNAUTHORIZED', 'Este servidor não tem o segredo do aplicativo para conferir a assinatura');
	const door = {
		context: { helpers, logger: context.logger },
		credentials: keptCredentials(context, now),
		settings: SETTINGS,
		listener: `${context.getNode().id}:attendance`,
		store: async () => await Promise.resolve(store),
	};
	const outcome = await deliver(door, { raw, signature: context.getHeaderData()['x-hub-signature-256'] }, now);
	if ('items' in outcome) return ok({ received: outcome.items.length });
	if (outcome.status === 200) return ok(outcome.body);
	const detail = String((outcome.body as IDataObject).error ?? '');
	return outcome.status === 401
		? denied(401, 'UNAUTHORIZED', detail)
		: denied(outcome.status, outcome.status === 503 ? 'UNAVAILABLE' : 'VALIDATION_ERROR', detail);
}
