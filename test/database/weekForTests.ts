import { randomUUID } from 'node:crypto';

import type { Pool } from 'pg';

/** One conversation of the hand-made week, as it is written down by hand: the expected figures are worked out from these rows alone. */
export interface Talk {
	n: number;
	channel: string;
	phone: string;
	/** 0 is Monday the 5th of January 2026. */
	day: number;
	prompt: string | null;
	/** Seconds from the first message to the first part of the reply; null: nobody answered. */
	replySeconds: number | null;
	/** Turns with a reply after the first. */
	more: number;
	handed: 'pediu_humano' | 'agent_request' | 'took_over' | null;
	/** A person of the team wrote without anybody calling them. */
	typed: boolean;
	held: number;
	temperature: 'hot' | 'warm' | 'cold' | null;
	/** What is known of the lead. */
	known: { name?: string; product?: string };
	deal: 'open' | 'won' | null;
	/** Tokens of each turn. */
	tokens: { in: number; out: number };
	/** By the official API, each reply charged. */
	paid: boolean;
	spoke: 'model' | 'fallback' | 'ready';
}

/** 200 conversations of seven days, of two numbers and three versions of the instructions, by rules of counting: no two figures have the same period. */
export const WEEK: Talk[] = Array.from({ length: 200 }, (_, n) => ({
	n,
	channel: n % 3 === 0 ? 'cloud-1' : 'zapi-1',
	phone: `55119${String(70_000_000 + n)}`,
	day: n % 7,
	prompt: n % 29 === 0 ? null : `prompt-${n % 2}`,
	replySeconds: n % 20 === 19 ? null : 6 + (n % 13) + (n % 17) * 0.5,
	more: n % 20 === 19 ? 0 : n % 4,
	handed: n % 11 === 0 ? 'pediu_humano' : n % 23 === 0 ? 'agent_request' : n % 31 === 0 ? 'took_over' : null,
	typed: n % 37 === 0,
	held: n % 9 === 0 ? 2 : n % 14 === 0 ? 1 : 0,
	temperature: n % 5 === 0 ? 'hot' : n % 5 === 1 ? 'warm' : n % 5 === 2 ? 'cold' : null,
	known: { ...(n % 2 === 0 && { name: `Pessoa ${n}` }), ...(n % 3 !== 1 && { product: 'Bolo' }) },
	deal: n % 10 === 0 ? (n % 40 === 0 ? 'won' : 'open') : null,
	tokens: { in: 1000 + n, out: 100 },
	paid: n % 3 === 0,
	spoke: n % 29 === 0 ? 'ready' : n % 43 === 0 ? 'fallback' : 'model',
}));

const MONDAY = Date.parse('2026-01-05T03:00:00Z');
/** Each conversation begins in another minute of its day, from the first to the last: days are those of Brazil. */
export const began = ({ day, n }: Talk): Date => new Date(MONDAY + day * 86_400_000 + Math.floor((n * 7) / 200) * 3 * 3_600_000 + n * 1000);
const after = (at: Date, seconds: number): Date => new Date(at.getTime() + seconds * 1000);

/** Writes the rows that such a week leaves behind. */
export async function writeWeek(pool: Pool, week: Talk[] = WEEK): Promise<void> {
	const insert = async (table: string, rows: object[]) => {
		if (rows.length > 0)
			await pool.query(
				`insert into ${table} (${Object.keys(rows[0]).join(', ')}) select ${Object.keys(rows[0]).join(', ')} from jsonb_populate_recordset(null::${table}, $1) on conflict do nothing`,
				[JSON.stringify(rows)],
			);
	};
	const turns = week.flatMap((talk) => turnsOf(talk));
	await pool.query('set session_replication_role = replica');
	await insert(
		'sessions',
		week.map(({ channel, phone }) => ({
			channel,
			phone,
			mode: 'agent',
			mode_epoch: 1,
			version: 1,
			metadata: {},
			created_at: new Date(MONDAY),
			updated_at: new Date(MONDAY),
		})),
	);
	await insert(
		'leads',
		week.map((talk) => ({
			id: randomUUID(),
			phone: talk.phone,
			...{ name: null, product: null },
			...talk.known,
			temperature: talk.temperature,
			crm_sync_status: 'not_synced',
			agent_state: {},
			follow_ups: {},
			requests: {},
			created_at: began(talk),
			updated_at: began(talk),
		})),
	);
	await insert(
		'crm_links',
		week.flatMap(({ deal, phone, n }) => (deal ? [{ phone, deal_id: 9000 + n, links: {}, updated_at: new Date(MONDAY) }] : [])),
	);
	await insert(
		'turns',
		turns.map(({ turn }) => turn),
	);
	await insert(
		'turn_facts',
		turns.map(({ facts }) => facts),
	);
	await pool.query('set session_replication_role = origin');
	const event = (talk: Talk, given: object) => ({
		channel: talk.channel,
		phone: talk.phone,
		at: after(began(talk), 30),
		actor_type: 'customer',
		to_mode: null as string | null,
		reason: null as string | null,
		details: {},
		...given,
	});
	const events = week.flatMap((talk) => [
		...(talk.handed === 'took_over' ? [event(talk, { type: 'mode_changed', to_mode: 'human' })] : []),
		...(talk.handed !== null && talk.handed !== 'took_over' ? [event(talk, { type: 'escalation', reason: talk.handed })] : []),
		...(talk.deal === 'won' ? [event(talk, { type: 'crm_deal', reason: 'won', at: after(began(talk), 3 * 86_400) })] : []),
	]);
	for (const one of events)
		await pool.query(
			'insert into session_history (channel, phone, at, type, actor_type, to_mode, reason) values ($1, $2, $3, $4, $5, $6, $7)',
			[one.channel, one.phone, one.at, (one as unknown as { type: string }).type, one.actor_type, one.to_mode, one.reason],
		);
	for (const talk of week.filter(({ typed }) => typed))
		await pool.query(`insert into conversations (channel, lead_phone, role, content, sent_at) values ($1, $2, 'human', 'oi', $3)`, [
			talk.channel,
			talk.phone,
			after(began(talk), 60),
		]);
	for (const { sent } of turns)
		for (const row of sent)
			await pool.query(
				`insert into outbox (idempotency_key, kind, channel, phone, turn_id, payload, status, provider, provider_message_id, began_at, created_at, pricing) values ($1, 'whatsapp_text', $2, $3, $4, '{}', 'sent', $5, $6, $7, $7, $8)`,
				row,
			);
}

function turnsOf(talk: Talk) {
	const { channel, phone, n, replySeconds, more, prompt, tokens, held, temperature, spoke, paid } = talk;
	return Array.from({ length: 1 + more }, (_, index) => {
		const [id, asked] = [randomUUID(), after(began(talk), index * 120)];
		const claimed = after(asked, 6);
		const isFirst = index === 0;
		const handover = isFirst && talk.handed !== 'took_over' ? talk.handed : null;
		const isSaid = replySeconds !== null;
		const calls =
			prompt === null
				? []
				: [
						{
							task: 'sdr_turn',
							model: 'gpt-week',
							tokens_in: tokens.in,
							tokens_out: tokens.out,
							ms: n < 100 ? 1500 : 4000,
							...(spoke === 'fallback' && { failure: 'timed_out' }),
						},
					];
		const drafts = isFirst ? Array.from({ length: held }, () => ({ refused: [{ rule: 'price', excerpt: 'R$' }] })) : [];
		return {
			turn: {
				id,
				channel,
				phone,
				status: isSaid ? 'sent' : 'silent',
				lease_token: randomUUID(),
				lease_until: claimed,
				created_at: claimed,
				canned: false,
				owes: false,
			},
			facts: {
				turn_id: id,
				created_at: claimed,
				spoke: isSaid ? spoke : 'nobody',
				message_kind: n % 8 === 0 ? 'audio' : 'text',
				is_first: isFirst,
				waited_ms: 6000,
				thought_ms: isSaid ? Math.round((replySeconds - 6) * 1000) : null,
				replied_ms: isSaid ? Math.round((isFirst ? replySeconds : 8) * 1000) : null,
				sent_ms: isSaid ? 900 : null,
				parts: isSaid ? 1 : 0,
				prompt,
				temperature: isFirst ? temperature : null,
				tokens_in: prompt === null ? 0 : tokens.in,
				tokens_out: prompt === null ? 0 : tokens.out,
				handover,
				held: drafts.length,
				facts: { calls, drafts },
			},
			sent: isSaid
				? [
						[
							`week-${id}`,
							channel,
							phone,
							id,
							paid ? 'whatsapp_cloud' : 'zapi',
							`m-${id}`,
							after(asked, replySeconds),
							paid ? JSON.stringify({ category: 'service', type: 'regular' }) : null,
						],
					]
				: [],
		};
	});
}
