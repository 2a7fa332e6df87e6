import type { INodeType, INodeTypeDescription, ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';

import { triggerProperties } from './trigger/properties';
import { start } from './trigger/start';

export class ConversationTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AtendeAqui Conversation Trigger',
		name: 'conversationTrigger',
		icon: { light: 'file:conversation.svg', dark: 'file:conversation.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["quietSeconds"] + " s quiet" }}',
		description: 'Starts the workflow once for everything a customer wrote, and for what the team types on the phone',
		eventTriggerDescription: '',
		activationMessage: 'Customers who write are answered once they are quiet.',
		defaults: { name: 'Conversation Trigger' },
		inputs: [],
		// An expression: n8n's rules for community nodes know no list of two.
		outputs: `={{ [{ type: "main", displayName: "Customer's Turn" }, { type: "main", displayName: "Team's Message" }] }}`,
		// eslint-disable-next-line @n8n/community-nodes/no-credential-reuse, @n8n/community-nodes/valid-credential-references -- n8n's own type: operators have their Supabase key there already
		credentials: [{ name: 'supabaseApi', required: true }],
		properties: triggerProperties,
	};

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await start(this);
	}
}
