/** Signs that a run may have: printable ASCII, a letter as its small one and a digit as 0, and one for all that is not ASCII. */
const SIGNS = 96;
const FOREIGN = 127;
/** Of a run so many characters are looked for: hardly a text that has them lacks the rest, and the table of a shorter one stays near the processor. */
const LONGEST = 5;
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
	/** Of a place in the tree and a column, the next place. Places near the root, where most of a walk is, stand near each other; those where a run ends come last. */
	private next: Uint16Array = new Uint16Array(0);
	/** The first place where a run ends. */
	private firstEnd = 0;
	/** The column of each character of ASCII: one for each sign that a run has, and the first for all others. */
	private columns = new Uint8Array(128);
	private width = 1;
	/** Which bits of which cells the runs that end at a place set: cell, bits, cell, bits … The cells of second lists follow those of first ones. */
	private ends = new Int32Array(0);
	/** Where in `ends` those of each place begin, and where the last ones end. */
	private endsAt = new Int32Array(1);
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
		const { always } = this;
		const cells = always.length;
		const found = into?.length === 2 * cells ? into : new Uint32Array(2 * cells);
		for (let cell = 0; cell < found.length; cell++) found[cell] = 0;
		this.walk(text, found);
		for (let cell = 0; cell < cells; cell++) found[cell] = (found[cell] & found[cells + cell]) | always[cell];
		return found;
	}

	private walk(text: string, found: Uint32Array): void {
		const { next, ends, endsAt, columns, width, firstEnd } = this;
		const length = text.length;
		let place = 0;
		for (let at = 0; at < length; at++) {
			const code = text.charCodeAt(at);
			place = next[place * width + columns[code < 128 ? code : FOREIGN]];
			if (place < firstEnd) continue;
			const last = endsAt[place + 1];
			for (let n = endsAt[place]; n < last; n += 2) found[ends[n]] |= ends[n + 1];
		}
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
		const { next, order: byDepth } = tree.walk();
		const isEnd = (place: number): boolean => tree.bits[place].some((bits) => bits !== 0);
		const order = [...byDepth.filter((place) => !isEnd(place)), ...byDepth.filter(isEnd)];
		this.firstEnd = order.findIndex(isEnd);
		const signs = [...tree.signs].sort((a, b) => a - b);
		this.columns = Uint8Array.from(SIGN_OF, (sign) => signs.indexOf(sign) + 1);
		this.width = signs.length + 1;
		const newPlace = new Uint16Array(order.length);
		order.forEach((place, n) => (newPlace[place] = n));
		this.next = new Uint16Array(order.length * this.width);
		order.forEach((place, n) =>
			signs.forEach((sign, column) => (this.next[n * this.width + column + 1] = newPlace[next[place * SIGNS + sign]])),
		);
		const ends = order.map((place) => Array.from(tree.bits[place]).flatMap((some, cell) => (some === 0 ? [] : [cell, some])));
		this.ends = Int32Array.from(ends.flat());
		this.endsAt = new Int32Array(order.length + 1);
		ends.forEach((set, n) => (this.endsAt[n + 1] = this.endsAt[n] + set.length));
		this.isLaidOut = true;
	}
}

class Tree {
	private readonly children: Array<Map<number, number>> = [new Map()];
	readonly bits: Uint32Array[];
	/** All that a run has. */
	readonly signs = new Set<number>();

	constructor(private readonly cells: number) {
		this.bits = [new Uint32Array(cells)];
	}

	/** The bits of the place where a run ends. */
	bitsAt(run: string): Uint32Array {
		let place = 0;
		for (let n = 0; n < Math.min(run.length, LONGEST); n++) {
			const sign = signOf(run.charCodeAt(n));
			this.signs.add(sign);
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

	/**
	 * Where a sign leads from each place: on, or else to the longest end of what was read that another run begins with, whose bits the place takes over; and the places
	 * from the root on, the nearer first.
	 */
	walk(): { next: Uint16Array; order: number[] } {
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
		return { next, order: waiting };
	}
}
