-- Who may do what: the service role alone reads, writes and calls. Tables and functions of others in this schema are left as they are: the two lists below
-- are filled in by the build with what the parts before this one make. Called by nobody.

do $$
declare
	name text;
begin
	foreach name in array array[/* tables */] loop
		execute format('alter table public.%I enable row level security', name);
		execute format('revoke all on public.%I from anon, authenticated', name);
		execute format('grant select, insert, update, delete on public.%I to service_role', name);
	end loop;
	for name in
		select p.oid::regprocedure::text from pg_proc p
		where p.pronamespace = 'public'::regnamespace and p.proname in (/* functions */)
	loop
		execute format('revoke all on function %s from PUBLIC, anon, authenticated', name);
		execute format('grant execute on function %s to service_role', name);
	end loop;
end $$;
