-- What somebody of the team writes through the attendance API. Called by the Attendance Server and its socket: whether they may was decided before, by the rules of the session.

-- Puts a person's words into the outbox and into the history, once a key. `p_message`: key, channel, phone, by, words (as the history shows them) and payload (text, kind,
-- file). Returns the message as the API tells of it.
create or replace function public.say_as_attendant(p_message jsonb, p_now timestamptz default now()) returns jsonb language plpgsql set search_path = public as $$
declare
	who constant text := key_of(p_message ->> 'phone');
	said conversations;
	effect bigint;
begin
	insert into outbox (idempotency_key, kind, channel, phone, payload, next_attempt_at, created_at, updated_at)
	values ('attendance:' || (p_message ->> 'key'), 'whatsapp_text', p_message ->> 'channel', who,
		(p_message -> 'payload') || jsonb_build_object('speaker', 'human', 'origin', 'attendance', 'attendant', p_message ->> 'by'), p_now, p_now, p_now)
	on conflict (idempotency_key) do nothing returning id into effect;
	if effect is null then
		select c.* into said from outbox o join conversations c on c.outbox_id = o.id where o.idempotency_key = 'attendance:' || (p_message ->> 'key');
	else
		insert into conversations (channel, lead_phone, role, content, kind, outbox_id, sent_at)
		values (p_message ->> 'channel', who, 'human', p_message ->> 'words', coalesce(p_message #>> '{payload,kind}', 'text'), effect, p_now) returning * into said;
	end if;
	return attendance_message(said) || jsonb_build_object('channel', said.channel, 'phone', said.lead_phone);
end $$;

-- Where a message to a number would go, and what stands in its way: the channel, whose the conversation is, whether they want none, and by which provider.
create or replace function public.way_to_customer(p_phone text) returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object('channel', c, 'phone', k, 'opted_out', has_opted_out(k), 'provider', provider_of(c, k), 'known', s.phone is not null,
		'mode', s.mode, 'owner', s.human_attendant)
	from (select key_of(p_phone) as k, channel_for(p_phone) as c) w left join sessions s on s.channel = w.c and s.phone = w.k;
$$;
