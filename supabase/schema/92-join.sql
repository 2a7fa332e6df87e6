-- Two keys turn out to be one person. Called by the door that hears of it (resolve_contact), by Join Persons, and once for what an older database knew.

-- The channels that there are: a jump to the next one each, however many conversations they have.
create or replace function public.all_channels() returns text[] language sql stable set search_path = public as $$
	with recursive c (channel) as (
		(select channel from sessions order by channel limit 1)
		union all
		select (select s.channel from sessions s where s.channel > c.channel order by s.channel limit 1) from c where c.channel is not null
	)
	select coalesce(array_agg(channel) filter (where channel is not null), '{}') from c;
$$;

-- What was there before, as it is written down for a day. `ids` of rows that had the key which goes: with them it can be told apart again.
create or replace function public.kept_of_join(p_from text, p_to text, p_channels text[])
returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object(
		'sessions', (select jsonb_agg(to_jsonb(s)) from sessions s where s.phone in (p_from, p_to)),
		'leads', (select jsonb_agg(to_jsonb(l)) from leads l where l.phone in (p_from, p_to)),
		'crm_links', (select jsonb_agg(to_jsonb(k)) from crm_links k where k.phone in (p_from, p_to)),
		'opt_outs', (select jsonb_agg(to_jsonb(o)) from opt_outs o where o.phone in (p_from, p_to)),
		'product_interests', (select jsonb_agg(to_jsonb(i)) from product_interests i where i.phone in (p_from, p_to)),
		'technical_questions', (select jsonb_agg(to_jsonb(q)) from technical_questions q where q.phone in (p_from, p_to)),
		'contact_ids', (select jsonb_agg(to_jsonb(c)) from contact_ids c where c.key in (p_from, p_to)),
		'waiting_questions', (select jsonb_agg(to_jsonb(w)) from waiting_questions w where w.phone in (p_from, p_to)),
		'follow_up_steps', (select jsonb_agg(to_jsonb(f)) from follow_up_steps f where f.phone in (p_from, p_to)),
		'silent_leads', (select jsonb_agg(to_jsonb(s)) from silent_leads s where s.phone in (p_from, p_to)),
		'promises', (select jsonb_agg(to_jsonb(p)) from promises p where p.phone in (p_from, p_to)),
		'attendances', (select jsonb_agg(to_jsonb(t)) from attendances t where t.phone in (p_from, p_to)),
		-- What was said in those that are open: two of them become one.
		'attended', (select jsonb_agg(jsonb_build_array(c.id, c.attendance)) from attendances t join conversations c on c.attendance = t.id
			where t.phone in (p_from, p_to) and t.closed_at is null),
		-- With the lead that each was of.
		'temperature_history', (select jsonb_agg(jsonb_build_object('id', t.id, 'lead_id', t.lead_id)) from temperature_history t
			join leads l on l.id = t.lead_id where l.phone in (p_from, p_to)),
		'audit_logs', (select jsonb_agg(jsonb_build_object('id', a.id, 'entity_id', a.entity_id)) from audit_logs a
			join leads l on a.entity_type in ('lead', 'orcamento', 'empresa') and a.entity_id = l.id::text where l.phone in (p_from, p_to)),
		'ids', jsonb_build_object(
			'inbox', (select jsonb_agg(id) from inbox where channel = any (p_channels) and phone = p_from),
			'conversations', (select jsonb_agg(id) from conversations where lead_phone = p_from),
			'outbox', (select jsonb_agg(id) from outbox where phone = p_from),
			'turns', (select jsonb_agg(id) from turns where channel = any (p_channels) and phone = p_from),
			'session_history', (select jsonb_agg(id) from session_history where phone = p_from),
			'chatwoot_events', (select jsonb_agg(jsonb_build_array(channel, key)) from chatwoot_events where channel = any (p_channels) and phone = p_from),
			'lgpd_requests', (select jsonb_agg(protocol) from lgpd_requests where phone = p_from),
			'onboardings', (select jsonb_agg(jsonb_build_array(flow, user_id)) from onboardings where phone = p_from),
			'campaign_contacts', (select jsonb_agg(jsonb_build_array(campaign_id, entry)) from campaign_contacts where phone = p_from),
			'chatwoot_links', (select jsonb_agg(jsonb_build_array(channel, account, conversation)) from chatwoot_links
				where channel = any (p_channels) and phone = p_from)));
$$;

-- Moves what was said and what is to be done. Of two questions that workflows wait with the newer stays, as people answer what they read last.
create or replace function public.move_words(p_from text, p_to text, p_channels text[], p_now timestamptz)
returns void language plpgsql set search_path = public as $$
begin
	update inbox set phone = p_to where channel = any (p_channels) and phone = p_from;
	update conversations set lead_phone = p_to where lead_phone = p_from;
	update session_history set phone = p_to where phone = p_from;
	update chatwoot_events set phone = p_to where channel = any (p_channels) and phone = p_from;
	update chatwoot_links set phone = p_to where channel = any (p_channels) and phone = p_from;
	delete from waiting_questions a using waiting_questions b
	where a.phone in (p_from, p_to) and b.phone in (p_from, p_to) and a.channel = b.channel and a.phone <> b.phone
		and (a.asked_at, a.phone) < (b.asked_at, b.phone);
	update waiting_questions set phone = p_to where phone = p_from;
	-- Of the syncs with the CRM a person has one; what there is to tell is asked for anew once the lead is one.
	update outbox set status = 'discarded', error = 'joined', lease_token = null, lease_until = null, updated_at = p_now,
		idempotency_key = idempotency_key || ':joined:' || id
	where phone = p_from and kind = 'crm_sync' and exists (select from outbox where idempotency_key = 'crm_sync:' || p_to);
	update outbox set phone = p_to, idempotency_key = case idempotency_key when 'crm_sync:' || p_from then 'crm_sync:' || p_to else idempotency_key end,
		payload = case payload ->> 'phone' when p_from then payload || jsonb_build_object('phone', p_to) else payload end
	where phone = p_from;
end $$;

-- Two leads become the older one, filled in from the other: nothing of it is overwritten, and what differs stands in the row of the join. Of the class the newer
-- judgement counts. One who is in the CRM twice stays there as what has a deal, the older lead's first.
create or replace function public.move_lead(p_from text, p_to text, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
declare
	o leads;
	n leads;
	link crm_links;
begin
	select * into o from leads where phone in (p_from, p_to) order by created_at, phone <> p_to limit 1;
	select * into n from leads where phone in (p_from, p_to) and id <> o.id;
	if n.id is null then
		update leads set phone = p_to where id = o.id and phone <> p_to;
		return;
	end if;
	select * into link from crm_links where phone in (o.phone, n.phone) order by deal_id is null, phone <> o.phone limit 1;
	update temperature_history set lead_id = o.id where lead_id = n.id;
	update audit_logs set entity_id = o.id::text where entity_type in ('lead', 'orcamento', 'empresa') and entity_id = n.id::text;
	update orcamentos set lead = o.id where lead = n.id;
	update empresa set contato = o.id where contato = n.id;
	delete from leads where id = n.id;
	delete from crm_links where phone = o.phone;
	update leads set phone = p_to,
		whatsapp_name = coalesce(nullif(o.whatsapp_name, ''), n.whatsapp_name), name = coalesce(nullif(o.name, ''), n.name),
		company = coalesce(nullif(o.company, ''), n.company), email = coalesce(nullif(o.email, ''), n.email), city = coalesce(nullif(o.city, ''), n.city),
		uf = coalesce(o.uf, n.uf), product = coalesce(nullif(o.product, ''), n.product), volume = coalesce(nullif(o.volume, ''), n.volume),
		urgency = coalesce(nullif(o.urgency, ''), n.urgency), segment = coalesce(nullif(o.segment, ''), n.segment), need = coalesce(nullif(o.need, ''), n.need),
		knows_company = coalesce(nullif(o.knows_company, ''), n.knows_company), cnpj = coalesce(nullif(o.cnpj, ''), n.cnpj),
		daily_volume = coalesce(o.daily_volume, n.daily_volume), site = coalesce(nullif(o.site, ''), n.site),
		decision_maker = coalesce(nullif(o.decision_maker, ''), n.decision_maker),
		custom_fields = coalesce(n.custom_fields || o.custom_fields, o.custom_fields, n.custom_fields),
		temperature = case when n.temperature_updated_at > o.temperature_updated_at or o.temperature is null then n.temperature else o.temperature end,
		temperature_reason = case when n.temperature_updated_at > o.temperature_updated_at or o.temperature is null then n.temperature_reason else o.temperature_reason end,
		temperature_updated_at = greatest(o.temperature_updated_at, n.temperature_updated_at),
		agent_state = n.agent_state || o.agent_state, follow_ups = n.follow_ups || o.follow_ups, requests = n.requests || o.requests,
		opted_out_at = least(o.opted_out_at, n.opted_out_at), handed_off_at = greatest(o.handed_off_at, n.handed_off_at),
		declined_at = greatest(o.declined_at, n.declined_at), postponed_until = greatest(o.postponed_until, n.postponed_until),
		follow_up_at = greatest(o.follow_up_at, n.follow_up_at), crm_sync_status = case when link.phone = n.phone then n.crm_sync_status else o.crm_sync_status end,
		updated_at = p_now
	where id = o.id;
	if link.phone is not null then
		link.phone := p_to;
		insert into crm_links values (link.*);
	end if;
	if exists (select from outbox where idempotency_key = 'crm_sync:' || p_to) then
		perform enqueue_crm_sync(p_to, coalesce(newest_channel(p_to), 'default'), p_now);
	end if;
end $$;

-- Moves what the person asked and wants. An opt-out of either side holds for the whole person, and no conversation of theirs is the agent's any more.
create or replace function public.move_wishes(p_from text, p_to text, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
declare
	stop opt_outs;
begin
	update lgpd_requests set phone = p_to where phone = p_from;
	update onboardings set phone = p_to where phone = p_from;
	update campaign_contacts set phone = p_to where phone = p_from;
	perform move_follow_ups(p_from, p_to);
	perform move_promises(p_from, p_to);
	update technical_questions t set answered = true, answered_at = f.answered_at, answer = f.answer
	from technical_questions f where t.phone = p_to and f.phone = p_from and f.question = t.question and f.answered and not t.answered;
	delete from technical_questions f where f.phone = p_from and exists (select from technical_questions t where t.phone = p_to and t.question = f.question);
	update technical_questions set phone = p_to where phone = p_from;
	with gone as (delete from product_interests where phone = p_from returning *)
	insert into product_interests as i (phone, product, times, first_at, last_at)
	select p_to, product, times, first_at, last_at from gone
	on conflict (phone, product) do update set times = i.times + excluded.times, first_at = least(i.first_at, excluded.first_at),
		last_at = greatest(i.last_at, excluded.last_at);
	select * into stop from opt_outs where phone in (p_from, p_to) order by revoked_at is not null, opted_out_at limit 1;
	if stop.phone is not null then
		delete from opt_outs where phone in (p_from, p_to);
		insert into opt_outs (phone, words, opted_out_at, revoked_at) values (p_to, stop.words, stop.opted_out_at, stop.revoked_at);
		if stop.revoked_at is null then
			perform register_opt_out(p_to, stop.words, p_now);
		end if;
	end if;
end $$;

-- All that is of one key becomes the other's. Called with both keys held and their conversations locked.
create or replace function public.move_contact(p_from text, p_to text, p_by text, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
declare
	channels constant text[] := all_channels();
	written bigint;
begin
	insert into contact_joins (from_key, to_key, joined_at, joined_by, kept) values (p_from, p_to, p_now, p_by, kept_of_join(p_from, p_to, channels))
	returning id into written;
	perform ask_for_merge(p_from, p_to, channels, p_now);
	update contact_ids set key = p_to where key = p_from;
	insert into contact_ids (kind, value, key, first_seen, last_seen)
	select id_kind(v), v, p_to, p_now, p_now from unnest(array[p_from, p_to]) v
	on conflict (kind, value) do update set key = excluded.key;
	perform move_attendances(p_from, p_to, p_now);
	perform move_sessions(p_from, p_to, p_by, p_now);
	perform move_words(p_from, p_to, channels, p_now);
	perform move_lead(p_from, p_to, p_now);
	perform move_wishes(p_from, p_to, p_now);
	update contact_joins set kept = kept || jsonb_build_object('after', jsonb_build_object(
		'sessions', (select jsonb_object_agg(s.channel, to_jsonb(s)) from sessions s where s.phone = p_to),
		'lead', (select to_jsonb(l) from leads l where l.phone = p_to), 'opt_out', (select to_jsonb(o) from opt_outs o where o.phone = p_to)))
	where id = written;
end $$;

-- What somebody wrote under the old key while it was joined, without holding it, follows within a minute; what was kept for undoing goes after a day. Called once
-- a minute by whatever runs.
create or replace function public.finish_joins(p_now timestamptz default now())
returns void language plpgsql set search_path = public as $$
declare
	j contact_joins;
	c contact_ids;
begin
	update contact_joins set kept = null where kept is not null and joined_at < p_now - interval '1 day';
	for j in select * from contact_joins where joined_at between p_now - interval '10 minutes' and p_now - interval '10 seconds' order by id loop
		if key_of(j.from_key) <> j.from_key and (exists (select from outbox where phone = j.from_key) or exists (select from leads where phone = j.from_key)
			or exists (select from conversations where lead_phone = j.from_key) or exists (select from sessions where phone = j.from_key))
		then
			perform pg_advisory_xact_lock(hashtext('public.joins'), 0);
			perform move_contact(j.from_key, key_of(j.from_key), j.joined_by, p_now);
		end if;
	end loop;
	-- The same of an id that was first seen, with its person, at that very moment.
	for c in select * from contact_ids where first_seen between p_now - interval '10 minutes' and p_now - interval '10 seconds' and value <> key order by kind, value loop
		if has_rows(c.kind, c.value) and key_of(c.value) = c.key then
			perform pg_advisory_xact_lock(hashtext('public.joins'), 0);
			perform move_contact(c.value, c.key, 'message', p_now);
		end if;
	end loop;
end $$;

-- Joins two keys, all or nothing. The one that is a phone stays. Two that have a phone each are joined by hand alone (`p_by_hand`). One join at a time, and
-- nobody writes under the keys meanwhile; the rows are locked in the order in which everybody locks several.
create or replace function public.join_contacts(p_from text, p_to text, p_by text, p_now timestamptz default now(), p_by_hand boolean default false)
returns jsonb language plpgsql set search_path = public as $$
declare
	goes text;
	stays text;
begin
	perform pg_advisory_xact_lock(hashtext('public.joins'), 0);
	goes := key_of(p_from);
	stays := key_of(p_to);
	if goes = stays then
		return jsonb_build_object('joined', false, 'reason', 'one_person', 'phone', stays);
	end if;
	if not p_by_hand and not may_be_one(goes, stays) then
		return jsonb_build_object('joined', false, 'reason', 'two_phones', 'phone', stays);
	end if;
	if p_by in ('message', 'upgrade') and kept_apart(goes, stays) then
		return jsonb_build_object('joined', false, 'reason', 'kept_apart', 'phone', stays);
	end if;
	if (id_kind(goes) = 'phone' and id_kind(stays) <> 'phone') or (same_phone(goes, stays) and length(goes) > length(stays)) then
		goes := stays;
		stays := key_of(p_from);
	end if;
	perform pg_advisory_xact_lock(hashtext('public.contacts'), hashtext(k)) from unnest(array[goes, stays]) k;
	perform from sessions where phone in (goes, stays) order by channel, phone for update;
	perform move_contact(goes, stays, p_by, p_now);
	return jsonb_build_object('joined', true, 'phone', stays, 'was', goes);
end $$;
