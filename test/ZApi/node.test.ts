import type { INodeExecutionData } from 'n8n-workflow';

import { SECRETS, startBench, type Bench } from './bench';

let bench: Bench;
beforeEach(async () => {
	bench = await startBench();
});
afterEach(async () => await bench.stop());

const TO = '5511999990001';
const json = (items: INodeExecutionData[]) => items.map((item) => item.json);
const bodies = () => bench.zapi.sent.map(({ body }) => body);
const asked = (route: string) => bench.zapi.requests.filter((request) => request.route === route);
const rowsOf = (count: number, make: (n: string) => object) => Array.from({ length: count }, (_, n) => make(String(n + 1)));

describe('lists', () => {
	const chats = (count: number) =>
		rowsOf(count, (n) => ({ phone: n.padStart(13, '5'), name: `Chat ${n}`, unread: n, archived: 'false', lastMessageTime: '1730918668' }));

	it('come whole, page by page, with types', async () => {
		bench.zapi.records['/chats'] = chats(230);
		const items = await bench.run({ resource: 'chat', operation: 'getMany', returnAll: true });
		expect(items).toHaveLength(230);
		expect(items[229].json).toMatchObject({ name: 'Chat 230', unread: 230, archived: false, lastMessageTime: 1730918668000 });
		expect(asked('/chats').map(({ query }) => query)).toEqual(['1', '2', '3'].map((page) => ({ page, pageSize: '100' })));
	});

	it('stop at the limit', async () => {
		bench.zapi.records['/chats'] = chats(230);
		const items = await bench.run({ resource: 'chat', operation: 'getMany', returnAll: false, limit: 7 });
		expect(items).toHaveLength(7);
		expect(asked('/chats').map(({ query }) => query)).toEqual([{ page: '1', pageSize: '7' }]);
	});

	it('follow the cursor of the catalog', async () => {
		bench.zapi.records['/catalogs'] = rowsOf(25, (id) => ({ id }));
		const items = await bench.run({ resource: 'catalog', operation: 'getProductsV2', returnAll: true });
		expect(items).toHaveLength(25);
		expect(asked('/catalogs').map(({ body }) => body)).toEqual([{}, { nextCursor: '10' }, { nextCursor: '20' }]);
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
		expect(asked('/queue').map(({ body }) => body)).toEqual([
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

describe('files', () => {
	const content = Buffer.from('conteúdo');
	const dataUri = (type: string) => `data:${type};base64,${content.toString('base64')}`;
	const withFile = (mimeType: string, more = {}): INodeExecutionData[] => [
		{ json: {}, binary: { data: { data: content.toString('base64'), mimeType, ...more } } },
	];
	const image = (given: string) => ({ resource: 'message', operation: 'sendImage', phone: TO, image: given });
	const sendDocument = (given: string, extension = '') => ({
		resource: 'message',
		operation: 'sendDocument',
		phone: TO,
		document: given,
		extension,
	});

	it('go from the binary field of the item', async () => {
		await bench.run(image('data'), withFile('image/png'));
		expect(bodies()).toEqual([{ phone: TO, image: dataUri('image/png') }]);
	});

	it.each([['https://example.com/foto.jpg'], ['data:image/png;base64,iVBORw0KGgo=']])('go as they are: %s', async (given) => {
		await bench.run(image(` ${given} `), withFile('image/png'));
		expect(bodies()).toEqual([{ phone: TO, image: given }]);
	});

	it.each([
		['a binary field that is not there', 'foto', '"foto" is no file'],
		['base64 without its type', 'iVBORw0KGgo='.repeat(20), '…" is no file'],
	])('are refused: %s', async (_, given, why) => {
		await expect(bench.run(image(given), withFile('image/png'))).rejects.toThrow(why);
		expect(bench.zapi.requests).toEqual([]);
	});

	it('are read for each item and for each card of a carousel', async () => {
		const cards = {
			entry: [
				{ text: 'A', image: 'data' },
				{ text: 'B', image: 'https://example.com/b.jpg' },
			],
		};
		await bench.run(
			{ resource: 'message', operation: 'sendCarousel', phone: TO, message: 'Veja', carousel: cards },
			withFile('image/jpeg'),
		);
		expect(bodies()).toEqual([
			{
				phone: TO,
				message: 'Veja',
				carousel: [
					{ text: 'A', image: dataUri('image/jpeg') },
					{ text: 'B', image: 'https://example.com/b.jpg' },
				],
			},
		]);
	});

	it('come as an option too', async () => {
		await bench.run(
			{ resource: 'message', operation: 'sendButtonOtp', phone: TO, message: 'Código', code: '1234', options: { image: 'data' } },
			withFile('image/png'),
		);
		expect(bodies()).toEqual([{ phone: TO, message: 'Código', code: '1234', image: dataUri('image/png') }]);
	});

	it.each([
		['the URL', 'https://example.com/files/Proposta.PDF?v=2', 'pdf', {}],
		['the name of the file', 'data', 'docx', { fileName: 'proposta.docx' }],
		['what n8n knows of the file', 'data', 'xlsx', { fileExtension: 'xlsx', fileName: 'planilha' }],
		['the type of the file', 'data', 'txt', {}],
		['the type in the data URI', 'data:application/pdf;base64,JVBERi0=', 'pdf', {}],
	])('tell the extension of a document by %s', async (_, given, extension, more) => {
		await bench.run(sendDocument(given), withFile('text/plain', more));
		expect(bench.zapi.sent.map(({ route }) => route)).toEqual([`/send-document/${extension}`]);
	});

	it('leave the extension to the operator, who may have to give it', async () => {
		await bench.run(sendDocument('https://example.com/download', '.pdf'));
		expect(bench.zapi.sent.map(({ route }) => route)).toEqual(['/send-document/pdf']);
		await expect(bench.run(sendDocument('https://example.com/download'))).rejects.toThrow('give it in "File Extension"');
	});
});

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
		expect(asked('/instances').map(({ query }) => query.query)).toEqual(['3D02', undefined]);
	});
});

describe('failures', () => {
	const text = { resource: 'message', operation: 'sendText', phone: '={{ $json.phone }}', message: 'Olá' };
	const items = [{ json: { phone: TO } }, { json: { phone: 'ninguém' } }, { json: { phone: '5521988880002' } }];

	it('stay with their item when the operator goes on', async () => {
		bench.zapi.faults.push({ kind: 'okWithError', body: { error: 'Phone not found' } });
		const output = await bench.run(text, items, { onError: 'continueRegularOutput' });
		expect(output.map(({ json: { error, details }, pairedItem }) => [pairedItem, error, details])).toEqual([
			[{ item: 0 }, 'Z-API refused the request: Phone not found', expect.objectContaining({ mayHaveActed: false })],
			[{ item: 1 }, expect.stringContaining('it holds no digits'), expect.objectContaining({ mayHaveActed: false })],
			[{ item: 2 }, undefined, undefined],
		]);
		expect(bodies()).toEqual([{ phone: '5521988880002', message: 'Olá' }]);
	});

	it('stop the run otherwise, and say on which item', async () => {
		await expect(bench.run(text, items)).rejects.toMatchObject({ context: { itemIndex: 1 } });
		expect(bodies()).toHaveLength(1);
	});

	it.each([
		[
			'a contact that was not saved',
			{ resource: 'contact', operation: 'remove', phones: { entry: [{ value: TO }] } },
			{ success: false, errors: ['Not allowed'] },
			'Not allowed',
		],
		[
			'a channel that was not given away',
			{ resource: 'newsletter', operation: 'transferOwnership', newsletterId: '1@newsletter', phone: TO },
			{ value: false, message: 'Not an admin' },
			'Not an admin',
		],
		['a chat that was not changed', { resource: 'chat', operation: 'clear', phone: TO }, { value: false }, 'it gave no reason'],
	])('are %s, with status 200', async (_, parameters, body, why) => {
		bench.zapi.faults.push({ kind: 'okWithError', body });
		await expect(bench.run(parameters)).rejects.toThrow(`Z-API refused the request: ${why}`);
	});

	it('are no captcha to read', async () => {
		bench.zapi.faults.push({ kind: 'okWithError', body: { success: false, captcha: 'iVBORw0KGgo=' } });
		const request = { resource: 'mobile', operation: 'requestCode', ddi: '55', phone: '11999990001', method: 'sms' };
		expect(json(await bench.run(request))).toEqual([{ success: false, captcha: 'iVBORw0KGgo=' }]);
	});
});

describe('what was done', () => {
	it.each([
		['a bare value', { resource: 'chat', operation: 'archive', phone: TO, chatAction: 'archive' }, { success: true }],
		['nothing', { resource: 'community', operation: 'deactivate', communityId: '120363019502650977' }, { success: true }],
		['a deletion', { resource: 'newsletter', operation: 'delete', channel: '1@newsletter' }, { deleted: true }],
		['a deleted message', { resource: 'message', operation: 'delete', phone: TO, messageId: 'A', owner: true }, { deleted: true }],
	])('is one small object, where the vendor says %s', async (_, parameters, expected) => {
		expect(json(await bench.run(parameters))).toEqual([expected]);
	});

	it('reaches the vendor as a bare array where it wants one', async () => {
		await bench.run({ resource: 'contact', operation: 'remove', phones: { entry: [{ value: TO }, { value: '(21) 98888-0002' }] } });
		const contacts = { entry: [{ firstName: 'Ana', lastName: '', phone: '(11) 99999-0001' }] };
		await bench.run({ resource: 'contact', operation: 'add', contacts });
		expect(bench.zapi.requests.map(({ method, body }) => [method, body])).toEqual([
			['DELETE', [TO, '5521988880002']],
			['POST', [{ firstName: 'Ana', phone: TO }]],
		]);
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
		expect(asked('/instances').map(({ query }) => query)).toEqual([{ query: 'Cliente 2', page: '1', pageSize: '50' }]);
	});

	it('say what is wrong with the credential', async () => {
		bench.zapi.faults.push({ kind: 'status', status: 403, body: { error: 'Client-Token abc not allowed' } });
		await expect(bench.search('searchGroups')).rejects.toThrow('does not accept the "Client Token"');
	});
});
