-- Questions that workflows wait with. Asked by Send and Wait for Response, answered by the next message of that phone (Receive).

-- A workflow that asked somebody something and stands still until the next message of that phone. A phone has one question open: a newer one takes its
-- place, as people answer what they read last.
create table if not exists public.waiting_questions (
	channel text not null,
	phone text not null,
	-- Carries n8n's signature: whoever has it can answer.
	resume_url text not null,
	asked_at timestamptz not null default now(),
	expires_at timestamptz not null,
	primary key (channel, phone)
);

-- The message that it was given to, and the worker that hands it over: until that is done the question stays, so that a lost answer loses nothing.
alter table public.waiting_questions add column if not exists given_to bigint;
alter table public.waiting_questions add column if not exists given_at timestamptz;
alter table public.waiting_questions add column if not exists begun_by uuid;
alter table public.waiting_questions add column if not exists begun_at timestamptz;

create or replace function public.open_question(
	p_channel text, p_phone text, p_resume_url text, p_expires_at timestamptz, p_now timestamptz default now()
) returns void language sql set search_path = public as $$
	insert into waiting_questions (channel, phone, resume_url, asked_at, expires_at)
	values (p_channel, key_of(p_phone), p_resume_url, p_now, p_expires_at)
	on conflict (channel, phone) do update set resume_url = excluded.resume_url, asked_at = excluded.asked_at, expires_at = excluded.expires_at,
		given_to = null, given_at = null, begun_by = null, begun_at = null;
$$;

-- The question could not be sent: nobody will answer it.
create or replace function public.drop_question(p_channel text, p_phone text, p_resume_url text)
returns void language sql set search_path = public as $$
	delete from waiting_questions where channel = p_channel and phone = (select key_of(p_phone)) and resume_url = p_resume_url;
$$;

-- Gives the open question of a phone to its next message, and to that message alone. A message of before the question is no answer to it (the clocks of
-- provider and database may be two seconds apart); a question whose time is over is forgotten.
create or replace function public.take_waiting_question(p_channel text, p_phone text, p_sequence bigint, p_sent_at timestamptz, p_now timestamptz)
returns text language plpgsql set search_path = public as $$
declare
	url text;
begin
	delete from waiting_questions where channel = p_channel and phone = p_phone and expires_at <= p_now;
	update waiting_questions set given_to = p_sequence, given_at = p_now
	where channel = p_channel and phone = p_phone and given_to is null and asked_at <= p_sent_at + interval '2 seconds'
	returning resume_url into url;
	return url;
end $$;

-- The question that a message was given before, for whoever has that message again; not within a second, in which it can only be a second delivery.
create or replace function public.given_question(p_channel text, p_phone text, p_sequence bigint, p_same_call boolean, p_now timestamptz)
returns text language sql stable set search_path = public as $$
	select resume_url from waiting_questions
	where channel = p_channel and phone = p_phone and given_to = p_sequence and expires_at > p_now
		and (p_same_call or given_at <= p_now - interval '1 second');
$$;

-- Whether the caller is the one who hands the message to the workflow that waits: a message that came twice resumes it once. A worker that died at it is
-- followed by another after a minute.
create or replace function public.begin_answer(p_sequence bigint, p_key uuid, p_now timestamptz default now())
returns boolean language plpgsql set search_path = public as $$
begin
	update waiting_questions q set begun_by = p_key, begun_at = p_now
	from inbox i
	where i.id = p_sequence and i.status = 'waiting' and q.channel = i.channel and q.phone = i.phone and q.given_to = p_sequence
		and (q.begun_by is null or q.begun_by = p_key or q.begun_at <= p_now - interval '1 minute');
	return found;
end $$;

-- The message went to the workflow that waited for it: it needs no turn, and the question is answered. Until then it waits for one, so that a crash in
-- between loses nothing. Not taken: the workflow is not there any more, and the message is one like any other.
create or replace function public.finish_answer(p_sequence bigint, p_taken boolean default true)
returns void language plpgsql set search_path = public as $$
begin
	delete from waiting_questions where given_to = p_sequence;
	if p_taken then
		update inbox set status = 'done' where id = p_sequence and status = 'waiting';
	end if;
end $$;
