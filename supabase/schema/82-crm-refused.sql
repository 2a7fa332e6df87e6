-- Leads that the CRM does not take: what waits for a token that works, and what the team is told. Called by Save CRM Sync.

-- The token is refused: no lead is at fault, and none is done before somebody mends it. They are tried from time to time, the one that was refused after all
-- others, so that no lead which is always refused stands before those that are not; all of them are due at once when one was taken (goes_on).
create or replace function public.await_crm(p_sync public.outbox, p_chance numeric, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
declare
	since constant timestamptz := (select down_since from integrations where channel = p_sync.channel and name = 'piperun');
	apart constant interval := greatest(interval '1 minute', least((p_now - coalesce(since, p_now)) / 2, interval '15 minutes'));
begin
	update outbox set next_attempt_at = p_now + apart * (1 + 0.25 * p_chance) where id = p_sync.id and status = 'pending';
	update outbox set next_attempt_at = p_now + apart / 2 where id in (
		select id from outbox where kind = 'crm_sync' and status = 'pending' and channel = p_sync.channel and next_attempt_at < p_now + apart / 2
		for update skip locked);
end $$;

-- The team is told of a lead and a reason once; once a day of something that the token's user may not do (a permission, a plan), while leads come that it
-- concerns, and of a queue that gets long. While the CRM is down as a whole, that is told: these leads are due again once it works.
create or replace function public.tell_of_crm(p_sync public.outbox, p_kind text, p_reason text, p_name text, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
declare
	what constant text := case when p_sync.status = 'failed' then 'crm_given_up' when p_kind = 'forbidden' and p_sync.attempts = 1 then 'crm_forbidden'
		when (select count(*) from outbox where kind = 'crm_sync' and channel = p_sync.channel and status = 'pending') >= 50 then 'crm_backlog' end;
	about constant text := case what when 'crm_given_up' then p_sync.id || ':' || md5(p_reason) when 'crm_backlog' then p_sync.channel || ':' || p_now::date
		else p_sync.channel || ':' || md5(p_reason) || ':' || p_now::date end;
begin
	if what is null or exists (select from integrations where channel = p_sync.channel and name = 'piperun' and down_since is not null) then
		return;
	end if;
	perform enqueue_outbox(jsonb_build_array(jsonb_build_object('kind', 'notice', 'channel', p_sync.channel, 'phone', p_sync.phone, 'key', what || ':' || about,
		'payload', jsonb_build_object('kind', what, 'phone', p_sync.phone, 'name', p_name, 'error', p_reason))), p_now);
end $$;

-- Leads that were given up for good because the token was refused, before a refusal was no try: they wait like all the others.
with refused as (
	update public.outbox set status = 'pending', attempts = 0, next_attempt_at = now(), updated_at = now()
	where kind = 'crm_sync' and status = 'failed' and error like '%PipeRun does not accept the token for this%' and attempts < 10
	returning phone
)
update public.leads l set crm_sync_status = 'pending' from refused where l.phone = refused.phone;
