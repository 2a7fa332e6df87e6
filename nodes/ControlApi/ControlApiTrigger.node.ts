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

import { commandsForm, textsForm } from '../Conversation/commandsForm';
import { refuseOldSchema } from '../shared/store/schemaAtPublish';
import { storeOptions } from '../shared/store/schemaOption';
import { ownPortProperties } from '../shared/server/ownPort';
import { withRemedy } from '../shared/kit/withRemedy';
import { announcePage, withdrawPage } from './address';
import { listenIfChosen } from './listen';
import { webhooks } from './routes';
import { serve } from './serve';
import { resumeAfterForm, rulesForm } from '../Conversation/rulesForm';

export class ControlApiTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AtendeAqui Control API Trigger',
		name: 'controlApiTrigger',
		icon: { light: 'file:controlApi.svg', dark: 'file:controlApi.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: 'control API and page',
		description: 'Serves the control API and the page for attendants, and starts the workflow when a conversation changes hands',
		eventTriggerDescription: 'Waiting for an attendant',
		activationMessage: 'The control API and the page for attendants are online.',
		defaults: { name: 'Control API Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			// eslint-disable-next-line @n8n/community-nodes/no-credential-reuse, @n8n/community-nodes/valid-credential-references -- n8n's own type: operators have their Supabase key there already
			{ name: 'supabaseApi', displayName: 'Supabase Credential', required: true },
			// eslint-disable-next-line @n8n/community-nodes/no-credential-reuse, @n8n/community-nodes/valid-credential-references -- n8n's own type, for the signing secret of the Slack app
			{ name: 'slackApi', displayName: 'Slack Credential for Its Buttons', required: false },
		],
		webhooks,
		properties: [
			{
				displayName:
					'The address above is the page for attendants; the control API has the same base. Give every attendant a key with the operation Save Attendant of the Conversation node.',
				name: 'notice',
				type: 'notice',
				default: '',
			},
			resumeAfterForm,
			rulesForm,
			textsForm,
			...commandsForm,
			...ownPortProperties({}),
			storeOptions,
		],
	};

	webhookMethods = {
		default: {
			/** n8n has the addresses itself; what is checked is that the database can answer, and where the page is is kept for notices. */
			async checkExists(this: IHookFunctions): Promise<boolean> {
				await refuseOldSchema(this);
				await announcePage(this);
				return true;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				await withdrawPage(this);
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await serve(this);
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
