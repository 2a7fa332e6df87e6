-- What a look at everything that the product depends on found, of each thing the newest: written by the node Health, read by it and by `GET /health`. Failures that
-- somebody can mend are noted in `integrations` like those that a call of the product met, so that the team is told once when it begins and once when it is over.

create table if not exists public.health_checks (
	channel text not null,
	-- zapi, zapi_url, whatsapp_cloud, chatwoot, piperun, atendeaqui, model, supabase, schema, team_phone (and which), outbox_ and a kind of effect.
	name text not null,
	outcome text not null check (outcome in ('ok', 'degraded', 'timeout', 'unreachable', 'error')),
	reason text,
	-- In Portuguese, for the team.
	sentence text,
	ms integer,
	-- Since when it is so.
	since timestamptz not null,
	checked_at timestamptz not null,
	-- Whether what stands in `integrations` was noted by a look first: then a look that finds it well ends it. What a call of the product met, a call ends: the
	-- account of a model answers a look, and may refuse what the agent asks.
	begun boolean not null default false,
	primary key (channel, name)
);

-- Keeps what was found, and tells the team on change where it is to (p_tell). `p_checks`: name, outcome, reason, sentence, ms, and fault: operator, passing,
-- connection, or null where nobody is told. Gives back the names of what changed since the look before.
create or replace function public.note_health(p_channel text, p_checks jsonb, p_tell boolean default true, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	c record;
	before health_checks;
	noted integrations;
	changed jsonb := '[]';
	begins boolean;
begin
	for c in
		select * from jsonb_to_recordset(p_checks) as x(name text, outcome text, reason text, sentence text, ms integer, fault text) order by name
	loop
		before := null;
		select * into before from health_checks where channel = p_channel and name = c.name for update;
		if before.outcome is distinct from c.outcome then
			changed := changed || to_jsonb(c.name);
		end if;
		begins := coalesce(before.begun, false);
		if p_tell then
			select * into noted from integrations where channel = p_channel and name = c.name;
			if c.outcome = 'ok' and (begins or noted.kind = 'connection') then
				-- Only a look may end what a look began, and who asked the provider knows whether the number is connected.
				perform note_integration(p_channel, c.name, true, 'connection', null, null, null, p_now);
				begins := false;
			elsif c.outcome <> 'ok' and c.fault is not null then
				begins := begins or noted.failing_since is null;
				perform note_integration(p_channel, c.name, false, c.fault, c.reason, c.sentence, null, p_now);
			end if;
		end if;
		insert into health_checks as h (channel, name, outcome, reason, sentence, ms, since, checked_at, begun)
		values (p_channel, c.name, c.outcome, c.reason, left(c.sentence, 300), c.ms, p_now, p_now, begins)
		on conflict (channel, name) do update set outcome = excluded.outcome, reason = excluded.reason, sentence = excluded.sentence, ms = excluded.ms,
			since = case when h.outcome = excluded.outcome then h.since else excluded.since end, checked_at = excluded.checked_at, begun = excluded.begun;
	end loop;
	return changed;
end $$;

-- What a look needs to know before: when each kind of work was last asked for, and what the look before found.
create or replace function public.health_facts()
returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object(
		'claims', coalesce((select jsonb_object_agg(kind, claimed_at) from (
			select kind, max(claimed_at) as claimed_at from outbox_claims group by kind) newest), '{}'),
		'checks', coalesce((select jsonb_agg(jsonb_build_object('name', name, 'outcome', outcome, 'checked_at', checked_at)) from health_checks), '[]'),
		'company_settings', company_of(''));
$$;

-- The state of everything, for who watches over it: what the looks of the last ten minutes found, and what is down. What was not looked at lately says nothing.
create or replace function public.health_report(p_now timestamptz default now())
returns jsonb language sql stable set search_path = public as $$
	with fresh as (select * from health_checks where checked_at > p_now - interval '10 minutes'), down as (select down_integrations() as list)
	select jsonb_build_object(
		'status', case
			when jsonb_array_length(down.list) > 0 or exists (select from fresh where outcome in ('timeout', 'unreachable', 'error')) then 'unhealthy'
			when exists (select from fresh where outcome = 'degraded') then 'degraded' else 'healthy' end,
		'checked_at', (select max(checked_at) from health_checks),
		'checks', coalesce((select jsonb_agg(jsonb_build_object('name', name, 'outcome', outcome, 'reason', reason, 'ms', ms, 'since', since) order by name) from fresh), '[]'),
		'down', down.list)
	from down;
$$;
