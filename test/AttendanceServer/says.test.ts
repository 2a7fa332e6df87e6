import { payloadOf } from '../../nodes/AttendanceServer/says';
import { customerTurn, newPlace, type Place } from '../setup/house';
import { closeSql, sql } from '../setup/supabase';
import { startCalls, type Calls } from './calls';
import { attendanceOf, loggedIn, waits, writes, type LoggedIn } from './team';

let call: Calls;
let [ana, bia, head]: LoggedIn[] = [];
let place: Place;
beforeAll(async () => {
	call = await startCalls();
	[ana, bia, head] = [await loggedIn(call), await loggedIn(call), await loggedIn(call, 'supervisor')];
});
beforeEach(() => {
	place = newPlace();
});
afterAll(closeSql);

const say = async (id: string, who: LoggedIn, body: object, parameters = {}) =>
	await call(`POST /api/v1/conversations/${id}/messages`, { token: who.token, body, parameters });
const outbox = async () =>
	await sql<{ payload: Record<string, unknown>; status: string }>(
		`select payload, status from outbox where channel = $1 and kind = 'whatsapp_text' and payload ->> 'speaker' = 'human'`,
		[place.channel],
	);
const owner = async () => (await attendanceOf(place)).owner;

it('goes through the outbox, and stands in the conversation at once', async () => {
	const id = await waits(place);
	await call(`POST /api/v1/conversations/${id}/take`, { token: ana.token });
	const { status, body } = await say(id, ana, { content: 'Vou conferir\na sua linha.', type: 'text' });
	expect([status, body]).toMatchObject([
		200,
		{
			id: expect.stringMatching(/^msg-\d+$/),
			direction: 'outgoing',
			content: 'Vou conferir\na sua linha.',
			type: 'text',
			status: 'sent',
			sent_by: 'agent',
		},
	]);
	expect(await outbox()).toMatchObject([{ payload: { text: 'Vou conferir\na sua linha.' }, status: 'pending' }]);
	const { messages } = (await call(`GET /api/v1/conversations/${id}`, { token: ana.token })).body;
	expect(messages!.at(-1)!.id).toBe(body.id);
});

it('is handed to the workflow at once where that sends, and told of as sent, delivered, read, failed', async () => {
	const id = await waits(place);
	const { body, outputs } = await say(id, ana, { content: 'Oi' }, { sendsAtOnce: true });
	expect(outputs[1]).toMatchObject([{ kind: 'whatsapp_text', text: 'Oi', phone: place.phone, send_to: place.phone, message_kind: 'text' }]);
	const [{ outbox_id, lease_token }] = outputs[1];
	const messageId = `wamid.${id}`;
	await sql(`select finish_outbox($1, $2, 'sent', $3)`, [outbox_id, lease_token, messageId]);
	const seen = async () =>
		(await call(`GET /api/v1/conversations/${id}`, { token: ana.token })).body.messages!.find((one) => one.id === body.id)!.status;
	expect(await seen()).toBe('sent');
	for (const told of ['delivered', 'read', 'delivered'])
		await sql(`select settle_status(jsonb_build_object('channel', $1::text, 'message_id', $3::text, 'status', $2::text))`, [
			place.channel,
			told,
			messageId,
		]);
	expect(await seen()).toBe('read');
});

it('whoever writes where nobody is takes it, as on the phone; nobody writes into another’s but a supervisor, and it stays the other’s', async () => {
	await writes(place);
	const { id } = await attendanceOf(place);
	expect((await say(id, ana, { content: 'Oi' })).status).toBe(200);
	expect(await owner()).toBe(ana.email);
	expect((await say(id, bia, { content: 'Oi' })).status).toBe(403);
	expect((await say(id, head, { content: 'Aqui é a supervisão' })).status).toBe(200);
	expect(await owner()).toBe(ana.email);
	expect(await outbox()).toHaveLength(2);
});

it('what the agent was about to say is not said over it', async () => {
	const { turn_id, lease_token, mode_epoch } = await customerTurn(place);
	const { id } = await attendanceOf(place);
	await say(id, ana, { content: 'Deixa comigo' });
	const [{ said }] = await sql<{ said: { confirmed: boolean } }>(`select confirm_send($1, $2, $3, $4, '["Olá!"]', '{}') as said`, [
		turn_id,
		lease_token,
		mode_epoch ?? 1,
		place.phone,
	]);
	expect(said.confirmed).toBe(false);
});

describe('what is sent', () => {
	it.each<[string, 'text' | 'image' | 'document', unknown, object]>([
		['a text', 'text', 'Oi', { text: 'Oi', words: 'Oi' }],
		['a text as Meta writes it', 'text', { body: 'Oi' }, { text: 'Oi' }],
		[
			'a picture by its address',
			'image',
			'https://cdn.example/modem.png',
			{ kind: 'image', text: '', file: { url: 'https://cdn.example/modem.png' } },
		],
		[
			'with a caption',
			'image',
			{ url: 'https://cdn.example/a.png', caption: 'Assim' },
			{ text: 'Assim', words: 'Assim\nhttps://cdn.example/a.png' },
		],
		['with an empty one', 'image', { url: 'https://cdn.example/a.png', caption: '' }, { text: '' }],
		['with none', 'image', { url: 'https://cdn.example/a.png', caption: null }, { text: '' }],
		[
			'a document, by the name in its address',
			'document',
			'https://cdn.example/2%C2%AA%20via.pdf?x=1',
			{ file: { url: 'https://cdn.example/2%C2%AA%20via.pdf?x=1', name: '2ª via.pdf' } },
		],
		[
			'base64',
			'image',
			'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ',
			{ file: { url: 'data:image/jpeg;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ' } },
		],
	])('%s', (_, type, content, expected) => {
		expect(payloadOf(type, content)).toMatchObject(expected);
	});

	it.each<[string, object]>([
		['nothing', {}],
		['an empty text', { content: '' }],
		['blanks', { content: ' \n ' }],
		['a list', { content: ['a'] }],
		['too much', { content: 'x'.repeat(4097) }],
		['a file of this machine', { content: 'file:///etc/passwd', type: 'image' }],
		['an address without a lock', { content: 'http://cdn.example/a.png', type: 'image' }],
		['a kind that there is not', { content: 'x', type: 'fax' }],
		['a template, which has a route of its own', { content: 'x', type: 'template' }],
	])('%s is a 400', async (_, body) => {
		expect((await say(await waits(place), ana, body)).status).toBe(400);
		expect(await outbox()).toEqual([]);
	});

	it('4,096 characters, emoji and what no database takes go through', async () => {
		const id = await waits(place);
		expect((await say(id, ana, { content: '🙂'.repeat(2048) })).status).toBe(200);
		expect((await say(id, ana, { content: 'a\u0000b\ud800c', message_type: 'text' })).body.content).toBe('abc');
	});
});
