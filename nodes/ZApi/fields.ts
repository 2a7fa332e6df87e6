import { typedAddress } from '../shared/core/brazil/typedAddress';
import { converted, count, flag, list, longText, required, text, type Field, type Fields } from '../shared/kit/field';
import { knowingOurIds } from '../shared/kit/ownIds';

const PHONE = 'e.g. 5511999990001';
const MESSAGE_ID = 'e.g. 3EB00000000000000002';

/**
 * The address of a phone or chat as Z-API wants it.
 * @throws {InvalidPhone}
 */
export const toAddress = (given: string): string => typedAddress(given).sendTo;

/** A person's number: cleaned to digits with country code; a lid id stays as it is. */
export const phone = (displayName: string, description: string): Field =>
	knowingOurIds(required(converted(text(displayName, { description, placeholder: PHONE }), toAddress)));

/** Several numbers, comma-separated. */
export const phones = (displayName: string, description: string, convert = toAddress): Field =>
	knowingOurIds(list(displayName, { description, placeholder: `${PHONE}, 5521988880002` }, convert));

/** A number for people to dial: toll-free and short ones (0800, 4004) are no WhatsApp addresses and stay as they are. */
export function toDialled(given: string): string {
	try {
		return toAddress(given);
	} catch {
		const digits = given.replace(/\D/g, '');
		if (digits === '') throw new RangeError(`"${given}" is not a phone number`);
		return digits;
	}
}

/** A number for people to dial. */
export const dialled = (displayName: string, description: string): Field =>
	knowingOurIds(required(converted(text(displayName, { description, placeholder: PHONE }), toDialled)));

/** A message by its WhatsApp id. */
export const messageId = (description: string, displayName = 'Message ID'): Field =>
	required(text(displayName, { description, placeholder: MESSAGE_ID }));

export const quote = (): Field =>
	text('Reply to Message ID', { at: 'messageId', description: 'ID of the message in the chat to quote', placeholder: MESSAGE_ID });

export const privateAnswer = (): Field =>
	flag('Answer Privately', 'Whether the answer to a group message goes to its author alone instead of the group');

export const caption = (): Field => longText('Caption', { description: 'Text shown under the file' });

/** Options of nearly every send. */
export const queueOptions = (): Fields => ({
	delayMessage: count(
		'Wait Before Next Message',
		{ min: 1, max: 15, default: 1 },
		{ description: 'Seconds that the queue of this number waits before the message after this one; 1 to 3 at random otherwise' },
	),
});

/** Shows that the number is typing, or recording, first. */
export const typingOption = (shown = 'typing…'): Fields => ({
	delayTyping: count(
		'Typing Time',
		{ min: 1, max: 15, default: 1 },
		{ description: `Seconds that "${shown}" is shown before the message is sent` },
	),
});
