-- A person of the team who has a customer on one number of ours has them on all: the agent does not talk over them on another one. Asked by the fences, the claims,
-- and whatever the agent says of its own accord; the switch is called by the Conversation node's Set Reach of a Takeover.

-- Whether a takeover, or a pause by a person, holds on all numbers of ours (the default), or only where it was made.
create or replace function public.guards_everywhere() returns boolean language sql stable set search_path = public as $$
	select coalesce((select value from settings where key = 'takeover_reach') is distinct from '"one_number"', true);
$$;

-- Whether it is somebody of the team who keeps the agent quiet there. Not what a wish for a person, an opt-out (which is on all numbers by itself), a machine or
-- a workflow paused. A column of that row in what follows: `is_guard`.
create or replace function public.is_guard(p_mode text, p_pause_reason text, p_paused_by text) returns boolean language sql immutable set search_path = public as $$
	select coalesce(p_mode = 'human' or (p_mode = 'paused' and p_pause_reason = 'manual' and p_paused_by not in ('system', 'opt_out', 'machine')), false);
$$;

-- The conversation of that person on another number of ours that guards this one; null when there is none. What is tried out (`teste:…`) neither guards nor is
-- guarded. Nothing is written for it: as soon as the other one is the agent's again, this one is.
create or replace function public.guard_of(p_channel text, p_phone text) returns public.sessions language sql stable set search_path = public as $$
	select s from sessions s
	where s.phone = p_phone and s.channel <> p_channel and s.mode <> 'agent' and not is_trial(p_channel) and not is_trial(s.channel)
		and is_guard(s.mode, s.pause_reason, s.paused_by) and guards_everywhere()
	order by s.mode = 'human' desc, s.mode_since desc nulls last limit 1;
$$;

-- The same as it is told: null when there is none.
create or replace function public.guard_told(p_channel text, p_phone text) returns jsonb language sql stable set search_path = public as $$
	select case when g.channel is not null then to_jsonb(g) end from guard_of(p_channel, p_phone) g;
$$;

-- Locks all conversations of a person, in the order in which everybody locks several: what is decided on one of them looks at the others.
create or replace function public.lock_person(p_phone text) returns void language sql set search_path = public as $$
	select from sessions where phone = p_phone order by channel for update;
$$;

-- Sets how far a takeover reaches, with its row in the history. Whom nothing guards any more is answered.
create or replace function public.set_takeover_reach(p_everywhere boolean, p_actor text default null, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
begin
	insert into settings (key, value, updated_at) values ('takeover_reach', case when p_everywhere then '"all_numbers"' else '"one_number"' end::jsonb, p_now)
	on conflict (key) do update set value = excluded.value, updated_at = p_now;
	insert into session_history (channel, phone, at, type, actor_type, actor_id, reason)
	values ('', '', p_now, 'takeover_reach', case when p_actor is null then 'system' else 'human' end, p_actor, case when p_everywhere then 'all_numbers' else 'one_number' end);
	if not p_everywhere then
		perform reopen_all(p_now);
	end if;
	return jsonb_build_object('reach', case when p_everywhere then 'all_numbers' else 'one_number' end);
end $$;
