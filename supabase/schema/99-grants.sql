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
	-- A new Supabase project grants everybody the sequences behind identity columns too: who has one counts our rows, or moves it on.
	for name in
		select s.oid::regclass::text from pg_class s
		join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = s.oid and d.deptype in ('a', 'i')
		join pg_class t on t.oid = d.refobjid
		where s.relkind = 'S' and t.relnamespace = 'public'::regnamespace and t.relname in (/* tables */)
	loop
		execute format('revoke all on sequence %s from PUBLIC, anon, authenticated', name);
		execute format('grant usage, select on sequence %s to service_role', name);
	end loop;
	for name in
		select p.oid::regprocedure::text from pg_proc p
		where p.pronamespace = 'public'::regnamespace and p.proname in (/* functions */)
	loop
		execute format('revoke all on function %s from PUBLIC, anon, authenticated', name);
		execute format('grant execute on function %s to service_role', name);
	end loop;
end $$;
