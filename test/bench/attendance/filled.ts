import type { Pool } from 'pg';

/** Conversations that are open whatever the past; the rest of a house is over. */
const OPEN = 90;
export const CHANNEL = 'bench';
/** The one in which the measured calls change something. */
export const PHONE = '5511810000000';

/** As many conversations as a house has had, five messages each, most of them over for longer than a week, and those of this moment. */
const past = (conversations: number): string => `
	create temporary table been as select n, '55119' || lpad(n::text, 8, '0') as phone, now() - interval '8 days' - n * interval '50 minutes' as t, gen_random_uuid() as id
		from generate_series(1, ${conversations - OPEN}) n;
	insert into leads (phone, name) select phone, 'Ana ' || n from been;
	insert into sessions (channel, phone, created_at, updated_at, last_customer_message) select '${CHANNEL}', phone, t, t, t from been;
	insert into attendances (id, channel, phone, status, owner, resolution, started_at, queued_at, assigned_at, first_assigned_at, closed_at, messages_count, last_message_at, rating, rated_at)
		select id, '${CHANNEL}', phone, case when n % 4 = 0 then 'closed' else 'resolved' end, 'a' || n % 20 + 1, case when n % 4 = 0 then 'abandoned' else 'resolved' end, t, t,
			t + interval '5 minutes', t + interval '5 minutes', t + interval '1 hour', 5, t + interval '1 hour', case when n % 2 = 0 then 1 + n % 5 end,
			case when n % 2 = 0 then t + interval '2 hours' end from been;
	insert into inbox (provider, channel, message_id, phone, send_to, kind, text, speaker, sent_at, received_at, status)
		select 'zapi', '${CHANNEL}', 'in-' || n || '-' || m, phone, phone, 'text', 'mensagem ' || m, 'customer', t + m * interval '1 minute', t + m * interval '1 minute', 'done'
		from been cross join generate_series(1, 3) m;
	insert into outbox (idempotency_key, kind, channel, phone, payload, status, provider_message_id, attempts, began_at, created_at, updated_at)
		select 'past:' || n || ':' || m, 'whatsapp_text', '${CHANNEL}', phone, '{"text": "resposta", "speaker": "human"}', 'sent', 'out-' || n || '-' || m, 1, t, t, t
		from been cross join generate_series(1, 2) m;
	insert into conversations (channel, lead_phone, role, content, attendance, sent_at)
		select '${CHANNEL}', phone, (array['user', 'human'])[1 + m % 2], 'mensagem ' || m, id, t + m * interval '1 minute' from been cross join generate_series(1, 5) m;
	insert into session_history (channel, phone, at, type, actor_type, from_mode, to_mode, to_owner)
		select '${CHANNEL}', phone, t, 'mode_changed', 'attendant', 'agent', 'human', 'a' || n % 20 + 1 from been;`;

/** What goes out is not measured: no budget or pace holds a call back. */
const present = `
	update message_limits set after_talk_hours = 0, apart_hours = 0, a_week = 100000, a_minute = 6000, first_day = null, a_day = null;
	insert into attendants (id, name, number, email) select 'a' || n, 'Pessoa ' || n, 1000 + n, 'a' || n || '@provedor.example' from generate_series(1, 20) n;
	create temporary table being as select n, case n when 1 then '${PHONE}' else '551182' || lpad(n::text, 7, '0') end as phone, n % 3 as kind, gen_random_uuid() as id
		from generate_series(1, ${OPEN}) n;
	insert into leads (phone, name) select phone, 'Bia ' || n from being;
	insert into sessions (channel, phone, mode, human_attendant, human_since, last_human_activity, paused_by, pause_reason, paused_at, last_customer_message)
		select '${CHANNEL}', phone, (array['agent', 'paused', 'human'])[1 + kind], case kind when 2 then 'a' || n % 20 + 1 end, case kind when 2 then now() end, case kind when 2 then now() end,
			case kind when 1 then 'customer' end, case kind when 1 then 'escalation' end, case kind when 1 then now() end, now() from being;
	insert into attendances (id, channel, phone, status, owner, started_at, queued_at, first_assigned_at, messages_count, last_message_at)
		select id, '${CHANNEL}', phone, (array['bot', 'queue', 'in_progress'])[1 + kind], case kind when 2 then 'a' || n % 20 + 1 end, now() - interval '1 hour', now() - interval '1 hour',
			case kind when 2 then now() - interval '50 minutes' end, 5, now() - interval '40 minutes' from being;
	insert into conversations (channel, lead_phone, role, content, attendance, sent_at)
		select '${CHANNEL}', phone, (array['user', 'human'])[1 + m % 2], 'mensagem ' || m, id, now() - interval '50 minutes' + m * interval '1 minute' from being cross join generate_series(1, 5) m;
	insert into inbox (provider, channel, message_id, phone, send_to, kind, text, speaker, sent_at, received_at, status)
		select 'zapi', '${CHANNEL}', 'now-' || n, phone, phone, 'text', 'oi', 'customer', now() - interval '40 minutes', now() - interval '40 minutes', 'done' from being;`;

/** Fills an empty house. */
export async function fill(pool: Pool, conversations: number): Promise<void> {
	const client = await pool.connect();
	try {
		// What the triggers would write is written here.
		await client.query(`set session_replication_role = replica; ${present} ${past(conversations)} set session_replication_role = origin`);
		await client.query('vacuum analyze');
	} finally {
		client.release();
	}
}

/** How the conversation of the measured calls stands before each of them. */
export type State = 'mine' | 'queue' | 'bot';

/** Puts it back, also where it was closed. */
export async function putBack(pool: Pool, state: State, me: string): Promise<void> {
	await pool.query(`delete from outbox where channel = $1 and phone = $2`, [CHANNEL, PHONE]);
	await pool.query(
		`update attendances set status = 'bot', owner = null, closed_at = null, closed_by = null, resolution = null, rating_asked_at = null, priority = 3 where channel = $1 and phone = $2`,
		[CHANNEL, PHONE],
	);
	await pool.query(
		`update sessions set mode = $3, human_attendant = $4, human_since = now(), last_human_activity = now(), paused_by = $5, pause_reason = $6, paused_at = case when $3 = 'paused' then now() end,
			metadata = '{}', version = version + 1, updated_at = now() where channel = $1 and phone = $2`,
		[
			CHANNEL,
			PHONE,
			state === 'mine' ? 'human' : state === 'queue' ? 'paused' : 'agent',
			state === 'mine' ? me : null,
			state === 'queue' ? 'customer' : null,
			state === 'queue' ? 'escalation' : null,
		],
	);
	// Where the session stood as it stands now nothing followed it.
	await pool.query(
		`update attendances a set status = attendance_state(s), owner = s.human_attendant from sessions s where s.channel = a.channel and s.phone = a.phone and a.channel = $1 and a.phone = $2`,
		[CHANNEL, PHONE],
	);
}
