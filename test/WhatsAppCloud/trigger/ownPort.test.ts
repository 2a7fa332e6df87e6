import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';

import type { IDataObject } from 'n8n-workflow';

import { APP_SECRET, DELIVERIES, messageFrom, signatureOf, statusOf } from '../../sandbox/graphWebhooks';
import { newPlace, type Place } from '../../setup/house';
import { closeSql, sql } from '../../setup/supabase';
import { deliver, hook, verify, VERIFY_TOKEN } from './hook';
import { onPort, post, postInPieces, type Published } from './portHook';

let place: Place;
const open: Array<() => Promise<unknown>> = [];
beforeEach(() => {
	place = newPlace();
});
afterEach(async () => await Promise.all(open.splice(0).map(async (close) => await close())));
afterAll(closeSql);

/** A trigger that listens. */
async function published(given: Published = {}) {
	const one = await onPort({ ...given, credential: { phoneNumberId: place.channel, ...given.credential } });
	open.push(await one.start());
	return one;
}
const says = (text: string, id = randomUUID()) => messageFrom({ phone: place.phone }, { id, text: { body: text } }, place.channel);
const inbox = async () =>
	(await sql<{ text: string }>('select text from inbox where channel = $1 order by id', [place.channel])).map(({ text }) => text);
const STORED = { status: 200, body: { received: 1 } };

it('stores a message before the answer, once, and starts nothing', async () => {
	const { url, started } = await published();
	const message = says('Oi');
	expect(await post(url, message)).toEqual(STORED);
	expect(await post(url, message)).toEqual(STORED);
	expect([await inbox(), started]).toEqual([['Oi'], []]);
});

describe('the bytes as they came', () => {
	const TEXT = 'Olá, ação! 👍 日本 \u2028 "x"';
	/** Everything beyond ASCII escaped, as Meta writes it, and slashes too. */
	const escaped = (value: unknown) =>
		JSON.stringify(value)
			.replace(/[^\x20-\x7e]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
			.replaceAll('/', '\\/');

	it.each([
		['as UTF-8', (value: unknown) => JSON.stringify(value)],
		['escaped', escaped],
		['with blanks and line ends', (value: unknown) => `\r\n${JSON.stringify(value, null, '\t')}\r\n`],
	])('%s are what is signed and read', async (_, written) => {
		const { url } = await published();
		const body = written(says(TEXT));
		expect(await post(url, body)).toEqual(STORED);
		expect((await post(url, JSON.stringify(JSON.parse(body)), { 'x-hub-signature-256': signatureOf(`${body} `) })).status).toBe(401);
		expect(await inbox()).toEqual([TEXT]);
	});

	it('in pieces that cut through a letter, without a length', async () => {
		const { url } = await published();
		const bytes = Buffer.from(JSON.stringify(says(TEXT)));
		const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, n) => bytes.subarray(n * 7, n * 7 + 7));
		expect(await postInPieces(url, pieces, { 'x-hub-signature-256': signatureOf(bytes) })).toBe(200);
		expect(await inbox()).toEqual([TEXT]);
	});

	it.each(['application/json; charset=utf-8', 'text/plain', 'application/x-www-form-urlencoded', ''])(
		'whatever type they say they are: "%s"',
		async (type) => {
			const { url } = await published();
			expect(await post(url, says('Oi'), { 'content-type': type })).toEqual(STORED);
		},
	);

	it('compressed on the way they are signed as they were before, as through the webhook of n8n; a bomb is not unpacked', async () => {
		const { url } = await published();
		const bytes = Buffer.from(JSON.stringify(says(TEXT)));
		const zipped = gzipSync(bytes);
		const gzip = { 'content-encoding': 'gzip' };
		expect(await post(url, zipped, { ...gzip, 'x-hub-signature-256': signatureOf(bytes) })).toEqual(STORED);
		expect((await post(url, zipped, gzip)).status).toBe(401);
		expect((await post(url, bytes, gzip)).status).toBe(422);
		expect((await post(url, zipped, { 'content-encoding': 'br' })).status).toBe(415);
		expect((await post(url, gzipSync(Buffer.alloc(100 * 1024 * 1024)), gzip)).status).toBe(413);
		expect(await inbox()).toEqual([TEXT]);
	});
});

describe('the verification', () => {
	const asked = { 'hub.mode': 'subscribe', 'hub.challenge': '1158201444', 'hub.verify_token': VERIFY_TOKEN };

	it.each<[string, Record<string, string>, number]>([
		['who knows the token', asked, 200],
		['another token', { ...asked, 'hub.verify_token': 'errado' }, 403],
		['no challenge', { ...asked, 'hub.challenge': '' }, 403],
		['nothing', {}, 403],
	])('%s is answered as through the webhook', async (_, query, status) => {
		const { url, given } = await published();
		const response = await fetch(`${url}?${String(new URLSearchParams(query))}`);
		const { answered } = await verify(given, query);
		expect([response.status, await response.text()]).toEqual([status, answered.body]);
		expect([response.headers.get('content-type'), response.headers.get('x-content-type-options')]).toEqual(Object.values(answered.headers));
	});

	it('a token that is given twice is none; a token with signs of its own is read', async () => {
		const { url } = await published({ credential: { verifyToken: 'a&b =+ç' } });
		const ask = async (query: string) => (await fetch(`${url}?hub.mode=subscribe&hub.challenge=7&${query}`)).status;
		const token = `hub.verify_token=${encodeURIComponent('a&b =+ç')}`;
		expect([await ask(token), await ask(`${token}&${token}`), await ask('hub.verify_token=a')]).toEqual([200, 403, 403]);
	});

	it('HEAD gets what GET gets, without the text', async () => {
		const { url } = await published();
		const good = await fetch(`${url}?${String(new URLSearchParams(asked))}`, { method: 'HEAD' });
		expect([good.status, await good.text(), (await fetch(url, { method: 'HEAD' })).status]).toEqual([200, '', 403]);
	});
});

it.each<[string, (url: string) => Promise<{ status: number; body: unknown }>, number]>([
	['no signature', async (url) => await post(url, says('Oi'), { 'x-hub-signature-256': '' }), 401],
	[
		'another app’s',
		async (url) => await post(url, says('Oi'), { 'x-hub-signature-256': signatureOf(JSON.stringify(says('Oi')), 'other') }),
		401,
	],
	[
		'letters that are none of a signature',
		async (url) => await post(url, says('Oi'), { 'x-hub-signature-256': `sha256=${'é'.repeat(64)}` }),
		401,
	],
	['what is signed and no JSON', async (url) => await post(url, '{"object":'), 400],
	['what is signed and no delivery', async (url) => await post(url, '[]'), 400],
	['an empty body', async (url) => await post(url, ''), 400],
	['more than Meta sends', async (url) => await post(url, Buffer.alloc(3 * 1024 * 1024 + 1, 32)), 413],
	['another path', async (url) => await post(`${url}x`, says('Oi')), 404],
	['a path below', async (url) => await post(`${url}/${place.channel}`, says('Oi')), 404],
	['the path of a test', async (url) => await post(url.replace('/webhook/', '/webhook-test/'), says('Oi')), 404],
	['another node’s path', async (url) => await post(url.replace(/[\da-f-]{36}/, randomUUID()), says('Oi')), 404],
	['another method', async (url) => await fetch(url, { method: 'PUT', body: '{}' }), 405],
])('%s is refused, nothing is stored, no secret is told', async (_, ask, status) => {
	const { url } = await published();
	const answer = await ask(url);
	expect(answer.status).toBe(status);
	const told = answer instanceof Response ? await answer.text() : JSON.stringify(answer.body);
	for (const secret of [APP_SECRET, VERIFY_TOKEN]) expect(told).not.toContain(secret);
	expect(await inbox()).toEqual([]);
});

it('most that Meta sends is taken', async () => {
	const { url } = await published();
	const bytes = Buffer.from(JSON.stringify(says('Oi')));
	expect(await post(url, Buffer.concat([bytes, Buffer.alloc(3 * 1024 * 1024 - bytes.length, 32)]))).toEqual(STORED);
});

it('a database that does not take it: 503, and Meta delivers it again', async () => {
	const { url } = await published({ supabaseHost: 'http://127.0.0.1:9' });
	expect(await post(url, says('Oi'))).toMatchObject({ status: 503, body: { error: expect.stringContaining('deliver it again') } });
});

it('events that were chosen start the workflow, all of a delivery in one execution, each once through both doors', async () => {
	const { url, started, given } = await published({
		parameters: { events: ['received', 'status'], answer: 'responseNode' },
		respond: { statusCode: 202, body: { told: true }, headers: {} },
	});
	const one = statusOf({ phone: place.phone }, { id: randomUUID(), status: 'read' }, place.channel);
	const two = statusOf({ phone: place.phone }, { id: randomUUID(), status: 'read' }, place.channel);
	const both = { ...one, entry: [...one.entry, ...two.entry] };
	expect(await post(url, both)).toEqual({ status: 202, body: { told: true } });
	expect(await post(url, both)).toMatchObject({ status: 200 });
	expect(started.map((items) => items.length)).toEqual([2]);
	expect((await deliver(given, both)).items).toBeUndefined();
});

it('what is told of another number of the app is another channel’s', async () => {
	const { url } = await published();
	expect(await post(url, DELIVERIES.text)).toEqual({ status: 200, body: { received: 0 } });
	expect(await inbox()).toEqual([]);
});

it('nobody listens for a test, where it is switched off, and where messages start the workflow', async () => {
	for (const parameters of [{ ownPort: false }, { messages: 'start' }] as IDataObject[]) {
		const { port } = await published({ parameters });
		await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow('fetch failed');
	}
});

it('through n8n’s webhook it answers as before, port or not', async () => {
	const { given } = await published();
	expect((await deliver(given, says('Pela outra porta'))).answered).toMatchObject(STORED);
	expect(await inbox()).toEqual(['Pela outra porta']);
	expect(await hook('checkExists', (await onPort({ parameters: { registration: 'byHand' } })).given)).toBe(true);
});

it('two companies on one port and a third on another: each has its own number, secret and answers', async () => {
	const { port, url, given } = await published();
	const node = given.workflow.getNode('Trigger')!;
	const [first, second] = [node.webhookId!, randomUUID()];
	const other = newPlace();
	const secret = 'segredo-de-outra-empresa';
	const neighbour = await onPort({ port, credential: { phoneNumberId: other.channel, appSecret: secret } });
	neighbour.given.workflow.getNode('Trigger')!.webhookId = second;
	open.push(await neighbour.start());
	const apart = await onPort({ credential: { phoneNumberId: other.channel, appSecret: secret } });
	open.push(await apart.start());

	const theirs = messageFrom({ phone: other.phone }, { id: randomUUID(), text: { body: 'Delas' } }, other.channel);
	const signed = { 'x-hub-signature-256': signatureOf(JSON.stringify(theirs), secret) };
	expect((await post(url, theirs, signed)).status).toBe(401);
	expect(await post(url.replace(first, second), theirs, signed)).toEqual(STORED);
	expect(await post(apart.url, theirs, signed)).toEqual(STORED);
	expect(await post(url, says('Minha'))).toEqual(STORED);
	expect((await post(url.replace(first, second), says('Minha'))).status).toBe(401);
	expect(await inbox()).toEqual(['Minha']);
});
