-- How fast a number of ours sends what nobody asked for: its pace, its youth, its health. Asked by the gate (75-gate.sql).

create table if not exists public.channel_pace (
	channel text primary key,
	-- The last moment that was given away, and how many on that day (by the clock of its limits); on how many days before it sent any.
	slot_at timestamptz,
	day date,
	today integer not null default 0,
	days integer not null default 0,
	-- What the provider says of the number, as far as somebody told (`note_quality`): GREEN, YELLOW, RED.
	quality text,
	-- The share of its pace that its health leaves it, and when that was looked at.
	factor numeric not null default 1,
	looked_at timestamptz
);

-- The provider's rating of a number of ours.
create or replace function public.note_quality(p_channel text, p_quality text) returns jsonb language sql set search_path = public as $$
	insert into channel_pace as p (channel, quality) values (p_channel, upper(p_quality))
	on conflict (channel) do update set quality = excluded.quality, looked_at = null returning jsonb_build_object('channel', channel, 'quality', quality);
$$;

-- What health leaves of the pace: nothing where too much was refused, or the rating is the worst; half of it where the rating fell, or almost nobody answers.
create or replace function public.pace_left(p_channel text, p_quality text, p_limits public.message_limits, p_now timestamptz)
returns numeric language sql stable set search_path = public set plan_cache_mode = force_generic_plan as $$
	with newest as (
		select status from outbox where channel = p_channel and unasked_at between p_now - interval '2 days' and p_now and status in ('sent', 'failed', 'uncertain')
		order by unasked_at desc limit 100
	), older as (
		select exists (select from inbox i where i.channel = o.channel and i.phone = o.phone and i.speaker = 'customer' and i.sent_at > o.unasked_at) as answered
		from outbox o where o.channel = p_channel and o.unasked_at between p_now - interval '14 days' and p_now - interval '1 day' and o.status = 'sent'
		order by o.unasked_at desc limit 100
	)
	select case
		when p_quality = 'RED' or (select count(*) >= 20 and count(*) filter (where status = 'failed') > p_limits.refused_share * count(*) from newest) then 0
		when p_quality = 'YELLOW' or (select count(*) >= 50 and count(*) filter (where answered) < 0.03 * count(*) from older) then 0.5
		else 1 end;
$$;

-- Why a number of ours begins nothing now, and until when it is not asked again; no reason where it may. A connection that is lost is told of when it is back; what else is
-- broken is found out by what waits in the outbox, which goes on being tried. Whoever is held for a nuisance rests for a day (is_held_back).
create or replace function public.number_waits(p_channel text, p_at timestamptz, out reason text, out until timestamptz) language sql stable set search_path = public as $$
	select case
			when (select value from settings where key = 'agent_enabled') = 'false' then 'agent_off'
			when exists (select from integrations where channel = p_channel and reason = 'stopSending' and down_since > p_at - interval '1 day') then 'number_blocked'
			when exists (select from integrations where channel = p_channel and name in ('zapi', 'whatsapp_cloud') and kind = 'connection' and down_since is not null) then 'number_down' end,
		p_at + interval '15 minutes';
$$;

-- Gives away the number's next moment, or tells from when on there is one: nothing is taken that lies further ahead than `p_ahead`.
create or replace function public.take_slot(
	p_channel text, p_limits public.message_limits, p_at timestamptz, p_ahead interval, p_now timestamptz, out slot timestamptz, out reason text, out until timestamptz
) language plpgsql set search_path = public as $$
declare
	p channel_pace;
	local_day constant date := (p_at at time zone p_limits.time_zone)::date;
	most integer;
begin
	insert into channel_pace (channel) values (p_channel) on conflict (channel) do nothing;
	select * into p from channel_pace where channel = p_channel for update;
	if p.looked_at is null or p.looked_at not between p_now - interval '5 minutes' and p_now then
		p.factor := pace_left(p_channel, p.quality, p_limits, p_now);
		p.looked_at := p_now;
	end if;
	if p.day is distinct from local_day then
		p.days := p.days + (p.today > 0)::integer;
		p.today := 0;
		p.day := local_day;
	end if;
	most := least(p_limits.a_day, p_limits.first_day * 2 ^ least(p.days, 20));
	if p.factor = 0 then
		reason := case p.quality when 'RED' then 'number_quality' else 'number_refused' end;
		until := p_at + interval '1 hour';
	elsif p.today >= most * p.factor then
		reason := 'day_full';
		until := (local_day + 1)::timestamp at time zone p_limits.time_zone;
	else
		slot := greatest(p_at, p.slot_at + make_interval(secs => 60 / (p_limits.a_minute * p.factor)));
		if slot > p_at + p_ahead then
			reason := 'pace';
			until := slot - p_ahead;
			slot := null;
		else
			p.slot_at := slot;
			p.today := p.today + 1;
		end if;
	end if;
	update channel_pace set slot_at = p.slot_at, day = p.day, today = p.today, days = p.days, factor = p.factor, looked_at = p.looked_at where channel = p_channel;
end $$;
