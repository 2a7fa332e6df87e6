-- By which provider somebody is written to. Called by Confirm, Claim Outbox and Get Uncertain, through the row that they begin.

-- The provider that a conversation is with: the one that its last message came by; of somebody who never wrote, that of the channel's last messages, so far
-- as they are among the newest of all. Null where nothing tells.
create or replace function public.provider_of(p_channel text, p_phone text)
returns text language sql stable set search_path = public as $$
	select coalesce(
		(select i.provider from inbox i where i.channel = p_channel and i.phone = p_phone and i.via is null order by i.id desc limit 1),
		(select m.provider from (select i.id, coalesce(i.via, i.channel) as channel, i.provider from inbox i order by i.id desc limit 200) m
			where m.channel = p_channel order by m.id desc limit 1));
$$;

-- Each effect that goes out by WhatsApp takes its way when it is begun, whoever begins it; begun anew, it goes where the conversation is by then.
create or replace function public.note_provider() returns trigger language plpgsql set search_path = public as $$
begin
	new := on_its_way(new, new.updated_at);
	return new;
end $$;
drop trigger if exists outbox_provider on public.outbox;
create trigger outbox_provider before insert or update of status on public.outbox
	for each row when (new.status = 'sending' and new.kind in ('whatsapp_text', 'notice', 'notice_whatsapp')) execute function public.note_provider();
