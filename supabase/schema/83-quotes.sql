-- Quote requests and companies, in the tables that operators know by these names. Written by the live flow through the lead, and by the Lead Store node.

create table if not exists public.orcamentos (
	id uuid primary key default gen_random_uuid(),
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now()
);
alter table public.orcamentos
	add column if not exists lead uuid references public.leads (id) on delete cascade,
	add column if not exists resumo text,
	add column if not exists produto text,
	add column if not exists segmento text,
	add column if not exists urgencia_compra text,
	add column if not exists volume_diario integer,
	-- The deal in PipeRun that it became.
	add column if not exists oportunidade_pipe_id text,
	-- The one that follows the lead's words; those of people are theirs.
	add column if not exists do_agente boolean not null default false;
create index if not exists orcamentos_lead on public.orcamentos (lead, created_at desc);
create index if not exists orcamentos_time on public.orcamentos (created_at desc, id);

create table if not exists public.empresa (
	id uuid primary key default gen_random_uuid(),
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now()
);
alter table public.empresa
	add column if not exists nome text,
	add column if not exists cidade text,
	add column if not exists uf text,
	-- 14 capital letters and digits, without marks.
	add column if not exists cnpj text,
	add column if not exists site text,
	add column if not exists email text,
	add column if not exists telefone text,
	-- The lead that told of it: erased with them, since of a company of one person everything is personal.
	add column if not exists contato uuid references public.leads (id) on delete cascade;
create index if not exists empresa_contato on public.empresa (contato);
create index if not exists empresa_time on public.empresa (created_at desc, id);
-- A table of before may hold one company twice: it is used as it is.
do $$ begin
	create unique index if not exists empresa_cnpj on public.empresa (cnpj) where cnpj is not null;
exception when unique_violation then
	raise notice 'The table empresa has one CNPJ twice: no further one is kept out until that is mended';
end $$;

-- A qualified lead has a quote request: one for each deal. It follows the lead until another deal is opened.
create or replace function public.keep_quote(p_lead public.leads, p_now timestamptz) returns void language plpgsql set search_path = public as $$
declare
	deal constant text := (select deal_id::text from crm_links where phone = p_lead.phone);
	q orcamentos;
	words constant text := nullif(concat_ws(' – ', p_lead.need, p_lead.volume), '');
begin
	select * into q from orcamentos where lead = p_lead.id and do_agente order by created_at desc, id desc limit 1;
	if q.id is null or (q.oportunidade_pipe_id is not null and deal is not null and q.oportunidade_pipe_id <> deal) then
		insert into orcamentos (lead, resumo, produto, segmento, urgencia_compra, volume_diario, oportunidade_pipe_id, do_agente, created_at, updated_at)
		values (p_lead.id, words, p_lead.product, p_lead.segment, p_lead.urgency, p_lead.daily_volume, deal, true, p_now, p_now);
	else
		update orcamentos set resumo = coalesce(words, resumo), produto = coalesce(p_lead.product, produto), segmento = coalesce(p_lead.segment, segmento),
			urgencia_compra = coalesce(p_lead.urgency, urgencia_compra), volume_diario = coalesce(p_lead.daily_volume, volume_diario),
			oportunidade_pipe_id = coalesce(oportunidade_pipe_id, deal), updated_at = p_now
		where id = q.id;
	end if;
end $$;

-- A company by its number; nothing of it is overwritten by nothing.
create or replace function public.keep_company(p_lead public.leads, p_now timestamptz) returns void language plpgsql set search_path = public as $$
begin
	update empresa set nome = coalesce(p_lead.company, nome), cidade = coalesce(p_lead.city, cidade), uf = coalesce(p_lead.uf, uf), site = coalesce(p_lead.site, site),
		email = coalesce(p_lead.email, email), contato = coalesce(contato, p_lead.id), updated_at = p_now where cnpj = p_lead.cnpj;
	if not found then
		insert into empresa (nome, cidade, uf, cnpj, site, email, contato, created_at, updated_at)
		values (p_lead.company, p_lead.city, p_lead.uf, p_lead.cnpj, p_lead.site, p_lead.email, p_lead.id, p_now, p_now) on conflict do nothing;
	end if;
end $$;

-- What a lead told goes into both. What cannot be kept there (a table of before that has other columns) never stops what is learned of the lead.
create or replace function public.follow_lead() returns trigger language plpgsql set search_path = public as $$
begin
	if new.anonymized_at is not null then
		delete from orcamentos where lead = new.id;
		delete from empresa where contato = new.id;
		return null;
	end if;
	if not is_trial(new.phone) and crm_wants(new, 'hotWarm') then
		perform keep_quote(new, new.updated_at);
	end if;
	if not is_trial(new.phone) and new.cnpj <> '' then
		perform keep_company(new, new.updated_at);
	end if;
	return null;
exception when others then
	raise warning 'A quote or a company could not be kept: %', sqlstate;
	return null;
end $$;
create or replace trigger follow_new_lead after insert on public.leads for each row
	when (new.temperature in ('hot', 'warm') or new.cnpj is not null) execute function public.follow_lead();
create or replace trigger follow_lead after update on public.leads for each row
	when ((new.name, new.company, new.cnpj, new.email, new.site, new.city, new.uf, new.product, new.volume, new.segment, new.need, new.urgency, new.daily_volume,
			new.temperature, new.anonymized_at)
		is distinct from (old.name, old.company, old.cnpj, old.email, old.site, old.city, old.uf, old.product, old.volume, old.segment, old.need, old.urgency,
			old.daily_volume, old.temperature, old.anonymized_at))
	execute function public.follow_lead();

-- The deal that a sync opened is the quote's.
create or replace function public.follow_deal() returns trigger language plpgsql set search_path = public as $$
declare
	l leads;
begin
	select * into l from leads where phone = new.phone;
	if found and l.anonymized_at is null and exists (select from orcamentos where lead = l.id and do_agente) then
		perform keep_quote(l, coalesce(new.updated_at, now()));
	end if;
	return null;
exception when others then
	raise warning 'The deal could not be kept with its quote: %', sqlstate;
	return null;
end $$;
create or replace trigger follow_new_deal after insert on public.crm_links for each row when (new.deal_id is not null) execute function public.follow_deal();
create or replace trigger follow_deal after update on public.crm_links for each row
	when (new.deal_id is not null and new.deal_id is distinct from old.deal_id) execute function public.follow_deal();

-- Who changed what of a quote or a company, masked; by the id of the lead that it is of, so that it goes with the lead's audit. That one is gone is told without what it
-- was: it may have gone because the person was erased. What cannot be written there stops nothing.
create or replace function public.audit_record() returns trigger language plpgsql set search_path = public as $$
declare
	unaudited constant text[] := array['id', 'lead', 'contato', 'created_at', 'updated_at'];
	before constant jsonb := case when tg_op = 'INSERT' then '{}' else to_jsonb(old) end;
	after constant jsonb := case when tg_op = 'DELETE' then '{}' else to_jsonb(new) end;
	row_of constant jsonb := case when tg_op = 'DELETE' then before else after end;
	whose constant text := coalesce(row_of ->> 'lead', row_of ->> 'contato');
	changed text[];
begin
	select array_agg(k) into changed from jsonb_object_keys((before || after) - unaudited) k where nullif(before -> k, 'null') is distinct from nullif(after -> k, 'null');
	if changed is null then
		return null;
	end if;
	insert into audit_logs (action, entity_type, entity_id, changed_by, changes, metadata)
	select case tg_op when 'INSERT' then 'CREATE' else tg_op end, case tg_table_name when 'orcamentos' then 'orcamento' else 'empresa' end, coalesce(whose, row_of ->> 'id'),
		coalesce(nullif(current_setting('atendeaqui.changed_by', true), ''), 'system'),
		masked_change((select jsonb_object_agg(k, before -> k) from unnest(changed) k where tg_op = 'UPDATE' and before ? k), (select jsonb_object_agg(k, after -> k) from unnest(changed) k where after ? k),
			array['nome'], coalesce((select telling_words(l.name, l.whatsapp_name) from leads l where l.id::text = whose), '{}')),
		jsonb_build_object('id', row_of ->> 'id');
	return null;
exception when others then
	raise warning 'A change of % could not be written into the audit: %', tg_table_name, sqlstate;
	return null;
end $$;
create or replace trigger audit_record after insert or update or delete on public.orcamentos for each row execute function public.audit_record();
create or replace trigger audit_record after insert or update or delete on public.empresa for each row execute function public.audit_record();
