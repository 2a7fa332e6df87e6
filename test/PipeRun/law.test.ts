import type { IDataObject } from 'n8n-workflow';

import { startPipeRun, type PipeRunStandIn } from '../sandbox/piperun';
import { personResource } from '../../nodes/PipeRun/operations/person';
import { wireObject } from '../../nodes/shared/kit/field';
import type { Call, Composite } from '../../nodes/shared/kit/operation';
import { doorTo, LEAD, sync } from './syncCaller';

let piperun: PipeRunStandIn;
beforeEach(async () => {
	piperun = await startPipeRun({ token: 'TOKEN' });
});
afterEach(async () => {
	await piperun.stop();
	expect(piperun.violations).toEqual([]);
});

const run = async (name: 'exportPerson' | 'erasePerson', given: IDataObject): Promise<IDataObject> => {
	const operation = personResource.operations[name] as Composite;
	const call = { values: wireObject(operation.fields, { ids: '', links: '[]', deals: 'empty', ...given }), send: doorTo(piperun) };
	return [await operation.run(call as unknown as Call)].flat()[0].json;
};
const steps = async (given: IDataObject) =>
	((await run('erasePerson', given)).steps as Array<Record<string, string>>).map(({ what, result }) => `${what} ${result}`);
const linksOf = ({ links }: { links: IDataObject }, more: object = {}) => {
	const id = (name: string) => (links[name] as IDataObject).id;
	return [{ person_id: id('person'), company_id: id('company'), deal_id: id('deal'), note_id: id('note'), ...more }];
};
const all = () => JSON.stringify(['persons', 'companies', 'deals', 'notes', 'activities'].map((name) => piperun.account.all(name)));
const idIn = ({ links }: { links: IDataObject }, name: string) => (links[name] as { id: number }).id;

describe('a person in PipeRun', () => {
	it('is read and erased by the links of the sync; others are left alone', async () => {
		const theirs = await sync(piperun);
		await sync(piperun, { ...LEAD, phone: '5521999990001', name: 'Outra Maria', company: 'Outra' });
		// What people wrote by hand about the person, and about somebody else.
		piperun.account.add('notes', { person_id: (theirs.links.person as IDataObject).id, text: 'ligar de manhã' });
		piperun.account.add('notes', { person_id: 999_999, text: 'nada a ver' });
		const links = linksOf(theirs);
		const whole = await run('exportPerson', { links });
		expect(Object.fromEntries(Object.entries(whole).map(([name, rows]) => [name, (rows as object[]).length]))).toEqual({
			persons: 1,
			deals: 1,
			notes: 2,
			activities: 0,
			companies: 1,
		});
		expect(await steps({ links })).toEqual(['note deleted', 'note deleted', 'deal emptied', 'person deleted', 'company deleted']);
		expect(all()).not.toMatch(/Maria Souza|5511999990001|11999990001|São João|ligar de manhã/);
		expect(all()).toMatch(/Outra Maria[\s\S]*nada a ver/);
		expect(piperun.account.all('deals').map(({ title, reference }) => [title, reference])).toContainEqual([
			'Apagado a pedido da pessoa (LGPD)',
			expect.stringMatching(/^lgpd-\d+$/),
		]);
	});

	it('is found by the code and by the phone in both forms where no link is known', async () => {
		await sync(piperun);
		expect(await steps({ ids: '551199990001, 5511999990001, 111@lid' })).toContain('person deleted');
		expect(all()).not.toMatch(/Maria Souza/);
	});

	it('goes with the deals where the operator wants it', async () => {
		const links = linksOf(await sync(piperun));
		expect(await steps({ links, deals: 'delete' })).toEqual(['note deleted', 'deal deleted', 'person deleted', 'company deleted']);
		expect(piperun.account.all('deals')).toEqual([]);
	});

	it('shares a company with a lead of ours, or with somebody of PipeRun: it stays', async () => {
		const theirs = await sync(piperun);
		expect(await steps({ links: linksOf(theirs, { company_shared: true }) })).toContain('company left');
		expect(piperun.account.all('companies')).toHaveLength(1);
	});

	it('that is gone is no failure, and no reason to touch anything else', async () => {
		const links = linksOf(await sync(piperun));
		await steps({ links, deals: 'delete' });
		const before = all();
		expect(await steps({ links, deals: 'delete' })).toEqual([]);
		expect(all()).toBe(before);
		await expect(run('erasePerson', {})).rejects.toThrow('"IDs of the Person" and "Links" are both empty');
	});

	it('takes their tasks and meetings along: of their deals, and of their company, in a list of many', async () => {
		const theirs = await sync(piperun);
		const others = await sync(piperun, { ...LEAD, phone: '5521999990001', name: 'Outra Maria', company: 'Outra' });
		const add = (fields: IDataObject) => piperun.account.add('activities', { status: 0, ...fields });
		// More than a page, so that whoever reads one page leaves some.
		for (let n = 0; n < 103; n++) add({ deal_id: idIn(theirs, 'deal'), title: `Ligar para Maria Souza ${n}`, comment: 'atende de manhã' });
		add({ deal_id: null, title: 'Visita à São João', companies: [{ id: idIn(theirs, 'company') }] });
		add({ deal_id: idIn(others, 'deal'), title: 'Ligar para a Outra', persons: [{ id: idIn(others, 'person') }] });
		add({ deal_id: null, title: 'Reunião da equipe' });
		const links = linksOf(theirs);
		const { activities } = (await run('exportPerson', { links })) as { activities: IDataObject[] };
		expect(activities).toHaveLength(104);
		expect(JSON.stringify(activities)).not.toContain('Outra');
		expect((await steps({ links })).filter((step) => step.startsWith('activity'))).toEqual(Array(104).fill('activity deleted'));
		expect(piperun.account.all('activities').map(({ title }) => title)).toEqual(['Ligar para a Outra', 'Reunião da equipe']);
		expect(all()).not.toMatch(/Maria Souza|São João|de manhã/);
	});

	it('leaves a meeting to the others who take part in it, without the words and without the person', async () => {
		const theirs = await sync(piperun);
		const partner = piperun.account.add('persons', { name: 'Sócia Ltda' });
		const [person, deal] = [idIn(theirs, 'person'), idIn(theirs, 'deal')];
		const persons = [{ id: person }, { id: partner.id }];
		const meeting = piperun.account.add('activities', { deal_id: deal, title: 'Maria e a sócia', description: 'Maria Souza vem', persons });
		const exported = JSON.stringify((await run('exportPerson', { links: linksOf(theirs) })).activities);
		expect([exported.includes('Maria Souza vem'), exported.includes('Sócia Ltda')]).toEqual([true, false]);
		expect(await steps({ links: linksOf(theirs) })).toContain('activity emptied');
		expect(piperun.account.all('activities')).toEqual([
			expect.objectContaining({ id: meeting.id, title: 'Apagado a pedido da pessoa (LGPD)', persons: [{ id: partner.id }] }),
		]);
		expect(all()).not.toContain('Maria Souza');
	});

	it('leaves a visit to another company that was of it, too', async () => {
		const theirs = await sync(piperun);
		const other = piperun.account.add('companies', { name: 'Fornecedor' });
		const companies = [{ id: idIn(theirs, 'company') }, { id: other.id }];
		piperun.account.add('activities', { title: 'Visita com Maria Souza', companies, persons: [{ id: idIn(theirs, 'person') }] });
		expect(await steps({ links: linksOf(theirs) })).toContain('activity emptied');
		expect(piperun.account.all('activities')).toEqual([
			expect.objectContaining({ title: 'Apagado a pedido da pessoa (LGPD)', persons: [] }),
		]);
	});

	it('of a company that others share, only the activities that they take part in are theirs', async () => {
		const theirs = await sync(piperun);
		const company = idIn(theirs, 'company');
		piperun.account.add('persons', { name: 'Colega', company_id: company });
		const add = (title: string, persons: object[]) => piperun.account.add('activities', { title, companies: [{ id: company }], persons });
		add('Visita com Maria Souza', [{ id: idIn(theirs, 'person') }]);
		add('Visita com a colega', []);
		expect(await steps({ links: linksOf(theirs) })).toEqual([
			'note deleted',
			'activity deleted',
			'deal emptied',
			'person deleted',
			'company left',
		]);
		expect(piperun.account.all('activities').map(({ title }) => title)).toEqual(['Visita com a colega']);
	});

	it('tells of a deal and a meeting that PipeRun answered for and left as they were', async () => {
		const theirs = await sync(piperun);
		const [person, other] = [idIn(theirs, 'person'), piperun.account.add('persons', { name: 'Sócia' })];
		piperun.account.add('activities', { deal_id: idIn(theirs, 'deal'), title: 'Maria', persons: [{ id: person }, { id: other.id }] });
		// Answered with what it would have become.
		const keeps = { kind: 'okWithError', body: { success: true, message: 'OK', data: {} }, times: 9 } as const;
		piperun.faults.push({ ...keeps, match: (route) => /^PUT \/(?:deals|activities)/.test(route) });
		expect(await steps({ links: linksOf(theirs) })).toEqual(expect.arrayContaining(['activity failed', 'deal failed']));
		piperun.faults.clear();
		expect(await steps({ links: linksOf(theirs) })).toEqual(expect.arrayContaining(['activity emptied', 'deal emptied']));
		expect(piperun.account.all('activities')[0].persons).toEqual([{ id: other.id }]);
	});

	it('is looked for again: a deletion that PipeRun did and did not answer is one, one that it did not do is none', async () => {
		const links = linksOf(await sync(piperun));
		piperun.faults.push({ kind: 'resetAfter', match: (route) => route.startsWith('DELETE /persons') });
		piperun.faults.push({ kind: 'status', status: 422, times: 9, match: (route) => route.startsWith('DELETE /companies') });
		expect(await steps({ links })).toEqual(['note deleted', 'deal emptied', 'person deleted', 'company failed']);
	});
});
