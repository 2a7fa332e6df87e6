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
-- Which call wrote it last: one whose answer was lost asks again with the same key, and learns that it was done.
alter table public.sessions add column if not exists saved_by uuid;
-- Up to which change it was looked at as an old one: what it carries since then is to stay.
alter table public.sessions add column if not exists swept_at timestamptz;
-- The number that stands in for its own, since when, and of which episode of that failover: another one's is void.
alter table public.sessions add column if not exists routed_to text;
alter table public.sessions add column if not exists routed_at timestamptz;
alter table public.sessions add column if not exists routed_episode integer;

create index if not exists sessions_updated on public.sessions (updated_at desc);
create index if not exists sessions_phone on public.sessions (phone, updated_at desc);
-- What runs on a schedule starts from these, which are as large as the present and not as the past.
create index if not exists sessions_attended on public.sessions (channel, phone) where mode <> 'agent' and paused_by is distinct from 'opt_out';
create index if not exists sessions_called on public.sessions (channel, phone) where metadata ? 'escalation_requested';
create index if not exists sessions_carrying on public.sessions (updated_at)
	where mode = 'agent' and metadata <> '{}' and not metadata ? 'escalation_requested' and (swept_at is null or swept_at < updated_at);
create index if not exists sessions_last_word on public.sessions (last_customer_message)
	where mode = 'agent' and last_customer_message > coalesce(greatest(last_agent_message, last_human_message), '-infinity');
create index if not exists sessions_mode on public.sessions (mode, updated_at desc) where mode <> 'agent';
create index if not exists sessions_routed on public.sessions (channel, routed_episode) where routed_episode is not null;
create index if not exists sessions_attendant on public.sessions (human_attendant, updated_at desc) where human_attendant is not null;
drop index if exists public.sessions_not_agent;

-- Clocks that a wrong clock of before set ahead stand still until they are reached: they are set to now.
update public.sessions set last_customer_message = believable(last_customer_message, now()), last_agent_message = believable(last_agent_message, now()),
	last_human_message = believable(last_human_message, now()), last_human_activity = believable(last_human_activity, now()),
	mode_since = believable(mode_since, now()), human_since = believable(human_since, now()), paused_at = believable(paused_at, now())
where greatest(last_customer_message, last_agent_message, last_human_message, last_human_activity, mode_since, human_since, paused_at)
	> now() + interval '1 minute';

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

-- Nobody can write a mode that the rules do not know; before this check anybody could. Such a conversation was read as paused, and took no message any more: now
-- it is paused, and its history tells what it was.
alter table public.sessions drop constraint if exists sessions_mode_check;
with paused as (
	update public.sessions s set mode = 'paused', mode_since = now(), human_attendant = null, human_since = null, paused_at = now(), paused_by = 'system',
		pause_reason = 'system', mode_epoch = s.mode_epoch + 1, version = s.version + 1
	from public.sessions b
	where s.mode not in ('agent', 'human', 'paused') and b.channel = s.channel and b.phone = s.phone
	returning s.channel, s.phone, s.mode_epoch, b.mode
)
insert into public.session_history (channel, phone, type, actor_type, to_mode, reason, epoch)
select channel, phone, 'corrupt_mode', 'system', 'paused', mode, mode_epoch from paused;
alter table public.sessions add constraint sessions_mode_check check (mode in ('agent', 'human', 'paused'));

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
-- A user of the attendance API who attends nobody (its role `user`): no conversation can be theirs, and they give no orders at the other doors.
alter table public.attendants add column if not exists limited boolean not null default false;

create or replace function public.write_history(
	p_channel text, p_phone text, p_rows jsonb, p_epoch integer, p_now timestamptz default now()
) returns void language sql set search_path = public as $$
	insert into session_history (channel, phone, at, type, actor_type, actor_id, from_mode, to_mode, from_owner, to_owner, reason, message_id, epoch,
		execution_id, details)
	select p_channel, key_of(p_phone), p_now, h.type, h.actor_type, h.actor_id, h.from_mode, h.to_mode, h.from_owner, h.to_owner, h.reason, h.message_id,
		p_epoch, h.execution_id, coalesce(h.details, '{}')
	from jsonb_populate_recordset(null::session_history, p_rows) h;
$$;

-- Writes a session at the version that it was made from, and returns the stored one either way. Who takes a conversation from the agent empties the buffer:
-- what the customer wrote until then is answered by them, or by the agent once it has the conversation again (answers_again).
create or replace function public.save_session(
	p_channel text, p_phone text, p_version integer, p_session jsonb, p_history jsonb default '[]', p_effects jsonb default '[]',
	p_empty_buffer boolean default false, p_now timestamptz default now(), p_key uuid default null
) returns jsonb language plpgsql set search_path = public as $$
declare
	n sessions := jsonb_populate_record(null::sessions, p_session);
	saved boolean;
begin
	p_phone := key_of(p_phone);
	if p_version = 0 then
		perform hold_key(p_phone);
		p_phone := key_of(p_phone);
		insert into sessions (channel, phone, version, created_at, updated_at) values (p_channel, p_phone, 0, p_now, p_now)
		on conflict (channel, phone) do nothing;
	end if;
	-- What it does may free those on the other numbers.
	perform lock_person(p_phone);
	update sessions s set
		mode = n.mode, mode_since = believable(n.mode_since, p_now), human_attendant = n.human_attendant, human_since = believable(n.human_since, p_now),
		mode_epoch = n.mode_epoch, paused_at = believable(n.paused_at, p_now), paused_by = n.paused_by, pause_reason = n.pause_reason,
		metadata = coalesce(n.metadata, s.metadata),
		last_customer_message = greatest(s.last_customer_message, believable(n.last_customer_message, p_now)),
		last_agent_message = greatest(s.last_agent_message, believable(n.last_agent_message, p_now)),
		last_human_message = greatest(s.last_human_message, believable(n.last_human_message, p_now)),
		last_human_activity = greatest(s.last_human_activity, believable(n.last_human_activity, p_now)),
		version = s.version + 1, updated_at = p_now, saved_by = p_key
	where s.channel = p_channel and s.phone = p_phone and s.version = p_version;
	saved := found;
	if not saved then
		-- Joined with another one meanwhile: theirs is the session.
		p_phone := key_of(p_phone);
	else
		perform write_history(p_channel, p_phone, p_history, n.mode_epoch, p_now);
		perform enqueue_outbox(p_effects, p_now);
		if p_empty_buffer and n.mode <> 'agent' then
			perform leave_unanswered(p_channel, p_phone, p_now);
		end if;
	end if;
	return jsonb_build_object('saved', saved or exists (select from sessions s
			where s.channel = p_channel and s.phone = p_phone and s.version = p_version + 1 and s.saved_by = p_key),
		'session', (select to_jsonb(s) from sessions s where s.channel = p_channel and s.phone = p_phone));
end $$;

-- The number of ours on which a person last had a conversation; null when there was none.
create or replace function public.newest_channel(p_phone text) returns text language sql stable set search_path = public as $$
	select channel from sessions where phone = p_phone order by updated_at desc limit 1;
$$;

-- The number of ours to write from: the wanted one, else that of the person's newest conversation. Who never wrote anywhere is written to from the number of
-- the newest conversation of all, one that may write to anybody before one of the Cloud API, which takes a template alone from strangers; a number that has
-- been quiet for a week while others speak may have been given up.
create or replace function public.channel_for(p_phone text, p_wanted text default null) returns text language plpgsql stable set search_path = public as $$
begin
	return coalesce(nullif(p_wanted, ''), newest_channel(key_of(p_phone)),
		(select s.channel from (select channel, phone, updated_at, max(updated_at) over () as newest from
				(select channel, phone, updated_at from sessions where not is_trial(channel) order by updated_at desc limit 50) n) s
			order by (provider_of(s.channel, s.phone) is not distinct from 'whatsapp_cloud' or s.updated_at < s.newest - interval '7 days'), s.updated_at desc
			limit 1), 'default');
end $$;
