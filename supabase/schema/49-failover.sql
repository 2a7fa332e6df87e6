-- Another number of ours takes over what one cannot send any more: the settings, and when it begins and ends. Off until somebody sets it. Called by the
-- operations of the resource Failover, by whatever begins an effect (49-route), and by Claim Outbox.

-- `channel` is a number at Z-API, which may be cut off or banned; `to_channel` one of WhatsApp's own interface. The other way round there is nothing to win.
create table if not exists public.failovers (
	channel text primary key,
	to_channel text not null,
	provider text not null default 'whatsapp_cloud',
	-- For how long without a break the number must be of no use.
	minutes integer not null check (minutes between 1 and 1440),
	-- What stands before the first words that somebody gets from the other number; empty is nothing.
	sentence text not null default '',
	enabled boolean not null default true,
	-- Conversations that go the other way carry the number of their episode: it goes up with each return, and all of them are back at once.
	episode integer not null default 1,
	began_at timestamptz,
	updated_at timestamptz not null default now(),
	check (channel <> to_channel)
);

-- Whether the number has been of no use for so long, without a break: a connection that comes and goes begins anew each time.
create or replace function public.is_cut_off(p_failover public.failovers, p_now timestamptz)
returns boolean language sql stable set search_path = public as $$
	select p_failover.enabled and exists (select from integrations where channel = p_failover.channel and name = 'zapi' and down_since is not null
		and failing_since <= p_now - make_interval(mins => p_failover.minutes));
$$;

-- What is told of a failover, to the team and in the history: by the system, or by who did it.
create or replace function public.note_failover(p_what text, p_failover public.failovers, p_facts jsonb, p_actor text, p_now timestamptz)
returns void language sql set search_path = public as $$
	insert into session_history (channel, phone, at, type, actor_type, actor_id, reason, details)
	values (p_failover.channel, '', p_now, 'failover', case when p_actor is null then 'system' else 'human' end, p_actor, p_what,
		jsonb_build_object('to', p_failover.to_channel) || p_facts);
$$;
create or replace function public.tell_of_failover(p_what text, p_failover public.failovers, p_facts jsonb, p_phone text, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
begin
	perform enqueue_outbox(jsonb_build_array(jsonb_build_object('key', concat_ws(':', p_what, p_failover.channel, p_failover.episode, nullif(p_phone, '')),
		'kind', 'notice', 'channel', p_failover.channel, 'phone', p_phone,
		'payload', p_facts || jsonb_build_object('kind', p_what, 'phone', p_phone, 'to_channel', p_failover.to_channel))), p_now);
end $$;

-- It begins with the first thing that goes the other way: the team is told, and what was put off is due. Whoever begins it at the same moment leaves that to
-- the other: nobody waits here, and the way is the same for both.
create or replace function public.begin_failover(p_channel text, p_but_for bigint, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
declare
	f failovers;
begin
	select * into f from failovers where channel = p_channel and began_at is null for update skip locked;
	if not found then
		return;
	end if;
	update failovers set began_at = p_now where channel = f.channel;
	update outbox set next_attempt_at = p_now where id in (
		select id from outbox where channel = f.channel and kind = 'whatsapp_text' and status in ('pending', 'queued') and next_attempt_at > p_now
			and attempts > 0 and id is distinct from p_but_for for update skip locked);
	perform note_failover('began', f, jsonb_build_object('minutes', f.minutes), null, p_now);
	perform tell_of_failover('failover_began', f, jsonb_build_object('minutes', f.minutes), '', p_now);
end $$;

-- Where all that waits was put off for its next try, nothing would begin it.
create or replace function public.begin_due_failovers(p_now timestamptz)
returns void language sql set search_path = public as $$
	select begin_failover(f.channel, null, p_now) from failovers f
	where f.began_at is null and is_cut_off(f, p_now)
		and exists (select from outbox o where o.channel = f.channel and o.status in ('pending', 'queued') and o.kind = 'whatsapp_text');
$$;

-- Sets it, or switches it off. What goes the other way already goes on there until it is taken back.
create or replace function public.set_failover(
	p_channel text, p_to_channel text, p_minutes integer, p_sentence text, p_enabled boolean default true, p_actor text default null,
	p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
declare
	f failovers;
begin
	if p_channel = p_to_channel or exists (select from failovers where channel = p_to_channel or to_channel = p_channel) then
		return jsonb_build_object('set', false, 'reason', 'circle');
	end if;
	insert into failovers as n (channel, to_channel, minutes, sentence, enabled, updated_at)
	values (p_channel, p_to_channel, p_minutes, btrim(p_sentence), p_enabled, p_now)
	on conflict (channel) do update set to_channel = excluded.to_channel, minutes = excluded.minutes, sentence = excluded.sentence,
		enabled = excluded.enabled, updated_at = p_now
	returning * into f;
	perform note_failover('set', f, jsonb_build_object('minutes', p_minutes, 'sentence', p_sentence, 'enabled', p_enabled), p_actor, p_now);
	return jsonb_build_object('set', true) || failover_told(f, p_now);
end $$;

-- Back by hand: all conversations of the number, or one of them. What is due goes out by the number itself again. All of them: whoever says so knows that it
-- works, so what was noted of it is over, and it has to fail for as long as ever before anything begins anew. One of them alone is not taken back while it does not.
create or replace function public.fail_back(p_channel text, p_phone text default null, p_actor text default null, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	f failovers;
	conversations integer;
	who constant text := key_of(p_phone);
begin
	if who is null then
		select * into f from failovers where channel = p_channel for update;
	else
		select * into f from failovers where channel = p_channel;
	end if;
	if f.began_at is null then
		return jsonb_build_object('failed_back', false, 'reason', case when f.channel is null then 'not_set' else 'not_begun' end);
	end if;
	if who is not null then
		if is_cut_off(f, p_now) then
			return jsonb_build_object('failed_back', false, 'reason', 'still_down');
		end if;
		perform lock_person(who);
		update sessions set routed_to = null, routed_at = null, routed_episode = null, updated_at = p_now
		where channel = p_channel and phone = who and routed_episode = f.episode;
		if not found then
			return jsonb_build_object('failed_back', false, 'reason', 'not_routed');
		end if;
		perform write_route(p_channel, who, null, p_actor, p_now);
		return jsonb_build_object('failed_back', true, 'conversations', 1);
	end if;
	select count(*) into conversations from sessions where channel = p_channel and routed_episode = f.episode;
	update failovers set began_at = null, episode = f.episode + 1, updated_at = p_now where channel = p_channel;
	-- Their routes are void from here on; those that somebody holds right now are tidied up when they are begun next.
	update sessions set routed_to = null, routed_at = null, routed_episode = null, updated_at = p_now
	where (channel, phone) in (select channel, phone from sessions where channel = p_channel and routed_episode is not null order by phone for update skip locked);
	update integrations set failing_since = null, failures = 0, down_since = null, kind = null, reason = null, sentence = null, raised_at = null
	where channel = p_channel and name = 'zapi';
	perform note_failover('back', f, jsonb_build_object('conversations', conversations), p_actor, p_now);
	perform tell_of_failover('failover_over', f, jsonb_build_object('went_over', conversations, 'since', f.began_at, 'attendant', p_actor), '', p_now);
	return jsonb_build_object('failed_back', true, 'conversations', conversations);
end $$;

-- A failover as it is shown.
create or replace function public.failover_told(p_failover public.failovers, p_now timestamptz default now())
returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object('channel', p_failover.channel, 'to_channel', p_failover.to_channel, 'provider', p_failover.provider,
		'minutes', p_failover.minutes, 'sentence', p_failover.sentence, 'enabled', p_failover.enabled, 'began_at', p_failover.began_at,
		'failing_since', (select i.failing_since from integrations i where i.channel = p_failover.channel and i.name = 'zapi' and i.down_since is not null),
		'conversations', (select count(*) from sessions s where s.channel = p_failover.channel and s.routed_episode = p_failover.episode));
$$;
create or replace function public.get_failovers(p_channel text default null, p_now timestamptz default now())
returns jsonb language sql stable set search_path = public as $$
	select coalesce(jsonb_agg(failover_told(f, p_now) order by f.channel), '[]') from failovers f where p_channel is null or f.channel = p_channel;
$$;
