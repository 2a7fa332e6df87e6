const ITEM = /^([^\S\n]*)(\d{1,2})(?:[^\S\n]*[.)\]:º°–-]|(?=[^\S\n]+\p{Lu}))[^\S\n]+(?=\S)/gmu;

/** A text without the numbers of its lists: those at the start of a line that count on from 1. A number alone ("40. Depende do modelo.") counts nothing on. */
export function withoutNumbering(text: string): string {
	const items = [...text.matchAll(ITEM)].map(({ 2: number }) => Number(number));
	if (items.length === 0) return text;
	const isItem = (number: number): boolean => (number === 1 ? items.length > 1 : items.includes(number - 1) && items.includes(1));
	return text.replace(ITEM, (written, indent: string, number: string) => (isItem(Number(number)) ? `${indent}- ` : written));
}
