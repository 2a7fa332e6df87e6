-- A message comes in: stored once, before the provider gets its 200. Called by Receive, and by the Z-API Trigger for messages of ours.

-- WhatsApp trims a text and writes its line breaks its own way.
create or replace function public.same_text(p_one text, p_other text) returns boolean language sql immutable set search_path = public as $$
	select btrim(regexp_replace(p_one, '\s+', ' ', 'g')) = btrim(regexp_replace(p_other, '\s+', ' ', 'g'));
$$;

-- What the provider tells of a message of ours that it sent: by its id when we know it; else it is the one message of this phone whose outcome is not
-- known, as replies of a phone are sent one after the other (and, where the text is told, it is the same).
create or replace function public.settle_delivery(
	p_channel text, p_phone text, p_message_id text, p_queue_id text default null, p_text text default null, p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
declare
	o outbox;
begin
	p_phone := key_of(p_phone);
	select * into o from outbox where provider_message_id = p_message_id and coalesce(via, channel) = p_channel limit 1;
	-- Told of under another id: that is the same person.
	if o.phone <> p_phone and o.kind = 'whatsapp_text' and may_be_one(o.phone, p_phone) then
		perform join_contacts(p_phone, o.phone, 'message', p_now);
	end if;
	perform note_arrival(p_channel, p_now);
	if o.id is not null then
		return jsonb_build_object('settled', false, 'reason', 'known');
	end if;
	select * into o from outbox
	where coalesce(via, channel) = p_channel and phone = p_phone and kind = 'whatsapp_text' and status in ('sending', 'uncertain')
		and provider_message_id is null and payload ? 'text' and (p_text is null or same_text(payload ->> 'text', p_text)) and created_at <= p_now
	order by id limit 1 for update;
	if not found then
		return jsonb_build_object('settled', false, 'reason', 'not_ours');
	end if;
	update outbox set provider_message_id = p_message_id, provider_queue_id = coalesce(provider_queue_id, p_queue_id), updated_at = p_now
	where id = o.id;
	-- One that is being sent is recorded by its worker, or by the sweep if that one died.
	if o.status = 'uncertain' then
		perform record_part(o.id, 'sent', p_message_id, p_queue_id, null, p_now);
	end if;
	return jsonb_build_object('settled', true, 'outbox_id', o.id);
end $$;

-- How far the provider's clock is behind ours in a channel, told by its messages of the last hour: the one that came fastest. Null when it is not behind
-- by more than two minutes, or too few messages tell. A message that was held up is late alone; a clock that is behind makes all of them late.
create or replace function public.clock_behind(p_channel text, p_now timestamptz)
returns interval language sql stable set search_path = public as $$
	select case when count(*) >= 3 and min(m.received_at - m.sent_at) > interval '2 minutes' then min(m.received_at - m.sent_at) end
	from (select coalesce(i.via, i.channel) as channel, i.received_at, i.sent_at from inbox i order by i.id desc limit 200) m
	where m.channel = p_channel and m.received_at > p_now - interval '1 hour' and m.received_at <= p_now;
$$;

-- Whether a message of our own number is one that this package sends: by its id when that is known; else it has the text of one that is being sent to that
-- phone right now, or whose sending was cut off a moment ago, whatever the provider says of where it came from.
create or replace function public.is_our_send(p_channel text, p_phone text, p_message_id text, p_text text, p_now timestamptz)
returns boolean language sql stable set search_path = public as $$
	select exists (select from outbox where provider_message_id = p_message_id and channel = p_channel)
		or exists (select from outbox
			where channel = p_channel and phone = p_phone and kind = 'whatsapp_text' and status in ('sending', 'uncertain') and provider_message_id is null
				and began_at > p_now - interval '10 minutes' and coalesce(p_text, '') <> '' and same_text(payload ->> 'text', p_text));
$$;

-- Whether something is being sent to that phone at this moment: what comes from our own number meanwhile may be its echo, with words that were changed on
-- the way. Whoever decides on it waits for the answer of the send, 5 seconds at most.
create or replace function public.is_sending(p_channel text, p_phone text, p_now timestamptz)
returns boolean language sql stable set search_path = public as $$
	select exists (select from outbox where channel = p_channel and phone = p_phone and kind = 'whatsapp_text' and status = 'sending'
		and provider_message_id is null and began_at > p_now - interval '5 seconds');
$$;

-- A held message of our own number, looked at again: whose it is now, whether it is still to be waited for, and the session.
create or replace function public.look_again(p_sequence bigint, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	m inbox;
begin
	select * into m from inbox where id = p_sequence;
	if m.speaker = 'human' and is_our_send(m.channel, m.phone, m.message_id, m.text, p_now) then
		update inbox set speaker = 'agent', undecided = false where id = m.id returning * into m;
		-- What this package sends stands in the history by itself.
		delete from conversations where inbox_id = m.id;
	end if;
	return received(m, p_now);
end $$;

-- What whoever received a message has to know of it.
create or replace function public.received(p_message public.inbox, p_now timestamptz)
returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object('stored', true, 'sequence', p_message.id, 'speaker', p_message.speaker, 'channel', p_message.channel, 'phone', p_message.phone,
			'sent_at', p_message.sent_at)
		|| case when p_message.speaker = 'human' and is_sending(p_message.channel, p_message.phone, p_now) then '{"hold": true}' else '{}' end::jsonb
		|| case when p_message.speaker = 'human' or p_message.speaker = 'customer' and p_message.status = 'done' then jsonb_build_object(
			'session', (select to_jsonb(s) from sessions s where s.channel = p_message.channel and s.phone = p_message.phone),
			'guard', guard_told(p_message.channel, p_message.phone),
			'company_settings', company_of(p_message.channel),
			'agent_enabled', (select value from settings where key = 'agent_enabled')) else '{}' end;
$$;

-- The row that a message becomes, whatever was given for what is not essential: nothing beside the words keeps them from being stored.
create or replace function public.inbox_row(p_message jsonb, p_now timestamptz)
returns public.inbox language plpgsql stable set search_path = public as $$
declare
	m inbox := jsonb_populate_record(null::inbox, p_message - array['id', 'sent_at', 'received_at', 'status', 'turn_id', 'attempts', 'receipt', 'not_before',
		'failed_at', 'undecided', 'changes', 'edited_at', 'deleted_at']);
begin
	m.sent_at := moment_of(p_message -> 'sent_at', p_now);
	m.name := case when jsonb_typeof(p_message -> 'name') = 'string' then left(m.name, 200) end;
	m.media := case when jsonb_typeof(m.media) = 'object' then m.media end;
	m.content := case when jsonb_typeof(m.content) = 'object' then m.content end;
	m.kind := coalesce(nullif(m.kind, ''), 'text');
	m.text := coalesce(m.text, '');
	m.send_to := coalesce(nullif(m.send_to, ''), m.phone);
	m.receipt := case when p_message ->> 'receipt' ~ '^[0-9a-fA-F-]{36}$' then (p_message ->> 'receipt')::uuid end;
	m.received_at := p_now;
	m.undecided := coalesce(p_message ->> 'undecided' = 'true', false);
	m.status := case when m.speaker = 'customer' and p_message ->> 'waits' is distinct from 'false' then 'waiting' else 'done' end;
	return m;
end $$;

-- Stores one inbound message, once: the same provider, channel and message id again changes nothing.
-- A customer's message then waits for its turn; an attendant's or the agent's own is history only. A message of ours that was sent by this package is the
-- agent's, whatever the provider says of it. With an attendant's message comes the session, for the decision that follows; with a customer's the address
-- of the workflow that waits for it, if one does. The same call again (`receipt`: its answer was lost) gets the same answer again; whoever else comes with
-- the message learns that it still waits, for how long, and the question that it answers.
create or replace function public.receive_message(p_message jsonb, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	m inbox := inbox_row(in_conversation(as_person(p_message, p_now)), p_now);
	known inbox;
	created boolean;
	is_untouched boolean;
	behind interval;
	resume_url text;
begin
	if m.speaker = 'human' then
		if is_our_send(m.channel, m.phone, m.message_id, m.text, p_now) then
			m.speaker := 'agent';
		elsif m.sent_at < p_now - interval '2 minutes' then
			behind := clock_behind(coalesce(m.via, m.channel), p_now);
			m.sent_at := least(m.sent_at + coalesce(behind, interval '0'), p_now);
		end if;
	end if;
	-- The row is locked, one message of a phone after the other; its clocks move only once the message is known to be new. What the agent itself wrote to
	-- somebody who never wrote (a notice to the team) starts no conversation.
	if m.speaker = 'agent' then
		perform from sessions where channel = m.channel and phone = m.phone for update;
	else
		insert into sessions (channel, phone, created_at, updated_at) values (m.channel, m.phone, p_now, p_now)
		on conflict (channel, phone) do update set phone = excluded.phone
		returning xmax = 0, mode_since is null into created, is_untouched;
	end if;
	if created then
		insert into session_history (channel, phone, at, type, actor_type, to_mode, epoch, message_id)
		values (m.channel, m.phone, p_now, 'session_created', m.speaker, 'agent', 1, m.message_id);
	end if;
	-- Who wants no messages wants none from another number of ours either. Whose conversation nobody had in hand since has not been given back to the agent.
	if is_untouched and has_opted_out(m.phone) then
		perform register_opt_out(m.phone, null, p_now);
	end if;

	insert into inbox (provider, channel, message_id, phone, send_to, name, kind, text, media, quoted, speaker, sent_at, received_at, status, receipt,
		undecided, content, corrects, via)
	values (m.provider, m.channel, m.message_id, m.phone, m.send_to, m.name, m.kind, m.text, m.media, m.quoted, m.speaker, m.sent_at, p_now, m.status, m.receipt,
		m.undecided and m.speaker = 'human', m.content, m.corrects, m.via)
	on conflict (provider, channel, message_id) do nothing
	returning id into m.id;
	if m.id is null then
		select * into known from inbox where provider = m.provider and channel = m.channel and message_id = m.message_id;
		resume_url := case when known.status = 'waiting' then given_question(known.channel, known.phone, known.id, known.receipt = m.receipt, p_now) end;
		return case when known.receipt = m.receipt and (known.speaker <> 'customer' or known.status = 'waiting' or p_message ->> 'waits' = 'false')
				then received(known, p_now)
				else jsonb_build_object('stored', false, 'reason', 'duplicate_message') || case when known.status = 'waiting' then jsonb_build_object(
					'sequence', known.id, 'channel', known.channel, 'waited_ms', round(extract(epoch from p_now - known.received_at) * 1000)) else '{}' end end
			|| case when resume_url is not null then jsonb_build_object('resume_url', resume_url) else '{}' end;
	end if;
	update sessions set updated_at = p_now,
		last_customer_message = case when m.speaker = 'customer' then greatest(last_customer_message, m.sent_at) else last_customer_message end,
		last_agent_message = case when m.speaker = 'agent' then greatest(last_agent_message, m.sent_at) else last_agent_message end
	where channel = m.channel and phone = m.phone;

	if m.speaker = 'agent' then
		-- What this package sent is in the history already.
		if exists (select from outbox where provider_message_id = m.message_id and channel = m.channel)
			or (settle_delivery(coalesce(m.via, m.channel), m.phone, m.message_id, null, m.text, p_now) ->> 'settled')::boolean
		then
			return received(m, p_now);
		end if;
	end if;
	insert into conversations (channel, lead_phone, role, content, kind, message_id, inbox_id, sent_at)
	values (m.channel, m.phone, case m.speaker when 'customer' then 'user' when 'human' then 'human' else 'assistant' end,
		coalesce(p_message ->> 'words', m.text), m.kind, m.message_id, m.id, m.sent_at);

	if m.speaker <> 'agent' then
		perform note_arrival(coalesce(m.via, m.channel), p_now);
	end if;
	if m.speaker = 'customer' then
		perform learn(m.channel, m.phone, jsonb_build_object('whatsapp_name', nullif(m.name, '')), null, null, p_now);
		resume_url := take_waiting_question(m.channel, m.phone, m.id, m.sent_at, p_now);
	end if;
	return received(m, p_now) || case when resume_url is not null then jsonb_build_object('resume_url', resume_url) else '{}' end;
end $$;
