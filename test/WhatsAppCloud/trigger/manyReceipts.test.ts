import { randomUUID } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { startGateway, type Gateway } from '../../sandbox/gateway';
import { delivery } from '../../sandbox/graphWebhooks';
import { newPlace, type Place } from '../../setup/house';
import { closeSql, sandboxSupabase, sql } from '../../setup/supabase';
import { deliver, triggerOf } from './hook';

const supabase = sandboxSupabase();
let gateway: Gateway;
let place: Place;
beforeAll(async () => {
	gateway = await startGateway(supabase);
});
beforeEach(() => {
	const { channel, phone } = newPlace();
	// A mobile that has one form alone: of one that has another, what could not be delivered goes to the other one.
	place = { channel, phone: `${phone.slice(0, 5)}1${phone.slice(6)}` };
});
afterAll(async () => {
	await gateway.stop();
	await closeSql();
});

const phoneOf = (n: number): string => `${place.phone.slice(0, -3)}${String(n).padStart(3, '0')}`;
/** A text to each of so many persons, as it is after a campaign. */
async function wrote(people: number, status = 'sent'): Promise<void> {
	await sql(
		`insert into outbox (idempotency_key, kind, provider, channel, phone, payload, status, attempts, began_at, provider_message_id)
		select $1 || ':' || n, 'whatsapp_text', 'whatsapp_cloud', $1, left($2, -3) || lpad(n::text, 3, '0'), '{"text": "Olá!"}', $3, 1, now(), 'wamid.' || $1 || n
		from generate_series(0, $4 - 1) n`,
		[place.channel, place.phone, status, people],
	);
}
const statusOf = (n: number, status: string, given: IDataObject = {}): IDataObject => ({
	id: `wamid.${place.channel}${n}`,
	status,
	timestamp: String(Math.floor(Date.now() / 1000)),
	recipient_id: phoneOf(n),
	...given,
});
/** One delivery of Meta, and which functions of the database were called for it, with how often. */
async function told(value: IDataObject) {
	const given = await triggerOf(
		{ messages: 'store', events: ['received'] },
		{ phoneNumberId: place.channel },
		{ supabaseApi: { host: gateway.url, serviceRole: supabase.serviceRoleKey } },
	);
	gateway.resetRequests();
	const { answered } = await deliver(given, delivery('messages', value, place.channel));
	const calls = gateway.requestLog.map(({ path }) => path.replace(/.*\/rpc\//, ''));
	const count = (name: string) => calls.filter((one) => one === name).length;
	return { status: answered.status, calls, many: count('settle_statuses'), single: count('settle_status') };
}
const deliveries = async () =>
	(
		await sql<{ delivery: string | null; n: number }>(
			'select delivery, count(*)::int as n from outbox where channel = $1 and kind = $2 group by 1 order by 1',
			[place.channel, 'whatsapp_text'],
		)
	).map(({ delivery: how, n }) => [how, n]);
const upTo = (people: number) => Array.from({ length: people }, (_, n) => n);

it('three hundred of a campaign are two calls of the database, and another two for how far they got next', async () => {
	await wrote(300);
	for (const status of ['sent', 'delivered', 'read']) {
		const { status: answered, many, single } = await told({ statuses: upTo(300).map((n) => statusOf(n, status)) });
		expect([answered, many, single]).toEqual([200, 2, 0]);
		expect(await deliveries()).toEqual([[status, 300]]);
	}
}, 60_000);

it('one is one call; all of one message are one, in whatever order', async () => {
	await wrote(2);
	expect(await told({ statuses: [statusOf(0, 'delivered')] })).toMatchObject({ many: 0, single: 1 });
	const all = ['read', 'sent', 'delivered', 'sent'].map((status) => statusOf(1, status));
	expect(await told({ statuses: all })).toMatchObject({ many: 1, single: 0 });
	expect(await deliveries()).toEqual([
		['delivered', 1],
		['read', 1],
	]);
});

it('only those that do more are taken in by themselves: a failure, a send of which nobody knew, somebody’s new id', async () => {
	await wrote(40);
	await sql(`update outbox set status = 'uncertain' where provider_message_id = $1`, [`wamid.${place.channel}1`]);
	const statuses = upTo(40).map((n) => statusOf(n, 'delivered'));
	statuses[0] = statusOf(0, 'failed', { errors: [{ code: 131026, title: 'Message undeliverable' }] });
	statuses[2] = statusOf(2, 'delivered', { recipient_user_id: `BR.${randomUUID()}` });
	expect(await told({ statuses })).toMatchObject({ status: 200, many: 1, single: 3 });
	expect(await deliveries()).toEqual([
		['delivered', 39],
		['failed', 1],
	]);
	expect(
		await sql('select provider_message_id as id, status from outbox where channel = $1 and kind = $2 order by id limit 2', [
			place.channel,
			'whatsapp_text',
		]),
	).toEqual([expect.objectContaining({ status: 'failed' }), expect.objectContaining({ status: 'sent' })]);
	// The id is known from now on.
	statuses[2].status = 'read';
	expect(await told({ statuses: statuses.slice(2) })).toMatchObject({ many: 1, single: 0 });
	expect(await sql('select key from contact_ids where value = $1', [statuses[2].recipient_user_id])).toEqual([{ key: phoneOf(2) }]);
});

// botpress/botpress 15083: statuses before messages kept customers waiting, and one that could not be stored kept their messages away.
it('a customer’s message beside them is stored before them', async () => {
	await wrote(20);
	const message = {
		from: phoneOf(900),
		id: randomUUID(),
		timestamp: String(Math.floor(Date.now() / 1000)),
		type: 'text',
		text: { body: 'Oi' },
	};
	const { calls, single } = await told({ statuses: upTo(20).map((n) => statusOf(n, 'read')), messages: [message] });
	expect([calls.filter((name) => name !== 'settle_status'), single]).toEqual([['receive_message', 'settle_statuses'], 0]);
});

it('where the database cannot take them together, each is taken in by itself; where it takes none, they come again', async () => {
	await wrote(10);
	const statuses = upTo(10).map((n) => statusOf(n, 'delivered'));
	gateway.fail({ status: 400, times: 1, match: (path) => path.endsWith('/settle_statuses') });
	expect(await told({ statuses })).toMatchObject({ status: 200, many: 1, single: 10 });
	expect(await deliveries()).toEqual([['delivered', 10]]);
	gateway.fail({ status: 400, times: 99, match: (path) => path.includes('/settle_status') });
	expect((await told({ statuses })).status).toBe(503);
	gateway.faults.clear();
});
