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
