import type { IDataObject } from 'n8n-workflow';

import { isRow } from '../../nodes/shared/kit/operation';
import { samples } from '../contracts/samples';
import { startBench, type Bench } from './bench';
import { given, operations } from './walk';

let bench: Bench;
beforeAll(async () => {
	bench = await startBench();
});
afterAll(async () => await bench.stop());

/** The parameters of the node as n8n stores them. */
function parametersOf(id: string): IDataObject {
	const [resource, operation] = id.split('.');
	const { options = {}, ...chosen } = operations[id];
	const own = isRow(operations[id]) && operations[id].paging ? { returnAll: true } : {};
	return {
		resource,
		operation,
		...given({ ...chosen, options: {} } as never, 'everything'),
		options: samples(options, 'everything'),
		...own,
	};
}

describe('the built node', () => {
	// The file of a message is not the vendor's interface to give: its download has tests of its own.
	it.each(Object.keys(operations).filter((id) => id !== 'message.download'))(
		'asks the vendor for %s in a way that it accepts',
		async (id) => {
			bench.zapi.instances.splice(0, Infinity, {
				id: '3D00000000000000000000000000000A',
				token: 'F'.repeat(24),
				name: 'Cliente 42',
				paymentStatus: 'TRIAL',
				middleware: 'web',
			});
			const before = bench.zapi.requests.length;
			const items = await bench.run(parametersOf(id));
			expect(bench.zapi.violations).toEqual([]);
			expect(bench.zapi.requests.length).toBeGreaterThan(before);
			for (const { json, pairedItem } of items) {
				expect(json).toEqual(expect.any(Object));
				expect(pairedItem).toEqual({ item: 0 });
			}
		},
	);
});
