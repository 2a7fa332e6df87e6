/** The words after a heading of the request, to the next one. */
const part = (text: string, heading: string): string => text.split(heading)[1]?.split(/\n[A-Z ]{6,}/)[0] ?? '';
const digits = (text: string): string[] => (text.match(/\d[\d.,]*\d|\d/g) ?? []).map((number) => number.replace(/[.,]/g, ''));

/** Plays whoever reads a reply a second time, by one rule: each number of the message stands in the facts or in the customer's words. */
export function readerAnswer(content: string): { supported: boolean; problem: string } {
	const known = new Set([...digits(part(content, 'FATOS')), ...digits(part(content, 'CLIENTE'))]);
	const strange = digits(part(content, 'MENSAGEM').replace(/^[^\n]*\n/, '')).find((number) => !known.has(number));
	return { supported: strange === undefined, problem: strange ?? '' };
}
