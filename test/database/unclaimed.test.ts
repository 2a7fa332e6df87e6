import type { Pool } from 'pg';

import { readFileSync } from 'node:fs';
import path from 'node:path';

import { emptyDatabase } from '../setup/emptyDatabase';
import { closeSql } from '../setup/supabase';
import { at } from './client';

const SCHEMA = readFileSync(path.resolve(__dirname, '../../supabase/schema.sql'), 'utf8');
const MINUTE = 60;

let pool: Pool;
let drop: () => Promise<void>;
beforeAll(async () => {
	({ pool, drop } = await emptyDatabase());
	await pool.query(SCHEMA);
});
beforeEach(async () => {
	await pool.query(`truncate outbox, outbox_claims, integrations, sessions cascade`);
	await pool.query(`delete from settings where key = 'outbox_looked'`);
});
afterAll(async () => {
	await drop();
	await closeSql();
});

type Looked = { untold: Array<{ kind: string; channel: string; since: string; waiting: number }>; down: string[] };
const look = async (minute: number) =>
	(await pool.query<{ looked: Looked }>('select look_at_outbox($1) as looked', [at(minute * MINUTE)])).rows[0].looked;
/** A workflow that asks for effects of a kind, and finds none. */
const asks = async (kind: string, minute: number) =>
	await pool.query(
		'insert into outbox_claims (kind, claimed_at) values ($1, $2) on conflict (kind, channel) do update set claimed_at = $2',
		[kind, at(minute * MINUTE)],
	);
/** Looks every minute from one to the other, while somebody asks for notices. Returns what was told, and when. */
async function looks(from: number, until: number, told: Array<[number, string, number]> = [], noticed = true) {
	for (let minute = from; minute <= until; minute++) {
		if (noticed) await asks('notice', minute);
		for (const { kind, waiting } of (await look(minute)).untold) told.push([minute, kind, waiting]);
	}
	return told;
}
const due = async (kind: string, minute: number, channel = 'A', given: Record<string, unknown> = {}) => {
	const row = { key: `${kind}:${channel}:${minute}:${Math.random()}`, kind, channel, phone: '5511900000001', payload: {}, ...given };
	await pool.query('select enqueue_outbox($1, $2)', [JSON.stringify([row]), at(minute * MINUTE)]);
};
const claim = async (minute: number, kinds = ['whatsapp_text'], channel: string | null = null, limit = 50) =>
	(
		await pool.query<{ claimed: unknown[] }>('select claim_outbox($1, $4, 120, $2, $3) as claimed', [
			kinds,
			channel,
			at(minute * MINUTE),
			limit,
		])
	).rows[0].claimed;
const notices = async () =>
	(
		await pool.query<{ kind: string; status: string; integration: string }>(
			`select payload ->> 'kind' as kind, payload ->> 'integration' as integration, status from outbox where kind = 'notice' and payload ? 'integration' order by id`,
		)
	).rows.map(({ kind, integration, status }) => [kind, integration, status]);
const shown = async () =>
	(await pool.query<{ down: Array<{ integration: string }> }>('select down_integrations() as down')).rows[0].down.map(
		({ integration }) => integration,
	);

it('what is due and taken by nobody for ten minutes is told once, by notice too; what is claimed ends it', async () => {
	await due('whatsapp_text', 0);
	await due('whatsapp_text', 3);
	expect(await looks(0, 60)).toEqual([[10, 'whatsapp_text', 2]]);
	expect([await notices(), await shown()]).toEqual([[['integration_down', 'outbox_whatsapp_text', 'pending']], ['outbox_whatsapp_text']]);
	// The team has read it.
	await pool.query(`update outbox set status = 'sent', attempts = 1 where kind = 'notice'`);
	expect(await claim(61)).not.toEqual([]);
	expect([(await look(62)).down, await shown(), (await notices()).map(([kind]) => kind)]).toEqual([
		[],
		[],
		['integration_down', 'integration_up'],
	]);
});

it('is told again when it ended and began anew', async () => {
	await due('whatsapp_text', 0);
	await looks(0, 12);
	await claim(13);
	await due('whatsapp_text', 20);
	for (let minute = 14; minute < 30; minute++) await claim(minute);
	expect(await looks(14, 29)).toEqual([]);
	await pool.query(`update outbox set status = 'pending', next_attempt_at = $1 where kind = 'whatsapp_text'`, [at(30 * MINUTE)]);
	expect(await looks(30, 60)).toEqual([[40, 'whatsapp_text', 2]]);
});

it.each([
	['a worker that is published and has much to do', async () => undefined, null],
	['a worker of that number alone', async () => undefined, 'A'],
])('%s is not told of', async (_, __, channel) => {
	for (let n = 0; n < 30; n++) await due('whatsapp_text', 0, 'A', { phone: `55119000000${String(n).padStart(2, '0')}` });
	const told = [];
	for (let minute = 0; minute < 20; minute++) {
		await claim(minute, ['whatsapp_text'], channel, 1);
		told.push(...(await look(minute)).untold);
	}
	expect(told).toEqual([]);
});

it('a worker of another number alone is no worker of this one', async () => {
	await due('whatsapp_text', 0, 'A');
	for (let minute = 0; minute < 20; minute += 1) {
		await claim(minute, ['whatsapp_text'], 'B');
		const { untold } = await look(minute);
		expect(untold.map(({ channel }) => channel)).toEqual(minute === 10 ? ['A'] : []);
	}
});

it('nothing is due: nothing is told, whoever is not there', async () => {
	await due('whatsapp_text', 0, 'teste:editor');
	await pool.query(
		`insert into outbox (idempotency_key, kind, channel, phone, payload, status, next_attempt_at)
		select 'x' || n, 'whatsapp_text', 'A', '5511900000001', '{}', s, $1 from unnest(array['sent', 'failed', 'discarded', 'uncertain', 'pending']) with ordinality t (s, n)`,
		[at(0)],
	);
	await pool.query(`update outbox set next_attempt_at = $1 where status = 'pending' and channel = 'A'`, [at(300 * MINUTE)]);
	expect(await looks(0, 60)).toEqual([]);
});

it('nobody can claim anything while everything stands still: it is told after ten minutes of looking, not at once', async () => {
	await due('whatsapp_text', 0);
	expect(await looks(0, 5)).toEqual([]);
	// A restart after an hour: the worker's schedule comes first or second, nobody knows.
	expect(await looks(65, 80)).toEqual([[75, 'whatsapp_text', 1]]);
});

it('who never set notices up is told once, and is shown nothing for ever; whose workflow went away is', async () => {
	await due('notice', 0);
	expect(await looks(0, 120, [], false)).toEqual([[10, 'notice', 1]]);
	expect(await shown()).toEqual([]);
	await claim(121, ['notice']);
	expect([(await look(122)).down, (await notices()).filter(([, , status]) => status !== 'discarded')]).toEqual([[], []]);
	await due('notice', 130);
	expect(await looks(123, 150, [], false)).toEqual([[140, 'notice', 1]]);
	expect(await shown()).toEqual(['outbox_notice']);
});

it('a part of a reply that its turn left behind is due as well; one whose turn is at work is not', async () => {
	await pool.query(`insert into sessions (channel, phone) values ('A', '5511900000001')`);
	const turn = async (status: string) =>
		(
			await pool.query<{ id: string }>(
				`insert into turns (channel, phone, status, lease_token, lease_until) values ('A', '5511900000001', $1, gen_random_uuid(), $2) returning id`,
				[status, at(0)],
			)
		).rows[0].id;
	const part = async (status: string) => {
		await due('whatsapp_text', 0);
		await pool.query(`update outbox set status = 'queued', turn_id = $1 where turn_id is null`, [await turn(status)]);
	};
	await part('confirmed');
	expect(await looks(0, 20)).toEqual([]);
	await part('uncertain');
	expect(await looks(21, 40)).toEqual([[21, 'whatsapp_text', 2]]);
});

it.each(['crm_sync', 'chatwoot_message'])(
	'%s: told when its worker goes away, and nobody’s once nobody has asked for a day',
	async (kind) => {
		await due(kind, 0);
		expect(await looks(0, 20)).toEqual([]);
		await asks(kind, 20);
		expect(await looks(21, 60)).toEqual([[30, kind, 1]]);
		await pool.query(`update outbox set status = 'sent', attempts = 1 where kind = 'notice'`);
		expect((await look(26 * 60)).down).toEqual([]);
		expect((await notices()).map(([told]) => told)).toEqual(['integration_down']);
		expect(await looks(26 * 60 + 1, 26 * 60 + 30)).toEqual([]);
	},
);

it('looks once a minute, however many ask', async () => {
	await due('whatsapp_text', 0);
	await looks(0, 9);
	const answers = await Promise.all(Array.from({ length: 6 }, async () => await look(10)));
	expect(answers.flatMap(({ untold }) => untold)).toHaveLength(1);
	expect((await look(10.5)).down).toEqual(['whatsapp_text']);
});
