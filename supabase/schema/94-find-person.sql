-- Who somebody is, by any id. Called by the Conversation node's Find Person.

create index if not exists crm_links_person on public.crm_links (person_id) where person_id is not null;

-- The key of whoever has an id of that kind; null where nobody has. `whatsapp` is any address or key; other kinds than these are looked up as they were told.
create or replace function public.key_by_id(p_kind text, p_value text) returns text language plpgsql stable set search_path = public as $$
begin
	return case
		when p_kind = 'whatsapp' then key_of(p_value)
		when p_kind = 'onboarding' then (select phone from onboardings where user_id = p_value and phone <> '' order by updated_at desc limit 1)
		when p_kind in ('deal', 'crm_person', 'chatwoot') and p_value !~ '^[0-9]{1,18}$' then null
		when p_kind = 'deal' then (select phone from crm_links where deal_id = p_value::bigint order by updated_at desc limit 1)
		when p_kind = 'crm_person' then (select phone from crm_links where person_id = p_value::bigint order by updated_at desc limit 1)
		when p_kind = 'chatwoot' then (select max(phone) from chatwoot_links where conversation = p_value::bigint having count(distinct phone) = 1)
		else (select key from contact_ids where kind = p_kind and value = p_value) end;
end $$;

-- All that is known of who somebody is: every id, every conversation, and with whom they turned out to be one. `found` is false of an id that nobody has.
create or replace function public.find_person(p_kind text, p_value text)
returns jsonb language plpgsql stable set search_path = public as $$
declare
	who constant text := key_by_id(p_kind, p_value);
	ids jsonb;
	conversations jsonb;
	l leads;
begin
	select jsonb_agg(jsonb_build_object('kind', kind, 'value', value, 'first_seen', first_seen, 'last_seen', last_seen) order by kind <> 'phone', kind, value)
		into ids from contact_ids where key = who;
	select jsonb_agg(jsonb_build_object('channel', channel, 'mode', mode, 'human_attendant', human_attendant, 'updated_at', updated_at) order by updated_at desc)
		into conversations from sessions where phone = who;
	select * into l from leads where phone = who;
	return jsonb_build_object('found', coalesce(ids, conversations, to_jsonb(l.id)) is not null, 'phone', who,
		'name', coalesce(l.name, l.whatsapp_name), 'ids', coalesce(ids, '[]'), 'conversations', coalesce(conversations, '[]'),
		'opted_out', has_opted_out(who),
		'joins', (select coalesce(jsonb_agg(jsonb_build_object('from', from_key, 'to', to_key, 'at', joined_at, 'by', joined_by,
				'undone_at', undone_at, 'undone_by', undone_by) order by id), '[]')
			from contact_joins where to_key = who));
end $$;
