import { readFileSync } from 'node:fs';
import path from 'node:path';

import { Pool, type PoolClient } from 'pg';

import { startSupabase } from '../sandbox/supabase';
import { CALLS, type Call } from './calls';
import { fillCampaigns, planned } from './campaigns';
import { fill, identify } from './filled';

const [FEW, MANY] = [100, Number(process.env.PEOPLE ?? 100_000)];
const ROUNDS = Number(process.env.ROUNDS ?? 25);
/** Plans are kept from the sixth call on: so many are made before anything is measured. */
const WARM_UP = 6;
/** From here on nobody wants to wait for more rounds. */
const SLOW_MS = 300;
/** What a call with many people may cost of one with few. */
const MOST = 1.2;
/** Lines of the campaign that runs where there are many people, and of the list that is planned. */
const CAMPAIGN_LINES = Number(process.env.LINES ?? 1_000_000);
const LIST_LINES = 70_000;
const only = process.env.ONLY?.split(',');

const at = (file: string): string => readFileSync(path.resolve(__dirname, '../..', file), 'utf8');
const [SCHEMA, RELEASED] = [at('supabase/schema.sql'), at('test/database/released/0.2.0.sql')];

/**
 * What a server process has worked so far, milliseconds: of a machine that is shared the clock on the wall tells mostly what else runs there. Where the system
 * does not tell (it is Linux that does), the clock.
 */
function worked(pid: number): number {
	try {
		return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
	} catch {
		return performance.now();
	}
}

interface House {
	client: PoolClient;
	/** Of the process that serves this connection. */
	pid: number;
	isNow: boolean;
	close: () => Promise<void>;
}

type Houses = Record<'now' | 'old', House>;

/** A connection to a database of the server. */
function poolOf(address: string, name: string): Pool {
	const url = new URL(address);
	url.pathname = `/${name}`;
	return new Pool({ connectionString: url.href, max: 1 });
}

async function seconds(what: string, work: () => Promise<unknown>): Promise<void> {
	const began = Date.now();
	await work();
	console.log(`  ${what}: ${Math.round((Date.now() - began) / 1000)} s`);
}

/** Two databases with the same so many people: as 0.2.0 left it, and with the schema of now run over it. */
async function houses(server: Pool, address: string, people: number): Promise<Houses> {
	const [old, now] = [`old_${people}`, `now_${people}`];
	const run = async (name: string, work: (pool: Pool) => Promise<unknown>) => {
		const pool = poolOf(address, name);
		await work(pool).finally(async () => await pool.end());
	};
	await server.query(`create database ${old}`);
	await run(old, async (pool) => await pool.query(RELEASED));
	await seconds(`${people} people moved in`, async () => await run(old, async (pool) => await fill(pool, people)));
	await server.query(`create database ${now} template ${old}`);
	await seconds('the schema of now over it', async () => await run(now, async (pool) => await pool.query(SCHEMA)));
	await run(now, async (pool) => {
		await identify(pool);
		await fillCampaigns(pool, people, people === FEW ? FEW : CAMPAIGN_LINES);
		// The first runs of the sweep after the update look at all that is old, once.
		await pool.query(
			`do $$ begin for n in 1..${Math.ceil(people / 1000)} loop perform due_sessions(null, now() - interval '1 day', array['customer_name']); end loop; end $$`,
		);
		await pool.query('vacuum analyze');
	});
	return { now: await opened(poolOf(address, now), true), old: await opened(poolOf(address, old), false) };
}

async function opened(pool: Pool, isNow: boolean): Promise<House> {
	const client = await pool.connect();
	const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
	return {
		client,
		pid: rows[0].pid,
		isNow,
		close: async () => {
			client.release();
			await pool.end();
		},
	};
}

/** @returns milliseconds; null where that version has no such call, or refuses it */
async function measured({ client, pid, isNow }: House, call: Call): Promise<number | null> {
	const ask = async (text: string) => (await client.query<{ value: Record<string, unknown> }>(text)).rows[0].value;
	await client.query('begin');
	try {
		const statement = await call.statement({ ask, now: (argument) => (isNow ? argument : '') });
		const before = worked(pid);
		await client.query(`select ${statement}`);
		return worked(pid) - before;
	} catch (error) {
		if (process.env.VERBOSE) console.log(`  ${call.name}: ${(error as Error).message}`);
		return null;
	} finally {
		await client.query('rollback');
	}
}

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** The median of a call in each house, in turns, so that a machine that is busy for a moment is busy for all of them. What takes seconds is told by three rounds. */
async function medians(among: House[], call: Call): Promise<Array<number | null>> {
	const took: Array<Array<number | null>> = among.map(() => []);
	for (let round = 0; round < WARM_UP + ROUNDS; round++)
		for (const [n, one] of among.entries())
			if (!(took[n].length >= 3 && (took[n].includes(null) || median(took[n] as number[]) > SLOW_MS)))
				took[n].push(await measured(one, call));
	return took.map((values) =>
		values.includes(null) ? null : median((values.length > WARM_UP ? values.slice(WARM_UP) : values) as number[]),
	);
}

/** A machine that is busy elsewhere makes any two figures differ: only what is slow three times is slow. */
async function calm(few: Houses, many: Houses, call: Call) {
	for (let tries = 1; ; tries++) {
		const [nowFew, nowMany, oldFew, oldMany] = await medians([few.now, many.now, few.old, many.old], call);
		const ratio = nowFew !== null && nowMany !== null ? nowMany / nowFew : null;
		if (ratio === null || ratio <= MOST || tries === 3) return { nowFew, nowMany, oldFew, oldMany, ratio };
	}
}

/** A list is planned where many people are known, and nothing of it is kept. */
async function tellOfPlanning({ client, pid }: House): Promise<void> {
	await client.query('begin');
	try {
		const { lines, waiting, readMs, workedMs, longestMs, tookMs } = await planned(client, () => worked(pid), LIST_LINES);
		const inSeconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
		console.log(
			`\n${lines} lines planned (${waiting} wait): ${inSeconds(workedMs)} of the database's work, its longest call ${Math.round(longestMs)} ms; ${inSeconds(readMs)} to read and word them; ${inSeconds(tookMs)} by the clock`,
		);
	} finally {
		await client.query('rollback');
	}
}

/** One line a call, and the names of those that cost more with many people. */
async function compared(few: Houses, many: Houses): Promise<string[]> {
	const line = (first: string, cells: Array<string | number | null>) =>
		console.log(first.padEnd(38) + cells.map((cell) => (typeof cell === 'number' ? cell.toFixed(2) : (cell ?? '–')).padStart(15)).join(''));
	line('milliseconds of work, median', [`${FEW} people`, `${MANY}`, 'many ÷ few', `0.2.0: ${FEW}`, `0.2.0: ${MANY}`, 'now ÷ 0.2.0']);
	const slow: string[] = [];
	for (const call of CALLS.filter(({ name }) => !only || only.some((one) => name.startsWith(one)))) {
		const { nowFew, nowMany, oldFew, oldMany, ratio } = await calm(few, many, call);
		if (ratio === null || ratio > MOST) slow.push(call.name);
		line(`${call.on.padEnd(9)}${call.name}`, [
			nowFew,
			nowMany,
			ratio,
			oldFew,
			oldMany,
			nowMany !== null && oldMany !== null ? nowMany / oldMany : null,
		]);
	}
	return slow;
}

/**
 * `npm run bench:database`: what each call of the schema costs with few people and with many, now and in 0.2.0. Whatever runs on a schedule or on the path of a
 * reply has to cost the same: the run fails when one does not. It tells what planning a long list costs, too. Variables: PEOPLE, LINES (of a campaign that runs), ROUNDS, ONLY (beginnings of names, separated by commas; `planning`), VERBOSE.
 */
async function main(): Promise<void> {
	const { pool: server, databaseUrl, stop } = await startSupabase();
	const open: House[] = [];
	try {
		const few = await houses(server, databaseUrl, FEW);
		const many = await houses(server, databaseUrl, MANY);
		open.push(...Object.values(few), ...Object.values(many));
		console.log('');
		if (!only || only.includes('planning')) await tellOfPlanning(many.now);
		const slow = await compared(few, many);
		console.log(slow.length === 0 ? '\nEvery call costs the same with many people.' : `\nMore than ${MOST} ×: ${slow.join(', ')}`);
		process.exitCode = slow.length === 0 ? 0 : 1;
	} finally {
		for (const one of open) await one.close();
		await stop();
	}
}

main().catch((error: Error) => {
	console.error(`\n${error.message}`);
	process.exit(1);
});
