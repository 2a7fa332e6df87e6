-- What one person gets of what nobody asked for. Asked by the gate (75-gate.sql).

-- When a message that nobody asked for is to go out, or went; null for every other one. The one place where the budget is counted.
alter table public.outbox add column if not exists unasked_at timestamptz;
create index if not exists outbox_unasked on public.outbox (phone, unasked_at desc)
	where unasked_at is not null and status in ('pending', 'queued', 'sending', 'uncertain', 'sent');
create index if not exists outbox_unasked_channel on public.outbox (channel, unasked_at desc) where unasked_at is not null;
create index if not exists lgpd_requests_phone on public.lgpd_requests (phone);

-- Why nobody may write to a person of their own accord, whatever the hour; null where one may. Whoever asked to be forgotten, or not to have their data used, is
-- asked nothing, also once that is done. With a person of the team, in a pause or while they wait for somebody: on any number of ours.
create or replace function public.person_forbids(p_phone text) returns text language sql stable set search_path = public as $$
	select case
		when id_kind(p_phone) = 'chat' then 'no_person'
		when has_opted_out(p_phone) then 'opted_out'
		when exists (select from lgpd_requests where phone in (p_phone, person_hash(p_phone)) and kind in ('objection', 'deletion') and status <> 'refused') then 'objection'
		when exists (select from sessions where phone = p_phone and (mode <> 'agent' or metadata ? 'escalation_requested') and not is_trial(channel)) then 'with_human'
	end;
$$;

-- Of many people those of whom `person_forbids` may say something: a list is looked at at once, and only these one by one. Nobody whom it forbids is left out; the rules
-- themselves are its alone.
create or replace function public.maybe_forbidden(p_keys text[]) returns setof text language sql stable set search_path = public as $$
	with asked as materialized (
		select distinct k as key from unnest(p_keys) k where k <> ''
	), secret as materialized (
		select hash_secret() as value
	), ids as (
		select key, key as id from asked
		union select a.key, c.value from asked a join contact_ids c on c.key = a.key
		union select a.key, j.from_key from asked a join contact_joins j on j.to_key = a.key and j.undone_at is null
	), hashes as materialized (
		select i.key, hash_by(s.value, i.id) as hash from ids i cross join secret s
	)
	select key from asked where id_kind(key) = 'chat'
	union select a.key from asked a join opt_outs o on o.phone = a.key
	union select a.key from asked a join lgpd_requests r on r.phone = a.key
	union select h.key from hashes h join opt_outs o on o.phone = h.hash
	union select h.key from hashes h join lgpd_requests r on r.phone = h.hash
	union select a.key from asked a join sessions s on s.phone = a.key where s.mode <> 'agent' or s.metadata ? 'escalation_requested';
$$;

-- The days of the last week on which we spoke with somebody in a conversation, as the last word of each; not those on which they got what they did not ask for.
create or replace function public.talked_on(p_phone text, p_time_zone text, p_at timestamptz, p_but timestamptz[]) returns timestamptz[] language sql stable set search_path = public as $$
	select coalesce(array_agg(d.last), '{}') from (
		select max(c.sent_at) as last from sessions s
		join conversations c on c.lead_phone = s.phone and c.channel = s.channel
		where s.phone = p_phone and not is_trial(s.channel) and c.sent_at > p_at - interval '7 days' and c.sent_at <= p_at
			and c.role in ('assistant', 'human') and c.status in ('received', 'sent', 'uncertain')
			and not exists (select from outbox o where o.id = c.outbox_id and o.unasked_at is not null)
			and (c.sent_at at time zone p_time_zone)::date <> all (array(select (b at time zone p_time_zone)::date from unnest(p_but) b))
		group by (c.sent_at at time zone p_time_zone)::date
	) d;
$$;

-- From when on somebody may be written to again, and why not before; the moment itself where nothing holds it. Words of a conversation count as one message for
-- each day, and nothing comes for some hours after the last of them. `p_but`: the row that is asked for. One plan for all: in a
-- large house PostgreSQL would plan it anew for each person, which takes longer than to ask.
create or replace function public.person_free_at(
	p_phone text, p_limits public.message_limits, p_at timestamptz, p_but bigint, out free_at timestamptz, out reason text
) language plpgsql stable set search_path = public set plan_cache_mode = force_generic_plan as $$
declare
	given timestamptz[];
	spoke timestamptz;
	full_until timestamptz;
begin
	free_at := p_at;
	-- One that is to go out in a moment counts as one that went.
	select array_agg(o.unasked_at order by o.unasked_at desc) into given from outbox o
	where o.phone = p_phone and o.unasked_at > p_at - greatest(interval '7 days', make_interval(secs => p_limits.apart_hours * 3600))
		and o.status in ('pending', 'queued', 'sending', 'uncertain', 'sent') and o.id is distinct from p_but;
	select max(greatest(last_customer_message, last_agent_message, last_human_message)) into spoke from sessions where phone = p_phone and not is_trial(channel);
	if exists (select from sessions s where s.phone = p_phone and team_writes(s.channel, s.phone)) then
		free_at := p_at + interval '1 minute';
		reason := 'with_human';
	end if;
	if spoke + make_interval(secs => p_limits.after_talk_hours * 3600) > free_at then
		free_at := spoke + make_interval(secs => p_limits.after_talk_hours * 3600);
		reason := 'in_conversation';
	end if;
	if given[1] + make_interval(secs => p_limits.apart_hours * 3600) > free_at then
		free_at := given[1] + make_interval(secs => p_limits.apart_hours * 3600);
		reason := 'budget';
	end if;
	select t + interval '7 days' into full_until
	from unnest(coalesce(given, '{}') || talked_on(p_phone, p_limits.time_zone, p_at, coalesce(given, '{}'))) t
	where t > p_at - interval '7 days' order by t desc offset p_limits.a_week - 1 limit 1;
	if full_until > free_at then
		free_at := full_until;
		reason := 'budget';
	end if;
end $$;
