import type { IDataObject } from 'n8n-workflow';

import { deliveryOf, echoOf, receivedInGroup, receivedText } from '../sandbox/zapiPayloads';
import { newPlace, type Place } from '../setup/house';
import { closeSql, sandboxSupabase, sql } from '../setup/supabase';
import { call, TOKEN, triggerOf } from './hook';

const { url: host, serviceRoleKey: serviceRole } = sandboxSupabase();
const SENT = { zaapId: 'Z1', messageId: 'SENT-1', at: Date.parse('2026-03-02T12:00:00Z') };

let place: Place;
beforeEach(() => {
	place = newPlace();
});
afterAll(closeSql);

/** A delivery of the instance whose channel the test has to itself. */
async function told(
	payload: object,
	{ options = {}, supabaseHost = host, events }: { options?: IDataObject; supabaseHost?: string; events?: string[] } = {},
) {
	const given = await triggerOf(
		{ baseUrl: 'http://127.0.0.1:9' },
		{ noteSent: true, ...(events && { events }), options: { deliveries: true, ownMessages: true, ...options } },
		{
			atendeAquiZApi: { instanceId: place.channel, instanceToken: TOKEN, clientToken: '', baseUrl: 'http://127.0.0.1:9' },
			supabaseApi: { host: supabaseHost, serviceRole },
		},
	);
	return await call(given, { ...payload, instanceId: place.channel });
}
const sent = () => ({ ...SENT, body: { phone: place.phone, message: 'Olá!' } });
/** A text of ours of which a dead worker left no word. */
const leaveUncertain = async () =>
	await sql(
		`insert into outbox (idempotency_key, kind, channel, phone, payload, status) values ($1, 'whatsapp_text', $2, $3, $4, 'uncertain')`,
		[`${place.channel}:1`, place.channel, place.phone, { text: 'Olá!', send_to: place.phone }],
	);
const outbox = async () =>
	await sql('select status, provider_message_id, provider_queue_id from outbox where channel = $1', [place.channel]);
const inbox = async () => await sql('select message_id, speaker, status from inbox where channel = $1', [place.channel]);

it('a delivery settles what a crash left open, and starts nothing', async () => {
	await leaveUncertain();
	const { answered, items } = await told(deliveryOf(place.channel, sent()));
	expect(items).toBeUndefined();
	expect(answered).toEqual({ status: 200, body: expect.objectContaining({ settled: true }) });
	expect(await outbox()).toEqual([{ status: 'sent', provider_message_id: 'SENT-1', provider_queue_id: 'Z1' }]);
	expect((await told(deliveryOf(place.channel, sent()))).answered).toEqual({ status: 200, body: { settled: false, reason: 'known' } });
});

it("the number's own message that the API sent is stored as the agent's, once, and settles too", async () => {
	await leaveUncertain();
	const echo = echoOf(place.channel, sent());
	const { answered, items } = await told(echo);
	expect(items).toBeUndefined();
	expect(answered).toEqual({ status: 200, body: expect.objectContaining({ stored: true, speaker: 'agent' }) });
	expect(await outbox()).toEqual([expect.objectContaining({ status: 'sent', provider_message_id: 'SENT-1' })]);
	expect((await told(echo)).answered).toEqual({ status: 200, body: { stored: false, reason: 'duplicate_message' } });
	expect(await inbox()).toEqual([{ message_id: 'SENT-1', speaker: 'agent', status: 'done' }]);
});

it.each([
	["a customer's message", () => receivedText({ phone: place.phone })],
	['what an attendant types on the phone', () => receivedText({ phone: place.phone, fromMe: true, fromApi: false })],
	['a delivery that failed', () => ({ ...deliveryOf(place.channel, sent()), error: 'Phone does not exist' })],
	['a message in a group', () => ({ ...receivedInGroup(), fromMe: true, fromApi: true })],
])('%s starts the workflow, which stores it', async (_, payload) => {
	const { answered, items } = await told(payload(), { options: { groups: true } });
	expect(items).toHaveLength(1);
	expect(answered).toEqual({});
	expect(await inbox()).toEqual([]);
});

it('a number that goes and comes back is noted, and starts nothing however often it does', async () => {
	const events = ['received', 'connected', 'disconnected'];
	for (let n = 0; n < 20; n++) {
		const type = n % 2 === 0 ? 'DisconnectedCallback' : 'ConnectedCallback';
		const { answered, items } = await told({ type, momment: SENT.at, error: 'Device has been disconnected' }, { events });
		expect([items, answered]).toEqual([undefined, { status: 200, body: { noted: true } }]);
	}
	const down = async () => await sql(`select kind from integrations where channel = $1 and down_since is not null`, [place.channel]);
	expect(await down()).toEqual([]);
	await told({ type: 'DisconnectedCallback', momment: SENT.at }, { events });
	expect(await down()).toEqual([{ kind: 'connection' }]);
});

it('without the database the workflow is started, so that the failure is seen', async () => {
	const { items } = await told(deliveryOf(place.channel, sent()), { supabaseHost: `${host}/elsewhere` });
	expect(items).toEqual([expect.objectContaining({ event: 'delivery', messageId: 'SENT-1' })]);
});
