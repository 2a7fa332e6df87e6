-- Opt-outs, data requests, anonymising and erasing. Called by Confirm (through register_findings) and the Lead Store node.

-- Everything of one conversation, gone: for the self-test, and for an erasure that a customer asked for.
create or replace function public.delete_conversation(p_channel text, p_phone text)
returns jsonb language plpgsql set search_path = public as $$
declare
	removed integer;
begin
	p_phone := key_of(p_phone);
	perform lock_person(p_phone);
	delete from outbox where channel = p_channel and phone = p_phone;
	delete from waiting_questions where channel = p_channel and phone = p_phone;
	delete from conversations where channel = p_channel and lead_phone = p_phone;
	delete from inbox where channel = p_channel and phone = p_phone;
	delete from session_history where channel = p_channel and phone = p_phone;
	delete from chatwoot_events where channel = p_channel and phone = p_phone;
	delete from chatwoot_links where channel = p_channel and phone = p_phone;
	delete from attendances where channel = p_channel and phone = p_phone;
	delete from sessions where channel = p_channel and phone = p_phone;
	get diagnostics removed = row_count;
	-- It guards nobody any more.
	perform answers_elsewhere(p_channel, p_phone, now());
	if not exists (select from sessions where phone = p_phone) then
		delete from technical_questions where phone = p_phone;
		delete from product_interests where phone = p_phone;
		delete from audit_logs where entity_type in ('lead', 'orcamento', 'empresa') and entity_id = (select l.id::text from leads l where l.phone = p_phone);
		delete from leads where phone = p_phone;
		-- That they opted out or asked for their data stays, without their words; so does where a user of a flow stands, without who it is.
		update opt_outs set words = '' where phone = p_phone;
		update lgpd_requests set words = '', note = null where phone = p_phone;
		update onboardings set phone = '', name = '', company = '', link = '' where phone = p_phone;
		perform forget_in_campaigns(p_phone);
		delete from silent_leads where phone = p_phone;
		delete from follow_up_steps where phone = p_phone;
		delete from promises where phone = p_phone;
		delete from outbox where phone = p_phone or payload ->> 'phone' = p_phone;
		delete from known_events where position(p_phone in key) > 0;
		delete from identity_checks where phone = p_phone;
		perform forget_ids(p_phone);
	end if;
	return jsonb_build_object('deleted', removed > 0);
end $$;

create table if not exists public.opt_outs (
	phone text primary key,
	words text not null default '',
	opted_out_at timestamptz not null default now(),
	revoked_at timestamptz
);

-- Who was erased stays on the list under the hash of each of their ids; one `person` holds those together.
alter table public.opt_outs add column if not exists person uuid;
create index if not exists opt_outs_person on public.opt_outs (person) where person is not null;

-- The hashes of a person on that list, by any id that they have by now.
create or replace function public.erased_opt_outs(p_key text) returns setof public.opt_outs language sql stable set search_path = public as $$
	select * from opt_outs o where o.person in (
		select h.person from opt_outs h where h.person is not null and h.phone in (select person_hash(id) from unnest(ids_of_person(p_key)) id));
$$;

-- Whether nobody may write to a person of their own accord: they asked for it, and did not take it back; also where nothing else is known of them any more.
create or replace function public.has_opted_out(p_phone text) returns boolean language sql stable set search_path = public as $$
	select exists (select from opt_outs where phone = (select key_of(p_phone)) and revoked_at is null)
		or (exists (select from opt_outs where person is not null and revoked_at is null)
			and exists (select from erased_opt_outs((select key_of(p_phone))) e where e.revoked_at is null));
$$;

create table if not exists public.lgpd_requests (
	protocol text primary key,
	phone text not null,
	kind text not null,
	words text not null default '',
	status text not null default 'open' check (status in ('open', 'done', 'refused')),
	note text,
	opened_at timestamptz not null default now(),
	-- A full declaration is due within 15 days (LGPD art. 19, II), and the law names no longer time for the rest: "immediately" is held to the same.
	due_at timestamptz not null,
	closed_at timestamptz
);
-- What a person may ask of their data (LGPD art. 18): the list grows, so the check is made anew.
alter table public.lgpd_requests drop constraint if exists lgpd_requests_kind_check;
alter table public.lgpd_requests add constraint lgpd_requests_kind_check
	check (kind in ('access', 'copy', 'correction', 'deletion', 'objection', 'source'));
create index if not exists lgpd_requests_open on public.lgpd_requests (due_at) where status = 'open';

-- Stops the robot for a phone: it is on the list, the lead says so, and no conversation of it is the agent's any more. Who has a conversation in hand keeps it,
-- and it does not go back to the agent by itself (`opted_out`).
create or replace function public.register_opt_out(p_phone text, p_words text, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
begin
	p_phone := key_of(p_phone);
	perform lock_person(p_phone);
	insert into opt_outs (phone, words, opted_out_at) values (p_phone, coalesce(p_words, ''), p_now)
	on conflict (phone) do update set words = excluded.words, opted_out_at = excluded.opted_out_at, revoked_at = null
	where opt_outs.revoked_at is not null;
	update leads set opted_out_at = coalesce(opted_out_at, p_now), updated_at = p_now where phone = p_phone;
	with stopped as (
		update sessions s set mode = 'paused', human_attendant = null, human_since = null, paused_at = p_now, paused_by = 'opt_out',
			pause_reason = 'system', mode_since = p_now, mode_epoch = s.mode_epoch + 1, version = s.version + 1, updated_at = p_now
		from sessions b
		where s.phone = p_phone and s.mode = 'agent' and b.channel = s.channel and b.phone = s.phone
		returning s.channel, s.mode_epoch, b.mode, b.human_attendant
	)
	insert into session_history (channel, phone, at, type, actor_type, from_mode, to_mode, from_owner, reason, epoch)
	select channel, p_phone, p_now, 'mode_changed', 'customer', mode, 'paused', human_attendant, 'opt_out', mode_epoch from stopped;
	update sessions set metadata = metadata || '{"opted_out": true}', version = version + 1, updated_at = p_now
	where phone = p_phone and mode = 'human' and not metadata ? 'opted_out';
	return (select to_jsonb(o) from opt_outs o where phone = p_phone);
end $$;

-- Takes an opt-out back: the agent answers again where the opt-out had stopped it.
create or replace function public.revoke_opt_out(p_phone text, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
begin
	p_phone := key_of(p_phone);
	perform lock_person(p_phone);
	update opt_outs set revoked_at = p_now where phone = p_phone and revoked_at is null;
	update opt_outs set revoked_at = p_now where revoked_at is null and phone in (select phone from erased_opt_outs(p_phone));
	update leads set opted_out_at = null, updated_at = p_now where phone = p_phone;
	update sessions set metadata = metadata - 'opted_out', version = version + 1, updated_at = p_now where phone = p_phone and metadata ? 'opted_out';
	update sessions set mode = 'agent', paused_at = null, paused_by = null, pause_reason = null, mode_since = p_now,
		mode_epoch = mode_epoch + 1, version = version + 1, updated_at = p_now
	where phone = p_phone and mode = 'paused' and paused_by = 'opt_out';
	return coalesce((select to_jsonb(o) from opt_outs o where phone = p_phone), jsonb_build_object('phone', p_phone));
end $$;

-- Opens a data request under its number; the same number again changes nothing.
create or replace function public.open_lgpd_request(
	p_protocol text, p_phone text, p_kind text, p_words text, p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
begin
	insert into lgpd_requests (protocol, phone, kind, words, opened_at, due_at)
	values (p_protocol, key_of(p_phone), p_kind, coalesce(p_words, ''), p_now, p_now + interval '15 days') on conflict (protocol) do nothing;
	return (select to_jsonb(r) from lgpd_requests r where protocol = p_protocol);
end $$;

-- Makes a person anonymous, all or nothing: lead, conversation, questions and interests stay as figures under a pseudonym, with the texts that the caller
-- made anonymous (`{id, text}`; a row that came since has none and goes). What is only there to work with goes. An opt-out stays: nobody may write to them.
create or replace function public.anonymize_person(
	p_phone text, p_pseudonym text, p_messages jsonb, p_questions jsonb, p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
declare
	l leads;
	messages integer;
	-- Words that tell who it is: any free text that has one of them goes.
	telling text[];
begin
	p_phone := key_of(p_phone);
	select * into l from leads where phone = p_phone for update;
	if not found then
		return jsonb_build_object('anonymized', false, 'reason', 'unknown_phone');
	end if;
	update conversations c set lead_phone = p_pseudonym, content = m.text, message_id = null
	from jsonb_to_recordset(p_messages) as m (id bigint, text text) where c.id = m.id and c.lead_phone = p_phone;
	get diagnostics messages = row_count;
	update technical_questions q set phone = p_pseudonym, question = m.text, answer = null
	from jsonb_to_recordset(p_questions) as m (id uuid, text text) where q.id = m.id and q.phone = p_phone;
	update product_interests set phone = p_pseudonym where phone = p_phone;
	delete from conversations where lead_phone = p_phone;
	delete from technical_questions where phone = p_phone;
	delete from identity_checks where phone = p_phone;
	delete from outbox where phone = p_phone;
	delete from inbox where phone = p_phone;
	delete from session_history where phone = p_phone;
	delete from waiting_questions where phone = p_phone;
	delete from chatwoot_events where phone = p_phone;
	delete from chatwoot_links where phone = p_phone;
	delete from attendances where phone = p_phone;
	delete from sessions where phone = p_phone;
	delete from outbox where payload ->> 'phone' = p_phone;
	delete from known_events where position(p_phone in key) > 0;
	perform forget_ids(p_phone);
	update opt_outs set words = '' where phone = p_phone;
	update lgpd_requests set phone = p_pseudonym, words = '', note = null where phone = p_phone;
	update onboardings set phone = '', name = '', company = '', link = '' where phone = p_phone;
	perform forget_in_campaigns(p_phone);
	delete from silent_leads where phone = p_phone;
	delete from follow_up_steps where phone = p_phone;
	delete from promises where phone = p_phone;
	telling := array(select w from regexp_split_to_table(lower(concat_ws(' ', l.name, l.whatsapp_name, l.company, split_part(l.email, '@', 1))), '[^[:alnum:]]+') w
		where length(w) > 2 and w not in ('das', 'dos', 'ltda', 'eireli', 'epp'));
	update leads set phone = p_pseudonym, whatsapp_name = null, name = null, company = null, email = null, cnpj = null, site = null, need = null,
		volume = null, custom_fields = null, temperature_reason = null, agent_state = '{}',
		urgency = case when urgency in ('alta', 'média', 'baixa') then urgency end,
		knows_company = case when knows_company in ('sim', 'não') then knows_company end,
		decision_maker = case when decision_maker in ('sim', 'não') then decision_maker end,
		city = case when not lower(city) ~ any (telling) then city end,
		product = case when not lower(product) ~ any (telling) then product end,
		segment = case when not lower(segment) ~ any (telling) then segment end, anonymized_at = p_now, updated_at = p_now where id = l.id;
	update temperature_history set reason = null where lead_id = l.id;
	delete from audit_logs where entity_type in ('lead', 'orcamento', 'empresa') and entity_id = l.id::text;
	insert into audit_logs (logged_at, action, entity_type, entity_id, metadata)
	values (p_now, 'UPDATE', 'lead', l.id::text, jsonb_build_object('anonymized', true));
	return jsonb_build_object('anonymized', true, 'pseudonym', p_pseudonym, 'messages', messages);
end $$;
