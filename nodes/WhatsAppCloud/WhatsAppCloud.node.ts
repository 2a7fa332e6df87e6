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
import { whatsAppCloud } from './api';
import { whatsAppCloudNumber } from './credentialTest';
import { lookups, mappings } from './lookups';
import { resources } from './operations';

export class WhatsAppCloud implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AtendeAqui WhatsApp Cloud',
		name: 'whatsAppCloud',
		icon: { light: 'file:whatsAppCloud.svg', dark: 'file:whatsAppCloud.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ ($parameter["operation"] + ": " + $parameter["resource"]).replace(/[A-Z]/g, " $&").toLowerCase() }}',
		description: 'Send WhatsApp messages and templates, and run a number, with the WhatsApp Cloud API of Meta',
		defaults: { name: 'WhatsApp Cloud' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		webhooks: waitWebhooks,
		waitingNodeTooltip: waitTooltip,
		credentials: [
			{
				name: 'atendeAquiWhatsAppCloudApi',
				displayName: 'WhatsApp Cloud Credential',
				required: true,
				testedBy: 'whatsAppCloudNumber',
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

	methods = { listSearch: lookups, resourceMapping: mappings, credentialTest: { whatsAppCloudNumber } };

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await answerWaiting(this);
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeOperation(this, resources, whatsAppCloud);
	}
}
