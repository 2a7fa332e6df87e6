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
import { askedFor, providersField } from './fields';
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
		// A company has one or several: what a message needs and the node has not is named with its channel.
		credentials: [
			{ name: 'atendeAquiZApi', displayName: 'Z-API Credential', testedBy: 'zApiInstance', ...askedFor('zapi') },
			{
				name: 'atendeAquiWhatsAppCloudApi',
				displayName: 'WhatsApp Cloud Credential',
				testedBy: 'whatsAppCloudNumber',
				...askedFor('whatsapp_cloud'),
			},
		],
		properties: [credentialsFirst, providersField, ...describe({ message: { name: 'Message', operations } }, 'message')],
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
