-- What happens in attendances, for everybody who listens at the socket of the attendance API. Written by the triggers below, whoever does it and in whichever process;
-- read once a second by each process in which somebody listens (attendance_news), each event once.

-- Kept for an hour, and only while somebody listens. What was said is not in it: it is read where it stands, and once that is erased there is nothing to tell.
create table if not exists public.attendance_events (
	id bigint generated always as identity primary key,
	-- Which transaction told it. A reader remembers which transactions it could see: what one told that was not over yet is new whenever it ends, while an id or a time
	-- would be behind what was read already. A number and no xid8: of these the planner keeps no statistics, and would read the whole table.
	tx bigint not null default pg_current_xact_id()::text::bigint,
	at timestamptz not null default clock_timestamp(),
	kind text not null check (kind in ('message', 'status', 'assigned', 'closed', 'queue', 'typing')),
	attendance uuid not null,
	-- message, status: which of the history.
	word bigint,
	-- assigned, typing: the number of an attendant.
	who integer,
	-- status: how far it got · closed: how it ended · queue: in, out
	said text
);
create index if not exists attendance_events_tx on public.attendance_events (tx);
create index if not exists attendance_events_at on public.attendance_events (at);

-- Whether somebody listened lately; nobody's messages cost anything where this API is not used.
create or replace function public.attendance_listened() returns boolean language sql stable set search_path = public as $$
	select exists (select from settings where key = 'attendance_listened' and updated_at > now() - interval '2 minutes');
$$;

-- How far a message of ours got, in the words of that API; null while it waits.
create or replace function public.attendance_delivery(o public.outbox) returns text language sql immutable set search_path = public as $$
	select case when o.status in ('failed', 'discarded') or o.delivery = 'failed' then 'failed' when o.delivery = 'played' then 'read'
		when o.delivery in ('delivered', 'read') then o.delivery when o.status = 'sent' or o.delivery = 'sent' then 'sent' end;
$$;

create or replace function public.tell_word() returns trigger language plpgsql set search_path = public as $$
begin
	if attendance_listened() then
		insert into attendance_events (kind, attendance, word) values ('message', new.attendance, new.id);
	end if;
	return null;
end $$;
create or replace trigger tell_word after insert on public.conversations for each row when (new.attendance is not null and new.status <> 'discarded')
	execute function public.tell_word();

create or replace function public.tell_delivery() returns trigger language plpgsql set search_path = public as $$
declare
	told constant text := attendance_delivery(new);
begin
	if told is distinct from attendance_delivery(old) and told is not null and attendance_listened() then
		insert into attendance_events (kind, attendance, word, said) select 'status', c.attendance, c.id, told from conversations c
		where c.outbox_id = new.id and c.attendance is not null;
	end if;
	return null;
end $$;
create or replace trigger tell_delivery after update of status, delivery on public.outbox for each row
	when (new.kind = 'whatsapp_text' and (old.status, old.delivery) is distinct from (new.status, new.delivery)) execute function public.tell_delivery();

create or replace function public.tell_attendance() returns trigger language plpgsql set search_path = public as $$
declare
	was constant text := case when tg_op = 'UPDATE' then old.status end;
	whose constant text := case when tg_op = 'UPDATE' then old.owner end;
begin
	if not attendance_listened() then
		return null;
	end if;
	if new.status = 'in_progress' and (was, whose) is distinct from (new.status, new.owner) then
		insert into attendance_events (kind, attendance, who) values ('assigned', new.id, attendant_number(new.owner));
	end if;
	if (was = 'queue') is distinct from (new.status = 'queue') and 'queue' in (was, new.status) then
		insert into attendance_events (kind, attendance, said) values ('queue', new.id, case when new.status = 'queue' then 'in' else 'out' end);
	end if;
	if new.closed_at is not null and (tg_op = 'INSERT' or old.closed_at is null) then
		insert into attendance_events (kind, attendance, said) values ('closed', new.id, coalesce(new.resolution, 'abandoned'));
	end if;
	return null;
end $$;
create or replace trigger tell_attendance after insert or update of status, owner, closed_at on public.attendances for each row
	execute function public.tell_attendance();

-- An attendant types; told to the others who have joined.
create or replace function public.tell_typing(p_attendance uuid, p_who integer) returns void language sql set search_path = public as $$
	insert into attendance_events (kind, attendance, who) values ('typing', p_attendance, p_who);
$$;

-- Says that somebody listens, and forgets what everybody has heard: twice a minute, however often it is called.
create or replace function public.keep_attendance_events(p_logins jsonb, p_now timestamptz) returns void language plpgsql set search_path = public as $$
begin
	insert into settings as s (key, value, updated_at) values ('attendance_listened', 'true', p_now)
	on conflict (key) do update set updated_at = p_now where s.updated_at < p_now - interval '30 seconds' or s.updated_at > p_now;
	if found then
		delete from attendance_events where at < p_now - interval '1 hour';
	end if;
	update attendants a set seen_at = p_now from jsonb_to_recordset(p_logins) as l (login uuid, number integer)
	where a.number = l.number and (a.seen_at is null or a.seen_at < p_now - interval '30 seconds' or a.seen_at > p_now);
end $$;

-- One event as it is told: which attendance, and whose it is now, so that everybody is told what they may see. Null for what is not there any more.
create or replace function public.attendance_event(e public.attendance_events) returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object('id', e.id, 'kind', e.kind, 'conversation_id', a.id, 'owner', a.owner, 'who', e.who, 'said', e.said,
		'message_id', case when e.kind = 'status' then 'msg-' || e.word end)
		|| case when e.kind = 'message' then jsonb_build_object('message', attendance_message(c), 'customer_name',
			(select coalesce(nullif(l.name, ''), nullif(l.whatsapp_name, '')) from leads l where l.phone = a.phone)) else '{}' end
	from (select e.word) w left join conversations c on c.id = w.word join attendances a on a.id = coalesce(c.attendance, e.attendance)
	where w.word is null or c.id is not null;
$$;

-- What is new since `p_cursor`, which is the `cursor` of the call before; null begins now. `p_logins`: login, number and expires of the tokens of those who listen; those
-- that are still good come back by login and expires. `p_rooms`: which conversations they have joined, whose place in the queue is told when that changes.
-- A cursor of another database (this one was put back from a copy) begins now as well, and more than a thousand events at once are a new state and no news: `lost`.
create or replace function public.attendance_news(p_cursor text, p_logins jsonb default '[]', p_rooms uuid[] default '{}', p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	since pg_snapshot := p_cursor::pg_snapshot;
	here pg_snapshot;
	fresh attendance_events[];
	moved uuid[];
	lost boolean;
begin
	perform keep_attendance_events(p_logins, p_now);
	if pg_snapshot_xmin(since) > pg_snapshot_xmax(pg_current_snapshot()) then
		since := null;
	end if;
	-- In one statement: what is seen, and who saw it.
	select pg_current_snapshot(), coalesce((select array_agg(n.f order by (n.f).id) from (
			select e as f from attendance_events e where e.tx >= pg_snapshot_xmin(since)::text::bigint and not pg_visible_in_snapshot(e.tx::text::xid8, since)
			order by e.tx limit 1001) n), '{}')
		into here, fresh;
	lost := (p_cursor is not null and since is null) or cardinality(fresh) > 1000;
	if lost then
		fresh := '{}';
	end if;
	moved := array(select distinct f.attendance from unnest(fresh) f where f.kind = 'queue');
	return jsonb_build_object(
		'now', p_now,
		'cursor', here::text,
		'lost', lost,
		'users', (select coalesce(jsonb_object_agg(l.login || ':' || l.expires, u.told), '{}') from jsonb_to_recordset(p_logins) as l (login uuid, number integer, expires bigint)
			cross join lateral (select attendance_user_of(l.login, l.number, l.expires, p_now) as told) u where u.told is not null),
		'events', (select coalesce(jsonb_agg(e.told order by f.id), '[]') from unnest(fresh) f cross join lateral (select attendance_event(f) as told) e where e.told is not null),
		'queue', case when moved <> '{}' then attendance_places(moved || p_rooms, p_now) end);
end $$;
