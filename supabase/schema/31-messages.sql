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
create index if not exists turns_unfinished on public.turns (channel, phone) where status in ('open', 'confirmed');

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
create index if not exists inbox_waiting on public.inbox (channel, phone, id) where status = 'waiting';
create index if not exists inbox_customer on public.inbox (channel, phone, sent_at desc) where speaker = 'customer';
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
alter table public.outbox drop constraint if exists outbox_status_check;
alter table public.outbox add constraint outbox_status_check
	check (status in ('pending', 'queued', 'sending', 'sent', 'failed', 'uncertain', 'discarded'));
create index if not exists outbox_phone on public.outbox (channel, phone) where status in ('pending', 'queued', 'sending', 'uncertain');
create index if not exists outbox_message on public.outbox (provider_message_id) where provider_message_id is not null;
create index if not exists outbox_due on public.outbox (next_attempt_at) where status = 'pending';
create index if not exists outbox_turn on public.outbox (turn_id);

-- The text of the outbox that a message of the history is: it is written once, whoever learns what became of it.
alter table public.conversations add column if not exists outbox_id bigint references public.outbox (id) on delete set null;
create unique index if not exists conversations_outbox on public.conversations (outbox_id);
