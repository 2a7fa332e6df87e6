import type { IDataObject } from 'n8n-workflow';

import { startPipeRun, type PipeRunStandIn } from '../sandbox/piperun';
import { startEngine, type WorkflowJson } from '../setup/engine';
import { LEAD } from './syncCaller';

let piperun: PipeRunStandIn;
beforeAll(async () => {
	piperun = await startPipeRun({ token: 'secret-token' });
});
afterAll(async () => await piperun.stop());
beforeEach(() => piperun.faults.clear());

/** Runs the node once over the given items, in n8n's engine. */
async function run(parameters: IDataObject, items: IDataObject[] = [{}], settings: object = {}, token = 'secret-token') {
	const node = { id: '2', name: 'CRM', type: 'n8n-nodes-atendeaqui.pipeRun', typeVersion: 1, position: [200, 0], parameters, ...settings };
	const start = { id: '1', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} };
	const json = { name: 'w', nodes: [start, node], connections: { Start: { main: [[{ node: 'CRM', type: 'main', index: 0 }]] } } };
	const credentials = { atendeAquiPipeRunApi: { token, baseUrl: piperun.baseUrl } };
	return await (await startEngine()).run(json as unknown as WorkflowJson, { from: 'Start', items, credentials });
}
const picked = (value: number) => ({ __rl: true, mode: 'list', value });

it('creates, changes, lists and deletes with what the form gives', async () => {
	const { pipeline, stage, nextStage } = piperun.ids;
	const deal = { resource: 'deal', title: '={{ $json.title }}', pipeline_id: picked(pipeline), stage_id: picked(stage), options: {} };
	const made = await run({ ...deal, operation: 'create' }, [{ title: 'A' }, { title: 'B' }]);
	const [first, second] = made.items('CRM');
	expect(first).toMatchObject({ title: 'A', status: 0, deleted: false, value: 0, created_at: expect.stringMatching(/-03:00$/) });
	const move = {
		resource: 'deal',
		operation: 'moveStage',
		deal_id: '={{ $json.id }}',
		stage_id: picked(nextStage),
		pipeline_id: picked(pipeline),
	};
	expect((await run(move, [second])).items('CRM')).toEqual([expect.objectContaining({ id: second.id, stage_id: nextStage })]);
	const list = {
		resource: 'deal',
		operation: 'getMany',
		returnAll: true,
		options: { stage_id: picked(nextStage), with: ['items', 'tags'] },
	};
	expect((await run(list)).items('CRM').map(({ id }) => id)).toEqual([second.id]);
	expect((await run({ resource: 'deal', operation: 'delete', deal_id: String(first.id) })).items('CRM')).toEqual([{ deleted: true }]);
	expect(piperun.violations).toEqual([]);
});

it('reads all pages of a list, or as many as wanted', async () => {
	for (let n = 0; n < 230; n++) piperun.account.add('segments', { name: `Segmento ${n}` });
	const list = { resource: 'segment', operation: 'getMany', options: {} };
	expect((await run({ ...list, returnAll: true })).items('CRM')).toHaveLength(230);
	expect((await run({ ...list, limit: 120 })).items('CRM')).toHaveLength(120);
	expect(piperun.requests.filter(({ path }) => path === '/segments').map(({ query }) => query.show)).toEqual([
		'100',
		'100',
		'100',
		'100',
		'100',
	]);
});

it('tells which field PipeRun refuses, and goes on where that is wanted', async () => {
	const create = { resource: 'person', operation: 'create', name: '={{ $json.name }}', options: { company_id: '={{ $json.company }}' } };
	const { items } = await run(create, [{ name: 'Ana', company: '5' }, { name: 'Bia' }], { onError: 'continueRegularOutput' });
	expect(items('CRM')).toEqual([
		expect.objectContaining({ error: expect.stringContaining('company_id: O campo company_id não existe.') }),
		expect.objectContaining({ name: 'Bia' }),
	]);
});

it('names the token as what is wrong, and never shows it', async () => {
	const { error } = await run({ resource: 'user', operation: 'getMany', options: {} }, [{}], {}, 'another-token');
	expect(error?.message).toContain('does not accept the token');
	expect(error?.description).toContain('user data page');
	expect(JSON.stringify(error)).not.toContain('another-token');
});

describe('adding contacts', () => {
	const adding = (resource: string, recordId: number, phones = '5511988880002', emails = 'maria@example.com') => ({
		resource,
		operation: 'addContacts',
		recordId: String(recordId),
		phones,
		emails,
	});
	afterEach(() => {
		piperun.account.habits.contacts = 'texts';
	});

	it.each([
		['person', 'persons', 'texts'],
		['person', 'persons', 'objects'],
		['company', 'companies', 'texts'],
		['company', 'companies', 'objects'],
	] as const)('to a %s, in %s that take %s, keeps those that are there', async (resource, collection, contacts) => {
		piperun.account.habits.contacts = 'both';
		const { id } = piperun.account.add(collection, { name: 'Maria', contactPhones: ['(11) 99999-0001'] });
		piperun.account.habits.contacts = contacts;
		const [record] = (await run(adding(resource, id, '5511999990001, 5511988880002'))).items('CRM');
		expect(record).toMatchObject({
			id,
			contactPhones: [{ phone: '(11) 99999-0001' }, { phone: '5511988880002' }],
			contactEmails: [{ email: 'maria@example.com' }],
		});
	});

	it('that PipeRun does not keep is a failure', async () => {
		const { id } = piperun.account.add('persons', { name: 'Maria' });
		piperun.account.habits.contacts = 'none';
		const { error } = await run(adding('person', id));
		expect(error?.message).toBe('PipeRun did not keep 5511988880002, maria@example.com');
		expect(error?.description).toContain('by hand');
	});

	it('wants a record that is there, and something to add', async () => {
		expect((await run(adding('person', 1))).error?.message).toBe('PipeRun has no person with the ID 1');
		expect((await run(adding('person', 1, '', ''))).error?.message).toBe('Phones and Emails are both empty');
	});
});

describe('syncing a lead', () => {
	const parameters = () => ({
		resource: 'lead',
		operation: 'sync',
		lead: '={{ $json }}',
		links: '={{ $json.links }}',
		pipelineId: picked(piperun.ids.pipeline),
		stageId: picked(piperun.ids.stage),
		policy: 'hotWarm',
		run: 'all',
		options: {},
	});

	it('gives the ids of all that it became', async () => {
		const [result] = (await run(parameters(), [LEAD])).items('CRM');
		expect(result).toMatchObject({ outcome: 'synced', done: true, dealId: expect.any(Number), noteId: expect.any(Number) });
	});

	it('that fails tells the error output what is there already and whether to try again', async () => {
		piperun.faults.push({ kind: 'status', status: 422, match: (route) => route === 'POST /deals' });
		const lead = { ...LEAD, phone: '5511999990002' };
		const [failed] = (await run(parameters(), [lead], { onError: 'continueErrorOutput' })).items('CRM', 1);
		expect(failed).toMatchObject({
			error: expect.stringContaining('422'),
			details: {
				step: 'deal',
				retry: false,
				status: 422,
				mayHaveActed: false,
				personId: expect.any(Number),
				links: { person: { ours: true } },
			},
		});
	});
});
