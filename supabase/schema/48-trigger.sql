-- What the Conversation Trigger asks for, once a second: conversations whose customer is quiet, words of the team that nobody decided on, leases that go on.
-- Called by the Conversation Trigger, and by the nodes behind it.

-- Whether something that the team typed is stored and not decided on yet: no part of a reply goes out before it, as it may be a takeover.
create or replace function public.team_writes(p_channel text, p_phone text) returns boolean language sql stable set search_path = public as $$
	select exists (select from inbox where channel = p_channel and phone = p_phone and undecided);
$$;

-- A channel of the operator's choice, or all of them but those for trying the agent out (`teste:…`), whose conversations belong to the editor.
create or replace function public.is_channel_of(p_wanted text, p_channel text) returns boolean language sql immutable set search_path = public as $$
	select case when p_wanted is null then not is_trial(p_channel) else p_channel = p_wanted end;
$$;

-- When each conversation is to be looked at: once the customer is quiet (null: for as long as the company says) or has waited for long enough, after a try that came to nothing at its time, and when the
-- lease of a worker ends. From what waits and what is under way, by their partial indexes: all the others cost nothing.
create or replace function public.due_conversations(p_channel text, p_quiet_seconds numeric, p_max_wait_seconds numeric)
returns table (channel text, phone text, due_at timestamptz) language sql stable set search_path = public as $$
	select w.channel, w.phone, least(w.quiet_at, w.longest_at, w.again_at) from (
		select i.channel, i.phone,
			max(i.received_at) filter (where i.not_before is null) + make_interval(secs => quiet_seconds_of(i.channel, p_quiet_seconds)) as quiet_at,
			min(i.received_at) filter (where i.not_before is null) + make_interval(secs => p_max_wait_seconds) as longest_at,
			max(i.not_before) as again_at
		from inbox i where i.status = 'waiting' and is_channel_of(p_channel, i.channel) group by i.channel, i.phone) w
	where not exists (select from turns t where t.channel = w.channel and t.phone = w.phone and t.status in ('open', 'confirmed'))
	union all
	select t.channel, t.phone, t.lease_until from turns t where t.status in ('open', 'confirmed') and is_channel_of(p_channel, t.channel);
$$;

-- Claims what is due, the longest due first, and hands over the words of the team. Another trigger or process that asks at the same time gets others. The same
-- call again (`p_key`: its answer was lost) gets the same turns again. `due_in_ms`: when to ask again at the latest; null when nothing waits. `p_instance`,
-- `p_process`: who asks, where what it claims dies with it (give_back_held).
create or replace function public.next_turns(
	p_channel text, p_limit integer, p_quiet_seconds numeric, p_max_wait_seconds numeric, p_lease_seconds integer, p_history_limit integer,
	p_given_up_text text, p_key uuid, p_same_text integer, p_replies_an_hour integer, p_now timestamptz default now(),
	p_instance text default null, p_process text default null
) returns jsonb language plpgsql set search_path = public as $$
declare
	due record;
	claimed jsonb;
	due_at timestamptz;
begin
	-- Whoever has no place free claims nothing; when that lasts, its customers wait for nobody.
	if p_limit > 0 then
		perform note_claim(array['turn'], p_channel, p_now);
	end if;
	select coalesce(jsonb_agg(turn_details(t, p_history_limit)), '[]') into claimed from turns t
	where t.claim_key = p_key and t.status = 'open' and t.lease_until > p_now;
	if claimed = '[]' then
		for due in
			select s.channel, s.phone from due_conversations(p_channel, p_quiet_seconds, p_max_wait_seconds) d
			join sessions s on s.channel = d.channel and s.phone = d.phone
			where d.due_at <= p_now and not team_writes(d.channel, d.phone) and not reply_is_open(d.channel, d.phone, p_now)
			order by d.due_at limit p_limit
			for update of s skip locked
		loop
			perform release_expired_turns(due.channel, due.phone, p_now, p_given_up_text);
			if not exists (select from turns where channel = due.channel and phone = due.phone and status in ('open', 'confirmed'))
				and exists (select from inbox where channel = due.channel and phone = due.phone and status = 'waiting')
			then
				claimed := claimed || open_turn(due.channel, due.phone, p_lease_seconds, p_history_limit, p_now, p_key, p_given_up_text, p_same_text,
					p_replies_an_hour, p_instance, p_process);
			end if;
		end loop;
	end if;
	select min(d.due_at) into due_at from due_conversations(p_channel, p_quiet_seconds, p_max_wait_seconds) d where d.due_at > p_now;
	return jsonb_build_object('turns', claimed, 'team', team_messages(p_channel, p_now),
		'due_in_ms', ceil(extract(epoch from due_at - p_now) * 1000));
end $$;

-- Words of the team that are to be decided on, oldest first, each for a minute to one worker. What turns out to be an echo of ours is the agent's; while something
-- is being sent there, it waits for the answer of that send (is_sending). What could not be decided on five times is told to the team and holds nobody up any more.
create or replace function public.team_messages(p_channel text, p_now timestamptz) returns jsonb language plpgsql set search_path = public as $$
declare
	m inbox;
	handed jsonb := '[]';
begin
	for m in
		select * from inbox where undecided and (not_before is null or not_before <= p_now) and is_channel_of(p_channel, channel)
		order by id limit 10 for update skip locked
	loop
		perform look_again(m.id, p_now);
		select * into m from inbox where id = m.id;
		if not m.undecided or is_sending(m.channel, m.phone, p_now) then
			continue;
		end if;
		if m.attempts >= 5 then
			update inbox set undecided = false where id = m.id;
			perform enqueue_outbox(jsonb_build_array(jsonb_build_object('key', 'undecided:' || m.id, 'kind', 'notice', 'channel', m.channel, 'phone', m.phone,
				'payload', jsonb_build_object('kind', 'undecided', 'phone', m.phone, 'message', left(m.text, 500),
					'name', (select coalesce(name, whatsapp_name) from leads where phone = m.phone)))), p_now);
			continue;
		end if;
		update inbox set attempts = attempts + 1, not_before = p_now + interval '1 minute' where id = m.id;
		handed := handed || jsonb_build_array(received(m, p_now) || jsonb_build_object('message', to_jsonb(m)));
	end loop;
	return handed;
end $$;

-- What the team typed was decided on.
create or replace function public.team_decided(p_sequence bigint) returns void language sql set search_path = public as $$
	update inbox set undecided = false where id = p_sequence and undecided;
$$;

-- Turns that are still at work keep their messages: slowness is no failure. Returns those that their worker still holds; the others were taken from it. An execution
-- that n8n had not begun when it died goes on in the process that starts after it (`p_process`).
create or replace function public.hold_turns(
	p_turns jsonb, p_lease_seconds integer, p_now timestamptz default now(), p_instance text default null, p_process text default null
)
returns jsonb language sql set search_path = public as $$
	with held as (
		update turns t set lease_until = greatest(t.lease_until, p_now + make_interval(secs => p_lease_seconds)),
			instance = coalesce(p_instance, t.instance), process = coalesce(p_process, t.process)
		from jsonb_to_recordset(p_turns) as h (turn_id uuid, lease_token uuid)
		where t.id = h.turn_id and t.lease_token = h.lease_token and t.status in ('open', 'confirmed')
		returning t.id
	)
	select coalesce(jsonb_agg(id), '[]') from held;
$$;

-- Turns that were claimed and that nobody is going to play: they are due at once.
create or replace function public.let_go(p_turns jsonb, p_now timestamptz default now()) returns void language sql set search_path = public as $$
	update turns t set lease_until = p_now from jsonb_to_recordset(p_turns) as h (turn_id uuid, lease_token uuid)
	where t.id = h.turn_id and t.lease_token = h.lease_token and t.status = 'open';
$$;

-- What an earlier process of the same n8n held of a channel (null: of all) when it died is due at once, and not when its lease ends. Asked once by each trigger that
-- starts; what its own process holds stays (a workflow that is published again).
-- An open turn may be given back though that process is alive after all (a restart that rolls, or one folder of n8n's copied and started twice, whose instance is one):
-- both think about the same messages, and the one that confirms first answers; the other one has lost its lease (late_turn). It keeps its place before what came later,
-- also where its lease ended while n8n was away.
-- A confirmed one may be under way to the provider: it ends with a lease that whoever lives has renewed by then, as that is done every third of it; only then is it
-- asked about there (release_expired_turns), which takes another while (uncertain_texts).
create or replace function public.give_back_held(
	p_channel text, p_instance text, p_process text, p_lease_seconds integer, p_now timestamptz default now()
)
returns integer language plpgsql set search_path = public as $$
declare
	given integer;
begin
	with held as (
		select id from turns where status in ('open', 'confirmed') and is_channel_of(p_channel, channel)
			and instance = p_instance and process <> p_process
		order by id for update skip locked
	)
	update turns t set lease_until = case t.status when 'open' then least(t.created_at, p_now)
		else least(t.lease_until, p_now + make_interval(secs => p_lease_seconds / 3 + 10)) end
	from held where t.id = held.id;
	get diagnostics given = row_count;
	return given;
end $$;

-- The last turn of a channel as it was, for somebody who tries the workflow out: of no conversation of a customer's (`teste:editor`), and held by nobody, so that
-- nothing of it can be confirmed or sent. Null when there was none yet.
create or replace function public.turn_to_try(p_channel text, p_history_limit integer) returns jsonb language sql stable set search_path = public as $$
	select turn_details(t, p_history_limit) || jsonb_build_object('channel', 'teste:editor', 'lease_token', gen_random_uuid())
	from turns t where (p_channel is null or t.channel = p_channel) and exists (select from inbox i where i.turn_id = t.id)
	order by t.created_at desc limit 1;
$$;
