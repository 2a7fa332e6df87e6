import { createHash } from 'node:crypto';

import { at, recordsOf, textOf } from '../shared/core/json/readers';

type Payload = Record<string, unknown>;

/**
 * The key of a happening. An API inbox with an account webhook hears of everything twice, with different delivery ids, and the two payloads
 * are built at different moments: only what the event itself is about may go into the key.
 * @param deliveryId for events that happen alike again and again, such as typing
 */
export function dedupeKeyOf(event: string, payload: Payload, deliveryId: string): string {
	const account = textOf(at(payload.account ?? at(payload, 'conversation', 'account'), 'id'));
	return ['chatwoot', account, event, textOf(payload.id), versionOf(event, payload, deliveryId)].join(':');
}

function versionOf(event: string, payload: Payload, deliveryId: string): string {
	switch (event) {
		case 'message_created':
		case 'conversation_created':
		case 'contact_created':
			return '';
		case 'message_updated':
			return digest([payload.content, payload.content_attributes, ownStatus(payload)]);
		case 'conversation_updated':
		case 'contact_updated':
		case 'inbox_updated':
			// The times in the changes tell two alike ones apart; the rest of the payload may be newer than the event.
			return digest(payload.changed_attributes);
		case 'conversation_status_changed':
		case 'conversation_opened':
		case 'conversation_resolved':
			return digest([payload.status, payload.updated_at]);
		default:
			return deliveryId;
	}
}

/** The delivery status, which only stands in the list of the last public message. */
const ownStatus = ({ id, conversation }: Payload): unknown =>
	recordsOf(at(conversation, 'messages')).find((message) => textOf(message.id) === textOf(id))?.status;

const digest = (value: unknown): string =>
	createHash('sha256')
		.update(JSON.stringify(value) ?? '')
		.digest('hex')
		.slice(0, 16);

/** How long a delivery is remembered; two receivers of one event differ by the time that Chatwoot's queue takes. */
const WINDOW_MS = 10 * 60_000;
const MOST_KEYS = 20_000;

/** Remembers what came in lately, in this process alone: across workers the store of the conversation knows. */
export class Recent {
	private readonly seen = new Map<string, { at: number; deliveryId: string }>();

	/**
	 * Whether this came before.
	 * @param mayRetry a delivery with the same id is the sender's second attempt after a failure, not a duplicate
	 * @param now epoch milliseconds
	 */
	isRepeat(key: string, deliveryId: string, mayRetry: boolean, now: number): boolean {
		for (const [old, { at }] of this.seen) {
			if (at > now - WINDOW_MS && this.seen.size < MOST_KEYS) break;
			this.seen.delete(old);
		}
		const earlier = this.seen.get(key);
		if (!earlier) this.seen.set(key, { at: now, deliveryId });
		return earlier !== undefined && !(mayRetry && deliveryId !== '' && earlier.deliveryId === deliveryId);
	}
}
