-- Campaigns: who is to get what, and what became of it. Written by Plan, Start, Pause, Resume and Stop Campaign of the Conversation node; let out by 77.

create table if not exists public.campaigns (
	id text primary key check (id <> ''),
	name text not null default '',
	channel text not null,
	-- What the agent is told when somebody answers.
	about text not null default '',
	-- draft: planned, to be looked at · running · paused: by hand · halted: by itself, see reason · stopped and done are final
	status text not null default 'draft' check (status in ('draft', 'running', 'paused', 'halted', 'stopped', 'done')),
	reason text,
	-- Meta's category of its template, for what it costs.
	category text not null default 'marketing',
	-- From which share of failed messages on it is halted (of the last two hundred, twenty at least).
	stop_share numeric not null default 0.1 check (stop_share > 0),
	starts_at timestamptz,
	started_at timestamptz,
	finished_at timestamptz,
	-- What holds all of it at the moment, and until when.
	waits_for text,
	waits_until timestamptz,
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now()
);
create index if not exists campaigns_running on public.campaigns (started_at) where status = 'running';

-- One row for each line of the list, so that sums add up: total = waiting + queued + sent + failed + skipped.
create table if not exists public.campaign_contacts (
	campaign_id text not null references public.campaigns (id) on delete cascade,
	-- The person's key; for a line that is nobody's or somebody's second one, that and the line.
	entry text not null,
	line integer not null,
	-- Canonical key; empty where the line had no number, or who it was is to be forgotten.
	phone text not null default '',
	name text not null default '',
	-- The exact words; with a template what it will say, as far as it is known here.
	text text not null default '',
	template jsonb,
	-- Why the company may write to this person (LGPD art. 7), in the operator's words.
	consent text not null default '',
	status text not null default 'waiting' check (status in ('waiting', 'queued', 'sent', 'failed', 'skipped')),
	reason text,
	due_at timestamptz not null default now(),
	outbox_id bigint,
	sent_at timestamptz,
	-- How far the provider told that it got: delivered, read, played, failed.
	delivery text,
	primary key (campaign_id, entry)
);
create index if not exists campaign_contacts_due on public.campaign_contacts (campaign_id, due_at, line) where status = 'waiting';
create index if not exists campaign_contacts_queued on public.campaign_contacts (campaign_id) where status = 'queued';
create index if not exists campaign_contacts_ended on public.campaign_contacts (campaign_id, sent_at desc) where status in ('sent', 'failed');
create index if not exists campaign_contacts_person on public.campaign_contacts (phone, sent_at desc) where phone <> '';
create unique index if not exists campaign_contacts_outbox on public.campaign_contacts (outbox_id) where outbox_id is not null;

-- Who it was is forgotten; what became of the line stays as a figure.
create or replace function public.forget_in_campaigns(p_phone text) returns void language sql set search_path = public as $$
	update campaign_contacts set entry = 'forgotten:' || line, phone = '', name = '', text = '', template = null, consent = '', outbox_id = null,
		status = case when status in ('waiting', 'queued') then 'skipped' else status end, reason = case when status in ('waiting', 'queued') then 'forgotten' else reason end
	where phone = p_phone;
$$;

-- Takes a part of a list in: each line once, each person once. The same list again changes texts of a draft alone; lines of a campaign that runs are added to it. Nothing is
-- sent by this. `p_contacts`: line, phone (canonical; empty with a `reason`), name, text, template, consent.
-- Returns every line with what became of it.
create or replace function public.plan_campaign(p_campaign jsonb, p_contacts jsonb, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	c campaigns;
	needs_window boolean;
	planned jsonb;
begin
	insert into campaigns as k (id, name, channel, about, category, stop_share, starts_at, created_at, updated_at)
	values (p_campaign ->> 'id', coalesce(p_campaign ->> 'name', ''), channel_for('', p_campaign ->> 'channel'), coalesce(p_campaign ->> 'about', ''),
		coalesce(p_campaign ->> 'category', 'marketing'), coalesce((p_campaign ->> 'stop_share')::numeric, 0.1), (p_campaign ->> 'starts_at')::timestamptz, p_now, p_now)
	on conflict (id) do update set name = excluded.name, about = excluded.about, category = excluded.category, stop_share = excluded.stop_share,
		starts_at = excluded.starts_at, channel = excluded.channel, updated_at = p_now where k.status = 'draft';
	select * into c from campaigns where id = p_campaign ->> 'id' for update;
	if c.status in ('stopped', 'done') then
		return jsonb_build_object('planned', false, 'reason', c.status, 'lines', '[]'::jsonb);
	end if;
	needs_window := provider_of(c.channel, '') is not distinct from 'whatsapp_cloud' and template_outside(c.channel, 'campaign') is null;
	with given as materialized (
		-- As key_of says of each.
		select g.*, coalesce(i.key, g.phone, '') as key
		from jsonb_to_recordset(p_contacts) as g (line integer, phone text, name text, text text, template jsonb, consent text, reason text)
		left join contact_ids i on g.phone <> '' and i.kind = id_kind(g.phone) and i.value = g.phone
	), doubted as materialized (
		select k as key from maybe_forbidden(array(select key from given)) k
	), ranked as (
		select g.*, row_number() over (partition by g.key order by g.line) as n, k.line as known_line, k.status as known_status, k.reason as known_reason, d.line as known_twin
		from given g
		left join campaign_contacts k on k.campaign_id = c.id and k.entry = g.key
		left join campaign_contacts d on d.campaign_id = c.id and d.entry = 'duplicate:' || g.key || ':' || g.line
	), told as (
		select r.*, r.key <> '' and (r.n > 1 or r.known_line <> r.line or r.known_twin is not null) as is_twin from ranked r
	), judged as (
		select t.line, t.key as phone, coalesce(t.name, '') as name, coalesce(t.text, '') as text, nullif(t.template, 'null') as template, coalesce(t.consent, '') as consent,
			case when t.key = '' then 'line:' || t.line when t.is_twin then 'duplicate:' || t.key || ':' || t.line else t.key end as entry,
			case when t.key = '' then coalesce(t.reason, 'no_phone') when t.is_twin then 'duplicate'
				else coalesce(t.reason, case when t.key in (select key from doubted) then person_forbids(t.key) end, case when coalesce(t.consent, '') = '' then 'no_consent'
					when needs_window and nullif(t.template, 'null') is null and window_is_shut(c.channel, t.key, p_now) then 'no_template' end) end as reason
		from told t
	), shown as (
		-- Of a campaign that runs the line is what it is by now.
		select j.line, j.phone, coalesce(t.known_status, case when j.reason is null then 'waiting' else 'skipped' end) as status,
			case when t.known_status is null then j.reason else t.known_reason end as reason
		from judged j left join told t on t.line = j.line and not t.is_twin and c.status <> 'draft'
	), written as (
		insert into campaign_contacts as k (campaign_id, entry, line, phone, name, text, template, consent, status, reason, due_at)
		select c.id, j.entry, j.line, j.phone, j.name, j.text, j.template, j.consent, case when j.reason is null then 'waiting' else 'skipped' end, j.reason, coalesce(c.starts_at, p_now)
		from judged j
		on conflict (campaign_id, entry) do update set name = excluded.name, text = excluded.text, template = excluded.template, consent = excluded.consent,
			status = excluded.status, reason = excluded.reason
		where c.status = 'draft' and k.outbox_id is null
		returning k.entry
	)
	select jsonb_agg(to_jsonb(s) order by s.line) into planned from shown s;
	return jsonb_build_object('planned', true, 'status', c.status, 'channel', c.channel, 'lines', coalesce(planned, '[]'));
end $$;

-- Starts, pauses, resumes or stops a campaign. What it has in the outbox already waits with it, or ends with it. Refused where that makes no sense, and a start without hours
-- in which people attend or without anybody to write to.
create or replace function public.order_campaign(p_id text, p_order text, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	c campaigns;
	refused text;
begin
	select * into c from campaigns where id = p_id for update;
	refused := case
		when not found then 'unknown'
		when p_order = 'start' and c.status = 'running' or p_order = 'pause' and c.status = 'paused' or p_order = 'stop' and c.status = 'stopped' then 'already'
		when c.status <> all (case p_order when 'start' then array['draft'] when 'pause' then array['running', 'halted'] when 'resume' then array['paused', 'halted']
			when 'stop' then array['draft', 'running', 'paused', 'halted'] else '{}' end) then c.status
		when p_order = 'start' and hours_channel(c.channel) is null then 'no_hours'
		when p_order = 'start' and not exists (select from campaign_contacts where campaign_id = p_id and status = 'waiting') then 'nobody' end;
	if refused is not null then
		return jsonb_build_object('done', refused = 'already', 'reason', refused, 'id', p_id, 'status', c.status);
	end if;
	update campaigns set status = case p_order when 'pause' then 'paused' when 'stop' then 'stopped' else 'running' end, reason = null, waits_for = null, waits_until = null,
		started_at = case when p_order = 'start' then p_now else started_at end, finished_at = case when p_order = 'stop' then p_now end, updated_at = p_now
	where id = p_id returning * into c;
	if p_order = 'stop' then
		update outbox set status = 'discarded', error = 'stopped', updated_at = p_now where status = 'pending'
			and id in (select outbox_id from campaign_contacts where campaign_id = p_id and status = 'queued');
		update campaign_contacts set status = 'skipped', reason = 'stopped' where campaign_id = p_id and status = 'waiting';
	end if;
	return jsonb_build_object('done', true, 'id', p_id, 'status', c.status);
end $$;

-- Leads as lines of a list: those of the given classes, products and states (null is any), not yet anonymous. `p_after`: the last one that was read.
create or replace function public.campaign_leads(
	p_temperatures text[] default null, p_product text default null, p_uf text default null, p_quiet_days integer default null, p_after text default '',
	p_limit integer default 1000, p_now timestamptz default now()
) returns jsonb language sql stable set search_path = public as $$
	select coalesce(jsonb_agg(to_jsonb(r) order by r.telefone), '[]') from (
		select l.phone as telefone, coalesce(l.name, l.whatsapp_name, '') as nome, coalesce(l.company, '') as empresa, coalesce(l.city, '') as cidade, coalesce(l.uf, '') as uf,
			coalesce(l.product, '') as produto, coalesce(l.temperature, '') as temperatura
		from leads l
		where l.phone > p_after and l.anonymized_at is null and not is_trial(l.phone)
			and (p_temperatures is null or l.temperature = any (p_temperatures)) and (p_product is null or l.product ilike '%' || p_product || '%')
			and (p_uf is null or l.uf = upper(p_uf))
			and (p_quiet_days is null or not exists (select from sessions s where s.phone = l.phone and s.last_customer_message > p_now - make_interval(days => p_quiet_days)))
		order by l.phone limit p_limit) r;
$$;
