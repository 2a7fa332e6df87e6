-- The company's settings and catalogue as they are saved and shown. Called by the Lead Store node (workflow `configurar`), by Health, and with each claim.

-- A price is told to the model only where the agent may speak of prices.
alter table public.products add column if not exists price text not null default '';

-- What the worker of a turn gets: the company's settings, and its catalogue, as far as that is small enough to go with every turn.
create or replace function public.company_for_turn(p_channel text) returns jsonb language plpgsql stable set search_path = public as $$
declare
	most constant integer := 200;
	longest constant integer := 60000;
	listed jsonb;
begin
	select jsonb_agg(to_jsonb(p)) into listed from (
		select name, category, keywords, facts, price, is_available, unavailable_message, alternative, internal_note from products
		order by category, name limit most + 1) p;
	return company_of(p_channel) || case
		when listed is null then '{}'
		when jsonb_array_length(listed) > most or length(listed::text) > longest then '{"products_left_out": true}'
		else jsonb_build_object('products', listed) end;
end $$;

-- As the workflow `configurar` shows it: what was told of this number (empty: of all), what is in force for it, and the catalogue.
create or replace function public.company_told(p_channel text default '') returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object('channel', coalesce(p_channel, ''),
		'told', coalesce((select value from settings where key = 'company' || case when coalesce(p_channel, '') = '' then '' else ':' || p_channel end), '{}'),
		'in_force', company_of(coalesce(p_channel, '')),
		'products', coalesce((select jsonb_agg(to_jsonb(p) - array['id', 'created_at', 'updated_at'] order by p.category, p.name) from products p), '[]'));
$$;

-- Saves products by their names, all or none: the keys that are given replace what is there, the others stay. With `p_all` these are all that there are, and a
-- product that is not among them is taken out. What changed is kept with its old value and who changed it.
create or replace function public.save_products(p_products jsonb, p_all boolean, p_actor text, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	one jsonb;
	before jsonb;
	after products;
	counted jsonb := '{"created": 0, "updated": 0, "removed": 0}';
	what text;
	who constant text := coalesce(nullif(p_actor, ''), 'system');
	unaudited constant text[] := array['id', 'created_at', 'updated_at'];
	gone products;
begin
	perform pg_advisory_xact_lock(hashtext('public.company'), hashtext('products'));
	for one in select * from jsonb_array_elements(p_products) loop
		select to_jsonb(p) into before from products p where p.name = one ->> 'name' for update;
		after := jsonb_populate_record(null::products, coalesce(before, jsonb_build_object('id', gen_random_uuid(), 'category', '', 'keywords', '[]'::jsonb,
			'facts', '[]'::jsonb, 'price', '', 'is_available', true, 'unavailable_message', '', 'alternative', '', 'internal_note', '', 'created_at', p_now))
			|| (one - unaudited) || jsonb_build_object('updated_at', p_now));
		continue when before - unaudited = to_jsonb(after) - unaudited;
		what := case when before is null then 'created' else 'updated' end;
		delete from products where name = after.name;
		insert into products select (after).*;
		counted := jsonb_set(counted, array[what], to_jsonb((counted ->> what)::integer + 1));
		insert into audit_logs (logged_at, action, entity_type, entity_id, changed_by, changes)
		values (p_now, case what when 'created' then 'CREATE' else 'UPDATE' end, 'product', after.name, who, case what
			when 'created' then masked_change(null, to_jsonb(after) - unaudited) else masked_change(before - unaudited, to_jsonb(after) - unaudited) end);
	end loop;
	if p_all then
		for gone in delete from products where name not in (select p ->> 'name' from jsonb_array_elements(p_products) p) returning * loop
			counted := jsonb_set(counted, '{removed}', to_jsonb((counted ->> 'removed')::integer + 1));
			insert into audit_logs (logged_at, action, entity_type, entity_id, changed_by, changes)
			values (p_now, 'DELETE', 'product', gone.name, who, masked_change(to_jsonb(gone) - unaudited, null));
		end loop;
	end if;
	return counted || jsonb_build_object('products', (select count(*) from products));
end $$;

-- Saves what was told: the keys that are given, of which null takes one back; the others stay. `p_products` are all products that there are; null says
-- nothing of them. What changed is kept with its old value and who changed it.
create or replace function public.save_company(
	p_channel text, p_settings jsonb, p_products jsonb, p_actor text, p_now timestamptz default now()
)
returns jsonb language plpgsql set search_path = public as $$
declare
	at_key constant text := 'company' || case when coalesce(p_channel, '') = '' then '' else ':' || p_channel end;
	before jsonb;
	after jsonb;
	changed text[];
	catalogue jsonb;
begin
	if jsonb_typeof(p_settings) is distinct from 'object' then
		raise exception 'The settings of a company are an object' using errcode = '22023';
	end if;
	perform pg_advisory_xact_lock(hashtext('public.company'), hashtext(at_key));
	before := coalesce((select value from settings where key = at_key), '{}');
	after := jsonb_strip_nulls(before || p_settings);
	select array_agg(k order by k) into changed from jsonb_object_keys(before || p_settings) k where before -> k is distinct from after -> k;
	if changed is not null then
		insert into settings (key, value, updated_at) values (at_key, after, p_now)
		on conflict (key) do update set value = excluded.value, updated_at = p_now;
		insert into audit_logs (logged_at, action, entity_type, entity_id, changed_by, changes)
		select p_now, 'UPDATE', 'company', coalesce(p_channel, ''), coalesce(nullif(p_actor, ''), 'system'),
			masked_change(jsonb_object_agg(k, before -> k), jsonb_object_agg(k, after -> k)) from unnest(changed) k;
	end if;
	if 'model_prices' = any (changed) then
		perform told_model_prices(after -> 'model_prices', p_now);
	end if;
	if jsonb_typeof(p_products) = 'array' then
		catalogue := save_products(p_products, true, p_actor, p_now);
	end if;
	return company_told(p_channel) || jsonb_build_object('changed', to_jsonb(coalesce(changed, '{}')), 'catalogue', catalogue);
end $$;

-- A field of the nodes behind a trigger cannot be used, or can again: told once, and again when it is over. Called at publishing; a turn tells it with its reply.
create or replace function public.note_setup(p_channel text, p_problem text, p_phone text default null, p_now timestamptz default now())
returns void language sql set search_path = public as $$
	select note_integration(coalesce(p_channel, 'default'), 'setup', p_problem is null, 'operator', 'unusable_field', p_problem, p_phone, p_now);
$$;
