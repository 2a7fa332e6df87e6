-- What a turn learned is stored with its reply; learning never stops a reply. Called by Confirm and Receive.

-- Stores what was learned of a lead and what the turn leaves behind. What cannot be stored is left out, alone; it stands in the history of the conversation
-- (which fields, and the database's code for the reason: no value), and the team is told, once a day for a number of ours.
create or replace function public.learn(p_channel text, p_phone text, p_lead jsonb, p_findings jsonb, p_turn_id uuid, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
declare
	one record;
	unlearnt jsonb := '{}';
begin
	begin
		perform upsert_lead(p_phone, p_lead, p_now);
	exception when others then
		unlearnt := learn_apart(p_phone, p_lead, p_now);
	end;
	if p_findings is not null then
		begin
			perform register_findings(p_phone, p_findings, p_channel, p_now);
		exception when others then
			unlearnt := unlearnt || register_apart(p_channel, p_phone, p_findings, p_now);
		end;
	end if;
	if unlearnt <> '{}' then
		insert into session_history (channel, phone, at, type, actor_type, details)
		values (p_channel, p_phone, p_now, 'learning_failed', 'system', jsonb_build_object('codes', unlearnt, 'turn_id', p_turn_id));
		perform enqueue_outbox(jsonb_build_array(jsonb_build_object('kind', 'notice', 'channel', p_channel, 'phone', p_phone,
			'key', concat_ws(':', 'learning_failed', p_channel, (p_now at time zone 'America/Sao_Paulo')::date),
			'payload', jsonb_build_object('kind', 'learning_failed', 'phone', p_phone,
				'error', (select string_agg(f.key || ' (' || f.value || ')', ', ') from jsonb_each_text(unlearnt) f)))), p_now);
	end if;
end $$;

-- Each field of a lead by itself. Gives those that could not be stored, with the code of the reason.
create or replace function public.learn_apart(p_phone text, p_lead jsonb, p_now timestamptz)
returns jsonb language plpgsql set search_path = public as $$
declare
	field text;
	unlearnt jsonb := '{}';
begin
	if jsonb_typeof(p_lead) <> 'object' then
		return '{"lead": "22023"}';
	end if;
	for field in select jsonb_object_keys(p_lead) loop
		begin
			perform upsert_lead(p_phone, jsonb_build_object(field, p_lead -> field), p_now);
		exception when others then
			unlearnt := unlearnt || jsonb_build_object(left(field, 60), sqlstate);
		end;
	end loop;
	return unlearnt;
end $$;

-- Each kind of finding by itself: an opt-out is not lost for the sake of a question. Gives those that could not be stored, with the code of the reason.
create or replace function public.register_apart(p_channel text, p_phone text, p_findings jsonb, p_now timestamptz)
returns jsonb language plpgsql set search_path = public as $$
declare
	kind text;
	part jsonb;
	unlearnt jsonb := '{}';
	-- What the notices to the team are made from goes with what they tell of.
	notice jsonb;
begin
	if jsonb_typeof(p_findings) <> 'object' then
		return '{"findings": "22023"}';
	end if;
	select coalesce(jsonb_object_agg(f.key, f.value), '{}') into notice from jsonb_each(p_findings) f
	where f.key in ('tell', 'team_told', 'message', 'became_hot', 'commercial_request', 'handoff_summary');
	foreach kind in array array['opt_out', 'lgpd_request', 'technical_questions', 'interests', 'transcriptions', 'agent_state', 'stance', 'notice'] loop
		part := case when kind = 'notice' then notice
			when kind = 'stance' and p_findings ? kind then jsonb_build_object(kind, p_findings -> kind, 'postponed_until', p_findings -> 'postponed_until') when p_findings ? kind then jsonb_build_object(kind, p_findings -> kind) end;
		continue when part is null or part = '{}';
		begin
			perform register_findings(p_phone, part || case when kind in ('lgpd_request', 'technical_questions')
				then notice - 'became_hot' - 'commercial_request' else '{}' end, p_channel, p_now);
		exception when others then
			unlearnt := unlearnt || jsonb_build_object(kind, sqlstate);
		end;
	end loop;
	return unlearnt;
end $$;
