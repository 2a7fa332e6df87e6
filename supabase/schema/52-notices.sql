-- Notices to the team, over more than one channel at once. Called by Claim Outbox.

-- Each channel has a row of its own, so that what one refuses is tried again there alone. Notices that are due get theirs, and those of the last hour: one may have
-- been claimed since it was written. The row's own key makes it one. Returns how many.
create or replace function public.copy_notices(p_kinds text[], p_channel text default null, p_now timestamptz default now())
returns integer language plpgsql set search_path = public as $$
declare
	copied integer;
begin
	insert into outbox (idempotency_key, kind, channel, phone, payload, next_attempt_at, created_at, updated_at)
	select k || ':' || o.idempotency_key, k, o.channel, o.phone, o.payload, p_now, o.created_at, p_now
	from outbox o cross join unnest(p_kinds) k
	where o.kind = 'notice' and o.status <> 'discarded' and (o.attempts > 0 or o.next_attempt_at <= p_now) and is_channel_of(p_channel, o.channel)
		and o.created_at > p_now - interval '1 day' and o.created_at > p_now - case o.status when 'pending' then interval '1 day' else interval '1 hour' end
		-- Most were copied by an earlier run.
		and not exists (select from outbox c where c.idempotency_key = k || ':' || o.idempotency_key)
	order by o.id
	on conflict (idempotency_key) do nothing;
	get diagnostics copied = row_count;
	return copied;
end $$;
