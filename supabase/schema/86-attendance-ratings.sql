-- How satisfied customers were with an attendance. Asked by the Attendance Server once it is closed (ask_rating); the answer is taken by the trigger that hears customers
-- (attendance_hears), whichever door it comes through.

-- Said once to whoever answered; empty says nothing.
alter table public.attendances add column if not exists rating_thanks text;

-- The key in the outbox of the question after an attendance.
create or replace function public.rating_key(p_id uuid) returns text language sql immutable set search_path = public as $$
	select 'rating:' || p_id;
$$;

-- Asks once how satisfied they were with an attendance in which anything was said, once the conversation was given back. Nobody asked for the question: it goes through the
-- gate, and at night it waits for the morning. While one waits nobody is asked the same once more. The answer is taken for a day. Returns whether it is on its way.
create or replace function public.ask_rating(p_id uuid, p_question text, p_thanks text default '', p_now timestamptz default now())
returns boolean language plpgsql set search_path = public as $$
declare
	a attendances;
	gate jsonb;
begin
	select * into a from attendances where id = p_id and closed_at is not null and rating_asked_at is null and messages_count > 0 for update;
	if not found or exists (select from attendances o join outbox q on q.idempotency_key = rating_key(o.id)
		where o.channel = a.channel and o.phone = a.phone and o.rating_asked_at is not null and o.rating is null and q.status in ('pending', 'sending', 'uncertain'))
	then
		return false;
	end if;
	gate := queue_unasked(jsonb_build_object('key', rating_key(a.id), 'channel', a.channel, 'phone', a.phone, 'purpose', 'satisfaction',
		'wait_until', p_now + interval '16 hours', 'payload', jsonb_build_object('text', p_question)), p_now);
	if gate ->> 'verdict' not in ('now', 'later') then
		return false;
	end if;
	update attendances set rating_asked_at = (gate ->> 'at')::timestamptz, rating_thanks = nullif(btrim(p_thanks), '') where id = a.id;
	return true;
end $$;

-- What a message says of how satisfied somebody is: 1 to 5, as a digit, stars, or a word with "nota" before it; null for anything else.
create or replace function public.rating_in(p_text text) returns smallint language sql immutable set search_path = public as $$
	select case
		when t ~ '^(nota\s*)?[1-5]\ufe0f?\u20e3?([.!]|\s*estrelas?|\s*/\s*5)*$' then substring(t from '[1-5]')::smallint
		when t ~ '^(⭐\ufe0f?\s*){1,5}$' then (length(t) - length(replace(t, '⭐', '')))::smallint
		when regexp_replace(t, '^nota\s*', '') ~ '^(um|uma|dois|duas|três|tres|quatro|cinco)(\s+estrelas?)?[.!]*$'
			then case left(regexp_replace(t, '^nota\s*', ''), 2) when 'um' then 1 when 'do' then 2 when 'du' then 2 when 'tr' then 3 when 'qu' then 4 else 5 end::smallint end
	from (select lower(btrim(coalesce(p_text, ''), E' \t\r\n')) as t) x;
$$;

-- Which attendance a message rates, if it is one of those answers; null where it is a message like any other. Asked within a day, and not answered. Once the customer, or
-- anybody of ours, went on after the question, a number is no answer to it: a conversation that was open when the question went out (it may have waited for the morning)
-- does no harm, one that began after it does. Who quotes the question means it, whatever came between.
create or replace function public.rated_by(m public.inbox) returns uuid language sql stable set search_path = public as $$
	select a.id from attendances a left join outbox q on q.idempotency_key = rating_key(a.id)
	cross join lateral (select greatest(a.rating_asked_at, q.began_at) as at) asked
	where a.channel = m.channel and a.phone = m.phone and a.rating_asked_at is not null and a.rating is null
		and asked.at between m.received_at - interval '1 day' and m.received_at and q.status is distinct from 'discarded' and q.status is distinct from 'failed'
		and (m.quoted = q.provider_message_id or not exists (select from waiting_questions w where w.channel = m.channel and w.phone = m.phone and w.expires_at > m.received_at)
			and (not exists (select from attendances o where o.channel = m.channel and o.phone = m.phone and o.closed_at is null)
				or q.began_at is not null and not exists (select from inbox i where i.channel = m.channel and i.phone = m.phone and i.speaker <> 'agent' and i.received_at >= q.began_at
					and i.id <> m.id)
				and not exists (select from outbox n where n.channel = m.channel and n.phone = m.phone and n.kind = 'whatsapp_text' and n.began_at >= q.began_at and n.id <> q.id)))
	order by m.quoted is not distinct from q.provider_message_id desc, asked.at desc limit 1;
$$;

-- Takes a message for the answer, and thanks for it: they have just written, so that it goes out at once, at any hour.
create or replace function public.take_rating(m public.inbox) returns boolean language plpgsql set search_path = public as $$
declare
	given constant smallint := rating_in(m.text);
	rated attendances;
begin
	if given is null then
		return false;
	end if;
	update attendances set rating = given, rated_at = m.received_at where id = rated_by(m) and rating is null returning * into rated;
	if not found then
		return false;
	end if;
	if rated.rating_thanks is not null and not has_opted_out(m.phone) then
		perform enqueue_outbox(jsonb_build_array(jsonb_build_object('key', 'rating_thanks:' || rated.id, 'kind', 'whatsapp_text', 'channel', rated.channel, 'phone', rated.phone,
			'payload', jsonb_build_object('text', rated.rating_thanks, 'purpose', 'reply'))), m.received_at);
	end if;
	return true;
end $$;
