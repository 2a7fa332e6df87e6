-- Every word of a conversation is mirrored to Chatwoot, in order, by way of the outbox; what people do there comes back, each event once.
-- Called by the Conversation node's Chatwoot operations.

-- Events of Chatwoot that were handled, by the key that the trigger gives them; each of our numbers may have a Chatwoot of its own.
create table if not exists public.chatwoot_events (
	channel text not null,
	key text not null check (key <> ''),
	phone text not null,
	-- Chatwoot counts its messages: a higher number was written later, whenever it arrives. Null for what is no message.
	number bigint,
	handled_at timestamptz not null default now(),
	primary key (channel, key)
);
-- Which call noted it: one whose answer was lost asks again with the same key.
alter table public.chatwoot_events add column if not exists handled_by uuid;
create index if not exists chatwoot_events_conversation on public.chatwoot_events (channel, phone, number desc);
create index if not exists chatwoot_events_time on public.chatwoot_events (handled_at);

-- With whom a conversation of Chatwoot is: what people do to contacts there (merge them, edit or remove their numbers) does not change it.
create table if not exists public.chatwoot_links (
	channel text not null,
	account text not null,
	-- The number that people see, counted in the account.
	conversation bigint not null,
	phone text not null,
	linked_at timestamptz not null default now(),
	primary key (channel, account, conversation)
);
-- Set where that person goes on in another conversation of the same inbox: their two contacts became one (91-chatwoot-merge).
alter table public.chatwoot_links add column if not exists continued_in bigint;
create index if not exists chatwoot_links_conversation on public.chatwoot_links (account, conversation);
create index if not exists chatwoot_links_phone on public.chatwoot_links (channel, phone, conversation desc);

-- Keeps with whom a conversation is; what is known already stays.
create or replace function public.link_chatwoot_conversation(
	p_channel text, p_account text, p_conversation bigint, p_phone text, p_now timestamptz default now()
) returns void language sql set search_path = public as $$
	insert into chatwoot_links (channel, account, conversation, phone, linked_at)
	select p_channel, p_account, p_conversation, key_of(p_phone), p_now
	where p_channel <> '' and p_account <> '' and p_conversation is not null and p_phone <> ''
	on conflict (channel, account, conversation) do nothing;
$$;

-- The same of a word that was written into a conversation.
create or replace function public.link_word(p_outbox_id bigint, p_account text, p_conversation bigint)
returns void language sql set search_path = public as $$
	select link_chatwoot_conversation(channel, p_account, p_conversation, phone) from outbox where id = p_outbox_id and kind = 'chatwoot_message';
$$;

-- A word that was said goes into the outbox in the transaction that writes it into the history, if a workflow asked for words within three days. What
-- came from Chatwoot is there already; what was not sent was not said.
create or replace function public.mirror_word() returns trigger language plpgsql set search_path = public as $$
begin
	if new.status not in ('received', 'sent')
		or not exists (select from settings where key in ('chatwoot_mirror', 'chatwoot_mirror:' || new.channel) and updated_at > now() - interval '3 days')
		-- What the law has us tell a person (a code, a receipt of what was erased) is nobody else's to read.
		or exists (select from outbox where id = new.outbox_id and payload ->> 'origin' in ('chatwoot', 'law'))
	then
		return null;
	end if;
	-- The words themselves stay in the history, where they may still change and where they are erased.
	insert into outbox (idempotency_key, kind, channel, phone, payload)
	values ('word:' || new.id, 'chatwoot_message', new.channel, new.lead_phone,
		jsonb_build_object('word', new.id, 'message_id', coalesce(new.message_id, 'word-' || new.id)))
	on conflict (idempotency_key) do nothing;
	return null;
end $$;
create or replace trigger mirror_word after insert or update of status on public.conversations for each row execute function public.mirror_word();

-- A message that somebody answered, as far as it is known: its words, when it was said, and its number in Chatwoot where a person wrote it there.
create or replace function public.quote_of(p_channel text, p_phone text, p_message_id text)
returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object('text', c.content, 'at', c.sent_at, 'number', (select e.number from outbox o
		join chatwoot_events e on e.channel = o.channel
			-- As handle_chatwoot_event made it: channel, key of the event, part.
			and e.key = left(substr(o.idempotency_key, length(o.channel) + 2), -1 - length(o.payload ->> 'part'))
		where o.id = c.outbox_id and o.payload ->> 'origin' = 'chatwoot'))
	from conversations c where c.lead_phone = p_phone and c.channel = p_channel and c.message_id = p_message_id
	order by c.id limit 1;
$$;

-- Hands words that are to be mirrored to one worker: of each conversation all that are due, in order, unless another worker is at it or an earlier one has
-- to wait. Asking is what switches the mirror on. A worker that died is followed by another: whoever mirrors finds what is there already.
create or replace function public.claim_words(
	p_limit integer, p_lease_seconds integer, p_channel text default null, p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
declare
	setting text := 'chatwoot_mirror' || coalesce(':' || p_channel, '');
	claimed jsonb;
begin
	if not exists (select from settings where key = setting and updated_at > p_now - interval '1 hour') then
		insert into settings (key, value, updated_at) values (setting, 'true', p_now)
		on conflict (key) do update set updated_at = greatest(settings.updated_at, p_now);
	end if;
	perform note_claim(array['chatwoot_message'], p_channel, p_now);
	-- One after the other: a second worker would see the rows of the first as free, and go past them.
	perform pg_advisory_xact_lock(hashtext('public.claim_words'));
	update outbox set status = 'pending', lease_token = null, lease_until = null, error = 'The worker died while it was at it', updated_at = p_now
	where kind = 'chatwoot_message' and status = 'sending' and lease_until <= p_now and (p_channel is null or channel = p_channel);
	-- A word that was erased is not mirrored any more.
	update outbox o set status = 'discarded', error = 'The word was erased', updated_at = p_now
	where o.kind = 'chatwoot_message' and o.status = 'pending' and (p_channel is null or o.channel = p_channel)
		and not exists (select from conversations c where c.id = (o.payload ->> 'word')::bigint);

	with due as (
		select o.id from outbox o
		where o.kind = 'chatwoot_message' and o.status = 'pending' and (p_channel is null or o.channel = p_channel)
			and not exists (select from outbox e where e.channel = o.channel and e.phone = o.phone and e.kind = o.kind and e.id <= o.id
				and (e.status = 'sending' or (e.status = 'pending' and e.next_attempt_at > p_now)))
		order by o.id limit p_limit
	), begun as (
		update outbox o set status = 'sending', attempts = o.attempts + 1, began_at = p_now, lease_token = gen_random_uuid(),
			lease_until = p_now + make_interval(secs => p_lease_seconds), updated_at = p_now
		from due where o.id = due.id returning o.*
	)
	select jsonb_agg(jsonb_build_object('outbox_id', b.id, 'lease_token', b.lease_token, 'attempts', b.attempts, 'channel', b.channel, 'phone', b.phone,
			'message_id', b.payload ->> 'message_id',
			'direction', case when b.payload ? 'note' then 'note' when c.role = 'user' then 'incoming' else 'outgoing' end,
			'speaker', case c.role when 'user' then 'customer' when 'human' then 'human' else 'agent' end, 'name', coalesce(i.name, l.name, l.whatsapp_name),
			'kind', case when b.payload ? 'note' then 'text' else c.kind end, 'text', mirrored_words(c, b.payload),
			'caption', i.text, 'media', case when not b.payload ? 'note' then i.media end, 'quoted', q.id, 'quote', quote_of(b.channel, b.phone, q.id),
			'sent_at', case when b.payload ? 'note' then b.created_at else c.sent_at end,
			'known', (select jsonb_build_object('account', k.account, 'conversation', k.conversation) from chatwoot_links k
				where k.channel = b.channel and k.phone = b.phone order by k.continued_in is not null, k.conversation desc limit 1),
			'merge', b.payload -> 'merge') order by b.id)
	into claimed
	from begun b
	join conversations c on c.id = (b.payload ->> 'word')::bigint
	left join inbox i on i.id = c.inbox_id
	-- What happened to a message is told under that message.
	cross join lateral (select case when b.payload ? 'merge' then null when b.payload ? 'note' then c.message_id else i.quoted end as id) q
	left join leads l on l.phone = b.phone;
	return coalesce(claimed, '[]');
end $$;

-- What has to be known before an event of Chatwoot is handled: whom it is about, whether it was handled, which number the newest one of that conversation
-- has, and the session. Whom it is about: as it was kept for that conversation, else the address that the conversation was given, if it is that of somebody
-- known (another system may have given it), else whom the contact's record names. Without a channel it is the one where that person last wrote, or the
-- only one there is.
create or replace function public.look_at_chatwoot_event(
	p_key text, p_channel text, p_phone text, p_address text default null, p_account text default null, p_conversation bigint default null
) returns jsonb language plpgsql stable set search_path = public as $$
declare
	linked chatwoot_links;
	links integer;
	about text;
	conversation jsonb;
	at_channel text;
begin
	p_phone := key_of(p_phone);
	p_address := key_of(p_address);
	select count(*) into links from chatwoot_links
	where account = p_account and chatwoot_links.conversation = p_conversation and (p_channel is null or channel = p_channel);
	-- Two servers may have a conversation of the same number: then the channel has to be given.
	if links = 1 then
		select * into linked from chatwoot_links
		where account = p_account and chatwoot_links.conversation = p_conversation and (p_channel is null or channel = p_channel);
	end if;
	about := coalesce(linked.phone,
		case when exists (select from sessions where phone = p_address) or exists (select from leads where phone = p_address) then p_address end, p_phone);
	conversation := read_session(coalesce(p_channel, linked.channel), about);
	at_channel := coalesce(p_channel, linked.channel, conversation #>> '{session,channel}', conversation ->> 'only_channel');
	return conversation || jsonb_build_object('channel', at_channel, 'phone', about,
		'continued_in', (select k.continued_in from chatwoot_links k
			where k.channel = at_channel and k.account = p_account and k.conversation = p_conversation and k.phone = about),
		-- What could not be placed was noted without a channel.
		'known', exists (select from chatwoot_events where (channel = at_channel and key = p_key) or (channel = '' and key = p_key || '@' || p_conversation)),
		'newest', (select max(number) from chatwoot_events where channel = at_channel and phone = about));
end $$;

-- Until when everything that people wrote in Chatwoot is known; at the first question that is now. Given a time, it moves there, never back. Events of
-- 90 days ago are forgotten.
create or replace function public.chatwoot_known_until(p_account text, p_until timestamptz default null, p_now timestamptz default now())
returns timestamptz language plpgsql set search_path = public as $$
declare
	known settings;
begin
	insert into settings as s (key, value, updated_at) values ('chatwoot_known_until:' || p_account, to_jsonb(coalesce(p_until, p_now)), p_now)
	on conflict (key) do update set value = to_jsonb(greatest((s.value #>> '{}')::timestamptz, p_until)), updated_at = p_now
	returning s.* into known;
	delete from chatwoot_events where handled_at < p_now - interval '90 days';
	return known.value #>> '{}';
end $$;
