import { FAMILIES } from '../../nodes/ControlApi/metrics/families';
import { metricsDatabase, total, valueOf } from './metricsForTests';
import { WEEK, writeWeek } from './weekForTests';

const { pool, scrape } = metricsDatabase();
const NOW = '2026-01-12T12:00:00Z';
const before = (seconds: number): string => new Date(Date.parse(NOW) - seconds * 1000).toISOString();
/** Of a process, and of the database as a whole: the route adds those. */
const OF_A_PROCESS = [
	'database_up',
	'webhook_requests_total',
	'http_requests_total',
	'http_request_duration_seconds',
	'websocket_connections_active',
];

const DAY = 86_400;
/** Conversations by hand: who has them, and how long ago something happened in them. */
const CONVERSATIONS = [
	['zapi-1', 'agent', 60],
	['zapi-1', 'agent', DAY - 60],
	['cloud-1', 'human', 3600],
	['cloud-1', 'paused', 7200],
	['zapi-1', 'agent', DAY + 60],
	['cloud-1', 'human', 30 * DAY],
	['teste:1', 'agent', 60],
] as const;
const MESSAGES = [
	['zapi', 'zapi-1', 'text', 'waiting'],
	['zapi', 'zapi-1', 'text', 'done'],
	['zapi', 'zapi-1', 'audio', 'done'],
	['whatsapp_cloud', 'cloud-1', 'image', 'failed'],
	['whatsapp_cloud', 'cloud-1', 'image', 'done'],
	['whatsapp_cloud', 'cloud-1', 'text', 'waiting'],
	['zapi', 'teste:1', 'text', 'waiting'],
	['zapi', 'teste:1', 'text', 'failed'],
] as const;
/** Effects: since when they are due, seconds; null: done. */
const EFFECTS = [
	['whatsapp_text', 'zapi-1', 'pending', 90],
	['whatsapp_text', 'zapi-1', 'queued', 600],
	['notice', 'cloud-1', 'pending', -300],
	['notice_slack', 'zapi-1', 'failed', null],
	['chatwoot_message', 'zapi-1', 'sent', null],
	['notice_whatsapp', 'zapi-1', 'sent', null],
	['whatsapp_text', 'teste:1', 'pending', 9000],
	['chatwoot_message', 'teste:1', 'sent', null],
] as const;

async function write(): Promise<void> {
	const query = async (text: string, params: unknown[] = []) => await pool().query(text, params);
	await query(`truncate lgpd_requests, health_checks cascade`);
	await scrape(before(2 * DAY));
	await query('set session_replication_role = replica');
	for (const [n, [channel, mode, ago]] of CONVERSATIONS.entries())
		await query(`insert into sessions (channel, phone, mode, updated_at) values ($1, $2, $3, $4)`, [
			channel,
			`5511${n}`,
			mode,
			before(ago),
		]);
	for (const [n, [provider, channel, kind, status]] of MESSAGES.entries())
		await query(
			`insert into inbox (provider, channel, message_id, phone, send_to, kind, speaker, sent_at, received_at, status) values ($1, $2, $3, $4, $4, $5, 'customer', $6, $6, $7)`,
			[provider, channel, `m${n}`, `5511${n}`, kind, before(60), status],
		);
	for (const [n, [kind, channel, status, due]] of EFFECTS.entries())
		await query(
			`insert into outbox (idempotency_key, kind, channel, phone, payload, status, provider, next_attempt_at, created_at) values ($1, $2, $3, '55110', '{}', $4, 'zapi', $5, $6)`,
			[`e${n}`, kind, channel, status, before(due ?? 0), before(60)],
		);
	for (const [channel, status] of [
		['zapi-1', 'open'],
		['zapi-1', 'confirmed'],
		['zapi-1', 'sent'],
		['teste:1', 'open'],
	])
		await query(
			`insert into turns (channel, phone, lease_token, lease_until, status, created_at) values ($1, '55110', gen_random_uuid(), $3, $2, $3)`,
			[channel, status, NOW],
		);
	for (const [protocol, status, due] of [
		['P-1', 'open', -DAY],
		['P-2', 'open', DAY],
		['P-3', 'open', 2 * DAY],
		['P-4', 'done', DAY],
	] as const)
		await query(`insert into lgpd_requests (protocol, phone, kind, status, due_at) values ($1, '55110', 'access', $2, $3)`, [
			protocol,
			status,
			before(due),
		]);
	await query('set session_replication_role = origin');
	await query(
		`insert into health_checks (channel, name, outcome, since, checked_at) values ('', 'zapi', 'ok', $1, $1), ('', 'model', 'timeout', $1, $1), ('', 'chatwoot', 'ok', $2, $2)`,
		[before(60), before(900)],
	);
	await query(`insert into settings (key, value) values ('agent_enabled', 'false') on conflict (key) do update set value = excluded.value`);
}

it('tells how it stands now, as worked out by hand, and nothing of trials or of what is long over', async () => {
	await write();
	const told = await scrape(NOW);
	const by = (name: string, label: string, ...values: string[]) => values.map((value) => valueOf(told, name, { [label]: value }));
	expect(valueOf(told, 'conversations_active_total')).toBe(4);
	expect(by('conversations_by_state', 'state', 'agent', 'human', 'paused')).toEqual([2, 1, 1]);
	expect([valueOf(told, 'messages_waiting'), valueOf(told, 'messages_given_up'), valueOf(told, 'turns_unfinished')]).toEqual([2, 1, 2]);
	expect(by('outbox_waiting', 'operation', 'whatsapp_text', 'notice', 'notice_slack')).toEqual([2, 1, undefined]);
	expect(valueOf(told, 'outbox_oldest_seconds')).toBe(600);
	expect(by('lgpd_requests_open', 'overdue', 'false', 'true')).toEqual([1, 2]);
	expect(by('integration_up', 'integration', 'zapi', 'model', 'chatwoot')).toEqual([1, 0, undefined]);
	expect(valueOf(told, 'agent_enabled')).toBe(0);
	await pool().query(`update settings set value = 'true' where key = 'agent_enabled'`);
	expect(valueOf(await scrape(NOW), 'agent_enabled')).toBe(1);
});

it('counts what came in by provider and kind, and what was done by integration and kind', async () => {
	await write();
	for (const asked of [NOW, before(-3 * DAY)]) {
		const told = await scrape(asked);
		const came = (webhook_type: string, event_type: string, status = 'success') =>
			valueOf(told, 'webhook_events_total', { webhook_type, event_type, status });
		expect([came('zapi', 'text'), came('zapi', 'audio'), came('whatsapp_cloud', 'text')]).toEqual([2, 1, 1]);
		expect([came('whatsapp_cloud', 'image'), came('whatsapp_cloud', 'image', 'error'), came('zapi', 'image')]).toEqual([1, 1, undefined]);
		const done = (integration: string, operation: string, status: string) =>
			valueOf(told, 'integration_requests_total', { integration, operation, status });
		expect([
			done('chatwoot', 'chatwoot_message', 'success'),
			done('slack', 'notice_slack', 'error'),
			done('zapi', 'notice_whatsapp', 'success'),
		]).toEqual([1, 1, 1]);
		expect(total(told, 'integration_requests_total')).toBe(3);
	}
});

it('between them, this and a week tell every figure that the database counts, and none that has no name', async () => {
	await write();
	await writeWeek(
		pool(),
		WEEK.map((talk) => ({ ...talk, day: 6 })),
	);
	await pool().query(`update turn_facts set created_at = $1`, [before(3600)]);
	await pool().query(
		`select settle_status(jsonb_build_object('channel', channel, 'phone', phone, 'message_id', provider_message_id, 'status', 'read', 'at', $1::text)) from outbox where idempotency_key like 'week-%' limit 1`,
		[NOW],
	);
	const names = new Set((await scrape(NOW)).map(({ name }) => name.replace(/_(?:bucket|sum|count)$/, '')));
	expect([...names].sort()).toEqual(
		Object.keys(FAMILIES)
			.filter((name) => !OF_A_PROCESS.includes(name))
			.sort(),
	);
});
