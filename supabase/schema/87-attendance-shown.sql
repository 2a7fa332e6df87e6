-- Attendances as the attendance API shows them (its names: conversation, customer_phone, assigned_to). Called by the Attendance Server and its socket.

-- A phone with its plus sign; of whom nobody knows a phone the provider's id, as it is.
create or replace function public.attendance_phone(p_key text) returns text language sql stable set search_path = public as $$
	select case when id_kind(p_key) = 'phone' then '+' || p_key
		else coalesce((select '+' || value from contact_ids where key = p_key and kind = 'phone' order by last_seen desc limit 1), p_key) end;
$$;

-- Some of them, in the order of their ids. The agent's are in progress, with nobody: the API has no other word for them. All at once: what is looked up for each by itself takes a page a hundred times.
create or replace function public.attendance_summaries(p_ids uuid[]) returns jsonb language sql stable set search_path = public as $$
	select coalesce(jsonb_agg(jsonb_build_object('id', a.id,
		'customer_phone', case when a.phone ~ '^[1-9][0-9]{7,14}$' then '+' || a.phone else attendance_phone(a.phone) end,
		'customer_name', coalesce(nullif(l.name, ''), nullif(l.whatsapp_name, '')),
		'status', case a.status when 'bot' then 'in_progress' else a.status end, 'channel', 'whatsapp', 'assigned_to', w.number,
		'started_at', to_char(a.started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
		'last_message_at', to_char(a.last_message_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'messages_count', a.messages_count,
		'priority', (array['low', 'normal', 'high', 'urgent'])[a.priority + 1]) order by i.n), '[]')
	from unnest(p_ids) with ordinality i (id, n) join attendances a on a.id = i.id left join leads l on l.phone = a.phone left join attendants w on w.id = a.owner;
$$;

-- A message as the API tells of it. What is on its way counts as sent: there is no word before that one. Kinds that the API has no name for are files or texts.
create or replace function public.attendance_message(p_one public.conversations) returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object('id', 'msg-' || p_one.id, 'direction', case p_one.role when 'user' then 'incoming' else 'outgoing' end, 'content', p_one.content,
		'type', case when p_one.kind in ('image', 'sticker') then 'image' when p_one.kind in ('document', 'audio', 'video', 'voice') then 'document'
			when p_one.kind = 'template' then 'template' else 'text' end,
		'timestamp', utc_text(p_one.sent_at),
		'status', case when p_one.role = 'user' then 'delivered' when p_one.status in ('failed', 'discarded') then 'failed'
			else coalesce((select case when o.delivery in ('delivered', 'read', 'failed') then o.delivery when o.delivery = 'played' then 'read' end
				from outbox o where o.id = p_one.outbox_id), 'sent') end,
		'sent_by', case p_one.role when 'user' then 'customer' when 'assistant' then 'bot' else 'agent' end);
$$;

-- One of them, whole: `shown` with its messages, oldest first (the newest so many); the rest is for whoever decides what may be done with it. Null where there is none.
create or replace function public.read_attendance(p_id uuid, p_messages integer default 500) returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object('id', a.id, 'channel', a.channel, 'phone', a.phone, 'status', a.status, 'owner', a.owner, 'failed_turns', a.failed_turns,
		'shown', (attendance_summaries(array[a.id]) -> 0) || jsonb_build_object('resolution', a.resolution, 'notes', a.notes, 'rating', a.rating, 'closed_at', utc_text(a.closed_at),
			'messages', coalesce((select jsonb_agg(attendance_message(m) order by (m).sent_at, (m).id)
				from (select c as m from conversations c where c.attendance = a.id and c.status <> 'discarded' order by c.sent_at desc, c.id desc limit p_messages) n), '[]')))
	from attendances a where a.id = p_id;
$$;

-- The one that is open with somebody, on any number of ours: what a person has before what waits.
create or replace function public.open_attendance(p_phone text) returns uuid language sql stable set search_path = public as $$
	select id from attendances where phone = (select key_of(p_phone)) and closed_at is null order by status = 'in_progress' desc, status = 'queue' desc, started_at desc limit 1;
$$;

-- A page of them. Filters: status, owner, from, until (of the beginning); `mine`, whose and what waits. Newest first, what waits in the order of the queue. What is not asked
-- for is no part of the statement, so that an index answers the rest. `total` counts up to 5,000.
create or replace function public.list_attendances(p_filter jsonb, p_page integer, p_limit integer) returns jsonb language plpgsql stable set search_path = public as $$
declare
	is_queue constant boolean := p_filter ->> 'status' is not distinct from 'queue';
	wanted constant text := concat('from attendances a where $1::jsonb is not null',
		case when is_queue then ' and a.status = ''queue''' when p_filter ->> 'status' = 'in_progress' then ' and a.status in (''bot'', ''in_progress'')'
			when p_filter ->> 'status' is not null then ' and a.status = $1 ->> ''status''' end,
		case when p_filter ->> 'owner' is not null then ' and a.owner = $1 ->> ''owner''' end,
		case when p_filter ->> 'mine' is not null and not is_queue then ' and (a.owner = $1 ->> ''mine'' or a.status = ''queue'')' end,
		case when p_filter ->> 'from' is not null then ' and a.started_at >= ($1 ->> ''from'')::timestamptz' end,
		case when p_filter ->> 'until' is not null then ' and a.started_at < ($1 ->> ''until'')::timestamptz' end);
	sorted constant text := case when is_queue then 'a.priority desc, a.queued_at, a.id' else 'a.started_at desc, a.id' end;
	total integer;
	page uuid[];
begin
	execute 'select count(*) from (select ' || wanted || ' limit 5000) n' into total using p_filter;
	execute format('select array(select a.id %s order by %s limit $2 offset $3)', wanted, sorted) into page using p_filter, p_limit, (p_page - 1)::bigint * p_limit;
	return jsonb_build_object('conversations', attendance_summaries(page), 'total', total);
end $$;

-- Who is next in the queue, but for those that somebody was faster with. Nothing is locked: taking it is a takeover like any other.
create or replace function public.next_in_queue(p_but uuid[] default '{}') returns uuid language sql stable set search_path = public as $$
	select id from attendances where status = 'queue' and id <> all (p_but) order by priority desc, queued_at, id limit 1;
$$;
