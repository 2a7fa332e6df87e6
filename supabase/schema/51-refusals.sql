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
