-- Whether who asks for somebody's data is that person: a code goes to their number, and who asks has to know it. Called by the Lead Store node's Send Code and Check Code.

create table if not exists public.identity_checks (
	phone text primary key,
	-- The hash alone, with the phone: the code itself is in the message.
	code text not null,
	sent_at timestamptz not null,
	expires_at timestamptz not null,
	attempts integer not null default 0,
	verified_at timestamptz,
	-- When codes were sent to them within the last day.
	sent timestamptz[] not null default '{}'
);
create index if not exists identity_checks_time on public.identity_checks (sent_at);

-- Sends a new code, of six digits, good for 15 minutes: three an hour and five a day at most, so that nobody is flooded by way of us. The one before is void.
create or replace function public.send_identity_code(p_phone text, p_by text, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	who constant text := key_of(p_phone);
	lately timestamptz[];
	digits text;
	place text := channel_for(who);
begin
	if id_kind(who) = 'chat' or is_trial(who) then
		return jsonb_build_object('sent', false, 'reason', 'no_person');
	end if;
	insert into identity_checks (phone, code, sent_at, expires_at) values (who, '', p_now, p_now) on conflict (phone) do nothing;
	select array(select t from unnest(c.sent) t where t > p_now - interval '1 day') into lately from identity_checks c where phone = who for update;
	if cardinality(lately) >= 5 or (select count(*) from unnest(lately) t where t > p_now - interval '1 hour') >= 3 then
		return jsonb_build_object('sent', false, 'reason', 'too_many_codes');
	end if;
	-- The first 32 bits of a random UUID are all random.
	digits := lpad((('x' || left(gen_random_uuid()::text, 8))::bit(32)::bigint % 1000000)::text, 6, '0');
	update identity_checks set code = person_hash(who || ':' || digits), sent_at = p_now, expires_at = p_now + interval '15 minutes', attempts = 0,
		verified_at = null, sent = lately || p_now where phone = who;
	-- The code before it is not sent any more.
	update outbox set status = 'discarded', error = 'newer_code', updated_at = p_now where phone = who and payload ->> 'origin' = 'law' and status = 'pending'
		and idempotency_key like 'identity:%';
	perform enqueue_outbox(jsonb_build_array(jsonb_build_object('key', 'identity:' || gen_random_uuid(), 'kind', 'whatsapp_text', 'channel', place, 'phone', who,
		'payload', jsonb_build_object('origin', 'law', 'purpose', 'reply', 'text', 'Seu código para o pedido sobre os seus dados é *' || digits
			|| '*. Ele vale por 15 minutos. Informe-o a quem está cuidando do pedido. Se você não pediu nada, ignore esta mensagem e não passe o código a ninguém.'))), p_now);
	insert into audit_logs (logged_at, action, entity_type, entity_id, changed_by, metadata)
	values (p_now, 'CREATE', 'identity_check', person_hash(who), p_by, jsonb_build_object('channel', place));
	return jsonb_build_object('sent', true, 'phone', who, 'channel', place, 'expires_at', p_now + interval '15 minutes');
end $$;

-- Whether that is the code. Five tries, then a new one is needed; a right one holds for an hour, as long as it takes to do what was asked.
create or replace function public.check_identity_code(p_phone text, p_code text, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	who constant text := key_of(p_phone);
	c identity_checks;
begin
	select * into c from identity_checks where phone = who for update;
	if c.phone is null or c.code = '' then
		return jsonb_build_object('verified', false, 'reason', 'no_code');
	end if;
	if c.verified_at is null and c.expires_at <= p_now then
		return jsonb_build_object('verified', false, 'reason', 'expired');
	end if;
	if c.attempts >= 5 then
		return jsonb_build_object('verified', false, 'reason', 'too_many_attempts');
	end if;
	if c.code <> person_hash(who || ':' || regexp_replace(coalesce(p_code, ''), '\D', '', 'g')) then
		update identity_checks set attempts = attempts + 1 where phone = who;
		return jsonb_build_object('verified', false, 'reason', case when c.attempts = 4 then 'too_many_attempts' else 'wrong_code' end, 'attempts_left', 4 - c.attempts);
	end if;
	update identity_checks set verified_at = coalesce(verified_at, p_now) where phone = who;
	return jsonb_build_object('verified', is_verified(who, p_now), 'phone', who) || case when is_verified(who, p_now) then '{}' else '{"reason": "expired"}' end::jsonb;
end $$;

create or replace function public.is_verified(p_phone text, p_now timestamptz default now()) returns boolean language sql stable set search_path = public as $$
	select exists (select from identity_checks where phone = (select key_of(p_phone)) and verified_at between p_now - interval '1 hour' and p_now);
$$;

-- How it was made sure who asks, or an error: the code, or what the person in charge saw instead (a document, a known address), in words that stand in the audit.
create or replace function public.identity_of(p_phone text, p_seen text, p_now timestamptz) returns text language plpgsql stable set search_path = public as $$
begin
	if is_verified(p_phone, p_now) then
		return 'code';
	end if;
	if length(btrim(coalesce(p_seen, ''))) < 5 then
		raise exception 'Nobody has shown yet that these are their data: send a code and check it, or say how you made sure' using errcode = '22023';
	end if;
	return btrim(p_seen);
end $$;
