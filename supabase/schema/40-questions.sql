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

create or replace function public.open_question(
	p_channel text, p_phone text, p_resume_url text, p_expires_at timestamptz, p_now timestamptz default now()
) returns void language sql set search_path = public as $$
	insert into waiting_questions (channel, phone, resume_url, asked_at, expires_at)
	values (p_channel, p_phone, p_resume_url, p_now, p_expires_at)
	on conflict (channel, phone) do update set resume_url = excluded.resume_url, asked_at = excluded.asked_at, expires_at = excluded.expires_at;
$$;

-- The question could not be sent: nobody will answer it.
create or replace function public.drop_question(p_channel text, p_phone text, p_resume_url text)
returns void language sql set search_path = public as $$
	delete from waiting_questions where channel = p_channel and phone = p_phone and resume_url = p_resume_url;
$$;

-- Gives the open question of a phone to its next message, once. A message of before the question is no answer to it (the clocks of provider and database
-- may be two seconds apart); a question whose time is over is forgotten.
create or replace function public.take_waiting_question(p_channel text, p_phone text, p_sent_at timestamptz, p_now timestamptz)
returns text language sql set search_path = public as $$
	with taken as (
		delete from waiting_questions
		where channel = p_channel and phone = p_phone and (asked_at <= p_sent_at + interval '2 seconds' or expires_at <= p_now)
		returning resume_url, expires_at
	)
	select resume_url from taken where expires_at > p_now;
$$;

-- The message went to the workflow that waited for it: it needs no turn. Until then it waits for one, so that a crash in between loses nothing.
create or replace function public.finish_answer(p_sequence bigint)
returns void language sql set search_path = public as $$
	update inbox set status = 'done' where id = p_sequence and status = 'waiting';
$$;
