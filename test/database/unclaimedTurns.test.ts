import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { Pool } from 'pg';

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
	await pool.query(`truncate outbox, outbox_claims, integrations, inbox, turns, sessions, conversations cascade`);
	await pool.query(`delete from settings where key = 'outbox_looked'`);
});
afterAll(async () => {
	await drop();
	await closeSql();
});

const value = async <T>(sql: string, values: unknown[]) => (await pool.query<{ value: T }>(`select ${sql} as value`, values)).rows[0].value;
let written = 0;
const writes = async (minute: number, channel = 'A', phone = '5511900000001') => {
	const message = {
		provider: 'zapi',
		channel,
		phone,
		message_id: `M${++written}`,
		send_to: phone,
		kind: 'text',
		text: `mensagem ${written}`,
	};
	const given = { ...message, speaker: 'customer', sent_at: at(minute * MINUTE) };
	await value('receive_message($1, $2)', [JSON.stringify(given), at(minute * MINUTE)]);
};
/** The Conversation Trigger asks, with so many places free. */
const asks = async (minute: number, { limit = 5, channel = null as string | null } = {}) =>
	(
		await value<{ turns: Array<Record<'turn_id' | 'lease_token', string>> }>(
			'next_turns($1, $2, 6, 20, 90, 20, null, gen_random_uuid(), 0, 0, $3)',
			[channel, limit, at(minute * MINUTE)],
		)
	).turns;
type Looked = { untold: Array<{ kind: string; channel: string; since: string; waiting: number }>; down: string[] };
/** Looks every minute from one to the other. Returns what was told, and when; the notices of it are taken by their workflow. */
async function looks(from: number, until: number, beside: (minute: number) => Promise<unknown> = async () => undefined) {
	const told: Array<[number, string, number]> = [];
	for (let minute = from; minute <= until; minute++) {
		await value('note_claim($1, null, $2)', [['notice'], at(minute * MINUTE)]);
		await beside(minute);
		const { untold } = await value<Looked>('look_at_outbox($1)', [at(minute * MINUTE)]);
		for (const { kind, channel, waiting } of untold) if (kind === 'turn') told.push([minute, `${kind} ${channel}`, waiting]);
	}
	return told;
}
const notices = async () =>
	(
		await pool.query<{ line: string }>(
			`select concat_ws(' ', payload ->> 'kind', payload ->> 'integration') as line from outbox where kind = 'notice' and payload ? 'integration' order by id`,
		)
	).rows.map(({ line }) => line);

it('customers whom no trigger claims any more for ten minutes: told once, and again when they are claimed', async () => {
	await asks(0);
	await writes(1);
	await writes(2, 'A', '5511900000002');
	expect(await looks(1, 60)).toEqual([[11, 'turn A', 2]]);
	expect(await notices()).toEqual(['integration_down outbox_turn']);
	await pool.query(`update outbox set status = 'sent', attempts = 1 where kind = 'notice'`);
	expect(await asks(61)).toHaveLength(2);
	expect(await notices()).toEqual(['integration_down outbox_turn', 'integration_up outbox_turn']);
});

it('a turn whose process died and that nobody takes up is a customer who waits as well', async () => {
	await writes(0);
	expect(await asks(1)).toHaveLength(1);
	// Its lease ends after a minute and a half.
	expect(await looks(2, 30)).toEqual([[13, 'turn A', 1]]);
});

it('a trigger whose places are all taken for ten minutes claims nothing either; one that is busy is not told of', async () => {
	await writes(0);
	await asks(0);
	expect(await looks(1, 30, async (minute) => await asks(minute, { limit: minute % 9 === 0 ? 1 : 0 }))).toEqual([]);
	await pool.query(`update turns set status = 'open', lease_until = $1`, [at(100 * MINUTE)]);
	await writes(31, 'A', '5511900000002');
	expect(await looks(31, 60, async (minute) => await asks(minute, { limit: 0 }))).toEqual([[41, 'turn A', 1]]);
});

it('whoever claims by the older operations is no less at work', async () => {
	await asks(0);
	await writes(1);
	await pool.query(`update sessions set mode = 'agent'`);
	const sweeps = async (minute: number) => await value('claim_due_turns(0, 6, 10, 90, 20, $1)', [at(minute * MINUTE)]);
	expect(await looks(1, 30, sweeps)).toEqual([]);
});

it('of two numbers with a trigger each it is told of the one whose trigger is gone', async () => {
	await asks(0, { channel: 'A' });
	await asks(0, { channel: 'B' });
	await writes(1, 'A');
	await writes(1, 'B');
	expect(await looks(1, 30, async (minute) => await asks(minute, { channel: 'B' }))).toEqual([[11, 'turn A', 1]]);
});

it('nothing is told where nobody waits, where no agent ever answered, of a trial, and of what is to be tried again later', async () => {
	await asks(0);
	expect(await looks(1, 30)).toEqual([]);
	await pool.query('truncate outbox_claims');
	await writes(31);
	expect(await looks(31, 60)).toEqual([]);
	await pool.query('truncate inbox cascade');
	await asks(61);
	await writes(61, 'teste:editor');
	await writes(61);
	await pool.query(`update inbox set not_before = $1 where channel = 'A'`, [at(300 * MINUTE)]);
	expect(await looks(61, 90)).toEqual([]);
});

it('was down and is switched off for good: taken off after a day, without a word', async () => {
	await asks(0);
	await writes(1);
	expect(await looks(1, 20)).toHaveLength(1);
	expect((await value<Looked>('look_at_outbox($1)', [at(25 * 60 * MINUTE)])).down).toEqual([]);
	expect(await notices()).toEqual(['integration_down outbox_turn']);
});
