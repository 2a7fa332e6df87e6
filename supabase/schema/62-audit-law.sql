-- What happened to opt-outs and data requests, without a word or a number of theirs: it outlives the person's erasure. Written by triggers, read by whoever has to
-- show what was done.

create or replace function public.audit_law() returns trigger language plpgsql set search_path = public as $$
declare
	-- Neither words, nor a number, nor a note that somebody wrote.
	told constant text[] := array['protocol', 'kind', 'status', 'opened_at', 'due_at', 'closed_at', 'opted_out_at', 'revoked_at'];
	before jsonb := case when tg_op = 'INSERT' then '{}' else to_jsonb(old) end;
	after jsonb := case when tg_op = 'DELETE' then '{}' else to_jsonb(new) end;
	row_of constant jsonb := case when tg_op = 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
	who constant text := row_of ->> 'phone';
	changed text[];
begin
	select array_agg(k) into changed from unnest(told) k where (before -> k) is distinct from (after -> k);
	-- What stands for an erased person is no new wish of theirs, and what is tried out is nobody's.
	if changed is null or who like 'hash:%' or is_trial(who) then
		return null;
	end if;
	insert into audit_logs (action, entity_type, entity_id, changed_by, changes)
	values (case tg_op when 'INSERT' then 'CREATE' else tg_op end, case tg_table_name when 'opt_outs' then 'opt_out' else 'lgpd_request' end,
		coalesce(row_of ->> 'protocol', person_hash(who)), coalesce(nullif(current_setting('atendeaqui.changed_by', true), ''), 'system'),
		jsonb_strip_nulls(jsonb_build_object('before', (select jsonb_object_agg(k, before -> k) from unnest(changed) k where before ? k),
			'after', (select jsonb_object_agg(k, after -> k) from unnest(changed) k where after ? k))));
	return null;
end $$;
create or replace trigger audit_law after insert or update or delete on public.opt_outs for each row execute function public.audit_law();
create or replace trigger audit_law after insert or update or delete on public.lgpd_requests for each row execute function public.audit_law();
