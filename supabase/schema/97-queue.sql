-- What waits to be done, and for how long. Called by Get Queue Status.

-- By kind of effect, from the partial indexes of what is not done yet, however much ever was; and the customers' messages that wait or were given up. Trials are nobody's.
create or replace function public.queue_status(p_channel text default null, p_now timestamptz default now())
returns jsonb language sql stable set search_path = public as $$
	with open as (
		select kind, status, next_attempt_at, attempts from outbox where status in ('pending', 'queued') and is_channel_of(p_channel, channel)
		union all select kind, status, next_attempt_at, attempts from outbox where status = 'sending' and is_channel_of(p_channel, channel)
		union all select kind, status, next_attempt_at, attempts from outbox where status = 'uncertain' and is_channel_of(p_channel, channel)
	), kinds as (
		select kind, count(*) filter (where status in ('pending', 'queued')) as waiting,
			count(*) filter (where status in ('pending', 'queued') and next_attempt_at <= p_now) as due,
			count(*) filter (where status in ('pending', 'queued') and attempts > 0) as tried, count(*) filter (where status = 'sending') as under_way,
			count(*) filter (where status = 'uncertain') as uncertain,
			round(extract(epoch from p_now - min(next_attempt_at) filter (where status in ('pending', 'queued') and next_attempt_at <= p_now))) as oldest_due_seconds
		from open group by 1
	)
	select jsonb_build_object(
		'effects', (select coalesce(jsonb_agg(to_jsonb(k) order by kind), '[]') from kinds k),
		'messages_waiting', (select count(*) from inbox where status = 'waiting' and is_channel_of(p_channel, channel)),
		'messages_given_up', (select count(*) from inbox where status = 'failed' and is_channel_of(p_channel, channel)));
$$;
