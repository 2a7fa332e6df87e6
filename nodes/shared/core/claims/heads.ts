/** How many characters of a beginning are looked at: three tell most words apart. */
const LONGEST = 3;
/** Beginnings of one pattern that are worth keeping apart. */
const MOST = 3000;

/** The beginning of a match as far as it is known; open while more may be known of it. */
interface Head {
	text: string;
	isOpen: boolean;
}

/**
 * What every match of a pattern begins with, in up to three characters; null where it may begin with anything. Read off the pattern's source: whatever takes no
 * room (anchors, what stands around) is passed over, and where the next character is not one of a few the beginning ends.
 */
export function headsOf({ source, ignoreCase }: RegExp): ReadonlySet<string> | null {
	let at = 0;
	if (ignoreCase) return null;
	const heads = alternatives();
	if (heads === null || heads.length > MOST || heads.some(({ text }) => text === '')) return null;
	return new Set(heads.map(({ text }) => text));

	function alternatives(): Head[] | null {
		const all: Head[] = [];
		let isKnown = true;
		do {
			const one = sequence();
			if (one === null) isKnown = false;
			else all.push(...one);
		} while (source[at++] === '|');
		at--;
		return isKnown ? all : null;
	}

	function sequence(): Head[] | null {
		let heads: Head[] | null = [{ text: '', isOpen: true }];
		while (at < source.length && source[at] !== '|' && source[at] !== ')') {
			const part = element();
			if (part !== undefined && heads !== null) heads = joined(heads, part);
		}
		return heads;
	}

	/** @returns undefined for what takes no room */
	function element(): Head[] | undefined {
		const one = source[at++];
		if (one === '^' || one === '$') return undefined;
		let part: Head[] | null;
		if (one === '(') {
			const around = /^\?(?:<?[=!])/.exec(source.slice(at, at + 3))?.[0];
			at += around?.length ?? (source.startsWith('?:', at) ? 2 : 0);
			part = alternatives();
			at++;
			if (around !== undefined) return undefined;
		} else if (one === '[') part = classAt();
		else if (one === '\\') {
			const escaped = source[at++];
			if (escaped === 'b' || escaped === 'B') return undefined;
			if (/[pPu]/.test(escaped)) at = source.indexOf('}', at) + 1 || source.length;
			part = /[a-zA-Z0-9]/.test(escaped) ? ANY : [{ text: escaped, isOpen: true }];
		} else part = one === '.' ? ANY : [{ text: one, isOpen: true }];
		return counted(part ?? ANY);
	}

	function counted(part: Head[]): Head[] {
		const times = /^(?:[?*+]|\{\d+(?:,\d*)?\})\??/.exec(source.slice(at, at + 12))?.[0];
		if (times === undefined) return part;
		at += times.length;
		const once = /^\?/.test(times) ? part : part.map(({ text }) => ({ text, isOpen: false }));
		return /^(?:[?*]|\{0)/.test(times) ? [...once, { text: '', isOpen: true }] : once;
	}

	function classAt(): Head[] {
		const start = at;
		while (source[at] !== ']') at += source[at] === '\\' ? 2 : 1;
		const inside = source.slice(start, at++);
		return /^[a-z$€£]{1,12}$/.test(inside) ? [...inside].map((text) => ({ text, isOpen: true })) : ANY;
	}
}
const ANY: Head[] = [{ text: '', isOpen: false }];

function joined(heads: Head[], part: Head[]): Head[] | null {
	const all = new Map<string, Head>();
	for (const head of heads) {
		if (!head.isOpen || head.text.length >= LONGEST) all.set(`${head.text}.`, { ...head, isOpen: false });
		else
			for (const next of part) {
				const text = (head.text + next.text).slice(0, LONGEST);
				const isOpen = next.isOpen && text.length < LONGEST;
				all.set(`${text}${isOpen ? '+' : '.'}`, { text, isOpen });
			}
	}
	return all.size > MOST ? null : [...all.values()];
}
