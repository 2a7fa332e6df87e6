-- Two who turned out to be one had a contact and a conversation each in Chatwoot. The join asks for one of them; the mirror makes it, in the order of that person's
-- words, and tells what became of it. Called by move_contact, undo_join and Finish Outbox.

-- The conversations that two keys have in Chatwoot, in pairs: the newest of each in a channel; where they have no channel in common, the newest of each in an
-- account, of which has yet to be seen whether it is the same server's (`apart`).
create or replace function public.pairs_in_chatwoot(p_from text, p_to text, p_channels text[])
returns table (account text, of_from public.chatwoot_links, of_to public.chatwoot_links, apart boolean) language sql stable set search_path = public as $$
	with pairs as (
		select distinct on (f.account, f.channel, t.channel) f.account, f, t, f.channel <> t.channel as apart
		from chatwoot_links f join chatwoot_links t on t.account = f.account
		where f.channel = any (p_channels) and f.phone = p_from and t.channel = any (p_channels) and t.phone = p_to
		order by f.account, f.channel, t.channel, f.continued_in is not null, f.conversation desc, t.continued_in is not null, t.conversation desc
	)
	select distinct on (p.account, case when p.apart then '' else (p.f).channel end) p.account, p.f, p.t, p.apart from pairs p
	where (p.apart or (p.f).conversation <> (p.t).conversation)
		and not (p.apart and exists (select from pairs q where q.account = p.account and not q.apart))
	order by p.account, case when p.apart then '' else (p.f).channel end, (p.f).channel, (p.t).channel;
$$;

-- Asks for one contact, if a workflow mirrors. What goes on is the conversation of the side that a person, or else a pause, has; else that of the key which stays.
-- The other one is marked at once: that it is resolved gives nothing back to the agent. It hangs on a word, as all that is mirrored does: it goes where that goes.
create or replace function public.ask_for_merge(p_from text, p_to text, p_channels text[], p_now timestamptz)
returns void language plpgsql set search_path = public as $$
declare
	pair record;
	goes_on chatwoot_links;
	other chatwoot_links;
	word bigint;
begin
	for pair in select * from pairs_in_chatwoot(p_from, p_to, p_channels) loop
		goes_on := pair.of_to;
		other := pair.of_from;
		if exists (select from sessions f left join sessions t on t.channel = (pair.of_to).channel and t.phone = p_to
			where f.channel = (pair.of_from).channel and f.phone = p_from
				and (mode_rank(f.mode), f.paused_by is not distinct from 'opt_out') > (mode_rank(t.mode), t.paused_by is not distinct from 'opt_out'))
		then
			goes_on := pair.of_from;
			other := pair.of_to;
		end if;
		select max(c.id) into word from conversations c where c.lead_phone in (p_from, p_to) and c.channel in (goes_on.channel, other.channel);
		continue when word is null or not exists (select from settings where key in ('chatwoot_mirror', 'chatwoot_mirror:' || goes_on.channel)
			and updated_at > p_now - interval '3 days');
		insert into outbox (idempotency_key, kind, channel, phone, payload, next_attempt_at, created_at, updated_at)
		values (concat_ws(':', 'chatwoot_merge', gen_random_uuid()), 'chatwoot_message', goes_on.channel, p_to, jsonb_build_object(
			'word', word, 'message_id', 'joined-' || gen_random_uuid(), 'note', '🔗 ' || p_from || ' e ' || p_to || ' são a mesma pessoa.',
			'merge', jsonb_build_object('account', pair.account, 'goes_on', goes_on.conversation, 'other', other.conversation, 'other_channel', other.channel,
				'keys', jsonb_build_array(p_from, p_to), 'apart', pair.apart)), p_now, p_now, p_now);
		if not pair.apart then
			update chatwoot_links set continued_in = case conversation when other.conversation then goes_on.conversation end
			where channel = goes_on.channel and account = pair.account and conversation in (goes_on.conversation, other.conversation);
		end if;
	end loop;
end $$;

-- What became of it. `p_merged`: state (merged; one, as they were one already; gone; refused, with reason), goes_on and other, as Chatwoot had them then.
create or replace function public.note_merge(p_outbox_id bigint, p_merged jsonb) returns void language plpgsql set search_path = public as $$
declare
	o outbox;
	asked jsonb;
	is_one constant boolean := p_merged ->> 'state' in ('merged', 'one');
begin
	update outbox set payload = payload || jsonb_build_object('merged', p_merged) where id = p_outbox_id and payload ? 'merge' returning * into o;
	if not found then
		return;
	end if;
	asked := o.payload -> 'merge';
	if not (asked ->> 'apart')::boolean then
		update chatwoot_links set continued_in = case when is_one and conversation = (p_merged ->> 'other')::bigint then (p_merged ->> 'goes_on')::bigint end
		where channel = o.channel and account = asked ->> 'account' and conversation in ((asked ->> 'goes_on')::bigint, (asked ->> 'other')::bigint);
	end if;
	if p_merged ->> 'state' = 'refused' then
		perform enqueue_outbox(jsonb_build_array(jsonb_build_object('key', 'contacts_not_merged:' || o.id, 'kind', 'notice', 'channel', o.channel, 'phone', o.phone,
			'payload', jsonb_build_object('kind', 'contacts_not_merged', 'phone', o.phone, 'error', left(p_merged ->> 'reason', 300),
				'conversations', jsonb_build_array((asked ->> 'goes_on')::bigint, (asked ->> 'other')::bigint)))), o.updated_at);
	end if;
end $$;

-- They are two again. What was not begun is not done; contacts that became one stay one, as nothing takes them apart. Returns whether they did, or may have.
create or replace function public.part_chatwoot(p_from text, p_to text, p_now timestamptz) returns boolean language plpgsql set search_path = public as $$
declare
	is_merged boolean := false;
	o outbox;
begin
	for o in
		select * from outbox where phone = p_to and kind = 'chatwoot_message' and payload -> 'merge' -> 'keys' @> jsonb_build_array(p_from, p_to) for update
	loop
		if o.status = 'pending' then
			update outbox set status = 'discarded', error = 'parted', updated_at = p_now where id = o.id;
		end if;
		is_merged := is_merged or o.status = 'sending' or o.payload -> 'merged' ->> 'state' in ('merged', 'one') or (o.status = 'pending' and o.attempts > 0);
		update chatwoot_links set continued_in = null where channel in (o.channel, o.payload -> 'merge' ->> 'other_channel')
			and account = o.payload -> 'merge' ->> 'account'
			and conversation in ((o.payload -> 'merge' ->> 'goes_on')::bigint, (o.payload -> 'merge' ->> 'other')::bigint);
	end loop;
	return is_merged;
end $$;
