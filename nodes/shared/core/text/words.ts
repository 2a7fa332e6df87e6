import { visible } from './visible';

/** Text as people typed it, for comparing: lower case, without accents, blanks as one. */
export const plain = (text: string): string => withoutMarks(text).toLowerCase().replace(/\s+/g, ' ').trim();

/** What Portuguese is written with has its accents in one block, which are found in a fraction of the time. */
function withoutMarks(text: string): string {
	if (!/[^\0-\x7f]/.test(text)) return text;
	const apart = text.normalize('NFD');
	return /[^\0-\u036f\u2000-\u206f]/.test(apart) ? apart.replace(/\p{M}/gu, '') : apart.replace(/[\u0300-\u036f]+/g, '');
}

/** Blanks and the characters that no one sees, at the start of a text. */
const INVISIBLE_START = /^[\s\u200B-\u200F\u2060\uFEFF]+/;

/** What was typed, without what stands invisibly before it. */
export const trimmedStart = (text: string): string => text.normalize('NFC').replace(INVISIBLE_START, '');

/** An id of somebody else's as a key: one way of writing accents, and nothing that is not seen, so that one who is known stays one. */
export const idOf = (value: unknown): string => visible(wordsOf(value).normalize('NFC')).trim();

/** What a field of somebody else's data says, whatever it came as; empty for what is neither text nor number. */
export const wordsOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '');
