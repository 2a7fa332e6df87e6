-- A message is deleted: one that is known, or one that comes only afterwards. Called by change_message and by the trigger on the inbox.

-- A deletion whose first id nobody knows yet waits for that message; where none of its ids is known, for any of them. The others are kept with the first one: they
-- may be what that message answers, and not what was deleted.
create or replace function public.await_deleted(p_given public.inbox, p_meant public.inbox, p_ids text[], p_mark text, p_now timestamptz)
returns void language sql set search_path = public as $$
	insert into inbox (provider, channel, message_id, phone, send_to, kind, text, speaker, sent_at, received_at, status, changes)
	select p_given.provider, p_given.channel, one || '/deletion', p_given.phone, p_given.send_to, 'deletion', p_mark, 'customer', p_given.sent_at, p_now, 'done',
		case when n = 1 then nullif(p_ids[2:], '{}') end
	from unnest(case when p_meant.id is null then p_ids
		when p_ids[1] <> p_meant.message_id and p_ids[1] is distinct from p_meant.corrects then p_ids[1:1] end) with ordinality as w (one, n)
	on conflict (provider, channel, message_id) do nothing;
$$;

-- Whoever was deleted has come after all, and answers what its deletion named beside it: that one was not deleted. It stands as before, and is answered where it
-- waited; a deletion that waited for it does not any more.
create or replace function public.take_back_deletion(p_new public.inbox) returns void language plpgsql set search_path = public as $$
declare
	told inbox;
	word conversations;
begin
	if p_new.quoted is null then
		return;
	end if;
	select * into told from inbox d where d.provider = p_new.provider and d.channel = p_new.channel and d.message_id = p_new.message_id || '/deletion'
		and d.phone = p_new.phone and p_new.quoted = any (d.changes);
	if not found then
		return;
	end if;
	delete from inbox d where d.provider = told.provider and d.channel = told.channel and d.message_id = p_new.quoted || '/deletion' and d.phone = told.phone;
	for word in
		select c.* from conversations c join inbox i on i.id = c.inbox_id
		where i.provider = told.provider and i.channel = told.channel and i.phone = told.phone and p_new.quoted in (i.message_id, i.corrects)
			and i.deleted_at is not null
	loop
		update inbox set deleted_at = null, status = case when word.for_model = told.text then 'waiting' else status end where id = word.inbox_id;
		update conversations set for_model = null, content = btrim(substr(word.content, 1 + length(told.text))) where id = word.id and starts_with(word.content, told.text);
		update outbox set status = 'discarded', error = 'It was not deleted', updated_at = told.received_at
		where idempotency_key = 'word:' || word.id || ':' || md5('deletion') and status = 'pending';
	end loop;
end $$;

-- The words stay, with a mark, and so do those of their corrections. One that still waited needs no answer any more, and no model gets to see it. Where the
-- message is not known yet, the deletion waits for it.
create or replace function public.delete_message(p_given public.inbox, p_meant public.inbox, p_change jsonb, p_now timestamptz)
returns jsonb language plpgsql set search_path = public as $$
declare
	mark constant text := p_change ->> 'mark';
	ids constant text[] := array(select jsonb_array_elements_text(p_change -> 'of'));
	wanted text := coalesce(p_meant.corrects, p_meant.message_id);
	word conversations;
	marked integer := 0;
begin
	if p_meant.deleted_at is not null then
		return jsonb_build_object('changed', false, 'reason', 'duplicate_message');
	end if;
	for word in
		select c.* from conversations c left join inbox i on i.id = c.inbox_id
		where c.channel = p_given.channel and c.lead_phone = p_given.phone and (c.role = 'user') = (p_given.speaker = 'customer')
			and (coalesce(i.corrects, c.message_id) = wanted or (wanted is null and c.message_id = any (ids))) and not starts_with(c.content, mark)
	loop
		update conversations c set content = concat_ws(' ', mark, nullif(c.content, '')),
			for_model = case when exists (select from inbox where id = word.inbox_id and status = 'waiting') then mark end
		where c.id = word.id returning * into word;
		perform mirror_change(word, 'deletion', p_change ->> 'note', mark, p_now);
		marked := marked + 1;
	end loop;
	update inbox set deleted_at = p_now, status = case when status = 'waiting' then 'done' else status end
	where provider = p_given.provider and channel = p_given.channel and phone = p_given.phone and (message_id = wanted or corrects = wanted);
	if p_given.speaker = 'customer' and (p_meant.id is not null or marked = 0) then
		perform await_deleted(p_given, p_meant, ids, mark, p_now);
	end if;
	if marked > 0 then
		return jsonb_build_object('changed', true);
	end if;
	return jsonb_build_object('changed', false, 'reason', 'unknown_message');
end $$;
