-- What conversations cost. Meta charges each delivered message by its category and by the country of who gets it, and tells the category with a status, never an
-- amount (notes: rate, tiers, price); what a category costs stands in `prices`. Called by Get Cost and the report.

-- What went out by the official API, when: a row for each message, with its turn, its status and its pricing.
create index if not exists outbox_costs on public.outbox (began_at) where provider = 'whatsapp_cloud';
create index if not exists outbox_costs_person on public.outbox (phone, began_at) where provider = 'whatsapp_cloud';

-- The price of one message: of those that held at that time the one for the longest beginning of the phone, and the newest. Null: nobody entered one.
create or replace function public.message_price(p_prices jsonb, p_category text, p_phone text, p_at timestamptz)
returns jsonb language sql immutable set search_path = public as $$
	select p from jsonb_array_elements(p_prices) p
	where p ->> 'category' = p_category and starts_with(p_phone, coalesce(p ->> 'prefix', ''))
		and (p ->> 'valid_from')::date <= (p_at at time zone 'America/Sao_Paulo')::date
	order by length(coalesce(p ->> 'prefix', '')) desc, (p ->> 'valid_from')::date desc limit 1;
$$;

-- Whether a message is charged. By its type; the older `billable` where that is all that was told; null while no status told either.
create or replace function public.is_billed(p_pricing jsonb) returns boolean language sql immutable set search_path = public as $$
	select case when nullif(p_pricing ->> 'type', '') is not null then p_pricing ->> 'type' = 'regular' else (p_pricing ->> 'billable')::boolean end;
$$;

-- What the messages of a conversation (`p_channel` and `p_phone`), of a person (`p_phone` alone), of a number of ours or of a period cost: how many there are by
-- category and type, how many of them are charged, and the money by currency. Nothing is 0 because it is not known: a category without a price, and a message of
-- which no status told the category, have no `amount`; `unknown` counts them, and `complete` tells that there are none. Notices about a conversation are costs of
-- it. What did not arrive costs nothing, and is not counted. What is not asked for is no part of the statement, so that an index answers the rest.
create or replace function public.message_costs(
	p_channel text default null, p_phone text default null, p_from timestamptz default null, p_until timestamptz default null
) returns jsonb language plpgsql stable set search_path = public as $$
declare
	prices constant jsonb := message_prices();
	wanted constant text := concat(case when p_channel is not null then ' and o.channel = $2' end, case when p_phone is not null then ' and o.phone = $3' end,
		case when p_from is not null then ' and o.began_at >= $4' end, case when p_until is not null then ' and o.began_at < $5' end);
	costs jsonb;
begin
	execute $sum$
		with sent as materialized (
			select nullif(o.pricing ->> 'category', '') as category, nullif(o.pricing ->> 'type', '') as type, o.turn_id, is_billed(o.pricing) as billed,
				message_price($1, o.pricing ->> 'category', o.phone, o.began_at) as price
			from outbox o
			where o.provider = 'whatsapp_cloud' and o.status in ('sent', 'uncertain') and o.delivery is distinct from 'failed'
				and o.provider_message_id is not null$sum$ || wanted || $sum$
		), grouped as (
			select category, type, case when billed then price ->> 'currency' end as currency, count(*) as messages, count(*) filter (where billed) as billable,
				count(*) filter (where billed is null or (billed and price is null)) as unknown, sum((price ->> 'price')::numeric) filter (where billed) as amount
			from sent group by 1, 2, 3
		)
		select jsonb_build_object(
			'messages', coalesce(sum(messages), 0), 'billable', coalesce(sum(billable), 0), 'unknown', coalesce(sum(unknown), 0),
			'complete', coalesce(sum(unknown), 0) = 0, 'turns', (select count(distinct turn_id) from sent),
			'amounts', coalesce((select jsonb_object_agg(a.currency, a.total)
				from (select currency, sum(amount) as total from grouped where currency is not null group by 1) a), '{}'),
			'categories', coalesce(jsonb_agg(jsonb_build_object('category', category, 'type', type, 'messages', messages, 'billable', billable,
				'unknown', unknown, 'amount', case when unknown = 0 then coalesce(amount, 0) end, 'currency', currency) order by category, type, currency), '[]'))
		from grouped$sum$
	into costs using prices, p_channel, key_of(p_phone), p_from, p_until;
	return costs;
end $$;
