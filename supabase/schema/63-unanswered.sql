-- Customers whose question nobody answered: what a turn in silence left, and who answers it once the agent has the conversation again. Called by whatever
-- changes who speaks.

-- What waits gets no turn of the agent's: a person has the conversation now, or nobody. It is kept as a turn in silence, so that it is known to be open.
create or replace function public.leave_unanswered(p_channel text, p_phone text, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
declare
	silent uuid;
begin
	if not exists (select from inbox where channel = p_channel and phone = p_phone and status = 'waiting') then
		return;
	end if;
	insert into turns (channel, phone, status, lease_token, lease_until, created_at, finished_at)
	values (p_channel, p_phone, 'silent', gen_random_uuid(), p_now, p_now, p_now) returning id into silent;
	update inbox set status = 'done', turn_id = silent where channel = p_channel and phone = p_phone and status = 'waiting';
end $$;

-- A customer's messages after which nobody wrote to them. A person's words answer all that was written before them (a command is none: it moves no clock of
-- the session), a reply of the agent's answers its own turn and what came in before, as its history holds it. A greeting that nobody asked for answers
-- nothing. What another workflow took for itself (an answer to its question, a message that it decides on) has no turn and is none of these.
create or replace function public.unanswered(p_channel text, p_phone text)
returns setof public.inbox language sql stable set search_path = public as $$
	select i.* from sessions s
	join inbox i on i.channel = s.channel and i.phone = s.phone and i.speaker = 'customer'
		and i.sent_at > coalesce(s.last_human_message, '-infinity')
	left join turns t on t.id = i.turn_id
	where s.channel = p_channel and s.phone = p_phone
		and i.deleted_at is null
		and (i.status in ('waiting', 'failed') or (i.status = 'done' and t.status in ('silent', 'discarded', 'expired')))
		and not exists (select from opt_outs o where o.phone = p_phone and i.received_at <= o.opted_out_at)
		and not exists (
			select from inbox j join turns u on u.id = j.turn_id
			where j.channel = p_channel and j.phone = p_phone and j.speaker = 'customer' and j.id > i.id
				and (u.status in ('open', 'confirmed', 'sent', 'uncertain')
					or exists (select from outbox o where o.turn_id = u.id and o.status in ('sending', 'sent', 'uncertain'))))
		and not exists (
			select from conversations c left join outbox o on o.id = c.outbox_id
			where c.lead_phone = p_phone and c.channel = p_channel and c.sent_at > i.sent_at and c.turn_id is null
				and c.status in ('received', 'sent', 'uncertain') and (c.role = 'assistant' or (c.role = 'human' and o.id is not null))
				and (o.id is null or o.idempotency_key not like 'unasked:%'));
$$;

-- The agent has the conversation, and nobody has the person on another number of ours: what is open is answered, once, by an ordinary turn, as the newest 20 messages of the last day; what is older is left to
-- a person, who is told; so is what came to nothing ten times. Called with the session row locked. Returns how many messages wait again.
create or replace function public.reopen_unanswered(p_channel text, p_phone text, p_now timestamptz)
returns integer language plpgsql set search_path = public as $$
declare
	oldest constant timestamptz := p_now - interval '24 hours';
	reopened integer;
	forgotten inbox;
begin
	if not exists (select from sessions where channel = p_channel and phone = p_phone and mode = 'agent')
		or guard_told(p_channel, p_phone) is not null
		or (select value from settings where key = 'agent_enabled') = 'false'
	then
		return 0;
	end if;
	update inbox set status = 'waiting', turn_id = null
	where id in (select id from unanswered(p_channel, p_phone) u where u.status = 'done' and u.received_at > oldest and u.attempts < 10
		order by id desc limit 20);
	get diagnostics reopened = row_count;
	select * into forgotten from unanswered(p_channel, p_phone) u where u.status = 'done' order by id desc limit 1;
	if reopened = 0 and forgotten.id is not null then
		perform enqueue_outbox(jsonb_build_array(jsonb_build_object('key', 'unanswered:' || forgotten.id, 'kind', 'notice', 'channel', p_channel,
			'phone', p_phone, 'payload', jsonb_build_object('kind', 'too_old', 'phone', p_phone, 'message', left(forgotten.text, 500),
				'minutes', floor(extract(epoch from p_now - forgotten.received_at) / 60),
				'name', (select coalesce(name, whatsapp_name) from leads where phone = p_phone)))), p_now);
	end if;
	return reopened;
end $$;

-- A conversation is no guard any more: what customers asked on the other numbers meanwhile is answered there. Called with the person's conversations locked.
create or replace function public.answers_elsewhere(p_channel text, p_phone text, p_now timestamptz) returns void language sql set search_path = public as $$
	select reopen_unanswered(s.channel, s.phone, p_now) from sessions s where s.phone = p_phone and s.channel <> p_channel and s.mode = 'agent' order by s.channel;
$$;

-- Whoever gives a conversation back to the agent, and however: no caller can forget the open question.
create or replace function public.answers_again() returns trigger language plpgsql set search_path = public as $$
begin
	if new.mode = 'agent' then
		perform reopen_unanswered(new.channel, new.phone, new.updated_at);
	end if;
	if is_guard(old.mode, old.pause_reason, old.paused_by) and not is_guard(new.mode, new.pause_reason, new.paused_by) then
		perform answers_elsewhere(new.channel, new.phone, new.updated_at);
	end if;
	return null;
end $$;
create or replace trigger answers_again after update of mode on public.sessions for each row
	when (old.mode <> 'agent' and old.mode <> new.mode) execute function public.answers_again();

-- The agent answers everybody again: so it does those who wrote meanwhile; whose question is too old by now is told of.
create or replace function public.reopen_all(p_now timestamptz)
returns integer language plpgsql set search_path = public as $$
declare
	s sessions;
	reopened integer := 0;
begin
	for s in select * from sessions where mode = 'agent' and last_customer_message > p_now - interval '7 days' and not is_trial(channel) order by channel, phone for update loop
		reopened := reopened + reopen_unanswered(s.channel, s.phone, p_now);
	end loop;
	return reopened;
end $$;

-- Conversations of the agent's whose customer waits while nobody is at work on it: a fault, or a schedule that does not run. Whose it may be is gathered first:
-- the planner takes a partial index for as large as its share of the table, and would read the whole table for it.
create or replace function public.waiting_customers(p_channel text, p_now timestamptz default now())
returns jsonb language plpgsql stable set search_path = public as $$
declare
	channels text[];
	phones text[];
begin
	select array_agg(may.channel), array_agg(may.phone) into channels, phones from (
		select w.channel, w.phone from sessions w where w.mode = 'agent' and w.last_customer_message > p_now - interval '2 days'
			and w.last_customer_message > coalesce(greatest(w.last_agent_message, w.last_human_message), '-infinity')
		union
		select i.channel, i.phone from inbox i where i.status = 'waiting'
	) may where is_channel_of(p_channel, may.channel);
	return (
		select jsonb_build_object('now', p_now, 'sessions', coalesce(jsonb_agg(to_jsonb(s) || jsonb_build_object('unanswered_since', open.since,
			'name', (select coalesce(l.name, l.whatsapp_name) from leads l where l.phone = s.phone))), '[]'))
		from unnest(channels, phones) as may (channel, phone)
		join sessions s on s.channel = may.channel and s.phone = may.phone
		cross join lateral (select min(u.received_at) as since from unanswered(s.channel, s.phone) u) open
		where s.mode = 'agent' and open.since is not null
			-- Who has the person on another number is told of that one.
			and guard_told(s.channel, s.phone) is null
			-- Of a model that is down the team is told as a whole.
			and not exists (select from integrations d where d.channel = s.channel and d.name = 'model' and d.down_since is not null)
			and (select value from settings where key = 'agent_enabled') is distinct from 'false'
			and s.last_customer_message > p_now - interval '2 days'
			and not exists (select from turns t where t.channel = s.channel and t.phone = s.phone and t.status in ('open', 'confirmed') and t.lease_until > p_now));
end $$;

-- What the sweep has to look at: conversations that are not the agent's (an opt-out has no end), calls for a person, and old ones that carry something which
-- is not to stay (`p_kept`: what is). With it since when the customer waits for a word, and their name. An old one that carries nothing else is noted, and
-- not looked at again until it changes; 1,000 at a time, and of the others 500.
create or replace function public.due_sessions(p_channel text, p_old_before timestamptz, p_kept text[] default null)
returns jsonb language plpgsql set search_path = public as $$
declare
	channels text[];
	phones text[];
begin
	update sessions s set swept_at = s.updated_at
	from (
		select channel, phone from sessions
		where mode = 'agent' and metadata <> '{}' and not metadata ? 'escalation_requested' and (swept_at is null or swept_at < updated_at)
			and updated_at < p_old_before and (metadata - p_kept = '{}'
			-- Nobody ever wrote there: its age cannot be told.
			or coalesce(last_customer_message, last_agent_message, last_human_message, last_human_activity, mode_since) is null)
		order by updated_at limit 1000 for update skip locked
	) known
	where s.channel = known.channel and s.phone = known.phone and s.updated_at < p_old_before;

	select array_agg(due.channel), array_agg(due.phone) into channels, phones from (
		select a.channel, a.phone from sessions a where a.mode <> 'agent' and a.paused_by is distinct from 'opt_out'
		union
		select c.channel, c.phone from sessions c where c.metadata ? 'escalation_requested'
		union
		(select o.channel, o.phone from sessions o
			where o.mode = 'agent' and o.metadata <> '{}' and not o.metadata ? 'escalation_requested'
				and (o.swept_at is null or o.swept_at < o.updated_at) and o.updated_at < p_old_before
			order by o.updated_at limit 500)
	) due where is_channel_of(p_channel, due.channel);
	return (
		select coalesce(jsonb_agg(to_jsonb(s) || jsonb_build_object(
			'waiting_since', (select min(i.sent_at) from inbox i where i.channel = s.channel and i.phone = s.phone and i.speaker = 'customer'
				and i.sent_at > coalesce(greatest(s.last_human_message, s.last_agent_message), '-infinity')),
			'company_settings', company_of(s.channel),
			'name', (select coalesce(l.name, l.whatsapp_name) from leads l where l.phone = s.phone))), '[]')
		from unnest(channels, phones) as due (channel, phone)
		join sessions s on s.channel = due.channel and s.phone = due.phone);
end $$;

-- What was said in place of an answer (`owes`: the model gave none) is no answer: the question waits for the model, without a try. Called as the turn ends.
create or replace function public.owe_answer(p_turn_id uuid, p_now timestamptz)
returns void language sql set search_path = public as $$
	update inbox i set status = 'waiting', owed = true, turn_id = null, attempts = greatest(i.attempts - 1, 0), not_before = p_now + interval '2 minutes'
	from turns t join sessions s on s.channel = t.channel and s.phone = t.phone
	where t.id = p_turn_id and t.owes and t.status in ('sent', 'uncertain') and i.turn_id = t.id and i.status in ('claimed', 'done')
		and s.mode = 'agent' and not has_opted_out(s.phone);
$$;
