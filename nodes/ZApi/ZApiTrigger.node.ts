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

import { giveBack, take, type SlotMemory } from '../shared/webhook/urlSlot';
import { triggerProperties } from './trigger/properties';
import { receive } from './trigger/receive';
import { isOurs, ourUrl } from './trigger/url';
import { receivedMessagesSlot } from './webhookSlot';

export class ZApiTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AtendeAqui Z-API Trigger',
		name: 'zApiTrigger',
		icon: { light: 'file:zapi.svg', dark: 'file:zapi.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: 'received message',
		description: 'Starts the workflow when a WhatsApp message arrives on a Z-API instance',
		eventTriggerDescription: 'Waiting for a WhatsApp message',
		activationMessage: 'WhatsApp messages to this Z-API instance now start the workflow.',
		defaults: { name: 'Z-API Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'atendeAquiZApi', required: true }],
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

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return (await receivedMessagesSlot(this).read()) === (await ourUrl(this));
			},
			async create(this: IHookFunctions): Promise<boolean> {
				try {
					const mayReplace = this.getNodeParameter('otherUrl') === 'replace';
					const memory = this.getWorkflowStaticData('node') as SlotMemory;
					await take(receivedMessagesSlot(this), await ourUrl(this), memory, { mayReplace, isOurs: isOurs(this) });
					return true;
				} catch (error) {
					throw asNodeError(this, error);
				}
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				try {
					await giveBack(receivedMessagesSlot(this), await ourUrl(this), this.getWorkflowStaticData('node') as SlotMemory);
					return true;
				} catch (error) {
					throw asNodeError(this, error);
				}
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}
}

function asNodeError(context: IHookFunctions, error: unknown): NodeApiError {
	const { message, remedy } = error as { message: string; remedy?: string };
	return new NodeApiError(context.getNode(), { message } as JsonObject, { message, description: remedy });
}
