-- n8n-nodes-atendeaqui: the database of the conversations. Made from the parts in supabase/schema: change those.
-- Paste the whole file into the Supabase SQL editor and run it; running it again changes nothing and loses nothing.
-- For a second company in the same project replace every public, in small letters, by the name of its schema before you run it.
-- Every write that must be atomic is a function here, called over rpc with the service role key. Row level security is on
-- everywhere and no policy exists: the anon and authenticated keys see nothing.

begin;

-- ══ 00-schema.sql ══
-- Where everything lives. Several companies in one project: the word of this line, replaced in the whole file by another (small letters, digits and _),
-- gives that company a schema of its own, which the nodes' option "Schema" names and PostgREST has to expose. The role of everybody is written PUBLIC,
-- so that a replacement that minds capitals leaves it alone. Called by nobody.

create schema if not exists public;
grant usage on schema public to service_role;

-- ══ 01-renamed.sql ══
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

-- ══ 02-clocks.sql ══
-- Times that somebody else's clock told. Called wherever such a time enters: a provider's message, a worker's decision, an event of Chatwoot.

-- A time as we believe it: what lies more than a minute ahead of our own clock was told by a clock that is wrong, and counts as now. A time that lies ahead
-- would keep a conversation with its owner until it is reached, make everything that follows "late", and stand behind what answers it. Null stays null.
create or replace function public.believable(p_at timestamptz, p_now timestamptz)
returns timestamptz language sql stable set search_path = public as $$
	select case when p_at > p_now + interval '1 minute' then p_now else p_at end;
$$;

-- The moment that a value of JSON tells; now when it tells none, or one of before there was WhatsApp: a message without a time is worth more than none.
create or replace function public.moment_of(p_value jsonb, p_now timestamptz)
returns timestamptz language plpgsql stable set search_path = public as $$
declare
	told timestamptz;
begin
	told := (p_value #>> '{}')::timestamptz;
	return case when told >= '2009-01-01' then believable(told, p_now) else p_now end;
exception when others then
	return p_now;
end $$;

-- ══ 03-trials.sql ══
-- Which channels are for trying the agent out. Called by every part that acts on all numbers of ours at once.

-- A trial's channel begins with `teste:`, and so does the key of whoever plays the customer there: no provider has such a number. Its conversation belongs to
-- whoever plays it: nobody else claims it, nothing of it is sent, and no figure counts it.
create or replace function public.is_trial(p_channel text) returns boolean language sql immutable set search_path = public as $$
	select coalesce(p_channel like 'teste:%', false);
$$;

-- ══ 10-settings.sql ══
-- Settings of the whole project: what is no row of anything else. Read by everything that speaks; the switch for all conversations is called by the
-- control API and the Conversation node.

create table if not exists public.settings (
	key text primary key,
	value jsonb not null,
	updated_at timestamptz not null default now()
);
insert into public.settings (key, value) values ('agent_enabled', 'true') on conflict (key) do nothing;

-- How often the agent was switched off: what was thought out before that is not said after it, also when the switch is on again by then.
create or replace function public.switched_off() returns integer language sql stable set search_path = public as $$
	select coalesce((select value::integer from settings where key = 'agent_switched_off'), 0);
$$;

-- The page for attendants, by the node that serves it: notices lead there. Of several the one that was published last counts; a restart publishes nothing anew.
create or replace function public.publish_page(p_node text, p_url text, p_is_new boolean, p_now timestamptz default now())
returns void language sql set search_path = public as $$
	insert into settings as s (key, value, updated_at) values ('page:' || p_node, to_jsonb(p_url), p_now)
	on conflict (key) do update set value = excluded.value, updated_at = case when p_is_new then excluded.updated_at else s.updated_at end;
$$;
create or replace function public.unpublish_page(p_node text) returns void language sql set search_path = public as $$
	delete from settings where key = 'page:' || p_node;
$$;
create or replace function public.page_address() returns text language sql stable set search_path = public as $$
	select value #>> '{}' from settings where starts_with(key, 'page:') order by updated_at desc, key limit 1;
$$;

-- The switch for all conversations, with its row in the history. Who wrote while it was off is answered once it is on.
create or replace function public.switch_agent(p_enabled boolean, p_actor text, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
begin
	insert into settings (key, value, updated_at) values ('agent_enabled', to_jsonb(p_enabled), p_now)
	on conflict (key) do update set value = excluded.value, updated_at = p_now;
	if not p_enabled then
		insert into settings as s (key, value, updated_at) values ('agent_switched_off', '1', p_now)
		on conflict (key) do update set value = to_jsonb(s.value::integer + 1), updated_at = p_now;
	end if;
	insert into session_history (channel, phone, at, type, actor_type, actor_id, reason)
	values ('', '', p_now, 'global_switch', case when p_actor is null then 'system' else 'human' end, p_actor, case when p_enabled then 'on' else 'off' end);
	if p_enabled then
		perform reopen_all(p_now);
	end if;
	return jsonb_build_object('agent_enabled', p_enabled);
end $$;

-- ══ 11-version.sql ══
-- Which schema this is. `npm run schema` raises the number when another part was changed, and tells the nodes (nodes/shared/store/schemaVersion.ts). Asked
-- for by the nodes once, and when something is not there.
-- parts: 28cb697a8f393979

insert into public.settings (key, value) values ('schema_version', '51')
on conflict (key) do update set value = excluded.value, updated_at = now() where settings.value is distinct from excluded.value;

-- ══ 12-integrations.sql ══
-- What this project depends on, and since when it does not work: the model, Z-API, Chatwoot, PipeRun. Written by whatever is told anyway how a call went,
-- read by the page and the control API; who must act is told once when it begins and once when it is over.

create table if not exists public.integrations (
	channel text not null,
	-- model, model_partly (it failed, and the customer was answered all the same), transcription, zapi, chatwoot, piperun; further providers by their own name;
	-- outbox_ and a kind of effect, where no workflow takes what is due (look_at_outbox).
	name text not null,
	-- Since when it fails, and how often without a success between; null while it works.
	failing_since timestamptz,
	failures integer not null default 0,
	-- Set while it counts as down.
	down_since timestamptz,
	kind text check (kind in ('operator', 'passing', 'connection')),
	-- The vendor's kind of failure, and what was said.
	reason text,
	sentence text,
	-- The newest notice of it: its key, when it is due, when the one before was, and since when that episode lasts.
	notice text,
	told_at timestamptz,
	told_before timestamptz,
	episode_since timestamptz,
	-- When it was found that no way to the team is left.
	raised_at timestamptz,
	primary key (channel, name)
);

-- When a workflow last asked for effects of a kind, of one number of ours or of all (empty).
create table if not exists public.outbox_claims (
	kind text not null,
	channel text not null default '',
	claimed_at timestamptz not null,
	primary key (kind, channel)
);

-- Takes a notice back that nobody has read yet, with its copies for further channels. True when nobody was told: none of them was ever tried.
create or replace function public.take_back(p_key text, p_reason text, p_now timestamptz)
returns boolean language plpgsql set search_path = public as $$
declare
	rows constant text[] := array[p_key, 'notice_whatsapp:' || p_key, 'notice_slack:' || p_key, 'notice_chatwoot:' || p_key];
begin
	update outbox set status = 'discarded', error = p_reason, updated_at = p_now where idempotency_key = any (rows) and status = 'pending';
	return p_key is not null and not exists (select from outbox where idempotency_key = any (rows) and (attempts > 0 or status <> 'discarded'));
end $$;

-- Notes how a call to an integration went.
-- Failed: what the operator must mend (`operator`) counts as down at once; what may pass (`passing`) once it failed three times over five minutes without a
-- success between; a lost connection (`connection`) at once, and the team is told if it lasts two minutes. A call that is accepted meanwhile proves no
-- connection: only an event of the same kind ends that. Notices are a quarter of an hour apart; what was over, or began anew, before it was told is not told.
-- A success of what never failed costs one look and writes nothing. Callers may hold a conversation: nobody waits here.
create or replace function public.note_integration(
	p_channel text, p_name text, p_ok boolean, p_kind text default null, p_reason text default null, p_sentence text default null,
	p_phone text default null, p_now timestamptz default now()
) returns void language plpgsql set search_path = public as $$
declare
	apart constant interval := '15 minutes';
	i integrations;
	due timestamptz;
begin
	-- Whoever tries the agent out reads there what failed.
	if is_trial(p_channel) then
		return;
	end if;
	select * into i from integrations where channel = p_channel and name = p_name;
	if p_ok and (i.failing_since is null or (i.kind = 'connection' and p_kind is distinct from 'connection')) then
		return;
	end if;
	-- Whoever notes it at this very moment notes it for both.
	if not pg_try_advisory_xact_lock(hashtext('public.integrations'), hashtext(p_channel || ':' || p_name)) then
		return;
	end if;
	select * into i from integrations where channel = p_channel and name = p_name;

	if p_ok then
		update integrations set failing_since = null, failures = 0, down_since = null, kind = null, reason = null, sentence = null, raised_at = null
		where channel = p_channel and name = p_name;
		if i.down_since is null then
			return;
		end if;
		if take_back(i.notice, 'It was over before anybody was told', p_now) then
			update integrations set notice = null, told_at = told_before where channel = p_channel and name = p_name;
		else
			due := greatest(p_now, case when i.told_at is not null then least(i.told_at, p_now) + apart end);
			perform tell_of_integration(i, 'up', jsonb_build_object('since', i.episode_since, 'until', p_now), p_phone, due, p_now);
		end if;
		perform goes_on(p_channel, p_name, i.down_since, p_now);
		return;
	end if;

	insert into integrations as n (channel, name, failing_since, failures, kind, reason, sentence)
	values (p_channel, p_name, p_now, 1, p_kind, p_reason, left(p_sentence, 300))
	on conflict (channel, name) do update set failing_since = coalesce(least(n.failing_since, p_now), p_now), failures = n.failures + 1,
		kind = case when n.kind = 'connection' or (n.kind = 'operator' and p_kind = 'passing') then n.kind else p_kind end,
		reason = case when n.kind in ('connection', 'operator') then n.reason else p_reason end,
		sentence = case when n.kind in ('connection', 'operator') then n.sentence else left(p_sentence, 300) end
	returning * into i;
	if i.down_since is not null or (p_kind = 'passing' and (i.failures < 3 or i.failing_since > p_now - interval '5 minutes')) then
		return;
	end if;
	if i.notice like 'integration\_up:%' and take_back(i.notice, 'It failed again before anybody was told', p_now) then
		update integrations set down_since = episode_since, notice = null, told_at = told_before where channel = p_channel and name = p_name;
		return;
	end if;
	update integrations set down_since = i.failing_since, episode_since = i.failing_since where channel = p_channel and name = p_name returning * into i;
	due := greatest(p_now + case p_kind when 'connection' then interval '2 minutes' else interval '0' end, case when i.told_at is not null then least(i.told_at, p_now) + apart end);
	perform tell_of_integration(i, 'down', jsonb_build_object('since', i.failing_since, 'reason', i.reason, 'error', i.sentence), p_phone, due, p_now);
end $$;

-- Puts the notice into the outbox, and keeps which one it was.
create or replace function public.tell_of_integration(
	p_integration public.integrations, p_what text, p_facts jsonb, p_phone text, p_due timestamptz, p_now timestamptz
) returns void language plpgsql set search_path = public as $$
declare
	told constant text := concat_ws(':', 'integration_' || p_what, p_integration.channel, p_integration.name, extract(epoch from p_now));
	about constant text := coalesce(p_phone, (select phone from sessions where channel = p_integration.channel order by updated_at desc limit 1), '');
begin
	perform enqueue_outbox(jsonb_build_array(jsonb_build_object('key', told, 'kind', 'notice', 'channel', p_integration.channel, 'phone', about,
		'payload', p_facts || jsonb_build_object('kind', 'integration_' || p_what, 'phone', about, 'integration', p_integration.name))), p_now);
	update outbox set next_attempt_at = p_due where idempotency_key = told;
	update integrations set notice = told, told_before = told_at, told_at = p_due where channel = p_integration.channel and name = p_integration.name;
end $$;

-- What waited for an integration goes on now that it works again.
create or replace function public.goes_on(p_channel text, p_name text, p_since timestamptz, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
begin
	if p_name = 'model' then
		update inbox set not_before = p_now where id in (
			select id from inbox where channel = p_channel and status = 'waiting' and not_before > p_now for update skip locked);
	elsif p_name = 'piperun' then
		perform enqueue_crm_sync(o.phone, o.channel, p_now) from outbox o
		where o.kind = 'crm_sync' and o.channel = p_channel and o.status = 'failed' and o.updated_at >= p_since;
		update outbox set next_attempt_at = p_now where id in (
			select id from outbox where kind = 'crm_sync' and channel = p_channel and status = 'pending' and next_attempt_at > p_now for update skip locked);
	end if;
end $$;

-- Integrations that are down, of one number of ours or of all; what a caller without a key may see. Notices that no workflow ever took are nothing that
-- went down: who never set it up is not shown it all the time.
create or replace function public.down_integrations(p_channel text default null)
returns jsonb language sql stable set search_path = public as $$
	select coalesce(jsonb_agg(jsonb_build_object('channel', channel, 'integration', name, 'since', down_since, 'reason', reason, 'error', sentence)
		order by down_since, name), '[]')
	from integrations where down_since is not null and (p_channel is null or channel = p_channel)
		and (name <> 'outbox_notice' or exists (select from outbox_claims where kind = 'notice'));
$$;

-- ══ 13-contact-ids.sql ══
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

-- ══ 14-company.sql ══
-- What a company tells of itself in one place (workflow `configurar`): for all of its numbers, and for one of them what is different there. Read with every claim
-- (turn_details, due_conversations), with the team's words and with each notice; written by save_company.

-- In `settings`: `company` is of all numbers, `company:` and a channel of that one. Its keys are those of `CompanySettings` in the package; a key that is not
-- there was never told.
create or replace function public.company_of(p_channel text) returns jsonb language sql stable set search_path = public as $$
	select coalesce((select value from settings where key = 'company' and jsonb_typeof(value) = 'object'), '{}')
		|| coalesce((select value from settings where key = 'company:' || p_channel and jsonb_typeof(value) = 'object'), '{}');
$$;

-- How long a customer must be quiet, seconds: as the node says, else as the company does, else six.
create or replace function public.quiet_seconds_of(p_channel text, p_given numeric) returns numeric language sql stable set search_path = public as $$
	select coalesce(p_given, (select case when jsonb_typeof(c -> 'quiet_seconds') = 'number' then (c ->> 'quiet_seconds')::numeric end
		from company_of(p_channel) c), 6);
$$;

-- The number of the team that a kind of notice is for; null where the company told none. Sales hear of leads and of answers that were promised, who keeps the law
-- of data requests and opt-outs, who runs it of what is down or cannot be done. Who adds a kind of notice that is for one of them adds it here.
create or replace function public.team_phone_of(p_channel text, p_kind text) returns text language sql stable set search_path = public as $$
	select coalesce(nullif(c ->> case
			when p_kind in ('hot_lead', 'follow_up', 'lead_silent', 'promise_late', 'promise_over') then 'sales_phone'
			when p_kind in ('lgpd_request', 'opt_out', 'opted_out_wrote') then 'privacy_phone'
			when p_kind in ('integration_down', 'integration_up', 'given_up', 'learning_failed', 'template_refused', 'crm_given_up', 'crm_forbidden', 'crm_unauthorized',
				'crm_backlog', 'mirror_stuck', 'mirror_again', 'contacts_not_merged', 'failover_began', 'failover_over', 'failover_unreachable', 'uncertain_reply') then 'technical_phone'
			else 'team_phone' end, ''), nullif(c ->> 'team_phone', ''))
	from company_of(p_channel) c;
$$;

-- Whom the workflow that tells the team would tell when something is down, and whether any number of ours has somebody to tell at all. Called by Claim Outbox.
create or replace function public.team_known(p_channel text) returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object('technical', team_phone_of(coalesce(p_channel, ''), 'integration_down'),
		'any', exists (select from settings where (key = 'company' or starts_with(key, 'company:')) and coalesce(value ->> 'team_phone', '') <> ''));
$$;

-- ══ 20-leads.sql ══
-- What is known of a lead, one row a phone. Written by the reply's path (upsert_lead) and by the Lead Store node.

create table if not exists public.leads (
	id uuid primary key default gen_random_uuid(),
	phone text not null unique check (phone <> ''),
	whatsapp_name text,
	name text,
	company text,
	email text,
	city text,
	uf text check (uf is null or length(uf) = 2),
	product text,
	volume text,
	urgency text,
	segment text,
	need text,
	knows_company text,
	temperature text check (temperature in ('cold', 'warm', 'hot')),
	temperature_reason text,
	temperature_updated_at timestamptz,
	crm_sync_status text not null default 'not_synced' check (crm_sync_status in ('not_synced', 'pending', 'synced', 'failed')),
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now()
);
alter table public.leads
	add column if not exists cnpj text,
	add column if not exists daily_volume integer,
	add column if not exists site text,
	add column if not exists decision_maker text,
	-- What the operator's own fields hold, by key.
	add column if not exists custom_fields jsonb,
	-- What the agent keeps between turns: questions in vain, turns without a model, steps above that were told, what the class was made from.
	add column if not exists agent_state jsonb not null default '{}',
	add column if not exists opted_out_at timestamptz,
	add column if not exists handed_off_at timestamptz,
	-- When the team was last told that it owes the lead an answer.
	add column if not exists follow_up_at timestamptz,
	-- The same by what it is about, and what the lead has asked for, with the day on which they first did.
	add column if not exists follow_ups jsonb not null default '{}',
	add column if not exists requests jsonb not null default '{}',
	-- Since when they want nothing of us, and from when on they want to hear of us again; neither is an opt-out (note_stance).
	add column if not exists declined_at timestamptz,
	add column if not exists postponed_until timestamptz,
	add column if not exists anonymized_at timestamptz;
create index if not exists leads_temperature on public.leads (temperature) where temperature is not null;
create index if not exists leads_updated on public.leads (updated_at desc);

-- Creates or completes a lead. Only what is given and not null is written: nothing is ever overwritten by nothing.
create or replace function public.upsert_lead(p_phone text, p_fields jsonb, p_now timestamptz default now())
returns jsonb language sql set search_path = public as $$
	insert into leads as l (phone, whatsapp_name, name, company, email, city, uf, product, volume, urgency, segment, need, knows_company, cnpj,
		daily_volume, site, decision_maker, custom_fields, temperature, temperature_reason, temperature_updated_at, created_at, updated_at)
	select key_of(p_phone), f.whatsapp_name, f.name, f.company, f.email, f.city, f.uf, f.product, f.volume, f.urgency, f.segment, f.need,
		f.knows_company, f.cnpj, f.daily_volume, f.site, f.decision_maker, f.custom_fields, f.temperature, f.temperature_reason,
		case when f.temperature is not null then p_now end, p_now, p_now
	from jsonb_populate_record(null::leads, p_fields) as f
	on conflict (phone) do update set
		whatsapp_name = coalesce(excluded.whatsapp_name, l.whatsapp_name),
		name = coalesce(excluded.name, l.name),
		company = coalesce(excluded.company, l.company),
		email = coalesce(excluded.email, l.email),
		city = coalesce(excluded.city, l.city),
		uf = coalesce(excluded.uf, l.uf),
		product = coalesce(excluded.product, l.product),
		volume = coalesce(excluded.volume, l.volume),
		urgency = coalesce(excluded.urgency, l.urgency),
		segment = coalesce(excluded.segment, l.segment),
		need = coalesce(excluded.need, l.need),
		knows_company = coalesce(excluded.knows_company, l.knows_company),
		cnpj = coalesce(excluded.cnpj, l.cnpj),
		daily_volume = coalesce(excluded.daily_volume, l.daily_volume),
		site = coalesce(excluded.site, l.site),
		decision_maker = coalesce(excluded.decision_maker, l.decision_maker),
		custom_fields = coalesce(coalesce(l.custom_fields, '{}') || excluded.custom_fields, l.custom_fields),
		temperature = coalesce(excluded.temperature, l.temperature),
		temperature_reason = coalesce(excluded.temperature_reason, l.temperature_reason),
		temperature_updated_at = case when excluded.temperature is distinct from l.temperature and excluded.temperature is not null
			then p_now else l.temperature_updated_at end,
		updated_at = p_now
	returning to_jsonb(l.*);
$$;

-- ══ 30-sessions.sql ══
-- Who has a conversation: agent, person or nobody, and what happened to it. Written by every decision of the Conversation node.

create table if not exists public.sessions (
	channel text not null,
	phone text not null,
	mode text not null default 'agent',
	human_attendant text,
	human_since timestamptz,
	last_customer_message timestamptz,
	last_agent_message timestamptz,
	last_human_message timestamptz,
	last_human_activity timestamptz,
	paused_at timestamptz,
	paused_by text,
	pause_reason text check (pause_reason in ('manual', 'escalation', 'system')),
	mode_epoch integer not null default 1,
	version integer not null default 1,
	metadata jsonb not null default '{}',
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now(),
	primary key (channel, phone)
);
alter table public.sessions add column if not exists mode_since timestamptz;
-- Which call wrote it last: one whose answer was lost asks again with the same key, and learns that it was done.
alter table public.sessions add column if not exists saved_by uuid;
-- Up to which change it was looked at as an old one: what it carries since then is to stay.
alter table public.sessions add column if not exists swept_at timestamptz;
-- The number that stands in for its own, since when, and of which episode of that failover: another one's is void.
alter table public.sessions add column if not exists routed_to text;
alter table public.sessions add column if not exists routed_at timestamptz;
alter table public.sessions add column if not exists routed_episode integer;

create index if not exists sessions_updated on public.sessions (updated_at desc);
create index if not exists sessions_phone on public.sessions (phone, updated_at desc);
-- What runs on a schedule starts from these, which are as large as the present and not as the past.
create index if not exists sessions_attended on public.sessions (channel, phone) where mode <> 'agent' and paused_by is distinct from 'opt_out';
create index if not exists sessions_called on public.sessions (channel, phone) where metadata ? 'escalation_requested';
create index if not exists sessions_carrying on public.sessions (updated_at)
	where mode = 'agent' and metadata <> '{}' and not metadata ? 'escalation_requested' and (swept_at is null or swept_at < updated_at);
create index if not exists sessions_last_word on public.sessions (last_customer_message)
	where mode = 'agent' and last_customer_message > coalesce(greatest(last_agent_message, last_human_message), '-infinity');
create index if not exists sessions_mode on public.sessions (mode, updated_at desc) where mode <> 'agent';
create index if not exists sessions_routed on public.sessions (channel, routed_episode) where routed_episode is not null;
create index if not exists sessions_attendant on public.sessions (human_attendant, updated_at desc) where human_attendant is not null;
drop index if exists public.sessions_not_agent;

-- Clocks that a wrong clock of before set ahead stand still until they are reached: they are set to now.
update public.sessions set last_customer_message = believable(last_customer_message, now()), last_agent_message = believable(last_agent_message, now()),
	last_human_message = believable(last_human_message, now()), last_human_activity = believable(last_human_activity, now()),
	mode_since = believable(mode_since, now()), human_since = believable(human_since, now()), paused_at = believable(paused_at, now())
where greatest(last_customer_message, last_agent_message, last_human_message, last_human_activity, mode_since, human_since, paused_at)
	> now() + interval '1 minute';

-- What happened to a conversation, in order; rows are only ever added.
create table if not exists public.session_history (
	id bigint generated always as identity primary key,
	channel text not null,
	phone text not null,
	at timestamptz not null default now(),
	type text not null,
	actor_type text not null,
	actor_id text,
	from_mode text,
	to_mode text,
	from_owner text,
	to_owner text,
	reason text,
	message_id text,
	epoch integer,
	execution_id text,
	details jsonb not null default '{}'
);
create index if not exists session_history_phone on public.session_history (phone, channel, at desc, id desc);

-- Nobody can write a mode that the rules do not know; before this check anybody could. Such a conversation was read as paused, and took no message any more: now
-- it is paused, and its history tells what it was.
alter table public.sessions drop constraint if exists sessions_mode_check;
with paused as (
	update public.sessions s set mode = 'paused', mode_since = now(), human_attendant = null, human_since = null, paused_at = now(), paused_by = 'system',
		pause_reason = 'system', mode_epoch = s.mode_epoch + 1, version = s.version + 1
	from public.sessions b
	where s.mode not in ('agent', 'human', 'paused') and b.channel = s.channel and b.phone = s.phone
	returning s.channel, s.phone, s.mode_epoch, b.mode
)
insert into public.session_history (channel, phone, type, actor_type, to_mode, reason, epoch)
select channel, phone, 'corrupt_mode', 'system', 'paused', mode, mode_epoch from paused;
alter table public.sessions add constraint sessions_mode_check check (mode in ('agent', 'human', 'paused'));

-- The people of the team. Their key opens the control API; only its SHA-256 is kept.
create table if not exists public.attendants (
	id text primary key check (id <> ''),
	name text not null,
	role text not null default 'attendant' check (role in ('attendant', 'supervisor', 'admin')),
	key_hash text unique,
	slack_user_id text unique,
	phone text,
	active boolean not null default true,
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now()
);
-- A user of the attendance API who attends nobody (its role `user`): no conversation can be theirs, and they give no orders at the other doors.
alter table public.attendants add column if not exists limited boolean not null default false;

create or replace function public.write_history(
	p_channel text, p_phone text, p_rows jsonb, p_epoch integer, p_now timestamptz default now()
) returns void language sql set search_path = public as $$
	insert into session_history (channel, phone, at, type, actor_type, actor_id, from_mode, to_mode, from_owner, to_owner, reason, message_id, epoch,
		execution_id, details)
	select p_channel, key_of(p_phone), p_now, h.type, h.actor_type, h.actor_id, h.from_mode, h.to_mode, h.from_owner, h.to_owner, h.reason, h.message_id,
		p_epoch, h.execution_id, coalesce(h.details, '{}')
	from jsonb_populate_recordset(null::session_history, p_rows) h;
$$;

-- Writes a session at the version that it was made from, and returns the stored one either way. Who takes a conversation from the agent empties the buffer:
-- what the customer wrote until then is answered by them, or by the agent once it has the conversation again (answers_again).
create or replace function public.save_session(
	p_channel text, p_phone text, p_version integer, p_session jsonb, p_history jsonb default '[]', p_effects jsonb default '[]',
	p_empty_buffer boolean default false, p_now timestamptz default now(), p_key uuid default null
) returns jsonb language plpgsql set search_path = public as $$
declare
	n sessions := jsonb_populate_record(null::sessions, p_session);
	saved boolean;
begin
	p_phone := key_of(p_phone);
	if p_version = 0 then
		perform hold_key(p_phone);
		p_phone := key_of(p_phone);
		insert into sessions (channel, phone, version, created_at, updated_at) values (p_channel, p_phone, 0, p_now, p_now)
		on conflict (channel, phone) do nothing;
	end if;
	-- What it does may free those on the other numbers.
	perform lock_person(p_phone);
	update sessions s set
		mode = n.mode, mode_since = believable(n.mode_since, p_now), human_attendant = n.human_attendant, human_since = believable(n.human_since, p_now),
		mode_epoch = n.mode_epoch, paused_at = believable(n.paused_at, p_now), paused_by = n.paused_by, pause_reason = n.pause_reason,
		metadata = coalesce(n.metadata, s.metadata),
		last_customer_message = greatest(s.last_customer_message, believable(n.last_customer_message, p_now)),
		last_agent_message = greatest(s.last_agent_message, believable(n.last_agent_message, p_now)),
		last_human_message = greatest(s.last_human_message, believable(n.last_human_message, p_now)),
		last_human_activity = greatest(s.last_human_activity, believable(n.last_human_activity, p_now)),
		version = s.version + 1, updated_at = p_now, saved_by = p_key
	where s.channel = p_channel and s.phone = p_phone and s.version = p_version;
	saved := found;
	if not saved then
		-- Joined with another one meanwhile: theirs is the session.
		p_phone := key_of(p_phone);
	else
		perform write_history(p_channel, p_phone, p_history, n.mode_epoch, p_now);
		perform enqueue_outbox(p_effects, p_now);
		if p_empty_buffer and n.mode <> 'agent' then
			perform leave_unanswered(p_channel, p_phone, p_now);
		end if;
	end if;
	return jsonb_build_object('saved', saved or exists (select from sessions s
			where s.channel = p_channel and s.phone = p_phone and s.version = p_version + 1 and s.saved_by = p_key),
		'session', (select to_jsonb(s) from sessions s where s.channel = p_channel and s.phone = p_phone));
end $$;

-- The number of ours on which a person last had a conversation; null when there was none.
create or replace function public.newest_channel(p_phone text) returns text language sql stable set search_path = public as $$
	select channel from sessions where phone = p_phone order by updated_at desc limit 1;
$$;

-- The number of ours to write from: the wanted one, else that of the person's newest conversation. Who never wrote anywhere is written to from the number of
-- the newest conversation of all, one that may write to anybody before one of the Cloud API, which takes a template alone from strangers; a number that has
-- been quiet for a week while others speak may have been given up.
create or replace function public.channel_for(p_phone text, p_wanted text default null) returns text language plpgsql stable set search_path = public as $$
begin
	return coalesce(nullif(p_wanted, ''), newest_channel(key_of(p_phone)),
		(select s.channel from (select channel, phone, updated_at, max(updated_at) over () as newest from
				(select channel, phone, updated_at from sessions where not is_trial(channel) order by updated_at desc limit 50) n) s
			order by (provider_of(s.channel, s.phone) is not distinct from 'whatsapp_cloud' or s.updated_at < s.newest - interval '7 days'), s.updated_at desc
			limit 1), 'default');
end $$;

-- ══ 31-guard.sql ══
-- A person of the team who has a customer on one number of ours has them on all: the agent does not talk over them on another one. Asked by the fences, the claims,
-- and whatever the agent says of its own accord; the switch is called by the Conversation node's Set Reach of a Takeover.

-- Whether a takeover, or a pause by a person, holds on all numbers of ours (the default), or only where it was made.
create or replace function public.guards_everywhere() returns boolean language sql stable set search_path = public as $$
	select coalesce((select value from settings where key = 'takeover_reach') is distinct from '"one_number"', true);
$$;

-- Whether it is somebody of the team who keeps the agent quiet there. Not what a wish for a person, an opt-out (which is on all numbers by itself), a machine or
-- a workflow paused. A column of that row in what follows: `is_guard`.
create or replace function public.is_guard(p_mode text, p_pause_reason text, p_paused_by text) returns boolean language sql immutable set search_path = public as $$
	select coalesce(p_mode = 'human' or (p_mode = 'paused' and p_pause_reason = 'manual' and p_paused_by not in ('system', 'opt_out', 'machine')), false);
$$;

-- The conversation of that person on another number of ours that guards this one; null when there is none. What is tried out (`teste:…`) neither guards nor is
-- guarded. Nothing is written for it: as soon as the other one is the agent's again, this one is.
create or replace function public.guard_of(p_channel text, p_phone text) returns public.sessions language sql stable set search_path = public as $$
	select s from sessions s
	where s.phone = p_phone and s.channel <> p_channel and s.mode <> 'agent' and not is_trial(p_channel) and not is_trial(s.channel)
		and is_guard(s.mode, s.pause_reason, s.paused_by) and guards_everywhere()
	order by s.mode = 'human' desc, s.mode_since desc nulls last limit 1;
$$;

-- The same as it is told: null when there is none.
create or replace function public.guard_told(p_channel text, p_phone text) returns jsonb language sql stable set search_path = public as $$
	select case when g.channel is not null then to_jsonb(g) end from guard_of(p_channel, p_phone) g;
$$;

-- Locks all conversations of a person, in the order in which everybody locks several: what is decided on one of them looks at the others.
create or replace function public.lock_person(p_phone text) returns void language sql set search_path = public as $$
	select from sessions where phone = p_phone order by channel for update;
$$;

-- Sets how far a takeover reaches, with its row in the history. Whom nothing guards any more is answered.
create or replace function public.set_takeover_reach(p_everywhere boolean, p_actor text default null, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
begin
	insert into settings (key, value, updated_at) values ('takeover_reach', case when p_everywhere then '"all_numbers"' else '"one_number"' end::jsonb, p_now)
	on conflict (key) do update set value = excluded.value, updated_at = p_now;
	insert into session_history (channel, phone, at, type, actor_type, actor_id, reason)
	values ('', '', p_now, 'takeover_reach', case when p_actor is null then 'system' else 'human' end, p_actor, case when p_everywhere then 'all_numbers' else 'one_number' end);
	if not p_everywhere then
		perform reopen_all(p_now);
	end if;
	return jsonb_build_object('reach', case when p_everywhere then 'all_numbers' else 'one_number' end);
end $$;

-- ══ 31-messages.sql ══
-- What came in, who is at work on it, what was said, what is to be done: the tables. Written and read by the functions of the parts below.

create table if not exists public.turns (
	id uuid primary key default gen_random_uuid(),
	channel text not null,
	phone text not null,
	-- open: a worker is thinking · confirmed: the reply may be under way · the rest are final
	status text not null default 'open'
		check (status in ('open', 'confirmed', 'sent', 'silent', 'discarded', 'failed', 'uncertain', 'expired')),
	lease_token uuid not null,
	lease_until timestamptz not null,
	created_at timestamptz not null default now(),
	finished_at timestamptz,
	foreign key (channel, phone) references public.sessions (channel, phone) on delete cascade
);

-- The epoch that the reply was made under: what is left of it is sent under no other one.
alter table public.turns add column if not exists mode_epoch integer;
alter table public.turns add column if not exists canned boolean not null default false;
-- The claim and how often the agent was switched off until then.
alter table public.turns add column if not exists claim_key uuid;
alter table public.turns add column if not exists switched_off integer;
-- Its words stand in place of an answer, which is owed.
alter table public.turns add column if not exists owes boolean not null default false;
-- Why it was given back without a reply.
alter table public.turns add column if not exists reason text;
-- The messages that it was claimed with: a worker that was taken for dead may still answer them while nobody else did.
alter table public.turns add column if not exists messages bigint[];
-- What the customer gets when its messages were tried often enough, as the claim said it: empty is nothing, null the prepared text.
alter table public.turns add column if not exists given_up_text text;
-- Which n8n and which process of it claimed it, where its execution dies with that process: given back once another one of the same n8n starts. Null where an
-- execution may outlive it (queue mode), or where nobody said (Claim Turn, Sweep, an older package).
alter table public.turns add column if not exists instance text;
alter table public.turns add column if not exists process text;
-- All of a person: where two keys turn out to be one, and where a conversation is deleted.
create index if not exists turns_person on public.turns (channel, phone);
create index if not exists turns_unfinished on public.turns (channel, phone) where status in ('open', 'confirmed');
create index if not exists turns_answered on public.turns (channel, phone, created_at) where status in ('confirmed', 'sent', 'uncertain');

create table if not exists public.inbox (
	id bigint generated always as identity primary key,
	provider text not null,
	channel text not null,
	message_id text not null,
	phone text not null,
	send_to text not null,
	name text,
	kind text not null,
	text text not null default '',
	media jsonb,
	quoted text,
	speaker text not null check (speaker in ('customer', 'human', 'agent')),
	sent_at timestamptz not null,
	received_at timestamptz not null default now(),
	-- waiting: for its turn · claimed: in an unfinished turn · done: answered, or needs no answer · failed: given up, see attempts
	status text not null default 'waiting' check (status in ('waiting', 'claimed', 'done', 'failed')),
	turn_id uuid references public.turns (id) on delete set null,
	attempts integer not null default 0,
	unique (provider, channel, message_id)
);
-- Which call stored it: one whose answer was lost asks again with the same key.
alter table public.inbox add column if not exists receipt uuid;
-- Not claimed by itself before this, after a try that came to nothing.
alter table public.inbox add column if not exists not_before timestamptz;
alter table public.inbox add column if not exists failed_at timestamptz;
-- It was tried, and waits for the model.
alter table public.inbox add column if not exists owed boolean not null default false;
-- What it carries beside its words: an order, contacts, a place, a vote, the ad that it came from (the shape: shared/core/message/content.ts).
alter table public.inbox add column if not exists content jsonb;
-- Typed by the team and stored by a trigger: Decide on Message has still to look at it.
alter table public.inbox add column if not exists undecided boolean not null default false;
-- The number that it came to, where that stands in for the one whose conversation it is.
alter table public.inbox add column if not exists via text;
create index if not exists inbox_undecided on public.inbox (channel, phone) where undecided;
create index if not exists inbox_failed on public.inbox (channel, phone, failed_at) where status = 'failed';
create index if not exists inbox_waiting on public.inbox (channel, phone, id) where status = 'waiting';
create index if not exists inbox_customer on public.inbox (channel, phone, sent_at desc) where speaker = 'customer';
create index if not exists inbox_phone on public.inbox (channel, phone, id);
create index if not exists inbox_turn on public.inbox (turn_id) where turn_id is not null;

create table if not exists public.conversations (
	id bigint generated always as identity primary key,
	channel text not null,
	lead_phone text not null,
	role text not null check (role in ('user', 'assistant', 'human')),
	content text not null,
	kind text not null default 'text',
	status text not null default 'received' check (status in ('received', 'sent', 'failed', 'uncertain', 'discarded')),
	message_id text,
	inbox_id bigint references public.inbox (id) on delete set null,
	turn_id uuid,
	sent_at timestamptz not null default now(),
	unique (inbox_id)
);
create index if not exists conversations_history on public.conversations (lead_phone, channel, sent_at desc, id desc);

create table if not exists public.outbox (
	id bigint generated always as identity primary key,
	idempotency_key text not null unique,
	kind text not null,
	channel text not null,
	phone text not null,
	turn_id uuid,
	payload jsonb not null,
	-- pending: to be done · queued: a later part of a reply · sending: begun, outcome not known yet · uncertain: begun by a worker that died
	-- discarded: somebody took over before it was sent
	status text not null default 'pending',
	provider_message_id text,
	provider_queue_id text,
	error text,
	attempts integer not null default 0,
	next_attempt_at timestamptz not null default now(),
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now()
);
alter table public.outbox add column if not exists lease_token uuid;
alter table public.outbox add column if not exists lease_until timestamptz;
alter table public.outbox add column if not exists began_at timestamptz;
-- Which call began it: one whose answer was lost asks again with the same key.
alter table public.outbox add column if not exists begun_by uuid;
-- Who was asked to send it: told when it is begun, and asked again when nobody knows whether it arrived.
alter table public.outbox add column if not exists provider text;
-- The number that it goes by, where that stands in for its own.
alter table public.outbox add column if not exists via text;
-- What the provider's last refusal asks for (`Action` in the vendor's `errors.ts`), and `unreachable`; null where nothing was refused.
alter table public.outbox add column if not exists refusal text;
create index if not exists outbox_unreachable on public.outbox (channel, phone) where refusal = 'unreachable';
alter table public.outbox drop constraint if exists outbox_status_check;
alter table public.outbox add constraint outbox_status_check
	check (status in ('pending', 'queued', 'sending', 'sent', 'failed', 'uncertain', 'discarded'));
create index if not exists outbox_phone on public.outbox (channel, phone) where status in ('pending', 'queued', 'sending', 'uncertain');
create index if not exists outbox_person on public.outbox (phone);
create index if not exists outbox_message on public.outbox (provider_message_id) where provider_message_id is not null;
create index if not exists outbox_due on public.outbox (next_attempt_at) where status = 'pending';
create index if not exists outbox_turn on public.outbox (turn_id);
-- What is claimed, in its order; what is being done, and until when; what nobody knows of.
create index if not exists outbox_open on public.outbox (id) where status in ('pending', 'queued');
create index if not exists outbox_lease on public.outbox (lease_until) where status = 'sending';
create index if not exists outbox_uncertain on public.outbox (updated_at) where status = 'uncertain';
-- Nothing is taken out of the outbox: what is asked for at each claim or reply may not read all that was ever sent.
create index if not exists outbox_notices on public.outbox (created_at) where kind = 'notice';
create index if not exists outbox_sent on public.outbox (channel, phone, updated_at) where kind = 'whatsapp_text' and status = 'sent';

-- The text of the outbox that a message of the history is: it is written once, whoever learns what became of it.
alter table public.conversations add column if not exists outbox_id bigint references public.outbox (id) on delete set null;
create unique index if not exists conversations_outbox on public.conversations (outbox_id);

-- What a clock that was ahead wrote of before stands behind all that answers it: the time at which it came in is put in its place.
update public.conversations c set sent_at = i.received_at from public.inbox i where i.id = c.inbox_id and i.sent_at > i.received_at + interval '1 minute'
	and c.sent_at = i.sent_at;
update public.inbox set sent_at = received_at where sent_at > received_at + interval '1 minute';

-- ══ 32-shown.sql ══
-- Conversations as people look at them. Called by the page for attendants, the control API, the Conversation node's Get Status, Get Many and Get History.

-- One conversation, as it is; without a channel the newest of that phone. Reading never makes one. Where all conversations are of one channel, it is told:
-- a conversation that is yet to begin will be of that one.
create or replace function public.read_session(p_channel text, p_phone text)
returns jsonb language plpgsql stable set search_path = public as $$
begin
	return jsonb_build_object(
		'now', now(),
		'session', (select to_jsonb(s) from sessions s where s.phone = (select key_of(p_phone)) and (p_channel is null or s.channel = p_channel)
			order by s.updated_at desc limit 1),
		-- Who has the person on another number of ours, and keeps the agent quiet on this one.
		'guard', guard_told(coalesce(p_channel, newest_channel(key_of(p_phone))), key_of(p_phone)),
		'name', (select coalesce(l.name, l.whatsapp_name) from leads l where l.phone = (select key_of(p_phone))),
		-- Until when they may be written to freely.
		'window', window_told(coalesce(p_channel, newest_channel(key_of(p_phone))), key_of(p_phone), now()),
		'only_channel', (select case when min(channel) = max(channel) then min(channel) end from sessions where not is_trial(channel)),
		'company_settings', company_of(p_channel),
		'agent_enabled', (select value from settings where key = 'agent_enabled'));
end $$;

-- Who has the person of a conversation on another number of ours, as lists show it; null when nobody does.
create or replace function public.guarded_by(p_channel text, p_phone text) returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object('channel', g.channel, 'mode', g.mode, 'attendant', w.id, 'attendant_name', (select a.name from attendants a where a.id = w.id))
	from guard_of(p_channel, p_phone) g cross join lateral (select coalesce(g.human_attendant, g.paused_by) as id) w
	where g.channel is not null;
$$;

-- Conversations, newest change first. Filters: mode, attendant, channel, updated_since, active_since, metadata {key, value}; cursor from the page before. What
-- is not asked for is no part of the statement, so that an index answers the rest. `total` counts up to 5,000: more take longer than the page itself.
-- With `guarded_too` those count as changed, too, whose person has a conversation on another number that changed: what guards them may be another.
create or replace function public.list_sessions(p_filter jsonb, p_limit integer, p_now timestamptz default now())
returns jsonb language plpgsql stable set search_path = public as $$
declare
	wanted constant text := concat('from sessions s where ', case when p_filter ->> 'channel' is null then 'not is_trial(s.channel)' else 'true' end,
		case when p_filter ->> 'mode' is not null then ' and s.mode = $1 ->> ''mode''' end,
		case when p_filter ->> 'attendant' is not null then ' and s.human_attendant = $1 ->> ''attendant''' end,
		case when p_filter ->> 'channel' is not null then ' and s.channel = $1 ->> ''channel''' end,
		case when p_filter ->> 'updated_since' is not null then ' and (s.updated_at >= ($1 ->> ''updated_since'')::timestamptz' ||
			case when (p_filter -> 'guarded_too')::boolean then ' or s.phone = any (array(select o.phone from sessions o
				where o.updated_at >= ($1 ->> ''updated_since'')::timestamptz)))' else ')' end end,
		case when p_filter ->> 'active_since' is not null then ' and s.updated_at >= ($1 ->> ''active_since'')::timestamptz' end,
		case when p_filter -> 'metadata' is not null then ' and s.metadata ->> ($1 #>> ''{metadata,key}'') = $1 #>> ''{metadata,value}''' end);
	after constant text := case when p_filter ->> 'cursor' is not null then ' and (s.updated_at, s.channel, s.phone) <
		(($1 -> ''cursor'' ->> 0)::timestamptz, $1 -> ''cursor'' ->> 1, $1 -> ''cursor'' ->> 2)' else '' end;
	total bigint;
	page sessions[];
begin
	execute format('select count(*) from (select %s limit 5000) counted', wanted) into total using p_filter;
	execute format('select array_agg(p) from (select s %s order by s.updated_at desc, s.channel desc, s.phone desc limit $2) page (p)', wanted || after)
		into page using p_filter, p_limit;
	return jsonb_build_object(
		'total', total,
		'now', p_now,
		'agent_enabled', (select value from settings where key = 'agent_enabled'),
		'integrations', down_integrations(p_filter ->> 'channel'),
		'sessions', (select coalesce(jsonb_agg(to_jsonb(p) || jsonb_build_object('name', l.name, 'last_text', c.content, 'last_from', c.author,
					'window', window_told(p.channel, p.phone, p_now),
					-- Nearly nobody has a second conversation that is not the agent's: one look into the index tells.
					'guarded_by', case when exists (select from sessions o where o.phone = p.phone and o.channel <> p.channel and o.mode <> 'agent')
						then guarded_by(p.channel, p.phone) end,
					'human_attendant_name', (select a.name from attendants a where a.id = p.human_attendant),
					'paused_by_name', (select a.name from attendants a where a.id = p.paused_by))
				order by p.updated_at desc, p.channel desc, p.phone desc), '[]')
			from unnest(page) p
			left join lateral (select coalesce(name, whatsapp_name) as name from leads where phone = p.phone) l on true
			left join lateral (
				select left(content, 200) as content, case role when 'user' then 'customer' when 'human' then 'human' else 'agent' end as author
				from conversations where lead_phone = p.phone and channel = p.channel and status <> 'discarded'
				order by sent_at desc, id desc limit 1
			) c on true));
end $$;

-- The messages and the events of one conversation, oldest first, with the names of the team, also of those who left it. Who wrote a message of the team
-- is who acted by it, else who had the conversation then.
create or replace function public.read_history(p_channel text, p_phone text, p_limit integer)
returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object(
		'phone', key_of(p_phone),
		'messages', coalesce((select jsonb_agg(jsonb_build_object('author', case m.role when 'user' then 'customer' when 'human' then 'human' else 'agent' end,
				'at', m.sent_at, 'text', m.content, 'kind', m.kind, 'status', m.status, 'attendant', w.id, 'attendant_name', a.name) order by m.sent_at, m.id)
			from (select * from conversations where lead_phone = (select key_of(p_phone)) and channel = p_channel order by sent_at desc, id desc limit p_limit) m
			left join lateral (
				select coalesce(
					(select h.actor_id from session_history h where h.phone = m.lead_phone and h.channel = p_channel and h.message_id = m.message_id
						and h.actor_type = 'human' and h.actor_id is not null order by h.id limit 1),
					(select h.to_owner from session_history h where h.phone = m.lead_phone and h.channel = p_channel and h.at <= m.sent_at and h.to_mode is not null
						order by h.at desc, h.id desc limit 1)) as id
				where m.role = 'human'
			) w on true
			left join attendants a on a.id = w.id), '[]'),
		'events', coalesce((select jsonb_agg(to_jsonb(h) - 'id' - 'channel' - 'phone' || jsonb_build_object(
				'actor_name', (select a.name from attendants a where a.id = h.actor_id),
				'to_owner_name', (select a.name from attendants a where a.id = h.to_owner)) order by h.at, h.id)
			from (select * from session_history where phone = (select key_of(p_phone)) and channel = p_channel order by at desc, id desc limit p_limit) h), '[]'));
$$;

-- ══ 33-join-sessions.sql ══
-- Two conversations of one person on one number of ours become one. Called by the join of their keys, with both rows locked.

-- How well a mode guards the conversation from the agent: a person before a pause before the agent.
create or replace function public.mode_rank(p_mode text) returns integer language sql immutable set search_path = public as $$
	select case p_mode when 'human' then 2 when 'paused' then 1 else 0 end;
$$;

-- Whether the first one's mode is the one that stays: the more guarded; of two pauses an opt-out's, which has no end; else the one that was touched last.
create or replace function public.guards_more(p_one public.sessions, p_other public.sessions) returns boolean language sql immutable set search_path = public as $$
	select (mode_rank(p_one.mode), p_one.paused_by is not distinct from 'opt_out',
			coalesce(greatest(p_one.last_human_activity, p_one.human_since, p_one.paused_at, p_one.mode_since), '-infinity'))
		> (mode_rank(p_other.mode), p_other.paused_by is not distinct from 'opt_out',
			coalesce(greatest(p_other.last_human_activity, p_other.human_since, p_other.paused_at, p_other.mode_since), '-infinity'));
$$;

-- What the two are together: mode, owner and since when are those of the more guarded one, every clock is the later one, and the epoch is above both, so that
-- nothing is said which was thought out without knowing of the other.
create or replace function public.merged_session(p_stays public.sessions, p_goes public.sessions, p_now timestamptz)
returns public.sessions language plpgsql stable set search_path = public as $$
declare
	first sessions := p_stays;
	second sessions := p_goes;
	m sessions;
begin
	if guards_more(p_goes, p_stays) then
		first := p_goes;
		second := p_stays;
	end if;
	m := first;
	m.phone := p_stays.phone;
	m.metadata := coalesce(second.metadata, '{}') || coalesce(first.metadata, '{}');
	m.last_customer_message := greatest(first.last_customer_message, second.last_customer_message);
	m.last_agent_message := greatest(first.last_agent_message, second.last_agent_message);
	m.last_human_message := greatest(first.last_human_message, second.last_human_message);
	m.last_human_activity := greatest(first.last_human_activity, second.last_human_activity);
	if first.routed_episode is null or second.routed_episode > first.routed_episode then
		m.routed_to := second.routed_to;
		m.routed_at := second.routed_at;
		m.routed_episode := second.routed_episode;
	end if;
	m.mode_epoch := greatest(first.mode_epoch, second.mode_epoch) + 1;
	m.version := greatest(first.version, second.version) + 1;
	m.created_at := least(first.created_at, second.created_at);
	m.updated_at := p_now;
	return m;
end $$;

-- What was made under the mode that stays goes on under the new number: what is left of replies, and texts that wait for their time.
create or replace function public.carry_epoch(p_session public.sessions, p_epoch integer)
returns void language sql set search_path = public as $$
	update turns set mode_epoch = p_epoch
	where channel = p_session.channel and phone = p_session.phone and mode_epoch = p_session.mode_epoch and status in ('confirmed', 'uncertain', 'failed');
	update outbox set payload = payload || jsonb_build_object('mode_epoch', p_epoch)
	where channel = p_session.channel and phone = p_session.phone and status = 'pending' and payload -> 'mode_epoch' = to_jsonb(p_session.mode_epoch);
$$;

-- Of turns that are under way one stays, a confirmed one before the oldest: the messages of the others wait again, and whoever is at work on them has lost them.
create or replace function public.leave_one_turn(p_channel text, p_keys text[], p_now timestamptz)
returns void language plpgsql set search_path = public as $$
declare
	given_up uuid[];
begin
	select array_agg(t.id) into given_up from (
		select id, status, row_number() over (order by status <> 'confirmed', created_at, id) as n from turns
		where channel = p_channel and phone = any (p_keys) and status in ('open', 'confirmed')
	) t where t.n > 1 and t.status = 'open';
	update turns set status = 'expired', finished_at = p_now, reason = 'joined' where id = any (given_up);
	update inbox set status = 'waiting', turn_id = null, attempts = greatest(attempts - 1, 0), not_before = null
	where turn_id = any (given_up) and status = 'claimed';
end $$;

-- Moves the conversations of one key to another. One that has no counterpart stays as it is but for its key.
create or replace function public.move_sessions(p_from text, p_to text, p_by text, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
declare
	goes sessions;
	stays sessions;
	m sessions;
begin
	for goes in select * from sessions where phone = p_from order by channel loop
		select * into stays from sessions where channel = goes.channel and phone = p_to;
		if not found then
			insert into sessions select (jsonb_populate_record(goes, jsonb_build_object('phone', p_to))).*;
		else
			m := merged_session(stays, goes, p_now);
			if stays.mode = m.mode then
				perform carry_epoch(stays, m.mode_epoch);
			end if;
			if goes.mode = m.mode then
				perform carry_epoch(goes, m.mode_epoch);
			end if;
			perform leave_one_turn(goes.channel, array[p_from, p_to], p_now);
			update sessions set mode = m.mode, mode_since = m.mode_since, human_attendant = m.human_attendant, human_since = m.human_since,
				last_customer_message = m.last_customer_message, last_agent_message = m.last_agent_message, last_human_message = m.last_human_message,
				last_human_activity = m.last_human_activity, paused_at = m.paused_at, paused_by = m.paused_by, pause_reason = m.pause_reason,
				mode_epoch = m.mode_epoch, version = m.version, metadata = m.metadata, created_at = m.created_at, updated_at = m.updated_at,
				routed_to = m.routed_to, routed_at = m.routed_at, routed_episode = m.routed_episode, saved_by = null, swept_at = null
			where channel = m.channel and phone = p_to;
			perform write_history(m.channel, p_to, jsonb_build_array(jsonb_build_object('type', 'contacts_joined', 'actor_type', 'system',
				'from_mode', case when m.mode = stays.mode then goes.mode else stays.mode end, 'to_mode', m.mode,
				'from_owner', case when m.human_attendant is not distinct from stays.human_attendant then goes.human_attendant else stays.human_attendant end,
				'to_owner', m.human_attendant, 'reason', p_by, 'details', jsonb_build_object('from', p_from, 'to', p_to))), m.mode_epoch, p_now);
		end if;
		update turns set phone = p_to where channel = goes.channel and phone = p_from;
		delete from sessions where channel = goes.channel and phone = p_from;
	end loop;
end $$;

-- ══ 34-watched.sql ══
-- What changed, for all open pages of a process at once: one question costs the same for one page and for fifty. Called every second by the control API on a
-- port of its own, while somebody listens there.

-- The conversations that changed since the last look, oldest change first, each with what tells one change from another; whose keys of those are still good;
-- and what is shown beside conversations. `p_since` is the `now` of the look before; none at the first.
--
-- A conversation's time is that of the beginning of the transaction that changed it, so what is committed late has an earlier time than what was seen before:
-- each look begins `p_overlap_seconds` before the last one, and whoever asks forgets what it knows already. That many seconds are enough because a call ends
-- after ten (our own patience, `shared/store/store.ts`; PostgREST of Supabase gives a statement eight). What takes longer still, by hand in the SQL editor, is
-- found when the page reads everything anew, every two minutes. A clock of this server that was set back moves the beginning back as well.
create or replace function public.watch_sessions(p_since timestamptz, p_keys text[], p_overlap_seconds integer default 30, p_now timestamptz default now())
returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object(
		'now', p_now,
		'from', w.start,
		'changed', (select coalesce(jsonb_agg(jsonb_build_array(s.channel, s.phone, s.version, s.updated_at) order by s.updated_at), '[]')
			from sessions s where s.updated_at >= w.start and not is_trial(s.channel)),
		'attendants', (select coalesce(jsonb_object_agg(a.key_hash, jsonb_build_object('id', a.id, 'name', a.name, 'role', a.role)), '{}')
			from attendants a where a.key_hash = any (p_keys) and a.active and not a.limited),
		'agent_enabled', (select value from settings where key = 'agent_enabled'),
		'integrations', down_integrations(),
		-- Of what concerns all conversations at once.
		'house', jsonb_build_array(guards_everywhere(), (select max(a.updated_at) from attendants a)))
	from (select least(coalesce(p_since, p_now), p_now) - make_interval(secs => p_overlap_seconds) as start) w;
$$;

-- ══ 40-questions.sql ══
-- Questions that workflows wait with. Asked by Send and Wait for Response, answered by the next message of that phone (Receive).

-- A workflow that asked somebody something and stands still until the next message of that phone. A phone has one question open: a newer one takes its
-- place, as people answer what they read last.
create table if not exists public.waiting_questions (
	channel text not null,
	phone text not null,
	-- Carries n8n's signature: whoever has it can answer.
	resume_url text not null,
	asked_at timestamptz not null default now(),
	expires_at timestamptz not null,
	primary key (channel, phone)
);

-- The message that it was given to, and the worker that hands it over: until that is done the question stays, so that a lost answer loses nothing.
alter table public.waiting_questions add column if not exists given_to bigint;
alter table public.waiting_questions add column if not exists given_at timestamptz;
alter table public.waiting_questions add column if not exists begun_by uuid;
alter table public.waiting_questions add column if not exists begun_at timestamptz;

create or replace function public.open_question(
	p_channel text, p_phone text, p_resume_url text, p_expires_at timestamptz, p_now timestamptz default now()
) returns void language sql set search_path = public as $$
	insert into waiting_questions (channel, phone, resume_url, asked_at, expires_at)
	values (p_channel, key_of(p_phone), p_resume_url, p_now, p_expires_at)
	on conflict (channel, phone) do update set resume_url = excluded.resume_url, asked_at = excluded.asked_at, expires_at = excluded.expires_at,
		given_to = null, given_at = null, begun_by = null, begun_at = null;
$$;

-- The question could not be sent: nobody will answer it.
create or replace function public.drop_question(p_channel text, p_phone text, p_resume_url text)
returns void language sql set search_path = public as $$
	delete from waiting_questions where channel = p_channel and phone = (select key_of(p_phone)) and resume_url = p_resume_url;
$$;

-- Gives the open question of a phone to its next message, and to that message alone. A message of before the question is no answer to it (the clocks of
-- provider and database may be two seconds apart); a question whose time is over is forgotten.
create or replace function public.take_waiting_question(p_channel text, p_phone text, p_sequence bigint, p_sent_at timestamptz, p_now timestamptz)
returns text language plpgsql set search_path = public as $$
declare
	url text;
begin
	delete from waiting_questions where channel = p_channel and phone = p_phone and expires_at <= p_now;
	update waiting_questions set given_to = p_sequence, given_at = p_now
	where channel = p_channel and phone = p_phone and given_to is null and asked_at <= p_sent_at + interval '2 seconds'
	returning resume_url into url;
	return url;
end $$;

-- The question that a message was given before, for whoever has that message again; not within a second, in which it can only be a second delivery.
create or replace function public.given_question(p_channel text, p_phone text, p_sequence bigint, p_same_call boolean, p_now timestamptz)
returns text language sql stable set search_path = public as $$
	select resume_url from waiting_questions
	where channel = p_channel and phone = p_phone and given_to = p_sequence and expires_at > p_now
		and (p_same_call or given_at <= p_now - interval '1 second');
$$;

-- Whether the caller is the one who hands the message to the workflow that waits: a message that came twice resumes it once. A worker that died at it is
-- followed by another after a minute.
create or replace function public.begin_answer(p_sequence bigint, p_key uuid, p_now timestamptz default now())
returns boolean language plpgsql set search_path = public as $$
begin
	update waiting_questions q set begun_by = p_key, begun_at = p_now
	from inbox i
	where i.id = p_sequence and i.status = 'waiting' and q.channel = i.channel and q.phone = i.phone and q.given_to = p_sequence
		and (q.begun_by is null or q.begun_by = p_key or q.begun_at <= p_now - interval '1 minute');
	return found;
end $$;

-- The message went to the workflow that waited for it: it needs no turn, and the question is answered. Until then it waits for one, so that a crash in
-- between loses nothing. Not taken: the workflow is not there any more, and the message is one like any other.
create or replace function public.finish_answer(p_sequence bigint, p_taken boolean default true)
returns void language plpgsql set search_path = public as $$
begin
	delete from waiting_questions where given_to = p_sequence;
	if p_taken then
		update inbox set status = 'done' where id = p_sequence and status = 'waiting';
	end if;
end $$;

-- ══ 41-receive.sql ══
-- A message comes in: stored once, before the provider gets its 200. Called by Receive, and by the Z-API Trigger for messages of ours.

-- WhatsApp trims a text and writes its line breaks its own way.
create or replace function public.same_text(p_one text, p_other text) returns boolean language sql immutable set search_path = public as $$
	select btrim(regexp_replace(p_one, '\s+', ' ', 'g')) = btrim(regexp_replace(p_other, '\s+', ' ', 'g'));
$$;

-- What the provider tells of a message of ours that it sent: by its id when we know it; else it is the one message of this phone whose outcome is not
-- known, as replies of a phone are sent one after the other (and, where the text is told, it is the same).
create or replace function public.settle_delivery(
	p_channel text, p_phone text, p_message_id text, p_queue_id text default null, p_text text default null, p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
declare
	o outbox;
begin
	p_phone := key_of(p_phone);
	select * into o from outbox where provider_message_id = p_message_id and coalesce(via, channel) = p_channel limit 1;
	-- Told of under another id: that is the same person.
	if o.phone <> p_phone and o.kind = 'whatsapp_text' and may_be_one(o.phone, p_phone) then
		perform join_contacts(p_phone, o.phone, 'message', p_now);
	end if;
	perform note_arrival(p_channel, p_now);
	if o.id is not null then
		return jsonb_build_object('settled', false, 'reason', 'known');
	end if;
	select * into o from outbox
	where coalesce(via, channel) = p_channel and phone = p_phone and kind = 'whatsapp_text' and status in ('sending', 'uncertain')
		and provider_message_id is null and payload ? 'text' and (p_text is null or same_text(payload ->> 'text', p_text)) and created_at <= p_now
	order by id limit 1 for update;
	if not found then
		return jsonb_build_object('settled', false, 'reason', 'not_ours');
	end if;
	update outbox set provider_message_id = p_message_id, provider_queue_id = coalesce(provider_queue_id, p_queue_id), updated_at = p_now
	where id = o.id;
	-- One that is being sent is recorded by its worker, or by the sweep if that one died.
	if o.status = 'uncertain' then
		perform record_part(o.id, 'sent', p_message_id, p_queue_id, null, p_now);
	end if;
	return jsonb_build_object('settled', true, 'outbox_id', o.id);
end $$;

-- How far the provider's clock is behind ours in a channel, told by its messages of the last hour: the one that came fastest. Null when it is not behind
-- by more than two minutes, or too few messages tell. A message that was held up is late alone; a clock that is behind makes all of them late.
create or replace function public.clock_behind(p_channel text, p_now timestamptz)
returns interval language sql stable set search_path = public as $$
	select case when count(*) >= 3 and min(m.received_at - m.sent_at) > interval '2 minutes' then min(m.received_at - m.sent_at) end
	from (select coalesce(i.via, i.channel) as channel, i.received_at, i.sent_at from inbox i order by i.id desc limit 200) m
	where m.channel = p_channel and m.received_at > p_now - interval '1 hour' and m.received_at <= p_now;
$$;

-- Whether a message of our own number is one that this package sends: by its id when that is known; else it has the text of one that is being sent to that
-- phone right now, or whose sending was cut off a moment ago, whatever the provider says of where it came from.
create or replace function public.is_our_send(p_channel text, p_phone text, p_message_id text, p_text text, p_now timestamptz)
returns boolean language sql stable set search_path = public as $$
	select exists (select from outbox where provider_message_id = p_message_id and channel = p_channel)
		or exists (select from outbox
			where channel = p_channel and phone = p_phone and kind = 'whatsapp_text' and status in ('sending', 'uncertain') and provider_message_id is null
				and began_at > p_now - interval '10 minutes' and coalesce(p_text, '') <> '' and same_text(payload ->> 'text', p_text));
$$;

-- Whether something is being sent to that phone at this moment: what comes from our own number meanwhile may be its echo, with words that were changed on
-- the way. Whoever decides on it waits for the answer of the send, 5 seconds at most.
create or replace function public.is_sending(p_channel text, p_phone text, p_now timestamptz)
returns boolean language sql stable set search_path = public as $$
	select exists (select from outbox where channel = p_channel and phone = p_phone and kind = 'whatsapp_text' and status = 'sending'
		and provider_message_id is null and began_at > p_now - interval '5 seconds');
$$;

-- A held message of our own number, looked at again: whose it is now, whether it is still to be waited for, and the session.
create or replace function public.look_again(p_sequence bigint, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	m inbox;
begin
	select * into m from inbox where id = p_sequence;
	if m.speaker = 'human' and is_our_send(m.channel, m.phone, m.message_id, m.text, p_now) then
		update inbox set speaker = 'agent', undecided = false where id = m.id returning * into m;
		-- What this package sends stands in the history by itself.
		delete from conversations where inbox_id = m.id;
	end if;
	return received(m, p_now);
end $$;

-- What whoever received a message has to know of it.
create or replace function public.received(p_message public.inbox, p_now timestamptz)
returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object('stored', true, 'sequence', p_message.id, 'speaker', p_message.speaker, 'channel', p_message.channel, 'phone', p_message.phone,
			'sent_at', p_message.sent_at)
		|| case when p_message.speaker = 'human' and is_sending(p_message.channel, p_message.phone, p_now) then '{"hold": true}' else '{}' end::jsonb
		|| case when p_message.speaker = 'human' or p_message.speaker = 'customer' and p_message.status = 'done' then jsonb_build_object(
			'session', (select to_jsonb(s) from sessions s where s.channel = p_message.channel and s.phone = p_message.phone),
			'guard', guard_told(p_message.channel, p_message.phone),
			'company_settings', company_of(p_message.channel),
			'agent_enabled', (select value from settings where key = 'agent_enabled')) else '{}' end;
$$;

-- The row that a message becomes, whatever was given for what is not essential: nothing beside the words keeps them from being stored.
create or replace function public.inbox_row(p_message jsonb, p_now timestamptz)
returns public.inbox language plpgsql stable set search_path = public as $$
declare
	m inbox := jsonb_populate_record(null::inbox, p_message - array['id', 'sent_at', 'received_at', 'status', 'turn_id', 'attempts', 'receipt', 'not_before',
		'failed_at', 'undecided', 'changes', 'edited_at', 'deleted_at']);
begin
	m.sent_at := moment_of(p_message -> 'sent_at', p_now);
	m.name := case when jsonb_typeof(p_message -> 'name') = 'string' then left(m.name, 200) end;
	m.media := case when jsonb_typeof(m.media) = 'object' then m.media end;
	m.content := case when jsonb_typeof(m.content) = 'object' then m.content end;
	m.kind := coalesce(nullif(m.kind, ''), 'text');
	m.text := coalesce(m.text, '');
	m.send_to := coalesce(nullif(m.send_to, ''), m.phone);
	m.receipt := case when p_message ->> 'receipt' ~ '^[0-9a-fA-F-]{36}$' then (p_message ->> 'receipt')::uuid end;
	m.received_at := p_now;
	m.undecided := coalesce(p_message ->> 'undecided' = 'true', false);
	m.status := case when m.speaker = 'customer' and p_message ->> 'waits' is distinct from 'false' then 'waiting' else 'done' end;
	return m;
end $$;

-- Stores one inbound message, once: the same provider, channel and message id again changes nothing.
-- A customer's message then waits for its turn; an attendant's or the agent's own is history only. A message of ours that was sent by this package is the
-- agent's, whatever the provider says of it. With an attendant's message comes the session, for the decision that follows; with a customer's the address
-- of the workflow that waits for it, if one does. The same call again (`receipt`: its answer was lost) gets the same answer again; whoever else comes with
-- the message learns that it still waits, for how long, and the question that it answers.
create or replace function public.receive_message(p_message jsonb, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	m inbox := inbox_row(in_conversation(as_person(p_message, p_now)), p_now);
	known inbox;
	created boolean;
	is_untouched boolean;
	behind interval;
	resume_url text;
begin
	if m.speaker = 'human' then
		if is_our_send(m.channel, m.phone, m.message_id, m.text, p_now) then
			m.speaker := 'agent';
		elsif m.sent_at < p_now - interval '2 minutes' then
			behind := clock_behind(coalesce(m.via, m.channel), p_now);
			m.sent_at := least(m.sent_at + coalesce(behind, interval '0'), p_now);
		end if;
	end if;
	-- The row is locked, one message of a phone after the other; its clocks move only once the message is known to be new. What the agent itself wrote to
	-- somebody who never wrote (a notice to the team) starts no conversation.
	if m.speaker = 'agent' then
		perform from sessions where channel = m.channel and phone = m.phone for update;
	else
		insert into sessions (channel, phone, created_at, updated_at) values (m.channel, m.phone, p_now, p_now)
		on conflict (channel, phone) do update set phone = excluded.phone
		returning xmax = 0, mode_since is null into created, is_untouched;
	end if;
	if created then
		insert into session_history (channel, phone, at, type, actor_type, to_mode, epoch, message_id)
		values (m.channel, m.phone, p_now, 'session_created', m.speaker, 'agent', 1, m.message_id);
	end if;
	-- Who wants no messages wants none from another number of ours either. Whose conversation nobody had in hand since has not been given back to the agent.
	if is_untouched and has_opted_out(m.phone) then
		perform register_opt_out(m.phone, null, p_now);
	end if;

	insert into inbox (provider, channel, message_id, phone, send_to, name, kind, text, media, quoted, speaker, sent_at, received_at, status, receipt,
		undecided, content, corrects, via)
	values (m.provider, m.channel, m.message_id, m.phone, m.send_to, m.name, m.kind, m.text, m.media, m.quoted, m.speaker, m.sent_at, p_now, m.status, m.receipt,
		m.undecided and m.speaker = 'human', m.content, m.corrects, m.via)
	on conflict (provider, channel, message_id) do nothing
	returning id into m.id;
	if m.id is null then
		select * into known from inbox where provider = m.provider and channel = m.channel and message_id = m.message_id;
		resume_url := case when known.status = 'waiting' then given_question(known.channel, known.phone, known.id, known.receipt = m.receipt, p_now) end;
		return case when known.receipt = m.receipt and (known.speaker <> 'customer' or known.status = 'waiting' or p_message ->> 'waits' = 'false')
				then received(known, p_now)
				else jsonb_build_object('stored', false, 'reason', 'duplicate_message') || case when known.status = 'waiting' then jsonb_build_object(
					'sequence', known.id, 'channel', known.channel, 'waited_ms', round(extract(epoch from p_now - known.received_at) * 1000)) else '{}' end end
			|| case when resume_url is not null then jsonb_build_object('resume_url', resume_url) else '{}' end;
	end if;
	update sessions set updated_at = p_now,
		last_customer_message = case when m.speaker = 'customer' then greatest(last_customer_message, m.sent_at) else last_customer_message end,
		last_agent_message = case when m.speaker = 'agent' then greatest(last_agent_message, m.sent_at) else last_agent_message end
	where channel = m.channel and phone = m.phone;

	if m.speaker = 'agent' then
		-- What this package sent is in the history already.
		if exists (select from outbox where provider_message_id = m.message_id and channel = m.channel)
			or (settle_delivery(coalesce(m.via, m.channel), m.phone, m.message_id, null, m.text, p_now) ->> 'settled')::boolean
		then
			return received(m, p_now);
		end if;
	end if;
	insert into conversations (channel, lead_phone, role, content, kind, message_id, inbox_id, sent_at)
	values (m.channel, m.phone, case m.speaker when 'customer' then 'user' when 'human' then 'human' else 'assistant' end,
		coalesce(p_message ->> 'words', m.text), m.kind, m.message_id, m.id, m.sent_at);

	if m.speaker <> 'agent' then
		perform note_arrival(coalesce(m.via, m.channel), p_now);
	end if;
	if m.speaker = 'customer' then
		perform learn(m.channel, m.phone, jsonb_build_object('whatsapp_name', nullif(m.name, '')), null, null, p_now);
		resume_url := take_waiting_question(m.channel, m.phone, m.id, m.sent_at, p_now);
	end if;
	return received(m, p_now) || case when resume_url is not null then jsonb_build_object('resume_url', resume_url) else '{}' end;
end $$;

-- ══ 42-turns.sql ══
-- Who answers which messages: a turn is all that waits of one phone, held by one worker with a lease. Called by Claim Turn, Sweep and Decide.

-- Whether a reply of a dead worker is still to be found out about, or to be sent again: the next one waits for it, a minute and a half at most, since another
-- message of ours in the chat would leave nothing to tell by. Where the customer wrote on meanwhile the chat tells nothing anyway: nobody waits.
create or replace function public.reply_is_open(p_channel text, p_phone text, p_now timestamptz)
returns boolean language sql stable set search_path = public as $$
	select exists (
		select from outbox o join turns t on t.id = o.turn_id
		where o.channel = p_channel and o.phone = p_phone and o.kind = 'whatsapp_text' and t.status not in ('open', 'confirmed')
			and o.updated_at > p_now - interval '90 seconds'
			and (o.status in ('queued', 'sending') or (o.status = 'uncertain' and not exists (
				select from inbox i where i.channel = p_channel and i.phone = p_phone and i.sent_at >= o.began_at - interval '2 seconds'))));
$$;

-- Locks the conversation of a turn, whosever it is by the time that it is locked: its person may turn out to be another one, with whom it is joined. With those on
-- the other numbers of ours, which may guard it.
create or replace function public.lock_conversation_of(p_turn_id uuid) returns public.sessions language plpgsql set search_path = public as $$
declare
	t turns;
	s sessions;
begin
	loop
		select * into t from turns where id = p_turn_id;
		perform lock_person(t.phone);
		select * into s from sessions where channel = t.channel and phone = t.phone for update;
		exit when not exists (select from turns where id = p_turn_id and phone <> t.phone);
	end loop;
	return s;
end $$;

-- Opens a turn over all waiting messages of a phone and returns everything that the turn needs. Called with the session row locked.
create or replace function public.open_turn(
	p_channel text, p_phone text, p_lease_seconds integer, p_history_limit integer, p_now timestamptz, p_key uuid, p_given_up_text text,
	p_same_text integer, p_replies_an_hour integer, p_instance text default null, p_process text default null
) returns jsonb language plpgsql set search_path = public as $$
declare
	turn turns;
begin
	insert into turns (channel, phone, lease_token, lease_until, created_at, claim_key, switched_off, given_up_text, instance, process, messages)
	select p_channel, p_phone, gen_random_uuid(), p_now + make_interval(secs => p_lease_seconds), p_now, p_key, switched_off(), p_given_up_text,
		p_instance, p_process, array_agg(i.id order by i.id)
	from inbox i where i.channel = p_channel and i.phone = p_phone and i.status = 'waiting'
	returning * into turn;
	update inbox set status = 'claimed', turn_id = turn.id, attempts = attempts + 1, not_before = null
	where channel = p_channel and phone = p_phone and status = 'waiting';
	-- They asked for no messages at the very moment at which they first wrote: neither knew of the other.
	if exists (select from sessions where channel = p_channel and phone = p_phone and mode = 'agent' and mode_since is null) and has_opted_out(p_phone) then
		perform register_opt_out(p_phone, null, p_now);
	end if;
	perform stop_at_machine(turn, p_same_text, p_replies_an_hour, p_now);
	return turn_details(turn, p_history_limit);
end $$;

-- Everything that the worker of a turn needs.
create or replace function public.turn_details(turn public.turns, p_history_limit integer)
returns jsonb language plpgsql stable set search_path = public as $$
declare
	p_channel text := turn.channel;
	p_phone text := turn.phone;
	messages jsonb;
	newest inbox;
begin
	select jsonb_agg(jsonb_build_object('message_id', i.message_id, 'kind', i.kind, 'text', i.text, 'media', i.media, 'content', i.content, 'quoted', i.quoted,
		'sent_at', i.sent_at, 'received_at', i.received_at) order by i.sent_at, i.id)
	into messages from inbox i where i.turn_id = turn.id;
	select * into newest from inbox i where i.turn_id = turn.id order by i.id desc limit 1;

	return jsonb_build_object(
		'claimed', true,
		'turn_id', turn.id,
		'lease_token', turn.lease_token,
		'provider', newest.provider,
		'channel', p_channel,
		'phone', p_phone,
		'send_to', newest.send_to,
		'name', newest.name,
		'claimed_at', turn.created_at,
		'lease_until', turn.lease_until,
		'messages', messages,
		-- The customer's clock as it was before these messages: the age of the conversation is told by it.
		'session', (select to_jsonb(s) || jsonb_build_object('last_customer_message', (
				select max(i.sent_at) from inbox i
				where i.channel = p_channel and i.phone = p_phone and i.speaker = 'customer' and i.turn_id is distinct from turn.id))
			from sessions s where s.channel = p_channel and s.phone = p_phone),
		'guard', guard_told(p_channel, p_phone),
		'campaign', campaign_of(p_channel, p_phone, turn.created_at),
		'agent_enabled', (select value from settings where key = 'agent_enabled'),
		'company_settings', company_for_turn(p_channel),
		'lead', (select to_jsonb(l) || jsonb_build_object(
				'open_questions', (select coalesce(jsonb_agg(q.question order by q.asked_at), '[]') from technical_questions q
					where q.phone = p_phone and not q.answered),
				'interests', (select coalesce(jsonb_agg(i.product order by i.first_at), '[]') from product_interests i where i.phone = p_phone))
			from leads l where l.phone = p_phone),
		'history', coalesce((
			select jsonb_agg(jsonb_build_object('role', h.role, 'content', coalesce(h.for_model, h.content), 'sent_at', h.sent_at)
				|| case h.status when 'uncertain' then '{"uncertain": true}' else '{}' end::jsonb order by h.sent_at, h.id)
			from (
				select c.* from conversations c
				where c.lead_phone = p_phone and c.channel = p_channel and c.status in ('received', 'sent', 'uncertain')
					and not exists (select from inbox i where i.id = c.inbox_id and i.turn_id = turn.id)
				order by c.sent_at desc, c.id desc limit p_history_limit
			) h), '[]')
	);
end $$;

-- Hands all waiting messages of one phone to the caller, if the caller holds the newest one (or the oldest has waited long enough). The same call again
-- (`p_claim_key`: its answer was lost) gets the same turn again.
-- Not claimed: taken (another worker has them), newer_message (a later message's worker will), later (it was given back, and the sweep takes it at its time),
-- busy or not_quiet (ask again in retry_in_ms).
create or replace function public.claim_turn(
	p_channel text, p_phone text, p_sequence bigint, p_quiet_seconds numeric, p_max_wait_seconds numeric, p_lease_seconds integer,
	p_history_limit integer, p_now timestamptz default now(), p_claim_key uuid default null, p_given_up_text text default null,
	p_same_text integer default 3, p_replies_an_hour integer default 30
) returns jsonb language plpgsql set search_path = public as $$
declare
	newest_id bigint;
	newest_at timestamptz;
	oldest_at timestamptz;
	busy_until timestamptz;
	waited boolean;
	own inbox;
	again turns;
begin
	p_phone := key_of(p_phone);
	perform from sessions where channel = p_channel and phone = p_phone for update;
	if not found and key_of(p_phone) <> p_phone then
		p_phone := key_of(p_phone);
		perform from sessions where channel = p_channel and phone = p_phone for update;
	end if;
	if not found then
		return jsonb_build_object('claimed', false, 'reason', 'unknown_phone');
	end if;
	perform release_expired_turns(p_channel, p_phone, p_now, p_given_up_text);

	select * into own from inbox where id = p_sequence and channel = p_channel and phone = p_phone;
	-- The message was deleted while it waited: whoever came for it takes those that were left to it.
	if own.deleted_at is not null and own.status = 'done' and own.turn_id is null then
		select * into own from inbox where channel = p_channel and phone = p_phone and status = 'waiting' order by id desc limit 1;
		p_sequence := own.id;
	end if;
	if own.status is distinct from 'waiting' then
		select * into again from turns where id = own.turn_id and claim_key = p_claim_key and status = 'open';
		return case when found then turn_details(again, p_history_limit) else jsonb_build_object('claimed', false, 'reason', 'taken') end;
	end if;
	if own.not_before > p_now then
		return jsonb_build_object('claimed', false, 'reason', 'later');
	end if;
	select max(id), max(received_at), min(received_at) into newest_id, newest_at, oldest_at
	from inbox where channel = p_channel and phone = p_phone and status = 'waiting' and (not_before is null or not_before <= p_now);
	waited := oldest_at <= p_now - make_interval(secs => p_max_wait_seconds);
	if newest_id > p_sequence and not waited then
		return jsonb_build_object('claimed', false, 'reason', 'newer_message');
	end if;

	select max(lease_until) into busy_until from turns where channel = p_channel and phone = p_phone and status in ('open', 'confirmed');
	if busy_until is not null then
		return jsonb_build_object('claimed', false, 'reason', 'busy', 'retry_in_ms', 500,
			'busy_for_ms', ceil(extract(epoch from busy_until - p_now) * 1000));
	end if;
	if reply_is_open(p_channel, p_phone, p_now) then
		return jsonb_build_object('claimed', false, 'reason', 'busy', 'retry_in_ms', 2000);
	end if;
	if not waited and newest_at > p_now - make_interval(secs => p_quiet_seconds) then
		return jsonb_build_object('claimed', false, 'reason', 'not_quiet',
			'retry_in_ms', ceil(extract(epoch from newest_at + make_interval(secs => p_quiet_seconds) - p_now) * 1000));
	end if;
	return open_turn(p_channel, p_phone, p_lease_seconds, p_history_limit, p_now, p_claim_key, p_given_up_text, p_same_text, p_replies_an_hour);
end $$;

-- The sweep: claims what nobody finished, oldest first. A phone is due once its newest message has been quiet for the window plus a grace
-- in which its own worker would have claimed it, or once the lease of its dead worker is over. Phones that another worker holds are skipped. The same call
-- again gets the same turns again, and no others.
create or replace function public.claim_due_turns(
	p_limit integer, p_quiet_seconds numeric, p_grace_seconds numeric, p_lease_seconds integer, p_history_limit integer,
	p_now timestamptz default now(), p_claim_key uuid default null, p_given_up_text text default null,
	p_same_text integer default 3, p_replies_an_hour integer default 30
) returns jsonb language plpgsql set search_path = public as $$
declare
	due record;
	claimed jsonb;
begin
	perform note_claim(array['turn'], null, p_now);
	select jsonb_agg(turn_details(t, p_history_limit)) into claimed from turns t
	where p_claim_key is not null and t.claim_key = p_claim_key and t.status = 'open' and t.lease_until > p_now;
	if claimed is not null then
		return claimed;
	end if;
	claimed := '[]';
	for due in
		select s.channel, s.phone
		from (
			select i.channel, i.phone from inbox i where i.status = 'waiting' and not is_trial(i.channel) group by i.channel, i.phone
			having max(i.received_at) <= p_now - make_interval(secs => p_quiet_seconds + p_grace_seconds)
				and coalesce(max(i.not_before), '-infinity') <= p_now
			union
			select t.channel, t.phone from turns t where t.status in ('open', 'confirmed') and t.lease_until <= p_now and not is_trial(t.channel)
		) d join sessions s on s.channel = d.channel and s.phone = d.phone
		order by s.last_customer_message limit p_limit
		for update of s skip locked
	loop
		perform release_expired_turns(due.channel, due.phone, p_now, p_given_up_text);
		if exists (select from inbox where channel = due.channel and phone = due.phone and status = 'waiting' and (not_before is null or not_before <= p_now))
			and not exists (select from turns where channel = due.channel and phone = due.phone and status in ('open', 'confirmed'))
			and not reply_is_open(due.channel, due.phone, p_now)
		then
			claimed := claimed || open_turn(due.channel, due.phone, p_lease_seconds, p_history_limit, p_now, p_claim_key, p_given_up_text, p_same_text,
				p_replies_an_hour);
		end if;
	end loop;
	return claimed;
end $$;

-- Ends a turn without a reply (a person or nobody answers): its messages are kept in the history. If the agent got the conversation back meanwhile, they
-- wait again. `p_facts`: why nobody speaks, for the recorder.
create or replace function public.finish_turn(
	p_turn_id uuid, p_lease_token uuid, p_status text, p_now timestamptz default now(), p_facts jsonb default null
) returns jsonb language plpgsql set search_path = public as $$
declare
	t turns;
begin
	perform lock_conversation_of(p_turn_id);
	select * into t from turns where id = p_turn_id;
	update turns set status = p_status, finished_at = p_now where id = p_turn_id and lease_token = p_lease_token and status = 'open';
	if not found and not exists (select from turns where id = p_turn_id and lease_token = p_lease_token and status = p_status) then
		return jsonb_build_object('finished', false, 'reason', 'lease_lost');
	end if;
	update inbox set status = 'done' where turn_id = p_turn_id;
	perform note_facts(t, p_facts, coalesce(p_facts ->> 'reason', 'silent'), p_now);
	perform reopen_unanswered(t.channel, t.phone, p_now);
	return jsonb_build_object('finished', true);
end $$;

-- ══ 43-reply.sql ══
-- The fence before every part of a reply. Called by Confirm and Record.

-- Why what is left of a reply may not be sent any more; null when it may. Ready words pass while the agent is paused: they tell of the pause. Whoever has the
-- person on another number of ours has them here too.
create or replace function public.fence(p_session public.sessions, p_mode_epoch integer, p_canned boolean)
returns text language sql stable set search_path = public as $$
	select case
		when p_session.mode_epoch <> p_mode_epoch or p_session.mode = 'human' or (p_session.mode <> 'agent' and not p_canned) then 'stale_generation'
		when (select g.mode = 'human' or (g.mode <> 'agent' and not p_canned) from guard_of(p_session.channel, p_session.phone) g) then 'guarded'
		when (select value from settings where key = 'agent_enabled') = 'false' then 'globally_disabled'
	end;
$$;

-- The same for what was left of a turn's reply: what was thought out before the agent was switched off for all is not said after it, and what is late is
-- not said to somebody who was answered since.
create or replace function public.fence_of(p_session public.sessions, p_turn public.turns, p_late boolean default false)
returns text language sql stable set search_path = public as $$
	select coalesce(fence(p_session, p_turn.mode_epoch, p_turn.canned),
		case when switched_off() > p_turn.switched_off then 'globally_disabled'
			when p_late and exists (select from conversations c where c.lead_phone = p_turn.phone and c.channel = p_turn.channel and c.role = 'assistant'
				and c.status = 'sent' and c.sent_at > p_turn.created_at and c.turn_id <> p_turn.id) then 'answered_since' end);
$$;

-- Whether an earlier reply is still to come from the outbox, where another one said now would overtake it: it is being sent, or it was thought to be said already
-- and is due again. One that the provider did not take at all is not waited for: the new reply was thought out without it, and is said in its place (fence_of).
create or replace function public.earlier_reply_waits(p_turn public.turns, p_now timestamptz) returns boolean language sql stable set search_path = public as $$
	select exists (
		select from outbox o join turns t on t.id = o.turn_id
		where o.channel = p_turn.channel and o.phone = p_turn.phone and o.kind = 'whatsapp_text' and t.id <> p_turn.id and t.status not in ('open', 'confirmed')
			and (o.status = 'sending' or (o.status = 'queued' and not o.payload ? 'late'))
			and not (o.refusal is not null and o.next_attempt_at > p_now));
$$;

-- The fence before a reply is sent: the caller still holds the turn, nobody took over since the decision, the agent is on.
-- Confirmed: the parts are in the outbox under one key each, before anything is sent, and the first one is the caller's to send; the next ones are asked for
-- by next_part; where an earlier reply still waits, all of them are the outbox's, which says them after it. Otherwise the reply is kept in the history as discarded. What the turn learned and leaves behind is stored in both cases, and with the
-- reply, so that no crash loses an opt-out; what of it cannot be stored never stops the reply (learn).
create or replace function public.confirm_send(
	p_turn_id uuid, p_lease_token uuid, p_mode_epoch integer, p_send_to text, p_parts jsonb, p_lead jsonb default '{}',
	p_canned boolean default false, p_findings jsonb default null, p_now timestamptz default now(), p_key uuid default null
) returns jsonb language plpgsql set search_path = public as $$
declare
	t turns;
	s sessions;
	refused text;
	ready boolean := p_canned;
	shut boolean;
	waits boolean;
	parts jsonb;
begin
	select * into t from turns where id = p_turn_id;
	if not found then
		return jsonb_build_object('confirmed', false, 'reason', 'unknown_turn');
	end if;
	s := lock_conversation_of(p_turn_id);
	select * into t from turns where id = p_turn_id;
	if t.lease_token = p_lease_token and t.status = 'expired' then
		t := late_turn(t, p_now);
	end if;
	if t.lease_token is distinct from p_lease_token then
		return jsonb_build_object('confirmed', false, 'reason', 'lease_lost');
	end if;
	if t.status <> 'open' then
		return confirmed_before(s, t, p_key, p_now);
	end if;
	refused := coalesce(fence(s, p_mode_epoch, p_canned), case when switched_off() > t.switched_off then 'globally_disabled'
		when team_writes(t.channel, t.phone) then 'team_writes' end);
	-- With a template the outbox says it: it knows all purposes, and what they are filled in with.
	shut := refused is null and window_is_shut(t.channel, t.phone, p_now);
	if shut and template_outside(t.channel, 'reply') is null then
		refused := 'window_closed';
	end if;
	perform learn(t.channel, t.phone, p_lead, p_findings, t.id, p_now);
	perform note_facts(t, coalesce(p_findings -> 'facts', '{}'), refused, p_now);
	if p_findings is not null then
		-- An opt-out pauses the conversation; its confirmation is the last word under the new epoch.
		select * into s from sessions where channel = t.channel and phone = t.phone;
		ready := ready or s.mode_epoch <> p_mode_epoch;
	end if;
	if refused is not null then
		perform keep_unsaid(t, array(select jsonb_array_elements_text(p_parts)), p_now);
		insert into session_history (channel, phone, at, type, actor_type, reason, epoch, details)
		values (t.channel, t.phone, p_now, 'reply_discarded', 'agent', refused, s.mode_epoch, jsonb_build_object('turn_id', t.id));
		update turns set status = 'discarded', finished_at = p_now where id = t.id;
		update inbox set status = 'done' where turn_id = t.id;
		if refused = 'window_closed' then
			perform tell_window_closed(jsonb_populate_record(null::outbox, jsonb_build_object('kind', 'whatsapp_text', 'channel', t.channel, 'phone', t.phone,
				'turn_id', t.id, 'payload', jsonb_build_object('text', p_parts ->> 0))), p_now);
		else
			-- Taken over and given back while the model thought: the question is still open.
			perform reopen_unanswered(t.channel, t.phone, p_now);
		end if;
		return jsonb_build_object('confirmed', false, 'reason', refused);
	end if;

	perform agent_goes_on(t.channel, t.phone, t.id, p_now) where p_findings #>> '{model,ok}' is distinct from 'false';
	waits := shut or earlier_reply_waits(t, p_now);
	update turns set status = case when waits then 'uncertain' else 'confirmed' end, finished_at = case when waits then p_now end,
		mode_epoch = s.mode_epoch, canned = ready, owes = coalesce((p_findings ->> 'owes')::boolean, false),
		lease_until = greatest(lease_until, p_now + interval '60 seconds') where id = t.id;
	with stored as (
		insert into outbox (idempotency_key, kind, channel, phone, turn_id, payload, status, attempts, began_at, begun_by, next_attempt_at, created_at, updated_at)
		select 'reply:' || t.id || ':' || n, 'whatsapp_text', t.channel, t.phone, t.id,
			jsonb_build_object('part', n, 'to', p_send_to, 'text', part) || case when shut then '{"late": true}' else '{}' end::jsonb,
			case when n = 1 and not waits then 'sending' else 'queued' end, case when n = 1 and not waits then 1 else 0 end, p_now,
			case when n = 1 then p_key end, p_now, p_now, p_now
		from jsonb_array_elements_text(p_parts) with ordinality as p (part, n)
		returning *
	)
	select jsonb_agg(jsonb_build_object('outbox_id', id, 'idempotency_key', idempotency_key, 'part', payload -> 'part',
		'parts', jsonb_array_length(p_parts), 'text', payload -> 'text', 'provider', provider,
		'send_to', address_of(stored::outbox))) into parts from stored where status = 'sending';
	perform note_model(t.channel, t.phone, p_findings, p_now);
	if waits then
		update inbox set status = 'done' where turn_id = t.id;
		-- Another reply is a reason to try the earlier one at once.
		update outbox set next_attempt_at = p_now where channel = t.channel and phone = t.phone and kind = 'whatsapp_text' and status = 'queued'
			and refusal is null and next_attempt_at > p_now and not shut;
		return jsonb_build_object('confirmed', false, 'reason', case when shut then 'window_closed' else 'earlier_reply' end, 'later', true);
	end if;
	return jsonb_build_object('confirmed', true, 'parts', parts);
end $$;

-- A reply that was confirmed already. The same call again (its answer was lost) gets its first part again while that was not begun otherwise and the fence
-- still holds; anybody else gets nothing: two who send are one too many. Called with the session row locked.
create or replace function public.confirmed_before(p_session public.sessions, p_turn public.turns, p_key uuid, p_now timestamptz)
returns jsonb language plpgsql set search_path = public as $$
declare
	first outbox;
	refused text := fence_of(p_session, p_turn);
begin
	if p_turn.status = 'discarded' then
		return jsonb_build_object('confirmed', false, 'reason', coalesce((select reason from session_history
			where phone = p_turn.phone and channel = p_turn.channel and type = 'reply_discarded' and details ->> 'turn_id' = p_turn.id::text
			order by at desc, id desc limit 1), 'already_confirmed'));
	end if;
	select * into first from outbox where turn_id = p_turn.id and begun_by = p_key and status = 'sending' and provider_message_id is null
		and attempts = 1 and (payload ->> 'part')::int = 1;
	if not found or p_turn.status <> 'confirmed' then
		return jsonb_build_object('confirmed', false, 'reason', 'already_confirmed');
	end if;
	if refused is not null then
		update outbox set status = 'queued' where id = first.id;
		perform discard_parts(p_turn.id, refused, p_session.mode_epoch, p_now);
		update turns set status = 'discarded' where id = p_turn.id;
		return jsonb_build_object('confirmed', false, 'reason', refused);
	end if;
	update outbox set began_at = p_now, updated_at = p_now where id = first.id;
	return jsonb_build_object('confirmed', true, 'parts', jsonb_build_array(jsonb_build_object('outbox_id', first.id,
		'idempotency_key', first.idempotency_key, 'part', 1, 'parts', (select count(*) from outbox where turn_id = p_turn.id),
		'text', first.payload -> 'text', 'provider', first.provider, 'send_to', address_of(first))));
end $$;

-- Gives the next part of a reply to whom just sent the one before, if the fence still holds; otherwise the rest of the reply is discarded. The
-- same call again gets the same part again.
create or replace function public.next_part(p_outbox_id bigint, p_now timestamptz default now(), p_key uuid default null)
returns jsonb language plpgsql set search_path = public as $$
declare
	sent outbox;
	t turns;
	s sessions;
	o outbox;
	refused text;
begin
	select * into sent from outbox where id = p_outbox_id;
	s := lock_conversation_of(sent.turn_id);
	select * into t from turns where id = sent.turn_id;
	if not found or t.status <> 'confirmed' then
		return jsonb_build_object('next', false, 'reason', 'lease_lost');
	end if;
	select * into o from outbox where turn_id = t.id and status = 'sending' and begun_by = p_key and provider_message_id is null;
	if not found and exists (select from outbox where turn_id = t.id and status = 'sending') then
		return jsonb_build_object('next', false, 'reason', 'busy');
	end if;
	if o.id is null then
		select * into o from outbox where turn_id = t.id and status = 'queued' order by (payload ->> 'part')::int limit 1;
	end if;
	if o.id is null then
		return jsonb_build_object('next', false, 'reason', 'last_part');
	end if;
	refused := fence_of(s, t);
	if refused is not null then
		update outbox set status = 'queued' where id = o.id;
		perform discard_parts(t.id, refused, s.mode_epoch, p_now);
		return jsonb_build_object('next', false, 'reason', refused);
	end if;
	-- The window closed while it was being sent: what is left is the outbox's, which may have a template for it.
	if window_is_shut(t.channel, t.phone, p_now) then
		perform leave_to_outbox(t.id, p_now);
		return jsonb_build_object('next', false, 'reason', 'window_closed');
	end if;
	-- What is left waits for the decision on what the team typed, and is then sent by the outbox, or not at all.
	if team_writes(t.channel, t.phone) then
		return jsonb_build_object('next', false, 'reason', 'team_writes');
	end if;
	update turns set lease_until = greatest(lease_until, p_now + interval '60 seconds') where id = t.id;
	update outbox set status = 'sending', attempts = attempts + 1, began_at = p_now, begun_by = p_key, updated_at = p_now where id = o.id
		returning * into o;
	return jsonb_build_object('next', true, 'turn_id', t.id, 'phone', t.phone, 'send_to', address_of(o), 'outbox_id', o.id,
		'idempotency_key', o.idempotency_key, 'part', o.payload -> 'part', 'text', o.payload ->> 'text', 'provider', o.provider);
end $$;

-- ══ 44-given-up.sql ══
-- Turns that came to nothing: who takes them up again, and what is said when nobody does. Called by Claim Turn, Sweep, Confirm, Give Back and Retry Failed.

-- Frees what a dead worker held. Called with the session row locked.
-- A turn that died before its reply was confirmed is taken back: its messages wait again. Slowness is no failure: they are given up only after five tries
-- that took ten minutes together, and a worker that comes late all the same may still answer them (late_turn).
-- One that died afterwards may have been sent: if the provider told so it was, else it is left as uncertain, and is never sent again by itself. Parts
-- that were not begun are sent by the outbox once that is settled.
create or replace function public.release_expired_turns(p_channel text, p_phone text, p_now timestamptz, p_text text default null)
returns void language plpgsql set search_path = public as $$
declare
	dead turns;
	begun outbox;
begin
	for dead in
		select * from turns where channel = p_channel and phone = p_phone and status in ('open', 'confirmed') and lease_until <= p_now
	loop
		if dead.status = 'open' then
			update turns set status = 'expired', finished_at = p_now where id = dead.id;
			update inbox set turn_id = null, status = 'waiting' where turn_id = dead.id;
			perform give_up(dead, p_text, p_now);
		else
			update turns set status = 'uncertain', finished_at = p_now where id = dead.id;
			update inbox set status = 'done' where turn_id = dead.id;
			for begun in select * from outbox where turn_id = dead.id and status = 'sending' loop
				if begun.provider_message_id is not null then
					perform record_part(begun.id, 'sent', begun.provider_message_id, begun.provider_queue_id, null, p_now);
				else
					update outbox set status = 'uncertain', error = 'The worker died while sending', updated_at = p_now where id = begun.id;
					perform note_text(begun, 'uncertain', null, p_now);
				end if;
			end loop;
		end if;
	end loop;
end $$;

-- Gives up the messages of a turn that came to nothing once they were tried often enough; nothing is given up in silence. The customer gets the prepared
-- text (an empty one: none), if the conversation is still the agent's, and the team one notice; both once for as long as messages of that phone lie there
-- given up, six hours at most. Called with the session row locked.
create or replace function public.give_up(p_turn public.turns, p_text text, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
declare
	s sessions;
	told boolean;
	said text;
begin
	if not exists (select from inbox where id = any (p_turn.messages) and status = 'waiting' and attempts >= 5
		and received_at <= p_now - interval '10 minutes') then
		return;
	end if;
	told := exists (select from inbox where channel = p_turn.channel and phone = p_turn.phone and status = 'failed'
		and failed_at > p_now - interval '6 hours');
	update inbox set status = 'failed', failed_at = p_now where id = any (p_turn.messages) and status = 'waiting' and attempts >= 5;
	if told then
		return;
	end if;
	select * into s from sessions where channel = p_turn.channel and phone = p_turn.phone;
	said := coalesce(p_text, p_turn.given_up_text,
		'Desculpe, tive um problema técnico e não consegui responder agora. Já avisei a equipe, que vai falar com você.');
	if said <> '' and fence(s, s.mode_epoch, false) is null and not has_opted_out(s.phone) then
		perform enqueue_outbox(jsonb_build_array(jsonb_build_object('key', 'sorry:' || p_turn.id, 'kind', 'whatsapp_text', 'channel', s.channel,
			'phone', s.phone, 'payload', jsonb_build_object('text', said, 'purpose', 'reply', 'mode_epoch', s.mode_epoch, 'until', p_now + interval '1 hour'))), p_now);
	end if;
	perform enqueue_outbox(jsonb_build_array(jsonb_build_object('key', 'unanswered:' || p_turn.id, 'kind', 'notice', 'channel', s.channel, 'phone', s.phone,
		'payload', jsonb_build_object('kind', 'unanswered', 'phone', s.phone,
			'message', (select left(text, 500) from inbox where id = any (p_turn.messages) order by id desc limit 1),
			'name', (select coalesce(name, whatsapp_name) from leads where phone = s.phone)))), p_now);
end $$;

-- Gives the turn of a worker that is not dead but slow back to it: its messages still wait, or a second worker has the very same ones and no reply either.
-- Whoever comes first answers; the other one has lost its lease. Null when somebody else answers. Called with the session row locked.
create or replace function public.late_turn(p_turn public.turns, p_now timestamptz)
returns public.turns language plpgsql set search_path = public as $$
declare
	t turns;
begin
	if p_turn.status <> 'expired' or p_turn.reason is not null or p_turn.messages is null
		or exists (select from turns where channel = p_turn.channel and phone = p_turn.phone and status in ('open', 'confirmed')
			and (status = 'confirmed' or messages is distinct from p_turn.messages))
		or (select count(*) from inbox where id = any (p_turn.messages) and status in ('waiting', 'claimed', 'failed')) < cardinality(p_turn.messages)
	then
		return null;
	end if;
	update turns set status = 'expired', finished_at = p_now where channel = p_turn.channel and phone = p_turn.phone and status = 'open';
	update turns set status = 'open', finished_at = null, lease_until = p_now + interval '60 seconds' where id = p_turn.id returning * into t;
	update inbox set status = 'claimed', turn_id = t.id, failed_at = null, not_before = null where id = any (t.messages);
	return t;
end $$;

-- A worker that cannot answer gives its turn back: the messages wait again, for half as long as they have waited already, a minute at the least and a quarter
-- of an hour at the most. What the operator must mend (a wrong key, an unreadable parameter) is no try of the message (`p_counts` false): it waits for as
-- long as that takes, and the team is told, once until an answer is given again.
create or replace function public.give_turn_back(
	p_turn_id uuid, p_lease_token uuid, p_reason text, p_counts boolean default false, p_now timestamptz default now(),
	p_model jsonb default null, p_failures integer default null
) returns jsonb language plpgsql set search_path = public as $$
declare
	t turns;
	due timestamptz;
begin
	perform lock_conversation_of(p_turn_id);
	select * into t from turns where id = p_turn_id and lease_token = p_lease_token;
	if t.status = 'expired' and t.reason is not null then
		return jsonb_build_object('given_back', true, 'due_at', (select max(not_before) from inbox where id = any (t.messages)));
	end if;
	if t.status is distinct from 'open' then
		return jsonb_build_object('given_back', false, 'reason', 'lease_lost');
	end if;
	update turns set status = 'expired', finished_at = p_now, reason = left(coalesce(p_reason, ''), 500) where id = t.id;
	update inbox set turn_id = null, status = 'waiting', attempts = attempts - case when p_counts then 0 else 1 end,
		not_before = p_now + greatest('1 minute', least((p_now - received_at) / 2, interval '15 minutes'))
	where turn_id = t.id;
	if p_counts then
		perform give_up(t, null, p_now);
	elsif p_model is null then
		insert into settings as s (key, value, updated_at) values ('agent_stopped:' || t.channel, to_jsonb(left(coalesce(p_reason, ''), 500)), p_now)
		on conflict (key) do nothing;
		if found then
			perform enqueue_outbox(jsonb_build_array(jsonb_build_object('key', 'agent_stopped:' || t.id, 'kind', 'notice', 'channel', t.channel,
				'phone', t.phone, 'payload', jsonb_build_object('kind', 'agent_stopped', 'phone', t.phone, 'error', left(p_reason, 300)))), p_now);
		end if;
	end if;
	-- Another message without an answer is one more failure; another try of the same messages is none.
	if p_failures is not null and exists (select from inbox where id = t.messages[cardinality(t.messages)] and not owed) then
		update leads set agent_state = agent_state || jsonb_build_object('failures', p_failures), updated_at = p_now where phone = t.phone;
	end if;
	perform note_facts(t, null, coalesce(p_model #>> '{failure,reason}', 'given_back'), p_now);
	if p_model is not null then
		update inbox set owed = true where id = any (t.messages) and status = 'waiting';
		perform note_model(t.channel, t.phone, jsonb_build_object('model', p_model), p_now);
	end if;
	select max(not_before) into due from inbox where id = any (t.messages) and status = 'waiting';
	return jsonb_build_object('given_back', true, 'due_at', due);
end $$;

-- An answer was given again: the team is told, once, if it was told of the contrary.
create or replace function public.agent_goes_on(p_channel text, p_phone text, p_turn_id uuid, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
begin
	delete from settings where key = 'agent_stopped:' || p_channel;
	if found then
		perform enqueue_outbox(jsonb_build_array(jsonb_build_object('key', 'agent_goes_on:' || p_turn_id, 'kind', 'notice', 'channel', p_channel,
			'phone', p_phone, 'payload', jsonb_build_object('kind', 'agent_goes_on', 'phone', p_phone))), p_now);
	end if;
end $$;

-- Takes up again what was given up: messages without an answer wait for their turn, replies that the provider did not take are sent if the fence still
-- holds and nobody answered since. All, those of one number of ours, or those of one phone.
create or replace function public.retry_failed(p_phone text default null, p_channel text default null, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	messages integer;
	replies integer;
begin
	p_phone := key_of(p_phone);
	update inbox set status = 'waiting', attempts = 0, failed_at = null, not_before = null, turn_id = null
	where status = 'failed' and (p_phone is null or phone = p_phone) and is_channel_of(p_channel, channel);
	get diagnostics messages = row_count;
	with again as (
		update outbox set status = case when turn_id is null then 'pending' else 'queued' end, attempts = 0, error = null, refusal = null,
			next_attempt_at = p_now, payload = payload || '{"late": true}', lease_token = null, lease_until = null, updated_at = p_now
		where status = 'failed' and kind = 'whatsapp_text' and (p_phone is null or phone = p_phone) and is_channel_of(p_channel, channel)
		returning id, turn_id
	), opened as (
		update turns set status = 'uncertain' where id in (select turn_id from again) and status = 'failed'
	), told as (
		-- Given up once more, the team is told once more.
		delete from outbox where idempotency_key in (select 'given_up:' || id from again)
	)
	select count(*) into replies from again;
	return jsonb_build_object('messages', messages, 'replies', replies);
end $$;

-- ══ 45-learned.sql ══
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

-- ══ 46-machines.sql ══
-- A machine that answers us: two of them never stop by themselves. Called by the claim of a turn.

-- The words of a text, without case, marks and pictures; loosely without all that has a digit in it: times, numbers of calls, places in a queue.
create or replace function public.words_of(p_text text, p_loosely boolean) returns text language sql immutable set search_path = public as $$
	select btrim(regexp_replace(lower(case when p_loosely then regexp_replace(p_text, '\S*\d\S*', ' ', 'g') else p_text end), '[^[:alnum:]]+', ' ', 'g'));
$$;

-- Whether a message came within ten seconds of the reply before it, from its first part on: faster than anybody reads and types.
create or replace function public.came_at_once(p_channel text, p_phone text, p_at timestamptz)
returns boolean language sql stable set search_path = public as $$
	select min(c.sent_at) > p_at - interval '10 seconds' from conversations c
	where c.lead_phone = p_phone and c.channel = p_channel and c.role = 'assistant' and c.status = 'sent' and c.sent_at between p_at - interval '5 minutes' and p_at
		and c.turn_id = (select l.turn_id from conversations l where l.lead_phone = p_phone and l.channel = p_channel and l.role = 'assistant'
			and l.status = 'sent' and l.sent_at <= p_at order by l.sent_at desc, l.id desc limit 1);
$$;

-- By which sign the other side of a turn is a machine: `same_text` or `replies`; null for a person. Only what came since `p_since` counts, and of it what got an
-- answer of ours: whoever writes "oi" three times before it is impatient.
-- The same words count in that many turns of a day. Up to three words ("sim", "ok", "bom dia") are an answer to our questions: they count twice as often. Words
-- that differ by numbers alone are a person's too, who asks for size after size: they count where they came at once, all but the first.
create or replace function public.machine_sign(p_turn public.turns, p_since timestamptz, p_same_text integer, p_replies_an_hour integer, p_now timestamptz)
returns text language plpgsql stable set search_path = public as $$
declare
	since constant timestamptz := greatest(p_since, p_now - interval '1 day');
	of_day integer;
	of_hour integer;
begin
	select count(*), count(*) filter (where created_at > p_now - interval '1 hour') into of_day, of_hour from turns
	where channel = p_turn.channel and phone = p_turn.phone and status in ('confirmed', 'sent', 'uncertain') and created_at > since;
	if p_replies_an_hour > 0 and of_hour >= p_replies_an_hour then
		return 'replies';
	end if;
	-- The turn itself is one of them.
	if p_same_text <= 0 or of_day < p_same_text - 1 then
		return null;
	end if;
	return (
		with heard as (
			select i.turn_id, i.received_at, words_of(i.text, false) as words, words_of(i.text, true) as loosely
			from inbox i join turns t on t.id = i.turn_id
			where i.channel = p_turn.channel and i.phone = p_turn.phone and i.speaker = 'customer' and i.sent_at > since - interval '1 minute'
				and i.received_at > since and (t.id = p_turn.id or t.status in ('confirmed', 'sent', 'uncertain'))
			order by i.sent_at desc limit 100
		)
		select 'same_text' from heard n
		where n.turn_id = p_turn.id and (
			n.words <> '' and (select count(distinct h.turn_id) from heard h where h.words = n.words)
				>= p_same_text * case when cardinality(string_to_array(n.words, ' ')) > 3 then 1 else 2 end
			or cardinality(string_to_array(n.loosely, ' ')) > 3 and (
				select count(distinct h.turn_id) >= p_same_text
					and count(distinct h.turn_id) filter (where came_at_once(p_turn.channel, p_turn.phone, h.received_at)) >= p_same_text - 1
				from heard h where h.loosely = n.loosely) and came_at_once(p_turn.channel, p_turn.phone, n.received_at))
		limit 1);
end $$;

-- Pauses the conversation of a turn whose other side is a machine, and tells the team, once: nobody is answered there until somebody of the team gives it back.
-- Called with the session row locked.
create or replace function public.stop_at_machine(p_turn public.turns, p_same_text integer, p_replies_an_hour integer, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
declare
	s sessions;
	sign text;
begin
	select * into s from sessions where channel = p_turn.channel and phone = p_turn.phone;
	if s.mode <> 'agent' then
		return;
	end if;
	sign := machine_sign(p_turn, s.mode_since, p_same_text, p_replies_an_hour, p_now);
	if sign is null then
		return;
	end if;
	update sessions set mode = 'paused', mode_since = p_now, paused_at = p_now, paused_by = 'machine', pause_reason = 'system', mode_epoch = s.mode_epoch + 1,
		version = s.version + 1, updated_at = p_now where channel = s.channel and phone = s.phone;
	insert into session_history (channel, phone, at, type, actor_type, from_mode, to_mode, reason, epoch)
	values (s.channel, s.phone, p_now, 'mode_changed', 'system', s.mode, 'paused', 'machine', s.mode_epoch + 1);
	perform enqueue_outbox(jsonb_build_array(jsonb_build_object('key', 'machine:' || p_turn.id, 'kind', 'notice', 'channel', s.channel, 'phone', s.phone,
		'payload', jsonb_build_object('kind', 'machine', 'phone', s.phone, 'reason', sign,
			'message', (select left(text, 500) from inbox where turn_id = p_turn.id order by id desc limit 1),
			'name', (select coalesce(name, whatsapp_name) from leads where phone = s.phone)))), p_now);
end $$;

-- ══ 47-recorded.sql ══
-- What became of the parts of a reply. Called by Record, Finish Outbox and whatever settles a part.

-- What was to be said in a turn and was not stays in the history as discarded.
create or replace function public.keep_unsaid(p_turn public.turns, p_texts text[], p_now timestamptz)
returns void language sql set search_path = public as $$
	insert into conversations (channel, lead_phone, role, content, status, turn_id, sent_at)
	select p_turn.channel, p_turn.phone, 'assistant', u.part, 'discarded', p_turn.id, p_now from unnest(p_texts) with ordinality as u (part, n) order by n;
$$;

-- The parts of a turn's reply that were not begun are not sent any more.
create or replace function public.drop_rest(p_turn_id uuid, p_status text, p_error text, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
declare
	t turns;
	texts text[];
begin
	select * into t from turns where id = p_turn_id;
	with gone as (
		update outbox set status = p_status, error = p_error, updated_at = p_now where turn_id = p_turn_id and status = 'queued' returning id, payload
	)
	select array_agg(payload ->> 'text' order by id) into texts from gone;
	perform keep_unsaid(t, texts, p_now);
end $$;

-- The parts of a reply that were not begun are not sent any more; they stay in the history as discarded, and the turn ends.
create or replace function public.discard_parts(p_turn_id uuid, p_reason text, p_epoch integer, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
begin
	perform drop_rest(p_turn_id, 'discarded', p_reason, p_now);
	insert into session_history (channel, phone, at, type, actor_type, reason, epoch, details)
	select channel, phone, p_now, 'reply_discarded', 'agent', p_reason, p_epoch, jsonb_build_object('turn_id', turns.id,
		'sent', (select count(*) from outbox where turn_id = turns.id and status in ('sent', 'uncertain')),
		'parts', (select count(*) from outbox where turn_id = turns.id)) from turns where turns.id = p_turn_id;
	perform end_turn(p_turn_id, p_now);
end $$;

-- Ends a turn whose parts are all settled; its status is the worst of theirs.
create or replace function public.end_turn(p_turn_id uuid, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
begin
	if exists (select from outbox where turn_id = p_turn_id and status in ('sending', 'queued', 'pending')) then
		return;
	end if;
	update turns set finished_at = p_now, status = coalesce(
		(select max(status) from outbox where turn_id = p_turn_id and status in ('failed', 'uncertain')),
		(select max(status) from outbox where turn_id = p_turn_id and status = 'sent'), 'discarded')
	where id = p_turn_id and status in ('confirmed', 'uncertain');
	perform owe_answer(p_turn_id, p_now);
	update inbox set status = 'done' where turn_id = p_turn_id;
	perform close_facts(p_turn_id);
end $$;

-- What was really sent: of a template its words as the provider has them, or its name as long as nobody told them.
create or replace function public.said_of(o public.outbox) returns text language sql immutable set search_path = public as $$
	select case when o.payload ? 'template' then coalesce(o.payload ->> 'said', '[Modelo: ' || (o.payload #>> '{template,name}') || ']')
		else coalesce(o.payload ->> 'text', '') end;
$$;

-- Writes a text of ours into the history or, where it is there already, what became of it: a late answer of a worker that was taken for dead completes the
-- row that was written then, and a person's reply is there since it was written.
create or replace function public.note_text(p_text public.outbox, p_status text, p_message_id text, p_now timestamptz)
returns void language sql set search_path = public as $$
	insert into conversations (channel, lead_phone, role, content, status, message_id, turn_id, outbox_id, sent_at)
	values (p_text.channel, p_text.phone, 'assistant', said_of(p_text), p_status, p_message_id, p_text.turn_id, p_text.id, p_now)
	on conflict (outbox_id) do update set status = excluded.status, message_id = coalesce(excluded.message_id, conversations.message_id),
		-- A template went out in place of what a person wrote.
		content = case when p_text.payload ? 'template' then excluded.content else conversations.content end;
$$;

-- What is left of a reply is sent by the outbox, or not at all: its worker is done.
create or replace function public.leave_to_outbox(p_turn_id uuid, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
begin
	update outbox set payload = payload || '{"late": true}', updated_at = p_now where turn_id = p_turn_id and status = 'queued';
	update turns set status = 'uncertain', finished_at = p_now where id = p_turn_id and status = 'confirmed';
	update inbox set status = 'done' where turn_id = p_turn_id;
end $$;

-- Writes what became of a sent part: into the outbox, the history, the session's clock. The turn ends with its last part. Safe to repeat.
-- A part that surely was not sent, for a reason that may pass or that the operator mends (`p_later`), and the parts after it are sent by the outbox later.
-- One that is given up for good is told to the team.
create or replace function public.record_part(
	p_outbox_id bigint, p_status text, p_provider_message_id text default null, p_provider_queue_id text default null,
	p_error text default null, p_now timestamptz default now(), p_later boolean default false, p_failure text default null,
	p_action text default null, p_said text default null
) returns jsonb language plpgsql set search_path = public as $$
declare
	o outbox;
	t turns;
	again interval := case when p_later then interval '30 seconds' end;
begin
	if p_status = 'failed' and p_action is not null then
		again := take_refusal(p_outbox_id, p_action, p_now);
	end if;
	if again is not null and p_status = 'failed' then
		update outbox set status = 'queued', error = p_error, next_attempt_at = p_now + again, updated_at = p_now
		where id = p_outbox_id and status = 'sending' and turn_id is not null returning * into o;
		if found then
			perform leave_to_outbox(o.turn_id, p_now);
			perform note_effect(o, 'failed', p_failure, p_error, p_now);
			return jsonb_build_object('recorded', true, 'turn_status', 'uncertain', 'more', true, 'later', true);
		end if;
	end if;
	update outbox set status = p_status, provider_message_id = coalesce(p_provider_message_id, provider_message_id),
		provider_queue_id = coalesce(p_provider_queue_id, provider_queue_id), error = p_error, updated_at = p_now,
		payload = case when p_said is not null and payload ? 'template' then payload || jsonb_build_object('said', p_said) else payload end
	where id = p_outbox_id and status in ('sending', 'uncertain') returning * into o;
	if not found then
		return jsonb_build_object('recorded', false, 'reason', 'not_sending');
	end if;
	perform note_text(o, p_status, o.provider_message_id, p_now);

	if p_status = 'sent' and o.payload ->> 'speaker' is distinct from 'human' then
		update sessions set last_agent_message = greatest(last_agent_message, p_now), updated_at = p_now
		where channel = o.channel and phone = o.phone;
	elsif p_status = 'failed' then
		-- A reply with a hole in it is worse than a short one: the rest is not sent, and stays in the history as what was to be said.
		perform drop_rest(o.turn_id, 'failed', 'An earlier part was not sent', p_now);
		perform tell_given_up(o, p_now);
	end if;
	perform end_turn(o.turn_id, p_now);
	perform note_effect(o, p_status, p_failure, p_error, p_now);
	select * into t from turns where id = o.turn_id;
	return jsonb_build_object('recorded', true, 'turn_status', t.status,
		'more', exists (select from outbox where turn_id = o.turn_id and status = 'queued'),
		'waited_ms', (select round(extract(epoch from p_now - max(received_at)) * 1000) from inbox where turn_id = o.turn_id),
		'thought_ms', round(extract(epoch from p_now - t.created_at) * 1000));
end $$;

-- ══ 48-trigger.sql ══
-- What the Conversation Trigger asks for, once a second: conversations whose customer is quiet, words of the team that nobody decided on, leases that go on.
-- Called by the Conversation Trigger, and by the nodes behind it.

-- Whether something that the team typed is stored and not decided on yet: no part of a reply goes out before it, as it may be a takeover.
create or replace function public.team_writes(p_channel text, p_phone text) returns boolean language sql stable set search_path = public as $$
	select exists (select from inbox where channel = p_channel and phone = p_phone and undecided);
$$;

-- A channel of the operator's choice, or all of them but those for trying the agent out (`teste:…`), whose conversations belong to the editor.
create or replace function public.is_channel_of(p_wanted text, p_channel text) returns boolean language sql immutable set search_path = public as $$
	select case when p_wanted is null then not is_trial(p_channel) else p_channel = p_wanted end;
$$;

-- When each conversation is to be looked at: once the customer is quiet (null: for as long as the company says) or has waited for long enough, after a try that came to nothing at its time, and when the
-- lease of a worker ends. From what waits and what is under way, by their partial indexes: all the others cost nothing.
create or replace function public.due_conversations(p_channel text, p_quiet_seconds numeric, p_max_wait_seconds numeric)
returns table (channel text, phone text, due_at timestamptz) language sql stable set search_path = public as $$
	select w.channel, w.phone, least(w.quiet_at, w.longest_at, w.again_at) from (
		select i.channel, i.phone,
			max(i.received_at) filter (where i.not_before is null) + make_interval(secs => quiet_seconds_of(i.channel, p_quiet_seconds)) as quiet_at,
			min(i.received_at) filter (where i.not_before is null) + make_interval(secs => p_max_wait_seconds) as longest_at,
			max(i.not_before) as again_at
		from inbox i where i.status = 'waiting' and is_channel_of(p_channel, i.channel) group by i.channel, i.phone) w
	where not exists (select from turns t where t.channel = w.channel and t.phone = w.phone and t.status in ('open', 'confirmed'))
	union all
	select t.channel, t.phone, t.lease_until from turns t where t.status in ('open', 'confirmed') and is_channel_of(p_channel, t.channel);
$$;

-- Claims what is due, the longest due first, and hands over the words of the team. Another trigger or process that asks at the same time gets others. The same
-- call again (`p_key`: its answer was lost) gets the same turns again. `due_in_ms`: when to ask again at the latest; null when nothing waits. `p_instance`,
-- `p_process`: who asks, where what it claims dies with it (give_back_held).
create or replace function public.next_turns(
	p_channel text, p_limit integer, p_quiet_seconds numeric, p_max_wait_seconds numeric, p_lease_seconds integer, p_history_limit integer,
	p_given_up_text text, p_key uuid, p_same_text integer, p_replies_an_hour integer, p_now timestamptz default now(),
	p_instance text default null, p_process text default null
) returns jsonb language plpgsql set search_path = public as $$
declare
	due record;
	claimed jsonb;
	due_at timestamptz;
begin
	-- Whoever has no place free claims nothing; when that lasts, its customers wait for nobody.
	if p_limit > 0 then
		perform note_claim(array['turn'], p_channel, p_now);
	end if;
	select coalesce(jsonb_agg(turn_details(t, p_history_limit)), '[]') into claimed from turns t
	where t.claim_key = p_key and t.status = 'open' and t.lease_until > p_now;
	if claimed = '[]' then
		for due in
			select s.channel, s.phone from due_conversations(p_channel, p_quiet_seconds, p_max_wait_seconds) d
			join sessions s on s.channel = d.channel and s.phone = d.phone
			where d.due_at <= p_now and not team_writes(d.channel, d.phone) and not reply_is_open(d.channel, d.phone, p_now)
			order by d.due_at limit p_limit
			for update of s skip locked
		loop
			perform release_expired_turns(due.channel, due.phone, p_now, p_given_up_text);
			if not exists (select from turns where channel = due.channel and phone = due.phone and status in ('open', 'confirmed'))
				and exists (select from inbox where channel = due.channel and phone = due.phone and status = 'waiting')
			then
				claimed := claimed || open_turn(due.channel, due.phone, p_lease_seconds, p_history_limit, p_now, p_key, p_given_up_text, p_same_text,
					p_replies_an_hour, p_instance, p_process);
			end if;
		end loop;
	end if;
	select min(d.due_at) into due_at from due_conversations(p_channel, p_quiet_seconds, p_max_wait_seconds) d where d.due_at > p_now;
	return jsonb_build_object('turns', claimed, 'team', team_messages(p_channel, p_now),
		'due_in_ms', ceil(extract(epoch from due_at - p_now) * 1000));
end $$;

-- Words of the team that are to be decided on, oldest first, each for a minute to one worker. What turns out to be an echo of ours is the agent's; while something
-- is being sent there, it waits for the answer of that send (is_sending). What could not be decided on five times is told to the team and holds nobody up any more.
create or replace function public.team_messages(p_channel text, p_now timestamptz) returns jsonb language plpgsql set search_path = public as $$
declare
	m inbox;
	handed jsonb := '[]';
begin
	for m in
		select * from inbox where undecided and (not_before is null or not_before <= p_now) and is_channel_of(p_channel, channel)
		order by id limit 10 for update skip locked
	loop
		perform look_again(m.id, p_now);
		select * into m from inbox where id = m.id;
		if not m.undecided or is_sending(m.channel, m.phone, p_now) then
			continue;
		end if;
		if m.attempts >= 5 then
			update inbox set undecided = false where id = m.id;
			perform enqueue_outbox(jsonb_build_array(jsonb_build_object('key', 'undecided:' || m.id, 'kind', 'notice', 'channel', m.channel, 'phone', m.phone,
				'payload', jsonb_build_object('kind', 'undecided', 'phone', m.phone, 'message', left(m.text, 500),
					'name', (select coalesce(name, whatsapp_name) from leads where phone = m.phone)))), p_now);
			continue;
		end if;
		update inbox set attempts = attempts + 1, not_before = p_now + interval '1 minute' where id = m.id;
		handed := handed || jsonb_build_array(received(m, p_now) || jsonb_build_object('message', to_jsonb(m)));
	end loop;
	return handed;
end $$;

-- What the team typed was decided on.
create or replace function public.team_decided(p_sequence bigint) returns void language sql set search_path = public as $$
	update inbox set undecided = false where id = p_sequence and undecided;
$$;

-- Turns that are still at work keep their messages: slowness is no failure. Returns those that their worker still holds; the others were taken from it. An execution
-- that n8n had not begun when it died goes on in the process that starts after it (`p_process`).
create or replace function public.hold_turns(
	p_turns jsonb, p_lease_seconds integer, p_now timestamptz default now(), p_instance text default null, p_process text default null
)
returns jsonb language sql set search_path = public as $$
	with held as (
		update turns t set lease_until = greatest(t.lease_until, p_now + make_interval(secs => p_lease_seconds)),
			instance = coalesce(p_instance, t.instance), process = coalesce(p_process, t.process)
		from jsonb_to_recordset(p_turns) as h (turn_id uuid, lease_token uuid)
		where t.id = h.turn_id and t.lease_token = h.lease_token and t.status in ('open', 'confirmed')
		returning t.id
	)
	select coalesce(jsonb_agg(id), '[]') from held;
$$;

-- Turns that were claimed and that nobody is going to play: they are due at once.
create or replace function public.let_go(p_turns jsonb, p_now timestamptz default now()) returns void language sql set search_path = public as $$
	update turns t set lease_until = p_now from jsonb_to_recordset(p_turns) as h (turn_id uuid, lease_token uuid)
	where t.id = h.turn_id and t.lease_token = h.lease_token and t.status = 'open';
$$;

-- What an earlier process of the same n8n held of a channel (null: of all) when it died is due at once, and not when its lease ends. Asked once by each trigger that
-- starts; what its own process holds stays (a workflow that is published again).
-- An open turn may be given back though that process is alive after all (a restart that rolls, or one folder of n8n's copied and started twice, whose instance is one):
-- both think about the same messages, and the one that confirms first answers; the other one has lost its lease (late_turn). It keeps its place before what came later,
-- also where its lease ended while n8n was away.
-- A confirmed one may be under way to the provider: it ends with a lease that whoever lives has renewed by then, as that is done every third of it; only then is it
-- asked about there (release_expired_turns), which takes another while (uncertain_texts).
create or replace function public.give_back_held(
	p_channel text, p_instance text, p_process text, p_lease_seconds integer, p_now timestamptz default now()
)
returns integer language plpgsql set search_path = public as $$
declare
	given integer;
begin
	with held as (
		select id from turns where status in ('open', 'confirmed') and is_channel_of(p_channel, channel)
			and instance = p_instance and process <> p_process
		order by id for update skip locked
	)
	update turns t set lease_until = case t.status when 'open' then least(t.created_at, p_now)
		else least(t.lease_until, p_now + make_interval(secs => p_lease_seconds / 3 + 10)) end
	from held where t.id = held.id;
	get diagnostics given = row_count;
	return given;
end $$;

-- The last turn of a channel as it was, for somebody who tries the workflow out: of no conversation of a customer's (`teste:editor`), and held by nobody, so that
-- nothing of it can be confirmed or sent. Null when there was none yet.
create or replace function public.turn_to_try(p_channel text, p_history_limit integer) returns jsonb language sql stable set search_path = public as $$
	select turn_details(t, p_history_limit) || jsonb_build_object('channel', 'teste:editor', 'lease_token', gen_random_uuid())
	from turns t where (p_channel is null or t.channel = p_channel) and exists (select from inbox i where i.turn_id = t.id)
	order by t.created_at desc limit 1;
$$;

-- ══ 49-changed.sql ══
-- A message that was sent is edited or deleted afterwards: what is stored is made good while it waits for its turn; what was read already is corrected by a new
-- word. Called by Receive and by the triggers that store for the Conversation Trigger.

-- The message whose correction this word is, and the changes of a message that are known, by their keys.
alter table public.inbox add column if not exists corrects text;
alter table public.inbox add column if not exists changes text[];
alter table public.inbox add column if not exists edited_at timestamptz;
alter table public.inbox add column if not exists deleted_at timestamptz;
-- What a model gets to see in place of the words: those of a message that was deleted before anybody answered it are none of its business.
alter table public.conversations add column if not exists for_model text;
create index if not exists inbox_corrects on public.inbox (channel, phone, corrects) where corrects is not null;
create index if not exists conversations_message on public.conversations (channel, lead_phone, message_id) where message_id is not null;

-- A message that was deleted never waits for a turn again, whatever becomes of the turn that it was in; one whose deletion or correction came before it does
-- not begin to.
create or replace function public.keep_deleted() returns trigger language plpgsql set search_path = public as $$
begin
	if tg_op = 'INSERT' and new.corrects is null then
		perform take_back_deletion(new);
		if exists (select from inbox d where d.provider = new.provider and d.channel = new.channel and d.message_id = new.message_id || '/deletion'
			and d.phone = new.phone)
		then
			new.deleted_at := new.received_at;
		elsif exists (select from inbox w where w.channel = new.channel and w.phone = new.phone and w.corrects = new.message_id) then
			new.edited_at := new.received_at;
		end if;
	end if;
	if new.status = 'waiting' and (new.deleted_at is not null or (tg_op = 'INSERT' and new.edited_at is not null)) then
		new.status := 'done';
	end if;
	return new;
end $$;
create or replace trigger keep_deleted before insert or update of status on public.inbox for each row when (new.status = 'waiting')
	execute function public.keep_deleted();

-- Its words come with the mark that the deletion left.
create or replace function public.mark_early_deletion() returns trigger language plpgsql set search_path = public as $$
declare
	mark text;
begin
	select d.text into mark
	from inbox i join inbox d on d.provider = i.provider and d.channel = i.channel and d.phone = i.phone and d.message_id = i.message_id || '/deletion'
	where i.id = new.inbox_id and i.deleted_at is not null;
	if found then
		new.content := concat_ws(' ', mark, nullif(new.content, ''));
		new.for_model := mark;
	end if;
	return new;
end $$;
create or replace trigger mark_early_deletion before insert on public.conversations for each row when (new.inbox_id is not null)
	execute function public.mark_early_deletion();

-- The newest form of a message: the message itself, or the last word that corrected it. Of that channel, that phone and that side of the conversation alone.
create or replace function public.message_meant(p_message public.inbox, p_message_id text)
returns public.inbox language sql stable set search_path = public as $$
	select i.* from inbox i
	where i.provider = p_message.provider and i.channel = p_message.channel and i.phone = p_message.phone
		and (i.message_id = p_message_id or i.corrects = p_message_id)
		and (i.speaker = 'customer') = (p_message.speaker = 'customer')
	order by i.corrects is not null desc, i.id desc limit 1;
$$;

-- What of the history already stands in Chatwoot cannot be changed there: a note tells what happened. What waits to be mirrored is read when it is.
create or replace function public.mirror_change(p_word public.conversations, p_key text, p_note text, p_mark text, p_now timestamptz)
returns void language sql set search_path = public as $$
	insert into outbox (idempotency_key, kind, channel, phone, payload, created_at, updated_at, next_attempt_at)
	select 'word:' || p_word.id || ':' || md5(p_key), o.kind, o.channel, o.phone,
		o.payload || jsonb_build_object('message_id', (o.payload ->> 'message_id') || '/' || left(md5(p_key), 8), 'note', p_note, 'mark', p_mark),
		p_now, p_now, p_now
	from outbox o where o.idempotency_key = 'word:' || p_word.id and o.status in ('sending', 'sent', 'uncertain')
	on conflict (idempotency_key) do nothing;
$$;

-- What Chatwoot gets: the words of the history; of a change to them, what happened and the words without the mark that it left; of contacts that are to be merged, why.
create or replace function public.mirrored_words(p_word public.conversations, p_payload jsonb) returns text language sql immutable set search_path = public as $$
	select case when p_payload ? 'merge' then p_payload ->> 'note'
		when p_payload ? 'note' then concat_ws(' ', p_payload ->> 'note', btrim(case when p_payload ->> 'mark' is null then p_word.content
		else substr(p_word.content, 1 + case when starts_with(p_word.content, p_payload ->> 'mark') then length(p_payload ->> 'mark') else 0 end) end))
		else p_word.content end;
$$;

-- Takes a change in. `p_change`: a message as receive_message takes it, as it stands now, with `change` (edit, deletion), `of` (ids by which the message may
-- be meant, the surest first), `corrected` and `corrected_words` (the words of a correction), `mark` (of a deletion) and `note` (for Chatwoot).
-- A customer's edit: the stored words are replaced while they wait; afterwards, or where nobody knows the message, it is a message of its own, and the answer is
-- that of receive_message. Otherwise `changed` tells whether anything did, and `reason` why not.
create or replace function public.change_message(p_change jsonb, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	given inbox := inbox_row(in_conversation(as_person(p_change, p_now)), p_now);
	key text := md5(concat_ws('/', p_change ->> 'change', p_change ->> 'sent_at', p_change ->> 'words'));
	meant inbox;
	one text;
begin
	-- In the order of everything else of a conversation.
	perform from sessions where channel = given.channel and phone = given.phone for update;
	for one in select jsonb_array_elements_text(p_change -> 'of') loop
		meant := message_meant(given, one);
		exit when meant.id is not null;
	end loop;
	if p_change ->> 'change' = 'deletion' then
		return delete_message(given, meant, p_change, p_now);
	end if;
	if given.speaker <> 'customer' then
		return correct_ours(given, meant, p_change, key, p_now);
	end if;
	return correct_customers(given, meant, p_change, key, p_now);
end $$;

-- What a customer corrected.
create or replace function public.correct_customers(p_given public.inbox, p_meant public.inbox, p_change jsonb, p_key text, p_now timestamptz)
returns jsonb language plpgsql set search_path = public as $$
declare
	corrected constant text := coalesce(p_meant.corrects, p_meant.message_id, p_given.message_id);
	word_id constant text := corrected || '/edit/' || left(p_key, 12);
	is_known constant boolean := exists (select from inbox where provider = p_given.provider and channel = p_given.channel and message_id = word_id);
	received jsonb;
begin
	if not is_known then
		-- The words that it has already are nothing new: a provider may tell of an edit once more, under another time.
		if p_key = any (p_meant.changes) or p_meant.edited_at > p_given.sent_at or p_meant.text in (p_given.text, p_change ->> 'corrected') then
			return jsonb_build_object('changed', false, 'reason', 'duplicate_message');
		end if;
		if p_meant.status = 'waiting' then
			return replace_waiting(p_given, p_meant, p_change, p_key, p_now);
		end if;
	end if;
	received := receive_message(p_change - array['change', 'of', 'corrected', 'corrected_words', 'mark', 'note'] || jsonb_build_object(
		'message_id', word_id, 'corrects', corrected, 'quoted', case when p_meant.id is null then p_given.quoted else corrected end,
		'text', p_change ->> 'corrected', 'words', p_change ->> 'corrected_words',
		-- A provider may give an edit the time of its message: in the history it stands behind what was answered to that.
		'sent_at', case when p_given.sent_at <= p_meant.sent_at then p_now else p_given.sent_at end), p_now);
	update inbox set edited_at = p_given.sent_at where id = (received ->> 'sequence')::bigint and edited_at is null;
	return received;
end $$;

-- Nobody read it yet: it is as if it had been written so. What it carries beside its words stays where the edit tells nothing of it.
create or replace function public.replace_waiting(p_given public.inbox, p_meant public.inbox, p_change jsonb, p_key text, p_now timestamptz)
returns jsonb language plpgsql set search_path = public as $$
declare
	is_correction constant boolean := p_meant.corrects is not null;
	word conversations;
begin
	update inbox set text = case when is_correction then p_change ->> 'corrected' else p_given.text end, edited_at = p_given.sent_at,
		changes = changes || p_key, media = coalesce(p_given.media, media), content = coalesce(p_given.content, content)
	where id = p_meant.id;
	-- An edit of a caption may come as a text: the note on what it was stays before it.
	update conversations c set content = concat_ws(' ',
			case when p_meant.kind <> p_given.kind then substring(c.content from '^\[[^\]]+\]') end,
			case when is_correction then p_change ->> 'corrected_words' else p_change ->> 'words' end)
	where c.inbox_id = p_meant.id returning * into word;
	perform mirror_change(word, p_key, p_change ->> 'note', null, p_now);
	return jsonb_build_object('changed', true);
end $$;

-- What the team or the agent wrote: the history is put right; nobody answers it.
create or replace function public.correct_ours(p_given public.inbox, p_meant public.inbox, p_change jsonb, p_key text, p_now timestamptz)
returns jsonb language plpgsql set search_path = public as $$
declare
	word conversations;
begin
	if p_key = any (p_meant.changes) or p_meant.edited_at > p_given.sent_at then
		return jsonb_build_object('changed', false, 'reason', 'duplicate_message');
	end if;
	update inbox set text = p_given.text, edited_at = p_given.sent_at, changes = changes || p_key where id = p_meant.id;
	-- What this package sent stands in the history by itself.
	select * into word from conversations c where c.channel = p_given.channel and c.lead_phone = p_given.phone and c.role <> 'user'
		and (c.inbox_id = p_meant.id or c.message_id = any (array(select jsonb_array_elements_text(p_change -> 'of')))) order by c.id limit 1;
	if not found then
		return jsonb_build_object('changed', false, 'reason', 'unknown_message');
	end if;
	if word.content = p_change ->> 'words' then
		return jsonb_build_object('changed', false, 'reason', 'duplicate_message');
	end if;
	update conversations set content = p_change ->> 'words' where id = word.id returning * into word;
	perform mirror_change(word, p_key, p_change ->> 'note', null, p_now);
	return jsonb_build_object('changed', true);
end $$;

-- ══ 49-deleted.sql ══
-- A message is deleted: one that is known, or one that comes only afterwards. Called by change_message and by the trigger on the inbox.

-- A deletion whose first id nobody knows yet waits for that message; where none of its ids is known, for any of them. The others are kept with the first one: they
-- may be what that message answers, and not what was deleted.
create or replace function public.await_deleted(p_given public.inbox, p_meant public.inbox, p_ids text[], p_mark text, p_now timestamptz)
returns void language sql set search_path = public as $$
	insert into inbox (provider, channel, message_id, phone, send_to, kind, text, speaker, sent_at, received_at, status, changes)
	select p_given.provider, p_given.channel, one || '/deletion', p_given.phone, p_given.send_to, 'deletion', p_mark, 'customer', p_given.sent_at, p_now, 'done',
		case when n = 1 then nullif(p_ids[2:], '{}') end
	from unnest(case when p_meant.id is null then p_ids
		when p_ids[1] <> p_meant.message_id and p_ids[1] is distinct from p_meant.corrects then p_ids[1:1] end) with ordinality as w (one, n)
	on conflict (provider, channel, message_id) do nothing;
$$;

-- Whoever was deleted has come after all, and answers what its deletion named beside it: that one was not deleted. It stands as before, and is answered where it
-- waited; a deletion that waited for it does not any more.
create or replace function public.take_back_deletion(p_new public.inbox) returns void language plpgsql set search_path = public as $$
declare
	told inbox;
	word conversations;
begin
	if p_new.quoted is null then
		return;
	end if;
	select * into told from inbox d where d.provider = p_new.provider and d.channel = p_new.channel and d.message_id = p_new.message_id || '/deletion'
		and d.phone = p_new.phone and p_new.quoted = any (d.changes);
	if not found then
		return;
	end if;
	delete from inbox d where d.provider = told.provider and d.channel = told.channel and d.message_id = p_new.quoted || '/deletion' and d.phone = told.phone;
	for word in
		select c.* from conversations c join inbox i on i.id = c.inbox_id
		where i.provider = told.provider and i.channel = told.channel and i.phone = told.phone and p_new.quoted in (i.message_id, i.corrects)
			and i.deleted_at is not null
	loop
		update inbox set deleted_at = null, status = case when word.for_model = told.text then 'waiting' else status end where id = word.inbox_id;
		update conversations set for_model = null, content = btrim(substr(word.content, 1 + length(told.text))) where id = word.id and starts_with(word.content, told.text);
		update outbox set status = 'discarded', error = 'It was not deleted', updated_at = told.received_at
		where idempotency_key = 'word:' || word.id || ':' || md5('deletion') and status = 'pending';
	end loop;
end $$;

-- The words stay, with a mark, and so do those of their corrections. One that still waited needs no answer any more, and no model gets to see it. Where the
-- message is not known yet, the deletion waits for it.
create or replace function public.delete_message(p_given public.inbox, p_meant public.inbox, p_change jsonb, p_now timestamptz)
returns jsonb language plpgsql set search_path = public as $$
declare
	mark constant text := p_change ->> 'mark';
	ids constant text[] := array(select jsonb_array_elements_text(p_change -> 'of'));
	wanted text := coalesce(p_meant.corrects, p_meant.message_id);
	word conversations;
	marked integer := 0;
begin
	if p_meant.deleted_at is not null then
		return jsonb_build_object('changed', false, 'reason', 'duplicate_message');
	end if;
	for word in
		select c.* from conversations c left join inbox i on i.id = c.inbox_id
		where c.channel = p_given.channel and c.lead_phone = p_given.phone and (c.role = 'user') = (p_given.speaker = 'customer')
			and (coalesce(i.corrects, c.message_id) = wanted or (wanted is null and c.message_id = any (ids))) and not starts_with(c.content, mark)
	loop
		update conversations c set content = concat_ws(' ', mark, nullif(c.content, '')),
			for_model = case when exists (select from inbox where id = word.inbox_id and status = 'waiting') then mark end
		where c.id = word.id returning * into word;
		perform mirror_change(word, 'deletion', p_change ->> 'note', mark, p_now);
		marked := marked + 1;
	end loop;
	update inbox set deleted_at = p_now, status = case when status = 'waiting' then 'done' else status end
	where provider = p_given.provider and channel = p_given.channel and phone = p_given.phone and (message_id = wanted or corrects = wanted);
	if p_given.speaker = 'customer' and (p_meant.id is not null or marked = 0) then
		perform await_deleted(p_given, p_meant, ids, mark, p_now);
	end if;
	if marked > 0 then
		return jsonb_build_object('changed', true);
	end if;
	return jsonb_build_object('changed', false, 'reason', 'unknown_message');
end $$;

-- ══ 49-failover.sql ══
-- Another number of ours takes over what one cannot send any more: the settings, and when it begins and ends. Off until somebody sets it. Called by the
-- operations of the resource Failover, by whatever begins an effect (49-route), and by Claim Outbox.

-- `channel` is a number at Z-API, which may be cut off or banned; `to_channel` one of WhatsApp's own interface. The other way round there is nothing to win.
create table if not exists public.failovers (
	channel text primary key,
	to_channel text not null,
	provider text not null default 'whatsapp_cloud',
	-- For how long without a break the number must be of no use.
	minutes integer not null check (minutes between 1 and 1440),
	-- What stands before the first words that somebody gets from the other number; empty is nothing.
	sentence text not null default '',
	enabled boolean not null default true,
	-- Conversations that go the other way carry the number of their episode: it goes up with each return, and all of them are back at once.
	episode integer not null default 1,
	began_at timestamptz,
	updated_at timestamptz not null default now(),
	check (channel <> to_channel)
);

-- Whether the number has been of no use for so long, without a break: a connection that comes and goes begins anew each time.
create or replace function public.is_cut_off(p_failover public.failovers, p_now timestamptz)
returns boolean language sql stable set search_path = public as $$
	select p_failover.enabled and exists (select from integrations where channel = p_failover.channel and name = 'zapi' and down_since is not null
		and failing_since <= p_now - make_interval(mins => p_failover.minutes));
$$;

-- What is told of a failover, to the team and in the history: by the system, or by who did it.
create or replace function public.note_failover(p_what text, p_failover public.failovers, p_facts jsonb, p_actor text, p_now timestamptz)
returns void language sql set search_path = public as $$
	insert into session_history (channel, phone, at, type, actor_type, actor_id, reason, details)
	values (p_failover.channel, '', p_now, 'failover', case when p_actor is null then 'system' else 'human' end, p_actor, p_what,
		jsonb_build_object('to', p_failover.to_channel) || p_facts);
$$;
create or replace function public.tell_of_failover(p_what text, p_failover public.failovers, p_facts jsonb, p_phone text, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
begin
	perform enqueue_outbox(jsonb_build_array(jsonb_build_object('key', concat_ws(':', p_what, p_failover.channel, p_failover.episode, nullif(p_phone, '')),
		'kind', 'notice', 'channel', p_failover.channel, 'phone', p_phone,
		'payload', p_facts || jsonb_build_object('kind', p_what, 'phone', p_phone, 'to_channel', p_failover.to_channel))), p_now);
end $$;

-- It begins with the first thing that goes the other way: the team is told, and what was put off is due. Whoever begins it at the same moment leaves that to
-- the other: nobody waits here, and the way is the same for both.
create or replace function public.begin_failover(p_channel text, p_but_for bigint, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
declare
	f failovers;
begin
	select * into f from failovers where channel = p_channel and began_at is null for update skip locked;
	if not found then
		return;
	end if;
	update failovers set began_at = p_now where channel = f.channel;
	update outbox set next_attempt_at = p_now where id in (
		select id from outbox where channel = f.channel and kind = 'whatsapp_text' and status in ('pending', 'queued') and next_attempt_at > p_now
			and attempts > 0 and id is distinct from p_but_for for update skip locked);
	perform note_failover('began', f, jsonb_build_object('minutes', f.minutes), null, p_now);
	perform tell_of_failover('failover_began', f, jsonb_build_object('minutes', f.minutes), '', p_now);
end $$;

-- Where all that waits was put off for its next try, nothing would begin it.
create or replace function public.begin_due_failovers(p_now timestamptz)
returns void language sql set search_path = public as $$
	select begin_failover(f.channel, null, p_now) from failovers f
	where f.began_at is null and is_cut_off(f, p_now)
		and exists (select from outbox o where o.channel = f.channel and o.status in ('pending', 'queued') and o.kind = 'whatsapp_text');
$$;

-- Sets it, or switches it off. What goes the other way already goes on there until it is taken back.
create or replace function public.set_failover(
	p_channel text, p_to_channel text, p_minutes integer, p_sentence text, p_enabled boolean default true, p_actor text default null,
	p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
declare
	f failovers;
begin
	if p_channel = p_to_channel or exists (select from failovers where channel = p_to_channel or to_channel = p_channel) then
		return jsonb_build_object('set', false, 'reason', 'circle');
	end if;
	insert into failovers as n (channel, to_channel, minutes, sentence, enabled, updated_at)
	values (p_channel, p_to_channel, p_minutes, btrim(p_sentence), p_enabled, p_now)
	on conflict (channel) do update set to_channel = excluded.to_channel, minutes = excluded.minutes, sentence = excluded.sentence,
		enabled = excluded.enabled, updated_at = p_now
	returning * into f;
	perform note_failover('set', f, jsonb_build_object('minutes', p_minutes, 'sentence', p_sentence, 'enabled', p_enabled), p_actor, p_now);
	return jsonb_build_object('set', true) || failover_told(f, p_now);
end $$;

-- Back by hand: all conversations of the number, or one of them. What is due goes out by the number itself again. All of them: whoever says so knows that it
-- works, so what was noted of it is over, and it has to fail for as long as ever before anything begins anew. One of them alone is not taken back while it does not.
create or replace function public.fail_back(p_channel text, p_phone text default null, p_actor text default null, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	f failovers;
	conversations integer;
	who constant text := key_of(p_phone);
begin
	if who is null then
		select * into f from failovers where channel = p_channel for update;
	else
		select * into f from failovers where channel = p_channel;
	end if;
	if f.began_at is null then
		return jsonb_build_object('failed_back', false, 'reason', case when f.channel is null then 'not_set' else 'not_begun' end);
	end if;
	if who is not null then
		if is_cut_off(f, p_now) then
			return jsonb_build_object('failed_back', false, 'reason', 'still_down');
		end if;
		perform lock_person(who);
		update sessions set routed_to = null, routed_at = null, routed_episode = null, updated_at = p_now
		where channel = p_channel and phone = who and routed_episode = f.episode;
		if not found then
			return jsonb_build_object('failed_back', false, 'reason', 'not_routed');
		end if;
		perform write_route(p_channel, who, null, p_actor, p_now);
		return jsonb_build_object('failed_back', true, 'conversations', 1);
	end if;
	select count(*) into conversations from sessions where channel = p_channel and routed_episode = f.episode;
	update failovers set began_at = null, episode = f.episode + 1, updated_at = p_now where channel = p_channel;
	-- Their routes are void from here on; those that somebody holds right now are tidied up when they are begun next.
	update sessions set routed_to = null, routed_at = null, routed_episode = null, updated_at = p_now
	where (channel, phone) in (select channel, phone from sessions where channel = p_channel and routed_episode is not null order by phone for update skip locked);
	update integrations set failing_since = null, failures = 0, down_since = null, kind = null, reason = null, sentence = null, raised_at = null
	where channel = p_channel and name = 'zapi';
	perform note_failover('back', f, jsonb_build_object('conversations', conversations), p_actor, p_now);
	perform tell_of_failover('failover_over', f, jsonb_build_object('went_over', conversations, 'since', f.began_at, 'attendant', p_actor), '', p_now);
	return jsonb_build_object('failed_back', true, 'conversations', conversations);
end $$;

-- A failover as it is shown.
create or replace function public.failover_told(p_failover public.failovers, p_now timestamptz default now())
returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object('channel', p_failover.channel, 'to_channel', p_failover.to_channel, 'provider', p_failover.provider,
		'minutes', p_failover.minutes, 'sentence', p_failover.sentence, 'enabled', p_failover.enabled, 'began_at', p_failover.began_at,
		'failing_since', (select i.failing_since from integrations i where i.channel = p_failover.channel and i.name = 'zapi' and i.down_since is not null),
		'conversations', (select count(*) from sessions s where s.channel = p_failover.channel and s.routed_episode = p_failover.episode));
$$;
create or replace function public.get_failovers(p_channel text default null, p_now timestamptz default now())
returns jsonb language sql stable set search_path = public as $$
	select coalesce(jsonb_agg(failover_told(f, p_now) order by f.channel), '[]') from failovers f where p_channel is null or f.channel = p_channel;
$$;

-- ══ 49-provider.sql ══
-- By which provider somebody is written to. Called by Confirm, Claim Outbox and Get Uncertain, through the row that they begin.

-- The provider that a conversation is with: the one that its last message came by; of somebody who never wrote, that of the channel's last messages, so far
-- as they are among the newest of all. Null where nothing tells.
create or replace function public.provider_of(p_channel text, p_phone text)
returns text language sql stable set search_path = public as $$
	select coalesce(
		(select i.provider from inbox i where i.channel = p_channel and i.phone = p_phone and i.via is null order by i.id desc limit 1),
		(select m.provider from (select i.id, coalesce(i.via, i.channel) as channel, i.provider from inbox i order by i.id desc limit 200) m
			where m.channel = p_channel order by m.id desc limit 1));
$$;

-- Each effect that goes out by WhatsApp takes its way when it is begun, whoever begins it; begun anew, it goes where the conversation is by then.
create or replace function public.note_provider() returns trigger language plpgsql set search_path = public as $$
begin
	new := on_its_way(new, new.updated_at);
	return new;
end $$;
drop trigger if exists outbox_provider on public.outbox;
create trigger outbox_provider before insert or update of status on public.outbox
	for each row when (new.status = 'sending' and new.kind in ('whatsapp_text', 'notice', 'notice_whatsapp')) execute function public.note_provider();

-- ══ 49-route.sql ══
-- By which number of ours a conversation speaks: its own, or the one that stands in for it. Asked where an effect is begun, and where a message comes in; the
-- session keeps its key either way.

-- Where a person is written to from a number that they may never have written to: where their last message to it came from, else their phone. Null where
-- nobody knows a phone of theirs: an id of one provider is none of another.
create or replace function public.address_on(p_via text, p_channel text, p_phone text)
returns text language sql stable set search_path = public as $$
	select coalesce(
		(select i.send_to from (
			(select send_to, sent_at from inbox where channel = p_channel and phone = p_phone and speaker = 'customer' and via = p_via order by sent_at desc limit 1)
			union all
			(select send_to, sent_at from inbox where channel = p_via and phone = p_phone and speaker = 'customer' and via is null order by sent_at desc limit 1)
		) i order by i.sent_at desc limit 1),
		case when id_kind(p_phone) = 'phone' then p_phone else (select value from contact_ids where key = p_phone and kind = 'phone' order by last_seen desc limit 1) end);
$$;

-- Why the other number cannot write to somebody: nobody knows a phone of theirs (`no_address`), or they never wrote to it and there is no template for replies
-- (`window_closed`). Null where it can.
create or replace function public.beyond_reach(p_failover public.failovers, p_phone text, p_now timestamptz)
returns text language plpgsql stable set search_path = public as $$
begin
	return case when address_on(p_failover.to_channel, p_failover.channel, p_phone) is null then 'no_address'
		when window_on(p_failover.to_channel, p_failover.provider, p_failover.channel, p_phone) <= p_now + interval '1 minute'
			and template_outside(p_failover.channel, 'reply') is null then 'window_closed' end;
end $$;

-- The way that somebody's words take right now: none is the conversation's own. One that went the other way goes on there, until it is taken back by hand; any
-- other begins to only while its number is cut off, and only where they can be reached. Of nobody in particular (null) it tells what a notice takes.
create or replace function public.way_of(p_channel text, p_phone text, p_now timestamptz)
returns table (via text, provider text, sentence text, episode integer, is_taken boolean) language sql stable set search_path = public as $$
	select case when s.routed_episode = f.episode then s.routed_to else f.to_channel end, f.provider, f.sentence, f.episode, s.routed_episode is not distinct from f.episode
	from failovers f left join sessions s on s.channel = f.channel and s.phone = p_phone
	where f.channel = p_channel and not is_trial(p_channel)
		and (s.routed_episode = f.episode or (is_cut_off(f, p_now) and (p_phone is null or beyond_reach(f, p_phone, p_now) is null)));
$$;

-- By which provider, and from which number of ours, goes what is for somebody of that conversation.
create or replace function public.route_of(p_channel text, p_phone text, out provider text, out channel text)
language sql stable set search_path = public as $$
	select coalesce(w.provider, provider_of(p_channel, p_phone)), coalesce(w.via, p_channel) from (select) one left join way_of(p_channel, p_phone, now()) w on true;
$$;

-- Where an effect goes, by the way that it takes: to where the customer's last message came from by that way. What the caller asked for counts, but for an
-- address that only the other number told.
create or replace function public.address_of(o public.outbox)
returns text language sql stable set search_path = public as $$
	select case when o.via is not null and o.kind = 'whatsapp_text' and not o.payload ? 'other_form' then address_on(o.via, o.channel, o.phone) else coalesce(
		case when not exists (select from failovers where channel = o.channel) or not exists (
			select from inbox i where i.channel = o.channel and i.phone = o.phone and i.send_to = o.payload ->> 'to' having bool_and(i.via is not null))
			then o.payload ->> 'to' end,
		(select i.send_to from inbox i where i.channel = o.channel and i.phone = o.phone and i.speaker = 'customer' and i.via is null order by i.sent_at desc limit 1),
		(select i.send_to from inbox i where i.channel = o.channel and i.phone = o.phone and i.via is null order by i.id desc limit 1), o.phone) end;
$$;

-- What a text says by the way that it takes. The first one from the other number begins with the sentence that tells of it; begun anew by another way, it is as it
-- was written. A message of the other chat is no message that could be quoted in this one.
create or replace function public.words_by(p_effect public.outbox, p_sentence text, p_episode integer)
returns jsonb language plpgsql stable set search_path = public as $$
declare
	own constant jsonb := (p_effect.payload - 'own' - 'moved') || coalesce(p_effect.payload -> 'own', '{}');
	changed jsonb := '{}';
	said constant text := concat_ws(E'\n\n', p_sentence, own ->> 'text');
begin
	if own ? 'reply_to' and exists (
		select from inbox i where i.channel = p_effect.channel and i.phone = p_effect.phone and i.message_id = own ->> 'reply_to' and i.via is distinct from p_effect.via
		union all
		select from outbox o where o.provider_message_id = own ->> 'reply_to' and o.channel = p_effect.channel and o.via is distinct from p_effect.via)
	then
		changed := changed || '{"reply_to": null}';
	end if;
	-- A template says what it says.
	if p_sentence <> '' and coalesce(own ->> 'text', '') <> '' and not own ?| array['file', 'template'] and length(said) <= 4000
		and not exists (select from outbox o where o.channel = p_effect.channel and o.phone = p_effect.phone and o.id <> p_effect.id
			and (o.payload ->> 'moved')::integer = p_episode and o.status not in ('failed', 'discarded'))
	then
		changed := changed || jsonb_build_object('text', said, 'moved', p_episode);
	end if;
	return case when changed = '{}' then own
		else own || changed || jsonb_build_object('own', (select jsonb_object_agg(k, own -> k) from jsonb_object_keys(changed) k where own ? k)) end;
end $$;

-- The conversation goes another way, or its own again.
create or replace function public.write_route(p_channel text, p_phone text, p_via text, p_actor text, p_now timestamptz)
returns void language sql set search_path = public as $$
	insert into session_history (channel, phone, at, type, actor_type, actor_id, reason, epoch, details)
	select p_channel, p_phone, p_now, 'route_changed', case when p_actor is null then 'system' else 'human' end, p_actor,
		case when p_via is null then 'fail_back' else 'failover' end, (select mode_epoch from sessions where channel = p_channel and phone = p_phone),
		jsonb_strip_nulls(jsonb_build_object('to', p_via));
$$;

-- An effect that is begun takes its way: the number that it goes by, the provider, and what it says there. Called with the conversation's row locked, if there is
-- one. Whom the other number cannot reach is told to the team, once: what is for them waits for their own number.
create or replace function public.on_its_way(p_effect public.outbox, p_now timestamptz)
returns public.outbox language plpgsql set search_path = public as $$
declare
	way record;
begin
	p_effect.via := null;
	select * into way from way_of(p_effect.channel, case when p_effect.kind = 'whatsapp_text' then p_effect.phone end, p_now);
	if way.via is null and p_effect.kind = 'whatsapp_text' then
		perform tell_of_failover('failover_unreachable', f, jsonb_build_object('message', left(p_effect.payload ->> 'text', 500),
			'reason', beyond_reach(f, p_effect.phone, p_now), 'name', (select coalesce(name, whatsapp_name) from leads where phone = p_effect.phone)), p_effect.phone, p_now)
		from failovers f where f.channel = p_effect.channel and is_cut_off(f, p_now);
	end if;
	p_effect.via := way.via;
	p_effect.provider := coalesce(way.provider, provider_of(p_effect.channel, p_effect.phone));
	if p_effect.kind <> 'whatsapp_text' then
		return p_effect;
	end if;
	p_effect.payload := words_by(p_effect, way.sentence, way.episode);
	if way.via is not null and not way.is_taken then
		update sessions set routed_to = way.via, routed_at = p_now, routed_episode = way.episode, updated_at = p_now
		where channel = p_effect.channel and phone = p_effect.phone;
		if found then
			perform write_route(p_effect.channel, p_effect.phone, way.via, null, p_now);
		end if;
		perform begin_failover(p_effect.channel, p_effect.id, p_now);
	end if;
	return p_effect;
end $$;

-- The conversation that a message belongs to. What comes to the number that stands in for another one is the answer to what that one's conversation said there,
-- unless this number's own conversation with them spoke last. One that was stored before is where it was then, whatever became of the route since.
create or replace function public.in_conversation(p_message jsonb)
returns jsonb language plpgsql set search_path = public as $$
declare
	door constant text := p_message ->> 'channel';
	who constant text := p_message ->> 'phone';
	stands_for constant text[] := array(select channel from failovers where to_channel = door);
	goes_to text;
begin
	if stands_for = '{}' then
		return p_message || '{"via": null}';
	end if;
	-- Who changes a route holds its conversation: it is looked at before or after, and not in between.
	perform lock_person(who);
	select i.channel into goes_to from inbox i
	where i.provider = p_message ->> 'provider' and i.channel = any (stands_for || door)
		and i.message_id = any (array(select jsonb_array_elements_text(case jsonb_typeof(p_message -> 'of') when 'array' then p_message -> 'of' else '[]' end))
			|| (p_message ->> 'message_id'))
		and (i.channel = door or i.via = door)
	order by i.id desc limit 1;
	if goes_to is null then
		select s.channel into goes_to from sessions s join failovers f on f.channel = s.channel and f.episode = s.routed_episode
		where s.phone = who and s.routed_to = door
			and greatest(s.routed_at, s.last_agent_message, s.last_human_message) >= coalesce(
				(select greatest(o.last_agent_message, o.last_human_message) from sessions o where o.channel = door and o.phone = who), '-infinity')
		order by greatest(s.routed_at, s.last_agent_message, s.last_human_message) desc limit 1;
	end if;
	return p_message || case when coalesce(goes_to, door) = door then '{"via": null}' else jsonb_build_object('via', door, 'channel', goes_to) end;
end $$;

-- ══ 49-window.sql ══
-- Until when somebody may be written to freely, and what goes out after that. The Cloud API takes nothing but templates once 24 hours have passed since the
-- customer's last message (notes: window, templates, opt-out); the 72 hours after an ad are free of charge, and open nothing. Part of the fence: asked by
-- Confirm, Record and Claim Outbox.

-- Meta refused a text of that conversation because the window is closed (131047), though we held it for open: when that text was begun.
alter table public.sessions add column if not exists window_closed_at timestamptz;
-- What goes out in place of a text, by purpose, as the workflow that claims the effects says; and when it last did.
alter table public.outbox_claims add column if not exists templates jsonb not null default '{}';
alter table public.outbox_claims add column if not exists templates_at timestamptz;

-- The window of one number of ours, by which the conversation speaks: opened by what they wrote to it, whether that belongs to its own conversation with them or
-- to that of a number for which it stands in.
create or replace function public.window_on(p_via text, p_provider text, p_channel text, p_phone text)
returns timestamptz language sql stable set search_path = public as $$
	select case when p_provider = 'whatsapp_cloud' then coalesce((
		select case when s.window_closed_at >= m.received_at then '-infinity' else m.sent_at + interval '24 hours' end
		from (select i.sent_at, i.received_at from inbox i where i.channel in (p_via, p_channel) and coalesce(i.via, i.channel) = p_via and i.phone = p_phone
				and i.speaker = 'customer' and i.provider = p_provider and i.corrects is null and i.kind <> 'deletion' order by i.sent_at desc limit 1) m
			left join sessions s on s.channel = p_channel and s.phone = p_phone), '-infinity') end;
$$;

-- Until when one may write freely: null where the provider has no such window, the past where they never wrote to that number, or Meta said that it is closed
-- and they wrote nothing since. By the time that the provider gave the message, as believed when it came in; what corrects or deletes a message is none.
create or replace function public.window_until(p_channel text, p_phone text)
returns timestamptz language sql stable set search_path = public as $$
	select window_on(r.channel, r.provider, p_channel, p_phone) from route_of(p_channel, p_phone) r;
$$;

-- Whether a text may not be begun any more. A minute early: what is claimed takes a moment to go.
create or replace function public.window_is_shut(p_channel text, p_phone text, p_now timestamptz)
returns boolean language sql stable set search_path = public as $$
	select coalesce(window_until(p_channel, p_phone) <= p_now + interval '1 minute', false);
$$;

-- What a text is for: that is what templates are chosen by. Rows that say so themselves (`purpose`) come first.
create or replace function public.purpose_of(o public.outbox) returns text language sql immutable set search_path = public as $$
	select coalesce(o.payload ->> 'purpose', case
		when o.kind like 'notice%' then 'notice' when o.turn_id is not null then 'reply' when o.payload ->> 'speaker' = 'human' then 'attendant'
		when o.payload ? 'onboarding' then 'onboarding' else 'follow_up' end);
$$;

-- The template for a purpose: `name`, `language` and `values`, whose gaps ({primeiro_nome}, {nome}, {empresa}, {texto}) are filled in when it is claimed. News of a deal and
-- the question after an attendance go by that of follow-ups, which is for all that the company begins.
create or replace function public.template_outside(p_channel text, p_purpose text)
returns jsonb language sql stable set search_path = public as $$
	select c.templates -> p.purpose from outbox_claims c, (select case when p_purpose in ('crm_news', 'satisfaction') then 'follow_up' else p_purpose end as purpose) p
	where c.kind in ('whatsapp_text', 'notice') and c.channel in (p_channel, '') and c.templates ? p.purpose order by c.channel = '' limit 1;
$$;

-- The same as it is told: null where there is no window.
create or replace function public.window_told(p_channel text, p_phone text, p_now timestamptz)
returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object('open', w > p_now, 'until', case when isfinite(w) then w end, 'template', template_outside(p_channel, 'attendant') is not null)
	from window_until(p_channel, p_phone) w where w is not null;
$$;

-- Keeps what a claim says of templates, for Confirm and whoever else writes: those of notices with the claims of notices. A claim that says nothing (null) is no
-- word on them; one that names none takes those away that nobody named for ten minutes: another workflow may claim the same without knowing of them.
create or replace function public.note_templates(p_kinds text[], p_channel text, p_templates jsonb, p_now timestamptz)
returns void language sql set search_path = public as $$
	update outbox_claims c set templates = n.said, templates_at = p_now
	from (select k, case k when 'notice' then coalesce((select jsonb_build_object('notice', p_templates -> 'notice') where p_templates ? 'notice'), '{}')
			else p_templates - 'notice' end as said from unnest(array['whatsapp_text', 'notice']) k where k = any (p_kinds)) n
	where p_templates is not null and c.kind = n.k and c.channel = coalesce(p_channel, '')
		and (case when n.said = '{}' then c.templates <> '{}' and c.templates_at <= p_now - interval '10 minutes'
			else c.templates <> n.said or c.templates_at <= p_now - interval '1 minute' end);
$$;

-- ══ 50-outbox.sql ══
-- Every effect has a row before it happens, and is done by one worker at a time. Called by the outbox workflow and by whatever leaves an effect.

-- Puts effects into the outbox, each once: the same key again changes nothing. Returns the keys that are new.
create or replace function public.enqueue_outbox(p_rows jsonb, p_now timestamptz default now())
returns jsonb language sql set search_path = public as $$
	with added as (
		insert into outbox (idempotency_key, kind, channel, phone, payload, next_attempt_at, created_at, updated_at)
		select r ->> 'key', r ->> 'kind', r ->> 'channel', key_of(r ->> 'phone'), r -> 'payload', p_now, p_now, p_now from jsonb_array_elements(p_rows) r
		on conflict (idempotency_key) do nothing returning idempotency_key
	)
	select coalesce(jsonb_agg(idempotency_key), '[]') from added;
$$;

-- Something for a person was given up: the team is told, once; of a template that is refused once a day, as it is refused for everybody.
create or replace function public.tell_given_up(p_effect public.outbox, p_now timestamptz)
returns void language sql set search_path = public as $$
	select enqueue_outbox(jsonb_build_array(jsonb_build_object('kind', 'notice', 'channel', p_effect.channel, 'phone', p_effect.phone) || case
		when p_effect.refusal = 'fixTemplate' and p_effect.payload ? 'template' then jsonb_build_object(
			'key', concat_ws(':', 'template_refused', p_effect.channel, p_effect.payload #>> '{template,name}', (p_now at time zone 'America/Sao_Paulo')::date),
			'payload', jsonb_build_object('kind', 'template_refused', 'phone', p_effect.phone, 'reason', p_effect.payload #>> '{template,name}', 'error', p_effect.error))
		else jsonb_build_object('key', 'given_up:' || p_effect.id,
			'payload', jsonb_build_object('kind', 'given_up', 'phone', p_effect.phone, 'error', p_effect.error)) end), p_now);
$$;

-- When somebody's message last came or went in a chat, by our own clock.
create or replace function public.chat_moved_at(p_channel text, p_phone text)
returns timestamptz language sql stable set search_path = public as $$
	select greatest(
		(select max(received_at) from inbox where channel = p_channel and phone = p_phone and speaker <> 'agent'),
		(select max(updated_at) from outbox where channel = p_channel and phone = p_phone and kind = 'whatsapp_text' and status = 'sent'));
$$;

-- A claimed effect as its worker needs it.
create or replace function public.effect_of(o public.outbox)
returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object('outbox_id', o.id, 'idempotency_key', o.idempotency_key, 'kind', o.kind, 'channel', o.channel,
		'phone', o.phone, 'payload', o.payload, 'attempts', o.attempts, 'lease_token', o.lease_token, 'provider', o.provider,
		'send_to', address_of(o))
		-- Whom the company wants to hear of it, where the node that claims says nobody.
		|| case when o.kind like 'notice%' then jsonb_build_object('company_phone', team_phone_of(o.channel, o.payload ->> 'kind')) else '{}' end
		-- What the gaps of a template are filled in with.
		|| case when o.payload ? 'template' then jsonb_build_object('lead',
			(select jsonb_build_object('name', coalesce(l.name, l.whatsapp_name), 'company', l.company) from leads l where l.phone = o.phone)) else '{}' end;
$$;

-- Hands effects that are due to one worker, the oldest of each phone and kind first, so that a phone's are done in order. What a dead worker began: a
-- WhatsApp text may have been sent and becomes uncertain, unless the provider told so; anything else is tried again. Parts of a reply whose worker died before it began them are due once
-- the part before is settled and if the fence and the window still hold. `p_templates` and `p_team`: what goes out once a window is closed, and how notices
-- leave by WhatsApp (note_templates, notice_within_window). The same call again (its answer was lost) gets the same effects again, and no others.
-- `p_each_seconds`: texts alone are held for so long each, after a minute for all, so that what a few left waits for no lease of many; a file takes what it takes, and a
-- notice that is claimed again is told again. How long they are held is told (`lease_seconds`): nothing is begun after that.
create or replace function public.claim_outbox(
	p_kinds text[], p_limit integer, p_lease_seconds integer, p_channel text default null, p_now timestamptz default now(), p_phone text default null,
	p_key uuid default null, p_templates jsonb default null, p_team jsonb default null, p_each_seconds integer default null
) returns jsonb language plpgsql set search_path = public as $$
declare
	o outbox;
	s sessions;
	t turns;
	refused text;
	held interval := make_interval(secs => p_lease_seconds);
	claimed jsonb := '[]';
	mine bigint[] := '{}';
	takes_long boolean := false;
begin
	p_phone := key_of(p_phone);
	-- Whoever takes what is left for one person is no worker for all of it.
	if p_phone is null then
		perform note_claim(p_kinds, p_channel, p_now);
		perform begin_due_failovers(p_now);
		perform note_templates(p_kinds, p_channel, p_templates, p_now);
	end if;
	if p_key is not null then
		for o in select * from outbox where begun_by = p_key and status = 'sending' and lease_until > p_now and provider_message_id is null order by id loop
			claimed := claimed || (effect_of(o) || held_for(o.lease_until - p_now, p_each_seconds));
		end loop;
		if claimed <> '[]' then
			return claimed;
		end if;
	end if;
	for o in
		select * from outbox where status = 'sending' and lease_until <= p_now and kind = any (p_kinds) and is_channel_of(p_channel, channel)
			and (p_phone is null or phone = p_phone)
		for update skip locked
	loop
		if o.provider_message_id is not null then
			perform finish_outbox(o.id, o.lease_token, 'sent', null, null, null, true, 0, p_now);
		else
			-- A worker that is slow and not dead still knows what became of a text, until somebody else has found out.
			update outbox set lease_token = case when o.kind = 'whatsapp_text' then lease_token end, lease_until = null, error = 'The worker died while it was at it',
				updated_at = p_now, status = case when o.kind = 'whatsapp_text' then 'uncertain' else 'pending' end where id = o.id;
		end if;
	end loop;

	for o in
		select * from outbox b
		where b.kind = any (p_kinds) and is_channel_of(p_channel, b.channel) and (p_phone is null or b.phone = p_phone)
			and ((b.status = 'pending' and b.next_attempt_at <= p_now)
				or (b.status = 'queued' and b.next_attempt_at <= p_now and exists (select from turns x where x.id = b.turn_id and x.status not in ('open', 'confirmed'))))
			and not exists (select from outbox e where e.channel = b.channel and e.phone = b.phone and e.kind = b.kind and e.id < b.id
				-- A notice that is not due yet holds nobody up.
				and (e.kind <> 'notice' or e.attempts > 0 or e.next_attempt_at <= p_now)
				-- Nor does what waits for a day, what nobody asked for and is not due, or what waits for Meta to let the company begin anything.
				and not ((e.refusal is not distinct from 'waitDay' or (e.unasked_at is not null and e.status = 'pending')) and e.next_attempt_at > p_now)
				and not (e.refusal is not distinct from 'stopSending' and e.next_attempt_at > p_now and purpose_of(b) in ('reply', 'attendant'))
				and (e.status in ('pending', 'queued', 'sending') or (e.status = 'uncertain' and e.turn_id is not distinct from b.turn_id
					and not exists (select from outbox n where n.idempotency_key = 'uncertain:' || e.id))))
		order by b.id limit p_limit
		for update skip locked
	loop
		refused := null;
		if o.kind = 'whatsapp_text' then
			select * into s from sessions where channel = o.channel and phone = key_of(o.phone) for update;
			if not found then
				s.channel := o.channel;
				s.phone := key_of(o.phone);
			end if;
			if o.turn_id is not null then
				if team_writes(o.channel, o.phone) then
					continue;
				end if;
				select * into t from turns where id = o.turn_id;
				refused := fence_of(s, t, o.payload ? 'late');
				if refused is not null then
					perform discard_parts(o.turn_id, refused, s.mode_epoch, p_now);
					continue;
				end if;
			elsif o.payload ? 'mode_epoch' then
				-- What nobody asked for is not sent long after its time either.
				refused := coalesce(fence(s, (o.payload ->> 'mode_epoch')::int, false),
					case when (o.payload ->> 'until')::timestamptz < p_now then 'too_late' end);
				if refused is not null then
					update outbox set status = 'discarded', error = refused, updated_at = p_now where id = o.id;
					continue;
				end if;
			elsif o.payload ->> 'speaker' = 'human' and chat_moved_at(o.channel, o.phone) > p_now - interval '3 seconds' then
				-- A person's reply does not follow on another message within what the chat's clock can tell apart: a crash would leave nothing to tell by.
				continue;
			end if;
			continue when is_held_back(o, p_now) or unasked_stays(o, p_now);
			o := within_window(o, p_now);
		elsif o.kind = p_team ->> 'kind' then
			o := notice_within_window(o, p_team, p_now);
		end if;
		continue when o.id is null;
		update outbox set status = 'sending', payload = o.payload, attempts = attempts + 1, began_at = p_now, lease_token = gen_random_uuid(), begun_by = p_key,
			lease_until = p_now + held, updated_at = p_now
		where id = o.id returning * into o;
		claimed := claimed || effect_of(o);
		mine := mine || o.id;
		takes_long := takes_long or o.payload ? 'file' or o.kind <> 'whatsapp_text';
	end loop;
	if p_each_seconds is null then
		return claimed;
	end if;
	if not takes_long then
		held := least(held, make_interval(secs => 60 + p_each_seconds * cardinality(mine)));
		update outbox set lease_until = p_now + held where id = any (mine);
	end if;
	return coalesce((select jsonb_agg(e || held_for(held, p_each_seconds) order by n)
		from jsonb_array_elements(claimed) with ordinality as x (e, n)), '[]');
end $$;

-- For how long a claimed effect is held, whole seconds, for whoever asked for a lease by its number.
create or replace function public.held_for(p_left interval, p_each_seconds integer) returns jsonb language sql immutable set search_path = public as $$
	select case when p_each_seconds is null then '{}' else jsonb_build_object('lease_seconds', floor(extract(epoch from p_left))) end;
$$;

-- Writes what became of a claimed effect. Failed: it is tried again later, ever more seldom, until it has been tried often enough; then it is given up and the
-- team is told, once; at once where nothing will ever change it (`p_final`). What the operator must mend (a wrong token, a number that is disconnected) is no
-- try of a text: it waits for as long as that takes, and the integration is told of. Safe to repeat. Uncertain: nobody knows whether it was done; it is never done again by itself.
create or replace function public.finish_outbox(
	p_outbox_id bigint, p_lease_token uuid, p_status text, p_provider_message_id text default null, p_provider_queue_id text default null,
	p_error text default null, p_final boolean default false, p_max_attempts integer default 8, p_now timestamptz default now(),
	p_failure text default null, p_action text default null, p_said text default null
) returns jsonb language plpgsql set search_path = public as $$
declare
	o outbox;
	final text;
	waits boolean;
	again interval;
begin
	-- Of what the team was told that nobody knows, a person may have written it again.
	select * into o from outbox where id = p_outbox_id and lease_token = p_lease_token
		and (status = 'sending' or (status = 'uncertain' and (p_status = 'sent' or not told_uncertain(id)))) for update;
	if not found then
		select * into o from outbox where id = p_outbox_id and lease_token = p_lease_token and status in ('sent', 'failed');
		return case when found then finished(o, o.status) else jsonb_build_object('finished', false, 'reason', 'lease_lost') end;
	end if;
	-- A notice that may have arrived is given again: told twice is better than never.
	waits := o.kind = 'whatsapp_text' and p_status = 'failed' and p_final is not true and fault_of(p_failure) is not distinct from 'operator';
	-- Where the provider says what to do, that is done; else it is tried again, ever more seldom.
	if p_status = 'failed' and p_action is not null then
		again := take_refusal(o.id, p_action, p_now);
		p_final := p_final or again is null;
		select * into o from outbox where id = o.id;
	elsif p_said is not null and o.payload ? 'template' then
		update outbox set payload = payload || jsonb_build_object('said', p_said) where id = o.id returning * into o;
	end if;
	final := case when p_status = 'sent' or (p_status = 'uncertain' and o.kind = 'whatsapp_text') then p_status
		when p_final or (o.attempts >= p_max_attempts and not waits) then 'failed' else 'pending' end;
	if o.turn_id is not null and final <> 'pending' then
		perform record_part(o.id, final, p_provider_message_id, p_provider_queue_id, p_error, p_now, false, p_failure);
	else
		again := coalesce(again, case when waits then greatest(interval '30 seconds', least((p_now - o.created_at) / 2, interval '15 minutes'))
			else least(interval '30 seconds' * (2 ^ (o.attempts - 1)), interval '30 minutes') end);
		update outbox set status = case when final = 'pending' and turn_id is not null then 'queued' else final end,
			provider_message_id = coalesce(p_provider_message_id, provider_message_id),
			provider_queue_id = coalesce(p_provider_queue_id, provider_queue_id), error = p_error, lease_until = null,
			lease_token = case when final <> 'pending' then lease_token end, attempts = attempts - waits::int,
			next_attempt_at = p_now + again, updated_at = p_now
		where id = o.id;
		if o.kind = 'whatsapp_text' and final in ('sent', 'uncertain') then
			perform note_text(o, final, p_provider_message_id, p_now);
		elsif final = 'failed' then
			update conversations set status = 'failed' where outbox_id = o.id;
		end if;
		if final = 'failed' and o.kind not like 'notice%' then
			o.error := p_error;
			perform tell_given_up(o, p_now);
		end if;
		perform note_effect(o, p_status, p_failure, p_error, p_now);
	end if;
	return finished(o, final);
end $$;

-- What the worker of an effect learns: what it became, and whether more waits for the same person.
create or replace function public.finished(o public.outbox, p_status text)
returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object('finished', true, 'status', p_status, 'attempts', o.attempts, 'channel', o.channel, 'phone', o.phone,
		'more', exists (select from outbox where channel = o.channel and phone = o.phone and kind = 'whatsapp_text' and status = 'pending'));
$$;

-- ══ 51-refusals.sql ══
-- What is done about a refusal, by what the provider says to do (`Action` in the vendor's `errors.ts`; contract: errors[].action). Called by Record, Finish
-- Outbox and whatever takes a status in.

-- The same Brazilian mobile with, or without, its ninth digit; null for what has one form. The provider tries both where it is refused at once; here is what a
-- status tells later.
create or replace function public.other_form(p_address text) returns text language sql immutable set search_path = public as $$
	select case when p_address ~ '^\+?55\d\d9[6-9]\d{7}$' then regexp_replace(p_address, '^\+?(55\d\d)9(\d{8})$', '\1\2')
		when p_address ~ '^\+?55\d\d[6-9]\d{7}$' then regexp_replace(p_address, '^\+?(55\d\d)(\d{8})$', '\19\2') end;
$$;

-- After how long the same is tried again; null: never. `attempts` counts the refused one. An action that nobody here knows is of a newer node: as before, it is
-- tried ever more seldom.
create or replace function public.retry_after(o public.outbox, p_action text, p_now timestamptz)
returns interval language sql immutable set search_path = public as $$
	select case
		when p_action in ('fixRequest', 'fixTemplate', 'fixMedia', 'askNumber', 'confirmIdentity', 'doNotResend', 'optedOut', 'unreachable') then null
		-- Its template is there already: nothing else would come of it.
		when p_action = 'useTemplate' then case when not o.payload ? 'template' then interval '0' end
		when p_action = 'tryOtherForm' then interval '0'
		-- "Wait 4^n seconds."
		when p_action = 'pairLimit' then least(interval '1 second' * (4 ^ o.attempts), interval '1 hour')
		when p_action = 'wait' then least(interval '2 minutes' * (2 ^ (o.attempts - 1)), interval '1 hour')
		-- "Not for at least 24 hours; growing gaps after that."
		when p_action = 'waitDay' then case when o.attempts <= 3 then interval '24 hours' * (2 ^ (o.attempts - 1)) end
		-- The operator mends it: for as long as that takes.
		when p_action in ('renewToken', 'grantPermission', 'fixAccount', 'stopSending') then greatest(interval '30 seconds', least((p_now - o.created_at) / 2, interval '15 minutes'))
		else least(interval '30 seconds' * (2 ^ greatest(o.attempts - 1, 0)), interval '30 minutes') end;
$$;

-- Takes a refusal in: what it says of the window, of the person, of the address. Returns after how long the row is tried again; null: never.
-- Nobody is written to a second time who wants no marketing (as if they had said so in WhatsApp's menu), or whose number is not on WhatsApp in either form:
-- that holds until they write.
create or replace function public.take_refusal(p_outbox_id bigint, p_action text, p_now timestamptz)
returns interval language plpgsql set search_path = public as $$
declare
	o outbox;
	other text;
begin
	select * into o from outbox where id = p_outbox_id and status in ('sending', 'uncertain', 'sent');
	if not found then
		return null;
	end if;
	if p_action = 'tryOtherForm' then
		other := case when not o.payload ? 'other_form' then other_form(effect_of(o) ->> 'send_to') end;
		p_action := case when other is null then 'unreachable' else p_action end;
	end if;
	update outbox set refusal = p_action,
		payload = case when other is not null then payload || jsonb_build_object('to', other, 'other_form', true) else payload end
	where id = o.id returning * into o;
	if p_action = 'useTemplate' and not o.payload ? 'template' and o.kind = 'whatsapp_text' then
		update sessions set window_closed_at = greatest(window_closed_at, coalesce(o.began_at, p_now))
		where channel = o.channel and phone = o.phone;
	elsif p_action = 'optedOut' and o.kind = 'whatsapp_text' and not has_opted_out(o.phone) then
		-- The words by which Meta's own switch takes it back (`PREFERENCE_WORDS`).
		perform register_opt_out(o.phone, 'Meta: marketing_messages stop', p_now);
	end if;
	return retry_after(o, p_action, p_now);
end $$;

-- Whether a text that the company begins is not sent now: the person cannot be reached, or Meta holds the sender for a nuisance, which more of the same would
-- make worse. Replies and a person's words still go, and tell when it is over; after a day the others try too.
create or replace function public.is_held_back(o public.outbox, p_now timestamptz)
returns boolean language plpgsql set search_path = public as $$
declare
	way record;
begin
	if purpose_of(o) in ('reply', 'attendant', 'notice') then
		return false;
	end if;
	select * into way from route_of(o.channel, o.phone);
	if exists (select from outbox u where u.channel = o.channel and u.phone = o.phone and u.refusal = 'unreachable' and u.provider = way.provider
		and not exists (select from inbox i where i.channel = o.channel and i.phone = o.phone and i.speaker = 'customer' and i.received_at > u.updated_at))
	then
		update outbox set status = 'discarded', error = 'unreachable', updated_at = p_now where id = o.id;
		return true;
	elsif exists (select from integrations where channel = way.channel and reason = 'stopSending' and down_since > p_now - interval '1 day') then
		update outbox set next_attempt_at = p_now + interval '15 minutes', refusal = 'stopSending', updated_at = p_now where id = o.id;
		return true;
	end if;
	return false;
end $$;

-- The fault of a refusal that a status tells, where no vendor's kind of failure comes with it.
create or replace function public.failure_of(p_action text) returns text language sql immutable set search_path = public as $$
	select case when p_action in ('renewToken', 'grantPermission') then 'unauthorized' when p_action in ('fixAccount', 'stopSending') then 'notConnected' end;
$$;

-- ══ 51-uncertain.sql ══
-- Texts of which nobody knows whether they were sent. Called by Reconcile.

-- Whether the team was told of such a text: then a person looks, and nobody asks the provider again at each run.
create or replace function public.told_uncertain(p_outbox_id bigint) returns boolean language sql stable set search_path = public as $$
	select exists (select from outbox where idempotency_key = 'uncertain:' || p_outbox_id);
$$;

-- Texts of which nobody knows whether they were sent, with what is needed to find out: since when, and when somebody else last wrote there.
create or replace function public.uncertain_texts(p_after_seconds integer, p_channel text default null, p_now timestamptz default now())
returns jsonb language sql stable set search_path = public as $$
	select coalesce(jsonb_agg(jsonb_build_object('outbox_id', o.id, 'channel', o.channel, 'phone', o.phone, 'text', said_of(o),
			'provider', coalesce(o.provider, provider_of(o.channel, o.phone)),
			'send_to', case when o.via is null then coalesce(o.payload ->> 'to', o.phone) else address_of(o) end, 'began_at', coalesce(o.began_at, o.created_at), 'attempts', o.attempts,
			'last_known_at', greatest(
				-- What came or went by another number stands in another chat.
				(select max(i.sent_at) from inbox i where i.channel = o.channel and i.phone = o.phone and i.via is not distinct from o.via),
				(select max(c.sent_at) from conversations c
					where c.channel = o.channel and c.lead_phone = o.phone and c.role = 'assistant' and c.status = 'sent'
						and not exists (select from outbox w where w.id = c.outbox_id and w.via is distinct from o.via)),
				-- A person's reply stands in the history with the time at which it was written.
				(select max(x.updated_at) from outbox x
					where x.channel = o.channel and x.phone = o.phone and x.status = 'sent' and x.payload ->> 'speaker' = 'human'
						and x.via is not distinct from o.via))) order by o.id), '[]')
	from outbox o
	where o.status = 'uncertain' and o.kind = 'whatsapp_text' and is_channel_of(p_channel, o.channel)
		and o.updated_at <= p_now - make_interval(secs => p_after_seconds) and not told_uncertain(o.id);
$$;

-- Whether something else was said in the chat of a text since it was looked for there: by others after what was known then, or by us in a text that was begun later. The chat's
-- last message tells nothing of that text then.
create or replace function public.chat_moved_on(o public.outbox, p_known_at timestamptz) returns boolean language sql stable set search_path = public as $$
	select exists (select from inbox i where i.channel = o.channel and i.phone = o.phone and i.via is not distinct from o.via
			and i.sent_at > coalesce(p_known_at, '-infinity'))
		or exists (select from outbox w where w.channel = o.channel and w.phone = o.phone and w.via is not distinct from o.via and w.kind = 'whatsapp_text'
			and w.id <> o.id and w.began_at > greatest(o.began_at, p_known_at) and w.status in ('sending', 'uncertain', 'sent'));
$$;

-- Settles an uncertain text by what the provider knows of the chat: it was sent, or it was not and is due again. `p_attempts`: at which try that was found out (null: not
-- known); `p_known_at`: the last message of others that was known then (uncertain_texts). Two who look at the same time find the same: what the first one sent again is not what the second one asked about. Nor is anything settled where the customer wrote, or
-- was answered, between the look into the database and the one at the provider: what is the chat's last message then is another one.
create or replace function public.settle_text(
	p_outbox_id bigint, p_sent boolean, p_now timestamptz default now(), p_attempts integer default null, p_known_at timestamptz default null
)
returns jsonb language plpgsql set search_path = public as $$
declare
	o outbox;
begin
	if p_attempts is not null then
		-- Before the text itself, as whoever answers does: a reply that is confirmed at this moment sees that this one is due again, or is seen.
		perform from sessions s where exists (select from outbox w where w.id = p_outbox_id and w.channel = s.channel and w.phone = s.phone) for update;
	end if;
	select * into o from outbox where id = p_outbox_id and status = 'uncertain' and attempts = coalesce(p_attempts, attempts) for update;
	if not found then
		return jsonb_build_object('settled', false, 'reason', 'not_uncertain');
	end if;
	if p_attempts is not null and chat_moved_on(o, p_known_at) then
		return jsonb_build_object('settled', false, 'reason', 'moved_on');
	end if;
	if p_sent then
		perform record_part(o.id, 'sent', null, null, null, p_now);
		return jsonb_build_object('settled', true, 'done', 'sent');
	end if;
	delete from conversations where outbox_id = o.id and role = 'assistant';
	update conversations set status = 'received' where outbox_id = o.id;
	update outbox set status = case when turn_id is null then 'pending' else 'queued' end, lease_token = null, lease_until = null, error = null,
		next_attempt_at = p_now, updated_at = p_now
	where id = o.id;
	return jsonb_build_object('settled', true, 'done', 'send_again');
end $$;

-- Texts that stay uncertain after the provider has had time to tell: the team is told, once, or they are sent again.
create or replace function public.settle_uncertain(
	p_after_seconds integer, p_send_again boolean, p_channel text default null, p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
declare
	o outbox;
	settled jsonb := '[]';
	told jsonb;
begin
	for o in
		select * from outbox where status = 'uncertain' and kind = 'whatsapp_text' and is_channel_of(p_channel, channel)
			and updated_at <= p_now - make_interval(secs => p_after_seconds) and not told_uncertain(id)
		order by id for update skip locked
	loop
		-- By another number it would not even be seen to be the same message twice.
		if p_send_again and o.attempts < 3 and (select w.via from way_of(o.channel, o.phone, p_now) w) is not distinct from o.via then
			perform settle_text(o.id, false, p_now);
			settled := settled || jsonb_build_object('outbox_id', o.id, 'phone', o.phone, 'done', 'send_again');
		else
			told := enqueue_outbox(jsonb_build_array(jsonb_build_object('key', 'uncertain:' || o.id, 'kind', 'notice', 'channel', o.channel, 'phone', o.phone,
				'payload', jsonb_build_object('kind', 'uncertain_reply', 'phone', o.phone, 'message', said_of(o)))), p_now);
			if jsonb_array_length(told) > 0 then
				settled := settled || jsonb_build_object('outbox_id', o.id, 'phone', o.phone, 'done', 'told');
			end if;
		end if;
	end loop;
	return settled;
end $$;

-- ══ 52-notices.sql ══
-- Notices to the team, over more than one channel at once. Called by Claim Outbox.

-- Each channel has a row of its own, so that what one refuses is tried again there alone. Notices that are due get theirs, and those of the last hour: one may have
-- been claimed since it was written. The row's own key makes it one. Returns how many.
create or replace function public.copy_notices(p_kinds text[], p_channel text default null, p_now timestamptz default now())
returns integer language plpgsql set search_path = public as $$
declare
	copied integer;
begin
	insert into outbox (idempotency_key, kind, channel, phone, payload, next_attempt_at, created_at, updated_at)
	select k || ':' || o.idempotency_key, k, o.channel, o.phone, o.payload, p_now, o.created_at, p_now
	from outbox o cross join unnest(p_kinds) k
	where o.kind = 'notice' and o.status <> 'discarded' and (o.attempts > 0 or o.next_attempt_at <= p_now) and is_channel_of(p_channel, o.channel)
		and o.created_at > p_now - interval '1 day' and o.created_at > p_now - case o.status when 'pending' then interval '1 day' else interval '1 hour' end
		-- Most were copied by an earlier run.
		and not exists (select from outbox c where c.idempotency_key = k || ':' || o.idempotency_key)
	order by o.id
	on conflict (idempotency_key) do nothing;
	get diagnostics copied = row_count;
	return copied;
end $$;

-- ══ 52-window-shut.sql ══
-- What becomes of a text or a notice that is due while its window is closed. Called by Claim Outbox for each that it is about to hand out.

-- Meta refused this very row for it, and the person wrote nothing since: so it is, whatever we know of the conversation.
create or replace function public.was_refused_at_window(o public.outbox, p_phone text) returns boolean language sql stable set search_path = public as $$
	select o.refusal is not distinct from 'useTemplate' and not exists (select from inbox i where i.channel = o.channel and i.phone = p_phone and i.speaker = 'customer'
		and i.received_at > o.began_at);
$$;

-- Who must act is told: of a reply or of a person's words once a window, as somebody has to write to that customer; of what the company begins once a day and
-- purpose, as a template is missing for all of them.
create or replace function public.tell_window_closed(o public.outbox, p_now timestamptz)
returns void language sql set search_path = public as $$
	select enqueue_outbox(jsonb_build_array(jsonb_build_object('kind', 'notice', 'channel', o.channel, 'phone', o.phone,
		'key', case when p.purpose in ('reply', 'attendant')
			then concat_ws(':', 'window_closed', o.channel, o.phone, extract(epoch from (select s.last_customer_message from sessions s where s.channel = o.channel and s.phone = o.phone)))
			else concat_ws(':', 'window_closed', o.channel, p.purpose, (p_now at time zone 'America/Sao_Paulo')::date) end,
		'payload', jsonb_build_object('kind', 'window_closed', 'phone', o.phone, 'reason', p.purpose, 'message', left(o.payload ->> 'text', 500),
			'attendant', (select s.human_attendant from sessions s where s.channel = o.channel and s.phone = o.phone and s.mode = 'human'),
			'name', (select coalesce(l.name, l.whatsapp_name) from leads l where l.phone = o.phone)))), p_now)
	from (select purpose_of(o) as purpose) p;
$$;

-- A text that is due: as it is while the window is open, with its template once it is closed, and null where there is none: then it has ended. What has ended
-- stays so when the customer writes again: that is answered by whoever answers then; what still waited goes out as the text that it is.
-- A template is one message: it stands for all that is left of a reply.
create or replace function public.within_window(o public.outbox, p_now timestamptz)
returns public.outbox language plpgsql set search_path = public as $$
declare
	template jsonb;
	texts text[];
begin
	if o.payload ->> 'kind' = 'template' then
		return o;
	end if;
	if not (window_is_shut(o.channel, o.phone, p_now) or was_refused_at_window(o, o.phone)) then
		-- What was to go as one template goes as one text.
		o.payload := o.payload - '{template,said,rest}'::text[] || case when o.payload ? 'rest' then jsonb_build_object('text',
			concat_ws(E'\n\n', o.payload ->> 'text', (select string_agg(r, E'\n\n') from jsonb_array_elements_text(o.payload -> 'rest') r))) else '{}' end;
		return o;
	end if;
	template := template_outside(o.channel, purpose_of(o));
	if template is null then
		if o.turn_id is not null then
			perform discard_parts(o.turn_id, 'window_closed', (select mode_epoch from sessions where channel = o.channel and phone = o.phone), p_now);
		else
			update outbox set status = 'discarded', error = 'window_closed', updated_at = p_now where id = o.id;
			update conversations set status = 'failed' where outbox_id = o.id;
		end if;
		perform tell_window_closed(o, p_now);
		return null;
	end if;
	if o.turn_id is not null then
		with rest as (
			update outbox set status = 'discarded', error = 'in_template', updated_at = p_now
			where turn_id = o.turn_id and status = 'queued' and id <> o.id returning id, payload
		)
		select array_agg(payload ->> 'text' order by id) into texts from rest;
		o.payload := o.payload || jsonb_build_object('rest', to_jsonb(coalesce(array(select jsonb_array_elements_text(o.payload -> 'rest')), '{}') || coalesce(texts, '{}')));
	end if;
	o.payload := o.payload - 'said' || jsonb_build_object('template', template);
	return o;
end $$;

-- A notice that is due on WhatsApp. `p_team`: the `kind` of row that leaves by it, the team's `phone`, the kinds that are `personal`, and in how many `tries` an
-- attendant's own number is asked. Where the number that gets it never wrote, or long ago, a template goes out; without one it waits until they write or a
-- template is there, for a day at the most, and whoever runs it is told by any other way.
create or replace function public.notice_within_window(o public.outbox, p_team jsonb, p_now timestamptz)
returns public.outbox language plpgsql set search_path = public as $$
declare
	who constant text := key_of(coalesce(
		(select nullif(a.phone, '') from attendants a where a.id = o.payload ->> 'attendant' and o.attempts < (p_team ->> 'tries')::int
			and p_team -> 'personal' ? (o.payload ->> 'kind')),
		nullif(p_team ->> 'phone', ''), team_phone_of(o.channel, o.payload ->> 'kind')));
	template constant jsonb := template_outside(o.channel, 'notice');
	-- By the provider that notices of this conversation leave by, whoever gets them.
	shut constant boolean := coalesce((select provider from way_of(o.channel, null, p_now)), provider_of(o.channel, o.phone)) = 'whatsapp_cloud' and coalesce(who, '') <> '' and (was_refused_at_window(o, who)
		or coalesce(window_until(o.channel, who), '-infinity') <= p_now + interval '1 minute');
begin
	o.payload := o.payload - '{template,said}'::text[];
	if shut is true and template is null then
		update outbox set status = case when created_at <= p_now - interval '1 day' then 'discarded' else 'pending' end, error = 'window_closed',
			next_attempt_at = p_now + interval '5 minutes', updated_at = p_now where id = o.id;
		perform note_integration(o.channel, 'team_window', false, 'operator', 'window_closed', null, o.phone, p_now);
		return null;
	end if;
	perform note_integration(o.channel, 'team_window', true, null, null, null, o.phone, p_now);
	if shut is true then
		o.payload := o.payload || jsonb_build_object('template', template);
	end if;
	return o;
end $$;

-- ══ 53-integrations.sql ══
-- Integrations by what became of an effect or a turn, and whether the team can be told at all. Called by Record, Finish Outbox, Confirm and Claim Outbox.

-- What a vendor's kind of failure says of the integration: null where it is the fault of this one call.
create or replace function public.fault_of(p_failure text)
returns text language sql immutable set search_path = public as $$
	select case when p_failure in ('unauthorized', 'notConnected', 'misaddressed') then 'operator' when p_failure in ('unavailable', 'unreachable', 'timedOut') then 'passing' end;
$$;

-- Whose call an effect was; null where nobody can tell.
create or replace function public.integration_of(p_effect public.outbox)
returns text language sql stable set search_path = public as $$
	select case p_effect.kind
		when 'whatsapp_text' then coalesce(p_effect.provider, provider_of(p_effect.channel, p_effect.phone), 'zapi')
		when 'chatwoot_message' then 'chatwoot' when 'notice_chatwoot' then 'chatwoot' end;
$$;

-- Notes how the sending of an effect went. A success is of interest only where something fails.
create or replace function public.note_effect(p_effect public.outbox, p_status text, p_failure text, p_error text, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
declare
	fault constant text := fault_of(p_failure);
	name text;
begin
	if (p_status = 'sent' and not exists (select from integrations where channel = coalesce(p_effect.via, p_effect.channel) and failing_since is not null))
		or (p_status <> 'sent' and fault is null)
	then
		return;
	end if;
	name := integration_of(p_effect);
	if name is not null then
		-- Whoever is held for a nuisance is held back in what the company begins (is_held_back).
		perform note_integration(coalesce(p_effect.via, p_effect.channel), name, p_status = 'sent', fault, case p_effect.refusal when 'stopSending' then 'stopSending' else p_failure end,
			p_error, p_effect.phone, p_now);
	end if;
end $$;

-- Notes what became of asking the model for a turn, and of asking for the words of its audio. What lies in the words of one customer says nothing of it; where
-- another model answered, or a part of the work was left undone, that part is down and not the whole.
create or replace function public.note_model(p_channel text, p_phone text, p_findings jsonb, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
declare
	asked record;
	ok boolean;
	kind text;
begin
	for asked in
		select 'model' as name, p_findings -> 'model' as outcome where jsonb_typeof(p_findings -> 'model') = 'object'
		union all (select 'transcription', t -> 'model' from jsonb_array_elements(coalesce(p_findings -> 'transcriptions', '[]')) t
			where jsonb_typeof(t -> 'model') = 'object' limit 1)
	loop
		ok := (asked.outcome ->> 'ok')::boolean;
		kind := asked.outcome #>> '{failure,kind}';
		continue when ok is null or (kind is not null and kind not in ('operator', 'passing')) or (not ok and kind is null);
		perform note_integration(p_channel, asked.name, ok, case when not ok then kind end, asked.outcome #>> '{failure,reason}',
			asked.outcome #>> '{failure,sentence}', p_phone, p_now);
		if ok and asked.name = 'model' then
			perform note_integration(p_channel, 'model_partly', kind is null, kind, asked.outcome #>> '{failure,reason}',
				asked.outcome #>> '{failure,sentence}', p_phone, p_now);
		end if;
	end loop;
	-- A field of the nodes that could not be used in this turn, or none of them.
	if jsonb_typeof(p_findings -> 'setup') = 'object' then
		perform note_setup(p_channel, p_findings #>> '{setup,problem}', p_phone, p_now);
	end if;
end $$;

-- A number of ours came online, or is not any more, as its provider tells; what comes in from WhatsApp proves that it is.
create or replace function public.note_connection(
	p_channel text, p_provider text, p_connected boolean, p_reason text default null, p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
begin
	perform note_integration(p_channel, p_provider, p_connected, 'connection', 'disconnected', p_reason, null, p_now);
	return jsonb_build_object('noted', true);
end $$;

-- What WhatsApp brings proves that the number is connected.
create or replace function public.note_arrival(p_channel text, p_now timestamptz)
returns void language sql set search_path = public as $$
	select note_integration(channel, name, true, 'connection', null, null, null, p_now) from integrations
	where channel = p_channel and kind = 'connection' and down_since < p_now - interval '1 minute';
$$;

-- Integrations that are down, and of which no way is left to tell: the chosen ways are those that are down themselves, or none of them has taken the notice
-- for five minutes. Each once an episode. `p_ways`: the first has the notice itself, each further one a copy of its own; none is not known.
create or replace function public.untold_integrations(p_ways text[], p_channel text default null, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	i integrations;
	way text;
	untold jsonb := '[]';
begin
	for i in
		select * from integrations where down_since is not null and raised_at is null and told_at <= p_now and (p_channel is null or channel = p_channel)
		order by down_since, name for update skip locked
	loop
		-- Where another number stands in for it, the way is not lost.
		way := case when i.name in ('zapi', 'whatsapp_cloud', 'team_window')
			and not (i.name = 'zapi' and exists (select from failovers where channel = i.channel and enabled)) then 'whatsapp' else i.name end;
		continue when exists (select from outbox o
			where o.idempotency_key in (i.notice, 'notice_whatsapp:' || i.notice, 'notice_slack:' || i.notice, 'notice_chatwoot:' || i.notice)
				and o.status = 'sent' and way is distinct from case o.kind when 'notice' then p_ways[1] else substr(o.kind, 8) end);
		continue when i.told_at > p_now - interval '5 minutes' and (coalesce(cardinality(p_ways), 0) = 0 or array_remove(p_ways, way) <> '{}');
		update integrations set raised_at = p_now where channel = i.channel and name = i.name;
		untold := untold || jsonb_build_object('channel', i.channel, 'integration', i.name, 'since', i.down_since, 'reason', i.reason, 'error', i.sentence);
	end loop;
	return untold;
end $$;

-- The database itself was out of reach and answers again: told once, by whoever finds it so.
create or replace function public.note_outage(p_since timestamptz, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	at_channel text;
	at_phone text;
begin
	if not pg_try_advisory_xact_lock(hashtext('public.integrations'), hashtext('supabase'))
		or (select updated_at from settings where key = 'supabase_outage') > p_now - interval '15 minutes'
	then
		return jsonb_build_object('told', false);
	end if;
	insert into settings (key, value, updated_at) values ('supabase_outage', to_jsonb(p_since), p_now)
	on conflict (key) do update set value = excluded.value, updated_at = p_now;
	select channel, phone into at_channel, at_phone from sessions where not is_trial(channel) order by updated_at desc limit 1;
	perform enqueue_outbox(jsonb_build_array(jsonb_build_object('key', 'integration_up:supabase:' || extract(epoch from p_now), 'kind', 'notice',
		'channel', coalesce(at_channel, 'default'), 'phone', coalesce(at_phone, ''), 'payload', jsonb_build_object('kind', 'integration_up',
			'phone', coalesce(at_phone, ''), 'integration', 'supabase', 'since', p_since, 'until', p_now))), p_now);
	return jsonb_build_object('told', true);
end $$;

-- ══ 54-unclaimed.sql ══
-- What is due in the outbox and taken by nobody: the workflow whose work it is is not published, or ends before it begins. So are customers who wait for a
-- turn (`turn`). Written by every claim; asked for by whatever runs, once a minute: the Conversation Trigger, Sweep, Monitor.

create index if not exists outbox_unclaimed on public.outbox (kind, next_attempt_at) where status in ('pending', 'queued');

-- Somebody asks for effects: written once a minute. What nobody took for a while is over before any of it is claimed, so that a notice of it which nobody has
-- read is none any more.
create or replace function public.note_claim(p_kinds text[], p_channel text, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
begin
	insert into outbox_claims as c (kind, channel, claimed_at)
	select k, coalesce(p_channel, ''), p_now from (select distinct unnest(p_kinds) as k) asked
	where k not like 'notice\_%' and not exists (select from outbox_claims where kind = k and channel = coalesce(p_channel, '') and claimed_at > p_now - interval '1 minute')
	order by k
	on conflict (kind, channel) do update set claimed_at = greatest(c.claimed_at, excluded.claimed_at);
	perform note_integration(channel, name, true, null, null, null, null, p_now) from integrations
	where name = any (select 'outbox_' || unnest(p_kinds)) and down_since is not null and (p_channel is null or channel = p_channel);
end $$;

-- The oldest effect of a kind that has been due for so long and that nobody asked for meanwhile; of a channel for trying things out there may be no worker.
-- What the CRM or Chatwoot would get is nobody's any more once nobody has asked for it for a day: then it was switched off; so are turns where no agent answers.
create or replace function public.unclaimed_effect(p_kind text, p_for interval, p_channel text, p_now timestamptz)
returns table (channel text, since timestamptz) language sql stable set search_path = public as $$
	select w.channel, w.since from (
		select o.channel, o.next_attempt_at as since from outbox o
		where o.kind = p_kind and o.status in ('pending', 'queued') and o.next_attempt_at <= p_now - p_for
			-- A notice of this very thing is nothing that anybody waits for.
			and o.payload ->> 'integration' is distinct from 'outbox_notice' and not is_trial(o.channel) and (p_channel is null or o.channel = p_channel)
			and (o.status = 'pending' or not exists (select from turns t where t.id = o.turn_id and t.status in ('open', 'confirmed')))
		union all
		select d.channel, d.due_at from due_conversations(p_channel, 0, 0) d where p_kind = 'turn' and d.due_at <= p_now - p_for
	) w
	where not exists (select from outbox_claims c where c.kind = p_kind and c.channel = '' and c.claimed_at > p_now - p_for)
		and not exists (select from outbox_claims c where c.kind = p_kind and c.channel = w.channel and c.claimed_at > p_now - p_for)
		and (p_kind in ('notice', 'whatsapp_text') or exists (select from outbox_claims c
			where c.kind = p_kind and c.channel in ('', w.channel) and c.claimed_at > p_now - interval '1 day'))
	order by w.since limit 1;
$$;

-- Looks at the outbox, once a minute whoever asks. What stays unclaimed for ten minutes counts as down; so long somebody must have looked: while everything stood
-- still, or the database was out of reach, nobody could claim anything. Told once while it lasts (`untold`: by whoever gets it), by notice too, and what is
-- `down` is in every answer. Of several numbers of ours that one worker leaves alone it is told of one.
create or replace function public.look_at_outbox(p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	lasting constant interval := '10 minutes';
	looks constant settings := (select s from settings s where s.key = 'outbox_looked');
	watched timestamptz := coalesce((looks.value ->> 'since')::timestamptz, p_now);
	of_kind text;
	oldest record;
	waiting integer;
	i integrations;
	untold jsonb := '[]';
begin
	if (looks.updated_at is null or looks.updated_at <= p_now - interval '55 seconds')
		and pg_try_advisory_xact_lock(hashtext('public.outbox'), hashtext('look'))
	then
		if looks.updated_at is null or looks.updated_at < p_now - lasting / 2 then
			watched := p_now;
		end if;
		insert into settings (key, value, updated_at) values ('outbox_looked', jsonb_build_object('since', watched), p_now)
		on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at;
		perform finish_joins(p_now);
		perform note_rates(p_now);
		foreach of_kind in array array['chatwoot_message', 'crm_sync', 'notice', 'turn', 'whatsapp_text'] loop
			select * into i from integrations where name = 'outbox_' || of_kind and down_since is not null limit 1;
			if i.name is not null then
				-- What is not due any more was taken off: it is over, though nothing works again that did not.
				if not exists (select from unclaimed_effect(of_kind, lasting, i.channel, p_now)) then
					perform take_back(i.notice, 'Nothing waits any more', p_now);
					update integrations set failing_since = null, failures = 0, down_since = null, kind = null, reason = null, raised_at = null
					where channel = i.channel and name = i.name;
				end if;
				continue;
			end if;
			select * into oldest from unclaimed_effect(of_kind, lasting, null, p_now);
			continue when oldest.since is null or watched > p_now - lasting;
			waiting := (select count(*) from (
				(select from outbox where kind = of_kind and status in ('pending', 'queued') and next_attempt_at <= p_now limit 100)
				union all (select from due_conversations(null, 0, 0) where of_kind = 'turn' and due_at <= p_now limit 100)) w);
			perform note_integration(oldest.channel, 'outbox_' || of_kind, false, 'operator', 'unclaimed', null, null, p_now);
			update integrations set raised_at = p_now where channel = oldest.channel and name = 'outbox_' || of_kind and down_since is not null;
			continue when not found;
			untold := untold || jsonb_build_object('kind', of_kind, 'channel', oldest.channel, 'since', oldest.since, 'waiting', waiting);
		end loop;
	end if;
	return jsonb_build_object('untold', untold, 'down', (select coalesce(jsonb_agg(substr(name, 8) order by name), '[]') from integrations
		where name like 'outbox\_%' and down_since is not null));
end $$;

-- ══ 55-prices.sql ══
-- What is paid for, and from which day on: messages of the official API, and the words and minutes of models. Written by Set Message Prices, Set Model Prices and the form of the company, read
-- by whatever reckons (message_costs, model_costs, the report).

-- The prices are the operator's to keep, in the currency of their own bill; none stands in the code. `kind`: `message`, by category, a message; `model_input` and
-- `model_output`, by the model's name, a million tokens; `model_audio`, by the model's name, a minute. `prefix`: digits with which the phone begins, where countries
-- differ. `valid_from`: a day, in Brazil.
create table if not exists public.prices (
	kind text not null check (kind in ('message', 'model_input', 'model_output', 'model_audio')),
	name text not null check (name <> ''),
	prefix text not null default '',
	price numeric not null check (price >= 0),
	currency text not null check (currency <> ''),
	valid_from date not null,
	primary key (kind, name, prefix, valid_from)
);

-- Prices of messages stood in a setting before: they move here, once.
with moved as (
	delete from public.settings where key = 'message_prices' returning value
)
insert into public.prices (kind, name, prefix, price, currency, valid_from)
select 'message', p ->> 'category', coalesce(p ->> 'prefix', ''), (p ->> 'price')::numeric, p ->> 'currency', (p ->> 'valid_from')::date
from moved cross join jsonb_array_elements(moved.value) p
on conflict do nothing;

-- Replaces the whole list of some kinds. Of two prices for the same from the same day on the last one counts.
create or replace function public.replace_prices(p_kinds text[], p_prices jsonb) returns void language sql set search_path = public as $$
	delete from prices where kind = any (p_kinds);
	insert into prices (kind, name, prefix, price, currency, valid_from)
	select distinct on (p.kind, p.name, coalesce(p.prefix, ''), p.valid_from) p.kind, p.name, coalesce(p.prefix, ''), p.price, p.currency, p.valid_from
	from jsonb_array_elements(p_prices) with ordinality as e (value, n)
	cross join jsonb_to_record(e.value) as p (kind text, name text, prefix text, price numeric, currency text, valid_from date)
	where p.kind = any (p_kinds)
	order by 1, 2, 3, p.valid_from, e.n desc;
$$;

-- The prices of messages as the operation takes them: category, price, currency, valid_from and, where countries differ, prefix.
create or replace function public.set_message_prices(p_prices jsonb, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
begin
	perform replace_prices(array['message'], (select coalesce(jsonb_agg(p || jsonb_build_object('kind', 'message', 'name', p -> 'category')), '[]')
		from jsonb_array_elements(p_prices) p));
	return jsonb_build_object('prices', p_prices);
end $$;

-- The same of models: model, input and output (a million tokens), audio (a minute), currency, valid_from. What is not given has no price.
create or replace function public.set_model_prices(p_prices jsonb) returns jsonb language plpgsql set search_path = public as $$
begin
	perform replace_prices(array['model_input', 'model_output', 'model_audio'], (
		select coalesce(jsonb_agg(p || jsonb_build_object('kind', k.kind, 'name', lower(p ->> 'model'), 'price', p -> k.given)), '[]')
		from jsonb_array_elements(p_prices) p
		cross join (values ('model_input', 'input'), ('model_output', 'output'), ('model_audio', 'audio')) as k (kind, given)
		where jsonb_typeof(p -> k.given) = 'number'));
	return jsonb_build_object('prices', p_prices);
end $$;

-- The prices of messages in one value, for who reckons with many of them.
create or replace function public.message_prices() returns jsonb language sql stable set search_path = public as $$
	select coalesce(jsonb_agg(jsonb_build_object('category', name, 'price', price, 'currency', currency, 'valid_from', valid_from, 'prefix', prefix)), '[]')
	from prices where kind = 'message';
$$;

-- What something of a model cost at a time: its price then, a unit. No row: nobody entered one.
create or replace function public.model_price(p_kind text, p_model text, p_at timestamptz) returns public.prices language sql stable set search_path = public as $$
	select p from prices p
	where p.kind = p_kind and p.name = lower(p_model) and p.valid_from <= (p_at at time zone 'America/Sao_Paulo')::date
	order by p.valid_from desc limit 1;
$$;

-- Prices of models as a company tells them in one place, without days: what differs from what holds today holds from today on, and the first price of a model from
-- the beginning. Called by save_company.
create or replace function public.told_model_prices(p_prices jsonb, p_now timestamptz) returns void language sql set search_path = public as $$
	insert into prices (kind, name, price, currency, valid_from)
	select k.kind, lower(p ->> 'model'), (p ->> k.given)::numeric, p ->> 'currency',
		case when exists (select from prices o where o.kind = k.kind and o.name = lower(p ->> 'model')) then (p_now at time zone 'America/Sao_Paulo')::date else '2020-01-01' end
	from jsonb_array_elements(case jsonb_typeof(p_prices) when 'array' then p_prices else '[]' end) p
	cross join (values ('model_input', 'input'), ('model_output', 'output')) as k (kind, given)
	where jsonb_typeof(p -> k.given) = 'number' and coalesce(p ->> 'model', '') <> '' and coalesce(p ->> 'currency', '') <> ''
		and not exists (select from model_price(k.kind, p ->> 'model', p_now) h where h.price = (p ->> k.given)::numeric and h.currency = p ->> 'currency')
	on conflict (kind, name, prefix, valid_from) do update set price = excluded.price, currency = excluded.currency;
$$;

-- ══ 55-statuses.sql ══
-- How far a message of ours got, as a provider tells that gives our own key back (the Cloud API's `biz_opaque_callback_data`): no guess is needed. Called by
-- the WhatsApp Cloud Trigger and by Receive.

-- The farthest that was told, and when; what it costs, in the provider's words: pricing model, category and type.
alter table public.outbox add column if not exists delivery text;
alter table public.outbox add column if not exists delivery_at timestamptz;
alter table public.outbox add column if not exists pricing jsonb;

-- Statuses come twice and in any order: only a higher rank overwrites. That it failed is told after it was sent, and is wrong where it arrived all the same.
-- Null for what is no status of a message that went out.
create or replace function public.delivery_rank(p_status text) returns integer language sql immutable set search_path = public as $$
	select case p_status when 'sent' then 1 when 'failed' then 2 when 'delivered' then 3 when 'read' then 4 when 'played' then 5 end;
$$;

-- What a status is about: by our key, else by the id that the provider gave the message. Both are known to us and the provider alone, whichever channel it
-- went out by.
create or replace function public.outbox_of_status(p_status jsonb) returns public.outbox language sql stable set search_path = public as $$
	select o.* from outbox o
	where o.idempotency_key = p_status ->> 'key' or o.provider_message_id = p_status ->> 'message_id'
	order by o.idempotency_key = p_status ->> 'key' desc nulls last, o.id limit 1;
$$;

-- Notes how far a message got, where that is farther than what is known of it; null where it is not. A try that came to nothing is told of again and out of order, while the
-- next one is on its way under the same key. The row is held by its caller.
create or replace function public.note_delivery(o public.outbox, p_status jsonb, p_now timestamptz) returns public.outbox language plpgsql set search_path = public as $$
declare
	told constant text := p_status ->> 'status';
	message_id constant text := nullif(p_status ->> 'message_id', '');
begin
	if delivery_rank(told) <= delivery_rank(o.delivery) or (told in ('sent', 'failed') and o.payload -> 'undelivered' ? message_id) then
		update outbox set pricing = coalesce(pricing, nullif(p_status -> 'pricing', 'null')) where id = o.id;
		return null;
	end if;
	update outbox set delivery = told, delivery_at = moment_of(p_status -> 'at', p_now), pricing = coalesce(pricing, nullif(p_status -> 'pricing', 'null')),
		provider_message_id = coalesce(provider_message_id, message_id), updated_at = p_now
	where id = o.id returning * into o;
	return o;
end $$;

-- Takes a status in. `p_status`: channel, phone and ids (of the person, as in a message), message_id, key, status, at, pricing, and error and action (what is to
-- be done about it) where it failed.
-- A text of which nobody knew whether it was sent is settled by any status: it went out; and is not sent again, though it was due to be.
create or replace function public.settle_status(p_status jsonb, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	told constant text := p_status ->> 'status';
	o outbox := outbox_of_status(p_status);
	noted outbox;
	who text;
	before text;
begin
	if o.id is null or delivery_rank(told) is null then
		perform note_arrival(p_status ->> 'channel', p_now);
		return jsonb_build_object('settled', false, 'reason', case when o.id is null then 'not_ours' else 'unknown_status' end);
	end if;
	if o.kind = 'whatsapp_text' and jsonb_typeof(p_status -> 'ids') = 'array' and coalesce(p_status ->> 'phone', '') <> '' then
		who := resolve_contact(p_status -> 'ids', p_status ->> 'phone', p_now);
		if who <> key_of(o.phone) and may_be_one(who, key_of(o.phone)) then
			perform join_contacts(who, o.phone, 'message', p_now);
		end if;
	end if;
	perform note_arrival(p_status ->> 'channel', p_now);
	select * into o from outbox where id = o.id for update;
	before := o.delivery;
	noted := note_delivery(o, p_status, p_now);
	if noted.id is null then
		return jsonb_build_object('settled', false, 'reason', 'known', 'outbox_id', o.id);
	end if;
	o := noted;
	if told = 'failed' then
		perform note_undelivered(o, left(p_status ->> 'error', 500), p_now, nullif(p_status ->> 'action', ''));
	elsif o.kind = 'whatsapp_text' and (o.status = 'uncertain' or (o.status in ('pending', 'queued') and o.attempts > 0)) then
		-- Due once more, because it was thought lost: it was not.
		update outbox set status = 'uncertain' where id = o.id;
		perform record_part(o.id, 'sent', o.provider_message_id, null, null, p_now);
	elsif before = 'failed' and o.status = 'failed' then
		update outbox set status = 'sent', error = null, refusal = null where id = o.id;
		update conversations set status = 'sent' where outbox_id = o.id;
	end if;
	perform counted_receipts(jsonb_build_array(receipt_counts(o, before, told)));
	return jsonb_build_object('settled', true, 'outbox_id', o.id);
end $$;

-- Whether a status says how far a message got and nothing more: no failure and no end of one, no word on a send of which nobody knew, no id that is new of the person. A phone is
-- its own key without a row.
create or replace function public.is_plain_status(o public.outbox, p_status jsonb) returns boolean language sql stable set search_path = public as $$
	select p_status ->> 'status' <> 'failed' and o.delivery is distinct from 'failed'
		and not (o.kind = 'whatsapp_text' and (o.status = 'uncertain' or (o.status in ('pending', 'queued') and o.attempts > 0)))
		and not (o.kind = 'whatsapp_text' and jsonb_typeof(p_status -> 'ids') = 'array' and coalesce(p_status ->> 'phone', '') <> ''
			and exists (select from ids_of(p_status -> 'ids', p_status ->> 'phone') i left join contact_ids c using (kind, value)
				where coalesce(c.key, case when i.kind = 'phone' then i.value end) is distinct from key_of(o.phone)));
$$;

-- Takes in those of many statuses that are plain, as settle_status would each: a delivery has hundreds, and this is one call. What came of each, in their order; null for one
-- that is to be taken in by itself, as it does more, or as somebody else has its message at hand: who holds hundreds waits for nobody, in the order of their ids.
create or replace function public.settle_statuses(p_statuses jsonb, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	ids constant bigint[] := array(select (outbox_of_status(s)).id from jsonb_array_elements(p_statuses) with ordinality as given (s, n) order by n);
	held bigint[];
	one record;
	o outbox;
	noted outbox;
	outcome jsonb;
	outcomes jsonb := '[]';
	counts jsonb := '[]';
begin
	perform note_arrival(channel, p_now) from (select distinct s ->> 'channel' as channel from jsonb_array_elements(p_statuses) s order by 1) c;
	held := array(select id from outbox where id = any (ids) order by id for update skip locked);
	for one in select s as status, ids[n] as id from jsonb_array_elements(p_statuses) with ordinality as given (s, n) order by n loop
		select * into o from outbox where id = one.id;
		if one.id is null or delivery_rank(one.status ->> 'status') is null then
			outcome := jsonb_build_object('settled', false, 'reason', case when one.id is null then 'not_ours' else 'unknown_status' end);
		elsif not one.id = any (held) or not is_plain_status(o, one.status) then
			outcome := null;
		else
			noted := note_delivery(o, one.status, p_now);
			outcome := jsonb_strip_nulls(jsonb_build_object('settled', noted.id is not null, 'reason', case when noted.id is null then 'known' end, 'outbox_id', one.id));
			if noted.id is not null then
				counts := counts || receipt_counts(noted, o.delivery, noted.delivery);
			end if;
		end if;
		outcomes := outcomes || coalesce(outcome, 'null');
	end loop;
	-- Not seen for a day, and seen now: of persons alone that nobody else has at hand.
	update contact_ids c set last_seen = p_now from (
		select kind, value from contact_ids where last_seen < p_now - interval '1 day' and (kind, value) in (
			select i.kind, i.value from jsonb_array_elements(p_statuses) with ordinality as given (s, n)
			cross join ids_of(s -> 'ids', s ->> 'phone') i where outcomes -> (n - 1)::int <> 'null' and ids[n] is not null and jsonb_typeof(s -> 'ids') = 'array')
		order by 1, 2 for update skip locked
	) seen where c.kind = seen.kind and c.value = seen.value;
	perform counted_receipts(counts);
	return outcomes;
end $$;

-- The provider took it and could not deliver it. Where it says what is to be done, that is done: it surely did not arrive. Else it failed in the history, and the
-- team is told, once. What a worker has at hand is his to record as sent; one that was sent already is not any more.
create or replace function public.note_undelivered(o public.outbox, p_error text, p_now timestamptz, p_action text default null)
returns void language plpgsql set search_path = public as $$
declare
	again interval;
begin
	if p_action is not null and o.status in ('sending', 'uncertain', 'sent') then
		again := take_refusal(o.id, p_action, p_now);
		select * into o from outbox where id = o.id;
		if again is not null and o.kind = 'whatsapp_text' and (o.attempts < 8 or failure_of(p_action) is not null) then
			perform send_again(o, p_error, p_action, again, p_now);
			return;
		end if;
	end if;
	if o.kind = 'whatsapp_text' and o.status in ('sending', 'uncertain') then
		perform record_part(o.id, 'failed', o.provider_message_id, null, p_error, p_now);
	elsif o.status = 'sent' then
		update outbox set status = 'failed', error = p_error where id = o.id;
		update conversations set status = 'failed' where outbox_id = o.id;
		if o.kind = 'whatsapp_text' then
			o.error := p_error;
			perform tell_given_up(o, p_now);
		end if;
	end if;
end $$;

-- What did not arrive is due once more: under the same key, and as another message of the provider's. What a template stands for from now on stays in the history
-- as what failed.
create or replace function public.send_again(o public.outbox, p_error text, p_action text, p_after interval, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
begin
	update outbox set status = case when turn_id is null then 'pending' else 'queued' end, delivery = null, delivery_at = null, pricing = null, provider_message_id = null,
		provider_queue_id = null, lease_token = null, lease_until = null, error = p_error, next_attempt_at = p_now + p_after, updated_at = p_now,
		payload = payload || jsonb_build_object('late', true,
			'undelivered', coalesce(payload -> 'undelivered', '[]') || coalesce(to_jsonb(o.provider_message_id), '[]'))
	where id = o.id;
	if o.turn_id is not null then
		update turns set status = 'confirmed' where id = o.turn_id and status = 'sent';
		perform leave_to_outbox(o.turn_id, p_now);
	end if;
	update conversations set status = case role when 'human' then 'received' else 'failed' end,
		outbox_id = case when p_action = 'useTemplate' and role = 'assistant' then null else outbox_id end where outbox_id = o.id;
	perform note_effect(o, 'failed', failure_of(p_action), p_error, p_now);
end $$;

-- ══ 56-costs.sql ══
-- What conversations cost. Meta charges each delivered message by its category and by the country of who gets it, and tells the category with a status, never an
-- amount (notes: rate, tiers, price); what a category costs stands in `prices`. Called by Get Cost and the report.

-- What went out by the official API, when: a row for each message, with its turn, its status and its pricing.
create index if not exists outbox_costs on public.outbox (began_at) where provider = 'whatsapp_cloud';
create index if not exists outbox_costs_person on public.outbox (phone, began_at) where provider = 'whatsapp_cloud';

-- The price of one message: of those that held at that time the one for the longest beginning of the phone, and the newest. Null: nobody entered one.
create or replace function public.message_price(p_prices jsonb, p_category text, p_phone text, p_at timestamptz)
returns jsonb language sql immutable set search_path = public as $$
	select p from jsonb_array_elements(p_prices) p
	where p ->> 'category' = p_category and starts_with(p_phone, coalesce(p ->> 'prefix', ''))
		and (p ->> 'valid_from')::date <= (p_at at time zone 'America/Sao_Paulo')::date
	order by length(coalesce(p ->> 'prefix', '')) desc, (p ->> 'valid_from')::date desc limit 1;
$$;

-- Whether a message is charged. By its type; the older `billable` where that is all that was told; null while no status told either.
create or replace function public.is_billed(p_pricing jsonb) returns boolean language sql immutable set search_path = public as $$
	select case when nullif(p_pricing ->> 'type', '') is not null then p_pricing ->> 'type' = 'regular' else (p_pricing ->> 'billable')::boolean end;
$$;

-- What the messages of a conversation (`p_channel` and `p_phone`), of a person (`p_phone` alone), of a number of ours or of a period cost: how many there are by
-- category and type, how many of them are charged, and the money by currency. Nothing is 0 because it is not known: a category without a price, and a message of
-- which no status told the category, have no `amount`; `unknown` counts them, and `complete` tells that there are none. Notices about a conversation are costs of
-- it. What did not arrive costs nothing, and is not counted. What is not asked for is no part of the statement, so that an index answers the rest.
create or replace function public.message_costs(
	p_channel text default null, p_phone text default null, p_from timestamptz default null, p_until timestamptz default null
) returns jsonb language plpgsql stable set search_path = public as $$
declare
	prices constant jsonb := message_prices();
	wanted constant text := concat(case when p_channel is not null then ' and o.channel = $2' end, case when p_phone is not null then ' and o.phone = $3' end,
		case when p_from is not null then ' and o.began_at >= $4' end, case when p_until is not null then ' and o.began_at < $5' end);
	costs jsonb;
begin
	execute $sum$
		with sent as materialized (
			select nullif(o.pricing ->> 'category', '') as category, nullif(o.pricing ->> 'type', '') as type, o.turn_id, is_billed(o.pricing) as billed,
				message_price($1, o.pricing ->> 'category', o.phone, o.began_at) as price
			from outbox o
			where o.provider = 'whatsapp_cloud' and o.status in ('sent', 'uncertain') and o.delivery is distinct from 'failed'
				and o.provider_message_id is not null$sum$ || wanted || $sum$
		), grouped as (
			select category, type, case when billed then price ->> 'currency' end as currency, count(*) as messages, count(*) filter (where billed) as billable,
				count(*) filter (where billed is null or (billed and price is null)) as unknown, sum((price ->> 'price')::numeric) filter (where billed) as amount
			from sent group by 1, 2, 3
		)
		select jsonb_build_object(
			'messages', coalesce(sum(messages), 0), 'billable', coalesce(sum(billable), 0), 'unknown', coalesce(sum(unknown), 0),
			'complete', coalesce(sum(unknown), 0) = 0, 'turns', (select count(distinct turn_id) from sent),
			'amounts', coalesce((select jsonb_object_agg(a.currency, a.total)
				from (select currency, sum(amount) as total from grouped where currency is not null group by 1) a), '{}'),
			'categories', coalesce(jsonb_agg(jsonb_build_object('category', category, 'type', type, 'messages', messages, 'billable', billable,
				'unknown', unknown, 'amount', case when unknown = 0 then coalesce(amount, 0) end, 'currency', currency) order by category, type, currency), '[]'))
		from grouped$sum$
	into costs using prices, p_channel, key_of(p_phone), p_from, p_until;
	return costs;
end $$;

-- ══ 56-health.sql ══
-- What a look at everything that the product depends on found, of each thing the newest: written by the node Health, read by it and by `GET /health`. Failures that
-- somebody can mend are noted in `integrations` like those that a call of the product met, so that the team is told once when it begins and once when it is over.

create table if not exists public.health_checks (
	channel text not null,
	-- zapi, zapi_url, whatsapp_cloud, chatwoot, piperun, atendeaqui, model, supabase, schema, team_phone (and which), outbox_ and a kind of effect.
	name text not null,
	outcome text not null check (outcome in ('ok', 'degraded', 'timeout', 'unreachable', 'error')),
	reason text,
	-- In Portuguese, for the team.
	sentence text,
	ms integer,
	-- Since when it is so.
	since timestamptz not null,
	checked_at timestamptz not null,
	-- Whether what stands in `integrations` was noted by a look first: then a look that finds it well ends it. What a call of the product met, a call ends: the
	-- account of a model answers a look, and may refuse what the agent asks.
	begun boolean not null default false,
	primary key (channel, name)
);

-- Keeps what was found, and tells the team on change where it is to (p_tell). `p_checks`: name, outcome, reason, sentence, ms, and fault: operator, passing,
-- connection, or null where nobody is told. Gives back the names of what changed since the look before.
create or replace function public.note_health(p_channel text, p_checks jsonb, p_tell boolean default true, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	c record;
	before health_checks;
	noted integrations;
	changed jsonb := '[]';
	begins boolean;
begin
	for c in
		select * from jsonb_to_recordset(p_checks) as x(name text, outcome text, reason text, sentence text, ms integer, fault text) order by name
	loop
		before := null;
		select * into before from health_checks where channel = p_channel and name = c.name for update;
		if before.outcome is distinct from c.outcome then
			changed := changed || to_jsonb(c.name);
		end if;
		begins := coalesce(before.begun, false);
		if p_tell then
			select * into noted from integrations where channel = p_channel and name = c.name;
			if c.outcome = 'ok' and (begins or noted.kind = 'connection') then
				-- Only a look may end what a look began, and who asked the provider knows whether the number is connected.
				perform note_integration(p_channel, c.name, true, 'connection', null, null, null, p_now);
				begins := false;
			elsif c.outcome <> 'ok' and c.fault is not null then
				begins := begins or noted.failing_since is null;
				perform note_integration(p_channel, c.name, false, c.fault, c.reason, c.sentence, null, p_now);
			end if;
		end if;
		insert into health_checks as h (channel, name, outcome, reason, sentence, ms, since, checked_at, begun)
		values (p_channel, c.name, c.outcome, c.reason, left(c.sentence, 300), c.ms, p_now, p_now, begins)
		on conflict (channel, name) do update set outcome = excluded.outcome, reason = excluded.reason, sentence = excluded.sentence, ms = excluded.ms,
			since = case when h.outcome = excluded.outcome then h.since else excluded.since end, checked_at = excluded.checked_at, begun = excluded.begun;
	end loop;
	return changed;
end $$;

-- What a look needs to know before: when each kind of work was last asked for, and what the look before found.
create or replace function public.health_facts()
returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object(
		'claims', coalesce((select jsonb_object_agg(kind, claimed_at) from (
			select kind, max(claimed_at) as claimed_at from outbox_claims group by kind) newest), '{}'),
		'checks', coalesce((select jsonb_agg(jsonb_build_object('name', name, 'outcome', outcome, 'checked_at', checked_at)) from health_checks), '[]'),
		'company_settings', company_of(''));
$$;

-- The state of everything, for who watches over it: what the looks of the last ten minutes found, and what is down. What was not looked at lately says nothing.
create or replace function public.health_report(p_now timestamptz default now())
returns jsonb language sql stable set search_path = public as $$
	with fresh as (select * from health_checks where checked_at > p_now - interval '10 minutes'), down as (select down_integrations() as list)
	select jsonb_build_object(
		'status', case
			when jsonb_array_length(down.list) > 0 or exists (select from fresh where outcome in ('timeout', 'unreachable', 'error')) then 'unhealthy'
			when exists (select from fresh where outcome = 'degraded') then 'degraded' else 'healthy' end,
		'checked_at', (select max(checked_at) from health_checks),
		'checks', coalesce((select jsonb_agg(jsonb_build_object('name', name, 'outcome', outcome, 'reason', reason, 'ms', ms, 'since', since) order by name) from fresh), '[]'),
		'down', down.list)
	from down;
$$;

-- ══ 57-facts.sql ══
-- The recorder: what happened in each turn, one row, so that it can be understood and played again but for the model. Written with the calls that a turn makes anyway
-- (Confirm, Decide's silence, Give Back, Record); read by Why Did It Say That, Get Cost, the report and the metrics.

-- What the model was told as instructions, each text once.
create table if not exists public.prompts (
	hash text primary key check (hash <> ''),
	text text not null,
	created_at timestamptz not null default now()
);

-- A person is in it by its turn alone: it is joined with the turn, and gone with it.
create table if not exists public.turn_facts (
	turn_id uuid primary key references public.turns (id) on delete cascade,
	-- When the turn was claimed.
	created_at timestamptz not null,
	execution_id text,
	-- Whose words went out: model, ready (prepared, with one right answer), fallback (the model gave nothing), safe (its drafts were held back), nobody.
	spoke text not null check (spoke in ('model', 'ready', 'fallback', 'safe', 'nobody')),
	-- Why nobody spoke.
	reason text,
	provider text,
	-- Of its messages: audio where one is, else the newest one's.
	message_kind text,
	is_first boolean,
	-- From the oldest message to the claim; from there to the reply; from the oldest message to the first part of the reply; from the reply to its last part.
	waited_ms integer,
	thought_ms integer,
	replied_ms integer,
	sent_ms integer,
	parts integer not null default 0,
	-- Versions: of the instructions (`prompts`), of the catalogue and of the company's profile.
	prompt text,
	catalogue text,
	profile text,
	intent text,
	temperature text,
	tokens_in integer not null default 0,
	tokens_out integer not null default 0,
	-- Why a person was called.
	handover text,
	-- Drafts that were held back.
	held integer not null default 0,
	-- The rest, as the agent told it: labels, calls, drafts, fallback_reason, learnt, situation, history.
	facts jsonb not null default '{}'
);
create index if not exists turn_facts_time on public.turn_facts (created_at);

-- A number of an item that anybody may have changed on the canvas; null for what is none.
create or replace function public.whole_of(p_value jsonb) returns integer language sql immutable set search_path = public as $$
	select case when jsonb_typeof(p_value) = 'number' and (p_value #>> '{}')::numeric between 0 and 2000000000 then round((p_value #>> '{}')::numeric)::integer end;
$$;

-- Milliseconds from one time to another: none where a clock ran back, and no more than the column holds (some 23 days).
create or replace function public.ms_between(p_from timestamptz, p_to timestamptz) returns integer language sql immutable set search_path = public as $$
	select least(greatest(round(extract(epoch from p_to - p_from) * 1000), 0), 2000000000)::integer;
$$;

-- Writes down a turn; the same turn again is the newer one. `p_unsaid`: why nobody spoke; null where a reply goes out. What cannot be written down never stops a reply:
-- it stands in the history with the database's code for the reason.
create or replace function public.note_facts(p_turn public.turns, p_facts jsonb, p_unsaid text, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
declare
	f constant jsonb := case when jsonb_typeof(p_facts) = 'object' then p_facts else '{}' end;
begin
	insert into prompts (hash, text, created_at)
	select key, value, p_now from jsonb_each_text(case when jsonb_typeof(f -> 'prompts') = 'object' then f -> 'prompts' else '{}' end) where key <> ''
	on conflict (hash) do nothing;
	insert into turn_facts (turn_id, created_at, execution_id, spoke, reason, provider, message_kind, is_first, waited_ms, thought_ms, prompt, catalogue, profile, intent,
		temperature, tokens_in, tokens_out, handover, held, facts)
	select p_turn.id, p_turn.created_at, f ->> 'execution_id',
		case when p_unsaid is not null then 'nobody' when f ->> 'spoke' in ('model', 'ready', 'fallback', 'safe') then f ->> 'spoke' else 'ready' end,
		left(p_unsaid, 200), m.provider, m.kind, (f ->> 'is_first')::boolean,
		ms_between(m.asked_at, p_turn.created_at), ms_between(p_turn.created_at, p_now),
		f ->> 'prompt', f ->> 'catalogue', f ->> 'profile', f ->> 'intent', f ->> 'temperature',
		coalesce(whole_of(f -> 'tokens_in'), 0), coalesce(whole_of(f -> 'tokens_out'), 0), f ->> 'handover', coalesce(whole_of(f -> 'held'), 0),
		f - array['prompts', 'execution_id', 'spoke', 'reason', 'is_first', 'prompt', 'catalogue', 'profile', 'intent', 'temperature', 'tokens_in', 'tokens_out',
			'handover', 'held']
	from (select min(received_at) as asked_at, (array_agg(provider order by id desc))[1] as provider,
			coalesce(max(kind) filter (where kind = 'audio'), (array_agg(kind order by id desc))[1]) as kind
		from inbox where id = any (p_turn.messages)) m
	on conflict (turn_id) do update set execution_id = excluded.execution_id, spoke = excluded.spoke, reason = excluded.reason, provider = excluded.provider,
		message_kind = excluded.message_kind, is_first = excluded.is_first, waited_ms = excluded.waited_ms, thought_ms = excluded.thought_ms,
		prompt = excluded.prompt, catalogue = excluded.catalogue, profile = excluded.profile, intent = excluded.intent, temperature = excluded.temperature,
		tokens_in = excluded.tokens_in, tokens_out = excluded.tokens_out, handover = excluded.handover, held = excluded.held, facts = excluded.facts;
exception when others then
	insert into session_history (channel, phone, at, type, actor_type, reason, details)
	values (p_turn.channel, p_turn.phone, p_now, 'facts_failed', 'system', sqlstate, jsonb_build_object('turn_id', p_turn.id));
end $$;

-- The reply of a turn is settled: how many parts arrived, and when. Asked again when a part is settled late.
create or replace function public.close_facts(p_turn_id uuid) returns void language sql set search_path = public as $$
	update turn_facts f set parts = s.parts,
		replied_ms = ms_between(f.created_at - coalesce(f.waited_ms, 0) * interval '1 millisecond', s.first_at),
		sent_ms = greatest(ms_between(f.created_at, s.last_at) - f.thought_ms, 0)
	from (select count(*) as parts, min(c.sent_at) as first_at, max(c.sent_at) as last_at
		from outbox o join conversations c on c.outbox_id = o.id where o.turn_id = p_turn_id and c.status = 'sent') s
	where f.turn_id = p_turn_id;
$$;

-- What the calls of turns cost, as a list of {model, tokens_in, tokens_out, seconds, at}: by currency, and how many calls nobody knows the price of. Nothing is 0
-- because it is not known.
create or replace function public.calls_cost(p_calls jsonb) returns jsonb language sql stable set search_path = public as $$
	with used as (
		select k.kind, u.units, model_price(k.kind, c ->> 'model', (c ->> 'at')::timestamptz) as price
		from jsonb_array_elements(p_calls) c
		cross join (values ('model_input', 'tokens_in', 1000000.0), ('model_output', 'tokens_out', 1000000.0), ('model_audio', 'seconds', 60.0)) as k (kind, given, unit)
		cross join lateral (select whole_of(c -> k.given) / k.unit as units) u
		where u.units > 0
	), money as (
		select (price).currency as currency, sum(units * (price).price) as amount from used where (price).price is not null group by 1
	)
	select jsonb_build_object('amounts', coalesce((select jsonb_object_agg(currency, amount) from money), '{}'),
		'unknown', (select count(*) from used where (price).price is null));
$$;

-- What the models cost a conversation (`p_channel` and `p_phone`), a person, a number of ours or a period; by model. Null is all.
create or replace function public.model_costs(
	p_channel text default null, p_phone text default null, p_from timestamptz default null, p_until timestamptz default null
) returns jsonb language plpgsql stable set search_path = public as $$
declare
	wanted constant text := concat(case when p_channel is not null then ' and t.channel = $1' end, case when p_phone is not null then ' and t.phone = $2' end,
		case when p_from is not null then ' and f.created_at >= $3' end, case when p_until is not null then ' and f.created_at < $4' end);
	costs jsonb;
begin
	execute $sum$
		with calls as materialized (
			select f.turn_id, c || jsonb_build_object('at', f.created_at) as call
			from turn_facts f join turns t on t.id = f.turn_id cross join lateral jsonb_array_elements(coalesce(f.facts -> 'calls', '[]')) c
			where true$sum$ || wanted || $sum$
		), models as (
			select call ->> 'model' as model, count(*) as calls, sum(whole_of(call -> 'tokens_in')) as tokens_in, sum(whole_of(call -> 'tokens_out')) as tokens_out,
				sum(whole_of(call -> 'seconds')) as seconds, calls_cost(jsonb_agg(call)) as cost
			from calls group by 1
		), whole as (select count(distinct turn_id) as turns, calls_cost(coalesce(jsonb_agg(call), '[]')) as cost from calls)
		select jsonb_build_object('turns', turns, 'amounts', cost -> 'amounts', 'unknown', cost -> 'unknown', 'complete', cost -> 'unknown' = '0',
			'models', (select coalesce(jsonb_agg(jsonb_build_object('model', model, 'calls', calls, 'tokens_in', coalesce(tokens_in, 0),
				'tokens_out', coalesce(tokens_out, 0), 'seconds', coalesce(seconds, 0), 'amounts', m.cost -> 'amounts', 'unknown', m.cost -> 'unknown') order by model), '[]') from models m))
		from whole$sum$
	into costs using p_channel, key_of(p_phone), p_from, p_until;
	return costs;
end $$;

-- ══ 58-rates.sql ══
-- Whether the agent's replies became slow, or too many are not the model's (SDR spec 8.2). Called once a minute by the look at the outbox; told like an integration that is
-- down: at once when it begins, once more when it gets worse, and when it is over; a quarter of an hour apart but for what gets worse.

-- The answered turns of five minutes, by channel: how many, in how many the model gave nothing, and how long the slowest twentieth took at least.
create or replace function public.turn_rates(p_now timestamptz)
returns table (channel text, turns bigint, failed bigint, slow_ms integer) language sql stable set search_path = public as $$
	select t.channel, count(*), count(*) filter (where f.spoke = 'fallback'), percentile_disc(0.95) within group (order by f.thought_ms)
	from turn_facts f join turns t on t.id = f.turn_id
	where f.created_at > p_now - interval '5 minutes' and f.created_at <= p_now and f.spoke <> 'nobody' and not is_trial(t.channel)
	group by t.channel;
$$;

create or replace function public.note_rates(p_now timestamptz default now()) returns void language plpgsql set search_path = public as $$
declare
	-- A share of fewer turns says nothing. That it is over any turn may say.
	enough constant integer := 10;
	of_channel record;
	i integrations;
begin
	for of_channel in
		select r.channel, v.name, v.much, v.more, r.turns >= enough as is_told from turn_rates(p_now) r cross join lateral (values
			('replies_failing', r.failed >= 0.10 * r.turns, r.failed >= 0.25 * r.turns), ('replies_slow', r.slow_ms > 10000, r.slow_ms >= 20000)) v (name, much, more)
		-- While the model is down that is told, and nothing is new in it.
		where v.name <> 'replies_failing' or not exists (select from integrations m where m.channel = r.channel and m.name = 'model' and m.down_since is not null)
		union all
		-- Nobody wrote for an hour.
		select n.channel, n.name, false, false, false from integrations n where n.name in ('replies_failing', 'replies_slow') and n.down_since is not null
			and not exists (select from turn_facts f join turns t on t.id = f.turn_id where f.created_at > p_now - interval '1 hour' and f.created_at <= p_now and t.channel = n.channel)
		order by 1, 2
	loop
		continue when of_channel.much and not of_channel.is_told;
		perform note_integration(of_channel.channel, of_channel.name, not of_channel.much, 'operator',
			of_channel.name || case when of_channel.more then '_more' else '' end, null, null, p_now);
		continue when not of_channel.more;
		update integrations set reason = of_channel.name || '_more'
		where channel = of_channel.channel and name = of_channel.name and down_since is not null and reason = of_channel.name returning * into i;
		continue when not found;
		perform take_back(i.notice, 'It got worse before anybody was told', p_now);
		perform tell_of_integration(i, 'down', jsonb_build_object('since', i.failing_since, 'reason', i.reason), null, p_now, p_now);
	end loop;
end $$;

-- ══ 60-findings.sql ══
-- What the agent learns and leaves behind: products, interests, questions, and what the team is told of them. Called by Confirm and the Lead Store node.

create table if not exists public.temperature_history (
	id bigint generated always as identity primary key,
	lead_id uuid not null references public.leads (id) on delete cascade,
	before text,
	after text not null,
	reason text,
	changed_at timestamptz not null default now()
);
create index if not exists temperature_history_lead on public.temperature_history (lead_id, changed_at desc);

create table if not exists public.products (
	id uuid primary key default gen_random_uuid(),
	name text not null unique check (name <> ''),
	category text not null default '',
	keywords jsonb not null default '[]',
	facts jsonb not null default '[]',
	is_available boolean not null default true,
	unavailable_message text not null default '',
	alternative text not null default '',
	internal_note text not null default '',
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now()
);

create table if not exists public.product_interests (
	phone text not null,
	product text not null,
	times integer not null default 1,
	first_at timestamptz not null default now(),
	last_at timestamptz not null default now(),
	primary key (phone, product)
);

create table if not exists public.technical_questions (
	id uuid primary key default gen_random_uuid(),
	phone text not null,
	question text not null check (question <> ''),
	asked_at timestamptz not null default now(),
	answered boolean not null default false,
	answered_at timestamptz,
	answer text,
	unique (phone, question)
);
create index if not exists technical_questions_open on public.technical_questions (asked_at) where not answered;

-- Stores what one turn of the agent left behind, all or nothing, and tells the team what it has to know. Safe to repeat.
create or replace function public.register_findings(p_phone text, p_findings jsonb, p_channel text default null, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	questions integer;
begin
	p_phone := key_of(p_phone);
	insert into leads (phone, created_at, updated_at) values (p_phone, p_now, p_now) on conflict (phone) do nothing;
	update leads set agent_state = agent_state || coalesce(p_findings -> 'agent_state', '{}'), updated_at = p_now where phone = p_phone;
	insert into technical_questions (phone, question, asked_at)
	-- An index holds 2,704 bytes at the most, and a letter may take four.
	select p_phone, left(q, 600), p_now from jsonb_array_elements_text(coalesce(p_findings -> 'technical_questions', '[]')) q
	-- The team's list of questions holds those of customers alone.
	where q <> '' and not is_trial(p_channel)
	on conflict (phone, question) do nothing;
	get diagnostics questions = row_count;
	insert into product_interests as i (phone, product, first_at, last_at)
	select distinct p_phone, left(p, 600), p_now, p_now from jsonb_array_elements_text(coalesce(p_findings -> 'interests', '[]')) p
	on conflict (phone, product) do update set times = i.times + (i.last_at < excluded.last_at)::int, last_at = excluded.last_at;
	-- What was heard in audio takes the place of its placeholder in the history.
	update conversations c set content = '[áudio transcrito] ' || (t ->> 'words')
	from jsonb_array_elements(coalesce(p_findings -> 'transcriptions', '[]')) t
	where c.lead_phone = p_phone and c.message_id = t ->> 'message_id' and t ->> 'words' is not null
		and not exists (select from inbox i where i.id = c.inbox_id and i.deleted_at is not null);
	perform note_stance(p_phone, p_findings, p_now);
	if jsonb_typeof(p_findings -> 'opt_out') = 'object' then
		perform register_opt_out(p_phone, p_findings #>> '{opt_out,words}', p_now);
	end if;
	-- A register that the law asks for: nothing that was tried out stands in it.
	if jsonb_typeof(p_findings -> 'lgpd_request') = 'object' and not is_trial(p_channel) then
		perform open_lgpd_request(p_findings #>> '{lgpd_request,protocol}', p_phone, p_findings #>> '{lgpd_request,kind}',
			p_findings #>> '{lgpd_request,words}', p_now);
	end if;
	return jsonb_build_object('registered', true, 'new_questions', questions, 'protocol', p_findings #>> '{lgpd_request,protocol}',
		'told', tell_team(p_phone, p_findings, questions, p_channel, p_now),
		'opted_out', has_opted_out(p_phone));
end $$;

-- What a turn asked the team for, by kind: a price or a proposal, delivery, a specialist's answer.
create or replace function public.requests_in(p_findings jsonb)
returns text[] language sql immutable set search_path = public as $$
	select array_remove(array[
		case when (p_findings ->> 'commercial_request')::boolean then 'commercial' end,
		case when (p_findings ->> 'delivery_request')::boolean then 'delivery' end,
		case when jsonb_array_length(coalesce(p_findings -> 'technical_questions', '[]')) > 0 then 'technical' end], null);
$$;

-- Puts into the outbox what the law lets a customer ask, once each: a data request under its number, and an opt-out where no reply confirms it. These are told
-- whoever was called for besides.
create or replace function public.tell_of_law(p_phone text, p_findings jsonb, p_channel text, p_now timestamptz)
returns text language plpgsql set search_path = public as $$
declare
	wanted jsonb := coalesce(p_findings -> 'tell', '[]');
	place text := coalesce(p_channel, newest_channel(p_phone), 'default');
	about jsonb := jsonb_build_object('phone', p_phone, 'message', p_findings -> 'message',
		'name', (select coalesce(name, whatsapp_name) from leads where phone = p_phone),
		'attendant', (select human_attendant from sessions where channel = place and phone = p_phone and mode = 'human'));
	told text;
begin
	if jsonb_typeof(p_findings -> 'opt_out') = 'object' and wanted ? 'opt_out' then
		told := 'opt_out';
		perform enqueue_outbox(jsonb_build_array(jsonb_build_object('key', 'opt_out:' || p_phone || ':' ||
			(select extract(epoch from opted_out_at) from opt_outs where phone = p_phone), 'kind', 'notice', 'phone', p_phone, 'channel', place,
			'payload', about || jsonb_build_object('kind', 'opt_out'))), p_now);
	end if;
	if jsonb_typeof(p_findings -> 'lgpd_request') = 'object' and wanted ? 'lgpd_request' then
		told := 'lgpd_request';
		perform enqueue_outbox(jsonb_build_array(jsonb_build_object('key', 'lgpd_request:' || (p_findings #>> '{lgpd_request,protocol}'),
			'kind', 'notice', 'phone', p_phone, 'channel', place, 'payload', about || jsonb_build_object('kind', 'lgpd_request',
			'reason', p_findings #> '{lgpd_request,kind}', 'protocol', p_findings #> '{lgpd_request,protocol}'))), p_now);
	end if;
	return told;
end $$;

-- Puts into the outbox what the team has to know of a turn, of the kinds that the operator wants (`tell`): that the lead is hot, once in so many months; that
-- an answer was promised, once a day for each thing that it is about. At most one a turn, after what the law asks: who is called for a person already
-- (`team_told`) reads it there. What the lead asks for is kept, for the note in the CRM.
create or replace function public.tell_team(p_phone text, p_findings jsonb, p_questions integer, p_channel text, p_now timestamptz)
returns text language plpgsql set search_path = public as $$
declare
	wanted jsonb := coalesce(p_findings -> 'tell', '[]');
	called boolean := coalesce((p_findings ->> 'team_told')::boolean, false);
	asked text[] := requests_in(p_findings);
	due text[];
	facts jsonb;
	key text;
	legal text := tell_of_law(p_phone, p_findings, p_channel, p_now);
begin
	update leads set requests = (select jsonb_object_agg(k, (p_now at time zone 'America/Sao_Paulo')::date) from unnest(asked) k) || requests
	where phone = p_phone and not requests ?& asked;
	if legal is not null then
		return legal;
	end if;
	if ((p_findings ->> 'became_hot')::boolean or (p_findings ->> 'is_hot')::boolean)
		and (claim_handoff(p_phone, coalesce((p_findings ->> 'hot_again_months')::integer, 6), p_now) ->> 'claimed')::boolean and wanted ? 'hot_lead'
	then
		key := 'hot_lead:' || p_phone || ':' || extract(epoch from p_now);
		facts := jsonb_build_object('kind', 'hot_lead', 'summary', p_findings -> 'handoff_summary');
		-- The summary says what is wanted: an offer, and whatever this turn asked for.
		due := asked || array['commercial'];
	elsif wanted ? 'follow_up' and not called then
		select array_agg(k) into due from unnest(asked) k join leads l on l.phone = p_phone
		where (l.follow_ups ->> k)::timestamptz > p_now - interval '24 hours' is not true;
		if due is not null then
			key := 'follow_up:' || p_phone || ':' || extract(epoch from p_now);
			facts := jsonb_build_object('kind', 'follow_up', 'reason', due[1])
				|| case when array_length(due, 1) > 1 then jsonb_build_object('reasons', due) else '{}' end;
		end if;
	end if;
	if due is not null then
		update leads set follow_up_at = p_now, follow_ups = follow_ups || (select jsonb_object_agg(k, p_now) from unnest(due) k) where phone = p_phone;
	end if;
	if due is not null or p_findings ->> 'promised_by' is not null then
		perform note_promise(coalesce(p_channel, newest_channel(p_phone), 'default'), p_phone, coalesce(due, '{}'), (p_findings ->> 'promised_by')::timestamptz, p_now);
	end if;
	if key is null or called then
		return null;
	end if;
	perform enqueue_outbox(jsonb_build_array(jsonb_build_object('key', key, 'kind', 'notice', 'phone', p_phone,
		'channel', coalesce(p_channel, newest_channel(p_phone), 'default'),
		'payload', facts || jsonb_build_object('phone', p_phone, 'message', p_findings -> 'message',
			'name', (select coalesce(name, whatsapp_name) from leads where phone = p_phone)))), p_now);
	return facts ->> 'kind';
end $$;

-- Whether this caller is the one who hands a lead over: true once a lead, and again after so many months (0: never again).
create or replace function public.claim_handoff(p_phone text, p_months integer default 6, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
begin
	p_phone := key_of(p_phone);
	update leads set handed_off_at = p_now, updated_at = p_now
	where phone = p_phone and (handed_off_at is null or (p_months > 0 and handed_off_at <= p_now - make_interval(months => p_months)));
	return jsonb_build_object('claimed', found, 'phone', p_phone,
		'handed_off_at', (select handed_off_at from leads where phone = p_phone));
end $$;

-- ══ 61-hash.sql ══
-- What stands for a person who was erased: who has the number can find it, nobody can read the number from it. Called by the opt-outs and by erasing.

-- Made once for each database. It tells whether a number that somebody has already is one of those; without it a list of hashes tells nothing.
insert into public.settings (key, value) values ('person_hash_key', to_jsonb(gen_random_uuid()::text || gen_random_uuid()::text)) on conflict (key) do nothing;

-- The keyed hash of an id; both forms of a Brazilian mobile have one.
create or replace function public.hash_by(p_secret bytea, p_id text) returns text language sql immutable set search_path = public as $$
	select 'hash:' || encode(sha256(p_secret || sha256(p_secret || convert_to(regexp_replace(p_id, '^(55\d\d)([6-9]\d{7})$', '\19\2'), 'UTF8'))), 'hex');
$$;
create or replace function public.hash_secret() returns bytea language sql stable set search_path = public as $$
	select convert_to(value #>> '{}', 'UTF8') from settings where key = 'person_hash_key';
$$;
create or replace function public.person_hash(p_id text) returns text language sql stable set search_path = public as $$
	select hash_by(hash_secret(), p_id);
$$;

-- All ids under which something of a person may be kept: the key, what leads to it, what was joined with it, and both forms of a Brazilian mobile.
create or replace function public.ids_of_person(p_key text) returns text[] language sql stable set search_path = public as $$
	select array_agg(distinct f.form) from (
		select p_key as id union select value from contact_ids where key = p_key union select from_key from contact_joins where to_key = p_key and undone_at is null
	) i cross join lateral (values (i.id), (regexp_replace(i.id, '^(55\d\d)([6-9]\d{7})$', '\19\2')), (regexp_replace(i.id, '^(55\d\d)9([6-9]\d{7})$', '\1\2'))) f (form)
	where f.form <> '';
$$;

-- ══ 61-law.sql ══
-- Opt-outs, data requests, anonymising and erasing. Called by Confirm (through register_findings) and the Lead Store node.

-- Everything of one conversation, gone: for the self-test, and for an erasure that a customer asked for.
create or replace function public.delete_conversation(p_channel text, p_phone text)
returns jsonb language plpgsql set search_path = public as $$
declare
	removed integer;
begin
	p_phone := key_of(p_phone);
	perform lock_person(p_phone);
	delete from outbox where channel = p_channel and phone = p_phone;
	delete from waiting_questions where channel = p_channel and phone = p_phone;
	delete from conversations where channel = p_channel and lead_phone = p_phone;
	delete from inbox where channel = p_channel and phone = p_phone;
	delete from session_history where channel = p_channel and phone = p_phone;
	delete from chatwoot_events where channel = p_channel and phone = p_phone;
	delete from chatwoot_links where channel = p_channel and phone = p_phone;
	delete from attendances where channel = p_channel and phone = p_phone;
	delete from sessions where channel = p_channel and phone = p_phone;
	get diagnostics removed = row_count;
	-- It guards nobody any more.
	perform answers_elsewhere(p_channel, p_phone, now());
	if not exists (select from sessions where phone = p_phone) then
		delete from technical_questions where phone = p_phone;
		delete from product_interests where phone = p_phone;
		delete from audit_logs where entity_type in ('lead', 'orcamento', 'empresa') and entity_id = (select l.id::text from leads l where l.phone = p_phone);
		delete from leads where phone = p_phone;
		-- That they opted out or asked for their data stays, without their words; so does where a user of a flow stands, without who it is.
		update opt_outs set words = '' where phone = p_phone;
		update lgpd_requests set words = '', note = null where phone = p_phone;
		update onboardings set phone = '', name = '', company = '', link = '' where phone = p_phone;
		perform forget_in_campaigns(p_phone);
		delete from silent_leads where phone = p_phone;
		delete from follow_up_steps where phone = p_phone;
		delete from promises where phone = p_phone;
		delete from outbox where phone = p_phone or payload ->> 'phone' = p_phone;
		delete from known_events where position(p_phone in key) > 0;
		delete from identity_checks where phone = p_phone;
		perform forget_ids(p_phone);
	end if;
	return jsonb_build_object('deleted', removed > 0);
end $$;

create table if not exists public.opt_outs (
	phone text primary key,
	words text not null default '',
	opted_out_at timestamptz not null default now(),
	revoked_at timestamptz
);

-- Who was erased stays on the list under the hash of each of their ids; one `person` holds those together.
alter table public.opt_outs add column if not exists person uuid;
create index if not exists opt_outs_person on public.opt_outs (person) where person is not null;

-- The hashes of a person on that list, by any id that they have by now.
create or replace function public.erased_opt_outs(p_key text) returns setof public.opt_outs language sql stable set search_path = public as $$
	select * from opt_outs o where o.person in (
		select h.person from opt_outs h where h.person is not null and h.phone in (select person_hash(id) from unnest(ids_of_person(p_key)) id));
$$;

-- Whether nobody may write to a person of their own accord: they asked for it, and did not take it back; also where nothing else is known of them any more.
create or replace function public.has_opted_out(p_phone text) returns boolean language sql stable set search_path = public as $$
	select exists (select from opt_outs where phone = (select key_of(p_phone)) and revoked_at is null)
		or (exists (select from opt_outs where person is not null and revoked_at is null)
			and exists (select from erased_opt_outs((select key_of(p_phone))) e where e.revoked_at is null));
$$;

create table if not exists public.lgpd_requests (
	protocol text primary key,
	phone text not null,
	kind text not null,
	words text not null default '',
	status text not null default 'open' check (status in ('open', 'done', 'refused')),
	note text,
	opened_at timestamptz not null default now(),
	-- A full declaration is due within 15 days (LGPD art. 19, II), and the law names no longer time for the rest: "immediately" is held to the same.
	due_at timestamptz not null,
	closed_at timestamptz
);
-- What a person may ask of their data (LGPD art. 18): the list grows, so the check is made anew.
alter table public.lgpd_requests drop constraint if exists lgpd_requests_kind_check;
alter table public.lgpd_requests add constraint lgpd_requests_kind_check
	check (kind in ('access', 'copy', 'correction', 'deletion', 'objection', 'source'));
create index if not exists lgpd_requests_open on public.lgpd_requests (due_at) where status = 'open';

-- Stops the robot for a phone: it is on the list, the lead says so, and no conversation of it is the agent's any more. Who has a conversation in hand keeps it,
-- and it does not go back to the agent by itself (`opted_out`).
create or replace function public.register_opt_out(p_phone text, p_words text, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
begin
	p_phone := key_of(p_phone);
	perform lock_person(p_phone);
	insert into opt_outs (phone, words, opted_out_at) values (p_phone, coalesce(p_words, ''), p_now)
	on conflict (phone) do update set words = excluded.words, opted_out_at = excluded.opted_out_at, revoked_at = null
	where opt_outs.revoked_at is not null;
	update leads set opted_out_at = coalesce(opted_out_at, p_now), updated_at = p_now where phone = p_phone;
	with stopped as (
		update sessions s set mode = 'paused', human_attendant = null, human_since = null, paused_at = p_now, paused_by = 'opt_out',
			pause_reason = 'system', mode_since = p_now, mode_epoch = s.mode_epoch + 1, version = s.version + 1, updated_at = p_now
		from sessions b
		where s.phone = p_phone and s.mode = 'agent' and b.channel = s.channel and b.phone = s.phone
		returning s.channel, s.mode_epoch, b.mode, b.human_attendant
	)
	insert into session_history (channel, phone, at, type, actor_type, from_mode, to_mode, from_owner, reason, epoch)
	select channel, p_phone, p_now, 'mode_changed', 'customer', mode, 'paused', human_attendant, 'opt_out', mode_epoch from stopped;
	update sessions set metadata = metadata || '{"opted_out": true}', version = version + 1, updated_at = p_now
	where phone = p_phone and mode = 'human' and not metadata ? 'opted_out';
	return (select to_jsonb(o) from opt_outs o where phone = p_phone);
end $$;

-- Takes an opt-out back: the agent answers again where the opt-out had stopped it.
create or replace function public.revoke_opt_out(p_phone text, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
begin
	p_phone := key_of(p_phone);
	perform lock_person(p_phone);
	update opt_outs set revoked_at = p_now where phone = p_phone and revoked_at is null;
	update opt_outs set revoked_at = p_now where revoked_at is null and phone in (select phone from erased_opt_outs(p_phone));
	update leads set opted_out_at = null, updated_at = p_now where phone = p_phone;
	update sessions set metadata = metadata - 'opted_out', version = version + 1, updated_at = p_now where phone = p_phone and metadata ? 'opted_out';
	update sessions set mode = 'agent', paused_at = null, paused_by = null, pause_reason = null, mode_since = p_now,
		mode_epoch = mode_epoch + 1, version = version + 1, updated_at = p_now
	where phone = p_phone and mode = 'paused' and paused_by = 'opt_out';
	return coalesce((select to_jsonb(o) from opt_outs o where phone = p_phone), jsonb_build_object('phone', p_phone));
end $$;

-- Opens a data request under its number; the same number again changes nothing.
create or replace function public.open_lgpd_request(
	p_protocol text, p_phone text, p_kind text, p_words text, p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
begin
	insert into lgpd_requests (protocol, phone, kind, words, opened_at, due_at)
	values (p_protocol, key_of(p_phone), p_kind, coalesce(p_words, ''), p_now, p_now + interval '15 days') on conflict (protocol) do nothing;
	return (select to_jsonb(r) from lgpd_requests r where protocol = p_protocol);
end $$;

-- Makes a person anonymous, all or nothing: lead, conversation, questions and interests stay as figures under a pseudonym, with the texts that the caller
-- made anonymous (`{id, text}`; a row that came since has none and goes). What is only there to work with goes. An opt-out stays: nobody may write to them.
create or replace function public.anonymize_person(
	p_phone text, p_pseudonym text, p_messages jsonb, p_questions jsonb, p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
declare
	l leads;
	messages integer;
	-- Words that tell who it is: any free text that has one of them goes.
	telling text[];
begin
	p_phone := key_of(p_phone);
	select * into l from leads where phone = p_phone for update;
	if not found then
		return jsonb_build_object('anonymized', false, 'reason', 'unknown_phone');
	end if;
	update conversations c set lead_phone = p_pseudonym, content = m.text, message_id = null
	from jsonb_to_recordset(p_messages) as m (id bigint, text text) where c.id = m.id and c.lead_phone = p_phone;
	get diagnostics messages = row_count;
	update technical_questions q set phone = p_pseudonym, question = m.text, answer = null
	from jsonb_to_recordset(p_questions) as m (id uuid, text text) where q.id = m.id and q.phone = p_phone;
	update product_interests set phone = p_pseudonym where phone = p_phone;
	delete from conversations where lead_phone = p_phone;
	delete from technical_questions where phone = p_phone;
	delete from identity_checks where phone = p_phone;
	delete from outbox where phone = p_phone;
	delete from inbox where phone = p_phone;
	delete from session_history where phone = p_phone;
	delete from waiting_questions where phone = p_phone;
	delete from chatwoot_events where phone = p_phone;
	delete from chatwoot_links where phone = p_phone;
	delete from attendances where phone = p_phone;
	delete from sessions where phone = p_phone;
	delete from outbox where payload ->> 'phone' = p_phone;
	delete from known_events where position(p_phone in key) > 0;
	perform forget_ids(p_phone);
	update opt_outs set words = '' where phone = p_phone;
	update lgpd_requests set phone = p_pseudonym, words = '', note = null where phone = p_phone;
	update onboardings set phone = '', name = '', company = '', link = '' where phone = p_phone;
	perform forget_in_campaigns(p_phone);
	delete from silent_leads where phone = p_phone;
	delete from follow_up_steps where phone = p_phone;
	delete from promises where phone = p_phone;
	telling := array(select w from regexp_split_to_table(lower(concat_ws(' ', l.name, l.whatsapp_name, l.company, split_part(l.email, '@', 1))), '[^[:alnum:]]+') w
		where length(w) > 2 and w not in ('das', 'dos', 'ltda', 'eireli', 'epp'));
	update leads set phone = p_pseudonym, whatsapp_name = null, name = null, company = null, email = null, cnpj = null, site = null, need = null,
		volume = null, custom_fields = null, temperature_reason = null, agent_state = '{}',
		urgency = case when urgency in ('alta', 'média', 'baixa') then urgency end,
		knows_company = case when knows_company in ('sim', 'não') then knows_company end,
		decision_maker = case when decision_maker in ('sim', 'não') then decision_maker end,
		city = case when not lower(city) ~ any (telling) then city end,
		product = case when not lower(product) ~ any (telling) then product end,
		segment = case when not lower(segment) ~ any (telling) then segment end, anonymized_at = p_now, updated_at = p_now where id = l.id;
	update temperature_history set reason = null where lead_id = l.id;
	delete from audit_logs where entity_type in ('lead', 'orcamento', 'empresa') and entity_id = l.id::text;
	insert into audit_logs (logged_at, action, entity_type, entity_id, metadata)
	values (p_now, 'UPDATE', 'lead', l.id::text, jsonb_build_object('anonymized', true));
	return jsonb_build_object('anonymized', true, 'pseudonym', p_pseudonym, 'messages', messages);
end $$;

-- ══ 62-audit-law.sql ══
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

-- ══ 62-audit-masked.sql ══
-- Values as they stand in the audit (SDR spec 6.5, F127, F128): who changed what and when can be told, and what it was is recognised by whoever knows it. Called by the
-- triggers of 62-audit and 83-quotes, and by whoever saves the company and its products.

-- One value by the name of its field; lists and objects value by value. Secrets go, numbers of people keep their ends, an e-mail its domain, a name its first letter; in all
-- other texts it is the numbers and addresses that go, and words that are told (p_words, small letters). `p_names`: fields that name somebody.
create or replace function public.masked(p_key text, p_value jsonb, p_names text[] default '{}', p_words text[] default '{}')
returns jsonb language plpgsql immutable set search_path = public as $$
declare
	key constant text := lower(coalesce(p_key, ''));
	words text := p_value #>> '{}';
	signs constant text := regexp_replace(words, '[^[:alnum:]]', '', 'g');
begin
	if jsonb_typeof(p_value) = 'object' then
		return (select coalesce(jsonb_object_agg(k, masked(k, v, p_names, p_words)), '{}') from jsonb_each(p_value) as e (k, v));
	elsif jsonb_typeof(p_value) = 'array' then
		return (select coalesce(jsonb_agg(masked(p_key, v, p_names, p_words) order by n), '[]') from jsonb_array_elements(p_value) with ordinality as e (v, n));
	elsif words is null or words = '' or jsonb_typeof(p_value) = 'boolean' or key ~ '_at$' then
		return p_value;
	elsif key ~ '(^|_)(token|secret|senha|password|api_?key)' then
		return to_jsonb('[REDACTED]'::text);
	elsif key ~ '(phone|telefone|celular|whatsapp)' and signs ~ '^\d+$' then
		return to_jsonb(case when length(signs) > 8 then left(signs, 4) || '***' || right(signs, 4) else '***' end);
	elsif key ~ 'cnpj' and length(signs) = 14 then
		return to_jsonb(left(signs, 2) || '.***.***/' || substr(signs, 9, 4) || '-' || right(signs, 2));
	elsif key ~ 'cpf' and length(signs) = 11 then
		return to_jsonb(left(signs, 3) || '.***.***-' || right(signs, 2));
	elsif key ~ 'e?mail' and words like '%_@_%' then
		return to_jsonb(case when position('@' in words) > 2 then left(words, 1) else '' end || '***@' || split_part(words, '@', 2));
	elsif p_key = any (p_names) then
		return to_jsonb(left(words, 1) || '***');
	elsif jsonb_typeof(p_value) = 'number' then
		return p_value;
	end if;
	words := regexp_replace(words, '[[:alnum:]._%+-]+@[[:alnum:].-]+\.[[:alpha:]]{2,}', '[EMAIL]', 'g');
	words := regexp_replace(words, '\+?\(?\d(?:[ ().-]{0,2}\d){7,}', '[NUMERO]', 'g');
	if cardinality(p_words) > 0 then
		words := regexp_replace(words, '\m(' || array_to_string(p_words, '|') || ')\M', '***', 'gi');
	end if;
	return to_jsonb(words);
end $$;

-- A change as the audit keeps it: the keys that changed, masked. What a person had put right keeps its old value as it was (LGPD art. 18, III): whoever does that says so
-- for the transaction (`atendeaqui.unmasked`), and it goes with the lead's audit when they are erased.
create or replace function public.masked_change(p_before jsonb, p_after jsonb, p_names text[] default '{}', p_words text[] default '{}')
returns jsonb language sql stable set search_path = public as $$
	select case when p_before is null then '{}' else jsonb_build_object('before', case when plain then p_before else masked(null, p_before, p_names, p_words) end) end
		|| case when p_after is null then '{}' else jsonb_build_object('after', case when plain then p_after else masked(null, p_after, p_names, p_words) end) end
	from (select coalesce(current_setting('atendeaqui.unmasked', true), '') = 'on' as plain) m;
$$;

-- Words of three letters and more of which a text tells who it is of.
create or replace function public.telling_words(variadic p_texts text[]) returns text[] language sql immutable set search_path = public as $$
	select coalesce(array_agg(distinct w), '{}') from regexp_split_to_table(lower(array_to_string(p_texts, ' ')), '[^[:alnum:]]+') w where length(w) > 2 and w not in ('das', 'dos');
$$;

-- ══ 62-audit.sql ══
-- Who changed what of a lead, masked. Written by a trigger, read by the Lead Store node.

create table if not exists public.audit_logs (
	id bigint generated always as identity primary key,
	logged_at timestamptz not null default now(),
	action text not null check (action in ('CREATE', 'UPDATE', 'DELETE', 'API_CALL')),
	entity_type text not null,
	entity_id text not null,
	changed_by text not null default 'system',
	-- CREATE: {after} · UPDATE: {before, after}, changed keys only · DELETE: {before}
	changes jsonb not null default '{}',
	metadata jsonb not null default '{}'
);
create index if not exists audit_logs_entity on public.audit_logs (entity_type, entity_id, logged_at desc);
create index if not exists audit_logs_time on public.audit_logs (logged_at desc);

-- Every change of what is known of a lead is kept, the values masked, whoever made it; so is every change of temperature.
create or replace function public.audit_lead() returns trigger language plpgsql set search_path = public as $$
declare
	-- Bookkeeping that tells nothing of the lead.
	unaudited constant text[] := array['id', 'phone', 'created_at', 'updated_at', 'agent_state', 'temperature_updated_at', 'crm_sync_status',
		'follow_up_at', 'follow_ups', 'requests', 'declined_at', 'postponed_until'];
	before jsonb := case when tg_op = 'UPDATE' then to_jsonb(old) - unaudited else '{}' end;
	after jsonb := to_jsonb(new) - unaudited;
	changed text[];
begin
	select array_agg(key) into changed from jsonb_each(after) where value is distinct from coalesce(before -> key, 'null');
	if changed is null then
		return null;
	end if;
	insert into audit_logs (logged_at, action, entity_type, entity_id, changed_by, changes)
	select new.updated_at, case tg_op when 'INSERT' then 'CREATE' else 'UPDATE' end, 'lead', new.id::text,
		-- Set by whoever acts for somebody, for that transaction.
		coalesce(nullif(current_setting('atendeaqui.changed_by', true), ''), 'system'),
		masked_change(case when tg_op = 'UPDATE' then b end, a, array['name', 'whatsapp_name', 'company'], telling_words(before ->> 'name', after ->> 'name',
			before ->> 'whatsapp_name', after ->> 'whatsapp_name'))
	from (select jsonb_object_agg(key, after -> key) as a, jsonb_object_agg(key, before -> key) as b from unnest(changed) as key) as values_of;
	if 'temperature' = any (changed) and new.temperature is not null then
		insert into temperature_history (lead_id, before, after, reason, changed_at)
		values (new.id, before ->> 'temperature', new.temperature, new.temperature_reason, new.updated_at);
	end if;
	return null;
end $$;
create or replace trigger audit_lead after insert or update on public.leads for each row execute function public.audit_lead();

-- ══ 63-unanswered.sql ══
-- Customers whose question nobody answered: what a turn in silence left, and who answers it once the agent has the conversation again. Called by whatever
-- changes who speaks.

-- What waits gets no turn of the agent's: a person has the conversation now, or nobody. It is kept as a turn in silence, so that it is known to be open.
create or replace function public.leave_unanswered(p_channel text, p_phone text, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
declare
	silent uuid;
begin
	if not exists (select from inbox where channel = p_channel and phone = p_phone and status = 'waiting') then
		return;
	end if;
	insert into turns (channel, phone, status, lease_token, lease_until, created_at, finished_at)
	values (p_channel, p_phone, 'silent', gen_random_uuid(), p_now, p_now, p_now) returning id into silent;
	update inbox set status = 'done', turn_id = silent where channel = p_channel and phone = p_phone and status = 'waiting';
end $$;

-- A customer's messages after which nobody wrote to them. A person's words answer all that was written before them (a command is none: it moves no clock of
-- the session), a reply of the agent's answers its own turn and what came in before, as its history holds it. A greeting that nobody asked for answers
-- nothing. What another workflow took for itself (an answer to its question, a message that it decides on) has no turn and is none of these.
create or replace function public.unanswered(p_channel text, p_phone text)
returns setof public.inbox language sql stable set search_path = public as $$
	select i.* from sessions s
	join inbox i on i.channel = s.channel and i.phone = s.phone and i.speaker = 'customer'
		and i.sent_at > coalesce(s.last_human_message, '-infinity')
	left join turns t on t.id = i.turn_id
	where s.channel = p_channel and s.phone = p_phone
		and i.deleted_at is null
		and (i.status in ('waiting', 'failed') or (i.status = 'done' and t.status in ('silent', 'discarded', 'expired')))
		and not exists (select from opt_outs o where o.phone = p_phone and i.received_at <= o.opted_out_at)
		and not exists (
			select from inbox j join turns u on u.id = j.turn_id
			where j.channel = p_channel and j.phone = p_phone and j.speaker = 'customer' and j.id > i.id
				and (u.status in ('open', 'confirmed', 'sent', 'uncertain')
					or exists (select from outbox o where o.turn_id = u.id and o.status in ('sending', 'sent', 'uncertain'))))
		and not exists (
			select from conversations c left join outbox o on o.id = c.outbox_id
			where c.lead_phone = p_phone and c.channel = p_channel and c.sent_at > i.sent_at and c.turn_id is null
				and c.status in ('received', 'sent', 'uncertain') and (c.role = 'assistant' or (c.role = 'human' and o.id is not null))
				and (o.id is null or o.idempotency_key not like 'unasked:%'));
$$;

-- The agent has the conversation, and nobody has the person on another number of ours: what is open is answered, once, by an ordinary turn, as the newest 20 messages of the last day; what is older is left to
-- a person, who is told; so is what came to nothing ten times. Called with the session row locked. Returns how many messages wait again.
create or replace function public.reopen_unanswered(p_channel text, p_phone text, p_now timestamptz)
returns integer language plpgsql set search_path = public as $$
declare
	oldest constant timestamptz := p_now - interval '24 hours';
	reopened integer;
	forgotten inbox;
begin
	if not exists (select from sessions where channel = p_channel and phone = p_phone and mode = 'agent')
		or guard_told(p_channel, p_phone) is not null
		or (select value from settings where key = 'agent_enabled') = 'false'
	then
		return 0;
	end if;
	update inbox set status = 'waiting', turn_id = null
	where id in (select id from unanswered(p_channel, p_phone) u where u.status = 'done' and u.received_at > oldest and u.attempts < 10
		order by id desc limit 20);
	get diagnostics reopened = row_count;
	select * into forgotten from unanswered(p_channel, p_phone) u where u.status = 'done' order by id desc limit 1;
	if reopened = 0 and forgotten.id is not null then
		perform enqueue_outbox(jsonb_build_array(jsonb_build_object('key', 'unanswered:' || forgotten.id, 'kind', 'notice', 'channel', p_channel,
			'phone', p_phone, 'payload', jsonb_build_object('kind', 'too_old', 'phone', p_phone, 'message', left(forgotten.text, 500),
				'minutes', floor(extract(epoch from p_now - forgotten.received_at) / 60),
				'name', (select coalesce(name, whatsapp_name) from leads where phone = p_phone)))), p_now);
	end if;
	return reopened;
end $$;

-- A conversation is no guard any more: what customers asked on the other numbers meanwhile is answered there. Called with the person's conversations locked.
create or replace function public.answers_elsewhere(p_channel text, p_phone text, p_now timestamptz) returns void language sql set search_path = public as $$
	select reopen_unanswered(s.channel, s.phone, p_now) from sessions s where s.phone = p_phone and s.channel <> p_channel and s.mode = 'agent' order by s.channel;
$$;

-- Whoever gives a conversation back to the agent, and however: no caller can forget the open question.
create or replace function public.answers_again() returns trigger language plpgsql set search_path = public as $$
begin
	if new.mode = 'agent' then
		perform reopen_unanswered(new.channel, new.phone, new.updated_at);
	end if;
	if is_guard(old.mode, old.pause_reason, old.paused_by) and not is_guard(new.mode, new.pause_reason, new.paused_by) then
		perform answers_elsewhere(new.channel, new.phone, new.updated_at);
	end if;
	return null;
end $$;
create or replace trigger answers_again after update of mode on public.sessions for each row
	when (old.mode <> 'agent' and old.mode <> new.mode) execute function public.answers_again();

-- The agent answers everybody again: so it does those who wrote meanwhile; whose question is too old by now is told of.
create or replace function public.reopen_all(p_now timestamptz)
returns integer language plpgsql set search_path = public as $$
declare
	s sessions;
	reopened integer := 0;
begin
	for s in select * from sessions where mode = 'agent' and last_customer_message > p_now - interval '7 days' and not is_trial(channel) order by channel, phone for update loop
		reopened := reopened + reopen_unanswered(s.channel, s.phone, p_now);
	end loop;
	return reopened;
end $$;

-- Conversations of the agent's whose customer waits while nobody is at work on it: a fault, or a schedule that does not run. Whose it may be is gathered first:
-- the planner takes a partial index for as large as its share of the table, and would read the whole table for it.
create or replace function public.waiting_customers(p_channel text, p_now timestamptz default now())
returns jsonb language plpgsql stable set search_path = public as $$
declare
	channels text[];
	phones text[];
begin
	select array_agg(may.channel), array_agg(may.phone) into channels, phones from (
		select w.channel, w.phone from sessions w where w.mode = 'agent' and w.last_customer_message > p_now - interval '2 days'
			and w.last_customer_message > coalesce(greatest(w.last_agent_message, w.last_human_message), '-infinity')
		union
		select i.channel, i.phone from inbox i where i.status = 'waiting'
	) may where is_channel_of(p_channel, may.channel);
	return (
		select jsonb_build_object('now', p_now, 'sessions', coalesce(jsonb_agg(to_jsonb(s) || jsonb_build_object('unanswered_since', open.since,
			'name', (select coalesce(l.name, l.whatsapp_name) from leads l where l.phone = s.phone))), '[]'))
		from unnest(channels, phones) as may (channel, phone)
		join sessions s on s.channel = may.channel and s.phone = may.phone
		cross join lateral (select min(u.received_at) as since from unanswered(s.channel, s.phone) u) open
		where s.mode = 'agent' and open.since is not null
			-- Who has the person on another number is told of that one.
			and guard_told(s.channel, s.phone) is null
			-- Of a model that is down the team is told as a whole.
			and not exists (select from integrations d where d.channel = s.channel and d.name = 'model' and d.down_since is not null)
			and (select value from settings where key = 'agent_enabled') is distinct from 'false'
			and s.last_customer_message > p_now - interval '2 days'
			and not exists (select from turns t where t.channel = s.channel and t.phone = s.phone and t.status in ('open', 'confirmed') and t.lease_until > p_now));
end $$;

-- What the sweep has to look at: conversations that are not the agent's (an opt-out has no end), calls for a person, and old ones that carry something which
-- is not to stay (`p_kept`: what is). With it since when the customer waits for a word, and their name. An old one that carries nothing else is noted, and
-- not looked at again until it changes; 1,000 at a time, and of the others 500.
create or replace function public.due_sessions(p_channel text, p_old_before timestamptz, p_kept text[] default null)
returns jsonb language plpgsql set search_path = public as $$
declare
	channels text[];
	phones text[];
begin
	update sessions s set swept_at = s.updated_at
	from (
		select channel, phone from sessions
		where mode = 'agent' and metadata <> '{}' and not metadata ? 'escalation_requested' and (swept_at is null or swept_at < updated_at)
			and updated_at < p_old_before and (metadata - p_kept = '{}'
			-- Nobody ever wrote there: its age cannot be told.
			or coalesce(last_customer_message, last_agent_message, last_human_message, last_human_activity, mode_since) is null)
		order by updated_at limit 1000 for update skip locked
	) known
	where s.channel = known.channel and s.phone = known.phone and s.updated_at < p_old_before;

	select array_agg(due.channel), array_agg(due.phone) into channels, phones from (
		select a.channel, a.phone from sessions a where a.mode <> 'agent' and a.paused_by is distinct from 'opt_out'
		union
		select c.channel, c.phone from sessions c where c.metadata ? 'escalation_requested'
		union
		(select o.channel, o.phone from sessions o
			where o.mode = 'agent' and o.metadata <> '{}' and not o.metadata ? 'escalation_requested'
				and (o.swept_at is null or o.swept_at < o.updated_at) and o.updated_at < p_old_before
			order by o.updated_at limit 500)
	) due where is_channel_of(p_channel, due.channel);
	return (
		select coalesce(jsonb_agg(to_jsonb(s) || jsonb_build_object(
			'waiting_since', (select min(i.sent_at) from inbox i where i.channel = s.channel and i.phone = s.phone and i.speaker = 'customer'
				and i.sent_at > coalesce(greatest(s.last_human_message, s.last_agent_message), '-infinity')),
			'company_settings', company_of(s.channel),
			'name', (select coalesce(l.name, l.whatsapp_name) from leads l where l.phone = s.phone))), '[]')
		from unnest(channels, phones) as due (channel, phone)
		join sessions s on s.channel = due.channel and s.phone = due.phone);
end $$;

-- What was said in place of an answer (`owes`: the model gave none) is no answer: the question waits for the model, without a try. Called as the turn ends.
create or replace function public.owe_answer(p_turn_id uuid, p_now timestamptz)
returns void language sql set search_path = public as $$
	update inbox i set status = 'waiting', owed = true, turn_id = null, attempts = greatest(i.attempts - 1, 0), not_before = p_now + interval '2 minutes'
	from turns t join sessions s on s.channel = t.channel and s.phone = t.phone
	where t.id = p_turn_id and t.owes and t.status in ('sent', 'uncertain') and i.turn_id = t.id and i.status in ('claimed', 'done')
		and s.mode = 'agent' and not has_opted_out(s.phone);
$$;

-- ══ 64-trials.sql ══
-- The agent tried out in a chat: one message is one turn, at once, and nothing of it leaves the database. Called by Hear Trial and Answer Trial.

-- What a trial would have sent, told or taken to the CRM is kept for whoever reads the trial, and is nobody's to do. Parts of a reply are recorded by the trial
-- itself.
create or replace function public.keep_trial_effect() returns trigger language plpgsql set search_path = public as $$
begin
	new.status := 'discarded';
	new.error := 'trial';
	return new;
end $$;
create or replace trigger keep_trial_effect before insert on public.outbox for each row
	when (public.is_trial(new.channel) and (new.kind <> 'whatsapp_text' or new.turn_id is null)) execute function public.keep_trial_effect();

-- Trials that nobody went on with for a day are gone, with all that they left: some at a time.
create or replace function public.forget_trials(p_now timestamptz) returns void language plpgsql set search_path = public as $$
declare
	s record;
begin
	for s in
		select channel, phone from sessions where is_trial(channel) and is_trial(phone) and updated_at < p_now - interval '1 day'
		order by updated_at limit 5 for update skip locked
	loop
		perform delete_conversation(s.channel, s.phone);
		delete from opt_outs where phone = s.phone;
	end loop;
end $$;

-- Takes a message of a trial in, and claims its turn for the caller: without a quiet period, and whatever an execution before it left undone. Who writes the same
-- again and again tries something out, and is no machine. The same call again (`p_key`: its answer was lost) gets the same turn again.
create or replace function public.begin_trial(
	p_message jsonb, p_lease_seconds integer, p_history_limit integer, p_key uuid, p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
declare
	at_channel constant text := p_message ->> 'channel';
	who constant text := p_message ->> 'phone';
	known turns;
	received jsonb;
begin
	-- A number of ours, or a customer of ours, is nothing to play with.
	if not is_trial(at_channel) or not is_trial(who) then
		raise exception 'A trial needs a channel and a person that begin with "teste:"' using errcode = '22023';
	end if;
	select * into known from turns where channel = at_channel and phone = who and claim_key = p_key and status = 'open';
	if found then
		return turn_details(known, p_history_limit);
	end if;
	perform forget_trials(p_now);
	received := receive_message(p_message, p_now);
	perform from sessions where channel = at_channel and phone = who for update;
	update outbox set status = 'discarded', error = 'trial', updated_at = p_now
	where channel = at_channel and phone = who and status in ('pending', 'queued', 'sending', 'uncertain');
	update turns set status = 'discarded', finished_at = p_now where channel = at_channel and phone = who and status in ('open', 'confirmed');
	update inbox set status = 'done'
	where channel = at_channel and phone = who and status in ('waiting', 'claimed', 'failed') and id <> (received ->> 'sequence')::bigint;
	return open_turn(at_channel, who, p_lease_seconds, p_history_limit, p_now, p_key, '', 0, 0);
end $$;

-- What the team would have been told because of a turn of a trial: the facts of each notice.
create or replace function public.trial_notices(p_turn_id uuid) returns jsonb language sql stable set search_path = public as $$
	select coalesce(jsonb_agg(o.payload order by o.id), '[]')
	from turns t join outbox o on o.channel = t.channel and o.phone = t.phone and o.kind = 'notice' and o.created_at >= t.created_at
	where t.id = p_turn_id and is_trial(t.channel);
$$;

-- ══ 65-company-saved.sql ══
-- The company's settings and catalogue as they are saved and shown. Called by the Lead Store node (workflow `configurar`), by Health, and with each claim.

-- A price is told to the model only where the agent may speak of prices.
alter table public.products add column if not exists price text not null default '';

-- What the worker of a turn gets: the company's settings, and its catalogue, as far as that is small enough to go with every turn.
create or replace function public.company_for_turn(p_channel text) returns jsonb language plpgsql stable set search_path = public as $$
declare
	most constant integer := 200;
	longest constant integer := 60000;
	listed jsonb;
begin
	select jsonb_agg(to_jsonb(p)) into listed from (
		select name, category, keywords, facts, price, is_available, unavailable_message, alternative, internal_note from products
		order by category, name limit most + 1) p;
	return company_of(p_channel) || case
		when listed is null then '{}'
		when jsonb_array_length(listed) > most or length(listed::text) > longest then '{"products_left_out": true}'
		else jsonb_build_object('products', listed) end;
end $$;

-- As the workflow `configurar` shows it: what was told of this number (empty: of all), what is in force for it, and the catalogue.
create or replace function public.company_told(p_channel text default '') returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object('channel', coalesce(p_channel, ''),
		'told', coalesce((select value from settings where key = 'company' || case when coalesce(p_channel, '') = '' then '' else ':' || p_channel end), '{}'),
		'in_force', company_of(coalesce(p_channel, '')),
		'products', coalesce((select jsonb_agg(to_jsonb(p) - array['id', 'created_at', 'updated_at'] order by p.category, p.name) from products p), '[]'));
$$;

-- Saves products by their names, all or none: the keys that are given replace what is there, the others stay. With `p_all` these are all that there are, and a
-- product that is not among them is taken out. What changed is kept with its old value and who changed it.
create or replace function public.save_products(p_products jsonb, p_all boolean, p_actor text, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	one jsonb;
	before jsonb;
	after products;
	counted jsonb := '{"created": 0, "updated": 0, "removed": 0}';
	what text;
	who constant text := coalesce(nullif(p_actor, ''), 'system');
	unaudited constant text[] := array['id', 'created_at', 'updated_at'];
	gone products;
begin
	perform pg_advisory_xact_lock(hashtext('public.company'), hashtext('products'));
	for one in select * from jsonb_array_elements(p_products) loop
		select to_jsonb(p) into before from products p where p.name = one ->> 'name' for update;
		after := jsonb_populate_record(null::products, coalesce(before, jsonb_build_object('id', gen_random_uuid(), 'category', '', 'keywords', '[]'::jsonb,
			'facts', '[]'::jsonb, 'price', '', 'is_available', true, 'unavailable_message', '', 'alternative', '', 'internal_note', '', 'created_at', p_now))
			|| (one - unaudited) || jsonb_build_object('updated_at', p_now));
		continue when before - unaudited = to_jsonb(after) - unaudited;
		what := case when before is null then 'created' else 'updated' end;
		delete from products where name = after.name;
		insert into products select (after).*;
		counted := jsonb_set(counted, array[what], to_jsonb((counted ->> what)::integer + 1));
		insert into audit_logs (logged_at, action, entity_type, entity_id, changed_by, changes)
		values (p_now, case what when 'created' then 'CREATE' else 'UPDATE' end, 'product', after.name, who, case what
			when 'created' then masked_change(null, to_jsonb(after) - unaudited) else masked_change(before - unaudited, to_jsonb(after) - unaudited) end);
	end loop;
	if p_all then
		for gone in delete from products where name not in (select p ->> 'name' from jsonb_array_elements(p_products) p) returning * loop
			counted := jsonb_set(counted, '{removed}', to_jsonb((counted ->> 'removed')::integer + 1));
			insert into audit_logs (logged_at, action, entity_type, entity_id, changed_by, changes)
			values (p_now, 'DELETE', 'product', gone.name, who, masked_change(to_jsonb(gone) - unaudited, null));
		end loop;
	end if;
	return counted || jsonb_build_object('products', (select count(*) from products));
end $$;

-- Saves what was told: the keys that are given, of which null takes one back; the others stay. `p_products` are all products that there are; null says
-- nothing of them. What changed is kept with its old value and who changed it.
create or replace function public.save_company(
	p_channel text, p_settings jsonb, p_products jsonb, p_actor text, p_now timestamptz default now()
)
returns jsonb language plpgsql set search_path = public as $$
declare
	at_key constant text := 'company' || case when coalesce(p_channel, '') = '' then '' else ':' || p_channel end;
	before jsonb;
	after jsonb;
	changed text[];
	catalogue jsonb;
begin
	if jsonb_typeof(p_settings) is distinct from 'object' then
		raise exception 'The settings of a company are an object' using errcode = '22023';
	end if;
	perform pg_advisory_xact_lock(hashtext('public.company'), hashtext(at_key));
	before := coalesce((select value from settings where key = at_key), '{}');
	after := jsonb_strip_nulls(before || p_settings);
	select array_agg(k order by k) into changed from jsonb_object_keys(before || p_settings) k where before -> k is distinct from after -> k;
	if changed is not null then
		insert into settings (key, value, updated_at) values (at_key, after, p_now)
		on conflict (key) do update set value = excluded.value, updated_at = p_now;
		insert into audit_logs (logged_at, action, entity_type, entity_id, changed_by, changes)
		select p_now, 'UPDATE', 'company', coalesce(p_channel, ''), coalesce(nullif(p_actor, ''), 'system'),
			masked_change(jsonb_object_agg(k, before -> k), jsonb_object_agg(k, after -> k)) from unnest(changed) k;
	end if;
	if 'model_prices' = any (changed) then
		perform told_model_prices(after -> 'model_prices', p_now);
	end if;
	if jsonb_typeof(p_products) = 'array' then
		catalogue := save_products(p_products, true, p_actor, p_now);
	end if;
	return company_told(p_channel) || jsonb_build_object('changed', to_jsonb(coalesce(changed, '{}')), 'catalogue', catalogue);
end $$;

-- A field of the nodes behind a trigger cannot be used, or can again: told once, and again when it is over. Called at publishing; a turn tells it with its reply.
create or replace function public.note_setup(p_channel text, p_problem text, p_phone text default null, p_now timestamptz default now())
returns void language sql set search_path = public as $$
	select note_integration(coalesce(p_channel, 'default'), 'setup', p_problem is null, 'operator', 'unusable_field', p_problem, p_phone, p_now);
$$;

-- ══ 70-onboarding.sql ══
-- How far the users of a flow are, as AtendeAqui told last, and what was written to them. What they typed into a step is never kept here. Called by the Lead Store node.

create table if not exists public.onboardings (
	flow text not null check (flow <> ''),
	user_id text not null check (user_id <> ''),
	client_id text not null default '',
	-- Canonical key; empty for users of whom only AtendeAqui knows: nothing is written to them.
	phone text not null default '',
	name text not null default '',
	company text not null default '',
	-- Where the user goes on.
	link text not null default '',
	status text not null default 'NOT_STARTED',
	percentage numeric not null default 0,
	next_step text not null default '',
	started_at timestamptz,
	last_activity_at timestamptz,
	completed_at timestamptz,
	-- When each reminder was put into the outbox to be sent.
	reminders timestamptz[] not null default '{}',
	congratulated_at timestamptz,
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now(),
	primary key (flow, user_id)
);
-- Until when the gate holds the next message, and why (ask_gate).
alter table public.onboardings add column if not exists held_until timestamptz;
alter table public.onboardings add column if not exists held_because text;
create index if not exists onboardings_stalled on public.onboardings (last_activity_at) where status = 'IN_PROGRESS' and phone <> '';
create index if not exists onboardings_phone on public.onboardings (phone) where phone <> '';
create index if not exists onboardings_completed on public.onboardings (completed_at) where status = 'COMPLETED' and phone <> '';

-- Takes in what AtendeAqui tells of a user; what is older than what is known changes nothing. A sign of life takes reminders back that were not sent yet.
create or replace function public.note_onboarding(p_progress jsonb, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	p onboardings := jsonb_populate_record(null::onboardings, p_progress);
	o onboardings;
begin
	insert into onboardings as k (flow, user_id, client_id, name, status, percentage, next_step, started_at, last_activity_at, completed_at, created_at,
		updated_at)
	values (p.flow, p.user_id, coalesce(p.client_id, ''), coalesce(p.name, ''), p.status, coalesce(p.percentage, 0), coalesce(p.next_step, ''),
		p.started_at, p.last_activity_at, p.completed_at, p_now, p_now)
	on conflict (flow, user_id) do update set
		client_id = coalesce(nullif(excluded.client_id, ''), k.client_id), name = coalesce(nullif(k.name, ''), excluded.name),
		status = excluded.status, percentage = excluded.percentage, next_step = excluded.next_step, started_at = excluded.started_at,
		last_activity_at = excluded.last_activity_at, completed_at = excluded.completed_at, updated_at = p_now
	where k.last_activity_at is null or excluded.last_activity_at >= k.last_activity_at;
	select * into o from onboardings where flow = p.flow and user_id = p.user_id;
	update outbox set status = 'discarded', error = 'onboarding_went_on', updated_at = p_now
	where phone = o.phone and status = 'pending' and payload ->> 'onboarding' = o.flow || '/' || o.user_id and payload ->> 'nudge' = 'reminder'
		and (o.status <> 'IN_PROGRESS' or (payload ->> 'activity_at')::timestamptz is distinct from o.last_activity_at);
	return to_jsonb(o);
end $$;

-- A user who signed up: what is known, and the welcome, which goes out once however often this is called.
create or replace function public.register_onboarding(p_progress jsonb, p_welcome jsonb, p_channel text default null, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	p onboardings := jsonb_populate_record(null::onboardings, p_progress);
	welcome text;
begin
	perform note_onboarding(p_progress, p_now);
	p.phone := key_of(p.phone);
	update onboardings set phone = coalesce(nullif(p.phone, ''), phone), name = coalesce(nullif(p.name, ''), name),
		company = coalesce(nullif(p.company, ''), company), link = coalesce(nullif(p.link, ''), link), updated_at = p_now
	where flow = p.flow and user_id = p.user_id;
	welcome := case
		when coalesce(p_welcome ->> 'text', '') = '' then 'none'
		when has_opted_out(p.phone) then 'opted_out'
		when jsonb_array_length(enqueue_outbox(jsonb_build_array(jsonb_build_object('key', p_welcome ->> 'key', 'kind', 'whatsapp_text',
			'channel', channel_for(p.phone, p_channel), 'phone', p.phone,
			'payload', jsonb_build_object('text', p_welcome ->> 'text', 'onboarding', p.flow || '/' || p.user_id))), p_now)) > 0 then 'queued'
		else 'known'
	end;
	return jsonb_build_object('flow', p.flow, 'user_id', p.user_id, 'phone', p.phone, 'welcome', welcome);
end $$;

-- Who could be written to: users without activity since then, and those who finished after then. None while the agent is switched off. A coarse sieve by
-- the caller's rules, so that the many who have had enough cost nothing; who gets what, and when, is the caller's to say.
create or replace function public.nudge_candidates(
	p_stalled_before timestamptz, p_seen_after timestamptz, p_cooled_before timestamptz, p_most_per_stall integer, p_most_per_flow integer,
	p_completed_after timestamptz, p_flow text default null
) returns jsonb language sql stable set search_path = public as $$
	select coalesce(jsonb_agg(to_jsonb(o.*) || jsonb_build_object(
		'opted_out', has_opted_out(o.phone),
		'reminded_elsewhere_at', (select max(r) from onboardings e, unnest(e.reminders) r where e.phone = o.phone and e.phone <> ''
			and (e.flow, e.user_id) <> (o.flow, o.user_id)),
		'with_human', exists (select from sessions s where s.phone = o.phone and s.mode <> 'agent'))), '[]')
	from onboardings o
	where o.phone <> '' and (p_flow is null or o.flow = p_flow)
		and ((o.status = 'IN_PROGRESS' and o.last_activity_at <= p_stalled_before and o.last_activity_at > p_seen_after
				and not exists (select from unnest(o.reminders) r where r > p_cooled_before)
				and (select count(*) from unnest(o.reminders) r where r >= o.last_activity_at) < p_most_per_stall
				and (select count(*) from unnest(o.reminders) r where r >= o.started_at) < p_most_per_flow)
			or (o.status = 'COMPLETED' and o.completed_at > p_completed_after and (o.congratulated_at is null or o.congratulated_at < o.completed_at)))
		and coalesce((select value from settings where key = 'agent_enabled'), 'true') <> 'false';
$$;

-- Puts a planned message into the outbox, once, if it still holds: the user did nothing since, and the gate lets it out (queue_unasked). What the gate holds is planned
-- again later.
create or replace function public.queue_nudge(p_nudge jsonb, p_text text, p_channel text default null, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	o onboardings;
	s sessions;
	refused text;
	channel_of text;
	gate jsonb;
	send_at timestamptz := greatest((p_nudge ->> 'send_at')::timestamptz, p_now);
	is_reminder boolean := p_nudge ->> 'nudge' = 'reminder';
begin
	select * into o from onboardings where flow = p_nudge ->> 'flow' and user_id = p_nudge ->> 'user_id' for update;
	refused := case
		when o.phone is null or o.phone = '' then 'unknown'
		when has_opted_out(o.phone) then 'opted_out'
		when exists (select from sessions where phone = o.phone and mode <> 'agent') then 'with_human'
		when (select value from settings where key = 'agent_enabled') = 'false' then 'agent_off'
		when o.status <> case when is_reminder then 'IN_PROGRESS' else 'COMPLETED' end
			or o.last_activity_at is distinct from (p_nudge ->> 'activity_at')::timestamptz then 'went_on'
	end;
	if refused is null then
		channel_of := channel_for(o.phone, p_channel);
		select * into s from sessions where channel = channel_of and phone = o.phone;
		gate := queue_unasked(jsonb_build_object('key', p_nudge ->> 'key', 'channel', channel_of, 'phone', o.phone, 'purpose', 'onboarding', 'at', send_at,
			'payload', jsonb_build_object('text', p_text, 'onboarding', o.flow || '/' || o.user_id, 'nudge', p_nudge ->> 'nudge',
				'activity_at', o.last_activity_at, 'mode_epoch', coalesce(s.mode_epoch, 1), 'until', p_nudge ->> 'until')), p_now);
		if gate ->> 'verdict' <> 'now' then
			refused := gate ->> 'reason';
			update onboardings set held_until = (gate ->> 'until')::timestamptz, held_because = refused where flow = o.flow and user_id = o.user_id and gate ? 'until';
		elsif is_reminder then
			send_at := (gate ->> 'at')::timestamptz;
			update onboardings set reminders = reminders || send_at, held_until = null, held_because = null, updated_at = p_now where flow = o.flow and user_id = o.user_id;
		else
			send_at := (gate ->> 'at')::timestamptz;
			update onboardings set congratulated_at = send_at, held_until = null, held_because = null, updated_at = p_now where flow = o.flow and user_id = o.user_id;
		end if;
	end if;
	return jsonb_build_object('queued', refused is null, 'flow', p_nudge ->> 'flow', 'user_id', p_nudge ->> 'user_id')
		|| case when refused is null then jsonb_build_object('send_at', send_at)
		else jsonb_build_object('reason', refused) || case when gate ? 'until' then jsonb_build_object('until', gate -> 'until') else '{}' end end;
end $$;

-- Whoever opts out gets nothing of an onboarding any more, what waits to be sent included.
create or replace function public.drop_onboarding_texts() returns trigger language plpgsql set search_path = public as $$
begin
	update outbox set status = 'discarded', error = 'opted_out', updated_at = new.opted_out_at
	where phone = new.phone and kind = 'whatsapp_text' and status = 'pending' and payload ? 'onboarding';
	return null;
end $$;
create or replace trigger drop_onboarding_texts after insert or update on public.opt_outs for each row when (new.revoked_at is null)
	execute function public.drop_onboarding_texts();

-- ══ 71-limits.sql ══
-- How much of what nobody asked for a person gets, how fast a number of ours sends it, and when the house is open. Written by Set Message Rules of the Conversation
-- node and by hand; read by the gate (75-gate.sql).

-- The row of a number of ours comes first, then that of its provider, then the empty one.
create table if not exists public.message_limits (
	channel text primary key,
	-- Of one person, over all purposes and all numbers: hours from one to the next, how many in seven days, and hours after the last word of a conversation.
	apart_hours numeric not null default 48 check (apart_hours >= 0),
	a_week integer not null default 3 check (a_week > 0),
	after_talk_hours numeric not null default 12 check (after_talk_hours >= 0),
	-- Of one number. A young one begins with `first_day` messages and may send twice as many on each further day of sending, up to `a_day`; null is no such limit.
	a_minute numeric not null default 6 check (a_minute > 0),
	first_day integer check (first_day > 0),
	a_day integer check (a_day > 0),
	-- From which share of refused messages on nothing more goes out (of the last hundred in two days, twenty at least).
	refused_share numeric not null default 0.1 check (refused_share > 0),
	time_zone text not null default 'America/Sao_Paulo',
	updated_at timestamptz not null default now()
);
-- Whoever is held for a nuisance at WhatsApp loses the number, at Meta the right to begin anything: 250 persons a day is where its accounts begin (notes: tiers).
insert into public.message_limits (channel, a_minute, first_day, a_day) values ('', 6, 50, 1000), ('whatsapp_cloud', 60, 250, null) on conflict (channel) do nothing;

-- When people attend, by number of ours (empty: all that have no hours of their own). Weekday 1 is Monday; `to_minute` at or before `from_minute` runs past midnight.
create table if not exists public.open_hours (
	channel text not null default '',
	weekday integer not null check (weekday between 1 and 7),
	from_minute integer not null check (from_minute between 0 and 1439),
	to_minute integer not null check (to_minute between 0 and 1440),
	primary key (channel, weekday, from_minute)
);
-- Holidays: those of the nation are worked out by the node, others are the operator's to add. Those of the empty channel are everybody's.
create table if not exists public.closed_days (
	channel text not null default '',
	day date not null,
	name text not null default '',
	primary key (channel, day)
);

-- Which limits hold for a number of ours.
create or replace function public.limits_of(p_channel text, p_provider text) returns public.message_limits language sql stable set search_path = public as $$
	select l from message_limits l where channel in (p_channel, coalesce(p_provider, ''), '') order by channel = p_channel desc, channel <> '' desc limit 1;
$$;

-- Whose hours hold for a number of ours: null where nobody entered any.
create or replace function public.hours_channel(p_channel text) returns text language sql stable set search_path = public as $$
	select channel from open_hours where channel in (p_channel, '') order by channel = p_channel desc limit 1;
$$;

-- When the house is open next; that moment itself where it is, or where nobody entered hours. Bounds are included to the minute's first second, as in the package's
-- own clock (businessHours.ts). Closed for two months: then.
create or replace function public.next_open(p_channel text, p_time_zone text, p_at timestamptz) returns timestamptz language sql stable set search_path = public as $$
	select case when h.channel is null then p_at else coalesce((
		select min(greatest(t.opens, p_at)) from (
			select (d.day + make_interval(mins => o.from_minute)) at time zone p_time_zone as opens,
				(d.day + make_interval(mins => o.to_minute + case when o.to_minute <= o.from_minute then 1440 else 0 end)) at time zone p_time_zone as closes
			from (select (p_at at time zone p_time_zone)::date + n as day from generate_series(-1, 62) n) d
			join open_hours o on o.channel = h.channel and o.weekday = extract(isodow from d.day)
			where not exists (select from closed_days c where c.channel in (p_channel, '') and c.day = d.day)
		) t where t.closes >= p_at), p_at + interval '62 days') end
	from (select hours_channel(p_channel) as channel) h;
$$;

-- Puts hours, days and limits in place of those of a number of ours (empty: all). What is not given stays. `p_hours`: weekday, from, to in minutes; `p_days`: day
-- and name, of which those of the years named in `p_years` are replaced; `p_limits`: columns of message_limits.
create or replace function public.set_message_rules(
	p_channel text, p_hours jsonb default null, p_days jsonb default null, p_years integer[] default null, p_limits jsonb default null, p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
declare
	l message_limits;
begin
	if p_hours is not null then
		delete from open_hours where channel = p_channel;
		insert into open_hours (channel, weekday, from_minute, to_minute)
		select p_channel, h.weekday, h.from_minute, h.to_minute from jsonb_to_recordset(p_hours) as h (weekday integer, from_minute integer, to_minute integer)
		on conflict (channel, weekday, from_minute) do update set to_minute = excluded.to_minute;
	end if;
	if p_days is not null then
		delete from closed_days where channel = p_channel and extract(year from day)::integer = any (p_years);
		insert into closed_days (channel, day, name) select p_channel, d.day, coalesce(d.name, '') from jsonb_to_recordset(p_days) as d (day date, name text)
		on conflict (channel, day) do update set name = excluded.name;
	end if;
	-- What is said of all numbers is said of those of each provider too, which keep what is not said.
	for l in
		select f.* from limits_of(p_channel, provider_of(p_channel, '')) f where p_limits is not null and p_channel <> '' union all
		select m.* from message_limits m where p_limits is not null and p_channel = '' and m.channel in ('', 'zapi', 'whatsapp_cloud')
	loop
		l := jsonb_populate_record(l, p_limits || jsonb_build_object('channel', case when p_channel = '' then l.channel else p_channel end, 'updated_at', p_now));
		perform p_now at time zone l.time_zone;
		delete from message_limits where channel = l.channel;
		insert into message_limits values (l.*);
	end loop;
	return jsonb_build_object('channel', p_channel, 'limits', to_jsonb(limits_of(p_channel, null)),
		'hours', (select coalesce(jsonb_agg(to_jsonb(h) - 'channel' order by weekday, from_minute), '[]') from open_hours h where channel = hours_channel(p_channel)),
		'next_open', next_open(p_channel, (limits_of(p_channel, null)).time_zone, p_now),
		'closed_days', (select coalesce(jsonb_agg(jsonb_build_object('day', day, 'name', name) order by day), '[]') from closed_days
			where channel in (p_channel, '') and day >= p_now::date));
end $$;

-- ══ 73-budget.sql ══
-- What one person gets of what nobody asked for. Asked by the gate (75-gate.sql).

-- When a message that nobody asked for is to go out, or went; null for every other one. The one place where the budget is counted.
alter table public.outbox add column if not exists unasked_at timestamptz;
create index if not exists outbox_unasked on public.outbox (phone, unasked_at desc)
	where unasked_at is not null and status in ('pending', 'queued', 'sending', 'uncertain', 'sent');
create index if not exists outbox_unasked_channel on public.outbox (channel, unasked_at desc) where unasked_at is not null;
create index if not exists lgpd_requests_phone on public.lgpd_requests (phone);

-- Why nobody may write to a person of their own accord, whatever the hour; null where one may. Whoever asked to be forgotten, or not to have their data used, is
-- asked nothing, also once that is done. With a person of the team, in a pause or while they wait for somebody: on any number of ours.
create or replace function public.person_forbids(p_phone text) returns text language sql stable set search_path = public as $$
	select case
		when id_kind(p_phone) = 'chat' then 'no_person'
		when has_opted_out(p_phone) then 'opted_out'
		when exists (select from lgpd_requests where phone in (p_phone, person_hash(p_phone)) and kind in ('objection', 'deletion') and status <> 'refused') then 'objection'
		when exists (select from sessions where phone = p_phone and (mode <> 'agent' or metadata ? 'escalation_requested') and not is_trial(channel)) then 'with_human'
	end;
$$;

-- Of many people those of whom `person_forbids` may say something: a list is looked at at once, and only these one by one. Nobody whom it forbids is left out; the rules
-- themselves are its alone.
create or replace function public.maybe_forbidden(p_keys text[]) returns setof text language sql stable set search_path = public as $$
	with asked as materialized (
		select distinct k as key from unnest(p_keys) k where k <> ''
	), secret as materialized (
		select hash_secret() as value
	), ids as (
		select key, key as id from asked
		union select a.key, c.value from asked a join contact_ids c on c.key = a.key
		union select a.key, j.from_key from asked a join contact_joins j on j.to_key = a.key and j.undone_at is null
	), hashes as materialized (
		select i.key, hash_by(s.value, i.id) as hash from ids i cross join secret s
	)
	select key from asked where id_kind(key) = 'chat'
	union select a.key from asked a join opt_outs o on o.phone = a.key
	union select a.key from asked a join lgpd_requests r on r.phone = a.key
	union select h.key from hashes h join opt_outs o on o.phone = h.hash
	union select h.key from hashes h join lgpd_requests r on r.phone = h.hash
	union select a.key from asked a join sessions s on s.phone = a.key where s.mode <> 'agent' or s.metadata ? 'escalation_requested';
$$;

-- The days of the last week on which we spoke with somebody in a conversation, as the last word of each; not those on which they got what they did not ask for.
create or replace function public.talked_on(p_phone text, p_time_zone text, p_at timestamptz, p_but timestamptz[]) returns timestamptz[] language sql stable set search_path = public as $$
	select coalesce(array_agg(d.last), '{}') from (
		select max(c.sent_at) as last from sessions s
		join conversations c on c.lead_phone = s.phone and c.channel = s.channel
		where s.phone = p_phone and not is_trial(s.channel) and c.sent_at > p_at - interval '7 days' and c.sent_at <= p_at
			and c.role in ('assistant', 'human') and c.status in ('received', 'sent', 'uncertain')
			and not exists (select from outbox o where o.id = c.outbox_id and o.unasked_at is not null)
			and (c.sent_at at time zone p_time_zone)::date <> all (array(select (b at time zone p_time_zone)::date from unnest(p_but) b))
		group by (c.sent_at at time zone p_time_zone)::date
	) d;
$$;

-- From when on somebody may be written to again, and why not before; the moment itself where nothing holds it. Words of a conversation count as one message for
-- each day, and nothing comes for some hours after the last of them. `p_but`: the row that is asked for. One plan for all: in a
-- large house PostgreSQL would plan it anew for each person, which takes longer than to ask.
create or replace function public.person_free_at(
	p_phone text, p_limits public.message_limits, p_at timestamptz, p_but bigint, out free_at timestamptz, out reason text
) language plpgsql stable set search_path = public set plan_cache_mode = force_generic_plan as $$
declare
	given timestamptz[];
	spoke timestamptz;
	full_until timestamptz;
begin
	free_at := p_at;
	-- One that is to go out in a moment counts as one that went.
	select array_agg(o.unasked_at order by o.unasked_at desc) into given from outbox o
	where o.phone = p_phone and o.unasked_at > p_at - greatest(interval '7 days', make_interval(secs => p_limits.apart_hours * 3600))
		and o.status in ('pending', 'queued', 'sending', 'uncertain', 'sent') and o.id is distinct from p_but;
	select max(greatest(last_customer_message, last_agent_message, last_human_message)) into spoke from sessions where phone = p_phone and not is_trial(channel);
	if exists (select from sessions s where s.phone = p_phone and team_writes(s.channel, s.phone)) then
		free_at := p_at + interval '1 minute';
		reason := 'with_human';
	end if;
	if spoke + make_interval(secs => p_limits.after_talk_hours * 3600) > free_at then
		free_at := spoke + make_interval(secs => p_limits.after_talk_hours * 3600);
		reason := 'in_conversation';
	end if;
	if given[1] + make_interval(secs => p_limits.apart_hours * 3600) > free_at then
		free_at := given[1] + make_interval(secs => p_limits.apart_hours * 3600);
		reason := 'budget';
	end if;
	select t + interval '7 days' into full_until
	from unnest(coalesce(given, '{}') || talked_on(p_phone, p_limits.time_zone, p_at, coalesce(given, '{}'))) t
	where t > p_at - interval '7 days' order by t desc offset p_limits.a_week - 1 limit 1;
	if full_until > free_at then
		free_at := full_until;
		reason := 'budget';
	end if;
end $$;

-- ══ 74-pace.sql ══
-- How fast a number of ours sends what nobody asked for: its pace, its youth, its health. Asked by the gate (75-gate.sql).

create table if not exists public.channel_pace (
	channel text primary key,
	-- The last moment that was given away, and how many on that day (by the clock of its limits); on how many days before it sent any.
	slot_at timestamptz,
	day date,
	today integer not null default 0,
	days integer not null default 0,
	-- What the provider says of the number, as far as somebody told (`note_quality`): GREEN, YELLOW, RED.
	quality text,
	-- The share of its pace that its health leaves it, and when that was looked at.
	factor numeric not null default 1,
	looked_at timestamptz
);

-- The provider's rating of a number of ours.
create or replace function public.note_quality(p_channel text, p_quality text) returns jsonb language sql set search_path = public as $$
	insert into channel_pace as p (channel, quality) values (p_channel, upper(p_quality))
	on conflict (channel) do update set quality = excluded.quality, looked_at = null returning jsonb_build_object('channel', channel, 'quality', quality);
$$;

-- What health leaves of the pace: nothing where too much was refused, or the rating is the worst; half of it where the rating fell, or almost nobody answers.
create or replace function public.pace_left(p_channel text, p_quality text, p_limits public.message_limits, p_now timestamptz)
returns numeric language sql stable set search_path = public set plan_cache_mode = force_generic_plan as $$
	with newest as (
		select status from outbox where channel = p_channel and unasked_at between p_now - interval '2 days' and p_now and status in ('sent', 'failed', 'uncertain')
		order by unasked_at desc limit 100
	), older as (
		select exists (select from inbox i where i.channel = o.channel and i.phone = o.phone and i.speaker = 'customer' and i.sent_at > o.unasked_at) as answered
		from outbox o where o.channel = p_channel and o.unasked_at between p_now - interval '14 days' and p_now - interval '1 day' and o.status = 'sent'
		order by o.unasked_at desc limit 100
	)
	select case
		when p_quality = 'RED' or (select count(*) >= 20 and count(*) filter (where status = 'failed') > p_limits.refused_share * count(*) from newest) then 0
		when p_quality = 'YELLOW' or (select count(*) >= 50 and count(*) filter (where answered) < 0.03 * count(*) from older) then 0.5
		else 1 end;
$$;

-- Why a number of ours begins nothing now, and until when it is not asked again; no reason where it may. A connection that is lost is told of when it is back; what else is
-- broken is found out by what waits in the outbox, which goes on being tried. Whoever is held for a nuisance rests for a day (is_held_back).
create or replace function public.number_waits(p_channel text, p_at timestamptz, out reason text, out until timestamptz) language sql stable set search_path = public as $$
	select case
			when (select value from settings where key = 'agent_enabled') = 'false' then 'agent_off'
			when exists (select from integrations where channel = p_channel and reason = 'stopSending' and down_since > p_at - interval '1 day') then 'number_blocked'
			when exists (select from integrations where channel = p_channel and name in ('zapi', 'whatsapp_cloud') and kind = 'connection' and down_since is not null) then 'number_down' end,
		p_at + interval '15 minutes';
$$;

-- Gives away the number's next moment, or tells from when on there is one: nothing is taken that lies further ahead than `p_ahead`.
create or replace function public.take_slot(
	p_channel text, p_limits public.message_limits, p_at timestamptz, p_ahead interval, p_now timestamptz, out slot timestamptz, out reason text, out until timestamptz
) language plpgsql set search_path = public as $$
declare
	p channel_pace;
	local_day constant date := (p_at at time zone p_limits.time_zone)::date;
	most integer;
begin
	insert into channel_pace (channel) values (p_channel) on conflict (channel) do nothing;
	select * into p from channel_pace where channel = p_channel for update;
	if p.looked_at is null or p.looked_at not between p_now - interval '5 minutes' and p_now then
		p.factor := pace_left(p_channel, p.quality, p_limits, p_now);
		p.looked_at := p_now;
	end if;
	if p.day is distinct from local_day then
		p.days := p.days + (p.today > 0)::integer;
		p.today := 0;
		p.day := local_day;
	end if;
	most := least(p_limits.a_day, p_limits.first_day * 2 ^ least(p.days, 20));
	if p.factor = 0 then
		reason := case p.quality when 'RED' then 'number_quality' else 'number_refused' end;
		until := p_at + interval '1 hour';
	elsif p.today >= most * p.factor then
		reason := 'day_full';
		until := (local_day + 1)::timestamp at time zone p_limits.time_zone;
	else
		slot := greatest(p_at, p.slot_at + make_interval(secs => 60 / (p_limits.a_minute * p.factor)));
		if slot > p_at + p_ahead then
			reason := 'pace';
			until := slot - p_ahead;
			slot := null;
		else
			p.slot_at := slot;
			p.today := p.today + 1;
		end if;
	end if;
	update channel_pace set slot_at = p.slot_at, day = p.day, today = p.today, days = p.days, factor = p.factor, looked_at = p.looked_at where channel = p_channel;
end $$;

-- ══ 75-gate.sql ══
-- The one gate for every message that nobody asked for (purposes onboarding, campaign, follow_up, crm_news, satisfaction, attendance): send now, wait until …, never,
-- because … Deciding and queueing are one transaction, and what waits in the outbox is looked at once more when it is to go out, as a person may have taken over since. What
-- somebody did ask for (words in an open conversation, hand-over texts, receipts of the law, the welcome after a signup) is never held here. Called by Queue Nudge, Release
-- Campaigns, Queue Follow-Up, Record Deal Event and Claim Outbox.

-- What a purpose is not held to; everything else holds for all of them. News of a deal and the question whether somebody was content (`talk`) belong to the conversation that
-- they follow, and need no rest after it. A template that a person of the team sends from the attendance system (`person`) is held by no hour, and by nobody who has the
-- conversation: that is who sends it.
create or replace function public.is_spared(p_purpose text, p_from text) returns boolean language sql immutable set search_path = public as $$
	select p_purpose = any (case p_from when 'talk' then array['crm_news', 'satisfaction', 'attendance'] when 'person' then array['attendance'] end);
$$;

-- What the gate says. `until` is when to ask again. `p_has_template`: it goes out as a template of its own, whatever the window. `p_but`: the row that is asked for.
create or replace function public.ask_gate(
	p_phone text, p_channel text, p_purpose text, p_has_template boolean, p_at timestamptz, p_but bigint default null,
	out verdict text, out reason text, out until timestamptz
) language plpgsql stable set search_path = public as $$
declare
	way record;
	limits message_limits;
	person record;
begin
	reason := person_forbids(p_phone);
	if reason is not null and not (reason = 'with_human' and is_spared(p_purpose, 'person')) then
		verdict := 'never';
		return;
	end if;
	select * into way from route_of(p_channel, p_phone);
	if exists (select from outbox u where u.channel = p_channel and u.phone = p_phone and u.refusal = 'unreachable' and u.provider is not distinct from coalesce(way.provider, u.provider)
		and not exists (select from inbox i where i.channel = p_channel and i.phone = p_phone and i.speaker = 'customer' and i.received_at > u.updated_at))
	then
		verdict := 'never';
		reason := 'unreachable';
		return;
	-- Of the other purposes the team is told when it is to go out (within_window).
	elsif p_purpose in ('campaign', 'satisfaction') and way.provider = 'whatsapp_cloud' and not p_has_template and template_outside(p_channel, p_purpose) is null
		and window_is_shut(p_channel, p_phone, p_at)
	then
		verdict := 'never';
		reason := 'no_template';
		return;
	end if;
	verdict := 'wait';
	select * into reason, until from number_waits(way.channel, p_at);
	if reason is not null then
		return;
	end if;
	limits := limits_of(p_channel, way.provider);
	if is_spared(p_purpose, 'talk') then
		limits.after_talk_hours := 0;
	end if;
	select * into person from person_free_at(p_phone, limits, p_at, p_but);
	if person.reason = 'with_human' and is_spared(p_purpose, 'person') then
		person.free_at := p_at;
	end if;
	until := case when is_spared(p_purpose, 'person') then person.free_at else next_open(p_channel, limits.time_zone, person.free_at) end;
	reason := case when person.free_at > p_at then person.reason when until > p_at then 'closed' end;
	if reason is null then
		verdict := 'now';
		until := null;
	end if;
end $$;

-- What holds everybody on one number of ours, as the gate would say of each: its own trouble, and the hour. Null where nothing does.
create or replace function public.channel_holds(p_channel text, p_at timestamptz) returns jsonb language sql stable set search_path = public as $$
	select case when n.reason is not null then jsonb_build_object('reason', n.reason, 'until', n.until)
		-- The hours were taken back while it ran: at night nobody wants to hear of it.
		when hours_channel(p_channel) is null then jsonb_build_object('reason', 'no_hours', 'until', p_at + interval '15 minutes')
		when o.opens > p_at then jsonb_build_object('reason', 'closed', 'until', o.opens) end
	from number_waits(p_channel, p_at) n, next_open(p_channel, (limits_of(p_channel, provider_of(p_channel, ''))).time_zone, p_at) o (opens);
$$;

-- Whoever decides about a person does so alone.
create or replace function public.try_person(p_phone text) returns boolean language sql set search_path = public as $$
	select pg_try_advisory_xact_lock(hashtext('public.unasked'), hashtext(p_phone));
$$;

-- Asks the gate, and queues what may go. `p_message`: key, channel, phone, purpose, payload; `at`, when it is to go (now unless told); `ahead_seconds`, how far ahead of that it
-- may be put (ten minutes unless told); `wait_until`: what the gate holds waits in the outbox, if it may go before that (verdict `later`), and takes the number's moment
-- then. The same key again is `known`. Once the number's moment is given, it is the time that counts.
create or replace function public.queue_unasked(p_message jsonb, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	who constant text := key_of(p_message ->> 'phone');
	at_channel constant text := channel_for(p_message ->> 'phone', p_message ->> 'channel');
	at_time constant timestamptz := greatest((p_message ->> 'at')::timestamptz, p_now);
	said record;
	taken record;
	effect bigint;
begin
	perform pg_advisory_xact_lock(hashtext('public.unasked'), hashtext(who));
	select id into effect from outbox where idempotency_key = p_message ->> 'key';
	if found then
		return jsonb_build_object('verdict', 'known', 'reason', 'known', 'outbox_id', effect);
	end if;
	select * into said from ask_gate(who, at_channel, p_message ->> 'purpose', p_message -> 'payload' ? 'template', at_time);
	if said.verdict = 'now' then
		select * into taken from take_slot(at_channel, limits_of(at_channel, (select provider from route_of(at_channel, who))), at_time,
			make_interval(secs => coalesce((p_message ->> 'ahead_seconds')::numeric, 600)), p_now);
		if taken.slot is not null then
			perform enqueue_outbox(jsonb_build_array(p_message || jsonb_build_object('kind', 'whatsapp_text', 'phone', who, 'channel', at_channel,
				'payload', (p_message -> 'payload') || jsonb_build_object('purpose', p_message ->> 'purpose'))), taken.slot);
			update outbox set unasked_at = taken.slot where idempotency_key = p_message ->> 'key' returning id into effect;
			return jsonb_build_object('verdict', 'now', 'at', taken.slot, 'outbox_id', effect);
		end if;
		said.verdict := 'wait';
		said.reason := taken.reason;
		said.until := taken.until;
	end if;
	if said.verdict = 'wait' and said.until <= (p_message ->> 'wait_until')::timestamptz then
		perform enqueue_outbox(jsonb_build_array(p_message || jsonb_build_object('kind', 'whatsapp_text', 'phone', who, 'channel', at_channel,
			'payload', (p_message -> 'payload') || jsonb_build_object('purpose', p_message ->> 'purpose', 'waits', true))), p_now);
		update outbox set unasked_at = said.until, next_attempt_at = said.until, error = said.reason where idempotency_key = p_message ->> 'key' returning id into effect;
		return jsonb_build_object('verdict', 'later', 'reason', said.reason, 'at', said.until, 'outbox_id', effect);
	end if;
	return jsonb_build_object('verdict', said.verdict, 'reason', said.reason) || case when said.until is not null then jsonb_build_object('until', said.until) else '{}' end;
end $$;

-- Until when a number of ours sends nothing more that nobody asked for: within a minute went a fifth more than its pace allows. Moments are given away ahead of time, and after an
-- outage all those that passed would go at once. Null where the next may go.
create or replace function public.minute_full_until(p_channel text, p_limits public.message_limits, p_now timestamptz) returns timestamptz language sql stable set search_path = public as $$
	select unasked_at + interval '1 minute' from outbox
	where channel = p_channel and unasked_at > p_now - interval '1 minute' and unasked_at <= p_now and status in ('sending', 'sent', 'uncertain', 'failed')
	order by unasked_at desc offset ceil(p_limits.a_minute * 1.2)::integer - 1 limit 1;
$$;

-- The last look at a message that nobody asked for and that is about to go out: whether it stays here. What the gate never lets out has ended, with its reason; what has
-- to wait is due again at its time. Whatever goes counts from now on with the moment at which it went.
create or replace function public.unasked_stays(o public.outbox, p_now timestamptz) returns boolean language plpgsql set search_path = public as $$
declare
	said record;
	taken record;
	ended text;
	campaign_is text;
	limits message_limits;
	full_until timestamptz;
begin
	if o.unasked_at is null then
		return false;
	end if;
	select status into campaign_is from campaigns where id = o.payload ->> 'campaign';
	if campaign_is = 'stopped' then
		update outbox set status = 'discarded', error = 'stopped', updated_at = p_now where id = o.id;
		return true;
	elsif campaign_is in ('paused', 'halted') then
		update outbox set next_attempt_at = p_now + interval '1 minute', error = campaign_is, updated_at = p_now where id = o.id;
		return true;
	end if;
	-- Whoever answered meanwhile is not asked whether they are still there; nor is anybody a day late.
	ended := case when o.payload ? 'follow_up' then coalesce(silence_over(o.phone, (o.payload ->> 'since')::timestamptz, p_now),
		case when (o.payload ->> 'until')::timestamptz < p_now then 'too_late' end) end;
	select * into said from ask_gate(o.phone, o.channel, purpose_of(o), o.payload ? 'template', p_now, o.id);
	if ended is not null or said.verdict = 'never' then
		update outbox set status = 'discarded', error = coalesce(ended, said.reason), updated_at = p_now where id = o.id;
		return true;
	elsif said.verdict = 'wait' then
		update outbox set next_attempt_at = said.until, error = said.reason, updated_at = p_now where id = o.id;
		return true;
	end if;
	limits := limits_of(o.channel, (select provider from route_of(o.channel, o.phone)));
	full_until := minute_full_until(o.channel, limits, p_now);
	if full_until is not null then
		update outbox set next_attempt_at = full_until, error = 'pace', updated_at = p_now where id = o.id;
		return true;
	end if;
	if o.payload ? 'waits' then
		select * into taken from take_slot(o.channel, limits, p_now, interval '10 minutes', p_now);
		if taken.slot is null or taken.slot > p_now then
			update outbox set next_attempt_at = coalesce(taken.slot, taken.until), error = coalesce(taken.reason, 'pace'), updated_at = p_now,
				payload = case when taken.slot is null then payload else payload - 'waits' end where id = o.id;
			return true;
		end if;
	end if;
	update outbox set unasked_at = p_now where id = o.id;
	return false;
end $$;

-- ══ 76-campaigns.sql ══
-- Campaigns: who is to get what, and what became of it. Written by Plan, Start, Pause, Resume and Stop Campaign of the Conversation node; let out by 77.

create table if not exists public.campaigns (
	id text primary key check (id <> ''),
	name text not null default '',
	channel text not null,
	-- What the agent is told when somebody answers.
	about text not null default '',
	-- draft: planned, to be looked at · running · paused: by hand · halted: by itself, see reason · stopped and done are final
	status text not null default 'draft' check (status in ('draft', 'running', 'paused', 'halted', 'stopped', 'done')),
	reason text,
	-- Meta's category of its template, for what it costs.
	category text not null default 'marketing',
	-- From which share of failed messages on it is halted (of the last two hundred, twenty at least).
	stop_share numeric not null default 0.1 check (stop_share > 0),
	starts_at timestamptz,
	started_at timestamptz,
	finished_at timestamptz,
	-- What holds all of it at the moment, and until when.
	waits_for text,
	waits_until timestamptz,
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now()
);
create index if not exists campaigns_running on public.campaigns (started_at) where status = 'running';

-- One row for each line of the list, so that sums add up: total = waiting + queued + sent + failed + skipped.
create table if not exists public.campaign_contacts (
	campaign_id text not null references public.campaigns (id) on delete cascade,
	-- The person's key; for a line that is nobody's or somebody's second one, that and the line.
	entry text not null,
	line integer not null,
	-- Canonical key; empty where the line had no number, or who it was is to be forgotten.
	phone text not null default '',
	name text not null default '',
	-- The exact words; with a template what it will say, as far as it is known here.
	text text not null default '',
	template jsonb,
	-- Why the company may write to this person (LGPD art. 7), in the operator's words.
	consent text not null default '',
	status text not null default 'waiting' check (status in ('waiting', 'queued', 'sent', 'failed', 'skipped')),
	reason text,
	due_at timestamptz not null default now(),
	outbox_id bigint,
	sent_at timestamptz,
	-- How far the provider told that it got: delivered, read, played, failed.
	delivery text,
	primary key (campaign_id, entry)
);
create index if not exists campaign_contacts_due on public.campaign_contacts (campaign_id, due_at, line) where status = 'waiting';
create index if not exists campaign_contacts_queued on public.campaign_contacts (campaign_id) where status = 'queued';
create index if not exists campaign_contacts_ended on public.campaign_contacts (campaign_id, sent_at desc) where status in ('sent', 'failed');
create index if not exists campaign_contacts_person on public.campaign_contacts (phone, sent_at desc) where phone <> '';
create unique index if not exists campaign_contacts_outbox on public.campaign_contacts (outbox_id) where outbox_id is not null;

-- Who it was is forgotten; what became of the line stays as a figure.
create or replace function public.forget_in_campaigns(p_phone text) returns void language sql set search_path = public as $$
	update campaign_contacts set entry = 'forgotten:' || line, phone = '', name = '', text = '', template = null, consent = '', outbox_id = null,
		status = case when status in ('waiting', 'queued') then 'skipped' else status end, reason = case when status in ('waiting', 'queued') then 'forgotten' else reason end
	where phone = p_phone;
$$;

-- Takes a part of a list in: each line once, each person once. The same list again changes texts of a draft alone; lines of a campaign that runs are added to it. Nothing is
-- sent by this. `p_contacts`: line, phone (canonical; empty with a `reason`), name, text, template, consent.
-- Returns every line with what became of it.
create or replace function public.plan_campaign(p_campaign jsonb, p_contacts jsonb, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	c campaigns;
	needs_window boolean;
	planned jsonb;
begin
	insert into campaigns as k (id, name, channel, about, category, stop_share, starts_at, created_at, updated_at)
	values (p_campaign ->> 'id', coalesce(p_campaign ->> 'name', ''), channel_for('', p_campaign ->> 'channel'), coalesce(p_campaign ->> 'about', ''),
		coalesce(p_campaign ->> 'category', 'marketing'), coalesce((p_campaign ->> 'stop_share')::numeric, 0.1), (p_campaign ->> 'starts_at')::timestamptz, p_now, p_now)
	on conflict (id) do update set name = excluded.name, about = excluded.about, category = excluded.category, stop_share = excluded.stop_share,
		starts_at = excluded.starts_at, channel = excluded.channel, updated_at = p_now where k.status = 'draft';
	select * into c from campaigns where id = p_campaign ->> 'id' for update;
	if c.status in ('stopped', 'done') then
		return jsonb_build_object('planned', false, 'reason', c.status, 'lines', '[]'::jsonb);
	end if;
	needs_window := provider_of(c.channel, '') is not distinct from 'whatsapp_cloud' and template_outside(c.channel, 'campaign') is null;
	with given as materialized (
		-- As key_of says of each.
		select g.*, coalesce(i.key, g.phone, '') as key
		from jsonb_to_recordset(p_contacts) as g (line integer, phone text, name text, text text, template jsonb, consent text, reason text)
		left join contact_ids i on g.phone <> '' and i.kind = id_kind(g.phone) and i.value = g.phone
	), doubted as materialized (
		select k as key from maybe_forbidden(array(select key from given)) k
	), ranked as (
		select g.*, row_number() over (partition by g.key order by g.line) as n, k.line as known_line, k.status as known_status, k.reason as known_reason, d.line as known_twin
		from given g
		left join campaign_contacts k on k.campaign_id = c.id and k.entry = g.key
		left join campaign_contacts d on d.campaign_id = c.id and d.entry = 'duplicate:' || g.key || ':' || g.line
	), told as (
		select r.*, r.key <> '' and (r.n > 1 or r.known_line <> r.line or r.known_twin is not null) as is_twin from ranked r
	), judged as (
		select t.line, t.key as phone, coalesce(t.name, '') as name, coalesce(t.text, '') as text, nullif(t.template, 'null') as template, coalesce(t.consent, '') as consent,
			case when t.key = '' then 'line:' || t.line when t.is_twin then 'duplicate:' || t.key || ':' || t.line else t.key end as entry,
			case when t.key = '' then coalesce(t.reason, 'no_phone') when t.is_twin then 'duplicate'
				else coalesce(t.reason, case when t.key in (select key from doubted) then person_forbids(t.key) end, case when coalesce(t.consent, '') = '' then 'no_consent'
					when needs_window and nullif(t.template, 'null') is null and window_is_shut(c.channel, t.key, p_now) then 'no_template' end) end as reason
		from told t
	), shown as (
		-- Of a campaign that runs the line is what it is by now.
		select j.line, j.phone, coalesce(t.known_status, case when j.reason is null then 'waiting' else 'skipped' end) as status,
			case when t.known_status is null then j.reason else t.known_reason end as reason
		from judged j left join told t on t.line = j.line and not t.is_twin and c.status <> 'draft'
	), written as (
		insert into campaign_contacts as k (campaign_id, entry, line, phone, name, text, template, consent, status, reason, due_at)
		select c.id, j.entry, j.line, j.phone, j.name, j.text, j.template, j.consent, case when j.reason is null then 'waiting' else 'skipped' end, j.reason, coalesce(c.starts_at, p_now)
		from judged j
		on conflict (campaign_id, entry) do update set name = excluded.name, text = excluded.text, template = excluded.template, consent = excluded.consent,
			status = excluded.status, reason = excluded.reason
		where c.status = 'draft' and k.outbox_id is null
		returning k.entry
	)
	select jsonb_agg(to_jsonb(s) order by s.line) into planned from shown s;
	return jsonb_build_object('planned', true, 'status', c.status, 'channel', c.channel, 'lines', coalesce(planned, '[]'));
end $$;

-- Starts, pauses, resumes or stops a campaign. What it has in the outbox already waits with it, or ends with it. Refused where that makes no sense, and a start without hours
-- in which people attend or without anybody to write to.
create or replace function public.order_campaign(p_id text, p_order text, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	c campaigns;
	refused text;
begin
	select * into c from campaigns where id = p_id for update;
	refused := case
		when not found then 'unknown'
		when p_order = 'start' and c.status = 'running' or p_order = 'pause' and c.status = 'paused' or p_order = 'stop' and c.status = 'stopped' then 'already'
		when c.status <> all (case p_order when 'start' then array['draft'] when 'pause' then array['running', 'halted'] when 'resume' then array['paused', 'halted']
			when 'stop' then array['draft', 'running', 'paused', 'halted'] else '{}' end) then c.status
		when p_order = 'start' and hours_channel(c.channel) is null then 'no_hours'
		when p_order = 'start' and not exists (select from campaign_contacts where campaign_id = p_id and status = 'waiting') then 'nobody' end;
	if refused is not null then
		return jsonb_build_object('done', refused = 'already', 'reason', refused, 'id', p_id, 'status', c.status);
	end if;
	update campaigns set status = case p_order when 'pause' then 'paused' when 'stop' then 'stopped' else 'running' end, reason = null, waits_for = null, waits_until = null,
		started_at = case when p_order = 'start' then p_now else started_at end, finished_at = case when p_order = 'stop' then p_now end, updated_at = p_now
	where id = p_id returning * into c;
	if p_order = 'stop' then
		update outbox set status = 'discarded', error = 'stopped', updated_at = p_now where status = 'pending'
			and id in (select outbox_id from campaign_contacts where campaign_id = p_id and status = 'queued');
		update campaign_contacts set status = 'skipped', reason = 'stopped' where campaign_id = p_id and status = 'waiting';
	end if;
	return jsonb_build_object('done', true, 'id', p_id, 'status', c.status);
end $$;

-- Leads as lines of a list: those of the given classes, products and states (null is any), not yet anonymous. `p_after`: the last one that was read.
create or replace function public.campaign_leads(
	p_temperatures text[] default null, p_product text default null, p_uf text default null, p_quiet_days integer default null, p_after text default '',
	p_limit integer default 1000, p_now timestamptz default now()
) returns jsonb language sql stable set search_path = public as $$
	select coalesce(jsonb_agg(to_jsonb(r) order by r.telefone), '[]') from (
		select l.phone as telefone, coalesce(l.name, l.whatsapp_name, '') as nome, coalesce(l.company, '') as empresa, coalesce(l.city, '') as cidade, coalesce(l.uf, '') as uf,
			coalesce(l.product, '') as produto, coalesce(l.temperature, '') as temperatura
		from leads l
		where l.phone > p_after and l.anonymized_at is null and not is_trial(l.phone)
			and (p_temperatures is null or l.temperature = any (p_temperatures)) and (p_product is null or l.product ilike '%' || p_product || '%')
			and (p_uf is null or l.uf = upper(p_uf))
			and (p_quiet_days is null or not exists (select from sessions s where s.phone = l.phone and s.last_customer_message > p_now - make_interval(days => p_quiet_days)))
		order by l.phone limit p_limit) r;
$$;

-- ══ 77-campaign-release.sql ══
-- Lets out what is due of campaigns, through the gate into the outbox, and notes what became of it. Called by Release Campaigns (workflow campanha, each minute); the outbox
-- sends it like anything else.

-- Of a number that is refused (401) or held for a nuisance: whether a text of the campaign found that out and waits, since it was last ordered to run, or before that and
-- tries again (`p_before`): one is enough to find out.
create or replace function public.campaign_was_refused(c public.campaigns, p_before boolean) returns text language sql stable set search_path = public as $$
	select case when i.reason = 'stopSending' then 'number_blocked' else 'number_refused' end from integrations i
	where i.channel = c.channel and i.name in ('zapi', 'whatsapp_cloud') and i.kind = 'operator' and i.down_since is not null
		and exists (select from campaign_contacts k join outbox o on o.id = k.outbox_id
			where k.campaign_id = c.id and k.status = 'queued' and o.status = 'pending' and (o.began_at <= c.updated_at) = p_before)
	limit 1;
$$;

-- What stops all of a campaign until somebody looks: the number, or too much of it failed since it was last started or resumed. Null where nothing does.
create or replace function public.campaign_trouble(c public.campaigns) returns text language sql stable set search_path = public as $$
	select coalesce(campaign_was_refused(c, false), (select 'too_many_failed' from (
		select status from campaign_contacts where campaign_id = c.id and status in ('sent', 'failed') and sent_at > c.updated_at order by sent_at desc limit 200) n
		having count(*) >= 20 and count(*) filter (where status = 'failed') > c.stop_share * count(*)));
$$;

-- The whole is halted, and the team told of it, once; Resume goes on where it stood.
create or replace function public.halt_campaign(c public.campaigns, p_reason text, p_now timestamptz) returns void language plpgsql set search_path = public as $$
begin
	update campaigns set status = 'halted', reason = p_reason, updated_at = p_now where id = c.id;
	perform enqueue_outbox(jsonb_build_array(jsonb_build_object('key', concat_ws(':', 'campaign_halted', c.id, extract(epoch from p_now)), 'kind', 'notice', 'channel', c.channel,
		'phone', '', 'payload', jsonb_build_object('kind', 'campaign_halted', 'phone', '', 'reason', p_reason, 'campaign', coalesce(nullif(c.name, ''), c.id)))), p_now);
end $$;

-- A minute's worth of what was let out is two minutes behind its moment: nobody sends it, or not as fast as it is let out. More would only wait, and go out all at once, at
-- no pace at all, as soon as somebody sends again. Null where the outbox keeps up.
create or replace function public.outbox_lags(p_channel text, p_now timestamptz) returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object('reason', 'outbox_lags', 'until', p_now + interval '1 minute')
	from (select ceil((limits_of(p_channel, provider_of(p_channel, ''))).a_minute)::integer as most) l
	where most <= (select count(*) from (select from outbox where kind = 'whatsapp_text' and status = 'pending' and next_attempt_at <= p_now - interval '2 minutes'
		and channel = p_channel and unasked_at is not null limit l.most) late);
$$;

-- One line that is due. Returns what holds the number itself: then nobody else of the campaign is asked for; null where the next may be.
create or replace function public.release_contact(c public.campaigns, k public.campaign_contacts, p_now timestamptz) returns jsonb language plpgsql set search_path = public as $$
declare
	said jsonb;
begin
	-- Two lines turned out to be one person since they were planned.
	if exists (select from campaign_contacts e where e.campaign_id = c.id and e.phone = k.phone and e.entry <> k.entry and e.status in ('queued', 'sent', 'failed')) then
		said := '{"verdict": "never", "reason": "duplicate"}';
	else
		said := queue_unasked(jsonb_build_object('key', 'campaign:' || c.id || ':' || k.entry, 'channel', c.channel, 'phone', k.phone, 'purpose', 'campaign', 'ahead_seconds', 60,
			'payload', jsonb_build_object('text', k.text, 'campaign', c.id)
				|| case when k.template is not null then jsonb_build_object('kind', 'template', 'template', k.template) else '{}' end), p_now);
	end if;
	if said ->> 'verdict' = 'now' then
		update campaign_contacts set status = 'queued', reason = null, outbox_id = (said ->> 'outbox_id')::bigint where campaign_id = k.campaign_id and entry = k.entry;
	elsif said ->> 'verdict' = 'known' then
		-- An earlier campaign of that id, which somebody took away by hand, wrote to them.
		update campaign_contacts set status = 'skipped', reason = 'duplicate' where campaign_id = k.campaign_id and entry = k.entry;
	elsif said ->> 'verdict' = 'never' then
		update campaign_contacts set status = 'skipped', reason = said ->> 'reason' where campaign_id = k.campaign_id and entry = k.entry;
	elsif said ->> 'reason' in ('in_conversation', 'budget', 'with_human') then
		update campaign_contacts set reason = said ->> 'reason', due_at = (said ->> 'until')::timestamptz where campaign_id = k.campaign_id and entry = k.entry;
	else
		return said;
	end if;
	return null;
end $$;

-- What is due of every campaign that runs. Two at once take different ones; one that dies leaves nothing half done, and the next goes on where it stood.
create or replace function public.release_campaigns(p_channel text default null, p_limit integer default 200, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	c campaigns;
	k campaign_contacts;
	holds jsonb;
	trouble text;
	asked integer;
	released jsonb := '[]';
begin
	for c in
		select * from campaigns where status = 'running' and coalesce(starts_at, '-infinity') <= p_now and is_channel_of(p_channel, channel) order by started_at for update skip locked
	loop
		trouble := campaign_trouble(c);
		if trouble is not null then
			perform halt_campaign(c, trouble, p_now);
			released := released || jsonb_build_object('id', c.id, 'status', 'halted', 'reason', trouble, 'asked', 0);
			continue;
		end if;
		holds := case when campaign_was_refused(c, true) is not null then jsonb_build_object('reason', campaign_was_refused(c, true), 'until', p_now + interval '1 minute')
			else coalesce(channel_holds(c.channel, p_now), outbox_lags(c.channel, p_now)) end;
		asked := 0;
		if holds is null then
			for k in select * from campaign_contacts where campaign_id = c.id and status = 'waiting' and due_at <= p_now order by due_at, line limit p_limit for update skip locked loop
				continue when not try_person(k.phone);
				holds := release_contact(c, k, p_now);
				exit when holds is not null;
				asked := asked + 1;
			end loop;
		end if;
		if asked = 0 and holds is null and not exists (select from campaign_contacts where campaign_id = c.id and status in ('waiting', 'queued')) then
			update campaigns set status = 'done', finished_at = p_now, waits_for = null, waits_until = null, updated_at = p_now where id = c.id returning * into c;
		elsif (c.waits_for, c.waits_until) is distinct from (holds ->> 'reason', (holds ->> 'until')::timestamptz) then
			update campaigns set waits_for = holds ->> 'reason', waits_until = (holds ->> 'until')::timestamptz where id = c.id;
		end if;
		released := released || jsonb_strip_nulls(jsonb_build_object('id', c.id, 'status', c.status, 'asked', asked, 'reason', holds -> 'reason', 'until', holds -> 'until'));
	end loop;
	return released;
end $$;

-- What a text of the outbox came to for the list that it is of, a campaign's or a cadence's; uncertain is sent: it is never sent again by itself.
create or replace function public.text_fate(o public.outbox) returns text language sql immutable set search_path = public as $$
	select case when o.status in ('sent', 'uncertain') then 'sent' when o.status = 'failed' then 'failed' when o.status = 'discarded' then 'skipped' else 'queued' end;
$$;

-- Why it is there and no further; null where nothing is in its way.
create or replace function public.text_reason(o public.outbox) returns text language sql immutable set search_path = public as $$
	select case when o.status = 'failed' then coalesce(o.refusal, o.error) when o.status in ('discarded', 'pending') then o.error end;
$$;

-- What became of a text of a campaign, from whoever writes it into the outbox: sums are told by the lines alone, also once the outbox forgot who it was.
create or replace function public.note_campaign_text() returns trigger language plpgsql set search_path = public as $$
begin
	update campaign_contacts set delivery = new.delivery, reason = text_reason(new), status = text_fate(new),
		sent_at = case when text_fate(new) in ('sent', 'failed') then coalesce(sent_at, new.began_at, new.updated_at) end
	where outbox_id = new.id;
	return null;
end $$;
create or replace trigger campaign_text after update of status, delivery, error on public.outbox for each row
	when (new.payload ? 'campaign' and (new.status, new.delivery, new.error) is distinct from (old.status, old.delivery, old.error))
	execute function public.note_campaign_text();

-- ══ 78-campaign-progress.sql ══
-- How far a campaign is, line by line and as a whole, and what the agent is told of it when somebody answers. Called by Get Campaign Progress and Get Campaign Results of the
-- Conversation node, and with each claimed turn.

-- When a number is through with so many more, by its pace, its hours and what a day may have; null where that is not within a year.
create or replace function public.sent_until(p_channel text, p_left integer, p_now timestamptz) returns timestamptz language plpgsql stable set search_path = public as $$
declare
	l constant message_limits := limits_of(p_channel, provider_of(p_channel, ''));
	p channel_pace;
	at_time timestamptz := p_now;
	rest numeric := p_left;
	most numeric;
	midnight timestamptz;
	closes timestamptz;
	used integer;
	-- Days of sending so far, by which a young number grows.
	grown integer;
begin
	select * into p from channel_pace where channel = p_channel;
	used := case when p.day = (p_now at time zone l.time_zone)::date then p.today else 0 end;
	grown := coalesce(p.days, 0) + case when p.day < (p_now at time zone l.time_zone)::date and p.today > 0 then 1 else 0 end;
	for days in 1 .. 366 loop
		at_time := next_open(p_channel, l.time_zone, at_time);
		midnight := ((at_time at time zone l.time_zone)::date + 1)::timestamp at time zone l.time_zone;
		closes := coalesce(case when hours_channel(p_channel) is not null then (
			select max(((at_time at time zone l.time_zone)::date + make_interval(mins => o.to_minute + case when o.to_minute <= o.from_minute then 1440 else 0 end)) at time zone l.time_zone)
			from open_hours o where o.channel = hours_channel(p_channel) and o.weekday = extract(isodow from at_time at time zone l.time_zone)) end, midnight);
		most := least(rest, greatest(0, coalesce(least(l.a_day, l.first_day * 2 ^ least(grown, 20)), 'Infinity') - used),
			extract(epoch from greatest(least(closes, midnight) - at_time, interval '0')) / 60 * l.a_minute);
		rest := rest - most;
		if rest <= 0 then
			return at_time + make_interval(secs => most / l.a_minute * 60);
		end if;
		at_time := midnight;
		grown := grown + 1;
		used := 0;
	end loop;
	return null;
end $$;

-- The whole in figures. `answered`: they wrote after it. `cost`: what it costs if every template is charged, by the operator's prices; null where those do not tell, and 0
-- where no template goes out.
create or replace function public.campaign_progress(p_id text, p_now timestamptz default now())
returns jsonb language plpgsql stable set search_path = public as $$
declare
	c campaigns;
	figures jsonb;
	cost jsonb;
	prices constant jsonb := message_prices();
begin
	select * into c from campaigns where id = p_id;
	if not found then
		return null;
	end if;
	select jsonb_build_object('total', count(*), 'waiting', count(*) filter (where k.status = 'waiting'), 'queued', count(*) filter (where k.status = 'queued'),
		'sent', count(*) filter (where k.status = 'sent'), 'failed', count(*) filter (where k.status = 'failed'), 'skipped', count(*) filter (where k.status = 'skipped'),
		'delivered', count(*) filter (where k.delivery in ('delivered', 'read', 'played')), 'read', count(*) filter (where k.delivery in ('read', 'played')),
		'answered', count(*) filter (where k.status = 'sent' and exists (select from inbox i
			where i.channel = c.channel and i.phone = k.phone and i.speaker = 'customer' and i.sent_at > k.sent_at)),
		'opted_out', count(*) filter (where k.status = 'sent' and exists (select from opt_outs o where o.phone = k.phone and o.opted_out_at > k.sent_at and o.revoked_at is null)))
	into figures from campaign_contacts k where k.campaign_id = p_id;
	-- Prices differ by the beginning of the number: four digits tell all that a price list tells apart.
	select case when bool_and(g.price is not null) is not false then coalesce(jsonb_object_agg(g.price ->> 'currency', g.total) filter (where g.price is not null), '{}') end into cost from (
		select m.price - '{prefix,valid_from}'::text[] as price, sum((m.price ->> 'price')::numeric * m.messages) as total from (
			select message_price(prices, c.category, min(k.phone), p_now) as price, count(*) as messages from campaign_contacts k
			where k.campaign_id = p_id and k.template is not null and k.status in ('waiting', 'queued', 'sent') group by left(k.phone, 4)) m
		group by 1) g;
	return jsonb_build_object('id', c.id, 'name', c.name, 'channel', c.channel, 'status', c.status, 'reason', c.reason, 'waits_for', c.waits_for, 'waits_until', c.waits_until,
			'started_at', c.started_at, 'finished_at', c.finished_at, 'cost', cost,
			'ends_at', case when c.status in ('draft', 'running') then sent_until(c.channel, (figures ->> 'waiting')::integer, greatest(p_now, c.starts_at)) end)
		|| figures || jsonb_build_object(
			'skipped_because', (select coalesce(jsonb_object_agg(reason, n), '{}') from (select coalesce(reason, '') as reason, count(*) as n from campaign_contacts
				where campaign_id = p_id and status = 'skipped' group by 1) r),
			'failed_because', (select coalesce(jsonb_object_agg(reason, n), '{}') from (select left(coalesce(reason, ''), 100) as reason, count(*) as n from campaign_contacts
				where campaign_id = p_id and status = 'failed' group by 1) r),
			'waiting_because', (select coalesce(jsonb_object_agg(reason, n), '{}') from (select reason, count(*) as n from campaign_contacts
				where campaign_id = p_id and status = 'waiting' and reason is not null group by 1) r));
end $$;

-- The lines with what became of each, some at a time, in the order of the list.
create or replace function public.campaign_results(p_id text, p_after integer default 0, p_limit integer default 2000)
returns jsonb language sql stable set search_path = public as $$
	select coalesce(jsonb_agg(to_jsonb(r) order by r.line), '[]') from (
		select k.line, k.phone, k.name, k.status, k.reason, k.text, k.consent, k.sent_at, k.delivery,
			a.answered_at, (select o.opted_out_at from opt_outs o where o.phone = k.phone and k.phone <> '' and o.opted_out_at > k.sent_at and o.revoked_at is null) as opted_out_at
		from campaign_contacts k join campaigns c on c.id = k.campaign_id
		left join lateral (select min(i.sent_at) as answered_at from inbox i
			where k.status = 'sent' and i.channel = c.channel and i.phone = k.phone and i.speaker = 'customer' and i.sent_at > k.sent_at) a on true
		where k.campaign_id = p_id and k.line > p_after order by k.line limit p_limit) r;
$$;
create index if not exists campaign_contacts_line on public.campaign_contacts (campaign_id, line);

-- The campaign that somebody may be answering: the newest that they got within a week. Null for everybody else.
create or replace function public.campaign_of(p_channel text, p_phone text, p_at timestamptz) returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object('id', c.id, 'name', coalesce(nullif(c.name, ''), c.id), 'about', c.about, 'sent_at', k.sent_at)
	from campaign_contacts k join campaigns c on c.id = k.campaign_id
	where k.phone = p_phone and p_phone <> '' and k.status = 'sent' and k.sent_at > p_at - interval '7 days' and c.channel = p_channel
	order by k.sent_at desc limit 1;
$$;

-- ══ 79-cadence.sql ══
-- Leads that fell silent after our answer, and the steps by which they are written to again. Noted here with every answer; claimed and queued by the next part; read by Get
-- Follow-Up Funnel. Nothing is noted before a workflow claims follow-ups (`acompanhamento`).

-- One row for each lead that said nothing to our last answer. What runs on a schedule starts from those that are to be looked at: as many as are being followed up now, and
-- not as many as ever fell silent.
create table if not exists public.silent_leads (
	phone text primary key check (phone <> ''),
	channel text not null,
	-- Our first answer that they said nothing to.
	since timestamptz not null,
	-- When to look at them next; null once nothing more comes of this silence, until they write and fall silent again.
	look_at timestamptz,
	-- Why the next step waits, or why there is none.
	reason text
);
create index if not exists silent_leads_due on public.silent_leads (look_at) where look_at is not null;

-- What a person got, each step of a cadence once: what happens once more after a rest (p_again_days of claim_follow_ups) takes the place of the first time.
create table if not exists public.follow_up_steps (
	id bigint generated always as identity primary key,
	phone text not null check (phone <> ''),
	-- The class of the lead: warm, cold, hot.
	cadence text not null,
	step integer not null check (step > 0),
	channel text not null,
	-- message and material go to the lead, team to the consultant
	kind text not null check (kind in ('message', 'material', 'team')),
	-- Of which silence.
	since timestamptz not null,
	status text not null default 'queued' check (status in ('queued', 'sent', 'failed', 'skipped', 'told')),
	reason text,
	queued_at timestamptz not null default now(),
	sent_at timestamptz,
	-- How far the provider told that it got: delivered, read, played, failed.
	delivery text,
	outbox_id bigint,
	unique (phone, cadence, step)
);
create unique index if not exists follow_up_steps_outbox on public.follow_up_steps (outbox_id) where outbox_id is not null;
create index if not exists follow_up_steps_time on public.follow_up_steps (queued_at);

-- Whether somebody follows up the leads of a number: with that their silences are noted.
create or replace function public.is_followed_up(p_channel text) returns boolean language sql stable set search_path = public as $$
	select exists (select from settings where key in ('follow_up', 'follow_up:' || p_channel));
$$;

-- That there is somebody who claims, from now on. One row, written once.
create or replace function public.note_follower(p_channel text, p_now timestamptz) returns void language sql set search_path = public as $$
	insert into settings (key, value, updated_at) values (concat_ws(':', 'follow_up', p_channel), 'true', p_now) on conflict (key) do nothing;
$$;

-- A silence begins with the agent's answer to what somebody wrote within a day (an echo of a campaign is no answer) and ends with their next message. What else goes out
-- meanwhile changes nothing about it. Whoever is written to by a person is not waited for here.
create or replace function public.note_silence() returns trigger language plpgsql set search_path = public as $$
begin
	if new.last_customer_message is distinct from old.last_customer_message then
		delete from silent_leads where phone = new.phone;
	end if;
	if new.mode = 'agent' and new.last_agent_message > new.last_customer_message and new.last_agent_message is distinct from old.last_agent_message
		and new.last_agent_message <= new.last_customer_message + interval '1 day' and not is_trial(new.channel) and is_followed_up(new.channel)
	then
		-- Most talk on at once: whoever does is never looked at.
		insert into silent_leads (phone, channel, since, look_at) values (new.phone, new.channel, new.last_agent_message, new.last_agent_message + interval '30 minutes')
		on conflict (phone) do nothing;
	end if;
	return null;
end $$;
create or replace trigger note_silence after update of last_customer_message, last_agent_message on public.sessions for each row
	when ((new.last_customer_message, new.last_agent_message) is distinct from (old.last_customer_message, old.last_agent_message))
	execute function public.note_silence();

-- Whether they wrote to us after that, on any number of ours: by our own clock, as a provider's may be an hour off.
create or replace function public.wrote_since(p_phone text, p_at timestamptz) returns boolean language sql stable set search_path = public as $$
	select exists (select from inbox where phone = p_phone and speaker = 'customer' and kind <> 'deletion' and received_at > p_at)
		or exists (select from sessions where phone = p_phone and last_customer_message > p_at);
$$;

-- Whether what they wanted is settled: the newest that the CRM told of a deal of theirs in a quarter of a year. Null while it is open.
create or replace function public.deal_over(p_phone text, p_now timestamptz) returns text language sql stable set search_path = public as $$
	select case when h.reason in ('won', 'lost') then 'deal_' || h.reason end from (
		select reason from session_history where phone = p_phone and type = 'crm_deal' and at > p_now - interval '90 days' order by at desc, id desc limit 1) h;
$$;

-- Where a lead stands on buying, as a turn heard it (`stance` of its findings): who wants nothing is not followed up any more, who wants to be asked later is asked later,
-- and who shows interest again is followed up as ever. A turn that tells nothing of it changes nothing.
create or replace function public.note_stance(p_phone text, p_findings jsonb, p_now timestamptz) returns void language sql set search_path = public as $$
	update leads set declined_at = case p_findings ->> 'stance' when 'declined' then p_now end,
		-- Whoever names no time is left alone for a week, the longest rest between two steps of the bundled cadence.
		postponed_until = case p_findings ->> 'stance' when 'postponed' then greatest((p_findings ->> 'postponed_until')::timestamptz, p_now + case when p_findings ->> 'postponed_until' is null then interval '7 days' else interval '0' end) end
	where phone = p_phone and (p_findings ->> 'stance' in ('declined', 'postponed') or (p_findings ->> 'stance' = 'interested' and num_nonnulls(declined_at, postponed_until) > 0));
$$;

-- Whether they said after that that they want nothing of us.
create or replace function public.declined_since(p_phone text, p_at timestamptz) returns boolean language sql stable set search_path = public as $$
	select exists (select from leads where phone = p_phone and declined_at >= p_at);
$$;

-- Why nothing more comes of a silence: they answered, want no messages, want nothing of us, a person has them or had them since, or the deal is won or lost. Null while it
-- goes on.
create or replace function public.silence_over(p_phone text, p_since timestamptz, p_now timestamptz) returns text language sql stable set search_path = public as $$
	select coalesce(person_forbids(p_phone), case when wrote_since(p_phone, p_since) then 'answered' when declined_since(p_phone, '-infinity') then 'not_interested'
		when exists (select from sessions where phone = p_phone and last_human_message > p_since) then 'with_human' end, deal_over(p_phone, p_now));
$$;

-- Two keys are one person: the steps that either got are had, and of two silences the newer goes on.
create or replace function public.move_follow_ups(p_from text, p_to text) returns void language plpgsql set search_path = public as $$
begin
	delete from silent_leads a using silent_leads b
	where a.phone in (p_from, p_to) and b.phone in (p_from, p_to) and a.phone <> b.phone and (a.since, a.phone) < (b.since, b.phone);
	update silent_leads set phone = p_to where phone = p_from;
	delete from follow_up_steps f where f.phone = p_from and exists (select from follow_up_steps t where (t.phone, t.cadence, t.step) = (p_to, f.cadence, f.step));
	update follow_up_steps set phone = p_to where phone = p_from;
end $$;

-- ══ 79-follow-up.sql ══
-- Which silent lead gets which step now, and its way through the gate into the outbox. Called by Claim Due Follow-Ups and Queue Follow-Up of the Conversation node (workflow
-- `acompanhamento`).

-- The step of a cadence that a silent lead has not got yet: the first of their class. A step that was not sent after all (`skipped`, `failed`) is had for this silence, and
-- not for the next.
create or replace function public.next_step(s public.silent_leads, p_cadence jsonb, p_class text, p_again_days integer, p_now timestamptz) returns jsonb language sql stable set search_path = public as $$
	select to_jsonb(c) || jsonb_build_object('steps', (select count(*) from jsonb_to_recordset(p_cadence) as a (class text) where a.class = p_class),
			-- Steps keep their distance: what went out late moves those after it.
			'due_at', greatest(s.since + make_interval(secs => c.after_hours * 3600), (select max(f.queued_at) from follow_up_steps f
				where f.phone = s.phone and f.cadence = p_class and f.since = s.since and f.status <> 'skipped')
				+ make_interval(secs => (c.after_hours - coalesce((select max(b.after_hours) from jsonb_to_recordset(p_cadence) as b (class text, step integer, after_hours numeric)
					where b.class = p_class and b.step < c.step), 0)) * 3600)))
	from jsonb_to_recordset(p_cadence) as c (class text, step integer, after_hours numeric, kind text, text text)
	where c.class = p_class and not exists (select from follow_up_steps f where (f.phone, f.cadence, f.step) = (s.phone, p_class, c.step)
		and (f.since = s.since or (f.status not in ('skipped', 'failed') and f.queued_at > p_now - make_interval(days => p_again_days))))
	order by c.step limit 1;
$$;

-- Looks at a silence again at that time, or never.
create or replace function public.look_at_again(p_phone text, p_at timestamptz, p_reason text) returns void language sql set search_path = public as $$
	update silent_leads set look_at = p_at, reason = p_reason where phone = p_phone;
$$;

-- Keeps that a step was taken. The same once more, after a rest or as it did not go out, takes its place.
create or replace function public.keep_step(s public.silent_leads, p_step jsonb, p_status text, p_outbox_id bigint, p_now timestamptz) returns void language sql set search_path = public as $$
	insert into follow_up_steps (phone, cadence, step, channel, kind, since, status, queued_at, sent_at, outbox_id)
	values (s.phone, p_step ->> 'class', (p_step ->> 'step')::integer, s.channel, p_step ->> 'kind', s.since, p_status, p_now, case p_status when 'told' then p_now end, p_outbox_id)
	on conflict (phone, cadence, step) do update set channel = excluded.channel, kind = excluded.kind, since = excluded.since, status = excluded.status, reason = null,
		queued_at = excluded.queued_at, sent_at = excluded.sent_at, delivery = null, outbox_id = excluded.outbox_id;
$$;

-- What a message may be written from: what is known of the lead, and the last words of both.
create or replace function public.follow_up_facts(s public.silent_leads) returns jsonb language sql stable set search_path = public as $$
	select jsonb_strip_nulls(jsonb_build_object('name', coalesce(l.name, l.whatsapp_name), 'company', l.company, 'product', l.product, 'need', l.need, 'city', l.city,
		'urgency', l.urgency,
		'last_from_lead', (select left(content, 500) from conversations c where c.lead_phone = s.phone and c.channel = s.channel and c.role = 'user' order by c.sent_at desc, c.id desc limit 1),
		'last_from_us', (select left(content, 500) from conversations c where c.lead_phone = s.phone and c.channel = s.channel and c.role = 'assistant' and c.status in ('sent', 'received', 'uncertain')
			order by c.sent_at desc, c.id desc limit 1)))
	from leads l where l.phone = s.phone;
$$;

-- The consultant is reminded of a lead that fell silent: once a step, while people attend.
create or replace function public.remind_team(s public.silent_leads, p_step jsonb, p_now timestamptz) returns void language sql set search_path = public as $$
	select enqueue_outbox(jsonb_build_array(jsonb_build_object('kind', 'notice', 'channel', s.channel, 'phone', s.phone,
		'key', concat_ws(':', 'lead_silent', s.phone, p_step ->> 'class', p_step ->> 'step', extract(epoch from s.since)),
		'payload', jsonb_build_object('kind', 'lead_silent', 'phone', s.phone, 'reason', p_step ->> 'class', 'minutes', floor(extract(epoch from p_now - s.since) / 60),
			'name', (select coalesce(l.name, l.whatsapp_name) from leads l where l.phone = s.phone), 'message', nullif(p_step ->> 'text', ''),
			'attendant', (select human_attendant from sessions where channel = s.channel and phone = s.phone)))), p_now);
$$;

-- One silence whose time has come. Gives the step that is to be written now; null where nothing is. A step that nobody could take for two weeks is too late for everybody.
create or replace function public.look_at_silence(s public.silent_leads, p_cadence jsonb, p_again_days integer, p_now timestamptz) returns jsonb language plpgsql set search_path = public as $$
declare
	over text := silence_over(s.phone, s.since, p_now);
	class text;
	later timestamptz;
	step jsonb;
	opens timestamptz;
	gate record;
begin
	if over is null then
		select temperature, postponed_until into class, later from leads where phone = s.phone and anonymized_at is null;
		step := next_step(s, p_cadence, class, p_again_days, p_now);
		if later > (step ->> 'due_at')::timestamptz then
			step := step || jsonb_build_object('due_at', later);
		end if;
		-- What never arrived is not followed by more of the same.
		over := case when exists (select from follow_up_steps f where f.phone = s.phone and f.since = s.since and f.delivery = 'failed') then 'unreachable'
			when step is null then 'done' when (step ->> 'due_at')::timestamptz < p_now - interval '14 days' then 'too_late' end;
	end if;
	if over is not null then
		perform look_at_again(s.phone, null, over);
	elsif (step ->> 'due_at')::timestamptz > p_now then
		perform look_at_again(s.phone, (step ->> 'due_at')::timestamptz, case when later = (step ->> 'due_at')::timestamptz then 'postponed' end);
	elsif step ->> 'kind' = 'team' then
		opens := next_open(s.channel, (limits_of(s.channel, provider_of(s.channel, s.phone))).time_zone, p_now);
		if opens > p_now then
			perform look_at_again(s.phone, opens, 'closed');
		else
			perform keep_step(s, step, 'told', null, p_now);
			perform remind_team(s, step, p_now);
			perform look_at_again(s.phone, p_now + interval '1 minute', null);
			return step || jsonb_build_object('phone', s.phone, 'channel', s.channel, 'since', s.since);
		end if;
	elsif window_is_shut(s.channel, s.phone, p_now) and template_outside(s.channel, 'follow_up') is null then
		-- Nothing could go out: nobody pays for words. The team is told once a day that a template is missing.
		perform tell_window_closed(jsonb_populate_record(null::outbox, jsonb_build_object('kind', 'whatsapp_text', 'channel', s.channel, 'phone', s.phone,
			'payload', jsonb_build_object('purpose', 'follow_up'))), p_now);
		perform look_at_again(s.phone, p_now + interval '6 hours', 'no_template');
	else
		select * into gate from ask_gate(s.phone, s.channel, 'follow_up', false, p_now);
		-- Nobody else gets it until it is written; whoever dies over it leaves it to the next run.
		perform look_at_again(s.phone, case gate.verdict when 'now' then p_now + interval '10 minutes' when 'wait' then gate.until end, gate.reason);
		if gate.verdict = 'now' then
			return step || jsonb_build_object('phone', s.phone, 'channel', s.channel, 'since', s.since, 'silent_hours', floor(extract(epoch from p_now - s.since) / 3600),
				'facts', follow_up_facts(s));
		end if;
	end if;
	return null;
end $$;

-- What is due of all silences, by the operator's cadence (class, step, after_hours, kind, text; steps of a class numbered in their order): `due` is to be written, `told` went
-- to the team at once. Two at once take different leads. Without hours in which people attend nobody is written to.
create or replace function public.claim_follow_ups(
	p_cadence jsonb, p_again_days integer default 90, p_channel text default null, p_limit integer default 50, p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
declare
	s silent_leads;
	one jsonb;
	due jsonb := '[]';
	told jsonb := '[]';
	without_hours text;
begin
	perform note_follower(p_channel, p_now);
	for s in select * from silent_leads where look_at <= p_now and is_channel_of(p_channel, channel) order by look_at limit p_limit for update skip locked loop
		if hours_channel(s.channel) is null then
			without_hours := s.channel;
			perform look_at_again(s.phone, p_now + interval '1 hour', 'no_hours');
			continue;
		end if;
		one := look_at_silence(s, p_cadence, p_again_days, p_now);
		if one ->> 'kind' = 'team' then
			told := told || one;
		elsif one is not null then
			due := due || one;
		end if;
	end loop;
	return jsonb_build_object('due', due, 'told', told, 'without_hours', without_hours);
end $$;

-- Queues a step that was written, if it still holds: they said nothing since, and the gate lets it out; deciding, queueing and keeping it are one transaction. The same call
-- again changes nothing. What the gate holds is written anew once it may go.
create or replace function public.queue_follow_up(p_step jsonb, p_text text, p_now timestamptz default now()) returns jsonb language plpgsql set search_path = public as $$
declare
	s silent_leads;
	refused text;
	gate jsonb;
	key text;
begin
	select * into s from silent_leads where phone = key_of(p_step ->> 'phone') for update;
	refused := case when s.phone is null or s.since is distinct from (p_step ->> 'since')::timestamptz then 'answered' else silence_over(s.phone, s.since, p_now) end;
	if refused is null then
		key := concat_ws(':', 'follow_up', s.phone, p_step ->> 'class', p_step ->> 'step', extract(epoch from s.since));
		gate := queue_unasked(jsonb_build_object('key', key, 'channel', s.channel, 'phone', s.phone, 'purpose', 'follow_up',
			'payload', jsonb_build_object('text', p_text, 'follow_up', p_step ->> 'class' || ':' || (p_step ->> 'step'), 'since', s.since, 'until', p_now + interval '1 day')), p_now);
		refused := case when gate ->> 'verdict' not in ('now', 'known') then gate ->> 'reason' end;
	end if;
	if gate ->> 'verdict' = 'now' then
		perform keep_step(s, p_step, 'queued', (gate ->> 'outbox_id')::bigint, p_now);
		perform look_at_again(s.phone, p_now + interval '1 hour', null);
	elsif refused is not null and s.since = (p_step ->> 'since')::timestamptz then
		perform look_at_again(s.phone, (gate ->> 'until')::timestamptz, refused);
	end if;
	return jsonb_strip_nulls(jsonb_build_object('queued', refused is null, 'phone', coalesce(s.phone, p_step ->> 'phone'), 'reason', refused, 'send_at', gate -> 'at', 'until', gate -> 'until'));
end $$;

-- What became of a step, from whoever writes it into the outbox.
create or replace function public.note_follow_up_text() returns trigger language plpgsql set search_path = public as $$
begin
	update follow_up_steps set delivery = new.delivery, reason = text_reason(new), status = text_fate(new),
		sent_at = case when text_fate(new) in ('sent', 'failed') then coalesce(sent_at, new.began_at, new.updated_at) end
	where outbox_id = new.id;
	return null;
end $$;
create or replace trigger follow_up_text after update of status, delivery, error on public.outbox for each row
	when (new.payload ? 'follow_up' and (new.status, new.delivery, new.error) is distinct from (old.status, old.delivery, old.error))
	execute function public.note_follow_up_text();

-- ══ 79-promises.sql ══
-- What the agent promised of the team ("um consultor te chama amanhã"), and whether a person kept it. Written with what a turn leaves for the team (tell_team); read by Check
-- Promises of the Conversation node (workflow `acompanhamento`), and not written before that runs.

create table if not exists public.promises (
	id bigint generated always as identity primary key,
	channel text not null,
	phone text not null check (phone <> ''),
	-- What they wait for: commercial, delivery, technical (requests_in).
	about text[] not null default '{}',
	promised_at timestamptz not null default now(),
	-- By when a person was to have written: as the agent said, else once people attend.
	due_at timestamptz not null,
	-- open: somebody may still keep it · told: the team was told that nobody did · kept and over (they want nothing any more, or a week went by) are final
	status text not null default 'open' check (status in ('open', 'told', 'kept', 'over')),
	reason text,
	told_at timestamptz,
	ended_at timestamptz
);
-- One at a time: whoever is promised a second thing waits for the same call.
create unique index if not exists promises_of_person on public.promises (phone) where status in ('open', 'told');
create index if not exists promises_due on public.promises (due_at) where status in ('open', 'told');
create index if not exists promises_old on public.promises (promised_at) where status in ('kept', 'over');

-- Notes what was promised. Of two times the earlier holds; what is about something else is added.
create or replace function public.note_promise(p_channel text, p_phone text, p_about text[], p_by timestamptz, p_now timestamptz) returns void language plpgsql set search_path = public as $$
declare
	opens timestamptz;
begin
	if is_trial(p_channel) or not exists (select from settings where key in ('promises', 'promises:' || p_channel)) then
		return;
	end if;
	opens := next_open(p_channel, (limits_of(p_channel, provider_of(p_channel, p_phone))).time_zone, p_now);
	insert into promises as k (channel, phone, about, promised_at, due_at) values (p_channel, p_phone, p_about, p_now, case when p_by > p_now then p_by else opens end)
	on conflict (phone) where status in ('open', 'told') do update set due_at = least(k.due_at, excluded.due_at),
		about = array(select distinct a from unnest(k.about || excluded.about) a order by a);
end $$;

-- When a person of the team wrote to somebody after that; null where nobody did. A call by telephone is seen by nobody: then the deal tells.
create or replace function public.kept_at(p_phone text, p_since timestamptz) returns timestamptz language sql stable set search_path = public as $$
	select max(last_human_message) from sessions where phone = p_phone and last_human_message > p_since;
$$;

-- Tells the team of a promise: that nobody kept it (promise_late), or what became of it since they were told (promise_over). Each once.
create or replace function public.tell_promise(k public.promises, p_kind text, p_reason text, p_now timestamptz) returns void language sql set search_path = public as $$
	select enqueue_outbox(jsonb_build_array(jsonb_build_object('kind', 'notice', 'channel', k.channel, 'phone', k.phone, 'key', concat_ws(':', p_kind, k.id),
		'payload', jsonb_strip_nulls(jsonb_build_object('kind', p_kind, 'phone', k.phone, 'reason', p_reason, 'reasons', to_jsonb(k.about), 'since', k.promised_at,
			'name', (select coalesce(l.name, l.whatsapp_name) from leads l where l.phone = k.phone),
			'attendant', (select s.human_attendant from sessions s where s.channel = k.channel and s.phone = k.phone))))), p_now);
$$;

-- Looks at promises whose time and grace are over, and at those of which the team was told. One that a person kept in time ends in silence. Nobody is reminded while nobody attends.
-- Starts from what is open. Returns what was told.
create or replace function public.check_promises(p_grace_minutes integer default 60, p_channel text default null, p_limit integer default 200, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	k promises;
	kept timestamptz;
	over text;
	told jsonb := '[]';
begin
	insert into settings (key, value, updated_at) values (concat_ws(':', 'promises', p_channel), 'true', p_now) on conflict (key) do nothing;
	for k in
		select * from promises where status in ('open', 'told') and due_at <= p_now - make_interval(mins => p_grace_minutes) and is_channel_of(p_channel, channel)
		order by due_at limit p_limit for update skip locked
	loop
		kept := kept_at(k.phone, k.promised_at);
		over := case when has_opted_out(k.phone) then 'opted_out' when declined_since(k.phone, k.promised_at) then 'not_interested' when deal_over(k.phone, p_now) is not null then deal_over(k.phone, p_now)
			when k.status = 'told' and k.told_at < p_now - interval '7 days' then 'forgotten' end;
		if kept is not null or over is not null then
			update promises set status = case when kept is not null then 'kept' else 'over' end, reason = case when kept is null then over end, ended_at = coalesce(kept, p_now) where id = k.id;
			if k.status = 'told' then
				perform tell_promise(k, 'promise_over', case when kept is not null then 'kept' else over end, p_now);
				told := told || jsonb_build_object('id', k.id, 'phone', k.phone, 'kind', 'promise_over', 'reason', case when kept is not null then 'kept' else over end);
			end if;
		elsif k.status = 'open' and next_open(k.channel, (limits_of(k.channel, provider_of(k.channel, k.phone))).time_zone, p_now) <= p_now then
			update promises set status = 'told', told_at = p_now where id = k.id;
			perform tell_promise(k, 'promise_late', null, p_now);
			told := told || jsonb_build_object('id', k.id, 'phone', k.phone, 'kind', 'promise_late', 'due_at', k.due_at);
		end if;
	end loop;
	return told;
end $$;

-- Two keys are one person: of two open promises the older stays, with what the other was about.
create or replace function public.move_promises(p_from text, p_to text) returns void language plpgsql set search_path = public as $$
declare
	k promises;
begin
	select * into k from promises where phone = p_from and status in ('open', 'told');
	if found and exists (select from promises where phone = p_to and status in ('open', 'told')) then
		update promises set due_at = least(due_at, k.due_at), promised_at = least(promised_at, k.promised_at),
			about = array(select distinct a from unnest(about || k.about) a order by a) where phone = p_to and status in ('open', 'told');
		delete from promises where id = k.id;
	end if;
	update promises set phone = p_to where phone = p_from;
end $$;

-- ══ 79-shown-follow-ups.sql ══
-- The funnel of follow-ups: of each step how many got it, read it and answered. Called by Get Follow-Up Funnel of the Conversation node.

-- Steps that were taken in a time (from inclusive, until exclusive). `answered`: they wrote after it, within a week and before the next step. `waiting`: silences that are being
-- followed up now, by class.
create or replace function public.follow_up_funnel(p_from timestamptz, p_until timestamptz, p_channel text default null, p_now timestamptz default now())
returns jsonb language sql stable set search_path = public as $$
	with taken as (
		select f.*, f.status = 'sent' and exists (select from inbox i where i.phone = f.phone and i.speaker = 'customer' and i.received_at > f.sent_at
				and i.received_at <= least(f.sent_at + interval '7 days', (select min(n.sent_at) from follow_up_steps n where n.phone = f.phone and n.sent_at > f.sent_at))) as answered,
			f.status = 'sent' and exists (select from opt_outs o where o.phone = f.phone and o.opted_out_at > f.sent_at and o.opted_out_at <= f.sent_at + interval '7 days'
				and o.revoked_at is null) as opted_out
		from follow_up_steps f where f.queued_at >= p_from and f.queued_at < p_until and is_channel_of(p_channel, f.channel)
	), steps as (
		select cadence, step, min(kind) as kind, count(*) as total, count(*) filter (where status = 'queued') as queued, count(*) filter (where status in ('sent', 'told')) as sent,
			count(*) filter (where delivery in ('delivered', 'read', 'played')) as delivered, count(*) filter (where delivery in ('read', 'played')) as read,
			count(*) filter (where answered) as answered, count(*) filter (where opted_out) as opted_out,
			count(*) filter (where status = 'failed') as failed, count(*) filter (where status = 'skipped') as skipped
		from taken group by cadence, step
	)
	select jsonb_build_object('from', p_from, 'until', p_until,
		'steps', (select coalesce(jsonb_agg(to_jsonb(s) order by array_position(array['hot', 'warm', 'cold'], s.cadence), s.step), '[]') from steps s),
		'skipped_because', (select coalesce(jsonb_object_agg(reason, n), '{}') from (select coalesce(reason, '') as reason, count(*) as n from taken where status in ('skipped', 'failed') group by 1) r),
		'waiting', (select coalesce(jsonb_object_agg(class, n), '{}') from (select coalesce(l.temperature, '') as class, count(*) as n
			from silent_leads s left join leads l on l.phone = s.phone where s.look_at is not null and is_channel_of(p_channel, s.channel) group by 1) w),
		'promises', (select jsonb_build_object('open', count(*) filter (where status = 'open'), 'told', count(*) filter (where told_at is not null),
			'kept', count(*) filter (where status = 'kept'), 'over', count(*) filter (where status = 'over'))
			from promises where promised_at >= p_from and promised_at < p_until and is_channel_of(p_channel, channel)));
$$;

-- ══ 80-crm.sql ══
-- A lead that the CRM should have gets a row of the outbox in the transaction that changes it; all of it sleeps until a workflow claims leads for the
-- CRM: without a CRM nothing piles up. Called by the Conversation node's CRM operations.

-- What the CRM has of a lead. Written after each step of a sync, so that no step is done twice.
create table if not exists public.crm_links (
	phone text primary key references public.leads (phone) on update cascade on delete cascade,
	company_id bigint,
	person_id bigint,
	deal_id bigint,
	note_id bigint,
	-- The same with what was written there, as the sync gives it and wants it back.
	links jsonb not null default '{}',
	synced_at timestamptz,
	updated_at timestamptz not null default now()
);
create index if not exists crm_links_deal on public.crm_links (deal_id) where deal_id is not null;

-- Whether the CRM gets a lead under a policy: the rule of `isWanted` in the package.
create or replace function public.crm_wants(p_lead public.leads, p_policy text)
returns boolean language sql immutable set search_path = public as $$
	select coalesce(case p_policy
		when 'hotOnly' then p_lead.temperature = 'hot'
		when 'hotWarm' then p_lead.temperature = 'hot' or (p_lead.temperature = 'warm' and p_lead.name <> '' and p_lead.product <> '')
		when 'allWithMinimum' then p_lead.name <> '' and p_lead.product <> '' and p_lead.city <> ''
	end, false);
$$;

-- Puts a lead into the outbox for the CRM. It has one row there for good: changes while it waits are one sync of the newest state, a change while it is being
-- synced is one more sync afterwards.
create or replace function public.enqueue_crm_sync(p_phone text, p_channel text, p_now timestamptz)
returns void language sql set search_path = public as $$
	update leads set crm_sync_status = 'pending' where phone = p_phone and crm_sync_status <> 'pending';
	insert into outbox as o (idempotency_key, kind, channel, phone, payload, next_attempt_at, created_at, updated_at)
	values ('crm_sync:' || p_phone, 'crm_sync', p_channel, p_phone, '{}', p_now, p_now, p_now)
	on conflict (idempotency_key) do update set
		status = case o.status when 'sending' then 'sending' else 'pending' end,
		payload = case o.status when 'sending' then '{"again": true}' else '{}' end::jsonb,
		attempts = case when o.status in ('sending', 'pending') then o.attempts else 0 end,
		next_attempt_at = case when o.status in ('sending', 'pending') then o.next_attempt_at else p_now end,
		channel = excluded.channel, updated_at = p_now;
$$;

-- Under which policy the leads of a channel go to the CRM; null when nobody has asked for any for a day.
create or replace function public.crm_policy(p_channel text, p_now timestamptz)
returns text language sql stable set search_path = public as $$
	select value ->> 'policy' from settings
	where key in ('crm_sync', 'crm_sync:' || p_channel) and updated_at > p_now - interval '1 day'
	order by length(key) desc limit 1;
$$;

-- A lead of which the CRM should know more. One that it has is kept up to date, whatever became of its temperature.
create or replace function public.crm_follows_lead() returns trigger language plpgsql set search_path = public as $$
declare
	at_channel text;
	policy text;
begin
	-- Who was made anonymous is nobody to the CRM, and what was written there told who it was.
	if new.anonymized_at is not null then
		delete from crm_links where phone = new.phone;
		return null;
	end if;
	if tg_op = 'UPDATE' and (old.name, old.whatsapp_name, old.company, old.cnpj, old.email, old.city, old.uf, old.product, old.volume, old.segment, old.need,
			old.site, old.temperature, old.custom_fields, old.requests)
		is not distinct from (new.name, new.whatsapp_name, new.company, new.cnpj, new.email, new.city, new.uf, new.product, new.volume, new.segment, new.need,
			new.site, new.temperature, new.custom_fields, new.requests)
	then
		return null;
	end if;
	at_channel := coalesce(newest_channel(new.phone), 'default');
	if is_trial(at_channel) then
		return null;
	end if;
	policy := crm_policy(at_channel, new.updated_at);
	if policy is not null and (crm_wants(new, policy) or exists (select from crm_links where phone = new.phone and deal_id is not null)) then
		perform enqueue_crm_sync(new.phone, at_channel, new.updated_at);
	end if;
	return null;
end $$;
create or replace trigger crm_follows_lead after insert or update on public.leads for each row execute function public.crm_follows_lead();

-- Hands leads that are due for the CRM to one worker, each with what is known of it and what the CRM has of it. Asking is what switches the queue on, under
-- the policy that is asked with, and a day without asking switches it off. Who asks again after that gets what changed within the last day.
create or replace function public.claim_crm_syncs(
	p_policy text, p_limit integer, p_lease_seconds integer, p_channel text default null, p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
declare
	setting text := 'crm_sync' || coalesce(':' || p_channel, '');
	known settings;
	missed record;
	claimed jsonb;
begin
	select * into known from settings where key = setting;
	if not found or known.value ->> 'policy' is distinct from p_policy or known.updated_at < p_now - interval '1 hour' then
		insert into settings (key, value, updated_at) values (setting, jsonb_build_object('policy', p_policy), p_now)
		on conflict (key) do update set value = excluded.value, updated_at = greatest(settings.updated_at, p_now);
	end if;
	if known.updated_at <= p_now - interval '1 day' then
		for missed in
			select l.phone, s.channel from leads l
			cross join lateral (select channel from sessions where phone = l.phone order by updated_at desc limit 1) s
			left join crm_links k on k.phone = l.phone
			where l.updated_at > greatest(p_now - interval '1 day', k.synced_at) and l.crm_sync_status in ('not_synced', 'synced')
				and crm_wants(l, p_policy) and is_channel_of(p_channel, s.channel)
			order by l.phone
		loop
			perform enqueue_crm_sync(missed.phone, missed.channel, p_now);
		end loop;
	end if;

	claimed := claim_outbox(array['crm_sync'], p_limit, p_lease_seconds, p_channel, p_now);
	-- Only now: a change of the lead that came before the claim is in it, one that comes after it asks for another sync.
	return (
		select coalesce(jsonb_agg((c - 'payload' - 'send_to' - 'kind') || jsonb_build_object(
			'policy', p_policy,
			'lease_seconds', p_lease_seconds,
			-- The channel of a session is a number of ours; where the lead comes from is WhatsApp.
			'lead', to_jsonb(l) - array['id', 'agent_state', 'follow_ups', 'declined_at', 'postponed_until', 'created_at', 'updated_at', 'crm_sync_status'] || jsonb_build_object('channel', 'whatsapp'),
			'links', coalesce(k.links, '{}'))), '[]')
		from jsonb_array_elements(claimed) c
		-- One look by the index for each: nobody tells the planner how few they are, and it would read all leads.
		cross join lateral (select * from leads where phone = c ->> 'phone' limit 1) l
		left join crm_links k on k.phone = l.phone
	);
end $$;

-- How long to wait after so many tries, up to a quarter longer so that workers do not march in step (p_chance: 0 to 1).
create or replace function public.crm_backoff(p_attempts integer, p_chance numeric)
returns interval language sql immutable set search_path = public as $$
	select make_interval(mins => (array[1, 5, 15, 60, 180, 360, 720, 1440])[least(greatest(p_attempts, 1), 8)]) * (1 + 0.25 * p_chance);
$$;

-- Writes what one run of the sync gave: first what the CRM has now, then what follows.
-- step: there is more to do, and the worker has the lead for another lease · synced, skipped: the end · failed: again later, ever more seldom; given up at
-- once when trying again makes no sense, and after ten tries. A token that is refused, or an address that is not the CRM's, is no try of a lead: all of them
-- wait (await_crm). Where nobody can be reached, the CRM is down as a whole or asks for patience, no lead is at fault either: it is tried every hour in the
-- end, as whoever mends it is not to wait for a day. The team is told (tell_of_crm).
create or replace function public.save_crm_sync(
	p_outbox_id bigint, p_lease_token uuid, p_outcome text, p_links jsonb, p_failure jsonb default '{}', p_lease_seconds integer default 300,
	p_chance numeric default 0, p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
declare
	o outbox;
	l leads;
	next_status text;
	again boolean;
	kind constant text := case p_outcome when 'failed' then p_failure ->> 'kind' end;
	-- Known only where it was asked whether it is this lead alone.
	outage constant boolean := (p_failure ->> 'outage')::boolean;
	-- Patience that is asked for again and again is told like an outage: nothing gets in.
	fault constant text := case when kind = 'rateLimited' then 'passing' when outage is distinct from false then fault_of(kind) end;
	waits constant boolean := fault is not distinct from 'operator';
	out_of_reach constant boolean := coalesce(outage or kind in ('unreachable', 'rateLimited'), false);
	tries integer;
	reason text := coalesce(p_failure ->> 'error', 'sem explicação');
begin
	-- The lead before its row, as whoever changes a lead does: no deadlock.
	select * into l from leads where phone = (select phone from outbox where id = p_outbox_id) for update;
	select * into o from outbox where id = p_outbox_id and lease_token = p_lease_token and status = 'sending' for update;
	if not found then
		return jsonb_build_object('saved', false, 'reason', 'lease_lost');
	end if;
	if l.phone is null then
		update outbox set status = 'discarded', error = 'The lead is gone', lease_token = null, lease_until = null, updated_at = p_now where id = o.id;
		return jsonb_build_object('saved', false, 'reason', 'lead_gone');
	end if;

	if jsonb_typeof(p_links -> 'links') = 'object' then
		insert into crm_links (phone, company_id, person_id, deal_id, note_id, links, synced_at, updated_at)
		select l.phone, k.company_id, k.person_id, k.deal_id, k.note_id, k.links, case p_outcome when 'synced' then p_now end, p_now
		from jsonb_populate_record(null::crm_links, p_links) k
		on conflict (phone) do update set company_id = excluded.company_id, person_id = excluded.person_id, deal_id = excluded.deal_id,
			note_id = excluded.note_id, links = excluded.links, synced_at = coalesce(excluded.synced_at, crm_links.synced_at), updated_at = p_now;
	end if;
	if p_outcome = 'step' then
		update outbox set lease_until = p_now + make_interval(secs => p_lease_seconds), updated_at = p_now where id = o.id;
		return jsonb_build_object('saved', true, 'status', 'sending');
	end if;

	next_status := case when p_outcome <> 'failed' then 'sent' when waits or out_of_reach then 'pending'
		when (p_failure ->> 'retry')::boolean is not true or o.attempts >= 10 then 'failed' else 'pending' end;
	tries := case when waits then o.attempts - 1 when out_of_reach then least(o.attempts, 4) else o.attempts end;
	-- What changed meanwhile is synced at once, unless the CRM is out of reach just now.
	again := next_status <> 'pending' and o.payload ? 'again';
	update outbox set status = case when again then 'pending' else next_status end, payload = '{}', attempts = case when again then 0 else tries end,
		error = case p_outcome when 'failed' then reason end, lease_token = null, lease_until = null, updated_at = p_now,
		next_attempt_at = case when again then p_now else p_now + greatest(crm_backoff(tries, p_chance),
			make_interval(secs => coalesce((p_failure ->> 'retryAfterMs')::numeric, 0)::float / 1000)) end
	where id = o.id returning * into o;
	update leads set crm_sync_status = case when o.status = 'sent' and p_outcome = 'skipped' then 'not_synced' when o.status = 'sent' then 'synced'
		else o.status end where id = l.id;

	-- Whatever PipeRun has to say of this one lead, it took the token.
	if p_outcome = 'synced' or fault is not null or not outage or kind in ('rejected', 'notFound', 'forbidden') then
		perform note_integration(o.channel, 'piperun', fault is null, fault, kind, reason, o.phone, p_now);
	end if;
	if waits then
		perform await_crm(o, p_chance, p_now);
		select * into o from outbox where id = o.id;
	elsif p_outcome = 'failed' then
		perform tell_of_crm(o, kind, reason, coalesce(l.name, l.whatsapp_name), p_now);
	end if;
	if p_outcome in ('synced', 'failed') then
		perform counted('integration_requests_total', jsonb_build_object('integration', 'piperun', 'operation', 'crm_sync',
			'status', case p_outcome when 'synced' then 'success' else 'error' end));
	end if;
	return jsonb_build_object('saved', true, 'status', o.status, 'attempts', o.attempts, 'next_attempt_at', case o.status when 'pending' then o.next_attempt_at end);
end $$;

-- Puts leads that were given up back into the queue: the token was renewed, the pipeline corrected. Returns how many.
create or replace function public.retry_crm_syncs(p_phone text default null, p_channel text default null, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	given_up record;
	count integer := 0;
begin
	for given_up in
		select phone, channel from outbox
		where kind = 'crm_sync' and status = 'failed' and (p_phone is null or phone = (select key_of(p_phone))) and (p_channel is null or channel = p_channel)
		order by phone
	loop
		perform enqueue_crm_sync(given_up.phone, given_up.channel, p_now);
		count := count + 1;
	end loop;
	return jsonb_build_object('queued', count);
end $$;

-- ══ 81-crm-events.sql ══
-- What the CRM tells back of a deal, each happening once. Called by the Conversation node's Record Deal Event and the CRM triggers.

-- Happenings that were told from outside, by their key: whoever writes one first acts on it.
create table if not exists public.known_events (
	key text primary key check (key <> ''),
	known_at timestamptz not null default now()
);
create index if not exists known_events_time on public.known_events (known_at);

-- Whether this caller is the first to hear of a happening. Keys are kept for 90 days.
create or replace function public.claim_event(p_key text, p_now timestamptz default now())
returns boolean language plpgsql set search_path = public as $$
begin
	delete from known_events where known_at < p_now - interval '90 days';
	insert into known_events (key, known_at) values (p_key, p_now) on conflict (key) do nothing;
	return found;
end $$;

-- What the CRM tells of a deal comes into the conversation of its customer, once for its key: into the metadata, into the history and, where a text is given,
-- to the customer: once a deal and happening, within three days, never to somebody who wants no messages, and only while the agent has the conversation. Nobody asked for
-- it: it goes through the gate, and waits in the outbox for the hours and for what the person got shortly before.
create or replace function public.record_deal_event(
	p_channel text, p_phone text, p_event jsonb, p_text text default null, p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
declare
	s sessions;
	refused text;
	gate jsonb;
begin
	if not claim_event(p_event ->> 'key', p_now) then
		return jsonb_build_object('recorded', false, 'reason', 'known_event');
	end if;
	perform counted('webhook_events_total', jsonb_build_object('webhook_type', 'piperun', 'status', 'success',
		'event_type', case when p_event ->> 'event' in ('won', 'lost', 'moved') then p_event ->> 'event' else 'other' end));
	select * into s from sessions
	where phone = coalesce(key_of(p_phone), (select phone from crm_links where deal_id = (p_event ->> 'deal_id')::bigint)) and (p_channel is null or channel = p_channel)
	order by updated_at desc limit 1 for update;
	if not found then
		return jsonb_build_object('recorded', false, 'reason', 'no_conversation');
	end if;
	update sessions set version = version + 1, updated_at = p_now,
		metadata = metadata || jsonb_build_object('crm_deal', p_event - 'key' || jsonb_build_object('at', p_now))
	where channel = s.channel and phone = s.phone;
	perform write_history(s.channel, s.phone, jsonb_build_array(jsonb_build_object('type', 'crm_deal', 'actor_type', 'system',
		'reason', p_event ->> 'event', 'details', p_event)), s.mode_epoch, p_now);

	refused := case
		when coalesce(p_text, '') = '' then 'no_text'
		when has_opted_out(s.phone) then 'opted_out'
		when s.mode <> 'agent' then s.mode
		else fence(s, s.mode_epoch, false) end;
	if refused is null then
		gate := queue_unasked(jsonb_build_object('channel', s.channel, 'phone', s.phone, 'purpose', 'crm_news', 'wait_until', p_now + interval '3 days',
			'key', concat_ws(':', 'crm_deal', s.phone, p_event ->> 'deal_id', p_event ->> 'event', case p_event ->> 'event' when 'moved' then p_event ->> 'stage_id' end),
			'payload', jsonb_build_object('text', p_text, 'mode_epoch', s.mode_epoch, 'until', p_now + interval '3 days')), p_now);
		refused := case gate ->> 'verdict' when 'now' then null when 'later' then null when 'known' then 'told_already' else gate ->> 'reason' end;
	end if;
	return jsonb_build_object('recorded', true, 'channel', s.channel, 'phone', s.phone, 'mode', s.mode, 'message_queued', refused is null, 'reason', refused)
		|| case when refused is null and gate ->> 'verdict' = 'later' then jsonb_build_object('waits_for', gate -> 'reason', 'send_at', gate -> 'at') else '{}' end;
end $$;

-- ══ 82-crm-refused.sql ══
-- Leads that the CRM does not take: what waits for a token that works, and what the team is told. Called by Save CRM Sync.

-- The token is refused: no lead is at fault, and none is done before somebody mends it. They are tried from time to time, the one that was refused after all
-- others, so that no lead which is always refused stands before those that are not; all of them are due at once when one was taken (goes_on).
create or replace function public.await_crm(p_sync public.outbox, p_chance numeric, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
declare
	since constant timestamptz := (select down_since from integrations where channel = p_sync.channel and name = 'piperun');
	apart constant interval := greatest(interval '1 minute', least((p_now - coalesce(since, p_now)) / 2, interval '15 minutes'));
begin
	update outbox set next_attempt_at = p_now + apart * (1 + 0.25 * p_chance) where id = p_sync.id and status = 'pending';
	update outbox set next_attempt_at = p_now + apart / 2 where id in (
		select id from outbox where kind = 'crm_sync' and status = 'pending' and channel = p_sync.channel and next_attempt_at < p_now + apart / 2
		for update skip locked);
end $$;

-- The team is told of a lead and a reason once; once a day of something that the token's user may not do (a permission, a plan), while leads come that it
-- concerns, and of a queue that gets long. While the CRM is down as a whole, that is told: these leads are due again once it works.
create or replace function public.tell_of_crm(p_sync public.outbox, p_kind text, p_reason text, p_name text, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
declare
	what constant text := case when p_sync.status = 'failed' then 'crm_given_up' when p_kind = 'forbidden' and p_sync.attempts = 1 then 'crm_forbidden'
		when (select count(*) from outbox where kind = 'crm_sync' and channel = p_sync.channel and status = 'pending') >= 50 then 'crm_backlog' end;
	about constant text := case what when 'crm_given_up' then p_sync.id || ':' || md5(p_reason) when 'crm_backlog' then p_sync.channel || ':' || p_now::date
		else p_sync.channel || ':' || md5(p_reason) || ':' || p_now::date end;
begin
	if what is null or exists (select from integrations where channel = p_sync.channel and name = 'piperun' and down_since is not null) then
		return;
	end if;
	perform enqueue_outbox(jsonb_build_array(jsonb_build_object('kind', 'notice', 'channel', p_sync.channel, 'phone', p_sync.phone, 'key', what || ':' || about,
		'payload', jsonb_build_object('kind', what, 'phone', p_sync.phone, 'name', p_name, 'error', p_reason))), p_now);
end $$;

-- Leads that were given up for good because the token was refused, before a refusal was no try: they wait like all the others.
with refused as (
	update public.outbox set status = 'pending', attempts = 0, next_attempt_at = now(), updated_at = now()
	where kind = 'crm_sync' and status = 'failed' and error like '%PipeRun does not accept the token for this%' and attempts < 10
	returning phone
)
update public.leads l set crm_sync_status = 'pending' from refused where l.phone = refused.phone;

-- ══ 83-quotes.sql ══
-- Quote requests and companies, in the tables that operators know by these names. Written by the live flow through the lead, and by the Lead Store node.

create table if not exists public.orcamentos (
	id uuid primary key default gen_random_uuid(),
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now()
);
alter table public.orcamentos
	add column if not exists lead uuid references public.leads (id) on delete cascade,
	add column if not exists resumo text,
	add column if not exists produto text,
	add column if not exists segmento text,
	add column if not exists urgencia_compra text,
	add column if not exists volume_diario integer,
	-- The deal in PipeRun that it became.
	add column if not exists oportunidade_pipe_id text,
	-- The one that follows the lead's words; those of people are theirs.
	add column if not exists do_agente boolean not null default false;
create index if not exists orcamentos_lead on public.orcamentos (lead, created_at desc);
create index if not exists orcamentos_time on public.orcamentos (created_at desc, id);

create table if not exists public.empresa (
	id uuid primary key default gen_random_uuid(),
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now()
);
alter table public.empresa
	add column if not exists nome text,
	add column if not exists cidade text,
	add column if not exists uf text,
	-- 14 capital letters and digits, without marks.
	add column if not exists cnpj text,
	add column if not exists site text,
	add column if not exists email text,
	add column if not exists telefone text,
	-- The lead that told of it: erased with them, since of a company of one person everything is personal.
	add column if not exists contato uuid references public.leads (id) on delete cascade;
create index if not exists empresa_contato on public.empresa (contato);
create index if not exists empresa_time on public.empresa (created_at desc, id);
-- A table of before may hold one company twice: it is used as it is.
do $$ begin
	create unique index if not exists empresa_cnpj on public.empresa (cnpj) where cnpj is not null;
exception when unique_violation then
	raise notice 'The table empresa has one CNPJ twice: no further one is kept out until that is mended';
end $$;

-- A qualified lead has a quote request: one for each deal. It follows the lead until another deal is opened.
create or replace function public.keep_quote(p_lead public.leads, p_now timestamptz) returns void language plpgsql set search_path = public as $$
declare
	deal constant text := (select deal_id::text from crm_links where phone = p_lead.phone);
	q orcamentos;
	words constant text := nullif(concat_ws(' – ', p_lead.need, p_lead.volume), '');
begin
	select * into q from orcamentos where lead = p_lead.id and do_agente order by created_at desc, id desc limit 1;
	if q.id is null or (q.oportunidade_pipe_id is not null and deal is not null and q.oportunidade_pipe_id <> deal) then
		insert into orcamentos (lead, resumo, produto, segmento, urgencia_compra, volume_diario, oportunidade_pipe_id, do_agente, created_at, updated_at)
		values (p_lead.id, words, p_lead.product, p_lead.segment, p_lead.urgency, p_lead.daily_volume, deal, true, p_now, p_now);
	else
		update orcamentos set resumo = coalesce(words, resumo), produto = coalesce(p_lead.product, produto), segmento = coalesce(p_lead.segment, segmento),
			urgencia_compra = coalesce(p_lead.urgency, urgencia_compra), volume_diario = coalesce(p_lead.daily_volume, volume_diario),
			oportunidade_pipe_id = coalesce(oportunidade_pipe_id, deal), updated_at = p_now
		where id = q.id;
	end if;
end $$;

-- A company by its number; nothing of it is overwritten by nothing.
create or replace function public.keep_company(p_lead public.leads, p_now timestamptz) returns void language plpgsql set search_path = public as $$
begin
	update empresa set nome = coalesce(p_lead.company, nome), cidade = coalesce(p_lead.city, cidade), uf = coalesce(p_lead.uf, uf), site = coalesce(p_lead.site, site),
		email = coalesce(p_lead.email, email), contato = coalesce(contato, p_lead.id), updated_at = p_now where cnpj = p_lead.cnpj;
	if not found then
		insert into empresa (nome, cidade, uf, cnpj, site, email, contato, created_at, updated_at)
		values (p_lead.company, p_lead.city, p_lead.uf, p_lead.cnpj, p_lead.site, p_lead.email, p_lead.id, p_now, p_now) on conflict do nothing;
	end if;
end $$;

-- What a lead told goes into both. What cannot be kept there (a table of before that has other columns) never stops what is learned of the lead.
create or replace function public.follow_lead() returns trigger language plpgsql set search_path = public as $$
begin
	if new.anonymized_at is not null then
		delete from orcamentos where lead = new.id;
		delete from empresa where contato = new.id;
		return null;
	end if;
	if not is_trial(new.phone) and crm_wants(new, 'hotWarm') then
		perform keep_quote(new, new.updated_at);
	end if;
	if not is_trial(new.phone) and new.cnpj <> '' then
		perform keep_company(new, new.updated_at);
	end if;
	return null;
exception when others then
	raise warning 'A quote or a company could not be kept: %', sqlstate;
	return null;
end $$;
create or replace trigger follow_new_lead after insert on public.leads for each row
	when (new.temperature in ('hot', 'warm') or new.cnpj is not null) execute function public.follow_lead();
create or replace trigger follow_lead after update on public.leads for each row
	when ((new.name, new.company, new.cnpj, new.email, new.site, new.city, new.uf, new.product, new.volume, new.segment, new.need, new.urgency, new.daily_volume,
			new.temperature, new.anonymized_at)
		is distinct from (old.name, old.company, old.cnpj, old.email, old.site, old.city, old.uf, old.product, old.volume, old.segment, old.need, old.urgency,
			old.daily_volume, old.temperature, old.anonymized_at))
	execute function public.follow_lead();

-- The deal that a sync opened is the quote's.
create or replace function public.follow_deal() returns trigger language plpgsql set search_path = public as $$
declare
	l leads;
begin
	select * into l from leads where phone = new.phone;
	if found and l.anonymized_at is null and exists (select from orcamentos where lead = l.id and do_agente) then
		perform keep_quote(l, coalesce(new.updated_at, now()));
	end if;
	return null;
exception when others then
	raise warning 'The deal could not be kept with its quote: %', sqlstate;
	return null;
end $$;
create or replace trigger follow_new_deal after insert on public.crm_links for each row when (new.deal_id is not null) execute function public.follow_deal();
create or replace trigger follow_deal after update on public.crm_links for each row
	when (new.deal_id is not null and new.deal_id is distinct from old.deal_id) execute function public.follow_deal();

-- Who changed what of a quote or a company, masked; by the id of the lead that it is of, so that it goes with the lead's audit. That one is gone is told without what it
-- was: it may have gone because the person was erased. What cannot be written there stops nothing.
create or replace function public.audit_record() returns trigger language plpgsql set search_path = public as $$
declare
	unaudited constant text[] := array['id', 'lead', 'contato', 'created_at', 'updated_at'];
	before constant jsonb := case when tg_op = 'INSERT' then '{}' else to_jsonb(old) end;
	after constant jsonb := case when tg_op = 'DELETE' then '{}' else to_jsonb(new) end;
	row_of constant jsonb := case when tg_op = 'DELETE' then before else after end;
	whose constant text := coalesce(row_of ->> 'lead', row_of ->> 'contato');
	changed text[];
begin
	select array_agg(k) into changed from jsonb_object_keys((before || after) - unaudited) k where nullif(before -> k, 'null') is distinct from nullif(after -> k, 'null');
	if changed is null then
		return null;
	end if;
	insert into audit_logs (action, entity_type, entity_id, changed_by, changes, metadata)
	select case tg_op when 'INSERT' then 'CREATE' else tg_op end, case tg_table_name when 'orcamentos' then 'orcamento' else 'empresa' end, coalesce(whose, row_of ->> 'id'),
		coalesce(nullif(current_setting('atendeaqui.changed_by', true), ''), 'system'),
		masked_change((select jsonb_object_agg(k, before -> k) from unnest(changed) k where tg_op = 'UPDATE' and before ? k), (select jsonb_object_agg(k, after -> k) from unnest(changed) k where after ? k),
			array['nome'], coalesce((select telling_words(l.name, l.whatsapp_name) from leads l where l.id::text = whose), '{}')),
		jsonb_build_object('id', row_of ->> 'id');
	return null;
exception when others then
	raise warning 'A change of % could not be written into the audit: %', tg_table_name, sqlstate;
	return null;
end $$;
create or replace trigger audit_record after insert or update or delete on public.orcamentos for each row execute function public.audit_record();
create or replace trigger audit_record after insert or update or delete on public.empresa for each row execute function public.audit_record();

-- ══ 84-attendance-team.sql ══
-- The team as users of the attendance API: number, e-mail, password, role. Read and written by the Attendance Server (nodes/AttendanceServer); the Conversation node's Save
-- Attendant sets e-mail and password of the first one.

-- Users are numbers there. Only the scrypt hash of a password is kept.
alter table public.attendants add column if not exists number integer generated by default as identity;
alter table public.attendants add column if not exists email text;
alter table public.attendants add column if not exists password_hash text;
-- How many conversations at once are enough for one person.
alter table public.attendants add column if not exists max_conversations integer not null default 5 check (max_conversations between 0 and 1000);
create unique index if not exists attendants_number on public.attendants (number);
create unique index if not exists attendants_email on public.attendants (lower(email)) where email is not null;

-- A moment as that API writes it: UTC with a Z.
create or replace function public.utc_text(p_at timestamptz) returns text language sql stable set search_path = public as $$
	select to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
$$;

-- What they are called there: admin, supervisor, atendente, user.
create or replace function public.attendance_role(p_who public.attendants) returns text language sql immutable set search_path = public as $$
	select case when p_who.limited then 'user' when p_who.role = 'attendant' then 'atendente' else p_who.role end;
$$;

-- Who has no e-mail cannot log in; the API shows an address all the same, of a domain that never exists (RFC 2606).
create or replace function public.attendance_email(p_who public.attendants) returns text language sql immutable set search_path = public as $$
	select coalesce(p_who.email, case when p_who.id ~ '^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$' then p_who.id end,
		'atendente-' || p_who.number || '@sem-email.invalid');
$$;

-- A user as the API tells of one; `attendant` is the id in everything else here, and is told nobody outside.
create or replace function public.attendance_user(p_who public.attendants) returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object('id', p_who.number, 'email', attendance_email(p_who), 'nome', p_who.name, 'role', attendance_role(p_who),
		'is_active', p_who.active, 'created_at', utc_text(p_who.created_at), 'attendant', p_who.id);
$$;

-- The number of an attendant; null for whoever is none, such as who took a conversation on the phone.
create or replace function public.attendant_number(p_id text) returns integer language sql stable set search_path = public as $$
	select number from attendants where id = p_id;
$$;

-- One page of users, in the order in which they came.
create or replace function public.list_attendance_users(p_page integer, p_limit integer, p_role text default null, p_active boolean default null)
returns jsonb language sql stable set search_path = public as $$
	with found as (
		select a from attendants a where (p_role is null or attendance_role(a) = p_role) and (p_active is null or a.active = p_active)
	)
	select jsonb_build_object('total', (select count(*) from found), 'users', coalesce((select jsonb_agg(attendance_user(p.a) order by (p.a).number)
		from (select a from found order by (a).number limit p_limit offset (p_page - 1)::bigint * p_limit) p), '[]'));
$$;

create or replace function public.read_attendance_user(p_number integer) returns jsonb language sql stable set search_path = public as $$
	select attendance_user(a) from attendants a where number = p_number;
$$;

-- Makes a user: their e-mail is also their id. Who is known to the control API by it, and could not log in here, can now. `taken` where somebody has it.
create or replace function public.create_attendance_user(p_user jsonb, p_now timestamptz default now()) returns jsonb language plpgsql set search_path = public as $$
declare
	made attendants;
begin
	insert into attendants (id, name, role, limited, email, password_hash, created_at, updated_at)
	select lower(p_user ->> 'email'), p_user ->> 'nome', case p_user ->> 'role' when 'admin' then 'admin' when 'supervisor' then 'supervisor' else 'attendant' end,
		p_user ->> 'role' = 'user', lower(p_user ->> 'email'), p_user ->> 'password_hash', p_now, p_now
	where not exists (select from attendants where lower(email) = lower(p_user ->> 'email'))
	on conflict (id) do update set name = excluded.name, role = excluded.role, limited = excluded.limited, email = excluded.email,
		password_hash = excluded.password_hash, active = true, updated_at = p_now where attendants.email is null
	returning * into made;
	return case when made.id is null then '{"taken": true}' else attendance_user(made) end;
end $$;

-- Changes what is given of a user: nome, role, is_active. Who is switched off, or becomes another, is logged out. The last admin who can log in stays one.
create or replace function public.change_attendance_user(p_number integer, p_change jsonb, p_now timestamptz default now()) returns jsonb language plpgsql set search_path = public as $$
declare
	was attendants;
	next attendants;
begin
	perform pg_advisory_xact_lock(hashtext('public.attendance_users'), 0);
	select * into was from attendants where number = p_number for update;
	if not found then
		return null;
	end if;
	next := was;
	next.name := coalesce(nullif(p_change ->> 'nome', ''), was.name);
	next.active := coalesce((p_change ->> 'is_active')::boolean, was.active);
	if p_change ->> 'role' is not null then
		next.limited := p_change ->> 'role' = 'user';
		next.role := case p_change ->> 'role' when 'admin' then 'admin' when 'supervisor' then 'supervisor' else 'attendant' end;
	end if;
	if was.role = 'admin' and was.active and was.password_hash is not null and (next.role <> 'admin' or not next.active)
		and not exists (select from attendants where role = 'admin' and active and password_hash is not null and id <> was.id)
	then
		return '{"last_admin": true}';
	end if;
	update attendants set name = next.name, active = next.active, role = next.role, limited = next.limited, updated_at = p_now where id = was.id;
	if was.active and not next.active then
		perform end_attendance_logins(was.id, 'deactivated', p_now);
	end if;
	return attendance_user(next);
end $$;

-- ══ 84-attendance-tokens.sql ══
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

-- ══ 85-attendances.sql ══
-- Attendances: from a customer's first words, or a takeover, until somebody closes it or nobody wrote for a day. They follow what happens to the conversation (`sessions`),
-- whoever does it and through which door: nothing but the triggers below opens one or changes whose it is. Closed by close_attendance. Read by the Attendance Server.

create table if not exists public.attendances (
	id uuid primary key default gen_random_uuid(),
	channel text not null,
	phone text not null,
	-- bot: the agent answers · queue: waits for a person · in_progress: somebody has it · resolved, closed: over
	status text not null check (status in ('bot', 'queue', 'in_progress', 'resolved', 'closed')),
	-- An id of attendants, or who took it on the phone.
	owner text,
	-- 0 low, 1 normal, 2 high, 3 urgent
	priority smallint not null default 1 check (priority between 0 and 3),
	resolution text check (resolution in ('resolved', 'unresolved', 'abandoned')),
	notes text,
	rating smallint check (rating between 1 and 5),
	rating_asked_at timestamptz,
	rated_at timestamptz,
	started_at timestamptz not null,
	-- Of the last time that it came into the queue; it stays when somebody takes it.
	queued_at timestamptz,
	-- Who has it now, since when.
	assigned_at timestamptz,
	first_assigned_at timestamptz,
	closed_at timestamptz,
	closed_by text,
	messages_count integer not null default 0,
	last_message_at timestamptz,
	-- When to look whether anybody still writes.
	look_at timestamptz not null default now() + interval '1 day',
	-- Turns of the assistant in a row that came to nothing (Escalate From Three On).
	failed_turns integer not null default 0,
	check ((status in ('resolved', 'closed')) = (closed_at is not null))
);
create unique index if not exists attendances_open on public.attendances (channel, phone) where closed_at is null;
create index if not exists attendances_phone on public.attendances (phone, started_at desc);
create index if not exists attendances_started on public.attendances (started_at desc, id);
create index if not exists attendances_queue on public.attendances (priority desc, queued_at, id) where status = 'queue';
create index if not exists attendances_owner on public.attendances (owner, started_at desc) where owner is not null;
create index if not exists attendances_status on public.attendances (status, started_at desc, id);
create index if not exists attendances_quiet on public.attendances (look_at) where status = 'bot';
create index if not exists attendances_closed on public.attendances (closed_at desc) where closed_at is not null;
create index if not exists attendances_asked on public.attendances (channel, phone) where rating_asked_at is not null and rating is null;

-- Which attendance a message is of; null for what was said outside of any.
alter table public.conversations add column if not exists attendance uuid;
create index if not exists conversations_attendance on public.conversations (attendance, sent_at, id) where attendance is not null;

-- The names of the priorities, from low to urgent.
create or replace function public.priority_name(p_priority integer) returns text language sql immutable set search_path = public as $$
	select (array['low', 'normal', 'high', 'urgent'])[p_priority + 1];
$$;

-- Whether a person was called and nobody came yet: the agent may go on meanwhile, after hours or where the house wants that.
create or replace function public.is_called_for(p_metadata jsonb) returns boolean language sql immutable set search_path = public as $$
	select coalesce(p_metadata -> 'escalation_requested' = 'true', false) and not p_metadata ? 'escalation_accepted_at';
$$;

-- Where an attendance of a conversation stands: a person has it, or paused it to see to it; it waits for one; or the agent answers. Null where nobody attends: the
-- customer wants no messages, the other side is a machine, or a workflow paused it.
create or replace function public.attendance_state(p_session public.sessions) returns text language sql immutable set search_path = public as $$
	select case when p_session.mode = 'human' then 'in_progress'
		when p_session.mode = 'agent' then case when is_called_for(p_session.metadata) then 'queue' else 'bot' end
		when p_session.pause_reason = 'escalation' then 'queue'
		when p_session.pause_reason = 'manual' and p_session.paused_by not in ('system', 'opt_out', 'machine') then 'in_progress' end;
$$;

-- Who is angry, or about to buy, comes before the others.
create or replace function public.attendance_priority(p_session public.sessions) returns smallint language sql immutable set search_path = public as $$
	select case when p_session.metadata ->> 'escalation_reason' in ('frustration', 'hot') then 2 else 1 end::smallint;
$$;

-- A conversation changed hands: so does its attendance, or one begins where a person comes in and none is open. Given back to the agent it stays open.
create or replace function public.attendance_follows() returns trigger language plpgsql set search_path = public as $$
declare
	a attendances;
	state constant text := attendance_state(new);
	has constant text := case when state = 'in_progress' then coalesce(new.human_attendant, new.paused_by) end;
begin
	select * into a from attendances where channel = new.channel and phone = new.phone and closed_at is null for update;
	if not found then
		if state in ('queue', 'in_progress') and not is_trial(new.channel) then
			insert into attendances (channel, phone, status, owner, priority, started_at, queued_at, assigned_at, first_assigned_at)
			values (new.channel, new.phone, state, has, attendance_priority(new), new.updated_at, case state when 'queue' then new.updated_at end,
				case state when 'in_progress' then new.updated_at end, case state when 'in_progress' then new.updated_at end)
			on conflict do nothing;
		end if;
		return null;
	end if;
	if state is null then
		update attendances set status = 'closed', closed_at = new.updated_at, closed_by = new.paused_by where id = a.id;
	elsif (state, has) is distinct from (a.status, a.owner) then
		update attendances set status = state, owner = has,
			priority = case when state = 'queue' then greatest(a.priority, attendance_priority(new)) else a.priority end,
			queued_at = case when state = 'queue' and a.status <> 'queue' then new.updated_at else a.queued_at end,
			assigned_at = case when state = 'in_progress' then new.updated_at end,
			first_assigned_at = coalesce(a.first_assigned_at, case when state = 'in_progress' then new.updated_at end),
			failed_turns = 0, look_at = new.updated_at + interval '1 day'
		where id = a.id;
	end if;
	return null;
end $$;
create or replace trigger attendance_follows after update of mode, human_attendant, pause_reason, paused_by, metadata on public.sessions for each row
	when ((old.mode, old.human_attendant, old.pause_reason, old.paused_by) is distinct from (new.mode, new.human_attendant, new.pause_reason, new.paused_by)
		or (old.metadata <> new.metadata and public.is_called_for(old.metadata) <> public.is_called_for(new.metadata)))
	execute function public.attendance_follows();
create or replace trigger attendance_begins_with_it after insert on public.sessions for each row
	when (new.mode <> 'agent' or public.is_called_for(new.metadata)) execute function public.attendance_follows();

-- The agent's attendances that nobody wrote in for a day are over. A few with each message that comes in: as many end as begin, without a schedule.
create or replace function public.end_quiet_attendances(p_now timestamptz, p_limit integer default 3) returns void language plpgsql set search_path = public as $$
declare
	a attendances;
	last timestamptz;
begin
	for a in select * from attendances where status = 'bot' and look_at <= p_now order by look_at limit p_limit for update skip locked loop
		last := coalesce(a.last_message_at, a.started_at);
		if last > p_now - interval '1 day' then
			update attendances set look_at = last + interval '1 day' where id = a.id;
		else
			update attendances set status = 'closed', closed_at = p_now, resolution = 'abandoned', closed_by = 'system' where id = a.id;
		end if;
	end loop;
end $$;

-- A customer wrote. What is the answer to how satisfied they were is that and nothing else: no attendance begins with it and nobody answers it.
create or replace function public.attendance_hears() returns trigger language plpgsql set search_path = public as $$
begin
	if is_trial(new.channel) then
		return null;
	end if;
	if take_rating(new) then
		update inbox set status = 'done' where id = new.id and status = 'waiting';
		return null;
	end if;
	perform end_quiet_attendances(new.received_at);
	insert into attendances (channel, phone, status, owner, started_at, queued_at, assigned_at, first_assigned_at)
	select s.channel, s.phone, w.state, case when w.state = 'in_progress' then coalesce(s.human_attendant, s.paused_by) end, new.received_at,
		case when w.state = 'queue' then new.received_at end, case when w.state = 'in_progress' then new.received_at end,
		case when w.state = 'in_progress' then new.received_at end
	from sessions s cross join lateral (select attendance_state(s) as state) w
	where s.channel = new.channel and s.phone = new.phone and w.state is not null
		and not exists (select from attendances a where a.channel = new.channel and a.phone = new.phone and a.closed_at is null)
	on conflict do nothing;
	return null;
end $$;
create or replace trigger attendance_hears after insert on public.inbox for each row when (new.speaker = 'customer') execute function public.attendance_hears();

-- What is said belongs to the attendance that is open.
create or replace function public.note_attendance() returns trigger language plpgsql set search_path = public as $$
begin
	new.attendance := (select id from attendances where channel = new.channel and phone = new.lead_phone and closed_at is null);
	return new;
end $$;
create or replace trigger note_attendance before insert on public.conversations for each row when (new.attendance is null and new.status <> 'discarded')
	execute function public.note_attendance();
create or replace function public.count_in_attendance() returns trigger language plpgsql set search_path = public as $$
begin
	update attendances set messages_count = messages_count + 1, last_message_at = greatest(last_message_at, new.sent_at) where id = new.attendance;
	return null;
end $$;
create or replace trigger count_in_attendance after insert on public.conversations for each row when (new.attendance is not null)
	execute function public.count_in_attendance();

-- Who is attended by a person, or waits for one, when this version comes in.
insert into public.attendances (channel, phone, status, owner, priority, started_at, queued_at, assigned_at, first_assigned_at)
select s.channel, s.phone, w.state, case when w.state = 'in_progress' then coalesce(s.human_attendant, s.paused_by) end, public.attendance_priority(s), w.since,
	case when w.state = 'queue' then w.since end, case when w.state = 'in_progress' then w.since end, case when w.state = 'in_progress' then w.since end
from public.sessions s
cross join lateral (select public.attendance_state(s) as state, coalesce(s.mode_since, s.updated_at) as since) w
where s.mode <> 'agent' and w.state is not null and not public.is_trial(s.channel)
	and not exists (select from public.attendances a where a.channel = s.channel and a.phone = s.phone and a.closed_at is null)
on conflict do nothing;

-- ══ 86-attendance-ratings.sql ══
-- How satisfied customers were with an attendance. Asked by the Attendance Server once it is closed (ask_rating); the answer is taken by the trigger that hears customers
-- (attendance_hears), whichever door it comes through.

-- Said once to whoever answered; empty says nothing.
alter table public.attendances add column if not exists rating_thanks text;

-- The key in the outbox of the question after an attendance.
create or replace function public.rating_key(p_id uuid) returns text language sql immutable set search_path = public as $$
	select 'rating:' || p_id;
$$;

-- Asks once how satisfied they were with an attendance in which anything was said, once the conversation was given back. Nobody asked for the question: it goes through the
-- gate, and at night it waits for the morning. While one waits nobody is asked the same once more. The answer is taken for a day. Returns whether it is on its way.
create or replace function public.ask_rating(p_id uuid, p_question text, p_thanks text default '', p_now timestamptz default now())
returns boolean language plpgsql set search_path = public as $$
declare
	a attendances;
	gate jsonb;
begin
	select * into a from attendances where id = p_id and closed_at is not null and rating_asked_at is null and messages_count > 0 for update;
	if not found or exists (select from attendances o join outbox q on q.idempotency_key = rating_key(o.id)
		where o.channel = a.channel and o.phone = a.phone and o.rating_asked_at is not null and o.rating is null and q.status in ('pending', 'sending', 'uncertain'))
	then
		return false;
	end if;
	gate := queue_unasked(jsonb_build_object('key', rating_key(a.id), 'channel', a.channel, 'phone', a.phone, 'purpose', 'satisfaction',
		'wait_until', p_now + interval '16 hours', 'payload', jsonb_build_object('text', p_question)), p_now);
	if gate ->> 'verdict' not in ('now', 'later') then
		return false;
	end if;
	update attendances set rating_asked_at = (gate ->> 'at')::timestamptz, rating_thanks = nullif(btrim(p_thanks), '') where id = a.id;
	return true;
end $$;

-- What a message says of how satisfied somebody is: 1 to 5, as a digit, stars, or a word with "nota" before it; null for anything else.
create or replace function public.rating_in(p_text text) returns smallint language sql immutable set search_path = public as $$
	select case
		when t ~ '^(nota\s*)?[1-5]\ufe0f?\u20e3?([.!]|\s*estrelas?|\s*/\s*5)*$' then substring(t from '[1-5]')::smallint
		when t ~ '^(⭐\ufe0f?\s*){1,5}$' then (length(t) - length(replace(t, '⭐', '')))::smallint
		when regexp_replace(t, '^nota\s*', '') ~ '^(um|uma|dois|duas|três|tres|quatro|cinco)(\s+estrelas?)?[.!]*$'
			then case left(regexp_replace(t, '^nota\s*', ''), 2) when 'um' then 1 when 'do' then 2 when 'du' then 2 when 'tr' then 3 when 'qu' then 4 else 5 end::smallint end
	from (select lower(btrim(coalesce(p_text, ''), E' \t\r\n')) as t) x;
$$;

-- Which attendance a message rates, if it is one of those answers; null where it is a message like any other. Asked within a day, and not answered. Once the customer, or
-- anybody of ours, went on after the question, a number is no answer to it: a conversation that was open when the question went out (it may have waited for the morning)
-- does no harm, one that began after it does. Who quotes the question means it, whatever came between.
create or replace function public.rated_by(m public.inbox) returns uuid language sql stable set search_path = public as $$
	select a.id from attendances a left join outbox q on q.idempotency_key = rating_key(a.id)
	cross join lateral (select greatest(a.rating_asked_at, q.began_at) as at) asked
	where a.channel = m.channel and a.phone = m.phone and a.rating_asked_at is not null and a.rating is null
		and asked.at between m.received_at - interval '1 day' and m.received_at and q.status is distinct from 'discarded' and q.status is distinct from 'failed'
		and (m.quoted = q.provider_message_id or not exists (select from waiting_questions w where w.channel = m.channel and w.phone = m.phone and w.expires_at > m.received_at)
			and (not exists (select from attendances o where o.channel = m.channel and o.phone = m.phone and o.closed_at is null)
				or q.began_at is not null and not exists (select from inbox i where i.channel = m.channel and i.phone = m.phone and i.speaker <> 'agent' and i.received_at >= q.began_at
					and i.id <> m.id)
				and not exists (select from outbox n where n.channel = m.channel and n.phone = m.phone and n.kind = 'whatsapp_text' and n.began_at >= q.began_at and n.id <> q.id)))
	order by m.quoted is not distinct from q.provider_message_id desc, asked.at desc limit 1;
$$;

-- Takes a message for the answer, and thanks for it: they have just written, so that it goes out at once, at any hour.
create or replace function public.take_rating(m public.inbox) returns boolean language plpgsql set search_path = public as $$
declare
	given constant smallint := rating_in(m.text);
	rated attendances;
begin
	if given is null then
		return false;
	end if;
	update attendances set rating = given, rated_at = m.received_at where id = rated_by(m) and rating is null returning * into rated;
	if not found then
		return false;
	end if;
	if rated.rating_thanks is not null and not has_opted_out(m.phone) then
		perform enqueue_outbox(jsonb_build_array(jsonb_build_object('key', 'rating_thanks:' || rated.id, 'kind', 'whatsapp_text', 'channel', rated.channel, 'phone', rated.phone,
			'payload', jsonb_build_object('text', rated.rating_thanks, 'purpose', 'reply'))), m.received_at);
	end if;
	return true;
end $$;

-- ══ 86-attendances-ended.sql ══
-- How attendances end, and what becomes of them when two persons turn out to be one. Called by the Attendance Server and by the join of keys.

-- Closes an attendance, once, if it is still whose the caller saw that it is (`p_owner`). After it the caller gives the conversation back by the rules of the session: who had
-- it stays written here.
create or replace function public.close_attendance(
	p_id uuid, p_owner text, p_by text, p_resolution text, p_notes text, p_now timestamptz default now()
) returns boolean language plpgsql set search_path = public as $$
declare
	a attendances;
begin
	update attendances set status = case when p_resolution = 'resolved' then 'resolved' else 'closed' end, closed_at = p_now, closed_by = p_by, resolution = p_resolution,
		notes = nullif(p_notes, '')
	where id = p_id and closed_at is null and owner is not distinct from p_owner returning * into a;
	if not found then
		return false;
	end if;
	-- Closing it answers what they wrote until then: the agent says nothing to a thank-you once it has the conversation again.
	update sessions set last_human_message = greatest(last_human_message, last_customer_message, p_now), updated_at = p_now
	where channel = a.channel and phone = a.phone and mode <> 'agent';
	if found then
		perform leave_unanswered(a.channel, a.phone, p_now);
	end if;
	return true;
end $$;

-- All of one key become the other's. Of two that are open on one number of ours the one that a person has stays, else the older: the other's messages are its own.
create or replace function public.move_attendances(p_from text, p_to text, p_now timestamptz) returns void language plpgsql set search_path = public as $$
declare
	goes attendances;
	stays attendances;
begin
	for goes in select * from attendances where phone = p_from and closed_at is null order by channel loop
		select * into stays from attendances where channel = goes.channel and phone = p_to and closed_at is null;
		continue when not found;
		if (goes.status = 'in_progress', goes.status = 'queue', stays.started_at) > (stays.status = 'in_progress', stays.status = 'queue', goes.started_at) then
			goes := stays;
			select * into stays from attendances where channel = goes.channel and phone = p_from and closed_at is null;
		end if;
		update conversations set attendance = stays.id where attendance = goes.id;
		delete from attendances where id = goes.id;
		update attendances set messages_count = stays.messages_count + goes.messages_count, last_message_at = greatest(stays.last_message_at, goes.last_message_at),
			started_at = least(stays.started_at, goes.started_at), queued_at = least(stays.queued_at, goes.queued_at), priority = greatest(stays.priority, goes.priority)
		where id = stays.id;
	end loop;
	update attendances set phone = p_to where phone = p_from;
end $$;

-- Apart again, from what was kept: each as it was, but for what ended since; who has it now is whoever the conversation says, and what was said since stays.
create or replace function public.part_attendances(p_from text, p_to text, p_kept jsonb, p_now timestamptz) returns void language plpgsql set search_path = public as $$
declare
	k attendances;
	is_now attendances;
begin
	-- One that began with the conversation, a moment ago, is the one that it had.
	delete from attendances where phone = p_from and messages_count = 0 and started_at = p_now and p_kept ? 'attendances';
	for k in select * from jsonb_populate_recordset(null::attendances, coalesce(nullif(p_kept -> 'attendances', 'null'), '[]')) t order by t.closed_at is null, t.started_at loop
		-- Deleted since: what was asked to be forgotten stays so.
		continue when not exists (select from sessions s where s.channel = k.channel and s.phone = k.phone);
		select * into is_now from attendances where id = k.id;
		if found and is_now.closed_at is distinct from k.closed_at then
			update attendances set phone = k.phone where id = k.id;
		else
			delete from attendances where id = k.id;
			insert into attendances select k.* on conflict do nothing;
		end if;
	end loop;
	update conversations c set attendance = (w ->> 1)::uuid from jsonb_array_elements(coalesce(nullif(p_kept -> 'attended', 'null'), '[]')) w
	where c.id = (w ->> 0)::bigint and c.attendance <> (w ->> 1)::uuid;
	update attendances a set messages_count = m.n, last_message_at = m.last, status = coalesce(m.state, a.status),
		owner = case m.state when 'in_progress' then coalesce(m.human_attendant, m.paused_by) end
	from (select t.id, s.human_attendant, s.paused_by, attendance_state(s) as state, (select count(*) from conversations c where c.attendance = t.id) as n,
			(select max(c.sent_at) from conversations c where c.attendance = t.id) as last
		from attendances t join sessions s on s.channel = t.channel and s.phone = t.phone where t.phone in (p_from, p_to) and t.closed_at is null) m
	where a.id = m.id and p_kept ? 'attendances';
end $$;

-- Notes whether a turn of the assistant came to nothing, and gives how many in a row did by now. A good one begins anew.
create or replace function public.note_chatbot_turn(p_id uuid, p_failed boolean) returns integer language sql set search_path = public as $$
	update attendances set failed_turns = case when p_failed then least(failed_turns + 1, 1000) else 0 end where id = p_id returning failed_turns;
$$;

-- ══ 87-attendance-shown.sql ══
-- Attendances as the attendance API shows them (its names: conversation, customer_phone, assigned_to). Called by the Attendance Server and its socket.

-- A phone with its plus sign; of whom nobody knows a phone the provider's id, as it is.
create or replace function public.attendance_phone(p_key text) returns text language sql stable set search_path = public as $$
	select case when id_kind(p_key) = 'phone' then '+' || p_key
		else coalesce((select '+' || value from contact_ids where key = p_key and kind = 'phone' order by last_seen desc limit 1), p_key) end;
$$;

-- Some of them, in the order of their ids. The agent's are in progress, with nobody: the API has no other word for them. All at once: what is looked up for each by itself takes a page a hundred times.
create or replace function public.attendance_summaries(p_ids uuid[]) returns jsonb language sql stable set search_path = public as $$
	select coalesce(jsonb_agg(jsonb_build_object('id', a.id,
		'customer_phone', case when a.phone ~ '^[1-9][0-9]{7,14}$' then '+' || a.phone else attendance_phone(a.phone) end,
		'customer_name', coalesce(nullif(l.name, ''), nullif(l.whatsapp_name, '')),
		'status', case a.status when 'bot' then 'in_progress' else a.status end, 'channel', 'whatsapp', 'assigned_to', w.number,
		'started_at', to_char(a.started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
		'last_message_at', to_char(a.last_message_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'messages_count', a.messages_count,
		'priority', (array['low', 'normal', 'high', 'urgent'])[a.priority + 1]) order by i.n), '[]')
	from unnest(p_ids) with ordinality i (id, n) join attendances a on a.id = i.id left join leads l on l.phone = a.phone left join attendants w on w.id = a.owner;
$$;

-- A message as the API tells of it. What is on its way counts as sent: there is no word before that one. Kinds that the API has no name for are files or texts.
create or replace function public.attendance_message(p_one public.conversations) returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object('id', 'msg-' || p_one.id, 'direction', case p_one.role when 'user' then 'incoming' else 'outgoing' end, 'content', p_one.content,
		'type', case when p_one.kind in ('image', 'sticker') then 'image' when p_one.kind in ('document', 'audio', 'video', 'voice') then 'document'
			when p_one.kind = 'template' then 'template' else 'text' end,
		'timestamp', utc_text(p_one.sent_at),
		'status', case when p_one.role = 'user' then 'delivered' when p_one.status in ('failed', 'discarded') then 'failed'
			else coalesce((select case when o.delivery in ('delivered', 'read', 'failed') then o.delivery when o.delivery = 'played' then 'read' end
				from outbox o where o.id = p_one.outbox_id), 'sent') end,
		'sent_by', case p_one.role when 'user' then 'customer' when 'assistant' then 'bot' else 'agent' end);
$$;

-- One of them, whole: `shown` with its messages, oldest first (the newest so many); the rest is for whoever decides what may be done with it. Null where there is none.
create or replace function public.read_attendance(p_id uuid, p_messages integer default 500) returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object('id', a.id, 'channel', a.channel, 'phone', a.phone, 'status', a.status, 'owner', a.owner, 'failed_turns', a.failed_turns,
		'shown', (attendance_summaries(array[a.id]) -> 0) || jsonb_build_object('resolution', a.resolution, 'notes', a.notes, 'rating', a.rating, 'closed_at', utc_text(a.closed_at),
			'messages', coalesce((select jsonb_agg(attendance_message(m) order by (m).sent_at, (m).id)
				from (select c as m from conversations c where c.attendance = a.id and c.status <> 'discarded' order by c.sent_at desc, c.id desc limit p_messages) n), '[]')))
	from attendances a where a.id = p_id;
$$;

-- The one that is open with somebody, on any number of ours: what a person has before what waits.
create or replace function public.open_attendance(p_phone text) returns uuid language sql stable set search_path = public as $$
	select id from attendances where phone = (select key_of(p_phone)) and closed_at is null order by status = 'in_progress' desc, status = 'queue' desc, started_at desc limit 1;
$$;

-- A page of them. Filters: status, owner, from, until (of the beginning); `mine`, whose and what waits. Newest first, what waits in the order of the queue. What is not asked
-- for is no part of the statement, so that an index answers the rest. `total` counts up to 5,000.
create or replace function public.list_attendances(p_filter jsonb, p_page integer, p_limit integer) returns jsonb language plpgsql stable set search_path = public as $$
declare
	is_queue constant boolean := p_filter ->> 'status' is not distinct from 'queue';
	wanted constant text := concat('from attendances a where $1::jsonb is not null',
		case when is_queue then ' and a.status = ''queue''' when p_filter ->> 'status' = 'in_progress' then ' and a.status in (''bot'', ''in_progress'')'
			when p_filter ->> 'status' is not null then ' and a.status = $1 ->> ''status''' end,
		case when p_filter ->> 'owner' is not null then ' and a.owner = $1 ->> ''owner''' end,
		case when p_filter ->> 'mine' is not null and not is_queue then ' and (a.owner = $1 ->> ''mine'' or a.status = ''queue'')' end,
		case when p_filter ->> 'from' is not null then ' and a.started_at >= ($1 ->> ''from'')::timestamptz' end,
		case when p_filter ->> 'until' is not null then ' and a.started_at < ($1 ->> ''until'')::timestamptz' end);
	sorted constant text := case when is_queue then 'a.priority desc, a.queued_at, a.id' else 'a.started_at desc, a.id' end;
	total integer;
	page uuid[];
begin
	execute 'select count(*) from (select ' || wanted || ' limit 5000) n' into total using p_filter;
	execute format('select array(select a.id %s order by %s limit $2 offset $3)', wanted, sorted) into page using p_filter, p_limit, (p_page - 1)::bigint * p_limit;
	return jsonb_build_object('conversations', attendance_summaries(page), 'total', total);
end $$;

-- Who is next in the queue, but for those that somebody was faster with. Nothing is locked: taking it is a takeover like any other.
create or replace function public.next_in_queue(p_but uuid[] default '{}') returns uuid language sql stable set search_path = public as $$
	select id from attendances where status = 'queue' and id <> all (p_but) order by priority desc, queued_at, id limit 1;
$$;

-- ══ 88-attendance-sends.sql ══
-- What somebody of the team writes through the attendance API. Called by the Attendance Server and its socket: whether they may was decided before, by the rules of the session.

-- Puts a person's words into the outbox and into the history, once a key. `p_message`: key, channel, phone, by, words (as the history shows them) and payload (text, kind,
-- file). Returns the message as the API tells of it.
create or replace function public.say_as_attendant(p_message jsonb, p_now timestamptz default now()) returns jsonb language plpgsql set search_path = public as $$
declare
	who constant text := key_of(p_message ->> 'phone');
	said conversations;
	effect bigint;
begin
	insert into outbox (idempotency_key, kind, channel, phone, payload, next_attempt_at, created_at, updated_at)
	values ('attendance:' || (p_message ->> 'key'), 'whatsapp_text', p_message ->> 'channel', who,
		(p_message -> 'payload') || jsonb_build_object('speaker', 'human', 'origin', 'attendance', 'attendant', p_message ->> 'by'), p_now, p_now, p_now)
	on conflict (idempotency_key) do nothing returning id into effect;
	if effect is null then
		select c.* into said from outbox o join conversations c on c.outbox_id = o.id where o.idempotency_key = 'attendance:' || (p_message ->> 'key');
	else
		insert into conversations (channel, lead_phone, role, content, kind, outbox_id, sent_at)
		values (p_message ->> 'channel', who, 'human', p_message ->> 'words', coalesce(p_message #>> '{payload,kind}', 'text'), effect, p_now) returning * into said;
	end if;
	return attendance_message(said) || jsonb_build_object('channel', said.channel, 'phone', said.lead_phone);
end $$;

-- Where a message to a number would go, and what stands in its way: the channel, whose the conversation is, whether they want none, and by which provider.
create or replace function public.way_to_customer(p_phone text) returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object('channel', c, 'phone', k, 'opted_out', has_opted_out(k), 'provider', provider_of(c, k), 'known', s.phone is not null,
		'mode', s.mode, 'owner', s.human_attendant)
	from (select key_of(p_phone) as k, channel_for(p_phone) as c) w left join sessions s on s.channel = w.c and s.phone = w.k;
$$;

-- ══ 89-attendance-board.sql ══
-- Who of the team is there, who waits for them and for how long, and how the day goes. Called by the Attendance Server (dashboard, queue) and by the socket's look
-- (attendance_news). What is counted are open attendances and those that ended today, from partial indexes, however many there ever were.

-- When attendants were last seen at the socket: who listens is there.
alter table public.attendants add column if not exists seen_at timestamptz;

-- When the company's day began: by the clock of its message rules.
create or replace function public.company_midnight(p_now timestamptz) returns timestamptz language sql stable set search_path = public as $$
	select (p_now at time zone z.name)::date::timestamp at time zone z.name
	from (select coalesce((limits_of('', null)).time_zone, 'America/Sao_Paulo') as name) z;
$$;

-- Those who attend. There is whoever listens at the socket (told twice a minute), did anything in a conversation of theirs, or logged in within a quarter of an hour; away
-- whoever is logged in, or has conversations, without any of it; busy whoever is there and has as many as are enough.
create or replace function public.attendance_team(p_now timestamptz default now())
returns table (number integer, attendant text, name text, status text, current integer, most integer) language sql stable set search_path = public as $$
	select a.number, a.id, a.name, case when not s.here then case when s.logged_in or s.current > 0 then 'away' else 'offline' end
		when s.current >= a.max_conversations then 'busy' else 'online' end, s.current, a.max_conversations
	from attendants a
	cross join lateral (select
		(select count(*)::integer from attendances t where t.status = 'in_progress' and t.owner = a.id) as current,
		exists (select from attendance_logins l where l.attendant = a.id and l.ended_at is null and l.expires_at > p_now) as logged_in,
		coalesce(a.seen_at > p_now - interval '2 minutes', false)
			or exists (select from attendance_logins l where l.attendant = a.id and l.ended_at is null and l.began_at > p_now - interval '15 minutes')
			or exists (select from sessions c where c.human_attendant = a.id and c.updated_at > p_now - interval '15 minutes'
				and c.last_human_activity > p_now - interval '15 minutes') as here) s
	where a.active and not a.limited;
$$;

-- Who waits, in the order in which they are taken: the more urgent first, then who waits longer.
create or replace function public.attendance_queue() returns table (place integer, id uuid, channel text, phone text, priority smallint, queued_at timestamptz)
language sql stable set search_path = public as $$
	select row_number() over (order by a.priority desc, a.queued_at, a.id)::integer, a.id, a.channel, a.phone, a.priority, a.queued_at
	from attendances a where a.status = 'queue';
$$;

-- Minutes until each of one place is taken, for a first place: the mean time from beginning to resolution of the last seven days (of the newest 500; ten where there is
-- none), shared by those who are free; fifteen where nobody is.
create or replace function public.attendance_wait_each(p_now timestamptz) returns numeric language sql stable set search_path = public as $$
	select case when f.free > 0 then coalesce(m.minutes, 10) / f.free else 15 end
	from (select count(*) as free from attendance_team(p_now) where status = 'online') f
	cross join (select avg(extract(epoch from r.closed_at - r.started_at) / 60) as minutes from (
		select closed_at, started_at from attendances where closed_at > p_now - interval '7 days' and closed_at <= p_now and status = 'resolved'
		order by closed_at desc limit 500) r) m;
$$;

-- Whole minutes, rounded up, never none. What a mean has behind its sixth digit comes of the division: it makes no minute.
create or replace function public.attendance_wait(p_place integer, p_each numeric) returns integer language sql immutable set search_path = public as $$
	select greatest(ceil(round(p_place * p_each, 6)), 1)::integer;
$$;

-- The places of some attendances; 0 for who waits no longer.
create or replace function public.attendance_places(p_ids uuid[], p_now timestamptz default now()) returns jsonb language sql stable set search_path = public as $$
	with q as materialized (select * from attendance_queue()), each as materialized (select attendance_wait_each(p_now) as minutes)
	select jsonb_build_object('total_in_queue', (select count(*) from q), 'places', coalesce((
		select jsonb_object_agg(i.id, jsonb_build_object('position', coalesce(q.place, 0),
			'estimated_wait_minutes', case when q.place is null then 0 else attendance_wait(q.place, each.minutes) end))
		from (select distinct unnest(p_ids) as id) i cross join each left join q on q.id = i.id), '{}'));
$$;

-- `GET /dashboard/queue`: the first hundred, how many there are, and how long they have waited on average.
create or replace function public.attendance_queue_board(p_now timestamptz default now()) returns jsonb language sql stable set search_path = public as $$
	with q as materialized (select * from attendance_queue()), each as materialized (select attendance_wait_each(p_now) as minutes)
	select jsonb_build_object(
		'queue', coalesce((select jsonb_agg(jsonb_build_object('position', q.place, 'conversation_id', q.id, 'customer_phone', attendance_phone(q.phone),
				'customer_name', (select coalesce(nullif(l.name, ''), nullif(l.whatsapp_name, '')) from leads l where l.phone = q.phone), 'waiting_since', utc_text(q.queued_at),
				'estimated_wait_minutes', attendance_wait(q.place, each.minutes), 'priority', priority_name(q.priority)) order by q.place)
			from q cross join each where q.place <= 100), '[]'),
		'total_in_queue', (select count(*) from q),
		'avg_wait_time_minutes', (select round(coalesce(avg(greatest(extract(epoch from p_now - q.queued_at), 0)) / 60, 0), 1) from q));
$$;

-- How fast the first words of a person came after the customer began to wait for one, today: of open attendances and of those that ended today.
create or replace function public.attendance_responses(p_from timestamptz, p_now timestamptz)
returns table (owner text, seconds numeric) language sql stable set search_path = public as $$
	select a.owner, extract(epoch from w.sent_at - b.began)
	from (select * from attendances where status = 'in_progress' union all select * from attendances where closed_at >= p_from and closed_at <= p_now) a
	cross join lateral (select coalesce(a.queued_at, a.first_assigned_at) as began) b
	cross join lateral (select c.sent_at from conversations c where c.attendance = a.id and c.role = 'human' and c.sent_at >= b.began order by c.sent_at, c.id limit 1) w
	where w.sent_at >= p_from and w.sent_at <= p_now;
$$;

-- `GET /dashboard/agents`. The mean response in seconds, of today; 0 where there was none.
create or replace function public.attendance_agents_board(p_now timestamptz default now()) returns jsonb language sql stable set search_path = public as $$
	with r as (select owner, avg(seconds) as seconds from attendance_responses(company_midnight(p_now), p_now) group by 1)
	select jsonb_build_object('agents', coalesce(jsonb_agg(jsonb_build_object('id', t.number, 'nome', t.name, 'status', t.status, 'current_conversations', t.current,
		'max_conversations', t.most, 'avg_response_time', round(coalesce(r.seconds, 0))) order by t.number), '[]'))
	from attendance_team(p_now) t left join r on r.owner = t.attendant;
$$;

-- `GET /dashboard/metrics`. Active is whoever is attended, by a person or by the agent; what has no figure yet today is 0, as clients of that API read all of them.
create or replace function public.attendance_metrics_board(p_now timestamptz default now()) returns jsonb language sql stable set search_path = public as $$
	with day as materialized (select company_midnight(p_now) as began), team as materialized (select status from attendance_team(p_now)),
	ended as materialized (select a.* from attendances a, day where a.closed_at >= day.began and a.closed_at <= p_now)
	select jsonb_build_object(
		'conversations', jsonb_build_object(
			'active', (select count(*) from attendances where status = 'bot') + (select count(*) from attendances where status = 'in_progress'),
			'in_queue', (select count(*) from attendances where status = 'queue'),
			'resolved_today', (select count(*) from ended where status = 'resolved')),
		'agents', (select jsonb_build_object('online', count(*) filter (where status in ('online', 'busy')), 'busy', count(*) filter (where status = 'busy'),
			'available', count(*) filter (where status = 'online')) from team),
		'performance', jsonb_build_object(
			'avg_response_time_seconds', (select round(coalesce(avg(r.seconds), 0)) from day cross join lateral attendance_responses(day.began, p_now) r),
			'avg_resolution_time_minutes', (select round(coalesce(avg(extract(epoch from closed_at - started_at)) / 60, 0), 1) from ended where status = 'resolved'),
			'satisfaction_rate', (select round(coalesce(avg(a.rating), 0), 2) from attendances a, day where a.rated_at >= day.began and a.rated_at <= p_now)));
$$;
-- Ratings are few, and asked for by day.
create index if not exists attendances_rated on public.attendances (rated_at) where rated_at is not null;

-- ══ 89-attendance-events.sql ══
-- What happens in attendances, for everybody who listens at the socket of the attendance API. Written by the triggers below, whoever does it and in whichever process;
-- read once a second by each process in which somebody listens (attendance_news), each event once.

-- Kept for an hour, and only while somebody listens. What was said is not in it: it is read where it stands, and once that is erased there is nothing to tell.
create table if not exists public.attendance_events (
	id bigint generated always as identity primary key,
	-- Which transaction told it. A reader remembers which transactions it could see: what one told that was not over yet is new whenever it ends, while an id or a time
	-- would be behind what was read already. A number and no xid8: of these the planner keeps no statistics, and would read the whole table.
	tx bigint not null default pg_current_xact_id()::text::bigint,
	at timestamptz not null default clock_timestamp(),
	kind text not null check (kind in ('message', 'status', 'assigned', 'closed', 'queue', 'typing')),
	attendance uuid not null,
	-- message, status: which of the history.
	word bigint,
	-- assigned, typing: the number of an attendant.
	who integer,
	-- status: how far it got · closed: how it ended · queue: in, out
	said text
);
create index if not exists attendance_events_tx on public.attendance_events (tx);
create index if not exists attendance_events_at on public.attendance_events (at);

-- Whether somebody listened lately; nobody's messages cost anything where this API is not used.
create or replace function public.attendance_listened() returns boolean language sql stable set search_path = public as $$
	select exists (select from settings where key = 'attendance_listened' and updated_at > now() - interval '2 minutes');
$$;

-- How far a message of ours got, in the words of that API; null while it waits.
create or replace function public.attendance_delivery(o public.outbox) returns text language sql immutable set search_path = public as $$
	select case when o.status in ('failed', 'discarded') or o.delivery = 'failed' then 'failed' when o.delivery = 'played' then 'read'
		when o.delivery in ('delivered', 'read') then o.delivery when o.status = 'sent' or o.delivery = 'sent' then 'sent' end;
$$;

create or replace function public.tell_word() returns trigger language plpgsql set search_path = public as $$
begin
	if attendance_listened() then
		insert into attendance_events (kind, attendance, word) values ('message', new.attendance, new.id);
	end if;
	return null;
end $$;
create or replace trigger tell_word after insert on public.conversations for each row when (new.attendance is not null and new.status <> 'discarded')
	execute function public.tell_word();

create or replace function public.tell_delivery() returns trigger language plpgsql set search_path = public as $$
declare
	told constant text := attendance_delivery(new);
begin
	if told is distinct from attendance_delivery(old) and told is not null and attendance_listened() then
		insert into attendance_events (kind, attendance, word, said) select 'status', c.attendance, c.id, told from conversations c
		where c.outbox_id = new.id and c.attendance is not null;
	end if;
	return null;
end $$;
create or replace trigger tell_delivery after update of status, delivery on public.outbox for each row
	when (new.kind = 'whatsapp_text' and (old.status, old.delivery) is distinct from (new.status, new.delivery)) execute function public.tell_delivery();

create or replace function public.tell_attendance() returns trigger language plpgsql set search_path = public as $$
declare
	was constant text := case when tg_op = 'UPDATE' then old.status end;
	whose constant text := case when tg_op = 'UPDATE' then old.owner end;
begin
	if not attendance_listened() then
		return null;
	end if;
	if new.status = 'in_progress' and (was, whose) is distinct from (new.status, new.owner) then
		insert into attendance_events (kind, attendance, who) values ('assigned', new.id, attendant_number(new.owner));
	end if;
	if (was = 'queue') is distinct from (new.status = 'queue') and 'queue' in (was, new.status) then
		insert into attendance_events (kind, attendance, said) values ('queue', new.id, case when new.status = 'queue' then 'in' else 'out' end);
	end if;
	if new.closed_at is not null and (tg_op = 'INSERT' or old.closed_at is null) then
		insert into attendance_events (kind, attendance, said) values ('closed', new.id, coalesce(new.resolution, 'abandoned'));
	end if;
	return null;
end $$;
create or replace trigger tell_attendance after insert or update of status, owner, closed_at on public.attendances for each row
	execute function public.tell_attendance();

-- An attendant types; told to the others who have joined.
create or replace function public.tell_typing(p_attendance uuid, p_who integer) returns void language sql set search_path = public as $$
	insert into attendance_events (kind, attendance, who) values ('typing', p_attendance, p_who);
$$;

-- Says that somebody listens, and forgets what everybody has heard: twice a minute, however often it is called.
create or replace function public.keep_attendance_events(p_logins jsonb, p_now timestamptz) returns void language plpgsql set search_path = public as $$
begin
	insert into settings as s (key, value, updated_at) values ('attendance_listened', 'true', p_now)
	on conflict (key) do update set updated_at = p_now where s.updated_at < p_now - interval '30 seconds' or s.updated_at > p_now;
	if found then
		delete from attendance_events where at < p_now - interval '1 hour';
	end if;
	update attendants a set seen_at = p_now from jsonb_to_recordset(p_logins) as l (login uuid, number integer)
	where a.number = l.number and (a.seen_at is null or a.seen_at < p_now - interval '30 seconds' or a.seen_at > p_now);
end $$;

-- One event as it is told: which attendance, and whose it is now, so that everybody is told what they may see. Null for what is not there any more.
create or replace function public.attendance_event(e public.attendance_events) returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object('id', e.id, 'kind', e.kind, 'conversation_id', a.id, 'owner', a.owner, 'who', e.who, 'said', e.said,
		'message_id', case when e.kind = 'status' then 'msg-' || e.word end)
		|| case when e.kind = 'message' then jsonb_build_object('message', attendance_message(c), 'customer_name',
			(select coalesce(nullif(l.name, ''), nullif(l.whatsapp_name, '')) from leads l where l.phone = a.phone)) else '{}' end
	from (select e.word) w left join conversations c on c.id = w.word join attendances a on a.id = coalesce(c.attendance, e.attendance)
	where w.word is null or c.id is not null;
$$;

-- What is new since `p_cursor`, which is the `cursor` of the call before; null begins now. `p_logins`: login, number and expires of the tokens of those who listen; those
-- that are still good come back by login and expires. `p_rooms`: which conversations they have joined, whose place in the queue is told when that changes.
-- A cursor of another database (this one was put back from a copy) begins now as well, and more than a thousand events at once are a new state and no news: `lost`.
create or replace function public.attendance_news(p_cursor text, p_logins jsonb default '[]', p_rooms uuid[] default '{}', p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	since pg_snapshot := p_cursor::pg_snapshot;
	here pg_snapshot;
	fresh attendance_events[];
	moved uuid[];
	lost boolean;
begin
	perform keep_attendance_events(p_logins, p_now);
	if pg_snapshot_xmin(since) > pg_snapshot_xmax(pg_current_snapshot()) then
		since := null;
	end if;
	-- In one statement: what is seen, and who saw it.
	select pg_current_snapshot(), coalesce((select array_agg(n.f order by (n.f).id) from (
			select e as f from attendance_events e where e.tx >= pg_snapshot_xmin(since)::text::bigint and not pg_visible_in_snapshot(e.tx::text::xid8, since)
			order by e.tx limit 1001) n), '{}')
		into here, fresh;
	lost := (p_cursor is not null and since is null) or cardinality(fresh) > 1000;
	if lost then
		fresh := '{}';
	end if;
	moved := array(select distinct f.attendance from unnest(fresh) f where f.kind = 'queue');
	return jsonb_build_object(
		'now', p_now,
		'cursor', here::text,
		'lost', lost,
		'users', (select coalesce(jsonb_object_agg(l.login || ':' || l.expires, u.told), '{}') from jsonb_to_recordset(p_logins) as l (login uuid, number integer, expires bigint)
			cross join lateral (select attendance_user_of(l.login, l.number, l.expires, p_now) as told) u where u.told is not null),
		'events', (select coalesce(jsonb_agg(e.told order by f.id), '[]') from unnest(fresh) f cross join lateral (select attendance_event(f) as told) e where e.told is not null),
		'queue', case when moved <> '{}' then attendance_places(moved || p_rooms, p_now) end);
end $$;

-- ══ 90-chatwoot.sql ══
-- Every word of a conversation is mirrored to Chatwoot, in order, by way of the outbox; what people do there comes back, each event once.
-- Called by the Conversation node's Chatwoot operations.

-- Events of Chatwoot that were handled, by the key that the trigger gives them; each of our numbers may have a Chatwoot of its own.
create table if not exists public.chatwoot_events (
	channel text not null,
	key text not null check (key <> ''),
	phone text not null,
	-- Chatwoot counts its messages: a higher number was written later, whenever it arrives. Null for what is no message.
	number bigint,
	handled_at timestamptz not null default now(),
	primary key (channel, key)
);
-- Which call noted it: one whose answer was lost asks again with the same key.
alter table public.chatwoot_events add column if not exists handled_by uuid;
create index if not exists chatwoot_events_conversation on public.chatwoot_events (channel, phone, number desc);
create index if not exists chatwoot_events_time on public.chatwoot_events (handled_at);

-- With whom a conversation of Chatwoot is: what people do to contacts there (merge them, edit or remove their numbers) does not change it.
create table if not exists public.chatwoot_links (
	channel text not null,
	account text not null,
	-- The number that people see, counted in the account.
	conversation bigint not null,
	phone text not null,
	linked_at timestamptz not null default now(),
	primary key (channel, account, conversation)
);
-- Set where that person goes on in another conversation of the same inbox: their two contacts became one (91-chatwoot-merge).
alter table public.chatwoot_links add column if not exists continued_in bigint;
create index if not exists chatwoot_links_conversation on public.chatwoot_links (account, conversation);
create index if not exists chatwoot_links_phone on public.chatwoot_links (channel, phone, conversation desc);

-- Keeps with whom a conversation is; what is known already stays.
create or replace function public.link_chatwoot_conversation(
	p_channel text, p_account text, p_conversation bigint, p_phone text, p_now timestamptz default now()
) returns void language sql set search_path = public as $$
	insert into chatwoot_links (channel, account, conversation, phone, linked_at)
	select p_channel, p_account, p_conversation, key_of(p_phone), p_now
	where p_channel <> '' and p_account <> '' and p_conversation is not null and p_phone <> ''
	on conflict (channel, account, conversation) do nothing;
$$;

-- The same of a word that was written into a conversation.
create or replace function public.link_word(p_outbox_id bigint, p_account text, p_conversation bigint)
returns void language sql set search_path = public as $$
	select link_chatwoot_conversation(channel, p_account, p_conversation, phone) from outbox where id = p_outbox_id and kind = 'chatwoot_message';
$$;

-- A word that was said goes into the outbox in the transaction that writes it into the history, if a workflow asked for words within three days. What
-- came from Chatwoot is there already; what was not sent was not said.
create or replace function public.mirror_word() returns trigger language plpgsql set search_path = public as $$
begin
	if new.status not in ('received', 'sent')
		or not exists (select from settings where key in ('chatwoot_mirror', 'chatwoot_mirror:' || new.channel) and updated_at > now() - interval '3 days')
		-- What the law has us tell a person (a code, a receipt of what was erased) is nobody else's to read.
		or exists (select from outbox where id = new.outbox_id and payload ->> 'origin' in ('chatwoot', 'law'))
	then
		return null;
	end if;
	-- The words themselves stay in the history, where they may still change and where they are erased.
	insert into outbox (idempotency_key, kind, channel, phone, payload)
	values ('word:' || new.id, 'chatwoot_message', new.channel, new.lead_phone,
		jsonb_build_object('word', new.id, 'message_id', coalesce(new.message_id, 'word-' || new.id)))
	on conflict (idempotency_key) do nothing;
	return null;
end $$;
create or replace trigger mirror_word after insert or update of status on public.conversations for each row execute function public.mirror_word();

-- A message that somebody answered, as far as it is known: its words, when it was said, and its number in Chatwoot where a person wrote it there.
create or replace function public.quote_of(p_channel text, p_phone text, p_message_id text)
returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object('text', c.content, 'at', c.sent_at, 'number', (select e.number from outbox o
		join chatwoot_events e on e.channel = o.channel
			-- As handle_chatwoot_event made it: channel, key of the event, part.
			and e.key = left(substr(o.idempotency_key, length(o.channel) + 2), -1 - length(o.payload ->> 'part'))
		where o.id = c.outbox_id and o.payload ->> 'origin' = 'chatwoot'))
	from conversations c where c.lead_phone = p_phone and c.channel = p_channel and c.message_id = p_message_id
	order by c.id limit 1;
$$;

-- Hands words that are to be mirrored to one worker: of each conversation all that are due, in order, unless another worker is at it or an earlier one has
-- to wait. Asking is what switches the mirror on. A worker that died is followed by another: whoever mirrors finds what is there already.
create or replace function public.claim_words(
	p_limit integer, p_lease_seconds integer, p_channel text default null, p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
declare
	setting text := 'chatwoot_mirror' || coalesce(':' || p_channel, '');
	claimed jsonb;
begin
	if not exists (select from settings where key = setting and updated_at > p_now - interval '1 hour') then
		insert into settings (key, value, updated_at) values (setting, 'true', p_now)
		on conflict (key) do update set updated_at = greatest(settings.updated_at, p_now);
	end if;
	perform note_claim(array['chatwoot_message'], p_channel, p_now);
	-- One after the other: a second worker would see the rows of the first as free, and go past them.
	perform pg_advisory_xact_lock(hashtext('public.claim_words'));
	update outbox set status = 'pending', lease_token = null, lease_until = null, error = 'The worker died while it was at it', updated_at = p_now
	where kind = 'chatwoot_message' and status = 'sending' and lease_until <= p_now and (p_channel is null or channel = p_channel);
	-- A word that was erased is not mirrored any more.
	update outbox o set status = 'discarded', error = 'The word was erased', updated_at = p_now
	where o.kind = 'chatwoot_message' and o.status = 'pending' and (p_channel is null or o.channel = p_channel)
		and not exists (select from conversations c where c.id = (o.payload ->> 'word')::bigint);

	with due as (
		select o.id from outbox o
		where o.kind = 'chatwoot_message' and o.status = 'pending' and (p_channel is null or o.channel = p_channel)
			and not exists (select from outbox e where e.channel = o.channel and e.phone = o.phone and e.kind = o.kind and e.id <= o.id
				and (e.status = 'sending' or (e.status = 'pending' and e.next_attempt_at > p_now)))
		order by o.id limit p_limit
	), begun as (
		update outbox o set status = 'sending', attempts = o.attempts + 1, began_at = p_now, lease_token = gen_random_uuid(),
			lease_until = p_now + make_interval(secs => p_lease_seconds), updated_at = p_now
		from due where o.id = due.id returning o.*
	)
	select jsonb_agg(jsonb_build_object('outbox_id', b.id, 'lease_token', b.lease_token, 'attempts', b.attempts, 'channel', b.channel, 'phone', b.phone,
			'message_id', b.payload ->> 'message_id',
			'direction', case when b.payload ? 'note' then 'note' when c.role = 'user' then 'incoming' else 'outgoing' end,
			'speaker', case c.role when 'user' then 'customer' when 'human' then 'human' else 'agent' end, 'name', coalesce(i.name, l.name, l.whatsapp_name),
			'kind', case when b.payload ? 'note' then 'text' else c.kind end, 'text', mirrored_words(c, b.payload),
			'caption', i.text, 'media', case when not b.payload ? 'note' then i.media end, 'quoted', q.id, 'quote', quote_of(b.channel, b.phone, q.id),
			'sent_at', case when b.payload ? 'note' then b.created_at else c.sent_at end,
			'known', (select jsonb_build_object('account', k.account, 'conversation', k.conversation) from chatwoot_links k
				where k.channel = b.channel and k.phone = b.phone order by k.continued_in is not null, k.conversation desc limit 1),
			'merge', b.payload -> 'merge') order by b.id)
	into claimed
	from begun b
	join conversations c on c.id = (b.payload ->> 'word')::bigint
	left join inbox i on i.id = c.inbox_id
	-- What happened to a message is told under that message.
	cross join lateral (select case when b.payload ? 'merge' then null when b.payload ? 'note' then c.message_id else i.quoted end as id) q
	left join leads l on l.phone = b.phone;
	return coalesce(claimed, '[]');
end $$;

-- What has to be known before an event of Chatwoot is handled: whom it is about, whether it was handled, which number the newest one of that conversation
-- has, and the session. Whom it is about: as it was kept for that conversation, else the address that the conversation was given, if it is that of somebody
-- known (another system may have given it), else whom the contact's record names. Without a channel it is the one where that person last wrote, or the
-- only one there is.
create or replace function public.look_at_chatwoot_event(
	p_key text, p_channel text, p_phone text, p_address text default null, p_account text default null, p_conversation bigint default null
) returns jsonb language plpgsql stable set search_path = public as $$
declare
	linked chatwoot_links;
	links integer;
	about text;
	conversation jsonb;
	at_channel text;
begin
	p_phone := key_of(p_phone);
	p_address := key_of(p_address);
	select count(*) into links from chatwoot_links
	where account = p_account and chatwoot_links.conversation = p_conversation and (p_channel is null or channel = p_channel);
	-- Two servers may have a conversation of the same number: then the channel has to be given.
	if links = 1 then
		select * into linked from chatwoot_links
		where account = p_account and chatwoot_links.conversation = p_conversation and (p_channel is null or channel = p_channel);
	end if;
	about := coalesce(linked.phone,
		case when exists (select from sessions where phone = p_address) or exists (select from leads where phone = p_address) then p_address end, p_phone);
	conversation := read_session(coalesce(p_channel, linked.channel), about);
	at_channel := coalesce(p_channel, linked.channel, conversation #>> '{session,channel}', conversation ->> 'only_channel');
	return conversation || jsonb_build_object('channel', at_channel, 'phone', about,
		'continued_in', (select k.continued_in from chatwoot_links k
			where k.channel = at_channel and k.account = p_account and k.conversation = p_conversation and k.phone = about),
		-- What could not be placed was noted without a channel.
		'known', exists (select from chatwoot_events where (channel = at_channel and key = p_key) or (channel = '' and key = p_key || '@' || p_conversation)),
		'newest', (select max(number) from chatwoot_events where channel = at_channel and phone = about));
end $$;

-- Until when everything that people wrote in Chatwoot is known; at the first question that is now. Given a time, it moves there, never back. Events of
-- 90 days ago are forgotten.
create or replace function public.chatwoot_known_until(p_account text, p_until timestamptz default null, p_now timestamptz default now())
returns timestamptz language plpgsql set search_path = public as $$
declare
	known settings;
begin
	insert into settings as s (key, value, updated_at) values ('chatwoot_known_until:' || p_account, to_jsonb(coalesce(p_until, p_now)), p_now)
	on conflict (key) do update set value = to_jsonb(greatest((s.value #>> '{}')::timestamptz, p_until)), updated_at = p_now
	returning s.* into known;
	delete from chatwoot_events where handled_at < p_now - interval '90 days';
	return known.value #>> '{}';
end $$;

-- ══ 91-answering.sql ══
-- A person in Chatwoot answers one message there. Called by handle_chatwoot_event.

-- What WhatsApp is to quote, as a part of the payload: the id that its provider gave the message. One that was mirrored before it had one stands in Chatwoot under
-- the number of its word. What a person wrote in Chatwoot has no mark of ours there: it is told by its own number, as `chatwoot-4711`. What is no message of that conversation (a note, somebody else's) is quoted by nothing: the words go out all the same.
create or replace function public.answering(p_channel text, p_phone text, p_mirrored text) returns jsonb language sql stable set search_path = public as $$
	select coalesce((
		select jsonb_build_object('reply_to', c.message_id) from chatwoot_events e
		-- As handle_chatwoot_event made it: channel, key of the event, part.
		join outbox o on starts_with(o.idempotency_key, p_channel || ':' || e.key || ':') and o.phone = p_phone and o.payload ->> 'origin' = 'chatwoot'
		join conversations c on c.outbox_id = o.id and c.message_id is not null
		where p_mirrored ~ '^chatwoot-[0-9]{1,18}$' and e.channel = p_channel and e.phone = p_phone and e.number = substr(p_mirrored, 10)::bigint
		order by o.id limit 1), (
		select jsonb_build_object('reply_to', c.message_id) from conversations c
		where c.channel = p_channel and c.lead_phone = p_phone and c.message_id is not null and (c.message_id = p_mirrored or 'word-' || c.id = p_mirrored)
		order by c.id limit 1), '{}');
$$;

-- ══ 91-chatwoot-merge.sql ══
-- Two who turned out to be one had a contact and a conversation each in Chatwoot. The join asks for one of them; the mirror makes it, in the order of that person's
-- words, and tells what became of it. Called by move_contact, undo_join and Finish Outbox.

-- The conversations that two keys have in Chatwoot, in pairs: the newest of each in a channel; where they have no channel in common, the newest of each in an
-- account, of which has yet to be seen whether it is the same server's (`apart`).
create or replace function public.pairs_in_chatwoot(p_from text, p_to text, p_channels text[])
returns table (account text, of_from public.chatwoot_links, of_to public.chatwoot_links, apart boolean) language sql stable set search_path = public as $$
	with pairs as (
		select distinct on (f.account, f.channel, t.channel) f.account, f, t, f.channel <> t.channel as apart
		from chatwoot_links f join chatwoot_links t on t.account = f.account
		where f.channel = any (p_channels) and f.phone = p_from and t.channel = any (p_channels) and t.phone = p_to
		order by f.account, f.channel, t.channel, f.continued_in is not null, f.conversation desc, t.continued_in is not null, t.conversation desc
	)
	select distinct on (p.account, case when p.apart then '' else (p.f).channel end) p.account, p.f, p.t, p.apart from pairs p
	where (p.apart or (p.f).conversation <> (p.t).conversation)
		and not (p.apart and exists (select from pairs q where q.account = p.account and not q.apart))
	order by p.account, case when p.apart then '' else (p.f).channel end, (p.f).channel, (p.t).channel;
$$;

-- Asks for one contact, if a workflow mirrors. What goes on is the conversation of the side that a person, or else a pause, has; else that of the key which stays.
-- The other one is marked at once: that it is resolved gives nothing back to the agent. It hangs on a word, as all that is mirrored does: it goes where that goes.
create or replace function public.ask_for_merge(p_from text, p_to text, p_channels text[], p_now timestamptz)
returns void language plpgsql set search_path = public as $$
declare
	pair record;
	goes_on chatwoot_links;
	other chatwoot_links;
	word bigint;
begin
	for pair in select * from pairs_in_chatwoot(p_from, p_to, p_channels) loop
		goes_on := pair.of_to;
		other := pair.of_from;
		if exists (select from sessions f left join sessions t on t.channel = (pair.of_to).channel and t.phone = p_to
			where f.channel = (pair.of_from).channel and f.phone = p_from
				and (mode_rank(f.mode), f.paused_by is not distinct from 'opt_out') > (mode_rank(t.mode), t.paused_by is not distinct from 'opt_out'))
		then
			goes_on := pair.of_from;
			other := pair.of_to;
		end if;
		select max(c.id) into word from conversations c where c.lead_phone in (p_from, p_to) and c.channel in (goes_on.channel, other.channel);
		continue when word is null or not exists (select from settings where key in ('chatwoot_mirror', 'chatwoot_mirror:' || goes_on.channel)
			and updated_at > p_now - interval '3 days');
		insert into outbox (idempotency_key, kind, channel, phone, payload, next_attempt_at, created_at, updated_at)
		values (concat_ws(':', 'chatwoot_merge', gen_random_uuid()), 'chatwoot_message', goes_on.channel, p_to, jsonb_build_object(
			'word', word, 'message_id', 'joined-' || gen_random_uuid(), 'note', '🔗 ' || p_from || ' e ' || p_to || ' são a mesma pessoa.',
			'merge', jsonb_build_object('account', pair.account, 'goes_on', goes_on.conversation, 'other', other.conversation, 'other_channel', other.channel,
				'keys', jsonb_build_array(p_from, p_to), 'apart', pair.apart)), p_now, p_now, p_now);
		if not pair.apart then
			update chatwoot_links set continued_in = case conversation when other.conversation then goes_on.conversation end
			where channel = goes_on.channel and account = pair.account and conversation in (goes_on.conversation, other.conversation);
		end if;
	end loop;
end $$;

-- What became of it. `p_merged`: state (merged; one, as they were one already; gone; refused, with reason), goes_on and other, as Chatwoot had them then.
create or replace function public.note_merge(p_outbox_id bigint, p_merged jsonb) returns void language plpgsql set search_path = public as $$
declare
	o outbox;
	asked jsonb;
	is_one constant boolean := p_merged ->> 'state' in ('merged', 'one');
begin
	update outbox set payload = payload || jsonb_build_object('merged', p_merged) where id = p_outbox_id and payload ? 'merge' returning * into o;
	if not found then
		return;
	end if;
	asked := o.payload -> 'merge';
	if not (asked ->> 'apart')::boolean then
		update chatwoot_links set continued_in = case when is_one and conversation = (p_merged ->> 'other')::bigint then (p_merged ->> 'goes_on')::bigint end
		where channel = o.channel and account = asked ->> 'account' and conversation in ((asked ->> 'goes_on')::bigint, (asked ->> 'other')::bigint);
	end if;
	if p_merged ->> 'state' = 'refused' then
		perform enqueue_outbox(jsonb_build_array(jsonb_build_object('key', 'contacts_not_merged:' || o.id, 'kind', 'notice', 'channel', o.channel, 'phone', o.phone,
			'payload', jsonb_build_object('kind', 'contacts_not_merged', 'phone', o.phone, 'error', left(p_merged ->> 'reason', 300),
				'conversations', jsonb_build_array((asked ->> 'goes_on')::bigint, (asked ->> 'other')::bigint)))), o.updated_at);
	end if;
end $$;

-- They are two again. What was not begun is not done; contacts that became one stay one, as nothing takes them apart. Returns whether they did, or may have.
create or replace function public.part_chatwoot(p_from text, p_to text, p_now timestamptz) returns boolean language plpgsql set search_path = public as $$
declare
	is_merged boolean := false;
	o outbox;
begin
	for o in
		select * from outbox where phone = p_to and kind = 'chatwoot_message' and payload -> 'merge' -> 'keys' @> jsonb_build_array(p_from, p_to) for update
	loop
		if o.status = 'pending' then
			update outbox set status = 'discarded', error = 'parted', updated_at = p_now where id = o.id;
		end if;
		is_merged := is_merged or o.status = 'sending' or o.payload -> 'merged' ->> 'state' in ('merged', 'one') or (o.status = 'pending' and o.attempts > 0);
		update chatwoot_links set continued_in = null where channel in (o.channel, o.payload -> 'merge' ->> 'other_channel')
			and account = o.payload -> 'merge' ->> 'account'
			and conversation in ((o.payload -> 'merge' ->> 'goes_on')::bigint, (o.payload -> 'merge' ->> 'other')::bigint);
	end loop;
	return is_merged;
end $$;

-- ══ 91-handled.sql ══
-- What a person did in Chatwoot, each event once. Called by Receive From Chatwoot.

-- Notes that an event was handled; whoever notes it first puts what a person wrote to the customer into the outbox and into the history. The first text that
-- may be sent to that customer now is the caller's to send.
create or replace function public.handle_chatwoot_event(
	p_event jsonb, p_replies jsonb default '[]', p_lease_seconds integer default 60, p_now timestamptz default now(), p_key uuid default null
) returns jsonb language plpgsql set search_path = public as $$
declare
	at_channel text := p_event ->> 'channel';
	at_phone text := key_of(p_event ->> 'phone');
	reply jsonb;
	stored bigint;
	claimed jsonb := '[]';
begin
	insert into chatwoot_events (channel, key, phone, number, handled_at, handled_by)
	values (at_channel, p_event ->> 'key', at_phone, (p_event ->> 'number')::bigint, p_now, p_key) on conflict (channel, key) do nothing;
	if not found then
		if not exists (select from chatwoot_events where channel = at_channel and key = p_event ->> 'key' and handled_by = p_key) then
			return jsonb_build_object('handled', false, 'claimed', claimed);
		end if;
		select coalesce(jsonb_agg(effect_of(o) order by o.id), '[]') into claimed from outbox o
		where o.channel = at_channel and o.phone = at_phone and o.begun_by = p_key and o.status = 'sending' and o.lease_until > p_now;
		return jsonb_build_object('handled', true, 'claimed', claimed);
	end if;
	perform link_chatwoot_conversation(at_channel, p_event ->> 'account', (p_event ->> 'conversation')::bigint, at_phone, p_now);
	-- Who writes to the customer there goes on there after all.
	update chatwoot_links set continued_in = null where p_replies <> '[]' and continued_in is not null
		and channel = at_channel and account = p_event ->> 'account' and conversation = (p_event ->> 'conversation')::bigint;
	for reply in select * from jsonb_array_elements(p_replies) loop
		insert into outbox (idempotency_key, kind, channel, phone, payload, next_attempt_at, created_at, updated_at)
		values (concat_ws(':', at_channel, p_event ->> 'key', reply ->> 'part'), 'whatsapp_text', at_channel, at_phone,
			reply - '{words,reply_to}'::text[] || answering(at_channel, at_phone, reply ->> 'reply_to') || '{"speaker": "human", "origin": "chatwoot"}', p_now, p_now, p_now)
		returning id into stored;
		insert into conversations (channel, lead_phone, role, content, kind, outbox_id, sent_at)
		values (at_channel, at_phone, 'human', reply ->> 'words', reply ->> 'kind', stored, moment_of(p_event -> 'sent_at', p_now));
	end loop;
	if stored is not null then
		claimed := claim_outbox(array['whatsapp_text'], 1, p_lease_seconds, at_channel, p_now, at_phone, p_key);
		-- What was left of a reply of the agent's stood before it, and is gone now.
		if claimed = '[]' then
			claimed := claim_outbox(array['whatsapp_text'], 1, p_lease_seconds, at_channel, p_now, at_phone, p_key);
		end if;
	end if;
	-- Nothing of it goes out: who wrote it reads why in that conversation, and nobody is told of it a second time.
	if exists (select from outbox where id = stored and status = 'discarded' and error = 'window_closed') then
		perform take_back(n.idempotency_key, 'Told where it was written', p_now) from outbox n
		where n.kind = 'notice' and n.channel = at_channel and n.phone = at_phone and n.status = 'pending' and n.payload ->> 'kind' = 'window_closed'
			and n.created_at = p_now;
		return jsonb_build_object('handled', true, 'claimed', claimed, 'refused', 'window_closed');
	end if;
	return jsonb_build_object('handled', true, 'claimed', claimed);
end $$;

-- ══ 91-mirror-told.sql ══
-- What the team is told of the mirror to Chatwoot. Called by the trigger on the outbox, at the end of each try.

-- Tells the team when the words of one conversation cannot be mirrored, well within the first hour, and when they can be again. While nothing at all is
-- mirrored it is told of one conversation alone: what is wrong then is not theirs.
create or replace function public.tell_of_mirror() returns trigger language plpgsql set search_path = public as $$
begin
	if new.status = 'sent' then
		if exists (select from outbox where idempotency_key = 'mirror_stuck:' || new.id) then
			perform enqueue_outbox(jsonb_build_array(jsonb_build_object('key', 'mirror_again:' || new.id, 'kind', 'notice', 'channel', new.channel,
				'phone', new.phone, 'payload', jsonb_build_object('kind', 'mirror_again', 'phone', new.phone))), new.updated_at);
		end if;
		return null;
	end if;
	-- Six tries take a quarter of an hour; where they are made more seldom, an hour must not pass before the next one.
	if not (new.attempts >= 6 or (new.attempts >= 3 and new.next_attempt_at > new.created_at + interval '50 minutes')) then
		return null;
	end if;
	-- What waits behind an earlier word waits for that one; where Chatwoot as a whole is down, that is told.
	if exists (select from integrations where channel = new.channel and name = 'chatwoot' and down_since is not null)
		or exists (select from outbox e where e.channel = new.channel and e.phone = new.phone and e.kind = new.kind and e.id < new.id
			and e.status in ('pending', 'sending'))
		or exists (select from outbox n where n.kind = 'notice' and n.channel = new.channel and n.payload ->> 'kind' = 'mirror_stuck'
			and n.created_at > new.updated_at - interval '7 days'
			and not exists (select from outbox m where m.kind = new.kind and m.channel = n.channel and m.status = 'sent' and m.updated_at > n.created_at))
	then
		return null;
	end if;
	perform enqueue_outbox(jsonb_build_array(jsonb_build_object('key', 'mirror_stuck:' || new.id, 'kind', 'notice', 'channel', new.channel,
		'phone', new.phone, 'payload', jsonb_build_object('kind', 'mirror_stuck', 'phone', new.phone, 'error', new.error))), new.updated_at);
	return null;
end $$;
create or replace trigger tell_of_mirror after update of status on public.outbox for each row
	when (new.kind = 'chatwoot_message' and old.status = 'sending' and new.status in ('pending', 'sent')) execute function public.tell_of_mirror();

-- ══ 92-join.sql ══
-- Two keys turn out to be one person. Called by the door that hears of it (resolve_contact), by Join Persons, and once for what an older database knew.

-- The channels that there are: a jump to the next one each, however many conversations they have.
create or replace function public.all_channels() returns text[] language sql stable set search_path = public as $$
	with recursive c (channel) as (
		(select channel from sessions order by channel limit 1)
		union all
		select (select s.channel from sessions s where s.channel > c.channel order by s.channel limit 1) from c where c.channel is not null
	)
	select coalesce(array_agg(channel) filter (where channel is not null), '{}') from c;
$$;

-- What was there before, as it is written down for a day. `ids` of rows that had the key which goes: with them it can be told apart again.
create or replace function public.kept_of_join(p_from text, p_to text, p_channels text[])
returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object(
		'sessions', (select jsonb_agg(to_jsonb(s)) from sessions s where s.phone in (p_from, p_to)),
		'leads', (select jsonb_agg(to_jsonb(l)) from leads l where l.phone in (p_from, p_to)),
		'crm_links', (select jsonb_agg(to_jsonb(k)) from crm_links k where k.phone in (p_from, p_to)),
		'opt_outs', (select jsonb_agg(to_jsonb(o)) from opt_outs o where o.phone in (p_from, p_to)),
		'product_interests', (select jsonb_agg(to_jsonb(i)) from product_interests i where i.phone in (p_from, p_to)),
		'technical_questions', (select jsonb_agg(to_jsonb(q)) from technical_questions q where q.phone in (p_from, p_to)),
		'contact_ids', (select jsonb_agg(to_jsonb(c)) from contact_ids c where c.key in (p_from, p_to)),
		'waiting_questions', (select jsonb_agg(to_jsonb(w)) from waiting_questions w where w.phone in (p_from, p_to)),
		'follow_up_steps', (select jsonb_agg(to_jsonb(f)) from follow_up_steps f where f.phone in (p_from, p_to)),
		'silent_leads', (select jsonb_agg(to_jsonb(s)) from silent_leads s where s.phone in (p_from, p_to)),
		'promises', (select jsonb_agg(to_jsonb(p)) from promises p where p.phone in (p_from, p_to)),
		'attendances', (select jsonb_agg(to_jsonb(t)) from attendances t where t.phone in (p_from, p_to)),
		-- What was said in those that are open: two of them become one.
		'attended', (select jsonb_agg(jsonb_build_array(c.id, c.attendance)) from attendances t join conversations c on c.attendance = t.id
			where t.phone in (p_from, p_to) and t.closed_at is null),
		-- With the lead that each was of.
		'temperature_history', (select jsonb_agg(jsonb_build_object('id', t.id, 'lead_id', t.lead_id)) from temperature_history t
			join leads l on l.id = t.lead_id where l.phone in (p_from, p_to)),
		'audit_logs', (select jsonb_agg(jsonb_build_object('id', a.id, 'entity_id', a.entity_id)) from audit_logs a
			join leads l on a.entity_type in ('lead', 'orcamento', 'empresa') and a.entity_id = l.id::text where l.phone in (p_from, p_to)),
		'ids', jsonb_build_object(
			'inbox', (select jsonb_agg(id) from inbox where channel = any (p_channels) and phone = p_from),
			'conversations', (select jsonb_agg(id) from conversations where lead_phone = p_from),
			'outbox', (select jsonb_agg(id) from outbox where phone = p_from),
			'turns', (select jsonb_agg(id) from turns where channel = any (p_channels) and phone = p_from),
			'session_history', (select jsonb_agg(id) from session_history where phone = p_from),
			'chatwoot_events', (select jsonb_agg(jsonb_build_array(channel, key)) from chatwoot_events where channel = any (p_channels) and phone = p_from),
			'lgpd_requests', (select jsonb_agg(protocol) from lgpd_requests where phone = p_from),
			'onboardings', (select jsonb_agg(jsonb_build_array(flow, user_id)) from onboardings where phone = p_from),
			'campaign_contacts', (select jsonb_agg(jsonb_build_array(campaign_id, entry)) from campaign_contacts where phone = p_from),
			'chatwoot_links', (select jsonb_agg(jsonb_build_array(channel, account, conversation)) from chatwoot_links
				where channel = any (p_channels) and phone = p_from)));
$$;

-- Moves what was said and what is to be done. Of two questions that workflows wait with the newer stays, as people answer what they read last.
create or replace function public.move_words(p_from text, p_to text, p_channels text[], p_now timestamptz)
returns void language plpgsql set search_path = public as $$
begin
	update inbox set phone = p_to where channel = any (p_channels) and phone = p_from;
	update conversations set lead_phone = p_to where lead_phone = p_from;
	update session_history set phone = p_to where phone = p_from;
	update chatwoot_events set phone = p_to where channel = any (p_channels) and phone = p_from;
	update chatwoot_links set phone = p_to where channel = any (p_channels) and phone = p_from;
	delete from waiting_questions a using waiting_questions b
	where a.phone in (p_from, p_to) and b.phone in (p_from, p_to) and a.channel = b.channel and a.phone <> b.phone
		and (a.asked_at, a.phone) < (b.asked_at, b.phone);
	update waiting_questions set phone = p_to where phone = p_from;
	-- Of the syncs with the CRM a person has one; what there is to tell is asked for anew once the lead is one.
	update outbox set status = 'discarded', error = 'joined', lease_token = null, lease_until = null, updated_at = p_now,
		idempotency_key = idempotency_key || ':joined:' || id
	where phone = p_from and kind = 'crm_sync' and exists (select from outbox where idempotency_key = 'crm_sync:' || p_to);
	update outbox set phone = p_to, idempotency_key = case idempotency_key when 'crm_sync:' || p_from then 'crm_sync:' || p_to else idempotency_key end,
		payload = case payload ->> 'phone' when p_from then payload || jsonb_build_object('phone', p_to) else payload end
	where phone = p_from;
end $$;

-- Two leads become the older one, filled in from the other: nothing of it is overwritten, and what differs stands in the row of the join. Of the class the newer
-- judgement counts. One who is in the CRM twice stays there as what has a deal, the older lead's first.
create or replace function public.move_lead(p_from text, p_to text, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
declare
	o leads;
	n leads;
	link crm_links;
begin
	select * into o from leads where phone in (p_from, p_to) order by created_at, phone <> p_to limit 1;
	select * into n from leads where phone in (p_from, p_to) and id <> o.id;
	if n.id is null then
		update leads set phone = p_to where id = o.id and phone <> p_to;
		return;
	end if;
	select * into link from crm_links where phone in (o.phone, n.phone) order by deal_id is null, phone <> o.phone limit 1;
	update temperature_history set lead_id = o.id where lead_id = n.id;
	update audit_logs set entity_id = o.id::text where entity_type in ('lead', 'orcamento', 'empresa') and entity_id = n.id::text;
	update orcamentos set lead = o.id where lead = n.id;
	update empresa set contato = o.id where contato = n.id;
	delete from leads where id = n.id;
	delete from crm_links where phone = o.phone;
	update leads set phone = p_to,
		whatsapp_name = coalesce(nullif(o.whatsapp_name, ''), n.whatsapp_name), name = coalesce(nullif(o.name, ''), n.name),
		company = coalesce(nullif(o.company, ''), n.company), email = coalesce(nullif(o.email, ''), n.email), city = coalesce(nullif(o.city, ''), n.city),
		uf = coalesce(o.uf, n.uf), product = coalesce(nullif(o.product, ''), n.product), volume = coalesce(nullif(o.volume, ''), n.volume),
		urgency = coalesce(nullif(o.urgency, ''), n.urgency), segment = coalesce(nullif(o.segment, ''), n.segment), need = coalesce(nullif(o.need, ''), n.need),
		knows_company = coalesce(nullif(o.knows_company, ''), n.knows_company), cnpj = coalesce(nullif(o.cnpj, ''), n.cnpj),
		daily_volume = coalesce(o.daily_volume, n.daily_volume), site = coalesce(nullif(o.site, ''), n.site),
		decision_maker = coalesce(nullif(o.decision_maker, ''), n.decision_maker),
		custom_fields = coalesce(n.custom_fields || o.custom_fields, o.custom_fields, n.custom_fields),
		temperature = case when n.temperature_updated_at > o.temperature_updated_at or o.temperature is null then n.temperature else o.temperature end,
		temperature_reason = case when n.temperature_updated_at > o.temperature_updated_at or o.temperature is null then n.temperature_reason else o.temperature_reason end,
		temperature_updated_at = greatest(o.temperature_updated_at, n.temperature_updated_at),
		agent_state = n.agent_state || o.agent_state, follow_ups = n.follow_ups || o.follow_ups, requests = n.requests || o.requests,
		opted_out_at = least(o.opted_out_at, n.opted_out_at), handed_off_at = greatest(o.handed_off_at, n.handed_off_at),
		declined_at = greatest(o.declined_at, n.declined_at), postponed_until = greatest(o.postponed_until, n.postponed_until),
		follow_up_at = greatest(o.follow_up_at, n.follow_up_at), crm_sync_status = case when link.phone = n.phone then n.crm_sync_status else o.crm_sync_status end,
		updated_at = p_now
	where id = o.id;
	if link.phone is not null then
		link.phone := p_to;
		insert into crm_links values (link.*);
	end if;
	if exists (select from outbox where idempotency_key = 'crm_sync:' || p_to) then
		perform enqueue_crm_sync(p_to, coalesce(newest_channel(p_to), 'default'), p_now);
	end if;
end $$;

-- Moves what the person asked and wants. An opt-out of either side holds for the whole person, and no conversation of theirs is the agent's any more.
create or replace function public.move_wishes(p_from text, p_to text, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
declare
	stop opt_outs;
begin
	update lgpd_requests set phone = p_to where phone = p_from;
	update onboardings set phone = p_to where phone = p_from;
	update campaign_contacts set phone = p_to where phone = p_from;
	perform move_follow_ups(p_from, p_to);
	perform move_promises(p_from, p_to);
	update technical_questions t set answered = true, answered_at = f.answered_at, answer = f.answer
	from technical_questions f where t.phone = p_to and f.phone = p_from and f.question = t.question and f.answered and not t.answered;
	delete from technical_questions f where f.phone = p_from and exists (select from technical_questions t where t.phone = p_to and t.question = f.question);
	update technical_questions set phone = p_to where phone = p_from;
	with gone as (delete from product_interests where phone = p_from returning *)
	insert into product_interests as i (phone, product, times, first_at, last_at)
	select p_to, product, times, first_at, last_at from gone
	on conflict (phone, product) do update set times = i.times + excluded.times, first_at = least(i.first_at, excluded.first_at),
		last_at = greatest(i.last_at, excluded.last_at);
	select * into stop from opt_outs where phone in (p_from, p_to) order by revoked_at is not null, opted_out_at limit 1;
	if stop.phone is not null then
		delete from opt_outs where phone in (p_from, p_to);
		insert into opt_outs (phone, words, opted_out_at, revoked_at) values (p_to, stop.words, stop.opted_out_at, stop.revoked_at);
		if stop.revoked_at is null then
			perform register_opt_out(p_to, stop.words, p_now);
		end if;
	end if;
end $$;

-- All that is of one key becomes the other's. Called with both keys held and their conversations locked.
create or replace function public.move_contact(p_from text, p_to text, p_by text, p_now timestamptz)
returns void language plpgsql set search_path = public as $$
declare
	channels constant text[] := all_channels();
	written bigint;
begin
	insert into contact_joins (from_key, to_key, joined_at, joined_by, kept) values (p_from, p_to, p_now, p_by, kept_of_join(p_from, p_to, channels))
	returning id into written;
	perform ask_for_merge(p_from, p_to, channels, p_now);
	update contact_ids set key = p_to where key = p_from;
	insert into contact_ids (kind, value, key, first_seen, last_seen)
	select id_kind(v), v, p_to, p_now, p_now from unnest(array[p_from, p_to]) v
	on conflict (kind, value) do update set key = excluded.key;
	perform move_attendances(p_from, p_to, p_now);
	perform move_sessions(p_from, p_to, p_by, p_now);
	perform move_words(p_from, p_to, channels, p_now);
	perform move_lead(p_from, p_to, p_now);
	perform move_wishes(p_from, p_to, p_now);
	update contact_joins set kept = kept || jsonb_build_object('after', jsonb_build_object(
		'sessions', (select jsonb_object_agg(s.channel, to_jsonb(s)) from sessions s where s.phone = p_to),
		'lead', (select to_jsonb(l) from leads l where l.phone = p_to), 'opt_out', (select to_jsonb(o) from opt_outs o where o.phone = p_to)))
	where id = written;
end $$;

-- What somebody wrote under the old key while it was joined, without holding it, follows within a minute; what was kept for undoing goes after a day. Called once
-- a minute by whatever runs.
create or replace function public.finish_joins(p_now timestamptz default now())
returns void language plpgsql set search_path = public as $$
declare
	j contact_joins;
	c contact_ids;
begin
	update contact_joins set kept = null where kept is not null and joined_at < p_now - interval '1 day';
	for j in select * from contact_joins where joined_at between p_now - interval '10 minutes' and p_now - interval '10 seconds' order by id loop
		if key_of(j.from_key) <> j.from_key and (exists (select from outbox where phone = j.from_key) or exists (select from leads where phone = j.from_key)
			or exists (select from conversations where lead_phone = j.from_key) or exists (select from sessions where phone = j.from_key))
		then
			perform pg_advisory_xact_lock(hashtext('public.joins'), 0);
			perform move_contact(j.from_key, key_of(j.from_key), j.joined_by, p_now);
		end if;
	end loop;
	-- The same of an id that was first seen, with its person, at that very moment.
	for c in select * from contact_ids where first_seen between p_now - interval '10 minutes' and p_now - interval '10 seconds' and value <> key order by kind, value loop
		if has_rows(c.kind, c.value) and key_of(c.value) = c.key then
			perform pg_advisory_xact_lock(hashtext('public.joins'), 0);
			perform move_contact(c.value, c.key, 'message', p_now);
		end if;
	end loop;
end $$;

-- Joins two keys, all or nothing. The one that is a phone stays. Two that have a phone each are joined by hand alone (`p_by_hand`). One join at a time, and
-- nobody writes under the keys meanwhile; the rows are locked in the order in which everybody locks several.
create or replace function public.join_contacts(p_from text, p_to text, p_by text, p_now timestamptz default now(), p_by_hand boolean default false)
returns jsonb language plpgsql set search_path = public as $$
declare
	goes text;
	stays text;
begin
	perform pg_advisory_xact_lock(hashtext('public.joins'), 0);
	goes := key_of(p_from);
	stays := key_of(p_to);
	if goes = stays then
		return jsonb_build_object('joined', false, 'reason', 'one_person', 'phone', stays);
	end if;
	if not p_by_hand and not may_be_one(goes, stays) then
		return jsonb_build_object('joined', false, 'reason', 'two_phones', 'phone', stays);
	end if;
	if p_by in ('message', 'upgrade') and kept_apart(goes, stays) then
		return jsonb_build_object('joined', false, 'reason', 'kept_apart', 'phone', stays);
	end if;
	if (id_kind(goes) = 'phone' and id_kind(stays) <> 'phone') or (same_phone(goes, stays) and length(goes) > length(stays)) then
		goes := stays;
		stays := key_of(p_from);
	end if;
	perform pg_advisory_xact_lock(hashtext('public.contacts'), hashtext(k)) from unnest(array[goes, stays]) k;
	perform from sessions where phone in (goes, stays) order by channel, phone for update;
	perform move_contact(goes, stays, p_by, p_now);
	return jsonb_build_object('joined', true, 'phone', stays, 'was', goes);
end $$;

-- ══ 93-joined.sql ══
-- What a database of before knows of who is whom: filled in once, and again each time that the schema is applied. Called by nobody.

-- Every person of whom there is a conversation, a lead or a wish, and the addresses that their messages came from. A phone to which a message of a lid's key was
-- answered, or the other way round, is that person's.
insert into public.contact_ids (kind, value, key, first_seen, last_seen)
select public.id_kind(k.phone), k.phone, k.phone, now(), now() from (
	select phone from public.sessions union select phone from public.leads union select phone from public.opt_outs
) k
where length(k.phone) between 1 and 200 and public.id_kind(k.phone) in ('phone', 'lid')
order by 1, 2
on conflict (kind, value) do nothing;

-- Messages whose key and address are of two kinds tell of a pair; so do our own texts, whose delivery a provider told under another id.
do $$
declare
	pair record;
	twins integer := 0;
begin
	for pair in
		select distinct i.phone, i.send_to from public.inbox i
		where i.send_to <> i.phone and length(i.send_to) <= 200 and 'lid' in (public.id_kind(i.phone), public.id_kind(i.send_to))
			and 'phone' in (public.id_kind(i.phone), public.id_kind(i.send_to))
		union
		select distinct i.phone, o.phone from public.inbox i join public.outbox o on o.provider_message_id = i.message_id and o.channel = i.channel
		where i.phone <> o.phone and o.kind = 'whatsapp_text' and 'lid' in (public.id_kind(i.phone), public.id_kind(o.phone))
			and 'phone' in (public.id_kind(i.phone), public.id_kind(o.phone))
		order by 1, 2
	loop
		if public.key_of(pair.phone) <> public.key_of(pair.send_to) and public.may_be_one(public.key_of(pair.phone), public.key_of(pair.send_to)) then
			twins := twins + (public.join_contacts(pair.phone, pair.send_to, 'upgrade') ->> 'joined')::boolean::int;
		end if;
	end loop;
	if twins > 0 then
		insert into public.settings (key, value, updated_at) values ('contacts_joined', to_jsonb(twins), now())
		on conflict (key) do update set value = to_jsonb((settings.value #>> '{}')::integer + twins), updated_at = now();
		raise notice '% conversations by lid were joined with those of the same person by phone', twins;
	end if;
end $$;

-- ══ 94-find-person.sql ══
-- Who somebody is, by any id. Called by the Conversation node's Find Person.

create index if not exists crm_links_person on public.crm_links (person_id) where person_id is not null;

-- The key of whoever has an id of that kind; null where nobody has. `whatsapp` is any address or key; other kinds than these are looked up as they were told.
create or replace function public.key_by_id(p_kind text, p_value text) returns text language plpgsql stable set search_path = public as $$
begin
	return case
		when p_kind = 'whatsapp' then key_of(p_value)
		when p_kind = 'onboarding' then (select phone from onboardings where user_id = p_value and phone <> '' order by updated_at desc limit 1)
		when p_kind in ('deal', 'crm_person', 'chatwoot') and p_value !~ '^[0-9]{1,18}$' then null
		when p_kind = 'deal' then (select phone from crm_links where deal_id = p_value::bigint order by updated_at desc limit 1)
		when p_kind = 'crm_person' then (select phone from crm_links where person_id = p_value::bigint order by updated_at desc limit 1)
		when p_kind = 'chatwoot' then (select max(phone) from chatwoot_links where conversation = p_value::bigint having count(distinct phone) = 1)
		else (select key from contact_ids where kind = p_kind and value = p_value) end;
end $$;

-- All that is known of who somebody is: every id, every conversation, and with whom they turned out to be one. `found` is false of an id that nobody has.
create or replace function public.find_person(p_kind text, p_value text)
returns jsonb language plpgsql stable set search_path = public as $$
declare
	who constant text := key_by_id(p_kind, p_value);
	ids jsonb;
	conversations jsonb;
	l leads;
begin
	select jsonb_agg(jsonb_build_object('kind', kind, 'value', value, 'first_seen', first_seen, 'last_seen', last_seen) order by kind <> 'phone', kind, value)
		into ids from contact_ids where key = who;
	select jsonb_agg(jsonb_build_object('channel', channel, 'mode', mode, 'human_attendant', human_attendant, 'updated_at', updated_at) order by updated_at desc)
		into conversations from sessions where phone = who;
	select * into l from leads where phone = who;
	return jsonb_build_object('found', coalesce(ids, conversations, to_jsonb(l.id)) is not null, 'phone', who,
		'name', coalesce(l.name, l.whatsapp_name), 'ids', coalesce(ids, '[]'), 'conversations', coalesce(conversations, '[]'),
		'opted_out', has_opted_out(who),
		'joins', (select coalesce(jsonb_agg(jsonb_build_object('from', from_key, 'to', to_key, 'at', joined_at, 'by', joined_by,
				'undone_at', undone_at, 'undone_by', undone_by) order by id), '[]')
			from contact_joins where to_key = who));
end $$;

-- ══ 95-part-follow-ups.sql ══
-- Two that were one person are two again: each is followed up as if there had been no join. Called by undo_join, with both keys held.

-- Each has the steps and the promises that were theirs, those that became one in the join, too. What was promised since stays with the key that stayed.
create or replace function public.part_follow_ups(p_from text, p_to text, p_kept jsonb) returns void language plpgsql set search_path = public as $$
declare
	steps constant jsonb := coalesce(nullif(p_kept -> 'follow_up_steps', 'null'), '[]');
	promised constant jsonb := coalesce(nullif(p_kept -> 'promises', 'null'), '[]');
	-- What nobody was promised before the join.
	since text[];
begin
	update follow_up_steps f set phone = k.phone from jsonb_populate_recordset(null::follow_up_steps, steps) k where f.id = k.id and f.phone = p_to and k.phone = p_from;
	insert into follow_up_steps overriding system value select k.* from jsonb_populate_recordset(null::follow_up_steps, steps) k on conflict do nothing;
	select array_agg(distinct a) into since from promises p, unnest(p.about) a
	where p.phone = p_to and p.status in ('open', 'told') and p.id in (select k.id from jsonb_populate_recordset(null::promises, promised) k)
		and a <> all (array(select b from jsonb_populate_recordset(null::promises, promised) k, unnest(k.about) b));
	update promises p set phone = k.phone, about = k.about, promised_at = k.promised_at, due_at = k.due_at
	from jsonb_populate_recordset(null::promises, promised) k where p.id = k.id and p.phone = p_to;
	insert into promises overriding system value select k.* from jsonb_populate_recordset(null::promises, promised) k on conflict do nothing;
	update promises set about = array(select distinct a from unnest(about || since) a order by a)
	where since is not null and status in ('open', 'told') and phone = (select phone from promises where phone in (p_from, p_to) and status in ('open', 'told') order by phone <> p_to limit 1);
end $$;

-- Who of the two had written last at a time while they were one, by our own clock.
create or replace function public.last_to_write(p_from text, p_to text, p_at timestamptz) returns text language sql stable set search_path = public as $$
	select coalesce((select phone from inbox where phone in (p_from, p_to) and speaker = 'customer' and kind <> 'deletion' and received_at <= p_at
		order by received_at desc limit 1), p_to);
$$;

-- Each is silent since when they were, unless they wrote meanwhile (what came since is whose address it came from by now); a silence that began meanwhile (`p_now_silent`: the
-- one that there was before the parting) is of who wrote last. Steps that were taken meanwhile, and their place in the budget, go with the silence that they were taken for.
-- Each is looked at again at the time that was theirs: by then it shows whether a step is due.
create or replace function public.part_silences(p_join public.contact_joins, p_now_silent public.silent_leads, p_now timestamptz) returns void language plpgsql set search_path = public as $$
declare
	kept constant jsonb := coalesce(nullif(p_join.kept -> 'silent_leads', 'null'), '[]');
	steps constant jsonb := coalesce(nullif(p_join.kept -> 'follow_up_steps', 'null'), '[]');
	moved bigint[];
begin
	-- A join of before this was kept.
	if not p_join.kept ? 'silent_leads' then
		return;
	end if;
	delete from silent_leads where phone in (p_join.from_key, p_join.to_key);
	insert into silent_leads select k.* from jsonb_populate_recordset(null::silent_leads, kept) k where not wrote_since(k.phone, k.since);
	if p_now_silent.since > p_join.joined_at then
		p_now_silent.phone := last_to_write(p_join.from_key, p_join.to_key, p_now);
		insert into silent_leads select p_now_silent.* on conflict (phone) do nothing;
	end if;
	with taken as (
		update follow_up_steps f set phone = p_join.from_key
		where f.phone = p_join.to_key and f.queued_at >= p_join.joined_at and f.id not in (select k.id from jsonb_populate_recordset(null::follow_up_steps, steps) k)
			and case when f.since <= p_join.joined_at then f.since in (select k.since from jsonb_populate_recordset(null::silent_leads, kept) k where k.phone = p_join.from_key)
				else last_to_write(p_join.from_key, p_join.to_key, f.queued_at) = p_join.from_key end
			and not exists (select from follow_up_steps o where (o.phone, o.cadence, o.step) = (p_join.from_key, f.cadence, f.step))
		returning f.outbox_id
	)
	select array_agg(outbox_id) into moved from taken;
	update outbox set phone = p_join.from_key where id = any (moved) and phone = p_join.to_key;
	update conversations set lead_phone = p_join.from_key where outbox_id = any (moved) and lead_phone = p_join.to_key;
end $$;

-- Lines of campaigns that were left out because the two were one: they are asked for again, by the gate as ever. The twin lines of a list stay out.
create or replace function public.part_campaign_lines(p_from text, p_to text, p_now timestamptz) returns void language sql set search_path = public as $$
	update campaign_contacts k set status = 'waiting', reason = null, due_at = p_now
	where k.phone in (p_from, p_to) and k.status = 'skipped' and k.reason = 'duplicate' and k.entry not like 'duplicate:%'
		and exists (select from campaigns c where c.id = k.campaign_id and c.status in ('draft', 'running', 'paused', 'halted'))
		and not exists (select from campaign_contacts o where o.campaign_id = k.campaign_id and o.phone = k.phone and o.entry <> k.entry and o.status in ('queued', 'sent', 'failed'));
$$;

-- ══ 95-part.sql ══
-- What a join moved goes back to whose it was, from what was kept. Called by undo_join, with both keys held and their conversations locked.

-- What was said and what is to be done: what moved then goes back, if it is still there. Returns how many messages came since and stay because their address tells
-- nothing.
create or replace function public.part_words(p_from text, p_to text, p_kept jsonb, p_since timestamptz, p_now timestamptz)
returns integer language plpgsql set search_path = public as $$
declare
	ids constant jsonb := p_kept -> 'ids';
	channels constant text[] := all_channels();
	asked constant jsonb := coalesce(nullif(p_kept -> 'waiting_questions', 'null'), '[]');
	waits_there text[];
	back bigint[];
	own bigint[];
begin
	-- What came since is whose address it came from, or went to.
	select array_agg(i.id) into own from inbox i
	where i.channel = any (channels) and i.phone = p_to and i.received_at >= p_since and key_of(i.send_to) = p_from;
	back := array(select v::bigint from jsonb_array_elements_text(coalesce(nullif(ids -> 'inbox', 'null'), '[]')) v) || own;
	update inbox set phone = p_from where id = any (back) and phone = p_to;
	update outbox o set phone = p_from,
		idempotency_key = case when o.idempotency_key = 'crm_sync:' || p_to or o.idempotency_key = 'crm_sync:' || p_from || ':joined:' || o.id
			then 'crm_sync:' || p_from else o.idempotency_key end,
		status = case when o.error = 'joined' and o.status = 'discarded' then 'sent' else o.status end,
		payload = case o.payload ->> 'phone' when p_to then o.payload || jsonb_build_object('phone', p_from) else o.payload end
	where o.phone = p_to and (o.id in (select v::bigint from jsonb_array_elements_text(coalesce(nullif(ids -> 'outbox', 'null'), '[]')) v)
		or (o.created_at >= p_since and o.kind <> 'crm_sync' and key_of(o.payload ->> 'to') = p_from));
	update conversations c set lead_phone = p_from where c.lead_phone = p_to
		and (c.id in (select v::bigint from jsonb_array_elements_text(coalesce(nullif(ids -> 'conversations', 'null'), '[]')) v)
			or c.inbox_id = any (own) or (c.sent_at >= p_since and c.outbox_id in (select id from outbox where phone = p_from)));
	update outbox set phone = p_from where phone = p_to and kind = 'chatwoot_message' and created_at >= p_since
		and (payload ->> 'word')::bigint in (select id from conversations where lead_phone = p_from);
	update session_history set phone = p_from where phone = p_to
		and id in (select v::bigint from jsonb_array_elements_text(coalesce(nullif(ids -> 'session_history', 'null'), '[]')) v);
	update chatwoot_events e set phone = p_from from jsonb_array_elements(coalesce(nullif(ids -> 'chatwoot_events', 'null'), '[]')) k
	where e.channel = k ->> 0 and e.key = k ->> 1 and e.phone = p_to;
	update chatwoot_links e set phone = p_from from jsonb_array_elements(coalesce(nullif(ids -> 'chatwoot_links', 'null'), '[]')) k
	where e.channel = k ->> 0 and e.account = k ->> 1 and e.conversation = (k ->> 2)::bigint and e.phone = p_to;
	perform part_attendances(p_from, p_to, p_kept, p_now);
	-- Of two that workflows wait with the join left one; one that was answered since is answered.
	with gone as (
		delete from waiting_questions q using jsonb_populate_recordset(null::waiting_questions, asked) a
		where q.phone = p_to and a.phone = p_from and q.channel = a.channel and q.resume_url = a.resume_url
		returning q.channel
	)
	select array_agg(channel) into waits_there from gone;
	insert into waiting_questions select a.* from jsonb_populate_recordset(null::waiting_questions, asked) a
	where a.expires_at > p_now and ((a.phone = p_from and a.channel = any (waits_there))
		or exists (select from jsonb_populate_recordset(null::waiting_questions, asked) b
			where b.channel = a.channel and b.phone <> a.phone and (a.asked_at, a.phone) < (b.asked_at, b.phone)))
	on conflict do nothing;
	-- A turn is whose messages it has; one over messages of both is given up, and they wait again.
	update turns set status = 'expired', finished_at = p_now, reason = 'parted' where status = 'open' and phone = p_to
		and exists (select from inbox where turn_id = turns.id and phone = p_from) and exists (select from inbox where turn_id = turns.id and phone = p_to);
	update inbox i set status = 'waiting', turn_id = null, attempts = greatest(attempts - 1, 0), not_before = null
	from turns t where t.id = i.turn_id and t.reason = 'parted' and t.finished_at = p_now and i.status = 'claimed';
	update turns t set phone = p_from where t.phone = p_to
		and (t.id in (select v::uuid from jsonb_array_elements_text(coalesce(nullif(ids -> 'turns', 'null'), '[]')) v)
			or (t.created_at >= p_since and exists (select from inbox where turn_id = t.id and phone = p_from)))
		and exists (select from sessions s where s.channel = t.channel and s.phone = p_from)
		and not exists (select from inbox where turn_id = t.id and phone = p_to);
	-- What came since and is nobody's by its address stays.
	return (select count(*) from inbox i where i.channel = any (channels) and i.phone = p_to and i.received_at > p_since
		and key_of(i.send_to) <> p_to);
end $$;

-- The row of a lead as it is given: every column, whichever there are by then.
create or replace function public.put_lead(p_id uuid, p_row jsonb) returns void language plpgsql set search_path = public as $$
declare
	columns constant text := (select string_agg(quote_ident(attname), ', ') from pg_attribute
		where attrelid = 'leads'::regclass and attnum > 0 and not attisdropped and attname <> 'id');
	put integer;
begin
	execute format('update leads set (%1$s) = (select %1$s from jsonb_populate_record(null::leads, $1)) where id = $2', columns) using p_row, p_id;
	get diagnostics put = row_count;
	if put = 0 and p_row is not null then
		insert into leads select (jsonb_populate_record(null::leads, p_row)).*;
	end if;
end $$;

-- Each side has its lead again. What was learned since stays with the key that stayed; where that one had no lead, with the only one there is. Returns the
-- names of what was learned since.
create or replace function public.part_leads(p_from text, p_to text, p_kept jsonb, p_now timestamptz)
returns jsonb language plpgsql set search_path = public as $$
declare
	merged constant jsonb := nullif(p_kept #> '{after,lead}', 'null');
	f jsonb;
	t jsonb;
	now_ jsonb;
	since jsonb;
	link crm_links;
	k record;
begin
	select to_jsonb(l) into now_ from leads l where l.id = (merged ->> 'id')::uuid and l.phone = p_to;
	if now_ is null then
		return '[]';
	end if;
	select e into f from jsonb_array_elements(p_kept -> 'leads') e where e ->> 'phone' = p_from;
	select e into t from jsonb_array_elements(p_kept -> 'leads') e where e ->> 'phone' = p_to;
	if f is null then
		return '[]';
	end if;
	select coalesce(jsonb_object_agg(key, value), '{}') into since from jsonb_each(now_)
	where value is distinct from merged -> key and key not in ('id', 'phone', 'created_at', 'updated_at');
	select * into link from crm_links where phone = p_to;
	delete from crm_links where phone = p_to;
	if t is null then
		perform put_lead((f ->> 'id')::uuid, f || since);
	elsif f ->> 'id' = now_ ->> 'id' then
		perform put_lead((f ->> 'id')::uuid, f);
		perform put_lead((t ->> 'id')::uuid, t || since);
	else
		perform put_lead((t ->> 'id')::uuid, t || since);
		perform put_lead((f ->> 'id')::uuid, f);
	end if;
	for k in select * from jsonb_populate_recordset(null::crm_links, coalesce(nullif(p_kept -> 'crm_links', 'null'), '[]')) loop
		-- The one that there is now is whose deal it is.
		if link.phone is not null and k.deal_id is not distinct from link.deal_id and k.person_id is not distinct from link.person_id then
			link.phone := k.phone;
		elsif exists (select from leads where phone = k.phone) then
			insert into crm_links select (jsonb_populate_record(null::crm_links, to_jsonb(k))).* on conflict do nothing;
		end if;
	end loop;
	if link.phone is not null and exists (select from leads where phone = link.phone) then
		insert into crm_links values (link.*) on conflict (phone) do nothing;
	end if;
	update temperature_history h set lead_id = (e ->> 'lead_id')::uuid from jsonb_array_elements(coalesce(nullif(p_kept -> 'temperature_history', 'null'), '[]')) e
	where h.id = (e ->> 'id')::bigint and exists (select from leads where id = (e ->> 'lead_id')::uuid);
	update audit_logs a set entity_id = e ->> 'entity_id' from jsonb_array_elements(coalesce(nullif(p_kept -> 'audit_logs', 'null'), '[]')) e
	where a.id = (e ->> 'id')::bigint;
	return (select coalesce(jsonb_agg(key order by key), '[]') from jsonb_each(since) where key not in ('agent_state', 'crm_sync_status', 'temperature_updated_at'));
end $$;

-- What each asked and wants. What came of it since stays with the key that stayed; an opt-out, or its end, that came since is both's: nobody knows whose it was.
-- Returns whether there is one.
create or replace function public.part_wishes(p_from text, p_to text, p_kept jsonb, p_since timestamptz, p_now timestamptz)
returns boolean language plpgsql set search_path = public as $$
declare
	merged constant jsonb := nullif(p_kept #> '{after,opt_out}', 'null');
	stop opt_outs;
begin
	update lgpd_requests set phone = p_from where phone = p_to
		and protocol in (select jsonb_array_elements_text(coalesce(nullif(p_kept #> '{ids,lgpd_requests}', 'null'), '[]')));
	update onboardings o set phone = p_from from jsonb_array_elements(coalesce(nullif(p_kept #> '{ids,onboardings}', 'null'), '[]')) k
	where o.flow = k ->> 0 and o.user_id = k ->> 1 and o.phone = p_to;
	update campaign_contacts c set phone = p_from from jsonb_array_elements(coalesce(nullif(p_kept #> '{ids,campaign_contacts}', 'null'), '[]')) k
	where c.campaign_id = k ->> 0 and c.entry = k ->> 1 and c.phone = p_to;
	perform part_follow_ups(p_from, p_to, p_kept);
	update technical_questions q set phone = p_from
	from jsonb_populate_recordset(null::technical_questions, coalesce(nullif(p_kept -> 'technical_questions', 'null'), '[]')) k
	where q.id = k.id and k.phone = p_from;
	insert into technical_questions select k.* from jsonb_populate_recordset(null::technical_questions, coalesce(nullif(p_kept -> 'technical_questions', 'null'), '[]')) k
	where k.phone = p_from on conflict do nothing;
	delete from product_interests i where i.phone = p_to and i.last_at <= p_since
		and not exists (select from jsonb_array_elements(coalesce(nullif(p_kept -> 'product_interests', 'null'), '[]')) k
			where k ->> 'phone' = p_to and k ->> 'product' = i.product);
	insert into product_interests as i select k.* from jsonb_populate_recordset(null::product_interests, coalesce(nullif(p_kept -> 'product_interests', 'null'), '[]')) k
	on conflict (phone, product) do update set times = excluded.times, first_at = excluded.first_at, last_at = excluded.last_at where i.last_at <= p_since;
	select * into stop from opt_outs where phone = p_to;
	if (to_jsonb(stop) -> 'opted_out_at', to_jsonb(stop) -> 'revoked_at') is distinct from (merged -> 'opted_out_at', merged -> 'revoked_at')
		and stop.phone is not null
	then
		stop.phone := p_from;
		insert into opt_outs values (stop.*) on conflict (phone) do nothing;
		return true;
	end if;
	delete from opt_outs where phone = p_to;
	insert into opt_outs select k.* from jsonb_populate_recordset(null::opt_outs, coalesce(nullif(p_kept -> 'opt_outs', 'null'), '[]')) k on conflict do nothing;
	return false;
end $$;

-- ══ 95-told-persons.sql ══
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

-- ══ 96-undo-join.sql ══
-- Two keys that were joined are two again, within a day. Called by Undo Join. What left the house (messages, deals, conversations of Chatwoot) is not called back.

-- What of a conversation says whose it is, from another row.
create or replace function public.with_hands_of(p_session public.sessions, p_other public.sessions) returns public.sessions language plpgsql immutable set search_path = public as $$
begin
	p_session.mode := p_other.mode;
	p_session.mode_since := p_other.mode_since;
	p_session.human_attendant := p_other.human_attendant;
	p_session.human_since := p_other.human_since;
	p_session.paused_at := p_other.paused_at;
	p_session.paused_by := p_other.paused_by;
	p_session.pause_reason := p_other.pause_reason;
	return p_session;
end $$;

-- A conversation as it is without the other one: as it was; where it changed hands since, the more guarded of what it was and what it is, as nobody knows for whom.
create or replace function public.parted_session(p_was public.sessions, p_is public.sessions, p_changed boolean, p_now timestamptz)
returns public.sessions language plpgsql stable set search_path = public as $$
declare
	s sessions := p_was;
begin
	if p_changed and guards_more(p_is, p_was) then
		s := with_hands_of(p_was, p_is);
	end if;
	s.mode_epoch := greatest(p_was.mode_epoch, p_is.mode_epoch) + 1;
	s.version := greatest(p_was.version, p_is.version) + 1;
	s.updated_at := p_now;
	s.saved_by := null;
	s.swept_at := null;
	return s;
end $$;

-- The conversations of both, those of the key that comes back first, as turns hang on them. Returns the channels whose conversation changed hands since.
create or replace function public.part_sessions(p_join public.contact_joins, p_by text, p_now timestamptz)
returns text[] language plpgsql set search_path = public as $$
declare
	was sessions;
	is_now sessions;
	s sessions;
	after jsonb;
	has_changed boolean;
	changed_on text[] := '{}';
begin
	for was in
		select * from jsonb_populate_recordset(null::sessions, coalesce(nullif(p_join.kept -> 'sessions', 'null'), '[]')) k
		order by k.phone <> p_join.from_key, k.channel
	loop
		select * into is_now from sessions where channel = was.channel and phone = p_join.to_key;
		-- Deleted since: what was asked to be forgotten stays so.
		continue when not found;
		after := p_join.kept #> array['after', 'sessions', was.channel];
		has_changed := is_now.mode_epoch <> (after ->> 'mode_epoch')::integer;
		if has_changed and was.channel <> all (changed_on) then
			changed_on := changed_on || was.channel;
		end if;
		s := parted_session(was, is_now, has_changed, p_now);
		if was.phone = p_join.from_key then
			insert into sessions select s.* on conflict (channel, phone) do nothing;
		else
			update sessions set mode = s.mode, mode_since = s.mode_since, human_attendant = s.human_attendant, human_since = s.human_since,
				paused_at = s.paused_at, paused_by = s.paused_by, pause_reason = s.pause_reason, mode_epoch = s.mode_epoch, version = s.version,
				metadata = case when is_now.metadata = after -> 'metadata' then s.metadata else is_now.metadata end,
				last_customer_message = case when is_now.last_customer_message > p_join.joined_at then is_now.last_customer_message else s.last_customer_message end,
				last_agent_message = case when is_now.last_agent_message > p_join.joined_at then is_now.last_agent_message else s.last_agent_message end,
				last_human_message = case when is_now.last_human_message > p_join.joined_at then is_now.last_human_message else s.last_human_message end,
				last_human_activity = case when is_now.last_human_activity > p_join.joined_at then is_now.last_human_activity else s.last_human_activity end,
				updated_at = p_now, saved_by = null, swept_at = null
			where channel = s.channel and phone = s.phone;
			if s.mode = is_now.mode then
				perform carry_epoch(is_now, s.mode_epoch);
			end if;
		end if;
		perform write_history(s.channel, s.phone, jsonb_build_array(jsonb_build_object('type', 'contacts_parted', 'actor_type', 'human', 'actor_id', p_by,
			'from_mode', is_now.mode, 'to_mode', s.mode, 'from_owner', is_now.human_attendant, 'to_owner', s.human_attendant,
			'details', jsonb_build_object('from', p_join.from_key, 'to', p_join.to_key))), s.mode_epoch, p_now);
	end loop;
	return changed_on;
end $$;

-- Once all that was said is where it belongs: conversations that only the other one had are gone, clocks tell of what came since, and what is open is answered.
create or replace function public.settle_parted(p_join public.contact_joins, p_now timestamptz) returns void language plpgsql set search_path = public as $$
begin
	delete from sessions s where s.phone = p_join.to_key
		and not exists (select from jsonb_array_elements(p_join.kept -> 'sessions') k where k ->> 'phone' = s.phone and k ->> 'channel' = s.channel)
		and not exists (select from inbox i where i.channel = s.channel and i.phone = s.phone)
		and not exists (select from turns t where t.channel = s.channel and t.phone = s.phone)
		and not exists (select from outbox o where o.channel = s.channel and o.phone = s.phone and o.status in ('pending', 'queued', 'sending', 'uncertain'));
	-- What the other one wrote meanwhile was nobody else's word.
	update sessions s set last_customer_message = greatest(case s.phone when p_join.from_key then s.last_customer_message else k.last_customer_message end,
		(select max(i.sent_at) from inbox i where i.channel = s.channel and i.phone = s.phone and i.speaker = 'customer'))
	from jsonb_populate_recordset(null::sessions, coalesce(nullif(p_join.kept -> 'sessions', 'null'), '[]')) k
	where k.channel = s.channel and k.phone = s.phone;
	perform register_opt_out(k, null, p_now) from unnest(array[p_join.from_key, p_join.to_key]) k where has_opted_out(k);
	perform reopen_unanswered(s.channel, s.phone, p_now) from sessions s where s.phone in (p_join.from_key, p_join.to_key) order by s.channel, s.phone;
end $$;

-- Undoes the newest join of a person, or that with the other key. Not undone: there is none (unknown_join), it is older than a day (too_late), or another one came
-- after it, which is to be undone first (joined_since). Told with it is what stays where it is: conversations that changed hands since are as guarded as they were
-- or became, for both; what was learned and written since, so far as its address does not tell, stays with the key that stayed.
create or replace function public.undo_join(p_one text, p_other text, p_by text, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	who text;
	j contact_joins;
	later contact_joins;
	changed_on text[];
	learned jsonb;
	is_merged boolean;
	of_both boolean;
	stayed integer;
	late record;
	silent silent_leads;
begin
	perform pg_advisory_xact_lock(hashtext('public.joins'), 0);
	who := key_of(p_one);
	select * into j from contact_joins where to_key = who and undone_at is null and (coalesce(p_other, '') = '' or from_key in (p_one, p_other))
	order by id desc limit 1;
	if not found then
		return jsonb_build_object('undone', false, 'reason', 'unknown_join', 'phone', who);
	end if;
	-- What followed a minute later is part of it.
	select * into j from contact_joins where to_key = j.to_key and from_key = j.from_key and undone_at is null order by id limit 1;
	if j.joined_at <= p_now - interval '1 day' or not coalesce(j.kept ? 'after', false) then
		return jsonb_build_object('undone', false, 'reason', 'too_late', 'phone', who, 'was', j.from_key, 'joined_at', j.joined_at);
	end if;
	select * into later from contact_joins where undone_at is null and id > j.id and to_key = j.to_key and from_key <> j.from_key order by id desc limit 1;
	if found then
		return jsonb_build_object('undone', false, 'reason', 'joined_since', 'phone', who, 'was', j.from_key, 'first', later.from_key);
	end if;
	perform pg_advisory_xact_lock(hashtext('public.contacts'), hashtext(k)) from unnest(array[j.from_key, j.to_key]) k;
	perform lock_person(j.to_key);

	update contact_ids c set key = j.from_key from jsonb_to_recordset(nullif(j.kept -> 'contact_ids', 'null')) as k (kind text, value text, key text)
	where k.key = j.from_key and c.kind = k.kind and c.value = k.value and c.key = j.to_key;
	update contact_ids set key = j.from_key where kind = id_kind(j.from_key) and value = j.from_key;
	update contact_joins set undone_at = p_now, undone_by = p_by where from_key = j.from_key and to_key = j.to_key and undone_at is null;
	select * into silent from silent_leads where phone = j.to_key;
	is_merged := part_chatwoot(j.from_key, j.to_key, p_now);
	changed_on := part_sessions(j, p_by, p_now);
	for late in select kept from contact_joins where from_key = j.from_key and to_key = j.to_key and undone_at = p_now and id <> j.id and kept is not null loop
		perform part_words(j.from_key, j.to_key, jsonb_build_object('ids', late.kept -> 'ids'), j.joined_at, p_now);
	end loop;
	stayed := part_words(j.from_key, j.to_key, j.kept, j.joined_at, p_now);
	learned := part_leads(j.from_key, j.to_key, j.kept, p_now);
	of_both := part_wishes(j.from_key, j.to_key, j.kept, j.joined_at, p_now);
	perform settle_parted(j, p_now);
	-- Only now: sessions and words tell who wrote since.
	perform part_silences(j, silent, p_now);
	perform part_campaign_lines(j.from_key, j.to_key, p_now);
	update contact_joins set kept = null where from_key = j.from_key and to_key = j.to_key and undone_at = p_now;
	perform enqueue_crm_sync(l.phone, coalesce(newest_channel(l.phone), 'default'), p_now) from leads l
	where l.phone in (j.from_key, j.to_key) and exists (select from outbox where idempotency_key = 'crm_sync:' || l.phone);
	return jsonb_build_object('undone', true, 'phone', j.to_key, 'was', j.from_key, 'joined_at', j.joined_at, 'joined_by', j.joined_by,
		'changed_hands', to_jsonb(changed_on), 'learned_since', learned, 'opt_out_of_both', of_both, 'messages_stayed', stayed, 'chatwoot_merged', is_merged);
end $$;

-- ══ 97-erase.sql ══
-- A person who wants to be forgotten: gone from every table, all or nothing. Called by the Lead Store node's Erase Person.

-- What was erased, when, by whom, and what was done in other systems: no name, no number, no words. `subject` is the hash of the key.
create table if not exists public.erasures (
	protocol text primary key check (protocol <> ''),
	subject text not null,
	erased_at timestamptz not null default now(),
	erased_by text not null,
	-- How it was made sure who asks: `code`, or what else the person in charge saw.
	identity text not null default '',
	-- The number of ours that they last wrote to: the receipt goes from there.
	channel text,
	-- Rows a table.
	counts jsonb not null default '{}',
	-- What other systems have of the person, by their ids alone: what is to be deleted there. Empty once that was tried.
	targets jsonb not null default '{}',
	-- What became of it: what, where, id, result (deleted, absent, failed, left), reason, at.
	steps jsonb not null default '[]',
	finished_at timestamptz
);
create index if not exists erasures_subject on public.erasures (subject);
create index if not exists erasures_open on public.erasures (erased_at) where finished_at is null;

-- All of a person, whatever the number of ours: what else is there is not read for it.
create index if not exists inbox_person on public.inbox (phone);
create index if not exists turns_of_person on public.turns (phone);
create index if not exists chatwoot_events_person on public.chatwoot_events (phone);
create index if not exists chatwoot_links_person on public.chatwoot_links (phone);
create index if not exists lgpd_requests_person on public.lgpd_requests (phone);
create index if not exists contact_joins_from on public.contact_joins (from_key);

-- Whether a text tells one of these ids: of digits as a whole number, so that nobody's number is found in a longer one.
create or replace function public.mentions(p_text text, p_ids text[]) returns boolean language sql immutable set search_path = public as $$
	select exists (select from unnest(p_ids) i where position(i in p_text) > 0
		and (i !~ '^[0-9]+$' or p_text ~ ('(^|[^0-9])' || i || '($|[^0-9])')));
$$;

-- Which rows of a table are a person's, as a condition on $1 (ids), $2 (leads) and $3 (turns); null for a table that knows nobody. Whatever a later version adds is
-- covered where it names its columns as all do. By the first of them alone, so that an index answers.
create or replace function public.rows_of_person(p_table text) returns text language sql stable set search_path = public as $$
	select format('%I = any (%s)', a.attname, case a.attname when 'lead_id' then '$2' when 'turn_id' then '$3' else '$1' end)
	from pg_attribute a join pg_class c on c.oid = a.attrelid
	where c.relnamespace = 'public'::regnamespace and c.relname = p_table and c.relkind = 'r' and not a.attisdropped
		and a.attname in ('phone', 'lead_phone', 'lead_id', 'turn_id')
	order by array_position(array['phone', 'lead_phone', 'turn_id', 'lead_id'], a.attname::text) limit 1;
$$;

-- What other systems have of a person: conversations of Chatwoot, records of the CRM, executions of n8n that are known to be about them.
create or replace function public.traces_elsewhere(p_ids text[]) returns jsonb language plpgsql stable set search_path = public as $$
declare
	found jsonb;
	turn_ids constant uuid[] := array(select id from turns where phone = any (p_ids));
	executions text[] := '{}';
	seen text[];
	at_table text;
begin
	select jsonb_build_object(
		'chatwoot', coalesce((select jsonb_agg(jsonb_build_object('channel', channel, 'account', account, 'conversation', conversation)
			order by channel, account, conversation) from chatwoot_links where phone = any (p_ids)), '[]'),
		'crm', coalesce((select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('person_id', person_id, 'company_id', company_id, 'deal_id', deal_id, 'note_id', note_id,
			'company_shared', case when company_id is not null then exists (select from crm_links o where o.company_id = k.company_id and o.phone <> all (p_ids)) end)))
			from crm_links k where phone = any (p_ids)), '[]'))
	into found;
	for at_table in
		select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'execution_id' and not a.attisdropped
		where c.relnamespace = 'public'::regnamespace and c.relname = any (array['settings', 'integrations', 'outbox_claims', 'contact_ids', 'contact_joins', 'leads', 'sessions', 'session_history',
			'attendants', 'turns', 'inbox', 'conversations', 'outbox', 'waiting_questions', 'failovers', 'prices',
			'health_checks', 'prompts', 'turn_facts', 'temperature_history', 'products', 'product_interests', 'technical_questions',
			'opt_outs', 'lgpd_requests', 'audit_logs', 'onboardings', 'message_limits', 'open_hours', 'closed_days',
			'channel_pace', 'campaigns', 'campaign_contacts', 'silent_leads', 'follow_up_steps', 'promises', 'crm_links',
			'known_events', 'orcamentos', 'empresa', 'attendance_failures', 'attendance_logins', 'attendance_refreshes',
			'attendances', 'attendance_events', 'chatwoot_events', 'chatwoot_links', 'erasures', 'identity_checks',
			'metric_totals']) and rows_of_person(c.relname) is not null
	loop
		execute format('select array_agg(distinct execution_id::text) from public.%I where (%s) and execution_id is not null', at_table, rows_of_person(at_table))
			into seen using p_ids, '{}'::uuid[], turn_ids;
		executions := executions || coalesce(seen, '{}');
	end loop;
	return found || jsonb_build_object('executions', coalesce((select jsonb_agg(distinct e) from unnest(executions) e), '[]'));
end $$;

-- What is to be deleted elsewhere by two looks: what the first one saw is not known any more.
create or replace function public.joined_targets(p_one jsonb, p_other jsonb) returns jsonb language sql immutable set search_path = public as $$
	select jsonb_object_agg(k, (select coalesce(jsonb_agg(distinct t), '[]') from jsonb_array_elements(coalesce(p_one -> k, '[]') || coalesce(p_other -> k, '[]')) t))
	from unnest(array['chatwoot', 'crm', 'executions']) k;
$$;

-- The lead stays as a figure under a pseudonym: its class, its state and its dates. Whatever else it has, also in columns that are yet to come, is taken out.
create or replace function public.pseudonymise_lead(p_ids text[], p_pseudonym text, p_now timestamptz) returns integer language plpgsql set search_path = public as $$
declare
	leads_of constant uuid[] := array(select id from leads where phone = any (p_ids));
	emptied text;
	changed integer;
begin
	select string_agg(format('%I = default', a.attname), ', ') into emptied from pg_attribute a
	where a.attrelid = 'public.leads'::regclass and a.attnum > 0 and not a.attisdropped and a.attname not in ('id', 'phone', 'uf', 'temperature',
		'temperature_updated_at', 'crm_sync_status', 'created_at', 'updated_at', 'opted_out_at', 'handed_off_at', 'anonymized_at');
	-- Two forms of one number may each have had a lead: only one of them can have the pseudonym.
	execute format('update public.leads set %s, anonymized_at = $2, updated_at = $2, phone = case id when $3[1] then $1 else $1 || ''-'' || id end where id = any ($3)', emptied)
		using p_pseudonym, p_now, leads_of;
	get diagnostics changed = row_count;
	update temperature_history set reason = null where lead_id = any (leads_of);
	-- What the trigger wrote of this very change has the old values.
	delete from audit_logs where entity_type in ('lead', 'orcamento', 'empresa') and entity_id = any (leads_of::text[]);
	return changed;
end $$;

-- What the law wants to be kept, without who it was: that somebody wants no messages (it still holds), and what they asked for.
create or replace function public.keep_law_rows(p_ids text[], p_subject text) returns jsonb language plpgsql set search_path = public as $$
declare
	stop opt_outs;
	requests integer;
	stops integer;
	one_person constant uuid := gen_random_uuid();
begin
	update lgpd_requests set phone = p_subject, words = '', note = null where phone = any (p_ids);
	get diagnostics requests = row_count;
	select * into stop from opt_outs where phone = any (p_ids) order by revoked_at is not null, opted_out_at limit 1;
	delete from opt_outs where phone = any (p_ids);
	get diagnostics stops = row_count;
	if stop.phone is not null then
		insert into opt_outs (phone, words, opted_out_at, revoked_at, person)
		select distinct person_hash(id), '', stop.opted_out_at, stop.revoked_at, one_person from unnest(p_ids) id
		on conflict (phone) do update set opted_out_at = excluded.opted_out_at, revoked_at = excluded.revoked_at, person = excluded.person;
	end if;
	return jsonb_build_object('lgpd_requests', requests, 'opt_outs', stops);
end $$;

-- Takes a person out of every table, by all their ids. Gives the rows of each table.
create or replace function public.erase_rows(p_ids text[], p_pseudonym text, p_subject text, p_now timestamptz) returns jsonb language plpgsql set search_path = public as $$
declare
	-- Newest first, so that what hangs on something goes before it. Those that have their own way are not in the loop.
	tables constant text[] := array['settings', 'integrations', 'outbox_claims', 'contact_ids', 'contact_joins', 'leads', 'sessions', 'session_history',
			'attendants', 'turns', 'inbox', 'conversations', 'outbox', 'waiting_questions', 'failovers', 'prices',
			'health_checks', 'prompts', 'turn_facts', 'temperature_history', 'products', 'product_interests', 'technical_questions',
			'opt_outs', 'lgpd_requests', 'audit_logs', 'onboardings', 'message_limits', 'open_hours', 'closed_days',
			'channel_pace', 'campaigns', 'campaign_contacts', 'silent_leads', 'follow_up_steps', 'promises', 'crm_links',
			'known_events', 'orcamentos', 'empresa', 'attendance_failures', 'attendance_logins', 'attendance_refreshes',
			'attendances', 'attendance_events', 'chatwoot_events', 'chatwoot_links', 'erasures', 'identity_checks',
			'metric_totals'];
	apart constant text[] := array['leads', 'temperature_history', 'attendants', 'opt_outs', 'lgpd_requests', 'onboardings', 'campaign_contacts', 'contact_ids', 'audit_logs'];
	lead_ids constant uuid[] := array(select id from leads where phone = any (p_ids));
	turn_ids constant uuid[] := array(select id from turns where phone = any (p_ids));
	-- What most texts are told apart by at once.
	somewhere constant text[] := array(select '%' || i || '%' from unnest(p_ids) i);
	counts jsonb;
	gone integer;
	which text;
	told text[];
begin
	counts := keep_law_rows(p_ids, p_subject);
	-- An interest in a product of the catalogue is a figure; one in other words is theirs.
	update product_interests set phone = p_pseudonym where phone = any (p_ids) and product in (select name from products);
	get diagnostics gone = row_count;
	counts := counts || jsonb_build_object('product_interests', gone);
	-- What the team was told of them under another number, and what others were joined with.
	told := array(select idempotency_key from outbox where kind = 'notice' and phone <> all (p_ids) and payload::text like any (somewhere) and mentions(payload::text, p_ids));
	delete from outbox where idempotency_key = any (told || array(select way || ':' || t from unnest(told) t, unnest(array['notice_whatsapp', 'notice_slack', 'notice_chatwoot']) way));
	delete from known_events where key like any (somewhere) and mentions(key, p_ids);
	delete from contact_joins where from_key = any (p_ids) or to_key = any (p_ids);
	for at in reverse cardinality(tables) .. 1 loop
		which := rows_of_person(tables[at]);
		continue when which is null or tables[at] = any (apart);
		execute format('delete from public.%I where %s', tables[at], which) using p_ids, lead_ids, turn_ids;
		get diagnostics gone = row_count;
		counts := jsonb_set(counts, array[tables[at]], to_jsonb(coalesce((counts ->> tables[at])::integer, 0) + gone));
	end loop;
	counts := counts || jsonb_build_object('leads', pseudonymise_lead(p_ids, p_pseudonym, p_now));
	-- Where a user of a flow stands stays as a figure; what AtendeAqui tells of them again does not fill in the name.
	update onboardings set phone = '', name = '[apagado]', company = '', link = '' where phone = any (p_ids);
	get diagnostics gone = row_count;
	counts := counts || jsonb_build_object('onboardings', gone);
	-- The lines of campaigns stay as figures.
	select count(*) into gone from campaign_contacts where phone = any (p_ids);
	perform forget_in_campaigns(id) from unnest(p_ids) id;
	counts := counts || jsonb_build_object('campaign_contacts', gone);
	delete from contact_ids where key = any (p_ids) or value = any (p_ids);
	get diagnostics gone = row_count;
	return (select jsonb_object_agg(key, value) from jsonb_each(counts || jsonb_build_object('contact_ids', gone)) where value <> '0');
end $$;

-- Erases a person, all or nothing, under the protocol of their request; again under the same protocol it takes out what came since. `p_seen`: how it was
-- made sure who asks, where it was not by a code. What other systems have comes back as `targets`.
create or replace function public.erase_person(p_phone text, p_protocol text, p_by text, p_seen text default null, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	who constant text := key_of(p_phone);
	hashed constant text := person_hash(key_of(p_phone));
	proof text;
	ids text[];
	elsewhere jsonb;
	place constant text := newest_channel(key_of(p_phone));
	erased jsonb;
	e erasures;
begin
	if coalesce(p_protocol, '') = '' or coalesce(p_by, '') = '' then
		raise exception 'An erasure needs a protocol and who does it' using errcode = '22023';
	end if;
	-- Begun before under this protocol, by whoever was sure then: the check is gone with the rest.
	select k.identity into proof from erasures k where k.protocol = p_protocol and k.subject = hashed;
	proof := coalesce(proof, identity_of(who, p_seen, p_now));
	-- Nobody joins them, or writes under their key, meanwhile.
	perform pg_advisory_xact_lock(hashtext('public.joins'), 0);
	perform pg_advisory_xact_lock(hashtext('public.contacts'), hashtext(who));
	perform lock_person(who);
	ids := ids_of_person(who);
	elsewhere := traces_elsewhere(ids);
	erased := erase_rows(ids, 'anon_' || gen_random_uuid(), hashed, p_now);
	insert into erasures as k (protocol, subject, erased_at, erased_by, identity, channel, counts, targets)
	values (p_protocol, hashed, p_now, p_by, proof, place, coalesce(erased, '{}'), elsewhere)
	on conflict (protocol) do update set channel = coalesce(k.channel, excluded.channel), targets = case when k.finished_at is null then joined_targets(k.targets, excluded.targets) else k.targets end
	returning * into e;
	-- The protocol is a key of its own: it is nobody else's.
	if e.subject <> hashed then
		raise exception 'The protocol % is another person''s', p_protocol using errcode = '23505';
	end if;
	insert into audit_logs (logged_at, action, entity_type, entity_id, changed_by, metadata)
	values (p_now, 'DELETE', 'person', hashed, p_by, jsonb_build_object('protocol', p_protocol, 'identity', e.identity, 'rows', coalesce(erased, '{}')));
	return jsonb_build_object('erased', true, 'protocol', e.protocol, 'subject', hashed, 'ids', to_jsonb(ids), 'at', e.erased_at, 'counts', e.counts, 'targets', e.targets,
		'finished_at', e.finished_at);
end $$;

-- ══ 97-identity.sql ══
-- Whether who asks for somebody's data is that person: a code goes to their number, and who asks has to know it. Called by the Lead Store node's Send Code and Check Code.

create table if not exists public.identity_checks (
	phone text primary key,
	-- The hash alone, with the phone: the code itself is in the message.
	code text not null,
	sent_at timestamptz not null,
	expires_at timestamptz not null,
	attempts integer not null default 0,
	verified_at timestamptz,
	-- When codes were sent to them within the last day.
	sent timestamptz[] not null default '{}'
);
create index if not exists identity_checks_time on public.identity_checks (sent_at);

-- Sends a new code, of six digits, good for 15 minutes: three an hour and five a day at most, so that nobody is flooded by way of us. The one before is void.
create or replace function public.send_identity_code(p_phone text, p_by text, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	who constant text := key_of(p_phone);
	lately timestamptz[];
	digits text;
	place text := channel_for(who);
begin
	if id_kind(who) = 'chat' or is_trial(who) then
		return jsonb_build_object('sent', false, 'reason', 'no_person');
	end if;
	insert into identity_checks (phone, code, sent_at, expires_at) values (who, '', p_now, p_now) on conflict (phone) do nothing;
	select array(select t from unnest(c.sent) t where t > p_now - interval '1 day') into lately from identity_checks c where phone = who for update;
	if cardinality(lately) >= 5 or (select count(*) from unnest(lately) t where t > p_now - interval '1 hour') >= 3 then
		return jsonb_build_object('sent', false, 'reason', 'too_many_codes');
	end if;
	-- The first 32 bits of a random UUID are all random.
	digits := lpad((('x' || left(gen_random_uuid()::text, 8))::bit(32)::bigint % 1000000)::text, 6, '0');
	update identity_checks set code = person_hash(who || ':' || digits), sent_at = p_now, expires_at = p_now + interval '15 minutes', attempts = 0,
		verified_at = null, sent = lately || p_now where phone = who;
	-- The code before it is not sent any more.
	update outbox set status = 'discarded', error = 'newer_code', updated_at = p_now where phone = who and payload ->> 'origin' = 'law' and status = 'pending'
		and idempotency_key like 'identity:%';
	perform enqueue_outbox(jsonb_build_array(jsonb_build_object('key', 'identity:' || gen_random_uuid(), 'kind', 'whatsapp_text', 'channel', place, 'phone', who,
		'payload', jsonb_build_object('origin', 'law', 'purpose', 'reply', 'text', 'Seu código para o pedido sobre os seus dados é *' || digits
			|| '*. Ele vale por 15 minutos. Informe-o a quem está cuidando do pedido. Se você não pediu nada, ignore esta mensagem e não passe o código a ninguém.'))), p_now);
	insert into audit_logs (logged_at, action, entity_type, entity_id, changed_by, metadata)
	values (p_now, 'CREATE', 'identity_check', person_hash(who), p_by, jsonb_build_object('channel', place));
	return jsonb_build_object('sent', true, 'phone', who, 'channel', place, 'expires_at', p_now + interval '15 minutes');
end $$;

-- Whether that is the code. Five tries, then a new one is needed; a right one holds for an hour, as long as it takes to do what was asked.
create or replace function public.check_identity_code(p_phone text, p_code text, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	who constant text := key_of(p_phone);
	c identity_checks;
begin
	select * into c from identity_checks where phone = who for update;
	if c.phone is null or c.code = '' then
		return jsonb_build_object('verified', false, 'reason', 'no_code');
	end if;
	if c.verified_at is null and c.expires_at <= p_now then
		return jsonb_build_object('verified', false, 'reason', 'expired');
	end if;
	if c.attempts >= 5 then
		return jsonb_build_object('verified', false, 'reason', 'too_many_attempts');
	end if;
	if c.code <> person_hash(who || ':' || regexp_replace(coalesce(p_code, ''), '\D', '', 'g')) then
		update identity_checks set attempts = attempts + 1 where phone = who;
		return jsonb_build_object('verified', false, 'reason', case when c.attempts = 4 then 'too_many_attempts' else 'wrong_code' end, 'attempts_left', 4 - c.attempts);
	end if;
	update identity_checks set verified_at = coalesce(verified_at, p_now) where phone = who;
	return jsonb_build_object('verified', is_verified(who, p_now), 'phone', who) || case when is_verified(who, p_now) then '{}' else '{"reason": "expired"}' end::jsonb;
end $$;

create or replace function public.is_verified(p_phone text, p_now timestamptz default now()) returns boolean language sql stable set search_path = public as $$
	select exists (select from identity_checks where phone = (select key_of(p_phone)) and verified_at between p_now - interval '1 hour' and p_now);
$$;

-- How it was made sure who asks, or an error: the code, or what the person in charge saw instead (a document, a known address), in words that stand in the audit.
create or replace function public.identity_of(p_phone text, p_seen text, p_now timestamptz) returns text language plpgsql stable set search_path = public as $$
begin
	if is_verified(p_phone, p_now) then
		return 'code';
	end if;
	if length(btrim(coalesce(p_seen, ''))) < 5 then
		raise exception 'Nobody has shown yet that these are their data: send a code and check it, or say how you made sure' using errcode = '22023';
	end if;
	return btrim(p_seen);
end $$;

-- ══ 97-metrics.sql ══
-- Figures for Prometheus: counted where everything is, so that every process tells the same. Called by `GET /metrics` of the control API. No figure has a number, a name or
-- a channel in its labels: there are as many series with ten people as with ten thousand.

-- Counters up to the mark: what came before it is never counted again, however much there is of it.
create table if not exists public.metric_totals (
	name text not null,
	labels jsonb not null default '{}',
	value numeric not null,
	primary key (name, labels)
);

-- How many of some values are no larger than each bound, for a histogram (https://prometheus.io/docs/concepts/metric_types/#histogram).
create or replace function public.histogram_of(p_name text, p_labels jsonb, p_seconds numeric[], p_bounds numeric[])
returns table (name text, labels jsonb, value numeric) language sql immutable set search_path = public as $$
	select p_name || '_bucket', p_labels || jsonb_build_object('le', b::text), (select count(*) from unnest(p_seconds) s where s <= b) from unnest(p_bounds) b
	union all select p_name || '_bucket', p_labels || '{"le": "+Inf"}', cardinality(p_seconds)
	union all select p_name || '_count', p_labels, cardinality(p_seconds)
	union all select p_name || '_sum', p_labels, (select coalesce(sum(s), 0) from unnest(p_seconds) s);
$$;

-- Counts what no row tells of later, at once: a sync that has one row for good, what a vendor told of. Called last by whoever does it, or before anybody else waits for what
-- that holds. Of something tried out nothing is counted by its caller.
create or replace function public.counted(p_name text, p_labels jsonb) returns void language sql set search_path = public as $$
	insert into metric_totals as m (name, labels, value) values (p_name, p_labels, 1) on conflict (name, labels) do update set value = m.value + 1;
$$;

-- Counts how far messages of ours got, each step once and whichever is told first: who read it, got it. That it could not be delivered is no step, and stays counted where it
-- arrived all the same; another try is another message. `p_told`: of each message provider, before and told; is_trial counts nothing. Called last by settle_status and
-- settle_statuses, and always from the first provider and step to the last: two of them never wait for each other.
create or replace function public.counted_receipts(p_told jsonb) returns void language sql set search_path = public as $$
	insert into metric_totals as m (name, labels, value)
	select 'message_receipts_total', jsonb_build_object('provider', t.provider, 'status', step), count(*)
	from jsonb_to_recordset(p_told) as t (provider text, before text, told text, is_trial boolean) cross join unnest(array['sent', 'failed', 'delivered', 'read', 'played']) step
	where not t.is_trial and (step = t.told
		or (t.told <> 'failed' and step <> 'failed' and delivery_rank(step) between coalesce(delivery_rank(t.before), 0) + 1 and delivery_rank(t.told)))
	group by t.provider, step order by t.provider, delivery_rank(step)
	on conflict (name, labels) do update set value = m.value + excluded.value;
$$;

-- What counts of a message, from what was told of it before to what is told now.
create or replace function public.receipt_counts(o public.outbox, p_before text, p_told text) returns jsonb language sql stable set search_path = public as $$
	select jsonb_build_object('provider', coalesce(o.provider, provider_of(o.channel, o.phone), 'unknown'), 'before', p_before, 'told', p_told, 'is_trial', is_trial(o.channel));
$$;

-- What turns counted between two marks (`turn`: time of the claim; `outbox` and `inbox`: ids). Trials are nobody's.
create or replace function public.turn_counts(p_from jsonb, p_to jsonb)
returns table (name text, labels jsonb, value numeric) language sql stable set search_path = public as $$
	with f as materialized (
		select f.*, coalesce(f.message_kind, 'unknown') as message_type from turn_facts f join turns t on t.id = f.turn_id
		where f.created_at >= (p_from ->> 'turn')::timestamptz and f.created_at < (p_to ->> 'turn')::timestamptz and not is_trial(t.channel)
	), calls as materialized (
		select c ->> 'model' as model, c from f cross join lateral jsonb_array_elements(coalesce(f.facts -> 'calls', '[]')) c
	)
	select 'agent_messages_total', jsonb_build_object('message_type', message_type,
		'status', case spoke when 'fallback' then 'error' when 'nobody' then 'silent' else 'success' end), count(*) from f group by 2
	union all select 'chatbot_responses_total', jsonb_build_object('speaker', spoke), count(*) from f where spoke <> 'nobody' group by 2
	union all select 'bot_escalations_total', jsonb_build_object('reason', handover), count(*) from f where handover is not null group by 2
	union all select 'replies_held_total', jsonb_build_object('rule', l ->> 'rule'), count(*)
		from f cross join lateral jsonb_array_elements(coalesce(f.facts -> 'drafts', '[]')) d cross join lateral jsonb_array_elements(coalesce(d -> 'refused', '[]')) l group by 2
	union all select 'ai_requests_total', jsonb_build_object('model', model, 'status', case when c ? 'failure' then 'error' else 'success' end), count(*) from calls group by 2
	union all select 'ai_tokens_total', jsonb_build_object('model', model, 'direction', d.direction), sum(whole_of(c -> d.given))
		from calls cross join (values ('input', 'tokens_in'), ('output', 'tokens_out')) as d (direction, given) where whole_of(c -> d.given) > 0 group by 2
	union all select h.* from (select message_type, array_agg(thought_ms / 1000.0) as seconds from f where spoke <> 'nobody' and thought_ms is not null group by 1) g
		cross join lateral histogram_of('agent_processing_duration_seconds', jsonb_build_object('message_type', g.message_type), g.seconds, array[0.5, 1, 2, 5, 10, 30, 60]) h
	union all select h.* from (select array_agg(replied_ms / 1000.0) as seconds from f where is_first and replied_ms is not null having count(*) > 0) g
		cross join lateral histogram_of('first_response_time_seconds', '{}', g.seconds, array[5, 10, 15, 20, 30, 60, 120, 300, 900, 3600]) h
	union all select h.* from (select array_agg(waited_ms / 1000.0) as seconds from f where spoke <> 'nobody' and waited_ms is not null having count(*) > 0) g
		cross join lateral histogram_of('turn_waiting_duration_seconds', '{}', g.seconds, array[5, 10, 15, 20, 30, 60, 300, 900]) h
	union all select h.* from (select coalesce(provider, 'unknown') as provider, array_agg(sent_ms / 1000.0) as seconds from f where parts > 0 and sent_ms is not null group by 1) g
		cross join lateral histogram_of('reply_sending_duration_seconds', jsonb_build_object('provider', g.provider), g.seconds, array[0.5, 1, 2, 5, 10, 30, 60]) h
	union all select h.* from (select model, array_agg(whole_of(c -> 'ms') / 1000.0) as seconds from calls where whole_of(c -> 'ms') is not null group by 1) g
		cross join lateral histogram_of('integration_request_duration_seconds', jsonb_build_object('integration', 'model', 'operation', g.model), g.seconds,
			array[0.1, 0.5, 1, 2, 5, 10, 30, 60]) h;
$$;

-- The same of messages that came in, and of what was to be done.
create or replace function public.traffic_counts(p_from jsonb, p_to jsonb)
returns table (name text, labels jsonb, value numeric) language sql stable set search_path = public as $$
	select 'webhook_events_total', jsonb_build_object('webhook_type', provider, 'event_type', kind, 'status', case status when 'failed' then 'error' else 'success' end), count(*)
	from inbox where id > (p_from ->> 'inbox')::bigint and id <= (p_to ->> 'inbox')::bigint and not is_trial(channel) group by 2
	union all
	select 'messages_sent_total', jsonb_build_object('provider', coalesce(provider, 'unknown'), 'speaker', case when payload ->> 'speaker' = 'human' then 'human'
		when turn_id is not null then 'agent' else 'system' end, 'status', status), count(*)
	from outbox where id > (p_from ->> 'outbox')::bigint and id <= (p_to ->> 'outbox')::bigint and kind = 'whatsapp_text'
		and status in ('sent', 'failed', 'uncertain') and not is_trial(channel) group by 2
	union all
	-- What people do in Chatwoot, each event once.
	select 'webhook_events_total', jsonb_build_object('webhook_type', 'chatwoot', 'event_type', case when number is null then 'change' else 'message' end, 'status', 'success'), count(*)
	from chatwoot_events where handled_at >= (p_from ->> 'turn')::timestamptz and handled_at < (p_to ->> 'turn')::timestamptz and not is_trial(channel) group by 2
	union all
	-- A sync with the CRM has one row for good, however often it is done: it is counted when it is done.
	select 'integration_requests_total', jsonb_build_object('integration', case when kind like '%chatwoot%' then 'chatwoot' when kind like '%slack%' then 'slack'
		else coalesce(provider, 'whatsapp') end, 'operation', kind, 'status', case status when 'sent' then 'success' else 'error' end), count(*)
	from outbox where id > (p_from ->> 'outbox')::bigint and id <= (p_to ->> 'outbox')::bigint and kind <> 'crm_sync'
		and status in ('sent', 'failed', 'uncertain') and not is_trial(channel) group by 2;
$$;

-- How it stands now; from partial indexes and the conversations of the last day, however many there ever were.
create or replace function public.standing_counts(p_now timestamptz)
returns table (name text, labels jsonb, value numeric) language sql stable set search_path = public as $$
	with active as (select mode, count(*) as n from sessions where updated_at > p_now - interval '1 day' and not is_trial(channel) group by 1)
	select 'conversations_active_total', '{}'::jsonb, coalesce(sum(n), 0) from active
	union all select 'conversations_by_state', jsonb_build_object('state', mode), n from active
	union all select 'outbox_waiting', jsonb_build_object('operation', kind), count(*) from outbox where status in ('pending', 'queued') and not is_trial(channel) group by 2
	union all select 'outbox_oldest_seconds', '{}', coalesce(greatest(extract(epoch from p_now - min(next_attempt_at)), 0), 0)
		from outbox where status in ('pending', 'queued') and not is_trial(channel)
	union all select 'messages_waiting', '{}', count(*) from inbox where status = 'waiting' and not is_trial(channel)
	union all select 'messages_given_up', '{}', count(*) from inbox where status = 'failed' and not is_trial(channel)
	union all select 'turns_unfinished', '{}', count(*) from turns where status in ('open', 'confirmed') and not is_trial(channel)
	union all select 'integration_up', jsonb_build_object('integration', split_part(c.name, ' ', 1)), min(case when outcome in ('ok', 'degraded') then 1 else 0 end)
		from health_checks c where checked_at > p_now - interval '10 minutes' group by 2
	union all select 'lgpd_requests_open', jsonb_build_object('overdue', (due_at < p_now)::text), count(*) from lgpd_requests where status = 'open' group by 2
	union all select 'agent_enabled', '{}', case when s.value = 'false' then 0 else 1 end from settings s where key = 'agent_enabled';
$$;

-- Everything, as a list of {name, labels, value}. What is older than three hours is settled and goes into the totals, once an hour: a question reads what came since, and no
-- more. Counting begins a day before the first question. Whoever is erased within those hours is not counted any more.
create or replace function public.metrics(p_now timestamptz default now()) returns jsonb language plpgsql set search_path = public as $$
declare
	settled constant timestamptz := date_trunc('hour', p_now - interval '3 hours');
	last constant jsonb := jsonb_build_object('turn', 'infinity', 'outbox', 9223372036854775807, 'inbox', 9223372036854775807);
	mark jsonb;
	onward jsonb;
begin
	insert into settings (key, value, updated_at) values ('metrics_mark', jsonb_build_object('turn', p_now - interval '1 day',
		'outbox', coalesce((select id from outbox where created_at < p_now - interval '1 day' order by id desc limit 1), 0),
		'inbox', coalesce((select id from inbox where received_at < p_now - interval '1 day' order by id desc limit 1), 0)), p_now)
	on conflict (key) do nothing;
	select value into mark from settings where key = 'metrics_mark' for update;
	if (mark ->> 'turn')::timestamptz < settled then
		onward := jsonb_build_object('turn', settled,
			'outbox', coalesce((select max(id) from outbox where id > (mark ->> 'outbox')::bigint and created_at < settled), (mark ->> 'outbox')::bigint),
			'inbox', coalesce((select max(id) from inbox where id > (mark ->> 'inbox')::bigint and received_at < settled), (mark ->> 'inbox')::bigint));
		insert into metric_totals as m (name, labels, value)
		select c.name, c.labels, sum(c.value) from (select * from turn_counts(mark, onward) union all select * from traffic_counts(mark, onward)) c group by 1, 2
		on conflict (name, labels) do update set value = m.value + excluded.value;
		update settings set value = onward, updated_at = p_now where key = 'metrics_mark';
		mark := onward;
	end if;
	return (select coalesce(jsonb_agg(jsonb_build_object('name', name, 'labels', labels, 'value', value) order by name, labels), '[]') from (
		select c.name, c.labels, sum(c.value) as value
		from (select * from metric_totals union all select * from turn_counts(mark, last) union all select * from traffic_counts(mark, last)) c group by 1, 2
		union all select * from standing_counts(p_now)) figures);
end $$;

-- ══ 97-queue.sql ══
-- What waits to be done, and for how long. Called by Get Queue Status.

-- By kind of effect, from the partial indexes of what is not done yet, however much ever was; and the customers' messages that wait or were given up. Trials are nobody's.
create or replace function public.queue_status(p_channel text default null, p_now timestamptz default now())
returns jsonb language sql stable set search_path = public as $$
	with open as (
		select kind, status, next_attempt_at, attempts from outbox where status in ('pending', 'queued') and is_channel_of(p_channel, channel)
		union all select kind, status, next_attempt_at, attempts from outbox where status = 'sending' and is_channel_of(p_channel, channel)
		union all select kind, status, next_attempt_at, attempts from outbox where status = 'uncertain' and is_channel_of(p_channel, channel)
	), kinds as (
		select kind, count(*) filter (where status in ('pending', 'queued')) as waiting,
			count(*) filter (where status in ('pending', 'queued') and next_attempt_at <= p_now) as due,
			count(*) filter (where status in ('pending', 'queued') and attempts > 0) as tried, count(*) filter (where status = 'sending') as under_way,
			count(*) filter (where status = 'uncertain') as uncertain,
			round(extract(epoch from p_now - min(next_attempt_at) filter (where status in ('pending', 'queued') and next_attempt_at <= p_now))) as oldest_due_seconds
		from open group by 1
	)
	select jsonb_build_object(
		'effects', (select coalesce(jsonb_agg(to_jsonb(k) order by kind), '[]') from kinds k),
		'messages_waiting', (select count(*) from inbox where status = 'waiting' and is_channel_of(p_channel, channel)),
		'messages_given_up', (select count(*) from inbox where status = 'failed' and is_channel_of(p_channel, channel)));
$$;

-- ══ 97-report.sql ══
-- Figures for the operator: how fast, how far the agent comes by itself, what becomes of the leads, and what it costs. Called by Report; the view is for whoever reads the
-- database directly.

-- Costs side by side: {amounts, unknown} of several things as one.
create or replace function public.costs_together(p_costs jsonb[]) returns jsonb language sql immutable set search_path = public as $$
	select jsonb_build_object(
		'amounts', coalesce((select jsonb_object_agg(currency, amount) from (
			select a.key as currency, sum(a.value::numeric) as amount from unnest(p_costs) c cross join lateral jsonb_each_text(coalesce(c -> 'amounts', '{}')) a group by 1) m), '{}'),
		'unknown', (select coalesce(sum((c ->> 'unknown')::integer), 0) from unnest(p_costs) c));
$$;

-- The conversations of a period. A conversation is what a person and we said to each other on one number and one day, in Brazil: whoever comes back tomorrow has another one.
create or replace function public.kpi_conversations(p_from timestamptz, p_until timestamptz, p_channel text default null)
returns table (
	day date, channel text, phone text, prompt text, first_reply_ms integer, turns integer, replies integer, alone boolean, handed_over boolean,
	handover_reason text, held integer, temperature text, qualified boolean, deal_id bigint, won boolean, costs jsonb
) language sql stable set search_path = public as $$
	with f as materialized (
		select t.channel, t.phone, (f.created_at at time zone 'America/Sao_Paulo')::date as day, f.*
		from turn_facts f join turns t on t.id = f.turn_id
		where f.created_at >= p_from and f.created_at < p_until and is_channel_of(p_channel, t.channel)
	), c as materialized (
		select channel, phone, day, min(created_at) as began,
			(array_agg(prompt order by created_at) filter (where prompt is not null))[1] as prompt,
			(array_agg(replied_ms order by created_at) filter (where replied_ms is not null))[1] as first_reply_ms,
			count(*)::integer as turns, (count(*) filter (where parts > 0))::integer as replies,
			(array_agg(handover order by created_at) filter (where handover is not null))[1] as handover,
			sum(held)::integer as held, (array_agg(temperature order by created_at desc) filter (where temperature is not null))[1] as temperature
		from f group by 1, 2, 3
	), bounds as (
		select c.*, day::timestamp at time zone 'America/Sao_Paulo' as opens, (day + 1)::timestamp at time zone 'America/Sao_Paulo' as closes from c
	), told as (
		select b.*, coalesce(b.handover, h.reason) as reason, h.reason is not null or b.handover is not null as handed, exists (
			select from conversations w where w.lead_phone = b.phone and w.channel = b.channel and w.role = 'human' and w.sent_at >= b.opens and w.sent_at < b.closes) as people
		from bounds b left join lateral (
			select case s.type when 'escalation' then coalesce(s.reason, 'pediu_humano') else 'took_over' end as reason from session_history s
			where s.channel = b.channel and s.phone = b.phone and s.at >= b.opens and s.at < b.closes
				and (s.type = 'escalation' or (s.type = 'mode_changed' and s.to_mode = 'human'))
			order by s.type <> 'escalation', s.id limit 1) h on true
	), used as materialized (
		-- What was asked of models, in the units of their prices; of each model and day the price is looked up once.
		select f.channel, f.phone, f.day, k.kind, coalesce(e ->> 'model', '') as model, whole_of(e -> k.given) / k.unit as units
		from f cross join lateral jsonb_array_elements(coalesce(f.facts -> 'calls', '[]')) e
		cross join (values ('model_input', 'tokens_in', 1000000.0), ('model_output', 'tokens_out', 1000000.0), ('model_audio', 'seconds', 60.0)) as k (kind, given, unit)
		where whole_of(e -> k.given) > 0
	), tariff as materialized (
		select u.kind, u.model, u.day, p.price, p.currency from (select distinct kind, model, day from used) u
		cross join lateral model_price(u.kind, u.model, u.day::timestamp at time zone 'America/Sao_Paulo') p
	), paid as materialized (
		select m.channel, m.phone, (m.began_at at time zone 'America/Sao_Paulo')::date as day, is_billed(m.pricing) as billed,
			message_price(p.list, m.pricing ->> 'category', m.phone, m.began_at) as price
		from outbox m cross join (select message_prices() as list) p
		where m.provider = 'whatsapp_cloud' and m.status in ('sent', 'uncertain') and m.delivery is distinct from 'failed' and m.provider_message_id is not null
			and m.began_at >= p_from - interval '1 day' and m.began_at < p_until + interval '1 day'
	), money as (
		select channel, phone, day, currency, sum(amount) as amount, sum(unknown) as unknown from (
			select u.channel, u.phone, u.day, r.currency, u.units * r.price as amount, (r.price is null)::integer as unknown from used u join tariff r using (kind, model, day)
			union all
			select channel, phone, day, case when billed then price ->> 'currency' end, case when billed then (price ->> 'price')::numeric end,
				(billed is null or (billed and price is null))::integer from paid) each group by 1, 2, 3, 4
	), spent as (
		select channel, phone, day, jsonb_build_object('amounts', coalesce(jsonb_object_agg(currency, amount) filter (where currency is not null), '{}'),
			'unknown', sum(unknown)) as costs from money group by 1, 2, 3
	)
	select o.day, o.channel, o.phone, o.prompt, o.first_reply_ms, o.turns, o.replies, o.replies > 0 and not o.handed and not o.people, o.handed, o.reason, o.held,
		coalesce(o.temperature, l.temperature), coalesce(crm_wants(l, 'hotWarm'), false), k.deal_id,
		exists (select from session_history s where s.phone = o.phone and s.channel = o.channel and s.type = 'crm_deal' and s.reason = 'won' and s.at >= o.opens),
		coalesce(s.costs, '{"amounts": {}, "unknown": 0}')
	from told o left join leads l on l.phone = o.phone left join crm_links k on k.phone = o.phone
		left join spent s on s.channel = o.channel and s.phone = o.phone and s.day = o.day;
$$;

-- The report of a period, as a whole and by `p_by` (day, channel or prompt; null: the whole alone). Shares are of the conversations; a figure of which nothing is known is null.
create or replace function public.report(p_from timestamptz, p_until timestamptz, p_by text default null, p_channel text default null)
returns jsonb language sql stable set search_path = public as $$
	with c as materialized (
		select k.*, case p_by when 'day' then k.day::text when 'channel' then k.channel when 'prompt' then coalesce(k.prompt, '') end as key
		from kpi_conversations(p_from, p_until, p_channel) k
	), reasons as (
		select key, grouping(key) as whole, coalesce(handover_reason, '') as reason, count(*) as n from c where handed_over group by grouping sets ((reason), (key, reason))
	), whys as (
		select key, whole, jsonb_object_agg(reason, n) as reasons from reasons group by 1, 2
	), figures as (
		select key, grouping(key) as whole, count(*) as conversations, sum(turns) as turns, sum(replies) as replies,
			percentile_cont(array[0.5, 0.95]) within group (order by first_reply_ms) as first_reply,
			count(*) filter (where alone) as alone, count(*) filter (where handed_over) as handed, count(*) filter (where qualified) as qualified,
			count(*) filter (where temperature = 'hot') as hot, count(*) filter (where temperature = 'warm') as warm, count(*) filter (where temperature = 'cold') as cold,
			count(distinct deal_id) as deals, count(distinct deal_id) filter (where won) as won, sum(held) as held, costs_together(array_agg(costs)) as costs
		from c group by grouping sets ((), (key))
	), told as (
		select f.key, f.whole, jsonb_build_object(
			'conversations', f.conversations, 'turns', coalesce(f.turns, 0), 'replies', coalesce(f.replies, 0),
			'first_reply_p50_ms', round(f.first_reply[1]), 'first_reply_p95_ms', round(f.first_reply[2]),
			'alone', f.alone, 'alone_share', round(f.alone / nullif(f.conversations, 0)::numeric, 4),
			'handed_over', f.handed, 'handed_over_share', round(f.handed / nullif(f.conversations, 0)::numeric, 4), 'handed_over_why', coalesce(w.reasons, '{}'),
			'qualified', f.qualified, 'qualified_share', round(f.qualified / nullif(f.conversations, 0)::numeric, 4),
			'by_temperature', jsonb_build_object('hot', f.hot, 'warm', f.warm, 'cold', f.cold, 'none', f.conversations - f.hot - f.warm - f.cold),
			'deals_opened', f.deals, 'deals_won', f.won, 'drafts_held', coalesce(f.held, 0),
			'cost', f.costs -> 'amounts', 'cost_unknown', f.costs -> 'unknown',
			'cost_per_conversation', (select coalesce(jsonb_object_agg(a.key, round(a.value::numeric / nullif(f.conversations, 0), 6)), '{}') from jsonb_each_text(f.costs -> 'amounts') a),
			'cost_per_won_deal', case when f.won > 0 then
				(select coalesce(jsonb_object_agg(a.key, round(a.value::numeric / f.won, 6)), '{}') from jsonb_each_text(f.costs -> 'amounts') a) end) as figures
		from figures f left join whys w on w.whole = f.whole and w.key is not distinct from f.key
	)
	select jsonb_build_object('from', p_from, 'until', p_until, 'by', p_by, 'total', (select figures from told where whole = 1),
		'groups', case when p_by is null then '[]' else
			coalesce((select jsonb_agg(jsonb_build_object('key', key) || figures order by key) from told where whole = 0), '[]') end);
$$;

-- Tells the team of a day, once: over the channel of the newest conversation, as every notice goes. Returns whether it was told now.
create or replace function public.tell_of_day(p_day date, p_text text, p_channel text default null, p_now timestamptz default now())
returns boolean language sql set search_path = public as $$
	select enqueue_outbox(jsonb_build_array(jsonb_build_object('key', concat_ws(':', 'daily_summary', p_channel, p_day), 'kind', 'notice',
		'channel', channel_for('', p_channel), 'phone', '', 'payload', jsonb_build_object('kind', 'daily_summary', 'phone', '', 'summary', p_text))), p_now) <> '[]';
$$;

-- Of the last thirty days, a row each with its number and its instructions. Nobody but the service role reads it.
drop view if exists public.kpi_days;
create view public.kpi_days with (security_invoker = true) as
	select day, channel, prompt, count(*) as conversations, percentile_cont(0.5) within group (order by first_reply_ms) as first_reply_p50_ms,
		percentile_cont(0.95) within group (order by first_reply_ms) as first_reply_p95_ms, count(*) filter (where alone) as alone,
		count(*) filter (where handed_over) as handed_over, count(*) filter (where qualified) as qualified, count(distinct deal_id) as deals_opened,
		count(distinct deal_id) filter (where won) as deals_won, sum(held) as drafts_held, costs_together(array_agg(costs)) as costs
	from public.kpi_conversations(now() - interval '30 days', now()) group by 1, 2, 3;
revoke all on public.kpi_days from PUBLIC, anon, authenticated;
grant select on public.kpi_days to service_role;

-- ══ 97-why.sql ══
-- Why a turn said what it said: all that is known of it, for a person to read and for a program to play it again. Called by Why Did It Say That.

-- The turn that is meant: by its id; by a message of the customer's or of ours; or the newest of a person that had begun by a time.
create or replace function public.turn_meant(p_turn_id uuid, p_message_id text, p_channel text, p_phone text, p_at timestamptz)
returns uuid language sql stable set search_path = public as $$
	-- A message's id is known within its provider and number: a jump to each of them.
	with recursive place (provider, channel) as (
		(select provider, channel from inbox where p_message_id is not null order by provider, channel limit 1)
		union all
		select n.provider, n.channel from place p cross join lateral (
			select i.provider, i.channel from inbox i where (i.provider, i.channel) > (p.provider, p.channel) order by i.provider, i.channel limit 1) n
	)
	select coalesce(
		(select id from turns where id = p_turn_id),
		(select o.turn_id from outbox o where o.provider_message_id = p_message_id and o.turn_id is not null order by o.id desc limit 1),
		(select i.turn_id from place p join inbox i on i.provider = p.provider and i.channel = p.channel and i.message_id = p_message_id
			where i.turn_id is not null order by i.id desc limit 1),
		(select t.id from turns t where p_at is not null and t.channel = any (case when p_channel is null then all_channels() else array[p_channel] end)
			and t.phone = key_of(p_phone) and t.created_at <= p_at order by t.created_at desc limit 1));
$$;

-- What went out in a turn, and what did not.
create or replace function public.said_in(p_turn public.turns) returns jsonb language sql stable set search_path = public as $$
	select coalesce(jsonb_agg(jsonb_build_object('text', coalesce(said_of(o), c.content), 'status', coalesce(c.status, o.status), 'sent_at', c.sent_at,
		'provider', o.provider, 'message_id', o.provider_message_id, 'delivery', o.delivery, 'error', o.error, 'pricing', o.pricing ->> 'category',
		'price', case when is_billed(o.pricing) then message_price(message_prices(), o.pricing ->> 'category', o.phone, o.began_at) end) order by o.id, c.id), '[]')
	from (select * from outbox where turn_id = p_turn.id) o
	full join (select * from conversations where lead_phone = p_turn.phone and channel = p_turn.channel and turn_id = p_turn.id and role = 'assistant') c
		on c.outbox_id = o.id;
$$;

-- The conversation as the turn found it: so many words before its own.
create or replace function public.history_before(p_turn public.turns, p_limit integer) returns jsonb language sql stable set search_path = public as $$
	select coalesce(jsonb_agg(jsonb_build_object('role', h.role, 'content', coalesce(h.for_model, h.content), 'sent_at', h.sent_at)
		|| case h.status when 'uncertain' then '{"uncertain": true}' else '{}' end::jsonb order by h.sent_at, h.id), '[]')
	from (
		select c.* from conversations c
		where c.lead_phone = p_turn.phone and c.channel = p_turn.channel and c.status in ('received', 'sent', 'uncertain') and c.sent_at <= p_turn.created_at
			and c.turn_id is distinct from p_turn.id and not coalesce(c.inbox_id = any (p_turn.messages), false)
		order by c.sent_at desc, c.id desc limit p_limit
	) h;
$$;

-- Everything of one turn. `found` is false where there is none like that.
create or replace function public.why_turn(
	p_turn_id uuid default null, p_message_id text default null, p_channel text default null, p_phone text default null, p_at timestamptz default null
) returns jsonb language plpgsql stable set search_path = public as $$
declare
	t turns;
	f turn_facts;
begin
	select * into t from turns where id = turn_meant(p_turn_id, p_message_id, p_channel, p_phone, p_at);
	if not found then
		return jsonb_build_object('found', false);
	end if;
	select * into f from turn_facts where turn_id = t.id;
	return jsonb_build_object('found', true, 'recorded', f.turn_id is not null,
		'turn', jsonb_build_object('turn_id', t.id, 'channel', t.channel, 'phone', t.phone, 'status', t.status, 'created_at', t.created_at, 'finished_at', t.finished_at,
			'given_back', t.reason),
		'facts', to_jsonb(f) - array['turn_id', 'created_at', 'facts'] || coalesce(f.facts, '{}'),
		'prompts', (select coalesce(jsonb_object_agg(hash, text), '{}') from prompts
			where hash = f.prompt or hash in (select c ->> 'prompt' from jsonb_array_elements(coalesce(f.facts -> 'calls', '[]')) c)),
		'asked', (select coalesce(jsonb_agg(jsonb_build_object('message_id', i.message_id, 'kind', i.kind, 'text', i.text, 'content', i.content, 'sent_at', i.sent_at,
			'received_at', i.received_at) order by i.sent_at, i.id), '[]') from inbox i where i.id = any (t.messages)),
		'said', said_in(t),
		'history', history_before(t, coalesce(whole_of(f.facts -> 'history'), 20)),
		'events', (select coalesce(jsonb_agg(jsonb_build_object('at', h.at, 'type', h.type, 'actor_type', h.actor_type, 'actor_id', h.actor_id, 'from_mode', h.from_mode,
			'to_mode', h.to_mode, 'reason', h.reason) order by h.id), '[]')
			from session_history h where h.channel = t.channel and h.phone = t.phone
				and h.at between t.created_at and coalesce(t.finished_at, t.lease_until)),
		'cost', calls_cost((select coalesce(jsonb_agg(c || jsonb_build_object('at', f.created_at)), '[]')
			from jsonb_array_elements(coalesce(f.facts -> 'calls', '[]')) c)));
end $$;

-- ══ 98-export.sql ══
-- What is kept of a person, for the person: everything to read, and a field to put right. Called by the Lead Store node's Export Person and Correct Person.

-- What opens doors and tells nothing of the person: addresses with n8n's signature, leases, codes.
create or replace function public.without_keys(p_row jsonb) returns jsonb language sql immutable set search_path = public as $$
	select p_row - array['resume_url', 'lease_token', 'lease_until', 'claim_key', 'saved_by', 'begun_by', 'handled_by', 'receipt', 'code', 'kept'];
$$;

-- All rows of a person in all tables, by table; and what other systems have of them, to be read there. Stands in the audit.
create or replace function public.export_person(p_phone text, p_by text, p_seen text default null, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	who constant text := key_of(p_phone);
	identity constant text := identity_of(p_phone, p_seen, p_now);
	ids constant text[] := ids_of_person(key_of(p_phone));
	lead_ids constant uuid[] := array(select id from leads where phone = any (ids));
	turn_ids constant uuid[] := array(select id from turns where phone = any (ids));
	exported jsonb := '{}';
	at_table text;
	rows_of jsonb;
begin
	foreach at_table in array array['settings', 'integrations', 'outbox_claims', 'contact_ids', 'contact_joins', 'leads', 'sessions', 'session_history',
			'attendants', 'turns', 'inbox', 'conversations', 'outbox', 'waiting_questions', 'failovers', 'prices',
			'health_checks', 'prompts', 'turn_facts', 'temperature_history', 'products', 'product_interests', 'technical_questions',
			'opt_outs', 'lgpd_requests', 'audit_logs', 'onboardings', 'message_limits', 'open_hours', 'closed_days',
			'channel_pace', 'campaigns', 'campaign_contacts', 'silent_leads', 'follow_up_steps', 'promises', 'crm_links',
			'known_events', 'orcamentos', 'empresa', 'attendance_failures', 'attendance_logins', 'attendance_refreshes',
			'attendances', 'attendance_events', 'chatwoot_events', 'chatwoot_links', 'erasures', 'identity_checks',
			'metric_totals'] loop
		continue when rows_of_person(at_table) is null or at_table = 'attendants';
		execute format('select jsonb_agg(without_keys(to_jsonb(t))) from public.%I t where %s', at_table, rows_of_person(at_table))
			into rows_of using ids, lead_ids, turn_ids;
		exported := exported || case when rows_of is not null then jsonb_build_object(at_table, rows_of) else '{}' end;
	end loop;
	exported := exported || jsonb_strip_nulls(jsonb_build_object(
		'contact_ids', (select jsonb_agg(to_jsonb(c)) from contact_ids c where c.key = any (ids)),
		'contact_joins', (select jsonb_agg(without_keys(to_jsonb(j))) from contact_joins j where j.to_key = any (ids) or j.from_key = any (ids)),
		'audit_logs', (select jsonb_agg(to_jsonb(a)) from audit_logs a
			where (a.entity_type in ('lead', 'orcamento', 'empresa') and a.entity_id = any (lead_ids::text[])) or a.entity_id = person_hash(who))));
	insert into audit_logs (logged_at, action, entity_type, entity_id, changed_by, metadata) values (p_now, 'API_CALL', 'person', person_hash(who), p_by,
		jsonb_build_object('operation', 'export', 'identity', identity));
	return jsonb_build_object('exported_at', p_now, 'phone', who, 'ids', to_jsonb(ids), 'found', exported <> '{}', 'tables', exported,
		'targets', traces_elsewhere(ids));
end $$;

-- Puts fields of a lead right, as the person asked (LGPD art. 18, III); null empties one. Who did it and the old values stand in the audit.
create or replace function public.correct_person(p_phone text, p_fields jsonb, p_by text, p_seen text default null, p_now timestamptz default now())
returns jsonb language plpgsql set search_path = public as $$
declare
	who constant text := key_of(p_phone);
	identity constant text := identity_of(p_phone, p_seen, p_now);
	allowed constant text[] := array['name', 'company', 'email', 'city', 'uf', 'cnpj', 'site', 'product', 'volume', 'daily_volume', 'urgency', 'segment', 'need',
		'knows_company', 'decision_maker'];
	was leads;
	field text;
begin
	select * into was from leads where phone = who for update;
	if not found then
		return jsonb_build_object('corrected', false, 'reason', 'unknown_phone');
	end if;
	perform set_config('atendeaqui.changed_by', p_by, true);
	perform set_config('atendeaqui.unmasked', 'on', true);
	for field in select jsonb_object_keys(p_fields) loop
		if field <> all (allowed) then
			raise exception 'There is no field "%" of a person that can be corrected', field using errcode = '22023';
		end if;
		execute format('update public.leads set %I = (jsonb_populate_record(null::public.leads, $1)).%I, updated_at = $2 where id = $3', field, field)
			using p_fields, p_now, was.id;
	end loop;
	perform set_config('atendeaqui.changed_by', '', true);
	perform set_config('atendeaqui.unmasked', '', true);
	insert into audit_logs (logged_at, action, entity_type, entity_id, changed_by, metadata) values (p_now, 'UPDATE', 'person', person_hash(who), p_by,
		jsonb_build_object('operation', 'correct', 'identity', identity, 'fields', (select jsonb_agg(k) from jsonb_object_keys(p_fields) k)));
	return jsonb_build_object('corrected', true, 'phone', who,
		'before', (select jsonb_object_agg(k, to_jsonb(was) -> k) from jsonb_object_keys(p_fields) k),
		'after', (select jsonb_object_agg(k, to_jsonb(l) -> k) from leads l, jsonb_object_keys(p_fields) k where l.id = was.id));
end $$;

-- ══ 98-receipt.sql ══
-- How an erasure ends: what became of it in other systems, a receipt for the person, and then nothing of that receipt either. Called by the Lead Store node's Finish
-- Erasure and Forget Receipts.

-- Notes what was done in other systems, closes the request, and sends the receipt where a text is given. The same call again adds nothing. What could not be done
-- stays open (`targets`), so that it is tried once more.
create or replace function public.finish_erasure(
	p_protocol text, p_steps jsonb, p_left jsonb default '{}', p_phone text default null, p_text text default null, p_now timestamptz default now()
) returns jsonb language plpgsql set search_path = public as $$
declare
	e erasures;
	told jsonb := '[]';
begin
	select * into e from erasures where protocol = p_protocol for update;
	if not found then
		return jsonb_build_object('finished', false, 'reason', 'unknown_protocol');
	end if;
	update erasures set targets = p_left, finished_at = coalesce(finished_at, p_now),
		steps = coalesce((select jsonb_agg(s) from jsonb_array_elements(e.steps) s
			where not exists (select from jsonb_array_elements(p_steps) n where (n -> 'what', n -> 'where', n -> 'id') is not distinct from (s -> 'what', s -> 'where', s -> 'id'))), '[]')
			|| p_steps
	where protocol = p_protocol returning * into e;
	update lgpd_requests set status = 'done', note = 'Apagado: ' || p_protocol, closed_at = p_now where phone = e.subject and status = 'open' and kind in ('deletion', 'objection');
	if coalesce(p_text, '') <> '' and id_kind(key_of(p_phone)) <> 'chat' then
		-- Somebody else's number is told nothing.
		if person_hash(key_of(p_phone)) <> e.subject then
			raise exception 'The protocol % is another person''s', p_protocol using errcode = '23505';
		end if;
		told := enqueue_outbox(jsonb_build_array(jsonb_build_object('key', 'erasure:' || p_protocol, 'kind', 'whatsapp_text', 'channel', coalesce(e.channel, channel_for(p_phone)),
			'phone', p_phone, 'payload', jsonb_build_object('origin', 'law', 'purpose', 'reply', 'erasure', p_protocol, 'text', p_text))), p_now);
	end if;
	return to_jsonb(e) || jsonb_build_object('finished', true, 'receipt_queued', told <> '[]');
end $$;

create index if not exists outbox_receipts on public.outbox (id) where payload ? 'erasure';

-- A receipt tells a number, too: ten minutes after it went out (its echoes have come by then), or a day after it could not, it is gone with all that came of it. Of
-- whoever wrote to us since nothing else is touched: that is a new conversation. Some at a time. Returns how many.
create or replace function public.forget_receipts(p_now timestamptz default now()) returns integer language plpgsql set search_path = public as $$
declare
	o outbox;
	forgotten integer := 0;
begin
	for o in
		select * from outbox where payload ? 'erasure' and (created_at < p_now - interval '1 day'
			or (status in ('sent', 'failed', 'discarded', 'uncertain') and updated_at < p_now - interval '10 minutes'))
		order by id limit 20 for update skip locked
	loop
		if exists (select from sessions s where s.phone = key_of(o.phone)
			and s.last_customer_message > (select erased_at from erasures where protocol = o.payload ->> 'erasure'))
		then
			delete from conversations where outbox_id = o.id;
			delete from outbox where id = o.id;
		else
			perform erase_rows(ids_of_person(key_of(o.phone)), 'anon_' || gen_random_uuid(), person_hash(key_of(o.phone)), p_now);
		end if;
		forgotten := forgotten + 1;
	end loop;
	return forgotten;
end $$;

-- ══ 98-retention.sql ══
-- How long what is for. Called each night by the Lead Store node's Run Retention; off until somebody confirmed it, and what it would delete was counted before.

-- Days: messages and what was asked, 90; what a conversation remembers beside its words, 90; a lead without a sign of life, 365 (then it stays as a figure); effects that
-- are done, 7; audit, requests and erasures, five years. Opt-outs stay: they are to hold.
create or replace function public.retention_settings() returns jsonb language sql stable set search_path = public as $$
	select '{"messages_days": 90, "context_days": 90, "lead_days": 365, "outbox_days": 7, "audit_days": 1826}'::jsonb
		|| coalesce((select value from settings where key = 'retention'), '{}');
$$;

-- Each kind starts from what is due, in its order: as large as one night, not as the past.
create index if not exists conversations_old on public.conversations (sent_at);
create index if not exists inbox_old on public.inbox (received_at) where status in ('done', 'failed');
create index if not exists technical_questions_old on public.technical_questions (asked_at) where answered;
create index if not exists session_history_old on public.session_history (at);
create index if not exists turns_old on public.turns (created_at) where status not in ('open', 'confirmed');
create index if not exists sessions_remembering on public.sessions (updated_at) where mode = 'agent' and metadata <> '{}';
create index if not exists leads_remembering on public.leads (updated_at) where agent_state <> '{}';
create index if not exists outbox_old on public.outbox (updated_at) where status in ('sent', 'failed', 'discarded', 'uncertain') and payload <> '{}';
create index if not exists lgpd_requests_old on public.lgpd_requests (closed_at) where closed_at is not null;
create index if not exists erasures_old on public.erasures (finished_at) where finished_at is not null;
-- When a lead that says nothing was last found to have a conversation all the same.
alter table public.leads add column if not exists active_at timestamptz;
create index if not exists leads_old on public.leads (greatest(updated_at, active_at)) where anonymized_at is null;

-- The kinds: which rows are due before a moment (`%s`), in their order, and how many days.
create or replace function public.retention_kinds() returns table (kind text, days text, due text) language sql immutable set search_path = public as $$
	values
		('conversations', 'messages_days', 'select id from public.conversations where sent_at < $1 order by sent_at'),
		('inbox', 'messages_days', $q$select id from public.inbox where received_at < $1 and status in ('done', 'failed') order by received_at$q$),
		('technical_questions', 'messages_days', 'select id from public.technical_questions where asked_at < $1 and answered order by asked_at'),
		('turns', 'messages_days', $q$select id from public.turns where created_at < $1 and status not in ('open', 'confirmed') order by created_at$q$),
		('attendances', 'messages_days', 'select id from public.attendances where closed_at < $1 order by closed_at'),
		('session_history', 'context_days', 'select id from public.session_history where at < $1 order by at'),
		('identity_checks', 'outbox_days', 'select phone from public.identity_checks where sent_at < $1 order by sent_at'),
		('outbox', 'outbox_days', $q$select id from public.outbox where updated_at < $1 and status in ('sent', 'failed', 'discarded', 'uncertain') and payload <> '{}' order by updated_at$q$),
		('audit_logs', 'audit_days', 'select id from public.audit_logs where logged_at < $1 order by logged_at'),
		('follow_up_steps', 'messages_days', 'select id from public.follow_up_steps where queued_at < $1 order by queued_at'),
		('promises', 'messages_days', $q$select id from public.promises where promised_at < $1 and status in ('kept', 'over') order by promised_at$q$),
		('lgpd_requests', 'audit_days', 'select protocol from public.lgpd_requests where closed_at < $1 order by closed_at'),
		('erasures', 'audit_days', 'select protocol from public.erasures where finished_at < $1 order by finished_at'),
		('sessions', 'context_days', $q$select ctid from public.sessions where updated_at < $1 and mode = 'agent' and metadata <> '{}' order by updated_at$q$),
		('agent_state', 'context_days', $q$select id from public.leads where updated_at < $1 and agent_state <> '{}' order by updated_at$q$),
		('leads', 'lead_days', 'select id from public.leads where greatest(updated_at, active_at) < $1 and anonymized_at is null order by greatest(updated_at, active_at)');
$$;

create or replace function public.retention_cut(p_days text, p_now timestamptz) returns timestamptz language sql stable set search_path = public as $$
	-- In hours: a day is not longer where clocks are changed.
	select p_now - make_interval(hours => (retention_settings() ->> p_days)::integer * 24);
$$;

-- How many rows are due, of each kind, up to 10,000 of one: what a first night would delete.
create or replace function public.count_retention(p_now timestamptz default now()) returns jsonb language plpgsql stable set search_path = public as $$
declare
	k record;
	due integer;
	counted jsonb := '{}';
begin
	for k in select * from retention_kinds() loop
		execute format('select count(*) from (%s limit 10000) d', k.due) into due using retention_cut(k.days, p_now);
		counted := counted || jsonb_build_object(k.kind, due);
	end loop;
	return counted;
end $$;

-- Sets the days (those that are given) and turns retention on or off. On only once somebody saw what was counted.
create or replace function public.set_retention(p_days jsonb, p_on boolean, p_by text, p_now timestamptz default now()) returns jsonb language plpgsql set search_path = public as $$
declare
	was constant jsonb := retention_settings();
	d record;
begin
	for d in select * from jsonb_each(coalesce(p_days, '{}')) loop
		if d.key <> all (array['messages_days', 'context_days', 'lead_days', 'outbox_days', 'audit_days']) or jsonb_typeof(d.value) <> 'number'
			or (d.value::text)::numeric not between 1 and 36500 or (d.value::text)::numeric <> floor((d.value::text)::numeric)
		then
			raise exception 'Retention takes whole days from 1 to 36500, not % for "%"', d.value, d.key using errcode = '22023';
		end if;
	end loop;
	if p_on and not was ? 'counted_at' then
		return was || '{"changed": false, "reason": "count_first"}';
	end if;
	insert into settings (key, value, updated_at) values ('retention', was || coalesce(p_days, '{}')
		|| jsonb_build_object('confirmed_at', case when p_on then p_now end, 'confirmed_by', case when p_on then p_by end), p_now)
	on conflict (key) do update set value = excluded.value, updated_at = p_now;
	insert into audit_logs (logged_at, action, entity_type, entity_id, changed_by, changes)
	values (p_now, 'UPDATE', 'retention', 'settings', p_by, jsonb_build_object('before', was, 'after', retention_settings()));
	return retention_settings() || '{"changed": true}';
end $$;

-- One batch of one kind: deleted, or emptied of what tells who it was. Returns how many.
create or replace function public.retire(p_kind text, p_due text, p_before timestamptz, p_limit integer, p_now timestamptz) returns integer language plpgsql set search_path = public as $$
declare
	batch constant text := 'with due as materialized (' || p_due || ' limit $2 for update skip locked) ';
	done integer := 0;
	began constant timestamptz := clock_timestamp();
	figures integer;
	l leads;
begin
	case p_kind
		when 'sessions' then
			execute batch || 'update public.sessions s set metadata = ''{}'', version = s.version + 1 from due where s.ctid = due.ctid' using p_before, p_limit;
			get diagnostics done = row_count;
		when 'agent_state' then
			execute batch || 'update public.leads l set agent_state = ''{}'' from due where l.id = due.id' using p_before, p_limit;
			get diagnostics done = row_count;
		when 'outbox' then
			-- What Meta charges for stays as a figure: its category, its day and the country, and no person.
			execute batch || 'update public.outbox o set payload = ''{}'', phone = left(phone, 4), idempotency_key = ''old:'' || o.id, provider_message_id = ''old'', turn_id = null,
				provider_queue_id = null, error = null from due where o.id = due.id and o.pricing is not null' using p_before, p_limit;
			get diagnostics figures = row_count;
			execute batch || 'delete from public.outbox o using due where o.id = due.id and o.pricing is null' using p_before, p_limit;
			get diagnostics done = row_count;
			done := done + figures;
		when 'leads' then
			for l in execute 'select l.* from public.leads l join (' || p_due || ' limit $2) d on d.id = l.id for update of l skip locked' using p_before, least(p_limit, 100) loop
				-- Somebody who still asks for their data, is on their way through a flow, or with whom there is a conversation, is no one from long ago.
				if exists (select from sessions s where s.phone = l.phone and greatest(s.last_customer_message, s.last_agent_message, s.last_human_message) >= p_before)
					or exists (select from lgpd_requests r where r.phone = l.phone and r.status = 'open')
					or exists (select from onboardings o where o.phone = l.phone and o.phone <> '' and o.last_activity_at >= p_before)
				then
					update leads set active_at = p_now where id = l.id;
				else
					perform erase_rows(ids_of_person(l.phone), 'anon_' || gen_random_uuid(), person_hash(l.phone), p_now);
				end if;
				done := done + 1;
				-- Each is erased from every table: a call is over before anybody who waits for it gives up.
				exit when clock_timestamp() > began + interval '2 seconds';
			end loop;
		when 'identity_checks', 'lgpd_requests', 'erasures' then
			execute batch || format('delete from public.%1$I t using due where t.%2$I = due.%2$I', p_kind, case p_kind when 'identity_checks' then 'phone' else 'protocol' end)
				using p_before, p_limit;
			get diagnostics done = row_count;
		else
			execute batch || format('delete from public.%I t using due where t.id = due.id', p_kind) using p_before, p_limit;
			get diagnostics done = row_count;
	end case;
	return done;
end $$;

-- One batch of each kind; called again while there is more. While nobody confirmed it, it counts alone, so that a new version deletes nothing on its first night.
create or replace function public.run_retention(p_limit integer default 1000, p_now timestamptz default now()) returns jsonb language plpgsql set search_path = public as $$
declare
	k record;
	done integer;
	counts jsonb := '{}';
	is_more boolean := false;
begin
	if not pg_try_advisory_xact_lock(hashtext('public.retention'), 0) then
		return jsonb_build_object('ran', false, 'reason', 'running', 'more', false);
	end if;
	if retention_settings() ->> 'confirmed_at' is null then
		counts := count_retention(p_now);
		insert into settings (key, value, updated_at) values ('retention', retention_settings() || jsonb_build_object('counted_at', p_now, 'counted', counts), p_now)
		on conflict (key) do update set value = excluded.value, updated_at = p_now;
		return jsonb_build_object('ran', false, 'reason', 'not_confirmed', 'counted', counts, 'more', false, 'settings', retention_settings());
	end if;
	for k in select * from retention_kinds() loop
		done := retire(k.kind, k.due, retention_cut(k.days, p_now), p_limit, p_now);
		-- Of leads nobody knows how many one call has time for.
		is_more := is_more or done >= case k.kind when 'leads' then 1 else p_limit end;
		counts := counts || jsonb_build_object(k.kind, done);
	end loop;
	return jsonb_build_object('ran', true, 'done', counts, 'more', is_more);
end $$;

-- ══ 99-grants.sql ══
-- Who may do what: the service role alone reads, writes and calls. Tables and functions of others in this schema are left as they are: the two lists below
-- are filled in by the build with what the parts before this one make. Called by nobody.

do $$
declare
	name text;
begin
	foreach name in array array['settings', 'integrations', 'outbox_claims', 'contact_ids', 'contact_joins', 'leads', 'sessions', 'session_history',
			'attendants', 'turns', 'inbox', 'conversations', 'outbox', 'waiting_questions', 'failovers', 'prices',
			'health_checks', 'prompts', 'turn_facts', 'temperature_history', 'products', 'product_interests', 'technical_questions',
			'opt_outs', 'lgpd_requests', 'audit_logs', 'onboardings', 'message_limits', 'open_hours', 'closed_days',
			'channel_pace', 'campaigns', 'campaign_contacts', 'silent_leads', 'follow_up_steps', 'promises', 'crm_links',
			'known_events', 'orcamentos', 'empresa', 'attendance_failures', 'attendance_logins', 'attendance_refreshes',
			'attendances', 'attendance_events', 'chatwoot_events', 'chatwoot_links', 'erasures', 'identity_checks',
			'metric_totals'] loop
		execute format('alter table public.%I enable row level security', name);
		execute format('revoke all on public.%I from anon, authenticated', name);
		execute format('grant select, insert, update, delete on public.%I to service_role', name);
	end loop;
	-- A new Supabase project grants everybody the sequences behind identity columns too: who has one counts our rows, or moves it on.
	for name in
		select s.oid::regclass::text from pg_class s
		join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = s.oid and d.deptype in ('a', 'i')
		join pg_class t on t.oid = d.refobjid
		where s.relkind = 'S' and t.relnamespace = 'public'::regnamespace and t.relname in ('settings', 'integrations', 'outbox_claims', 'contact_ids', 'contact_joins', 'leads', 'sessions', 'session_history',
			'attendants', 'turns', 'inbox', 'conversations', 'outbox', 'waiting_questions', 'failovers', 'prices',
			'health_checks', 'prompts', 'turn_facts', 'temperature_history', 'products', 'product_interests', 'technical_questions',
			'opt_outs', 'lgpd_requests', 'audit_logs', 'onboardings', 'message_limits', 'open_hours', 'closed_days',
			'channel_pace', 'campaigns', 'campaign_contacts', 'silent_leads', 'follow_up_steps', 'promises', 'crm_links',
			'known_events', 'orcamentos', 'empresa', 'attendance_failures', 'attendance_logins', 'attendance_refreshes',
			'attendances', 'attendance_events', 'chatwoot_events', 'chatwoot_links', 'erasures', 'identity_checks',
			'metric_totals')
	loop
		execute format('revoke all on sequence %s from PUBLIC, anon, authenticated', name);
		execute format('grant usage, select on sequence %s to service_role', name);
	end loop;
	for name in
		select p.oid::regprocedure::text from pg_proc p
		where p.pronamespace = 'public'::regnamespace and p.proname in ('believable', 'moment_of', 'is_trial', 'switched_off', 'publish_page', 'unpublish_page', 'page_address',
			'switch_agent', 'take_back', 'note_integration', 'tell_of_integration', 'goes_on', 'down_integrations',
			'id_kind', 'key_of', 'same_phone', 'may_be_one', 'kept_apart', 'hold_key', 'ids_of', 'has_rows', 'resolve_contact',
			'forget_ids', 'as_person', 'company_of', 'quiet_seconds_of', 'team_phone_of', 'team_known', 'upsert_lead',
			'write_history', 'save_session', 'newest_channel', 'channel_for', 'guards_everywhere', 'is_guard', 'guard_of',
			'guard_told', 'lock_person', 'set_takeover_reach', 'read_session', 'guarded_by', 'list_sessions', 'read_history',
			'mode_rank', 'guards_more', 'merged_session', 'carry_epoch', 'leave_one_turn', 'move_sessions', 'watch_sessions',
			'open_question', 'drop_question', 'take_waiting_question', 'given_question', 'begin_answer', 'finish_answer',
			'same_text', 'settle_delivery', 'clock_behind', 'is_our_send', 'is_sending', 'look_again', 'received',
			'inbox_row', 'receive_message', 'reply_is_open', 'lock_conversation_of', 'open_turn', 'turn_details',
			'claim_turn', 'claim_due_turns', 'finish_turn', 'fence', 'fence_of', 'earlier_reply_waits', 'confirm_send',
			'confirmed_before', 'next_part', 'release_expired_turns', 'give_up', 'late_turn', 'give_turn_back', 'agent_goes_on',
			'retry_failed', 'learn', 'learn_apart', 'register_apart', 'words_of', 'came_at_once', 'machine_sign',
			'stop_at_machine', 'keep_unsaid', 'drop_rest', 'discard_parts', 'end_turn', 'said_of', 'note_text', 'leave_to_outbox',
			'record_part', 'team_writes', 'is_channel_of', 'due_conversations', 'next_turns', 'team_messages', 'team_decided',
			'hold_turns', 'let_go', 'give_back_held', 'turn_to_try', 'keep_deleted', 'mark_early_deletion', 'message_meant',
			'mirror_change', 'mirrored_words', 'change_message', 'correct_customers', 'replace_waiting', 'correct_ours',
			'await_deleted', 'take_back_deletion', 'delete_message', 'is_cut_off', 'note_failover', 'tell_of_failover',
			'begin_failover', 'begin_due_failovers', 'set_failover', 'fail_back', 'failover_told', 'get_failovers',
			'provider_of', 'note_provider', 'address_on', 'beyond_reach', 'way_of', 'route_of', 'address_of', 'words_by',
			'write_route', 'on_its_way', 'in_conversation', 'window_on', 'window_until', 'window_is_shut', 'purpose_of',
			'template_outside', 'window_told', 'note_templates', 'enqueue_outbox', 'tell_given_up', 'chat_moved_at',
			'effect_of', 'claim_outbox', 'held_for', 'finish_outbox', 'finished', 'other_form', 'retry_after', 'take_refusal',
			'is_held_back', 'failure_of', 'told_uncertain', 'uncertain_texts', 'chat_moved_on', 'settle_text', 'settle_uncertain',
			'copy_notices', 'was_refused_at_window', 'tell_window_closed', 'within_window', 'notice_within_window',
			'fault_of', 'integration_of', 'note_effect', 'note_model', 'note_connection', 'note_arrival', 'untold_integrations',
			'note_outage', 'note_claim', 'unclaimed_effect', 'look_at_outbox', 'replace_prices', 'set_message_prices',
			'set_model_prices', 'message_prices', 'model_price', 'told_model_prices', 'delivery_rank', 'outbox_of_status',
			'note_delivery', 'settle_status', 'is_plain_status', 'settle_statuses', 'note_undelivered', 'send_again',
			'message_price', 'is_billed', 'message_costs', 'note_health', 'health_facts', 'health_report', 'whole_of',
			'ms_between', 'note_facts', 'close_facts', 'calls_cost', 'model_costs', 'turn_rates', 'note_rates', 'register_findings',
			'requests_in', 'tell_of_law', 'tell_team', 'claim_handoff', 'hash_by', 'hash_secret', 'person_hash', 'ids_of_person',
			'delete_conversation', 'erased_opt_outs', 'has_opted_out', 'register_opt_out', 'revoke_opt_out', 'open_lgpd_request',
			'anonymize_person', 'audit_law', 'masked', 'masked_change', 'telling_words', 'audit_lead', 'leave_unanswered',
			'unanswered', 'reopen_unanswered', 'answers_elsewhere', 'answers_again', 'reopen_all', 'waiting_customers',
			'due_sessions', 'owe_answer', 'keep_trial_effect', 'forget_trials', 'begin_trial', 'trial_notices', 'company_for_turn',
			'company_told', 'save_products', 'save_company', 'note_setup', 'note_onboarding', 'register_onboarding',
			'nudge_candidates', 'queue_nudge', 'drop_onboarding_texts', 'limits_of', 'hours_channel', 'next_open',
			'set_message_rules', 'person_forbids', 'maybe_forbidden', 'talked_on', 'person_free_at', 'note_quality',
			'pace_left', 'number_waits', 'take_slot', 'is_spared', 'ask_gate', 'channel_holds', 'try_person', 'queue_unasked',
			'minute_full_until', 'unasked_stays', 'forget_in_campaigns', 'plan_campaign', 'order_campaign', 'campaign_leads',
			'campaign_was_refused', 'campaign_trouble', 'halt_campaign', 'outbox_lags', 'release_contact', 'release_campaigns',
			'text_fate', 'text_reason', 'note_campaign_text', 'sent_until', 'campaign_progress', 'campaign_results',
			'campaign_of', 'is_followed_up', 'note_follower', 'note_silence', 'wrote_since', 'deal_over', 'note_stance',
			'declined_since', 'silence_over', 'move_follow_ups', 'next_step', 'look_at_again', 'keep_step', 'follow_up_facts',
			'remind_team', 'look_at_silence', 'claim_follow_ups', 'queue_follow_up', 'note_follow_up_text', 'note_promise',
			'kept_at', 'tell_promise', 'check_promises', 'move_promises', 'follow_up_funnel', 'crm_wants', 'enqueue_crm_sync',
			'crm_policy', 'crm_follows_lead', 'claim_crm_syncs', 'crm_backoff', 'save_crm_sync', 'retry_crm_syncs',
			'claim_event', 'record_deal_event', 'await_crm', 'tell_of_crm', 'keep_quote', 'keep_company', 'follow_lead',
			'follow_deal', 'audit_record', 'utc_text', 'attendance_role', 'attendance_email', 'attendance_user', 'attendant_number',
			'list_attendance_users', 'read_attendance_user', 'create_attendance_user', 'change_attendance_user', 'attendance_secret',
			'try_attendance_login', 'begin_attendance_login', 'attendance_login_told', 'end_attendance_logins', 'end_attendance_login',
			'renew_attendance_login', 'attendance_user_of', 'priority_name', 'is_called_for', 'attendance_state',
			'attendance_priority', 'attendance_follows', 'end_quiet_attendances', 'attendance_hears', 'note_attendance',
			'count_in_attendance', 'rating_key', 'ask_rating', 'rating_in', 'rated_by', 'take_rating', 'close_attendance',
			'move_attendances', 'part_attendances', 'note_chatbot_turn', 'attendance_phone', 'attendance_summaries',
			'attendance_message', 'read_attendance', 'open_attendance', 'list_attendances', 'next_in_queue', 'say_as_attendant',
			'way_to_customer', 'company_midnight', 'attendance_team', 'attendance_queue', 'attendance_wait_each',
			'attendance_wait', 'attendance_places', 'attendance_queue_board', 'attendance_responses', 'attendance_agents_board',
			'attendance_metrics_board', 'attendance_listened', 'attendance_delivery', 'tell_word', 'tell_delivery',
			'tell_attendance', 'tell_typing', 'keep_attendance_events', 'attendance_event', 'attendance_news', 'link_chatwoot_conversation',
			'link_word', 'mirror_word', 'quote_of', 'claim_words', 'look_at_chatwoot_event', 'chatwoot_known_until',
			'answering', 'pairs_in_chatwoot', 'ask_for_merge', 'note_merge', 'part_chatwoot', 'handle_chatwoot_event',
			'tell_of_mirror', 'all_channels', 'kept_of_join', 'move_words', 'move_lead', 'move_wishes', 'move_contact',
			'finish_joins', 'join_contacts', 'key_by_id', 'find_person', 'part_follow_ups', 'last_to_write', 'part_silences',
			'part_campaign_lines', 'part_words', 'put_lead', 'part_leads', 'part_wishes', 'key_of_ids', 'link_ids',
			'note_preference', 'with_hands_of', 'parted_session', 'part_sessions', 'settle_parted', 'undo_join', 'mentions',
			'rows_of_person', 'traces_elsewhere', 'joined_targets', 'pseudonymise_lead', 'keep_law_rows', 'erase_rows',
			'erase_person', 'send_identity_code', 'check_identity_code', 'is_verified', 'identity_of', 'histogram_of',
			'counted', 'counted_receipts', 'receipt_counts', 'turn_counts', 'traffic_counts', 'standing_counts', 'metrics',
			'queue_status', 'costs_together', 'kpi_conversations', 'report', 'tell_of_day', 'turn_meant', 'said_in',
			'history_before', 'why_turn', 'without_keys', 'export_person', 'correct_person', 'finish_erasure', 'forget_receipts',
			'retention_settings', 'retention_kinds', 'retention_cut', 'count_retention', 'set_retention', 'retire',
			'run_retention')
	loop
		execute format('revoke all on function %s from PUBLIC, anon, authenticated', name);
		execute format('grant execute on function %s to service_role', name);
	end loop;
end $$;

commit;

notify pgrst, 'reload schema';
