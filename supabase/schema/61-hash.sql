-- What stands for a person who was erased: who has the number can find it, nobody can read the number from it. Called by the opt-outs and by erasing.

-- Made once for each database. It tells whether a number that somebody has already is one of those; without it a list of hashes tells nothing.
insert into public.settings (key, value) values ('person_hash_key', to_jsonb(gen_random_uuid()::text || gen_random_uuid()::text)) on conflict (key) do nothing;

-- The keyed hash of an id; both forms of a Brazilian mobile have one.
create or replace function public.hash_by(p_secret bytea, p_id text) returns text language sql immutable set search_path = public as $$
	select 'hash:' || encode(sha256(p_secret || sha256(p_secret || convert_to(regexp_replace(p_id, '^(55\d\d)([6-9]\d{7})$', '\19\2'), 'UTF8'))), 'hex');
$$;
create or replace function public.hash_secret() returns bytea language sql stable set search_path = public as $$
	select convert_to(value #>> '{}', 'UTF8') from settings where key = 'person_hash_key';
$$;
create or replace function public.person_hash(p_id text) returns text language sql stable set search_path = public as $$
	select hash_by(hash_secret(), p_id);
$$;

-- All ids under which something of a person may be kept: the key, what leads to it, what was joined with it, and both forms of a Brazilian mobile.
create or replace function public.ids_of_person(p_key text) returns text[] language sql stable set search_path = public as $$
	select array_agg(distinct f.form) from (
		select p_key as id union select value from contact_ids where key = p_key union select from_key from contact_joins where to_key = p_key and undone_at is null
	) i cross join lateral (values (i.id), (regexp_replace(i.id, '^(55\d\d)([6-9]\d{7})$', '\19\2')), (regexp_replace(i.id, '^(55\d\d)9([6-9]\d{7})$', '\1\2'))) f (form)
	where f.form <> '';
$$;
