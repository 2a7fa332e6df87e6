-- Integrations by what became of an effect or a turn, and whether the team can be told at all. Called by Record, Finish Outbox, Confirm and Claim Outbox.

-- What a vendor's kind of failure says of the integration: null where it is the fault of this one call.
create or replace function public.fault_of(p_failure text)
returns text language sql immutable set search_path = public as $$
	select case when p_failure in ('unauthorized', 'notConnected', 'misaddressed') then 'operator' when p_failure in ('unavailable', 'unreachable', 'timedOut') then 'passing' end;
$$;

-- Whose call an effect was; null where nobody can tell.
create or replace function public.integration_of(p_effect public.outbox)
returns text language sql stable set search_path = public as $$
	select case p_effect.kind
		when 'whatsapp_text' then coalesce(p_effect.provider, provider_of(p_effect.channel, p_effect.phone), 'zapi')
		when 'chatwoot_message' then 'chatwoot' when 'notice_chatwoot' then 'chatwoot' end;
$$;

-- Notes how the sending of an effect went. A success is of interest only where something fails.
create or replace function public.note_effect(p_effect public.outbox, p_status text, p_failure text, p_error text, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
declare
	fault constant text := fault_of(p_failure);
	name text;
begin
	if (p_status = 'sent' and not exists (select from integrations where channel = coalesce(p_effect.via, p_effect.channel) and failing_since is not null))
		or (p_status <> 'sent' and fault is null)
	then
		return;
	end if;
	name := integration_of(p_effect);
	if name is not null then
		-- Whoever is held for a nuisance is held back in what the company begins (is_held_back).
		perform note_integration(coalesce(p_effect.via, p_effect.channel), name, p_status = 'sent', fault, case p_effect.refusal when 'stopSending' then 'stopSending' else p_failure end,
			p_error, p_effect.phone, p_now);
	end if;
end $$;

-- Notes what became of asking the model for a turn, and of asking for the words of its audio. What lies in the words of one customer says nothing of it; where
-- another model answered, or a part of the work was left undone, that part is down and not the whole.
create or replace function public.note_model(p_channel text, p_phone text, p_findings jsonb, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
declare
	asked record;
	ok boolean;
	kind text;
begin
	for asked in
		select 'model' as name, p_findings -> 'model' as outcome where jsonb_typeof(p_findings -> 'model') = 'object'
		union all (select 'transcription', t -> 'model' from jsonb_array_elements(coalesce(p_findings -> 'transcriptions', '[]')) t
			where jsonb_typeof(t -> 'model') = 'object' limit 1)
	loop
		ok := (asked.outcome ->> 'ok')::boolean;
		kind := asked.outcome #>> '{failure,kind}';
		continue when ok is null or (kind is not null and kind not in ('operator', 'passing')) or (not ok and kind is null);
		perform note_integration(p_channel, asked.name, ok, case when not ok then kind end, asked.outcome #>> '{failure,reason}',
			asked.outcome #>> '{failure,sentence}', p_phone, p_now);
		if ok and asked.name = 'model' then
			perform note_integration(p_channel, 'model_partly', kind is null, kind, asked.outcome #>> '{failure,reason}',
				asked.outcome #>> '{failure,sentence}', p_phone, p_now);
		end if;
	end loop;
	-- A field of the nodes that could not be used in this turn, or none of them.
	if jsonb_typeof(p_findings -> 'setup') = 'object' then
		perform note_setup(p_channel, p_findings #>> '{setup,problem}', p_phone, p_now);
	end if;
end $$;

-- A number of ours came online, or is not any more, as its provider tells; what comes in from WhatsApp proves that it is.
create or replace function public.note_connection(
	p_channel text, p_provider text, p_connected boolean, p_reason text default null, p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
begin
	perform note_integration(p_channel, p_provider, p_connected, 'connection', 'disconnected', p_reason, null, p_now);
	return jsonb_build_object('noted', true);
end $$;

-- What WhatsApp brings proves that the number is connected.
create or replace function public.note_arrival(p_channel text, p_now timestamptz)
returns void language sql set search_path = public as $$
	select note_integration(channel, name, true, 'connection', null, null, null, p_now) from integrations
	where channel = p_channel and kind = 'connection' and down_since < p_now - interval '1 minute';
$$;

-- Integrations that are down, and of which no way is left to tell: the chosen ways are those that are down themselves, or none of them has taken the notice
-- for five minutes. Each once an episode. `p_ways`: the first has the notice itself, each further one a copy of its own; none is not known.
create or replace function public.untold_integrations(p_ways text[], p_channel text default null, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	i integrations;
	way text;
	untold jsonb := '[]';
begin
	for i in
		select * from integrations where down_since is not null and raised_at is null and told_at <= p_now and (p_channel is null or channel = p_channel)
		order by down_since, name for update skip locked
	loop
		-- Where another number stands in for it, the way is not lost.
		way := case when i.name in ('zapi', 'whatsapp_cloud', 'team_window')
			and not (i.name = 'zapi' and exists (select from failovers where channel = i.channel and enabled)) then 'whatsapp' else i.name end;
		continue when exists (select from outbox o
			where o.idempotency_key in (i.notice, 'notice_whatsapp:' || i.notice, 'notice_slack:' || i.notice, 'notice_chatwoot:' || i.notice)
				and o.status = 'sent' and way is distinct from case o.kind when 'notice' then p_ways[1] else substr(o.kind, 8) end);
		continue when i.told_at > p_now - interval '5 minutes' and (coalesce(cardinality(p_ways), 0) = 0 or array_remove(p_ways, way) <> '{}');
		update integrations set raised_at = p_now where channel = i.channel and name = i.name;
		untold := untold || jsonb_build_object('channel', i.channel, 'integration', i.name, 'since', i.down_since, 'reason', i.reason, 'error', i.sentence);
	end loop;
	return untold;
end $$;

-- The database itself was out of reach and answers again: told once, by whoever finds it so.
create or replace function public.note_outage(p_since timestamptz, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	at_channel text;
	at_phone text;
begin
	if not pg_try_advisory_xact_lock(hashtext('public.integrations'), hashtext('supabase'))
		or (select updated_at from settings where key = 'supabase_outage') > p_now - interval '15 minutes'
	then
		return jsonb_build_object('told', false);
	end if;
	insert into settings (key, value, updated_at) values ('supabase_outage', to_jsonb(p_since), p_now)
	on conflict (key) do update set value = excluded.value, updated_at = p_now;
	select channel, phone into at_channel, at_phone from sessions where not is_trial(channel) order by updated_at desc limit 1;
	perform enqueue_outbox(jsonb_build_array(jsonb_build_object('key', 'integration_up:supabase:' || extract(epoch from p_now), 'kind', 'notice',
		'channel', coalesce(at_channel, 'default'), 'phone', coalesce(at_phone, ''), 'payload', jsonb_build_object('kind', 'integration_up',
			'phone', coalesce(at_phone, ''), 'integration', 'supabase', 'since', p_since, 'until', p_now))), p_now);
	return jsonb_build_object('told', true);
end $$;
