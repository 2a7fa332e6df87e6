/** Signs that a run may have: printable ASCII, a letter as its small one and a digit as 0, and one for all that is not ASCII. */
const SIGNS = 96;
const FOREIGN = 127;
const SIGN_OF = Uint8Array.from({ length: 128 }, (_, code) => {
	const sign = String.fromCharCode(code).toLowerCase().replace(/\d/, '0').charCodeAt(0);
	return sign > 32 ? sign - 32 : 0;
});
const signOf = (code: number): number => SIGN_OF[code < 128 ? code : FOREIGN];

/** A run as it is looked for. */
export const asRun = (text: string): string =>
	text
		.toLowerCase()
		.replace(/\d/g, '0')
		.replace(/[^\0-\x7f]/g, String.fromCharCode(FOREIGN));

/**
 * Finds of which of many lists of short runs of characters a text has one, in one walk over it however many there are (Aho and Corasick, 1975). Lists are added as
 * patterns are read, and the walk is laid out anew at the next text.
 */
export class Runs {
	/** Of each pattern two lists, which may be one. */
	private readonly lists: Array<[readonly string[], readonly string[]] | null> = [];
	/** Of a place in the tree and a sign, the next place. */
	private next: Uint16Array = new Uint16Array(0);
	/** Of a place, which bits of which cells the runs that end there set: cell, bits, cell, bits … The cells of second lists follow those of first ones. */
	private ends: Array<Int32Array | null> = [];
	private always = new Uint32Array(0);
	private isLaidOut = false;

	/** @param lists up to two lists of runs as `asRun` makes them; without any every text has them */
	add([one, other = one]: ReadonlyArray<readonly string[]>): number {
		this.isLaidOut = false;
		return this.lists.push(one === undefined ? null : [one, other]) - 1;
	}

	/**
	 * A bit for each pattern whose lists have a run each in the text.
	 * @param into what an earlier walk found, to be written over: making room anew takes longer than the walk
	 */
	in(text: string, into?: Uint32Array): Uint32Array {
		if (!this.isLaidOut) this.layOut();
		const { next, ends, always } = this;
		const cells = always.length;
		const found = into?.length === 2 * cells ? into.fill(0) : new Uint32Array(2 * cells);
		for (let at = 0, place = 0; at < text.length; at++) {
			place = next[place * SIGNS + signOf(text.charCodeAt(at))];
			const ended = ends[place];
			if (ended !== null) for (let n = 0; n < ended.length; n += 2) found[ended[n]] |= ended[n + 1];
		}
		for (let cell = 0; cell < cells; cell++) found[cell] = (found[cell] & found[cells + cell]) | always[cell];
		return found;
	}

	private layOut(): void {
		const cells = (this.lists.length + 31) >> 5;
		this.always = new Uint32Array(cells);
		const tree = new Tree(2 * cells);
		this.lists.forEach((lists, id) => {
			const [cell, bit] = [id >> 5, 1 << (id & 31)];
			if (lists === null) this.always[cell] |= bit;
			else for (const [n, list] of lists.entries()) for (const run of list) tree.bitsAt(run)[n * cells + cell] |= bit;
		});
		this.next = tree.walk();
		this.ends = tree.bits.map((bits) => {
			const set = Array.from(bits).flatMap((some, cell) => (some === 0 ? [] : [cell, some]));
			return set.length > 0 ? Int32Array.from(set) : null;
		});
		this.isLaidOut = true;
	}
}

class Tree {
	private readonly children: Array<Map<number, number>> = [new Map()];
	readonly bits: Uint32Array[];

	constructor(private readonly cells: number) {
		this.bits = [new Uint32Array(cells)];
	}

	/** The bits of the place where a run ends. */
	bitsAt(run: string): Uint32Array {
		let place = 0;
		for (let n = 0; n < run.length; n++) {
			const sign = signOf(run.charCodeAt(n));
			let child = this.children[place].get(sign);
			if (child === undefined) {
				child = this.children.push(new Map()) - 1;
				this.bits.push(new Uint32Array(this.cells));
				this.children[place].set(sign, child);
			}
			place = child;
		}
		return this.bits[place];
	}

	/** Where a sign leads from each place: on, or else to the longest end of what was read that another run begins with, whose bits the place takes over. */
	walk(): Uint16Array {
		const { children, bits } = this;
		const next = new Uint16Array(children.length * SIGNS);
		const shorter = new Uint16Array(children.length);
		const waiting = [0];
		for (const place of waiting)
			for (let sign = 0; sign < SIGNS; sign++) {
				const child = children[place].get(sign);
				const instead = place === 0 ? 0 : next[shorter[place] * SIGNS + sign];
				next[place * SIGNS + sign] = child ?? instead;
				if (child === undefined) continue;
				shorter[child] = instead;
				bits[instead].forEach((some, cell) => (bits[child][cell] |= some));
				waiting.push(child);
			}
		return next;
	}
}
