-- What the agent promised of the team ("um consultor te chama amanhã"), and whether a person kept it. Written with what a turn leaves for the team (tell_team); read by Check
-- Promises of the Conversation node (workflow `acompanhamento`), and not written before that runs.

create table if not exists public.promises (
	id bigint generated always as identity primary key,
	channel text not null,
	phone text not null check (phone <> ''),
	-- What they wait for: commercial, delivery, technical (requests_in).
	about text[] not null default '{}',
	promised_at timestamptz not null default now(),
	-- By when a person was to have written: as the agent said, else once people attend.
	due_at timestamptz not null,
	-- open: somebody may still keep it · told: the team was told that nobody did · kept and over (they want nothing any more, or a week went by) are final
	status text not null default 'open' check (status in ('open', 'told', 'kept', 'over')),
	reason text,
	told_at timestamptz,
	ended_at timestamptz
);
-- One at a time: whoever is promised a second thing waits for the same call.
create unique index if not exists promises_of_person on public.promises (phone) where status in ('open', 'told');
create index if not exists promises_due on public.promises (due_at) where status in ('open', 'told');
create index if not exists promises_old on public.promises (promised_at) where status in ('kept', 'over');

-- Notes what was promised. Of two times the earlier holds; what is about something else is added.
create or replace function public.note_promise(p_channel text, p_phone text, p_about text[], p_by timestamptz, p_now timestamptz) returns void language plpgsql set search_path = public as $$
declare
	opens timestamptz;
begin
	if is_trial(p_channel) or not exists (select from settings where key in ('promises', 'promises:' || p_channel)) then
		return;
	end if;
	opens := next_open(p_channel, (limits_of(p_channel, provider_of(p_channel, p_phone))).time_zone, p_now);
	insert into promises as k (channel, phone, about, promised_at, due_at) values (p_channel, p_phone, p_about, p_now, case when p_by > p_now then p_by else opens end)
	on conflict (phone) where status in ('open', 'told') do update set due_at = least(k.due_at, excluded.due_at),
		about = array(select distinct a from unnest(k.about || excluded.about) a order by a);
end $$;

-- When a person of the team wrote to somebody after that; null where nobody did. A call by telephone is seen by nobody: then the deal tells.
create or replace function public.kept_at(p_phone text, p_since timestamptz) returns timestamptz language sql stable set search_path = public as $$
	select max(last_human_message) from sessions where phone = p_phone and last_human_message > p_since;
$$;

-- Tells the team of a promise: that nobody kept it (promise_late), or what became of it since they were told (promise_over). Each once.
create or replace function public.tell_promise(k public.promises, p_kind text, p_reason text, p_now timestamptz) returns void language sql set search_path = public as $$
	select enqueue_outbox(jsonb_build_array(jsonb_build_object('kind', 'notice', 'channel', k.channel, 'phone', k.phone, 'key', concat_ws(':', p_kind, k.id),
		'payload', jsonb_strip_nulls(jsonb_build_object('kind', p_kind, 'phone', k.phone, 'reason', p_reason, 'reasons', to_jsonb(k.about), 'since', k.promised_at,
			'name', (select coalesce(l.name, l.whatsapp_name) from leads l where l.phone = k.phone),
			'attendant', (select s.human_attendant from sessions s where s.channel = k.channel and s.phone = k.phone))))), p_now);
$$;

-- Looks at promises whose time and grace are over, and at those of which the team was told. One that a person kept in time ends in silence. Nobody is reminded while nobody attends.
-- Starts from what is open. Returns what was told.
create or replace function public.check_promises(p_grace_minutes integer default 60, p_channel text default null, p_limit integer default 200, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	k promises;
	kept timestamptz;
	over text;
	told jsonb := '[]';
begin
	insert into settings (key, value, updated_at) values (concat_ws(':', 'promises', p_channel), 'true', p_now) on conflict (key) do nothing;
	for k in
		select * from promises where status in ('open', 'told') and due_at <= p_now - make_interval(mins => p_grace_minutes) and is_channel_of(p_channel, channel)
		order by due_at limit p_limit for update skip locked
	loop
		kept := kept_at(k.phone, k.promised_at);
		over := case when has_opted_out(k.phone) then 'opted_out' when declined_since(k.phone, k.promised_at) then 'not_interested' when deal_over(k.phone, p_now) is not null then deal_over(k.phone, p_now)
			when k.status = 'told' and k.told_at < p_now - interval '7 days' then 'forgotten' end;
		if kept is not null or over is not null then
			update promises set status = case when kept is not null then 'kept' else 'over' end, reason = case when kept is null then over end, ended_at = coalesce(kept, p_now) where id = k.id;
			if k.status = 'told' then
				perform tell_promise(k, 'promise_over', case when kept is not null then 'kept' else over end, p_now);
				told := told || jsonb_build_object('id', k.id, 'phone', k.phone, 'kind', 'promise_over', 'reason', case when kept is not null then 'kept' else over end);
			end if;
		elsif k.status = 'open' and next_open(k.channel, (limits_of(k.channel, provider_of(k.channel, k.phone))).time_zone, p_now) <= p_now then
			update promises set status = 'told', told_at = p_now where id = k.id;
			perform tell_promise(k, 'promise_late', null, p_now);
			told := told || jsonb_build_object('id', k.id, 'phone', k.phone, 'kind', 'promise_late', 'due_at', k.due_at);
		end if;
	end loop;
	return told;
end $$;

-- Two keys are one person: of two open promises the older stays, with what the other was about.
create or replace function public.move_promises(p_from text, p_to text) returns void language plpgsql set search_path = public as $$
declare
	k promises;
begin
	select * into k from promises where phone = p_from and status in ('open', 'told');
	if found and exists (select from promises where phone = p_to and status in ('open', 'told')) then
		update promises set due_at = least(due_at, k.due_at), promised_at = least(promised_at, k.promised_at),
			about = array(select distinct a from unnest(about || k.about) a order by a) where phone = p_to and status in ('open', 'told');
		delete from promises where id = k.id;
	end if;
	update promises set phone = p_to where phone = p_from;
end $$;
