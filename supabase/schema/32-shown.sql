-- Conversations as people look at them. Called by the page for attendants, the control API, the Conversation node's Get Status, Get Many and Get History.

-- One conversation, as it is; without a channel the newest of that phone. Reading never makes one. Where all conversations are of one channel, it is told:
-- a conversation that is yet to begin will be of that one.
create or replace function public.read_session(p_channel text, p_phone text)
returns jsonb language plpgsql stable set search_path = public as $$
begin
	return jsonb_build_object(
		'now', now(),
		'session', (select to_jsonb(s) from sessions s where s.phone = (select key_of(p_phone)) and (p_channel is null or s.channel = p_channel)
			order by s.updated_at desc limit 1),
		-- Who has the person on another number of ours, and keeps the agent quiet on this one.
		'guard', guard_told(coalesce(p_channel, newest_channel(key_of(p_phone))), key_of(p_phone)),
		'name', (select coalesce(l.name, l.whatsapp_name) from leads l where l.phone = (select key_of(p_phone))),
		-- Until when they may be written to freely.
		'window', window_told(coalesce(p_channel, newest_channel(key_of(p_phone))), key_of(p_phone), now()),
		'only_channel', (select case when min(channel) = max(channel) then min(channel) end from sessions where not is_trial(channel)),
		'company_settings', company_of(p_channel),
		'agent_enabled', (select value from settings where key = 'agent_enabled'));
end $$;

-- Who has the person of a conversation on another number of ours, as lists show it; null when nobody does.
create or replace function public.guarded_by(p_channel text, p_phone text) returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object('channel', g.channel, 'mode', g.mode, 'attendant', w.id, 'attendant_name', (select a.name from attendants a where a.id = w.id))
	from guard_of(p_channel, p_phone) g cross join lateral (select coalesce(g.human_attendant, g.paused_by) as id) w
	where g.channel is not null;
$$;

-- Conversations, newest change first. Filters: mode, attendant, channel, updated_since, active_since, metadata {key, value}; cursor from the page before. What
-- is not asked for is no part of the statement, so that an index answers the rest. `total` counts up to 5,000: more take longer than the page itself.
-- With `guarded_too` those count as changed, too, whose person has a conversation on another number that changed: what guards them may be another.
create or replace function public.list_sessions(p_filter jsonb, p_limit integer, p_now timestamptz default now())
returns jsonb language plpgsql stable set search_path = public as $$
declare
	wanted constant text := concat('from sessions s where ', case when p_filter ->> 'channel' is null then 'not is_trial(s.channel)' else 'true' end,
		case when p_filter ->> 'mode' is not null then ' and s.mode = $1 ->> ''mode''' end,
		case when p_filter ->> 'attendant' is not null then ' and s.human_attendant = $1 ->> ''attendant''' end,
		case when p_filter ->> 'channel' is not null then ' and s.channel = $1 ->> ''channel''' end,
		case when p_filter ->> 'updated_since' is not null then ' and (s.updated_at >= ($1 ->> ''updated_since'')::timestamptz' ||
			case when (p_filter -> 'guarded_too')::boolean then ' or s.phone = any (array(select o.phone from sessions o
				where o.updated_at >= ($1 ->> ''updated_since'')::timestamptz)))' else ')' end end,
		case when p_filter ->> 'active_since' is not null then ' and s.updated_at >= ($1 ->> ''active_since'')::timestamptz' end,
		case when p_filter -> 'metadata' is not null then ' and s.metadata ->> ($1 #>> ''{metadata,key}'') = $1 #>> ''{metadata,value}''' end);
	after constant text := case when p_filter ->> 'cursor' is not null then ' and (s.updated_at, s.channel, s.phone) <
		(($1 -> ''cursor'' ->> 0)::timestamptz, $1 -> ''cursor'' ->> 1, $1 -> ''cursor'' ->> 2)' else '' end;
	total bigint;
	page sessions[];
begin
	execute format('select count(*) from (select %s limit 5000) counted', wanted) into total using p_filter;
	execute format('select array_agg(p) from (select s %s order by s.updated_at desc, s.channel desc, s.phone desc limit $2) page (p)', wanted || after)
		into page using p_filter, p_limit;
	return jsonb_build_object(
		'total', total,
		'now', p_now,
		'agent_enabled', (select value from settings where key = 'agent_enabled'),
		'integrations', down_integrations(p_filter ->> 'channel'),
		'sessions', (select coalesce(jsonb_agg(to_jsonb(p) || jsonb_build_object('name', l.name, 'last_text', c.content, 'last_from', c.author,
					'window', window_told(p.channel, p.phone, p_now),
					-- Nearly nobody has a second conversation that is not the agent's: one look into the index tells.
					'guarded_by', case when exists (select from sessions o where o.phone = p.phone and o.channel <> p.channel and o.mode <> 'agent')
						then guarded_by(p.channel, p.phone) end,
					'human_attendant_name', (select a.name from attendants a where a.id = p.human_attendant),
					'paused_by_name', (select a.name from attendants a where a.id = p.paused_by))
				order by p.updated_at desc, p.channel desc, p.phone desc), '[]')
			from unnest(page) p
			left join lateral (select coalesce(name, whatsapp_name) as name from leads where phone = p.phone) l on true
			left join lateral (
				select left(content, 200) as content, case role when 'user' then 'customer' when 'human' then 'human' else 'agent' end as author
				from conversations where lead_phone = p.phone and channel = p.channel and status <> 'discarded'
				order by sent_at desc, id desc limit 1
			) c on true));
end $$;

-- The messages and the events of one conversation, oldest first, with the names of the team, also of those who left it. Who wrote a message of the team
-- is who acted by it, else who had the conversation then.
create or replace function public.read_history(p_channel text, p_phone text, p_limit integer)
returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object(
		'phone', key_of(p_phone),
		'messages', coalesce((select jsonb_agg(jsonb_build_object('author', case m.role when 'user' then 'customer' when 'human' then 'human' else 'agent' end,
				'at', m.sent_at, 'text', m.content, 'kind', m.kind, 'status', m.status, 'attendant', w.id, 'attendant_name', a.name) order by m.sent_at, m.id)
			from (select * from conversations where lead_phone = (select key_of(p_phone)) and channel = p_channel order by sent_at desc, id desc limit p_limit) m
			left join lateral (
				select coalesce(
					(select h.actor_id from session_history h where h.phone = m.lead_phone and h.channel = p_channel and h.message_id = m.message_id
						and h.actor_type = 'human' and h.actor_id is not null order by h.id limit 1),
					(select h.to_owner from session_history h where h.phone = m.lead_phone and h.channel = p_channel and h.at <= m.sent_at and h.to_mode is not null
						order by h.at desc, h.id desc limit 1)) as id
				where m.role = 'human'
			) w on true
			left join attendants a on a.id = w.id), '[]'),
		'events', coalesce((select jsonb_agg(to_jsonb(h) - 'id' - 'channel' - 'phone' || jsonb_build_object(
				'actor_name', (select a.name from attendants a where a.id = h.actor_id),
				'to_owner_name', (select a.name from attendants a where a.id = h.to_owner)) order by h.at, h.id)
			from (select * from session_history where phone = (select key_of(p_phone)) and channel = p_channel order by at desc, id desc limit p_limit) h), '[]'));
$$;
