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

-- Takes a status in. `p_status`: channel, phone and ids (of the person, as in a message), message_id, key, status, at, pricing, and error and action (what is to
-- be done about it) where it failed.
-- A text of which nobody knew whether it was sent is settled by any status: it went out; and is not sent again, though it was due to be.
create or replace function public.settle_status(p_status jsonb, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	told constant text := p_status ->> 'status';
	message_id constant text := nullif(p_status ->> 'message_id', '');
	o outbox := outbox_of_status(p_status);
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
	-- A try that came to nothing is told of again and out of order, while the next one is on its way under the same key.
	if delivery_rank(told) <= delivery_rank(before) or (told in ('sent', 'failed') and o.payload -> 'undelivered' ? message_id) then
		update outbox set pricing = coalesce(pricing, nullif(p_status -> 'pricing', 'null')) where id = o.id;
		return jsonb_build_object('settled', false, 'reason', 'known', 'outbox_id', o.id);
	end if;
	update outbox set delivery = told, delivery_at = moment_of(p_status -> 'at', p_now), pricing = coalesce(pricing, nullif(p_status -> 'pricing', 'null')),
		provider_message_id = coalesce(provider_message_id, message_id), updated_at = p_now
	where id = o.id returning * into o;
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
	return jsonb_build_object('settled', true, 'outbox_id', o.id);
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
