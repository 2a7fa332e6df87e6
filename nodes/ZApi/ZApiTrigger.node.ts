import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type IHookFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type ITriggerFunctions,
	type ITriggerResponse,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { credentialsFirst } from '../shared/kit/credentialsFirst';
import { withRemedy } from '../shared/kit/withRemedy';
import { atDoor } from '../shared/webhook/atDoor';
import { zApiInstance } from './credentialTest';
import { listenIfChosen } from './trigger/listen';
import { triggerProperties } from './trigger/properties';
import { receive } from './trigger/receive';
import { isSubscribed, subscribe, unsubscribe } from './trigger/subscription';

export class ZApiTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AtendeAqui Z-API Trigger',
		name: 'zApiTrigger',
		icon: { light: 'file:zapi.svg', dark: 'file:zapi.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts the workflow when a WhatsApp message arrives on a Z-API instance, or something else happens there',
		eventTriggerDescription: 'Waiting for Z-API',
		activationMessage: 'What happens on this Z-API instance now starts the workflow.',
		defaults: { name: 'Z-API Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'atendeAquiZApi', displayName: 'Z-API Credential', required: true, testedBy: 'zApiInstance' },
			{
				// eslint-disable-next-line @n8n/community-nodes/no-credential-reuse, @n8n/community-nodes/valid-credential-references -- n8n's own type: operators have their Supabase key there already
				name: 'supabaseApi',
				displayName: 'Supabase Credential for the Conversations',
				required: true,
				displayOptions: { show: { noteSent: [true] } },
			},
		],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: '={{ $parameter["answer"] }}',
				isFullPath: true,
				// n8n keeps dynamic paths unique over all workflows: the node's own id makes it so.
				path: '={{ $webhookId }}/:secret',
				ndvHideUrl: true,
			},
		],
		properties: [credentialsFirst, ...triggerProperties],
	};

	methods = { credentialTest: { zApiInstance } };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await withRemedy(this.getNode(), async () => await isSubscribed(this));
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await done(this, subscribe);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await done(this, unsubscribe);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await atDoor('zapi', this, receive);
	}

	/** Listens on a port of its own where that is chosen; n8n calls it for what is published, after every start, too. */
	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await withRemedy(this.getNode(), async () => await listenIfChosen(this));
	}

	/** Gives on what the webhook gave: n8n would start `trigger` instead in an execution for a test, and wait for it. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await Promise.resolve([this.getInputData()]);
	}
}

async function done(context: IHookFunctions, work: (context: IHookFunctions) => Promise<void>): Promise<true> {
	await withRemedy(context.getNode(), async () => await work(context));
	return true;
}
