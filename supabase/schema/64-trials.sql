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
