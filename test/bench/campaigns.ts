import type { Pool, PoolClient } from 'pg';

import { csvRows, decoded } from '../../nodes/Conversation/campaign/csv';
import { linesOf, writingFor, type Form } from '../../nodes/Conversation/campaign/planGiven';
import { LINES_A_CALL } from '../../nodes/shared/store/campaigns';

/**
 * A campaign that runs with so many lines, of which nine in ten have ended and twenty are due now; silences that came to nothing, of everybody, and ten that are due; and opt-outs
 * of people whose data are gone, who are known by a hash alone.
 */
export async function fillCampaigns(pool: Pool, people: number, lines: number): Promise<void> {
	const always = JSON.stringify([1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from_minute: 0, to_minute: 1440 })));
	await pool.query(`select set_message_rules('', $1::jsonb, null, null, '{"a_minute": 6000, "first_day": null, "a_day": null}')`, [always]);
	await pool.query(
		`insert into campaigns (id, channel, status, started_at, updated_at) values ('bench', 'bench', 'running', now() - interval '1 day', now() - interval '1 day')`,
	);
	await pool.query(
		`insert into campaign_contacts (campaign_id, entry, line, phone, text, consent, status, sent_at, due_at)
		select 'bench', p, n, p, 'Oi', 'cliente', case when n % 10 > 0 then 'sent' else 'waiting' end, case when n % 10 > 0 then now() - interval '1 hour' end,
			case when n <= 200 then now() - interval '1 minute' else now() + interval '1 day' end
		from (select n, '55219' || lpad(n::text, 8, '0') as p from generate_series(1, $1::int) n) g`,
		[lines],
	);
	await pool.query(
		`insert into silent_leads (phone, channel, since, look_at, reason)
		select phone, channel, last_agent_message, case when n <= 10 then now() - interval '1 minute' end, case when n > 10 then 'done' end
		from (select s.*, row_number() over (order by phone) as n from sessions s where phone like '55119%') s limit $1`,
		[people],
	);
	await pool.query(
		`insert into opt_outs (phone, person, words, opted_out_at) select person_hash(p), gen_random_uuid(), '', now() - interval '1 year'
		from (select '55319' || lpad(n::text, 8, '0') as p from generate_series(1, 500) n) g`,
	);
}

/** A list as people have them: half of it we know, one line in twenty stands there twice, one in fifty has no number. */
function list(lines: number): Uint8Array {
	const rows = Array.from({ length: lines }, (_, n) => {
		const shown = n % 20 === 19 ? n - 7 : n;
		const phone =
			n % 50 === 49
				? ''
				: `(11) 9${shown % 2 === 0 ? '0' : '7'}${String(shown)
						.padStart(7, '0')
						.replace(/^(\d{3})/, '$1-')}`;
		return `${phone};Pessoa ${n};Padaria ${n}`;
	});
	return Buffer.from(['Telefone;Nome;Empresa', ...rows].join('\r\n'));
}

const FORM: Form = {
	campaignId: 'bench-70000',
	phoneColumn: 'telefone',
	nameColumn: 'nome',
	consentColumn: '',
	consent: 'clientes deste ano',
	text: '{Oi|Olá}, {primeiro_nome}! Chegou panetone na {empresa}.',
	template: null,
};

export interface Planned {
	lines: number;
	/** Reading the file and wording every line, by the clock. */
	readMs: number;
	/** What the database worked, and the longest of its calls. */
	workedMs: number;
	longestMs: number;
	/** All of it by the clock. */
	tookMs: number;
	waiting: number;
}

/**
 * Plans a list as Plan Campaign does: read, worded, and given to the database part by part.
 * @param worked milliseconds that the server's process has worked so far
 */
export async function planned(client: PoolClient, worked: () => number, lines: number): Promise<Planned> {
	const began = performance.now();
	const rows = await csvRows(decoded(list(lines)));
	const writing = writingFor(FORM, rows, false);
	let [readMs, workedMs, longestMs] = [performance.now() - began, 0, 0];
	for (let at = 0; at < rows.length; at += LINES_A_CALL) {
		const reading = performance.now();
		const part = JSON.stringify(linesOf(rows.slice(at, at + LINES_A_CALL), at + 1, writing));
		readMs += performance.now() - reading;
		const before = worked();
		await client.query('select plan_campaign($1, $2::jsonb)', [{ id: FORM.campaignId, channel: 'bench' }, part]);
		const took = worked() - before;
		workedMs += took;
		longestMs = Math.max(longestMs, took);
	}
	const { rows: counted } = await client.query<{ waiting: number }>(
		`select count(*)::int as waiting from campaign_contacts where campaign_id = $1 and status = 'waiting'`,
		[FORM.campaignId],
	);
	return { lines: rows.length, readMs, workedMs, longestMs, tookMs: performance.now() - began, waiting: counted[0].waiting };
}
