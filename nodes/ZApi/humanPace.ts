import type { IDataObject } from 'n8n-workflow';

import { splitSentences } from '../shared/core/message/sentences';
import type { VendorRequest } from '../shared/http/send';
import { count, flag, type Field, type Fields } from '../shared/kit/field';

/** A quick typist's speed, so that nobody waits long. */
const CHARACTERS_PER_SECOND = 20;
/** The vendor's longest typing time (vendor page message/send-message-text). */
const LONGEST_TYPING = 15;

/** A field for this node alone: checked as any other, and left out of the request. */
const ownField = (field: Field): Field => ({
	...field,
	toWire: (value) => {
		field.toWire(value);
		return undefined;
	},
});

/** Options of a text that make it look as if a person had written it. */
export const humanPace = (): Fields => ({
	splitAfter: ownField(
		count(
			'Split Between Sentences',
			{ min: 20, max: 4000, default: 300 },
			{
				description:
					'A longer text is sent as several messages of whole sentences with at most so many characters; each message is an item of the output',
			},
		),
	),
	typeLikePerson: ownField(
		flag(
			'Typing Time by Length',
			'Whether "typing…" is shown before each message as long as a quick person would need, 15 seconds at most',
		),
	),
});

/** The messages that one text becomes. Only the first quotes; the queue of the number keeps their order and the space between them. */
export function atHumanPace(request: VendorRequest, { splitAfter, typeLikePerson }: IDataObject): VendorRequest[] {
	const body = request.body as IDataObject & { message: string };
	// An edit replaces one message: it stays one. What is nothing but blanks is left to the vendor to refuse.
	const isWhole = splitAfter === undefined || body.editMessageId !== undefined || body.message.trim() === '';
	const texts = isWhole ? [body.message] : splitSentences(body.message, Number(splitAfter));
	return texts.map((message, n) => ({
		...request,
		body: {
			...(n === 0 ? body : without(body, 'messageId')),
			message,
			...(typeLikePerson === true && { delayTyping: typingSeconds(message) }),
		},
	}));
}

const typingSeconds = (message: string): number => Math.min(LONGEST_TYPING, Math.max(1, Math.ceil(message.length / CHARACTERS_PER_SECOND)));

const without = ({ ...body }: IDataObject, key: string): IDataObject => {
	delete body[key];
	return body;
};
