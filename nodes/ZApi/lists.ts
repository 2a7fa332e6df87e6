import { entries, required, text, type Field } from '../shared/kit/field';
import { knowingOurIds } from '../shared/kit/ownIds';
import { toAddress } from './fields';
import { toGroupId } from './pickers';

interface Each {
	/** What one entry is called. */
	entry: string;
	placeholder: string;
	description?: string;
	at?: string;
	/** Throws a RangeError when an entry cannot be used. */
	convert?: (given: string) => string;
	/** What stands between several values in one line; lines alone for values that may hold commas. */
	separator?: RegExp;
	/** How many entries at most. */
	max?: number;
}

const COMMAS = /[,;\n]/;
const SEVERAL = 'One line may also hold several, separated by commas, or an array of an expression';

/** A list of single values, sent as an array of text. n8n takes expressions inside a line only, so that one line may hold several values. */
export function lines(
	displayName: string,
	{ entry, placeholder, description, at, separator = COMMAS, convert = (given) => given, max = Infinity }: Each,
): Field {
	const hint = separator === COMMAS ? SEVERAL : undefined;
	const { form } = entries(displayName, entry, { value: required(text(entry, { placeholder })) }, { description, ...(hint && { hint }) });
	return {
		form,
		at,
		toWire: (given) => {
			const values = spoken(given)
				.flatMap((value) => value.split(separator))
				.map((value) => value.trim())
				.filter((value) => value !== '');
			if (values.length > max) throw new RangeError(`${displayName} takes at most ${max} entries, and ${values.length} were given`);
			return values.length > 0 ? values.map(convert) : undefined;
		},
	};
}

/** The values of a list in the form, of an array or of a single value, each as text. */
function spoken(given: unknown): string[] {
	if (given === null || given === undefined) return [];
	if (Array.isArray(given)) return given.flatMap(spoken);
	if (typeof given !== 'object') return [String(given)];
	const { entry, value } = given as { entry?: unknown; value?: unknown };
	return spoken(entry ?? value);
}

/** People by number, cleaned. */
export const people = (displayName: string, description: string, at?: string): Field =>
	knowingOurIds(required(lines(displayName, { entry: 'Phone', placeholder: 'e.g. 5511999990001', description, at, convert: toAddress })));

/** Groups by id. */
export const groups = (displayName: string, description: string, at?: string): Field =>
	required(lines(displayName, { entry: 'Group ID', placeholder: 'e.g. 120363019502650977-group', description, at, convert: toGroupId }));
