import type { IDataObject } from 'n8n-workflow';

import type * as Wake from '../../nodes/shared/inbound/wake';
import { openQuestion } from '../../nodes/shared/store/questions';
import { openStore } from '../../nodes/shared/store/store';
import { deliveryOf, receivedInGroup, receivedText } from '../sandbox/zapiPayloads';
import { faultQueue } from '../sandbox/faults';
import { startGateway } from '../sandbox/gateway';
import { json as jsonAnswer, startServer } from '../sandbox/server';
import { newPlace, type Place } from '../setup/house';
import { closeSql, sandboxSupabase, sql } from '../setup/supabase';
import { call, TOKEN, triggerOf } from './hook';

// The engine loads the built package: whoever waits is known there.
const { onArrival } = jest.requireActual<typeof Wake>('../../dist/nodes/shared/inbound/wake');
const { url: host, serviceRoleKey: serviceRole } = sandboxSupabase();
let place: Place;
beforeEach(() => {
	place = newPlace();
});
afterAll(closeSql);

/** A delivery to a trigger that stores for the Conversation Trigger. */
async function told(
	payload: object,
	{ options = {}, supabaseHost = host, events }: { options?: IDataObject; supabaseHost?: string; events?: string[] } = {},
) {
	const given = await triggerOf(
		{ baseUrl: 'http://127.0.0.1:9' },
		{ noteSent: true, messages: 'store', ...(events && { events }), options: { deliveries: true, ownMessages: true, ...options } },
		{
			atendeAquiZApi: { instanceId: place.channel, instanceToken: TOKEN, clientToken: '', baseUrl: 'http://127.0.0.1:9' },
			supabaseApi: { host: supabaseHost, serviceRole },
		},
	);
	return await call(given, { ...payload, instanceId: place.channel });
}
const inbox = async () => await sql('select speaker, status, undecided, text from inbox where channel = $1 order by id', [place.channel]);

it("a customer's message is stored before the answer, wakes who waits for it, and starts nothing", async () => {
	let woken = 0;
	const forget = onArrival(() => woken++);
	const { answered, items } = await told(receivedText({ phone: place.phone, text: 'Oi' }));
	forget();
	expect(items).toBeUndefined();
	expect(answered).toEqual({ status: 200, body: { stored: true } });
	expect(woken).toBe(1);
	expect(await inbox()).toEqual([{ speaker: 'customer', status: 'waiting', undecided: false, text: 'Oi' }]);
});

it('delivered again it is stored once, and answered 200 all the same', async () => {
	const delivery = receivedText({ phone: place.phone, text: 'Oi', messageId: 'M1' });
	await told(delivery);
	expect((await told(delivery)).answered).toEqual({ status: 200, body: { stored: false, reason: 'duplicate_message' } });
	expect(await inbox()).toHaveLength(1);
});

it('what an attendant types on the phone is stored for the decision on it', async () => {
	const { answered, items } = await told(receivedText({ phone: place.phone, text: 'Oi, é a Ana', fromMe: true, fromApi: false }));
	expect([items, answered?.status]).toEqual([undefined, 200]);
	expect(await inbox()).toEqual([{ speaker: 'human', status: 'done', undecided: true, text: 'Oi, é a Ana' }]);
});

it('what this package sent waits for no decision', async () => {
	await sql(
		`insert into outbox (idempotency_key, kind, channel, phone, payload, status, began_at) values ($1, 'whatsapp_text', $2, $3, $4, 'sending', now())`,
		[`${place.channel}:1`, place.channel, place.phone, { text: 'Olá!' }],
	);
	await told(receivedText({ phone: place.phone, text: 'Olá!', fromMe: true, fromApi: false }));
	expect(await inbox()).toEqual([expect.objectContaining({ speaker: 'agent', undecided: false })]);
});

it.each([
	['a message in a group', () => receivedInGroup()],
	[
		'a delivery that failed',
		() => ({
			...deliveryOf(place.channel, { zaapId: 'Z', messageId: 'S', body: { phone: place.phone, message: 'x' } }),
			error: 'Phone does not exist',
		}),
	],
])('%s starts the workflow, as ever', async (_, payload) => {
	const { items } = await told(payload(), { options: { groups: true } });
	expect(items).toHaveLength(1);
	expect(await inbox()).toEqual([]);
});

it('a delivery that failed makes the message a failed one, in the history too, and the team is told once', async () => {
	const [{ id }] = await sql<{ id: string }>(
		`insert into outbox (idempotency_key, kind, channel, phone, payload, status, provider_message_id) values ($1, 'whatsapp_text', $2, $3, $4, 'sent', $5) returning id`,
		[`${place.channel}:1`, place.channel, place.phone, { text: 'Olá!' }, `W-${place.phone}`],
	);
	await sql(
		`insert into conversations (channel, lead_phone, role, content, outbox_id, sent_at, status) values ($1, $2, 'assistant', 'Olá!', $3, now(), 'sent')`,
		[place.channel, place.phone, id],
	);
	const delivery = deliveryOf(place.channel, { zaapId: 'Z', messageId: `W-${place.phone}`, body: { phone: place.phone, message: 'Olá!' } });
	const failed = { ...delivery, error: 'Phone does not exist' };
	for (let n = 0; n < 2; n++) expect((await told(failed)).items).toEqual([expect.objectContaining({ error: 'Phone does not exist' })]);
	// What arrived stays so.
	await told(delivery);
	expect(
		await sql(
			`select o.status, o.error, c.status as shown, (select count(*)::int from outbox n where n.channel = o.channel and n.kind = 'notice') as notices
			from outbox o join conversations c on c.outbox_id = o.id where o.id = $1`,
			[id],
		),
	).toEqual([{ status: 'failed', error: 'Phone does not exist', shown: 'failed', notices: 1 }]);
});

it('how far messages got is noted where that event is chosen, also of several at once, and still starts the workflow', async () => {
	const ids = ['1', '2', '3'].map((n) => `${place.channel}:${n}`);
	for (const id of ids)
		await sql(
			`insert into outbox (idempotency_key, kind, channel, phone, payload, status, provider_message_id) values ($1, 'whatsapp_text', $2, $3, '{"text": "Olá!"}', 'sent', $1)`,
			[id, place.channel, place.phone],
		);
	const status = (word: string, of: string[]) => ({
		type: 'MessageStatusCallback',
		status: word,
		ids: of,
		phone: place.phone,
		momment: Date.now(),
	});
	const events = ['received', 'status'];
	const gateway = await startGateway(sandboxSupabase());
	expect((await told(status('READ', ids.slice(0, 2)), { events, supabaseHost: gateway.url })).items).toEqual([
		expect.objectContaining({ event: 'receipt', status: 'read' }),
	]);
	await gateway.stop();
	expect(gateway.requestLog.map(({ path }) => path)).toEqual([expect.stringMatching(/\/rpc\/settle_statuses$/)]);
	await told(status('READ_BY_ME', ids), { events });
	// Not chosen, it is not even looked at.
	await told(status('RECEIVED', ids));
	expect(await sql('select delivery from outbox where channel = $1 order by id', [place.channel])).toEqual([
		{ delivery: 'read' },
		{ delivery: 'read' },
		{ delivery: null },
	]);
});

it('a database that does not take it: 503, so that nobody believes it is safe, and no word of the secret', async () => {
	const { answered, items } = await told(receivedText({ phone: place.phone, text: 'Oi' }), { supabaseHost: 'http://127.0.0.1:9' });
	expect(items).toBeUndefined();
	expect(answered).toEqual({ status: 503, body: { error: 'The message could not be stored; deliver it again later' } });
});

it('an answer that a workflow waits for is handed to it, and needs no turn', async () => {
	const asked: unknown[] = [];
	const server = await startServer({
		faults: faultQueue(),
		faultBody: () => ({}),
		answer: (given) => {
			asked.push(given.text);
			return jsonAnswer(200, { resumed: true });
		},
	});
	const store = await openStore({ getCredentials: async () => ({ host, serviceRole }) });
	await openQuestion(store, { ...place, resumeUrl: `${server.url}/waiting` }, new Date(Date.now() + 60_000));
	await told(receivedText({ phone: place.phone, text: 'Pode ser amanhã' }));
	const deadline = Date.now() + 10_000;
	while ((await inbox())[0]?.status !== 'done' && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
	await server.stop();
	expect(asked).toHaveLength(1);
	expect(await inbox()).toEqual([expect.objectContaining({ status: 'done', text: 'Pode ser amanhã' })]);
});

it('a trigger of before goes on starting its workflow', async () => {
	const given = await triggerOf({ baseUrl: 'http://127.0.0.1:9' }, { options: {} });
	expect((await call(given, receivedText({ phone: place.phone, text: 'Oi' }))).items).toHaveLength(1);
});
