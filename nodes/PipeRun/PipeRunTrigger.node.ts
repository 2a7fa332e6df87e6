import {
	NodeConnectionTypes,
	NodeOperationError,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { shownRemedy } from '../shared/remedies/portuguese';
import { atDoor } from '../shared/webhook/atDoor';
import { pipeRunToken } from './credentialTest';
import { triggerProperties } from './trigger/properties';
import { receive } from './trigger/receive';
import { problemOfSecret } from './trigger/secret';

export class PipeRunTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AtendeAqui PipeRun Trigger',
		name: 'pipeRunTrigger',
		icon: { light: 'file:piperun.svg', dark: 'file:piperun.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts the workflow when an automation of PipeRun tells of a deal that was created, moved, won or lost',
		eventTriggerDescription: 'Waiting for a call of an automation in PipeRun',
		activationMessage: 'Calls of PipeRun to the Production URL now start the workflow.',
		defaults: { name: 'PipeRun Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'atendeAquiPipeRunApi', required: true, testedBy: 'pipeRunToken' }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				isFullPath: true,
				// Shown in the panel as it is, secret included: it has to be pasted into PipeRun by hand.
				path: '={{ $parameter["authentication"] === "path" ? $webhookId + "/" + $parameter["secret"] : $webhookId }}',
			},
		],
		properties: triggerProperties,
	};

	methods = { credentialTest: { pipeRunToken } };

	webhookMethods = {
		default: {
			/** PipeRun has no interface for its automations: there is nothing to look for, only the secret to check. */
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return false;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				const problem = await problemOfSecret(this);
				if (problem) throw new NodeOperationError(this.getNode(), problem.message, { description: shownRemedy(problem) });
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await atDoor('piperun', this, receive);
	}
}
