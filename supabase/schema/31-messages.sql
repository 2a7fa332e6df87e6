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
