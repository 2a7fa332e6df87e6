-- One person, whatever the id: the column `phone` of every table is the KEY of a person, and here is which ids lead to it. Read by every door of the database.

-- A key is the person's canonical phone where one is known, else the first id that a provider gave. An id that is its own key needs no row.
create table if not exists public.contact_ids (
	-- phone (canonical), lid, user_id (another id of a provider's own, such as WhatsApp's business-scoped one); further kinds by their own name. The value of
	-- what is one person's only within a number of ours carries that number.
	kind text not null,
	value text not null,
	key text not null,
	first_seen timestamptz not null default now(),
	last_seen timestamptz not null default now(),
	primary key (kind, value)
);
create index if not exists contact_ids_key on public.contact_ids (key);
-- Those that lead to another key: an upgrade that sees everybody's own phone for the first time is no work for whoever looks for what is new.
drop index if exists public.contact_ids_seen;
create index if not exists contact_ids_led on public.contact_ids (first_seen) where value <> key;

-- Which keys turned out to be one person, and who said so: `message` (ids that came together), `upgrade` (known when the schema was applied), or whoever
-- did it by hand. `kept` is what was there before, and what it became, for undoing it: for a day, as it tells of people.
create table if not exists public.contact_joins (
	id bigint generated always as identity primary key,
	from_key text not null,
	to_key text not null,
	joined_at timestamptz not null default now(),
	joined_by text not null,
	kept jsonb
);
-- Somebody said within the day that they are two after all: no message makes them one again by itself.
alter table public.contact_joins add column if not exists undone_at timestamptz;
alter table public.contact_joins add column if not exists undone_by text;
create index if not exists contact_joins_to on public.contact_joins (to_key);
create index if not exists contact_joins_undone on public.contact_joins (from_key, to_key) where undone_at is not null;
create index if not exists contact_joins_time on public.contact_joins (joined_at);
create index if not exists contact_joins_kept on public.contact_joins (joined_at) where kept is not null;

-- What kind of id a key or an address is, by its form: that of the package's keys (`parseProviderId`). A chat of several is nobody's id,
-- and neither is `0`, which stands for an address that is not told.
create or replace function public.id_kind(p_value text) returns text language sql immutable set search_path = public as $$
	select case when p_value ~ '^[0-9]{7,}$' then 'phone' when p_value like '%@lid' then 'lid'
		when p_value ~ '(-group|broadcast|@newsletter)$|^[0-9]+-[0-9]+$|^[0-9]{1,6}$' then 'chat' else 'user_id' end;
$$;

-- The key of whoever has that address or had that key; of somebody unknown it is the address itself.
create or replace function public.key_of(p_value text) returns text language sql stable set search_path = public as $$
	select coalesce((select key from contact_ids where kind = id_kind(p_value) and value = p_value), p_value);
$$;

-- A Brazilian mobile with its ninth digit and without it is one number. The rule is that of the package, which has made keys canonical since 0.1.
create or replace function public.same_phone(p_one text, p_other text) returns boolean language sql immutable set search_path = public as $$
	select regexp_replace(p_one, '^(55\d\d)([6-9]\d{7})$', '\19\2') = regexp_replace(p_other, '^(55\d\d)([6-9]\d{7})$', '\19\2');
$$;

-- Whether two keys may turn out to be one person by themselves: never where each has a phone of its own.
create or replace function public.may_be_one(p_one text, p_other text) returns boolean language sql immutable set search_path = public as $$
	select 'chat' not in (id_kind(p_one), id_kind(p_other))
		and (id_kind(p_one) <> 'phone' or id_kind(p_other) <> 'phone' or same_phone(p_one, p_other));
$$;

-- Whether somebody said of two keys that turned out to be one person that they are two.
create or replace function public.kept_apart(p_one text, p_other text) returns boolean language sql stable set search_path = public as $$
	select exists (select from contact_joins where undone_at is not null and from_key in (p_one, p_other) and to_key in (p_one, p_other));
$$;

-- Who writes under a key without holding its conversation's row holds this till the end of its transaction: nobody is joined meanwhile.
create or replace function public.hold_key(p_key text) returns void language sql set search_path = public as $$
	select pg_advisory_xact_lock_shared(hashtext('public.contacts'), hashtext(p_key));
$$;

-- The ids of a message, phones first, then in their order, its address before the others. What is too long for an index is none.
create or replace function public.ids_of(p_ids jsonb, p_address text)
returns table (kind text, value text) language sql immutable set search_path = public as $$
	select i.kind, i.value from (
		select id_kind(p_address) as kind, p_address as value, 0 as n
		union all
		select e ->> 'kind', e ->> 'value', n from jsonb_array_elements(case jsonb_typeof(p_ids) when 'array' then p_ids else '[]' end) with ordinality as given (e, n)
	) i
	where i.kind not in ('', 'chat') and i.value <> '' and id_kind(i.value) <> 'chat' and length(i.kind) <= 50 and length(i.value) <= 200
	group by 1, 2 order by i.kind <> 'phone', min(i.n) limit 10;
$$;

-- Whether something was kept under an id before it was seen in a message: it is a key then, whose rows are to move.
create or replace function public.has_rows(p_kind text, p_value text) returns boolean language plpgsql stable set search_path = public as $$
begin
	return p_kind = id_kind(p_value) and (
		exists (select from sessions where phone = p_value) or exists (select from leads where phone = p_value)
		or exists (select from conversations where lead_phone = p_value) or exists (select from opt_outs where phone = p_value)
		or exists (select from outbox where phone = p_value) or exists (select from onboardings where phone = p_value)
		or exists (select from lgpd_requests where phone = p_value));
end $$;

-- The one key of all ids that came together: the phone's where there is one, else the first that is known, else the first. What is new leads to it from now
-- on; keys that were two persons' until now are joined. One look by primary key for each id, and a write only where something is new or not seen for a day.
-- Called before anything else in a transaction; the key is held.
create or replace function public.resolve_contact(p_ids jsonb, p_address text, p_now timestamptz)
returns text language plpgsql set search_path = public as $$
declare
	id record;
	known contact_ids;
	keys text[];
	target text;
	other text;
	fresh integer;
	added integer;
	is_old boolean;
begin
	for tries in 1 .. 5 loop
		keys := '{}';
		fresh := 0;
		is_old := false;
		for id in select * from ids_of(p_ids, p_address) loop
			select * into known from contact_ids c where c.kind = id.kind and c.value = id.value;
			fresh := fresh + (known.key is null)::int;
			keys := keys || coalesce(known.key, case when id.kind = 'phone' or has_rows(id.kind, id.value) then id.value end);
			is_old := is_old or coalesce(known.last_seen < p_now - interval '1 day', false);
		end loop;
		keys := array_remove(keys, null);
		target := coalesce((select k from unnest(keys) with ordinality as u (k, n) where id_kind(k) = 'phone' order by n limit 1), keys[1],
			(select i.value from ids_of(p_ids, p_address) i limit 1), p_address);
		-- Who is going to join holds nothing that another join waits for: first the joins, then the keys, then the rows of the ids.
		if exists (select from unnest(keys) k where k <> target and may_be_one(k, target) and not kept_apart(k, target)) then
			perform pg_advisory_xact_lock(hashtext('public.joins'), 0);
		end if;
		if fresh > 0 and jsonb_typeof(p_ids) = 'array' then
			begin
				perform hold_key(target);
				insert into contact_ids (kind, value, key, first_seen, last_seen)
				select i.kind, i.value, case when has_rows(i.kind, i.value) then i.value else target end, p_now, p_now from ids_of(p_ids, p_address) i order by 1, 2
				on conflict (kind, value) do nothing;
				get diagnostics added = row_count;
				-- Somebody else was faster with one of them, or with the join: looked at again, with nothing of it held.
				if added < fresh or key_of(target) <> target then
					raise sqlstate 'AA409';
				end if;
			exception when sqlstate 'AA409' then
				continue;
			end;
		end if;
		foreach other in array keys loop
			if other <> target and may_be_one(other, target) and not kept_apart(other, target) then
				perform join_contacts(other, target, 'message', p_now);
			end if;
		end loop;
		perform hold_key(target);
		exit when key_of(target) = target;
		-- Joined in between, before it was held.
		update contact_ids c set key = key_of(c.key) from ids_of(p_ids, p_address) i where c.kind = i.kind and c.value = i.value;
	end loop;
	if is_old then
		for id in select * from ids_of(p_ids, p_address) order by 1, 2 loop
			update contact_ids set last_seen = p_now where kind = id.kind and value = id.value and last_seen < p_now;
		end loop;
	end if;
	return target;
end $$;

-- Nothing tells any more which ids were one person: they are to be forgotten. Of somebody who wants no messages it is kept, or their other id would get some.
create or replace function public.forget_ids(p_key text) returns void language plpgsql set search_path = public as $$
begin
	delete from contact_joins where to_key = p_key or to_key in (select value from contact_ids where key = p_key);
	delete from contact_ids where key = p_key and not exists (select from opt_outs where phone = p_key and revoked_at is null);
end $$;

-- A message under the key of whom it is from or to. What it says of its address stays: there it is answered.
create or replace function public.as_person(p_message jsonb, p_now timestamptz)
returns jsonb language sql set search_path = public as $$
	select p_message || jsonb_build_object('send_to', coalesce(nullif(p_message ->> 'send_to', ''), p_message ->> 'phone'),
		'phone', resolve_contact(p_message -> 'ids', p_message ->> 'phone', p_now));
$$;
