import { closeSql, sql } from '../setup/supabase';
import { withOwnDatabase } from '../workflows/withOwnDatabase';

withOwnDatabase();
afterAll(closeSql);

/** The night that everything is about; the time of the test's clock is an hour off. */
const NIGHT = '2026-07-20T06:00:00Z';
type Run = { ran: boolean; reason?: string; counted?: Record<string, number>; done?: Record<string, number>; more: boolean };
const run = async (limit = 1000, now = NIGHT): Promise<Run> =>
	(await sql<{ run: Run }>(`select run_retention($1, $2) as run`, [limit, now]))[0].run;
const set = async (on: boolean, days: object = {}) =>
	(await sql<{ set: Record<string, unknown> }>(`select set_retention($1, $2, 'ana@example.com', $3) as set`, [days, on, NIGHT]))[0].set;

/** How old each row is: a minute on either side of each border. */
const OLD = (days: number) => `timestamptz '${NIGHT}' - interval '${days * 24} hours' - interval '1 minute'`;
const YOUNG = (days: number) => `timestamptz '${NIGHT}' - interval '${days * 24} hours' + interval '1 minute'`;

/** One row of each kind, of an age. */
async function rows(name: string, age: (days: number) => string, phone: string) {
	await sql(`insert into sessions (channel, phone, metadata, updated_at) values ('c', $1, '{"a": 1}', ${age(90)})`, [phone]);
	await sql(`insert into leads (phone, name, agent_state, updated_at) values ($1, $2, '{"q": 1}', ${age(90)})`, [phone, name]);
	await sql(`insert into leads (phone, name, updated_at) values ($1 || '0', $2 || ' parada', ${age(365)})`, [phone, name]);
	await sql(
		`insert into turns (channel, phone, status, lease_token, lease_until, created_at) values ('c', $1, 'sent', gen_random_uuid(), now(), ${age(90)})`,
		[phone],
	);
	await sql(
		`insert into inbox (provider, channel, message_id, phone, send_to, kind, speaker, sent_at, received_at, status) values ('zapi', 'c', $1, $1, $1, 'text', 'customer', now(), ${age(90)}, 'done')`,
		[phone],
	);
	await sql(`insert into conversations (channel, lead_phone, role, content, sent_at) values ('c', $1, 'user', $2, ${age(90)})`, [
		phone,
		name,
	]);
	await sql(`insert into technical_questions (phone, question, answered, asked_at) values ($1, $2, true, ${age(90)})`, [phone, name]);
	await sql(`insert into session_history (channel, phone, type, actor_type, at) values ('c', $1, 'x', 'system', ${age(90)})`, [phone]);
	await sql(
		`insert into attendances (channel, phone, status, notes, started_at, closed_at) values ('c', $1, 'closed', $2, ${age(91)}, ${age(90)})`,
		[phone, name],
	);
	await sql(`insert into identity_checks (phone, code, sent_at, expires_at) values ($1, 'x', ${age(7)}, now())`, [phone]);
	await sql(
		`insert into outbox (idempotency_key, kind, channel, phone, payload, status, updated_at) values ($1, 'whatsapp_text', 'c', $1, '{"text": "a"}', 'sent', ${age(7)})`,
		[phone],
	);
	await sql(
		`insert into outbox (idempotency_key, kind, channel, phone, payload, status, provider, provider_message_id, began_at, pricing, updated_at)
		values ('m' || $1, 'whatsapp_text', 'c', $1, '{"text": "b"}', 'sent', 'whatsapp_cloud', 'wamid.' || $1, now(), '{"category": "utility", "type": "regular"}', ${age(7)})`,
		[phone],
	);
	await sql(
		`insert into follow_up_steps (phone, cadence, step, channel, kind, since, queued_at) values ($1, 'warm', 1, 'c', 'message', now(), ${age(90)})`,
		[phone],
	);
	await sql(`insert into promises (channel, phone, promised_at, due_at, status) values ('c', $1, ${age(90)}, now(), 'kept')`, [phone]);
	await sql(`insert into audit_logs (action, entity_type, entity_id, logged_at) values ('UPDATE', 'x', $1, ${age(1826)})`, [phone]);
	await sql(
		`insert into lgpd_requests (protocol, phone, kind, status, due_at, closed_at) values ($1, $1, 'access', 'done', now(), ${age(1826)})`,
		[phone],
	);
	await sql(`insert into erasures (protocol, subject, erased_by, finished_at) values ($1, 's', 'a', ${age(1826)})`, [phone]);
}
const OLD_ONE = '5511900000001';
const YOUNG_ONE = '5511900000002';
const KINDS = [
	'conversations',
	'inbox',
	'technical_questions',
	'turns',
	'attendances',
	'session_history',
	'identity_checks',
	'follow_up_steps',
	'promises',
	'audit_logs',
	'lgpd_requests',
	'erasures',
	'sessions',
	'agent_state',
	'leads',
];
const ONE_OF_EACH = { ...Object.fromEntries(KINDS.map((kind) => [kind, 1])), outbox: 2 };

beforeAll(async () => {
	await rows('Velha', OLD, OLD_ONE);
	await rows('Nova', YOUNG, YOUNG_ONE);
	// What is still to be done stays, however old it is.
	await sql(
		`insert into outbox (idempotency_key, kind, channel, phone, payload, updated_at) values ('waits', 'notice', 'c', '', '{"a": 1}', ${OLD(400)})`,
	);
	await sql(`insert into technical_questions (phone, question, asked_at) values ($1, 'aberta', ${OLD(400)})`, [OLD_ONE]);
	await sql(
		`insert into sessions (channel, phone, mode, metadata, updated_at) values ('c', '5511900000009', 'human', '{"a": 1}', ${OLD(400)})`,
	);
	await sql(`insert into leads (phone, name, updated_at) values ('5511900000009', 'Atendida', ${OLD(400)})`);
	await sql(`update sessions set last_human_message = ${YOUNG(300)} where phone = '5511900000009'`);
}, 60_000);

/** The words of who is old and young that are left. */
const left = async (phone: string) => {
	const [row] = await sql<Record<string, number>>(
		`select (select count(*)::int from conversations where lead_phone = $1) as conversations, (select count(*)::int from inbox where phone = $1) as inbox,
			(select count(*)::int from outbox where phone = $1) as outbox, (select count(*)::int from turns where phone = $1) as turns,
			(select count(*)::int from attendances where phone = $1 and notes is not null) as attendances,
			(select count(*)::int from session_history where phone = $1) as history, (select count(*)::int from identity_checks where phone = $1) as checks,
			(select count(*)::int from technical_questions where phone = $1 and answered) as questions, (select count(*)::int from sessions where phone = $1 and metadata <> '{}') as memory,
			(select count(*)::int from leads where phone in ($1, $1 || '0') and name is not null) as leads, (select count(*)::int from audit_logs where entity_type = 'x' and entity_id = $1) as audit,
			(select count(*)::int from lgpd_requests where phone = $1) as requests, (select count(*)::int from erasures where protocol = $1) as erasures,
			(select count(*)::int from follow_up_steps where phone = $1) as steps, (select count(*)::int from promises where phone = $1) as promises`,
		[phone],
	);
	return row;
};
const ALL = {
	conversations: 1,
	inbox: 1,
	outbox: 2,
	turns: 1,
	attendances: 1,
	history: 1,
	checks: 1,
	questions: 1,
	memory: 1,
	leads: 2,
	audit: 1,
	requests: 1,
	erasures: 1,
	steps: 1,
	promises: 1,
};

it('cannot be turned on before anybody saw what it would do', async () => {
	expect(await set(true)).toMatchObject({ changed: false, reason: 'count_first' });
});

it('deletes nothing on its first nights: it counts', async () => {
	const counted = { ran: false, reason: 'not_confirmed', counted: { ...ONE_OF_EACH, leads: 2 } };
	expect([await run(), await run()]).toEqual([expect.objectContaining(counted), expect.objectContaining(counted)]);
	expect([await left(OLD_ONE), await left(YOUNG_ONE)]).toEqual([ALL, ALL]);
});

it('takes whole days alone', async () => {
	for (const days of [{ messages_days: 0 }, { lead_days: 1.5 }, { other: 3 }, { audit_days: '5' }])
		await expect(set(true, days)).rejects.toThrow(/whole days/);
});

it('an hour earlier nothing of it is due', async () => {
	expect(await set(true)).toMatchObject({ changed: true, messages_days: 90 });
	// Of the one who is attended that is looked at again, nothing goes.
	const { done } = await run(1000, '2026-07-20T05:00:00Z');
	expect(done).toEqual({ ...Object.fromEntries(Object.keys(ONE_OF_EACH).map((kind) => [kind, 0])), leads: 1 });
	expect([await left(OLD_ONE), await left(YOUNG_ONE)]).toEqual([ALL, ALL]);
});

it('takes what is a minute too old, and leaves what is a minute younger', async () => {
	expect(await run()).toMatchObject({ ran: true, done: ONE_OF_EACH, more: true });
	expect(await left(YOUNG_ONE)).toEqual(ALL);
	expect(await left(OLD_ONE)).toEqual({ ...Object.fromEntries(Object.keys(ALL).map((key) => [key, 0])), leads: 1 });
	expect(await sql(`select name from leads where phone = '5511900000009'`)).toEqual([{ name: 'Atendida' }]);
	expect(await sql(`select idempotency_key from outbox where idempotency_key = 'waits'`)).toHaveLength(1);
	expect(await sql(`select question from technical_questions where phone = $1`, [OLD_ONE])).toEqual([{ question: 'aberta' }]);
	// What Meta charged for is a figure that names nobody.
	expect(await sql(`select phone, payload, provider_message_id from outbox where idempotency_key like 'old:%'`)).toEqual([
		{ phone: '5511', payload: {}, provider_message_id: 'old' },
	]);
	expect(await run()).toMatchObject({ done: Object.fromEntries(Object.keys(ONE_OF_EACH).map((kind) => [kind, 0])), more: false });
});

it('goes on batch by batch, and what stays does not stand in the way of what goes', async () => {
	// Older than all that is due, and in a conversation all the same.
	for (let n = 0; n < 6; n++) {
		const phone = `55119100000${n}0`;
		await sql(`insert into leads (phone, name, updated_at) values ($1, 'Ativa', ${OLD(500)})`, [phone]);
		await sql(`insert into sessions (channel, phone, last_customer_message) values ('c', $1, ${YOUNG(10)})`, [phone]);
		await sql(`insert into leads (phone, name, updated_at) values ($1, 'Parada', ${OLD(400)})`, [`55119200000${n}0`]);
	}
	let runs = 0;
	for (let more = true; more && runs < 20; runs++) ({ more } = await run(3));
	expect(runs).toBe(5);
	expect(await sql(`select name, count(*)::int as count from leads where name in ('Ativa', 'Parada') group by 1`)).toEqual([
		{ name: 'Ativa', count: 6 },
	]);
});

it('turns off again, with who did it in the audit', async () => {
	expect(await set(false)).toMatchObject({ changed: true, confirmed_at: null });
	expect(await run()).toMatchObject({ ran: false, reason: 'not_confirmed' });
	expect(await sql(`select changed_by from audit_logs where entity_type = 'retention' order by id desc limit 1`)).toEqual([
		{ changed_by: 'ana@example.com' },
	]);
});

it('starts from what is due, by an index', async () => {
	const kinds = await sql<{ kind: string; due: string }>(
		`select kind, due from retention_kinds() where kind not in ('identity_checks', 'technical_questions', 'lgpd_requests', 'erasures')`,
	);
	await sql(`set enable_seqscan = off`);
	for (const { kind, due } of kinds) {
		const plan = await sql<Record<string, string>>(`explain ${due.replace('$1', `'${NIGHT}'::timestamptz`)} limit 10`);
		expect({ kind, plan: plan.map((row) => Object.values(row)[0]).join('\n') }).toEqual({
			kind,
			plan: expect.not.stringMatching(/Sort|Seq Scan/),
		});
	}
});
