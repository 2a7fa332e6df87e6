import { parseProviderId, type Address } from '../shared/core/brazil/phone';
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
	const isLid = address.kind === 'user' && LIDS.some((lid) => lidDigits(payload[lid]) === address.sendTo);
	return isLid ? parseProviderId(`${address.sendTo}@lid`) : address;
}

const lidDigits = (lid: unknown): string => {
	const { kind, key } = parseProviderId(textOf(lid));
	return kind === 'lid' ? key.replace(/@lid$/, '') : key;
};

export const isGroup = (payload: Payload): boolean => says(payload, 'isGroup') || addressIn(payload).kind === 'group';

/** A part of a callback that travels along unread; null for one that is nested so deep that nobody could write it out again. */
export const carried = <T>(part: T): T | null => (isShallow(part) ? part : null);
