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
