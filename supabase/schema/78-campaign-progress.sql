-- How far a campaign is, line by line and as a whole, and what the agent is told of it when somebody answers. Called by Get Campaign Progress and Get Campaign Results of the
-- Conversation node, and with each claimed turn.

-- When a number is through with so many more, by its pace, its hours and what a day may have; null where that is not within a year.
create or replace function public.sent_until(p_channel text, p_left integer, p_now timestamptz) returns timestamptz language plpgsql stable set search_path = public as $$
declare
	l constant message_limits := limits_of(p_channel, provider_of(p_channel, ''));
	p channel_pace;
	at_time timestamptz := p_now;
	rest numeric := p_left;
	most numeric;
	midnight timestamptz;
	closes timestamptz;
	used integer;
	-- Days of sending so far, by which a young number grows.
	grown integer;
begin
	select * into p from channel_pace where channel = p_channel;
	used := case when p.day = (p_now at time zone l.time_zone)::date then p.today else 0 end;
	grown := coalesce(p.days, 0) + case when p.day < (p_now at time zone l.time_zone)::date and p.today > 0 then 1 else 0 end;
	for days in 1 .. 366 loop
		at_time := next_open(p_channel, l.time_zone, at_time);
		midnight := ((at_time at time zone l.time_zone)::date + 1)::timestamp at time zone l.time_zone;
		closes := coalesce(case when hours_channel(p_channel) is not null then (
			select max(((at_time at time zone l.time_zone)::date + make_interval(mins => o.to_minute + case when o.to_minute <= o.from_minute then 1440 else 0 end)) at time zone l.time_zone)
			from open_hours o where o.channel = hours_channel(p_channel) and o.weekday = extract(isodow from at_time at time zone l.time_zone)) end, midnight);
		most := least(rest, greatest(0, coalesce(least(l.a_day, l.first_day * 2 ^ least(grown, 20)), 'Infinity') - used),
			extract(epoch from greatest(least(closes, midnight) - at_time, interval '0')) / 60 * l.a_minute);
		rest := rest - most;
		if rest <= 0 then
			return at_time + make_interval(secs => most / l.a_minute * 60);
		end if;
		at_time := midnight;
		grown := grown + 1;
		used := 0;
	end loop;
	return null;
end $$;

-- The whole in figures. `answered`: they wrote after it. `cost`: what it costs if every template is charged, by the operator's prices; null where those do not tell, and 0
-- where no template goes out.
create or replace function public.campaign_progress(p_id text, p_now timestamptz default now())
returns jsonb language plpgsql stable set search_path = public as $$
declare
	c campaigns;
	figures jsonb;
	cost jsonb;
	prices constant jsonb := message_prices();
begin
	select * into c from campaigns where id = p_id;
	if not found then
		return null;
	end if;
	select jsonb_build_object('total', count(*), 'waiting', count(*) filter (where k.status = 'waiting'), 'queued', count(*) filter (where k.status = 'queued'),
		'sent', count(*) filter (where k.status = 'sent'), 'failed', count(*) filter (where k.status = 'failed'), 'skipped', count(*) filter (where k.status = 'skipped'),
		'delivered', count(*) filter (where k.delivery in ('delivered', 'read', 'played')), 'read', count(*) filter (where k.delivery in ('read', 'played')),
		'answered', count(*) filter (where k.status = 'sent' and exists (select from inbox i
			where i.channel = c.channel and i.phone = k.phone and i.speaker = 'customer' and i.sent_at > k.sent_at)),
		'opted_out', count(*) filter (where k.status = 'sent' and exists (select from opt_outs o where o.phone = k.phone and o.opted_out_at > k.sent_at and o.revoked_at is null)))
	into figures from campaign_contacts k where k.campaign_id = p_id;
	-- Prices differ by the beginning of the number: four digits tell all that a price list tells apart.
	select case when bool_and(g.price is not null) is not false then coalesce(jsonb_object_agg(g.price ->> 'currency', g.total) filter (where g.price is not null), '{}') end into cost from (
		select m.price - '{prefix,valid_from}'::text[] as price, sum((m.price ->> 'price')::numeric * m.messages) as total from (
			select message_price(prices, c.category, min(k.phone), p_now) as price, count(*) as messages from campaign_contacts k
			where k.campaign_id = p_id and k.template is not null and k.status in ('waiting', 'queued', 'sent') group by left(k.phone, 4)) m
		group by 1) g;
	return jsonb_build_object('id', c.id, 'name', c.name, 'channel', c.channel, 'status', c.status, 'reason', c.reason, 'waits_for', c.waits_for, 'waits_until', c.waits_until,
			'started_at', c.started_at, 'finished_at', c.finished_at, 'cost', cost,
			'ends_at', case when c.status in ('draft', 'running') then sent_until(c.channel, (figures ->> 'waiting')::integer, greatest(p_now, c.starts_at)) end)
		|| figures || jsonb_build_object(
			'skipped_because', (select coalesce(jsonb_object_agg(reason, n), '{}') from (select coalesce(reason, '') as reason, count(*) as n from campaign_contacts
				where campaign_id = p_id and status = 'skipped' group by 1) r),
			'failed_because', (select coalesce(jsonb_object_agg(reason, n), '{}') from (select left(coalesce(reason, ''), 100) as reason, count(*) as n from campaign_contacts
				where campaign_id = p_id and status = 'failed' group by 1) r),
			'waiting_because', (select coalesce(jsonb_object_agg(reason, n), '{}') from (select reason, count(*) as n from campaign_contacts
				where campaign_id = p_id and status = 'waiting' and reason is not null group by 1) r));
end $$;

-- The lines with what became of each, some at a time, in the order of the list.
create or replace function public.campaign_results(p_id text, p_after integer default 0, p_limit integer default 2000)
returns jsonb language sql stable set search_path = public as $$
	select coalesce(jsonb_agg(to_jsonb(r) order by r.line), '[]') from (
		select k.line, k.phone, k.name, k.status, k.reason, k.text, k.consent, k.sent_at, k.delivery,
			a.answered_at, (select o.opted_out_at from opt_outs o where o.phone = k.phone and k.phone <> '' and o.opted_out_at > k.sent_at and o.revoked_at is null) as opted_out_at
		from campaign_contacts k join campaigns c on c.id = k.campaign_id
		left join lateral (select min(i.sent_at) as answered_at from inbox i
			where k.status = 'sent' and i.channel = c.channel and i.phone = k.phone and i.speaker = 'customer' and i.sent_at > k.sent_at) a on true
		where k.campaign_id = p_id and k.line > p_after order by k.line limit p_limit) r;
$$;
create index if not exists campaign_contacts_line on public.campaign_contacts (campaign_id, line);

-- The campaign that somebody may be answering: the newest that they got within a week. Null for everybody else.
create or replace function public.campaign_of(p_channel text, p_phone text, p_at timestamptz) returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object('id', c.id, 'name', coalesce(nullif(c.name, ''), c.id), 'about', c.about, 'sent_at', k.sent_at)
	from campaign_contacts k join campaigns c on c.id = k.campaign_id
	where k.phone = p_phone and p_phone <> '' and k.status = 'sent' and k.sent_at > p_at - interval '7 days' and c.channel = p_channel
	order by k.sent_at desc limit 1;
$$;
