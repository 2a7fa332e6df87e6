-- A message that was sent is edited or deleted afterwards: what is stored is made good while it waits for its turn; what was read already is corrected by a new
-- word. Called by Receive and by the triggers that store for the Conversation Trigger.

-- The message whose correction this word is, and the changes of a message that are known, by their keys.
alter table public.inbox add column if not exists corrects text;
alter table public.inbox add column if not exists changes text[];
alter table public.inbox add column if not exists edited_at timestamptz;
alter table public.inbox add column if not exists deleted_at timestamptz;
-- What a model gets to see in place of the words: those of a message that was deleted before anybody answered it are none of its business.
alter table public.conversations add column if not exists for_model text;
create index if not exists inbox_corrects on public.inbox (channel, phone, corrects) where corrects is not null;
create index if not exists conversations_message on public.conversations (channel, lead_phone, message_id) where message_id is not null;

-- A message that was deleted never waits for a turn again, whatever becomes of the turn that it was in; one whose deletion or correction came before it does
-- not begin to.
create or replace function public.keep_deleted() returns trigger language plpgsql set search_path = public as $$
begin
	if tg_op = 'INSERT' and new.corrects is null then
		perform take_back_deletion(new);
		if exists (select from inbox d where d.provider = new.provider and d.channel = new.channel and d.message_id = new.message_id || '/deletion'
			and d.phone = new.phone)
		then
			new.deleted_at := new.received_at;
		elsif exists (select from inbox w where w.channel = new.channel and w.phone = new.phone and w.corrects = new.message_id) then
			new.edited_at := new.received_at;
		end if;
	end if;
	if new.status = 'waiting' and (new.deleted_at is not null or (tg_op = 'INSERT' and new.edited_at is not null)) then
		new.status := 'done';
	end if;
	return new;
end $$;
create or replace trigger keep_deleted before insert or update of status on public.inbox for each row when (new.status = 'waiting')
	execute function public.keep_deleted();

-- Its words come with the mark that the deletion left.
create or replace function public.mark_early_deletion() returns trigger language plpgsql set search_path = public as $$
declare
	mark text;
begin
	select d.text into mark
	from inbox i join inbox d on d.provider = i.provider and d.channel = i.channel and d.phone = i.phone and d.message_id = i.message_id || '/deletion'
	where i.id = new.inbox_id and i.deleted_at is not null;
	if found then
		new.content := concat_ws(' ', mark, nullif(new.content, ''));
		new.for_model := mark;
	end if;
	return new;
end $$;
create or replace trigger mark_early_deletion before insert on public.conversations for each row when (new.inbox_id is not null)
	execute function public.mark_early_deletion();

-- The newest form of a message: the message itself, or the last word that corrected it. Of that channel, that phone and that side of the conversation alone.
create or replace function public.message_meant(p_message public.inbox, p_message_id text)
returns public.inbox language sql stable set search_path = public as $$
	select i.* from inbox i
	where i.provider = p_message.provider and i.channel = p_message.channel and i.phone = p_message.phone
		and (i.message_id = p_message_id or i.corrects = p_message_id)
		and (i.speaker = 'customer') = (p_message.speaker = 'customer')
	order by i.corrects is not null desc, i.id desc limit 1;
$$;

-- What of the history already stands in Chatwoot cannot be changed there: a note tells what happened. What waits to be mirrored is read when it is.
create or replace function public.mirror_change(p_word public.conversations, p_key text, p_note text, p_mark text, p_now timestamptz)
returns void language sql set search_path = public as $$
	insert into outbox (idempotency_key, kind, channel, phone, payload, created_at, updated_at, next_attempt_at)
	select 'word:' || p_word.id || ':' || md5(p_key), o.kind, o.channel, o.phone,
		o.payload || jsonb_build_object('message_id', (o.payload ->> 'message_id') || '/' || left(md5(p_key), 8), 'note', p_note, 'mark', p_mark),
		p_now, p_now, p_now
	from outbox o where o.idempotency_key = 'word:' || p_word.id and o.status in ('sending', 'sent', 'uncertain')
	on conflict (idempotency_key) do nothing;
$$;

-- What Chatwoot gets: the words of the history; of a change to them, what happened and the words without the mark that it left; of contacts that are to be merged, why.
create or replace function public.mirrored_words(p_word public.conversations, p_payload jsonb) returns text language sql immutable set search_path = public as $$
	select case when p_payload ? 'merge' then p_payload ->> 'note'
		when p_payload ? 'note' then concat_ws(' ', p_payload ->> 'note', btrim(case when p_payload ->> 'mark' is null then p_word.content
		else substr(p_word.content, 1 + case when starts_with(p_word.content, p_payload ->> 'mark') then length(p_payload ->> 'mark') else 0 end) end))
		else p_word.content end;
$$;

-- Takes a change in. `p_change`: a message as receive_message takes it, as it stands now, with `change` (edit, deletion), `of` (ids by which the message may
-- be meant, the surest first), `corrected` and `corrected_words` (the words of a correction), `mark` (of a deletion) and `note` (for Chatwoot).
-- A customer's edit: the stored words are replaced while they wait; afterwards, or where nobody knows the message, it is a message of its own, and the answer is
-- that of receive_message. Otherwise `changed` tells whether anything did, and `reason` why not.
create or replace function public.change_message(p_change jsonb, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	given inbox := inbox_row(in_conversation(as_person(p_change, p_now)), p_now);
	key text := md5(concat_ws('/', p_change ->> 'change', p_change ->> 'sent_at', p_change ->> 'words'));
	meant inbox;
	one text;
begin
	-- In the order of everything else of a conversation.
	perform from sessions where channel = given.channel and phone = given.phone for update;
	for one in select jsonb_array_elements_text(p_change -> 'of') loop
		meant := message_meant(given, one);
		exit when meant.id is not null;
	end loop;
	if p_change ->> 'change' = 'deletion' then
		return delete_message(given, meant, p_change, p_now);
	end if;
	if given.speaker <> 'customer' then
		return correct_ours(given, meant, p_change, key, p_now);
	end if;
	return correct_customers(given, meant, p_change, key, p_now);
end $$;

-- What a customer corrected.
create or replace function public.correct_customers(p_given public.inbox, p_meant public.inbox, p_change jsonb, p_key text, p_now timestamptz)
returns jsonb language plpgsql set search_path = public as $$
declare
	corrected constant text := coalesce(p_meant.corrects, p_meant.message_id, p_given.message_id);
	word_id constant text := corrected || '/edit/' || left(p_key, 12);
	is_known constant boolean := exists (select from inbox where provider = p_given.provider and channel = p_given.channel and message_id = word_id);
	received jsonb;
begin
	if not is_known then
		-- The words that it has already are nothing new: a provider may tell of an edit once more, under another time.
		if p_key = any (p_meant.changes) or p_meant.edited_at > p_given.sent_at or p_meant.text in (p_given.text, p_change ->> 'corrected') then
			return jsonb_build_object('changed', false, 'reason', 'duplicate_message');
		end if;
		if p_meant.status = 'waiting' then
			return replace_waiting(p_given, p_meant, p_change, p_key, p_now);
		end if;
	end if;
	received := receive_message(p_change - array['change', 'of', 'corrected', 'corrected_words', 'mark', 'note'] || jsonb_build_object(
		'message_id', word_id, 'corrects', corrected, 'quoted', case when p_meant.id is null then p_given.quoted else corrected end,
		'text', p_change ->> 'corrected', 'words', p_change ->> 'corrected_words',
		-- A provider may give an edit the time of its message: in the history it stands behind what was answered to that.
		'sent_at', case when p_given.sent_at <= p_meant.sent_at then p_now else p_given.sent_at end), p_now);
	update inbox set edited_at = p_given.sent_at where id = (received ->> 'sequence')::bigint and edited_at is null;
	return received;
end $$;

-- Nobody read it yet: it is as if it had been written so. What it carries beside its words stays where the edit tells nothing of it.
create or replace function public.replace_waiting(p_given public.inbox, p_meant public.inbox, p_change jsonb, p_key text, p_now timestamptz)
returns jsonb language plpgsql set search_path = public as $$
declare
	is_correction constant boolean := p_meant.corrects is not null;
	word conversations;
begin
	update inbox set text = case when is_correction then p_change ->> 'corrected' else p_given.text end, edited_at = p_given.sent_at,
		changes = changes || p_key, media = coalesce(p_given.media, media), content = coalesce(p_given.content, content)
	where id = p_meant.id;
	-- An edit of a caption may come as a text: the note on what it was stays before it.
	update conversations c set content = concat_ws(' ',
			case when p_meant.kind <> p_given.kind then substring(c.content from '^\[[^\]]+\]') end,
			case when is_correction then p_change ->> 'corrected_words' else p_change ->> 'words' end)
	where c.inbox_id = p_meant.id returning * into word;
	perform mirror_change(word, p_key, p_change ->> 'note', null, p_now);
	return jsonb_build_object('changed', true);
end $$;

-- What the team or the agent wrote: the history is put right; nobody answers it.
create or replace function public.correct_ours(p_given public.inbox, p_meant public.inbox, p_change jsonb, p_key text, p_now timestamptz)
returns jsonb language plpgsql set search_path = public as $$
declare
	word conversations;
begin
	if p_key = any (p_meant.changes) or p_meant.edited_at > p_given.sent_at then
		return jsonb_build_object('changed', false, 'reason', 'duplicate_message');
	end if;
	update inbox set text = p_given.text, edited_at = p_given.sent_at, changes = changes || p_key where id = p_meant.id;
	-- What this package sent stands in the history by itself.
	select * into word from conversations c where c.channel = p_given.channel and c.lead_phone = p_given.phone and c.role <> 'user'
		and (c.inbox_id = p_meant.id or c.message_id = any (array(select jsonb_array_elements_text(p_change -> 'of')))) order by c.id limit 1;
	if not found then
		return jsonb_build_object('changed', false, 'reason', 'unknown_message');
	end if;
	if word.content = p_change ->> 'words' then
		return jsonb_build_object('changed', false, 'reason', 'duplicate_message');
	end if;
	update conversations set content = p_change ->> 'words' where id = word.id returning * into word;
	perform mirror_change(word, p_key, p_change ->> 'note', null, p_now);
	return jsonb_build_object('changed', true);
end $$;
