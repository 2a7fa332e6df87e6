-- Two keys that were joined are two again, within a day. Called by Undo Join. What left the house (messages, deals, conversations of Chatwoot) is not called back.

-- What of a conversation says whose it is, from another row.
create or replace function public.with_hands_of(p_session public.sessions, p_other public.sessions) returns public.sessions language plpgsql immutable set search_path = public as $$
begin
	p_session.mode := p_other.mode;
	p_session.mode_since := p_other.mode_since;
	p_session.human_attendant := p_other.human_attendant;
	p_session.human_since := p_other.human_since;
	p_session.paused_at := p_other.paused_at;
	p_session.paused_by := p_other.paused_by;
	p_session.pause_reason := p_other.pause_reason;
	return p_session;
end $$;

-- A conversation as it is without the other one: as it was; where it changed hands since, the more guarded of what it was and what it is, as nobody knows for whom.
create or replace function public.parted_session(p_was public.sessions, p_is public.sessions, p_changed boolean, p_now timestamptz)
returns public.sessions language plpgsql stable set search_path = public as $$
declare
	s sessions := p_was;
begin
	if p_changed and guards_more(p_is, p_was) then
		s := with_hands_of(p_was, p_is);
	end if;
	s.mode_epoch := greatest(p_was.mode_epoch, p_is.mode_epoch) + 1;
	s.version := greatest(p_was.version, p_is.version) + 1;
	s.updated_at := p_now;
	s.saved_by := null;
	s.swept_at := null;
	return s;
end $$;

-- The conversations of both, those of the key that comes back first, as turns hang on them. Returns the channels whose conversation changed hands since.
create or replace function public.part_sessions(p_join public.contact_joins, p_by text, p_now timestamptz)
returns text[] language plpgsql set search_path = public as $$
declare
	was sessions;
	is_now sessions;
	s sessions;
	after jsonb;
	has_changed boolean;
	changed_on text[] := '{}';
begin
	for was in
		select * from jsonb_populate_recordset(null::sessions, coalesce(nullif(p_join.kept -> 'sessions', 'null'), '[]')) k
		order by k.phone <> p_join.from_key, k.channel
	loop
		select * into is_now from sessions where channel = was.channel and phone = p_join.to_key;
		-- Deleted since: what was asked to be forgotten stays so.
		continue when not found;
		after := p_join.kept #> array['after', 'sessions', was.channel];
		has_changed := is_now.mode_epoch <> (after ->> 'mode_epoch')::integer;
		if has_changed and was.channel <> all (changed_on) then
			changed_on := changed_on || was.channel;
		end if;
		s := parted_session(was, is_now, has_changed, p_now);
		if was.phone = p_join.from_key then
			insert into sessions select s.* on conflict (channel, phone) do nothing;
		else
			update sessions set mode = s.mode, mode_since = s.mode_since, human_attendant = s.human_attendant, human_since = s.human_since,
				paused_at = s.paused_at, paused_by = s.paused_by, pause_reason = s.pause_reason, mode_epoch = s.mode_epoch, version = s.version,
				metadata = case when is_now.metadata = after -> 'metadata' then s.metadata else is_now.metadata end,
				last_customer_message = case when is_now.last_customer_message > p_join.joined_at then is_now.last_customer_message else s.last_customer_message end,
				last_agent_message = case when is_now.last_agent_message > p_join.joined_at then is_now.last_agent_message else s.last_agent_message end,
				last_human_message = case when is_now.last_human_message > p_join.joined_at then is_now.last_human_message else s.last_human_message end,
				last_human_activity = case when is_now.last_human_activity > p_join.joined_at then is_now.last_human_activity else s.last_human_activity end,
				updated_at = p_now, saved_by = null, swept_at = null
			where channel = s.channel and phone = s.phone;
			if s.mode = is_now.mode then
				perform carry_epoch(is_now, s.mode_epoch);
			end if;
		end if;
		perform write_history(s.channel, s.phone, jsonb_build_array(jsonb_build_object('type', 'contacts_parted', 'actor_type', 'human', 'actor_id', p_by,
			'from_mode', is_now.mode, 'to_mode', s.mode, 'from_owner', is_now.human_attendant, 'to_owner', s.human_attendant,
			'details', jsonb_build_object('from', p_join.from_key, 'to', p_join.to_key))), s.mode_epoch, p_now);
	end loop;
	return changed_on;
end $$;

-- Once all that was said is where it belongs: conversations that only the other one had are gone, clocks tell of what came since, and what is open is answered.
create or replace function public.settle_parted(p_join public.contact_joins, p_now timestamptz) returns void language plpgsql set search_path = public as $$
begin
	delete from sessions s where s.phone = p_join.to_key
		and not exists (select from jsonb_array_elements(p_join.kept -> 'sessions') k where k ->> 'phone' = s.phone and k ->> 'channel' = s.channel)
		and not exists (select from inbox i where i.channel = s.channel and i.phone = s.phone)
		and not exists (select from turns t where t.channel = s.channel and t.phone = s.phone)
		and not exists (select from outbox o where o.channel = s.channel and o.phone = s.phone and o.status in ('pending', 'queued', 'sending', 'uncertain'));
	-- What the other one wrote meanwhile was nobody else's word.
	update sessions s set last_customer_message = greatest(case s.phone when p_join.from_key then s.last_customer_message else k.last_customer_message end,
		(select max(i.sent_at) from inbox i where i.channel = s.channel and i.phone = s.phone and i.speaker = 'customer'))
	from jsonb_populate_recordset(null::sessions, coalesce(nullif(p_join.kept -> 'sessions', 'null'), '[]')) k
	where k.channel = s.channel and k.phone = s.phone;
	perform register_opt_out(k, null, p_now) from unnest(array[p_join.from_key, p_join.to_key]) k where has_opted_out(k);
	perform reopen_unanswered(s.channel, s.phone, p_now) from sessions s where s.phone in (p_join.from_key, p_join.to_key) order by s.channel, s.phone;
end $$;

-- Undoes the newest join of a person, or that with the other key. Not undone: there is none (unknown_join), it is older than a day (too_late), or another one came
-- after it, which is to be undone first (joined_since). Told with it is what stays where it is: conversations that changed hands since are as guarded as they were
-- or became, for both; what was learned and written since, so far as its address does not tell, stays with the key that stayed.
create or replace function public.undo_join(p_one text, p_other text, p_by text, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	who text;
	j contact_joins;
	later contact_joins;
	changed_on text[];
	learned jsonb;
	is_merged boolean;
	of_both boolean;
	stayed integer;
	late record;
	silent silent_leads;
begin
	perform pg_advisory_xact_lock(hashtext('public.joins'), 0);
	who := key_of(p_one);
	select * into j from contact_joins where to_key = who and undone_at is null and (coalesce(p_other, '') = '' or from_key in (p_one, p_other))
	order by id desc limit 1;
	if not found then
		return jsonb_build_object('undone', false, 'reason', 'unknown_join', 'phone', who);
	end if;
	-- What followed a minute later is part of it.
	select * into j from contact_joins where to_key = j.to_key and from_key = j.from_key and undone_at is null order by id limit 1;
	if j.joined_at <= p_now - interval '1 day' or not coalesce(j.kept ? 'after', false) then
		return jsonb_build_object('undone', false, 'reason', 'too_late', 'phone', who, 'was', j.from_key, 'joined_at', j.joined_at);
	end if;
	select * into later from contact_joins where undone_at is null and id > j.id and to_key = j.to_key and from_key <> j.from_key order by id desc limit 1;
	if found then
		return jsonb_build_object('undone', false, 'reason', 'joined_since', 'phone', who, 'was', j.from_key, 'first', later.from_key);
	end if;
	perform pg_advisory_xact_lock(hashtext('public.contacts'), hashtext(k)) from unnest(array[j.from_key, j.to_key]) k;
	perform lock_person(j.to_key);

	update contact_ids c set key = j.from_key from jsonb_to_recordset(nullif(j.kept -> 'contact_ids', 'null')) as k (kind text, value text, key text)
	where k.key = j.from_key and c.kind = k.kind and c.value = k.value and c.key = j.to_key;
	update contact_ids set key = j.from_key where kind = id_kind(j.from_key) and value = j.from_key;
	update contact_joins set undone_at = p_now, undone_by = p_by where from_key = j.from_key and to_key = j.to_key and undone_at is null;
	select * into silent from silent_leads where phone = j.to_key;
	is_merged := part_chatwoot(j.from_key, j.to_key, p_now);
	changed_on := part_sessions(j, p_by, p_now);
	for late in select kept from contact_joins where from_key = j.from_key and to_key = j.to_key and undone_at = p_now and id <> j.id and kept is not null loop
		perform part_words(j.from_key, j.to_key, jsonb_build_object('ids', late.kept -> 'ids'), j.joined_at, p_now);
	end loop;
	stayed := part_words(j.from_key, j.to_key, j.kept, j.joined_at, p_now);
	learned := part_leads(j.from_key, j.to_key, j.kept, p_now);
	of_both := part_wishes(j.from_key, j.to_key, j.kept, j.joined_at, p_now);
	perform settle_parted(j, p_now);
	-- Only now: sessions and words tell who wrote since.
	perform part_silences(j, silent, p_now);
	perform part_campaign_lines(j.from_key, j.to_key, p_now);
	update contact_joins set kept = null where from_key = j.from_key and to_key = j.to_key and undone_at = p_now;
	perform enqueue_crm_sync(l.phone, coalesce(newest_channel(l.phone), 'default'), p_now) from leads l
	where l.phone in (j.from_key, j.to_key) and exists (select from outbox where idempotency_key = 'crm_sync:' || l.phone);
	return jsonb_build_object('undone', true, 'phone', j.to_key, 'was', j.from_key, 'joined_at', j.joined_at, 'joined_by', j.joined_by,
		'changed_hands', to_jsonb(changed_on), 'learned_since', learned, 'opt_out_of_both', of_both, 'messages_stayed', stayed, 'chatwoot_merged', is_merged);
end $$;
