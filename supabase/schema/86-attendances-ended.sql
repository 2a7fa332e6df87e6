-- How attendances end, and what becomes of them when two persons turn out to be one. Called by the Attendance Server and by the join of keys.

-- Closes an attendance, once, if it is still whose the caller saw that it is (`p_owner`). After it the caller gives the conversation back by the rules of the session: who had
-- it stays written here.
create or replace function public.close_attendance(
	p_id uuid, p_owner text, p_by text, p_resolution text, p_notes text, p_now timestamptz default now()
) returns boolean language plpgsql set search_path = public as $$
declare
	a attendances;
begin
	update attendances set status = case when p_resolution = 'resolved' then 'resolved' else 'closed' end, closed_at = p_now, closed_by = p_by, resolution = p_resolution,
		notes = nullif(p_notes, '')
	where id = p_id and closed_at is null and owner is not distinct from p_owner returning * into a;
	if not found then
		return false;
	end if;
	-- Closing it answers what they wrote until then: the agent says nothing to a thank-you once it has the conversation again.
	update sessions set last_human_message = greatest(last_human_message, last_customer_message, p_now), updated_at = p_now
	where channel = a.channel and phone = a.phone and mode <> 'agent';
	if found then
		perform leave_unanswered(a.channel, a.phone, p_now);
	end if;
	return true;
end $$;

-- All of one key become the other's. Of two that are open on one number of ours the one that a person has stays, else the older: the other's messages are its own.
create or replace function public.move_attendances(p_from text, p_to text, p_now timestamptz) returns void language plpgsql set search_path = public as $$
declare
	goes attendances;
	stays attendances;
begin
	for goes in select * from attendances where phone = p_from and closed_at is null order by channel loop
		select * into stays from attendances where channel = goes.channel and phone = p_to and closed_at is null;
		continue when not found;
		if (goes.status = 'in_progress', goes.status = 'queue', stays.started_at) > (stays.status = 'in_progress', stays.status = 'queue', goes.started_at) then
			goes := stays;
			select * into stays from attendances where channel = goes.channel and phone = p_from and closed_at is null;
		end if;
		update conversations set attendance = stays.id where attendance = goes.id;
		delete from attendances where id = goes.id;
		update attendances set messages_count = stays.messages_count + goes.messages_count, last_message_at = greatest(stays.last_message_at, goes.last_message_at),
			started_at = least(stays.started_at, goes.started_at), queued_at = least(stays.queued_at, goes.queued_at), priority = greatest(stays.priority, goes.priority)
		where id = stays.id;
	end loop;
	update attendances set phone = p_to where phone = p_from;
end $$;

-- Apart again, from what was kept: each as it was, but for what ended since; who has it now is whoever the conversation says, and what was said since stays.
create or replace function public.part_attendances(p_from text, p_to text, p_kept jsonb, p_now timestamptz) returns void language plpgsql set search_path = public as $$
declare
	k attendances;
	is_now attendances;
begin
	-- One that began with the conversation, a moment ago, is the one that it had.
	delete from attendances where phone = p_from and messages_count = 0 and started_at = p_now and p_kept ? 'attendances';
	for k in select * from jsonb_populate_recordset(null::attendances, coalesce(nullif(p_kept -> 'attendances', 'null'), '[]')) t order by t.closed_at is null, t.started_at loop
		-- Deleted since: what was asked to be forgotten stays so.
		continue when not exists (select from sessions s where s.channel = k.channel and s.phone = k.phone);
		select * into is_now from attendances where id = k.id;
		if found and is_now.closed_at is distinct from k.closed_at then
			update attendances set phone = k.phone where id = k.id;
		else
			delete from attendances where id = k.id;
			insert into attendances select k.* on conflict do nothing;
		end if;
	end loop;
	update conversations c set attendance = (w ->> 1)::uuid from jsonb_array_elements(coalesce(nullif(p_kept -> 'attended', 'null'), '[]')) w
	where c.id = (w ->> 0)::bigint and c.attendance <> (w ->> 1)::uuid;
	update attendances a set messages_count = m.n, last_message_at = m.last, status = coalesce(m.state, a.status),
		owner = case m.state when 'in_progress' then coalesce(m.human_attendant, m.paused_by) end
	from (select t.id, s.human_attendant, s.paused_by, attendance_state(s) as state, (select count(*) from conversations c where c.attendance = t.id) as n,
			(select max(c.sent_at) from conversations c where c.attendance = t.id) as last
		from attendances t join sessions s on s.channel = t.channel and s.phone = t.phone where t.phone in (p_from, p_to) and t.closed_at is null) m
	where a.id = m.id and p_kept ? 'attendances';
end $$;

-- Notes whether a turn of the assistant came to nothing, and gives how many in a row did by now. A good one begins anew.
create or replace function public.note_chatbot_turn(p_id uuid, p_failed boolean) returns integer language sql set search_path = public as $$
	update attendances set failed_turns = case when p_failed then least(failed_turns + 1, 1000) else 0 end where id = p_id returning failed_turns;
$$;
