-- How far the users of a flow are, as AtendeAqui told last, and what was written to them. What they typed into a step is never kept here. Called by the Lead Store node.

create table if not exists public.onboardings (
	flow text not null check (flow <> ''),
	user_id text not null check (user_id <> ''),
	client_id text not null default '',
	-- Canonical key; empty for users of whom only AtendeAqui knows: nothing is written to them.
	phone text not null default '',
	name text not null default '',
	company text not null default '',
	-- Where the user goes on.
	link text not null default '',
	status text not null default 'NOT_STARTED',
	percentage numeric not null default 0,
	next_step text not null default '',
	started_at timestamptz,
	last_activity_at timestamptz,
	completed_at timestamptz,
	-- When each reminder was put into the outbox to be sent.
	reminders timestamptz[] not null default '{}',
	congratulated_at timestamptz,
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now(),
	primary key (flow, user_id)
);
-- Until when the gate holds the next message, and why (ask_gate).
alter table public.onboardings add column if not exists held_until timestamptz;
alter table public.onboardings add column if not exists held_because text;
create index if not exists onboardings_stalled on public.onboardings (last_activity_at) where status = 'IN_PROGRESS' and phone <> '';
create index if not exists onboardings_phone on public.onboardings (phone) where phone <> '';
create index if not exists onboardings_completed on public.onboardings (completed_at) where status = 'COMPLETED' and phone <> '';

-- Takes in what AtendeAqui tells of a user; what is older than what is known changes nothing. A sign of life takes reminders back that were not sent yet.
create or replace function public.note_onboarding(p_progress jsonb, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	p onboardings := jsonb_populate_record(null::onboardings, p_progress);
	o onboardings;
begin
	insert into onboardings as k (flow, user_id, client_id, name, status, percentage, next_step, started_at, last_activity_at, completed_at, created_at,
		updated_at)
	values (p.flow, p.user_id, coalesce(p.client_id, ''), coalesce(p.name, ''), p.status, coalesce(p.percentage, 0), coalesce(p.next_step, ''),
		p.started_at, p.last_activity_at, p.completed_at, p_now, p_now)
	on conflict (flow, user_id) do update set
		client_id = coalesce(nullif(excluded.client_id, ''), k.client_id), name = coalesce(nullif(k.name, ''), excluded.name),
		status = excluded.status, percentage = excluded.percentage, next_step = excluded.next_step, started_at = excluded.started_at,
		last_activity_at = excluded.last_activity_at, completed_at = excluded.completed_at, updated_at = p_now
	where k.last_activity_at is null or excluded.last_activity_at >= k.last_activity_at;
	select * into o from onboardings where flow = p.flow and user_id = p.user_id;
	update outbox set status = 'discarded', error = 'onboarding_went_on', updated_at = p_now
	where phone = o.phone and status = 'pending' and payload ->> 'onboarding' = o.flow || '/' || o.user_id and payload ->> 'nudge' = 'reminder'
		and (o.status <> 'IN_PROGRESS' or (payload ->> 'activity_at')::timestamptz is distinct from o.last_activity_at);
	return to_jsonb(o);
end $$;

-- A user who signed up: what is known, and the welcome, which goes out once however often this is called.
create or replace function public.register_onboarding(p_progress jsonb, p_welcome jsonb, p_channel text default null, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	p onboardings := jsonb_populate_record(null::onboardings, p_progress);
	welcome text;
begin
	perform note_onboarding(p_progress, p_now);
	p.phone := key_of(p.phone);
	update onboardings set phone = coalesce(nullif(p.phone, ''), phone), name = coalesce(nullif(p.name, ''), name),
		company = coalesce(nullif(p.company, ''), company), link = coalesce(nullif(p.link, ''), link), updated_at = p_now
	where flow = p.flow and user_id = p.user_id;
	welcome := case
		when coalesce(p_welcome ->> 'text', '') = '' then 'none'
		when has_opted_out(p.phone) then 'opted_out'
		when jsonb_array_length(enqueue_outbox(jsonb_build_array(jsonb_build_object('key', p_welcome ->> 'key', 'kind', 'whatsapp_text',
			'channel', channel_for(p.phone, p_channel), 'phone', p.phone,
			'payload', jsonb_build_object('text', p_welcome ->> 'text', 'onboarding', p.flow || '/' || p.user_id))), p_now)) > 0 then 'queued'
		else 'known'
	end;
	return jsonb_build_object('flow', p.flow, 'user_id', p.user_id, 'phone', p.phone, 'welcome', welcome);
end $$;

-- Who could be written to: users without activity since then, and those who finished after then. None while the agent is switched off. A coarse sieve by
-- the caller's rules, so that the many who have had enough cost nothing; who gets what, and when, is the caller's to say.
create or replace function public.nudge_candidates(
	p_stalled_before timestamptz, p_seen_after timestamptz, p_cooled_before timestamptz, p_most_per_stall integer, p_most_per_flow integer,
	p_completed_after timestamptz, p_flow text default null
) returns jsonb language sql stable set search_path = public as $$
	select coalesce(jsonb_agg(to_jsonb(o.*) || jsonb_build_object(
		'opted_out', has_opted_out(o.phone),
		'reminded_elsewhere_at', (select max(r) from onboardings e, unnest(e.reminders) r where e.phone = o.phone and e.phone <> ''
			and (e.flow, e.user_id) <> (o.flow, o.user_id)),
		'with_human', exists (select from sessions s where s.phone = o.phone and s.mode <> 'agent'))), '[]')
	from onboardings o
	where o.phone <> '' and (p_flow is null or o.flow = p_flow)
		and ((o.status = 'IN_PROGRESS' and o.last_activity_at <= p_stalled_before and o.last_activity_at > p_seen_after
				and not exists (select from unnest(o.reminders) r where r > p_cooled_before)
				and (select count(*) from unnest(o.reminders) r where r >= o.last_activity_at) < p_most_per_stall
				and (select count(*) from unnest(o.reminders) r where r >= o.started_at) < p_most_per_flow)
			or (o.status = 'COMPLETED' and o.completed_at > p_completed_after and (o.congratulated_at is null or o.congratulated_at < o.completed_at)))
		and coalesce((select value from settings where key = 'agent_enabled'), 'true') <> 'false';
$$;

-- Puts a planned message into the outbox, once, if it still holds: the user did nothing since, and the gate lets it out (queue_unasked). What the gate holds is planned
-- again later.
create or replace function public.queue_nudge(p_nudge jsonb, p_text text, p_channel text default null, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	o onboardings;
	s sessions;
	refused text;
	channel_of text;
	gate jsonb;
	send_at timestamptz := greatest((p_nudge ->> 'send_at')::timestamptz, p_now);
	is_reminder boolean := p_nudge ->> 'nudge' = 'reminder';
begin
	select * into o from onboardings where flow = p_nudge ->> 'flow' and user_id = p_nudge ->> 'user_id' for update;
	refused := case
		when o.phone is null or o.phone = '' then 'unknown'
		when has_opted_out(o.phone) then 'opted_out'
		when exists (select from sessions where phone = o.phone and mode <> 'agent') then 'with_human'
		when (select value from settings where key = 'agent_enabled') = 'false' then 'agent_off'
		when o.status <> case when is_reminder then 'IN_PROGRESS' else 'COMPLETED' end
			or o.last_activity_at is distinct from (p_nudge ->> 'activity_at')::timestamptz then 'went_on'
	end;
	if refused is null then
		channel_of := channel_for(o.phone, p_channel);
		select * into s from sessions where channel = channel_of and phone = o.phone;
		gate := queue_unasked(jsonb_build_object('key', p_nudge ->> 'key', 'channel', channel_of, 'phone', o.phone, 'purpose', 'onboarding', 'at', send_at,
			'payload', jsonb_build_object('text', p_text, 'onboarding', o.flow || '/' || o.user_id, 'nudge', p_nudge ->> 'nudge',
				'activity_at', o.last_activity_at, 'mode_epoch', coalesce(s.mode_epoch, 1), 'until', p_nudge ->> 'until')), p_now);
		if gate ->> 'verdict' <> 'now' then
			refused := gate ->> 'reason';
			update onboardings set held_until = (gate ->> 'until')::timestamptz, held_because = refused where flow = o.flow and user_id = o.user_id and gate ? 'until';
		elsif is_reminder then
			send_at := (gate ->> 'at')::timestamptz;
			update onboardings set reminders = reminders || send_at, held_until = null, held_because = null, updated_at = p_now where flow = o.flow and user_id = o.user_id;
		else
			send_at := (gate ->> 'at')::timestamptz;
			update onboardings set congratulated_at = send_at, held_until = null, held_because = null, updated_at = p_now where flow = o.flow and user_id = o.user_id;
		end if;
	end if;
	return jsonb_build_object('queued', refused is null, 'flow', p_nudge ->> 'flow', 'user_id', p_nudge ->> 'user_id')
		|| case when refused is null then jsonb_build_object('send_at', send_at)
		else jsonb_build_object('reason', refused) || case when gate ? 'until' then jsonb_build_object('until', gate -> 'until') else '{}' end end;
end $$;

-- Whoever opts out gets nothing of an onboarding any more, what waits to be sent included.
create or replace function public.drop_onboarding_texts() returns trigger language plpgsql set search_path = public as $$
begin
	update outbox set status = 'discarded', error = 'opted_out', updated_at = new.opted_out_at
	where phone = new.phone and kind = 'whatsapp_text' and status = 'pending' and payload ? 'onboarding';
	return null;
end $$;
create or replace trigger drop_onboarding_texts after insert or update on public.opt_outs for each row when (new.revoked_at is null)
	execute function public.drop_onboarding_texts();
