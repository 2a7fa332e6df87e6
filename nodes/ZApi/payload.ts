import { parseProviderId, type Address } from '../shared/core/brazil/phone';
import type { ContactId } from '../shared/core/message/message';
import { flagOf, isShallow, momentOf as readMoment, textOf, type JsonRecord } from '../shared/core/json/readers';

/** A callback as it came: nothing in it is sure to be there, or of its type. */
export type Payload = JsonRecord;

/** When it happened, ISO 8601 UTC; null when the callback does not tell. `momment` is in milliseconds, in seconds in some samples. */
export const momentOf = ({ momment }: Payload): string | null => readMoment(momment);

/** Whether the callback says yes to something, however it writes it. */
export const says = (payload: Payload, field: string): boolean => flagOf(payload[field]) === true;

/** Fields that hold the lid of the chat or of who wrote. */
const LIDS = ['chatLid', 'senderLid', 'participantLid'];

/**
 * The chat or person that a field of the callback names. Digits alone are a phone, unless another field says that the same digits are a lid.
 */
export function addressIn(payload: Payload, field = 'phone'): Address {
	const address = parseProviderId(textOf(payload[field]));
	const isLid =
		address.kind === 'user' && LIDS.some((lid) => lidIn(textOf(payload[lid])).some(({ value }) => value === `${address.sendTo}@lid`));
	return isLid ? parseProviderId(`${address.sendTo}@lid`) : address;
}

/**
 * Every id that the callback gives the person of its chat. `chatLid` is the chat's; `senderLid` is who wrote, which in a message of ours is our own number, as
 * `connectedPhone` always is; `participantLid` is somebody in a group, which is no person.
 */
export function idsIn(payload: Payload): ContactId[] {
	if (isGroup(payload)) return [];
	const { kind, key } = addressIn(payload);
	const lids = says(payload, 'fromMe') ? ['chatLid'] : ['chatLid', 'senderLid'];
	const ids: ContactId[] = [
		...(kind === 'user' ? [{ kind: 'phone' as const, value: key }] : []),
		...(kind === 'lid' ? [{ kind, value: key }] : []),
		...lids.flatMap((field) => lidIn(textOf(payload[field]))),
	];
	return ids.filter(({ value }, at) => ids.findIndex((other) => other.value === value) === at);
}

/** A lid with its suffix or without; anything else is none. */
function lidIn(text: string): ContactId[] {
	const { kind, key, sendTo } = parseProviderId(text);
	if (kind === 'lid') return [{ kind, value: key }];
	return kind === 'user' && /^\d{7,}$/.test(text.trim()) ? [{ kind: 'lid', value: `${sendTo}@lid` }] : [];
}

export const isGroup = (payload: Payload): boolean => says(payload, 'isGroup') || addressIn(payload).kind === 'group';

/** A part of a callback that travels along unread; null for one that is nested so deep that nobody could write it out again. */
export const carried = <T>(part: T): T | null => (isShallow(part) ? part : null);
