/** Signs that a run may have; a letter is one with its capital, and all else is one sign that no run has. */
const SIGNS = 128 - 32;
const OTHER = 0;
const SIGN_OF = Uint8Array.from({ length: 128 }, (_, code) => (code > 32 && code < 127 ? String.fromCharCode(code).toLowerCase().charCodeAt(0) - 32 : OTHER));

/**
 * Finds of which of many lists of short runs of characters a text has one, in one walk over it however many there are (Aho and Corasick, 1975). Lists are added as
 * patterns are read, and the walk is laid out anew at the next text.
 */
export class Runs {
	private readonly ids = new Map<string, number>();
	private readonly listsOf = new Map<string, number[]>();
	/** Of a place in the tree and a sign, the next place. */
	private next = new Uint16Array(0);
	/** Of a place, the lists that a run which ends there is of. */
	private ends: Array<Int32Array | null> = [];
	private isLaidOut = false;

	/** @param list runs of printable ASCII in small letters */
	idOf(list: readonly string[]): number {
		const key = [...list].sort().join(' ');
		const known = this.ids.get(key);
		if (known !== undefined) return known;
		const id = this.ids.size;
		this.ids.set(key, id);
		for (const run of list) this.listsOf.set(run, [...(this.listsOf.get(run) ?? []), id]);
		this.isLaidOut = false;
		return id;
	}

	/** A bit for each list of which a run stands in the text. */
	listsIn(text: string): Uint32Array {
		if (!this.isLaidOut) this.layOut();
		const found = new Uint32Array((this.ids.size + 31) >> 5);
		const { next, ends } = this;
		for (let at = 0, place = 0; at < text.length; at++) {
			const code = text.charCodeAt(at);
			place = next[place * SIGNS + (code < 128 ? SIGN_OF[code] : OTHER)];
			const ended = ends[place];
			if (ended !== null) for (let n = 0; n < ended.length; n++) found[ended[n] >> 5] |= 1 << (ended[n] & 31);
		}
		return found;
	}

	private layOut(): void {
		const tree: Array<Map<number, number>> = [new Map()];
		const ends: number[][] = [[]];
		for (const [run, lists] of this.listsOf) {
			let place = 0;
			for (let n = 0; n < run.length; n++) {
				const sign = SIGN_OF[run.charCodeAt(n)];
				let child = tree[place].get(sign);
				if (child === undefined) {
					child = tree.push(new Map()) - 1;
					ends.push([]);
					tree[place].set(sign, child);
				}
				place = child;
			}
			ends[place].push(...lists);
		}
		const next = new Uint16Array(tree.length * SIGNS);
		// Where a run goes on no further, the longest end of it that another begins with does.
		const shorter = new Uint16Array(tree.length);
		const waiting = [0];
		for (const place of waiting) {
			for (let sign = 0; sign < SIGNS; sign++) {
				const child = tree[place].get(sign);
				const instead = place === 0 ? 0 : next[shorter[place] * SIGNS + sign];
				next[place * SIGNS + sign] = child ?? instead;
				if (child === undefined) continue;
				shorter[child] = instead;
				ends[child].push(...ends[instead]);
				waiting.push(child);
			}
		}
		this.next = next;
		
		this.ends = ends.map((lists) => (lists.length > 0 ? Int32Array.from(new Set(lists)) : null));
		this.isLaidOut = true;
	}
}
