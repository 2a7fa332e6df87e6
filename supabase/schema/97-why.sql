-- Why a turn said what it said: all that is known of it, for a person to read and for a program to play it again. Called by Why Did It Say That.

-- The turn that is meant: by its id; by a message of the customer's or of ours; or the newest of a person that had begun by a time.
create or replace function public.turn_meant(p_turn_id uuid, p_message_id text, p_channel text, p_phone text, p_at timestamptz)
returns uuid language sql stable set search_path = public as $$
	-- A message's id is known within its provider and number: a jump to each of them.
	with recursive place (provider, channel) as (
		(select provider, channel from inbox where p_message_id is not null order by provider, channel limit 1)
		union all
		select n.provider, n.channel from place p cross join lateral (
			select i.provider, i.channel from inbox i where (i.provider, i.channel) > (p.provider, p.channel) order by i.provider, i.channel limit 1) n
	)
	select coalesce(
		(select id from turns where id = p_turn_id),
		(select o.turn_id from outbox o where o.provider_message_id = p_message_id and o.turn_id is not null order by o.id desc limit 1),
		(select i.turn_id from place p join inbox i on i.provider = p.provider and i.channel = p.channel and i.message_id = p_message_id
			where i.turn_id is not null order by i.id desc limit 1),
		(select t.id from turns t where p_at is not null and t.channel = any (case when p_channel is null then all_channels() else array[p_channel] end)
			and t.phone = key_of(p_phone) and t.created_at <= p_at order by t.created_at desc limit 1));
$$;

-- What went out in a turn, and what did not.
create or replace function public.said_in(p_turn public.turns) returns jsonb language sql stable set search_path = public as $$
	select coalesce(jsonb_agg(jsonb_build_object('text', coalesce(said_of(o), c.content), 'status', coalesce(c.status, o.status), 'sent_at', c.sent_at,
		'provider', o.provider, 'message_id', o.provider_message_id, 'delivery', o.delivery, 'error', o.error, 'pricing', o.pricing ->> 'category',
		'price', case when is_billed(o.pricing) then message_price(message_prices(), o.pricing ->> 'category', o.phone, o.began_at) end) order by o.id, c.id), '[]')
	from (select * from outbox where turn_id = p_turn.id) o
	full join (select * from conversations where lead_phone = p_turn.phone and channel = p_turn.channel and turn_id = p_turn.id and role = 'assistant') c
		on c.outbox_id = o.id;
$$;

-- The conversation as the turn found it: so many words before its own.
create or replace function public.history_before(p_turn public.turns, p_limit integer) returns jsonb language sql stable set search_path = public as $$
	select coalesce(jsonb_agg(jsonb_build_object('role', h.role, 'content', coalesce(h.for_model, h.content), 'sent_at', h.sent_at)
		|| case h.status when 'uncertain' then '{"uncertain": true}' else '{}' end::jsonb order by h.sent_at, h.id), '[]')
	from (
		select c.* from conversations c
		where c.lead_phone = p_turn.phone and c.channel = p_turn.channel and c.status in ('received', 'sent', 'uncertain') and c.sent_at <= p_turn.created_at
			and c.turn_id is distinct from p_turn.id and not coalesce(c.inbox_id = any (p_turn.messages), false)
		order by c.sent_at desc, c.id desc limit p_limit
	) h;
$$;

-- Everything of one turn. `found` is false where there is none like that.
create or replace function public.why_turn(
	p_turn_id uuid default null, p_message_id text default null, p_channel text default null, p_phone text default null, p_at timestamptz default null
) returns jsonb language plpgsql stable set search_path = public as $$
declare
	t turns;
	f turn_facts;
begin
	select * into t from turns where id = turn_meant(p_turn_id, p_message_id, p_channel, p_phone, p_at);
	if not found then
		return jsonb_build_object('found', false);
	end if;
	select * into f from turn_facts where turn_id = t.id;
	return jsonb_build_object('found', true, 'recorded', f.turn_id is not null,
		'turn', jsonb_build_object('turn_id', t.id, 'channel', t.channel, 'phone', t.phone, 'status', t.status, 'created_at', t.created_at, 'finished_at', t.finished_at,
			'given_back', t.reason),
		'facts', to_jsonb(f) - array['turn_id', 'created_at', 'facts'] || coalesce(f.facts, '{}'),
		'prompts', (select coalesce(jsonb_object_agg(hash, text), '{}') from prompts
			where hash = f.prompt or hash in (select c ->> 'prompt' from jsonb_array_elements(coalesce(f.facts -> 'calls', '[]')) c)),
		'asked', (select coalesce(jsonb_agg(jsonb_build_object('message_id', i.message_id, 'kind', i.kind, 'text', i.text, 'content', i.content, 'sent_at', i.sent_at,
			'received_at', i.received_at) order by i.sent_at, i.id), '[]') from inbox i where i.id = any (t.messages)),
		'said', said_in(t),
		'history', history_before(t, coalesce(whole_of(f.facts -> 'history'), 20)),
		'events', (select coalesce(jsonb_agg(jsonb_build_object('at', h.at, 'type', h.type, 'actor_type', h.actor_type, 'actor_id', h.actor_id, 'from_mode', h.from_mode,
			'to_mode', h.to_mode, 'reason', h.reason) order by h.id), '[]')
			from session_history h where h.channel = t.channel and h.phone = t.phone
				and h.at between t.created_at and coalesce(t.finished_at, t.lease_until)),
		'cost', calls_cost((select coalesce(jsonb_agg(c || jsonb_build_object('at', f.created_at)), '[]')
			from jsonb_array_elements(coalesce(f.facts -> 'calls', '[]')) c)));
end $$;
