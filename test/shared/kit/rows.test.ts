import type { INodeProperties } from 'n8n-workflow';

import { rowsForm, rowsIn } from '../../../nodes/shared/kit/rows';

const columns: INodeProperties[] = [{ displayName: 'Name', name: 'name', type: 'string', default: '' }];

it('is a list of n8n whose rows saved workflows have under the row’s name', () => {
	const form = {
		displayName: 'Prices',
		name: 'prices',
		description: 'What it costs',
		row: { displayName: 'Price', name: 'entry' },
		columns,
	};
	expect(rowsForm(form)).toEqual({
		displayName: 'Prices',
		name: 'prices',
		description: 'What it costs',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add price',
		default: {},
		options: [{ displayName: 'Price', name: 'entry', values: columns }],
	});
});

it('comes with rows, in the operator’s order, shown where it is wanted, as they are told', () => {
	const displayOptions = { show: { operation: ['answer'] } };
	const form = rowsForm({
		displayName: 'Rules',
		name: 'rules',
		displayOptions,
		row: { displayName: 'Rule', name: 'rule' },
		adds: 'step',
		sortable: true,
		initial: [{ name: 'a' }],
		columns,
	});
	expect(form).toMatchObject({
		displayOptions,
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add step',
		default: { rule: [{ name: 'a' }] },
	});
	expect(rowsIn(form.default, 'rule')).toEqual([{ name: 'a' }]);
});

it.each([
	[{ entry: [{ name: 'a' }, { name: 'b' }] }, 2],
	[{ entry: [{ name: 'a' }, null, 'b', 3, ['c']] }, 1],
	[{ entry: { name: 'a' } }, 0],
	[{ other: [{ name: 'a' }] }, 0],
	[{}, 0],
	[[{ name: 'a' }], 0],
	['{"entry": []}', 0],
	[null, 0],
	[undefined, 0],
])('of %j, as an expression may give it, %i rows are read', (given, count) => {
	expect(rowsIn(given, 'entry')).toHaveLength(count);
});
