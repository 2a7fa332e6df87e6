import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { credentialsFirst } from '../shared/kit/credentialsFirst';
import { describe } from '../shared/kit/describe';
import { executeOperation } from '../shared/kit/execute';
import { pipeRun } from './api';
import { pipeRunToken } from './credentialTest';
import { lookups } from './lookups';
import { resources } from './operations';

export class PipeRun implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AtendeAqui PipeRun',
		name: 'pipeRun',
		icon: { light: 'file:piperun.svg', dark: 'file:piperun.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ ($parameter["operation"] + ": " + $parameter["resource"]).replace(/[A-Z]/g, " $&").toLowerCase() }}',
		description: 'Work with deals, persons, companies and everything else in PipeRun CRM',
		defaults: { name: 'PipeRun' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'atendeAquiPipeRunApi', displayName: 'PipeRun Credential', required: true, testedBy: 'pipeRunToken' },
			{
				// eslint-disable-next-line @n8n/community-nodes/no-credential-reuse, @n8n/community-nodes/valid-credential-references -- n8n's own type: operators have their Supabase key there already
				name: 'supabaseApi',
				displayName: 'Supabase Credential for the Queue of Leads',
				required: true,
				displayOptions: { show: { resource: ['lead'], operation: ['sync'], run: ['saved'] } },
			},
		],
		properties: [credentialsFirst, ...describe(resources, 'deal')],
	};

	methods = { listSearch: lookups, credentialTest: { pipeRunToken } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeOperation(this, resources, pipeRun);
	}
}
