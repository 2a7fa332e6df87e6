import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { withRemedy } from '../shared/kit/withRemedy';
import { atDoor } from '../shared/webhook/atDoor';
import { chatwootToken } from './credentialTest';
import { listSearch } from './lookups';
import { triggerProperties } from './trigger/properties';
import { receive } from './trigger/receive';
import { registrationOf } from './trigger/registration';

export class ChatwootTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AtendeAqui Chatwoot Trigger',
		name: 'chatwootTrigger',
		icon: { light: 'file:chatwoot.svg', dark: 'file:chatwoot.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts the workflow when something happens in Chatwoot, and tells who wrote it',
		eventTriggerDescription: 'Waiting for an event of Chatwoot',
		activationMessage: 'Events of Chatwoot now start the workflow.',
		defaults: { name: 'Chatwoot Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'atendeAquiChatwootApi', required: true, testedBy: 'chatwootToken' }],
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

	methods = { listSearch, credentialTest: { chatwootToken } };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await registered(this, async ({ isRight }) => await isRight());
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await registered(this, async ({ create }) => await create().then(() => true));
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await registered(this, async ({ remove }) => await remove().then(() => true));
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await atDoor('chatwoot', this, receive);
	}
}

async function registered(
	context: IHookFunctions,
	act: (registration: ReturnType<typeof registrationOf>) => Promise<boolean>,
): Promise<boolean> {
	return await withRemedy(context.getNode(), async () => await act(registrationOf(context)));
}
