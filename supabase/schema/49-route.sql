-- By which number of ours a conversation speaks: its own, or the one that stands in for it. Asked where an effect is begun, and where a message comes in; the
-- session keeps its key either way.

-- Where a person is written to from a number that they may never have written to: where their last message to it came from, else their phone. Null where
-- nobody knows a phone of theirs: an id of one provider is none of another.
create or replace function public.address_on(p_via text, p_channel text, p_phone text)
returns text language sql stable set search_path = public as $$
	select coalesce(
		(select i.send_to from (
			(select send_to, sent_at from inbox where channel = p_channel and phone = p_phone and speaker = 'customer' and via = p_via order by sent_at desc limit 1)
			union all
			(select send_to, sent_at from inbox where channel = p_via and phone = p_phone and speaker = 'customer' and via is null order by sent_at desc limit 1)
		) i order by i.sent_at desc limit 1),
		case when id_kind(p_phone) = 'phone' then p_phone else (select value from contact_ids where key = p_phone and kind = 'phone' order by last_seen desc limit 1) end);
$$;

-- Why the other number cannot write to somebody: nobody knows a phone of theirs (`no_address`), or they never wrote to it and there is no template for replies
-- (`window_closed`). Null where it can.
create or replace function public.beyond_reach(p_failover public.failovers, p_phone text, p_now timestamptz)
returns text language plpgsql stable set search_path = public as $$
begin
	return case when address_on(p_failover.to_channel, p_failover.channel, p_phone) is null then 'no_address'
		when window_on(p_failover.to_channel, p_failover.provider, p_failover.channel, p_phone) <= p_now + interval '1 minute'
			and template_outside(p_failover.channel, 'reply') is null then 'window_closed' end;
end $$;

-- The way that somebody's words take right now: none is the conversation's own. One that went the other way goes on there, until it is taken back by hand; any
-- other begins to only while its number is cut off, and only where they can be reached. Of nobody in particular (null) it tells what a notice takes.
create or replace function public.way_of(p_channel text, p_phone text, p_now timestamptz)
returns table (via text, provider text, sentence text, episode integer, is_taken boolean) language sql stable set search_path = public as $$
	select case when s.routed_episode = f.episode then s.routed_to else f.to_channel end, f.provider, f.sentence, f.episode, s.routed_episode is not distinct from f.episode
	from failovers f left join sessions s on s.channel = f.channel and s.phone = p_phone
	where f.channel = p_channel and not is_trial(p_channel)
		and (s.routed_episode = f.episode or (is_cut_off(f, p_now) and (p_phone is null or beyond_reach(f, p_phone, p_now) is null)));
$$;

-- By which provider, and from which number of ours, goes what is for somebody of that conversation.
create or replace function public.route_of(p_channel text, p_phone text, out provider text, out channel text)
language sql stable set search_path = public as $$
	select coalesce(w.provider, provider_of(p_channel, p_phone)), coalesce(w.via, p_channel) from (select) one left join way_of(p_channel, p_phone, now()) w on true;
$$;

-- Where an effect goes, by the way that it takes: to where the customer's last message came from by that way. What the caller asked for counts, but for an
-- address that only the other number told.
create or replace function public.address_of(o public.outbox)
returns text language sql stable set search_path = public as $$
	select case when o.via is not null and o.kind = 'whatsapp_text' and not o.payload ? 'other_form' then address_on(o.via, o.channel, o.phone) else coalesce(
		case when not exists (select from failovers where channel = o.channel) or not exists (
			select from inbox i where i.channel = o.channel and i.phone = o.phone and i.send_to = o.payload ->> 'to' having bool_and(i.via is not null))
			then o.payload ->> 'to' end,
		(select i.send_to from inbox i where i.channel = o.channel and i.phone = o.phone and i.speaker = 'customer' and i.via is null order by i.sent_at desc limit 1),
		(select i.send_to from inbox i where i.channel = o.channel and i.phone = o.phone and i.via is null order by i.id desc limit 1), o.phone) end;
$$;

-- What a text says by the way that it takes. The first one from the other number begins with the sentence that tells of it; begun anew by another way, it is as it
-- was written. A message of the other chat is no message that could be quoted in this one.
create or replace function public.words_by(p_effect public.outbox, p_sentence text, p_episode integer)
returns jsonb language plpgsql stable set search_path = public as $$
declare
	own constant jsonb := (p_effect.payload - 'own' - 'moved') || coalesce(p_effect.payload -> 'own', '{}');
	changed jsonb := '{}';
	said constant text := concat_ws(E'\n\n', p_sentence, own ->> 'text');
begin
	if own ? 'reply_to' and exists (
		select from inbox i where i.channel = p_effect.channel and i.phone = p_effect.phone and i.message_id = own ->> 'reply_to' and i.via is distinct from p_effect.via
		union all
		select from outbox o where o.provider_message_id = own ->> 'reply_to' and o.channel = p_effect.channel and o.via is distinct from p_effect.via)
	then
		changed := changed || '{"reply_to": null}';
	end if;
	-- A template says what it says.
	if p_sentence <> '' and coalesce(own ->> 'text', '') <> '' and not own ?| array['file', 'template'] and length(said) <= 4000
		and not exists (select from outbox o where o.channel = p_effect.channel and o.phone = p_effect.phone and o.id <> p_effect.id
			and (o.payload ->> 'moved')::integer = p_episode and o.status not in ('failed', 'discarded'))
	then
		changed := changed || jsonb_build_object('text', said, 'moved', p_episode);
	end if;
	return case when changed = '{}' then own
		else own || changed || jsonb_build_object('own', (select jsonb_object_agg(k, own -> k) from jsonb_object_keys(changed) k where own ? k)) end;
end $$;

-- The conversation goes another way, or its own again.
create or replace function public.write_route(p_channel text, p_phone text, p_via text, p_actor text, p_now timestamptz)
returns void language sql set search_path = public as $$
	insert into session_history (channel, phone, at, type, actor_type, actor_id, reason, epoch, details)
	select p_channel, p_phone, p_now, 'route_changed', case when p_actor is null then 'system' else 'human' end, p_actor,
		case when p_via is null then 'fail_back' else 'failover' end, (select mode_epoch from sessions where channel = p_channel and phone = p_phone),
		jsonb_strip_nulls(jsonb_build_object('to', p_via));
$$;

-- An effect that is begun takes its way: the number that it goes by, the provider, and what it says there. Called with the conversation's row locked, if there is
-- one. Whom the other number cannot reach is told to the team, once: what is for them waits for their own number.
create or replace function public.on_its_way(p_effect public.outbox, p_now timestamptz)
returns public.outbox language plpgsql set search_path = public as $$
declare
	way record;
begin
	p_effect.via := null;
	select * into way from way_of(p_effect.channel, case when p_effect.kind = 'whatsapp_text' then p_effect.phone end, p_now);
	if way.via is null and p_effect.kind = 'whatsapp_text' then
		perform tell_of_failover('failover_unreachable', f, jsonb_build_object('message', left(p_effect.payload ->> 'text', 500),
			'reason', beyond_reach(f, p_effect.phone, p_now), 'name', (select coalesce(name, whatsapp_name) from leads where phone = p_effect.phone)), p_effect.phone, p_now)
		from failovers f where f.channel = p_effect.channel and is_cut_off(f, p_now);
	end if;
	p_effect.via := way.via;
	p_effect.provider := coalesce(way.provider, provider_of(p_effect.channel, p_effect.phone));
	if p_effect.kind <> 'whatsapp_text' then
		return p_effect;
	end if;
	p_effect.payload := words_by(p_effect, way.sentence, way.episode);
	if way.via is not null and not way.is_taken then
		update sessions set routed_to = way.via, routed_at = p_now, routed_episode = way.episode, updated_at = p_now
		where channel = p_effect.channel and phone = p_effect.phone;
		if found then
			perform write_route(p_effect.channel, p_effect.phone, way.via, null, p_now);
		end if;
		perform begin_failover(p_effect.channel, p_effect.id, p_now);
	end if;
	return p_effect;
end $$;

-- The conversation that a message belongs to. What comes to the number that stands in for another one is the answer to what that one's conversation said there,
-- unless this number's own conversation with them spoke last. One that was stored before is where it was then, whatever became of the route since.
create or replace function public.in_conversation(p_message jsonb)
returns jsonb language plpgsql set search_path = public as $$
declare
	door constant text := p_message ->> 'channel';
	who constant text := p_message ->> 'phone';
	stands_for constant text[] := array(select channel from failovers where to_channel = door);
	goes_to text;
begin
	if stands_for = '{}' then
		return p_message || '{"via": null}';
	end if;
	-- Who changes a route holds its conversation: it is looked at before or after, and not in between.
	perform lock_person(who);
	select i.channel into goes_to from inbox i
	where i.provider = p_message ->> 'provider' and i.channel = any (stands_for || door)
		and i.message_id = any (array(select jsonb_array_elements_text(case jsonb_typeof(p_message -> 'of') when 'array' then p_message -> 'of' else '[]' end))
			|| (p_message ->> 'message_id'))
		and (i.channel = door or i.via = door)
	order by i.id desc limit 1;
	if goes_to is null then
		select s.channel into goes_to from sessions s join failovers f on f.channel = s.channel and f.episode = s.routed_episode
		where s.phone = who and s.routed_to = door
			and greatest(s.routed_at, s.last_agent_message, s.last_human_message) >= coalesce(
				(select greatest(o.last_agent_message, o.last_human_message) from sessions o where o.channel = door and o.phone = who), '-infinity')
		order by greatest(s.routed_at, s.last_agent_message, s.last_human_message) desc limit 1;
	end if;
	return p_message || case when coalesce(goes_to, door) = door then '{"via": null}' else jsonb_build_object('via', door, 'channel', goes_to) end;
end $$;
