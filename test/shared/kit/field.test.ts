import { choice, converted, count, decimal, flag, json, list, moment, required, text, type Field } from '../../../nodes/shared/kit/field';

const days = count('Days', { min: 1, max: 30, default: 14 });

describe('what goes over the wire', () => {
	it.each<[string, Field, unknown, unknown]>([
		['text', text('A'), 'x', 'x'],
		['a number in a text field', text('A'), 5, '5'],
		['no text', text('A'), '', undefined],
		['null', text('A'), null, undefined],
		['a count', days, 7, 7],
		['a count in words', days, '7', 7],
		['a blank count', days, '', undefined],
		['no count', days, null, undefined],
		['a decimal', decimal('A'), '1.5', 1.5],
		['zero', decimal('A'), 0, 0],
		['a blank decimal', decimal('A'), '', undefined],
		['a switch', flag('A', 'Whether it is'), true, true],
		['a switch in words', flag('A', 'Whether it is'), 'false', false],
		['a choice', choice('A', { x: 'X' }), 'x', 'x'],
		['a list', list('A'), ' a, b ,,', ['a', 'b']],
		['a list that is one already', list('A'), [1, 'b'], ['1', 'b']],
		['a list with a conversion', list('A', {}, Number), '1,2', [1, 2]],
		['an empty list', list('A'), '', undefined],
		['JSON', json('A'), '{"a":[1]}', { a: [1] }],
		['JSON that is an object already', json('A'), { a: 1 }, { a: 1 }],
		['a moment', moment('A'), '2026-03-02T09:30:00-03:00', '2026-03-02T09:30:00-03:00'],
		['a date object', moment('A'), new Date(0), '1970-01-01T00:00:00.000Z'],
		['no moment', moment('A'), '', undefined],
		['a conversion', converted(text('A'), (given) => given.toUpperCase()), 'x', 'X'],
		['a conversion of nothing', converted(text('A'), (given) => given.toUpperCase()), '', undefined],
	])('%s', (_, field, given, wire) => {
		expect(field.toWire(given)).toEqual(wire);
	});

	it.each<[string, Field, unknown, string]>([
		['too small', days, 0, 'Days must be a whole number from 1 to 30'],
		['too big', days, 31, 'Days must be a whole number from 1 to 30'],
		['not whole', days, 1.5, 'Days must be a whole number from 1 to 30'],
		['no number', days, 'many', 'Days must be a whole number from 1 to 30'],
		['without upper bound', count('Days', {}), -1, 'Days must be a whole number from 0'],
		['no decimal', decimal('Price'), 'free', 'Price must be a number'],
		['no JSON', json('Filter'), '{', 'Filter is not valid JSON'],
		['no moment', moment('Start'), 'soon', 'Start is not a date'],
		['required text', required(text('Name')), '', 'Name is empty'],
		['required list', required(list('Names')), ' , ', 'Names is empty'],
		['required number', required(days), '', 'Days is empty'],
	])('refuses %s', (_, field, given, message) => {
		expect(() => field.toWire(given)).toThrow(new RangeError(message));
	});
});

describe('the form', () => {
	it('has bounds and a start value', () => {
		expect(days.form).toMatchObject({ type: 'number', typeOptions: { minValue: 1, maxValue: 30 }, default: 14 });
		expect(text('Currency', { default: 'BRL' }).form.default).toBe('BRL');
	});

	it('lists choices alphabetically and starts with the first that was named', () => {
		const { options, default: initial } = choice('Size', { s: 'Small', l: 'Large' }).form;
		expect(options).toEqual([
			{ name: 'Large', value: 'l' },
			{ name: 'Small', value: 's' },
		]);
		expect(initial).toBe('s');
	});
});
