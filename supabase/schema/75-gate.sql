-- The one gate for every message that nobody asked for (purposes onboarding, campaign, follow_up): send now, wait until …, never, because … Deciding and queueing
-- are one transaction, and what waits in the outbox is looked at once more when it is to go out, as a person may have taken over since. What somebody did ask for (words
-- in an open conversation, hand-over texts, receipts of the law, the welcome after a signup) is never held here. Called by Queue Nudge, Release Campaigns and Claim Outbox.

-- What the gate says. `until` is when to ask again. `p_has_template`: it goes out as a template of its own, whatever the window. `p_but`: the row that is asked for.
create or replace function public.ask_gate(
	p_phone text, p_channel text, p_purpose text, p_has_template boolean, p_at timestamptz, p_but bigint default null,
	out verdict text, out reason text, out until timestamptz
) language plpgsql stable set search_path = public as $$
declare
	way record;
	limits message_limits;
	person record;
begin
	reason := person_forbids(p_phone);
	if reason is not null then
		verdict := 'never';
		return;
	end if;
	select * into way from route_of(p_channel, p_phone);
	if exists (select from outbox u where u.channel = p_channel and u.phone = p_phone and u.refusal = 'unreachable' and u.provider is not distinct from coalesce(way.provider, u.provider)
		and not exists (select from inbox i where i.channel = p_channel and i.phone = p_phone and i.speaker = 'customer' and i.received_at > u.updated_at))
	then
		verdict := 'never';
		reason := 'unreachable';
		return;
	-- Of the other purposes the team is told when it is to go out (within_window).
	elsif p_purpose = 'campaign' and way.provider = 'whatsapp_cloud' and not p_has_template and template_outside(p_channel, p_purpose) is null
		and window_is_shut(p_channel, p_phone, p_at)
	then
		verdict := 'never';
		reason := 'no_template';
		return;
	end if;
	verdict := 'wait';
	select * into reason, until from number_waits(way.channel, p_at);
	if reason is not null then
		return;
	end if;
	limits := limits_of(p_channel, way.provider);
	select * into person from person_free_at(p_phone, limits, p_at, p_but);
	until := next_open(p_channel, limits.time_zone, person.free_at);
	reason := case when person.free_at > p_at then person.reason when until > p_at then 'closed' end;
	if reason is null then
		verdict := 'now';
		until := null;
	end if;
end $$;

-- What holds everybody on one number of ours, as the gate would say of each: its own trouble, and the hour. Null where nothing does.
create or replace function public.channel_holds(p_channel text, p_at timestamptz) returns jsonb language sql stable set search_path = public as $$
	select case when n.reason is not null then jsonb_build_object('reason', n.reason, 'until', n.until)
		when o.opens > p_at then jsonb_build_object('reason', 'closed', 'until', o.opens) end
	from number_waits(p_channel, p_at) n, next_open(p_channel, (limits_of(p_channel, provider_of(p_channel, ''))).time_zone, p_at) o (opens);
$$;

-- Whoever decides about a person does so alone.
create or replace function public.try_person(p_phone text) returns boolean language sql set search_path = public as $$
	select pg_try_advisory_xact_lock(hashtext('public.unasked'), hashtext(p_phone));
$$;

-- Asks the gate, and queues what may go. `p_message`: key, channel, phone, purpose, payload; `at`, when it is to go (now unless told); `ahead_seconds`, how far ahead of that it
-- may be put (ten minutes unless told). The same key again is `known`. Once the number's moment is given, it is the time that counts.
create or replace function public.queue_unasked(p_message jsonb, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	who constant text := key_of(p_message ->> 'phone');
	at_channel constant text := channel_for(p_message ->> 'phone', p_message ->> 'channel');
	at_time constant timestamptz := greatest((p_message ->> 'at')::timestamptz, p_now);
	said record;
	taken record;
	effect bigint;
begin
	perform pg_advisory_xact_lock(hashtext('public.unasked'), hashtext(who));
	select id into effect from outbox where idempotency_key = p_message ->> 'key';
	if found then
		return jsonb_build_object('verdict', 'known', 'reason', 'known', 'outbox_id', effect);
	end if;
	select * into said from ask_gate(who, at_channel, p_message ->> 'purpose', p_message -> 'payload' ? 'template', at_time);
	if said.verdict = 'now' then
		select * into taken from take_slot(at_channel, limits_of(at_channel, (select provider from route_of(at_channel, who))), at_time,
			make_interval(secs => coalesce((p_message ->> 'ahead_seconds')::numeric, 600)), p_now);
		if taken.slot is not null then
			perform enqueue_outbox(jsonb_build_array(p_message || jsonb_build_object('kind', 'whatsapp_text', 'phone', who, 'channel', at_channel,
				'payload', (p_message -> 'payload') || jsonb_build_object('purpose', p_message ->> 'purpose'))), taken.slot);
			update outbox set unasked_at = taken.slot where idempotency_key = p_message ->> 'key' returning id into effect;
			return jsonb_build_object('verdict', 'now', 'at', taken.slot, 'outbox_id', effect);
		end if;
		return jsonb_build_object('verdict', 'wait', 'reason', taken.reason, 'until', taken.until);
	end if;
	return jsonb_build_object('verdict', said.verdict, 'reason', said.reason) || case when said.until is not null then jsonb_build_object('until', said.until) else '{}' end;
end $$;

-- The last look at a message that nobody asked for and that is about to go out: whether it stays here. What the gate never lets out has ended, with its reason; what has
-- to wait is due again at its time. Whatever goes counts from now on with the moment at which it went.
create or replace function public.unasked_stays(o public.outbox, p_now timestamptz) returns boolean language plpgsql set search_path = public as $$
declare
	said record;
	campaign_is text;
begin
	if o.unasked_at is null then
		return false;
	end if;
	select status into campaign_is from campaigns where id = o.payload ->> 'campaign';
	if campaign_is = 'stopped' then
		update outbox set status = 'discarded', error = 'stopped', updated_at = p_now where id = o.id;
		return true;
	elsif campaign_is in ('paused', 'halted') then
		update outbox set next_attempt_at = p_now + interval '1 minute', error = campaign_is, updated_at = p_now where id = o.id;
		return true;
	end if;
	select * into said from ask_gate(o.phone, o.channel, purpose_of(o), o.payload ? 'template', p_now, o.id);
	if said.verdict = 'never' then
		update outbox set status = 'discarded', error = said.reason, updated_at = p_now where id = o.id;
		return true;
	elsif said.verdict = 'wait' then
		update outbox set next_attempt_at = said.until, error = said.reason, updated_at = p_now where id = o.id;
		return true;
	end if;
	update outbox set unasked_at = p_now where id = o.id;
	return false;
end $$;
