-- Figures for the operator: how fast, how far the agent comes by itself, what becomes of the leads, and what it costs. Called by Report; the view is for whoever reads the
-- database directly.

-- Costs side by side: {amounts, unknown} of several things as one.
create or replace function public.costs_together(p_costs jsonb[]) returns jsonb language sql immutable set search_path = public as $$
	select jsonb_build_object(
		'amounts', coalesce((select jsonb_object_agg(currency, amount) from (
			select a.key as currency, sum(a.value::numeric) as amount from unnest(p_costs) c cross join lateral jsonb_each_text(coalesce(c -> 'amounts', '{}')) a group by 1) m), '{}'),
		'unknown', (select coalesce(sum((c ->> 'unknown')::integer), 0) from unnest(p_costs) c));
$$;

-- The conversations of a period. A conversation is what a person and we said to each other on one number and one day, in Brazil: whoever comes back tomorrow has another one.
create or replace function public.kpi_conversations(p_from timestamptz, p_until timestamptz, p_channel text default null)
returns table (
	day date, channel text, phone text, prompt text, first_reply_ms integer, turns integer, replies integer, alone boolean, handed_over boolean,
	handover_reason text, held integer, temperature text, qualified boolean, deal_id bigint, won boolean, costs jsonb
) language sql stable set search_path = public as $$
	with f as materialized (
		select t.channel, t.phone, (f.created_at at time zone 'America/Sao_Paulo')::date as day, f.*
		from turn_facts f join turns t on t.id = f.turn_id
		where f.created_at >= p_from and f.created_at < p_until and is_channel_of(p_channel, t.channel)
	), c as materialized (
		select channel, phone, day, min(created_at) as began,
			(array_agg(prompt order by created_at) filter (where prompt is not null))[1] as prompt,
			(array_agg(replied_ms order by created_at) filter (where replied_ms is not null))[1] as first_reply_ms,
			count(*)::integer as turns, (count(*) filter (where parts > 0))::integer as replies,
			(array_agg(handover order by created_at) filter (where handover is not null))[1] as handover,
			sum(held)::integer as held, (array_agg(temperature order by created_at desc) filter (where temperature is not null))[1] as temperature
		from f group by 1, 2, 3
	), bounds as (
		select c.*, day::timestamp at time zone 'America/Sao_Paulo' as opens, (day + 1)::timestamp at time zone 'America/Sao_Paulo' as closes from c
	), told as (
		select b.*, coalesce(b.handover, h.reason) as reason, h.reason is not null or b.handover is not null as handed, exists (
			select from conversations w where w.lead_phone = b.phone and w.channel = b.channel and w.role = 'human' and w.sent_at >= b.opens and w.sent_at < b.closes) as people
		from bounds b left join lateral (
			select case s.type when 'escalation' then coalesce(s.reason, 'pediu_humano') else 'took_over' end as reason from session_history s
			where s.channel = b.channel and s.phone = b.phone and s.at >= b.opens and s.at < b.closes
				and (s.type = 'escalation' or (s.type = 'mode_changed' and s.to_mode = 'human'))
			order by s.type <> 'escalation', s.id limit 1) h on true
	), used as materialized (
		-- What was asked of models, in the units of their prices; of each model and day the price is looked up once.
		select f.channel, f.phone, f.day, k.kind, coalesce(e ->> 'model', '') as model, whole_of(e -> k.given) / k.unit as units
		from f cross join lateral jsonb_array_elements(coalesce(f.facts -> 'calls', '[]')) e
		cross join (values ('model_input', 'tokens_in', 1000000.0), ('model_output', 'tokens_out', 1000000.0), ('model_audio', 'seconds', 60.0)) as k (kind, given, unit)
		where whole_of(e -> k.given) > 0
	), tariff as materialized (
		select u.kind, u.model, u.day, p.price, p.currency from (select distinct kind, model, day from used) u
		cross join lateral model_price(u.kind, u.model, u.day::timestamp at time zone 'America/Sao_Paulo') p
	), paid as materialized (
		select m.channel, m.phone, (m.began_at at time zone 'America/Sao_Paulo')::date as day, is_billed(m.pricing) as billed,
			message_price(p.list, m.pricing ->> 'category', m.phone, m.began_at) as price
		from outbox m cross join (select message_prices() as list) p
		where m.provider = 'whatsapp_cloud' and m.status in ('sent', 'uncertain') and m.delivery is distinct from 'failed' and m.provider_message_id is not null
			and m.began_at >= p_from - interval '1 day' and m.began_at < p_until + interval '1 day'
	), money as (
		select channel, phone, day, currency, sum(amount) as amount, sum(unknown) as unknown from (
			select u.channel, u.phone, u.day, r.currency, u.units * r.price as amount, (r.price is null)::integer as unknown from used u join tariff r using (kind, model, day)
			union all
			select channel, phone, day, case when billed then price ->> 'currency' end, case when billed then (price ->> 'price')::numeric end,
				(billed is null or (billed and price is null))::integer from paid) each group by 1, 2, 3, 4
	), spent as (
		select channel, phone, day, jsonb_build_object('amounts', coalesce(jsonb_object_agg(currency, amount) filter (where currency is not null), '{}'),
			'unknown', sum(unknown)) as costs from money group by 1, 2, 3
	)
	select o.day, o.channel, o.phone, o.prompt, o.first_reply_ms, o.turns, o.replies, o.replies > 0 and not o.handed and not o.people, o.handed, o.reason, o.held,
		coalesce(o.temperature, l.temperature), coalesce(crm_wants(l, 'hotWarm'), false), k.deal_id,
		exists (select from session_history s where s.phone = o.phone and s.channel = o.channel and s.type = 'crm_deal' and s.reason = 'won' and s.at >= o.opens),
		coalesce(s.costs, '{"amounts": {}, "unknown": 0}')
	from told o left join leads l on l.phone = o.phone left join crm_links k on k.phone = o.phone
		left join spent s on s.channel = o.channel and s.phone = o.phone and s.day = o.day;
$$;

-- The report of a period, as a whole and by `p_by` (day, channel or prompt; null: the whole alone). Shares are of the conversations; a figure of which nothing is known is null.
create or replace function public.report(p_from timestamptz, p_until timestamptz, p_by text default null, p_channel text default null)
returns jsonb language sql stable set search_path = public as $$
	with c as materialized (
		select k.*, case p_by when 'day' then k.day::text when 'channel' then k.channel when 'prompt' then coalesce(k.prompt, '') end as key
		from kpi_conversations(p_from, p_until, p_channel) k
	), reasons as (
		select key, grouping(key) as whole, coalesce(handover_reason, '') as reason, count(*) as n from c where handed_over group by grouping sets ((reason), (key, reason))
	), whys as (
		select key, whole, jsonb_object_agg(reason, n) as reasons from reasons group by 1, 2
	), figures as (
		select key, grouping(key) as whole, count(*) as conversations, sum(turns) as turns, sum(replies) as replies,
			percentile_cont(array[0.5, 0.95]) within group (order by first_reply_ms) as first_reply,
			count(*) filter (where alone) as alone, count(*) filter (where handed_over) as handed, count(*) filter (where qualified) as qualified,
			count(*) filter (where temperature = 'hot') as hot, count(*) filter (where temperature = 'warm') as warm, count(*) filter (where temperature = 'cold') as cold,
			count(distinct deal_id) as deals, count(distinct deal_id) filter (where won) as won, sum(held) as held, costs_together(array_agg(costs)) as costs
		from c group by grouping sets ((), (key))
	), told as (
		select f.key, f.whole, jsonb_build_object(
			'conversations', f.conversations, 'turns', coalesce(f.turns, 0), 'replies', coalesce(f.replies, 0),
			'first_reply_p50_ms', round(f.first_reply[1]), 'first_reply_p95_ms', round(f.first_reply[2]),
			'alone', f.alone, 'alone_share', round(f.alone / nullif(f.conversations, 0)::numeric, 4),
			'handed_over', f.handed, 'handed_over_share', round(f.handed / nullif(f.conversations, 0)::numeric, 4), 'handed_over_why', coalesce(w.reasons, '{}'),
			'qualified', f.qualified, 'qualified_share', round(f.qualified / nullif(f.conversations, 0)::numeric, 4),
			'by_temperature', jsonb_build_object('hot', f.hot, 'warm', f.warm, 'cold', f.cold, 'none', f.conversations - f.hot - f.warm - f.cold),
			'deals_opened', f.deals, 'deals_won', f.won, 'drafts_held', coalesce(f.held, 0),
			'cost', f.costs -> 'amounts', 'cost_unknown', f.costs -> 'unknown',
			'cost_per_conversation', (select coalesce(jsonb_object_agg(a.key, round(a.value::numeric / nullif(f.conversations, 0), 6)), '{}') from jsonb_each_text(f.costs -> 'amounts') a),
			'cost_per_won_deal', case when f.won > 0 then
				(select coalesce(jsonb_object_agg(a.key, round(a.value::numeric / f.won, 6)), '{}') from jsonb_each_text(f.costs -> 'amounts') a) end) as figures
		from figures f left join whys w on w.whole = f.whole and w.key is not distinct from f.key
	)
	select jsonb_build_object('from', p_from, 'until', p_until, 'by', p_by, 'total', (select figures from told where whole = 1),
		'groups', case when p_by is null then '[]' else
			coalesce((select jsonb_agg(jsonb_build_object('key', key) || figures order by key) from told where whole = 0), '[]') end);
$$;

-- Tells the team of a day, once: over the channel of the newest conversation, as every notice goes. Returns whether it was told now.
create or replace function public.tell_of_day(p_day date, p_text text, p_channel text default null, p_now timestamptz default now())
returns boolean language sql set search_path = public as $$
	select enqueue_outbox(jsonb_build_array(jsonb_build_object('key', concat_ws(':', 'daily_summary', p_channel, p_day), 'kind', 'notice',
		'channel', channel_for('', p_channel), 'phone', '', 'payload', jsonb_build_object('kind', 'daily_summary', 'phone', '', 'summary', p_text))), p_now) <> '[]';
$$;

-- Of the last thirty days, a row each with its number and its instructions. Nobody but the service role reads it.
drop view if exists public.kpi_days;
create view public.kpi_days with (security_invoker = true) as
	select day, channel, prompt, count(*) as conversations, percentile_cont(0.5) within group (order by first_reply_ms) as first_reply_p50_ms,
		percentile_cont(0.95) within group (order by first_reply_ms) as first_reply_p95_ms, count(*) filter (where alone) as alone,
		count(*) filter (where handed_over) as handed_over, count(*) filter (where qualified) as qualified, count(distinct deal_id) as deals_opened,
		count(distinct deal_id) filter (where won) as deals_won, sum(held) as drafts_held, costs_together(array_agg(costs)) as costs
	from public.kpi_conversations(now() - interval '30 days', now()) group by 1, 2, 3;
revoke all on public.kpi_days from PUBLIC, anon, authenticated;
grant select on public.kpi_days to service_role;
