-- The fence before every part of a reply. Called by Confirm and Record.

-- Why what is left of a reply may not be sent any more; null when it may. Ready words pass while the agent is paused: they tell of the pause. Whoever has the
-- person on another number of ours has them here too.
create or replace function public.fence(p_session public.sessions, p_mode_epoch integer, p_canned boolean)
returns text language sql stable set search_path = public as $$
	select case
		when p_session.mode_epoch <> p_mode_epoch or p_session.mode = 'human' or (p_session.mode <> 'agent' and not p_canned) then 'stale_generation'
		when (select g.mode = 'human' or (g.mode <> 'agent' and not p_canned) from guard_of(p_session.channel, p_session.phone) g) then 'guarded'
		when (select value from settings where key = 'agent_enabled') = 'false' then 'globally_disabled'
	end;
$$;

-- The same for what was left of a turn's reply: what was thought out before the agent was switched off for all is not said after it, and what is late is
-- not said to somebody who was answered since.
create or replace function public.fence_of(p_session public.sessions, p_turn public.turns, p_late boolean default false)
returns text language sql stable set search_path = public as $$
	select coalesce(fence(p_session, p_turn.mode_epoch, p_turn.canned),
		case when switched_off() > p_turn.switched_off then 'globally_disabled'
			when p_late and exists (select from conversations c where c.lead_phone = p_turn.phone and c.channel = p_turn.channel and c.role = 'assistant'
				and c.status = 'sent' and c.sent_at > p_turn.created_at and c.turn_id <> p_turn.id) then 'answered_since' end);
$$;

-- Whether an earlier reply is still to come from the outbox, where another one said now would overtake it: it is being sent, or it was thought to be said already
-- and is due again. One that the provider did not take at all is not waited for: the new reply was thought out without it, and is said in its place (fence_of).
create or replace function public.earlier_reply_waits(p_turn public.turns, p_now timestamptz) returns boolean language sql stable set search_path = public as $$
	select exists (
		select from outbox o join turns t on t.id = o.turn_id
		where o.channel = p_turn.channel and o.phone = p_turn.phone and o.kind = 'whatsapp_text' and t.id <> p_turn.id and t.status not in ('open', 'confirmed')
			and (o.status = 'sending' or (o.status = 'queued' and not o.payload ? 'late'))
			and not (o.refusal is not null and o.next_attempt_at > p_now));
$$;

-- The fence before a reply is sent: the caller still holds the turn, nobody took over since the decision, the agent is on.
-- Confirmed: the parts are in the outbox under one key each, before anything is sent, and the first one is the caller's to send; the next ones are asked for
-- by next_part; where an earlier reply still waits, all of them are the outbox's, which says them after it. Otherwise the reply is kept in the history as discarded. What the turn learned and leaves behind is stored in both cases, and with the
-- reply, so that no crash loses an opt-out; what of it cannot be stored never stops the reply (learn).
create or replace function public.confirm_send(
	p_turn_id uuid, p_lease_token uuid, p_mode_epoch integer, p_send_to text, p_parts jsonb, p_lead jsonb default '{}',
	p_canned boolean default false, p_findings jsonb default null, p_now timestamptz default now(), p_key uuid default null
) returns jsonb language plpgsql set search_path = public as $$
declare
	t turns;
	s sessions;
	refused text;
	ready boolean := p_canned;
	shut boolean;
	waits boolean;
	parts jsonb;
begin
	select * into t from turns where id = p_turn_id;
	if not found then
		return jsonb_build_object('confirmed', false, 'reason', 'unknown_turn');
	end if;
	s := lock_conversation_of(p_turn_id);
	select * into t from turns where id = p_turn_id;
	if t.lease_token = p_lease_token and t.status = 'expired' then
		t := late_turn(t, p_now);
	end if;
	if t.lease_token is distinct from p_lease_token then
		return jsonb_build_object('confirmed', false, 'reason', 'lease_lost');
	end if;
	if t.status <> 'open' then
		return confirmed_before(s, t, p_key, p_now);
	end if;
	refused := coalesce(fence(s, p_mode_epoch, p_canned), case when switched_off() > t.switched_off then 'globally_disabled'
		when team_writes(t.channel, t.phone) then 'team_writes' end);
	-- With a template the outbox says it: it knows all purposes, and what they are filled in with.
	shut := refused is null and window_is_shut(t.channel, t.phone, p_now);
	if shut and template_outside(t.channel, 'reply') is null then
		refused := 'window_closed';
	end if;
	perform learn(t.channel, t.phone, p_lead, p_findings, t.id, p_now);
	perform note_facts(t, coalesce(p_findings -> 'facts', '{}'), refused, p_now);
	if p_findings is not null then
		-- An opt-out pauses the conversation; its confirmation is the last word under the new epoch.
		select * into s from sessions where channel = t.channel and phone = t.phone;
		ready := ready or s.mode_epoch <> p_mode_epoch;
	end if;
	if refused is not null then
		perform keep_unsaid(t, array(select jsonb_array_elements_text(p_parts)), p_now);
		insert into session_history (channel, phone, at, type, actor_type, reason, epoch, details)
		values (t.channel, t.phone, p_now, 'reply_discarded', 'agent', refused, s.mode_epoch, jsonb_build_object('turn_id', t.id));
		update turns set status = 'discarded', finished_at = p_now where id = t.id;
		update inbox set status = 'done' where turn_id = t.id;
		if refused = 'window_closed' then
			perform tell_window_closed(jsonb_populate_record(null::outbox, jsonb_build_object('kind', 'whatsapp_text', 'channel', t.channel, 'phone', t.phone,
				'turn_id', t.id, 'payload', jsonb_build_object('text', p_parts ->> 0))), p_now);
		else
			-- Taken over and given back while the model thought: the question is still open.
			perform reopen_unanswered(t.channel, t.phone, p_now);
		end if;
		return jsonb_build_object('confirmed', false, 'reason', refused);
	end if;

	perform agent_goes_on(t.channel, t.phone, t.id, p_now) where p_findings #>> '{model,ok}' is distinct from 'false';
	waits := shut or earlier_reply_waits(t, p_now);
	update turns set status = case when waits then 'uncertain' else 'confirmed' end, finished_at = case when waits then p_now end,
		mode_epoch = s.mode_epoch, canned = ready, owes = coalesce((p_findings ->> 'owes')::boolean, false),
		lease_until = greatest(lease_until, p_now + interval '60 seconds') where id = t.id;
	with stored as (
		insert into outbox (idempotency_key, kind, channel, phone, turn_id, payload, status, attempts, began_at, begun_by, next_attempt_at, created_at, updated_at)
		select 'reply:' || t.id || ':' || n, 'whatsapp_text', t.channel, t.phone, t.id,
			jsonb_build_object('part', n, 'to', p_send_to, 'text', part) || case when shut then '{"late": true}' else '{}' end::jsonb,
			case when n = 1 and not waits then 'sending' else 'queued' end, case when n = 1 and not waits then 1 else 0 end, p_now,
			case when n = 1 then p_key end, p_now, p_now, p_now
		from jsonb_array_elements_text(p_parts) with ordinality as p (part, n)
		returning *
	)
	select jsonb_agg(jsonb_build_object('outbox_id', id, 'idempotency_key', idempotency_key, 'part', payload -> 'part',
		'parts', jsonb_array_length(p_parts), 'text', payload -> 'text', 'provider', provider,
		'send_to', address_of(stored::outbox))) into parts from stored where status = 'sending';
	perform note_model(t.channel, t.phone, p_findings, p_now);
	if waits then
		update inbox set status = 'done' where turn_id = t.id;
		-- Another reply is a reason to try the earlier one at once.
		update outbox set next_attempt_at = p_now where channel = t.channel and phone = t.phone and kind = 'whatsapp_text' and status = 'queued'
			and refusal is null and next_attempt_at > p_now and not shut;
		return jsonb_build_object('confirmed', false, 'reason', case when shut then 'window_closed' else 'earlier_reply' end, 'later', true);
	end if;
	return jsonb_build_object('confirmed', true, 'parts', parts);
end $$;

-- A reply that was confirmed already. The same call again (its answer was lost) gets its first part again while that was not begun otherwise and the fence
-- still holds; anybody else gets nothing: two who send are one too many. Called with the session row locked.
create or replace function public.confirmed_before(p_session public.sessions, p_turn public.turns, p_key uuid, p_now timestamptz)
returns jsonb language plpgsql set search_path = public as $$
declare
	first outbox;
	refused text := fence_of(p_session, p_turn);
begin
	if p_turn.status = 'discarded' then
		return jsonb_build_object('confirmed', false, 'reason', coalesce((select reason from session_history
			where phone = p_turn.phone and channel = p_turn.channel and type = 'reply_discarded' and details ->> 'turn_id' = p_turn.id::text
			order by at desc, id desc limit 1), 'already_confirmed'));
	end if;
	select * into first from outbox where turn_id = p_turn.id and begun_by = p_key and status = 'sending' and provider_message_id is null
		and attempts = 1 and (payload ->> 'part')::int = 1;
	if not found or p_turn.status <> 'confirmed' then
		return jsonb_build_object('confirmed', false, 'reason', 'already_confirmed');
	end if;
	if refused is not null then
		update outbox set status = 'queued' where id = first.id;
		perform discard_parts(p_turn.id, refused, p_session.mode_epoch, p_now);
		update turns set status = 'discarded' where id = p_turn.id;
		return jsonb_build_object('confirmed', false, 'reason', refused);
	end if;
	update outbox set began_at = p_now, updated_at = p_now where id = first.id;
	return jsonb_build_object('confirmed', true, 'parts', jsonb_build_array(jsonb_build_object('outbox_id', first.id,
		'idempotency_key', first.idempotency_key, 'part', 1, 'parts', (select count(*) from outbox where turn_id = p_turn.id),
		'text', first.payload -> 'text', 'provider', first.provider, 'send_to', address_of(first))));
end $$;

-- Gives the next part of a reply to whom just sent the one before, if the fence still holds; otherwise the rest of the reply is discarded. The
-- same call again gets the same part again.
create or replace function public.next_part(p_outbox_id bigint, p_now timestamptz default now(), p_key uuid default null)
returns jsonb language plpgsql set search_path = public as $$
declare
	sent outbox;
	t turns;
	s sessions;
	o outbox;
	refused text;
begin
	select * into sent from outbox where id = p_outbox_id;
	s := lock_conversation_of(sent.turn_id);
	select * into t from turns where id = sent.turn_id;
	if not found or t.status <> 'confirmed' then
		return jsonb_build_object('next', false, 'reason', 'lease_lost');
	end if;
	select * into o from outbox where turn_id = t.id and status = 'sending' and begun_by = p_key and provider_message_id is null;
	if not found and exists (select from outbox where turn_id = t.id and status = 'sending') then
		return jsonb_build_object('next', false, 'reason', 'busy');
	end if;
	if o.id is null then
		select * into o from outbox where turn_id = t.id and status = 'queued' order by (payload ->> 'part')::int limit 1;
	end if;
	if o.id is null then
		return jsonb_build_object('next', false, 'reason', 'last_part');
	end if;
	refused := fence_of(s, t);
	if refused is not null then
		update outbox set status = 'queued' where id = o.id;
		perform discard_parts(t.id, refused, s.mode_epoch, p_now);
		return jsonb_build_object('next', false, 'reason', refused);
	end if;
	-- The window closed while it was being sent: what is left is the outbox's, which may have a template for it.
	if window_is_shut(t.channel, t.phone, p_now) then
		perform leave_to_outbox(t.id, p_now);
		return jsonb_build_object('next', false, 'reason', 'window_closed');
	end if;
	-- What is left waits for the decision on what the team typed, and is then sent by the outbox, or not at all.
	if team_writes(t.channel, t.phone) then
		return jsonb_build_object('next', false, 'reason', 'team_writes');
	end if;
	update turns set lease_until = greatest(lease_until, p_now + interval '60 seconds') where id = t.id;
	update outbox set status = 'sending', attempts = attempts + 1, began_at = p_now, begun_by = p_key, updated_at = p_now where id = o.id
		returning * into o;
	return jsonb_build_object('next', true, 'turn_id', t.id, 'phone', t.phone, 'send_to', address_of(o), 'outbox_id', o.id,
		'idempotency_key', o.idempotency_key, 'part', o.payload -> 'part', 'text', o.payload ->> 'text', 'provider', o.provider);
end $$;
