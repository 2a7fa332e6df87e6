-- Which schema this is. `npm run schema` raises the number when another part was changed, and tells the nodes (nodes/shared/store/schemaVersion.ts). Asked
-- for by the nodes once, and when something is not there.
-- parts: a889c2f032e6da98

insert into public.settings (key, value) values ('schema_version', '49')
on conflict (key) do update set value = excluded.value, updated_at = now() where settings.value is distinct from excluded.value;
