-- Every effect has a row before it happens, and is done by one worker at a time. Called by the outbox workflow and by whatever leaves an effect.

-- Puts effects into the outbox, each once: the same key again changes nothing. Returns the keys that are new.
create or replace function public.enqueue_outbox(p_rows jsonb, p_now timestamptz default now())
returns jsonb language sql set search_path = public as $$
	with added as (
		insert into outbox (idempotency_key, kind, channel, phone, payload, next_attempt_at, created_at, updated_at)
		select r ->> 'key', r ->> 'kind', r ->> 'channel', key_of(r ->> 'phone'), r -> 'payload', p_now, p_now, p_now from jsonb_array_elements(p_rows) r
		on conflict (idempotency_key) do nothing returning idempotency_key
	)
	select coalesce(jsonb_agg(idempotency_key), '[]') from added;
$$;

-- Something for a person was given up: the team is told, once; of a template that is refused once a day, as it is refused for everybody.
create or replace function public.tell_given_up(p_effect public.outbox, p_now timestamptz)
returns void language sql set search_path = public as $$
	select enqueue_outbox(jsonb_build_array(jsonb_build_object('kind', 'notice', 'channel', p_effect.channel, 'phone', p_effect.phone) || case
		when p_effect.refusal = 'fixTemplate' and p_effect.payload ? 'template' then jsonb_build_object(
			'key', concat_ws(':', 'template_refused', p_effect.channel, p_effect.payload #>> '{template,name}', (p_now at time zone 'America/Sao_Paulo')::date),
			'payload', jsonb_build_object('kind', 'template_refused', 'phone', p_effect.phone, 'reason', p_effect.payload #>> '{template,name}', 'error', p_effect.error))
		else jsonb_build_object('key', 'given_up:' || p_effect.id,
			'payload', jsonb_build_object('kind', 'given_up', 'phone', p_effect.phone, 'error', p_effect.error)) end), p_now);
$$;

-- When somebody's message last came or went in a chat, by our own clock.
create or replace function public.chat_moved_at(p_channel text, p_phone text)
returns timestamptz language sql stable set search_path = public as $$
	select greatest(
		(select max(received_at) from inbox where channel = p_channel and phone = p_phone and speaker <> 'agent'),
		(select max(updated_at) from outbox where channel = p_channel and phone = p_phone and kind = 'whatsapp_text' and status = 'sent'));
$$;

-- A claimed effect as its worker needs it.
create or replace function public.effect_of(o public.outbox)
returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object('outbox_id', o.id, 'idempotency_key', o.idempotency_key, 'kind', o.kind, 'channel', o.channel,
		'phone', o.phone, 'payload', o.payload, 'attempts', o.attempts, 'lease_token', o.lease_token, 'provider', o.provider,
		'send_to', address_of(o))
		-- Whom the company wants to hear of it, where the node that claims says nobody.
		|| case when o.kind like 'notice%' then jsonb_build_object('company_phone', team_phone_of(o.channel, o.payload ->> 'kind')) else '{}' end
		-- What the gaps of a template are filled in with.
		|| case when o.payload ? 'template' then jsonb_build_object('lead',
			(select jsonb_build_object('name', coalesce(l.name, l.whatsapp_name), 'company', l.company) from leads l where l.phone = o.phone)) else '{}' end;
$$;

-- Hands effects that are due to one worker, the oldest of each phone and kind first, so that a phone's are done in order. What a dead worker began: a
-- WhatsApp text may have been sent and becomes uncertain, unless the provider told so; anything else is tried again. Parts of a reply whose worker died before it began them are due once
-- the part before is settled and if the fence and the window still hold. `p_templates` and `p_team`: what goes out once a window is closed, and how notices
-- leave by WhatsApp (note_templates, notice_within_window). The same call again (its answer was lost) gets the same effects again, and no others.
-- `p_each_seconds`: texts alone are held for so long each, after a minute for all, so that what a few left waits for no lease of many; a file takes what it takes, and a
-- notice that is claimed again is told again. How long they are held is told (`lease_seconds`): nothing is begun after that.
create or replace function public.claim_outbox(
	p_kinds text[], p_limit integer, p_lease_seconds integer, p_channel text default null, p_now timestamptz default now(), p_phone text default null,
	p_key uuid default null, p_templates jsonb default null, p_team jsonb default null, p_each_seconds integer default null
) returns jsonb language plpgsql set search_path = public as $$
declare
	o outbox;
	s sessions;
	t turns;
	refused text;
	held interval := make_interval(secs => p_lease_seconds);
	claimed jsonb := '[]';
	mine bigint[] := '{}';
	takes_long boolean := false;
begin
	p_phone := key_of(p_phone);
	-- Whoever takes what is left for one person is no worker for all of it.
	if p_phone is null then
		perform note_claim(p_kinds, p_channel, p_now);
		perform begin_due_failovers(p_now);
		perform note_templates(p_kinds, p_channel, p_templates, p_now);
	end if;
	if p_key is not null then
		for o in select * from outbox where begun_by = p_key and status = 'sending' and lease_until > p_now and provider_message_id is null order by id loop
			claimed := claimed || (effect_of(o) || held_for(o.lease_until - p_now, p_each_seconds));
		end loop;
		if claimed <> '[]' then
			return claimed;
		end if;
	end if;
	for o in
		select * from outbox where status = 'sending' and lease_until <= p_now and kind = any (p_kinds) and is_channel_of(p_channel, channel)
			and (p_phone is null or phone = p_phone)
		for update skip locked
	loop
		if o.provider_message_id is not null then
			perform finish_outbox(o.id, o.lease_token, 'sent', null, null, null, true, 0, p_now);
		else
			-- A worker that is slow and not dead still knows what became of a text, until somebody else has found out.
			update outbox set lease_token = case when o.kind = 'whatsapp_text' then lease_token end, lease_until = null, error = 'The worker died while it was at it',
				updated_at = p_now, status = case when o.kind = 'whatsapp_text' then 'uncertain' else 'pending' end where id = o.id;
		end if;
	end loop;

	for o in
		select * from outbox b
		where b.kind = any (p_kinds) and is_channel_of(p_channel, b.channel) and (p_phone is null or b.phone = p_phone)
			and ((b.status = 'pending' and b.next_attempt_at <= p_now)
				or (b.status = 'queued' and b.next_attempt_at <= p_now and exists (select from turns x where x.id = b.turn_id and x.status not in ('open', 'confirmed'))))
			and not exists (select from outbox e where e.channel = b.channel and e.phone = b.phone and e.kind = b.kind and e.id < b.id
				-- A notice that is not due yet holds nobody up.
				and (e.kind <> 'notice' or e.attempts > 0 or e.next_attempt_at <= p_now)
				-- Nor does what waits for a day, what nobody asked for and is not due, or what waits for Meta to let the company begin anything.
				and not ((e.refusal is not distinct from 'waitDay' or (e.unasked_at is not null and e.status = 'pending')) and e.next_attempt_at > p_now)
				and not (e.refusal is not distinct from 'stopSending' and e.next_attempt_at > p_now and purpose_of(b) in ('reply', 'attendant'))
				and (e.status in ('pending', 'queued', 'sending') or (e.status = 'uncertain' and e.turn_id is not distinct from b.turn_id
					and not exists (select from outbox n where n.idempotency_key = 'uncertain:' || e.id))))
		order by b.id limit p_limit
		for update skip locked
	loop
		refused := null;
		if o.kind = 'whatsapp_text' then
			select * into s from sessions where channel = o.channel and phone = key_of(o.phone) for update;
			if not found then
				s.channel := o.channel;
				s.phone := key_of(o.phone);
			end if;
			if o.turn_id is not null then
				if team_writes(o.channel, o.phone) then
					continue;
				end if;
				select * into t from turns where id = o.turn_id;
				refused := fence_of(s, t, o.payload ? 'late');
				if refused is not null then
					perform discard_parts(o.turn_id, refused, s.mode_epoch, p_now);
					continue;
				end if;
			elsif o.payload ? 'mode_epoch' then
				-- What nobody asked for is not sent long after its time either.
				refused := coalesce(fence(s, (o.payload ->> 'mode_epoch')::int, false),
					case when (o.payload ->> 'until')::timestamptz < p_now then 'too_late' end);
				if refused is not null then
					update outbox set status = 'discarded', error = refused, updated_at = p_now where id = o.id;
					continue;
				end if;
			elsif o.payload ->> 'speaker' = 'human' and chat_moved_at(o.channel, o.phone) > p_now - interval '3 seconds' then
				-- A person's reply does not follow on another message within what the chat's clock can tell apart: a crash would leave nothing to tell by.
				continue;
			end if;
			continue when is_held_back(o, p_now) or unasked_stays(o, p_now);
			o := within_window(o, p_now);
		elsif o.kind = p_team ->> 'kind' then
			o := notice_within_window(o, p_team, p_now);
		end if;
		continue when o.id is null;
		update outbox set status = 'sending', payload = o.payload, attempts = attempts + 1, began_at = p_now, lease_token = gen_random_uuid(), begun_by = p_key,
			lease_until = p_now + held, updated_at = p_now
		where id = o.id returning * into o;
		claimed := claimed || effect_of(o);
		mine := mine || o.id;
		takes_long := takes_long or o.payload ? 'file' or o.kind <> 'whatsapp_text';
	end loop;
	if p_each_seconds is null then
		return claimed;
	end if;
	if not takes_long then
		held := least(held, make_interval(secs => 60 + p_each_seconds * cardinality(mine)));
		update outbox set lease_until = p_now + held where id = any (mine);
	end if;
	return coalesce((select jsonb_agg(e || held_for(held, p_each_seconds) order by n)
		from jsonb_array_elements(claimed) with ordinality as x (e, n)), '[]');
end $$;

-- For how long a claimed effect is held, whole seconds, for whoever asked for a lease by its number.
create or replace function public.held_for(p_left interval, p_each_seconds integer) returns jsonb language sql immutable set search_path = public as $$
	select case when p_each_seconds is null then '{}' else jsonb_build_object('lease_seconds', floor(extract(epoch from p_left))) end;
$$;

-- Writes what became of a claimed effect. Failed: it is tried again later, ever more seldom, until it has been tried often enough; then it is given up and the
-- team is told, once; at once where nothing will ever change it (`p_final`). What the operator must mend (a wrong token, a number that is disconnected) is no
-- try of a text: it waits for as long as that takes, and the integration is told of. Safe to repeat. Uncertain: nobody knows whether it was done; it is never done again by itself.
create or replace function public.finish_outbox(
	p_outbox_id bigint, p_lease_token uuid, p_status text, p_provider_message_id text default null, p_provider_queue_id text default null,
	p_error text default null, p_final boolean default false, p_max_attempts integer default 8, p_now timestamptz default now(),
	p_failure text default null, p_action text default null, p_said text default null
) returns jsonb language plpgsql set search_path = public as $$
declare
	o outbox;
	final text;
	waits boolean;
	again interval;
begin
	-- Of what the team was told that nobody knows, a person may have written it again.
	select * into o from outbox where id = p_outbox_id and lease_token = p_lease_token
		and (status = 'sending' or (status = 'uncertain' and (p_status = 'sent' or not told_uncertain(id)))) for update;
	if not found then
		select * into o from outbox where id = p_outbox_id and lease_token = p_lease_token and status in ('sent', 'failed');
		return case when found then finished(o, o.status) else jsonb_build_object('finished', false, 'reason', 'lease_lost') end;
	end if;
	-- A notice that may have arrived is given again: told twice is better than never.
	waits := o.kind = 'whatsapp_text' and p_status = 'failed' and p_final is not true and fault_of(p_failure) is not distinct from 'operator';
	-- Where the provider says what to do, that is done; else it is tried again, ever more seldom.
	if p_status = 'failed' and p_action is not null then
		again := take_refusal(o.id, p_action, p_now);
		p_final := p_final or again is null;
		select * into o from outbox where id = o.id;
	elsif p_said is not null and o.payload ? 'template' then
		update outbox set payload = payload || jsonb_build_object('said', p_said) where id = o.id returning * into o;
	end if;
	final := case when p_status = 'sent' or (p_status = 'uncertain' and o.kind = 'whatsapp_text') then p_status
		when p_final or (o.attempts >= p_max_attempts and not waits) then 'failed' else 'pending' end;
	if o.turn_id is not null and final <> 'pending' then
		perform record_part(o.id, final, p_provider_message_id, p_provider_queue_id, p_error, p_now, false, p_failure);
	else
		again := coalesce(again, case when waits then greatest(interval '30 seconds', least((p_now - o.created_at) / 2, interval '15 minutes'))
			else least(interval '30 seconds' * (2 ^ (o.attempts - 1)), interval '30 minutes') end);
		update outbox set status = case when final = 'pending' and turn_id is not null then 'queued' else final end,
			provider_message_id = coalesce(p_provider_message_id, provider_message_id),
			provider_queue_id = coalesce(p_provider_queue_id, provider_queue_id), error = p_error, lease_until = null,
			lease_token = case when final <> 'pending' then lease_token end, attempts = attempts - waits::int,
			next_attempt_at = p_now + again, updated_at = p_now
		where id = o.id;
		if o.kind = 'whatsapp_text' and final in ('sent', 'uncertain') then
			perform note_text(o, final, p_provider_message_id, p_now);
		elsif final = 'failed' then
			update conversations set status = 'failed' where outbox_id = o.id;
		end if;
		if final = 'failed' and o.kind not like 'notice%' then
			o.error := p_error;
			perform tell_given_up(o, p_now);
		end if;
		perform note_effect(o, p_status, p_failure, p_error, p_now);
	end if;
	return finished(o, final);
end $$;

-- What the worker of an effect learns: what it became, and whether more waits for the same person.
create or replace function public.finished(o public.outbox, p_status text)
returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object('finished', true, 'status', p_status, 'attempts', o.attempts, 'channel', o.channel, 'phone', o.phone,
		'more', exists (select from outbox where channel = o.channel and phone = o.phone and kind = 'whatsapp_text' and status = 'pending'));
$$;
