import type { IDataObject } from 'n8n-workflow';

import { startPipeRun, type PipeRunStandIn } from '../sandbox/piperun';
import { counts, LEAD, ONE_OF_EACH, sync } from './syncCaller';

jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => await Promise.resolve() }));

const DAY_MS = 86_400_000;
let piperun: PipeRunStandIn;
let now: number;
beforeEach(async () => {
	now = Date.now();
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
