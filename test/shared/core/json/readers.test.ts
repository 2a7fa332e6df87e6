import fc from 'fast-check';

import {
	at,
	flagOf,
	integerOf,
	isShallow,
	listOf,
	momentOf,
	numberOf,
	recordOf,
	recordsOf,
	textOf,
} from '../../../../nodes/shared/core/json/readers';

const HOSTILE = [
	undefined,
	null,
	'',
	'x',
	0,
	NaN,
	Infinity,
	-1,
	[],
	[null],
	{},
	{ toString: 1 },
	{ valueOf: null },
	Object.create(null),
	() => 1,
	Symbol('s'),
];

it('never throws, whatever it is given, and keeps its promise of a type', () => {
	const values = fc.oneof(fc.anything(), fc.constantFrom<unknown>(...HOSTILE));
	fc.assert(
		fc.property(values, (value) => {
			expect(typeof textOf(value)).toBe('string');
			expect(Array.isArray(listOf(value))).toBe(true);
			expect(typeof recordOf(value)).toBe('object');
			expect([true, false, null]).toContain(flagOf(value));
			expect(numberOf(value) === null || Number.isFinite(numberOf(value))).toBe(true);
			expect(momentOf(value) === null || /^\d{4}-.*Z$/.test(momentOf(value) ?? '')).toBe(true);
			expect(recordsOf([value, { a: 1 }])).toContainEqual({ a: 1 });
			at(value, 'a', 0, 'b');
			isShallow(value);
		}),
	);
});

it.each([
	['12', 12],
	[' 0.9 ', 0.9],
	['', null],
	['12a', null],
	[true, null],
	[[5], null],
	[5e9, 5e9],
])('numberOf(%j) is %j', (value, right) => expect(numberOf(value)).toBe(right));

it('keeps to bounds', () => {
	expect(numberOf(101, { max: 100 })).toBeNull();
	expect(numberOf(100, { max: 100 })).toBe(100);
	expect(integerOf(5_000_000_000)).toBeNull();
	expect(integerOf('400')).toBe(400);
	expect(integerOf(1.5)).toBeNull();
});

it.each([
	['true', true],
	['Sim', true],
	[1, true],
	['NÃO', false],
	['0', false],
	['talvez', null],
	[{}, null],
])('flagOf(%j) is %j', (value, right) => expect(flagOf(value)).toBe(right));

it.each([
	[1_767_618_000_000, '2026-01-05T13:00:00.000Z'],
	[1_767_618_000, '2026-01-05T13:00:00.000Z'],
	['1767618000', '2026-01-05T13:00:00.000Z'],
	['2026-01-05T10:00:00-03:00', '2026-01-05T13:00:00.000Z'],
	['2026-01-05 10:00', null],
	[8e15, null],
	[-5, null],
	['amanhã', null],
])('momentOf(%j) is %j', (value, right) => expect(momentOf(value)).toBe(right));

it('a clock that is ahead does not decide', () => {
	expect(momentOf('2999-01-01T00:00:00Z', 1_767_618_000_000)).toBe('2026-01-05T13:00:00.000Z');
});

it('walks only what is there, never the prototype', () => {
	expect(at({ a: [{ b: 1 }] }, 'a', 0, 'b')).toBe(1);
	expect(at({}, 'constructor')).toBeUndefined();
	expect(at('text', 'length')).toBeUndefined();
});

it('tells what is too deep without going under', () => {
	const deep = JSON.parse('['.repeat(5000) + ']'.repeat(5000)) as unknown;
	expect(isShallow(deep)).toBe(false);
	expect(isShallow({ a: { b: [1] } })).toBe(true);
});
