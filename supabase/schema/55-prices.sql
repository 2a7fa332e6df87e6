-- What is paid for, and from which day on: messages of the official API, and the words and minutes of models. Written by Set Message Prices, Set Model Prices and the form of the company, read
-- by whatever reckons (message_costs, model_costs, the report).

-- The prices are the operator's to keep, in the currency of their own bill; none stands in the code. `kind`: `message`, by category, a message; `model_input` and
-- `model_output`, by the model's name, a million tokens; `model_audio`, by the model's name, a minute. `prefix`: digits with which the phone begins, where countries
-- differ. `valid_from`: a day, in Brazil.
create table if not exists public.prices (
	kind text not null check (kind in ('message', 'model_input', 'model_output', 'model_audio')),
	name text not null check (name <> ''),
	prefix text not null default '',
	price numeric not null check (price >= 0),
	currency text not null check (currency <> ''),
	valid_from date not null,
	primary key (kind, name, prefix, valid_from)
);

-- Prices of messages stood in a setting before: they move here, once.
with moved as (
	delete from public.settings where key = 'message_prices' returning value
)
insert into public.prices (kind, name, prefix, price, currency, valid_from)
select 'message', p ->> 'category', coalesce(p ->> 'prefix', ''), (p ->> 'price')::numeric, p ->> 'currency', (p ->> 'valid_from')::date
from moved cross join jsonb_array_elements(moved.value) p
on conflict do nothing;

-- Replaces the whole list of some kinds. Of two prices for the same from the same day on the last one counts.
create or replace function public.replace_prices(p_kinds text[], p_prices jsonb) returns void language sql set search_path = public as $$
	delete from prices where kind = any (p_kinds);
	insert into prices (kind, name, prefix, price, currency, valid_from)
	select distinct on (p.kind, p.name, coalesce(p.prefix, ''), p.valid_from) p.kind, p.name, coalesce(p.prefix, ''), p.price, p.currency, p.valid_from
	from jsonb_array_elements(p_prices) with ordinality as e (value, n)
	cross join jsonb_to_record(e.value) as p (kind text, name text, prefix text, price numeric, currency text, valid_from date)
	where p.kind = any (p_kinds)
	order by 1, 2, 3, p.valid_from, e.n desc;
$$;

-- The prices of messages as the operation takes them: category, price, currency, valid_from and, where countries differ, prefix.
create or replace function public.set_message_prices(p_prices jsonb, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
begin
	perform replace_prices(array['message'], (select coalesce(jsonb_agg(p || jsonb_build_object('kind', 'message', 'name', p -> 'category')), '[]')
		from jsonb_array_elements(p_prices) p));
	return jsonb_build_object('prices', p_prices);
end $$;

-- The same of models: model, input and output (a million tokens), audio (a minute), currency, valid_from. What is not given has no price.
create or replace function public.set_model_prices(p_prices jsonb) returns jsonb language plpgsql set search_path = public as $$
begin
	perform replace_prices(array['model_input', 'model_output', 'model_audio'], (
		select coalesce(jsonb_agg(p || jsonb_build_object('kind', k.kind, 'name', lower(p ->> 'model'), 'price', p -> k.given)), '[]')
		from jsonb_array_elements(p_prices) p
		cross join (values ('model_input', 'input'), ('model_output', 'output'), ('model_audio', 'audio')) as k (kind, given)
		where jsonb_typeof(p -> k.given) = 'number'));
	return jsonb_build_object('prices', p_prices);
end $$;

-- The prices of messages in one value, for who reckons with many of them.
create or replace function public.message_prices() returns jsonb language sql stable set search_path = public as $$
	select coalesce(jsonb_agg(jsonb_build_object('category', name, 'price', price, 'currency', currency, 'valid_from', valid_from, 'prefix', prefix)), '[]')
	from prices where kind = 'message';
$$;

-- What something of a model cost at a time: its price then, a unit. No row: nobody entered one.
create or replace function public.model_price(p_kind text, p_model text, p_at timestamptz) returns public.prices language sql stable set search_path = public as $$
	select p from prices p
	where p.kind = p_kind and p.name = lower(p_model) and p.valid_from <= (p_at at time zone 'America/Sao_Paulo')::date
	order by p.valid_from desc limit 1;
$$;

-- Prices of models as a company tells them in one place, without days: what differs from what holds today holds from today on, and the first price of a model from
-- the beginning. Called by save_company.
create or replace function public.told_model_prices(p_prices jsonb, p_now timestamptz) returns void language sql set search_path = public as $$
	insert into prices (kind, name, price, currency, valid_from)
	select k.kind, lower(p ->> 'model'), (p ->> k.given)::numeric, p ->> 'currency',
		case when exists (select from prices o where o.kind = k.kind and o.name = lower(p ->> 'model')) then (p_now at time zone 'America/Sao_Paulo')::date else '2020-01-01' end
	from jsonb_array_elements(case jsonb_typeof(p_prices) when 'array' then p_prices else '[]' end) p
	cross join (values ('model_input', 'input'), ('model_output', 'output')) as k (kind, given)
	where jsonb_typeof(p -> k.given) = 'number' and coalesce(p ->> 'model', '') <> '' and coalesce(p ->> 'currency', '') <> ''
		and not exists (select from model_price(k.kind, p ->> 'model', p_now) h where h.price = (p ->> k.given)::numeric and h.currency = p ->> 'currency')
	on conflict (kind, name, prefix, valid_from) do update set price = excluded.price, currency = excluded.currency;
$$;
