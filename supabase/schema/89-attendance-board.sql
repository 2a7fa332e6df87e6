-- Who of the team is there, who waits for them and for how long, and how the day goes. Called by the Attendance Server (dashboard, queue) and by the socket's look
-- (attendance_news). What is counted are open attendances and those that ended today, from partial indexes, however many there ever were.

-- When attendants were last seen at the socket: who listens is there.
alter table public.attendants add column if not exists seen_at timestamptz;

-- When the company's day began: by the clock of its message rules.
create or replace function public.company_midnight(p_now timestamptz) returns timestamptz language sql stable set search_path = public as $$
	select (p_now at time zone z.name)::date::timestamp at time zone z.name
	from (select coalesce((limits_of('', null)).time_zone, 'America/Sao_Paulo') as name) z;
$$;

-- Those who attend. There is whoever listens at the socket (told twice a minute), did anything in a conversation of theirs, or logged in within a quarter of an hour; away
-- whoever is logged in, or has conversations, without any of it; busy whoever is there and has as many as are enough.
create or replace function public.attendance_team(p_now timestamptz default now())
returns table (number integer, attendant text, name text, status text, current integer, most integer) language sql stable set search_path = public as $$
	select a.number, a.id, a.name, case when not s.here then case when s.logged_in or s.current > 0 then 'away' else 'offline' end
		when s.current >= a.max_conversations then 'busy' else 'online' end, s.current, a.max_conversations
	from attendants a
	cross join lateral (select
		(select count(*)::integer from attendances t where t.status = 'in_progress' and t.owner = a.id) as current,
		exists (select from attendance_logins l where l.attendant = a.id and l.ended_at is null and l.expires_at > p_now) as logged_in,
		coalesce(a.seen_at > p_now - interval '2 minutes', false)
			or exists (select from attendance_logins l where l.attendant = a.id and l.ended_at is null and l.began_at > p_now - interval '15 minutes')
			or exists (select from sessions c where c.human_attendant = a.id and c.updated_at > p_now - interval '15 minutes'
				and c.last_human_activity > p_now - interval '15 minutes') as here) s
	where a.active and not a.limited;
$$;

-- Who waits, in the order in which they are taken: the more urgent first, then who waits longer.
create or replace function public.attendance_queue() returns table (place integer, id uuid, channel text, phone text, priority smallint, queued_at timestamptz)
language sql stable set search_path = public as $$
	select row_number() over (order by a.priority desc, a.queued_at, a.id)::integer, a.id, a.channel, a.phone, a.priority, a.queued_at
	from attendances a where a.status = 'queue';
$$;

-- Minutes until each of one place is taken, for a first place: the mean time from beginning to resolution of the last seven days (of the newest 500; ten where there is
-- none), shared by those who are free; fifteen where nobody is.
create or replace function public.attendance_wait_each(p_now timestamptz) returns numeric language sql stable set search_path = public as $$
	select case when f.free > 0 then coalesce(m.minutes, 10) / f.free else 15 end
	from (select count(*) as free from attendance_team(p_now) where status = 'online') f
	cross join (select avg(extract(epoch from r.closed_at - r.started_at) / 60) as minutes from (
		select closed_at, started_at from attendances where closed_at > p_now - interval '7 days' and closed_at <= p_now and status = 'resolved'
		order by closed_at desc limit 500) r) m;
$$;

-- Whole minutes, rounded up, never none. What a mean has behind its sixth digit comes of the division: it makes no minute.
create or replace function public.attendance_wait(p_place integer, p_each numeric) returns integer language sql immutable set search_path = public as $$
	select greatest(ceil(round(p_place * p_each, 6)), 1)::integer;
$$;

-- The places of some attendances; 0 for who waits no longer.
create or replace function public.attendance_places(p_ids uuid[], p_now timestamptz default now()) returns jsonb language sql stable set search_path = public as $$
	with q as materialized (select * from attendance_queue()), each as materialized (select attendance_wait_each(p_now) as minutes)
	select jsonb_build_object('total_in_queue', (select count(*) from q), 'places', coalesce((
		select jsonb_object_agg(i.id, jsonb_build_object('position', coalesce(q.place, 0),
			'estimated_wait_minutes', case when q.place is null then 0 else attendance_wait(q.place, each.minutes) end))
		from (select distinct unnest(p_ids) as id) i cross join each left join q on q.id = i.id), '{}'));
$$;

-- `GET /dashboard/queue`: the first hundred, how many there are, and how long they have waited on average.
create or replace function public.attendance_queue_board(p_now timestamptz default now()) returns jsonb language sql stable set search_path = public as $$
	with q as materialized (select * from attendance_queue()), each as materialized (select attendance_wait_each(p_now) as minutes)
	select jsonb_build_object(
		'queue', coalesce((select jsonb_agg(jsonb_build_object('position', q.place, 'conversation_id', q.id, 'customer_phone', attendance_phone(q.phone),
				'customer_name', (select coalesce(nullif(l.name, ''), nullif(l.whatsapp_name, '')) from leads l where l.phone = q.phone), 'waiting_since', utc_text(q.queued_at),
				'estimated_wait_minutes', attendance_wait(q.place, each.minutes), 'priority', priority_name(q.priority)) order by q.place)
			from q cross join each where q.place <= 100), '[]'),
		'total_in_queue', (select count(*) from q),
		'avg_wait_time_minutes', (select round(coalesce(avg(greatest(extract(epoch from p_now - q.queued_at), 0)) / 60, 0), 1) from q));
$$;

-- How fast the first words of a person came after the customer began to wait for one, today: of open attendances and of those that ended today.
create or replace function public.attendance_responses(p_from timestamptz, p_now timestamptz)
returns table (owner text, seconds numeric) language sql stable set search_path = public as $$
	select a.owner, extract(epoch from w.sent_at - b.began)
	from (select * from attendances where status = 'in_progress' union all select * from attendances where closed_at >= p_from and closed_at <= p_now) a
	cross join lateral (select coalesce(a.queued_at, a.first_assigned_at) as began) b
	cross join lateral (select c.sent_at from conversations c where c.attendance = a.id and c.role = 'human' and c.sent_at >= b.began order by c.sent_at, c.id limit 1) w
	where w.sent_at >= p_from and w.sent_at <= p_now;
$$;

-- `GET /dashboard/agents`. The mean response in seconds, of today; 0 where there was none.
create or replace function public.attendance_agents_board(p_now timestamptz default now()) returns jsonb language sql stable set search_path = public as $$
	with r as (select owner, avg(seconds) as seconds from attendance_responses(company_midnight(p_now), p_now) group by 1)
	select jsonb_build_object('agents', coalesce(jsonb_agg(jsonb_build_object('id', t.number, 'nome', t.name, 'status', t.status, 'current_conversations', t.current,
		'max_conversations', t.most, 'avg_response_time', round(coalesce(r.seconds, 0))) order by t.number), '[]'))
	from attendance_team(p_now) t left join r on r.owner = t.attendant;
$$;

-- `GET /dashboard/metrics`. Active is whoever is attended, by a person or by the agent; what has no figure yet today is 0, as clients of that API read all of them.
create or replace function public.attendance_metrics_board(p_now timestamptz default now()) returns jsonb language sql stable set search_path = public as $$
	with day as materialized (select company_midnight(p_now) as began), team as materialized (select status from attendance_team(p_now)),
	ended as materialized (select a.* from attendances a, day where a.closed_at >= day.began and a.closed_at <= p_now)
	select jsonb_build_object(
		'conversations', jsonb_build_object(
			'active', (select count(*) from attendances where status = 'bot') + (select count(*) from attendances where status = 'in_progress'),
			'in_queue', (select count(*) from attendances where status = 'queue'),
			'resolved_today', (select count(*) from ended where status = 'resolved')),
		'agents', (select jsonb_build_object('online', count(*) filter (where status in ('online', 'busy')), 'busy', count(*) filter (where status = 'busy'),
			'available', count(*) filter (where status = 'online')) from team),
		'performance', jsonb_build_object(
			'avg_response_time_seconds', (select round(coalesce(avg(r.seconds), 0)) from day cross join lateral attendance_responses(day.began, p_now) r),
			'avg_resolution_time_minutes', (select round(coalesce(avg(extract(epoch from closed_at - started_at)) / 60, 0), 1) from ended where status = 'resolved'),
			'satisfaction_rate', (select round(coalesce(avg(a.rating), 0), 2) from attendances a, day where a.rated_at >= day.began and a.rated_at <= p_now)));
$$;
-- Ratings are few, and asked for by day.
create index if not exists attendances_rated on public.attendances (rated_at) where rated_at is not null;
