import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { describe } from '../shared/kit/describe';
import { executeOperation } from '../shared/kit/execute';
import { chatwoot } from './api';
import { listSearch, loadOptions } from './lookups';
import { resources } from './operations';

export class Chatwoot implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AtendeAqui Chatwoot',
		name: 'chatwoot',
		icon: { light: 'file:chatwoot.svg', dark: 'file:chatwoot.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Mirror conversations into Chatwoot, hand them to people, and run everything else of its API',
		defaults: { name: 'Chatwoot' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'atendeAquiChatwootApi', required: true }],
		properties: describe(resources, 'conversation'),
	};

	methods = { listSearch, loadOptions };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeOperation(this, resources, chatwoot);
	}
}
