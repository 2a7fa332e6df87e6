-- What had other arguments in a released version and would stay beside its successor: Postgres tells functions apart by them. Called by nobody.

drop function if exists public.save_session(text, text, integer, jsonb, timestamptz);
drop function if exists public.confirm_send(uuid, uuid, integer, text, jsonb, jsonb, timestamptz);
drop function if exists public.confirm_send(uuid, uuid, integer, text, jsonb, jsonb, boolean, timestamptz);
drop function if exists public.claim_outbox(text[], integer, integer, text, timestamptz);
drop function if exists public.register_findings(text, jsonb, timestamptz);
drop function if exists public.claim_handoff(text, timestamptz);
