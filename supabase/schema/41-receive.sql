-- A message comes in: stored once, before the provider gets its 200. Called by Receive, and by the Z-API Trigger for messages of ours.

-- What the provider tells of a message of ours that it sent: by its id when we know it; else it is the one message of this phone whose outcome is not
-- known, as replies of a phone are sent one after the other (and, where the text is told, it is the same).
create or replace function public.settle_delivery(
	p_channel text, p_phone text, p_message_id text, p_queue_id text default null, p_text text default null, p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
declare
	o outbox;
begin
	if exists (select from outbox where provider_message_id = p_message_id and channel = p_channel) then
		return jsonb_build_object('settled', false, 'reason', 'known');
	end if;
	select * into o from outbox
	where channel = p_channel and phone = p_phone and kind = 'whatsapp_text' and status in ('sending', 'uncertain') and provider_message_id is null
		and payload ? 'text' and (p_text is null or payload ->> 'text' = p_text) and created_at <= p_now
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

-- Stores one inbound message, once: the same provider, channel and message id again changes nothing.
-- A customer's message then waits for its turn; an attendant's or the agent's own is history only. A message of ours that was sent by this package is the
-- agent's, whatever the provider says of it. With an attendant's message comes the session, for the decision that follows; with a customer's the address
-- of the workflow that waits for it, if one does.
create or replace function public.receive_message(p_message jsonb, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	m inbox := jsonb_populate_record(null::inbox, p_message);
	waits boolean := coalesce((p_message ->> 'waits')::boolean, true);
	stored bigint;
	created boolean;
	resume_url text;
begin
	if m.speaker = 'human' and exists (select from outbox where provider_message_id = m.message_id and channel = m.channel) then
		m.speaker := 'agent';
	end if;
	-- The row is locked, one message of a phone after the other; its clocks move only once the message is known to be new. What the agent itself wrote to
	-- somebody who never wrote (a notice to the team) starts no conversation.
	if m.speaker = 'agent' then
		perform from sessions where channel = m.channel and phone = m.phone for update;
	else
		insert into sessions (channel, phone, created_at, updated_at) values (m.channel, m.phone, p_now, p_now)
		on conflict (channel, phone) do update set phone = excluded.phone
		returning xmax = 0 into created;
	end if;
	if created then
		insert into session_history (channel, phone, at, type, actor_type, to_mode, epoch, message_id)
		values (m.channel, m.phone, p_now, 'session_created', m.speaker, 'agent', 1, m.message_id);
	end if;

	insert into inbox (provider, channel, message_id, phone, send_to, name, kind, text, media, quoted, speaker, sent_at, received_at, status)
	values (m.provider, m.channel, m.message_id, m.phone, m.send_to, m.name, m.kind, coalesce(m.text, ''), m.media, m.quoted, m.speaker,
		m.sent_at, p_now, case when m.speaker = 'customer' and waits then 'waiting' else 'done' end)
	on conflict (provider, channel, message_id) do nothing
	returning id into stored;
	if stored is null then
		return jsonb_build_object('stored', false, 'reason', 'duplicate_message');
	end if;
	update sessions set updated_at = p_now,
		last_customer_message = case when m.speaker = 'customer' then greatest(last_customer_message, m.sent_at) else last_customer_message end,
		last_agent_message = case when m.speaker = 'agent' then greatest(last_agent_message, m.sent_at) else last_agent_message end
	where channel = m.channel and phone = m.phone;

	if m.speaker = 'agent' then
		-- What this package sent is in the history already.
		if exists (select from outbox where provider_message_id = m.message_id and channel = m.channel)
			or (settle_delivery(m.channel, m.phone, m.message_id, null, m.text, p_now) ->> 'settled')::boolean
		then
			return jsonb_build_object('stored', true, 'sequence', stored, 'speaker', m.speaker);
		end if;
	end if;
	insert into conversations (channel, lead_phone, role, content, kind, message_id, inbox_id, sent_at)
	values (m.channel, m.phone, case m.speaker when 'customer' then 'user' when 'human' then 'human' else 'assistant' end,
		coalesce(p_message ->> 'words', m.text, ''), m.kind, m.message_id, stored, m.sent_at);

	if m.speaker = 'customer' then
		perform upsert_lead(m.phone, jsonb_build_object('whatsapp_name', nullif(m.name, '')), p_now);
		resume_url := take_waiting_question(m.channel, m.phone, m.sent_at, p_now);
	end if;
	return jsonb_build_object('stored', true, 'sequence', stored, 'speaker', m.speaker)
		|| case when resume_url is not null then jsonb_build_object('resume_url', resume_url) else '{}' end
		|| case when m.speaker = 'human' or not waits then jsonb_build_object(
			'session', (select to_jsonb(s) from sessions s where s.channel = m.channel and s.phone = m.phone),
			'agent_enabled', (select value from settings where key = 'agent_enabled')) else '{}' end;
end $$;
