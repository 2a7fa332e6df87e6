-- A lead that the CRM should have gets a row of the outbox in the transaction that changes it; all of it sleeps until a workflow claims leads for the
-- CRM: without a CRM nothing piles up. Called by the Conversation node's CRM operations.

-- What the CRM has of a lead. Written after each step of a sync, so that no step is done twice.
create table if not exists public.crm_links (
	phone text primary key references public.leads (phone) on update cascade on delete cascade,
	company_id bigint,
	person_id bigint,
	deal_id bigint,
	note_id bigint,
	-- The same with what was written there, as the sync gives it and wants it back.
	links jsonb not null default '{}',
	synced_at timestamptz,
	updated_at timestamptz not null default now()
);
create index if not exists crm_links_deal on public.crm_links (deal_id) where deal_id is not null;

-- Whether the CRM gets a lead under a policy: the rule of `isWanted` in the package.
create or replace function public.crm_wants(p_lead public.leads, p_policy text)
returns boolean language sql immutable set search_path = public as $$
	select coalesce(case p_policy
		when 'hotOnly' then p_lead.temperature = 'hot'
		when 'hotWarm' then p_lead.temperature = 'hot' or (p_lead.temperature = 'warm' and p_lead.name <> '' and p_lead.product <> '')
		when 'allWithMinimum' then p_lead.name <> '' and p_lead.product <> '' and p_lead.city <> ''
	end, false);
$$;

-- Puts a lead into the outbox for the CRM. It has one row there for good: changes while it waits are one sync of the newest state, a change while it is being
-- synced is one more sync afterwards.
create or replace function public.enqueue_crm_sync(p_phone text, p_channel text, p_now timestamptz)
returns void language sql set search_path = public as $$
	update leads set crm_sync_status = 'pending' where phone = p_phone and crm_sync_status <> 'pending';
	insert into outbox as o (idempotency_key, kind, channel, phone, payload, next_attempt_at, created_at, updated_at)
	values ('crm_sync:' || p_phone, 'crm_sync', p_channel, p_phone, '{}', p_now, p_now, p_now)
	on conflict (idempotency_key) do update set
		status = case o.status when 'sending' then 'sending' else 'pending' end,
		payload = case o.status when 'sending' then '{"again": true}' else '{}' end::jsonb,
		attempts = case when o.status in ('sending', 'pending') then o.attempts else 0 end,
		next_attempt_at = case when o.status in ('sending', 'pending') then o.next_attempt_at else p_now end,
		channel = excluded.channel, updated_at = p_now;
$$;

-- Under which policy the leads of a channel go to the CRM; null when nobody has asked for any for a day.
create or replace function public.crm_policy(p_channel text, p_now timestamptz)
returns text language sql stable set search_path = public as $$
	select value ->> 'policy' from settings
	where key in ('crm_sync', 'crm_sync:' || p_channel) and updated_at > p_now - interval '1 day'
	order by length(key) desc limit 1;
$$;

-- A lead of which the CRM should know more. One that it has is kept up to date, whatever became of its temperature.
create or replace function public.crm_follows_lead() returns trigger language plpgsql set search_path = public as $$
declare
	at_channel text;
	policy text;
begin
	-- Who was made anonymous is nobody to the CRM, and what was written there told who it was.
	if new.anonymized_at is not null then
		delete from crm_links where phone = new.phone;
		return null;
	end if;
	if tg_op = 'UPDATE' and (old.name, old.whatsapp_name, old.company, old.cnpj, old.email, old.city, old.uf, old.product, old.volume, old.segment, old.need,
			old.site, old.temperature, old.custom_fields, old.requests)
		is not distinct from (new.name, new.whatsapp_name, new.company, new.cnpj, new.email, new.city, new.uf, new.product, new.volume, new.segment, new.need,
			new.site, new.temperature, new.custom_fields, new.requests)
	then
		return null;
	end if;
	at_channel := coalesce(newest_channel(new.phone), 'default');
	if is_trial(at_channel) then
		return null;
	end if;
	policy := crm_policy(at_channel, new.updated_at);
	if policy is not null and (crm_wants(new, policy) or exists (select from crm_links where phone = new.phone and deal_id is not null)) then
		perform enqueue_crm_sync(new.phone, at_channel, new.updated_at);
	end if;
	return null;
end $$;
create or replace trigger crm_follows_lead after insert or update on public.leads for each row execute function public.crm_follows_lead();

-- Hands leads that are due for the CRM to one worker, each with what is known of it and what the CRM has of it. Asking is what switches the queue on, under
-- the policy that is asked with, and a day without asking switches it off. Who asks again after that gets what changed within the last day.
create or replace function public.claim_crm_syncs(
	p_policy text, p_limit integer, p_lease_seconds integer, p_channel text default null, p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
declare
	setting text := 'crm_sync' || coalesce(':' || p_channel, '');
	known settings;
	missed record;
	claimed jsonb;
begin
	select * into known from settings where key = setting;
	if not found or known.value ->> 'policy' is distinct from p_policy or known.updated_at < p_now - interval '1 hour' then
		insert into settings (key, value, updated_at) values (setting, jsonb_build_object('policy', p_policy), p_now)
		on conflict (key) do update set value = excluded.value, updated_at = greatest(settings.updated_at, p_now);
	end if;
	if known.updated_at <= p_now - interval '1 day' then
		for missed in
			select l.phone, s.channel from leads l
			cross join lateral (select channel from sessions where phone = l.phone order by updated_at desc limit 1) s
			left join crm_links k on k.phone = l.phone
			where l.updated_at > greatest(p_now - interval '1 day', k.synced_at) and l.crm_sync_status in ('not_synced', 'synced')
				and crm_wants(l, p_policy) and is_channel_of(p_channel, s.channel)
			order by l.phone
		loop
			perform enqueue_crm_sync(missed.phone, missed.channel, p_now);
		end loop;
	end if;

	claimed := claim_outbox(array['crm_sync'], p_limit, p_lease_seconds, p_channel, p_now);
	-- Only now: a change of the lead that came before the claim is in it, one that comes after it asks for another sync.
	return (
		select coalesce(jsonb_agg((c - 'payload' - 'send_to' - 'kind') || jsonb_build_object(
			'policy', p_policy,
			'lease_seconds', p_lease_seconds,
			-- The channel of a session is a number of ours; where the lead comes from is WhatsApp.
			'lead', to_jsonb(l) - array['id', 'agent_state', 'follow_ups', 'declined_at', 'postponed_until', 'created_at', 'updated_at', 'crm_sync_status'] || jsonb_build_object('channel', 'whatsapp'),
			'links', coalesce(k.links, '{}'))), '[]')
		from jsonb_array_elements(claimed) c
		-- One look by the index for each: nobody tells the planner how few they are, and it would read all leads.
		cross join lateral (select * from leads where phone = c ->> 'phone' limit 1) l
		left join crm_links k on k.phone = l.phone
	);
end $$;

-- How long to wait after so many tries, up to a quarter longer so that workers do not march in step (p_chance: 0 to 1).
create or replace function public.crm_backoff(p_attempts integer, p_chance numeric)
returns interval language sql immutable set search_path = public as $$
	select make_interval(mins => (array[1, 5, 15, 60, 180, 360, 720, 1440])[least(greatest(p_attempts, 1), 8)]) * (1 + 0.25 * p_chance);
$$;

-- Writes what one run of the sync gave: first what the CRM has now, then what follows.
-- step: there is more to do, and the worker has the lead for another lease · synced, skipped: the end · failed: again later, ever more seldom; given up at
-- once when trying again makes no sense, and after ten tries. A token that is refused, or an address that is not the CRM's, is no try of a lead: all of them
-- wait (await_crm). Where nobody can be reached, the CRM is down as a whole or asks for patience, no lead is at fault either: it is tried every hour in the
-- end, as whoever mends it is not to wait for a day. The team is told (tell_of_crm).
create or replace function public.save_crm_sync(
	p_outbox_id bigint, p_lease_token uuid, p_outcome text, p_links jsonb, p_failure jsonb default '{}', p_lease_seconds integer default 300,
	p_chance numeric default 0, p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
declare
	o outbox;
	l leads;
	next_status text;
	again boolean;
	kind constant text := case p_outcome when 'failed' then p_failure ->> 'kind' end;
	-- Known only where it was asked whether it is this lead alone.
	outage constant boolean := (p_failure ->> 'outage')::boolean;
	-- Patience that is asked for again and again is told like an outage: nothing gets in.
	fault constant text := case when kind = 'rateLimited' then 'passing' when outage is distinct from false then fault_of(kind) end;
	waits constant boolean := fault is not distinct from 'operator';
	out_of_reach constant boolean := coalesce(outage or kind in ('unreachable', 'rateLimited'), false);
	tries integer;
	reason text := coalesce(p_failure ->> 'error', 'sem explicação');
begin
	-- The lead before its row, as whoever changes a lead does: no deadlock.
	select * into l from leads where phone = (select phone from outbox where id = p_outbox_id) for update;
	select * into o from outbox where id = p_outbox_id and lease_token = p_lease_token and status = 'sending' for update;
	if not found then
		return jsonb_build_object('saved', false, 'reason', 'lease_lost');
	end if;
	if l.phone is null then
		update outbox set status = 'discarded', error = 'The lead is gone', lease_token = null, lease_until = null, updated_at = p_now where id = o.id;
		return jsonb_build_object('saved', false, 'reason', 'lead_gone');
	end if;

	if jsonb_typeof(p_links -> 'links') = 'object' then
		insert into crm_links (phone, company_id, person_id, deal_id, note_id, links, synced_at, updated_at)
		select l.phone, k.company_id, k.person_id, k.deal_id, k.note_id, k.links, case p_outcome when 'synced' then p_now end, p_now
		from jsonb_populate_record(null::crm_links, p_links) k
		on conflict (phone) do update set company_id = excluded.company_id, person_id = excluded.person_id, deal_id = excluded.deal_id,
			note_id = excluded.note_id, links = excluded.links, synced_at = coalesce(excluded.synced_at, crm_links.synced_at), updated_at = p_now;
	end if;
	if p_outcome = 'step' then
		update outbox set lease_until = p_now + make_interval(secs => p_lease_seconds), updated_at = p_now where id = o.id;
		return jsonb_build_object('saved', true, 'status', 'sending');
	end if;

	next_status := case when p_outcome <> 'failed' then 'sent' when waits or out_of_reach then 'pending'
		when (p_failure ->> 'retry')::boolean is not true or o.attempts >= 10 then 'failed' else 'pending' end;
	tries := case when waits then o.attempts - 1 when out_of_reach then least(o.attempts, 4) else o.attempts end;
	-- What changed meanwhile is synced at once, unless the CRM is out of reach just now.
	again := next_status <> 'pending' and o.payload ? 'again';
	update outbox set status = case when again then 'pending' else next_status end, payload = '{}', attempts = case when again then 0 else tries end,
		error = case p_outcome when 'failed' then reason end, lease_token = null, lease_until = null, updated_at = p_now,
		next_attempt_at = case when again then p_now else p_now + greatest(crm_backoff(tries, p_chance),
			make_interval(secs => coalesce((p_failure ->> 'retryAfterMs')::numeric, 0)::float / 1000)) end
	where id = o.id returning * into o;
	update leads set crm_sync_status = case when o.status = 'sent' and p_outcome = 'skipped' then 'not_synced' when o.status = 'sent' then 'synced'
		else o.status end where id = l.id;

	-- Whatever PipeRun has to say of this one lead, it took the token.
	if p_outcome = 'synced' or fault is not null or not outage or kind in ('rejected', 'notFound', 'forbidden') then
		perform note_integration(o.channel, 'piperun', fault is null, fault, kind, reason, o.phone, p_now);
	end if;
	if waits then
		perform await_crm(o, p_chance, p_now);
		select * into o from outbox where id = o.id;
	elsif p_outcome = 'failed' then
		perform tell_of_crm(o, kind, reason, coalesce(l.name, l.whatsapp_name), p_now);
	end if;
	if p_outcome in ('synced', 'failed') then
		perform counted('integration_requests_total', jsonb_build_object('integration', 'piperun', 'operation', 'crm_sync',
			'status', case p_outcome when 'synced' then 'success' else 'error' end));
	end if;
	return jsonb_build_object('saved', true, 'status', o.status, 'attempts', o.attempts, 'next_attempt_at', case o.status when 'pending' then o.next_attempt_at end);
end $$;

-- Puts leads that were given up back into the queue: the token was renewed, the pipeline corrected. Returns how many.
create or replace function public.retry_crm_syncs(p_phone text default null, p_channel text default null, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	given_up record;
	count integer := 0;
begin
	for given_up in
		select phone, channel from outbox
		where kind = 'crm_sync' and status = 'failed' and (p_phone is null or phone = (select key_of(p_phone))) and (p_channel is null or channel = p_channel)
		order by phone
	loop
		perform enqueue_crm_sync(given_up.phone, given_up.channel, p_now);
		count := count + 1;
	end loop;
	return jsonb_build_object('queued', count);
end $$;
