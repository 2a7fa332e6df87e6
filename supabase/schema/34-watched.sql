-- What changed, for all open pages of a process at once: one question costs the same for one page and for fifty. Called every second by the control API on a
-- port of its own, while somebody listens there.

-- The conversations that changed since the last look, oldest change first, each with what tells one change from another; whose keys of those are still good;
-- and what is shown beside conversations. `p_since` is the `now` of the look before; none at the first.
--
-- A conversation's time is that of the beginning of the transaction that changed it, so what is committed late has an earlier time than what was seen before:
-- each look begins `p_overlap_seconds` before the last one, and whoever asks forgets what it knows already. That many seconds are enough because a call ends
-- after ten (our own patience, `shared/store/store.ts`; PostgREST of Supabase gives a statement eight). What takes longer still, by hand in the SQL editor, is
-- found when the page reads everything anew, every two minutes. A clock of this server that was set back moves the beginning back as well.
create or replace function public.watch_sessions(p_since timestamptz, p_keys text[], p_overlap_seconds integer default 30, p_now timestamptz default now())
returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object(
		'now', p_now,
		'from', w.start,
		'changed', (select coalesce(jsonb_agg(jsonb_build_array(s.channel, s.phone, s.version, s.updated_at) order by s.updated_at), '[]')
			from sessions s where s.updated_at >= w.start and not is_trial(s.channel)),
		'attendants', (select coalesce(jsonb_object_agg(a.key_hash, jsonb_build_object('id', a.id, 'name', a.name, 'role', a.role)), '{}')
			from attendants a where a.key_hash = any (p_keys) and a.active and not a.limited),
		'agent_enabled', (select value from settings where key = 'agent_enabled'),
		'integrations', down_integrations(),
		-- Of what concerns all conversations at once.
		'house', jsonb_build_array(guards_everywhere(), (select max(a.updated_at) from attendants a)))
	from (select least(coalesce(p_since, p_now), p_now) - make_interval(secs => p_overlap_seconds) as start) w;
$$;
