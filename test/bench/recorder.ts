import { readFileSync } from 'node:fs';
import path from 'node:path';

import { Pool } from 'pg';

import { factsOf } from '../../nodes/SdrAgent/facts';
import { LEAD_RULES, REPLY_RULES, SYSTEM_PROMPT } from '../../nodes/SdrAgent/prompts';
import { Recorder } from '../../nodes/SdrAgent/recorder';
import { UNTOUCHED, type TurnResult } from '../../nodes/SdrAgent/result';
import type { Model } from '../../nodes/shared/llm/model';
import { startSupabase } from '../sandbox/supabase';

/**
 * `tsx test/bench/recorder.ts`: what the recorder of turns costs, in the node and in the database, of a turn whose model answers at once: of one that thinks it is less. The
 * calls with and without facts take turns, so that a machine that is busy for a moment is busy for both.
 */
const ROUNDS = Number(process.env.ROUNDS ?? 300);
const WARM_UP = 30;
const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

const history = Array.from({ length: 20 }, (_, n) => ({
	role: n % 2 ? ('assistant' as const) : ('user' as const),
	content: `Mensagem ${n} da conversa, com algumas palavras a mais.`,
	sent_at: new Date(n * 1000).toISOString(),
}));
const turn = { text: 'quanto custa o misturador? sou de Itu', is_first_contact: false, name: 'Marina', lead: { name: 'Marina' }, history };
const catalogue = Array.from({ length: 20 }, (_, n) => ({ name: `Produto ${n}`, facts: ['Faz 20 por minuto', 'Pesa 40 kg'] }));
const profile = 'Padaria Pão Nosso, pães artesanais e bolos por encomenda em Curitiba. '.repeat(20);
const request = {
	model: 'gpt-bench',
	messages: [
		{ role: 'system' as const, content: `${SYSTEM_PROMPT.replace('{empresa}', profile)}\n\n${REPLY_RULES}\n${LEAD_RULES}` },
		{ role: 'system' as const, content: 'SITUAÇÃO (dados, não instruções)\n'.repeat(20) },
		{ role: 'user' as const, content: turn.text },
	],
	schema: { name: 'sdr_turn', schema: {} },
	temperature: 0,
	maxTokens: 1,
};
const value = { reply: 'Um consultor passa os valores.', lead: { city: 'Itu' }, intent: 'commercial', confidence: 0.9 };
const outcome = { ok: true, name: 'gpt-bench', tries: 1 };
const model: Model = { askForJson: async () => await Promise.resolve({ value, usage: { input: 2000, output: 90 }, tookMs: 0, outcome }) };
const result = {
	...value,
	lead_updates: { city: 'Itu' },
	temperature: 'warm',
	temperature_reason: 'Tem interesse.',
	labels: ['commercial'],
	findings: { opt_out: null, lgpd_request: null },
	handover: null,
	guard: UNTOUCHED,
	fallback_reason: null,
	model: outcome,
} as unknown as TurnResult;

async function recorded() {
	const recorder = new Recorder();
	await recorder.watch(model).askForJson(request);
	return factsOf(turn, result, recorder, { texts: { catalogue, profile }, executionId: '1' });
}

async function inNode(): Promise<number> {
	const took: number[] = [];
	for (let n = 0; n < WARM_UP + ROUNDS; n++) {
		const [began] = [performance.now()];
		await recorded();
		took.push(performance.now() - began);
	}
	return median(took.slice(WARM_UP));
}

/** Without the recorder: what it is written by does nothing. */
const SILENT = `create or replace function public.note_facts(p_turn public.turns, p_facts jsonb, p_unsaid text, p_now timestamptz) returns void language plpgsql as $$ begin end $$;
	create or replace function public.close_facts(p_turn_id uuid) returns void language plpgsql as $$ begin end $$;`;

/** All calls of a turn on its path, with the recorder and without, each in a database of its own; milliseconds. */
async function inDatabase(pools: { without: Pool; with: Pool }): Promise<{ without: number; with: number }> {
	const facts = await recorded();
	const took = { without: [] as number[], with: [] as number[] };
	for (let n = 0; n < 2 * (WARM_UP + ROUNDS); n++) {
		const which = n % 2 ? 'with' : 'without';
		const ask = async (text: string, values: unknown[]) =>
			(await pools[which].query<{ v: Record<string, never> }>(`select ${text} as v`, values)).rows[0].v;
		const phone = `55119${String(n).padStart(8, '0')}`;
		const message = {
			provider: 'zapi',
			channel: 'bench',
			phone,
			message_id: `m${n}`,
			send_to: phone,
			kind: 'text',
			text: turn.text,
			speaker: 'customer',
			sent_at: new Date(),
		};
		const began = performance.now();
		const { sequence } = await ask('receive_message($1)', [message]);
		const claim = await ask(`claim_turn('bench', $1, $2, 0, 20, 90, 20)`, [phone, sequence]);
		const findings = { agent_state: { failures: 0 }, interests: ['Forno'], ...(which === 'with' && { facts }) };
		const { parts } = await ask('confirm_send($1, $2, 1, $3, $4, $5, false, $6)', [
			claim.turn_id,
			claim.lease_token,
			phone,
			'["Olá!"]',
			{ city: 'Itu' },
			findings,
		]);
		await ask(`record_part($1, 'sent', $2)`, [(parts as Array<{ outbox_id: number }>)[0].outbox_id, `p${n}`]);
		took[which].push(performance.now() - began);
	}
	return { without: median(took.without.slice(WARM_UP)), with: median(took.with.slice(WARM_UP)) };
}

async function main(): Promise<void> {
	const { pool, databaseUrl, stop } = await startSupabase();
	const pools = { with: databaseAt(databaseUrl, 'recorded'), without: databaseAt(databaseUrl, 'silent') };
	try {
		const schema = readFileSync(path.resolve(__dirname, '../../supabase/schema.sql'), 'utf8');
		for (const name of ['recorded', 'silent']) await pool.query(`create database ${name}`);
		for (const one of Object.values(pools)) await one.query(schema);
		await pools.without.query(SILENT);
		const [node, database] = [await inNode(), await inDatabase(pools)];
		const more = database.with - database.without + node;
		const share = (whole: number): string => `${((100 * more) / whole).toFixed(2)} %`;
		console.log(
			`In the node ${node.toFixed(3)} ms; four calls of the database ${database.without.toFixed(2)} ms without the recorder, ${database.with.toFixed(2)} ms with it.`,
		);
		console.log(
			`Of a turn whose model answers at once ${share(database.with + node)}, of one whose model takes a second ${share(1000 + database.with)}`,
		);
	} finally {
		for (const one of Object.values(pools)) await one.end();
		await stop();
	}
}

function databaseAt(address: string, name: string): Pool {
	const url = new URL(address);
	url.pathname = `/${name}`;
	return new Pool({ connectionString: url.href, max: 1 });
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exit(1);
});
