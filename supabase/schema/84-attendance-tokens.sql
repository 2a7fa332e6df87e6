-- Who is logged in to the attendance API, and who tries to. Called by the Attendance Server (nodes/AttendanceServer/tokens) and its socket. Times are this database's: a
-- process whose clock is an hour off neither shortens a login nor lengthens it.

-- Wrong passwords in a row, by the hash of the e-mail that was typed, whether anybody has it or not.
create table if not exists public.attendance_failures (
	subject text primary key,
	failures integer not null default 0,
	last_at timestamptz not null,
	locked_until timestamptz
);
create index if not exists attendance_failures_old on public.attendance_failures (last_at);

-- A login, with everything that was renewed from it. Access tokens name it: they are as dead as it is.
create table if not exists public.attendance_logins (
	id uuid primary key default gen_random_uuid(),
	attendant text not null references public.attendants (id) on update cascade on delete cascade,
	began_at timestamptz not null,
	expires_at timestamptz not null,
	ended_at timestamptz,
	-- logout, deactivated, password, reused
	why text
);
create index if not exists attendance_logins_old on public.attendance_logins (expires_at);
create index if not exists attendance_logins_open on public.attendance_logins (attendant) where ended_at is null;

-- Refresh tokens by their SHA-256: one of a login is good, the others were used. One that comes again was stolen, by whoever comes now or by whoever came first.
create table if not exists public.attendance_refreshes (
	hash text primary key,
	login uuid not null references public.attendance_logins (id) on delete cascade,
	issued_at timestamptz not null,
	used_at timestamptz
);
create index if not exists attendance_refreshes_login on public.attendance_refreshes (login);

-- What access tokens are signed with, made at the first use. Who can read it could write a password anyway; kept here every process of a company has the same one and
-- nobody has to invent a good one. Deleting the row logs everybody out.
create or replace function public.attendance_secret() returns text language plpgsql set search_path = public as $$
begin
	insert into settings (key, value) select 'attendance_secret', to_jsonb(replace(gen_random_uuid()::text || gen_random_uuid(), '-', ''))
	where not exists (select from settings where key = 'attendance_secret')
	on conflict (key) do nothing;
	return (select value #>> '{}' from settings where key = 'attendance_secret');
end $$;

-- Somebody tries to log in. The try counts before the password is looked at, so that many at once are no more than one after the other: the fifth in a row locks
-- for 15 minutes unless its password is right (begin_attendance_login forgets it). `user` and `password_hash` are null for an e-mail that nobody has.
create or replace function public.try_attendance_login(p_email text, p_subject text, p_now timestamptz default now()) returns jsonb language plpgsql set search_path = public as $$
declare
	f attendance_failures;
	who attendants;
begin
	delete from attendance_failures where last_at < p_now - interval '1 day';
	insert into attendance_failures as k (subject, failures, last_at) values (p_subject, 1, p_now)
	on conflict (subject) do update set
		failures = case when k.locked_until > p_now then k.failures when k.last_at <= p_now - interval '15 minutes' then 1 else k.failures + 1 end,
		last_at = case when k.locked_until > p_now then k.last_at else p_now end
	returning * into f;
	if f.locked_until > p_now then
		return jsonb_build_object('locked_seconds', ceil(extract(epoch from f.locked_until - p_now)));
	end if;
	update attendance_failures set locked_until = case when f.failures >= 5 then p_now + interval '15 minutes' end where subject = p_subject;
	select * into who from attendants where lower(email) = lower(p_email) and active and password_hash is not null;
	return jsonb_build_object('attendant', who.id, 'password_hash', who.password_hash);
end $$;

-- The password was right.
create or replace function public.begin_attendance_login(p_attendant text, p_subject text, p_refresh_hash text, p_days integer, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	made uuid;
begin
	delete from attendance_failures where subject = p_subject;
	delete from attendance_logins where expires_at < p_now - interval '7 days';
	insert into attendance_logins (attendant, began_at, expires_at) values (p_attendant, p_now, p_now + make_interval(days => p_days)) returning id into made;
	insert into attendance_refreshes (hash, login, issued_at) values (p_refresh_hash, made, p_now);
	return attendance_login_told(made, p_now);
end $$;

-- What a token is made of: which login, whose, until when, and by which clock.
create or replace function public.attendance_login_told(p_login uuid, p_now timestamptz) returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object('login', l.id, 'user', attendance_user(a), 'now', extract(epoch from p_now)::bigint)
	from attendance_logins l join attendants a on a.id = l.attendant where l.id = p_login;
$$;

create or replace function public.end_attendance_logins(p_attendant text, p_why text, p_now timestamptz default now()) returns void language sql set search_path = public as $$
	update attendance_logins set ended_at = p_now, why = p_why where attendant = p_attendant and ended_at is null;
$$;

create or replace function public.end_attendance_login(p_login uuid, p_why text, p_now timestamptz default now()) returns void language sql set search_path = public as $$
	update attendance_logins set ended_at = p_now, why = p_why where id = p_login and ended_at is null;
$$;

-- Renews a login, once with each token; null where the token is good for nothing. One that was used before ends the login for whoever has it.
create or replace function public.renew_attendance_login(p_hash text, p_next_hash text, p_now timestamptz default now()) returns jsonb language plpgsql set search_path = public as $$
declare
	r attendance_refreshes;
	l attendance_logins;
begin
	select * into r from attendance_refreshes where hash = p_hash for update;
	if not found then
		return null;
	end if;
	select * into l from attendance_logins where id = r.login for update;
	if l.ended_at is not null or l.expires_at <= p_now or not exists (select from attendants where id = l.attendant and active) then
		return null;
	end if;
	if r.used_at is not null then
		perform end_attendance_login(l.id, 'reused', p_now);
		return null;
	end if;
	update attendance_refreshes set used_at = p_now where hash = p_hash;
	insert into attendance_refreshes (hash, login, issued_at) values (p_next_hash, l.id, p_now);
	return attendance_login_told(l.id, p_now);
end $$;

-- Whose an access token is, whose signature was looked at; null once it has ended, its login has, or its user is switched off.
create or replace function public.attendance_user_of(p_login uuid, p_number integer, p_expires bigint, p_now timestamptz default now())
returns jsonb language sql stable set search_path = public as $$
	select attendance_user(a) from attendance_logins l join attendants a on a.id = l.attendant
	where l.id = p_login and l.ended_at is null and a.active and a.number = p_number and to_timestamp(p_expires) > p_now;
$$;
