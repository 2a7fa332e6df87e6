import { startPipeRun, type PipeRunStandIn } from '../sandbox/piperun';
import { faultQueue } from '../sandbox/faults';
import { startServer, type Answer, type Server } from '../sandbox/server';
import { at } from '../database/client';
import { closeSql, sql } from '../setup/supabase';
import { alertsOf, learn, linksOf, newQueue, statusOf, work, type Queue } from './crmWorker';
import { counts, doorTo, ONE_OF_EACH } from './syncCaller';

jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => undefined }));

const MINUTE = 60;
const T0 = Date.parse(at(0));
let piperun: PipeRunStandIn;
let queue: Queue;
let another: Server;
let answers: (method: string) => Answer;
let now: number;
beforeEach(async () => {
	now = 0;
	piperun = await startPipeRun({ token: 'TOKEN', now: () => T0 + now * 1000 });
	another = await startServer({ faults: faultQueue(), faultBody: () => ({}), answer: ({ method }) => answers(method) });
	queue = await newQueue();
});
afterEach(async () => {
	await Promise.all([piperun.stop(), another.stop()]);
	expect(piperun.violations).toEqual([]);
});
afterAll(closeSql);

const page = (status: number, body: string): Answer => ({ status, headers: { 'content-type': 'text/html' }, body });
const data = (status: number, body: unknown): Answer => ({
	status,
	headers: { 'content-type': 'application/json' },
	body: JSON.stringify(body),
});
/** The door with the address of somebody else in the credential. */
const elsewhere = () => doorTo({ ...piperun, baseUrl: `${another.url}/v1` });
const read = async () =>
	await sql(`update outbox set status = 'sent', attempts = 1 where channel = $1 and kind = 'notice'`, [queue.channel]);
const readNotices = async () => (await alertsOf(queue)).map(({ kind, integration, reason }) => [kind, integration ?? null, reason ?? null]);

describe('the Base URL leads to', () => {
	it.each<[string, (method: string) => Answer]>([
		['PipeRun, but a path of which it knows nothing', () => data(404, { success: false, message: 'Not Found' })],
		['another API', () => data(404, { message: 'Cannot GET /v1/users', error: 'Not Found', statusCode: 404 })],
		['an API that takes everything', () => data(200, { ok: true })],
		['a list of something else', () => data(200, [])],
		['an app that shows its page for every address', () => page(200, '<!DOCTYPE html><html><div id="app"></div></html>')],
		['a server of files, which takes no posts', (method) => page(method === 'GET' ? 404 : 405, '<html><h1>Not Allowed</h1></html>')],
		['a store of files', () => page(404, '<?xml version="1.0"?><Error><Code>NoSuchKey</Code></Error>')],
		['the encrypted port, without encryption', () => page(400, '<html>The plain HTTP request was sent to HTTPS port</html>')],
	])('%s: leads wait, the team is told once and again when it is over', async (_, answer) => {
		answers = answer;
		const phones = await Promise.all(Array.from({ length: 3 }, async (_1, n) => await queue.lead(1, { company: n ? `Empresa ${n}` : '' })));
		for (now = 2; now < 6 * 60 * MINUTE; now += 20 * MINUTE) await work(piperun, queue, now, 5, elsewhere());
		now = 5 * 24 * 60 * MINUTE;
		for (let n = 0; n < 11; n++, now += 24 * 60 * MINUTE) await work(piperun, queue, now, 5, elsewhere());
		expect([...new Set(await Promise.all(phones.map(statusOf)))]).toEqual(['pending']);
		expect(await readNotices()).toEqual([['integration_down', 'piperun', 'misaddressed']]);
		await read();
		for (const mended = now; now < mended + 20 * MINUTE; now += 20) await work(piperun, queue, now);
		expect([counts(piperun).deals, [...new Set(await Promise.all(phones.map(statusOf)))]]).toEqual([3, ['synced']]);
		expect((await readNotices()).map(([kind]) => kind)).toEqual(['integration_down', 'integration_up']);
	});

	it('nobody any more, for a lead that PipeRun has: nothing is made twice once it is mended', async () => {
		const phone = await queue.lead(1);
		await work(piperun, queue, 2);
		const links = await linksOf(phone);
		answers = () => data(404, { success: false, message: 'Not Found' });
		await learn(phone, 3, { product: 'FBM100', company: 'Padaria Nova', name: 'Maria Lima' });
		await work(piperun, queue, 4, 5, elsewhere());
		expect([await linksOf(phone), await statusOf(phone)]).toEqual([links, 'pending']);
		await work(piperun, queue, 10 * MINUTE);
		expect([counts(piperun), await linksOf(phone)]).toEqual([ONE_OF_EACH, links]);
	});
});

describe('the Base URL is right, and', () => {
	it('a record of the lead was deleted: that is the lead’s own matter', async () => {
		const phone = await queue.lead(1);
		await work(piperun, queue, 2);
		const { id } = piperun.account.all('companies')[0];
		piperun.faults.push({ kind: 'status', status: 404, match: (route) => route === `GET /companies/${id}` });
		await learn(phone, 3, { company: 'Padaria Nova' });
		expect(await work(piperun, queue, 4)).toMatchObject([{ status: 'sent' }]);
		expect(await alertsOf(queue)).toEqual([]);
	});

	it.each([
		['a write to it is not found', 404, { success: false, message: 'Not Found' }],
		['something in between refuses one request with a page', 413, '<html>Request Entity Too Large</html>'],
	])('%s: the lead is given up at once, the others go on', async (_, status, body) => {
		const phone = await queue.lead(1);
		const other = await queue.lead(1, { company: '' });
		const fault = { kind: 'status', status, times: Infinity, body } as const;
		piperun.faults.push({ ...fault, match: (route) => route === 'POST /companies' });
		await work(piperun, queue, 2);
		expect([await statusOf(phone), await statusOf(other)]).toEqual(['failed', 'synced']);
		expect(await readNotices()).toEqual([['crm_given_up', null, null]]);
	});
});
