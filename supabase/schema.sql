-- n8n-nodes-atendeaqui: the database of the conversations. Made from the parts in supabase/schema: change those.
-- Paste the whole file into the Supabase SQL editor and run it; running it again changes nothing and loses nothing.
-- Every write that must be atomic is a function here, called over rpc with the service role key. Row level security is on
-- everywhere and no policy exists: the anon and authenticated keys see nothing.

begin;

-- ══ 01-renamed.sql ══
-- What had other arguments in a released version and would stay beside its successor: Postgres tells functions apart by them. Called by nobody.

drop function if exists public.save_session(text, text, integer, jsonb, timestamptz);
drop function if exists public.confirm_send(uuid, uuid, integer, text, jsonb, jsonb, timestamptz);
drop function if exists public.confirm_send(uuid, uuid, integer, text, jsonb, jsonb, boolean, timestamptz);
drop function if exists public.claim_outbox(text[], integer, integer, text, timestamptz);
drop function if exists public.register_findings(text, jsonb, timestamptz);

-- ══ 10-settings.sql ══
-- Settings of the whole project: what is no row of anything else. The switch for all conversations is the control API's and the Conversation node's.

create table if not exists public.settings (
	key text primary key,
	value jsonb not null,
	updated_at timestamptz not null default now()
);
insert into public.settings (key, value) values ('agent_enabled', 'true') on conflict (key) do nothing;

-- The switch for all conversations, with its row in the history.
create or replace function public.switch_agent(p_enabled boolean, p_actor text, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
begin
	insert into settings (key, value, updated_at) values ('agent_enabled', to_jsonb(p_enabled), p_now)
	on conflict (key) do update set value = excluded.value, updated_at = p_now;
	insert into session_history (channel, phone, at, type, actor_type, actor_id, reason)
	values ('', '', p_now, 'global_switch', case when p_actor is null then 'system' else 'human' end, p_actor, case when p_enabled then 'on' else 'off' end);
	return jsonb_build_object('agent_enabled', p_enabled);
end $$;

-- ══ 20-leads.sql ══
-- What is known of a lead, one row a phone. Written by the reply's path (upsert_lead) and by the Lead Store node.

create table if not exists public.leads (
	id uuid primary key default gen_random_uuid(),
	phone text not null unique check (phone <> ''),
	whatsapp_name text,
	name text,
	company text,
	email text,
	city text,
	uf text check (uf is null or length(uf) = 2),
	product text,
	volume text,
	urgency text,
	segment text,
	need text,
	knows_company text,
	temperature text check (temperature in ('cold', 'warm', 'hot')),
	temperature_reason text,
	temperature_updated_at timestamptz,
	crm_sync_status text not null default 'not_synced' check (crm_sync_status in ('not_synced', 'pending', 'synced', 'failed')),
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now()
);
alter table public.leads
	add column if not exists cnpj text,
	add column if not exists daily_volume integer,
	add column if not exists site text,
	add column if not exists decision_maker text,
	-- What the operator's own fields hold, by key.
	add column if not exists custom_fields jsonb,
	-- What the agent keeps between turns: questions in vain, turns without a model, steps above that were told, what the class was made from.
	add column if not exists agent_state jsonb not null default '{}',
	add column if not exists opted_out_at timestamptz,
	add column if not exists handed_off_at timestamptz,
	-- When the team was last told that it owes the lead an answer.
	add column if not exists follow_up_at timestamptz,
	add column if not exists anonymized_at timestamptz;
create index if not exists leads_temperature on public.leads (temperature) where temperature is not null;
create index if not exists leads_updated on public.leads (updated_at desc);

-- Creates or completes a lead. Only what is given and not null is written: nothing is ever overwritten by nothing.
create or replace function public.upsert_lead(p_phone text, p_fields jsonb, p_now timestamptz default now())
returns jsonb language sql set search_path = public as $$
	insert into leads as l (phone, whatsapp_name, name, company, email, city, uf, product, volume, urgency, segment, need, knows_company, cnpj,
		daily_volume, site, decision_maker, custom_fields, temperature, temperature_reason, temperature_updated_at, created_at, updated_at)
	select p_phone, f.whatsapp_name, f.name, f.company, f.email, f.city, f.uf, f.product, f.volume, f.urgency, f.segment, f.need,
		f.knows_company, f.cnpj, f.daily_volume, f.site, f.decision_maker, f.custom_fields, f.temperature, f.temperature_reason,
		case when f.temperature is not null then p_now end, p_now, p_now
	from jsonb_populate_record(null::leads, p_fields) as f
	on conflict (phone) do update set
		whatsapp_name = coalesce(excluded.whatsapp_name, l.whatsapp_name),
		name = coalesce(excluded.name, l.name),
		company = coalesce(excluded.company, l.company),
		email = coalesce(excluded.email, l.email),
		city = coalesce(excluded.city, l.city),
		uf = coalesce(excluded.uf, l.uf),
		product = coalesce(excluded.product, l.product),
		volume = coalesce(excluded.volume, l.volume),
		urgency = coalesce(excluded.urgency, l.urgency),
		segment = coalesce(excluded.segment, l.segment),
		need = coalesce(excluded.need, l.need),
		knows_company = coalesce(excluded.knows_company, l.knows_company),
		cnpj = coalesce(excluded.cnpj, l.cnpj),
		daily_volume = coalesce(excluded.daily_volume, l.daily_volume),
		site = coalesce(excluded.site, l.site),
		decision_maker = coalesce(excluded.decision_maker, l.decision_maker),
		custom_fields = coalesce(coalesce(l.custom_fields, '{}') || excluded.custom_fields, l.custom_fields),
		temperature = coalesce(excluded.temperature, l.temperature),
		temperature_reason = coalesce(excluded.temperature_reason, l.temperature_reason),
		temperature_updated_at = case when excluded.temperature is distinct from l.temperature and excluded.temperature is not null
			then p_now else l.temperature_updated_at end,
		updated_at = p_now
	returning to_jsonb(l.*);
$$;

-- ══ 30-sessions.sql ══
-- Who has a conversation: agent, person or nobody, and what happened to it. Written by every decision of the Conversation node.

create table if not exists public.sessions (
	channel text not null,
	phone text not null,
	mode text not null default 'agent',
	human_attendant text,
	human_since timestamptz,
	last_customer_message timestamptz,
	last_agent_message timestamptz,
	last_human_message timestamptz,
	last_human_activity timestamptz,
	paused_at timestamptz,
	paused_by text,
	pause_reason text check (pause_reason in ('manual', 'escalation', 'system')),
	mode_epoch integer not null default 1,
	version integer not null default 1,
	metadata jsonb not null default '{}',
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now(),
	primary key (channel, phone)
);
alter table public.sessions add column if not exists mode_since timestamptz;

-- Nobody can write a mode that the rules do not know. Not valid: rows of before are left as they are, and read as paused.
alter table public.sessions drop constraint if exists sessions_mode_check;
alter table public.sessions add constraint sessions_mode_check check (mode in ('agent', 'human', 'paused')) not valid;
create index if not exists sessions_updated on public.sessions (updated_at desc);
create index if not exists sessions_phone on public.sessions (phone, updated_at desc);
create index if not exists sessions_not_agent on public.sessions (mode) where mode <> 'agent';

-- What happened to a conversation, in order; rows are only ever added.
create table if not exists public.session_history (
	id bigint generated always as identity primary key,
	channel text not null,
	phone text not null,
	at timestamptz not null default now(),
	type text not null,
	actor_type text not null,
	actor_id text,
	from_mode text,
	to_mode text,
	from_owner text,
	to_owner text,
	reason text,
	message_id text,
	epoch integer,
	execution_id text,
	details jsonb not null default '{}'
);
create index if not exists session_history_phone on public.session_history (phone, channel, at desc, id desc);

-- The people of the team. Their key opens the control API; only its SHA-256 is kept.
create table if not exists public.attendants (
	id text primary key check (id <> ''),
	name text not null,
	role text not null default 'attendant' check (role in ('attendant', 'supervisor', 'admin')),
	key_hash text unique,
	slack_user_id text unique,
	phone text,
	active boolean not null default true,
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now()
);

create or replace function public.write_history(
	p_channel text, p_phone text, p_rows jsonb, p_epoch integer, p_now timestamptz default now()
) returns void language sql set search_path = public as $$
	insert into session_history (channel, phone, at, type, actor_type, actor_id, from_mode, to_mode, from_owner, to_owner, reason, message_id, epoch,
		execution_id, details)
	select p_channel, p_phone, p_now, h.type, h.actor_type, h.actor_id, h.from_mode, h.to_mode, h.from_owner, h.to_owner, h.reason, h.message_id,
		p_epoch, h.execution_id, coalesce(h.details, '{}')
	from jsonb_populate_recordset(null::session_history, p_rows) h;
$$;

-- returns the stored one either way. A command empties the buffer: what the customer wrote until then gets no answer of the agent's.
create or replace function public.save_session(
	p_channel text, p_phone text, p_version integer, p_session jsonb, p_history jsonb default '[]', p_effects jsonb default '[]',
	p_empty_buffer boolean default false, p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
declare
	n sessions := jsonb_populate_record(null::sessions, p_session);
	saved boolean;
begin
	if p_version = 0 then
		insert into sessions (channel, phone, version, created_at, updated_at) values (p_channel, p_phone, 0, p_now, p_now)
		on conflict (channel, phone) do nothing;
	end if;
	update sessions s set
		mode = n.mode, mode_since = n.mode_since, human_attendant = n.human_attendant, human_since = n.human_since, mode_epoch = n.mode_epoch,
		paused_at = n.paused_at, paused_by = n.paused_by, pause_reason = n.pause_reason, metadata = coalesce(n.metadata, s.metadata),
		last_customer_message = greatest(s.last_customer_message, n.last_customer_message),
		last_agent_message = greatest(s.last_agent_message, n.last_agent_message),
		last_human_message = greatest(s.last_human_message, n.last_human_message),
		last_human_activity = greatest(s.last_human_activity, n.last_human_activity),
		version = s.version + 1, updated_at = p_now
	where s.channel = p_channel and s.phone = p_phone and s.version = p_version;
	saved := found;
	if saved then
		perform write_history(p_channel, p_phone, p_history, n.mode_epoch, p_now);
		perform enqueue_outbox(p_effects, p_now);
		if p_empty_buffer then
			update inbox set status = 'done' where channel = p_channel and phone = p_phone and status = 'waiting';
		end if;
	end if;
	return jsonb_build_object('saved', saved,
		'session', (select to_jsonb(s) from sessions s where s.channel = p_channel and s.phone = p_phone));
end $$;

-- What the sweep has to look at: conversations that are not the agent's, and old ones that still carry something.
create or replace function public.due_sessions(p_channel text, p_old_before timestamptz)
returns jsonb language sql stable set search_path = public as $$
	select coalesce(jsonb_agg(to_jsonb(s)), '[]') from sessions s
	where (p_channel is null or s.channel = p_channel)
		and (s.mode <> 'agent' or (s.metadata <> '{}' and s.updated_at < p_old_before));
$$;

-- The number of ours on which a person last had a conversation; null when there was none.
create or replace function public.newest_channel(p_phone text) returns text language sql stable set search_path = public as $$
	select channel from sessions where phone = p_phone order by updated_at desc limit 1;
$$;

-- The number of ours to write from: the wanted one, else that of the person's newest conversation, else of the newest conversation of all.
create or replace function public.channel_for(p_phone text, p_wanted text default null) returns text language sql stable set search_path = public as $$
	select coalesce(nullif(p_wanted, ''), newest_channel(p_phone), (select channel from sessions order by updated_at desc limit 1), 'default');
$$;

-- ══ 31-messages.sql ══
-- What came in, who is at work on it, what was said, what is to be done: the tables that the functions below share.

create table if not exists public.turns (
	id uuid primary key default gen_random_uuid(),
	channel text not null,
	phone text not null,
	-- open: a worker is thinking · confirmed: the reply may be under way · the rest are final
	status text not null default 'open'
		check (status in ('open', 'confirmed', 'sent', 'silent', 'discarded', 'failed', 'uncertain', 'expired')),
	lease_token uuid not null,
	lease_until timestamptz not null,
	created_at timestamptz not null default now(),
	finished_at timestamptz,
	foreign key (channel, phone) references public.sessions (channel, phone) on delete cascade
);

-- The epoch that the reply was made under: what is left of it is sent under no other one.
alter table public.turns add column if not exists mode_epoch integer;
alter table public.turns add column if not exists canned boolean not null default false;
create index if not exists turns_unfinished on public.turns (channel, phone) where status in ('open', 'confirmed');

create table if not exists public.inbox (
	id bigint generated always as identity primary key,
	provider text not null,
	channel text not null,
	message_id text not null,
	phone text not null,
	send_to text not null,
	name text,
	kind text not null,
	text text not null default '',
	media jsonb,
	quoted text,
	speaker text not null check (speaker in ('customer', 'human', 'agent')),
	sent_at timestamptz not null,
	received_at timestamptz not null default now(),
	-- waiting: for its turn · claimed: in an unfinished turn · done: answered, or needs no answer · failed: given up, see attempts
	status text not null default 'waiting' check (status in ('waiting', 'claimed', 'done', 'failed')),
	turn_id uuid references public.turns (id) on delete set null,
	attempts integer not null default 0,
	unique (provider, channel, message_id)
);
create index if not exists inbox_waiting on public.inbox (channel, phone, id) where status = 'waiting';
create index if not exists inbox_customer on public.inbox (channel, phone, sent_at desc) where speaker = 'customer';
create index if not exists inbox_turn on public.inbox (turn_id) where turn_id is not null;

create table if not exists public.conversations (
	id bigint generated always as identity primary key,
	channel text not null,
	lead_phone text not null,
	role text not null check (role in ('user', 'assistant', 'human')),
	content text not null,
	kind text not null default 'text',
	status text not null default 'received' check (status in ('received', 'sent', 'failed', 'uncertain', 'discarded')),
	message_id text,
	inbox_id bigint references public.inbox (id) on delete set null,
	turn_id uuid,
	sent_at timestamptz not null default now(),
	unique (inbox_id)
);
create index if not exists conversations_history on public.conversations (lead_phone, channel, sent_at desc, id desc);

create table if not exists public.outbox (
	id bigint generated always as identity primary key,
	idempotency_key text not null unique,
	kind text not null,
	channel text not null,
	phone text not null,
	turn_id uuid,
	payload jsonb not null,
	-- pending: to be done · queued: a later part of a reply · sending: begun, outcome not known yet · uncertain: begun by a worker that died
	-- discarded: somebody took over before it was sent
	status text not null default 'pending',
	provider_message_id text,
	provider_queue_id text,
	error text,
	attempts integer not null default 0,
	next_attempt_at timestamptz not null default now(),
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now()
);
alter table public.outbox add column if not exists lease_token uuid;
alter table public.outbox add column if not exists lease_until timestamptz;
alter table public.outbox add column if not exists began_at timestamptz;
alter table public.outbox drop constraint if exists outbox_status_check;
alter table public.outbox add constraint outbox_status_check
	check (status in ('pending', 'queued', 'sending', 'sent', 'failed', 'uncertain', 'discarded'));
create index if not exists outbox_phone on public.outbox (channel, phone) where status in ('pending', 'queued', 'sending', 'uncertain');
create index if not exists outbox_message on public.outbox (provider_message_id) where provider_message_id is not null;
create index if not exists outbox_due on public.outbox (next_attempt_at) where status = 'pending';
create index if not exists outbox_turn on public.outbox (turn_id);

-- The text of the outbox that a message of the history is: it is written once, whoever learns what became of it.
alter table public.conversations add column if not exists outbox_id bigint references public.outbox (id) on delete set null;
create unique index if not exists conversations_outbox on public.conversations (outbox_id);

-- ══ 32-shown.sql ══
-- Conversations as people look at them: the page for attendants, the control API, the Conversation node's Get Status, Get Many and Get History.

-- One conversation, as it is; without a channel the newest of that phone. Reading never makes one. Where all conversations are of one channel, it is told:
-- a conversation that is yet to begin will be of that one.
create or replace function public.read_session(p_channel text, p_phone text)
returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object(
		'session', (select to_jsonb(s) from sessions s where s.phone = p_phone and (p_channel is null or s.channel = p_channel)
			order by s.updated_at desc limit 1),
		'name', (select coalesce(l.name, l.whatsapp_name) from leads l where l.phone = p_phone),
		'only_channel', (select case when min(channel) = max(channel) then min(channel) end from sessions),
		'agent_enabled', (select value from settings where key = 'agent_enabled'));
$$;

-- Conversations, newest change first. Filters: mode, attendant, channel, updated_since, active_since, metadata {key, value}; cursor from the page before.
create or replace function public.list_sessions(p_filter jsonb, p_limit integer, p_now timestamptz default now())
returns jsonb language sql stable set search_path = public as $$
	with wanted as (
		select s.* from sessions s
		where (p_filter ->> 'mode' is null or s.mode = p_filter ->> 'mode')
			and (p_filter ->> 'attendant' is null or s.human_attendant = p_filter ->> 'attendant')
			and (p_filter ->> 'channel' is null or s.channel = p_filter ->> 'channel')
			and (p_filter ->> 'updated_since' is null or s.updated_at >= (p_filter ->> 'updated_since')::timestamptz)
			and (p_filter ->> 'active_since' is null or s.updated_at >= (p_filter ->> 'active_since')::timestamptz)
			and (p_filter -> 'metadata' is null or s.metadata ->> (p_filter #>> '{metadata,key}') = p_filter #>> '{metadata,value}')
	), page as (
		select w.* from wanted w
		where p_filter ->> 'cursor' is null or (w.updated_at, w.channel, w.phone) <
			((p_filter -> 'cursor' ->> 0)::timestamptz, p_filter -> 'cursor' ->> 1, p_filter -> 'cursor' ->> 2)
		order by w.updated_at desc, w.channel desc, w.phone desc limit p_limit
	)
	select jsonb_build_object(
		'total', (select count(*) from wanted),
		'now', p_now,
		'agent_enabled', (select value from settings where key = 'agent_enabled'),
		'sessions', coalesce((select jsonb_agg(to_jsonb(p) || jsonb_build_object('name', l.name, 'last_text', c.content, 'last_from', c.author)
				order by p.updated_at desc, p.channel desc, p.phone desc)
			from page p
			left join lateral (select coalesce(name, whatsapp_name) as name from leads where phone = p.phone) l on true
			left join lateral (
				select left(content, 200) as content, case role when 'user' then 'customer' when 'human' then 'human' else 'agent' end as author
				from conversations where lead_phone = p.phone and channel = p.channel and status <> 'discarded'
				order by sent_at desc, id desc limit 1
			) c on true), '[]'));
$$;

-- The messages and the events of one conversation, oldest first.
create or replace function public.read_history(p_channel text, p_phone text, p_limit integer)
returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object(
		'phone', p_phone,
		'messages', coalesce((select jsonb_agg(jsonb_build_object('author', case m.role when 'user' then 'customer' when 'human' then 'human' else 'agent' end,
				'at', m.sent_at, 'text', m.content, 'kind', m.kind, 'status', m.status) order by m.sent_at, m.id)
			from (select * from conversations where lead_phone = p_phone and channel = p_channel order by sent_at desc, id desc limit p_limit) m), '[]'),
		'events', coalesce((select jsonb_agg(to_jsonb(h) - 'id' - 'channel' - 'phone' order by h.at, h.id)
			from (select * from session_history where phone = p_phone and channel = p_channel order by at desc, id desc limit p_limit) h), '[]'));
$$;

-- ══ 40-questions.sql ══
-- Questions that workflows wait with. Asked by Send and Wait for Response, answered by the next message of that phone (Receive).

-- A workflow that asked somebody something and stands still until the next message of that phone. A phone has one question open: a newer one takes its
-- place, as people answer what they read last.
create table if not exists public.waiting_questions (
	channel text not null,
	phone text not null,
	-- Carries n8n's signature: whoever has it can answer.
	resume_url text not null,
	asked_at timestamptz not null default now(),
	expires_at timestamptz not null,
	primary key (channel, phone)
);

create or replace function public.open_question(
	p_channel text, p_phone text, p_resume_url text, p_expires_at timestamptz, p_now timestamptz default now()
) returns void language sql set search_path = public as $$
	insert into waiting_questions (channel, phone, resume_url, asked_at, expires_at)
	values (p_channel, p_phone, p_resume_url, p_now, p_expires_at)
	on conflict (channel, phone) do update set resume_url = excluded.resume_url, asked_at = excluded.asked_at, expires_at = excluded.expires_at;
$$;

-- The question could not be sent: nobody will answer it.
create or replace function public.drop_question(p_channel text, p_phone text, p_resume_url text)
returns void language sql set search_path = public as $$
	delete from waiting_questions where channel = p_channel and phone = p_phone and resume_url = p_resume_url;
$$;

-- Gives the open question of a phone to its next message, once. A message of before the question is no answer to it (the clocks of provider and database
-- may be two seconds apart); a question whose time is over is forgotten.
create or replace function public.take_waiting_question(p_channel text, p_phone text, p_sent_at timestamptz, p_now timestamptz)
returns text language sql set search_path = public as $$
	with taken as (
		delete from waiting_questions
		where channel = p_channel and phone = p_phone and (asked_at <= p_sent_at + interval '2 seconds' or expires_at <= p_now)
		returning resume_url, expires_at
	)
	select resume_url from taken where expires_at > p_now;
$$;

-- The message went to the workflow that waited for it: it needs no turn. Until then it waits for one, so that a crash in between loses nothing.
create or replace function public.finish_answer(p_sequence bigint)
returns void language sql set search_path = public as $$
	update inbox set status = 'done' where id = p_sequence and status = 'waiting';
$$;

-- ══ 41-receive.sql ══
-- A message comes in: stored once, before the provider gets its 200. Called by Receive, and by the Z-API Trigger for messages of ours.

-- What the provider tells of a message of ours that it sent: by its id when we know it; else it is the one message of this phone whose outcome is not
-- known, as replies of a phone are sent one after the other (and, where the text is told, it is the same).
create or replace function public.settle_delivery(
	p_channel text, p_phone text, p_message_id text, p_queue_id text default null, p_text text default null, p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
declare
	o outbox;
begin
	if exists (select from outbox where provider_message_id = p_message_id and channel = p_channel) then
		return jsonb_build_object('settled', false, 'reason', 'known');
	end if;
	select * into o from outbox
	where channel = p_channel and phone = p_phone and kind = 'whatsapp_text' and status in ('sending', 'uncertain') and provider_message_id is null
		and payload ? 'text' and (p_text is null or payload ->> 'text' = p_text) and created_at <= p_now
	order by id limit 1 for update;
	if not found then
		return jsonb_build_object('settled', false, 'reason', 'not_ours');
	end if;
	update outbox set provider_message_id = p_message_id, provider_queue_id = coalesce(provider_queue_id, p_queue_id), updated_at = p_now
	where id = o.id;
	-- One that is being sent is recorded by its worker, or by the sweep if that one died.
	if o.status = 'uncertain' then
		perform record_part(o.id, 'sent', p_message_id, p_queue_id, null, p_now);
	end if;
	return jsonb_build_object('settled', true, 'outbox_id', o.id);
end $$;

-- Stores one inbound message, once: the same provider, channel and message id again changes nothing.
-- A customer's message then waits for its turn; an attendant's or the agent's own is history only. A message of ours that was sent by this package is the
-- agent's, whatever the provider says of it. With an attendant's message comes the session, for the decision that follows; with a customer's the address
-- of the workflow that waits for it, if one does.
create or replace function public.receive_message(p_message jsonb, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	m inbox := jsonb_populate_record(null::inbox, p_message);
	waits boolean := coalesce((p_message ->> 'waits')::boolean, true);
	stored bigint;
	created boolean;
	resume_url text;
begin
	if m.speaker = 'human' and exists (select from outbox where provider_message_id = m.message_id and channel = m.channel) then
		m.speaker := 'agent';
	end if;
	-- The row is locked, one message of a phone after the other; its clocks move only once the message is known to be new. What the agent itself wrote to
	-- somebody who never wrote (a notice to the team) starts no conversation.
	if m.speaker = 'agent' then
		perform from sessions where channel = m.channel and phone = m.phone for update;
	else
		insert into sessions (channel, phone, created_at, updated_at) values (m.channel, m.phone, p_now, p_now)
		on conflict (channel, phone) do update set phone = excluded.phone
		returning xmax = 0 into created;
	end if;
	if created then
		insert into session_history (channel, phone, at, type, actor_type, to_mode, epoch, message_id)
		values (m.channel, m.phone, p_now, 'session_created', m.speaker, 'agent', 1, m.message_id);
	end if;

	insert into inbox (provider, channel, message_id, phone, send_to, name, kind, text, media, quoted, speaker, sent_at, received_at, status)
	values (m.provider, m.channel, m.message_id, m.phone, m.send_to, m.name, m.kind, coalesce(m.text, ''), m.media, m.quoted, m.speaker,
		m.sent_at, p_now, case when m.speaker = 'customer' and waits then 'waiting' else 'done' end)
	on conflict (provider, channel, message_id) do nothing
	returning id into stored;
	if stored is null then
		return jsonb_build_object('stored', false, 'reason', 'duplicate_message');
	end if;
	update sessions set updated_at = p_now,
		last_customer_message = case when m.speaker = 'customer' then greatest(last_customer_message, m.sent_at) else last_customer_message end,
		last_agent_message = case when m.speaker = 'agent' then greatest(last_agent_message, m.sent_at) else last_agent_message end
	where channel = m.channel and phone = m.phone;

	if m.speaker = 'agent' then
		-- What this package sent is in the history already.
		if exists (select from outbox where provider_message_id = m.message_id and channel = m.channel)
			or (settle_delivery(m.channel, m.phone, m.message_id, null, m.text, p_now) ->> 'settled')::boolean
		then
			return jsonb_build_object('stored', true, 'sequence', stored, 'speaker', m.speaker);
		end if;
	end if;
	insert into conversations (channel, lead_phone, role, content, kind, message_id, inbox_id, sent_at)
	values (m.channel, m.phone, case m.speaker when 'customer' then 'user' when 'human' then 'human' else 'assistant' end,
		coalesce(p_message ->> 'words', m.text, ''), m.kind, m.message_id, stored, m.sent_at);

	if m.speaker = 'customer' then
		perform upsert_lead(m.phone, jsonb_build_object('whatsapp_name', nullif(m.name, '')), p_now);
		resume_url := take_waiting_question(m.channel, m.phone, m.sent_at, p_now);
	end if;
	return jsonb_build_object('stored', true, 'sequence', stored, 'speaker', m.speaker)
		|| case when resume_url is not null then jsonb_build_object('resume_url', resume_url) else '{}' end
		|| case when m.speaker = 'human' or not waits then jsonb_build_object(
			'session', (select to_jsonb(s) from sessions s where s.channel = m.channel and s.phone = m.phone),
			'agent_enabled', (select value from settings where key = 'agent_enabled')) else '{}' end;
end $$;

-- ══ 42-turns.sql ══
-- Who answers which messages: a turn is all that waits of one phone, held by one worker with a lease. Called by Claim Turn, Sweep and Decide.

-- Frees what a dead worker held. Called with the session row locked.
-- A turn that died before its reply was confirmed is taken back: its messages wait again, five times at most.
-- One that died afterwards may have been sent: if the provider told so it was, else it is left as uncertain, and is never sent again by itself. Parts
-- that were not begun are sent by the outbox once that is settled.
create or replace function public.release_expired_turns(p_channel text, p_phone text, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
declare
	dead turns;
	begun outbox;
begin
	for dead in
		select * from turns where channel = p_channel and phone = p_phone and status in ('open', 'confirmed') and lease_until <= p_now
	loop
		if dead.status = 'open' then
			update turns set status = 'expired', finished_at = p_now where id = dead.id;
			update inbox set turn_id = null, status = case when attempts >= 5 then 'failed' else 'waiting' end where turn_id = dead.id;
		else
			update turns set status = 'uncertain', finished_at = p_now where id = dead.id;
			update inbox set status = 'done' where turn_id = dead.id;
			for begun in select * from outbox where turn_id = dead.id and status = 'sending' loop
				if begun.provider_message_id is not null then
					perform record_part(begun.id, 'sent', begun.provider_message_id, begun.provider_queue_id, null, p_now);
				else
					update outbox set status = 'uncertain', error = 'The worker died while sending', updated_at = p_now where id = begun.id;
					perform note_text(begun, 'uncertain', null, p_now);
				end if;
			end loop;
		end if;
	end loop;
end $$;

-- Whether a reply of a dead worker is still to be found out about, or to be sent again: the next one waits for it, a minute and a half at most, since another
-- message of ours in the chat would leave nothing to tell by. Where the customer wrote on meanwhile the chat tells nothing anyway: nobody waits.
create or replace function public.reply_is_open(p_channel text, p_phone text, p_now timestamptz)
returns boolean language sql stable set search_path = public as $$
	select exists (
		select from outbox o join turns t on t.id = o.turn_id
		where o.channel = p_channel and o.phone = p_phone and o.kind = 'whatsapp_text' and t.status not in ('open', 'confirmed')
			and o.updated_at > p_now - interval '90 seconds'
			and (o.status in ('queued', 'sending') or (o.status = 'uncertain' and not exists (
				select from inbox i where i.channel = p_channel and i.phone = p_phone and i.sent_at >= o.began_at - interval '2 seconds'))));
$$;

-- Opens a turn over all waiting messages of a phone and returns everything that the turn needs. Called with the session row locked.
create or replace function public.open_turn(p_channel text, p_phone text, p_lease_seconds integer, p_history_limit integer, p_now timestamptz)
returns jsonb language plpgsql set search_path = public as $$
declare
	turn turns;
	messages jsonb;
	newest inbox;
begin
	insert into turns (channel, phone, lease_token, lease_until, created_at)
	values (p_channel, p_phone, gen_random_uuid(), p_now + make_interval(secs => p_lease_seconds), p_now)
	returning * into turn;
	update inbox set status = 'claimed', turn_id = turn.id, attempts = attempts + 1
	where channel = p_channel and phone = p_phone and status = 'waiting';

	select jsonb_agg(jsonb_build_object('message_id', i.message_id, 'kind', i.kind, 'text', i.text, 'media', i.media, 'quoted', i.quoted,
		'sent_at', i.sent_at, 'received_at', i.received_at) order by i.sent_at, i.id)
	into messages from inbox i where i.turn_id = turn.id;
	select * into newest from inbox i where i.turn_id = turn.id order by i.id desc limit 1;

	return jsonb_build_object(
		'claimed', true,
		'turn_id', turn.id,
		'lease_token', turn.lease_token,
		'provider', newest.provider,
		'channel', p_channel,
		'phone', p_phone,
		'send_to', newest.send_to,
		'name', newest.name,
		'claimed_at', p_now,
		'messages', messages,
		-- The customer's clock as it was before these messages: the age of the conversation is told by it.
		'session', (select to_jsonb(s) || jsonb_build_object('last_customer_message', (
				select max(i.sent_at) from inbox i
				where i.channel = p_channel and i.phone = p_phone and i.speaker = 'customer' and i.turn_id is distinct from turn.id))
			from sessions s where s.channel = p_channel and s.phone = p_phone),
		'agent_enabled', (select value from settings where key = 'agent_enabled'),
		'lead', (select to_jsonb(l) || jsonb_build_object(
				'open_questions', (select coalesce(jsonb_agg(q.question order by q.asked_at), '[]') from technical_questions q
					where q.phone = p_phone and not q.answered),
				'interests', (select coalesce(jsonb_agg(i.product order by i.first_at), '[]') from product_interests i where i.phone = p_phone))
			from leads l where l.phone = p_phone),
		'history', coalesce((
			select jsonb_agg(jsonb_build_object('role', h.role, 'content', h.content, 'sent_at', h.sent_at)
				|| case h.status when 'uncertain' then '{"uncertain": true}' else '{}' end::jsonb order by h.sent_at, h.id)
			from (
				select c.* from conversations c
				where c.lead_phone = p_phone and c.channel = p_channel and c.status in ('received', 'sent', 'uncertain')
					and not exists (select from inbox i where i.id = c.inbox_id and i.turn_id = turn.id)
				order by c.sent_at desc, c.id desc limit p_history_limit
			) h), '[]')
	);
end $$;

-- Hands all waiting messages of one phone to the caller, if the caller holds the newest one (or the oldest has waited long enough).
-- Not claimed: taken (another worker has them), newer_message (a later message's worker will), busy or not_quiet (ask again in retry_in_ms).
create or replace function public.claim_turn(
	p_channel text, p_phone text, p_sequence bigint, p_quiet_seconds numeric, p_max_wait_seconds numeric, p_lease_seconds integer,
	p_history_limit integer, p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
declare
	newest_id bigint;
	newest_at timestamptz;
	oldest_at timestamptz;
	busy_until timestamptz;
	waited boolean;
begin
	perform from sessions where channel = p_channel and phone = p_phone for update;
	if not found then
		return jsonb_build_object('claimed', false, 'reason', 'unknown_phone');
	end if;
	perform release_expired_turns(p_channel, p_phone, p_now);

	if not exists (select from inbox where id = p_sequence and channel = p_channel and phone = p_phone and status = 'waiting') then
		return jsonb_build_object('claimed', false, 'reason', 'taken');
	end if;
	select max(id), max(received_at), min(received_at) into newest_id, newest_at, oldest_at
	from inbox where channel = p_channel and phone = p_phone and status = 'waiting';
	waited := oldest_at <= p_now - make_interval(secs => p_max_wait_seconds);
	if newest_id > p_sequence and not waited then
		return jsonb_build_object('claimed', false, 'reason', 'newer_message');
	end if;

	select max(lease_until) into busy_until from turns where channel = p_channel and phone = p_phone and status in ('open', 'confirmed');
	if busy_until is not null then
		return jsonb_build_object('claimed', false, 'reason', 'busy', 'retry_in_ms', 500,
			'busy_for_ms', ceil(extract(epoch from busy_until - p_now) * 1000));
	end if;
	if reply_is_open(p_channel, p_phone, p_now) then
		return jsonb_build_object('claimed', false, 'reason', 'busy', 'retry_in_ms', 2000);
	end if;
	if not waited and newest_at > p_now - make_interval(secs => p_quiet_seconds) then
		return jsonb_build_object('claimed', false, 'reason', 'not_quiet',
			'retry_in_ms', ceil(extract(epoch from newest_at + make_interval(secs => p_quiet_seconds) - p_now) * 1000));
	end if;
	return open_turn(p_channel, p_phone, p_lease_seconds, p_history_limit, p_now);
end $$;

-- The sweep: claims what nobody finished, oldest first. A phone is due once its newest message has been quiet for the window plus a grace
-- in which its own worker would have claimed it, or once the lease of its dead worker is over. Phones that another worker holds are skipped.
create or replace function public.claim_due_turns(
	p_limit integer, p_quiet_seconds numeric, p_grace_seconds numeric, p_lease_seconds integer, p_history_limit integer,
	p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
declare
	due record;
	claimed jsonb := '[]';
begin
	for due in
		select s.channel, s.phone
		from sessions s
		where exists (
				select from inbox i where i.channel = s.channel and i.phone = s.phone and i.status = 'waiting'
				having max(i.received_at) <= p_now - make_interval(secs => p_quiet_seconds + p_grace_seconds)
			) or exists (
				select from turns t where t.channel = s.channel and t.phone = s.phone and t.status in ('open', 'confirmed') and t.lease_until <= p_now
			)
		order by s.last_customer_message limit p_limit
		for update of s skip locked
	loop
		perform release_expired_turns(due.channel, due.phone, p_now);
		if exists (select from inbox where channel = due.channel and phone = due.phone and status = 'waiting')
			and not exists (select from turns where channel = due.channel and phone = due.phone and status in ('open', 'confirmed'))
			and not reply_is_open(due.channel, due.phone, p_now)
		then
			claimed := claimed || open_turn(due.channel, due.phone, p_lease_seconds, p_history_limit, p_now);
		end if;
	end loop;
	return claimed;
end $$;

-- Ends a turn without a reply (a person or nobody answers): its messages are kept in the history.
create or replace function public.finish_turn(p_turn_id uuid, p_lease_token uuid, p_status text, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
begin
	update turns set status = p_status, finished_at = p_now where id = p_turn_id and lease_token = p_lease_token and status = 'open';
	if not found then
		return jsonb_build_object('finished', false, 'reason', 'lease_lost');
	end if;
	update inbox set status = 'done' where turn_id = p_turn_id;
	return jsonb_build_object('finished', true);
end $$;

-- ══ 43-reply.sql ══
-- The fence before every part of a reply, and what became of it. Called by Confirm and Record.

-- Why what is left of a reply may not be sent any more; null when it may. Ready words pass while the agent is paused: they tell of the pause.
create or replace function public.fence(p_session public.sessions, p_mode_epoch integer, p_canned boolean)
returns text language sql stable set search_path = public as $$
	select case
		when p_session.mode_epoch <> p_mode_epoch or p_session.mode = 'human' or (p_session.mode <> 'agent' and not p_canned) then 'stale_generation'
		when (select value from settings where key = 'agent_enabled') = 'false' then 'globally_disabled'
	end;
$$;

-- The fence before a reply is sent: the caller still holds the turn, nobody took over since the decision, the agent is on.
-- Confirmed: the parts are in the outbox under one key each, before anything is sent, and the first one is the caller's to send; the next ones are asked for
-- by next_part. Otherwise the reply is kept in the history as discarded. What the turn learned and leaves behind is stored in both cases, and with the
-- reply: no protocol number is told that is not there, and no crash loses an opt-out.
create or replace function public.confirm_send(
	p_turn_id uuid, p_lease_token uuid, p_mode_epoch integer, p_send_to text, p_parts jsonb, p_lead jsonb default '{}',
	p_canned boolean default false, p_findings jsonb default null, p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
declare
	t turns;
	s sessions;
	refused text;
	ready boolean := p_canned;
	parts jsonb;
begin
	select * into t from turns where id = p_turn_id;
	if not found then
		return jsonb_build_object('confirmed', false, 'reason', 'unknown_turn');
	end if;
	select * into s from sessions where channel = t.channel and phone = t.phone for update;
	select * into t from turns where id = p_turn_id;
	if t.lease_token <> p_lease_token or t.status = 'expired' then
		return jsonb_build_object('confirmed', false, 'reason', 'lease_lost');
	end if;
	if t.status <> 'open' then
		return jsonb_build_object('confirmed', false, 'reason', 'already_confirmed');
	end if;
	refused := fence(s, p_mode_epoch, p_canned);
	perform upsert_lead(t.phone, p_lead, p_now);
	if p_findings is not null then
		perform register_findings(t.phone, p_findings, t.channel, p_now);
		-- An opt-out pauses the conversation; its confirmation is the last word under the new epoch.
		select * into s from sessions where channel = t.channel and phone = t.phone;
		ready := ready or s.mode_epoch <> p_mode_epoch;
	end if;
	if refused is not null then
		insert into conversations (channel, lead_phone, role, content, status, turn_id, sent_at)
		select t.channel, t.phone, 'assistant', part, 'discarded', t.id, p_now from jsonb_array_elements_text(p_parts) part;
		insert into session_history (channel, phone, at, type, actor_type, reason, epoch, details)
		values (t.channel, t.phone, p_now, 'reply_discarded', 'agent', refused, s.mode_epoch, jsonb_build_object('turn_id', t.id));
		update turns set status = 'discarded', finished_at = p_now where id = t.id;
		update inbox set status = 'done' where turn_id = t.id;
		return jsonb_build_object('confirmed', false, 'reason', refused);
	end if;

	update turns set status = 'confirmed', mode_epoch = s.mode_epoch, canned = ready,
		lease_until = greatest(lease_until, p_now + interval '60 seconds') where id = t.id;
	with stored as (
		insert into outbox (idempotency_key, kind, channel, phone, turn_id, payload, status, attempts, began_at, created_at, updated_at)
		select 'reply:' || t.id || ':' || n, 'whatsapp_text', t.channel, t.phone, t.id,
			jsonb_build_object('part', n, 'to', p_send_to, 'text', part),
			case when n = 1 then 'sending' else 'queued' end, case when n = 1 then 1 else 0 end, p_now, p_now, p_now
		from jsonb_array_elements_text(p_parts) with ordinality as p (part, n)
		returning id, idempotency_key, payload, status
	)
	select jsonb_agg(jsonb_build_object('outbox_id', id, 'idempotency_key', idempotency_key, 'part', payload -> 'part',
		'parts', jsonb_array_length(p_parts), 'text', payload -> 'text')) into parts from stored where status = 'sending';
	return jsonb_build_object('confirmed', true, 'parts', parts);
end $$;

-- Gives the next part of a reply to whom just sent the one before, if the fence still holds; otherwise the rest of the reply is discarded.
create or replace function public.next_part(p_outbox_id bigint, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	sent outbox;
	t turns;
	s sessions;
	o outbox;
	refused text;
begin
	select * into sent from outbox where id = p_outbox_id;
	select * into t from turns where id = sent.turn_id;
	select * into s from sessions where channel = t.channel and phone = t.phone for update;
	select * into t from turns where id = sent.turn_id;
	if not found or t.status <> 'confirmed' then
		return jsonb_build_object('next', false, 'reason', 'lease_lost');
	end if;
	if exists (select from outbox where turn_id = t.id and status = 'sending') then
		return jsonb_build_object('next', false, 'reason', 'busy');
	end if;
	select * into o from outbox where turn_id = t.id and status = 'queued' order by (payload ->> 'part')::int limit 1;
	if not found then
		return jsonb_build_object('next', false, 'reason', 'last_part');
	end if;
	refused := fence(s, t.mode_epoch, t.canned);
	if refused is not null then
		perform discard_parts(t.id, refused, s.mode_epoch, p_now);
		return jsonb_build_object('next', false, 'reason', refused);
	end if;
	update turns set lease_until = greatest(lease_until, p_now + interval '60 seconds') where id = t.id;
	update outbox set status = 'sending', attempts = attempts + 1, began_at = p_now, updated_at = p_now where id = o.id;
	return jsonb_build_object('next', true, 'turn_id', t.id, 'phone', t.phone, 'send_to', o.payload ->> 'to', 'outbox_id', o.id,
		'idempotency_key', o.idempotency_key, 'part', o.payload -> 'part', 'text', o.payload ->> 'text');
end $$;

-- The parts of a reply that were not begun are not sent any more; they stay in the history as discarded, and the turn ends.
create or replace function public.discard_parts(p_turn_id uuid, p_reason text, p_epoch integer, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
begin
	with gone as (
		update outbox set status = 'discarded', error = p_reason, updated_at = p_now where turn_id = p_turn_id and status = 'queued' returning *
	)
	insert into conversations (channel, lead_phone, role, content, status, turn_id, sent_at)
	select channel, phone, 'assistant', payload ->> 'text', 'discarded', turn_id, p_now from gone order by id;
	insert into session_history (channel, phone, at, type, actor_type, reason, epoch, details)
	select channel, phone, p_now, 'reply_discarded', 'agent', p_reason, p_epoch, jsonb_build_object('turn_id', id) from turns where id = p_turn_id;
	perform end_turn(p_turn_id, p_now);
end $$;

-- Ends a turn whose parts are all settled; its status is the worst of theirs.
create or replace function public.end_turn(p_turn_id uuid, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
begin
	if exists (select from outbox where turn_id = p_turn_id and status in ('sending', 'queued', 'pending')) then
		return;
	end if;
	update turns set finished_at = p_now, status = coalesce(
		(select max(status) from outbox where turn_id = p_turn_id and status in ('failed', 'uncertain')), 'sent')
	where id = p_turn_id and status in ('confirmed', 'uncertain');
	update inbox set status = 'done' where turn_id = p_turn_id;
end $$;

-- Writes a text of ours into the history or, where it is there already, what became of it: a late answer of a worker that was taken for dead completes the
-- row that was written then, and a person's reply is there since it was written.
create or replace function public.note_text(p_text public.outbox, p_status text, p_message_id text, p_now timestamptz)
returns void language sql set search_path = public as $$
	insert into conversations (channel, lead_phone, role, content, status, message_id, turn_id, outbox_id, sent_at)
	values (p_text.channel, p_text.phone, 'assistant', coalesce(p_text.payload ->> 'text', ''), p_status, p_message_id, p_text.turn_id, p_text.id, p_now)
	on conflict (outbox_id) do update set status = excluded.status, message_id = coalesce(excluded.message_id, conversations.message_id);
$$;

-- Writes what became of a sent part: into the outbox, the history, the session's clock. The turn ends with its last part. Safe to repeat.
create or replace function public.record_part(
	p_outbox_id bigint, p_status text, p_provider_message_id text default null, p_provider_queue_id text default null,
	p_error text default null, p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
declare
	o outbox;
	t turns;
begin
	update outbox set status = p_status, provider_message_id = coalesce(p_provider_message_id, provider_message_id),
		provider_queue_id = coalesce(p_provider_queue_id, provider_queue_id), error = p_error, updated_at = p_now
	where id = p_outbox_id and status in ('sending', 'uncertain') returning * into o;
	if not found then
		return jsonb_build_object('recorded', false, 'reason', 'not_sending');
	end if;
	perform note_text(o, p_status, o.provider_message_id, p_now);

	if p_status = 'sent' and o.payload ->> 'speaker' is distinct from 'human' then
		update sessions set last_agent_message = greatest(last_agent_message, p_now), updated_at = p_now
		where channel = o.channel and phone = o.phone;
	elsif p_status = 'failed' then
		-- A reply with a hole in it is worse than a short one: the rest is not sent.
		update outbox set status = 'failed', error = 'An earlier part was not sent', updated_at = p_now where turn_id = o.turn_id and status = 'queued';
	end if;
	perform end_turn(o.turn_id, p_now);
	select * into t from turns where id = o.turn_id;
	return jsonb_build_object('recorded', true, 'turn_status', t.status,
		'more', exists (select from outbox where turn_id = o.turn_id and status = 'queued'),
		'waited_ms', (select round(extract(epoch from p_now - max(received_at)) * 1000) from inbox where turn_id = o.turn_id),
		'thought_ms', round(extract(epoch from p_now - t.created_at) * 1000));
end $$;

-- ══ 50-outbox.sql ══
-- Every effect has a row before it happens, and is done by one worker at a time. Called by the outbox workflow and by whatever leaves an effect.

-- Puts effects into the outbox, each once: the same key again changes nothing. Returns the keys that are new.
create or replace function public.enqueue_outbox(p_rows jsonb, p_now timestamptz default now())
returns jsonb language sql set search_path = public as $$
	with added as (
		insert into outbox (idempotency_key, kind, channel, phone, payload, next_attempt_at, created_at, updated_at)
		select r ->> 'key', r ->> 'kind', r ->> 'channel', r ->> 'phone', r -> 'payload', p_now, p_now, p_now from jsonb_array_elements(p_rows) r
		on conflict (idempotency_key) do nothing returning idempotency_key
	)
	select coalesce(jsonb_agg(idempotency_key), '[]') from added;
$$;

-- When somebody's message last came or went in a chat, by our own clock.
create or replace function public.chat_moved_at(p_channel text, p_phone text)
returns timestamptz language sql stable set search_path = public as $$
	select greatest(
		(select max(received_at) from inbox where channel = p_channel and phone = p_phone and speaker <> 'agent'),
		(select max(updated_at) from outbox where channel = p_channel and phone = p_phone and kind = 'whatsapp_text' and status = 'sent'));
$$;

-- Hands effects that are due to one worker, the oldest of each phone and kind first, so that a phone's are done in order. What a dead worker began: a
-- WhatsApp text may have been sent and becomes uncertain, unless the provider told so; anything else is tried again. Parts of a reply whose worker died before it began them are due once
-- the part before is settled and if the fence still holds.
create or replace function public.claim_outbox(
	p_kinds text[], p_limit integer, p_lease_seconds integer, p_channel text default null, p_now timestamptz default now(), p_phone text default null
) returns jsonb language plpgsql set search_path = public as $$
declare
	o outbox;
	s sessions;
	t turns;
	refused text;
	claimed jsonb := '[]';
begin
	for o in
		select * from outbox where status = 'sending' and lease_until <= p_now and kind = any (p_kinds) and (p_channel is null or channel = p_channel)
			and (p_phone is null or phone = p_phone)
		for update skip locked
	loop
		if o.provider_message_id is not null then
			perform finish_outbox(o.id, o.lease_token, 'sent', null, null, null, true, 0, p_now);
		else
			update outbox set lease_token = null, lease_until = null, error = 'The worker died while it was at it', updated_at = p_now,
				status = case when o.kind = 'whatsapp_text' then 'uncertain' else 'pending' end where id = o.id;
		end if;
	end loop;

	for o in
		select * from outbox b
		where b.kind = any (p_kinds) and (p_channel is null or b.channel = p_channel) and (p_phone is null or b.phone = p_phone)
			and ((b.status = 'pending' and b.next_attempt_at <= p_now)
				or (b.status = 'queued' and exists (select from turns x where x.id = b.turn_id and x.status not in ('open', 'confirmed'))))
			and not exists (select from outbox e where e.channel = b.channel and e.phone = b.phone and e.kind = b.kind and e.id < b.id
				and (e.status in ('pending', 'queued', 'sending') or (e.status = 'uncertain' and e.turn_id is not distinct from b.turn_id
					and not exists (select from outbox n where n.idempotency_key = 'uncertain:' || e.id))))
		order by b.id limit p_limit
		for update skip locked
	loop
		refused := null;
		if o.kind = 'whatsapp_text' then
			select * into s from sessions where channel = o.channel and phone = o.phone for update;
			if o.turn_id is not null then
				select * into t from turns where id = o.turn_id;
				refused := fence(s, t.mode_epoch, t.canned);
				if refused is not null then
					perform discard_parts(o.turn_id, refused, s.mode_epoch, p_now);
					continue;
				end if;
			elsif o.payload ? 'mode_epoch' then
				-- What nobody asked for is not sent long after its time either.
				refused := coalesce(fence(s, (o.payload ->> 'mode_epoch')::int, false),
					case when (o.payload ->> 'until')::timestamptz < p_now then 'too_late' end);
				if refused is not null then
					update outbox set status = 'discarded', error = refused, updated_at = p_now where id = o.id;
					continue;
				end if;
			elsif o.payload ->> 'speaker' = 'human' and chat_moved_at(o.channel, o.phone) > p_now - interval '3 seconds' then
				-- A person's reply does not follow on another message within what the chat's clock can tell apart: a crash would leave nothing to tell by.
				continue;
			end if;
		end if;
		update outbox set status = 'sending', attempts = attempts + 1, began_at = p_now, lease_token = gen_random_uuid(),
			lease_until = p_now + make_interval(secs => p_lease_seconds), updated_at = p_now
		where id = o.id returning * into o;
		claimed := claimed || jsonb_build_object('outbox_id', o.id, 'idempotency_key', o.idempotency_key, 'kind', o.kind, 'channel', o.channel,
			'phone', o.phone, 'payload', o.payload, 'attempts', o.attempts, 'lease_token', o.lease_token,
			'send_to', coalesce(o.payload ->> 'to',
				(select i.send_to from inbox i where i.channel = o.channel and i.phone = o.phone order by i.id desc limit 1), o.phone));
	end loop;
	return claimed;
end $$;

-- Writes what became of a claimed effect. Failed: it is tried again later, ever more seldom, until it has been tried often enough; then it is given up and the
-- team is told, once. Uncertain: nobody knows whether it was done; it is never done again by itself.
create or replace function public.finish_outbox(
	p_outbox_id bigint, p_lease_token uuid, p_status text, p_provider_message_id text default null, p_provider_queue_id text default null,
	p_error text default null, p_final boolean default false, p_max_attempts integer default 8, p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
declare
	o outbox;
	final text;
begin
	select * into o from outbox where id = p_outbox_id and lease_token = p_lease_token and status in ('sending', 'uncertain') for update;
	if not found then
		return jsonb_build_object('finished', false, 'reason', 'lease_lost');
	end if;
	-- A notice that may have arrived is given again: told twice is better than never.
	final := case when p_status = 'sent' or (p_status = 'uncertain' and o.kind = 'whatsapp_text') then p_status when p_final or o.attempts >= p_max_attempts then 'failed' else 'pending' end;
	if o.turn_id is not null and final <> 'pending' then
		perform record_part(o.id, final, p_provider_message_id, p_provider_queue_id, p_error, p_now);
	else
		update outbox set status = case when final = 'pending' and turn_id is not null then 'queued' else final end,
			provider_message_id = coalesce(p_provider_message_id, provider_message_id),
			provider_queue_id = coalesce(p_provider_queue_id, provider_queue_id), error = p_error, lease_token = null, lease_until = null,
			next_attempt_at = p_now + least(interval '30 seconds' * (2 ^ (attempts - 1)), interval '30 minutes'), updated_at = p_now
		where id = o.id;
		if o.kind = 'whatsapp_text' and final in ('sent', 'uncertain') then
			perform note_text(o, final, p_provider_message_id, p_now);
		elsif final = 'failed' then
			update conversations set status = 'failed' where outbox_id = o.id;
		end if;
	end if;
	if final = 'failed' and o.kind <> 'notice' then
		perform enqueue_outbox(jsonb_build_array(jsonb_build_object('key', 'given_up:' || o.id, 'kind', 'notice', 'channel', o.channel, 'phone', o.phone,
			'payload', jsonb_build_object('kind', 'given_up', 'phone', o.phone, 'error', p_error))), p_now);
	end if;
	return jsonb_build_object('finished', true, 'status', final, 'attempts', o.attempts, 'channel', o.channel, 'phone', o.phone,
		'more', exists (select from outbox where channel = o.channel and phone = o.phone and kind = 'whatsapp_text' and status = 'pending'));
end $$;

-- ══ 51-uncertain.sql ══
-- Texts of which nobody knows whether they were sent. Called by Reconcile.

-- Texts of which nobody knows whether they were sent, with what is needed to find out: since when, and when somebody else last wrote there.
create or replace function public.uncertain_texts(p_after_seconds integer, p_channel text default null, p_now timestamptz default now())
returns jsonb language sql stable set search_path = public as $$
	select coalesce(jsonb_agg(jsonb_build_object('outbox_id', o.id, 'channel', o.channel, 'phone', o.phone, 'text', o.payload ->> 'text',
			'send_to', coalesce(o.payload ->> 'to', o.phone), 'began_at', coalesce(o.began_at, o.created_at), 'attempts', o.attempts,
			'last_known_at', greatest(
				(select max(i.sent_at) from inbox i where i.channel = o.channel and i.phone = o.phone),
				(select max(c.sent_at) from conversations c
					where c.channel = o.channel and c.lead_phone = o.phone and c.role = 'assistant' and c.status = 'sent'),
				-- A person's reply stands in the history with the time at which it was written.
				(select max(x.updated_at) from outbox x
					where x.channel = o.channel and x.phone = o.phone and x.status = 'sent' and x.payload ->> 'speaker' = 'human'))) order by o.id), '[]')
	from outbox o
	where o.status = 'uncertain' and o.kind = 'whatsapp_text' and (p_channel is null or o.channel = p_channel)
		and o.updated_at <= p_now - make_interval(secs => p_after_seconds);
$$;

-- Settles an uncertain text by what the provider knows of the chat: it was sent, or it was not and is due again.
create or replace function public.settle_text(p_outbox_id bigint, p_sent boolean, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	o outbox;
begin
	select * into o from outbox where id = p_outbox_id and status = 'uncertain' for update;
	if not found then
		return jsonb_build_object('settled', false, 'reason', 'not_uncertain');
	end if;
	if p_sent then
		perform record_part(o.id, 'sent', null, null, null, p_now);
		return jsonb_build_object('settled', true, 'done', 'sent');
	end if;
	delete from conversations where outbox_id = o.id and role = 'assistant';
	update conversations set status = 'received' where outbox_id = o.id;
	update outbox set status = case when turn_id is null then 'pending' else 'queued' end, lease_token = null, lease_until = null, error = null,
		next_attempt_at = p_now, updated_at = p_now
	where id = o.id;
	return jsonb_build_object('settled', true, 'done', 'send_again');
end $$;

-- Texts that stay uncertain after the provider has had time to tell: the team is told, once, or they are sent again.
create or replace function public.settle_uncertain(
	p_after_seconds integer, p_send_again boolean, p_channel text default null, p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
declare
	o outbox;
	settled jsonb := '[]';
	told jsonb;
begin
	for o in
		select * from outbox where status = 'uncertain' and kind = 'whatsapp_text' and (p_channel is null or channel = p_channel)
			and updated_at <= p_now - make_interval(secs => p_after_seconds)
		order by id for update skip locked
	loop
		if p_send_again and o.attempts < 3 then
			perform settle_text(o.id, false, p_now);
			settled := settled || jsonb_build_object('outbox_id', o.id, 'phone', o.phone, 'done', 'send_again');
		else
			told := enqueue_outbox(jsonb_build_array(jsonb_build_object('key', 'uncertain:' || o.id, 'kind', 'notice', 'channel', o.channel, 'phone', o.phone,
				'payload', jsonb_build_object('kind', 'uncertain_reply', 'phone', o.phone, 'message', o.payload ->> 'text'))), p_now);
			if jsonb_array_length(told) > 0 then
				settled := settled || jsonb_build_object('outbox_id', o.id, 'phone', o.phone, 'done', 'told');
			end if;
		end if;
	end loop;
	return settled;
end $$;

-- ══ 60-findings.sql ══
-- What the agent learns and leaves behind: products, interests, questions, and what the team is told of them. Called by Confirm and the Lead Store node.

create table if not exists public.temperature_history (
	id bigint generated always as identity primary key,
	lead_id uuid not null references public.leads (id) on delete cascade,
	before text,
	after text not null,
	reason text,
	changed_at timestamptz not null default now()
);
create index if not exists temperature_history_lead on public.temperature_history (lead_id, changed_at desc);

create table if not exists public.products (
	id uuid primary key default gen_random_uuid(),
	name text not null unique check (name <> ''),
	category text not null default '',
	keywords jsonb not null default '[]',
	facts jsonb not null default '[]',
	is_available boolean not null default true,
	unavailable_message text not null default '',
	alternative text not null default '',
	internal_note text not null default '',
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now()
);

create table if not exists public.product_interests (
	phone text not null,
	product text not null,
	times integer not null default 1,
	first_at timestamptz not null default now(),
	last_at timestamptz not null default now(),
	primary key (phone, product)
);

create table if not exists public.technical_questions (
	id uuid primary key default gen_random_uuid(),
	phone text not null,
	question text not null check (question <> ''),
	asked_at timestamptz not null default now(),
	answered boolean not null default false,
	answered_at timestamptz,
	answer text,
	unique (phone, question)
);
create index if not exists technical_questions_open on public.technical_questions (asked_at) where not answered;

-- Stores what one turn of the agent left behind, all or nothing, and tells the team what it has to know. Safe to repeat.
create or replace function public.register_findings(p_phone text, p_findings jsonb, p_channel text default null, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	questions integer;
begin
	insert into leads (phone, created_at, updated_at) values (p_phone, p_now, p_now) on conflict (phone) do nothing;
	update leads set agent_state = agent_state || coalesce(p_findings -> 'agent_state', '{}'), updated_at = p_now where phone = p_phone;
	insert into technical_questions (phone, question, asked_at)
	select p_phone, q, p_now from jsonb_array_elements_text(coalesce(p_findings -> 'technical_questions', '[]')) q where q <> ''
	on conflict (phone, question) do nothing;
	get diagnostics questions = row_count;
	insert into product_interests as i (phone, product, first_at, last_at)
	select distinct p_phone, p, p_now, p_now from jsonb_array_elements_text(coalesce(p_findings -> 'interests', '[]')) p
	on conflict (phone, product) do update set times = i.times + (i.last_at < excluded.last_at)::int, last_at = excluded.last_at;
	-- What was heard in audio takes the place of its placeholder in the history.
	update conversations c set content = '[áudio transcrito] ' || (t ->> 'words')
	from jsonb_array_elements(coalesce(p_findings -> 'transcriptions', '[]')) t
	where c.lead_phone = p_phone and c.message_id = t ->> 'message_id' and t ->> 'words' is not null;
	if jsonb_typeof(p_findings -> 'opt_out') = 'object' then
		perform register_opt_out(p_phone, p_findings #>> '{opt_out,words}', p_now);
	end if;
	if jsonb_typeof(p_findings -> 'lgpd_request') = 'object' then
		perform open_lgpd_request(p_findings #>> '{lgpd_request,protocol}', p_phone, p_findings #>> '{lgpd_request,kind}',
			p_findings #>> '{lgpd_request,words}', p_now);
	end if;
	return jsonb_build_object('registered', true, 'new_questions', questions, 'protocol', p_findings #>> '{lgpd_request,protocol}',
		'told', tell_team(p_phone, p_findings, questions, p_channel, p_now),
		'opted_out', exists (select from opt_outs where phone = p_phone and revoked_at is null));
end $$;

-- Puts into the outbox what the law lets a customer ask, once each: a data request under its number, and an opt-out where no reply confirms it. These are told
-- whoever was called for besides.
create or replace function public.tell_of_law(p_phone text, p_findings jsonb, p_channel text, p_now timestamptz)
returns text language plpgsql set search_path = public as $$
declare
	wanted jsonb := coalesce(p_findings -> 'tell', '[]');
	place text := coalesce(p_channel, newest_channel(p_phone), 'default');
	about jsonb := jsonb_build_object('phone', p_phone, 'message', p_findings -> 'message',
		'name', (select coalesce(name, whatsapp_name) from leads where phone = p_phone),
		'attendant', (select human_attendant from sessions where channel = place and phone = p_phone and mode = 'human'));
	told text;
begin
	if jsonb_typeof(p_findings -> 'opt_out') = 'object' and wanted ? 'opt_out' then
		told := 'opt_out';
		perform enqueue_outbox(jsonb_build_array(jsonb_build_object('key', 'opt_out:' || p_phone || ':' ||
			(select extract(epoch from opted_out_at) from opt_outs where phone = p_phone), 'kind', 'notice', 'phone', p_phone, 'channel', place,
			'payload', about || jsonb_build_object('kind', 'opt_out'))), p_now);
	end if;
	if jsonb_typeof(p_findings -> 'lgpd_request') = 'object' and wanted ? 'lgpd_request' then
		told := 'lgpd_request';
		perform enqueue_outbox(jsonb_build_array(jsonb_build_object('key', 'lgpd_request:' || (p_findings #>> '{lgpd_request,protocol}'),
			'kind', 'notice', 'phone', p_phone, 'channel', place, 'payload', about || jsonb_build_object('kind', 'lgpd_request',
			'reason', p_findings #> '{lgpd_request,kind}', 'protocol', p_findings #> '{lgpd_request,protocol}'))), p_now);
	end if;
	return told;
end $$;

-- Puts into the outbox what the team has to know of a turn, of the kinds that the operator wants (`tell`): that the lead is hot, once a lead; that an answer was promised (a price, a specialist's), once a day. At most one a turn: who is called for a person already (`team_told`) reads it there.
create or replace function public.tell_team(p_phone text, p_findings jsonb, p_questions integer, p_channel text, p_now timestamptz)
returns text language plpgsql set search_path = public as $$
declare
	wanted jsonb := coalesce(p_findings -> 'tell', '[]');
	called boolean := coalesce((p_findings ->> 'team_told')::boolean, false);
	facts jsonb;
	key text;
	legal text := tell_of_law(p_phone, p_findings, p_channel, p_now);
begin
	if legal is not null then
		return legal;
	end if;
	if (p_findings ->> 'became_hot')::boolean and (claim_handoff(p_phone, p_now) ->> 'claimed')::boolean and wanted ? 'hot_lead' then
		key := 'hot_lead:' || p_phone;
		facts := jsonb_build_object('kind', 'hot_lead', 'summary', p_findings -> 'handoff_summary');
		update leads set follow_up_at = p_now where phone = p_phone;
	elsif wanted ? 'follow_up' and not called and ((p_findings ->> 'commercial_request')::boolean or p_questions > 0) then
		update leads set follow_up_at = p_now where phone = p_phone and (follow_up_at is null or follow_up_at <= p_now - interval '24 hours');
		if found then
			key := 'follow_up:' || p_phone || ':' || extract(epoch from p_now);
			facts := jsonb_build_object('kind', 'follow_up', 'reason', case when p_questions > 0 then 'technical' else 'commercial' end);
		end if;
	end if;
	if key is null or called then
		return null;
	end if;
	perform enqueue_outbox(jsonb_build_array(jsonb_build_object('key', key, 'kind', 'notice', 'phone', p_phone,
		'channel', coalesce(p_channel, newest_channel(p_phone), 'default'),
		'payload', facts || jsonb_build_object('phone', p_phone, 'message', p_findings -> 'message',
			'name', (select coalesce(name, whatsapp_name) from leads where phone = p_phone)))), p_now);
	return facts ->> 'kind';
end $$;

-- Whether this caller is the one who hands a lead over: true once a lead.
create or replace function public.claim_handoff(p_phone text, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
begin
	update leads set handed_off_at = p_now, updated_at = p_now where phone = p_phone and handed_off_at is null;
	return jsonb_build_object('claimed', found, 'phone', p_phone,
		'handed_off_at', (select handed_off_at from leads where phone = p_phone));
end $$;

-- ══ 61-law.sql ══
-- Opt-outs, data requests, anonymising and erasing. Called by Confirm (through register_findings) and the Lead Store node.

-- Everything of one conversation, gone: for the self-test, and for an erasure that a customer asked for.
create or replace function public.delete_conversation(p_channel text, p_phone text)
returns jsonb language plpgsql set search_path = public as $$
declare
	removed integer;
begin
	delete from outbox where channel = p_channel and phone = p_phone;
	delete from waiting_questions where channel = p_channel and phone = p_phone;
	delete from conversations where channel = p_channel and lead_phone = p_phone;
	delete from inbox where channel = p_channel and phone = p_phone;
	delete from session_history where channel = p_channel and phone = p_phone;
	delete from chatwoot_events where channel = p_channel and phone = p_phone;
	delete from sessions where channel = p_channel and phone = p_phone;
	get diagnostics removed = row_count;
	if not exists (select from sessions where phone = p_phone) then
		delete from technical_questions where phone = p_phone;
		delete from product_interests where phone = p_phone;
		delete from audit_logs where entity_type = 'lead' and entity_id = (select l.id::text from leads l where l.phone = p_phone);
		delete from leads where phone = p_phone;
	end if;
	return jsonb_build_object('deleted', removed > 0);
end $$;

create table if not exists public.opt_outs (
	phone text primary key,
	words text not null default '',
	opted_out_at timestamptz not null default now(),
	revoked_at timestamptz
);

create table if not exists public.lgpd_requests (
	protocol text primary key,
	phone text not null,
	kind text not null,
	words text not null default '',
	status text not null default 'open' check (status in ('open', 'done', 'refused')),
	note text,
	opened_at timestamptz not null default now(),
	-- A full declaration is due within 15 days (LGPD art. 19, II), and the law names no longer time for the rest: "immediately" is held to the same.
	due_at timestamptz not null,
	closed_at timestamptz
);
-- What a person may ask of their data (LGPD art. 18): the list grows, so the check is made anew.
alter table public.lgpd_requests drop constraint if exists lgpd_requests_kind_check;
alter table public.lgpd_requests add constraint lgpd_requests_kind_check
	check (kind in ('access', 'copy', 'correction', 'deletion', 'objection', 'source'));
create index if not exists lgpd_requests_open on public.lgpd_requests (due_at) where status = 'open';

-- Stops the robot for a phone: it is on the list, the lead says so, and no conversation of it is the agent's any more. Who has a conversation in hand keeps it,
-- and it does not go back to the agent by itself (`opted_out`).
create or replace function public.register_opt_out(p_phone text, p_words text, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
begin
	insert into opt_outs (phone, words, opted_out_at) values (p_phone, coalesce(p_words, ''), p_now)
	on conflict (phone) do update set words = excluded.words, opted_out_at = excluded.opted_out_at, revoked_at = null
	where opt_outs.revoked_at is not null;
	update leads set opted_out_at = coalesce(opted_out_at, p_now), updated_at = p_now where phone = p_phone;
	with stopped as (
		update sessions s set mode = 'paused', human_attendant = null, human_since = null, paused_at = p_now, paused_by = 'opt_out',
			pause_reason = 'system', mode_since = p_now, mode_epoch = s.mode_epoch + 1, version = s.version + 1, updated_at = p_now
		from sessions b
		where s.phone = p_phone and s.mode = 'agent' and b.channel = s.channel and b.phone = s.phone
		returning s.channel, s.mode_epoch, b.mode, b.human_attendant
	)
	insert into session_history (channel, phone, at, type, actor_type, from_mode, to_mode, from_owner, reason, epoch)
	select channel, p_phone, p_now, 'mode_changed', 'customer', mode, 'paused', human_attendant, 'opt_out', mode_epoch from stopped;
	update sessions set metadata = metadata || '{"opted_out": true}', version = version + 1, updated_at = p_now
	where phone = p_phone and mode = 'human' and not metadata ? 'opted_out';
	return (select to_jsonb(o) from opt_outs o where phone = p_phone);
end $$;

-- Takes an opt-out back: the agent answers again where the opt-out had stopped it.
create or replace function public.revoke_opt_out(p_phone text, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
begin
	update opt_outs set revoked_at = p_now where phone = p_phone and revoked_at is null;
	update leads set opted_out_at = null, updated_at = p_now where phone = p_phone;
	update sessions set metadata = metadata - 'opted_out', version = version + 1, updated_at = p_now where phone = p_phone and metadata ? 'opted_out';
	update sessions set mode = 'agent', paused_at = null, paused_by = null, pause_reason = null, mode_since = p_now,
		mode_epoch = mode_epoch + 1, version = version + 1, updated_at = p_now
	where phone = p_phone and mode = 'paused' and paused_by = 'opt_out';
	return coalesce((select to_jsonb(o) from opt_outs o where phone = p_phone), jsonb_build_object('phone', p_phone));
end $$;

-- Opens a data request under its number; the same number again changes nothing.
create or replace function public.open_lgpd_request(
	p_protocol text, p_phone text, p_kind text, p_words text, p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
begin
	insert into lgpd_requests (protocol, phone, kind, words, opened_at, due_at)
	values (p_protocol, p_phone, p_kind, coalesce(p_words, ''), p_now, p_now + interval '15 days') on conflict (protocol) do nothing;
	return (select to_jsonb(r) from lgpd_requests r where protocol = p_protocol);
end $$;

-- Makes a person anonymous, all or nothing: lead, conversation, questions and interests stay as figures under a pseudonym, with the texts that the caller
-- made anonymous (`{id, text}`; a row that came since has none and goes). What is only there to work with goes. An opt-out stays: nobody may write to them.
create or replace function public.anonymize_person(
	p_phone text, p_pseudonym text, p_messages jsonb, p_questions jsonb, p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
declare
	l leads;
	messages integer;
begin
	select * into l from leads where phone = p_phone for update;
	if not found then
		return jsonb_build_object('anonymized', false, 'reason', 'unknown_phone');
	end if;
	update conversations c set lead_phone = p_pseudonym, content = m.text, message_id = null
	from jsonb_to_recordset(p_messages) as m (id bigint, text text) where c.id = m.id and c.lead_phone = p_phone;
	get diagnostics messages = row_count;
	update technical_questions q set phone = p_pseudonym, question = m.text, answer = null
	from jsonb_to_recordset(p_questions) as m (id uuid, text text) where q.id = m.id and q.phone = p_phone;
	update product_interests set phone = p_pseudonym where phone = p_phone;
	delete from conversations where lead_phone = p_phone;
	delete from technical_questions where phone = p_phone;
	delete from outbox where phone = p_phone;
	delete from inbox where phone = p_phone;
	delete from session_history where phone = p_phone;
	delete from waiting_questions where phone = p_phone;
	delete from chatwoot_events where phone = p_phone;
	delete from sessions where phone = p_phone;
	update lgpd_requests set phone = p_pseudonym, words = '' where phone = p_phone;
	update onboardings set phone = '', name = '', link = '' where phone = p_phone;
	update leads set phone = p_pseudonym, whatsapp_name = null, name = null, email = null, cnpj = null, site = null, need = null,
		custom_fields = null, temperature_reason = null, anonymized_at = p_now, updated_at = p_now where id = l.id;
	update temperature_history set reason = null where lead_id = l.id;
	delete from audit_logs where entity_type = 'lead' and entity_id = l.id::text;
	insert into audit_logs (logged_at, action, entity_type, entity_id, metadata)
	values (p_now, 'UPDATE', 'lead', l.id::text, jsonb_build_object('anonymized', true));
	return jsonb_build_object('anonymized', true, 'pseudonym', p_pseudonym, 'messages', messages);
end $$;

-- ══ 62-audit.sql ══
-- Who changed what of a lead, with the old value. Written by a trigger, read by the Lead Store node.

create table if not exists public.audit_logs (
	id bigint generated always as identity primary key,
	logged_at timestamptz not null default now(),
	action text not null check (action in ('CREATE', 'UPDATE', 'DELETE', 'API_CALL')),
	entity_type text not null,
	entity_id text not null,
	changed_by text not null default 'system',
	-- CREATE: {after} · UPDATE: {before, after}, changed keys only · DELETE: {before}
	changes jsonb not null default '{}',
	metadata jsonb not null default '{}'
);
create index if not exists audit_logs_entity on public.audit_logs (entity_type, entity_id, logged_at desc);
create index if not exists audit_logs_time on public.audit_logs (logged_at desc);

-- Every change of what is known of a lead is kept with the old value, whoever made it; so is every change of temperature.
create or replace function public.audit_lead() returns trigger language plpgsql set search_path = public as $$
declare
	-- Bookkeeping that tells nothing of the lead.
	unaudited constant text[] := array['id', 'phone', 'created_at', 'updated_at', 'agent_state', 'temperature_updated_at', 'crm_sync_status',
		'follow_up_at'];
	before jsonb := case when tg_op = 'UPDATE' then to_jsonb(old) - unaudited else '{}' end;
	after jsonb := to_jsonb(new) - unaudited;
	changed text[];
begin
	select array_agg(key) into changed from jsonb_each(after) where value is distinct from coalesce(before -> key, 'null');
	if changed is null then
		return null;
	end if;
	insert into audit_logs (logged_at, action, entity_type, entity_id, changes)
	select new.updated_at, case tg_op when 'INSERT' then 'CREATE' else 'UPDATE' end, 'lead', new.id::text,
		case tg_op when 'INSERT' then jsonb_build_object('after', a) else jsonb_build_object('before', b, 'after', a) end
	from (select jsonb_object_agg(key, after -> key) as a, jsonb_object_agg(key, before -> key) as b from unnest(changed) as key) as values_of;
	if 'temperature' = any (changed) and new.temperature is not null then
		insert into temperature_history (lead_id, before, after, reason, changed_at)
		values (new.id, before ->> 'temperature', new.temperature, new.temperature_reason, new.updated_at);
	end if;
	return null;
end $$;
create or replace trigger audit_lead after insert or update on public.leads for each row execute function public.audit_lead();

-- ══ 70-onboarding.sql ══
-- How far the users of a flow are, as AtendeAqui told last, and what was written to them. What they typed into a step is never kept here. Called by the Lead Store node.

create table if not exists public.onboardings (
	flow text not null check (flow <> ''),
	user_id text not null check (user_id <> ''),
	client_id text not null default '',
	-- Canonical key; empty for users of whom only AtendeAqui knows: nothing is written to them.
	phone text not null default '',
	name text not null default '',
	company text not null default '',
	-- Where the user goes on.
	link text not null default '',
	status text not null default 'NOT_STARTED',
	percentage numeric not null default 0,
	next_step text not null default '',
	started_at timestamptz,
	last_activity_at timestamptz,
	completed_at timestamptz,
	-- When each reminder was put into the outbox to be sent.
	reminders timestamptz[] not null default '{}',
	congratulated_at timestamptz,
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now(),
	primary key (flow, user_id)
);
create index if not exists onboardings_stalled on public.onboardings (last_activity_at) where status = 'IN_PROGRESS' and phone <> '';
create index if not exists onboardings_phone on public.onboardings (phone) where phone <> '';
create index if not exists onboardings_completed on public.onboardings (completed_at) where status = 'COMPLETED' and phone <> '';

-- Takes in what AtendeAqui tells of a user; what is older than what is known changes nothing. A sign of life takes reminders back that were not sent yet.
create or replace function public.note_onboarding(p_progress jsonb, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	p onboardings := jsonb_populate_record(null::onboardings, p_progress);
	o onboardings;
begin
	insert into onboardings as k (flow, user_id, client_id, name, status, percentage, next_step, started_at, last_activity_at, completed_at, created_at,
		updated_at)
	values (p.flow, p.user_id, coalesce(p.client_id, ''), coalesce(p.name, ''), p.status, coalesce(p.percentage, 0), coalesce(p.next_step, ''),
		p.started_at, p.last_activity_at, p.completed_at, p_now, p_now)
	on conflict (flow, user_id) do update set
		client_id = coalesce(nullif(excluded.client_id, ''), k.client_id), name = coalesce(nullif(k.name, ''), excluded.name),
		status = excluded.status, percentage = excluded.percentage, next_step = excluded.next_step, started_at = excluded.started_at,
		last_activity_at = excluded.last_activity_at, completed_at = excluded.completed_at, updated_at = p_now
	where k.last_activity_at is null or excluded.last_activity_at >= k.last_activity_at;
	select * into o from onboardings where flow = p.flow and user_id = p.user_id;
	update outbox set status = 'discarded', error = 'onboarding_went_on', updated_at = p_now
	where phone = o.phone and status = 'pending' and payload ->> 'onboarding' = o.flow || '/' || o.user_id and payload ->> 'nudge' = 'reminder'
		and (o.status <> 'IN_PROGRESS' or (payload ->> 'activity_at')::timestamptz is distinct from o.last_activity_at);
	return to_jsonb(o);
end $$;

-- A user who signed up: what is known, and the welcome, which goes out once however often this is called.
create or replace function public.register_onboarding(p_progress jsonb, p_welcome jsonb, p_channel text default null, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	p onboardings := jsonb_populate_record(null::onboardings, p_progress);
	welcome text;
begin
	perform note_onboarding(p_progress, p_now);
	update onboardings set phone = coalesce(nullif(p.phone, ''), phone), name = coalesce(nullif(p.name, ''), name),
		company = coalesce(nullif(p.company, ''), company), link = coalesce(nullif(p.link, ''), link), updated_at = p_now
	where flow = p.flow and user_id = p.user_id;
	welcome := case
		when coalesce(p_welcome ->> 'text', '') = '' then 'none'
		when exists (select from opt_outs where phone = p.phone and revoked_at is null) then 'opted_out'
		when jsonb_array_length(enqueue_outbox(jsonb_build_array(jsonb_build_object('key', p_welcome ->> 'key', 'kind', 'whatsapp_text',
			'channel', channel_for(p.phone, p_channel), 'phone', p.phone,
			'payload', jsonb_build_object('text', p_welcome ->> 'text', 'onboarding', p.flow || '/' || p.user_id))), p_now)) > 0 then 'queued'
		else 'known'
	end;
	return jsonb_build_object('flow', p.flow, 'user_id', p.user_id, 'phone', p.phone, 'welcome', welcome);
end $$;

-- Who could be written to: users without activity since then, and those who finished after then. None while the agent is switched off. A coarse sieve by
-- the caller's rules, so that the many who have had enough cost nothing; who gets what, and when, is the caller's to say.
create or replace function public.nudge_candidates(
	p_stalled_before timestamptz, p_seen_after timestamptz, p_cooled_before timestamptz, p_most_per_stall integer, p_most_per_flow integer,
	p_completed_after timestamptz, p_flow text default null
) returns jsonb language sql stable set search_path = public as $$
	select coalesce(jsonb_agg(to_jsonb(o.*) || jsonb_build_object(
		'opted_out', exists (select from opt_outs x where x.phone = o.phone and x.revoked_at is null),
		'reminded_elsewhere_at', (select max(r) from onboardings e, unnest(e.reminders) r where e.phone = o.phone and e.phone <> ''
			and (e.flow, e.user_id) <> (o.flow, o.user_id)),
		'with_human', exists (select from sessions s where s.phone = o.phone and s.mode <> 'agent'))), '[]')
	from onboardings o
	where o.phone <> '' and (p_flow is null or o.flow = p_flow)
		and ((o.status = 'IN_PROGRESS' and o.last_activity_at <= p_stalled_before and o.last_activity_at > p_seen_after
				and not exists (select from unnest(o.reminders) r where r > p_cooled_before)
				and (select count(*) from unnest(o.reminders) r where r >= o.last_activity_at) < p_most_per_stall
				and (select count(*) from unnest(o.reminders) r where r >= o.started_at) < p_most_per_flow)
			or (o.status = 'COMPLETED' and o.completed_at > p_completed_after and (o.congratulated_at is null or o.congratulated_at < o.completed_at)))
		and coalesce((select value from settings where key = 'agent_enabled'), 'true') <> 'false';
$$;

-- Puts a planned message into the outbox, once, if it still holds: the user did nothing since, did not opt out, and is not with a person.
create or replace function public.queue_nudge(p_nudge jsonb, p_text text, p_channel text default null, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	o onboardings;
	s sessions;
	refused text;
	channel_of text;
	send_at timestamptz := greatest((p_nudge ->> 'send_at')::timestamptz, p_now);
	is_reminder boolean := p_nudge ->> 'nudge' = 'reminder';
begin
	select * into o from onboardings where flow = p_nudge ->> 'flow' and user_id = p_nudge ->> 'user_id' for update;
	refused := case
		when o.phone is null or o.phone = '' then 'unknown'
		when exists (select from opt_outs where phone = o.phone and revoked_at is null) then 'opted_out'
		when exists (select from sessions where phone = o.phone and mode <> 'agent') then 'with_human'
		when (select value from settings where key = 'agent_enabled') = 'false' then 'agent_off'
		when o.status <> case when is_reminder then 'IN_PROGRESS' else 'COMPLETED' end
			or o.last_activity_at is distinct from (p_nudge ->> 'activity_at')::timestamptz then 'went_on'
	end;
	if refused is null then
		channel_of := channel_for(o.phone, p_channel);
		select * into s from sessions where channel = channel_of and phone = o.phone;
		if jsonb_array_length(enqueue_outbox(jsonb_build_array(jsonb_build_object('key', p_nudge ->> 'key', 'kind', 'whatsapp_text', 'channel', channel_of,
			'phone', o.phone, 'payload', jsonb_build_object('text', p_text, 'onboarding', o.flow || '/' || o.user_id, 'nudge', p_nudge ->> 'nudge',
				'activity_at', o.last_activity_at, 'mode_epoch', coalesce(s.mode_epoch, 1), 'until', p_nudge ->> 'until'))), send_at)) = 0
		then
			refused := 'known';
		elsif is_reminder then
			update onboardings set reminders = reminders || send_at, updated_at = p_now where flow = o.flow and user_id = o.user_id;
		else
			update onboardings set congratulated_at = send_at, updated_at = p_now where flow = o.flow and user_id = o.user_id;
		end if;
	end if;
	return jsonb_build_object('queued', refused is null, 'flow', p_nudge ->> 'flow', 'user_id', p_nudge ->> 'user_id')
		|| case when refused is null then jsonb_build_object('send_at', send_at) else jsonb_build_object('reason', refused) end;
end $$;

-- Whoever opts out gets nothing of an onboarding any more, what waits to be sent included.
create or replace function public.drop_onboarding_texts() returns trigger language plpgsql set search_path = public as $$
begin
	update outbox set status = 'discarded', error = 'opted_out', updated_at = new.opted_out_at
	where phone = new.phone and kind = 'whatsapp_text' and status = 'pending' and payload ? 'onboarding';
	return null;
end $$;
create or replace trigger drop_onboarding_texts after insert or update on public.opt_outs for each row when (new.revoked_at is null)
	execute function public.drop_onboarding_texts();

-- ══ 80-crm.sql ══
-- A lead that the CRM should have gets a row of the outbox in the transaction that changes it; all of it sleeps until a workflow claims leads for the
-- CRM: without a CRM nothing piles up. Called by the Conversation node's CRM operations.

-- What the CRM has of a lead. Written after each step of a sync, so that no step is done twice.
create table if not exists public.crm_links (
	phone text primary key references public.leads (phone) on update cascade on delete cascade,
	company_id bigint,
	person_id bigint,
	deal_id bigint,
	note_id bigint,
	-- The same with what was written there, as the sync gives it and wants it back.
	links jsonb not null default '{}',
	synced_at timestamptz,
	updated_at timestamptz not null default now()
);
create index if not exists crm_links_deal on public.crm_links (deal_id) where deal_id is not null;

-- Whether the CRM gets a lead under a policy: the rule of `isWanted` in the package.
create or replace function public.crm_wants(p_lead public.leads, p_policy text)
returns boolean language sql immutable set search_path = public as $$
	select coalesce(case p_policy
		when 'hotOnly' then p_lead.temperature = 'hot'
		when 'hotWarm' then p_lead.temperature = 'hot' or (p_lead.temperature = 'warm' and p_lead.name <> '' and p_lead.product <> '')
		when 'allWithMinimum' then p_lead.name <> '' and p_lead.product <> '' and p_lead.city <> ''
	end, false);
$$;

-- Puts a lead into the outbox for the CRM. It has one row there for good: changes while it waits are one sync of the newest state, a change while it is being
-- synced is one more sync afterwards.
create or replace function public.enqueue_crm_sync(p_phone text, p_channel text, p_now timestamptz)
returns void language sql set search_path = public as $$
	update leads set crm_sync_status = 'pending' where phone = p_phone and crm_sync_status <> 'pending';
	insert into outbox as o (idempotency_key, kind, channel, phone, payload, next_attempt_at, created_at, updated_at)
	values ('crm_sync:' || p_phone, 'crm_sync', p_channel, p_phone, '{}', p_now, p_now, p_now)
	on conflict (idempotency_key) do update set
		status = case o.status when 'sending' then 'sending' else 'pending' end,
		payload = case o.status when 'sending' then '{"again": true}' else '{}' end::jsonb,
		attempts = case when o.status in ('sending', 'pending') then o.attempts else 0 end,
		next_attempt_at = case when o.status in ('sending', 'pending') then o.next_attempt_at else p_now end,
		channel = excluded.channel, updated_at = p_now;
$$;

-- Under which policy the leads of a channel go to the CRM; null when nobody has asked for any for a day.
create or replace function public.crm_policy(p_channel text, p_now timestamptz)
returns text language sql stable set search_path = public as $$
	select value ->> 'policy' from settings
	where key in ('crm_sync', 'crm_sync:' || p_channel) and updated_at > p_now - interval '1 day'
	order by length(key) desc limit 1;
$$;

-- A lead of which the CRM should know more. One that it has is kept up to date, whatever became of its temperature.
create or replace function public.crm_follows_lead() returns trigger language plpgsql set search_path = public as $$
declare
	at_channel text;
	policy text;
begin
	-- Who was made anonymous is nobody to the CRM, and what was written there told who it was.
	if new.anonymized_at is not null then
		delete from crm_links where phone = new.phone;
		return null;
	end if;
	if tg_op = 'UPDATE' and (old.name, old.whatsapp_name, old.company, old.cnpj, old.email, old.city, old.uf, old.product, old.volume, old.segment, old.need,
			old.site, old.temperature, old.custom_fields)
		is not distinct from (new.name, new.whatsapp_name, new.company, new.cnpj, new.email, new.city, new.uf, new.product, new.volume, new.segment, new.need,
			new.site, new.temperature, new.custom_fields)
	then
		return null;
	end if;
	at_channel := coalesce(newest_channel(new.phone), 'default');
	policy := crm_policy(at_channel, new.updated_at);
	if policy is not null and (crm_wants(new, policy) or exists (select from crm_links where phone = new.phone and deal_id is not null)) then
		perform enqueue_crm_sync(new.phone, at_channel, new.updated_at);
	end if;
	return null;
end $$;
create or replace trigger crm_follows_lead after insert or update on public.leads for each row execute function public.crm_follows_lead();

-- Hands leads that are due for the CRM to one worker, each with what is known of it and what the CRM has of it. Asking is what switches the queue on, under
-- the policy that is asked with, and a day without asking switches it off. Who asks again after that gets what changed within the last day.
create or replace function public.claim_crm_syncs(
	p_policy text, p_limit integer, p_lease_seconds integer, p_channel text default null, p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
declare
	setting text := 'crm_sync' || coalesce(':' || p_channel, '');
	known settings;
	missed record;
	claimed jsonb;
begin
	select * into known from settings where key = setting;
	if not found or known.value ->> 'policy' is distinct from p_policy or known.updated_at < p_now - interval '1 hour' then
		insert into settings (key, value, updated_at) values (setting, jsonb_build_object('policy', p_policy), p_now)
		on conflict (key) do update set value = excluded.value, updated_at = greatest(settings.updated_at, p_now);
	end if;
	if known.updated_at <= p_now - interval '1 day' then
		for missed in
			select l.phone, s.channel from leads l
			cross join lateral (select channel from sessions where phone = l.phone order by updated_at desc limit 1) s
			left join crm_links k on k.phone = l.phone
			where l.updated_at > greatest(p_now - interval '1 day', k.synced_at) and l.crm_sync_status in ('not_synced', 'synced')
				and crm_wants(l, p_policy) and (p_channel is null or s.channel = p_channel)
			order by l.phone
		loop
			perform enqueue_crm_sync(missed.phone, missed.channel, p_now);
		end loop;
	end if;

	claimed := claim_outbox(array['crm_sync'], p_limit, p_lease_seconds, p_channel, p_now);
	-- Only now: a change of the lead that came before the claim is in it, one that comes after it asks for another sync.
	return (
		select coalesce(jsonb_agg((c - 'payload' - 'send_to' - 'kind') || jsonb_build_object(
			'policy', p_policy,
			'lease_seconds', p_lease_seconds,
			-- The channel of a session is a number of ours; where the lead comes from is WhatsApp.
			'lead', to_jsonb(l) - array['id', 'agent_state', 'created_at', 'updated_at', 'crm_sync_status'] || jsonb_build_object('channel', 'whatsapp'),
			'links', coalesce(k.links, '{}'))), '[]')
		from jsonb_array_elements(claimed) c
		join leads l on l.phone = c ->> 'phone'
		left join crm_links k on k.phone = l.phone
	);
end $$;

-- How long to wait after so many tries, up to a quarter longer so that workers do not march in step (p_chance: 0 to 1).
create or replace function public.crm_backoff(p_attempts integer, p_chance numeric)
returns interval language sql immutable set search_path = public as $$
	select make_interval(mins => (array[1, 5, 15, 60, 180, 360, 720, 1440])[least(greatest(p_attempts, 1), 8)]) * (1 + 0.25 * p_chance);
$$;

-- Writes what one run of the sync gave: first what the CRM has now, then what follows.
-- step: there is more to do, and the worker has the lead for another lease · synced, skipped: the end · failed: again later, ever more seldom; given up at
-- once when trying again makes no sense, and after ten tries. The team is told once of a lead and a reason, and once a day of a token that is refused.
create or replace function public.save_crm_sync(
	p_outbox_id bigint, p_lease_token uuid, p_outcome text, p_links jsonb, p_failure jsonb default '{}', p_lease_seconds integer default 300,
	p_chance numeric default 0, p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
declare
	o outbox;
	l leads;
	next_status text;
	again boolean;
	reason text := coalesce(p_failure ->> 'error', 'sem explicação');
begin
	-- The lead before its row, as whoever changes a lead does: no deadlock.
	select * into l from leads where phone = (select phone from outbox where id = p_outbox_id) for update;
	select * into o from outbox where id = p_outbox_id and lease_token = p_lease_token and status = 'sending' for update;
	if not found then
		return jsonb_build_object('saved', false, 'reason', 'lease_lost');
	end if;
	if l.phone is null then
		update outbox set status = 'discarded', error = 'The lead is gone', lease_token = null, lease_until = null, updated_at = p_now where id = o.id;
		return jsonb_build_object('saved', false, 'reason', 'lead_gone');
	end if;

	if jsonb_typeof(p_links -> 'links') = 'object' then
		insert into crm_links (phone, company_id, person_id, deal_id, note_id, links, synced_at, updated_at)
		select l.phone, k.company_id, k.person_id, k.deal_id, k.note_id, k.links, case p_outcome when 'synced' then p_now end, p_now
		from jsonb_populate_record(null::crm_links, p_links) k
		on conflict (phone) do update set company_id = excluded.company_id, person_id = excluded.person_id, deal_id = excluded.deal_id,
			note_id = excluded.note_id, links = excluded.links, synced_at = coalesce(excluded.synced_at, crm_links.synced_at), updated_at = p_now;
	end if;
	if p_outcome = 'step' then
		update outbox set lease_until = p_now + make_interval(secs => p_lease_seconds), updated_at = p_now where id = o.id;
		return jsonb_build_object('saved', true, 'status', 'sending');
	end if;

	next_status := case when p_outcome <> 'failed' then 'sent'
		when (p_failure ->> 'retry')::boolean is not true or o.attempts >= 10 then 'failed' else 'pending' end;
	-- What changed meanwhile is synced at once, unless the CRM is out of reach just now.
	again := next_status <> 'pending' and o.payload ? 'again';
	update outbox set status = case when again then 'pending' else next_status end, payload = '{}', attempts = case when again then 0 else attempts end,
		error = case p_outcome when 'failed' then reason end, lease_token = null, lease_until = null, updated_at = p_now,
		next_attempt_at = case when again then p_now else p_now + greatest(crm_backoff(attempts, p_chance),
			make_interval(secs => coalesce((p_failure ->> 'retryAfterMs')::numeric, 0)::float / 1000)) end
	where id = o.id returning * into o;
	update leads set crm_sync_status = case when o.status = 'sent' and p_outcome = 'skipped' then 'not_synced' when o.status = 'sent' then 'synced'
		else o.status end where id = l.id;

	if o.status = 'failed' then
		perform enqueue_outbox(jsonb_build_array(jsonb_build_object('kind', 'notice', 'channel', o.channel, 'phone', o.phone,
			'key', case when p_failure ->> 'kind' = 'unauthorized' then 'crm_unauthorized:' || o.channel || ':' || p_now::date
				else 'crm_given_up:' || o.id || ':' || md5(reason) end,
			'payload', jsonb_build_object('kind', case when p_failure ->> 'kind' = 'unauthorized' then 'crm_unauthorized' else 'crm_given_up' end,
				'phone', o.phone, 'name', coalesce(l.name, l.whatsapp_name), 'error', reason))), p_now);
	elsif p_outcome = 'failed' and (select count(*) from outbox where kind = 'crm_sync' and channel = o.channel and status = 'pending') >= 50 then
		perform enqueue_outbox(jsonb_build_array(jsonb_build_object('kind', 'notice', 'channel', o.channel, 'phone', o.phone,
			'key', 'crm_backlog:' || o.channel || ':' || p_now::date,
			'payload', jsonb_build_object('kind', 'crm_backlog', 'phone', o.phone, 'error', reason))), p_now);
	end if;
	return jsonb_build_object('saved', true, 'status', o.status, 'attempts', o.attempts, 'next_attempt_at', case o.status when 'pending' then o.next_attempt_at end);
end $$;

-- Puts leads that were given up back into the queue: the token was renewed, the pipeline corrected. Returns how many.
create or replace function public.retry_crm_syncs(p_phone text default null, p_channel text default null, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	given_up record;
	count integer := 0;
begin
	for given_up in
		select phone, channel from outbox
		where kind = 'crm_sync' and status = 'failed' and (p_phone is null or phone = p_phone) and (p_channel is null or channel = p_channel)
		order by phone
	loop
		perform enqueue_crm_sync(given_up.phone, given_up.channel, p_now);
		count := count + 1;
	end loop;
	return jsonb_build_object('queued', count);
end $$;

-- ══ 81-crm-events.sql ══
-- What the CRM tells back of a deal, each happening once. Called by the Conversation node's Record Deal Event and the CRM triggers.

-- Happenings that were told from outside, by their key: whoever writes one first acts on it.
create table if not exists public.known_events (
	key text primary key check (key <> ''),
	known_at timestamptz not null default now()
);
create index if not exists known_events_time on public.known_events (known_at);

-- Whether this caller is the first to hear of a happening. Keys are kept for 90 days.
create or replace function public.claim_event(p_key text, p_now timestamptz default now())
returns boolean language plpgsql set search_path = public as $$
begin
	delete from known_events where known_at < p_now - interval '90 days';
	insert into known_events (key, known_at) values (p_key, p_now) on conflict (key) do nothing;
	return found;
end $$;

-- What the CRM tells of a deal comes into the conversation of its customer, once for its key: into the metadata, into the history and, where a text is given,
-- to the customer: once a deal and happening, within a day, never to somebody who wants no messages, and only while the agent has the conversation.
create or replace function public.record_deal_event(
	p_channel text, p_phone text, p_event jsonb, p_text text default null, p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
declare
	s sessions;
	refused text;
	told jsonb;
begin
	if not claim_event(p_event ->> 'key', p_now) then
		return jsonb_build_object('recorded', false, 'reason', 'known_event');
	end if;
	select * into s from sessions
	where phone = coalesce(p_phone, (select phone from crm_links where deal_id = (p_event ->> 'deal_id')::bigint)) and (p_channel is null or channel = p_channel)
	order by updated_at desc limit 1 for update;
	if not found then
		return jsonb_build_object('recorded', false, 'reason', 'no_conversation');
	end if;
	update sessions set version = version + 1, updated_at = p_now,
		metadata = metadata || jsonb_build_object('crm_deal', p_event - 'key' || jsonb_build_object('at', p_now))
	where channel = s.channel and phone = s.phone;
	perform write_history(s.channel, s.phone, jsonb_build_array(jsonb_build_object('type', 'crm_deal', 'actor_type', 'system',
		'reason', p_event ->> 'event', 'details', p_event)), s.mode_epoch, p_now);

	refused := case
		when coalesce(p_text, '') = '' then 'no_text'
		when exists (select from opt_outs where phone = s.phone and revoked_at is null) then 'opted_out'
		when s.mode <> 'agent' then s.mode
		else fence(s, s.mode_epoch, false) end;
	if refused is null then
		told := enqueue_outbox(jsonb_build_array(jsonb_build_object('kind', 'whatsapp_text', 'channel', s.channel, 'phone', s.phone,
			'key', concat_ws(':', 'crm_deal', s.phone, p_event ->> 'deal_id', p_event ->> 'event', case p_event ->> 'event' when 'moved' then p_event ->> 'stage_id' end),
			'payload', jsonb_build_object('text', p_text, 'mode_epoch', s.mode_epoch, 'until', p_now + interval '1 day'))), p_now);
		refused := case jsonb_array_length(told) when 0 then 'told_already' end;
	end if;
	return jsonb_build_object('recorded', true, 'channel', s.channel, 'phone', s.phone, 'mode', s.mode, 'message_queued', refused is null, 'reason', refused);
end $$;

-- ══ 90-chatwoot.sql ══
-- Every word of a conversation is mirrored to Chatwoot, in order, by way of the outbox; what people do there comes back, each event once.
-- Called by the Conversation node's Chatwoot operations.

-- Events of Chatwoot that were handled, by the key that the trigger gives them; each of our numbers may have a Chatwoot of its own.
create table if not exists public.chatwoot_events (
	channel text not null,
	key text not null check (key <> ''),
	phone text not null,
	-- Chatwoot counts its messages: a higher number was written later, whenever it arrives. Null for what is no message.
	number bigint,
	handled_at timestamptz not null default now(),
	primary key (channel, key)
);
create index if not exists chatwoot_events_conversation on public.chatwoot_events (channel, phone, number desc);
create index if not exists chatwoot_events_time on public.chatwoot_events (handled_at);

-- A word that was said goes into the outbox in the transaction that writes it into the history, if a workflow asked for words within three days. What
-- came from Chatwoot is there already; what was not sent was not said.
create or replace function public.mirror_word() returns trigger language plpgsql set search_path = public as $$
begin
	if new.status not in ('received', 'sent')
		or not exists (select from settings where key in ('chatwoot_mirror', 'chatwoot_mirror:' || new.channel) and updated_at > now() - interval '3 days')
		or exists (select from outbox where id = new.outbox_id and payload ->> 'origin' = 'chatwoot')
	then
		return null;
	end if;
	-- The words themselves stay in the history, where they may still change and where they are erased.
	insert into outbox (idempotency_key, kind, channel, phone, payload)
	values ('word:' || new.id, 'chatwoot_message', new.channel, new.lead_phone,
		jsonb_build_object('word', new.id, 'message_id', coalesce(new.message_id, 'word-' || new.id)))
	on conflict (idempotency_key) do nothing;
	return null;
end $$;
create or replace trigger mirror_word after insert or update of status on public.conversations for each row execute function public.mirror_word();

-- Hands words that are to be mirrored to one worker: of each conversation all that are due, in order, unless another worker is at it or an earlier one has
-- to wait. Asking is what switches the mirror on. A worker that died is followed by another: whoever mirrors finds what is there already.
create or replace function public.claim_words(
	p_limit integer, p_lease_seconds integer, p_channel text default null, p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
declare
	setting text := 'chatwoot_mirror' || coalesce(':' || p_channel, '');
	claimed jsonb;
begin
	if not exists (select from settings where key = setting and updated_at > p_now - interval '1 hour') then
		insert into settings (key, value, updated_at) values (setting, 'true', p_now)
		on conflict (key) do update set updated_at = greatest(settings.updated_at, p_now);
	end if;
	-- One after the other: a second worker would see the rows of the first as free, and go past them.
	perform pg_advisory_xact_lock(hashtext('claim_words'));
	update outbox set status = 'pending', lease_token = null, lease_until = null, error = 'The worker died while it was at it', updated_at = p_now
	where kind = 'chatwoot_message' and status = 'sending' and lease_until <= p_now and (p_channel is null or channel = p_channel);
	-- A word that was erased is not mirrored any more.
	update outbox o set status = 'discarded', error = 'The word was erased', updated_at = p_now
	where o.kind = 'chatwoot_message' and o.status = 'pending' and (p_channel is null or o.channel = p_channel)
		and not exists (select from conversations c where c.id = (o.payload ->> 'word')::bigint);

	with due as (
		select o.id from outbox o
		where o.kind = 'chatwoot_message' and o.status = 'pending' and (p_channel is null or o.channel = p_channel)
			and not exists (select from outbox e where e.channel = o.channel and e.phone = o.phone and e.kind = o.kind and e.id <= o.id
				and (e.status = 'sending' or (e.status = 'pending' and e.next_attempt_at > p_now)))
		order by o.id limit p_limit
	), begun as (
		update outbox o set status = 'sending', attempts = o.attempts + 1, began_at = p_now, lease_token = gen_random_uuid(),
			lease_until = p_now + make_interval(secs => p_lease_seconds), updated_at = p_now
		from due where o.id = due.id returning o.*
	)
	select jsonb_agg(jsonb_build_object('outbox_id', b.id, 'lease_token', b.lease_token, 'attempts', b.attempts, 'channel', b.channel, 'phone', b.phone,
			'message_id', b.payload ->> 'message_id', 'direction', case c.role when 'user' then 'incoming' else 'outgoing' end,
			'speaker', case c.role when 'user' then 'customer' when 'human' then 'human' else 'agent' end, 'name', coalesce(i.name, l.name, l.whatsapp_name),
			'kind', c.kind, 'text', c.content, 'caption', i.text, 'media', i.media, 'sent_at', c.sent_at) order by b.id)
	into claimed
	from begun b
	join conversations c on c.id = (b.payload ->> 'word')::bigint
	left join inbox i on i.id = c.inbox_id
	left join leads l on l.phone = b.phone;
	return coalesce(claimed, '[]');
end $$;

-- What has to be known before an event of Chatwoot is handled: whether it was, which number the newest one of that conversation has, and the session.
-- Without a channel it is the one where that person last wrote, or the only one there is.
create or replace function public.look_at_chatwoot_event(p_key text, p_channel text, p_phone text)
returns jsonb language plpgsql stable set search_path = public as $$
declare
	conversation jsonb := read_session(p_channel, p_phone);
	at_channel text := coalesce(p_channel, conversation #>> '{session,channel}', conversation ->> 'only_channel');
begin
	return conversation || jsonb_build_object('channel', at_channel,
		'known', exists (select from chatwoot_events where channel = at_channel and key = p_key),
		'newest', (select max(number) from chatwoot_events where channel = at_channel and phone = p_phone));
end $$;

-- Notes that an event was handled; whoever notes it first puts what a person wrote to the customer into the outbox and into the history. The first text that
-- may be sent to that customer now is the caller's to send.
create or replace function public.handle_chatwoot_event(
	p_event jsonb, p_replies jsonb default '[]', p_lease_seconds integer default 60, p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
declare
	at_channel text := p_event ->> 'channel';
	at_phone text := p_event ->> 'phone';
	reply jsonb;
	stored bigint;
	claimed jsonb := '[]';
begin
	insert into chatwoot_events (channel, key, phone, number, handled_at)
	values (at_channel, p_event ->> 'key', at_phone, (p_event ->> 'number')::bigint, p_now) on conflict (channel, key) do nothing;
	if not found then
		return jsonb_build_object('handled', false, 'claimed', claimed);
	end if;
	for reply in select * from jsonb_array_elements(p_replies) loop
		insert into outbox (idempotency_key, kind, channel, phone, payload, next_attempt_at, created_at, updated_at)
		values (concat_ws(':', at_channel, p_event ->> 'key', reply ->> 'part'), 'whatsapp_text', at_channel, at_phone,
			reply - 'words' || '{"speaker": "human", "origin": "chatwoot"}', p_now, p_now, p_now)
		returning id into stored;
		insert into conversations (channel, lead_phone, role, content, kind, outbox_id, sent_at)
		values (at_channel, at_phone, 'human', reply ->> 'words', reply ->> 'kind', stored, (p_event ->> 'sent_at')::timestamptz);
	end loop;
	if stored is not null then
		claimed := claim_outbox(array['whatsapp_text'], 1, p_lease_seconds, at_channel, p_now, at_phone);
		-- What was left of a reply of the agent's stood before it, and is gone now.
		if claimed = '[]' then
			claimed := claim_outbox(array['whatsapp_text'], 1, p_lease_seconds, at_channel, p_now, at_phone);
		end if;
	end if;
	return jsonb_build_object('handled', true, 'claimed', claimed);
end $$;

-- Until when everything that people wrote in Chatwoot is known; at the first question that is now. Given a time, it moves there, never back. Events of
-- 90 days ago are forgotten.
create or replace function public.chatwoot_known_until(p_account text, p_until timestamptz default null, p_now timestamptz default now())
returns timestamptz language plpgsql set search_path = public as $$
declare
	known settings;
begin
	insert into settings as s (key, value, updated_at) values ('chatwoot_known_until:' || p_account, to_jsonb(coalesce(p_until, p_now)), p_now)
	on conflict (key) do update set value = to_jsonb(greatest((s.value #>> '{}')::timestamptz, p_until)), updated_at = p_now
	returning s.* into known;
	delete from chatwoot_events where handled_at < p_now - interval '90 days';
	return known.value #>> '{}';
end $$;

-- ══ 99-grants.sql ══
-- Only the service role reads, writes and calls. Tables and functions of others in this schema are left as they are: the two lists below are filled in
-- by the build with what the parts before this one make.

do $$
declare
	name text;
begin
	foreach name in array array['settings', 'leads', 'sessions', 'session_history', 'attendants', 'turns', 'inbox', 'conversations', 'outbox',
			'waiting_questions', 'temperature_history', 'products', 'product_interests', 'technical_questions', 'opt_outs',
			'lgpd_requests', 'audit_logs', 'onboardings', 'crm_links', 'known_events', 'chatwoot_events'] loop
		execute format('alter table public.%I enable row level security', name);
		execute format('revoke all on public.%I from anon, authenticated', name);
		execute format('grant select, insert, update, delete on public.%I to service_role', name);
	end loop;
	for name in
		select p.oid::regprocedure::text from pg_proc p
		where p.pronamespace = 'public'::regnamespace and p.proname in ('switch_agent', 'upsert_lead', 'write_history', 'save_session', 'due_sessions', 'newest_channel', 'channel_for',
			'read_session', 'list_sessions', 'read_history', 'open_question', 'drop_question', 'take_waiting_question',
			'finish_answer', 'settle_delivery', 'receive_message', 'release_expired_turns', 'reply_is_open', 'open_turn',
			'claim_turn', 'claim_due_turns', 'finish_turn', 'fence', 'confirm_send', 'next_part', 'discard_parts',
			'end_turn', 'note_text', 'record_part', 'enqueue_outbox', 'chat_moved_at', 'claim_outbox', 'finish_outbox',
			'uncertain_texts', 'settle_text', 'settle_uncertain', 'register_findings', 'tell_of_law', 'tell_team',
			'claim_handoff', 'delete_conversation', 'register_opt_out', 'revoke_opt_out', 'open_lgpd_request', 'anonymize_person',
			'audit_lead', 'note_onboarding', 'register_onboarding', 'nudge_candidates', 'queue_nudge', 'drop_onboarding_texts',
			'crm_wants', 'enqueue_crm_sync', 'crm_policy', 'crm_follows_lead', 'claim_crm_syncs', 'crm_backoff', 'save_crm_sync',
			'retry_crm_syncs', 'claim_event', 'record_deal_event', 'mirror_word', 'claim_words', 'look_at_chatwoot_event',
			'handle_chatwoot_event', 'chatwoot_known_until')
	loop
		execute format('revoke all on function %s from public, anon, authenticated', name);
		execute format('grant execute on function %s to service_role', name);
	end loop;
end $$;

commit;

notify pgrst, 'reload schema';
