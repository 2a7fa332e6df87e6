import { httpRequestWithAuthentication } from 'n8n-core/dist/execution-engine/node-execution-context/utils/request-helpers/authentication';
import type { IDataObject, IExecuteFunctions, IHttpRequestOptions, INode } from 'n8n-workflow';

import { AtendeAquiPipeRunApi } from '../../credentials/AtendeAquiPipeRunApi.credentials';
import { pipeRun } from '../../nodes/PipeRun/api';
import { syncLeadOperation } from '../../nodes/PipeRun/sync/operation';
import { send } from '../../nodes/shared/http/send';
import { wireObject } from '../../nodes/shared/kit/field';
import type { Call } from '../../nodes/shared/kit/operation';
import type { PipeRunStandIn } from '../sandbox/piperun';

const node: INode = { id: '1', name: 'PipeRun', type: 'pipeRun', typeVersion: 1, position: [0, 0], parameters: {} };
const { authenticate } = new AtendeAquiPipeRunApi();

/** PipeRun's door with n8n's own request code and our credential, less patient than in life. */
export function doorTo(piperun: PipeRunStandIn, token = 'TOKEN'): Call['send'] {
	const credential = { token, baseUrl: piperun.baseUrl };
	const credentialsHelper = {
		getParentTypes: () => [],
		preAuthentication: async () => undefined,
		authenticate: async (_: unknown, __: string, options: IHttpRequestOptions) => await authenticate(credential, options),
	};
	const context = {
		getNode: () => node,
		getCredentials: async () => credential,
		helpers: {
			async httpRequestWithAuthentication(type: string, options: IHttpRequestOptions) {
				return await httpRequestWithAuthentication.call(context as never, type, options, {} as never, node, { credentialsHelper } as never);
			},
		},
	} as unknown as IExecuteFunctions;
	return async (request) => await send(context, { ...pipeRun, timeoutMs: 300 }, request);
}

export const LEAD = {
	phone: '5511999990001',
	name: 'Maria Souza',
	company: 'Padaria São João',
	city: 'Santa Maria',
	uf: 'RS',
	product: 'FB300',
	temperature: 'hot',
	channel: 'whatsapp',
};

/** Runs Sync as the node does, with what the form would give. */
export async function sync(
	piperun: PipeRunStandIn,
	lead: IDataObject = LEAD,
	given: IDataObject = {},
	door = doorTo(piperun),
): Promise<IDataObject & { links: IDataObject }> {
	const { fields, options = {}, run } = syncLeadOperation;
	const { pipeline, stage } = piperun.ids;
	const values = { lead, policy: 'hotWarm', run: 'all', pipelineId: pipeline, stageId: stage, ...given };
	const call = { values: wireObject({ ...fields, ...options }, values as IDataObject), send: door };
	const outcome = await run(call as Call);
	return [outcome].flat()[0].json as IDataObject & { links: IDataObject };
}

/** What the failure of a run tells the workflow. */
export const failureOf = async (run: Promise<unknown>): Promise<Error & { facts: IDataObject & { links: IDataObject } }> =>
	await run.then(
		() => {
			throw new Error('It worked');
		},
		(error: Error & { facts: IDataObject & { links: IDataObject } }) => error,
	);

/** How many of each kind there are. */
export const counts = ({ account }: PipeRunStandIn): Record<string, number> =>
	Object.fromEntries(['companies', 'persons', 'deals', 'notes'].map((name) => [name, account.all(name).length]));

export const ONE_OF_EACH = { companies: 1, persons: 1, deals: 1, notes: 1 };
