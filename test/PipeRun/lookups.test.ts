import { LoadOptionsContext } from 'n8n-core';
import type { IDataObject, INode, INodeListSearchResult, INodeParameters } from 'n8n-workflow';

import { lookups } from '../../nodes/PipeRun/lookups';
import { startPipeRun, type PipeRunStandIn } from '../sandbox/piperun';
import { startEngine } from '../setup/engine';

let piperun: PipeRunStandIn;
beforeAll(async () => {
	piperun = await startPipeRun({ token: 'TOKEN' });
});
afterAll(async () => await piperun.stop());
afterEach(() => expect(piperun.violations).toEqual([]));

/** Asks a picker's list as the editor does, with the form as it is filled at the moment. */
async function ask(list: keyof typeof lookups, form: IDataObject = {}, search?: string, page?: string): Promise<INodeListSearchResult> {
	const node: INode = { id: '1', name: 'CRM', type: 'n8n-nodes-atendeaqui.pipeRun', typeVersion: 1, position: [0, 0], parameters: {} };
	const json = { name: 'w', nodes: [node], connections: {} };
	const credentials = { atendeAquiPipeRunApi: { token: 'TOKEN', baseUrl: piperun.baseUrl } };
	const engine = await startEngine();
	const additional = engine.additionalData(json, credentials);
	additional.currentNodeParameters = form as INodeParameters;
	const workflow = engine.workflow(json, credentials);
	return await lookups[list].call(new LoadOptionsContext(workflow, workflow.getNode('CRM')!, additional, ''), search, page);
}
const names = async (...given: Parameters<typeof ask>) => (await ask(...given)).results.map(({ name }) => name);

it('lists pipelines, and the stages of the one that is chosen', async () => {
	const { pipeline, stage, nextStage } = piperun.ids;
	expect(await names('searchPipelines')).toEqual(['Vendas', 'Pós-venda']);
	expect(await names('searchPipelines', {}, 'pos')).toEqual(['Pós-venda']);
	const chosen = { __rl: true, mode: 'list', value: pipeline };
	for (const form of [
		{ pipeline_id: chosen },
		{ pipelineId: chosen },
		{ options: { pipeline_id: chosen } },
		{ new_pipeline_id: String(pipeline) },
	])
		expect((await ask('searchStages', form)).results).toEqual([
			{ name: 'Lead novo SDR', value: stage },
			{ name: 'Proposta', value: nextStage },
		]);
	expect(await names('searchStages')).toHaveLength(3);
});

it('lists origins, lost reasons and users', async () => {
	expect(await names('searchOrigins')).toEqual(['WhatsApp']);
	expect(await names('searchLostReasons', {}, 'preco')).toEqual(['Preço']);
	expect(await names('searchUsers')).toEqual(['Ana Lima (ana@example.com)']);
});

it('lists tags and custom fields of what is edited', async () => {
	for (const [collection, list] of [['tags', 'searchTags'] as const, ['customFields', 'searchCustomFields'] as const]) {
		piperun.account.add(collection, { name: `${collection} A`, belongs: 1 });
		piperun.account.add(collection, { name: `${collection} B`, belongs: 3 });
		expect(await names(list, { resource: 'company' })).toEqual([expect.stringContaining(`${collection} B`)]);
		expect(await names(list, { resource: 'lead' })).toEqual([expect.stringContaining(`${collection} A`)]);
		expect(await names(list, { resource: 'activity' })).toHaveLength(2);
	}
});

it('lets PipeRun search the cities, and tells them apart by state', async () => {
	expect(await names('searchCities', {}, 'santa maria')).toEqual(['Santa Maria do Oeste/PR', 'Santa Maria/RN', 'Santa Maria/RS']);
});

it('goes on where a page ended', async () => {
	for (let n = 0; n < 130; n++) piperun.account.add('origins', { name: `Origem ${n}` });
	const { results, paginationToken } = await ask('searchOrigins');
	const rest = await ask('searchOrigins', {}, undefined, paginationToken as string);
	expect([results.length, rest.results.length, rest.paginationToken]).toEqual([100, 31, undefined]);
});
