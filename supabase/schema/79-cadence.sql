-- Leads that fell silent after our answer, and the steps by which they are written to again. Noted here with every answer; claimed and queued by the next part; read by Get
-- Follow-Up Funnel. Nothing is noted before a workflow claims follow-ups (`acompanhamento`).

-- One row for each lead that said nothing to our last answer. What runs on a schedule starts from those that are to be looked at: as many as are being followed up now, and
-- not as many as ever fell silent.
create table if not exists public.silent_leads (
	phone text primary key check (phone <> ''),
	channel text not null,
	-- Our first answer that they said nothing to.
	since timestamptz not null,
	-- When to look at them next; null once nothing more comes of this silence, until they write and fall silent again.
	look_at timestamptz,
	-- Why the next step waits, or why there is none.
	reason text
);
create index if not exists silent_leads_due on public.silent_leads (look_at) where look_at is not null;

-- What a person got, each step of a cadence once: what happens once more after a rest (p_again_days of claim_follow_ups) takes the place of the first time.
create table if not exists public.follow_up_steps (
	id bigint generated always as identity primary key,
	phone text not null check (phone <> ''),
	-- The class of the lead: warm, cold, hot.
	cadence text not null,
	step integer not null check (step > 0),
	channel text not null,
	-- message and material go to the lead, team to the consultant
	kind text not null check (kind in ('message', 'material', 'team')),
	-- Of which silence.
	since timestamptz not null,
	status text not null default 'queued' check (status in ('queued', 'sent', 'failed', 'skipped', 'told')),
	reason text,
	queued_at timestamptz not null default now(),
	sent_at timestamptz,
	-- How far the provider told that it got: delivered, read, played, failed.
	delivery text,
	outbox_id bigint,
	unique (phone, cadence, step)
);
create unique index if not exists follow_up_steps_outbox on public.follow_up_steps (outbox_id) where outbox_id is not null;
create index if not exists follow_up_steps_time on public.follow_up_steps (queued_at);

-- Whether somebody follows up the leads of a number: with that their silences are noted.
create or replace function public.is_followed_up(p_channel text) returns boolean language sql stable set search_path = public as $$
	select exists (select from settings where key in ('follow_up', 'follow_up:' || p_channel));
$$;

-- That there is somebody who claims, from now on. One row, written once.
create or replace function public.note_follower(p_channel text, p_now timestamptz) returns void language sql set search_path = public as $$
	insert into settings (key, value, updated_at) values (concat_ws(':', 'follow_up', p_channel), 'true', p_now) on conflict (key) do nothing;
$$;

-- A silence begins with the agent's answer to what somebody wrote within a day (an echo of a campaign is no answer) and ends with their next message. What else goes out
-- meanwhile changes nothing about it. Whoever is written to by a person is not waited for here.
create or replace function public.note_silence() returns trigger language plpgsql set search_path = public as $$
begin
	if new.last_customer_message is distinct from old.last_customer_message then
		delete from silent_leads where phone = new.phone;
	end if;
	if new.mode = 'agent' and new.last_agent_message > new.last_customer_message and new.last_agent_message is distinct from old.last_agent_message
		and new.last_agent_message <= new.last_customer_message + interval '1 day' and not is_trial(new.channel) and is_followed_up(new.channel)
	then
		-- Most talk on at once: whoever does is never looked at.
		insert into silent_leads (phone, channel, since, look_at) values (new.phone, new.channel, new.last_agent_message, new.last_agent_message + interval '30 minutes')
		on conflict (phone) do nothing;
	end if;
	return null;
end $$;
create or replace trigger note_silence after update of last_customer_message, last_agent_message on public.sessions for each row
	when ((new.last_customer_message, new.last_agent_message) is distinct from (old.last_customer_message, old.last_agent_message))
	execute function public.note_silence();

-- Whether they wrote to us after that, on any number of ours: by our own clock, as a provider's may be an hour off.
create or replace function public.wrote_since(p_phone text, p_at timestamptz) returns boolean language sql stable set search_path = public as $$
	select exists (select from inbox where phone = p_phone and speaker = 'customer' and kind <> 'deletion' and received_at > p_at)
		or exists (select from sessions where phone = p_phone and last_customer_message > p_at);
$$;

-- Whether what they wanted is settled: the newest that the CRM told of a deal of theirs in a quarter of a year. Null while it is open.
create or replace function public.deal_over(p_phone text, p_now timestamptz) returns text language sql stable set search_path = public as $$
	select case when h.reason in ('won', 'lost') then 'deal_' || h.reason end from (
		select reason from session_history where phone = p_phone and type = 'crm_deal' and at > p_now - interval '90 days' order by at desc, id desc limit 1) h;
$$;

-- Where a lead stands on buying, as a turn heard it (`stance` of its findings): who wants nothing is not followed up any more, who wants to be asked later is asked later,
-- and who shows interest again is followed up as ever. A turn that tells nothing of it changes nothing.
create or replace function public.note_stance(p_phone text, p_findings jsonb, p_now timestamptz) returns void language sql set search_path = public as $$
	update leads set declined_at = case p_findings ->> 'stance' when 'declined' then p_now end,
		-- Whoever names no time is left alone for a week, the longest rest between two steps of the bundled cadence.
		postponed_until = case p_findings ->> 'stance' when 'postponed' then greatest((p_findings ->> 'postponed_until')::timestamptz, p_now + case when p_findings ->> 'postponed_until' is null then interval '7 days' else interval '0' end) end
	where phone = p_phone and (p_findings ->> 'stance' in ('declined', 'postponed') or (p_findings ->> 'stance' = 'interested' and num_nonnulls(declined_at, postponed_until) > 0));
$$;

-- Whether they said after that that they want nothing of us.
create or replace function public.declined_since(p_phone text, p_at timestamptz) returns boolean language sql stable set search_path = public as $$
	select exists (select from leads where phone = p_phone and declined_at >= p_at);
$$;

-- Why nothing more comes of a silence: they answered, want no messages, want nothing of us, a person has them or had them since, or the deal is won or lost. Null while it
-- goes on.
create or replace function public.silence_over(p_phone text, p_since timestamptz, p_now timestamptz) returns text language sql stable set search_path = public as $$
	select coalesce(person_forbids(p_phone), case when wrote_since(p_phone, p_since) then 'answered' when declined_since(p_phone, '-infinity') then 'not_interested'
		when exists (select from sessions where phone = p_phone and last_human_message > p_since) then 'with_human' end, deal_over(p_phone, p_now));
$$;

-- Two keys are one person: the steps that either got are had, and of two silences the newer goes on.
create or replace function public.move_follow_ups(p_from text, p_to text) returns void language plpgsql set search_path = public as $$
begin
	delete from silent_leads a using silent_leads b
	where a.phone in (p_from, p_to) and b.phone in (p_from, p_to) and a.phone <> b.phone and (a.since, a.phone) < (b.since, b.phone);
	update silent_leads set phone = p_to where phone = p_from;
	delete from follow_up_steps f where f.phone = p_from and exists (select from follow_up_steps t where (t.phone, t.cadence, t.step) = (p_to, f.cadence, f.step));
	update follow_up_steps set phone = p_to where phone = p_from;
end $$;
