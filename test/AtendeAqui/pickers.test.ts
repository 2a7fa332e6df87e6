import { LoadOptionsContext } from 'n8n-core';
import type { IDataObject, INodeListSearchResult } from 'n8n-workflow';

import { AtendeAqui as AtendeAquiNode } from '../../nodes/AtendeAqui/AtendeAqui.node';
import { DEMO_FLOW } from '../sandbox/atendeaquiFlow';
import { testCredential } from '../setup/testCredential';
import { OTHER, api, credential, engine, withApi, workflow } from './nodeForTests';

jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => await Promise.resolve() }));

withApi();

describe('pickers', () => {
	async function search(method: string, parameters: IDataObject, filter?: string): Promise<INodeListSearchResult> {
		const json = workflow(parameters);
		const credentials = credential();
		const made = engine.workflow(json, credentials);
		const additional = Object.assign(engine.additionalData(json, credentials), { currentNodeParameters: parameters });
		const context = new LoadOptionsContext(made, made.getNode('API')!, additional, '');
		const { methods } = engine.nodeTypes.getByNameAndVersion('n8n-nodes-atendeaqui.atendeAqui', 1);
		return await methods!.listSearch![method].call(context, filter);
	}

	it('offer clients, flows and the steps of the flow at hand', async () => {
		api.clients.create({ full_name: 'Acme', client_id: '456' });
		expect(await search('getClients', {})).toEqual({ results: [{ name: 'Acme', value: '456' }] });
		expect((await search('getFlows', {})).results).toEqual([
			{ name: DEMO_FLOW.name, value: DEMO_FLOW.slug },
			{ name: 'Outro', value: 'outro' },
		]);
		expect((await search('getSteps', { flowKey: OTHER.key }, 'api')).results).toEqual([
			{ name: 'Configurar a API', value: 'configuracao-api' },
		]);
		expect((await search('getSteps', {})).results).toHaveLength(4);
	});

	it('offer the members of the chosen client', async () => {
		api.clients.create({ full_name: 'Acme', client_id: '456' });
		api.clients.addMember('456', { user_email: 'ana@example.com' });
		expect((await search('getMembers', { clientId: { __rl: true, mode: 'list', value: '456' } })).results).toEqual([
			{ name: 'ana', value: 1 },
		]);
		await expect(search('getMembers', {})).rejects.toThrow('Choose the client first');
	});
});

describe('the test of the credential', () => {
	const tested = async (changes: IDataObject) =>
		await testCredential(new AtendeAquiNode(), 'atendeAquiApi', credential(changes).atendeAquiApi);

	it.each([
		['the token alone', { flowKey: '' }, ['/clients/']],
		['the flow key alone', { apiToken: '' }, [`/onboarding/${DEMO_FLOW.key}/structure/`]],
		['both', {}, ['/clients/', `/onboarding/${DEMO_FLOW.key}/structure/`]],
	])('passes with %s', async (_, changes, paths) => {
		expect(await tested(changes)).toMatchObject({ status: 'OK' });
		expect(api.requests.map(({ path: asked }) => asked)).toEqual(paths);
	});

	it.each([
		['a wrong token', { apiToken: 'wrong' }, /"API Token"/],
		['a wrong flow key', { apiToken: '', flowKey: 'wrong' }, /"Flow Key"/],
		['a right token and a wrong flow key', { flowKey: 'wrong' }, /"Flow Key"/],
		['nothing', { apiToken: '', flowKey: '' }, /neither an "API Token" nor a "Flow Key"/],
	])('with %s says which field to mend', async (_, changes, sentence) => {
		expect(await tested(changes)).toEqual({ status: 'Error', message: expect.stringMatching(sentence) });
	});
});
