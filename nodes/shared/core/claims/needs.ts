import { asRun } from './runs';

/** What every match of a pattern has somewhere in it: of each of these lists one run of characters. None where nothing is known. */
export type Needs = string[][];

/** What a part of a pattern is known to match: one of these strings and nothing else, or something that has one run of each list. */
type Part = { exact: string[] } | { needs: Needs };
const NO_ROOM: Part = { exact: [''] };
const UNKNOWN: Part = { needs: [] };
/** Strings of one part that are kept apart. */
const MOST = 24;
/** Lists of a pattern that are looked for: a third keeps hardly a text out that two let in. */
const MOST_LISTS = 2;
/** What follows a letter behind a backslash and belongs to it. */
const LONG_ESCAPES: Record<string, RegExp> = { p: /^\{[^}]*\}/, P: /^\{[^}]*\}/, u: /^(?:\{[^}]*\}|[\da-f]{4})/i, x: /^[\da-f]{2}/i };

/**
 * Reads off a pattern's source what its matches cannot be without, in small letters for both cases: on a text that lacks it the pattern need not be tried. What takes
 * no room (anchors, what stands around) is passed over, and of what is not understood nothing is known.
 */
export function needsOf({ source, flags }: RegExp): Needs {
	// Both together also take signs of other alphabets for letters of ours.
	if (flags.includes('i') && flags.includes('u')) return [];
	let at = 0;
	return rarest(settled(alternatives()));

	function alternatives(): Part {
		const parts: Part[] = [];
		do parts.push(sequence());
		while (source[at++] === '|');
		at--;
		if (parts.length === 1) return parts[0];
		const exact = parts.flatMap((part) => ('exact' in part ? part.exact : []));
		return parts.every((part) => 'exact' in part) && exact.length <= MOST ? { exact } : { needs: oneOf(parts.map(settled)) };
	}

	function sequence(): Part {
		const needs: Needs = [];
		let exact = [''];
		let isExact = true;
		while (at < source.length && source[at] !== '|' && source[at] !== ')') {
			const part = element();
			if ('exact' in part && part.exact.length * exact.length <= MOST) {
				exact = exact.flatMap((begun) => part.exact.map((more) => begun + more));
				continue;
			}
			isExact = false;
			needs.push(...runsOf(exact), ...('needs' in part ? part.needs : []));
			exact = 'exact' in part ? part.exact : [''];
		}
		return isExact ? { exact } : { needs: [...needs, ...runsOf(exact)] };
	}

	function element(): Part {
		const one = source[at++];
		if (one === '^' || one === '$') return NO_ROOM;
		if (one === '[') return counted(classAt());
		if (one === '.') return counted(UNKNOWN);
		if (one === '(') {
			const around = /^\?(?:<?[=!])/.exec(source.slice(at, at + 3))?.[0];
			at += around?.length ?? (source.startsWith('?:', at) ? 2 : 0);
			const part = alternatives();
			at++;
			return around === undefined ? counted(part) : NO_ROOM;
		}
		if (one !== '\\') return counted({ exact: [one] });
		const escaped = source[at++];
		if (escaped === 'b' || escaped === 'B') return NO_ROOM;
		at += LONG_ESCAPES[escaped]?.exec(source.slice(at, at + 40))?.[0].length ?? 0;
		if (escaped === 'd') return counted({ exact: ['0'] });
		return counted(/[a-zA-Z0-9]/.test(escaped) ? UNKNOWN : { exact: [escaped] });
	}

	function counted(part: Part): Part {
		const times = /^(?:[?*+]|\{\d+(?:,\d*)?\})\??/.exec(source.slice(at, at + 12))?.[0];
		if (times === undefined) return part;
		at += times.length;
		if (times.startsWith('?')) return 'exact' in part ? { exact: [...part.exact, ''] } : UNKNOWN;
		return /^(?:\*|\{0)/.test(times) ? UNKNOWN : { needs: settled(part) };
	}

	function classAt(): Part {
		const start = at;
		while (source[at] !== ']') at += source[at] === '\\' ? 2 : 1;
		const inside = source.slice(start, at++);
		return /^[a-zA-Z$€£]{1,12}$/.test(inside) ? { exact: [...inside] } : UNKNOWN;
	}
}

const settled = (part: Part): Needs => ('exact' in part ? runsOf(part.exact) : part.needs);

/** Blanks part runs, and a letter alone is in any text. */
const RUNS = /[!-\x7f]+/g;
const runsOf = (exact: readonly string[]): Needs =>
	oneOf([...new Set(exact)].map((text) => (asRun(text).match(RUNS) ?? []).filter((run) => !/^[a-z]$/.test(run)).map((run) => [run])));

/** Of several of which one is there. */
function oneOf(options: Needs[]): Needs {
	if (options.some((needs) => needs.length === 0)) return [];
	const sorted = options.map(rarest);
	const lists = Math.max(...sorted.map(({ length }) => length));
	return Array.from({ length: lists }, (_, n) => [...new Set(sorted.flatMap((needs) => needs[n] ?? needs[0]))]);
}

/** Lists that the fewest texts have one of: few runs, and long ones. */
const rarest = (needs: Needs): Needs => [...needs].sort((a, b) => commonness(a) - commonness(b)).slice(0, MOST_LISTS);
const commonness = (runs: readonly string[]): number => runs.reduce((sum, run) => sum + 4 ** -run.length, 0);
