import { startPipeRun, type PipeRunStandIn } from '../sandbox/piperun';
import { at } from '../database/client';
import { closeSql, sql } from '../setup/supabase';
import { alertsOf, learn, newQueue, statusOf, step, work, type Queue } from './crmWorker';
import { counts, doorTo, ONE_OF_EACH } from './syncCaller';

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

const on = (route: string) => ({ match: (path: string) => path === route });
/** Runs a worker every 20 seconds, as the workflow does, and tells when it was at something. */
async function workUntil(end: number): Promise<number[]> {
	const busy: number[] = [];
	for (; now < end; now += 20) if ((await work(piperun, queue, now)).length > 0) busy.push(now);
	return busy;
}

describe('PipeRun', () => {
	describe('refusing the token', () => {
		const refused = () => doorTo(piperun, 'OLD');
		const read = async () =>
			await sql(`update outbox set status = 'sent', attempts = 1 where channel = $1 and kind = 'notice'`, [queue.channel]);
		const tries = async () =>
			(
				await sql<{ attempts: number }>(`select attempts from outbox where channel = $1 and kind = 'crm_sync' order by id`, [queue.channel])
			).map(({ attempts }) => attempts);

		it('for three days: no lead is given up, the team is told once, and with the right one all of them come without being asked', async () => {
			const phones = await Promise.all(Array.from({ length: 12 }, async (_, n) => await queue.lead(1, { company: `Empresa ${n}` })));
			let asked = 0;
			for (now = 2; now < 4 * 60 * MINUTE; now += 5 * MINUTE) asked += (await work(piperun, queue, now, 5, refused())).length;
			expect(await alertsOf(queue)).toMatchObject([{ kind: 'integration_down', integration: 'piperun', reason: 'unauthorized' }]);
			expect([await tries(), [...new Set(await Promise.all(phones.map(statusOf)))]]).toEqual([phones.map(() => 0), ['pending']]);
			// Five at a time, every seven minutes and a half at the end: not every lead every time.
			expect(asked).toBeLessThan((4 * 60 * 5) / 7);
			now = 3 * 24 * 60 * MINUTE;
			expect(await work(piperun, queue, now, 12, refused())).toHaveLength(12);
			expect(await tries()).toEqual(phones.map(() => 0));
			await read();
			const mended = now;
			for (; now < mended + 20 * MINUTE; now += 20) await work(piperun, queue, now);
			expect([counts(piperun).deals, [...new Set(await Promise.all(phones.map(statusOf)))]]).toEqual([12, ['synced']]);
			expect((await alertsOf(queue)).map(({ kind }) => kind)).toEqual(['integration_down', 'integration_up']);
		}, 60_000);

		it('new words of a customer find out that it is the right one again, and bring the others along', async () => {
			await queue.lead(1);
			await queue.lead(1, { company: 'Outra' });
			expect(await work(piperun, queue, 2, 5, refused())).toMatchObject([{ status: 'pending' }, { status: 'pending' }]);
			await queue.lead(3, { company: 'Terceira' });
			expect(await work(piperun, queue, 4)).toMatchObject([{ status: 'sent' }]);
			expect(await work(piperun, queue, 5)).toMatchObject([{ status: 'sent' }, { status: 'sent' }]);
		});

		it('a lead that changes meanwhile is synced once, in its newest state', async () => {
			const phone = await queue.lead(1);
			const [job] = await queue.claim(2);
			await learn(phone, 3, { product: 'FBM100' });
			await (await step(piperun, job, 4, refused())).save();
			expect(await work(piperun, queue, 2 * MINUTE)).toMatchObject([{ status: 'sent' }]);
			expect([counts(piperun), await work(piperun, queue, 10 * MINUTE)]).toEqual([ONE_OF_EACH, []]);
			expect(piperun.account.all('deals')[0].title).toContain('FBM100');
		});
	});

	describe('refusing one thing that the user of the token may not do', () => {
		const forbid = (times = Infinity) => piperun.faults.push({ kind: 'status', status: 403, times, ...on('POST /companies') });

		it('holds up no lead that does without it, is told once a day, and passes once it may', async () => {
			const phones = [];
			for (let n = 0; n < 6; n++) phones.push(await queue.lead(1, { company: `Empresa ${n}` }));
			const without = await queue.lead(1, { company: '' });
			forbid();
			await workUntil(5 * MINUTE);
			expect([await statusOf(without), await statusOf(phones[0])]).toEqual(['synced', 'pending']);
			expect(await alertsOf(queue)).toMatchObject([{ kind: 'crm_forbidden', error: expect.stringMatching(/^company: .*PipeRun/) }]);
			piperun.faults.clear();
			await workUntil(60 * MINUTE);
			expect([...new Set(await Promise.all(phones.map(statusOf)))]).toEqual(['synced']);
			expect(await alertsOf(queue)).toHaveLength(1);
		});

		it('that is never allowed ends after ten tries, and is told of that lead', async () => {
			const phone = await queue.lead(1);
			forbid();
			now = 2;
			for (let tries = 0; (await statusOf(phone)) === 'pending' && tries < 20; now += 25 * 60 * MINUTE, tries++)
				await work(piperun, queue, now);
			expect(await statusOf(phone)).toBe('failed');
			expect((await alertsOf(queue)).map(({ kind }) => kind)).toEqual(['crm_forbidden', 'crm_given_up']);
		});
	});

	it('whose user may not even list users is worked with all the same: leads that it takes go on', async () => {
		const phones = [];
		for (let n = 0; n < 6; n++) phones.push(await queue.lead(1, { company: `Empresa ${n}` }));
		const others = await Promise.all(Array.from({ length: 6 }, async () => await queue.lead(1, { company: '' })));
		const refused = ['POST /companies', 'GET /users'];
		piperun.faults.push({ kind: 'status', status: 403, times: Infinity, match: (route) => refused.includes(route) });
		await workUntil(30 * MINUTE);
		expect([...new Set(await Promise.all(others.map(statusOf)))]).toEqual(['synced']);
		expect([...new Set(await Promise.all(phones.map(statusOf)))]).toEqual(['pending']);
	});
});
