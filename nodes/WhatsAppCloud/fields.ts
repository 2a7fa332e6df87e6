import { converted, entries, list, required, text, type Field } from '../shared/kit/field';
import { knowingOurIds } from '../shared/kit/ownIds';
import { atMost } from './limits';
import { isUserId, toRecipient } from './recipient';

/** A message by its WhatsApp id. */
export const messageId = (description: string, at?: string): Field =>
	required(text('Message ID', { at, description, placeholder: 'e.g. wamid.HBgLNTUzMTk5OTk5MDAwMRUCABIYFg' }));

/** A switch that Meta wants as an object, or not at all. */
export const typingIndicator = (given: Field): Field => ({
	...given,
	at: 'typing_indicator',
	toWire: (value) => (given.toWire(value) === true ? { type: 'text' } : undefined),
});

/** What is read of a record; the vendor's own choice of keys leaves most out. */
export const fieldsOf = (all: string): Field => ({
	...text('Fields', { default: all, description: 'Keys to read, comma-separated' }),
	at: 'fields',
});

/** Sent empty too, which is how something is taken away. */
export const emptied = (given: Field, empty: unknown): Field => ({ ...given, toWire: (value) => given.toWire(value) ?? empty });

/** The PIN of the two-step verification. */
export const pin = (): Field =>
	converted(
		{ ...text('PIN', { at: 'pin', description: 'Six digits of the two-step verification', placeholder: 'e.g. 123456' }) },
		(given) => {
			if (!/^\d{6}$/.test(given)) throw new RangeError('PIN must be six digits');
			return given;
		},
	);

/** A list of texts of at most so many characters. */
export const texts = (
	displayName: string,
	entryName: string,
	most: number,
	{ placeholder, at }: { placeholder: string; at: string },
): Field => {
	const rows = entries(displayName, entryName, { text: atMost(most, required(text('Text', { placeholder }))) }, { at });
	return { ...rows, toWire: (value) => (rows.toWire(value) as Array<{ text: string }> | undefined)?.map((row) => row.text) };
};

/** Several people, each by number or user id. */
export const persons = (displayName: string, description: string, at: string): Field =>
	knowingOurIds(
		list(displayName, { at, description, placeholder: 'e.g. +5531999990001, BR.90000000000000000001' }, (given) =>
			isUserId(given) ? { user_id: given } : { user: toRecipient(given) },
		),
	);

/** A list that stands in the query as JSON. */
export const asJson = (given: Field): Field => ({
	...given,
	toWire: (value) => {
		const wire = given.toWire(value);
		return wire === undefined ? undefined : JSON.stringify(wire);
	},
});

/** A list that stands in the request as one text with commas. */
export const joined = (given: Field): Field => ({ ...given, toWire: (value) => (given.toWire(value) as string[] | undefined)?.join(',') });

/** A text that nobody is to read over somebody's shoulder. */
export function hidden(...wording: Parameters<typeof text>): Field {
	const given = text(...wording);
	return { ...given, form: { ...given.form, typeOptions: { password: true } } };
}
