import type { IDataObject } from 'n8n-workflow';

import { startPipeRun, type PipeRunStandIn } from '../sandbox/piperun';
import { counts, failureOf, LEAD, ONE_OF_EACH, sync } from './syncCaller';

const mockWaits: number[] = [];
jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => void mockWaits.push(ms),
}));
let piperun: PipeRunStandIn;
let now: number;
beforeEach(async () => {
	now = Date.now();
	mockWaits.length = 0;
	piperun = await startPipeRun({ token: 'TOKEN', now: () => now });
});
afterEach(async () => {
	await piperun.stop();
	expect(piperun.violations).toEqual([]);
});

const only = (collection: string) => piperun.account.all(collection)[0];

describe('a new lead', () => {
	it('becomes one company, one person, one deal and one note', async () => {
		const { ids, account } = piperun;
		const result = await sync(piperun, LEAD, { originId: ids.origin, ownerId: ids.user });
		const city = account.all('cities').find(({ name, uf }) => name === 'Santa Maria' && uf === 'RS')?.id;
		expect(counts(piperun)).toEqual(ONE_OF_EACH);
		expect(only('companies')).toMatchObject({ name: 'Padaria São João', city_id: city });
		expect(only('persons')).toMatchObject({
			name: 'Maria Souza',
			external_code: LEAD.phone,
			company_id: only('companies').id,
			city_id: city,
			contactPhones: [expect.objectContaining({ phone: LEAD.phone })],
		});
		expect(only('deals')).toMatchObject({
			title: 'Lead - FB300 - Santa Maria/RS',
			pipeline_id: ids.pipeline,
			stage_id: ids.stage,
			person_id: only('persons').id,
			company_id: only('companies').id,
			origin_id: ids.origin,
			owner_id: ids.user,
			temperature: 2,
			reference: `atendeaqui:${LEAD.phone}:1`,
		});
		expect(only('notes')).toMatchObject({
			deal_id: only('deals').id,
			text: expect.stringContaining('<b>Dados do Cliente</b><br>Empresa: Padaria São João<br>'),
		});
		expect(result).toMatchObject({
			outcome: 'synced',
			done: true,
			steps: { company: 'created', person: 'created', deal: 'created', note: 'created' },
			companyId: only('companies').id,
			personId: only('persons').id,
			dealId: only('deals').id,
			noteId: only('notes').id,
			warnings: [],
		});
	});

	it('from abroad is written with its plus, found again, and is nobody of Brazil', async () => {
		const peru = { ...LEAD, phone: '51987654321', whatsapp_name: null, name: 'Rosa', email: null };
		await sync(piperun, { ...LEAD, phone: '5551987654321', name: 'Bruno' });
		const { warnings = [] } = (await sync(piperun, peru)) as { warnings?: string[] };
		await sync(piperun, peru);
		expect(warnings).toEqual([]);
		expect(piperun.account.all('persons').map(({ name, contactPhones }) => [name, contactPhones])).toEqual([
			['Bruno', [expect.objectContaining({ phone: '5551987654321' })]],
			['Rosa', [expect.objectContaining({ phone: '+51987654321' })]],
		]);
	});

	it('may have neither company nor name nor city', async () => {
		const result = await sync(piperun, { phone: LEAD.phone, temperature: 'quente' });
		expect(counts(piperun)).toEqual({ ...ONE_OF_EACH, companies: 0 });
		expect(only('persons')).toMatchObject({ name: 'Lead WhatsApp' });
		expect(only('deals')).toMatchObject({ title: 'Lead - Interesse - Brasil' });
		expect(result).toMatchObject({ companyId: null, steps: { company: 'skipped' } });
		await sync(piperun, { ...LEAD, company: '' }, { links: result.links });
		expect(only('persons')).toMatchObject({ name: 'Maria Souza' });
		expect(only('deals')).toMatchObject({ title: 'Lead - FB300 - Santa Maria/RS' });
	});

	it('gets the origin of its channel', async () => {
		const { origin } = piperun.ids;
		const instagram = piperun.account.add('origins', { name: 'Instagram' }).id;
		const origins = { entry: [{ channel: 'Instagram', origin: instagram }] };
		await sync(piperun, { ...LEAD, channel: 'instagram' }, { originId: origin, origins });
		await sync(piperun, { ...LEAD, phone: '5511999990002', channel: 'site' }, { originId: origin, origins });
		expect(piperun.account.all('deals').map(({ origin_id }) => origin_id)).toEqual([instagram, origin]);
	});

	it('is not wanted by the policy: nothing is asked', async () => {
		expect(await sync(piperun, { ...LEAD, temperature: 'cold' })).toEqual({ outcome: 'skipped', reason: 'temperature: cold', done: true });
		expect(piperun.requests).toEqual([]);
	});

	it('says what is wrong with it', async () => {
		await expect(sync(piperun, { ...LEAD, phone: '12' })).rejects.toThrow('too short');
		await expect(sync(piperun, LEAD, { noteTemplate: '{resumao}' })).rejects.toThrow('a placeholder that does not exist: {resumao}');
		await expect(sync(piperun, LEAD, { links: { dealId: 'x' } })).rejects.toThrow('"x" in "Links" is not a PipeRun ID');
	});

	it('in a city that PipeRun does not have goes without it, and says so', async () => {
		expect(await sync(piperun, { ...LEAD, city: 'Atlântida' })).toMatchObject({
			cityId: null,
			warnings: ['PipeRun has no city "Atlântida/RS"'],
		});
	});
});

describe('step by step', () => {
	it('gives each id back before the next step', async () => {
		const seen: unknown[] = [];
		let links: IDataObject = {};
		for (let result: IDataObject = {}; result.done !== true; links = result.links as IDataObject) {
			result = await sync(piperun, LEAD, { run: 'step', links });
			seen.push(Object.entries(result.steps as IDataObject).at(-1), counts(piperun));
		}
		expect(seen).toEqual([
			['company', 'created'],
			{ companies: 1, persons: 0, deals: 0, notes: 0 },
			['person', 'created'],
			{ companies: 1, persons: 1, deals: 0, notes: 0 },
			['deal', 'created'],
			{ companies: 1, persons: 1, deals: 1, notes: 0 },
			['note', 'created'],
			ONE_OF_EACH,
		]);
	});

	it('survives being killed after each request: what was not stored is found again', async () => {
		await sync(piperun);
		const total = piperun.requests.length;
		await piperun.stop();
		for (let died = 1; died <= total; died++) {
			piperun = await startPipeRun({ token: 'TOKEN' });
			piperun.faults.push({ kind: 'delay', ms: 0, times: died - 1 }, { kind: 'resetAfter', times: 1000 });
			await failureOf(sync(piperun));
			piperun.faults.clear();
			await sync(piperun);
			expect([died, counts(piperun)]).toEqual([died, ONE_OF_EACH]);
			await piperun.stop();
		}
	});
});

describe('when PipeRun fails', () => {
	const ROUTES = ['POST /companies', 'POST /persons', 'POST /deals', 'POST /notes'];
	const on = (route: string) => ({ match: (path: string) => path === route });

	it.each(ROUTES)('%s done without an answer: what was made is found at once', async (route) => {
		piperun.faults.push({ kind: 'resetAfter', ...on(route) });
		expect(await sync(piperun)).toMatchObject({ outcome: 'synced' });
		expect(counts(piperun)).toEqual(ONE_OF_EACH);
	});

	it.each(ROUTES)('%s done but answered too late: the same', async (route) => {
		piperun.faults.push({ kind: 'delay', ms: 1000, ...on(route) });
		expect(await sync(piperun)).toMatchObject({ outcome: 'synced' });
		expect(counts(piperun)).toEqual(ONE_OF_EACH);
	});

	it.each(ROUTES)('%s not done: the step fails with what is there so far, and a second run goes on', async (route) => {
		piperun.faults.push({ kind: 'reset', ...on(route) });
		const { facts } = await failureOf(sync(piperun));
		const made = Object.values(counts(piperun)).reduce((sum, count) => sum + count, 0);
		expect(facts).toMatchObject({ retry: true, kind: 'timedOut', step: ['company', 'person', 'deal', 'note'][made] });
		expect(Object.keys(facts.links).filter((key) => key !== 'city')).toHaveLength(made);
		await sync(piperun, LEAD, { links: facts.links });
		expect(counts(piperun)).toEqual(ONE_OF_EACH);
	});

	it.each(['GET /cities', 'GET /companies', 'GET /persons', 'GET /deals', 'GET /notes'])(
		'%s: an outage is never taken for "not found"',
		async (route) => {
			await sync(piperun);
			piperun.faults.push({ kind: 'status', status: 503, times: 100, ...on(route) });
			expect((await failureOf(sync(piperun))).facts).toMatchObject({ retry: true, kind: 'unavailable', status: 503 });
			piperun.faults.clear();
			expect(counts(piperun)).toEqual(ONE_OF_EACH);
		},
	);

	it('is down for half an hour: nothing is made, and one of each afterwards', async () => {
		await piperun.down();
		for (let minute = 0; minute < 30; minute += 5)
			expect((await failureOf(sync(piperun))).facts).toMatchObject({ retry: true, kind: 'unreachable', step: 'company', links: {} });
		await piperun.up();
		await sync(piperun);
		expect(counts(piperun)).toEqual(ONE_OF_EACH);
	});

	it('has too much to do: it is waited for as long as it asks, and otherwise a little', async () => {
		piperun.faults.push({ kind: 'status', status: 429, headers: { 'retry-after': '7' }, ...on('POST /deals') });
		piperun.faults.push({ kind: 'status', status: 429, ...on('POST /notes') });
		expect(await sync(piperun)).toMatchObject({ outcome: 'synced' });
		expect(counts(piperun)).toEqual(ONE_OF_EACH);
		expect(mockWaits).toEqual([7000, expect.any(Number)]);
	});

	it('wants more patience than there is: the time is told', async () => {
		piperun.faults.push({ kind: 'status', status: 429, headers: { 'retry-after': '900' }, ...on('POST /deals') });
		expect((await failureOf(sync(piperun))).facts).toMatchObject({ retry: true, kind: 'rateLimited', retryAfterMs: 900_000, step: 'deal' });
	});

	it('refuses: trying again makes no sense', async () => {
		const { stage } = piperun.ids;
		const refused = await failureOf(sync(piperun, LEAD, { stageId: stage + 999 }));
		expect(refused.facts).toMatchObject({ retry: false, kind: 'rejected', status: 422, step: 'deal', personId: only('persons').id });
		expect(refused.message).toContain('stage_id');
	});
});
