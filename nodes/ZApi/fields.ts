import { parseAddress } from '../shared/core/phone';
import { converted, count, required, text, type Field, type Fields } from '../shared/kit/field';

/** A chat to send to: cleaned to digits with country code; group, channel and lid ids stay as they are. */
export const chat = (displayName = 'Phone or Chat ID', description = 'Number with area code, or a group, channel or lid ID'): Field =>
	required(converted(text(displayName, { description, placeholder: 'e.g. 5511999990001' }), (given) => parseAddress(given).sendTo));

/** A message by its WhatsApp id. */
export const messageId = (description: string): Field =>
	required(text('Message ID', { description, placeholder: 'e.g. 3EB00000000000000002' }));

export const quote = (): Field =>
	text('Reply to Message ID', {
		at: 'messageId',
		description: 'ID of the message in the chat to quote',
		placeholder: 'e.g. 3EB00000000000000002',
	});

/** Options of nearly every send. */
export const queueOptions = (): Fields => ({
	delayMessage: count(
		'Wait Before Next Message',
		{ min: 1, max: 15, default: 1 },
		{ description: 'Seconds that the queue waits before the message after this one' },
	),
});

/** Shows "typing…" or "recording…" first. */
export const typingOption = (): Fields => ({
	delayTyping: count(
		'Typing Time',
		{ min: 1, max: 15, default: 1 },
		{ description: 'Seconds that "typing…" is shown before the message is sent' },
	),
});
