-- What is known of a lead, one row a phone. Written by the reply's path (upsert_lead) and by the Lead Store node.

create table if not exists public.leads (
	id uuid primary key default gen_random_uuid(),
	phone text not null unique check (phone <> ''),
	whatsapp_name text,
	name text,
	company text,
	email text,
	city text,
	uf text check (uf is null or length(uf) = 2),
	product text,
	volume text,
	urgency text,
	segment text,
	need text,
	knows_company text,
	temperature text check (temperature in ('cold', 'warm', 'hot')),
	temperature_reason text,
	temperature_updated_at timestamptz,
	crm_sync_status text not null default 'not_synced' check (crm_sync_status in ('not_synced', 'pending', 'synced', 'failed')),
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now()
);
alter table public.leads
	add column if not exists cnpj text,
	add column if not exists daily_volume integer,
	add column if not exists site text,
	add column if not exists decision_maker text,
	-- What the operator's own fields hold, by key.
	add column if not exists custom_fields jsonb,
	-- What the agent keeps between turns: questions in vain, turns without a model, steps above that were told, what the class was made from.
	add column if not exists agent_state jsonb not null default '{}',
	add column if not exists opted_out_at timestamptz,
	add column if not exists handed_off_at timestamptz,
	-- When the team was last told that it owes the lead an answer.
	add column if not exists follow_up_at timestamptz,
	-- The same by what it is about, and what the lead has asked for, with the day on which they first did.
	add column if not exists follow_ups jsonb not null default '{}',
	add column if not exists requests jsonb not null default '{}',
	-- Since when they want nothing of us, and from when on they want to hear of us again; neither is an opt-out (note_stance).
	add column if not exists declined_at timestamptz,
	add column if not exists postponed_until timestamptz,
	add column if not exists anonymized_at timestamptz;
create index if not exists leads_temperature on public.leads (temperature) where temperature is not null;
create index if not exists leads_updated on public.leads (updated_at desc);

-- Creates or completes a lead. Only what is given and not null is written: nothing is ever overwritten by nothing.
create or replace function public.upsert_lead(p_phone text, p_fields jsonb, p_now timestamptz default now())
returns jsonb language sql set search_path = public as $$
	insert into leads as l (phone, whatsapp_name, name, company, email, city, uf, product, volume, urgency, segment, need, knows_company, cnpj,
		daily_volume, site, decision_maker, custom_fields, temperature, temperature_reason, temperature_updated_at, created_at, updated_at)
	select key_of(p_phone), f.whatsapp_name, f.name, f.company, f.email, f.city, f.uf, f.product, f.volume, f.urgency, f.segment, f.need,
		f.knows_company, f.cnpj, f.daily_volume, f.site, f.decision_maker, f.custom_fields, f.temperature, f.temperature_reason,
		case when f.temperature is not null then p_now end, p_now, p_now
	from jsonb_populate_record(null::leads, p_fields) as f
	on conflict (phone) do update set
		whatsapp_name = coalesce(excluded.whatsapp_name, l.whatsapp_name),
		name = coalesce(excluded.name, l.name),
		company = coalesce(excluded.company, l.company),
		email = coalesce(excluded.email, l.email),
		city = coalesce(excluded.city, l.city),
		uf = coalesce(excluded.uf, l.uf),
		product = coalesce(excluded.product, l.product),
		volume = coalesce(excluded.volume, l.volume),
		urgency = coalesce(excluded.urgency, l.urgency),
		segment = coalesce(excluded.segment, l.segment),
		need = coalesce(excluded.need, l.need),
		knows_company = coalesce(excluded.knows_company, l.knows_company),
		cnpj = coalesce(excluded.cnpj, l.cnpj),
		daily_volume = coalesce(excluded.daily_volume, l.daily_volume),
		site = coalesce(excluded.site, l.site),
		decision_maker = coalesce(excluded.decision_maker, l.decision_maker),
		custom_fields = coalesce(coalesce(l.custom_fields, '{}') || excluded.custom_fields, l.custom_fields),
		temperature = coalesce(excluded.temperature, l.temperature),
		temperature_reason = coalesce(excluded.temperature_reason, l.temperature_reason),
		temperature_updated_at = case when excluded.temperature is distinct from l.temperature and excluded.temperature is not null
			then p_now else l.temperature_updated_at end,
		updated_at = p_now
	returning to_jsonb(l.*);
$$;
