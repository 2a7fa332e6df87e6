-- The recorder: what happened in each turn, one row, so that it can be understood and played again but for the model. Written with the calls that a turn makes anyway
-- (Confirm, Decide's silence, Give Back, Record); read by Why Did It Say That, Get Cost, the report and the metrics.

-- What the model was told as instructions, each text once.
create table if not exists public.prompts (
	hash text primary key check (hash <> ''),
	text text not null,
	created_at timestamptz not null default now()
);

-- A person is in it by its turn alone: it is joined with the turn, and gone with it.
create table if not exists public.turn_facts (
	turn_id uuid primary key references public.turns (id) on delete cascade,
	-- When the turn was claimed.
	created_at timestamptz not null,
	execution_id text,
	-- Whose words went out: model, ready (prepared, with one right answer), fallback (the model gave nothing), safe (its drafts were held back), nobody.
	spoke text not null check (spoke in ('model', 'ready', 'fallback', 'safe', 'nobody')),
	-- Why nobody spoke.
	reason text,
	provider text,
	-- Of its messages: audio where one is, else the newest one's.
	message_kind text,
	is_first boolean,
	-- From the oldest message to the claim; from there to the reply; from the oldest message to the first part of the reply; from the reply to its last part.
	waited_ms integer,
	thought_ms integer,
	replied_ms integer,
	sent_ms integer,
	parts integer not null default 0,
	-- Versions: of the instructions (`prompts`), of the catalogue and of the company's profile.
	prompt text,
	catalogue text,
	profile text,
	intent text,
	temperature text,
	tokens_in integer not null default 0,
	tokens_out integer not null default 0,
	-- Why a person was called.
	handover text,
	-- Drafts that were held back.
	held integer not null default 0,
	-- The rest, as the agent told it: labels, calls, drafts, fallback_reason, learnt, situation, history.
	facts jsonb not null default '{}'
);
create index if not exists turn_facts_time on public.turn_facts (created_at);

-- A number of an item that anybody may have changed on the canvas; null for what is none.
create or replace function public.whole_of(p_value jsonb) returns integer language sql immutable set search_path = public as $$
	select case when jsonb_typeof(p_value) = 'number' and (p_value #>> '{}')::numeric between 0 and 2000000000 then round((p_value #>> '{}')::numeric)::integer end;
$$;

-- Milliseconds from one time to another: none where a clock ran back, and no more than the column holds (some 23 days).
create or replace function public.ms_between(p_from timestamptz, p_to timestamptz) returns integer language sql immutable set search_path = public as $$
	select least(greatest(round(extract(epoch from p_to - p_from) * 1000), 0), 2000000000)::integer;
$$;

-- Writes down a turn; the same turn again is the newer one. `p_unsaid`: why nobody spoke; null where a reply goes out. What cannot be written down never stops a reply:
-- it stands in the history with the database's code for the reason.
create or replace function public.note_facts(p_turn public.turns, p_facts jsonb, p_unsaid text, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
declare
	f constant jsonb := case when jsonb_typeof(p_facts) = 'object' then p_facts else '{}' end;
begin
	insert into prompts (hash, text, created_at)
	select key, value, p_now from jsonb_each_text(case when jsonb_typeof(f -> 'prompts') = 'object' then f -> 'prompts' else '{}' end) where key <> ''
	on conflict (hash) do nothing;
	insert into turn_facts (turn_id, created_at, execution_id, spoke, reason, provider, message_kind, is_first, waited_ms, thought_ms, prompt, catalogue, profile, intent,
		temperature, tokens_in, tokens_out, handover, held, facts)
	select p_turn.id, p_turn.created_at, f ->> 'execution_id',
		case when p_unsaid is not null then 'nobody' when f ->> 'spoke' in ('model', 'ready', 'fallback', 'safe') then f ->> 'spoke' else 'ready' end,
		left(p_unsaid, 200), m.provider, m.kind, (f ->> 'is_first')::boolean,
		ms_between(m.asked_at, p_turn.created_at), ms_between(p_turn.created_at, p_now),
		f ->> 'prompt', f ->> 'catalogue', f ->> 'profile', f ->> 'intent', f ->> 'temperature',
		coalesce(whole_of(f -> 'tokens_in'), 0), coalesce(whole_of(f -> 'tokens_out'), 0), f ->> 'handover', coalesce(whole_of(f -> 'held'), 0),
		f - array['prompts', 'execution_id', 'spoke', 'reason', 'is_first', 'prompt', 'catalogue', 'profile', 'intent', 'temperature', 'tokens_in', 'tokens_out',
			'handover', 'held']
	from (select min(received_at) as asked_at, (array_agg(provider order by id desc))[1] as provider,
			coalesce(max(kind) filter (where kind = 'audio'), (array_agg(kind order by id desc))[1]) as kind
		from inbox where id = any (p_turn.messages)) m
	on conflict (turn_id) do update set execution_id = excluded.execution_id, spoke = excluded.spoke, reason = excluded.reason, provider = excluded.provider,
		message_kind = excluded.message_kind, is_first = excluded.is_first, waited_ms = excluded.waited_ms, thought_ms = excluded.thought_ms,
		prompt = excluded.prompt, catalogue = excluded.catalogue, profile = excluded.profile, intent = excluded.intent, temperature = excluded.temperature,
		tokens_in = excluded.tokens_in, tokens_out = excluded.tokens_out, handover = excluded.handover, held = excluded.held, facts = excluded.facts;
exception when others then
	insert into session_history (channel, phone, at, type, actor_type, reason, details)
	values (p_turn.channel, p_turn.phone, p_now, 'facts_failed', 'system', sqlstate, jsonb_build_object('turn_id', p_turn.id));
end $$;

-- The reply of a turn is settled: how many parts arrived, and when. Asked again when a part is settled late.
create or replace function public.close_facts(p_turn_id uuid) returns void language sql set search_path = public as $$
	update turn_facts f set parts = s.parts,
		replied_ms = ms_between(f.created_at - coalesce(f.waited_ms, 0) * interval '1 millisecond', s.first_at),
		sent_ms = greatest(ms_between(f.created_at, s.last_at) - f.thought_ms, 0)
	from (select count(*) as parts, min(c.sent_at) as first_at, max(c.sent_at) as last_at
		from outbox o join conversations c on c.outbox_id = o.id where o.turn_id = p_turn_id and c.status = 'sent') s
	where f.turn_id = p_turn_id;
$$;

-- What the calls of turns cost, as a list of {model, tokens_in, tokens_out, seconds, at}: by currency, and how many calls nobody knows the price of. Nothing is 0
-- because it is not known.
create or replace function public.calls_cost(p_calls jsonb) returns jsonb language sql stable set search_path = public as $$
	with used as (
		select k.kind, u.units, model_price(k.kind, c ->> 'model', (c ->> 'at')::timestamptz) as price
		from jsonb_array_elements(p_calls) c
		cross join (values ('model_input', 'tokens_in', 1000000.0), ('model_output', 'tokens_out', 1000000.0), ('model_audio', 'seconds', 60.0)) as k (kind, given, unit)
		cross join lateral (select whole_of(c -> k.given) / k.unit as units) u
		where u.units > 0
	), money as (
		select (price).currency as currency, sum(units * (price).price) as amount from used where (price).price is not null group by 1
	)
	select jsonb_build_object('amounts', coalesce((select jsonb_object_agg(currency, amount) from money), '{}'),
		'unknown', (select count(*) from used where (price).price is null));
$$;

-- What the models cost a conversation (`p_channel` and `p_phone`), a person, a number of ours or a period; by model. Null is all.
create or replace function public.model_costs(
	p_channel text default null, p_phone text default null, p_from timestamptz default null, p_until timestamptz default null
) returns jsonb language plpgsql stable set search_path = public as $$
declare
	wanted constant text := concat(case when p_channel is not null then ' and t.channel = $1' end, case when p_phone is not null then ' and t.phone = $2' end,
		case when p_from is not null then ' and f.created_at >= $3' end, case when p_until is not null then ' and f.created_at < $4' end);
	costs jsonb;
begin
	execute $sum$
		with calls as materialized (
			select f.turn_id, c || jsonb_build_object('at', f.created_at) as call
			from turn_facts f join turns t on t.id = f.turn_id cross join lateral jsonb_array_elements(coalesce(f.facts -> 'calls', '[]')) c
			where true$sum$ || wanted || $sum$
		), models as (
			select call ->> 'model' as model, count(*) as calls, sum(whole_of(call -> 'tokens_in')) as tokens_in, sum(whole_of(call -> 'tokens_out')) as tokens_out,
				sum(whole_of(call -> 'seconds')) as seconds, calls_cost(jsonb_agg(call)) as cost
			from calls group by 1
		), whole as (select count(distinct turn_id) as turns, calls_cost(coalesce(jsonb_agg(call), '[]')) as cost from calls)
		select jsonb_build_object('turns', turns, 'amounts', cost -> 'amounts', 'unknown', cost -> 'unknown', 'complete', cost -> 'unknown' = '0',
			'models', (select coalesce(jsonb_agg(jsonb_build_object('model', model, 'calls', calls, 'tokens_in', coalesce(tokens_in, 0),
				'tokens_out', coalesce(tokens_out, 0), 'seconds', coalesce(seconds, 0), 'amounts', m.cost -> 'amounts', 'unknown', m.cost -> 'unknown') order by model), '[]') from models m))
		from whole$sum$
	into costs using p_channel, key_of(p_phone), p_from, p_until;
	return costs;
end $$;
