-- How much of what nobody asked for a person gets, how fast a number of ours sends it, and when the house is open. Written by Set Message Rules of the Conversation
-- node and by hand; read by the gate (75-gate.sql).

-- The row of a number of ours comes first, then that of its provider, then the empty one.
create table if not exists public.message_limits (
	channel text primary key,
	-- Of one person, over all purposes and all numbers: hours from one to the next, how many in seven days, and hours after the last word of a conversation.
	apart_hours numeric not null default 48 check (apart_hours >= 0),
	a_week integer not null default 3 check (a_week > 0),
	after_talk_hours numeric not null default 12 check (after_talk_hours >= 0),
	-- Of one number. A young one begins with `first_day` messages and may send twice as many on each further day of sending, up to `a_day`; null is no such limit.
	a_minute numeric not null default 6 check (a_minute > 0),
	first_day integer check (first_day > 0),
	a_day integer check (a_day > 0),
	-- From which share of refused messages on nothing more goes out (of the last hundred in two days, twenty at least).
	refused_share numeric not null default 0.1 check (refused_share > 0),
	time_zone text not null default 'America/Sao_Paulo',
	updated_at timestamptz not null default now()
);
-- Whoever is held for a nuisance at WhatsApp loses the number, at Meta the right to begin anything: 250 persons a day is where its accounts begin (notes: tiers).
insert into public.message_limits (channel, a_minute, first_day, a_day) values ('', 6, 50, 1000), ('whatsapp_cloud', 60, 250, null) on conflict (channel) do nothing;

-- When people attend, by number of ours (empty: all that have no hours of their own). Weekday 1 is Monday; `to_minute` at or before `from_minute` runs past midnight.
create table if not exists public.open_hours (
	channel text not null default '',
	weekday integer not null check (weekday between 1 and 7),
	from_minute integer not null check (from_minute between 0 and 1439),
	to_minute integer not null check (to_minute between 0 and 1440),
	primary key (channel, weekday, from_minute)
);
-- Holidays: those of the nation are worked out by the node, others are the operator's to add. Those of the empty channel are everybody's.
create table if not exists public.closed_days (
	channel text not null default '',
	day date not null,
	name text not null default '',
	primary key (channel, day)
);

-- Which limits hold for a number of ours.
create or replace function public.limits_of(p_channel text, p_provider text) returns public.message_limits language sql stable set search_path = public as $$
	select l from message_limits l where channel in (p_channel, coalesce(p_provider, ''), '') order by channel = p_channel desc, channel <> '' desc limit 1;
$$;

-- Whose hours hold for a number of ours: null where nobody entered any.
create or replace function public.hours_channel(p_channel text) returns text language sql stable set search_path = public as $$
	select channel from open_hours where channel in (p_channel, '') order by channel = p_channel desc limit 1;
$$;

-- When the house is open next; that moment itself where it is, or where nobody entered hours. Bounds are included to the minute's first second, as in the package's
-- own clock (businessHours.ts). Closed for two months: then.
create or replace function public.next_open(p_channel text, p_time_zone text, p_at timestamptz) returns timestamptz language sql stable set search_path = public as $$
	select case when h.channel is null then p_at else coalesce((
		select min(greatest(t.opens, p_at)) from (
			select (d.day + make_interval(mins => o.from_minute)) at time zone p_time_zone as opens,
				(d.day + make_interval(mins => o.to_minute + case when o.to_minute <= o.from_minute then 1440 else 0 end)) at time zone p_time_zone as closes
			from (select (p_at at time zone p_time_zone)::date + n as day from generate_series(-1, 62) n) d
			join open_hours o on o.channel = h.channel and o.weekday = extract(isodow from d.day)
			where not exists (select from closed_days c where c.channel in (p_channel, '') and c.day = d.day)
		) t where t.closes >= p_at), p_at + interval '62 days') end
	from (select hours_channel(p_channel) as channel) h;
$$;

-- Puts hours, days and limits in place of those of a number of ours (empty: all). What is not given stays. `p_hours`: weekday, from, to in minutes; `p_days`: day
-- and name, of which those of the years named in `p_years` are replaced; `p_limits`: columns of message_limits.
create or replace function public.set_message_rules(
	p_channel text, p_hours jsonb default null, p_days jsonb default null, p_years integer[] default null, p_limits jsonb default null, p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
declare
	l message_limits;
begin
	if p_hours is not null then
		delete from open_hours where channel = p_channel;
		insert into open_hours (channel, weekday, from_minute, to_minute)
		select p_channel, h.weekday, h.from_minute, h.to_minute from jsonb_to_recordset(p_hours) as h (weekday integer, from_minute integer, to_minute integer)
		on conflict (channel, weekday, from_minute) do update set to_minute = excluded.to_minute;
	end if;
	if p_days is not null then
		delete from closed_days where channel = p_channel and extract(year from day)::integer = any (p_years);
		insert into closed_days (channel, day, name) select p_channel, d.day, coalesce(d.name, '') from jsonb_to_recordset(p_days) as d (day date, name text)
		on conflict (channel, day) do update set name = excluded.name;
	end if;
	-- What is said of all numbers is said of those of each provider too, which keep what is not said.
	for l in
		select f.* from limits_of(p_channel, provider_of(p_channel, '')) f where p_limits is not null and p_channel <> '' union all
		select m.* from message_limits m where p_limits is not null and p_channel = '' and m.channel in ('', 'zapi', 'whatsapp_cloud')
	loop
		l := jsonb_populate_record(l, p_limits || jsonb_build_object('channel', case when p_channel = '' then l.channel else p_channel end, 'updated_at', p_now));
		perform p_now at time zone l.time_zone;
		delete from message_limits where channel = l.channel;
		insert into message_limits values (l.*);
	end loop;
	return jsonb_build_object('channel', p_channel, 'limits', to_jsonb(limits_of(p_channel, null)),
		'hours', (select coalesce(jsonb_agg(to_jsonb(h) - 'channel' order by weekday, from_minute), '[]') from open_hours h where channel = hours_channel(p_channel)),
		'next_open', next_open(p_channel, (limits_of(p_channel, null)).time_zone, p_now),
		'closed_days', (select coalesce(jsonb_agg(jsonb_build_object('day', day, 'name', name) order by day), '[]') from closed_days
			where channel in (p_channel, '') and day >= p_now::date));
end $$;
