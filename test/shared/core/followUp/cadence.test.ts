import { cadenceOf } from '../../../../nodes/shared/core/followUp/cadence';

const row = (given: object) => ({ class: 'warm', afterHours: 24, kind: 'message', text: '', ...given });

it('numbers the steps of each class in their order, whatever the order of the rows', () => {
	const rows = [
		row({ afterHours: 168 }),
		row({ class: 'hot', kind: 'team', afterHours: 4 }),
		row({}),
		row({ class: 'cold', kind: 'material', text: 'https://a.example' }),
	];
	expect(cadenceOf(rows).map(({ class: of, step, after_hours }) => [of, step, after_hours])).toEqual([
		['hot', 1, 4],
		['warm', 1, 24],
		['warm', 2, 168],
		['cold', 1, 24],
	]);
});

it('material without words is no step; a message and a reminder need none', () => {
	const rows = [row({ class: 'cold', kind: 'material', text: '  ' }), row({ class: 'hot', kind: 'team' }), row({})];
	expect(cadenceOf(rows).map(({ class: of }) => of)).toEqual(['hot', 'warm']);
	expect(cadenceOf([])).toEqual([]);
});

it.each([
	[row({ class: 'quente' }), 'Step 1 of the cadence has no temperature'],
	[row({ kind: 'call' }), 'Step 1'],
	[row({ afterHours: 0 }), 'at least one hour'],
	[row({ afterHours: 'amanhã' }), 'not amanhã'],
	[row({ text: 'Oi, {apelido}' }), '{apelido}'],
])('%j cannot be meant', (wrong, problem) => {
	expect(() => cadenceOf([wrong])).toThrow(problem);
	expect(() => cadenceOf([row({ text: '{Oi|Olá}, {primeiro_nome}: {produto}, {empresa}, {cidade}' })])).not.toThrow();
});

it('two steps at one time are told; of two classes they are two', () => {
	expect(() => cadenceOf([row({}), row({ text: 'Oi' })])).toThrow('two steps after 24 hours');
	expect(cadenceOf([row({}), row({ class: 'cold' })])).toHaveLength(2);
});
