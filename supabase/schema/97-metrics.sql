-- Figures for Prometheus: counted where everything is, so that every process tells the same. Called by `GET /metrics` of the control API. No figure has a number, a name or
-- a channel in its labels: there are as many series with ten people as with ten thousand.

-- Counters up to the mark: what came before it is never counted again, however much there is of it.
create table if not exists public.metric_totals (
	name text not null,
	labels jsonb not null default '{}',
	value numeric not null,
	primary key (name, labels)
);

-- How many of some values are no larger than each bound, for a histogram (https://prometheus.io/docs/concepts/metric_types/#histogram).
create or replace function public.histogram_of(p_name text, p_labels jsonb, p_seconds numeric[], p_bounds numeric[])
returns table (name text, labels jsonb, value numeric) language sql immutable set search_path = public as $$
	select p_name || '_bucket', p_labels || jsonb_build_object('le', b::text), (select count(*) from unnest(p_seconds) s where s <= b) from unnest(p_bounds) b
	union all select p_name || '_bucket', p_labels || '{"le": "+Inf"}', cardinality(p_seconds)
	union all select p_name || '_count', p_labels, cardinality(p_seconds)
	union all select p_name || '_sum', p_labels, (select coalesce(sum(s), 0) from unnest(p_seconds) s);
$$;

-- Counts what no row tells of later, at once: a sync that has one row for good, what a vendor told of. Called last by whoever does it, or before anybody else waits for what
-- that holds. Of something tried out nothing is counted by its caller.
create or replace function public.counted(p_name text, p_labels jsonb) returns void language sql set search_path = public as $$
	insert into metric_totals as m (name, labels, value) values (p_name, p_labels, 1) on conflict (name, labels) do update set value = m.value + 1;
$$;

-- Counts how far messages of ours got, each step once and whichever is told first: who read it, got it. That it could not be delivered is no step, and stays counted where it
-- arrived all the same; another try is another message. `p_told`: of each message provider, before and told; is_trial counts nothing. Called last by settle_status and
-- settle_statuses, and always from the first provider and step to the last: two of them never wait for each other.
create or replace function public.counted_receipts(p_told jsonb) returns void language sql set search_path = public as $$
	insert into metric_totals as m (name, labels, value)
	select 'message_receipts_total', jsonb_build_object('provider', t.provider, 'status', step), count(*)
	from jsonb_to_recordset(p_told) as t (provider text, before text, told text, is_trial boolean) cross join unnest(array['sent', 'failed', 'delivered', 'read', 'played']) step
	where not t.is_trial and (step = t.told
		or (t.told <> 'failed' and step <> 'failed' and delivery_rank(step) between coalesce(delivery_rank(t.before), 0) + 1 and delivery_rank(t.told)))
	group by t.provider, step order by t.provider, delivery_rank(step)
	on conflict (name, labels) do update set value = m.value + excluded.value;
$$;

-- What counts of a message, from what was told of it before to what is told now.
create or replace function public.receipt_counts(o public.outbox, p_before text, p_told text) returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object('provider', coalesce(o.provider, provider_of(o.channel, o.phone), 'unknown'), 'before', p_before, 'told', p_told, 'is_trial', is_trial(o.channel));
$$;

-- What turns counted between two marks (`turn`: time of the claim; `outbox` and `inbox`: ids). Trials are nobody's.
create or replace function public.turn_counts(p_from jsonb, p_to jsonb)
returns table (name text, labels jsonb, value numeric) language sql stable set search_path = public as $$
	with f as materialized (
		select f.*, coalesce(f.message_kind, 'unknown') as message_type from turn_facts f join turns t on t.id = f.turn_id
		where f.created_at >= (p_from ->> 'turn')::timestamptz and f.created_at < (p_to ->> 'turn')::timestamptz and not is_trial(t.channel)
	), calls as materialized (
		select c ->> 'model' as model, c from f cross join lateral jsonb_array_elements(coalesce(f.facts -> 'calls', '[]')) c
	)
	select 'agent_messages_total', jsonb_build_object('message_type', message_type,
		'status', case spoke when 'fallback' then 'error' when 'nobody' then 'silent' else 'success' end), count(*) from f group by 2
	union all select 'chatbot_responses_total', jsonb_build_object('speaker', spoke), count(*) from f where spoke <> 'nobody' group by 2
	union all select 'bot_escalations_total', jsonb_build_object('reason', handover), count(*) from f where handover is not null group by 2
	union all select 'replies_held_total', jsonb_build_object('rule', l ->> 'rule'), count(*)
		from f cross join lateral jsonb_array_elements(coalesce(f.facts -> 'drafts', '[]')) d cross join lateral jsonb_array_elements(coalesce(d -> 'refused', '[]')) l group by 2
	union all select 'ai_requests_total', jsonb_build_object('model', model, 'status', case when c ? 'failure' then 'error' else 'success' end), count(*) from calls group by 2
	union all select 'ai_tokens_total', jsonb_build_object('model', model, 'direction', d.direction), sum(whole_of(c -> d.given))
		from calls cross join (values ('input', 'tokens_in'), ('output', 'tokens_out')) as d (direction, given) where whole_of(c -> d.given) > 0 group by 2
	union all select h.* from (select message_type, array_agg(thought_ms / 1000.0) as seconds from f where spoke <> 'nobody' and thought_ms is not null group by 1) g
		cross join lateral histogram_of('agent_processing_duration_seconds', jsonb_build_object('message_type', g.message_type), g.seconds, array[0.5, 1, 2, 5, 10, 30, 60]) h
	union all select h.* from (select array_agg(replied_ms / 1000.0) as seconds from f where is_first and replied_ms is not null having count(*) > 0) g
		cross join lateral histogram_of('first_response_time_seconds', '{}', g.seconds, array[5, 10, 15, 20, 30, 60, 120, 300, 900, 3600]) h
	union all select h.* from (select array_agg(waited_ms / 1000.0) as seconds from f where spoke <> 'nobody' and waited_ms is not null having count(*) > 0) g
		cross join lateral histogram_of('turn_waiting_duration_seconds', '{}', g.seconds, array[5, 10, 15, 20, 30, 60, 300, 900]) h
	union all select h.* from (select coalesce(provider, 'unknown') as provider, array_agg(sent_ms / 1000.0) as seconds from f where parts > 0 and sent_ms is not null group by 1) g
		cross join lateral histogram_of('reply_sending_duration_seconds', jsonb_build_object('provider', g.provider), g.seconds, array[0.5, 1, 2, 5, 10, 30, 60]) h
	union all select h.* from (select model, array_agg(whole_of(c -> 'ms') / 1000.0) as seconds from calls where whole_of(c -> 'ms') is not null group by 1) g
		cross join lateral histogram_of('integration_request_duration_seconds', jsonb_build_object('integration', 'model', 'operation', g.model), g.seconds,
			array[0.1, 0.5, 1, 2, 5, 10, 30, 60]) h;
$$;

-- The same of messages that came in, and of what was to be done.
create or replace function public.traffic_counts(p_from jsonb, p_to jsonb)
returns table (name text, labels jsonb, value numeric) language sql stable set search_path = public as $$
	select 'webhook_events_total', jsonb_build_object('webhook_type', provider, 'event_type', kind, 'status', case status when 'failed' then 'error' else 'success' end), count(*)
	from inbox where id > (p_from ->> 'inbox')::bigint and id <= (p_to ->> 'inbox')::bigint and not is_trial(channel) group by 2
	union all
	select 'messages_sent_total', jsonb_build_object('provider', coalesce(provider, 'unknown'), 'speaker', case when payload ->> 'speaker' = 'human' then 'human'
		when turn_id is not null then 'agent' else 'system' end, 'status', status), count(*)
	from outbox where id > (p_from ->> 'outbox')::bigint and id <= (p_to ->> 'outbox')::bigint and kind = 'whatsapp_text'
		and status in ('sent', 'failed', 'uncertain') and not is_trial(channel) group by 2
	union all
	-- What people do in Chatwoot, each event once.
	select 'webhook_events_total', jsonb_build_object('webhook_type', 'chatwoot', 'event_type', case when number is null then 'change' else 'message' end, 'status', 'success'), count(*)
	from chatwoot_events where handled_at >= (p_from ->> 'turn')::timestamptz and handled_at < (p_to ->> 'turn')::timestamptz and not is_trial(channel) group by 2
	union all
	-- A sync with the CRM has one row for good, however often it is done: it is counted when it is done.
	select 'integration_requests_total', jsonb_build_object('integration', case when kind like '%chatwoot%' then 'chatwoot' when kind like '%slack%' then 'slack'
		else coalesce(provider, 'whatsapp') end, 'operation', kind, 'status', case status when 'sent' then 'success' else 'error' end), count(*)
	from outbox where id > (p_from ->> 'outbox')::bigint and id <= (p_to ->> 'outbox')::bigint and kind <> 'crm_sync'
		and status in ('sent', 'failed', 'uncertain') and not is_trial(channel) group by 2;
$$;

-- How it stands now; from partial indexes and the conversations of the last day, however many there ever were.
create or replace function public.standing_counts(p_now timestamptz)
returns table (name text, labels jsonb, value numeric) language sql stable set search_path = public as $$
	with active as (select mode, count(*) as n from sessions where updated_at > p_now - interval '1 day' and not is_trial(channel) group by 1)
	select 'conversations_active_total', '{}'::jsonb, coalesce(sum(n), 0) from active
	union all select 'conversations_by_state', jsonb_build_object('state', mode), n from active
	union all select 'outbox_waiting', jsonb_build_object('operation', kind), count(*) from outbox where status in ('pending', 'queued') and not is_trial(channel) group by 2
	union all select 'outbox_oldest_seconds', '{}', coalesce(greatest(extract(epoch from p_now - min(next_attempt_at)), 0), 0)
		from outbox where status in ('pending', 'queued') and not is_trial(channel)
	union all select 'messages_waiting', '{}', count(*) from inbox where status = 'waiting' and not is_trial(channel)
	union all select 'messages_given_up', '{}', count(*) from inbox where status = 'failed' and not is_trial(channel)
	union all select 'turns_unfinished', '{}', count(*) from turns where status in ('open', 'confirmed') and not is_trial(channel)
	union all select 'integration_up', jsonb_build_object('integration', split_part(c.name, ' ', 1)), min(case when outcome in ('ok', 'degraded') then 1 else 0 end)
		from health_checks c where checked_at > p_now - interval '10 minutes' group by 2
	union all select 'lgpd_requests_open', jsonb_build_object('overdue', (due_at < p_now)::text), count(*) from lgpd_requests where status = 'open' group by 2
	union all select 'agent_enabled', '{}', case when s.value = 'false' then 0 else 1 end from settings s where key = 'agent_enabled';
$$;

-- Everything, as a list of {name, labels, value}. What is older than three hours is settled and goes into the totals, once an hour: a question reads what came since, and no
-- more. Counting begins a day before the first question. Whoever is erased within those hours is not counted any more.
create or replace function public.metrics(p_now timestamptz default now()) returns jsonb language plpgsql set search_path = public as $$
declare
	settled constant timestamptz := date_trunc('hour', p_now - interval '3 hours');
	last constant jsonb := jsonb_build_object('turn', 'infinity', 'outbox', 9223372036854775807, 'inbox', 9223372036854775807);
	mark jsonb;
	onward jsonb;
begin
	insert into settings (key, value, updated_at) values ('metrics_mark', jsonb_build_object('turn', p_now - interval '1 day',
		'outbox', coalesce((select id from outbox where created_at < p_now - interval '1 day' order by id desc limit 1), 0),
		'inbox', coalesce((select id from inbox where received_at < p_now - interval '1 day' order by id desc limit 1), 0)), p_now)
	on conflict (key) do nothing;
	select value into mark from settings where key = 'metrics_mark' for update;
	if (mark ->> 'turn')::timestamptz < settled then
		onward := jsonb_build_object('turn', settled,
			'outbox', coalesce((select max(id) from outbox where id > (mark ->> 'outbox')::bigint and created_at < settled), (mark ->> 'outbox')::bigint),
			'inbox', coalesce((select max(id) from inbox where id > (mark ->> 'inbox')::bigint and received_at < settled), (mark ->> 'inbox')::bigint));
		insert into metric_totals as m (name, labels, value)
		select c.name, c.labels, sum(c.value) from (select * from turn_counts(mark, onward) union all select * from traffic_counts(mark, onward)) c group by 1, 2
		on conflict (name, labels) do update set value = m.value + excluded.value;
		update settings set value = onward, updated_at = p_now where key = 'metrics_mark';
		mark := onward;
	end if;
	return (select coalesce(jsonb_agg(jsonb_build_object('name', name, 'labels', labels, 'value', value) order by name, labels), '[]') from (
		select c.name, c.labels, sum(c.value) as value
		from (select * from metric_totals union all select * from turn_counts(mark, last) union all select * from traffic_counts(mark, last)) c group by 1, 2
		union all select * from standing_counts(p_now)) figures);
end $$;
