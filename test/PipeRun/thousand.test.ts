import { setImmediate as otherWorker, setTimeout as sleep } from 'node:timers/promises';

import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../nodes/shared/kit/operation';
import { startPipeRun, type PipeRunStandIn } from '../sandbox/piperun';
import { at, rpc } from '../database/client';
import { closeSql, sql } from '../setup/supabase';
import { newQueue, work, type Queue } from './crmWorker';
import { counts } from './syncCaller';

const LEADS = 1000;
const COMPANIES = 200;
const BATCH = 25;

let piperun: PipeRunStandIn;
let queue: Queue;
beforeAll(async () => {
	piperun = await startPipeRun({ token: 'TOKEN' });
	// Otherwise each search by phone gives a page of everybody to compare: right, and slow.
	piperun.account.habits.contactFilters = true;
	queue = await newQueue();
});
afterAll(async () => {
	await piperun.stop();
	await closeSql();
});

/** Twenty thousand requests without the network between; each lets the other worker have its turn, and a creation takes long enough to be met by another. */
const door: Call['send'] = async ({ method, path, query = {}, body }) => {
	await (method === 'POST' ? sleep(3) : otherWorker());
	const { status, body: answer } = piperun.answer({
		method,
		path,
		query: new URLSearchParams(query as Record<string, string>),
		text: body === undefined ? '' : JSON.stringify(body),
	});
	await otherWorker();
	// Twenty thousand assertions take seconds.
	if (status >= 300) throw new Error(`${method} ${path} is answered with status ${status}`);
	return answer.length > 0 ? (JSON.parse(String(answer)) as IDataObject) : {};
};

/** So many hot leads at once, under the eyes of the queue; those of one company are a batch apart, so that the workers meet at it. */
async function fill(): Promise<void> {
	await sql(`insert into sessions (channel, phone) select $1, '55119' || (70000000 + n) from generate_series(0, $2::int - 1) n`, [
		queue.channel,
		LEADS,
	]);
	await sql(
		`insert into leads (phone, name, company, product, temperature, updated_at)
		select '55119' || (70000000 + n), 'Cliente ' || n, 'Empresa ' || n % $4::int + $4::int * (n / ($4::int * $2::int / $1::int)), 'FB300', 'hot', $3::timestamptz from generate_series(0, $2::int - 1) n`,
		[COMPANIES, LEADS, at(1), BATCH],
	);
}

it(`${LEADS} leads of ${COMPANIES} companies, synced by two workers: no duplicate, none forgotten, every id kept`, async () => {
	await fill();
	const worker = async (): Promise<number> => {
		let done = 0;
		for (let ends = await work(piperun, queue, 2, BATCH, door); ends.length > 0; ends = await work(piperun, queue, 2, BATCH, door))
			done += ends.length;
		return done;
	};
	const done = await Promise.all([worker(), worker()]);
	expect(done[0] + done[1]).toBe(LEADS);
	expect(Math.min(...done)).toBeGreaterThan(LEADS / 4);
	expect(counts(piperun)).toEqual({ companies: COMPANIES, persons: LEADS, deals: LEADS, notes: LEADS });
	expect(new Set(piperun.account.all('persons').map(({ external_code }) => external_code)).size).toBe(LEADS);
	expect(new Set(piperun.account.all('deals').map(({ person_id }) => person_id)).size).toBe(LEADS);
	const kept = await sql<{ deal_id: string }>(
		`select deal_id from crm_links where note_id is not null and phone in (select phone from leads where crm_sync_status = 'synced')
		and phone in (select phone from sessions where channel = $1) order by deal_id`,
		[queue.channel],
	);
	expect(kept.map(({ deal_id }) => Number(deal_id))).toEqual(
		piperun.account
			.all('deals')
			.map(({ id }) => id)
			.sort((a, b) => a - b),
	);
	expect(await rpc('retry_crm_syncs', { p_channel: queue.channel })).toEqual({ queued: 0 });
	expect(piperun.violations).toEqual([]);
}, 180_000);
