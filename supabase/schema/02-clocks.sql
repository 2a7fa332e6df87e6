-- Times that somebody else's clock told. Called wherever such a time enters: a provider's message, a worker's decision, an event of Chatwoot.

-- A time as we believe it: what lies more than a minute ahead of our own clock was told by a clock that is wrong, and counts as now. A time that lies ahead
-- would keep a conversation with its owner until it is reached, make everything that follows "late", and stand behind what answers it. Null stays null.
create or replace function public.believable(p_at timestamptz, p_now timestamptz)
returns timestamptz language sql stable set search_path = public as $$
	select case when p_at > p_now + interval '1 minute' then p_now else p_at end;
$$;

-- The moment that a value of JSON tells; now when it tells none, or one of before there was WhatsApp: a message without a time is worth more than none.
create or replace function public.moment_of(p_value jsonb, p_now timestamptz)
returns timestamptz language plpgsql stable set search_path = public as $$
declare
	told timestamptz;
begin
	told := (p_value #>> '{}')::timestamptz;
	return case when told >= '2009-01-01' then believable(told, p_now) else p_now end;
exception when others then
	return p_now;
end $$;
