-- Who answers which messages: a turn is all that waits of one phone, held by one worker with a lease. Called by Claim Turn, Sweep and Decide.

-- Whether a reply of a dead worker is still to be found out about, or to be sent again: the next one waits for it, a minute and a half at most, since another
-- message of ours in the chat would leave nothing to tell by. Where the customer wrote on meanwhile the chat tells nothing anyway: nobody waits.
create or replace function public.reply_is_open(p_channel text, p_phone text, p_now timestamptz)
returns boolean language sql stable set search_path = public as $$
	select exists (
		select from outbox o join turns t on t.id = o.turn_id
		where o.channel = p_channel and o.phone = p_phone and o.kind = 'whatsapp_text' and t.status not in ('open', 'confirmed')
			and o.updated_at > p_now - interval '90 seconds'
			and (o.status in ('queued', 'sending') or (o.status = 'uncertain' and not exists (
				select from inbox i where i.channel = p_channel and i.phone = p_phone and i.sent_at >= o.began_at - interval '2 seconds'))));
$$;

-- Locks the conversation of a turn, whosever it is by the time that it is locked: its person may turn out to be another one, with whom it is joined. With those on
-- the other numbers of ours, which may guard it.
create or replace function public.lock_conversation_of(p_turn_id uuid) returns public.sessions language plpgsql set search_path = public as $$
declare
	t turns;
	s sessions;
begin
	loop
		select * into t from turns where id = p_turn_id;
		perform lock_person(t.phone);
		select * into s from sessions where channel = t.channel and phone = t.phone for update;
		exit when not exists (select from turns where id = p_turn_id and phone <> t.phone);
	end loop;
	return s;
end $$;

-- Opens a turn over all waiting messages of a phone and returns everything that the turn needs. Called with the session row locked.
create or replace function public.open_turn(
	p_channel text, p_phone text, p_lease_seconds integer, p_history_limit integer, p_now timestamptz, p_key uuid, p_given_up_text text,
	p_same_text integer, p_replies_an_hour integer, p_instance text default null, p_process text default null
) returns jsonb language plpgsql set search_path = public as $$
declare
	turn turns;
begin
	insert into turns (channel, phone, lease_token, lease_until, created_at, claim_key, switched_off, given_up_text, instance, process, messages)
	select p_channel, p_phone, gen_random_uuid(), p_now + make_interval(secs => p_lease_seconds), p_now, p_key, switched_off(), p_given_up_text,
		p_instance, p_process, array_agg(i.id order by i.id)
	from inbox i where i.channel = p_channel and i.phone = p_phone and i.status = 'waiting'
	returning * into turn;
	update inbox set status = 'claimed', turn_id = turn.id, attempts = attempts + 1, not_before = null
	where channel = p_channel and phone = p_phone and status = 'waiting';
	-- They asked for no messages at the very moment at which they first wrote: neither knew of the other.
	if exists (select from sessions where channel = p_channel and phone = p_phone and mode = 'agent' and mode_since is null) and has_opted_out(p_phone) then
		perform register_opt_out(p_phone, null, p_now);
	end if;
	perform stop_at_machine(turn, p_same_text, p_replies_an_hour, p_now);
	return turn_details(turn, p_history_limit);
end $$;

-- Everything that the worker of a turn needs.
create or replace function public.turn_details(turn public.turns, p_history_limit integer)
returns jsonb language plpgsql stable set search_path = public as $$
declare
	p_channel text := turn.channel;
	p_phone text := turn.phone;
	messages jsonb;
	newest inbox;
begin
	select jsonb_agg(jsonb_build_object('message_id', i.message_id, 'kind', i.kind, 'text', i.text, 'media', i.media, 'content', i.content, 'quoted', i.quoted,
		'sent_at', i.sent_at, 'received_at', i.received_at) order by i.sent_at, i.id)
	into messages from inbox i where i.turn_id = turn.id;
	select * into newest from inbox i where i.turn_id = turn.id order by i.id desc limit 1;

	return jsonb_build_object(
		'claimed', true,
		'turn_id', turn.id,
		'lease_token', turn.lease_token,
		'provider', newest.provider,
		'channel', p_channel,
		'phone', p_phone,
		'send_to', newest.send_to,
		'name', newest.name,
		'claimed_at', turn.created_at,
		'lease_until', turn.lease_until,
		'messages', messages,
		-- The customer's clock as it was before these messages: the age of the conversation is told by it.
		'session', (select to_jsonb(s) || jsonb_build_object('last_customer_message', (
				select max(i.sent_at) from inbox i
				where i.channel = p_channel and i.phone = p_phone and i.speaker = 'customer' and i.turn_id is distinct from turn.id))
			from sessions s where s.channel = p_channel and s.phone = p_phone),
		'guard', guard_told(p_channel, p_phone),
		'campaign', campaign_of(p_channel, p_phone, turn.created_at),
		'agent_enabled', (select value from settings where key = 'agent_enabled'),
		'company_settings', company_for_turn(p_channel),
		'lead', (select to_jsonb(l) || jsonb_build_object(
				'open_questions', (select coalesce(jsonb_agg(q.question order by q.asked_at), '[]') from technical_questions q
					where q.phone = p_phone and not q.answered),
				'interests', (select coalesce(jsonb_agg(i.product order by i.first_at), '[]') from product_interests i where i.phone = p_phone))
			from leads l where l.phone = p_phone),
		'history', coalesce((
			select jsonb_agg(jsonb_build_object('role', h.role, 'content', coalesce(h.for_model, h.content), 'sent_at', h.sent_at)
				|| case h.status when 'uncertain' then '{"uncertain": true}' else '{}' end::jsonb order by h.sent_at, h.id)
			from (
				select c.* from conversations c
				where c.lead_phone = p_phone and c.channel = p_channel and c.status in ('received', 'sent', 'uncertain')
					and not exists (select from inbox i where i.id = c.inbox_id and i.turn_id = turn.id)
				order by c.sent_at desc, c.id desc limit p_history_limit
			) h), '[]')
	);
end $$;

-- Hands all waiting messages of one phone to the caller, if the caller holds the newest one (or the oldest has waited long enough). The same call again
-- (`p_claim_key`: its answer was lost) gets the same turn again.
-- Not claimed: taken (another worker has them), newer_message (a later message's worker will), later (it was given back, and the sweep takes it at its time),
-- busy or not_quiet (ask again in retry_in_ms).
create or replace function public.claim_turn(
	p_channel text, p_phone text, p_sequence bigint, p_quiet_seconds numeric, p_max_wait_seconds numeric, p_lease_seconds integer,
	p_history_limit integer, p_now timestamptz default now(), p_claim_key uuid default null, p_given_up_text text default null,
	p_same_text integer default 3, p_replies_an_hour integer default 30
) returns jsonb language plpgsql set search_path = public as $$
declare
	newest_id bigint;
	newest_at timestamptz;
	oldest_at timestamptz;
	busy_until timestamptz;
	waited boolean;
	own inbox;
	again turns;
begin
	p_phone := key_of(p_phone);
	perform from sessions where channel = p_channel and phone = p_phone for update;
	if not found and key_of(p_phone) <> p_phone then
		p_phone := key_of(p_phone);
		perform from sessions where channel = p_channel and phone = p_phone for update;
	end if;
	if not found then
		return jsonb_build_object('claimed', false, 'reason', 'unknown_phone');
	end if;
	perform release_expired_turns(p_channel, p_phone, p_now, p_given_up_text);

	select * into own from inbox where id = p_sequence and channel = p_channel and phone = p_phone;
	-- The message was deleted while it waited: whoever came for it takes those that were left to it.
	if own.deleted_at is not null and own.status = 'done' and own.turn_id is null then
		select * into own from inbox where channel = p_channel and phone = p_phone and status = 'waiting' order by id desc limit 1;
		p_sequence := own.id;
	end if;
	if own.status is distinct from 'waiting' then
		select * into again from turns where id = own.turn_id and claim_key = p_claim_key and status = 'open';
		return case when found then turn_details(again, p_history_limit) else jsonb_build_object('claimed', false, 'reason', 'taken') end;
	end if;
	if own.not_before > p_now then
		return jsonb_build_object('claimed', false, 'reason', 'later');
	end if;
	select max(id), max(received_at), min(received_at) into newest_id, newest_at, oldest_at
	from inbox where channel = p_channel and phone = p_phone and status = 'waiting' and (not_before is null or not_before <= p_now);
	waited := oldest_at <= p_now - make_interval(secs => p_max_wait_seconds);
	if newest_id > p_sequence and not waited then
		return jsonb_build_object('claimed', false, 'reason', 'newer_message');
	end if;

	select max(lease_until) into busy_until from turns where channel = p_channel and phone = p_phone and status in ('open', 'confirmed');
	if busy_until is not null then
		return jsonb_build_object('claimed', false, 'reason', 'busy', 'retry_in_ms', 500,
			'busy_for_ms', ceil(extract(epoch from busy_until - p_now) * 1000));
	end if;
	if reply_is_open(p_channel, p_phone, p_now) then
		return jsonb_build_object('claimed', false, 'reason', 'busy', 'retry_in_ms', 2000);
	end if;
	if not waited and newest_at > p_now - make_interval(secs => p_quiet_seconds) then
		return jsonb_build_object('claimed', false, 'reason', 'not_quiet',
			'retry_in_ms', ceil(extract(epoch from newest_at + make_interval(secs => p_quiet_seconds) - p_now) * 1000));
	end if;
	return open_turn(p_channel, p_phone, p_lease_seconds, p_history_limit, p_now, p_claim_key, p_given_up_text, p_same_text, p_replies_an_hour);
end $$;

-- The sweep: claims what nobody finished, oldest first. A phone is due once its newest message has been quiet for the window plus a grace
-- in which its own worker would have claimed it, or once the lease of its dead worker is over. Phones that another worker holds are skipped. The same call
-- again gets the same turns again, and no others.
create or replace function public.claim_due_turns(
	p_limit integer, p_quiet_seconds numeric, p_grace_seconds numeric, p_lease_seconds integer, p_history_limit integer,
	p_now timestamptz default now(), p_claim_key uuid default null, p_given_up_text text default null,
	p_same_text integer default 3, p_replies_an_hour integer default 30
) returns jsonb language plpgsql set search_path = public as $$
declare
	due record;
	claimed jsonb;
begin
	perform note_claim(array['turn'], null, p_now);
	select jsonb_agg(turn_details(t, p_history_limit)) into claimed from turns t
	where p_claim_key is not null and t.claim_key = p_claim_key and t.status = 'open' and t.lease_until > p_now;
	if claimed is not null then
		return claimed;
	end if;
	claimed := '[]';
	for due in
		select s.channel, s.phone
		from (
			select i.channel, i.phone from inbox i where i.status = 'waiting' and not is_trial(i.channel) group by i.channel, i.phone
			having max(i.received_at) <= p_now - make_interval(secs => p_quiet_seconds + p_grace_seconds)
				and coalesce(max(i.not_before), '-infinity') <= p_now
			union
			select t.channel, t.phone from turns t where t.status in ('open', 'confirmed') and t.lease_until <= p_now and not is_trial(t.channel)
		) d join sessions s on s.channel = d.channel and s.phone = d.phone
		order by s.last_customer_message limit p_limit
		for update of s skip locked
	loop
		perform release_expired_turns(due.channel, due.phone, p_now, p_given_up_text);
		if exists (select from inbox where channel = due.channel and phone = due.phone and status = 'waiting' and (not_before is null or not_before <= p_now))
			and not exists (select from turns where channel = due.channel and phone = due.phone and status in ('open', 'confirmed'))
			and not reply_is_open(due.channel, due.phone, p_now)
		then
			claimed := claimed || open_turn(due.channel, due.phone, p_lease_seconds, p_history_limit, p_now, p_claim_key, p_given_up_text, p_same_text,
				p_replies_an_hour);
		end if;
	end loop;
	return claimed;
end $$;

-- Ends a turn without a reply (a person or nobody answers): its messages are kept in the history. If the agent got the conversation back meanwhile, they
-- wait again. `p_facts`: why nobody speaks, for the recorder.
create or replace function public.finish_turn(
	p_turn_id uuid, p_lease_token uuid, p_status text, p_now timestamptz default now(), p_facts jsonb default null
) returns jsonb language plpgsql set search_path = public as $$
declare
	t turns;
begin
	perform lock_conversation_of(p_turn_id);
	select * into t from turns where id = p_turn_id;
	update turns set status = p_status, finished_at = p_now where id = p_turn_id and lease_token = p_lease_token and status = 'open';
	if not found and not exists (select from turns where id = p_turn_id and lease_token = p_lease_token and status = p_status) then
		return jsonb_build_object('finished', false, 'reason', 'lease_lost');
	end if;
	update inbox set status = 'done' where turn_id = p_turn_id;
	perform note_facts(t, p_facts, coalesce(p_facts ->> 'reason', 'silent'), p_now);
	perform reopen_unanswered(t.channel, t.phone, p_now);
	return jsonb_build_object('finished', true);
end $$;
