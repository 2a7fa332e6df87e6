-- The one gate for every message that nobody asked for (purposes onboarding, campaign, follow_up, crm_news, satisfaction, attendance): send now, wait until …, never,
-- because … Deciding and queueing are one transaction, and what waits in the outbox is looked at once more when it is to go out, as a person may have taken over since. What
-- somebody did ask for (words in an open conversation, hand-over texts, receipts of the law, the welcome after a signup) is never held here. Called by Queue Nudge, Release
-- Campaigns, Queue Follow-Up, Record Deal Event and Claim Outbox.

-- What a purpose is not held to; everything else holds for all of them. News of a deal and the question whether somebody was content (`talk`) belong to the conversation that
-- they follow, and need no rest after it. A template that a person of the team sends from the attendance system (`person`) is held by no hour, and by nobody who has the
-- conversation: that is who sends it.
create or replace function public.is_spared(p_purpose text, p_from text) returns boolean language sql immutable set search_path = public as $$
	select p_purpose = any (case p_from when 'talk' then array['crm_news', 'satisfaction', 'attendance'] when 'person' then array['attendance'] end);
$$;

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
	if reason is not null and not (reason = 'with_human' and is_spared(p_purpose, 'person')) then
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
	elsif p_purpose in ('campaign', 'satisfaction') and way.provider = 'whatsapp_cloud' and not p_has_template and template_outside(p_channel, p_purpose) is null
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
	if is_spared(p_purpose, 'talk') then
		limits.after_talk_hours := 0;
	end if;
	select * into person from person_free_at(p_phone, limits, p_at, p_but);
	if person.reason = 'with_human' and is_spared(p_purpose, 'person') then
		person.free_at := p_at;
	end if;
	until := case when is_spared(p_purpose, 'person') then person.free_at else next_open(p_channel, limits.time_zone, person.free_at) end;
	reason := case when person.free_at > p_at then person.reason when until > p_at then 'closed' end;
	if reason is null then
		verdict := 'now';
		until := null;
	end if;
end $$;

-- What holds everybody on one number of ours, as the gate would say of each: its own trouble, and the hour. Null where nothing does.
create or replace function public.channel_holds(p_channel text, p_at timestamptz) returns jsonb language sql stable set search_path = public as $$
	select case when n.reason is not null then jsonb_build_object('reason', n.reason, 'until', n.until)
		-- The hours were taken back while it ran: at night nobody wants to hear of it.
		when hours_channel(p_channel) is null then jsonb_build_object('reason', 'no_hours', 'until', p_at + interval '15 minutes')
		when o.opens > p_at then jsonb_build_object('reason', 'closed', 'until', o.opens) end
	from number_waits(p_channel, p_at) n, next_open(p_channel, (limits_of(p_channel, provider_of(p_channel, ''))).time_zone, p_at) o (opens);
$$;

-- Whoever decides about a person does so alone.
create or replace function public.try_person(p_phone text) returns boolean language sql set search_path = public as $$
	select pg_try_advisory_xact_lock(hashtext('public.unasked'), hashtext(p_phone));
$$;

-- Asks the gate, and queues what may go. `p_message`: key, channel, phone, purpose, payload; `at`, when it is to go (now unless told); `ahead_seconds`, how far ahead of that it
-- may be put (ten minutes unless told); `wait_until`: what the gate holds waits in the outbox, if it may go before that (verdict `later`), and takes the number's moment
-- then. The same key again is `known`. Once the number's moment is given, it is the time that counts.
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
		said.verdict := 'wait';
		said.reason := taken.reason;
		said.until := taken.until;
	end if;
	if said.verdict = 'wait' and said.until <= (p_message ->> 'wait_until')::timestamptz then
		perform enqueue_outbox(jsonb_build_array(p_message || jsonb_build_object('kind', 'whatsapp_text', 'phone', who, 'channel', at_channel,
			'payload', (p_message -> 'payload') || jsonb_build_object('purpose', p_message ->> 'purpose', 'waits', true))), p_now);
		update outbox set unasked_at = said.until, next_attempt_at = said.until, error = said.reason where idempotency_key = p_message ->> 'key' returning id into effect;
		return jsonb_build_object('verdict', 'later', 'reason', said.reason, 'at', said.until, 'outbox_id', effect);
	end if;
	return jsonb_build_object('verdict', said.verdict, 'reason', said.reason) || case when said.until is not null then jsonb_build_object('until', said.until) else '{}' end;
end $$;

-- Until when a number of ours sends nothing more that nobody asked for: within a minute went a fifth more than its pace allows. Moments are given away ahead of time, and after an
-- outage all those that passed would go at once. Null where the next may go.
create or replace function public.minute_full_until(p_channel text, p_limits public.message_limits, p_now timestamptz) returns timestamptz language sql stable set search_path = public as $$
	select unasked_at + interval '1 minute' from outbox
	where channel = p_channel and unasked_at > p_now - interval '1 minute' and unasked_at <= p_now and status in ('sending', 'sent', 'uncertain', 'failed')
	order by unasked_at desc offset ceil(p_limits.a_minute * 1.2)::integer - 1 limit 1;
$$;

-- The last look at a message that nobody asked for and that is about to go out: whether it stays here. What the gate never lets out has ended, with its reason; what has
-- to wait is due again at its time. Whatever goes counts from now on with the moment at which it went.
create or replace function public.unasked_stays(o public.outbox, p_now timestamptz) returns boolean language plpgsql set search_path = public as $$
declare
	said record;
	taken record;
	ended text;
	campaign_is text;
	limits message_limits;
	full_until timestamptz;
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
	-- Whoever answered meanwhile is not asked whether they are still there; nor is anybody a day late.
	ended := case when o.payload ? 'follow_up' then coalesce(silence_over(o.phone, (o.payload ->> 'since')::timestamptz, p_now),
		case when (o.payload ->> 'until')::timestamptz < p_now then 'too_late' end) end;
	select * into said from ask_gate(o.phone, o.channel, purpose_of(o), o.payload ? 'template', p_now, o.id);
	if ended is not null or said.verdict = 'never' then
		update outbox set status = 'discarded', error = coalesce(ended, said.reason), updated_at = p_now where id = o.id;
		return true;
	elsif said.verdict = 'wait' then
		update outbox set next_attempt_at = said.until, error = said.reason, updated_at = p_now where id = o.id;
		return true;
	end if;
	limits := limits_of(o.channel, (select provider from route_of(o.channel, o.phone)));
	full_until := minute_full_until(o.channel, limits, p_now);
	if full_until is not null then
		update outbox set next_attempt_at = full_until, error = 'pace', updated_at = p_now where id = o.id;
		return true;
	end if;
	if o.payload ? 'waits' then
		select * into taken from take_slot(o.channel, limits, p_now, interval '10 minutes', p_now);
		if taken.slot is null or taken.slot > p_now then
			update outbox set next_attempt_at = coalesce(taken.slot, taken.until), error = coalesce(taken.reason, 'pace'), updated_at = p_now,
				payload = case when taken.slot is null then payload else payload - 'waits' end where id = o.id;
			return true;
		end if;
	end if;
	update outbox set unasked_at = p_now where id = o.id;
	return false;
end $$;
