/** A text made comparable, each of its characters with the place that it has in the text as it was written. */
export interface Folded {
	/** Lower case, without accents, full-width and keycap forms as plain ones, without characters that no one sees. */
	text: string;
	/** Index in the written text of each character of `text`, and its length at the end. */
	at: number[];
}

/**
 * Folds a text for comparing and keeps the way back: what is found in `text` from `a` to `b` was written from `at[a]` to `at[b]`.
 * Superscripts keep their form: `m²` is an area, and `10²` is not 102.
 */
export function folded(written: string): Folded {
	let text = '';
	/** The places from the first sign on that does not fold to one; before it each has its own. */
	let at: number[] | null = null;
	for (let place = 0; place < written.length;) {
		const from = place;
		while (place < written.length && written.charCodeAt(place) < 0x80) place++;
		if (at !== null) for (let n = from; n < place; n++) at.push(n);
		// Most of a text is plain letters: a run of them is folded at once.
		if (place > from) text += written.slice(from, place).toLowerCase();
		if (place === written.length) break;
		const character = String.fromCodePoint(written.codePointAt(place)!);
		const plain = LATIN.get(character) ?? plainOf(character);
		if (at === null && (plain.length !== 1 || character.length !== 1)) at = ownPlaces(place);
		if (at !== null) for (let n = 0; n < plain.length; n++) at.push(place);
		text += plain;
		place += character.length;
	}
	at ??= ownPlaces(written.length);
	at.push(written.length);
	return { text, at };
}

/** The numbers from 0 to before one, copied from those that were counted before. */
function ownPlaces(count: number): number[] {
	while (counted.length < Math.min(count, MOST_COUNTED)) counted.push(counted.length);
	const places = counted.slice(0, count);
	while (places.length < count) places.push(places.length);
	return places;
}
const counted: number[] = [];
const MOST_COUNTED = 1 << 14;

const plainOf = (character: string): string =>
	SUPERSCRIPT.test(character) ? character : character.normalize('NFKD').replace(HIDDEN, '').toLowerCase();

/** Accents, the frame of a keycap, and what steers text without being seen. */
const HIDDEN = /[\p{M}\p{Cf}]/gu;
/** Fractions too: taken apart they would read as two numbers. */
const SUPERSCRIPT = /[²³¹⁰-ₜ¼-¾⅐-⅞]/;
/** The letters of our languages, folded once. */
const LATIN = new Map(
	Array.from({ length: 0x180 - 0x80 }, (_, n) => String.fromCharCode(0x80 + n)).map((character) => [character, plainOf(character)]),
);
