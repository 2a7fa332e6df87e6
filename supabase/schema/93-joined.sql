-- What a database of before knows of who is whom: filled in once, and again each time that the schema is applied. Called by nobody.

-- Every person of whom there is a conversation, a lead or a wish, and the addresses that their messages came from. A phone to which a message of a lid's key was
-- answered, or the other way round, is that person's.
insert into public.contact_ids (kind, value, key, first_seen, last_seen)
select public.id_kind(k.phone), k.phone, k.phone, now(), now() from (
	select phone from public.sessions union select phone from public.leads union select phone from public.opt_outs
) k
where length(k.phone) between 1 and 200 and public.id_kind(k.phone) in ('phone', 'lid')
order by 1, 2
on conflict (kind, value) do nothing;

-- Messages whose key and address are of two kinds tell of a pair; so do our own texts, whose delivery a provider told under another id.
do $$
declare
	pair record;
	twins integer := 0;
begin
	for pair in
		select distinct i.phone, i.send_to from public.inbox i
		where i.send_to <> i.phone and length(i.send_to) <= 200 and 'lid' in (public.id_kind(i.phone), public.id_kind(i.send_to))
			and 'phone' in (public.id_kind(i.phone), public.id_kind(i.send_to))
		union
		select distinct i.phone, o.phone from public.inbox i join public.outbox o on o.provider_message_id = i.message_id and o.channel = i.channel
		where i.phone <> o.phone and o.kind = 'whatsapp_text' and 'lid' in (public.id_kind(i.phone), public.id_kind(o.phone))
			and 'phone' in (public.id_kind(i.phone), public.id_kind(o.phone))
		order by 1, 2
	loop
		if public.key_of(pair.phone) <> public.key_of(pair.send_to) and public.may_be_one(public.key_of(pair.phone), public.key_of(pair.send_to)) then
			twins := twins + (public.join_contacts(pair.phone, pair.send_to, 'upgrade') ->> 'joined')::boolean::int;
		end if;
	end loop;
	if twins > 0 then
		insert into public.settings (key, value, updated_at) values ('contacts_joined', to_jsonb(twins), now())
		on conflict (key) do update set value = to_jsonb((settings.value #>> '{}')::integer + twins), updated_at = now();
		raise notice '% conversations by lid were joined with those of the same person by phone', twins;
	end if;
end $$;
