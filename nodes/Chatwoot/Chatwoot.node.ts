import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { describe } from '../shared/kit/describe';
import { executeOperation } from '../shared/kit/execute';
import { answerWaiting } from '../shared/wait/answer';
import { waitTooltip, waitWebhooks } from '../shared/wait/webhooks';
import { chatwoot } from './api';
import { chatwootToken } from './credentialTest';
import { listSearch, loadOptions } from './lookups';
import { resources } from './operations';

export class Chatwoot implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AtendeAqui Chatwoot',
		name: 'chatwoot',
		icon: { light: 'file:chatwoot.svg', dark: 'file:chatwoot.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ ($parameter["operation"] + ": " + $parameter["resource"]).replace(/[A-Z]/g, " $&").toLowerCase() }}',
		description: 'Mirror conversations into Chatwoot, hand them to people, and run everything else of its API',
		defaults: { name: 'Chatwoot' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		webhooks: waitWebhooks,
		waitingNodeTooltip: waitTooltip,
		credentials: [{ name: 'atendeAquiChatwootApi', required: true, testedBy: 'chatwootToken' }],
		properties: describe(resources, 'conversation'),
	};

	methods = { listSearch, loadOptions, credentialTest: { chatwootToken } };

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await answerWaiting(this);
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeOperation(this, resources, chatwoot);
	}
}
