import { faultQueue } from './faults';
import { json, startServer } from './server';
import { startZApi, type ZApi } from './zapi';
import { receivedText } from './zapiPayloads';

const INSTANCE = { instanceId: 'INSTANCE', token: 'TOKEN', clientToken: 'CLIENT' };
let zapi: ZApi;
beforeEach(async () => {
	zapi = await startZApi({ ...INSTANCE, media: { 'voz.ogg': { mimeType: 'audio/ogg', content: Buffer.from('voice') } } });
});
afterEach(async () => await zapi.stop());

async function call(
	method: string,
	route: string,
	body?: unknown,
	headers: Record<string, string> = { 'client-token': 'CLIENT' },
	ids = 'instances/INSTANCE/token/TOKEN',
) {
	const answer = await fetch(`${zapi.baseUrl}/${ids}${route}`, {
		method,
		headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	const text = await answer.text();
	return { status: answer.status, body: (text === '' ? undefined : JSON.parse(text)) as Record<string, unknown> };
}
const HELLO = { phone: '5511999990001', message: 'oi' };

describe('who may call', () => {
	it.each([
		['another instance', 'instances/OTHER/token/TOKEN'],
		['another token', 'instances/INSTANCE/token/OTHER'],
		['no instance', ''],
	])('refuses %s', async (_, ids) => {
		await expect(call('GET', '/status', undefined, undefined, ids)).resolves.toEqual({
			status: 400,
			body: { error: 'Instance not found' },
		});
	});

	it('refuses a missing client token, and a wrong one by its value', async () => {
		await expect(call('GET', '/status', undefined, {})).resolves.toEqual({
			status: 400,
			body: { error: 'your client-token is not configured' },
		});
		const wrong = await call('GET', '/status', undefined, { 'client-token': 'abc' });
		expect(wrong).toEqual({ status: 403, body: { error: 'Client-Token abc not allowed' } });
	});
});

describe('what may be asked', () => {
	it('answers 200 NOT_FOUND to unknown routes, wrong verbs and partner routes', async () => {
		for (const [method, route] of [
			['POST', '/send-message-audio'],
			['GET', '/send-text'],
			['POST', '/integrator/on-demand/cancel'],
		])
			await expect(call(method, route)).resolves.toMatchObject({ status: 200, body: { error: 'NOT_FOUND' } });
	});

	it('refuses what is not JSON', async () => {
		const text = await call('POST', '/send-text', HELLO, { 'client-token': 'CLIENT', 'content-type': 'text/plain' });
		expect(text.status).toBe(415);
		expect(zapi.sent).toEqual([]);
	});

	it('refuses and remembers a violation of the contract', async () => {
		await expect(call('POST', '/send-text', { phone: '1' })).resolves.toEqual({
			status: 400,
			body: { error: 'body.message: is required' },
		});
		expect(zapi.violations).toEqual(['POST /send-text: body.message: is required']);
	});
});

describe('sending', () => {
	it('answers with new ids and remembers the order', async () => {
		const first = await call('POST', '/send-text', HELLO);
		const second = await call('POST', '/send-document/pdf', { phone: '1', document: 'https://example.com/a.pdf' });
		expect(first.body.id).toBe(first.body.messageId);
		expect(first.body.zaapId).not.toBe(second.body.zaapId);
		expect(zapi.sent.map(({ route, zaapId }) => [route, zaapId])).toEqual([
			['/send-text', first.body.zaapId],
			['/send-document/pdf', second.body.zaapId],
		]);
	});

	it('queues while disconnected: pages, deletion, an empty queue on reconnection', async () => {
		zapi.setConnected(false);
		await expect(call('GET', '/status')).resolves.toMatchObject({ body: { connected: false } });
		for (const message of ['a', 'b', 'c']) await call('POST', '/send-text', { ...HELLO, message });
		const page = await call('POST', '/queue', { pageSize: 2 });
		expect(page.body).toMatchObject({ hasMore: true, messages: [{ Message: 'a' }, { Message: 'b' }] });
		const last = await call('POST', '/queue', { pageSize: 2, pagingState: page.body.pagingState });
		expect(last.body).toMatchObject({ hasMore: false, messages: [{ Message: 'c' }] });
		await call('DELETE', `/queue/${zapi.sent[0].zaapId}`);
		await expect(call('GET', '/queue/count')).resolves.toMatchObject({ body: { count: 2 } });
		zapi.setConnected(true);
		await expect(call('GET', '/queue/count')).resolves.toMatchObject({ body: { count: 0 } });
	});
});

describe('lists', () => {
	const list = async (method: string, route: string, body?: unknown) => (await call(method, route, body)).body;

	it('come by page number, by cursor or whole', async () => {
		const numbers = Array.from({ length: 12 }, (_, id) => ({ id }));
		Object.assign(zapi.records, { '/groups': numbers, '/catalogs': numbers, '/catalogs/collection': numbers, '/tags': numbers });
		await expect(list('GET', '/groups?page=2&pageSize=5')).resolves.toEqual(numbers.slice(5, 10));
		await expect(list('GET', '/groups?page=4&pageSize=5')).resolves.toEqual([]);
		await expect(list('POST', '/catalogs', {})).resolves.toEqual({ nextCursor: '10', products: numbers.slice(0, 10) });
		await expect(list('POST', '/catalogs', { nextCursor: '10' })).resolves.toEqual({ nextCursor: null, products: numbers.slice(10) });
		await expect(list('GET', '/catalogs/collection?nextCursor=10')).resolves.toMatchObject({ collections: numbers.slice(10) });
		await expect(list('GET', '/tags')).resolves.toEqual(numbers);
	});
});

describe('a partner', () => {
	let account: ZApi;
	beforeEach(async () => {
		account = await startZApi({ ...INSTANCE, partnerToken: 'PARTNER' });
	});
	afterEach(async () => await account.stop());

	const asPartner = async (method: string, route: string, body?: unknown, token = 'PARTNER') => {
		const answer = await fetch(`${account.baseUrl}${route}`, {
			method,
			headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		return { status: answer.status, body: (await answer.json()) as unknown };
	};

	it('makes, lists and pays for instances', async () => {
		await asPartner('POST', '/instances/integrator/on-demand', { name: 'Cliente 42' });
		const [{ id, token }] = account.instances;
		await expect(asPartner('GET', '/instances?page=1&pageSize=10')).resolves.toMatchObject({
			body: { total: 1, content: [{ id, token }] },
		});
		const paid = await asPartner('POST', `/instances/${id}/token/${token}/integrator/on-demand/subscription`, {});
		expect(paid).toEqual({ status: 201, body: 'OK' });
		expect(account.instances).toMatchObject([{ paymentStatus: 'PAID' }]);
	});

	it('is refused with another token, another instance or a message to send', async () => {
		await expect(asPartner('GET', '/instances?page=1&pageSize=10', undefined, 'OTHER')).resolves.toMatchObject({ status: 401 });
		const cancel = asPartner('POST', '/instances/A/token/B/integrator/on-demand/cancel', {});
		await expect(cancel).resolves.toMatchObject({ status: 400, body: { error: 'Instance not found' } });
		const text = asPartner('POST', '/instances/INSTANCE/token/TOKEN/send-text', HELLO);
		await expect(text).resolves.toMatchObject({ body: { error: 'NOT_FOUND' } });
	});
});

describe('callbacks', () => {
	it('refuses plain http elsewhere, and no URL', async () => {
		const set = async (value: string) => (await call('PUT', '/update-webhook-received', { value })).status;
		expect([await set('http://example.com/a'), await set(''), await set('https://example.com/a')]).toEqual([400, 400, 200]);
		expect(zapi.callbackUrls.receivedCallbackUrl).toBe('https://example.com/a');
	});

	it('shows them, with the token, at /me', async () => {
		await call('PUT', '/update-every-webhooks', { value: 'https://example.com/all', notifySentByMe: true });
		const me = await call('GET', '/me');
		expect(me.body).toMatchObject({ token: 'TOKEN', presenceChatCallbackUrl: 'https://example.com/all', receiveCallbackSentByMe: true });
	});

	it('delivers to the URL that is set, and says when there is none', async () => {
		await expect(zapi.deliver(receivedText())).rejects.toThrow('No URL is set for receivedCallbackUrl');
		const heard: unknown[] = [];
		const answer = ({ text, headers }: { text: string; headers: Record<string, unknown> }) => {
			heard.push([headers['z-api-token'], JSON.parse(text)]);
			return json(202, { ok: true });
		};
		const listener = await startServer({ faults: faultQueue(), faultBody: () => ({}), answer });
		await call('PUT', '/update-webhook-received', { value: listener.url });
		const payload = receivedText({ text: 'oi' });
		await expect(zapi.deliver(payload)).resolves.toEqual({ status: 202, body: { ok: true } });
		expect(heard).toEqual([['TOKEN', payload]]);
		await listener.stop();
	});

	it('serves the files that they link to', async () => {
		await expect(fetch(zapi.mediaUrl('voz.ogg')).then(async (file) => await file.text())).resolves.toBe('voice');
		expect((await fetch(zapi.mediaUrl('nothing'))).status).toBe(404);
	});
});

describe('faults', () => {
	it('plays them in order, on the routes told, and then works again', async () => {
		zapi.faults.push(
			{ kind: 'status', status: 429, headers: { 'retry-after': '1' } },
			{ kind: 'okWithError', body: { value: false }, match: (path) => path === '/send-text' },
		);
		expect((await call('GET', '/status')).status).toBe(429);
		expect((await call('GET', '/status')).status).toBe(200);
		await expect(call('POST', '/send-text', HELLO)).resolves.toEqual({ status: 200, body: { value: false } });
		expect(zapi.sent).toEqual([]);
		await call('POST', '/send-text', HELLO);
		expect(zapi.sent).toHaveLength(1);
		expect(zapi.faults.pending()).toBe(0);
	});

	it('cuts the connection before the work, or after it', async () => {
		zapi.faults.push({ kind: 'reset' });
		await expect(call('POST', '/send-text', HELLO)).rejects.toThrow('fetch failed');
		expect(zapi.sent).toHaveLength(0);
		zapi.faults.push({ kind: 'resetAfter' });
		await expect(call('POST', '/send-text', HELLO)).rejects.toThrow('fetch failed');
		expect(zapi.sent).toHaveLength(1);
		expect(zapi.requests).toHaveLength(2);
	});

	it('never answers, or late', async () => {
		zapi.faults.push(
			{ kind: 'timeout', match: (path) => path === '/device' },
			{ kind: 'delay', ms: 60, match: (path) => path === '/status' },
		);
		const unanswered = call('GET', '/device').then(
			() => 'answered',
			(error: Error) => error.message,
		);
		const startedAt = Date.now();
		await call('GET', '/status');
		expect(Date.now() - startedAt).toBeGreaterThanOrEqual(50);
		await zapi.stop();
		await expect(unanswered).resolves.toBe('fetch failed');
	});
});
