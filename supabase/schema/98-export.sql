-- What is kept of a person, for the person: everything to read, and a field to put right. Called by the Lead Store node's Export Person and Correct Person.

-- What opens doors and tells nothing of the person: addresses with n8n's signature, leases, codes.
create or replace function public.without_keys(p_row jsonb) returns jsonb language sql immutable set search_path = public as $$
	select p_row - array['resume_url', 'lease_token', 'lease_until', 'claim_key', 'saved_by', 'begun_by', 'handled_by', 'receipt', 'code', 'kept'];
$$;

-- All rows of a person in all tables, by table; and what other systems have of them, to be read there. Stands in the audit.
create or replace function public.export_person(p_phone text, p_by text, p_seen text default null, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	who constant text := key_of(p_phone);
	identity constant text := identity_of(p_phone, p_seen, p_now);
	ids constant text[] := ids_of_person(key_of(p_phone));
	lead_ids constant uuid[] := array(select id from leads where phone = any (ids));
	turn_ids constant uuid[] := array(select id from turns where phone = any (ids));
	exported jsonb := '{}';
	at_table text;
	rows_of jsonb;
begin
	foreach at_table in array array[/* tables */] loop
		continue when rows_of_person(at_table) is null or at_table = 'attendants';
		execute format('select jsonb_agg(without_keys(to_jsonb(t))) from public.%I t where %s', at_table, rows_of_person(at_table))
			into rows_of using ids, lead_ids, turn_ids;
		exported := exported || case when rows_of is not null then jsonb_build_object(at_table, rows_of) else '{}' end;
	end loop;
	exported := exported || jsonb_strip_nulls(jsonb_build_object(
		'contact_ids', (select jsonb_agg(to_jsonb(c)) from contact_ids c where c.key = any (ids)),
		'contact_joins', (select jsonb_agg(without_keys(to_jsonb(j))) from contact_joins j where j.to_key = any (ids) or j.from_key = any (ids)),
		'audit_logs', (select jsonb_agg(to_jsonb(a)) from audit_logs a
			where (a.entity_type in ('lead', 'orcamento', 'empresa') and a.entity_id = any (lead_ids::text[])) or a.entity_id = person_hash(who))));
	insert into audit_logs (logged_at, action, entity_type, entity_id, changed_by, metadata) values (p_now, 'API_CALL', 'person', person_hash(who), p_by,
		jsonb_build_object('operation', 'export', 'identity', identity));
	return jsonb_build_object('exported_at', p_now, 'phone', who, 'ids', to_jsonb(ids), 'found', exported <> '{}', 'tables', exported,
		'targets', traces_elsewhere(ids));
end $$;

-- Puts fields of a lead right, as the person asked (LGPD art. 18, III); null empties one. Who did it and the old values stand in the audit.
create or replace function public.correct_person(p_phone text, p_fields jsonb, p_by text, p_seen text default null, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	who constant text := key_of(p_phone);
	identity constant text := identity_of(p_phone, p_seen, p_now);
	allowed constant text[] := array['name', 'company', 'email', 'city', 'uf', 'cnpj', 'site', 'product', 'volume', 'daily_volume', 'urgency', 'segment', 'need',
		'knows_company', 'decision_maker'];
	was leads;
	field text;
begin
	select * into was from leads where phone = who for update;
	if not found then
		return jsonb_build_object('corrected', false, 'reason', 'unknown_phone');
	end if;
	perform set_config('atendeaqui.changed_by', p_by, true);
	perform set_config('atendeaqui.unmasked', 'on', true);
	for field in select jsonb_object_keys(p_fields) loop
		if field <> all (allowed) then
			raise exception 'There is no field "%" of a person that can be corrected', field using errcode = '22023';
		end if;
		execute format('update public.leads set %I = (jsonb_populate_record(null::public.leads, $1)).%I, updated_at = $2 where id = $3', field, field)
			using p_fields, p_now, was.id;
	end loop;
	perform set_config('atendeaqui.changed_by', '', true);
	perform set_config('atendeaqui.unmasked', '', true);
	insert into audit_logs (logged_at, action, entity_type, entity_id, changed_by, metadata) values (p_now, 'UPDATE', 'person', person_hash(who), p_by,
		jsonb_build_object('operation', 'correct', 'identity', identity, 'fields', (select jsonb_agg(k) from jsonb_object_keys(p_fields) k)));
	return jsonb_build_object('corrected', true, 'phone', who,
		'before', (select jsonb_object_agg(k, to_jsonb(was) -> k) from jsonb_object_keys(p_fields) k),
		'after', (select jsonb_object_agg(k, to_jsonb(l) -> k) from leads l, jsonb_object_keys(p_fields) k where l.id = was.id));
end $$;
