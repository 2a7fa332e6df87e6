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
