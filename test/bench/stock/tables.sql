-- Where the pipeline of n8n's own nodes keeps what the product keeps: messages, history, replies.
create schema stock;
create table stock.buffer (
	id serial primary key,
	message_id text not null unique,
	phone text not null,
	name text,
	text text not null,
	answered boolean not null default false,
	received_at timestamptz not null default now()
);
create index on stock.buffer (phone) where not answered;
create table stock.history (
	id serial primary key,
	phone text not null,
	role text not null,
	content text not null,
	message_id text,
	created_at timestamptz not null default now()
);
create index on stock.history (phone, id);
