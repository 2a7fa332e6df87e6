import { recordsOf, textOf, type JsonRecord } from '../../shared/core/json/readers';

/** The parts of a template that are words, and how their gaps are called among the values (`slotsOf`). */
const WORDS: Record<string, string> = { HEADER: 'header.text.', BODY: 'body.', FOOTER: '' };

/** What the person reads: head, text and foot of a template with its values in it. Empty where Meta keeps the words to itself, as of authentication templates. */
export const saidBy = (components: unknown, values: JsonRecord): string =>
	recordsOf(components)
		.filter(({ type }) => Object.hasOwn(WORDS, textOf(type).toUpperCase()))
		.map(({ type, text }) => {
			const prefix = WORDS[textOf(type).toUpperCase()];
			return textOf(text).replace(/\{\{\s*(\w+)\s*\}\}/g, (gap, name: string) => textOf(values[prefix + name]) || gap);
		})
		.filter(Boolean)
		.join('\n\n');
