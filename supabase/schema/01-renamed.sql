-- What had other arguments in a released version and would stay beside its successor: Postgres tells functions apart by them. Called by nobody.

drop function if exists public.save_session(text, text, integer, jsonb, timestamptz);
drop function if exists public.confirm_send(uuid, uuid, integer, text, jsonb, jsonb, timestamptz);
drop function if exists public.confirm_send(uuid, uuid, integer, text, jsonb, jsonb, boolean, timestamptz);
drop function if exists public.claim_outbox(text[], integer, integer, text, timestamptz);
drop function if exists public.register_findings(text, jsonb, timestamptz);
drop function if exists public.save_session(text, text, integer, jsonb, jsonb, jsonb, boolean, timestamptz);
drop function if exists public.claim_turn(text, text, bigint, numeric, numeric, integer, integer, timestamptz);
drop function if exists public.claim_due_turns(integer, numeric, numeric, integer, integer, timestamptz);
drop function if exists public.ask_rating(uuid, text, timestamptz);
drop function if exists public.take_rating(text, text, text, timestamptz);
drop function if exists public.open_turn(text, text, integer, integer, timestamptz);
drop function if exists public.open_turn(text, text, integer, integer, timestamptz, uuid);
drop function if exists public.release_expired_turns(text, text, timestamptz);
drop function if exists public.confirm_send(uuid, uuid, integer, text, jsonb, jsonb, boolean, jsonb, timestamptz);
drop function if exists public.next_part(bigint, timestamptz);
drop function if exists public.record_part(bigint, text, text, text, text, timestamptz);
drop function if exists public.claim_outbox(text[], integer, integer, text, timestamptz, text);
drop function if exists public.handle_chatwoot_event(jsonb, jsonb, integer, timestamptz);
drop function if exists public.take_waiting_question(text, text, timestamptz, timestamptz);
drop function if exists public.finish_answer(bigint);
drop function if exists public.look_at_chatwoot_event(text, text, text);
drop function if exists public.claim_handoff(text, timestamptz);
drop function if exists public.record_part(bigint, text, text, text, text, timestamptz, boolean);
drop function if exists public.finish_outbox(bigint, uuid, text, text, text, text, boolean, integer, timestamptz);
drop function if exists public.give_turn_back(uuid, uuid, text, boolean, text, timestamptz);
drop function if exists public.give_turn_back(uuid, uuid, text, boolean, text, timestamptz, jsonb, integer);
drop function if exists public.due_sessions(text, timestamptz);
drop function if exists public.open_turn(text, text, integer, integer, timestamptz, uuid, text);
drop function if exists public.claim_turn(text, text, bigint, numeric, numeric, integer, integer, timestamptz, uuid, text);
drop function if exists public.claim_due_turns(integer, numeric, numeric, integer, integer, timestamptz, uuid, text);
drop function if exists public.claim_outbox(text[], integer, integer, text, timestamptz, text, uuid);
drop function if exists public.finish_outbox(bigint, uuid, text, text, text, text, boolean, integer, timestamptz, text);
drop function if exists public.record_part(bigint, text, text, text, text, timestamptz, boolean, text);
drop function if exists public.finish_turn(uuid, uuid, text, timestamptz);
drop function if exists public.settle_text(bigint, boolean, timestamptz);
drop function if exists public.open_turn(text, text, integer, integer, timestamptz, uuid, text, integer, integer);
drop function if exists public.claim_outbox(text[], integer, integer, text, timestamptz, text, uuid, jsonb, jsonb);
drop function if exists public.hold_turns(jsonb, integer, timestamptz);
drop function if exists public.next_turns(text, integer, numeric, numeric, integer, integer, text, uuid, integer, integer, timestamptz);

-- All older forms of what is asked for by one set of arguments alone.
do $$
declare
	older regprocedure;
begin
	for older in select p.oid::regprocedure from pg_proc p
		where p.pronamespace = 'public'::regnamespace and p.proname = 'nudge_candidates' and p.pronargs <> 7
	loop
		execute format('drop function %s', older);
	end loop;
end $$;
