import { faultQueue, type Faults } from './faults';
import { json, startServer, type Server } from './server';

describe('a queue of faults', () => {
	let faults: Faults;
	let server: Server | undefined;
	beforeEach(() => {
		faults = faultQueue();
	});
	afterEach(async () => await server?.stop());

	it('gives a fault as often as told and can be emptied', () => {
		faults.push({ kind: 'reset', times: 2 }, { kind: 'timeout' });
		expect([faults.take('/a')?.kind, faults.take('/a')?.kind, faults.pending()]).toEqual(['reset', 'reset', 1]);
		faults.clear();
		expect(faults.take('/a')).toBeUndefined();
	});

	it('leaves a server that is down unreachable at the same address until it is up', async () => {
		server = await startServer({ faults, faultBody: () => ({}), answer: () => json(200, {}) });
		await server.down();
		await expect(fetch(server.url)).rejects.toThrow('fetch failed');
		await server.up();
		expect((await fetch(server.url)).status).toBe(200);
	});
});
