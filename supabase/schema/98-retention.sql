-- How long what is for. Called each night by the Lead Store node's Run Retention; off until somebody confirmed it, and what it would delete was counted before.

-- Days: messages and what was asked, 90; what a conversation remembers beside its words, 90; a lead without a sign of life, 365 (then it stays as a figure); effects that
-- are done, 7; audit, requests and erasures, five years. Opt-outs stay: they are to hold.
create or replace function public.retention_settings() returns jsonb language sql stable set search_path = public as $$
	select '{"messages_days": 90, "context_days": 90, "lead_days": 365, "outbox_days": 7, "audit_days": 1826}'::jsonb
		|| coalesce((select value from settings where key = 'retention'), '{}');
$$;

-- Each kind starts from what is due, in its order: as large as one night, not as the past.
create index if not exists conversations_old on public.conversations (sent_at);
create index if not exists inbox_old on public.inbox (received_at) where status in ('done', 'failed');
create index if not exists technical_questions_old on public.technical_questions (asked_at) where answered;
create index if not exists session_history_old on public.session_history (at);
create index if not exists turns_old on public.turns (created_at) where status not in ('open', 'confirmed');
create index if not exists sessions_remembering on public.sessions (updated_at) where mode = 'agent' and metadata <> '{}';
create index if not exists leads_remembering on public.leads (updated_at) where agent_state <> '{}';
create index if not exists outbox_old on public.outbox (updated_at) where status in ('sent', 'failed', 'discarded', 'uncertain') and payload <> '{}';
create index if not exists lgpd_requests_old on public.lgpd_requests (closed_at) where closed_at is not null;
create index if not exists erasures_old on public.erasures (finished_at) where finished_at is not null;
-- When a lead that says nothing was last found to have a conversation all the same.
alter table public.leads add column if not exists active_at timestamptz;
create index if not exists leads_old on public.leads (greatest(updated_at, active_at)) where anonymized_at is null;

-- The kinds: which rows are due before a moment (`%s`), in their order, and how many days.
create or replace function public.retention_kinds() returns table (kind text, days text, due text) language sql immutable set search_path = public as $$
	values
		('conversations', 'messages_days', 'select id from public.conversations where sent_at < $1 order by sent_at'),
		('inbox', 'messages_days', $q$select id from public.inbox where received_at < $1 and status in ('done', 'failed') order by received_at$q$),
		('technical_questions', 'messages_days', 'select id from public.technical_questions where asked_at < $1 and answered order by asked_at'),
		('turns', 'messages_days', $q$select id from public.turns where created_at < $1 and status not in ('open', 'confirmed') order by created_at$q$),
		('attendances', 'messages_days', 'select id from public.attendances where closed_at < $1 order by closed_at'),
		('session_history', 'context_days', 'select id from public.session_history where at < $1 order by at'),
		('identity_checks', 'outbox_days', 'select phone from public.identity_checks where sent_at < $1 order by sent_at'),
		('outbox', 'outbox_days', $q$select id from public.outbox where updated_at < $1 and status in ('sent', 'failed', 'discarded', 'uncertain') and payload <> '{}' order by updated_at$q$),
		('audit_logs', 'audit_days', 'select id from public.audit_logs where logged_at < $1 order by logged_at'),
		('follow_up_steps', 'messages_days', 'select id from public.follow_up_steps where queued_at < $1 order by queued_at'),
		('promises', 'messages_days', $q$select id from public.promises where promised_at < $1 and status in ('kept', 'over') order by promised_at$q$),
		('lgpd_requests', 'audit_days', 'select protocol from public.lgpd_requests where closed_at < $1 order by closed_at'),
		('erasures', 'audit_days', 'select protocol from public.erasures where finished_at < $1 order by finished_at'),
		('sessions', 'context_days', $q$select ctid from public.sessions where updated_at < $1 and mode = 'agent' and metadata <> '{}' order by updated_at$q$),
		('agent_state', 'context_days', $q$select id from public.leads where updated_at < $1 and agent_state <> '{}' order by updated_at$q$),
		('leads', 'lead_days', 'select id from public.leads where greatest(updated_at, active_at) < $1 and anonymized_at is null order by greatest(updated_at, active_at)');
$$;

create or replace function public.retention_cut(p_days text, p_now timestamptz) returns timestamptz language sql stable set search_path = public as $$
	-- In hours: a day is not longer where clocks are changed.
	select p_now - make_interval(hours => (retention_settings() ->> p_days)::integer * 24);
$$;

-- How many rows are due, of each kind, up to 10,000 of one: what a first night would delete.
create or replace function public.count_retention(p_now timestamptz default now()) returns jsonb language plpgsql stable set search_path = public as $$
declare
	k record;
	due integer;
	counted jsonb := '{}';
begin
	for k in select * from retention_kinds() loop
		execute format('select count(*) from (%s limit 10000) d', k.due) into due using retention_cut(k.days, p_now);
		counted := counted || jsonb_build_object(k.kind, due);
	end loop;
	return counted;
end $$;

-- Sets the days (those that are given) and turns retention on or off. On only once somebody saw what was counted.
create or replace function public.set_retention(p_days jsonb, p_on boolean, p_by text, p_now timestamptz default now()) returns jsonb language plpgsql set search_path = public as $$
declare
	was constant jsonb := retention_settings();
	d record;
begin
	for d in select * from jsonb_each(coalesce(p_days, '{}')) loop
		if d.key <> all (array['messages_days', 'context_days', 'lead_days', 'outbox_days', 'audit_days']) or jsonb_typeof(d.value) <> 'number'
			or (d.value::text)::numeric not between 1 and 36500 or (d.value::text)::numeric <> floor((d.value::text)::numeric)
		then
			raise exception 'Retention takes whole days from 1 to 36500, not % for "%"', d.value, d.key using errcode = '22023';
		end if;
	end loop;
	if p_on and not was ? 'counted_at' then
		return was || '{"changed": false, "reason": "count_first"}';
	end if;
	insert into settings (key, value, updated_at) values ('retention', was || coalesce(p_days, '{}')
		|| jsonb_build_object('confirmed_at', case when p_on then p_now end, 'confirmed_by', case when p_on then p_by end), p_now)
	on conflict (key) do update set value = excluded.value, updated_at = p_now;
	insert into audit_logs (logged_at, action, entity_type, entity_id, changed_by, changes)
	values (p_now, 'UPDATE', 'retention', 'settings', p_by, jsonb_build_object('before', was, 'after', retention_settings()));
	return retention_settings() || '{"changed": true}';
end $$;

-- One batch of one kind: deleted, or emptied of what tells who it was. Returns how many.
create or replace function public.retire(p_kind text, p_due text, p_before timestamptz, p_limit integer, p_now timestamptz) returns integer language plpgsql set search_path = public as $$
declare
	batch constant text := 'with due as materialized (' || p_due || ' limit $2 for update skip locked) ';
	done integer := 0;
	began constant timestamptz := clock_timestamp();
	figures integer;
	l leads;
begin
	case p_kind
		when 'sessions' then
			execute batch || 'update public.sessions s set metadata = ''{}'', version = s.version + 1 from due where s.ctid = due.ctid' using p_before, p_limit;
			get diagnostics done = row_count;
		when 'agent_state' then
			execute batch || 'update public.leads l set agent_state = ''{}'' from due where l.id = due.id' using p_before, p_limit;
			get diagnostics done = row_count;
		when 'outbox' then
			-- What Meta charges for stays as a figure: its category, its day and the country, and no person.
			execute batch || 'update public.outbox o set payload = ''{}'', phone = left(phone, 4), idempotency_key = ''old:'' || o.id, provider_message_id = ''old'', turn_id = null,
				provider_queue_id = null, error = null from due where o.id = due.id and o.pricing is not null' using p_before, p_limit;
			get diagnostics figures = row_count;
			execute batch || 'delete from public.outbox o using due where o.id = due.id and o.pricing is null' using p_before, p_limit;
			get diagnostics done = row_count;
			done := done + figures;
		when 'leads' then
			for l in execute 'select l.* from public.leads l join (' || p_due || ' limit $2) d on d.id = l.id for update of l skip locked' using p_before, least(p_limit, 100) loop
				-- Somebody who still asks for their data, is on their way through a flow, or with whom there is a conversation, is no one from long ago.
				if exists (select from sessions s where s.phone = l.phone and greatest(s.last_customer_message, s.last_agent_message, s.last_human_message) >= p_before)
					or exists (select from lgpd_requests r where r.phone = l.phone and r.status = 'open')
					or exists (select from onboardings o where o.phone = l.phone and o.phone <> '' and o.last_activity_at >= p_before)
				then
					update leads set active_at = p_now where id = l.id;
				else
					perform erase_rows(ids_of_person(l.phone), 'anon_' || gen_random_uuid(), person_hash(l.phone), p_now);
				end if;
				done := done + 1;
				-- Each is erased from every table: a call is over before anybody who waits for it gives up.
				exit when clock_timestamp() > began + interval '2 seconds';
			end loop;
		when 'identity_checks', 'lgpd_requests', 'erasures' then
			execute batch || format('delete from public.%1$I t using due where t.%2$I = due.%2$I', p_kind, case p_kind when 'identity_checks' then 'phone' else 'protocol' end)
				using p_before, p_limit;
			get diagnostics done = row_count;
		else
			execute batch || format('delete from public.%I t using due where t.id = due.id', p_kind) using p_before, p_limit;
			get diagnostics done = row_count;
	end case;
	return done;
end $$;

-- One batch of each kind; called again while there is more. While nobody confirmed it, it counts alone, so that a new version deletes nothing on its first night.
create or replace function public.run_retention(p_limit integer default 1000, p_now timestamptz default now()) returns jsonb language plpgsql set search_path = public as $$
declare
	k record;
	done integer;
	counts jsonb := '{}';
	is_more boolean := false;
begin
	if not pg_try_advisory_xact_lock(hashtext('public.retention'), 0) then
		return jsonb_build_object('ran', false, 'reason', 'running', 'more', false);
	end if;
	if retention_settings() ->> 'confirmed_at' is null then
		counts := count_retention(p_now);
		insert into settings (key, value, updated_at) values ('retention', retention_settings() || jsonb_build_object('counted_at', p_now, 'counted', counts), p_now)
		on conflict (key) do update set value = excluded.value, updated_at = p_now;
		return jsonb_build_object('ran', false, 'reason', 'not_confirmed', 'counted', counts, 'more', false, 'settings', retention_settings());
	end if;
	for k in select * from retention_kinds() loop
		done := retire(k.kind, k.due, retention_cut(k.days, p_now), p_limit, p_now);
		-- Of leads nobody knows how many one call has time for.
		is_more := is_more or done >= case k.kind when 'leads' then 1 else p_limit end;
		counts := counts || jsonb_build_object(k.kind, done);
	end loop;
	return jsonb_build_object('ran', true, 'done', counts, 'more', is_more);
end $$;
