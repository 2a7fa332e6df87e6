-- A person in Chatwoot answers one message there. Called by handle_chatwoot_event.

-- What WhatsApp is to quote, as a part of the payload: the id that its provider gave the message. One that was mirrored before it had one stands in Chatwoot under
-- the number of its word. What a person wrote in Chatwoot has no mark of ours there: it is told by its own number, as `chatwoot-4711`. What is no message of that conversation (a note, somebody else's) is quoted by nothing: the words go out all the same.
create or replace function public.answering(p_channel text, p_phone text, p_mirrored text) returns jsonb language sql stable set search_path = public as $$
	select coalesce((
		select jsonb_build_object('reply_to', c.message_id) from chatwoot_events e
		-- As handle_chatwoot_event made it: channel, key of the event, part.
		join outbox o on starts_with(o.idempotency_key, p_channel || ':' || e.key || ':') and o.phone = p_phone and o.payload ->> 'origin' = 'chatwoot'
		join conversations c on c.outbox_id = o.id and c.message_id is not null
		where p_mirrored ~ '^chatwoot-[0-9]{1,18}$' and e.channel = p_channel and e.phone = p_phone and e.number = substr(p_mirrored, 10)::bigint
		order by o.id limit 1), (
		select jsonb_build_object('reply_to', c.message_id) from conversations c
		where c.channel = p_channel and c.lead_phone = p_phone and c.message_id is not null and (c.message_id = p_mirrored or 'word-' || c.id = p_mirrored)
		order by c.id limit 1), '{}');
$$;
