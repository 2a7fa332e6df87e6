import { DELIVERIES } from '../../sandbox/graphWebhooks';

/** Values of every type, the odd ones that JSON can bring, and words that mean something to whoever reads carelessly. */
const ODD: unknown[] = [
	null,
	true,
	0,
	-1,
	1e308,
	'',
	' ',
	'0',
	'\u0000',
	'\ud83d',
	'__proto__',
	'constructor',
	'toString',
	'BR.',
	'x'.repeat(5000),
	[],
	{},
	[[]],
	[null, {}],
	{ id: {} },
	'1795000000000000000000',
];
const KEYS = ['__proto__', 'constructor', 'type', 'id', 'from', 'messages', 'statuses', 'errors', 'hasOwnProperty', 'toString'];
const KINDS = Object.values(DELIVERIES);

/** Numbers in a row that a seed decides (mulberry32): a body that fails can be made again. */
export function chance(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
	};
}

/** A delivery with up to six changes that no vendor would make: something is another type, gone, doubled, or under another name. */
export function mutated(seed: number): unknown {
	const next = chance(seed);
	const body: unknown = structuredClone(KINDS[next(KINDS.length)]);
	for (let changes = 1 + next(6); changes > 0; changes--) mutate(body, next);
	return body;
}

function mutate(body: unknown, next: (below: number) => number): void {
	const places = placesIn(body);
	const [holder, key] = places[next(places.length)] ?? [];
	if (!holder) return;
	const at = holder as Record<string, unknown>;
	switch (next(5)) {
		case 0:
			at[key] = structuredClone(ODD[next(ODD.length)]);
			break;
		case 1:
			delete at[key];
			break;
		case 2:
			Object.defineProperty(at, KEYS[next(KEYS.length)], { value: at[key], enumerable: true, configurable: true, writable: true });
			break;
		case 3:
			at[key] = [at[key], structuredClone(at[key])];
			break;
		default: {
			const [other, otherKey] = places[next(places.length)];
			at[key] = structuredClone((other as Record<string, unknown>)[otherKey]);
		}
	}
}

/** Every place in a body that holds a value. */
function placesIn(body: unknown, found: Array<[object, string]> = []): Array<[object, string]> {
	if (typeof body !== 'object' || body === null) return found;
	for (const [key, value] of Object.entries(body)) {
		found.push([body, key]);
		placesIn(value, found);
	}
	return found;
}
