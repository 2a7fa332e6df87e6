-- Turns that came to nothing: who takes them up again, and what is said when nobody does. Called by Claim Turn, Sweep, Confirm, Give Back and Retry Failed.

-- Frees what a dead worker held. Called with the session row locked.
-- A turn that died before its reply was confirmed is taken back: its messages wait again. Slowness is no failure: they are given up only after five tries
-- that took ten minutes together, and a worker that comes late all the same may still answer them (late_turn).
-- One that died afterwards may have been sent: if the provider told so it was, else it is left as uncertain, and is never sent again by itself. Parts
-- that were not begun are sent by the outbox once that is settled.
create or replace function public.release_expired_turns(p_channel text, p_phone text, p_now timestamptz, p_text text default null)
returns void language plpgsql set search_path = public as $$
declare
	dead turns;
	begun outbox;
begin
	for dead in
		select * from turns where channel = p_channel and phone = p_phone and status in ('open', 'confirmed') and lease_until <= p_now
	loop
		if dead.status = 'open' then
			update turns set status = 'expired', finished_at = p_now where id = dead.id;
			update inbox set turn_id = null, status = 'waiting' where turn_id = dead.id;
			perform give_up(dead, p_text, p_now);
		else
			update turns set status = 'uncertain', finished_at = p_now where id = dead.id;
			update inbox set status = 'done' where turn_id = dead.id;
			for begun in select * from outbox where turn_id = dead.id and status = 'sending' loop
				if begun.provider_message_id is not null then
					perform record_part(begun.id, 'sent', begun.provider_message_id, begun.provider_queue_id, null, p_now);
				else
					update outbox set status = 'uncertain', error = 'The worker died while sending', updated_at = p_now where id = begun.id;
					perform note_text(begun, 'uncertain', null, p_now);
				end if;
			end loop;
		end if;
	end loop;
end $$;

-- Gives up the messages of a turn that came to nothing once they were tried often enough; nothing is given up in silence. The customer gets the prepared
-- text (an empty one: none), if the conversation is still the agent's, and the team one notice; both once for as long as messages of that phone lie there
-- given up, six hours at most. Called with the session row locked.
create or replace function public.give_up(p_turn public.turns, p_text text, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
declare
	s sessions;
	told boolean;
	said text;
begin
	if not exists (select from inbox where id = any (p_turn.messages) and status = 'waiting' and attempts >= 5
		and received_at <= p_now - interval '10 minutes') then
		return;
	end if;
	told := exists (select from inbox where channel = p_turn.channel and phone = p_turn.phone and status = 'failed'
		and failed_at > p_now - interval '6 hours');
	update inbox set status = 'failed', failed_at = p_now where id = any (p_turn.messages) and status = 'waiting' and attempts >= 5;
	if told then
		return;
	end if;
	select * into s from sessions where channel = p_turn.channel and phone = p_turn.phone;
	said := coalesce(p_text, p_turn.given_up_text,
		'Desculpe, tive um problema técnico e não consegui responder agora. Já avisei a equipe, que vai falar com você.');
	if said <> '' and fence(s, s.mode_epoch, false) is null and not has_opted_out(s.phone) then
		perform enqueue_outbox(jsonb_build_array(jsonb_build_object('key', 'sorry:' || p_turn.id, 'kind', 'whatsapp_text', 'channel', s.channel,
			'phone', s.phone, 'payload', jsonb_build_object('text', said, 'purpose', 'reply', 'mode_epoch', s.mode_epoch, 'until', p_now + interval '1 hour'))), p_now);
	end if;
	perform enqueue_outbox(jsonb_build_array(jsonb_build_object('key', 'unanswered:' || p_turn.id, 'kind', 'notice', 'channel', s.channel, 'phone', s.phone,
		'payload', jsonb_build_object('kind', 'unanswered', 'phone', s.phone,
			'message', (select left(text, 500) from inbox where id = any (p_turn.messages) order by id desc limit 1),
			'name', (select coalesce(name, whatsapp_name) from leads where phone = s.phone)))), p_now);
end $$;

-- Gives the turn of a worker that is not dead but slow back to it: its messages still wait, or a second worker has the very same ones and no reply either.
-- Whoever comes first answers; the other one has lost its lease. Null when somebody else answers. Called with the session row locked.
create or replace function public.late_turn(p_turn public.turns, p_now timestamptz)
returns public.turns language plpgsql set search_path = public as $$
declare
	t turns;
begin
	if p_turn.status <> 'expired' or p_turn.reason is not null or p_turn.messages is null
		or exists (select from turns where channel = p_turn.channel and phone = p_turn.phone and status in ('open', 'confirmed')
			and (status = 'confirmed' or messages is distinct from p_turn.messages))
		or (select count(*) from inbox where id = any (p_turn.messages) and status in ('waiting', 'claimed', 'failed')) < cardinality(p_turn.messages)
	then
		return null;
	end if;
	update turns set status = 'expired', finished_at = p_now where channel = p_turn.channel and phone = p_turn.phone and status = 'open';
	update turns set status = 'open', finished_at = null, lease_until = p_now + interval '60 seconds' where id = p_turn.id returning * into t;
	update inbox set status = 'claimed', turn_id = t.id, failed_at = null, not_before = null where id = any (t.messages);
	return t;
end $$;

-- A worker that cannot answer gives its turn back: the messages wait again, for half as long as they have waited already, a minute at the least and a quarter
-- of an hour at the most. What the operator must mend (a wrong key, an unreadable parameter) is no try of the message (`p_counts` false): it waits for as
-- long as that takes, and the team is told, once until an answer is given again.
create or replace function public.give_turn_back(
	p_turn_id uuid, p_lease_token uuid, p_reason text, p_counts boolean default false, p_now timestamptz default now(),
	p_model jsonb default null, p_failures integer default null
) returns jsonb language plpgsql set search_path = public as $$
declare
	t turns;
	due timestamptz;
begin
	perform lock_conversation_of(p_turn_id);
	select * into t from turns where id = p_turn_id and lease_token = p_lease_token;
	if t.status = 'expired' and t.reason is not null then
		return jsonb_build_object('given_back', true, 'due_at', (select max(not_before) from inbox where id = any (t.messages)));
	end if;
	if t.status is distinct from 'open' then
		return jsonb_build_object('given_back', false, 'reason', 'lease_lost');
	end if;
	update turns set status = 'expired', finished_at = p_now, reason = left(coalesce(p_reason, ''), 500) where id = t.id;
	update inbox set turn_id = null, status = 'waiting', attempts = attempts - case when p_counts then 0 else 1 end,
		not_before = p_now + greatest('1 minute', least((p_now - received_at) / 2, interval '15 minutes'))
	where turn_id = t.id;
	if p_counts then
		perform give_up(t, null, p_now);
	elsif p_model is null then
		insert into settings as s (key, value, updated_at) values ('agent_stopped:' || t.channel, to_jsonb(left(coalesce(p_reason, ''), 500)), p_now)
		on conflict (key) do nothing;
		if found then
			perform enqueue_outbox(jsonb_build_array(jsonb_build_object('key', 'agent_stopped:' || t.id, 'kind', 'notice', 'channel', t.channel,
				'phone', t.phone, 'payload', jsonb_build_object('kind', 'agent_stopped', 'phone', t.phone, 'error', left(p_reason, 300)))), p_now);
		end if;
	end if;
	-- Another message without an answer is one more failure; another try of the same messages is none.
	if p_failures is not null and exists (select from inbox where id = t.messages[cardinality(t.messages)] and not owed) then
		update leads set agent_state = agent_state || jsonb_build_object('failures', p_failures), updated_at = p_now where phone = t.phone;
	end if;
	perform note_facts(t, null, coalesce(p_model #>> '{failure,reason}', 'given_back'), p_now);
	if p_model is not null then
		update inbox set owed = true where id = any (t.messages) and status = 'waiting';
		perform note_model(t.channel, t.phone, jsonb_build_object('model', p_model), p_now);
	end if;
	select max(not_before) into due from inbox where id = any (t.messages) and status = 'waiting';
	return jsonb_build_object('given_back', true, 'due_at', due);
end $$;

-- An answer was given again: the team is told, once, if it was told of the contrary.
create or replace function public.agent_goes_on(p_channel text, p_phone text, p_turn_id uuid, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
begin
	delete from settings where key = 'agent_stopped:' || p_channel;
	if found then
		perform enqueue_outbox(jsonb_build_array(jsonb_build_object('key', 'agent_goes_on:' || p_turn_id, 'kind', 'notice', 'channel', p_channel,
			'phone', p_phone, 'payload', jsonb_build_object('kind', 'agent_goes_on', 'phone', p_phone))), p_now);
	end if;
end $$;

-- Takes up again what was given up: messages without an answer wait for their turn, replies that the provider did not take are sent if the fence still
-- holds and nobody answered since. All, those of one number of ours, or those of one phone.
create or replace function public.retry_failed(p_phone text default null, p_channel text default null, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	messages integer;
	replies integer;
begin
	p_phone := key_of(p_phone);
	update inbox set status = 'waiting', attempts = 0, failed_at = null, not_before = null, turn_id = null
	where status = 'failed' and (p_phone is null or phone = p_phone) and is_channel_of(p_channel, channel);
	get diagnostics messages = row_count;
	with again as (
		update outbox set status = case when turn_id is null then 'pending' else 'queued' end, attempts = 0, error = null, refusal = null,
			next_attempt_at = p_now, payload = payload || '{"late": true}', lease_token = null, lease_until = null, updated_at = p_now
		where status = 'failed' and kind = 'whatsapp_text' and (p_phone is null or phone = p_phone) and is_channel_of(p_channel, channel)
		returning id, turn_id
	), opened as (
		update turns set status = 'uncertain' where id in (select turn_id from again) and status = 'failed'
	), told as (
		-- Given up once more, the team is told once more.
		delete from outbox where idempotency_key in (select 'given_up:' || id from again)
	)
	select count(*) into replies from again;
	return jsonb_build_object('messages', messages, 'replies', replies);
end $$;
