import { createHmac } from 'node:crypto';

import { api, paths, run, withServer } from './nodeForTests';

jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => await Promise.resolve() }));

const bodies = (path: string): unknown[] => api.requests.filter((one) => one.path === path).map(({ body }) => body);

describe.each(['documented', 'v2'] as const)('in the dialect %s', (dialect) => {
	withServer(dialect);

	it('is read with its newest messages, oldest first, and tells whether it is one’s own', async () => {
		const conversation = api.state.open({ assignedTo: 7 });
		for (let n = 1; n <= 450; n++) api.state.says(conversation, `mensagem ${n}`);
		const read = async (newest: number) =>
			(await run('conversation', 'get', { conversationId: conversation.id, options: { newest } })).items('Node')[0] as {
				messages: Array<{ content: string }>;
			};
		const fifty = await read(50);
		expect(fifty).toMatchObject({ id: conversation.id, isMine: true, assignedTo: '7', messagesCount: 450, status: 'in_progress' });
		expect([fifty.messages.length, fifty.messages[0].content, fifty.messages.at(-1)?.content]).toEqual([
			50,
			'mensagem 401',
			'mensagem 450',
		]);
		expect((await read(0)).messages).toEqual([]);
		expect((await read(1000)).messages.map(({ content }) => content)).toEqual(Array.from({ length: 450 }, (_, n) => `mensagem ${n + 1}`));
	});

	it('gives its messages as items: the newest, or all', async () => {
		const conversation = api.state.open({ assignedTo: 7 });
		for (let n = 1; n <= 60; n++) api.state.says(conversation, `mensagem ${n}`);
		const list = { conversationId: conversation.id };
		const some = (await run('message', 'getMany', list)).items('Node');
		expect([some.length, some[0].content, some[49].content]).toEqual([50, 'mensagem 11', 'mensagem 60']);
		expect((await run('message', 'getMany', { ...list, returnAll: true })).items('Node')).toHaveLength(60);
		expect((await run('message', 'getMany', { ...list, limit: 2 })).items('Node')).toHaveLength(2);
	});

	it('lists are read up to their limit, or whole', async () => {
		for (let n = 0; n < 130; n++) api.state.open({ assignedTo: 7 });
		expect((await run('conversation', 'getMany')).items('Node')).toHaveLength(50);
		expect((await run('conversation', 'getMany', { limit: 3 })).items('Node')).toHaveLength(3);
		expect((await run('conversation', 'getMany', { returnAll: true })).items('Node')).toHaveLength(130);
		const none = (await run('conversation', 'getMany', { returnAll: true, options: { status: 'queue' } })).items('Node');
		expect(none).toEqual([]);
	});

	it('users are listed page by page', async () => {
		for (let n = 0; n < 205; n++) api.state.users.push({ ...api.state.users[1], id: 100 + n, email: `u${n}@provedor.example` });
		const all = (await run('user', 'getMany', { returnAll: true })).items('Node');
		expect(new Set(all.map(({ id }) => id)).size).toBe(207);
		expect(paths().filter((one) => /GET \/users/.test(one))).toHaveLength(3);
		expect((await run('user', 'getMany', { limit: 7 })).items('Node')).toHaveLength(7);
	});

	it('what is sent into it reaches the customer, is transferred and closed', async () => {
		const conversation = api.state.open({ assignedTo: 7 });
		const on = { conversationId: conversation.id };
		await run('message', 'send', { ...on, content: 'Bom dia!' });
		expect(conversation.messages.map(({ content }) => content)).toEqual(['Bom dia!']);
		await run('conversation', 'transfer', { ...on, attendant: { __rl: true, mode: 'id', value: '12' } });
		expect(conversation.assignedTo).toBe(12);
		const closed = await run('conversation', 'close', { ...on, resolution: 'abandoned', options: { notes: 'Não voltou' } });
		expect(closed.items('Node')).toMatchObject([{ done: true }]);
		expect([conversation.status, conversation.notes]).toEqual(['resolved', dialect === 'v2' ? 'abandoned: Não voltou' : 'Não voltou']);
	});

	it.each(['12345', 'segundo', '../auth'])('a user or conversation %s is refused before it is asked for', async (id) => {
		const { error } = await run('conversation', 'get', { conversationId: id.includes('/') ? id : `../${id}` });
		expect(error?.message).toBe('Conversation ID must not contain a path');
	});

	it('a password that breaks the rule is refused before anything is sent; at the login nobody asks', async () => {
		const create = { email: 'caio@provedor.example', name: 'Caio', role: 'atendente' };
		for (const password of ['fibra2026!', 'FibraOtica!', 'Aa1!aaa'])
			expect((await run('user', 'create', { ...create, password })).error?.message).toMatch(/Password is/);
		expect((await run('user', 'create', { ...create, password: 'Fibra2026' })).status).toBe(dialect === 'v2' ? 'success' : 'error');
		expect((await run('user', 'create', { ...create, email: 'x@provedor.example', password: 'Aa1!aaaa' })).status).toBe('success');
	});
});

describe('the documented dialect', () => {
	withServer();

	it('takes the next of the queue from a server that can', async () => {
		// Nobody waits: that is no fault of the server.
		expect((await run('queue', 'takeNext')).items('Node')).toEqual([{ taken: false, conversation: null }]);
		api.state.open();
		const { error } = await run('queue', 'takeNext');
		expect([error?.message, error?.description]).toEqual([
			'Attendance API cannot give out the next of the queue',
			expect.stringContaining('own'),
		]);
		api.faults.push({
			kind: 'okWithError',
			body: { conversation: { id: 'c-1', customer_phone: '+5531900000001', status: 'in_progress' } },
			match: (path) => path.endsWith('/next'),
		});
		expect((await run('queue', 'takeNext')).items('Node')).toMatchObject([
			{ taken: true, conversation: { id: 'c-1', phone: '5531900000001' } },
		]);
	});

	it('numbers carry their plus sign, an empty caption is left out', async () => {
		const media = { to: '(31) 90000-0001', kind: 'image', mediaUrl: 'https://cdn.example.com/a.png', options: { caption: '' } };
		await run('whatsApp', 'sendMedia', media);
		await run('whatsApp', 'sendText', { to: '+351 912 345 678', content: 'Oi' });
		expect(bodies('/whatsapp/send')).toEqual([
			{ to: '+5531900000001', type: 'image', content: { url: 'https://cdn.example.com/a.png' } },
			{ to: '+351912345678', type: 'text', content: 'Oi' },
		]);
	});

	it('a template’s parameters are components, and none are none', async () => {
		const options = { bodyParameters: { entry: [{ text: 'Ana' }] }, headerParameters: { entry: [{ text: 'Aviso, hoje' }] } };
		await run('whatsApp', 'sendTemplate', { to: '5531900000001', templateName: 'aviso', options });
		await run('whatsApp', 'sendTemplate', { to: '5531900000001', templateName: 'aviso' });
		expect(bodies('/whatsapp/send-template')).toEqual([
			{
				to: '+5531900000001',
				template_name: 'aviso',
				components: [
					{ type: 'header', parameters: [{ type: 'text', text: 'Aviso, hoje' }] },
					{ type: 'body', parameters: [{ type: 'text', text: 'Ana' }] },
				],
			},
			{ to: '+5531900000001', template_name: 'aviso' },
		]);
	});

	it('answers of which only the status is documented may be empty', async () => {
		const conversation = api.state.open({ assignedTo: 7 });
		expect((await run('chatbot', 'escalate', { conversationId: conversation.id })).items('Node')).toEqual([{ done: true, raw: {} }]);
		expect((await run('user', 'deactivate', { user: { __rl: true, mode: 'id', value: '12' } })).items('Node')).toEqual([
			{ done: true, raw: {} },
		]);
	});
});

describe('the code dialect', () => {
	withServer('v2');

	it('is sent into by the route that delivers, not by the one that stores', async () => {
		const conversation = api.state.open({ assignedTo: 7 });
		await run('message', 'send', { conversationId: conversation.id, content: 'Bom dia!' });
		expect(paths()).toEqual(expect.arrayContaining([`POST /whatsapp/v2/send/conversation/${conversation.id}/message`]));
		expect(paths().filter((one) => /POST \/conversations/.test(one))).toEqual([]);
		await run('message', 'send', { conversationId: conversation.id, content: 'https://cdn.example.com/a.png', options: { type: 'image' } });
		expect(api.state.sent.at(-1)?.body).toMatchObject({ media_type: 'image', conversation_id: Number(conversation.id) });
		conversation.status = 'closed';
		const { error } = await run('message', 'send', { conversationId: conversation.id, content: 'Oi' });
		expect(error?.message).toContain('Conversa encerrada');
	});

	it.each(['553133330001', '+351 91234567', '12125550123', '14155552671'])(
		'never sends to %s, which the server would change',
		async (to) => {
			const { error } = await run('whatsApp', 'sendText', { to, content: 'Oi' });
			expect(error?.message).toMatch(/would change the number|not usable/);
			expect(api.state.sent).toEqual([]);
		},
	);

	it.each([
		['5531900000001', '5531900000001'],
		['31 90000-0001', '5531900000001'],
		['+54 9 11 2345-6789', '5491123456789'],
	])('sends to %s as %s', async (to, sentTo) => {
		await run('whatsApp', 'sendText', { to, content: 'Oi' });
		expect(api.state.sent).toMatchObject([{ to: sentTo }]);
	});

	it('assigns, and looks whether it stayed so', async () => {
		const conversation = api.state.open();
		const assign = { conversationId: conversation.id };
		expect((await run('conversation', 'assign', assign)).items('Node')).toMatchObject([
			{ id: conversation.id, assignedTo: '7', isMine: true },
		]);
		// Somebody else assigns it between the two calls.
		api.faults.push({
			kind: 'okWithError',
			body: { id: Number(conversation.id), client_phone: '5531900000001', status: 'in_progress', priority: 'low', attendant_id: 12 },
			match: (path) => path === `/conversations/${conversation.id}`,
		});
		const { error } = await run('conversation', 'assign', assign);
		expect(error?.message).toBe('The conversation is not where it was given to: attendant 12 has it');
	});

	it('takes the next of the queue in order, and the one after it where somebody was faster', async () => {
		const [first, second] = [api.state.open({ priority: 'high' }), api.state.open()];
		api.faults.push({
			kind: 'okWithError',
			body: { id: Number(first.id), client_phone: '5531900000001', status: 'in_progress', priority: 'high', attendant_id: 12 },
			match: (path) => path === `/conversations/${first.id}`,
		});
		expect((await run('queue', 'takeNext')).items('Node')).toMatchObject([{ taken: true, conversation: { id: second.id, isMine: true } }]);
		expect((await run('queue', 'takeNext')).items('Node')).toEqual([{ taken: false, conversation: null }]);
	});

	it('a report is a file', async () => {
		const { items } = await run('report', 'getDaily');
		expect(items('Node')).toEqual([{ kind: 'daily', bytes: 16 }]);
	});
});

describe('Meta’s webhook of the server', () => {
	withServer();

	it('is asked as Meta asks: the challenge and nothing else is a yes', async () => {
		const ask = async (verifyToken: string) => await run('webhook', 'verify', { verifyToken, challenge: '1158201444' });
		expect((await ask('segredo-de-teste')).items('Node')).toEqual([{ verified: true }]);
		expect((await ask('outro-segredo')).error?.message).toContain('status 403');
		api.faults.push({ kind: 'okWithError', body: { challenge: '1158201444' } });
		expect((await ask('segredo-de-teste')).error?.message).toBe('Attendance API did not give the challenge back');
	});

	it('gets events that are signed over the very bytes', async () => {
		const payload = { object: 'whatsapp_business_account', entry: [{ id: 'ação' }] };
		await run('webhook', 'deliver', { payload, appSecret: 'segredo-do-app' });
		const { headers, body } = api.requests.at(-1)!;
		const signature = createHmac('sha256', 'segredo-do-app').update(JSON.stringify(payload)).digest('hex');
		expect([headers['x-hub-signature-256'], body]).toEqual([`sha256=${signature}`, payload]);
	});
});
