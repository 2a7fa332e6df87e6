import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { credentialsFirst } from '../shared/kit/credentialsFirst';
import { describe } from '../shared/kit/describe';
import { givenValues } from '../shared/kit/execute';
import { runItems } from '../shared/kit/items';
import { whatsAppCloudNumber } from '../WhatsAppCloud/credentialTest';
import { zApiInstance } from '../ZApi/credentialTest';
import { operationOf, operations } from './operations';

export class WhatsApp implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AtendeAqui WhatsApp',
		name: 'whatsApp',
		icon: { light: 'file:whatsApp.svg', dark: 'file:whatsApp.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"].replace(/[A-Z]/g, " $&").toLowerCase() + ": " + $parameter["resource"] }}',
		description: 'Send WhatsApp messages by whichever provider the conversation is with',
		defaults: { name: 'WhatsApp' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		// Each provider's is optional: a company has one or several, and a missing one is named with the channel that needs it.
		credentials: [
			{ name: 'atendeAquiZApi', displayName: 'Z-API Credential', required: false, testedBy: 'zApiInstance' },
			{
				name: 'atendeAquiWhatsAppCloudApi',
				displayName: 'WhatsApp Cloud Credential',
				required: false,
				testedBy: 'whatsAppCloudNumber',
			},
		],
		properties: [credentialsFirst, ...describe({ message: { name: 'Message', operations } }, 'message')],
	};

	methods = { credentialTest: { zApiInstance, whatsAppCloudNumber } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, async (itemIndex) => {
			const operation = operationOf(this.getNodeParameter('operation', itemIndex));
			const source = { context: this, itemIndex };
			return await operation.run({ ...source, values: await givenValues(source, operation) });
		});
	}
}
