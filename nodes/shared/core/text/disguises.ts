/** A text with what imitates other characters set back, and where each of its UTF-16 units stood before. */
export interface Undisguised {
	text: string;
	/** One entry a unit of `text`, and one for its end; null where all stands where it stood. */
	origin: number[] | null;
	/** Positions of dots that were written as a word between words, which may be nothing but a word. */
	spelled: Set<number>;
}

/** Other full stops and points in the middle; a one-dot leader and ideographic stops are dots to a browser too (UTS 46). */
const DOTS = /[\u3002\uFF0E\uFF61\u2024\u2027\u2219\u00B7\u2E31\uA4F8\u0701\u0702]/u;
const SLASHES = /[\u2044\u2215\uFF0F\u29F8]/u;
/** All but what Portuguese is written with. */
const SUSPECT = /[^\t\n\r -~\u00A0-\u00AC\u00AE-\u00B6\u00B8-\u024F]/gu;
const IS_SUSPECT = new RegExp(SUSPECT.source, 'u');
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cc}\uFFF9-\uFFFB]/u;
/**
 * A dot in brackets, or as a word before what ends a domain: "(dot)", "[.]", " ponto com". Among the endings of the public list are short words of Portuguese
 * ("um ponto em que"), so only usual ones count behind a bare word; whoever meets another adds it.
 */
const SPELLED_DOT =
	/\s{0,3}[([{]\s{0,2}(?:dot|ponto|\.)\s{0,2}[)\]}]\s{0,3}|\s{1,3}(?:dot|ponto)\s{1,3}(?=(?:[\p{L}\p{N}-]{2,24}\s{1,3}(?:dot|ponto)\s{1,3})?(?:com|net|org|br|app|shop|store|site|online|info|me|io|club|xyz|top|link)(?![\p{L}\p{N}]))/giu;
/** Without this there is none; it is looked for in a fraction of the time. */
const MAY_BE_SPELLED = /[([{]\s{0,2}(?:dot|ponto|\.)|\s(?:dot|ponto)\s/i;
/** What follows an ending that was meant as one: nothing, a mark, a further part, a path. */
const ENDS = /^\p{L}+(?:\s{0,3}(?:$|[\n.,;:!?)/"'](?!\p{L})|\/|(?:barra|slash|ponto|dot)(?!\p{L})))/iu;

/** Sets back full-width and mathematical letters, dots and slashes of other scripts, dots in words and brackets; takes out what is not seen. */
export function undisguised(text: string): Undisguised {
	const units = unitsOf(text);
	if (!MAY_BE_SPELLED.test(units.text)) return { ...units, spelled: new Set() };
	let shown = '';
	const origin: number[] = [];
	const spelled = new Set<number>();
	let at = 0;
	for (const found of units.text.matchAll(SPELLED_DOT)) {
		const end = found.index + found[0].length;
		shown += `${units.text.slice(at, found.index)}.`;
		// One by one: as arguments of one call a long text would be too many for the stack.
		for (let n = at; n <= found.index; n++) origin.push(units.origin?.[n] ?? n);
		if (!/[([{]/.test(found[0]) && !ENDS.test(units.text.slice(end, end + 40))) spelled.add(shown.length - 1);
		at = end;
	}
	if (at === 0) return { ...units, spelled };
	for (let n = at; n <= units.text.length; n++) origin.push(units.origin?.[n] ?? n);
	return { text: shown + units.text.slice(at), origin, spelled };
}

function unitsOf(text: string): { text: string; origin: number[] | null } {
	if (!IS_SUSPECT.test(text)) return { text, origin: null };
	let shown = '';
	let at = 0;
	const origin: number[] = [];
	const keep = (to: number) => {
		shown += text.slice(at, to);
		for (; at < to; at++) origin.push(at);
	};
	for (const { 0: character, index } of text.matchAll(SUSPECT)) {
		keep(index);
		const set = setBack(character);
		shown += set;
		for (let n = 0; n < set.length; n++) origin.push(index);
		at = index + character.length;
	}
	keep(text.length);
	return { text: shown, origin: [...origin, text.length] };
}

function setBack(character: string): string {
	if (DOTS.test(character)) return '.';
	if (SLASHES.test(character)) return '/';
	if (UNSEEN.test(character)) return '';
	const plain = character.normalize('NFKC');
	// "…" would become three dots and "½" a fraction: only one character for one.
	return [...plain].length === 1 ? plain : character;
}
