-- What the CRM tells back of a deal, each happening once. Called by the Conversation node's Record Deal Event and the CRM triggers.

-- Happenings that were told from outside, by their key: whoever writes one first acts on it.
create table if not exists public.known_events (
	key text primary key check (key <> ''),
	known_at timestamptz not null default now()
);
create index if not exists known_events_time on public.known_events (known_at);

-- Whether this caller is the first to hear of a happening. Keys are kept for 90 days.
create or replace function public.claim_event(p_key text, p_now timestamptz default now())
returns boolean language plpgsql set search_path = public as $$
begin
	delete from known_events where known_at < p_now - interval '90 days';
	insert into known_events (key, known_at) values (p_key, p_now) on conflict (key) do nothing;
	return found;
end $$;

-- What the CRM tells of a deal comes into the conversation of its customer, once for its key: into the metadata, into the history and, where a text is given,
-- to the customer: once a deal and happening, within three days, never to somebody who wants no messages, and only while the agent has the conversation. Nobody asked for
-- it: it goes through the gate, and waits in the outbox for the hours and for what the person got shortly before.
create or replace function public.record_deal_event(
	p_channel text, p_phone text, p_event jsonb, p_text text default null, p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
declare
	s sessions;
	refused text;
	gate jsonb;
begin
	if not claim_event(p_event ->> 'key', p_now) then
		return jsonb_build_object('recorded', false, 'reason', 'known_event');
	end if;
	perform counted('webhook_events_total', jsonb_build_object('webhook_type', 'piperun', 'status', 'success',
		'event_type', case when p_event ->> 'event' in ('won', 'lost', 'moved') then p_event ->> 'event' else 'other' end));
	select * into s from sessions
	where phone = coalesce(key_of(p_phone), (select phone from crm_links where deal_id = (p_event ->> 'deal_id')::bigint)) and (p_channel is null or channel = p_channel)
	order by updated_at desc limit 1 for update;
	if not found then
		return jsonb_build_object('recorded', false, 'reason', 'no_conversation');
	end if;
	update sessions set version = version + 1, updated_at = p_now,
		metadata = metadata || jsonb_build_object('crm_deal', p_event - 'key' || jsonb_build_object('at', p_now))
	where channel = s.channel and phone = s.phone;
	perform write_history(s.channel, s.phone, jsonb_build_array(jsonb_build_object('type', 'crm_deal', 'actor_type', 'system',
		'reason', p_event ->> 'event', 'details', p_event)), s.mode_epoch, p_now);

	refused := case
		when coalesce(p_text, '') = '' then 'no_text'
		when has_opted_out(s.phone) then 'opted_out'
		when s.mode <> 'agent' then s.mode
		else fence(s, s.mode_epoch, false) end;
	if refused is null then
		gate := queue_unasked(jsonb_build_object('channel', s.channel, 'phone', s.phone, 'purpose', 'crm_news', 'wait_until', p_now + interval '3 days',
			'key', concat_ws(':', 'crm_deal', s.phone, p_event ->> 'deal_id', p_event ->> 'event', case p_event ->> 'event' when 'moved' then p_event ->> 'stage_id' end),
			'payload', jsonb_build_object('text', p_text, 'mode_epoch', s.mode_epoch, 'until', p_now + interval '3 days')), p_now);
		refused := case gate ->> 'verdict' when 'now' then null when 'later' then null when 'known' then 'told_already' else gate ->> 'reason' end;
	end if;
	return jsonb_build_object('recorded', true, 'channel', s.channel, 'phone', s.phone, 'mode', s.mode, 'message_queued', refused is null, 'reason', refused)
		|| case when refused is null and gate ->> 'verdict' = 'later' then jsonb_build_object('waits_for', gate -> 'reason', 'send_at', gate -> 'at') else '{}' end;
end $$;
