-- What a person did in Chatwoot, each event once. Called by Receive From Chatwoot.

-- Notes that an event was handled; whoever notes it first puts what a person wrote to the customer into the outbox and into the history. The first text that
-- may be sent to that customer now is the caller's to send.
create or replace function public.handle_chatwoot_event(
	p_event jsonb, p_replies jsonb default '[]', p_lease_seconds integer default 60, p_now timestamptz default now(), p_key uuid default null
) returns jsonb language plpgsql set search_path = public as $$
declare
	at_channel text := p_event ->> 'channel';
	at_phone text := key_of(p_event ->> 'phone');
	reply jsonb;
	stored bigint;
	claimed jsonb := '[]';
begin
	insert into chatwoot_events (channel, key, phone, number, handled_at, handled_by)
	values (at_channel, p_event ->> 'key', at_phone, (p_event ->> 'number')::bigint, p_now, p_key) on conflict (channel, key) do nothing;
	if not found then
		if not exists (select from chatwoot_events where channel = at_channel and key = p_event ->> 'key' and handled_by = p_key) then
			return jsonb_build_object('handled', false, 'claimed', claimed);
		end if;
		select coalesce(jsonb_agg(effect_of(o) order by o.id), '[]') into claimed from outbox o
		where o.channel = at_channel and o.phone = at_phone and o.begun_by = p_key and o.status = 'sending' and o.lease_until > p_now;
		return jsonb_build_object('handled', true, 'claimed', claimed);
	end if;
	perform link_chatwoot_conversation(at_channel, p_event ->> 'account', (p_event ->> 'conversation')::bigint, at_phone, p_now);
	for reply in select * from jsonb_array_elements(p_replies) loop
		insert into outbox (idempotency_key, kind, channel, phone, payload, next_attempt_at, created_at, updated_at)
		values (concat_ws(':', at_channel, p_event ->> 'key', reply ->> 'part'), 'whatsapp_text', at_channel, at_phone,
			reply - '{words,reply_to}'::text[] || answering(at_channel, at_phone, reply ->> 'reply_to') || '{"speaker": "human", "origin": "chatwoot"}', p_now, p_now, p_now)
		returning id into stored;
		insert into conversations (channel, lead_phone, role, content, kind, outbox_id, sent_at)
		values (at_channel, at_phone, 'human', reply ->> 'words', reply ->> 'kind', stored, moment_of(p_event -> 'sent_at', p_now));
	end loop;
	if stored is not null then
		claimed := claim_outbox(array['whatsapp_text'], 1, p_lease_seconds, at_channel, p_now, at_phone, p_key);
		-- What was left of a reply of the agent's stood before it, and is gone now.
		if claimed = '[]' then
			claimed := claim_outbox(array['whatsapp_text'], 1, p_lease_seconds, at_channel, p_now, at_phone, p_key);
		end if;
	end if;
	-- Nothing of it goes out: who wrote it reads why in that conversation, and nobody is told of it a second time.
	if exists (select from outbox where id = stored and status = 'discarded' and error = 'window_closed') then
		perform take_back(n.idempotency_key, 'Told where it was written', p_now) from outbox n
		where n.kind = 'notice' and n.channel = at_channel and n.phone = at_phone and n.status = 'pending' and n.payload ->> 'kind' = 'window_closed'
			and n.created_at = p_now;
		return jsonb_build_object('handled', true, 'claimed', claimed, 'refused', 'window_closed');
	end if;
	return jsonb_build_object('handled', true, 'claimed', claimed);
end $$;
