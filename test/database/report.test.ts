import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { Pool } from 'pg';

import type { Figures, Report } from '../../nodes/shared/store/report';
import { emptyDatabase } from '../setup/emptyDatabase';
import { closeSql } from '../setup/supabase';
import { WEEK, writeWeek, type Talk } from './weekForTests';

/** What a message and a million tokens cost in that week. */
const PRICE = { message: 0.04, input: 2, output: 8 };
let pool: Pool;
let drop: () => Promise<void>;

beforeAll(async () => {
	({ pool, drop } = await emptyDatabase());
	await pool.query(readFileSync(path.resolve(__dirname, '../../supabase/schema.sql'), 'utf8'));
	await pool.query(`insert into prices (kind, name, price, currency, valid_from) values
		('message', 'service', ${PRICE.message}, 'BRL', '2026-01-01'), ('model_input', 'gpt-week', ${PRICE.input}, 'BRL', '2026-01-01'), ('model_output', 'gpt-week', ${PRICE.output}, 'BRL', '2026-01-01')`);
	await writeWeek(pool);
}, 120_000);
afterAll(async () => {
	await drop();
	await closeSql();
});

const WHOLE = [`'2026-01-05T03:00:00Z'`, `'2026-01-12T03:00:00Z'`];
const report = async (by: string | null, [from, until] = WHOLE, channel: string | null = null): Promise<Report> => {
	const { rows } = await pool.query<{ told: Report }>(`select report(${from}, ${until}, $1, $2) as told`, [by, channel]);
	return rows[0].told;
};

/** The value at a share of the way, between its neighbours where it falls between two. */
function percentile(values: number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	const place = share * (sorted.length - 1);
	const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
	return below + (above - below) * (place - Math.floor(place));
}
const share = (part: number, whole: number): number => Number((part / whole).toFixed(4));

/** The figures, worked out from the conversations as they were written down by hand. */
function worked(talks: Talk[]): Figures {
	const replies = (talk: Talk) => (talk.replySeconds === null ? 0 : 1 + talk.more);
	const asked = (talk: Talk) => (talk.prompt === null ? 0 : 1 + talk.more);
	const firsts = talks.flatMap(({ replySeconds }) => (replySeconds === null ? [] : [replySeconds * 1000]));
	const handed = talks.filter((talk) => talk.handed !== null);
	const alone = talks.filter((talk) => replies(talk) > 0 && talk.handed === null && !talk.typed).length;
	const qualified = talks.filter(
		({ temperature, known }) => temperature === 'hot' || (temperature === 'warm' && known.name && known.product),
	).length;
	const cost = talks.reduce(
		(sum, talk) =>
			sum +
			(talk.paid ? replies(talk) * PRICE.message : 0) +
			(asked(talk) * (talk.tokens.in * PRICE.input + talk.tokens.out * PRICE.output)) / 1e6,
		0,
	);
	const won = talks.filter(({ deal }) => deal === 'won').length;
	const why: Record<string, number> = {};
	for (const { handed: reason } of handed) why[reason!] = (why[reason!] ?? 0) + 1;
	const of = (temperature: Talk['temperature']) => talks.filter((talk) => talk.temperature === temperature).length;
	return {
		conversations: talks.length,
		turns: talks.reduce((sum, { more }) => sum + 1 + more, 0),
		replies: talks.reduce((sum, talk) => sum + replies(talk), 0),
		first_reply_p50_ms: Math.round(percentile(firsts, 0.5)),
		first_reply_p95_ms: Math.round(percentile(firsts, 0.95)),
		alone,
		alone_share: share(alone, talks.length),
		handed_over: handed.length,
		handed_over_share: share(handed.length, talks.length),
		handed_over_why: why,
		qualified,
		qualified_share: share(qualified, talks.length),
		by_temperature: { hot: of('hot'), warm: of('warm'), cold: of('cold'), none: of(null) },
		deals_opened: talks.filter(({ deal }) => deal !== null).length,
		deals_won: won,
		drafts_held: talks.reduce((sum, { held }) => sum + held, 0),
		cost: { BRL: expect.closeTo(cost, 6) as number },
		cost_unknown: 0,
		cost_per_conversation: { BRL: expect.closeTo(cost / talks.length, 5) as number },
		cost_per_won_deal: won > 0 ? { BRL: expect.closeTo(cost / won, 5) as number } : null,
	};
}

it('every figure of the week is what its 200 conversations add up to', async () => {
	const told = await report(null);
	expect(told.total).toEqual(worked(WEEK));
	expect(told.groups).toEqual([]);
	// The week holds something of everything: a figure that is always nought would pass.
	expect(Object.entries(told.total).flatMap(([name, figure]) => (figure === 0 ? [name] : []))).toEqual(['cost_unknown']);
});

it.each<[string, (talk: Talk) => string]>([
	['day', ({ day }) => `2026-01-${String(5 + day).padStart(2, '0')}`],
	['channel', ({ channel }) => channel],
	['prompt', ({ prompt }) => prompt ?? ''],
])('by %s', async (by, keyOf) => {
	const { groups } = await report(by);
	const keys = [...new Set(WEEK.map(keyOf))].sort();
	expect(groups).toEqual(keys.map((key) => ({ key, ...worked(WEEK.filter((talk) => keyOf(talk) === key)) })));
});

it('of one number, of one day in Brazil, and of a time in which nothing was', async () => {
	expect((await report(null, WHOLE, 'cloud-1')).total).toEqual(worked(WEEK.filter(({ channel }) => channel === 'cloud-1')));
	expect((await report(null, [`'2026-01-07T03:00:00Z'`, `'2026-01-08T03:00:00Z'`])).total).toEqual(
		worked(WEEK.filter(({ day }) => day === 2)),
	);
	expect((await report('day', [`'2025-01-01'`, `'2025-01-02'`])).total).toMatchObject({
		conversations: 0,
		first_reply_p50_ms: null,
		alone_share: null,
		cost: {},
		cost_per_won_deal: null,
	});
});

it('who comes back on another day has another conversation; their deal is one all the same', async () => {
	const [won] = WEEK.filter(({ deal }) => deal === 'won');
	await writeWeek(
		pool,
		[14, 15].map((day) => ({ ...won, day })),
	);
	expect((await report(null, [`'2026-01-19T03:00:00Z'`, `'2026-01-21T03:00:00Z'`])).total).toMatchObject({
		conversations: 2,
		deals_opened: 1,
		deals_won: 1,
	});
});

it('a price that nobody entered is told of, and is no nought', async () => {
	await pool.query(`delete from prices where kind = 'model_output'`);
	const { total } = await report(null);
	expect(total.cost_unknown).toBe(WEEK.reduce((sum, talk) => sum + (talk.prompt === null ? 0 : 1 + talk.more), 0));
});
