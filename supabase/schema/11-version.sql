-- Which schema this is. `npm run schema` raises the number when another part was changed, and tells the nodes (nodes/shared/store/schemaVersion.ts). Asked
-- for by the nodes once, and when something is not there.
-- parts: 28cb697a8f393979

insert into public.settings (key, value) values ('schema_version', '51')
on conflict (key) do update set value = excluded.value, updated_at = now() where settings.value is distinct from excluded.value;
