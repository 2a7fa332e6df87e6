import type { IDataObject } from 'n8n-workflow';

import { startPipeRun, type PipeRunStandIn } from '../sandbox/piperun';
import { counts, failureOf, LEAD, ONE_OF_EACH, sync } from './syncCaller';

const mockWaits: number[] = [];
jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => void mockWaits.push(ms),
}));

const DAY_MS = 86_400_000;
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
const writes = (from = 0) =>
	piperun.requests
		.slice(from)
		.filter(({ method }) => method !== 'GET')
		.map(({ method, path, body }) => [`${method} ${path}`, body]);

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

describe('what is there already', () => {
	it('is found without links, and nothing is written twice', async () => {
		const first = await sync(piperun);
		const before = piperun.requests.length;
		const again = await sync(piperun);
		expect(writes(before)).toEqual([]);
		expect(again).toMatchObject({
			dealId: first.dealId,
			noteId: first.noteId,
			steps: { company: 'found', person: 'found', deal: 'found', note: 'found' },
		});
	});

	it('is not even looked for with links, but for the deal: it may have been closed', async () => {
		const { links } = await sync(piperun);
		const before = piperun.requests.length;
		await sync(piperun, LEAD, { links });
		expect(piperun.requests.slice(before).map(({ method, path }) => `${method} ${path}`)).toEqual([`GET /deals/${only('deals').id}`]);
	});

	it('is brought up to date by changes, field by field', async () => {
		const { links } = await sync(piperun);
		const before = piperun.requests.length;
		await sync(piperun, { ...LEAD, product: 'FBM100', temperature: 'warm', email: 'maria@example.com' }, { links });
		expect(counts(piperun)).toEqual(ONE_OF_EACH);
		expect(writes(before)).toEqual([
			[`PUT /persons/${only('persons').id}`, { contactEmails: ['maria@example.com'] }],
			[`PUT /deals/${only('deals').id}`, { title: 'Lead - FBM100 - Santa Maria/RS', temperature: 3 }],
			[`PUT /notes/${only('notes').id}`, { text: expect.stringContaining('FBM100') }],
		]);
	});

	it('keeps what people changed in the CRM', async () => {
		const { links } = await sync(piperun);
		only('deals').title = 'Padaria: linha completa';
		only('persons').name = 'Dona Maria';
		await sync(piperun, { ...LEAD, name: 'Maria S.', product: 'FBM100' }, { links });
		expect(only('deals').title).toBe('Padaria: linha completa');
		expect(only('persons').name).toBe('Dona Maria');
	});

	it('of people only gets its empty places filled', async () => {
		const { account } = piperun;
		const company = account.add('companies', { name: 'PADARIA SAO JOAO', cnpj: '11222333000181' });
		const person = account.add('persons', { name: 'Mariazinha', contactPhones: ['(11) 99999-0001'] });
		await sync(piperun, { ...LEAD, name: 'Maria', cnpj: '11.222.333/0001-81', company: 'São João Pães' });
		expect(counts(piperun)).toEqual(ONE_OF_EACH);
		expect(company).toMatchObject({ name: 'PADARIA SAO JOAO', city_id: expect.any(Number) });
		expect(person).toMatchObject({ name: 'Mariazinha', external_code: LEAD.phone, company_id: company.id });
	});

	it('is found by e-mail among many, though the filter is ignored', async () => {
		for (let n = 0; n < 20; n++) piperun.account.add('persons', { name: `Outro ${n}`, contactEmails: [`outro${n}@example.com`] });
		const maria = piperun.account.add('persons', { name: 'M. S.', contactEmails: ['maria@example.com'] });
		const result = await sync(piperun, { ...LEAD, email: 'Maria@example.com' });
		expect(result.personId).toBe(maria.id);
		expect(maria.contactPhones).toEqual([expect.objectContaining({ phone: LEAD.phone })]);
	});

	it.each(['texts', 'objects', 'both'] as const)('phones and e-mails are stored when PipeRun takes %s', async (contacts) => {
		piperun.account.habits.contacts = contacts;
		const result = await sync(piperun, { ...LEAD, email: 'maria@example.com' });
		expect(only('persons')).toMatchObject({
			contactPhones: [expect.objectContaining({ phone: LEAD.phone })],
			contactEmails: [expect.objectContaining({ email: 'maria@example.com' })],
		});
		expect(result.warnings).toEqual([]);
	});

	it('is found when PipeRun does not keep the external code', async () => {
		piperun.account.habits.keepsExternalCode = false;
		await sync(piperun);
		await sync(piperun);
		expect(counts(piperun)).toEqual(ONE_OF_EACH);
	});

	it('is looked up again when a link points to nothing', async () => {
		const { links } = await sync(piperun);
		const { company, person } = links as Record<string, IDataObject>;
		const stale = { ...links, company: { ...company, id: 1, sent: {} }, person: { ...person, id: 2, sent: {} } };
		expect(await sync(piperun, LEAD, { links: stale })).toMatchObject({ companyId: only('companies').id, personId: only('persons').id });
		expect(counts(piperun)).toEqual(ONE_OF_EACH);
	});

	it('may be known by bare ids alone', async () => {
		const { companyId, personId, dealId, noteId } = await sync(piperun);
		const flat = { company_id: companyId, person_id: personId, deal_id: dealId, note_id: String(noteId) };
		expect(await sync(piperun, LEAD, { links: flat })).toMatchObject({ companyId, personId, dealId, noteId });
		expect(await sync(piperun, LEAD, { links: '' })).toMatchObject({ companyId, personId, dealId, noteId });
		expect(counts(piperun)).toEqual(ONE_OF_EACH);
	});
});

describe('a deal', () => {
	it('that was closed recently is left alone; long ago, it is followed by a new one with its own note', async () => {
		const first = await sync(piperun);
		Object.assign(only('deals'), { status: 3, closed_at: '2000-01-01 10:00:00' });
		const second = await sync(piperun, LEAD, { links: first.links });
		expect(second.dealId).not.toBe(first.dealId);
		expect(piperun.account.all('deals').map(({ reference }) => reference)).toEqual([
			`atendeaqui:${LEAD.phone}:1`,
			`atendeaqui:${LEAD.phone}:2`,
		]);
		expect(piperun.account.all('notes').map(({ deal_id }) => deal_id)).toEqual([first.dealId, second.dealId]);
		const closed = piperun.account.all('deals')[1];
		Object.assign(closed, { status: 1, closed_at: new Date(now - 3 * DAY_MS).toISOString().slice(0, 19).replace('T', ' ') });
		expect(await sync(piperun, { ...LEAD, product: 'FBM100' }, { links: second.links })).toMatchObject({
			dealId: second.dealId,
			dealLeft: 'closedRecently',
			steps: { deal: 'kept', note: 'updated' },
		});
		expect(counts(piperun)).toEqual({ companies: 1, persons: 1, deals: 2, notes: 2 });
	});

	it('that people put into the bin, or deleted, is not made again', async () => {
		const { links } = await sync(piperun);
		only('deals').deleted = 1;
		expect(await sync(piperun, LEAD, { links })).toMatchObject({ dealLeft: 'inTheBin', steps: { note: 'skipped' } });
		const elsewhere = { ...links, deal: { ...(links.deal as IDataObject), id: 1 } };
		expect(await sync(piperun, LEAD, { links: elsewhere })).toMatchObject({ dealLeft: 'inTheBin' });
		expect(counts(piperun)).toEqual(ONE_OF_EACH);
	});

	it('that people opened for the person is used', async () => {
		const { ids, account } = piperun;
		const person = account.add('persons', { name: 'Maria', contactPhones: ['11999990001'] });
		const deal = account.add('deals', {
			title: 'Visita',
			person_id: person.id,
			pipeline_id: ids.pipeline,
			stage_id: ids.nextStage,
			reference: 'rd-17',
		});
		expect(await sync(piperun)).toMatchObject({ dealId: deal.id, steps: { deal: 'updated' } });
		expect(deal).toMatchObject({ title: 'Visita', temperature: 2, stage_id: ids.nextStage, reference: 'rd-17' });
	});

	it('of a lead that has cooled down is still kept up to date', async () => {
		const { links } = await sync(piperun);
		await sync(piperun, { ...LEAD, temperature: 'cold' }, { links });
		expect(only('deals')).toMatchObject({ temperature: 4 });
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
		piperun.faults.push({ kind: 'status', status: 403, ...on('POST /deals') });
		expect((await failureOf(sync(piperun))).facts).toMatchObject({ retry: false, kind: 'unauthorized' });
	});
});

describe('two workers', () => {
	it.each([1, 2, 3, 4, 5])('on the same lead make one of each (round %i)', async () => {
		const results = await Promise.all([sync(piperun), sync(piperun)]);
		expect(counts(piperun)).toEqual(ONE_OF_EACH);
		expect(results[0].dealId).toBe(results[1].dealId);
		await sync(piperun, LEAD, { links: results[1].links });
		expect(counts(piperun)).toEqual(ONE_OF_EACH);
	});

	it('and a token that may not delete: the second is told of', async () => {
		piperun.faults.push({ kind: 'status', status: 403, times: 9, match: (path) => path.startsWith('DELETE ') });
		const results = await Promise.all([sync(piperun), sync(piperun)]);
		const spare = Object.values(counts(piperun)).reduce((sum, count) => sum + count - 1, 0);
		expect(results.flatMap(({ warnings }) => warnings as string[])).toHaveLength(spare);
		expect(results[0].dealId).toBe(results[1].dealId);
	});

	it('on thirty leads of five companies, each twice, make each once', async () => {
		const leads = Array.from({ length: 30 }, (_, n) => ({
			...LEAD,
			phone: `55119999${String(n).padStart(5, '0')}`,
			name: `Cliente ${n % 7}`,
			company: `Empresa ${n % 5}`,
		}));
		const work = async (mine: typeof leads) => {
			for (const lead of mine) await sync(piperun, lead);
		};
		await Promise.all([work(leads), work([...leads].reverse())]);
		expect(counts(piperun)).toEqual({ companies: 5, persons: 30, deals: 30, notes: 30 });
		expect(new Set(piperun.account.all('persons').map(({ external_code }) => external_code)).size).toBe(30);
	});
});
