-- Two conversations of one person on one number of ours become one. Called by the join of their keys, with both rows locked.

-- How well a mode guards the conversation from the agent: a person before a pause before the agent.
create or replace function public.mode_rank(p_mode text) returns integer language sql immutable set search_path = public as $$
	select case p_mode when 'human' then 2 when 'paused' then 1 else 0 end;
$$;

-- Whether the first one's mode is the one that stays: the more guarded; of two pauses an opt-out's, which has no end; else the one that was touched last.
create or replace function public.guards_more(p_one public.sessions, p_other public.sessions) returns boolean language sql immutable set search_path = public as $$
	select (mode_rank(p_one.mode), p_one.paused_by is not distinct from 'opt_out',
			coalesce(greatest(p_one.last_human_activity, p_one.human_since, p_one.paused_at, p_one.mode_since), '-infinity'))
		> (mode_rank(p_other.mode), p_other.paused_by is not distinct from 'opt_out',
			coalesce(greatest(p_other.last_human_activity, p_other.human_since, p_other.paused_at, p_other.mode_since), '-infinity'));
$$;

-- What the two are together: mode, owner and since when are those of the more guarded one, every clock is the later one, and the epoch is above both, so that
-- nothing is said which was thought out without knowing of the other.
create or replace function public.merged_session(p_stays public.sessions, p_goes public.sessions, p_now timestamptz)
returns public.sessions language plpgsql stable set search_path = public as $$
declare
	first sessions := p_stays;
	second sessions := p_goes;
	m sessions;
begin
	if guards_more(p_goes, p_stays) then
		first := p_goes;
		second := p_stays;
	end if;
	m := first;
	m.phone := p_stays.phone;
	m.metadata := coalesce(second.metadata, '{}') || coalesce(first.metadata, '{}');
	m.last_customer_message := greatest(first.last_customer_message, second.last_customer_message);
	m.last_agent_message := greatest(first.last_agent_message, second.last_agent_message);
	m.last_human_message := greatest(first.last_human_message, second.last_human_message);
	m.last_human_activity := greatest(first.last_human_activity, second.last_human_activity);
	if first.routed_episode is null or second.routed_episode > first.routed_episode then
		m.routed_to := second.routed_to;
		m.routed_at := second.routed_at;
		m.routed_episode := second.routed_episode;
	end if;
	m.mode_epoch := greatest(first.mode_epoch, second.mode_epoch) + 1;
	m.version := greatest(first.version, second.version) + 1;
	m.created_at := least(first.created_at, second.created_at);
	m.updated_at := p_now;
	return m;
end $$;

-- What was made under the mode that stays goes on under the new number: what is left of replies, and texts that wait for their time.
create or replace function public.carry_epoch(p_session public.sessions, p_epoch integer)
returns void language sql set search_path = public as $$
	update turns set mode_epoch = p_epoch
	where channel = p_session.channel and phone = p_session.phone and mode_epoch = p_session.mode_epoch and status in ('confirmed', 'uncertain', 'failed');
	update outbox set payload = payload || jsonb_build_object('mode_epoch', p_epoch)
	where channel = p_session.channel and phone = p_session.phone and status = 'pending' and payload -> 'mode_epoch' = to_jsonb(p_session.mode_epoch);
$$;

-- Of turns that are under way one stays, a confirmed one before the oldest: the messages of the others wait again, and whoever is at work on them has lost them.
create or replace function public.leave_one_turn(p_channel text, p_keys text[], p_now timestamptz)
returns void language plpgsql set search_path = public as $$
declare
	given_up uuid[];
begin
	select array_agg(t.id) into given_up from (
		select id, status, row_number() over (order by status <> 'confirmed', created_at, id) as n from turns
		where channel = p_channel and phone = any (p_keys) and status in ('open', 'confirmed')
	) t where t.n > 1 and t.status = 'open';
	update turns set status = 'expired', finished_at = p_now, reason = 'joined' where id = any (given_up);
	update inbox set status = 'waiting', turn_id = null, attempts = greatest(attempts - 1, 0), not_before = null
	where turn_id = any (given_up) and status = 'claimed';
end $$;

-- Moves the conversations of one key to another. One that has no counterpart stays as it is but for its key.
create or replace function public.move_sessions(p_from text, p_to text, p_by text, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
declare
	goes sessions;
	stays sessions;
	m sessions;
begin
	for goes in select * from sessions where phone = p_from order by channel loop
		select * into stays from sessions where channel = goes.channel and phone = p_to;
		if not found then
			insert into sessions select (jsonb_populate_record(goes, jsonb_build_object('phone', p_to))).*;
		else
			m := merged_session(stays, goes, p_now);
			if stays.mode = m.mode then
				perform carry_epoch(stays, m.mode_epoch);
			end if;
			if goes.mode = m.mode then
				perform carry_epoch(goes, m.mode_epoch);
			end if;
			perform leave_one_turn(goes.channel, array[p_from, p_to], p_now);
			update sessions set mode = m.mode, mode_since = m.mode_since, human_attendant = m.human_attendant, human_since = m.human_since,
				last_customer_message = m.last_customer_message, last_agent_message = m.last_agent_message, last_human_message = m.last_human_message,
				last_human_activity = m.last_human_activity, paused_at = m.paused_at, paused_by = m.paused_by, pause_reason = m.pause_reason,
				mode_epoch = m.mode_epoch, version = m.version, metadata = m.metadata, created_at = m.created_at, updated_at = m.updated_at,
				routed_to = m.routed_to, routed_at = m.routed_at, routed_episode = m.routed_episode, saved_by = null, swept_at = null
			where channel = m.channel and phone = p_to;
			perform write_history(m.channel, p_to, jsonb_build_array(jsonb_build_object('type', 'contacts_joined', 'actor_type', 'system',
				'from_mode', case when m.mode = stays.mode then goes.mode else stays.mode end, 'to_mode', m.mode,
				'from_owner', case when m.human_attendant is not distinct from stays.human_attendant then goes.human_attendant else stays.human_attendant end,
				'to_owner', m.human_attendant, 'reason', p_by, 'details', jsonb_build_object('from', p_from, 'to', p_to))), m.mode_epoch, p_now);
		end if;
		update turns set phone = p_to where channel = goes.channel and phone = p_from;
		delete from sessions where channel = goes.channel and phone = p_from;
	end loop;
end $$;
