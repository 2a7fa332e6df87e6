import { NodeConnectionTypes, type IDataObject, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';

import { holdersOf } from '../../../nodes/shared/kit/holders';
import { parameterOf } from '../../../nodes/shared/kit/parameter';
import { startEngine, type Engine, type WorkflowJson } from '../../setup/engine';

let engine: Engine;
/** What both ways to a value gave or threw, item by item, and how often n8n was asked to reckon an expression. */
let read: Array<{ ours: unknown; n8ns: unknown }>;
let asked: number;

const told = (work: () => unknown): unknown => {
	try {
		return work();
	} catch (error) {
		return `${(error as Error).name}: ${(error as Error).message}`;
	}
};

beforeAll(async () => {
	engine = await startEngine();
	const field: INodeProperties = { displayName: 'Field', name: 'field', type: 'string', default: '' };
	engine.addNode('reads', {
		description: {
			displayName: 'Reads',
			name: 'reads',
			group: ['transform'],
			version: 1,
			description: '',
			defaults: { name: 'Reads' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			properties: [field, { ...field, name: 'numbers', type: 'number', default: 0 }],
		},
		async execute(this: IExecuteFunctions) {
			const counting = new Proxy(this, {
				get: (target, name) => {
					const value: unknown = Reflect.get(target, name);
					if (name !== 'getNodeParameter') return typeof value === 'function' ? value.bind(target) : value;
					return (...args: unknown[]) => {
						if (!(args[3] as IDataObject | undefined)?.rawExpressions) asked++;
						return (value as (...given: unknown[]) => unknown).apply(target, args);
					};
				},
			});
			read = this.getInputData().map((_, index) => ({
				ours: told(() => parameterOf(counting, 'field', index)),
				n8ns: told(() => this.getNodeParameter('field', index)),
			}));
			return await Promise.resolve([[{ json: { numbers: parameterOf(this, 'numbers', 0), way: holdersOf(this, 0) } as IDataObject }]]);
		},
	});
});

async function reads(field: unknown, items: IDataObject[], numbers: unknown = 1): Promise<IDataObject> {
	asked = 0;
	const at = { typeVersion: 1, position: [0, 0] };
	const json = {
		name: 'w',
		nodes: [
			{ id: '1', name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {}, ...at },
			{ id: '2', name: 'Reads', type: 'test.reads', parameters: { field, numbers }, ...at },
		],
		connections: { Start: { main: [[{ node: 'Reads', type: 'main', index: 0 }]] } },
	} as unknown as WorkflowJson;
	const run = await engine.run(json, { from: 'Start', items, credentials: {} });
	expect(run.error).toBeUndefined();
	return run.items('Reads')[0];
}

const ITEMS: IDataObject[] = [
	{ reply: 'Oi, tudo bem?', id: 7 },
	{ reply: '', id: 0 },
	{ reply: '={{ 1 + 1 }}', id: '={{ $json.id }}' },
	{ reply: '{{ $json.id }} $& ${x}', id: -1.5 },
	{ reply: null, id: null },
	{},
	{ reply: ['a'], id: { a: 1 } },
	{ reply: false, id: true },
	{ reply: 'Preço? 👍🏽‮', id: 1e21 },
];

describe('a parameter', () => {
	it.each([
		'={{ $json.reply }}',
		'={{$json.id}}',
		'=  {{ $json.reply }} ',
		'={{ $json.toString }}',
		'={{ $json.__proto__ }}',
		'={{ $json.constructor }}',
	])('is what n8n says of %s, whatever the item holds', async (field) => {
		await reads(field, ITEMS);
		expect(read).toHaveLength(ITEMS.length);
		for (const { ours, n8ns } of read) expect(ours).toEqual(n8ns);
	});

	it.each([
		'={{ $json.reply.trim() }}',
		'={{ $json.a.b }}',
		'=Olá {{ $json.reply }}',
		'={{ $json.reply }}!',
		'={{ $json["reply"] }}',
		'$json.reply',
		'',
		12,
		true,
	])('is n8n’s to read where it is more than a field: %s', async (field) => {
		await reads(field, ITEMS.slice(0, 2));
		for (const { ours, n8ns } of read) expect(ours).toEqual(n8ns);
		expect(asked).toBe(2);
	});

	it('asks n8n for no expression that names a field of the item, unless that holds more than one value', async () => {
		await reads('={{ $json.reply }}', ITEMS);
		expect(asked).toBe(1);
	});

	it('takes a number for a number, and the item for the holder of its own phone', async () => {
		const item = { reply: 'x', id: 3, send_to: '5511987654321' };
		expect(await reads('={{ $json.send_to }}', [item], '={{ $json.id }}')).toEqual({ numbers: 3, way: [item] });
		expect(await reads("={{ $('Start').item.json.send_to }}", [item])).toEqual({ numbers: 1, way: [item, item] });
	});
});
