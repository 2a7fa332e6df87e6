-- How an erasure ends: what became of it in other systems, a receipt for the person, and then nothing of that receipt either. Called by the Lead Store node's Finish
-- Erasure and Forget Receipts.

-- Notes what was done in other systems, closes the request, and sends the receipt where a text is given. The same call again adds nothing. What could not be done
-- stays open (`targets`), so that it is tried once more.
create or replace function public.finish_erasure(
	p_protocol text, p_steps jsonb, p_left jsonb default '{}', p_phone text default null, p_text text default null, p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
declare
	e erasures;
	told jsonb := '[]';
begin
	select * into e from erasures where protocol = p_protocol for update;
	if not found then
		return jsonb_build_object('finished', false, 'reason', 'unknown_protocol');
	end if;
	update erasures set targets = p_left, finished_at = coalesce(finished_at, p_now),
		steps = coalesce((select jsonb_agg(s) from jsonb_array_elements(e.steps) s
			where not exists (select from jsonb_array_elements(p_steps) n where (n -> 'what', n -> 'where', n -> 'id') is not distinct from (s -> 'what', s -> 'where', s -> 'id'))), '[]')
			|| p_steps
	where protocol = p_protocol returning * into e;
	update lgpd_requests set status = 'done', note = 'Apagado: ' || p_protocol, closed_at = p_now where phone = e.subject and status = 'open' and kind in ('deletion', 'objection');
	if coalesce(p_text, '') <> '' and id_kind(key_of(p_phone)) <> 'chat' then
		-- Somebody else's number is told nothing.
		if person_hash(key_of(p_phone)) <> e.subject then
			raise exception 'The protocol % is another person''s', p_protocol using errcode = '23505';
		end if;
		told := enqueue_outbox(jsonb_build_array(jsonb_build_object('key', 'erasure:' || p_protocol, 'kind', 'whatsapp_text', 'channel', coalesce(e.channel, channel_for(p_phone)),
			'phone', p_phone, 'payload', jsonb_build_object('origin', 'law', 'purpose', 'reply', 'erasure', p_protocol, 'text', p_text))), p_now);
	end if;
	return to_jsonb(e) || jsonb_build_object('finished', true, 'receipt_queued', told <> '[]');
end $$;

create index if not exists outbox_receipts on public.outbox (id) where payload ? 'erasure';

-- A receipt tells a number, too: ten minutes after it went out (its echoes have come by then), or a day after it could not, it is gone with all that came of it. Of
-- whoever wrote to us since nothing else is touched: that is a new conversation. Some at a time. Returns how many.
create or replace function public.forget_receipts(p_now timestamptz default now()) returns integer language plpgsql set search_path = public as $$
declare
	o outbox;
	forgotten integer := 0;
begin
	for o in
		select * from outbox where payload ? 'erasure' and (created_at < p_now - interval '1 day'
			or (status in ('sent', 'failed', 'discarded', 'uncertain') and updated_at < p_now - interval '10 minutes'))
		order by id limit 20 for update skip locked
	loop
		if exists (select from sessions s where s.phone = key_of(o.phone)
			and s.last_customer_message > (select erased_at from erasures where protocol = o.payload ->> 'erasure'))
		then
			delete from conversations where outbox_id = o.id;
			delete from outbox where id = o.id;
		else
			perform erase_rows(ids_of_person(key_of(o.phone)), 'anon_' || gen_random_uuid(), person_hash(key_of(o.phone)), p_now);
		end if;
		forgotten := forgotten + 1;
	end loop;
	return forgotten;
end $$;
