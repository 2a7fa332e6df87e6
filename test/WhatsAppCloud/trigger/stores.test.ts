import { randomUUID } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import type * as Wake from '../../../nodes/shared/inbound/wake';
import { DELIVERIES, delivery, echoTo, messageFrom, statusOf } from '../../sandbox/graphWebhooks';
import { newPlace, type Place } from '../../setup/house';
import { closeSql, sandboxSupabase, sql } from '../../setup/supabase';
import { deliver, triggerOf } from './hook';

// The engine loads the built package: whoever waits is known there.
const { onArrival } = jest.requireActual<typeof Wake>('../../../dist/nodes/shared/inbound/wake');
const { url: host, serviceRoleKey: serviceRole } = sandboxSupabase();
let place: Place;
beforeEach(() => {
	place = newPlace();
});
afterAll(closeSql);

/** A delivery to a trigger that stores for the Conversation Trigger. */
async function told(payload: unknown, { parameters = {}, supabaseHost = host }: { parameters?: IDataObject; supabaseHost?: string } = {}) {
	const given = await triggerOf(
		{ messages: 'store', events: ['received'], ...parameters },
		{ phoneNumberId: place.channel },
		{ supabaseApi: { host: supabaseHost, serviceRole } },
	);
	return await deliver(given, payload);
}
const says = (text: string, given: IDataObject = {}) =>
	messageFrom({ phone: place.phone }, { id: randomUUID(), text: { body: text }, ...given }, place.channel);
const inbox = async () =>
	await sql('select provider, speaker, status, undecided, text, send_to from inbox where channel = $1 order by id', [place.channel]);
const outbox = async () =>
	await sql('select status, delivery, pricing, provider_message_id from outbox where channel = $1 order by id', [place.channel]);
const texts = async () => (await inbox()).map(({ text }) => text as string);
const sending = async (status: string, text = 'Olá!') =>
	await sql(
		`insert into outbox (idempotency_key, kind, channel, phone, payload, status, attempts, began_at) values ($1, 'whatsapp_text', $2, $3, $4, $5, 1, now())`,
		[`key:${place.channel}`, place.channel, place.phone, { text }, status],
	);

it("a customer's message is stored before the answer, wakes who waits for it, and starts nothing", async () => {
	let woken = 0;
	const forget = onArrival(() => woken++);
	const { answered, items } = await told(says('Oi'));
	forget();
	expect([items, answered.status, woken]).toEqual([undefined, 200, 1]);
	expect(await inbox()).toEqual([
		{ provider: 'whatsapp_cloud', speaker: 'customer', status: 'waiting', undecided: false, text: 'Oi', send_to: place.phone },
	]);
});

it('delivered again, alone or in a batch with others, it is stored once', async () => {
	const first = says('Um');
	const value = (given: ReturnType<typeof says>) => given.entry[0].changes[0].value as { messages: object[] };
	await told(first);
	expect((await told(first)).answered.status).toBe(200);
	const batch = delivery(
		'messages',
		{ messages: [...value(first).messages, ...value(says('Dois')).messages, ...value(says('Três')).messages] },
		place.channel,
	);
	await told(batch);
	await Promise.all([told(batch), told(batch)]);
	expect(await texts()).toEqual(['Um', 'Dois', 'Três']);
});

it('what the team types on the phone is stored for the decision on it', async () => {
	await told(echoTo({ phone: place.phone }, { id: randomUUID(), text: { body: 'Aqui é a Bia' } }, place.channel));
	expect(await inbox()).toEqual([expect.objectContaining({ speaker: 'human', status: 'done', undecided: true, text: 'Aqui é a Bia' })]);
});

it('history is no activity of anybody', async () => {
	for (const kind of ['history_chunk', 'history_media', 'app_state_sync_add'])
		await told({
			...DELIVERIES[kind],
			entry: JSON.parse(JSON.stringify(DELIVERIES[kind].entry).replaceAll('900000000000020', place.channel)) as unknown,
		});
	expect(await sql('select from sessions where channel = $1', [place.channel])).toEqual([]);
	expect(await inbox()).toEqual([]);
});

it('an edit replaces what waits, a deletion takes it out, also before the message itself is there', async () => {
	const first = randomUUID();
	await told(says('Quero 10', { id: first }));
	await told(says('', { type: 'edit', edit: { original_message_id: first, message: { type: 'text', text: { body: 'Quero 100' } } } }));
	expect(await texts()).toEqual(['Quero 100']);
	await told(says('', { type: 'revoke', revoke: { original_message_id: first } }));
	expect(await inbox()).toEqual([expect.objectContaining({ status: 'done' })]);
	const late = randomUUID();
	await told(says('', { type: 'revoke', revoke: { original_message_id: late } }));
	await told(says('apagada', { id: late }));
	expect((await inbox()).filter(({ status }) => status === 'waiting')).toEqual([]);
});

describe('a status', () => {
	it.each(['sent', 'delivered', 'read', 'played'])('%s settles a send of which nobody knew, by our key', async (status) => {
		await sending('uncertain');
		await told(
			statusOf({ phone: place.phone }, { id: 'wamid.S', status, biz_opaque_callback_data: `key:${place.channel}` }, place.channel),
		);
		expect(await outbox()).toEqual([{ status: 'sent', delivery: status, pricing: null, provider_message_id: 'wamid.S' }]);
		expect(await sql('select status, content from conversations where channel = $1', [place.channel])).toEqual([
			{ status: 'sent', content: 'Olá!' },
		]);
	});
	it('of another system’s message settles nothing', async () => {
		await sending('uncertain');
		await told(statusOf({ phone: place.phone }, { id: 'wamid.X', status: 'sent', biz_opaque_callback_data: 'theirs' }, place.channel));
		expect(await outbox()).toEqual([expect.objectContaining({ status: 'uncertain', delivery: null })]);
	});
});

it('a stop in WhatsApp’s menu is an opt-out', async () => {
	const user_preferences = [
		{ wa_id: place.phone, category: 'marketing_messages', value: 'stop', timestamp: Math.floor(Date.now() / 1000) },
	];
	await told(delivery('user_preferences', { user_preferences }, place.channel));
	expect(await sql('select words from opt_outs where phone = $1 and revoked_at is null', [place.phone])).toHaveLength(1);
});

it('a database that does not take it: 503, so that Meta delivers it again, and no word of the secret', async () => {
	const { answered, items } = await told(says('Oi'), { supabaseHost: 'http://127.0.0.1:9' });
	expect(items).toBeUndefined();
	expect(answered).toMatchObject({ status: 503, body: { error: 'The delivery could not be stored; deliver it again later' } });
});

it('chosen events start the workflow beside what is stored', async () => {
	await sending('uncertain');
	const status = statusOf(
		{ phone: place.phone },
		{ id: 'wamid.S', status: 'read', biz_opaque_callback_data: `key:${place.channel}` },
		place.channel,
	);
	const parameters = { events: ['received', 'status'] };
	// What was not stored was not heard either: it comes again.
	expect((await told(status, { parameters, supabaseHost: 'http://127.0.0.1:9' })).answered.status).toBe(503);
	const { items } = await told(status, { parameters });
	expect(items).toEqual([expect.objectContaining({ event: 'receipt', status: 'read', key: `key:${place.channel}` })]);
	expect(await outbox()).toEqual([expect.objectContaining({ status: 'sent' })]);
});

it('who does not listen to messages stores none', async () => {
	await told(says('Oi'), { parameters: { events: ['template'] } });
	expect(await inbox()).toEqual([]);
});

it('two hundred messages of a delivery are stored, each person’s in their order', async () => {
	const people = Array.from({ length: 20 }, (_, n) => `${place.phone.slice(0, -2)}${String(n).padStart(2, '0')}`);
	const messages = Array.from({ length: 200 }, (_, n) => ({
		from: people[n % people.length],
		id: `${place.channel}:${n}`,
		timestamp: String(Math.floor(Date.now() / 1000)),
		type: 'text',
		text: { body: `mensagem ${n}` },
	}));
	await told(delivery('messages', { messages }, place.channel));
	const rows = await sql<{ phone: string; text: string }>('select phone, text from inbox where channel = $1 order by id', [place.channel]);
	expect(rows).toHaveLength(200);
	for (const phone of people)
		expect(rows.filter((row) => row.phone === phone).map(({ text }) => text)).toEqual(
			messages.filter(({ from }) => from === phone).map(({ text }) => text.body),
		);
}, 60_000);
