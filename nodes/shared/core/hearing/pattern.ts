import { folded } from '../text/folded';

/** A part of a pattern. */
export type Part =
	/** With `tight`, right after the word before it: no article between. */
	| { kind: 'word'; terms: string[]; tight?: boolean }
	/** Up to so many words of any kind, within the clause. */
	| { kind: 'gap'; most: number }
	| { kind: 'either'; options: Part[][] }
	/** The next word, articles left out, begins none of these. */
	| { kind: 'not'; options: Part[][] }
	| { kind: 'edge'; edge: '^' | '$' | '^^' | '$$' };

/** A pattern that cannot be used; the message is a sentence that names it. */
export class BadPattern extends RangeError {}

const LONGEST = 400;
const DEEPEST = 6;
const PIECE = /\.\.\d?|\^\^?|\$\$?(?=\s|$|[)|\]])|[()[\]|!]|(?:~{0,2})\*?[\p{L}\d_$%'-]+\*?|\S/gu;

/**
 * Reads a pattern of the ear's little language:
 * `falar` a word · `parcel*` any ending · `*ista` any beginning · `para_de` with no word between · `~falar` a verb's wishes and orders (fala, fale, falem, falando, not falei) · `~~apagar` its participles too ·
 * `(a|b c)` one of them · `[a]` may be there · `..` up to three words between, `..5` up to five · `!a` not followed by · `^` `$` start and end of the
 * clause, `^^` `$$` of the message · `@pessoa` a list of words by its name. Articles, prepositions and politeness may stand anywhere between the parts.
 * `a & b & !c`: a and b near each other in any order, and no c beside them.
 * @throws {BadPattern} saying what cannot be read
 */
export function readPattern(source: string, named: Record<string, string>): { all: Part[][]; none: Part[][] } {
	const [all, none]: [Part[][], Part[][]] = [[], []];
	for (const one of source.split(/ & /)) {
		const isNot = one.startsWith('!');
		(isNot ? none : all).push(readSequence(isNot ? one.slice(1) : one, named));
	}
	if (all.length === 0) throw new BadPattern(`"${source}" names only what must not be said`);
	return { all, none };
}

function readSequence(source: string, named: Record<string, string>): Part[] {
	const written = expand(source, named);
	if (source.length > LONGEST) throw new BadPattern(`"${source.slice(0, 40)}…" is longer than ${LONGEST} characters`);
	const pieces = written.match(PIECE) ?? [];
	let n = 0;
	const sequence = (depth: number): Part[][] => {
		if (depth > DEEPEST) throw new BadPattern(`"${source}" has brackets in more than ${DEEPEST} others`);
		const options: Part[][] = [[]];
		for (; n < pieces.length && pieces[n] !== ')' && pieces[n] !== ']'; n++) {
			if (pieces[n] === '|') options.push([]);
			else options[options.length - 1].push(...part(depth));
		}
		return options;
	};
	const part = (depth: number): Part[] => {
		const piece = pieces[n];
		if (piece === '(' || piece === '[') {
			n += 1;
			const options = sequence(depth + 1);
			if (pieces[n] !== (piece === '(' ? ')' : ']')) throw new BadPattern(`"${source}" has a "${piece}" that is not closed`);
			const merged = oneWord(options);
			return [
				merged && piece === '(' ? merged : { kind: 'either', options: piece === '[' ? [...(merged ? [[merged]] : options), []] : options },
			];
		}
		if (piece === '!') {
			n += 1;
			const [next] = n < pieces.length ? part(depth) : [];
			if (!next) throw new BadPattern(`"${source}" has nothing after "!"`);
			return [{ kind: 'not', options: [[next]] }];
		}
		if (piece.startsWith('..')) return [{ kind: 'gap', most: Number(piece[2] ?? 3) }];
		if (piece === '^' || piece === '^^' || piece === '$' || piece === '$$') return [{ kind: 'edge', edge: piece }];
		return words(piece);
	};
	const options = sequence(0);
	if (n < pieces.length) throw new BadPattern(`"${source}" has a "${pieces[n]}" that closes nothing`);
	const parts: Part[] = options.length === 1 ? options[0] : [{ kind: 'either', options }];
	if (!parts.some(hasWord)) throw new BadPattern(`"${source}" names no word to listen for`);
	return parts;

	/** Single words as alternatives are one set. */
	function oneWord(options: Part[][]): Part | null {
		const terms = options.map(([only, ...rest]) => (only?.kind === 'word' && !only.tight && rest.length === 0 ? only.terms : null));
		return terms.every((some) => some !== null) ? { kind: 'word', terms: terms.flat() } : null;
	}
	function words(piece: string): Part[] {
		const sign = /^~*/.exec(piece)![0];
		const letters = piece.slice(sign.length);
		if (letters === 'r$') return [{ kind: 'word', terms: ['r$'] }];
		if (!/^\*?[\p{L}\d]/u.test(letters)) {
			if (/^[\p{P}\p{S}]$/u.test(letters) && !/[*~@]/.test(piece)) return [];
			throw new BadPattern(`"${source}" has "${piece}", which is no word`);
		}
		return letters
			.split(/[^\p{L}\d*ç]+/u)
			.filter(Boolean)
			.map((word, n) => ({
				kind: 'word' as const,
				terms: [sign + word.toLowerCase().normalize('NFC')],
				...(n > 0 && letters.includes('_') && { tight: true }),
			}));
	}
}

const hasWord = (part: Part): boolean =>
	part.kind === 'word' || (part.kind === 'either' && part.options.some((option) => option.some(hasWord)));

/** Puts the named lists in; they may name others. */
function expand(source: string, named: Record<string, string>, depth = 0): string {
	return source.replace(/@([\p{L}_]+)/gu, (whole, name: string) => {
		const list = named[folded(name).text];
		if (list === undefined || depth > 4)
			throw new BadPattern(
				`"${source}" names "${whole}", which is no list: there are ${Object.keys(named)
					.map((one) => `@${one}`)
					.join(', ')}`,
			);
		return `(${expand(list, named, depth + 1)})`;
	});
}

/** Patterns are apart by a line or by `|` outside of brackets. */
export function patternLines(text: string): string[] {
	const lines: string[] = [];
	let [line, depth] = ['', 0];
	for (const character of text) {
		if (character === '\n' || (character === '|' && depth <= 0)) {
			lines.push(line);
			[line, depth] = ['', 0];
			continue;
		}
		if ('(['.includes(character)) depth += 1;
		if (')]'.includes(character)) depth -= 1;
		line += character;
	}
	return [...lines, line].map((one) => one.trim()).filter(Boolean);
}
