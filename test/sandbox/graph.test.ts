import { examples } from '../contracts/whatsappCloudContract';
import { IDS, openGraph, SECRETS } from '../WhatsAppCloud/bench';
import type { Graph } from './graph';

let graph: Graph;
beforeEach(async () => {
	graph = await openGraph({ windows: false });
});
afterEach(async () => await graph.stop());

const ask = async (path: string, body?: unknown, headers: Record<string, string> = {}) => {
	const answer = await fetch(`${graph.baseUrl}${path}`, {
		method: body === undefined ? 'GET' : 'POST',
		headers: { authorization: `Bearer ${SECRETS.accessToken}`, 'content-type': 'application/json', ...headers },
		...(body !== undefined && { body: JSON.stringify(body) }),
	});
	return { status: answer.status, body: (await answer.json()) as { error?: { code: number; error_data?: { details: string } } } };
};
const send = async (body: unknown) => await ask(`/v26.0/${IDS.phoneNumberId}/messages`, body);
const text = { messaging_product: 'whatsapp', to: '+5531900000001', type: 'text', text: { body: 'Oi' } };

it.each(Object.entries(examples))('takes the example %s', async (_, body) => {
	for (const id of ['900000000000001', '900000000000002', '900000000000003', '900000000000004', '900000000000005'])
		graph.state.media.set(id, { id, mimeType: 'audio/ogg', content: Buffer.from('x'), sha256: '' });
	expect(await send(body)).toMatchObject({ status: 200, body: { messages: [{ id: expect.any(String) }] } });
	expect(graph.violations).toEqual([]);
});

it.each<[string, object, string]>([
	['a key that nobody documents', { ...text, priority: 'high' }, 'body.priority: is not documented'],
	['a product that is another', { ...text, messaging_product: 'messenger' }, 'body.messaging_product'],
	['nobody to send to', { messaging_product: 'whatsapp', type: 'text', text: { body: 'Oi' } }, 'one of its keys is missing'],
	['a text that is too long', { ...text, text: { body: 'x'.repeat(4097) } }, 'must be 4096 characters at most'],
	['a number without its plus', { ...text, to: '5531900000001' }, 'has no country code'],
	['the sender itself', { ...text, to: '+5531900009999' }, 'to is the sender'],
	['a file that never went up', { ...text, type: 'image', text: undefined, image: { id: '123456' } }, 'there is no such media'],
	[
		'an image by both',
		{ ...text, type: 'image', text: undefined, image: { id: '1', link: 'https://x.example/a.jpg' } },
		'exactly one of 2 forms',
	],
	['a latitude alone', { ...text, type: 'location', text: undefined, location: { latitude: 1 } }, 'location.longitude: is required'],
])('refuses %s', async (_, body, details) => {
	const answer = await send(body);
	expect(answer.status).toBeGreaterThanOrEqual(400);
	expect(answer.body.error?.error_data?.details).toContain(details);
	expect(graph.violations).toHaveLength(1);
	expect(graph.sent).toEqual([]);
});

it.each([
	['another token', `/v26.0/${IDS.phoneNumberId}`, { authorization: 'Bearer x' }, 190],
	['no version', `/${IDS.phoneNumberId}`, {}, 2635],
	['a version that ended', `/v20.0/${IDS.phoneNumberId}`, {}, 2635],
	['an object that is not there', '/v26.0/123', {}, 100],
	['a wrong proof', `/v26.0/${IDS.phoneNumberId}?appsecret_proof=0`, {}, 100],
])('refuses %s', async (_, path, headers, code) => {
	expect((await ask(path, undefined, headers)).body.error?.code).toBe(code);
});
