import {
	NodeApiError,
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
	type JsonObject,
} from 'n8n-workflow';

import { zApiInstance } from './credentialTest';
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
			{ name: 'atendeAquiZApi', required: true, testedBy: 'zApiInstance' },
			{
				// eslint-disable-next-line @n8n/community-nodes/no-credential-reuse, @n8n/community-nodes/valid-credential-references -- n8n's own type: operators have their Supabase key there already
				name: 'supabaseApi',
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
		properties: triggerProperties,
	};

	methods = { credentialTest: { zApiInstance } };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await isSubscribed(this);
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
		return await receive(this);
	}
}

/** What went wrong as n8n shows it, with what to do. */
async function done(context: IHookFunctions, work: (context: IHookFunctions) => Promise<void>): Promise<true> {
	try {
		await work(context);
		return true;
	} catch (error) {
		const { message, remedy } = error as { message: string; remedy?: string };
		throw new NodeApiError(context.getNode(), { message } as JsonObject, { message, description: remedy });
	}
}
