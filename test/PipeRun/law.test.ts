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
const all = () => JSON.stringify(['persons', 'companies', 'deals', 'notes'].map((name) => piperun.account.all(name)));

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

	it('is looked for again: a deletion that PipeRun did and did not answer is one, one that it did not do is none', async () => {
		const links = linksOf(await sync(piperun));
		piperun.faults.push({ kind: 'resetAfter', match: (route) => route.startsWith('DELETE /persons') });
		piperun.faults.push({ kind: 'status', status: 422, times: 9, match: (route) => route.startsWith('DELETE /companies') });
		expect(await steps({ links })).toEqual(['note deleted', 'deal emptied', 'person deleted', 'company failed']);
	});
});
