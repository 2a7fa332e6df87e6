import { startPipeRun, type PipeRunStandIn } from '../sandbox/piperun';
import { at, rpc } from '../database/client';
import { closeSql, sql } from '../setup/supabase';
import { alertsOf, learn, linksOf, newQueue, statusOf, step, work, type Queue } from './crmWorker';
import { counts, ONE_OF_EACH } from './syncCaller';

jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => undefined }));

const MINUTE = 60;
/** When the test began, as its clock tells it. */
const T0 = Date.parse(at(0));
let piperun: PipeRunStandIn;
let queue: Queue;
let now: number;
beforeEach(async () => {
	now = 0;
	piperun = await startPipeRun({ token: 'TOKEN', now: () => T0 + now * 1000 });
	queue = await newQueue();
});
afterEach(async () => {
	await piperun.stop();
	expect(piperun.violations).toEqual([]);
});
afterAll(closeSql);

const idOf = (collection: string) => piperun.account.all(collection)[0].id;
const theIds = () => ({
	company_id: String(idOf('companies')),
	person_id: String(idOf('persons')),
	deal_id: String(idOf('deals')),
	note_id: String(idOf('notes')),
});
const on = (route: string) => ({ match: (path: string) => path === route });
/** Runs a worker every 20 seconds, as the workflow does, and tells when it was at something. */
async function workUntil(end: number): Promise<number[]> {
	const busy: number[] = [];
	for (; now < end; now += 20) if ((await work(piperun, queue, now)).length > 0) busy.push(now);
	return busy;
}

it('a hot lead becomes one company, one person, one deal and one note, and the ids are kept', async () => {
	const phone = await queue.lead(1);
	expect(await work(piperun, queue, 2)).toMatchObject([{ saved: true, status: 'sent' }]);
	expect([counts(piperun), await linksOf(phone), await statusOf(phone)]).toEqual([ONE_OF_EACH, theIds(), 'synced']);
	expect(piperun.account.all('notes')[0].text).toContain('Quente');
	await learn(phone, 3, { product: 'FBM100' });
	const before = piperun.requests.length;
	await work(piperun, queue, 4);
	expect(piperun.requests.slice(before).map(({ method, path }) => `${method} ${path.split('/')[1]}`)).toEqual(
		expect.arrayContaining(['PUT deals', 'PUT notes']),
	);
	expect([counts(piperun), await work(piperun, queue, 5)]).toEqual([ONE_OF_EACH, []]);
});

describe('PipeRun', () => {
	it('down for half an hour: tried after 1, 5 and 15 minutes, then one of each', async () => {
		const phone = await queue.lead(1);
		await piperun.down();
		expect(await workUntil(30 * MINUTE)).toEqual([20, 80, 380, 1280]);
		await piperun.up();
		expect(await workUntil(2 * 60 * MINUTE)).toEqual([4880]);
		expect([counts(piperun), await linksOf(phone), await alertsOf(queue)]).toEqual([ONE_OF_EACH, theIds(), []]);
	});

	it.each(['POST /companies', 'POST /persons', 'POST /deals', 'POST /notes'])(
		'timing out after %s was done, and at every question after it: found by the next try',
		async (route) => {
			const phone = await queue.lead(1);
			let created = false;
			piperun.faults.push({ kind: 'status', status: 503, times: 8, match: (path) => (created ||= path === route) && path !== route });
			piperun.faults.push({ kind: 'resetAfter', ...on(route) });
			expect(await work(piperun, queue, 2)).toMatchObject([{ status: 'pending' }]);
			piperun.faults.clear();
			await work(piperun, queue, 2 + 2 * MINUTE);
			expect([counts(piperun), await linksOf(phone), await alertsOf(queue)]).toEqual([ONE_OF_EACH, theIds(), []]);
		},
	);

	it('answering 429: waited for where it asks for little, left for later where it asks for much', async () => {
		const phone = await queue.lead(1);
		piperun.faults.push({ kind: 'status', status: 429, ...on('POST /companies') });
		piperun.faults.push({ kind: 'status', status: 429, headers: { 'retry-after': '7' }, ...on('POST /persons') });
		piperun.faults.push({ kind: 'status', status: 429, headers: { 'retry-after': '900' }, ...on('POST /deals') });
		expect(await work(piperun, queue, 2)).toMatchObject([{ status: 'pending', attempts: 1 }]);
		expect(await linksOf(phone)).toMatchObject({ person_id: String(idOf('persons')), deal_id: null });
		now = 20;
		expect(await workUntil(30 * MINUTE)).toEqual([920]);
		expect([counts(piperun), await linksOf(phone)]).toEqual([ONE_OF_EACH, theIds()]);
	});

	it('refusing: given up at once, the team is told once; new words or a retry bring it back', async () => {
		const phone = await queue.lead(1);
		const refuse = () => piperun.faults.push({ kind: 'status', status: 422, ...on('POST /deals') });
		refuse();
		expect(await work(piperun, queue, 2)).toMatchObject([{ status: 'failed', attempts: 1 }]);
		refuse();
		await learn(phone, 3, { product: 'FBM100' });
		expect(await work(piperun, queue, 4)).toMatchObject([{ status: 'failed', attempts: 1 }]);
		expect(await alertsOf(queue)).toEqual([
			{ kind: 'crm_given_up', phone, name: 'Maria Souza', error: expect.stringMatching(/^deal: .*PipeRun/) },
		]);
		expect([await statusOf(phone), await work(piperun, queue, 24 * 60 * MINUTE)]).toEqual(['failed', []]);
		expect(await rpc('retry_crm_syncs', { p_channel: queue.channel, p_now: at(24 * 60 * MINUTE) })).toEqual({ queued: 1 });
		await work(piperun, queue, 24 * 60 * MINUTE);
		expect([counts(piperun), await linksOf(phone), await statusOf(phone)]).toEqual([ONE_OF_EACH, theIds(), 'synced']);
	});

	/** Each lasts until PipeRun goes on. */
	const OUTAGES: Array<[string, string, () => void | Promise<void>]> = [
		['out of reach', 'unreachable', async () => await piperun.down()],
		['answering 503', 'unavailable', () => void piperun.faults.push({ kind: 'status', status: 503, times: Infinity })],
		['answering 500', 'unavailable', () => void piperun.faults.push({ kind: 'status', status: 500, times: Infinity })],
		// A gateway's page, as hosts show it while the service behind them is being mended.
		[
			'behind a gateway that is',
			'unavailable',
			() => void piperun.faults.push({ kind: 'status', status: 502, body: '<html>Bad Gateway</html>', times: Infinity }),
		],
	];

	it.each(OUTAGES)('%s for days: tried every hour in the end, never given up, told once as a whole', async (_, reason, begin) => {
		const phone = await queue.lead(1);
		await begin();
		const waits: number[] = [];
		let due = 1;
		for (let tries = 0; tries < 12; tries++) {
			const [saved] = await work(piperun, queue, due);
			const { next_attempt_at } = saved as { next_attempt_at: string };
			const next = (Date.parse(next_attempt_at) - T0) / 1000;
			waits.push((next - due) / MINUTE);
			due = next;
		}
		expect(waits).toEqual([1, 5, 15, 60, 60, 60, 60, 60, 60, 60, 60, 60]);
		expect(await alertsOf(queue)).toMatchObject([{ kind: 'integration_down', integration: 'piperun', reason, phone }]);
		await sql(`update outbox set status = 'sent', attempts = 1 where channel = $1 and kind = 'notice'`, [queue.channel]);
		piperun.faults.clear();
		if (reason === 'unreachable') await piperun.up();
		expect(await work(piperun, queue, due)).toMatchObject([{ status: 'sent' }]);
		expect((await alertsOf(queue)).map(({ kind }) => kind)).toEqual(['integration_down', 'integration_up']);
	});

	it('failing for one lead for days: given up after ten tries', async () => {
		await queue.lead(1);
		piperun.faults.push({ kind: 'status', status: 503, times: Infinity, ...on('POST /deals') });
		const waits: number[] = [];
		for (let due = 1; ;) {
			const [saved] = await work(piperun, queue, due);
			const { status, next_attempt_at } = saved as { status: string; next_attempt_at: string };
			if (status === 'failed') break;
			const next = (Date.parse(next_attempt_at) - T0) / 1000;
			waits.push((next - due) / MINUTE);
			due = next;
		}
		expect(waits).toEqual([1, 5, 15, 60, 180, 360, 720, 1440, 1440]);
		expect((await alertsOf(queue)).map(({ kind }) => kind)).toEqual(['crm_given_up']);
	});

	it('out of patience for days: no lead is at fault, none is given up', async () => {
		const phone = await queue.lead(1);
		piperun.faults.push({ kind: 'status', status: 429, headers: { 'retry-after': '900' }, times: Infinity });
		for (let tries = 0, due = 1; tries < 12; tries++) {
			const [saved] = await work(piperun, queue, due);
			due = (Date.parse((saved as { next_attempt_at: string }).next_attempt_at) - T0) / 1000;
		}
		expect(await statusOf(phone)).toBe('pending');
		expect(await alertsOf(queue)).toMatchObject([{ kind: 'integration_down', integration: 'piperun', reason: 'rateLimited', phone }]);
	});

	it('out of patience for a minute: nobody is told', async () => {
		const phone = await queue.lead(1);
		piperun.faults.push({ kind: 'status', status: 429, headers: { 'retry-after': '61' } });
		const [saved] = await work(piperun, queue, 2);
		await work(piperun, queue, (Date.parse((saved as { next_attempt_at: string }).next_attempt_at) - T0) / 1000);
		expect([await statusOf(phone), await alertsOf(queue)]).toEqual(['synced', []]);
	});
});

describe('a worker', () => {
	it('that is killed after each step, before or after it was saved, leaves one of each', async () => {
		for (const isSaved of [false, true])
			for (let died = 0; died < 5; died++) {
				const phone = await queue.lead(now + 1, { company: `Empresa ${died} ${isSaved}` });
				let [job] = await queue.claim(now + 2);
				for (let n = 0; n <= died; n++) {
					const { save } = await step(piperun, job, now + 2);
					if (n === died && !isSaved) break;
					const { next } = await save();
					if (!next) break;
					job = next;
				}
				now += 20 * MINUTE;
				await work(piperun, queue, now);
				expect(await linksOf(phone)).toMatchObject({ note_id: String(piperun.account.all('notes').at(-1)?.id) });
			}
		expect(counts(piperun)).toEqual({ companies: 10, persons: 10, deals: 10, notes: 10 });
	});

	it('that was only slow meets the one that took its lead over, at every step', async () => {
		for (let slow = 0; slow < 4; slow++) {
			const phone = await queue.lead(now + 1, { company: `Empresa ${slow}` });
			let [job] = await queue.claim(now + 2);
			for (let n = 0; n < slow; n++) job = (await (await step(piperun, job, now + 2)).save()).next!;
			now += 20 * MINUTE;
			const [mine, theirs] = await Promise.all([step(piperun, job, now), work(piperun, queue, now)]);
			expect(theirs).toMatchObject([{ saved: true, status: 'sent' }]);
			expect(await mine.save()).toMatchObject({ saved: false, reason: 'lease_lost', next: null });
			expect(await statusOf(phone)).toBe('synced');
		}
		expect(counts(piperun)).toEqual({ companies: 4, persons: 4, deals: 4, notes: 4 });
	});

	it('takes a lead once, however many ask', async () => {
		await queue.lead(1);
		const all = await Promise.all(Array.from({ length: 6 }, async () => await work(piperun, queue, 2)));
		expect([all.flat().length, counts(piperun)]).toEqual([1, ONE_OF_EACH]);
	});

	it('meets changes of the same leads all the time: nothing blocks, and the newest state ends in PipeRun', async () => {
		const phones = await Promise.all(Array.from({ length: 10 }, async (_, n) => await queue.lead(1, { company: `Empresa ${n}` })));
		let learning = true;
		const learn1 = async (phone: string) => {
			for (let n = 1; n <= 15; n++) await learn(phone, 2, { product: `Versão ${n}` });
		};
		const worker = async () => {
			while (learning) await work(piperun, queue, 3);
		};
		const workers = [worker(), worker(), worker()];
		await Promise.all(phones.map(learn1));
		learning = false;
		await Promise.all(workers);
		while ((await work(piperun, queue, 4)).length > 0);
		expect(counts(piperun)).toEqual({ companies: 10, persons: 10, deals: 10, notes: 10 });
		expect(piperun.account.all('deals').map(({ title }) => title)).toEqual(phones.map(() => 'Lead - Versão 15 - Santa Maria/RS'));
	});
});
