-- Until when somebody may be written to freely, and what goes out after that. The Cloud API takes nothing but templates once 24 hours have passed since the
-- customer's last message (notes: window, templates, opt-out); the 72 hours after an ad are free of charge, and open nothing. Part of the fence: asked by
-- Confirm, Record and Claim Outbox.

-- Meta refused a text of that conversation because the window is closed (131047), though we held it for open: when that text was begun.
alter table public.sessions add column if not exists window_closed_at timestamptz;
-- What goes out in place of a text, by purpose, as the workflow that claims the effects says; and when it last did.
alter table public.outbox_claims add column if not exists templates jsonb not null default '{}';
alter table public.outbox_claims add column if not exists templates_at timestamptz;

-- The window of one number of ours, by which the conversation speaks: opened by what they wrote to it, whether that belongs to its own conversation with them or
-- to that of a number for which it stands in.
create or replace function public.window_on(p_via text, p_provider text, p_channel text, p_phone text)
returns timestamptz language sql stable set search_path = public as $$
	select case when p_provider = 'whatsapp_cloud' then coalesce((
		select case when s.window_closed_at >= m.received_at then '-infinity' else m.sent_at + interval '24 hours' end
		from (select i.sent_at, i.received_at from inbox i where i.channel in (p_via, p_channel) and coalesce(i.via, i.channel) = p_via and i.phone = p_phone
				and i.speaker = 'customer' and i.provider = p_provider and i.corrects is null and i.kind <> 'deletion' order by i.sent_at desc limit 1) m
			left join sessions s on s.channel = p_channel and s.phone = p_phone), '-infinity') end;
$$;

-- Until when one may write freely: null where the provider has no such window, the past where they never wrote to that number, or Meta said that it is closed
-- and they wrote nothing since. By the time that the provider gave the message, as believed when it came in; what corrects or deletes a message is none.
create or replace function public.window_until(p_channel text, p_phone text)
returns timestamptz language sql stable set search_path = public as $$
	select window_on(r.channel, r.provider, p_channel, p_phone) from route_of(p_channel, p_phone) r;
$$;

-- Whether a text may not be begun any more. A minute early: what is claimed takes a moment to go.
create or replace function public.window_is_shut(p_channel text, p_phone text, p_now timestamptz)
returns boolean language sql stable set search_path = public as $$
	select coalesce(window_until(p_channel, p_phone) <= p_now + interval '1 minute', false);
$$;

-- What a text is for: that is what templates are chosen by. Rows that say so themselves (`purpose`) come first.
create or replace function public.purpose_of(o public.outbox) returns text language sql immutable set search_path = public as $$
	select coalesce(o.payload ->> 'purpose', case
		when o.kind like 'notice%' then 'notice' when o.turn_id is not null then 'reply' when o.payload ->> 'speaker' = 'human' then 'attendant'
		when o.payload ? 'onboarding' then 'onboarding' else 'follow_up' end);
$$;

-- The template for a purpose: `name`, `language` and `values`, whose gaps ({primeiro_nome}, {nome}, {empresa}, {texto}) are filled in when it is claimed. News of a deal and
-- the question after an attendance go by that of follow-ups, which is for all that the company begins.
create or replace function public.template_outside(p_channel text, p_purpose text)
returns jsonb language sql stable set search_path = public as $$
	select c.templates -> p.purpose from outbox_claims c, (select case when p_purpose in ('crm_news', 'satisfaction') then 'follow_up' else p_purpose end as purpose) p
	where c.kind in ('whatsapp_text', 'notice') and c.channel in (p_channel, '') and c.templates ? p.purpose order by c.channel = '' limit 1;
$$;

-- The same as it is told: null where there is no window.
create or replace function public.window_told(p_channel text, p_phone text, p_now timestamptz)
returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object('open', w > p_now, 'until', case when isfinite(w) then w end, 'template', template_outside(p_channel, 'attendant') is not null)
	from window_until(p_channel, p_phone) w where w is not null;
$$;

-- Keeps what a claim says of templates, for Confirm and whoever else writes: those of notices with the claims of notices. A claim that says nothing (null) is no
-- word on them; one that names none takes those away that nobody named for ten minutes: another workflow may claim the same without knowing of them.
create or replace function public.note_templates(p_kinds text[], p_channel text, p_templates jsonb, p_now timestamptz)
returns void language sql set search_path = public as $$
	update outbox_claims c set templates = n.said, templates_at = p_now
	from (select k, case k when 'notice' then coalesce((select jsonb_build_object('notice', p_templates -> 'notice') where p_templates ? 'notice'), '{}')
			else p_templates - 'notice' end as said from unnest(array['whatsapp_text', 'notice']) k where k = any (p_kinds)) n
	where p_templates is not null and c.kind = n.k and c.channel = coalesce(p_channel, '')
		and (case when n.said = '{}' then c.templates <> '{}' and c.templates_at <= p_now - interval '10 minutes'
			else c.templates <> n.said or c.templates_at <= p_now - interval '1 minute' end);
$$;
