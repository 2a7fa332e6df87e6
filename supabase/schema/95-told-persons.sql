-- What WhatsApp itself tells of a person: another number or user id, and whether they want marketing messages. Called by the WhatsApp Cloud Trigger.

-- The key that ids lead to by now, phones first; of somebody unknown the first id itself.
create or replace function public.key_of_ids(p_ids jsonb) returns text language sql stable set search_path = public as $$
	select coalesce(c.key, i.value) from ids_of(p_ids, p_ids #>> '{0,value}') with ordinality as i (kind, value, n)
	left join contact_ids c on c.kind = i.kind and c.value = i.value
	order by c.key is null, i.n limit 1;
$$;

-- Somebody has new ids: who had the old ones and who has the new ones is one person. Two phones are no hindrance here: WhatsApp says it, not a guess of ours.
create or replace function public.link_ids(p_from jsonb, p_to jsonb, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	before constant text := key_of_ids(p_from);
	after constant text := key_of_ids(p_to);
begin
	if before is null or after is null then
		return jsonb_build_object('joined', false, 'reason', 'unknown_ids');
	end if;
	perform join_contacts(before, after, 'whatsapp', p_now, true);
	perform resolve_contact(p_to || p_from, p_to #>> '{0,value}', p_now);
	return jsonb_build_object('joined', true, 'phone', key_of(after));
end $$;

-- What somebody chose in WhatsApp's own menu, at `p_at`: deliveries come late and in any order, and the newest choice holds. A stop is an opt-out. That
-- messages are wanted again takes back what the same menu had stopped, and nothing that the customer told us in words.
create or replace function public.note_preference(
	p_ids jsonb, p_address text, p_wants boolean, p_words text, p_at timestamptz, p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
declare
	who constant text := resolve_contact(p_ids, p_address, p_now);
	chosen constant timestamptz := least(p_at, p_now);
	known opt_outs;
begin
	select * into known from opt_outs where phone = who for update;
	if p_wants then
		if known.phone is null or known.revoked_at is not null or known.words <> p_words or known.opted_out_at > chosen then
			return jsonb_build_object('noted', false, 'phone', who);
		end if;
		perform revoke_opt_out(who, p_now);
		update opt_outs set revoked_at = chosen where phone = who;
	else
		if known.phone is not null and (known.revoked_at is null or known.revoked_at > chosen) then
			return jsonb_build_object('noted', false, 'phone', who);
		end if;
		perform register_opt_out(who, p_words, p_now);
		update opt_outs set opted_out_at = chosen where phone = who;
	end if;
	return jsonb_build_object('noted', true, 'phone', who);
end $$;
