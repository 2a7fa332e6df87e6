import { NodeApiError, NodeOperationError, type IExecuteFunctions, type INode } from 'n8n-workflow';

import { VendorError } from '../../../nodes/shared/http/errors';
import { runItems } from '../../../nodes/shared/kit/items';

const node: INode = { id: '1', name: 'Library', type: 'library', typeVersion: 1, position: [0, 0], parameters: {} };

const context = (items: number, continueOnFail = false): IExecuteFunctions =>
	({
		getInputData: () => Array.from({ length: items }, (_, n) => ({ json: { n } })),
		continueOnFail: () => continueOnFail,
		getNode: () => node,
	}) as unknown as IExecuteFunctions;

const closed = new VendorError({ kind: 'unavailable', message: 'The library is closed', remedy: 'Come back on Monday.', status: 503 });

const DOWN = 'O serviço está com problemas agora: tente mais tarde.';

const caught = async (run: Promise<unknown>): Promise<unknown> =>
	await run.then(
		() => undefined,
		(error: unknown) => error,
	);

describe('runItems', () => {
	it('takes the items one after the other and pairs each result with its item', async () => {
		const log: string[] = [];
		const [results] = await runItems(context(3), async (itemIndex) => {
			log.push(`start ${itemIndex}`);
			await new Promise((done) => setTimeout(done, 3 - itemIndex));
			log.push(`end ${itemIndex}`);
			return { json: { itemIndex } };
		});
		expect(log).toEqual(['start 0', 'end 0', 'start 1', 'end 1', 'start 2', 'end 2']);
		expect(results).toEqual([0, 1, 2].map((itemIndex) => ({ json: { itemIndex }, pairedItem: { item: itemIndex } })));
	});

	it('lets one item become several or none', async () => {
		const [results] = await runItems(context(2), async (itemIndex) => (itemIndex === 0 ? [] : [{ json: { a: 1 } }, { json: { a: 2 } }]));
		expect(results).toEqual([
			{ json: { a: 1 }, pairedItem: { item: 1 } },
			{ json: { a: 2 }, pairedItem: { item: 1 } },
		]);
	});

	it('sends results to the output that they name', async () => {
		const results = await runItems(context(2), async (itemIndex) => ({ json: { itemIndex }, output: itemIndex }), 3);
		expect(results.map((output) => output.map(({ json }) => json))).toEqual([[{ itemIndex: 0 }], [{ itemIndex: 1 }], []]);
	});

	it('gives nothing for no items', async () => {
		expect(await runItems(context(0), async () => ({ json: {} }))).toEqual([[]]);
	});

	it('has the others done first where a failed item is to cost them nothing, but not where the server is out', async () => {
		const done: number[] = [];
		const run = (failure: Error) =>
			runItems(
				context(3),
				async (itemIndex) => {
					if (itemIndex === 1) throw failure;
					done.push(itemIndex);
					return { json: {} };
				},
				1,
				0,
				true,
			);
		expect(await caught(run(new RangeError('No such page')))).toMatchObject({ message: 'No such page', context: { itemIndex: 1 } });
		expect(done).toEqual([0, 2]);
		expect(await caught(run(closed))).toMatchObject({ message: 'The library is closed' });
		expect(done).toEqual([0, 2, 0]);
	});

	it('stops at a failed item with an error on that item', async () => {
		const done: number[] = [];
		const error = await caught(
			runItems(context(3), async (itemIndex) => {
				if (itemIndex === 1) throw closed;
				done.push(itemIndex);
				return { json: {} };
			}),
		);
		expect(done).toEqual([0]);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({
			message: 'The library is closed',
			description: `Come back on Monday.\n${DOWN}`,
			httpCode: '503',
			context: { itemIndex: 1 },
		});
	});

	it('keeps the other items when the operator chose to continue', async () => {
		const [results] = await runItems(context(3, true), async (itemIndex) => {
			if (itemIndex === 1) throw closed;
			return { json: { itemIndex } };
		});
		expect(results.map(({ json }) => json)).toEqual([
			{ itemIndex: 0 },
			{
				error: 'The library is closed',
				details: { remedy: 'Come back on Monday.', portuguese: DOWN, mayHaveActed: true, kind: 'unavailable' },
			},
			{ itemIndex: 2 },
		]);
		expect(results.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
	});

	it('gives a failed item the keys alone by which n8n knows it', async () => {
		const [[item]] = await runItems(context(1, true), async () => await Promise.reject(new RangeError('Name is empty')));
		expect(item).toEqual({
			json: { error: 'Name is empty', details: { remedy: null, portuguese: 'Preencha "Name".', mayHaveActed: false } },
			pairedItem: { item: 0 },
		});
	});

	it('shows our other errors with their remedy', async () => {
		const full = Object.assign(new Error('The shelf is full'), { remedy: 'Take a book off.' });
		const error = await caught(runItems(context(1), async () => await Promise.reject(full)));
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({ message: 'The shelf is full', description: 'Take a book off.', context: { itemIndex: 0 } });
	});

	it('names the field that a value was wrong for', async () => {
		const error = await caught(runItems(context(1), async () => await Promise.reject(new RangeError('Name is empty'))));
		expect(error).toMatchObject({ message: 'Name is empty', context: { itemIndex: 0 } });
	});

	it("leaves n8n's own errors as they are", async () => {
		const own = new NodeOperationError(node, 'No credential');
		expect(await caught(runItems(context(1), async () => await Promise.reject(own)))).toBe(own);
	});

	it('survives something thrown that is no error', async () => {
		expect(await caught(runItems(context(1), async () => await Promise.reject(undefined)))).toMatchObject({ message: 'Unknown failure' });
	});
});
