import { oneLine } from '../text/escape';
import { withoutLinks } from '../text/links';
import { visible } from '../text/visible';

/** A template that goes out once a window is closed: its values may have gaps of their own. A type alias: it is stored as JSON. */
export type Template = { name: string; language: string; values: string[] };

/** What the gaps are filled in with. */
export interface Facts {
	name?: string | null;
	company?: string | null;
	/** What was to be said. */
	text?: string | null;
}

/** Names and texts come from strangers and from the model: no link of theirs goes out under the company's template. */
const GAPS: Record<string, (facts: Facts) => string> = {
	primeiro_nome: ({ name }) => tame(name).split(' ')[0],
	nome: ({ name }) => tame(name),
	empresa: ({ company }) => tame(company),
	texto: ({ text }) => text ?? '',
};
const GAP = /\{([^{}]*)\}/g;
const tame = (words?: string | null): string => withoutLinks(words ?? '', 80);

/**
 * Meta refuses a value with a line break, a tab or more than four blanks in a row (132018), an empty one (131008), and a text above 1,024 characters, of which
 * the template's own words need some.
 */
const LONGEST_VALUE = 700;

/**
 * The values as they go out. One that nothing is known for is a dash: an empty one is refused, and the message with it.
 * @param given.values with `{primeiro_nome}`, `{nome}`, `{empresa}` and `{texto}`
 */
export const filledValues = ({ values }: Pick<Template, 'values'>, facts: Facts): string[] =>
	values.map((value) => {
		const filled = oneLine(visible(value.replace(GAP, (gap, name: string) => GAPS[name]?.(facts) ?? gap)));
		const signs = [...filled];
		return signs.length > LONGEST_VALUE ? `${signs.slice(0, LONGEST_VALUE - 1).join('')}…` : filled || '–';
	});

/** @throws {RangeError} for a name that Meta has none like, or a gap that nothing fills in */
export function checkedTemplate({ name, language, values }: Template): Template {
	if (!/^[a-z0-9_]+$/.test(name)) throw new RangeError(`"${name}" is no name of a template: those have small letters, digits and _ alone`);
	const unknown = values.flatMap((value) => [...value.matchAll(GAP)].map(([, gap]) => gap)).find((gap) => !Object.hasOwn(GAPS, gap));
	if (unknown !== undefined)
		throw new RangeError(
			`Nothing fills in {${unknown}} in the values of the template "${name}": there are {${Object.keys(GAPS).join('}, {')}}`,
		);
	return { name, language: language || 'pt_BR', values };
}
