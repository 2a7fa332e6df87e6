import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { describe } from '../shared/kit/describe';
import { executeOperation } from '../shared/kit/execute';
import { atendeAqui } from './api';
import { atendeAquiKeys } from './credentialTest';
import { listSearch } from './lookups';
import { resources } from './operations';

export class AtendeAqui implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AtendeAqui',
		name: 'atendeAqui',
		icon: { light: 'file:atendeAqui.svg', dark: 'file:atendeAqui.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ ($parameter["operation"] + ": " + $parameter["resource"]).replace(/[A-Z]/g, " $&").toLowerCase() }}',
		description: 'Clients, their teams and the onboarding of users in AtendeAqui',
		defaults: { name: 'AtendeAqui' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'atendeAquiApi', required: true, testedBy: 'atendeAquiKeys' }],
		properties: describe(resources, 'progress'),
	};

	methods = { listSearch, credentialTest: { atendeAquiKeys } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeOperation(this, resources, atendeAqui);
	}
}
