-- Attendances: from a customer's first words, or a takeover, until somebody closes it or nobody wrote for a day. They follow what happens to the conversation (`sessions`),
-- whoever does it and through which door: nothing but the triggers below opens one or changes whose it is. Closed by close_attendance. Read by the Attendance Server.

create table if not exists public.attendances (
	id uuid primary key default gen_random_uuid(),
	channel text not null,
	phone text not null,
	-- bot: the agent answers · queue: waits for a person · in_progress: somebody has it · resolved, closed: over
	status text not null check (status in ('bot', 'queue', 'in_progress', 'resolved', 'closed')),
	-- An id of attendants, or who took it on the phone.
	owner text,
	-- 0 low, 1 normal, 2 high, 3 urgent
	priority smallint not null default 1 check (priority between 0 and 3),
	resolution text check (resolution in ('resolved', 'unresolved', 'abandoned')),
	notes text,
	rating smallint check (rating between 1 and 5),
	rating_asked_at timestamptz,
	rated_at timestamptz,
	started_at timestamptz not null,
	-- Of the last time that it came into the queue; it stays when somebody takes it.
	queued_at timestamptz,
	-- Who has it now, since when.
	assigned_at timestamptz,
	first_assigned_at timestamptz,
	closed_at timestamptz,
	closed_by text,
	messages_count integer not null default 0,
	last_message_at timestamptz,
	-- When to look whether anybody still writes.
	look_at timestamptz not null default now() + interval '1 day',
	-- Turns of the assistant in a row that came to nothing (Escalate From Three On).
	failed_turns integer not null default 0,
	check ((status in ('resolved', 'closed')) = (closed_at is not null))
);
create unique index if not exists attendances_open on public.attendances (channel, phone) where closed_at is null;
create index if not exists attendances_phone on public.attendances (phone, started_at desc);
create index if not exists attendances_started on public.attendances (started_at desc, id);
create index if not exists attendances_queue on public.attendances (priority desc, queued_at, id) where status = 'queue';
create index if not exists attendances_owner on public.attendances (owner, started_at desc) where owner is not null;
create index if not exists attendances_status on public.attendances (status, started_at desc, id);
create index if not exists attendances_quiet on public.attendances (look_at) where status = 'bot';
create index if not exists attendances_closed on public.attendances (closed_at desc) where closed_at is not null;
create index if not exists attendances_asked on public.attendances (channel, phone) where rating_asked_at is not null and rating is null;

-- Which attendance a message is of; null for what was said outside of any.
alter table public.conversations add column if not exists attendance uuid;
create index if not exists conversations_attendance on public.conversations (attendance, sent_at, id) where attendance is not null;

-- The names of the priorities, from low to urgent.
create or replace function public.priority_name(p_priority integer) returns text language sql immutable set search_path = public as $$
	select (array['low', 'normal', 'high', 'urgent'])[p_priority + 1];
$$;

-- Whether a person was called and nobody came yet: the agent may go on meanwhile, after hours or where the house wants that.
create or replace function public.is_called_for(p_metadata jsonb) returns boolean language sql immutable set search_path = public as $$
	select coalesce(p_metadata -> 'escalation_requested' = 'true', false) and not p_metadata ? 'escalation_accepted_at';
$$;

-- Where an attendance of a conversation stands: a person has it, or paused it to see to it; it waits for one; or the agent answers. Null where nobody attends: the
-- customer wants no messages, the other side is a machine, or a workflow paused it.
create or replace function public.attendance_state(p_session public.sessions) returns text language sql immutable set search_path = public as $$
	select case when p_session.mode = 'human' then 'in_progress'
		when p_session.mode = 'agent' then case when is_called_for(p_session.metadata) then 'queue' else 'bot' end
		when p_session.pause_reason = 'escalation' then 'queue'
		when p_session.pause_reason = 'manual' and p_session.paused_by not in ('system', 'opt_out', 'machine') then 'in_progress' end;
$$;

-- Who is angry, or about to buy, comes before the others.
create or replace function public.attendance_priority(p_session public.sessions) returns smallint language sql immutable set search_path = public as $$
	select case when p_session.metadata ->> 'escalation_reason' in ('frustration', 'hot') then 2 else 1 end::smallint;
$$;

-- A conversation changed hands: so does its attendance, or one begins where a person comes in and none is open. Given back to the agent it stays open.
create or replace function public.attendance_follows() returns trigger language plpgsql set search_path = public as $$
declare
	a attendances;
	state constant text := attendance_state(new);
	has constant text := case when state = 'in_progress' then coalesce(new.human_attendant, new.paused_by) end;
begin
	select * into a from attendances where channel = new.channel and phone = new.phone and closed_at is null for update;
	if not found then
		if state in ('queue', 'in_progress') and not is_trial(new.channel) then
			insert into attendances (channel, phone, status, owner, priority, started_at, queued_at, assigned_at, first_assigned_at)
			values (new.channel, new.phone, state, has, attendance_priority(new), new.updated_at, case state when 'queue' then new.updated_at end,
				case state when 'in_progress' then new.updated_at end, case state when 'in_progress' then new.updated_at end)
			on conflict do nothing;
		end if;
		return null;
	end if;
	if state is null then
		update attendances set status = 'closed', closed_at = new.updated_at, closed_by = new.paused_by where id = a.id;
	elsif (state, has) is distinct from (a.status, a.owner) then
		update attendances set status = state, owner = has,
			priority = case when state = 'queue' then greatest(a.priority, attendance_priority(new)) else a.priority end,
			queued_at = case when state = 'queue' and a.status <> 'queue' then new.updated_at else a.queued_at end,
			assigned_at = case when state = 'in_progress' then new.updated_at end,
			first_assigned_at = coalesce(a.first_assigned_at, case when state = 'in_progress' then new.updated_at end),
			failed_turns = 0, look_at = new.updated_at + interval '1 day'
		where id = a.id;
	end if;
	return null;
end $$;
create or replace trigger attendance_follows after update of mode, human_attendant, pause_reason, paused_by, metadata on public.sessions for each row
	when ((old.mode, old.human_attendant, old.pause_reason, old.paused_by) is distinct from (new.mode, new.human_attendant, new.pause_reason, new.paused_by)
		or (old.metadata <> new.metadata and public.is_called_for(old.metadata) <> public.is_called_for(new.metadata)))
	execute function public.attendance_follows();
create or replace trigger attendance_begins_with_it after insert on public.sessions for each row
	when (new.mode <> 'agent' or public.is_called_for(new.metadata)) execute function public.attendance_follows();

-- The agent's attendances that nobody wrote in for a day are over. A few with each message that comes in: as many end as begin, without a schedule.
create or replace function public.end_quiet_attendances(p_now timestamptz, p_limit integer default 3) returns void language plpgsql set search_path = public as $$
declare
	a attendances;
	last timestamptz;
begin
	for a in select * from attendances where status = 'bot' and look_at <= p_now order by look_at limit p_limit for update skip locked loop
		last := coalesce(a.last_message_at, a.started_at);
		if last > p_now - interval '1 day' then
			update attendances set look_at = last + interval '1 day' where id = a.id;
		else
			update attendances set status = 'closed', closed_at = p_now, resolution = 'abandoned', closed_by = 'system' where id = a.id;
		end if;
	end loop;
end $$;

-- A customer wrote. What is the answer to how satisfied they were is that and nothing else: no attendance begins with it and nobody answers it.
create or replace function public.attendance_hears() returns trigger language plpgsql set search_path = public as $$
begin
	if is_trial(new.channel) then
		return null;
	end if;
	if take_rating(new) then
		update inbox set status = 'done' where id = new.id and status = 'waiting';
		return null;
	end if;
	perform end_quiet_attendances(new.received_at);
	insert into attendances (channel, phone, status, owner, started_at, queued_at, assigned_at, first_assigned_at)
	select s.channel, s.phone, w.state, case when w.state = 'in_progress' then coalesce(s.human_attendant, s.paused_by) end, new.received_at,
		case when w.state = 'queue' then new.received_at end, case when w.state = 'in_progress' then new.received_at end,
		case when w.state = 'in_progress' then new.received_at end
	from sessions s cross join lateral (select attendance_state(s) as state) w
	where s.channel = new.channel and s.phone = new.phone and w.state is not null
		and not exists (select from attendances a where a.channel = new.channel and a.phone = new.phone and a.closed_at is null)
	on conflict do nothing;
	return null;
end $$;
create or replace trigger attendance_hears after insert on public.inbox for each row when (new.speaker = 'customer') execute function public.attendance_hears();

-- What is said belongs to the attendance that is open.
create or replace function public.note_attendance() returns trigger language plpgsql set search_path = public as $$
begin
	new.attendance := (select id from attendances where channel = new.channel and phone = new.lead_phone and closed_at is null);
	return new;
end $$;
create or replace trigger note_attendance before insert on public.conversations for each row when (new.attendance is null and new.status <> 'discarded')
	execute function public.note_attendance();
create or replace function public.count_in_attendance() returns trigger language plpgsql set search_path = public as $$
begin
	update attendances set messages_count = messages_count + 1, last_message_at = greatest(last_message_at, new.sent_at) where id = new.attendance;
	return null;
end $$;
create or replace trigger count_in_attendance after insert on public.conversations for each row when (new.attendance is not null)
	execute function public.count_in_attendance();

-- Who is attended by a person, or waits for one, when this version comes in.
insert into public.attendances (channel, phone, status, owner, priority, started_at, queued_at, assigned_at, first_assigned_at)
select s.channel, s.phone, w.state, case when w.state = 'in_progress' then coalesce(s.human_attendant, s.paused_by) end, public.attendance_priority(s), w.since,
	case when w.state = 'queue' then w.since end, case when w.state = 'in_progress' then w.since end, case when w.state = 'in_progress' then w.since end
from public.sessions s
cross join lateral (select public.attendance_state(s) as state, coalesce(s.mode_since, s.updated_at) as since) w
where s.mode <> 'agent' and w.state is not null and not public.is_trial(s.channel)
	and not exists (select from public.attendances a where a.channel = s.channel and a.phone = s.phone and a.closed_at is null)
on conflict do nothing;
