-- What a join moved goes back to whose it was, from what was kept. Called by undo_join, with both keys held and their conversations locked.

-- What was said and what is to be done: what moved then goes back, if it is still there. Returns how many messages came since and stay because their address tells
-- nothing.
create or replace function public.part_words(p_from text, p_to text, p_kept jsonb, p_since timestamptz, p_now timestamptz)
returns integer language plpgsql set search_path = public as $$
declare
	ids constant jsonb := p_kept -> 'ids';
	channels constant text[] := all_channels();
	asked constant jsonb := coalesce(nullif(p_kept -> 'waiting_questions', 'null'), '[]');
	waits_there text[];
	back bigint[];
	own bigint[];
begin
	-- What came since is whose address it came from, or went to.
	select array_agg(i.id) into own from inbox i
	where i.channel = any (channels) and i.phone = p_to and i.received_at >= p_since and key_of(i.send_to) = p_from;
	back := array(select v::bigint from jsonb_array_elements_text(coalesce(nullif(ids -> 'inbox', 'null'), '[]')) v) || own;
	update inbox set phone = p_from where id = any (back) and phone = p_to;
	update outbox o set phone = p_from,
		idempotency_key = case when o.idempotency_key = 'crm_sync:' || p_to or o.idempotency_key = 'crm_sync:' || p_from || ':joined:' || o.id
			then 'crm_sync:' || p_from else o.idempotency_key end,
		status = case when o.error = 'joined' and o.status = 'discarded' then 'sent' else o.status end,
		payload = case o.payload ->> 'phone' when p_to then o.payload || jsonb_build_object('phone', p_from) else o.payload end
	where o.phone = p_to and (o.id in (select v::bigint from jsonb_array_elements_text(coalesce(nullif(ids -> 'outbox', 'null'), '[]')) v)
		or (o.created_at >= p_since and o.kind <> 'crm_sync' and key_of(o.payload ->> 'to') = p_from));
	update conversations c set lead_phone = p_from where c.lead_phone = p_to
		and (c.id in (select v::bigint from jsonb_array_elements_text(coalesce(nullif(ids -> 'conversations', 'null'), '[]')) v)
			or c.inbox_id = any (own) or (c.sent_at >= p_since and c.outbox_id in (select id from outbox where phone = p_from)));
	update outbox set phone = p_from where phone = p_to and kind = 'chatwoot_message' and created_at >= p_since
		and (payload ->> 'word')::bigint in (select id from conversations where lead_phone = p_from);
	update session_history set phone = p_from where phone = p_to
		and id in (select v::bigint from jsonb_array_elements_text(coalesce(nullif(ids -> 'session_history', 'null'), '[]')) v);
	update chatwoot_events e set phone = p_from from jsonb_array_elements(coalesce(nullif(ids -> 'chatwoot_events', 'null'), '[]')) k
	where e.channel = k ->> 0 and e.key = k ->> 1 and e.phone = p_to;
	update chatwoot_links e set phone = p_from from jsonb_array_elements(coalesce(nullif(ids -> 'chatwoot_links', 'null'), '[]')) k
	where e.channel = k ->> 0 and e.account = k ->> 1 and e.conversation = (k ->> 2)::bigint and e.phone = p_to;
	perform part_attendances(p_from, p_to, p_kept, p_now);
	-- Of two that workflows wait with the join left one; one that was answered since is answered.
	with gone as (
		delete from waiting_questions q using jsonb_populate_recordset(null::waiting_questions, asked) a
		where q.phone = p_to and a.phone = p_from and q.channel = a.channel and q.resume_url = a.resume_url
		returning q.channel
	)
	select array_agg(channel) into waits_there from gone;
	insert into waiting_questions select a.* from jsonb_populate_recordset(null::waiting_questions, asked) a
	where a.expires_at > p_now and ((a.phone = p_from and a.channel = any (waits_there))
		or exists (select from jsonb_populate_recordset(null::waiting_questions, asked) b
			where b.channel = a.channel and b.phone <> a.phone and (a.asked_at, a.phone) < (b.asked_at, b.phone)))
	on conflict do nothing;
	-- A turn is whose messages it has; one over messages of both is given up, and they wait again.
	update turns set status = 'expired', finished_at = p_now, reason = 'parted' where status = 'open' and phone = p_to
		and exists (select from inbox where turn_id = turns.id and phone = p_from) and exists (select from inbox where turn_id = turns.id and phone = p_to);
	update inbox i set status = 'waiting', turn_id = null, attempts = greatest(attempts - 1, 0), not_before = null
	from turns t where t.id = i.turn_id and t.reason = 'parted' and t.finished_at = p_now and i.status = 'claimed';
	update turns t set phone = p_from where t.phone = p_to
		and (t.id in (select v::uuid from jsonb_array_elements_text(coalesce(nullif(ids -> 'turns', 'null'), '[]')) v)
			or (t.created_at >= p_since and exists (select from inbox where turn_id = t.id and phone = p_from)))
		and exists (select from sessions s where s.channel = t.channel and s.phone = p_from)
		and not exists (select from inbox where turn_id = t.id and phone = p_to);
	-- What came since and is nobody's by its address stays.
	return (select count(*) from inbox i where i.channel = any (channels) and i.phone = p_to and i.received_at > p_since
		and key_of(i.send_to) <> p_to);
end $$;

-- The row of a lead as it is given: every column, whichever there are by then.
create or replace function public.put_lead(p_id uuid, p_row jsonb) returns void language plpgsql set search_path = public as $$
declare
	columns constant text := (select string_agg(quote_ident(attname), ', ') from pg_attribute
		where attrelid = 'leads'::regclass and attnum > 0 and not attisdropped and attname <> 'id');
	put integer;
begin
	execute format('update leads set (%1$s) = (select %1$s from jsonb_populate_record(null::leads, $1)) where id = $2', columns) using p_row, p_id;
	get diagnostics put = row_count;
	if put = 0 and p_row is not null then
		insert into leads select (jsonb_populate_record(null::leads, p_row)).*;
	end if;
end $$;

-- Each side has its lead again. What was learned since stays with the key that stayed; where that one had no lead, with the only one there is. Returns the
-- names of what was learned since.
create or replace function public.part_leads(p_from text, p_to text, p_kept jsonb, p_now timestamptz)
returns jsonb language plpgsql set search_path = public as $$
declare
	merged constant jsonb := nullif(p_kept #> '{after,lead}', 'null');
	f jsonb;
	t jsonb;
	now_ jsonb;
	since jsonb;
	link crm_links;
	k record;
begin
	select to_jsonb(l) into now_ from leads l where l.id = (merged ->> 'id')::uuid and l.phone = p_to;
	if now_ is null then
		return '[]';
	end if;
	select e into f from jsonb_array_elements(p_kept -> 'leads') e where e ->> 'phone' = p_from;
	select e into t from jsonb_array_elements(p_kept -> 'leads') e where e ->> 'phone' = p_to;
	if f is null then
		return '[]';
	end if;
	select coalesce(jsonb_object_agg(key, value), '{}') into since from jsonb_each(now_)
	where value is distinct from merged -> key and key not in ('id', 'phone', 'created_at', 'updated_at');
	select * into link from crm_links where phone = p_to;
	delete from crm_links where phone = p_to;
	if t is null then
		perform put_lead((f ->> 'id')::uuid, f || since);
	elsif f ->> 'id' = now_ ->> 'id' then
		perform put_lead((f ->> 'id')::uuid, f);
		perform put_lead((t ->> 'id')::uuid, t || since);
	else
		perform put_lead((t ->> 'id')::uuid, t || since);
		perform put_lead((f ->> 'id')::uuid, f);
	end if;
	for k in select * from jsonb_populate_recordset(null::crm_links, coalesce(nullif(p_kept -> 'crm_links', 'null'), '[]')) loop
		-- The one that there is now is whose deal it is.
		if link.phone is not null and k.deal_id is not distinct from link.deal_id and k.person_id is not distinct from link.person_id then
			link.phone := k.phone;
		elsif exists (select from leads where phone = k.phone) then
			insert into crm_links select (jsonb_populate_record(null::crm_links, to_jsonb(k))).* on conflict do nothing;
		end if;
	end loop;
	if link.phone is not null and exists (select from leads where phone = link.phone) then
		insert into crm_links values (link.*) on conflict (phone) do nothing;
	end if;
	update temperature_history h set lead_id = (e ->> 'lead_id')::uuid from jsonb_array_elements(coalesce(nullif(p_kept -> 'temperature_history', 'null'), '[]')) e
	where h.id = (e ->> 'id')::bigint and exists (select from leads where id = (e ->> 'lead_id')::uuid);
	update audit_logs a set entity_id = e ->> 'entity_id' from jsonb_array_elements(coalesce(nullif(p_kept -> 'audit_logs', 'null'), '[]')) e
	where a.id = (e ->> 'id')::bigint;
	return (select coalesce(jsonb_agg(key order by key), '[]') from jsonb_each(since) where key not in ('agent_state', 'crm_sync_status', 'temperature_updated_at'));
end $$;

-- What each asked and wants. What came of it since stays with the key that stayed; an opt-out, or its end, that came since is both's: nobody knows whose it was.
-- Returns whether there is one.
create or replace function public.part_wishes(p_from text, p_to text, p_kept jsonb, p_since timestamptz, p_now timestamptz)
returns boolean language plpgsql set search_path = public as $$
declare
	merged constant jsonb := nullif(p_kept #> '{after,opt_out}', 'null');
	stop opt_outs;
begin
	update lgpd_requests set phone = p_from where phone = p_to
		and protocol in (select jsonb_array_elements_text(coalesce(nullif(p_kept #> '{ids,lgpd_requests}', 'null'), '[]')));
	update onboardings o set phone = p_from from jsonb_array_elements(coalesce(nullif(p_kept #> '{ids,onboardings}', 'null'), '[]')) k
	where o.flow = k ->> 0 and o.user_id = k ->> 1 and o.phone = p_to;
	update campaign_contacts c set phone = p_from from jsonb_array_elements(coalesce(nullif(p_kept #> '{ids,campaign_contacts}', 'null'), '[]')) k
	where c.campaign_id = k ->> 0 and c.entry = k ->> 1 and c.phone = p_to;
	perform part_follow_ups(p_from, p_to, p_kept);
	update technical_questions q set phone = p_from
	from jsonb_populate_recordset(null::technical_questions, coalesce(nullif(p_kept -> 'technical_questions', 'null'), '[]')) k
	where q.id = k.id and k.phone = p_from;
	insert into technical_questions select k.* from jsonb_populate_recordset(null::technical_questions, coalesce(nullif(p_kept -> 'technical_questions', 'null'), '[]')) k
	where k.phone = p_from on conflict do nothing;
	delete from product_interests i where i.phone = p_to and i.last_at <= p_since
		and not exists (select from jsonb_array_elements(coalesce(nullif(p_kept -> 'product_interests', 'null'), '[]')) k
			where k ->> 'phone' = p_to and k ->> 'product' = i.product);
	insert into product_interests as i select k.* from jsonb_populate_recordset(null::product_interests, coalesce(nullif(p_kept -> 'product_interests', 'null'), '[]')) k
	on conflict (phone, product) do update set times = excluded.times, first_at = excluded.first_at, last_at = excluded.last_at where i.last_at <= p_since;
	select * into stop from opt_outs where phone = p_to;
	if (to_jsonb(stop) -> 'opted_out_at', to_jsonb(stop) -> 'revoked_at') is distinct from (merged -> 'opted_out_at', merged -> 'revoked_at')
		and stop.phone is not null
	then
		stop.phone := p_from;
		insert into opt_outs values (stop.*) on conflict (phone) do nothing;
		return true;
	end if;
	delete from opt_outs where phone = p_to;
	insert into opt_outs select k.* from jsonb_populate_recordset(null::opt_outs, coalesce(nullif(p_kept -> 'opt_outs', 'null'), '[]')) k on conflict do nothing;
	return false;
end $$;
