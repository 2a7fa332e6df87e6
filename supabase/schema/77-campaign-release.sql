-- Lets out what is due of campaigns, through the gate into the outbox, and notes what became of it. Called by Release Campaigns (workflow campanha, each minute); the outbox
-- sends it like anything else.

-- Of a number that is refused (401) or held for a nuisance: whether a text of the campaign found that out and waits, since it was last ordered to run, or before that and
-- tries again (`p_before`): one is enough to find out.
create or replace function public.campaign_was_refused(c public.campaigns, p_before boolean) returns text language sql stable set search_path = public as $$
	select case when i.reason = 'stopSending' then 'number_blocked' else 'number_refused' end from integrations i
	where i.channel = c.channel and i.name in ('zapi', 'whatsapp_cloud') and i.kind = 'operator' and i.down_since is not null
		and exists (select from campaign_contacts k join outbox o on o.id = k.outbox_id
			where k.campaign_id = c.id and k.status = 'queued' and o.status = 'pending' and (o.began_at <= c.updated_at) = p_before)
	limit 1;
$$;

-- What stops all of a campaign until somebody looks: the number, or too much of it failed since it was last started or resumed. Null where nothing does.
create or replace function public.campaign_trouble(c public.campaigns) returns text language sql stable set search_path = public as $$
	select coalesce(campaign_was_refused(c, false), (select 'too_many_failed' from (
		select status from campaign_contacts where campaign_id = c.id and status in ('sent', 'failed') and sent_at > c.updated_at order by sent_at desc limit 200) n
		having count(*) >= 20 and count(*) filter (where status = 'failed') > c.stop_share * count(*)));
$$;

-- The whole is halted, and the team told of it, once; Resume goes on where it stood.
create or replace function public.halt_campaign(c public.campaigns, p_reason text, p_now timestamptz) returns void language plpgsql set search_path = public as $$
begin
	update campaigns set status = 'halted', reason = p_reason, updated_at = p_now where id = c.id;
	perform enqueue_outbox(jsonb_build_array(jsonb_build_object('key', concat_ws(':', 'campaign_halted', c.id, extract(epoch from p_now)), 'kind', 'notice', 'channel', c.channel,
		'phone', '', 'payload', jsonb_build_object('kind', 'campaign_halted', 'phone', '', 'reason', p_reason, 'campaign', coalesce(nullif(c.name, ''), c.id)))), p_now);
end $$;

-- A minute's worth of what was let out is two minutes behind its moment: nobody sends it, or not as fast as it is let out. More would only wait, and go out all at once, at
-- no pace at all, as soon as somebody sends again. Null where the outbox keeps up.
create or replace function public.outbox_lags(p_channel text, p_now timestamptz) returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object('reason', 'outbox_lags', 'until', p_now + interval '1 minute')
	from (select ceil((limits_of(p_channel, provider_of(p_channel, ''))).a_minute)::integer as most) l
	where most <= (select count(*) from (select from outbox where kind = 'whatsapp_text' and status = 'pending' and next_attempt_at <= p_now - interval '2 minutes'
		and channel = p_channel and unasked_at is not null limit l.most) late);
$$;

-- One line that is due. Returns what holds the number itself: then nobody else of the campaign is asked for; null where the next may be.
create or replace function public.release_contact(c public.campaigns, k public.campaign_contacts, p_now timestamptz) returns jsonb language plpgsql set search_path = public as $$
declare
	said jsonb;
begin
	-- Two lines turned out to be one person since they were planned.
	if exists (select from campaign_contacts e where e.campaign_id = c.id and e.phone = k.phone and e.entry <> k.entry and e.status in ('queued', 'sent', 'failed')) then
		said := '{"verdict": "never", "reason": "duplicate"}';
	else
		said := queue_unasked(jsonb_build_object('key', 'campaign:' || c.id || ':' || k.entry, 'channel', c.channel, 'phone', k.phone, 'purpose', 'campaign', 'ahead_seconds', 60,
			'payload', jsonb_build_object('text', k.text, 'campaign', c.id)
				|| case when k.template is not null then jsonb_build_object('kind', 'template', 'template', k.template) else '{}' end), p_now);
	end if;
	if said ->> 'verdict' = 'now' then
		update campaign_contacts set status = 'queued', reason = null, outbox_id = (said ->> 'outbox_id')::bigint where campaign_id = k.campaign_id and entry = k.entry;
	elsif said ->> 'verdict' = 'known' then
		-- An earlier campaign of that id, which somebody took away by hand, wrote to them.
		update campaign_contacts set status = 'skipped', reason = 'duplicate' where campaign_id = k.campaign_id and entry = k.entry;
	elsif said ->> 'verdict' = 'never' then
		update campaign_contacts set status = 'skipped', reason = said ->> 'reason' where campaign_id = k.campaign_id and entry = k.entry;
	elsif said ->> 'reason' in ('in_conversation', 'budget', 'with_human') then
		update campaign_contacts set reason = said ->> 'reason', due_at = (said ->> 'until')::timestamptz where campaign_id = k.campaign_id and entry = k.entry;
	else
		return said;
	end if;
	return null;
end $$;

-- What is due of every campaign that runs. Two at once take different ones; one that dies leaves nothing half done, and the next goes on where it stood.
create or replace function public.release_campaigns(p_channel text default null, p_limit integer default 200, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	c campaigns;
	k campaign_contacts;
	holds jsonb;
	trouble text;
	asked integer;
	released jsonb := '[]';
begin
	for c in
		select * from campaigns where status = 'running' and coalesce(starts_at, '-infinity') <= p_now and is_channel_of(p_channel, channel) order by started_at for update skip locked
	loop
		trouble := campaign_trouble(c);
		if trouble is not null then
			perform halt_campaign(c, trouble, p_now);
			released := released || jsonb_build_object('id', c.id, 'status', 'halted', 'reason', trouble, 'asked', 0);
			continue;
		end if;
		holds := case when campaign_was_refused(c, true) is not null then jsonb_build_object('reason', campaign_was_refused(c, true), 'until', p_now + interval '1 minute')
			else coalesce(channel_holds(c.channel, p_now), outbox_lags(c.channel, p_now)) end;
		asked := 0;
		if holds is null then
			for k in select * from campaign_contacts where campaign_id = c.id and status = 'waiting' and due_at <= p_now order by due_at, line limit p_limit for update skip locked loop
				continue when not try_person(k.phone);
				holds := release_contact(c, k, p_now);
				exit when holds is not null;
				asked := asked + 1;
			end loop;
		end if;
		if asked = 0 and holds is null and not exists (select from campaign_contacts where campaign_id = c.id and status in ('waiting', 'queued')) then
			update campaigns set status = 'done', finished_at = p_now, waits_for = null, waits_until = null, updated_at = p_now where id = c.id returning * into c;
		elsif (c.waits_for, c.waits_until) is distinct from (holds ->> 'reason', (holds ->> 'until')::timestamptz) then
			update campaigns set waits_for = holds ->> 'reason', waits_until = (holds ->> 'until')::timestamptz where id = c.id;
		end if;
		released := released || jsonb_strip_nulls(jsonb_build_object('id', c.id, 'status', c.status, 'asked', asked, 'reason', holds -> 'reason', 'until', holds -> 'until'));
	end loop;
	return released;
end $$;

-- What a text of the outbox came to for the list that it is of, a campaign's or a cadence's; uncertain is sent: it is never sent again by itself.
create or replace function public.text_fate(o public.outbox) returns text language sql immutable set search_path = public as $$
	select case when o.status in ('sent', 'uncertain') then 'sent' when o.status = 'failed' then 'failed' when o.status = 'discarded' then 'skipped' else 'queued' end;
$$;

-- Why it is there and no further; null where nothing is in its way.
create or replace function public.text_reason(o public.outbox) returns text language sql immutable set search_path = public as $$
	select case when o.status = 'failed' then coalesce(o.refusal, o.error) when o.status in ('discarded', 'pending') then o.error end;
$$;

-- What became of a text of a campaign, from whoever writes it into the outbox: sums are told by the lines alone, also once the outbox forgot who it was.
create or replace function public.note_campaign_text() returns trigger language plpgsql set search_path = public as $$
begin
	update campaign_contacts set delivery = new.delivery, reason = text_reason(new), status = text_fate(new),
		sent_at = case when text_fate(new) in ('sent', 'failed') then coalesce(sent_at, new.began_at, new.updated_at) end
	where outbox_id = new.id;
	return null;
end $$;
create or replace trigger campaign_text after update of status, delivery, error on public.outbox for each row
	when (new.payload ? 'campaign' and (new.status, new.delivery, new.error) is distinct from (old.status, old.delivery, old.error))
	execute function public.note_campaign_text();
