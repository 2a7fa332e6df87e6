-- What is due in the outbox and taken by nobody: the workflow whose work it is is not published, or ends before it begins. So are customers who wait for a
-- turn (`turn`). Written by every claim; asked for by whatever runs, once a minute: the Conversation Trigger, Sweep, Monitor.

create index if not exists outbox_unclaimed on public.outbox (kind, next_attempt_at) where status in ('pending', 'queued');

-- Somebody asks for effects: written once a minute. What nobody took for a while is over before any of it is claimed, so that a notice of it which nobody has
-- read is none any more.
create or replace function public.note_claim(p_kinds text[], p_channel text, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
begin
	insert into outbox_claims as c (kind, channel, claimed_at)
	select k, coalesce(p_channel, ''), p_now from (select distinct unnest(p_kinds) as k) asked
	where k not like 'notice\_%' and not exists (select from outbox_claims where kind = k and channel = coalesce(p_channel, '') and claimed_at > p_now - interval '1 minute')
	order by k
	on conflict (kind, channel) do update set claimed_at = greatest(c.claimed_at, excluded.claimed_at);
	perform note_integration(channel, name, true, null, null, null, null, p_now) from integrations
	where name = any (select 'outbox_' || unnest(p_kinds)) and down_since is not null and (p_channel is null or channel = p_channel);
end $$;

-- The oldest effect of a kind that has been due for so long and that nobody asked for meanwhile; of a channel for trying things out there may be no worker.
-- What the CRM or Chatwoot would get is nobody's any more once nobody has asked for it for a day: then it was switched off; so are turns where no agent answers.
create or replace function public.unclaimed_effect(p_kind text, p_for interval, p_channel text, p_now timestamptz)
returns table (channel text, since timestamptz) language sql stable set search_path = public as $$
	select w.channel, w.since from (
		select o.channel, o.next_attempt_at as since from outbox o
		where o.kind = p_kind and o.status in ('pending', 'queued') and o.next_attempt_at <= p_now - p_for
			-- A notice of this very thing is nothing that anybody waits for.
			and o.payload ->> 'integration' is distinct from 'outbox_notice' and not is_trial(o.channel) and (p_channel is null or o.channel = p_channel)
			and (o.status = 'pending' or not exists (select from turns t where t.id = o.turn_id and t.status in ('open', 'confirmed')))
		union all
		select d.channel, d.due_at from due_conversations(p_channel, 0, 0) d where p_kind = 'turn' and d.due_at <= p_now - p_for
	) w
	where not exists (select from outbox_claims c where c.kind = p_kind and c.channel = '' and c.claimed_at > p_now - p_for)
		and not exists (select from outbox_claims c where c.kind = p_kind and c.channel = w.channel and c.claimed_at > p_now - p_for)
		and (p_kind in ('notice', 'whatsapp_text') or exists (select from outbox_claims c
			where c.kind = p_kind and c.channel in ('', w.channel) and c.claimed_at > p_now - interval '1 day'))
	order by w.since limit 1;
$$;

-- Looks at the outbox, once a minute whoever asks. What stays unclaimed for ten minutes counts as down; so long somebody must have looked: while everything stood
-- still, or the database was out of reach, nobody could claim anything. Told once while it lasts (`untold`: by whoever gets it), by notice too, and what is
-- `down` is in every answer. Of several numbers of ours that one worker leaves alone it is told of one.
create or replace function public.look_at_outbox(p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	lasting constant interval := '10 minutes';
	looks constant settings := (select s from settings s where s.key = 'outbox_looked');
	watched timestamptz := coalesce((looks.value ->> 'since')::timestamptz, p_now);
	of_kind text;
	oldest record;
	waiting integer;
	i integrations;
	untold jsonb := '[]';
begin
	if (looks.updated_at is null or looks.updated_at <= p_now - interval '55 seconds')
		and pg_try_advisory_xact_lock(hashtext('public.outbox'), hashtext('look'))
	then
		if looks.updated_at is null or looks.updated_at < p_now - lasting / 2 then
			watched := p_now;
		end if;
		insert into settings (key, value, updated_at) values ('outbox_looked', jsonb_build_object('since', watched), p_now)
		on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at;
		perform finish_joins(p_now);
		perform note_rates(p_now);
		foreach of_kind in array array['chatwoot_message', 'crm_sync', 'notice', 'turn', 'whatsapp_text'] loop
			select * into i from integrations where name = 'outbox_' || of_kind and down_since is not null limit 1;
			if i.name is not null then
				-- What is not due any more was taken off: it is over, though nothing works again that did not.
				if not exists (select from unclaimed_effect(of_kind, lasting, i.channel, p_now)) then
					perform take_back(i.notice, 'Nothing waits any more', p_now);
					update integrations set failing_since = null, failures = 0, down_since = null, kind = null, reason = null, raised_at = null
					where channel = i.channel and name = i.name;
				end if;
				continue;
			end if;
			select * into oldest from unclaimed_effect(of_kind, lasting, null, p_now);
			continue when oldest.since is null or watched > p_now - lasting;
			waiting := (select count(*) from (
				(select from outbox where kind = of_kind and status in ('pending', 'queued') and next_attempt_at <= p_now limit 100)
				union all (select from due_conversations(null, 0, 0) where of_kind = 'turn' and due_at <= p_now limit 100)) w);
			perform note_integration(oldest.channel, 'outbox_' || of_kind, false, 'operator', 'unclaimed', null, null, p_now);
			update integrations set raised_at = p_now where channel = oldest.channel and name = 'outbox_' || of_kind and down_since is not null;
			continue when not found;
			untold := untold || jsonb_build_object('kind', of_kind, 'channel', oldest.channel, 'since', oldest.since, 'waiting', waiting);
		end loop;
	end if;
	return jsonb_build_object('untold', untold, 'down', (select coalesce(jsonb_agg(substr(name, 8) order by name), '[]') from integrations
		where name like 'outbox\_%' and down_since is not null));
end $$;
