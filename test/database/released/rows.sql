-- Rows of a company that works with 0.2.0: every table has some, every column is filled in one of them. Triggers are off, so that each row is as written here.
set session_replication_role = replica;

insert into settings values ('agent_enabled', 'false', '2026-01-05T10:00:00Z') on conflict (key) do update set value = 'false', updated_at = excluded.updated_at;
insert into settings values ('crm_sync:inst1', '{"policy": "hotWarm"}', '2026-01-05T10:00:00Z'), ('chatwoot_known_until:7', '"2026-01-05T10:00:00Z"', '2026-01-05T10:00:00Z');

insert into leads (id, phone, whatsapp_name, name, company, email, city, uf, product, volume, urgency, segment, need, knows_company, temperature,
	temperature_reason, temperature_updated_at, crm_sync_status, created_at, updated_at, cnpj, daily_volume, site, decision_maker, custom_fields, agent_state,
	opted_out_at, handed_off_at, follow_up_at, anonymized_at) values
('a0000000-0000-4000-8000-000000000001', '5511900000001', 'Mari 💛', 'Marina d''Ávila', 'Padaria "Pão & Cia"', 'marina@example.com', 'São João', 'SP', 'forno',
	'100/dia', 'alta', 'padaria', 'assar mais', 'sim', 'hot', 'pediu proposta', '2026-01-05T10:00:00Z', 'synced', '2026-01-01T10:00:00.123456Z',
	'2026-01-05T10:00:00Z', '11222333000181', 400, 'https://example.com', 'a sócia', '{"lojas": 3, "obs": "linha\nnova"}', '{"question_streak": 2}',
	'2026-01-05T11:00:00Z', '2026-01-05T11:00:00Z', '2026-01-05T11:00:00Z', '2026-01-05T11:00:00Z'),
('a0000000-0000-4000-8000-000000000002', '5511900000002', null, '', null, null, null, null, null, null, null, null, null, null, null, null, null, 'not_synced',
	'2026-01-01T10:00:00Z', '2026-01-01T10:00:00Z', null, null, null, null, null, '{}', null, null, null, null);

-- A mode that the rules do not know: such rows are older than the constraint, and read as paused.
alter table sessions drop constraint sessions_mode_check;
insert into sessions (channel, phone, mode, human_attendant, human_since, last_customer_message, last_agent_message, last_human_message, last_human_activity,
	paused_at, paused_by, pause_reason, mode_epoch, version, metadata, created_at, updated_at, mode_since) values
('inst1', '5511900000001', 'human', 'ana', '2026-01-05T10:00:00Z', '2026-01-05T10:00:01Z', '2026-01-05T10:00:02Z', '2026-01-05T10:00:03Z',
	'2026-01-05T10:00:04Z', '2026-01-04T10:00:00Z', 'ana', 'manual', 7, 12, '{"crm_deal": {"deal_id": 9}}', '2026-01-01T10:00:00Z', '2026-01-05T10:00:05Z',
	'2026-01-05T10:00:00Z'),
('inst1', '5511900000002', 'agent', null, null, null, null, null, null, null, null, null, 1, 1, '{}', '2026-01-01T10:00:00Z', '2026-01-01T10:00:00Z', null),
('inst1', '5511900000003', 'handover', null, null, null, null, null, null, null, null, null, 1, 1, '{}', '2026-01-01T10:00:00Z', '2026-01-01T10:00:00Z', null);
insert into session_history (channel, phone, at, type, actor_type, actor_id, from_mode, to_mode, from_owner, to_owner, reason, message_id, epoch, execution_id, details)
values ('inst1', '5511900000001', '2026-01-05T10:00:00Z', 'mode_changed', 'human', 'ana', 'agent', 'human', 'bia', 'ana', 'typed', 'M1', 7, '42', '{"a": [1, null]}');
insert into attendants values ('ana@example.com', 'Ana', 'admin', repeat('a', 64), 'U1', '5511900000009', false, '2026-01-01T10:00:00Z', '2026-01-02T10:00:00Z');

insert into turns (id, channel, phone, status, lease_token, lease_until, created_at, finished_at, mode_epoch, canned) values
('b0000000-0000-4000-8000-000000000001', 'inst1', '5511900000001', 'confirmed', 'c0000000-0000-4000-8000-000000000001', '2026-01-05T10:01:30Z',
	'2026-01-05T10:00:00Z', '2026-01-05T10:00:20Z', 7, true);
insert into inbox (provider, channel, message_id, phone, send_to, name, kind, text, media, quoted, speaker, sent_at, received_at, status, turn_id, attempts) values
('zapi', 'inst1', 'M1', '5511900000001', '551190000001', 'Mari', 'image', 'olha \ só', '{"url": "https://example.com/a.jpg"}', 'M0', 'customer',
	'2026-01-05T10:00:00Z', '2026-01-05T10:00:01Z', 'claimed', 'b0000000-0000-4000-8000-000000000001', 3),
('zapi', 'inst1', 'M2', '5511900000002', '5511900000002', null, 'text', '', null, null, 'customer', '2026-01-05T10:00:00Z', '2026-01-05T10:00:01Z', 'waiting', null, 0);
insert into outbox (idempotency_key, kind, channel, phone, turn_id, payload, status, provider_message_id, provider_queue_id, error, attempts, next_attempt_at,
	created_at, updated_at, lease_token, lease_until, began_at) values
('b1:1', 'whatsapp_text', 'inst1', '5511900000001', 'b0000000-0000-4000-8000-000000000001', '{"text": "Olá!"}', 'uncertain', 'P1', 'Q1', 'worker died', 2,
	'2026-01-05T10:00:00Z', '2026-01-05T10:00:00Z', '2026-01-05T10:00:00Z', 'c0000000-0000-4000-8000-000000000002', '2026-01-05T10:01:00Z', '2026-01-05T10:00:30Z'),
('crm_sync:5511900000001', 'crm_sync', 'inst1', '5511900000001', null, '{}', 'pending', null, null, null, 0, '2026-01-05T10:00:00Z', '2026-01-05T10:00:00Z',
	'2026-01-05T10:00:00Z', null, null, null);
insert into conversations (channel, lead_phone, role, content, kind, status, message_id, inbox_id, turn_id, sent_at, outbox_id) values
('inst1', '5511900000001', 'user', 'olha só', 'image', 'received', 'M1', (select id from inbox where message_id = 'M1'),
	'b0000000-0000-4000-8000-000000000001', '2026-01-05T10:00:00Z', null),
('inst1', '5511900000001', 'assistant', 'Olá!', 'text', 'uncertain', null, null, null, '2026-01-05T10:00:10Z', (select id from outbox where idempotency_key = 'b1:1'));
insert into waiting_questions (channel, phone, resume_url, asked_at, expires_at)
values ('inst1', '5511900000002', 'https://n8n.example.com/w/1', '2026-01-05T10:00:00Z', '2026-01-06T10:00:00Z');

insert into temperature_history (lead_id, before, after, reason, changed_at)
values ('a0000000-0000-4000-8000-000000000001', 'warm', 'hot', 'pediu proposta', '2026-01-05T10:00:00Z');
insert into products values ('d0000000-0000-4000-8000-000000000001', 'Forno', 'fornos', '["forno"]', '["assa"]', false, 'Acabou', 'Estufa', 'segredo',
	'2026-01-01T10:00:00Z', '2026-01-02T10:00:00Z');
insert into product_interests values ('5511900000001', 'Forno', 4, '2026-01-01T10:00:00Z', '2026-01-05T10:00:00Z');
insert into technical_questions values ('e0000000-0000-4000-8000-000000000001', '5511900000001', 'Tem NR12?', '2026-01-05T10:00:00Z', true,
	'2026-01-05T12:00:00Z', 'Tem.');
insert into opt_outs values ('5511900000002', 'parem', '2026-01-05T10:00:00Z', '2026-01-05T11:00:00Z');
insert into lgpd_requests values ('LGPD-1', '5511900000001', 'deletion', 'apaga tudo', 'refused', 'contrato', '2026-01-05T10:00:00Z', '2026-01-20T10:00:00Z',
	'2026-01-06T10:00:00Z');
insert into audit_logs (logged_at, action, entity_type, entity_id, changed_by, changes, metadata) values ('2026-01-05T10:00:00Z', 'UPDATE', 'lead',
	'a0000000-0000-4000-8000-000000000001', 'ana', '{"before": {"city": null}, "after": {"city": "São João"}}', '{"x": 1.50}');
insert into onboardings (flow, user_id, client_id, phone, name, company, link, status, percentage, next_step, started_at, last_activity_at, completed_at,
	reminders, congratulated_at, created_at, updated_at) values ('f1', 'u1', 'c1', '5511900000001', 'Marina', 'Pão', 'https://example.com/o', 'COMPLETED', 87.5,
	'fim', '2026-01-01T10:00:00Z', '2026-01-02T10:00:00Z', '2026-01-03T10:00:00Z', array['2026-01-02T10:00:00Z'::timestamptz], '2026-01-04T10:00:00Z',
	'2026-01-01T10:00:00Z', '2026-01-04T10:00:00Z');
insert into crm_links values ('5511900000001', 1, 2, 9, 4, '{"deal": {"id": 9, "sent": {"title": "Forno"}}}', '2026-01-05T10:00:00Z', '2026-01-05T10:00:00Z');
insert into known_events values ('deal:9:won', '2026-01-05T10:00:00Z');
insert into chatwoot_events values ('inst1', 'm:77', '5511900000001', 77, '2026-01-05T10:00:00Z');

set session_replication_role = default;
