import { remembered } from '../text/remembered';
import { visible } from '../text/visible';

/** A keycap's frame and the mark that makes a sign an emoji: around a digit they hide a number. */
const FRAMES = /[\uFE0E\uFE0F\u20E3]/g;
const MARKS = /[*_~`]+/g;
/** Letters set apart: "d e s c o n t o", "4 5 0 0 0". Three words of one letter in a row are none by chance. */
const APART = /(?<![\p{L}\d])(?:[\p{L}\d$][ .-]){3,}[\p{L}\d](?![\p{L}\d])/gu;

/** Without this no letters stand apart; it is looked for in a fraction of the time. */
const MAY_BE_APART = /[ .-]\S[ .-]\S[ .-]\S(?![\p{L}\d])/u;

/** What a reader takes a text for: without invisible characters, look-alike widths, frames, formatting marks and blanks between letters. */
export function unmasked(text: string): string {
	const shown = visible(text).normalize('NFKC').replace(FRAMES, '').replace(MARKS, '');
	return MAY_BE_APART.test(shown) ? shown.replace(APART, (letters) => letters.replace(/[ .-]/g, '')) : shown;
}

/** Cyrillic, Greek, Armenian and Cherokee have letters that look like Latin ones. */
const DECEIVING = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u;
const WORDS = /[\p{L}\p{M}]+/gu;
/** Units that Portuguese writes with a Greek letter. */
const UNIT = /^(?:µ|μ|Ω|kΩ|MΩ|μm|μg|μl)$/u;

/** The first word that mixes letters of two scripts, as only deceivers write ("dеsconto" with a Cyrillic е); null when there is none. */
export function mixedWord(text: string): string | null {
	if (!DECEIVING.test(text)) return null;
	return (text.match(WORDS) ?? []).find((word) => DECEIVING.test(word) && /\p{Script=Latin}/u.test(word) && !UNIT.test(word)) ?? null;
}

/** Lower case without the accents of Latin letters; line breaks stay. As `plain` does, in a fraction of its time; of a reply it is asked several times. */
export const lowered = remembered((text: string): string => freshlyLowered(text), 16);
function freshlyLowered(text: string): string {
	if (isAscii(text)) return text.toLowerCase();
	if (!BEYOND_LATIN.test(text)) return latinLowered(text);
	return withoutAccents(text).toLowerCase();
}
const withoutAccents = (text: string): string => text.normalize('NFD').replace(/[\u0300-\u036f]+/g, '');

/** The letters of our languages, lowered once. */
const BEYOND_LATIN = /[^\0-\u017f\u2010-\u2027]/;
const LATIN = new Map(
	Array.from({ length: 0x180 - 0x80 }, (_, n) => String.fromCharCode(0x80 + n)).map((letter) => [
		letter,
		withoutAccents(letter).toLowerCase(),
	]),
);

/**
 * Letter by letter, the runs of plain ones between them as they are: a text that was taken apart and put together again keeps the room of its accents, two bytes a
 * sign, and everything that is asked of it after that takes twice its time.
 */
function latinLowered(text: string): string {
	let lower = '';
	let from = 0;
	for (let at = 0; at < text.length; at++) {
		if (text.charCodeAt(at) < 0x80) continue;
		lower += text.slice(from, at).toLowerCase() + (LATIN.get(text[at]) ?? text[at]);
		from = at + 1;
	}
	return lower + text.slice(from).toLowerCase();
}
export const isAscii = (text: string): boolean => !BEYOND_ASCII.test(text);
const BEYOND_ASCII = /[^\0-\x7f]/;
