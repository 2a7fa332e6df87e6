-- Texts of which nobody knows whether they were sent. Called by Reconcile.

-- Whether the team was told of such a text: then a person looks, and nobody asks the provider again at each run.
create or replace function public.told_uncertain(p_outbox_id bigint) returns boolean language sql stable set search_path = public as $$
	select exists (select from outbox where idempotency_key = 'uncertain:' || p_outbox_id);
$$;

-- Texts of which nobody knows whether they were sent, with what is needed to find out: since when, and when somebody else last wrote there.
create or replace function public.uncertain_texts(p_after_seconds integer, p_channel text default null, p_now timestamptz default now())
returns jsonb language sql stable set search_path = public as $$
	select coalesce(jsonb_agg(jsonb_build_object('outbox_id', o.id, 'channel', o.channel, 'phone', o.phone, 'text', said_of(o),
			'provider', coalesce(o.provider, provider_of(o.channel, o.phone)),
			'send_to', case when o.via is null then coalesce(o.payload ->> 'to', o.phone) else address_of(o) end, 'began_at', coalesce(o.began_at, o.created_at), 'attempts', o.attempts,
			'last_known_at', greatest(
				-- What came or went by another number stands in another chat.
				(select max(i.sent_at) from inbox i where i.channel = o.channel and i.phone = o.phone and i.via is not distinct from o.via),
				(select max(c.sent_at) from conversations c
					where c.channel = o.channel and c.lead_phone = o.phone and c.role = 'assistant' and c.status = 'sent'
						and not exists (select from outbox w where w.id = c.outbox_id and w.via is distinct from o.via)),
				-- A person's reply stands in the history with the time at which it was written.
				(select max(x.updated_at) from outbox x
					where x.channel = o.channel and x.phone = o.phone and x.status = 'sent' and x.payload ->> 'speaker' = 'human'
						and x.via is not distinct from o.via))) order by o.id), '[]')
	from outbox o
	where o.status = 'uncertain' and o.kind = 'whatsapp_text' and is_channel_of(p_channel, o.channel)
		and o.updated_at <= p_now - make_interval(secs => p_after_seconds) and not told_uncertain(o.id);
$$;

-- Whether something else was said in the chat of a text since it was looked for there: by others after what was known then, or by us in a text that was begun later. The chat's
-- last message tells nothing of that text then.
create or replace function public.chat_moved_on(o public.outbox, p_known_at timestamptz) returns boolean language sql stable set search_path = public as $$
	select exists (select from inbox i where i.channel = o.channel and i.phone = o.phone and i.via is not distinct from o.via
			and i.sent_at > coalesce(p_known_at, '-infinity'))
		or exists (select from outbox w where w.channel = o.channel and w.phone = o.phone and w.via is not distinct from o.via and w.kind = 'whatsapp_text'
			and w.id <> o.id and w.began_at > greatest(o.began_at, p_known_at) and w.status in ('sending', 'uncertain', 'sent'));
$$;

-- Settles an uncertain text by what the provider knows of the chat: it was sent, or it was not and is due again. `p_attempts`: at which try that was found out (null: not
-- known); `p_known_at`: the last message of others that was known then (uncertain_texts). Two who look at the same time find the same: what the first one sent again is not what the second one asked about. Nor is anything settled where the customer wrote, or
-- was answered, between the look into the database and the one at the provider: what is the chat's last message then is another one.
create or replace function public.settle_text(
	p_outbox_id bigint, p_sent boolean, p_now timestamptz default now(), p_attempts integer default null, p_known_at timestamptz default null
)
returns jsonb language plpgsql set search_path = public as $$
declare
	o outbox;
begin
	if p_attempts is not null then
		-- Before the text itself, as whoever answers does: a reply that is confirmed at this moment sees that this one is due again, or is seen.
		perform from sessions s where exists (select from outbox w where w.id = p_outbox_id and w.channel = s.channel and w.phone = s.phone) for update;
	end if;
	select * into o from outbox where id = p_outbox_id and status = 'uncertain' and attempts = coalesce(p_attempts, attempts) for update;
	if not found then
		return jsonb_build_object('settled', false, 'reason', 'not_uncertain');
	end if;
	if p_attempts is not null and chat_moved_on(o, p_known_at) then
		return jsonb_build_object('settled', false, 'reason', 'moved_on');
	end if;
	if p_sent then
		perform record_part(o.id, 'sent', null, null, null, p_now);
		return jsonb_build_object('settled', true, 'done', 'sent');
	end if;
	delete from conversations where outbox_id = o.id and role = 'assistant';
	update conversations set status = 'received' where outbox_id = o.id;
	update outbox set status = case when turn_id is null then 'pending' else 'queued' end, lease_token = null, lease_until = null, error = null,
		next_attempt_at = p_now, updated_at = p_now
	where id = o.id;
	return jsonb_build_object('settled', true, 'done', 'send_again');
end $$;

-- Texts that stay uncertain after the provider has had time to tell: the team is told, once, or they are sent again.
create or replace function public.settle_uncertain(
	p_after_seconds integer, p_send_again boolean, p_channel text default null, p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
declare
	o outbox;
	settled jsonb := '[]';
	told jsonb;
begin
	for o in
		select * from outbox where status = 'uncertain' and kind = 'whatsapp_text' and is_channel_of(p_channel, channel)
			and updated_at <= p_now - make_interval(secs => p_after_seconds) and not told_uncertain(id)
		order by id for update skip locked
	loop
		-- By another number it would not even be seen to be the same message twice.
		if p_send_again and o.attempts < 3 and (select w.via from way_of(o.channel, o.phone, p_now) w) is not distinct from o.via then
			perform settle_text(o.id, false, p_now);
			settled := settled || jsonb_build_object('outbox_id', o.id, 'phone', o.phone, 'done', 'send_again');
		else
			told := enqueue_outbox(jsonb_build_array(jsonb_build_object('key', 'uncertain:' || o.id, 'kind', 'notice', 'channel', o.channel, 'phone', o.phone,
				'payload', jsonb_build_object('kind', 'uncertain_reply', 'phone', o.phone, 'message', said_of(o)))), p_now);
			if jsonb_array_length(told) > 0 then
				settled := settled || jsonb_build_object('outbox_id', o.id, 'phone', o.phone, 'done', 'told');
			end if;
		end if;
	end loop;
	return settled;
end $$;
