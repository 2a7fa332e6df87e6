import type { Sample } from '../../nodes/shared/store/metrics';
import { metricsDatabase, total, valueOf } from './metricsForTests';
import { began, WEEK, writeWeek, type Talk } from './weekForTests';

const { pool, scrape, empty } = metricsDatabase();

const turns = ({ more }: Talk) => 1 + more;
const sum = (talks: Talk[], of: (talk: Talk) => number): number => talks.reduce((all, talk) => all + of(talk), 0);
const said = WEEK.filter(({ replySeconds }) => replySeconds !== null);

it('counts a week, asked every three hours, as its conversations add up, and nothing twice', async () => {
	await scrape('2026-01-05T03:00:00Z');
	await writeWeek(pool());
	let told: Sample[] = [];
	for (let hour = 3; hour <= 8 * 24; hour += 3)
		told = await scrape(new Date(Date.parse('2026-01-05T03:00:00Z') + hour * 3_600_000).toISOString());
	const bySpeaker = (spoke: string) =>
		sum(
			said.filter((talk) => talk.spoke === spoke),
			turns,
		);
	expect(valueOf(told, 'chatbot_responses_total', { speaker: 'model' })).toBe(bySpeaker('model'));
	expect(valueOf(told, 'chatbot_responses_total', { speaker: 'fallback' })).toBe(bySpeaker('fallback'));
	expect(valueOf(told, 'chatbot_responses_total', { speaker: 'ready' })).toBe(bySpeaker('ready'));
	expect(total(told, 'agent_messages_total')).toBe(sum(WEEK, turns));
	expect(total(told, 'agent_messages_total', { status: 'silent' })).toBe(WEEK.length - said.length);
	expect(total(told, 'agent_messages_total', { message_type: 'audio' })).toBe(
		sum(
			WEEK.filter(({ n }) => n % 8 === 0),
			turns,
		),
	);
	const asked = WEEK.filter(({ prompt }) => prompt !== null);
	expect(valueOf(told, 'ai_requests_total', { model: 'gpt-week', status: 'error' })).toBe(
		sum(
			asked.filter(({ spoke }) => spoke === 'fallback'),
			turns,
		),
	);
	expect(valueOf(told, 'ai_tokens_total', { model: 'gpt-week', direction: 'input' })).toBe(
		sum(asked, (talk) => turns(talk) * talk.tokens.in),
	);
	expect(valueOf(told, 'bot_escalations_total', { reason: 'pediu_humano' })).toBe(
		WEEK.filter(({ handed }) => handed === 'pediu_humano').length,
	);
	expect(valueOf(told, 'replies_held_total', { rule: 'price' })).toBe(sum(WEEK, ({ held }) => held));
	expect(valueOf(told, 'messages_sent_total', { provider: 'whatsapp_cloud', speaker: 'agent', status: 'sent' })).toBe(
		sum(
			said.filter(({ paid }) => paid),
			turns,
		),
	);
	expect(valueOf(told, 'first_response_time_seconds_count')).toBe(said.length);
	expect(valueOf(told, 'first_response_time_seconds_bucket', { le: '10' })).toBe(
		said.filter(({ replySeconds }) => replySeconds! <= 10).length,
	);
	expect(valueOf(told, 'first_response_time_seconds_bucket', { le: '+Inf' })).toBe(said.length);
	expect(valueOf(told, 'first_response_time_seconds_sum')).toBeCloseTo(
		sum(said, ({ replySeconds }) => replySeconds!),
		6,
	);
	const thought = (talk: Talk) => talk.replySeconds! - 6;
	for (const [kind, isOf] of [
		['audio', (talk: Talk) => talk.n % 8 === 0],
		['text', (talk: Talk) => talk.n % 8 !== 0],
	] as const) {
		const talks = said.filter(isOf);
		expect(valueOf(told, 'agent_processing_duration_seconds_count', { message_type: kind })).toBe(sum(talks, turns));
		expect(valueOf(told, 'agent_processing_duration_seconds_bucket', { message_type: kind, le: '5' })).toBe(
			sum(
				talks.filter((talk) => thought(talk) <= 5),
				turns,
			),
		);
		expect(valueOf(told, 'agent_processing_duration_seconds_sum', { message_type: kind })).toBeCloseTo(
			sum(talks, (talk) => turns(talk) * thought(talk)),
			6,
		);
	}
	expect(valueOf(told, 'turn_waiting_duration_seconds_bucket', { le: '5' })).toBe(0);
	expect(valueOf(told, 'turn_waiting_duration_seconds_bucket', { le: '10' })).toBe(sum(said, turns));
	expect(valueOf(told, 'reply_sending_duration_seconds_sum', { provider: 'unknown' })).toBeCloseTo(sum(said, turns) * 0.9, 6);
	const calls = { integration: 'model', operation: 'gpt-week' };
	expect(valueOf(told, 'integration_request_duration_seconds_count', calls)).toBe(sum(asked, turns));
	expect(valueOf(told, 'integration_request_duration_seconds_bucket', { ...calls, le: '2' })).toBe(
		sum(
			asked.filter(({ n }) => n < 100),
			turns,
		),
	);
	// What is settled is no part of the next question.
	expect((await pool().query(`select value ->> 'turn' as until from settings where key = 'metrics_mark'`)).rows).toEqual([
		{ until: expect.stringMatching(/^2026-01-1[23]/) },
	]);
});

it('counts syncs with the CRM, what the CRM tells and what people do in Chatwoot, each once, and nothing of it twice', async () => {
	const [phone, now] = ['5511999990077', '2026-01-06T12:00:00Z'];
	await pool().query('truncate known_events, chatwoot_events');
	await scrape(now);
	await pool().query(`insert into leads (phone, name) values ($1, 'Ana')`, [phone]);
	for (const outcome of ['synced', 'failed', 'failed', 'skipped', 'step']) {
		await pool().query(`select enqueue_crm_sync($1, 'zapi-1', $2)`, [phone, now]);
		await pool().query(`update outbox set next_attempt_at = $2, status = 'pending', lease_until = null where phone = $1`, [phone, now]);
		const claimed = await pool().query<{ told: Array<{ outbox_id: string; lease_token: string }> }>(
			`select claim_outbox(array['crm_sync'], 1, 60, 'zapi-1', $1) as told`,
			[now],
		);
		const [{ outbox_id: id, lease_token: token }] = claimed.rows[0].told;
		const failure = { kind: 'rejected', error: 'Falta o nome', retry: true };
		await pool().query(`select save_crm_sync($1, $2, $3, null, $4, p_now => $5)`, [id, token, outcome, JSON.stringify(failure), now]);
	}
	for (const [key, event] of [
		['a', 'won'],
		['a', 'won'],
		['b', 'moved'],
		['c', '5511999990077'],
	])
		await pool().query(`select record_deal_event('zapi-1', $1, $2, null, $3)`, [phone, JSON.stringify({ key, event, deal_id: 7 }), now]);
	for (const [key, number] of [
		['m1', 1],
		['m1', 1],
		['status', null],
	])
		await pool().query(`select handle_chatwoot_event($1, '[]', 60, $2)`, [
			JSON.stringify({ channel: 'zapi-1', key, phone, number, account: '1', conversation: 5 }),
			now,
		]);
	const syncs = { integration: 'piperun', operation: 'crm_sync' };
	const event = (webhook_type: string, event_type: string) => ({ webhook_type, event_type, status: 'success' });
	for (const asked of [now, '2026-01-06T12:01:00Z', '2026-01-07T12:00:00Z']) {
		const told = await scrape(asked);
		expect(valueOf(told, 'integration_requests_total', { ...syncs, status: 'success' })).toBe(1);
		expect(valueOf(told, 'integration_requests_total', { ...syncs, status: 'error' })).toBe(2);
		expect(['won', 'moved', 'other'].map((what) => valueOf(told, 'webhook_events_total', event('piperun', what)))).toEqual([1, 1, 1]);
		expect(['message', 'change'].map((what) => valueOf(told, 'webhook_events_total', event('chatwoot', what)))).toEqual([1, 1]);
		expect(JSON.stringify(told)).not.toContain(phone);
	}
});

it('a counter never falls while nobody is erased, also when those who were counted are erased later', async () => {
	await scrape('2026-01-05T03:00:00Z');
	await writeWeek(pool());
	const before = total(await scrape('2026-01-14T12:00:00Z'), 'agent_messages_total');
	await pool().query('truncate sessions cascade');
	expect(total(await scrape('2026-01-14T13:00:00Z'), 'agent_messages_total')).toBe(before);
});

it('counting begins a day before the first question: the past of years is not read', async () => {
	await writeWeek(pool());
	const told = await scrape('2026-01-11T12:00:00Z');
	const late = WEEK.filter((talk) => began(talk).getTime() > Date.parse('2026-01-10T12:00:00Z'));
	// A turn is counted by its claim, six seconds after the message.
	expect(total(told, 'agent_messages_total')).toBeGreaterThanOrEqual(sum(late, turns));
	expect(total(told, 'agent_messages_total')).toBeLessThan(sum(WEEK, turns));
});

it('has as many series with ten thousand people as with ten, and no label has anybody in it', async () => {
	const crowd = (size: number): Talk[] =>
		Array.from({ length: size }, (_, n) => ({ ...WEEK[n % 10], n: n % 10, phone: `55118${String(n).padStart(8, '0')}` }));
	const series = async (size: number) => {
		await empty();
		await scrape('2026-01-05T03:00:00Z');
		await writeWeek(pool(), crowd(10));
		if (size > 10)
			await pool().query(
				`with s as (insert into sessions (channel, phone, updated_at) select 'zapi-1', '55117' || lpad(n::text, 8, '0'), '2026-01-06T12:00:00Z' from generate_series(1, $1) n returning phone),
				t as (insert into turns (channel, phone, lease_token, lease_until, status, created_at) select 'zapi-1', phone, gen_random_uuid(), now(), 'sent', '2026-01-06T12:00:00Z' from s returning id)
				insert into turn_facts select (jsonb_populate_record(x.f, jsonb_build_object('turn_id', t.id))).* from t cross join (select f from turn_facts f where spoke = 'model' limit 1) x`,
				[size],
			);
		return await scrape('2026-01-14T03:00:00Z');
	};
	const [few, many] = [await series(10), await series(10_000)];
	expect(total(many, 'agent_messages_total')).toBe(total(few, 'agent_messages_total') + 10_000);
	expect(many.map(({ name, labels }) => [name, labels])).toEqual(few.map(({ name, labels }) => [name, labels]));
	for (const { labels } of many) expect(JSON.stringify(labels)).not.toMatch(/\d{6}|Pessoa|zapi-1/);
}, 120_000);

it('of a number of the team that was looked at it tells the kind alone', async () => {
	await pool().query(
		`insert into health_checks (channel, name, outcome, since, checked_at) values ('', 'team_phone 5511999990000', 'error', now(), '2026-01-05T03:00:00Z')`,
	);
	const up = (await scrape('2026-01-05T03:01:00Z')).filter(({ name }) => name === 'integration_up');
	expect(up).toEqual([{ name: 'integration_up', labels: { integration: 'team_phone' }, value: 0 }]);
});

it('trials are nobody’s', async () => {
	await scrape('2026-01-05T03:00:00Z');
	await writeWeek(pool(), [{ ...WEEK[1], channel: 'teste:1', phone: 'teste:1' }]);
	expect(total(await scrape('2026-01-06T12:00:00Z'), 'agent_messages_total')).toBe(0);
});
