import { json, SECRETS, startBench, type Bench } from './bench';

let bench: Bench;
beforeEach(async () => {
	bench = await startBench();
});
afterEach(async () => await bench.stop());

describe('secrets', () => {
	const INSTANCE = { id: '3D01', token: 'F'.repeat(24), name: 'Cliente 42', paymentStatus: 'TRIAL', middleware: 'web' };

	it('of the instance come only when they are asked for', async () => {
		const me = { resource: 'instance', operation: 'getMe' };
		const [plain] = json(await bench.run(me));
		expect(plain).toMatchObject({ name: 'Sandbox', connected: true });
		expect(JSON.stringify(plain)).not.toContain(SECRETS.instanceToken);
		const [whole] = json(await bench.run({ ...me, options: { includeToken: true } }));
		expect(whole.token).toBe(SECRETS.instanceToken);
	});

	it('of new and listed instances come only when they are asked for', async () => {
		const create = { resource: 'partner', operation: 'createInstance', name: 'Cliente 43' };
		expect(json(await bench.run(create))).toEqual([{ id: expect.any(String), due: expect.any(Number) }]);
		const [{ token }] = json(await bench.run({ ...create, options: { includeToken: true } }));
		expect(token).toBe(bench.zapi.instances[1].token);
		const listed = json(await bench.run({ resource: 'partner', operation: 'getMany', returnAll: true }));
		expect(listed.map(({ name }) => name)).toEqual(['Cliente 43', 'Cliente 43']);
		expect(listed.filter((instance) => 'token' in instance)).toEqual([]);
		expect(bench.zapi.requests.filter(({ body }) => JSON.stringify(body ?? '').includes('includeToken'))).toEqual([]);
	});

	it('of an instance can be had by its id', async () => {
		bench.zapi.instances.push(INSTANCE);
		const items = await bench.run({
			resource: 'partner',
			operation: 'getInstanceToken',
			instance: { __rl: true, mode: 'id', value: '3D01' },
		});
		expect(json(items)).toEqual([INSTANCE]);
	});

	it('of an instance are looked up to subscribe it', async () => {
		bench.zapi.instances.push({ ...INSTANCE, id: '3D010', name: 'has 3D01 in its id' }, INSTANCE);
		const items = await bench.run({ resource: 'partner', operation: 'subscribeInstance', instance: '3D01', options: { withCalls: true } });
		expect(json(items)).toEqual([{ success: true }]);
		expect(bench.zapi.instances.map(({ paymentStatus }) => paymentStatus)).toEqual(['TRIAL', 'PAID']);
	});

	it('are no part of an error', async () => {
		bench.zapi.instances.push(INSTANCE);
		bench.zapi.faults.push({
			kind: 'okWithError',
			body: { error: `Boom at /instances/3D01/token/${INSTANCE.token}/cancel` },
			match: isCancel,
		});
		const failed = await bench.run({ resource: 'partner', operation: 'cancelInstance', instance: '3D01' }).catch((error: Error) => error);
		expect((failed as Error).message).toContain('Boom at /instances/3D01/token/***/cancel');
		expect(JSON.stringify([failed, (failed as Error).stack])).not.toContain(INSTANCE.token);
	});

	const isCancel = (path: string) => path.endsWith('/cancel');

	it('of an instance that the account does not have are not to be had', async () => {
		const cancel = bench.run({ resource: 'partner', operation: 'cancelInstance', instance: '3D02' });
		await expect(cancel).rejects.toThrow('The partner account has no instance "3D02": choose one from the list');
		expect(bench.asked('/instances').map(({ query }) => query.query)).toEqual(['3D02', undefined]);
	});
});
