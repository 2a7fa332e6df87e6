-- What became of the parts of a reply. Called by Record, Finish Outbox and whatever settles a part.

-- What was to be said in a turn and was not stays in the history as discarded.
create or replace function public.keep_unsaid(p_turn public.turns, p_texts text[], p_now timestamptz)
returns void language sql set search_path = public as $$
	insert into conversations (channel, lead_phone, role, content, status, turn_id, sent_at)
	select p_turn.channel, p_turn.phone, 'assistant', u.part, 'discarded', p_turn.id, p_now from unnest(p_texts) with ordinality as u (part, n) order by n;
$$;

-- The parts of a turn's reply that were not begun are not sent any more.
create or replace function public.drop_rest(p_turn_id uuid, p_status text, p_error text, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
declare
	t turns;
	texts text[];
begin
	select * into t from turns where id = p_turn_id;
	with gone as (
		update outbox set status = p_status, error = p_error, updated_at = p_now where turn_id = p_turn_id and status = 'queued' returning id, payload
	)
	select array_agg(payload ->> 'text' order by id) into texts from gone;
	perform keep_unsaid(t, texts, p_now);
end $$;

-- The parts of a reply that were not begun are not sent any more; they stay in the history as discarded, and the turn ends.
create or replace function public.discard_parts(p_turn_id uuid, p_reason text, p_epoch integer, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
begin
	perform drop_rest(p_turn_id, 'discarded', p_reason, p_now);
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
	perform close_facts(p_turn_id);
end $$;

-- What was really sent: of a template its words as the provider has them, or its name as long as nobody told them.
create or replace function public.said_of(o public.outbox) returns text language sql immutable set search_path = public as $$
	select case when o.payload ? 'template' then coalesce(o.payload ->> 'said', '[Modelo: ' || (o.payload #>> '{template,name}') || ']')
		else coalesce(o.payload ->> 'text', '') end;
$$;

-- Writes a text of ours into the history or, where it is there already, what became of it: a late answer of a worker that was taken for dead completes the
-- row that was written then, and a person's reply is there since it was written.
create or replace function public.note_text(p_text public.outbox, p_status text, p_message_id text, p_now timestamptz)
returns void language sql set search_path = public as $$
	insert into conversations (channel, lead_phone, role, content, status, message_id, turn_id, outbox_id, sent_at)
	values (p_text.channel, p_text.phone, 'assistant', said_of(p_text), p_status, p_message_id, p_text.turn_id, p_text.id, p_now)
	on conflict (outbox_id) do update set status = excluded.status, message_id = coalesce(excluded.message_id, conversations.message_id),
		-- A template went out in place of what a person wrote.
		content = case when p_text.payload ? 'template' then excluded.content else conversations.content end;
$$;

-- What is left of a reply is sent by the outbox, or not at all: its worker is done.
create or replace function public.leave_to_outbox(p_turn_id uuid, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
begin
	update outbox set payload = payload || '{"late": true}', updated_at = p_now where turn_id = p_turn_id and status = 'queued';
	update turns set status = 'uncertain', finished_at = p_now where id = p_turn_id and status = 'confirmed';
	update inbox set status = 'done' where turn_id = p_turn_id;
end $$;

-- Writes what became of a sent part: into the outbox, the history, the session's clock. The turn ends with its last part. Safe to repeat.
-- A part that surely was not sent, for a reason that may pass or that the operator mends (`p_later`), and the parts after it are sent by the outbox later.
-- One that is given up for good is told to the team.
create or replace function public.record_part(
	p_outbox_id bigint, p_status text, p_provider_message_id text default null, p_provider_queue_id text default null,
	p_error text default null, p_now timestamptz default now(), p_later boolean default false, p_failure text default null,
	p_action text default null, p_said text default null
) returns jsonb language plpgsql set search_path = public as $$
declare
	o outbox;
	t turns;
	again interval := case when p_later then interval '30 seconds' end;
begin
	if p_status = 'failed' and p_action is not null then
		again := take_refusal(p_outbox_id, p_action, p_now);
	end if;
	if again is not null and p_status = 'failed' then
		update outbox set status = 'queued', error = p_error, next_attempt_at = p_now + again, updated_at = p_now
		where id = p_outbox_id and status = 'sending' and turn_id is not null returning * into o;
		if found then
			perform leave_to_outbox(o.turn_id, p_now);
			perform note_effect(o, 'failed', p_failure, p_error, p_now);
			return jsonb_build_object('recorded', true, 'turn_status', 'uncertain', 'more', true, 'later', true);
		end if;
	end if;
	update outbox set status = p_status, provider_message_id = coalesce(p_provider_message_id, provider_message_id),
		provider_queue_id = coalesce(p_provider_queue_id, provider_queue_id), error = p_error, updated_at = p_now,
		payload = case when p_said is not null and payload ? 'template' then payload || jsonb_build_object('said', p_said) else payload end
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
		perform drop_rest(o.turn_id, 'failed', 'An earlier part was not sent', p_now);
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
