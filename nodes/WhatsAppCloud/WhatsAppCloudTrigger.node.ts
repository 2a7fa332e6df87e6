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
import { whatsAppCloudNumber } from './credentialTest';
import { listenIfChosen } from './trigger/listen';
import { triggerProperties } from './trigger/properties';
import { answerChallenge, receive } from './trigger/receive';
import { isRegistered, register, unregister } from './trigger/registration';

export class WhatsAppCloudTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AtendeAqui WhatsApp Cloud Trigger',
		name: 'whatsAppCloudTrigger',
		icon: { light: 'file:whatsAppCloud.svg', dark: 'file:whatsAppCloud.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: "Starts the workflow when a WhatsApp message arrives over Meta's Cloud API, or something else happens there",
		eventTriggerDescription: 'Waiting for Meta',
		activationMessage: 'What happens on this WhatsApp number now starts the workflow.',
		defaults: { name: 'WhatsApp Cloud Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'atendeAquiWhatsAppCloudApi', displayName: 'WhatsApp Cloud Credential', required: true, testedBy: 'whatsAppCloudNumber' },
			{
				// eslint-disable-next-line @n8n/community-nodes/no-credential-reuse, @n8n/community-nodes/valid-credential-references -- n8n's own type: operators have their Supabase key there already
				name: 'supabaseApi',
				displayName: 'Supabase Credential for the Conversations',
				required: true,
				displayOptions: { show: { messages: ['store'] } },
			},
		],
		webhooks: [
			// Meta's verification comes while the other one is being registered: this one stands before it.
			{ name: 'setup', httpMethod: 'GET', responseMode: 'onReceived', path: 'whatsapp', ndvHideUrl: true },
			{ name: 'default', httpMethod: 'POST', responseMode: '={{ $parameter["answer"] }}', path: 'whatsapp', ndvHideMethod: true },
		],
		properties: [credentialsFirst, ...triggerProperties],
	};

	methods = { credentialTest: { whatsAppCloudNumber } };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await withRemedy(this.getNode(), async () => await isRegistered(this));
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await withRemedy(this.getNode(), async () => await register(this).then(() => true));
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await withRemedy(this.getNode(), async () => await unregister(this).then(() => true));
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await atDoor('whatsapp_cloud', this, this.getWebhookName() === 'setup' ? answerChallenge : receive);
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
