import type { Pool } from 'pg';

/**
 * What a house has that many people have written to: so many answered conversations of the last year, ten messages each. The columns are those of 0.2.0, so
 * that the same rows go into any version of the schema.
 */
const past = (people: number): string[] => [
	`insert into leads (phone, name, temperature, created_at, updated_at)
		select '55119' || lpad(n::text, 8, '0'), 'Pessoa ' || n, case n % 5 when 0 then 'hot' when 1 then 'warm' end, now() - interval '1 year', ${old('n')}
		from generate_series(1, ${people}) n`,
	// One in five carries something that outlives the conversation, one in fifty wants no more messages.
	`insert into sessions (channel, phone, mode, paused_by, paused_at, pause_reason, mode_since, metadata, last_customer_message, last_agent_message, created_at, updated_at)
		select 'bench', '55119' || lpad(n::text, 8, '0'), case when n % 50 = 0 then 'paused' else 'agent' end, case when n % 50 = 0 then 'opt_out' end,
			case when n % 50 = 0 then ${old('n')} end, case when n % 50 = 0 then 'system' end, now() - interval '1 year',
			case when n % 5 = 0 then jsonb_build_object('customer_name', 'Pessoa ' || n) else '{}' end, ${old('n')}, ${old('n')} + interval '20 seconds',
			now() - interval '1 year', ${old('n')} + interval '20 seconds'
		from generate_series(1, ${people}) n`,
	`insert into opt_outs (phone, words, opted_out_at) select phone, 'parem', paused_at from sessions where paused_by = 'opt_out'`,
	`insert into turns (id, channel, phone, status, lease_token, lease_until, created_at, finished_at, mode_epoch)
		select gen_random_uuid(), 'bench', s.phone, 'sent', gen_random_uuid(), s.updated_at, s.updated_at - m * interval '9 minutes', s.updated_at, 1
		from sessions s cross join generate_series(1, 5) m`,
	`insert into inbox (provider, channel, message_id, phone, send_to, kind, text, speaker, sent_at, received_at, status, turn_id, attempts)
		select 'zapi', 'bench', 'in-' || t.id || '-' || m, t.phone, t.phone, 'text', 'mensagem ' || m || ' de ' || t.phone, 'customer', t.created_at + m * interval '1 second',
			t.created_at + m * interval '2 seconds', 'done', t.id, 1
		from turns t cross join generate_series(1, 2) m order by t.created_at`,
	`insert into outbox (idempotency_key, kind, channel, phone, turn_id, payload, status, provider_message_id, attempts, began_at, created_at, updated_at)
		select 'reply:' || t.id || ':1', 'whatsapp_text', 'bench', t.phone, t.id, jsonb_build_object('part', 1, 'to', t.phone, 'text', 'resposta'), 'sent', 'out-' || t.id, 1,
			t.created_at, t.created_at, t.created_at from turns t order by t.created_at`,
	`insert into outbox (idempotency_key, kind, channel, phone, payload, status, attempts, created_at, updated_at)
		select 'hot_lead:' || phone, 'notice', 'bench', phone, jsonb_build_object('kind', 'hot_lead', 'phone', phone), 'sent', 1, updated_at, updated_at
		from leads where temperature = 'hot'`,
	`insert into conversations (channel, lead_phone, role, content, status, message_id, inbox_id, turn_id, sent_at)
		select 'bench', phone, 'user', text, 'received', message_id, id, turn_id, sent_at from inbox`,
	`insert into conversations (channel, lead_phone, role, content, status, message_id, outbox_id, turn_id, sent_at)
		select 'bench', phone, 'assistant', 'resposta', 'sent', provider_message_id, id, turn_id, updated_at from outbox where kind = 'whatsapp_text'`,
	`insert into session_history (channel, phone, at, type, actor_type, to_mode, epoch)
		select 'bench', phone, created_at, 'session_created', 'customer', 'agent', 1 from sessions`,
];

/** Each person last wrote on another minute of the year that ended a week ago. */
const old = (n: string): string => `(now() - interval '7 days' - ((${n} * 7919) % 500000) * interval '1 minute')`;

/** The people of this moment, as many whatever the past: they wait for the agent, for a person, or for what is to be sent. */
const present = (): string[] => [
	`insert into leads (phone, name) select '55118' || lpad(n::text, 8, '0'), 'Agora ' || n from generate_series(1, 50) n`,
	`insert into sessions (channel, phone, mode, human_attendant, human_since, paused_at, paused_by, pause_reason, mode_since, metadata, last_customer_message,
			last_agent_message, last_human_message, last_human_activity, updated_at)
		select 'bench', '55118' || lpad(n::text, 8, '0'), mode, case mode when 'human' then 'ana' end, case mode when 'human' then now() - interval '1 hour' end,
			case mode when 'paused' then now() - interval '1 hour' end, case mode when 'paused' then 'customer' end, case mode when 'paused' then 'escalation' end,
			now() - interval '1 hour', case when n % 5 = 0 then '{"escalation_requested": true}' else '{}' end::jsonb, now() - interval '2 minutes',
			now() - interval '1 hour', case mode when 'human' then now() - interval '1 hour' end, case mode when 'human' then now() - interval '1 hour' end,
			now() - interval '2 minutes'
		from (select n, case when n <= 20 then 'agent' when n <= 30 then 'human' when n <= 40 then 'paused' else 'agent' end as mode from generate_series(1, 50) n) p`,
	`insert into inbox (provider, channel, message_id, phone, send_to, kind, text, speaker, sent_at, received_at, status)
		select 'zapi', 'bench', 'now-' || phone, phone, phone, 'text', 'oi', 'customer', now() - interval '2 minutes', now() - interval '2 minutes',
			case when phone <= '5511800000020' then 'waiting' else 'done' end
		from sessions where phone like '55118%'`,
	`insert into conversations (channel, lead_phone, role, content, status, message_id, inbox_id, sent_at)
		select 'bench', phone, 'user', text, 'received', message_id, id, sent_at from inbox where message_id like 'now-%'`,
	`insert into outbox (idempotency_key, kind, channel, phone, payload)
		select kind || ':' || phone, kind, 'bench', phone, jsonb_build_object('text', 'olá', 'kind', 'escalation', 'phone', phone)
		from sessions cross join unnest(array['notice', 'whatsapp_text']) kind where phone between '5511800000041' and '5511800000050'`,
	`insert into settings (key, value) values ('chatwoot_mirror', 'true'), ('crm_sync', '{"policy": "hotWarm"}') on conflict (key) do update set updated_at = now()`,
];

/** Everybody has three ids: the phone, the lid, and the business-scoped one. */
export const identify = async (pool: Pool): Promise<void> => {
	await pool.query(`insert into contact_ids (kind, value, key, first_seen, last_seen)
		select kind, case kind when 'phone' then phone when 'lid' then '1' || phone || '@lid' else 'BR.' || phone end, phone, now() - interval '1 year', now()
		from leads cross join unnest(array['phone', 'lid', 'user_id']) kind
		on conflict (kind, value) do nothing`);
};

/** Fills an empty database that has a version of the schema. */
export async function fill(pool: Pool, people: number): Promise<void> {
	const client = await pool.connect();
	try {
		// What the triggers would add one by one is no part of the past.
		await client.query('set session_replication_role = replica');
		for (const statement of [...past(people), ...present()]) await client.query(statement);
		await client.query('set session_replication_role = origin');
		await client.query('vacuum analyze');
	} finally {
		client.release();
	}
}
