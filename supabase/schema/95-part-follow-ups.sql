-- Two that were one person are two again: each is followed up as if there had been no join. Called by undo_join, with both keys held.

-- Each has the steps and the promises that were theirs, those that became one in the join, too. What was promised since stays with the key that stayed.
create or replace function public.part_follow_ups(p_from text, p_to text, p_kept jsonb) returns void language plpgsql set search_path = public as $$
declare
	steps constant jsonb := coalesce(nullif(p_kept -> 'follow_up_steps', 'null'), '[]');
	promised constant jsonb := coalesce(nullif(p_kept -> 'promises', 'null'), '[]');
	-- What nobody was promised before the join.
	since text[];
begin
	update follow_up_steps f set phone = k.phone from jsonb_populate_recordset(null::follow_up_steps, steps) k where f.id = k.id and f.phone = p_to and k.phone = p_from;
	insert into follow_up_steps overriding system value select k.* from jsonb_populate_recordset(null::follow_up_steps, steps) k on conflict do nothing;
	select array_agg(distinct a) into since from promises p, unnest(p.about) a
	where p.phone = p_to and p.status in ('open', 'told') and p.id in (select k.id from jsonb_populate_recordset(null::promises, promised) k)
		and a <> all (array(select b from jsonb_populate_recordset(null::promises, promised) k, unnest(k.about) b));
	update promises p set phone = k.phone, about = k.about, promised_at = k.promised_at, due_at = k.due_at
	from jsonb_populate_recordset(null::promises, promised) k where p.id = k.id and p.phone = p_to;
	insert into promises overriding system value select k.* from jsonb_populate_recordset(null::promises, promised) k on conflict do nothing;
	update promises set about = array(select distinct a from unnest(about || since) a order by a)
	where since is not null and status in ('open', 'told') and phone = (select phone from promises where phone in (p_from, p_to) and status in ('open', 'told') order by phone <> p_to limit 1);
end $$;

-- Who of the two had written last at a time while they were one, by our own clock.
create or replace function public.last_to_write(p_from text, p_to text, p_at timestamptz) returns text language sql stable set search_path = public as $$
	select coalesce((select phone from inbox where phone in (p_from, p_to) and speaker = 'customer' and kind <> 'deletion' and received_at <= p_at
		order by received_at desc limit 1), p_to);
$$;

-- Each is silent since when they were, unless they wrote meanwhile (what came since is whose address it came from by now); a silence that began meanwhile (`p_now_silent`: the
-- one that there was before the parting) is of who wrote last. Steps that were taken meanwhile, and their place in the budget, go with the silence that they were taken for.
-- Each is looked at again at the time that was theirs: by then it shows whether a step is due.
create or replace function public.part_silences(p_join public.contact_joins, p_now_silent public.silent_leads, p_now timestamptz) returns void language plpgsql set search_path = public as $$
declare
	kept constant jsonb := coalesce(nullif(p_join.kept -> 'silent_leads', 'null'), '[]');
	steps constant jsonb := coalesce(nullif(p_join.kept -> 'follow_up_steps', 'null'), '[]');
	moved bigint[];
begin
	-- A join of before this was kept.
	if not p_join.kept ? 'silent_leads' then
		return;
	end if;
	delete from silent_leads where phone in (p_join.from_key, p_join.to_key);
	insert into silent_leads select k.* from jsonb_populate_recordset(null::silent_leads, kept) k where not wrote_since(k.phone, k.since);
	if p_now_silent.since > p_join.joined_at then
		p_now_silent.phone := last_to_write(p_join.from_key, p_join.to_key, p_now);
		insert into silent_leads select p_now_silent.* on conflict (phone) do nothing;
	end if;
	with taken as (
		update follow_up_steps f set phone = p_join.from_key
		where f.phone = p_join.to_key and f.queued_at >= p_join.joined_at and f.id not in (select k.id from jsonb_populate_recordset(null::follow_up_steps, steps) k)
			and case when f.since <= p_join.joined_at then f.since in (select k.since from jsonb_populate_recordset(null::silent_leads, kept) k where k.phone = p_join.from_key)
				else last_to_write(p_join.from_key, p_join.to_key, f.queued_at) = p_join.from_key end
			and not exists (select from follow_up_steps o where (o.phone, o.cadence, o.step) = (p_join.from_key, f.cadence, f.step))
		returning f.outbox_id
	)
	select array_agg(outbox_id) into moved from taken;
	update outbox set phone = p_join.from_key where id = any (moved) and phone = p_join.to_key;
	update conversations set lead_phone = p_join.from_key where outbox_id = any (moved) and lead_phone = p_join.to_key;
end $$;

-- Lines of campaigns that were left out because the two were one: they are asked for again, by the gate as ever. The twin lines of a list stay out.
create or replace function public.part_campaign_lines(p_from text, p_to text, p_now timestamptz) returns void language sql set search_path = public as $$
	update campaign_contacts k set status = 'waiting', reason = null, due_at = p_now
	where k.phone in (p_from, p_to) and k.status = 'skipped' and k.reason = 'duplicate' and k.entry not like 'duplicate:%'
		and exists (select from campaigns c where c.id = k.campaign_id and c.status in ('draft', 'running', 'paused', 'halted'))
		and not exists (select from campaign_contacts o where o.campaign_id = k.campaign_id and o.phone = k.phone and o.entry <> k.entry and o.status in ('queued', 'sent', 'failed'));
$$;
