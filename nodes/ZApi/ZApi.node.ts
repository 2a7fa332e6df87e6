import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { credentialsFirst } from '../shared/kit/credentialsFirst';
import { describe } from '../shared/kit/describe';
import { executeOperation } from '../shared/kit/execute';
import { answerWaiting } from '../shared/wait/answer';
import { waitTooltip, waitWebhooks } from '../shared/wait/webhooks';
import { vendorOf } from './api';
import { zApiInstance, zApiPartnerToken } from './credentialTest';
import { lookups } from './lookups';
import { resources } from './operations';

export class ZApi implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AtendeAqui Z-API',
		name: 'zApi',
		icon: { light: 'file:zapi.svg', dark: 'file:zapi.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ ($parameter["operation"] + ": " + $parameter["resource"]).replace(/[A-Z]/g, " $&").toLowerCase() }}',
		description: 'Send WhatsApp messages and run a WhatsApp number with Z-API',
		defaults: { name: 'Z-API' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		webhooks: waitWebhooks,
		waitingNodeTooltip: waitTooltip,
		credentials: [
			{
				name: 'atendeAquiZApi',
				displayName: 'Z-API Credential',
				required: true,
				testedBy: 'zApiInstance',
				displayOptions: { hide: { resource: ['partner'] } },
			},
			{
				name: 'atendeAquiZApiPartnerApi',
				displayName: 'Z-API Partner Credential',
				required: true,
				testedBy: 'zApiPartnerToken',
				displayOptions: { show: { resource: ['partner'] } },
			},
			{
				// eslint-disable-next-line @n8n/community-nodes/no-credential-reuse, @n8n/community-nodes/valid-credential-references -- n8n's own type: operators have their Supabase key there already
				name: 'supabaseApi',
				displayName: 'Supabase Credential for the Answer',
				required: true,
				displayOptions: { show: { resource: ['message'], operation: ['sendAndWait'], responseType: ['nextMessage'] } },
			},
		],
		properties: [credentialsFirst, ...describe(resources, 'message')],
	};

	methods = { listSearch: lookups, credentialTest: { zApiInstance, zApiPartnerToken } };

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await answerWaiting(this);
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeOperation(this, resources, vendorOf(this.getNodeParameter('resource', 0)));
	}
}
