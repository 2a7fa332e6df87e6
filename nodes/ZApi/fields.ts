import { parseAddress } from '../shared/core/phone';
import { converted, count, flag, list, longText, required, text, type Field, type Fields } from '../shared/kit/field';

const PHONE = 'e.g. 5511999990001';
const MESSAGE_ID = 'e.g. 3EB00000000000000002';
export const GROUP_ID = 'e.g. 120363019502650977-group';

const toAddress = (given: string): string => parseAddress(given).sendTo;

/** A chat to send to: cleaned to digits with country code; group, channel and lid ids stay as they are. */
export const chat = (displayName = 'Phone or Chat ID', description = 'Number with area code, or a group, channel or lid ID'): Field =>
	required(converted(text(displayName, { description, placeholder: PHONE }), toAddress));

/** A person's number, cleaned in the same way. */
export const phone = (displayName: string, description: string): Field => chat(displayName, description);

/** Several numbers, comma-separated. */
export const phones = (displayName: string, description: string, convert = toAddress): Field =>
	list(displayName, { description, placeholder: `${PHONE}, 5521988880002` }, convert);

/** A number for people to dial: toll-free and short ones (0800, 4004) are no WhatsApp addresses and stay as they are. */
export function toDialled(given: string): string {
	try {
		return parseAddress(given).sendTo;
	} catch {
		const digits = given.replace(/\D/g, '');
		if (digits === '') throw new RangeError(`"${given}" is not a phone number`);
		return digits;
	}
}

/** A number for people to dial. */
export const dialled = (displayName: string, description: string): Field =>
	required(converted(text(displayName, { description, placeholder: PHONE }), toDialled));

/** A message by its WhatsApp id. */
export const messageId = (description: string, displayName = 'Message ID'): Field =>
	required(text(displayName, { description, placeholder: MESSAGE_ID }));

export const quote = (): Field =>
	text('Reply to Message ID', { at: 'messageId', description: 'ID of the message in the chat to quote', placeholder: MESSAGE_ID });

export const privateAnswer = (): Field =>
	flag('Answer Privately', 'Whether the answer to a group message goes to its author alone instead of the group');

/** A file: Z-API takes its address and its content in the same key. */
export const optionalMedia = (displayName: string, what: string, example: string, at?: string): Field =>
	text(displayName, {
		at,
		description: `Public URL of the ${what} that starts with https://, or its content as a data URI in base64`,
		placeholder: `e.g. https://example.com/${example}`,
	});

export const media = (...wording: Parameters<typeof optionalMedia>): Field => required(optionalMedia(...wording));

export const caption = (): Field => longText('Caption', { description: 'Text shown under the file' });

/** Options of nearly every send. */
export const queueOptions = (): Fields => ({
	delayMessage: count(
		'Wait Before Next Message',
		{ min: 1, max: 15, default: 1 },
		{ description: 'Seconds that the queue waits before the message after this one' },
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
