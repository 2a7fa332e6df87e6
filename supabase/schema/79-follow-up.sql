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
