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
