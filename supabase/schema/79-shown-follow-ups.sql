-- The funnel of follow-ups: of each step how many got it, read it and answered. Called by Get Follow-Up Funnel of the Conversation node.

-- Steps that were taken in a time (from inclusive, until exclusive). `answered`: they wrote after it, within a week and before the next step. `waiting`: silences that are being
-- followed up now, by class.
create or replace function public.follow_up_funnel(p_from timestamptz, p_until timestamptz, p_channel text default null, p_now timestamptz default now())
returns jsonb language sql stable set search_path = public as $$
	with taken as (
		select f.*, f.status = 'sent' and exists (select from inbox i where i.phone = f.phone and i.speaker = 'customer' and i.received_at > f.sent_at
				and i.received_at <= least(f.sent_at + interval '7 days', (select min(n.sent_at) from follow_up_steps n where n.phone = f.phone and n.sent_at > f.sent_at))) as answered,
			f.status = 'sent' and exists (select from opt_outs o where o.phone = f.phone and o.opted_out_at > f.sent_at and o.opted_out_at <= f.sent_at + interval '7 days'
				and o.revoked_at is null) as opted_out
		from follow_up_steps f where f.queued_at >= p_from and f.queued_at < p_until and is_channel_of(p_channel, f.channel)
	), steps as (
		select cadence, step, min(kind) as kind, count(*) as total, count(*) filter (where status = 'queued') as queued, count(*) filter (where status in ('sent', 'told')) as sent,
			count(*) filter (where delivery in ('delivered', 'read', 'played')) as delivered, count(*) filter (where delivery in ('read', 'played')) as read,
			count(*) filter (where answered) as answered, count(*) filter (where opted_out) as opted_out,
			count(*) filter (where status = 'failed') as failed, count(*) filter (where status = 'skipped') as skipped
		from taken group by cadence, step
	)
	select jsonb_build_object('from', p_from, 'until', p_until,
		'steps', (select coalesce(jsonb_agg(to_jsonb(s) order by array_position(array['hot', 'warm', 'cold'], s.cadence), s.step), '[]') from steps s),
		'skipped_because', (select coalesce(jsonb_object_agg(reason, n), '{}') from (select coalesce(reason, '') as reason, count(*) as n from taken where status in ('skipped', 'failed') group by 1) r),
		'waiting', (select coalesce(jsonb_object_agg(class, n), '{}') from (select coalesce(l.temperature, '') as class, count(*) as n
			from silent_leads s left join leads l on l.phone = s.phone where s.look_at is not null and is_channel_of(p_channel, s.channel) group by 1) w),
		'promises', (select jsonb_build_object('open', count(*) filter (where status = 'open'), 'told', count(*) filter (where told_at is not null),
			'kept', count(*) filter (where status = 'kept'), 'over', count(*) filter (where status = 'over'))
			from promises where promised_at >= p_from and promised_at < p_until and is_channel_of(p_channel, channel)));
$$;
