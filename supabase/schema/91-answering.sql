-- A person in Chatwoot answers one message there. Called by handle_chatwoot_event.

-- What WhatsApp is to quote, as a part of the payload: the id that its provider gave the message. One that was mirrored before it had one stands in Chatwoot under
-- the number of its word. What is no message of that conversation (a note, somebody else's) is quoted by nothing: the words go out all the same.
create or replace function public.answering(p_channel text, p_phone text, p_mirrored text) returns jsonb language sql stable set search_path = public as $$
	select coalesce((
		select jsonb_build_object('reply_to', c.message_id) from conversations c
		where c.channel = p_channel and c.lead_phone = p_phone and c.message_id is not null and (c.message_id = p_mirrored or 'word-' || c.id = p_mirrored)
		order by c.id limit 1), '{}');
$$;
