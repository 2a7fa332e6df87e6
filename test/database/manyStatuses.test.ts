import { closeSql, sql } from '../setup/supabase';
import { at, customer, rpc } from './client';
import { metricsDatabase, total, valueOf } from './metricsForTests';

const { pool, scrape } = metricsDatabase();
afterAll(closeSql);

const NOW = at(1000);
type Status = Record<string, unknown>;

/** Texts that went out, so many, of one number. */
async function texts(many: number, channel = customer().channel, given: { status?: string; provider?: string } = {}): Promise<string[]> {
	const { rows } = await pool().query<{ id: string }>(
		`insert into outbox (idempotency_key, kind, provider, channel, phone, payload, status, attempts, began_at, provider_message_id)
		select $1 || ':' || n, 'whatsapp_text', $3, $1, '55119' || lpad(n::text, 8, '0'), '{"text": "Olá!"}', $4, 1, now(), $1 || ':wamid' || n
		from generate_series(1, $2) n returning provider_message_id as id`,
		[channel, many, given.provider ?? 'whatsapp_cloud', given.status ?? 'sent'],
	);
	return rows.map(({ id }) => id);
}
const statusOf = (id: string, status: string, given: Status = {}): Status => ({
	channel: id.split(':')[0],
	phone: '',
	ids: null,
	message_id: id,
	status,
	at: NOW,
	...given,
});
const one = async (status: Status) => (await pool().query('select settle_status($1, $2) as value', [status, NOW])).rows[0].value as Status;
const many = async (statuses: Status[]) =>
	(await pool().query('select settle_statuses($1, $2) as value', [JSON.stringify(statuses), NOW])).rows[0].value as Array<Status | null>;
const rows = async (channel: string) =>
	(
		await pool().query(
			`select split_part(idempotency_key, ':', 2) as n, status, delivery, delivery_at, pricing, error from outbox where channel = $1 and kind = 'whatsapp_text' order by id`,
			[channel],
		)
	).rows;

/** What may be told, and of what. */
const TOLD = ['sent', 'delivered', 'read', 'played', 'failed', 'warning', 'sent', 'delivered'];
const STATES = ['sent', 'sent', 'sent', 'uncertain', 'failed', 'pending'];

it('together they come to what each comes to alone: rows, figures, and what was told of each', async () => {
	await scrape(at(0));
	const [alone, together] = [customer().channel, customer().channel];
	const [idsAlone, idsTogether] = [await texts(60, alone, { provider: 'alone' }), await texts(60, together, { provider: 'together' })];
	for (const channel of [alone, together])
		await pool().query(
			`update outbox set status = ($2::text[])[1 + (split_part(idempotency_key, ':', 2)::int % 6)], delivery = case split_part(idempotency_key, ':', 2)::int % 6 when 4 then 'failed' end
			where channel = $1`,
			[channel, STATES],
		);
	// By counting, so that each state meets each word: no two have the same period.
	const plan = Array.from({ length: 400 }, (_, n) => ({
		text: (n * 7) % 60,
		told: TOLD[(n * 5 + Math.floor(n / 11)) % TOLD.length],
		priced: n % 3 === 0,
	}));
	const pricing = (priced: boolean): Status => (priced ? { pricing: { model: 'PMP', category: 'service', type: 'regular' } } : {});
	const outcomesAlone: Status[] = [];
	for (const { text, told, priced } of plan) outcomesAlone.push(await one(statusOf(idsAlone[text], told, pricing(priced))));
	const outcomesTogether: Array<Status | null> = [];
	for (let from = 0; from < plan.length; from += 10) {
		const statuses = plan.slice(from, from + 10).map(({ text, told, priced }) => statusOf(idsTogether[text], told, pricing(priced)));
		const outcomes = await many(statuses);
		// In the order of the list, so that both come by the same way.
		for (const [n, outcome] of outcomes.entries()) outcomesTogether.push(outcome ?? (await one(statuses[n])));
	}
	expect(outcomesTogether).toHaveLength(plan.length);
	expect(outcomesTogether.some((outcome) => outcome?.settled === true)).toBe(true);
	expect(await rows(together)).toEqual(await rows(alone));
	const told = await scrape(NOW);
	for (const status of ['sent', 'failed', 'delivered', 'read', 'played'])
		expect([status, valueOf(told, 'message_receipts_total', { provider: 'together', status })]).toEqual([
			status,
			valueOf(told, 'message_receipts_total', { provider: 'alone', status }),
		]);
	expect(total(told, 'message_receipts_total', { provider: 'alone' })).toBeGreaterThan(60);
});

it('tells of each what came of it, in their order; what does more is left, and nothing of it is done', async () => {
	const channel = customer().channel;
	const [first, second, third, fourth] = await texts(4, channel);
	await pool().query(`update outbox set status = 'uncertain' where provider_message_id = $1`, [third]);
	const outcomes = await many([
		statusOf(first, 'delivered'),
		statusOf(first, 'sent'),
		statusOf('theirs', 'read'),
		statusOf(second, 'failed', { error: '131026' }),
		statusOf(third, 'sent'),
		statusOf(fourth, 'warning'),
	]);
	expect(outcomes).toEqual([
		expect.objectContaining({ settled: true }),
		expect.objectContaining({ settled: false, reason: 'known' }),
		{ settled: false, reason: 'not_ours' },
		null,
		null,
		{ settled: false, reason: 'unknown_status' },
	]);
	expect((await rows(channel)).map(({ status, delivery }) => [status, delivery])).toEqual([
		['sent', 'delivered'],
		['sent', null],
		['uncertain', null],
		['sent', null],
	]);
	expect(await many([])).toEqual([]);
});

it('what somebody else has at hand is left to be told by itself, and nobody is waited for', async () => {
	const channel = customer().channel;
	const ids = await texts(3, channel);
	const other = await pool().connect();
	try {
		await other.query('begin');
		await other.query('select from outbox where provider_message_id = $1 for update', [ids[1]]);
		expect((await many(ids.map((id) => statusOf(id, 'read')))).map((outcome) => outcome?.settled ?? null)).toEqual([true, null, true]);
	} finally {
		await other.query('rollback');
		other.release();
	}
});

it('deliveries of the same messages at once, forwards and backwards, count each step once and never stop each other', async () => {
	await scrape(at(0));
	const channel = customer().channel;
	const ids = await texts(150, channel, { provider: 'crowd' });
	const settle = async (told: string, backwards: boolean) => {
		const statuses = (backwards ? [...ids].reverse() : ids).map((id) => statusOf(id, told));
		const outcomes = await many(statuses);
		for (const [n, outcome] of outcomes.entries()) if (outcome === null) await one(statuses[n]);
	};
	await Promise.all([
		settle('sent', false),
		settle('delivered', true),
		settle('read', false),
		settle('read', true),
		settle('delivered', false),
	]);
	const told = await scrape(NOW);
	expect((await rows(channel)).every(({ delivery }) => delivery === 'read')).toBe(true);
	expect(['sent', 'delivered', 'read'].map((status) => valueOf(told, 'message_receipts_total', { provider: 'crowd', status }))).toEqual([
		150, 150, 150,
	]);
}, 60_000);

describe('who they are of', () => {
	const person = (id: string, phone: string, ids: Array<{ kind: string; value: string }>) => statusOf(id, 'delivered', { phone, ids });
	const phones = async (channel: string): Promise<string[]> =>
		(await pool().query<{ phone: string }>('select phone from outbox where channel = $1 order by id', [channel])).rows.map(
			({ phone }) => phone,
		);

	it('an id that is new is taken in by itself; one that is known, and a phone alone, are not', async () => {
		const channel = customer().channel;
		const ids = await texts(3, channel);
		const [first, second, third] = await phones(channel);
		await pool().query(`insert into contact_ids (kind, value, key) values ('user_id', $1, $2) on conflict do nothing`, [
			`BR.${channel}`,
			second,
		]);
		const phone = (value: string) => ({ kind: 'phone', value });
		const outcomes = await many([
			person(ids[0], first, [phone(first)]),
			person(ids[1], second, [phone(second), { kind: 'user_id', value: `BR.${channel}` }]),
			person(ids[2], third, [phone(third), { kind: 'user_id', value: `BR.new.${channel}` }]),
		]);
		expect(outcomes.map((outcome) => outcome?.settled ?? null)).toEqual([true, true, null]);
		// Of somebody else: that is for the joining of two persons.
		expect(await many([person(ids[0], first, [phone(first), { kind: 'user_id', value: `BR.${channel}` }])])).toEqual([null]);
	});

	it('who was not seen for a day is seen now; who wrote today costs no write', async () => {
		const channel = customer().channel;
		const ids = await texts(2, channel);
		const [first, second] = await phones(channel);
		for (const [value, key, seen] of [
			[`BR.1.${channel}`, first, at(1000 - 2 * 86_400)],
			[`BR.2.${channel}`, second, at(900)],
		])
			await pool().query(`insert into contact_ids (kind, value, key, last_seen) values ('user_id', $1, $2, $3)`, [value, key, seen]);
		await many([
			person(ids[0], first, [{ kind: 'user_id', value: `BR.1.${channel}` }]),
			person(ids[1], second, [{ kind: 'user_id', value: `BR.2.${channel}` }]),
		]);
		const { rows: seen } = await pool().query('select last_seen from contact_ids where value like $1 order by value', [`BR._.${channel}`]);
		expect(seen.map(({ last_seen: moment }) => (moment as Date).toISOString())).toEqual([NOW, at(900)]);
	});
});

it('is the service role’s alone', async () => {
	expect(await rpc('settle_statuses', { p_statuses: [] })).toEqual([]);
	const [{ anyone }] = await sql<{ anyone: boolean }>(
		`select has_function_privilege('anon', 'public.settle_statuses(jsonb, timestamptz)', 'execute') as anyone`,
	);
	expect(anyone).toBe(false);
});
