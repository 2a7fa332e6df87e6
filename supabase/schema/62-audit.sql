-- Who changed what of a lead, masked. Written by a trigger, read by the Lead Store node.

create table if not exists public.audit_logs (
	id bigint generated always as identity primary key,
	logged_at timestamptz not null default now(),
	action text not null check (action in ('CREATE', 'UPDATE', 'DELETE', 'API_CALL')),
	entity_type text not null,
	entity_id text not null,
	changed_by text not null default 'system',
	-- CREATE: {after} · UPDATE: {before, after}, changed keys only · DELETE: {before}
	changes jsonb not null default '{}',
	metadata jsonb not null default '{}'
);
create index if not exists audit_logs_entity on public.audit_logs (entity_type, entity_id, logged_at desc);
create index if not exists audit_logs_time on public.audit_logs (logged_at desc);

-- Every change of what is known of a lead is kept, the values masked, whoever made it; so is every change of temperature.
create or replace function public.audit_lead() returns trigger language plpgsql set search_path = public as $$
declare
	-- Bookkeeping that tells nothing of the lead.
	unaudited constant text[] := array['id', 'phone', 'created_at', 'updated_at', 'agent_state', 'temperature_updated_at', 'crm_sync_status',
		'follow_up_at', 'follow_ups', 'requests', 'declined_at', 'postponed_until'];
	before jsonb := case when tg_op = 'UPDATE' then to_jsonb(old) - unaudited else '{}' end;
	after jsonb := to_jsonb(new) - unaudited;
	changed text[];
begin
	select array_agg(key) into changed from jsonb_each(after) where value is distinct from coalesce(before -> key, 'null');
	if changed is null then
		return null;
	end if;
	insert into audit_logs (logged_at, action, entity_type, entity_id, changed_by, changes)
	select new.updated_at, case tg_op when 'INSERT' then 'CREATE' else 'UPDATE' end, 'lead', new.id::text,
		-- Set by whoever acts for somebody, for that transaction.
		coalesce(nullif(current_setting('atendeaqui.changed_by', true), ''), 'system'),
		masked_change(case when tg_op = 'UPDATE' then b end, a, array['name', 'whatsapp_name', 'company'], telling_words(before ->> 'name', after ->> 'name',
			before ->> 'whatsapp_name', after ->> 'whatsapp_name'))
	from (select jsonb_object_agg(key, after -> key) as a, jsonb_object_agg(key, before -> key) as b from unnest(changed) as key) as values_of;
	if 'temperature' = any (changed) and new.temperature is not null then
		insert into temperature_history (lead_id, before, after, reason, changed_at)
		values (new.id, before ->> 'temperature', new.temperature, new.temperature_reason, new.updated_at);
	end if;
	return null;
end $$;
create or replace trigger audit_lead after insert or update on public.leads for each row execute function public.audit_lead();
