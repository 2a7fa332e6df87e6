import { json, startBench, TO, type Bench } from './bench';

let bench: Bench;
beforeEach(async () => {
	bench = await startBench();
});
afterEach(async () => await bench.stop());

const rowsOf = (count: number, make: (n: string) => object) => Array.from({ length: count }, (_, n) => make(String(n + 1)));

describe('lists', () => {
	const chats = (count: number) =>
		rowsOf(count, (n) => ({ phone: n.padStart(13, '5'), name: `Chat ${n}`, unread: n, archived: 'false', lastMessageTime: '1730918668' }));

	it('come whole, page by page, with types', async () => {
		bench.zapi.records['/chats'] = chats(230);
		const items = await bench.run({ resource: 'chat', operation: 'getMany', returnAll: true });
		expect(items).toHaveLength(230);
		expect(items[229].json).toMatchObject({ name: 'Chat 230', unread: 230, archived: false, lastMessageTime: 1730918668000 });
		expect(bench.asked('/chats').map(({ query }) => query)).toEqual(['1', '2', '3'].map((page) => ({ page, pageSize: '100' })));
	});

	it('stop at the limit', async () => {
		bench.zapi.records['/chats'] = chats(230);
		const items = await bench.run({ resource: 'chat', operation: 'getMany', returnAll: false, limit: 7 });
		expect(items).toHaveLength(7);
		expect(bench.asked('/chats').map(({ query }) => query)).toEqual([{ page: '1', pageSize: '7' }]);
	});

	it('follow the cursor of the catalog', async () => {
		bench.zapi.records['/catalogs'] = rowsOf(25, (id) => ({ id }));
		const items = await bench.run({ resource: 'catalog', operation: 'getProductsV2', returnAll: true });
		expect(items).toHaveLength(25);
		expect(bench.asked('/catalogs').map(({ body }) => body)).toEqual([{}, { nextCursor: '10' }, { nextCursor: '20' }]);
	});

	it('follow the cursor of the queue', async () => {
		bench.zapi.setConnected(false);
		const text = { resource: 'message', operation: 'sendText', phone: TO, message: 'Olá' };
		await bench.run(
			text,
			Array.from({ length: 65 }, () => ({ json: {} })),
		);
		const items = await bench.run({ resource: 'queue', operation: 'getMany', returnAll: true });
		expect(items).toHaveLength(65);
		expect(new Set(items.map((item) => item.json.ZaapId)).size).toBe(65);
		expect(bench.asked('/queue').map(({ body }) => body)).toEqual([
			{ pageSize: 30 },
			{ pageSize: 30, pagingState: '30' },
			{ pageSize: 30, pagingState: '60' },
		]);
	});

	it('are cut to the limit where the vendor gives them whole', async () => {
		bench.zapi.records['/tags'] = rowsOf(5, (id) => ({ id, name: `Etiqueta ${id}`, color: 1 }));
		const tags = async (more: object) => json(await bench.run({ resource: 'tag', operation: 'getMany', ...more })).map(({ id }) => id);
		expect(await tags({ limit: 2 })).toEqual(['1', '2']);
		expect(await tags({ returnAll: true })).toEqual(['1', '2', '3', '4', '5']);
	});

	it('give no item when there is nothing', async () => {
		bench.zapi.records['/groups'] = [];
		expect(await bench.run({ resource: 'group', operation: 'getMany', returnAll: true })).toEqual([]);
	});
});

describe('pickers', () => {
	it.each([
		['searchChats', '/chats', { phone: TO, name: 'Maria' }, { name: `Maria (${TO})`, value: TO }],
		['searchContacts', '/contacts', { phone: TO, notify: 'Zé' }, { name: `Zé (${TO})`, value: TO }],
		['searchContacts', '/contacts', { phone: TO }, { name: TO, value: TO }],
		['searchGroups', '/groups', { phone: '1-group', name: 'VIP' }, { name: 'VIP', value: '1-group' }],
		['searchCommunities', '/communities', { id: '1', name: 'Clientes' }, { name: 'Clientes', value: '1' }],
		['searchChannels', '/newsletter', { id: '1@newsletter', name: 'Novidades' }, { name: 'Novidades', value: '1@newsletter' }],
		['searchTags', '/tags', { id: '10', name: 'Novo', color: 1 }, { name: 'Novo', value: '10' }],
		['searchProducts', '/catalogs', { id: '71', name: 'Camiseta' }, { name: 'Camiseta', value: '71' }],
		['searchCollections', '/catalogs/collection', { id: '10', name: 'Verão' }, { name: 'Verão', value: '10' }],
	])('%s lists what %s gives', async (lookup, route, record, shown) => {
		bench.zapi.records[route] = [record];
		await expect(bench.search(lookup)).resolves.toEqual({ results: [shown] });
		expect(bench.zapi.violations).toEqual([]);
	});

	it('search by name, whatever the accents, and go on with the next page', async () => {
		bench.zapi.records['/groups'] = rowsOf(130, (n) => ({ phone: `${n}-group`, name: n === '120' ? 'São João' : `Grupo ${n}` }));
		const first = await bench.search('searchGroups', 'sao joao');
		expect(first.results).toEqual([]);
		const second = await bench.search('searchGroups', 'sao joao', first.paginationToken as string);
		expect(second).toEqual({ results: [{ name: 'São João', value: '120-group' }] });
	});

	it('have the partner search, and show no token', async () => {
		const instance = { token: 'F'.repeat(24), paymentStatus: 'PAID', middleware: 'web' };
		bench.zapi.instances.push({ ...instance, id: '3D01', name: 'Cliente 1' }, { ...instance, id: '3D02', name: 'Cliente 2' });
		await expect(bench.search('searchInstances', 'Cliente 2')).resolves.toEqual({ results: [{ name: 'Cliente 2', value: '3D02' }] });
		expect(bench.asked('/instances').map(({ query }) => query)).toEqual([{ query: 'Cliente 2', page: '1', pageSize: '50' }]);
	});

	it('say what is wrong with the credential', async () => {
		bench.zapi.faults.push({ kind: 'status', status: 403, body: { error: 'Client-Token abc not allowed' } });
		await expect(bench.search('searchGroups')).rejects.toThrow('does not accept the "Client Token"');
	});
});
