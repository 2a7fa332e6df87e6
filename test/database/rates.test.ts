import { randomUUID } from 'node:crypto';

import { INTEGRATIONS, integrationDownText, integrationUpText } from '../../nodes/shared/core/handoff/integrationTexts';
import { metricsDatabase } from './metricsForTests';

const { pool } = metricsDatabase();
beforeEach(async () => {
	await pool().query('truncate integrations cascade');
	await pool().query(`delete from settings where key = 'outbox_looked'`);
});

const BEGAN = Date.parse('2026-03-02T12:00:00Z');
const at = (minutes: number): string => new Date(BEGAN + minutes * 60_000).toISOString();
interface Turn {
	/** Minutes from the beginning. */
	when: number;
	seconds?: number;
	spoke?: 'model' | 'fallback' | 'nobody' | 'safe';
	channel?: string;
}
async function answers(turns: Turn[]): Promise<void> {
	for (const { when, seconds = 3, spoke = 'model', channel = 'zapi-1' } of turns) {
		const id = randomUUID();
		await pool().query(`insert into sessions (channel, phone) values ($1, '5511999990001') on conflict do nothing`, [channel]);
		await pool().query(
			`insert into turns (id, channel, phone, lease_token, lease_until, status, created_at) values ($1, $2, '5511999990001', gen_random_uuid(), $3, 'sent', $3)`,
			[id, channel, at(when)],
		);
		await pool().query(`insert into turn_facts (turn_id, created_at, spoke, thought_ms) values ($1, $2, $3, $4)`, [
			id,
			at(when),
			spoke,
			seconds * 1000,
		]);
	}
}
/** So many like this one, in the minutes before. */
const many = (count: number, turn: Turn): Turn[] => Array.from({ length: count }, (_, n) => ({ ...turn, when: turn.when - n / count }));
/** The schedules' look, once a minute; and whoever takes notices takes what is due. */
async function look(minutes: number): Promise<void> {
	await pool().query('select look_at_outbox($1)', [at(minutes)]);
	await pool().query(
		`update outbox set status = 'sent', attempts = 1 where kind = 'notice' and status = 'pending' and next_attempt_at <= $1`,
		[at(minutes)],
	);
}
const notices = async () =>
	(
		await pool().query<{ told: string }>(
			`select concat_ws(' ', payload ->> 'kind', payload ->> 'integration', payload ->> 'reason') as told from outbox
			where kind = 'notice' and payload ->> 'integration' like 'replies%' and status <> 'discarded' order by id`,
		)
	).rows.map(({ told }) => told);

describe('replies that became slow, or are not the model’s', () => {
	it.each<[string, Turn[], string[]]>([
		['nineteen of twenty are fast enough', [...many(19, { when: 0, seconds: 10 }), { when: 0, seconds: 60 }], []],
		['one of twenty is not', [...many(18, { when: 0, seconds: 3 }), ...many(2, { when: 0, seconds: 10.1 })], ['replies_slow replies_slow']],
		['none is', many(20, { when: 0, seconds: 20 }), ['replies_slow replies_slow_more']],
		['too few to say so', many(9, { when: 0, seconds: 60 }), []],
		['long ago', many(20, { when: -6, seconds: 60 }), []],
		['nobody was answered', many(20, { when: 0, seconds: 60, spoke: 'nobody' }), []],
		['only tried out', many(20, { when: 0, seconds: 60, channel: 'teste:1' }), []],
		['the model gave nothing in one of eleven', [...many(10, { when: 0 }), { when: 0, spoke: 'fallback' }], []],
		['in one of ten', [...many(9, { when: 0 }), { when: 0, spoke: 'fallback' }], ['replies_failing replies_failing']],
		['in three of twelve', [...many(9, { when: 0 }), ...many(3, { when: 0, spoke: 'fallback' })], ['replies_failing replies_failing_more']],
		['drafts were held back, which is no failure', many(20, { when: 0, spoke: 'safe' }), []],
	])('%s', async (_, turns, told) => {
		await answers(turns);
		await look(0);
		expect(await notices()).toEqual(told.map((one) => `integration_down ${one}`));
	});

	it('is told once while it lasts, at once when it gets worse, and when it is over', async () => {
		await answers([...many(20, { when: 0, seconds: 12 }), ...many(20, { when: 3, seconds: 12 })]);
		for (const minute of [0, 1.5, 3]) await look(minute);
		await answers(many(20, { when: 6, seconds: 30 }));
		for (const minute of [6, 7]) await look(minute);
		// One fast one is enough to say so.
		await answers([{ when: 13, seconds: 2 }]);
		for (const minute of [13, 14.5]) await look(minute);
		expect(await notices()).toEqual([
			'integration_down replies_slow replies_slow',
			'integration_down replies_slow replies_slow_more',
			'integration_up replies_slow',
		]);
		const due = (
			await pool().query(
				`select extract(epoch from next_attempt_at - $1::timestamptz)::int / 60 as minutes from outbox where payload ->> 'integration' = 'replies_slow' order by id`,
				[at(0)],
			)
		).rows;
		// What gets worse is told at once, what is over a quarter of an hour after that.
		expect(due).toEqual([{ minutes: 0 }, { minutes: 6 }, { minutes: 21 }]);
	});

	it('ends when nobody wrote for an hour, and not before', async () => {
		await answers(many(20, { when: 0, seconds: 12 }));
		await look(0);
		await look(50);
		expect(await notices()).toHaveLength(1);
		await look(62);
		expect(await notices()).toEqual(['integration_down replies_slow replies_slow', 'integration_up replies_slow']);
	});

	it('says nothing new while the model is down, and each number of ours by itself', async () => {
		await pool().query(
			`insert into integrations (channel, name, failing_since, down_since, kind) values ('zapi-1', 'model', $1, $1, 'operator')`,
			[at(-9)],
		);
		await answers([...many(20, { when: 0, spoke: 'fallback' }), ...many(20, { when: 0, spoke: 'fallback', channel: 'cloud-1' })]);
		await look(0);
		const { rows } = await pool().query(`select channel from outbox where payload ->> 'integration' = 'replies_failing'`);
		expect(rows).toEqual([{ channel: 'cloud-1' }]);
	});
});

it('is told in words that say neither more nor less', () => {
	expect(INTEGRATIONS).toEqual(expect.arrayContaining(['replies_slow', 'replies_failing']));
	const facts = { integration: 'replies_slow', since: at(0), reason: 'replies_slow_more' };
	const text = integrationDownText(facts, 'America/Sao_Paulo');
	expect(text).toContain(
		'🔧 A rapidez das respostas do robô caiu desde as 09:00 de 02/03 (em cinco minutos, uma de cada 20 respostas levou 20 segundos ou mais).',
	);
	expect(text).toContain('mais tarde do que de costume');
	expect(integrationUpText({ ...facts, until: at(21) }, 'America/Sao_Paulo')).toBe(
		'✅ A rapidez das respostas do robô voltou ao normal (assim desde as 09:00 de 02/03 até as 09:21 de 02/03).',
	);
	expect(integrationDownText({ integration: 'zapi', since: at(0) }, 'America/Sao_Paulo')).toContain('A Z-API não está funcionando');
});
