-- The fence before every part of a reply, and what became of it. Called by Confirm and Record.

-- Why what is left of a reply may not be sent any more; null when it may. Ready words pass while the agent is paused: they tell of the pause.
create or replace function public.fence(p_session public.sessions, p_mode_epoch integer, p_canned boolean)
returns text language sql stable set search_path = public as $$
	select case
		when p_session.mode_epoch <> p_mode_epoch or p_session.mode = 'human' or (p_session.mode <> 'agent' and not p_canned) then 'stale_generation'
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

-- The fence before a reply is sent: the caller still holds the turn, nobody took over since the decision, the agent is on.
-- Confirmed: the parts are in the outbox under one key each, before anything is sent, and the first one is the caller's to send; the next ones are asked for
-- by next_part. Otherwise the reply is kept in the history as discarded. What the turn learned and leaves behind is stored in both cases, and with the
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
	parts jsonb;
begin
	select * into t from turns where id = p_turn_id;
	if not found then
		return jsonb_build_object('confirmed', false, 'reason', 'unknown_turn');
	end if;
	select * into s from sessions where channel = t.channel and phone = t.phone for update;
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
	perform learn(t.channel, t.phone, p_lead, p_findings, t.id, p_now);
	if p_findings is not null then
		-- An opt-out pauses the conversation; its confirmation is the last word under the new epoch.
		select * into s from sessions where channel = t.channel and phone = t.phone;
		ready := ready or s.mode_epoch <> p_mode_epoch;
	end if;
	if refused is not null then
		insert into conversations (channel, lead_phone, role, content, status, turn_id, sent_at)
		select t.channel, t.phone, 'assistant', part, 'discarded', t.id, p_now from jsonb_array_elements_text(p_parts) part;
		insert into session_history (channel, phone, at, type, actor_type, reason, epoch, details)
		values (t.channel, t.phone, p_now, 'reply_discarded', 'agent', refused, s.mode_epoch, jsonb_build_object('turn_id', t.id));
		update turns set status = 'discarded', finished_at = p_now where id = t.id;
		update inbox set status = 'done' where turn_id = t.id;
		-- Taken over and given back while the model thought: the question is still open.
		perform reopen_unanswered(t.channel, t.phone, p_now);
		return jsonb_build_object('confirmed', false, 'reason', refused);
	end if;

	perform agent_goes_on(t.channel, t.phone, t.id, p_now) where p_findings #>> '{model,ok}' is distinct from 'false';
	update turns set status = 'confirmed', mode_epoch = s.mode_epoch, canned = ready, owes = coalesce((p_findings ->> 'owes')::boolean, false),
		lease_until = greatest(lease_until, p_now + interval '60 seconds') where id = t.id;
	with stored as (
		insert into outbox (idempotency_key, kind, channel, phone, turn_id, payload, status, attempts, began_at, begun_by, next_attempt_at, created_at, updated_at)
		select 'reply:' || t.id || ':' || n, 'whatsapp_text', t.channel, t.phone, t.id,
			jsonb_build_object('part', n, 'to', p_send_to, 'text', part),
			case when n = 1 then 'sending' else 'queued' end, case when n = 1 then 1 else 0 end, p_now, case when n = 1 then p_key end, p_now, p_now, p_now
		from jsonb_array_elements_text(p_parts) with ordinality as p (part, n)
		returning id, idempotency_key, payload, status
	)
	select jsonb_agg(jsonb_build_object('outbox_id', id, 'idempotency_key', idempotency_key, 'part', payload -> 'part',
		'parts', jsonb_array_length(p_parts), 'text', payload -> 'text')) into parts from stored where status = 'sending';
	perform note_model(t.channel, t.phone, p_findings, p_now);
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
		'text', first.payload -> 'text')));
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
	select * into t from turns where id = sent.turn_id;
	select * into s from sessions where channel = t.channel and phone = t.phone for update;
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
	-- What is left waits for the decision on what the team typed, and is then sent by the outbox, or not at all.
	if team_writes(t.channel, t.phone) then
		return jsonb_build_object('next', false, 'reason', 'team_writes');
	end if;
	update turns set lease_until = greatest(lease_until, p_now + interval '60 seconds') where id = t.id;
	update outbox set status = 'sending', attempts = attempts + 1, began_at = p_now, begun_by = p_key, updated_at = p_now where id = o.id;
	return jsonb_build_object('next', true, 'turn_id', t.id, 'phone', t.phone, 'send_to', o.payload ->> 'to', 'outbox_id', o.id,
		'idempotency_key', o.idempotency_key, 'part', o.payload -> 'part', 'text', o.payload ->> 'text');
end $$;

-- The parts of a reply that were not begun are not sent any more; they stay in the history as discarded, and the turn ends.
create or replace function public.discard_parts(p_turn_id uuid, p_reason text, p_epoch integer, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
begin
	with gone as (
		update outbox set status = 'discarded', error = p_reason, updated_at = p_now where turn_id = p_turn_id and status = 'queued' returning *
	)
	insert into conversations (channel, lead_phone, role, content, status, turn_id, sent_at)
	select channel, phone, 'assistant', payload ->> 'text', 'discarded', turn_id, p_now from gone order by id;
	insert into session_history (channel, phone, at, type, actor_type, reason, epoch, details)
	select channel, phone, p_now, 'reply_discarded', 'agent', p_reason, p_epoch, jsonb_build_object('turn_id', turns.id,
		'sent', (select count(*) from outbox where turn_id = turns.id and status in ('sent', 'uncertain')),
		'parts', (select count(*) from outbox where turn_id = turns.id)) from turns where turns.id = p_turn_id;
	perform end_turn(p_turn_id, p_now);
end $$;

-- Ends a turn whose parts are all settled; its status is the worst of theirs.
create or replace function public.end_turn(p_turn_id uuid, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
begin
	if exists (select from outbox where turn_id = p_turn_id and status in ('sending', 'queued', 'pending')) then
		return;
	end if;
	update turns set finished_at = p_now, status = coalesce(
		(select max(status) from outbox where turn_id = p_turn_id and status in ('failed', 'uncertain')),
		(select max(status) from outbox where turn_id = p_turn_id and status = 'sent'), 'discarded')
	where id = p_turn_id and status in ('confirmed', 'uncertain');
	perform owe_answer(p_turn_id, p_now);
	update inbox set status = 'done' where turn_id = p_turn_id;
end $$;

-- Writes a text of ours into the history or, where it is there already, what became of it: a late answer of a worker that was taken for dead completes the
-- row that was written then, and a person's reply is there since it was written.
create or replace function public.note_text(p_text public.outbox, p_status text, p_message_id text, p_now timestamptz)
returns void language sql set search_path = public as $$
	insert into conversations (channel, lead_phone, role, content, status, message_id, turn_id, outbox_id, sent_at)
	values (p_text.channel, p_text.phone, 'assistant', coalesce(p_text.payload ->> 'text', ''), p_status, p_message_id, p_text.turn_id, p_text.id, p_now)
	on conflict (outbox_id) do update set status = excluded.status, message_id = coalesce(excluded.message_id, conversations.message_id);
$$;

-- Writes what became of a sent part: into the outbox, the history, the session's clock. The turn ends with its last part. Safe to repeat.
-- A part that surely was not sent, for a reason that may pass or that the operator mends (`p_later`), and the parts after it are sent by the outbox later.
-- One that is given up for good is told to the team.
create or replace function public.record_part(
	p_outbox_id bigint, p_status text, p_provider_message_id text default null, p_provider_queue_id text default null,
	p_error text default null, p_now timestamptz default now(), p_later boolean default false, p_failure text default null
) returns jsonb language plpgsql set search_path = public as $$
declare
	o outbox;
	t turns;
begin
	if p_later and p_status = 'failed' then
		update outbox set status = 'queued', error = p_error, next_attempt_at = p_now + interval '30 seconds', payload = payload || '{"late": true}',
			updated_at = p_now
		where id = p_outbox_id and status = 'sending' and turn_id is not null returning * into o;
		if found then
			update outbox set payload = payload || '{"late": true}', updated_at = p_now where turn_id = o.turn_id and status = 'queued';
			update turns set status = 'uncertain', finished_at = p_now where id = o.turn_id and status = 'confirmed';
			update inbox set status = 'done' where turn_id = o.turn_id;
			perform note_effect(o, 'failed', p_failure, p_error, p_now);
			return jsonb_build_object('recorded', true, 'turn_status', 'uncertain', 'more', true, 'later', true);
		end if;
	end if;
	update outbox set status = p_status, provider_message_id = coalesce(p_provider_message_id, provider_message_id),
		provider_queue_id = coalesce(p_provider_queue_id, provider_queue_id), error = p_error, updated_at = p_now
	where id = p_outbox_id and status in ('sending', 'uncertain') returning * into o;
	if not found then
		return jsonb_build_object('recorded', false, 'reason', 'not_sending');
	end if;
	perform note_text(o, p_status, o.provider_message_id, p_now);

	if p_status = 'sent' and o.payload ->> 'speaker' is distinct from 'human' then
		update sessions set last_agent_message = greatest(last_agent_message, p_now), updated_at = p_now
		where channel = o.channel and phone = o.phone;
	elsif p_status = 'failed' then
		-- A reply with a hole in it is worse than a short one: the rest is not sent, and stays in the history as what was to be said.
		with gone as (
			update outbox set status = 'failed', error = 'An earlier part was not sent', updated_at = p_now
			where turn_id = o.turn_id and status = 'queued' returning *
		)
		insert into conversations (channel, lead_phone, role, content, status, turn_id, sent_at)
		select channel, phone, 'assistant', payload ->> 'text', 'discarded', turn_id, p_now from gone order by id;
		perform tell_given_up(o, p_now);
	end if;
	perform end_turn(o.turn_id, p_now);
	perform note_effect(o, p_status, p_failure, p_error, p_now);
	select * into t from turns where id = o.turn_id;
	return jsonb_build_object('recorded', true, 'turn_status', t.status,
		'more', exists (select from outbox where turn_id = o.turn_id and status = 'queued'),
		'waited_ms', (select round(extract(epoch from p_now - max(received_at)) * 1000) from inbox where turn_id = o.turn_id),
		'thought_ms', round(extract(epoch from p_now - t.created_at) * 1000));
end $$;
