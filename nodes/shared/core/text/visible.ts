/** An emoji of several characters: joined by U+200D, with a variation selector or skin tone; a keycap; the flags of England, Scotland and Wales. */
const EMOJI =
	'\\u{1F3F4}[\\u{E0061}-\\u{E007A}]{4,6}\\u{E007F}|[0-9#*]\\uFE0F\\u20E3|' +
	'\\p{Extended_Pictographic}[\\uFE0E\\uFE0F]?\\p{Emoji_Modifier}?(?:\\u200D\\p{Extended_Pictographic}\\uFE0F?\\p{Emoji_Modifier}?)*';
/** Between letters of scripts whose letters join, these two say how: Persian and the languages of India need them. */
const JOINER = '(?<=[\\p{Script=Arabic}\\p{M}])[\\u200C\\u200D](?=[\\p{Script=Arabic}\\p{Lo}])';
/** Everything that Unicode lets a font ignore (zero widths, directions, fillers, tags), controls, annotations, and what is no character at all. */
const UNSEEN = '[\\p{Default_Ignorable_Code_Point}\\p{Cc}\\p{Cs}\\p{Noncharacter_Code_Point}\\uFFF9-\\uFFFB]';
const SEEN_OR_NOT = new RegExp(`(${EMOJI}|${JOINER}|[\\n\\t])|${UNSEEN}`, 'gu');

/** Runs of all but what Portuguese is written with, which is always seen, and the sign before them, which a keycap may be around. */
const SUSPECT = /[^\n\t -~\u00A0-\u00A8\u00AB\u00AC\u00AF-\u00B9\u00BB-\u017F\u2010-\u2027]/u;
const SUSPECTS = new RegExp(`[0-9#*]?(?:${SUSPECT.source})+`, 'gu');
const seenOf = (some: string): string => some.replace(SEEN_OR_NOT, (_, kept: string | undefined) => kept ?? '');

/** Anything that leaves ink: no blank, no lone accent, no blank Braille cell. */
const INK = /[^\s\p{Z}\p{M}\p{C}\u2800]/u;

/**
 * A text as a reader sees it: without control characters, directions (bidi) and characters of no width, which could hide words, turn their order round or
 * break a list of forbidden ones. Line breaks of all kinds become `\n`; emoji keep what holds them together. Nothing else changes, blanks at the ends neither.
 * @returns empty when nothing that can be seen is left
 */
export function visible(text: string): string {
	const seen = SUSPECT.test(text) ? text.replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, '\n').replace(SUSPECTS, seenOf) : text;
	return INK.test(seen) ? seen : '';
}
