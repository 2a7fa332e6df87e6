-- A person who wants to be forgotten: gone from every table, all or nothing. Called by the Lead Store node's Erase Person.

-- What was erased, when, by whom, and what was done in other systems: no name, no number, no words. `subject` is the hash of the key.
create table if not exists public.erasures (
	protocol text primary key check (protocol <> ''),
	subject text not null,
	erased_at timestamptz not null default now(),
	erased_by text not null,
	-- How it was made sure who asks: `code`, or what else the person in charge saw.
	identity text not null default '',
	-- The number of ours that they last wrote to: the receipt goes from there.
	channel text,
	-- Rows a table.
	counts jsonb not null default '{}',
	-- What other systems have of the person, by their ids alone: what is to be deleted there. Empty once that was tried.
	targets jsonb not null default '{}',
	-- What became of it: what, where, id, result (deleted, absent, failed, left), reason, at.
	steps jsonb not null default '[]',
	finished_at timestamptz
);
create index if not exists erasures_subject on public.erasures (subject);
create index if not exists erasures_open on public.erasures (erased_at) where finished_at is null;

-- All of a person, whatever the number of ours: what else is there is not read for it.
create index if not exists inbox_person on public.inbox (phone);
create index if not exists turns_of_person on public.turns (phone);
create index if not exists chatwoot_events_person on public.chatwoot_events (phone);
create index if not exists chatwoot_links_person on public.chatwoot_links (phone);
create index if not exists lgpd_requests_person on public.lgpd_requests (phone);
create index if not exists contact_joins_from on public.contact_joins (from_key);

-- Whether a text tells one of these ids: of digits as a whole number, so that nobody's number is found in a longer one.
create or replace function public.mentions(p_text text, p_ids text[]) returns boolean language sql immutable set search_path = public as $$
	select exists (select from unnest(p_ids) i where position(i in p_text) > 0
		and (i !~ '^[0-9]+$' or p_text ~ ('(^|[^0-9])' || i || '($|[^0-9])')));
$$;

-- Which rows of a table are a person's, as a condition on $1 (ids), $2 (leads) and $3 (turns); null for a table that knows nobody. Whatever a later version adds is
-- covered where it names its columns as all do. By the first of them alone, so that an index answers.
create or replace function public.rows_of_person(p_table text) returns text language sql stable set search_path = public as $$
	select format('%I = any (%s)', a.attname, case a.attname when 'lead_id' then '$2' when 'turn_id' then '$3' else '$1' end)
	from pg_attribute a join pg_class c on c.oid = a.attrelid
	where c.relnamespace = 'public'::regnamespace and c.relname = p_table and c.relkind = 'r' and not a.attisdropped
		and a.attname in ('phone', 'lead_phone', 'lead_id', 'turn_id')
	order by array_position(array['phone', 'lead_phone', 'turn_id', 'lead_id'], a.attname::text) limit 1;
$$;

-- What other systems have of a person: conversations of Chatwoot, records of the CRM, executions of n8n that are known to be about them.
create or replace function public.traces_elsewhere(p_ids text[]) returns jsonb language plpgsql stable set search_path = public as $$
declare
	found jsonb;
	turn_ids constant uuid[] := array(select id from turns where phone = any (p_ids));
	executions text[] := '{}';
	seen text[];
	at_table text;
begin
	select jsonb_build_object(
		'chatwoot', coalesce((select jsonb_agg(jsonb_build_object('channel', channel, 'account', account, 'conversation', conversation)
			order by channel, account, conversation) from chatwoot_links where phone = any (p_ids)), '[]'),
		'crm', coalesce((select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('person_id', person_id, 'company_id', company_id, 'deal_id', deal_id, 'note_id', note_id,
			'company_shared', case when company_id is not null then exists (select from crm_links o where o.company_id = k.company_id and o.phone <> all (p_ids)) end)))
			from crm_links k where phone = any (p_ids)), '[]'))
	into found;
	for at_table in
		select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'execution_id' and not a.attisdropped
		where c.relnamespace = 'public'::regnamespace and c.relname = any (array[/* tables */]) and rows_of_person(c.relname) is not null
	loop
		execute format('select array_agg(distinct execution_id::text) from public.%I where (%s) and execution_id is not null', at_table, rows_of_person(at_table))
			into seen using p_ids, '{}'::uuid[], turn_ids;
		executions := executions || coalesce(seen, '{}');
	end loop;
	return found || jsonb_build_object('executions', coalesce((select jsonb_agg(distinct e) from unnest(executions) e), '[]'));
end $$;

-- What is to be deleted elsewhere by two looks: what the first one saw is not known any more.
create or replace function public.joined_targets(p_one jsonb, p_other jsonb) returns jsonb language sql immutable set search_path = public as $$
	select jsonb_object_agg(k, (select coalesce(jsonb_agg(distinct t), '[]') from jsonb_array_elements(coalesce(p_one -> k, '[]') || coalesce(p_other -> k, '[]')) t))
	from unnest(array['chatwoot', 'crm', 'executions']) k;
$$;

-- The lead stays as a figure under a pseudonym: its class, its state and its dates. Whatever else it has, also in columns that are yet to come, is taken out.
create or replace function public.pseudonymise_lead(p_ids text[], p_pseudonym text, p_now timestamptz) returns integer language plpgsql set search_path = public as $$
declare
	leads_of constant uuid[] := array(select id from leads where phone = any (p_ids));
	emptied text;
	changed integer;
begin
	select string_agg(format('%I = default', a.attname), ', ') into emptied from pg_attribute a
	where a.attrelid = 'public.leads'::regclass and a.attnum > 0 and not a.attisdropped and a.attname not in ('id', 'phone', 'uf', 'temperature',
		'temperature_updated_at', 'crm_sync_status', 'created_at', 'updated_at', 'opted_out_at', 'handed_off_at', 'anonymized_at');
	-- Two forms of one number may each have had a lead: only one of them can have the pseudonym.
	execute format('update public.leads set %s, anonymized_at = $2, updated_at = $2, phone = case id when $3[1] then $1 else $1 || ''-'' || id end where id = any ($3)', emptied)
		using p_pseudonym, p_now, leads_of;
	get diagnostics changed = row_count;
	update temperature_history set reason = null where lead_id = any (leads_of);
	-- What the trigger wrote of this very change has the old values.
	delete from audit_logs where entity_type in ('lead', 'orcamento', 'empresa') and entity_id = any (leads_of::text[]);
	return changed;
end $$;

-- What the law wants to be kept, without who it was: that somebody wants no messages (it still holds), and what they asked for.
create or replace function public.keep_law_rows(p_ids text[], p_subject text) returns jsonb language plpgsql set search_path = public as $$
declare
	stop opt_outs;
	requests integer;
	stops integer;
	one_person constant uuid := gen_random_uuid();
begin
	update lgpd_requests set phone = p_subject, words = '', note = null where phone = any (p_ids);
	get diagnostics requests = row_count;
	select * into stop from opt_outs where phone = any (p_ids) order by revoked_at is not null, opted_out_at limit 1;
	delete from opt_outs where phone = any (p_ids);
	get diagnostics stops = row_count;
	if stop.phone is not null then
		insert into opt_outs (phone, words, opted_out_at, revoked_at, person)
		select distinct person_hash(id), '', stop.opted_out_at, stop.revoked_at, one_person from unnest(p_ids) id
		on conflict (phone) do update set opted_out_at = excluded.opted_out_at, revoked_at = excluded.revoked_at, person = excluded.person;
	end if;
	return jsonb_build_object('lgpd_requests', requests, 'opt_outs', stops);
end $$;

-- Takes a person out of every table, by all their ids. Gives the rows of each table.
create or replace function public.erase_rows(p_ids text[], p_pseudonym text, p_subject text, p_now timestamptz) returns jsonb language plpgsql set search_path = public as $$
declare
	-- Newest first, so that what hangs on something goes before it. Those that have their own way are not in the loop.
	tables constant text[] := array[/* tables */];
	apart constant text[] := array['leads', 'temperature_history', 'attendants', 'opt_outs', 'lgpd_requests', 'onboardings', 'campaign_contacts', 'contact_ids', 'audit_logs'];
	lead_ids constant uuid[] := array(select id from leads where phone = any (p_ids));
	turn_ids constant uuid[] := array(select id from turns where phone = any (p_ids));
	-- What most texts are told apart by at once.
	somewhere constant text[] := array(select '%' || i || '%' from unnest(p_ids) i);
	counts jsonb;
	gone integer;
	which text;
	told text[];
begin
	counts := keep_law_rows(p_ids, p_subject);
	-- An interest in a product of the catalogue is a figure; one in other words is theirs.
	update product_interests set phone = p_pseudonym where phone = any (p_ids) and product in (select name from products);
	get diagnostics gone = row_count;
	counts := counts || jsonb_build_object('product_interests', gone);
	-- What the team was told of them under another number, and what others were joined with.
	told := array(select idempotency_key from outbox where kind = 'notice' and phone <> all (p_ids) and payload::text like any (somewhere) and mentions(payload::text, p_ids));
	delete from outbox where idempotency_key = any (told || array(select way || ':' || t from unnest(told) t, unnest(array['notice_whatsapp', 'notice_slack', 'notice_chatwoot']) way));
	delete from known_events where key like any (somewhere) and mentions(key, p_ids);
	delete from contact_joins where from_key = any (p_ids) or to_key = any (p_ids);
	for at in reverse cardinality(tables) .. 1 loop
		which := rows_of_person(tables[at]);
		continue when which is null or tables[at] = any (apart);
		execute format('delete from public.%I where %s', tables[at], which) using p_ids, lead_ids, turn_ids;
		get diagnostics gone = row_count;
		counts := jsonb_set(counts, array[tables[at]], to_jsonb(coalesce((counts ->> tables[at])::integer, 0) + gone));
	end loop;
	counts := counts || jsonb_build_object('leads', pseudonymise_lead(p_ids, p_pseudonym, p_now));
	-- Where a user of a flow stands stays as a figure; what AtendeAqui tells of them again does not fill in the name.
	update onboardings set phone = '', name = '[apagado]', company = '', link = '' where phone = any (p_ids);
	get diagnostics gone = row_count;
	counts := counts || jsonb_build_object('onboardings', gone);
	-- The lines of campaigns stay as figures.
	select count(*) into gone from campaign_contacts where phone = any (p_ids);
	perform forget_in_campaigns(id) from unnest(p_ids) id;
	counts := counts || jsonb_build_object('campaign_contacts', gone);
	delete from contact_ids where key = any (p_ids) or value = any (p_ids);
	get diagnostics gone = row_count;
	return (select jsonb_object_agg(key, value) from jsonb_each(counts || jsonb_build_object('contact_ids', gone)) where value <> '0');
end $$;

-- Erases a person, all or nothing, under the protocol of their request; again under the same protocol it takes out what came since. `p_seen`: how it was
-- made sure who asks, where it was not by a code. What other systems have comes back as `targets`.
create or replace function public.erase_person(p_phone text, p_protocol text, p_by text, p_seen text default null, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	who constant text := key_of(p_phone);
	hashed constant text := person_hash(key_of(p_phone));
	proof text;
	ids text[];
	elsewhere jsonb;
	place constant text := newest_channel(key_of(p_phone));
	erased jsonb;
	e erasures;
begin
	if coalesce(p_protocol, '') = '' or coalesce(p_by, '') = '' then
		raise exception 'An erasure needs a protocol and who does it' using errcode = '22023';
	end if;
	-- Begun before under this protocol, by whoever was sure then: the check is gone with the rest.
	select k.identity into proof from erasures k where k.protocol = p_protocol and k.subject = hashed;
	proof := coalesce(proof, identity_of(who, p_seen, p_now));
	-- Nobody joins them, or writes under their key, meanwhile.
	perform pg_advisory_xact_lock(hashtext('public.joins'), 0);
	perform pg_advisory_xact_lock(hashtext('public.contacts'), hashtext(who));
	perform lock_person(who);
	ids := ids_of_person(who);
	elsewhere := traces_elsewhere(ids);
	erased := erase_rows(ids, 'anon_' || gen_random_uuid(), hashed, p_now);
	insert into erasures as k (protocol, subject, erased_at, erased_by, identity, channel, counts, targets)
	values (p_protocol, hashed, p_now, p_by, proof, place, coalesce(erased, '{}'), elsewhere)
	on conflict (protocol) do update set channel = coalesce(k.channel, excluded.channel), targets = case when k.finished_at is null then joined_targets(k.targets, excluded.targets) else k.targets end
	returning * into e;
	-- The protocol is a key of its own: it is nobody else's.
	if e.subject <> hashed then
		raise exception 'The protocol % is another person''s', p_protocol using errcode = '23505';
	end if;
	insert into audit_logs (logged_at, action, entity_type, entity_id, changed_by, metadata)
	values (p_now, 'DELETE', 'person', hashed, p_by, jsonb_build_object('protocol', p_protocol, 'identity', e.identity, 'rows', coalesce(erased, '{}')));
	return jsonb_build_object('erased', true, 'protocol', e.protocol, 'subject', hashed, 'ids', to_jsonb(ids), 'at', e.erased_at, 'counts', e.counts, 'targets', e.targets,
		'finished_at', e.finished_at);
end $$;
