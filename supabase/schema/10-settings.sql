-- Settings of the whole project: what is no row of anything else. Read by everything that speaks; the switch for all conversations is called by the
-- control API and the Conversation node.

create table if not exists public.settings (
	key text primary key,
	value jsonb not null,
	updated_at timestamptz not null default now()
);
insert into public.settings (key, value) values ('agent_enabled', 'true') on conflict (key) do nothing;

-- How often the agent was switched off: what was thought out before that is not said after it, also when the switch is on again by then.
create or replace function public.switched_off() returns integer language sql stable set search_path = public as $$
	select coalesce((select value::integer from settings where key = 'agent_switched_off'), 0);
$$;

-- The page for attendants, by the node that serves it: notices lead there. Of several the one that was published last counts; a restart publishes nothing anew.
create or replace function public.publish_page(p_node text, p_url text, p_is_new boolean, p_now timestamptz default now())
returns void language sql set search_path = public as $$
	insert into settings as s (key, value, updated_at) values ('page:' || p_node, to_jsonb(p_url), p_now)
	on conflict (key) do update set value = excluded.value, updated_at = case when p_is_new then excluded.updated_at else s.updated_at end;
$$;
create or replace function public.unpublish_page(p_node text) returns void language sql set search_path = public as $$
	delete from settings where key = 'page:' || p_node;
$$;
create or replace function public.page_address() returns text language sql stable set search_path = public as $$
	select value #>> '{}' from settings where starts_with(key, 'page:') order by updated_at desc, key limit 1;
$$;

-- The switch for all conversations, with its row in the history. Who wrote while it was off is answered once it is on.
create or replace function public.switch_agent(p_enabled boolean, p_actor text, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
begin
	insert into settings (key, value, updated_at) values ('agent_enabled', to_jsonb(p_enabled), p_now)
	on conflict (key) do update set value = excluded.value, updated_at = p_now;
	if not p_enabled then
		insert into settings as s (key, value, updated_at) values ('agent_switched_off', '1', p_now)
		on conflict (key) do update set value = to_jsonb(s.value::integer + 1), updated_at = p_now;
	end if;
	insert into session_history (channel, phone, at, type, actor_type, actor_id, reason)
	values ('', '', p_now, 'global_switch', case when p_actor is null then 'system' else 'human' end, p_actor, case when p_enabled then 'on' else 'off' end);
	if p_enabled then
		perform reopen_all(p_now);
	end if;
	return jsonb_build_object('agent_enabled', p_enabled);
end $$;
