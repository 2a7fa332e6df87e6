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
	const at: number[] = [];
	let place = 0;
	for (const character of written) {
		const plain = character < '\u0080' ? character.toLowerCase() : (LATIN.get(character) ?? plainOf(character));
		if (plain.length === 1) at.push(place);
		else for (let n = 0; n < plain.length; n++) at.push(place);
		text += plain;
		place += character.length;
	}
	at.push(written.length);
	return { text, at };
}

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
