import { randomUUID } from 'node:crypto';

import { sql } from '../setup/supabase';
import { customer, rpc } from './client';

export const SAID = 'Sou Zulmira Quaresma, da Confeitaria Xangrilá (zuzu@xangrila.example), quero brigadeirão';

/** The tables that there are, whoever made them. */
export const tables = async (): Promise<string[]> =>
	(
		await sql<{ name: string }>(
			`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
		)
	).map(({ name }) => name);

/** Rows by table, as texts. */
export type Rows = Record<string, string[]>;

/** The rows of every table that have one of the words, or the phone. */
export async function rowsOf(words: string[]): Promise<Rows> {
	const rows: Rows = {};
	for (const table of await tables()) {
		const found = await sql<{ row: string }>(`select t::text as row from public.${table} t where t::text ilike any ($1)`, [
			words.map((word) => `%${word}%`),
		]);
		if (found.length > 0) rows[table] = found.map(({ row }) => row);
	}
	return rows;
}

/**
 * How many rows of every table have one of the words, or the phone.
 * @param before rows that stood there before the person came: files that share this database leave words of their own. A row that changed is another one
 */
export async function traces(words: string[], before: Rows = {}): Promise<Record<string, number>> {
	const counts = Object.entries(await rowsOf(words)).map(
		([table, rows]) => [table, rows.filter((row) => !before[table]?.includes(row)).length] as const,
	);
	return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

/** Somebody of whom every table has a row, with words of theirs wherever it takes words. */
export async function everywhere() {
	// Of a mobile, which has two forms.
	let one = customer();
	while (!/^55119[6-9]/.test(one.phone)) one = customer();
	const { channel, phone, writes } = one;
	// By a lid first: what was there before it was known whose it is was kept for a day.
	const lid = { kind: 'lid', value: `${phone}9@lid` };
	await writes(0, { name: 'Zulmira Quaresma', text: SAID, phone: lid.value, ids: [lid] });
	await writes(0, { name: 'Zulmira Quaresma', text: SAID, ids: [{ kind: 'phone', value: phone }, lid] });
	// Just now: what is older than a day is forgotten by whoever asks next, also by a test that runs beside this one.
	await sql('update contact_joins set joined_at = now() where to_key = $1', [phone]);
	const facts = {
		whatsapp_name: 'Zulmira Quaresma',
		name: 'Zulmira Quaresma',
		company: 'Confeitaria Xangrilá',
		cnpj: '11444777000161',
		email: 'zuzu@xangrila.example',
		site: 'xangrila.example',
		need: SAID,
		volume: SAID,
		urgency: SAID,
		product: SAID,
		segment: SAID,
		city: 'Xangrilá',
		knows_company: SAID,
		decision_maker: SAID,
		temperature: 'hot',
		temperature_reason: SAID,
		custom_fields: { a: SAID },
	};
	const turn = await rpc<{ turn_id: string; lease_token: string }>('claim_turn', {
		p_channel: channel,
		p_phone: phone,
		p_sequence: (await sql<{ id: number }>('select max(id)::int as id from inbox where channel = $1', [channel]))[0].id,
		p_quiet_seconds: 0,
		p_max_wait_seconds: 20,
		p_lease_seconds: 90,
		p_history_limit: 20,
	});
	const finished = { p_turn_id: turn.turn_id, p_lease_token: turn.lease_token, p_status: 'silent' };
	await rpc('finish_turn', { ...finished, p_facts: { reason: SAID, text: SAID, situation: SAID, calls: [{ answer: { reply: SAID } }] } });
	await rpc('upsert_lead', { p_phone: phone, p_fields: facts });
	await rpc('register_findings', {
		p_phone: phone,
		p_findings: {
			agent_state: { classified_key: SAID },
			technical_questions: [SAID],
			interests: ['FBM100'],
			opt_out: { words: SAID },
			lgpd_request: { protocol: `P-${randomUUID()}`, kind: 'deletion', words: SAID },
			tell: ['lgpd_request'],
			message: SAID,
		},
		p_channel: channel,
	});
	await sql(`update lgpd_requests set note = $2 where phone = $1`, [phone, SAID]);
	await sql(
		`insert into session_history (channel, phone, type, actor_type, reason, details) values ($1, $2, 'x', 'system', $3, jsonb_build_object('a', $3::text))`,
		[channel, phone, SAID],
	);
	await sql(`update attendances set notes = $2 where phone = $1`, [phone, SAID]);
	await sql(`update sessions set metadata = jsonb_build_object('a', $2::text) where phone = $1`, [phone, SAID]);
	await sql(
		`insert into waiting_questions (channel, phone, resume_url, expires_at) values ($1, $2, 'https://n8n.example/Zulmira', now())`,
		[channel, phone],
	);
	await sql(`insert into chatwoot_links (channel, account, conversation, phone) values ($1, 'Zulmira', 1, $2)`, [channel, phone]);
	await sql(`insert into chatwoot_events (channel, key, phone) values ($1, 'Zulmira', $2)`, [channel, phone]);
	await sql(
		`insert into onboardings (flow, user_id, phone, name, company, link) values ('f', $1, $2, 'Zulmira Quaresma', 'Confeitaria Xangrilá', 'https://xangrila.example')`,
		[channel, phone],
	);
	await rpc('plan_campaign', {
		p_campaign: { id: randomUUID(), channel },
		p_contacts: [{ line: 1, phone, name: 'Zulmira Quaresma', text: SAID, template: { values: [SAID] }, consent: SAID }],
	});
	await sql(`insert into silent_leads (phone, channel, since, reason) values ($1, $2, now(), $3)`, [phone, channel, SAID]);
	await sql(
		`insert into follow_up_steps (phone, cadence, step, channel, kind, since, reason) values ($1, 'warm', 1, $2, 'message', now(), $3)`,
		[phone, channel, SAID],
	);
	await sql(`insert into promises (channel, phone, due_at, reason) values ($1, $2, now(), $3)`, [channel, phone, SAID]);
	await sql(
		`insert into crm_links (phone, links) values ($1, jsonb_build_object('a', $2::text)) on conflict (phone) do update set links = excluded.links`,
		[phone, SAID],
	);
	await sql(`insert into chatwoot_links (channel, account, conversation, phone) values ($1, '7', $2, $3)`, [
		channel,
		Number(phone.slice(-6)),
		phone,
	]);
	await sql(`insert into known_events (key) values ($1)`, [`Zulmira:${phone}`]);
	await sql(
		`insert into outbox (idempotency_key, kind, channel, phone, payload) values ($1, 'notice', $2, '5511900000000', jsonb_build_object('phone', $3::text, 'name', 'Zulmira'))`,
		[`n:${phone}`, channel, phone],
	);
	await sql(`insert into identity_checks (phone, code, sent_at, expires_at) values ($1, 'x', now(), now())`, [phone]);
	await sql(`insert into conversations (channel, lead_phone, role, content) values ($1, $2, 'user', $3)`, [channel, phone, SAID]);
	return { channel, phone };
}
