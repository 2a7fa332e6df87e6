-- How far a message of ours got, as a provider tells that gives our own key back (the Cloud API's `biz_opaque_callback_data`): no guess is needed. Called by
-- the WhatsApp Cloud Trigger and by Receive.

-- The farthest that was told, and when; what it costs, in the provider's words: pricing model, category and type.
alter table public.outbox add column if not exists delivery text;
alter table public.outbox add column if not exists delivery_at timestamptz;
alter table public.outbox add column if not exists pricing jsonb;

-- Statuses come twice and in any order: only a higher rank overwrites. That it failed is told after it was sent, and is wrong where it arrived all the same.
-- Null for what is no status of a message that went out.
create or replace function public.delivery_rank(p_status text) returns integer language sql immutable set search_path = public as $$
	select case p_status when 'sent' then 1 when 'failed' then 2 when 'delivered' then 3 when 'read' then 4 when 'played' then 5 end;
$$;

-- What a status is about: by our key, else by the id that the provider gave the message. Both are known to us and the provider alone, whichever channel it
-- went out by.
create or replace function public.outbox_of_status(p_status jsonb) returns public.outbox language sql stable set search_path = public as $$
	select o.* from outbox o
	where o.idempotency_key = p_status ->> 'key' or o.provider_message_id = p_status ->> 'message_id'
	order by o.idempotency_key = p_status ->> 'key' desc nulls last, o.id limit 1;
$$;

-- Notes how far a message got, where that is farther than what is known of it; null where it is not. A try that came to nothing is told of again and out of order, while the
-- next one is on its way under the same key. The row is held by its caller.
create or replace function public.note_delivery(o public.outbox, p_status jsonb, p_now timestamptz) returns public.outbox language plpgsql set search_path = public as $$
declare
	told constant text := p_status ->> 'status';
	message_id constant text := nullif(p_status ->> 'message_id', '');
begin
	if delivery_rank(told) <= delivery_rank(o.delivery) or (told in ('sent', 'failed') and o.payload -> 'undelivered' ? message_id) then
		update outbox set pricing = coalesce(pricing, nullif(p_status -> 'pricing', 'null')) where id = o.id;
		return null;
	end if;
	update outbox set delivery = told, delivery_at = moment_of(p_status -> 'at', p_now), pricing = coalesce(pricing, nullif(p_status -> 'pricing', 'null')),
		provider_message_id = coalesce(provider_message_id, message_id), updated_at = p_now
	where id = o.id returning * into o;
	return o;
end $$;

-- Takes a status in. `p_status`: channel, phone and ids (of the person, as in a message), message_id, key, status, at, pricing, and error and action (what is to
-- be done about it) where it failed.
-- A text of which nobody knew whether it was sent is settled by any status: it went out; and is not sent again, though it was due to be.
create or replace function public.settle_status(p_status jsonb, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	told constant text := p_status ->> 'status';
	o outbox := outbox_of_status(p_status);
	noted outbox;
	who text;
	before text;
begin
	if o.id is null or delivery_rank(told) is null then
		perform note_arrival(p_status ->> 'channel', p_now);
		return jsonb_build_object('settled', false, 'reason', case when o.id is null then 'not_ours' else 'unknown_status' end);
	end if;
	if o.kind = 'whatsapp_text' and jsonb_typeof(p_status -> 'ids') = 'array' and coalesce(p_status ->> 'phone', '') <> '' then
		who := resolve_contact(p_status -> 'ids', p_status ->> 'phone', p_now);
		if who <> key_of(o.phone) and may_be_one(who, key_of(o.phone)) then
			perform join_contacts(who, o.phone, 'message', p_now);
		end if;
	end if;
	perform note_arrival(p_status ->> 'channel', p_now);
	select * into o from outbox where id = o.id for update;
	before := o.delivery;
	noted := note_delivery(o, p_status, p_now);
	if noted.id is null then
		return jsonb_build_object('settled', false, 'reason', 'known', 'outbox_id', o.id);
	end if;
	o := noted;
	if told = 'failed' then
		perform note_undelivered(o, left(p_status ->> 'error', 500), p_now, nullif(p_status ->> 'action', ''));
	elsif o.kind = 'whatsapp_text' and (o.status = 'uncertain' or (o.status in ('pending', 'queued') and o.attempts > 0)) then
		-- Due once more, because it was thought lost: it was not.
		update outbox set status = 'uncertain' where id = o.id;
		perform record_part(o.id, 'sent', o.provider_message_id, null, null, p_now);
	elsif before = 'failed' and o.status = 'failed' then
		update outbox set status = 'sent', error = null, refusal = null where id = o.id;
		update conversations set status = 'sent' where outbox_id = o.id;
	end if;
	perform counted_receipts(jsonb_build_array(receipt_counts(o, before, told)));
	return jsonb_build_object('settled', true, 'outbox_id', o.id);
end $$;

-- Whether a status says how far a message got and nothing more: no failure and no end of one, no word on a send of which nobody knew, no id that is new of the person. A phone is
-- its own key without a row.
create or replace function public.is_plain_status(o public.outbox, p_status jsonb) returns boolean language sql stable set search_path = public as $$
	select p_status ->> 'status' <> 'failed' and o.delivery is distinct from 'failed'
		and not (o.kind = 'whatsapp_text' and (o.status = 'uncertain' or (o.status in ('pending', 'queued') and o.attempts > 0)))
		and not (o.kind = 'whatsapp_text' and jsonb_typeof(p_status -> 'ids') = 'array' and coalesce(p_status ->> 'phone', '') <> ''
			and exists (select from ids_of(p_status -> 'ids', p_status ->> 'phone') i left join contact_ids c using (kind, value)
				where coalesce(c.key, case when i.kind = 'phone' then i.value end) is distinct from key_of(o.phone)));
$$;

-- Takes in those of many statuses that are plain, as settle_status would each: a delivery has hundreds, and this is one call. What came of each, in their order; null for one
-- that is to be taken in by itself, as it does more, or as somebody else has its message at hand: who holds hundreds waits for nobody, in the order of their ids.
create or replace function public.settle_statuses(p_statuses jsonb, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	ids constant bigint[] := array(select (outbox_of_status(s)).id from jsonb_array_elements(p_statuses) with ordinality as given (s, n) order by n);
	held bigint[];
	one record;
	o outbox;
	noted outbox;
	outcome jsonb;
	outcomes jsonb := '[]';
	counts jsonb := '[]';
begin
	perform note_arrival(channel, p_now) from (select distinct s ->> 'channel' as channel from jsonb_array_elements(p_statuses) s order by 1) c;
	held := array(select id from outbox where id = any (ids) order by id for update skip locked);
	for one in select s as status, ids[n] as id from jsonb_array_elements(p_statuses) with ordinality as given (s, n) order by n loop
		select * into o from outbox where id = one.id;
		if one.id is null or delivery_rank(one.status ->> 'status') is null then
			outcome := jsonb_build_object('settled', false, 'reason', case when one.id is null then 'not_ours' else 'unknown_status' end);
		elsif not one.id = any (held) or not is_plain_status(o, one.status) then
			outcome := null;
		else
			noted := note_delivery(o, one.status, p_now);
			outcome := jsonb_strip_nulls(jsonb_build_object('settled', noted.id is not null, 'reason', case when noted.id is null then 'known' end, 'outbox_id', one.id));
			if noted.id is not null then
				counts := counts || receipt_counts(noted, o.delivery, noted.delivery);
			end if;
		end if;
		outcomes := outcomes || coalesce(outcome, 'null');
	end loop;
	-- Not seen for a day, and seen now: of persons alone that nobody else has at hand.
	update contact_ids c set last_seen = p_now from (
		select kind, value from contact_ids where last_seen < p_now - interval '1 day' and (kind, value) in (
			select i.kind, i.value from jsonb_array_elements(p_statuses) with ordinality as given (s, n)
			cross join ids_of(s -> 'ids', s ->> 'phone') i where outcomes -> (n - 1)::int <> 'null' and ids[n] is not null and jsonb_typeof(s -> 'ids') = 'array')
		order by 1, 2 for update skip locked
	) seen where c.kind = seen.kind and c.value = seen.value;
	perform counted_receipts(counts);
	return outcomes;
end $$;

-- The provider took it and could not deliver it. Where it says what is to be done, that is done: it surely did not arrive. Else it failed in the history, and the
-- team is told, once. What a worker has at hand is his to record as sent; one that was sent already is not any more.
create or replace function public.note_undelivered(o public.outbox, p_error text, p_now timestamptz, p_action text default null)
returns void language plpgsql set search_path = public as $$
declare
	again interval;
begin
	if p_action is not null and o.status in ('sending', 'uncertain', 'sent') then
		again := take_refusal(o.id, p_action, p_now);
		select * into o from outbox where id = o.id;
		if again is not null and o.kind = 'whatsapp_text' and (o.attempts < 8 or failure_of(p_action) is not null) then
			perform send_again(o, p_error, p_action, again, p_now);
			return;
		end if;
	end if;
	if o.kind = 'whatsapp_text' and o.status in ('sending', 'uncertain') then
		perform record_part(o.id, 'failed', o.provider_message_id, null, p_error, p_now);
	elsif o.status = 'sent' then
		update outbox set status = 'failed', error = p_error where id = o.id;
		update conversations set status = 'failed' where outbox_id = o.id;
		if o.kind = 'whatsapp_text' then
			o.error := p_error;
			perform tell_given_up(o, p_now);
		end if;
	end if;
end $$;

-- What did not arrive is due once more: under the same key, and as another message of the provider's. What a template stands for from now on stays in the history
-- as what failed.
create or replace function public.send_again(o public.outbox, p_error text, p_action text, p_after interval, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
begin
	update outbox set status = case when turn_id is null then 'pending' else 'queued' end, delivery = null, delivery_at = null, pricing = null, provider_message_id = null,
		provider_queue_id = null, lease_token = null, lease_until = null, error = p_error, next_attempt_at = p_now + p_after, updated_at = p_now,
		payload = payload || jsonb_build_object('late', true,
			'undelivered', coalesce(payload -> 'undelivered', '[]') || coalesce(to_jsonb(o.provider_message_id), '[]'))
	where id = o.id;
	if o.turn_id is not null then
		update turns set status = 'confirmed' where id = o.turn_id and status = 'sent';
		perform leave_to_outbox(o.turn_id, p_now);
	end if;
	update conversations set status = case role when 'human' then 'received' else 'failed' end,
		outbox_id = case when p_action = 'useTemplate' and role = 'assistant' then null else outbox_id end where outbox_id = o.id;
	perform note_effect(o, 'failed', failure_of(p_action), p_error, p_now);
end $$;
