import { isRecord } from '../core/json/readers';
import { ownIds } from '../core/message/ownIds';
import type { Field } from './field';
import { holdersOf } from './holders';

/** What makes a bare number an id for the readers of phones, whatever it looks like. */
const ID = '@s.whatsapp.net';

/**
 * The same field of phones; an id is taken for one where an item of ours holds it, or where it was chosen from a list that the vendor gave. Only what is left
 * may lack its country code.
 */
export const knowingOurIds = (given: Field): Field => ({
	...given,
	load: async (value, { context, itemIndex }) => {
		const isChosen = isRecord(value) && value.mode === 'list';
		const ours = new Set(holdersOf(context, itemIndex).flatMap(ownIds));
		const asId = (text: string): string => {
			const digits = text.trim();
			return /^\d+$/.test(digits) && (isChosen || ours.has(digits)) ? `${digits}${ID}` : text;
		};
		return await Promise.resolve(
			changed(value, (text) =>
				text
					.split(/([,;\n])/)
					.map(asId)
					.join(''),
			),
		);
	},
});

/** A value of a form with each of its texts changed. */
function changed(value: unknown, change: (text: string) => string): unknown {
	if (typeof value === 'string' || typeof value === 'number') return change(String(value));
	if (Array.isArray(value)) return value.map((one) => changed(one, change));
	return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, changed(one, change)])) : value;
}
