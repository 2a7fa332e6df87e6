-- A machine that answers us: two of them never stop by themselves. Called by the claim of a turn.

-- The words of a text, without case, marks and pictures; loosely without all that has a digit in it: times, numbers of calls, places in a queue.
create or replace function public.words_of(p_text text, p_loosely boolean) returns text language sql immutable set search_path = public as $$
	select btrim(regexp_replace(lower(case when p_loosely then regexp_replace(p_text, '\S*\d\S*', ' ', 'g') else p_text end), '[^[:alnum:]]+', ' ', 'g'));
$$;

-- Whether a message came within ten seconds of the reply before it, from its first part on: faster than anybody reads and types.
create or replace function public.came_at_once(p_channel text, p_phone text, p_at timestamptz)
returns boolean language sql stable set search_path = public as $$
	select min(c.sent_at) > p_at - interval '10 seconds' from conversations c
	where c.lead_phone = p_phone and c.channel = p_channel and c.role = 'assistant' and c.status = 'sent' and c.sent_at between p_at - interval '5 minutes' and p_at
		and c.turn_id = (select l.turn_id from conversations l where l.lead_phone = p_phone and l.channel = p_channel and l.role = 'assistant'
			and l.status = 'sent' and l.sent_at <= p_at order by l.sent_at desc, l.id desc limit 1);
$$;

-- By which sign the other side of a turn is a machine: `same_text` or `replies`; null for a person. Only what came since `p_since` counts, and of it what got an
-- answer of ours: whoever writes "oi" three times before it is impatient.
-- The same words count in that many turns of a day. Up to three words ("sim", "ok", "bom dia") are an answer to our questions: they count twice as often. Words
-- that differ by numbers alone are a person's too, who asks for size after size: they count where they came at once, all but the first.
create or replace function public.machine_sign(p_turn public.turns, p_since timestamptz, p_same_text integer, p_replies_an_hour integer, p_now timestamptz)
returns text language plpgsql stable set search_path = public as $$
declare
	since constant timestamptz := greatest(p_since, p_now - interval '1 day');
	of_day integer;
	of_hour integer;
begin
	select count(*), count(*) filter (where created_at > p_now - interval '1 hour') into of_day, of_hour from turns
	where channel = p_turn.channel and phone = p_turn.phone and status in ('confirmed', 'sent', 'uncertain') and created_at > since;
	if p_replies_an_hour > 0 and of_hour >= p_replies_an_hour then
		return 'replies';
	end if;
	-- The turn itself is one of them.
	if p_same_text <= 0 or of_day < p_same_text - 1 then
		return null;
	end if;
	return (
		with heard as (
			select i.turn_id, i.received_at, words_of(i.text, false) as words, words_of(i.text, true) as loosely
			from inbox i join turns t on t.id = i.turn_id
			where i.channel = p_turn.channel and i.phone = p_turn.phone and i.speaker = 'customer' and i.sent_at > since - interval '1 minute'
				and i.received_at > since and (t.id = p_turn.id or t.status in ('confirmed', 'sent', 'uncertain'))
			order by i.sent_at desc limit 100
		)
		select 'same_text' from heard n
		where n.turn_id = p_turn.id and (
			n.words <> '' and (select count(distinct h.turn_id) from heard h where h.words = n.words)
				>= p_same_text * case when cardinality(string_to_array(n.words, ' ')) > 3 then 1 else 2 end
			or cardinality(string_to_array(n.loosely, ' ')) > 3 and (
				select count(distinct h.turn_id) >= p_same_text
					and count(distinct h.turn_id) filter (where came_at_once(p_turn.channel, p_turn.phone, h.received_at)) >= p_same_text - 1
				from heard h where h.loosely = n.loosely) and came_at_once(p_turn.channel, p_turn.phone, n.received_at))
		limit 1);
end $$;

-- Pauses the conversation of a turn whose other side is a machine, and tells the team, once: nobody is answered there until somebody of the team gives it back.
-- Called with the session row locked.
create or replace function public.stop_at_machine(p_turn public.turns, p_same_text integer, p_replies_an_hour integer, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
declare
	s sessions;
	sign text;
begin
	select * into s from sessions where channel = p_turn.channel and phone = p_turn.phone;
	if s.mode <> 'agent' then
		return;
	end if;
	sign := machine_sign(p_turn, s.mode_since, p_same_text, p_replies_an_hour, p_now);
	if sign is null then
		return;
	end if;
	update sessions set mode = 'paused', mode_since = p_now, paused_at = p_now, paused_by = 'machine', pause_reason = 'system', mode_epoch = s.mode_epoch + 1,
		version = s.version + 1, updated_at = p_now where channel = s.channel and phone = s.phone;
	insert into session_history (channel, phone, at, type, actor_type, from_mode, to_mode, reason, epoch)
	values (s.channel, s.phone, p_now, 'mode_changed', 'system', s.mode, 'paused', 'machine', s.mode_epoch + 1);
	perform enqueue_outbox(jsonb_build_array(jsonb_build_object('key', 'machine:' || p_turn.id, 'kind', 'notice', 'channel', s.channel, 'phone', s.phone,
		'payload', jsonb_build_object('kind', 'machine', 'phone', s.phone, 'reason', sign,
			'message', (select left(text, 500) from inbox where turn_id = p_turn.id order by id desc limit 1),
			'name', (select coalesce(name, whatsapp_name) from leads where phone = s.phone)))), p_now);
end $$;
