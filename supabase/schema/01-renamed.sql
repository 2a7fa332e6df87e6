-- What had other arguments in a released version and would stay beside its successor: Postgres tells functions apart by them. Called by nobody.

drop function if exists public.save_session(text, text, integer, jsonb, timestamptz);
drop function if exists public.confirm_send(uuid, uuid, integer, text, jsonb, jsonb, timestamptz);
drop function if exists public.confirm_send(uuid, uuid, integer, text, jsonb, jsonb, boolean, timestamptz);
drop function if exists public.claim_outbox(text[], integer, integer, text, timestamptz);
drop function if exists public.register_findings(text, jsonb, timestamptz);

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
