import {
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

import { textsForm } from '../Conversation/commandsForm';
import { resumeAfterForm, rulesForm } from '../Conversation/rulesForm';
import { withRemedy } from '../shared/kit/withRemedy';
import { ownPortProperties } from '../shared/server/ownPort';
import { refuseOldSchema } from '../shared/store/schemaAtPublish';
import { whatsAppCloudNumber } from '../WhatsAppCloud/credentialTest';
import { intentsForm } from './chatbot/intentsForm';
import { listenIfChosen } from './listen';
import { options, ratingForm, sendsForm, templateTextsForm, thanksForm } from './properties';
import { webhooks } from './routes';
import { OUTPUTS, serve } from './serve';

export class AttendanceServerTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AtendeAqui Attendance Server Trigger',
		name: 'attendanceServerTrigger',
		icon: { light: 'file:attendanceServer.svg', dark: 'file:attendanceServer.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: 'attendance API',
		description: 'Serves the attendance API over the conversations: logins, users, queue, messages, chatbot',
		eventTriggerDescription: 'Waiting for a client of the API',
		activationMessage: 'The attendance API is online.',
		defaults: { name: 'Attendance Server' },
		inputs: [],
		outputs: `={{ ${JSON.stringify(OUTPUTS.map((displayName) => ({ type: 'main', displayName })))} }}`,
		credentials: [
			// eslint-disable-next-line @n8n/community-nodes/no-credential-reuse, @n8n/community-nodes/valid-credential-references -- n8n's own type: operators have their Supabase key there already
			{ name: 'supabaseApi', displayName: 'Supabase Credential', required: true },
			{
				name: 'atendeAquiWhatsAppCloudApi',
				displayName: 'WhatsApp Cloud Credential for Its Webhook',
				required: false,
				testedBy: 'whatsAppCloudNumber',
			},
		],
		webhooks,
		properties: [
			{
				displayName:
					'The address above is the login; what stands before /api/v1 is the base URL of the clients. Give an admin an e-mail and a password with the operation Save Attendant of the Conversation node; the others are made through the API.',
				name: 'notice',
				type: 'notice',
				default: '',
			},
			sendsForm,
			ratingForm,
			thanksForm,
			resumeAfterForm,
			rulesForm,
			textsForm,
			intentsForm,
			templateTextsForm,
			...ownPortProperties({}),
			options,
		],
	};

	methods = { credentialTest: { whatsAppCloudNumber } };

	webhookMethods = {
		default: {
			/** n8n has the addresses itself; what is checked is that the database can answer. */
			async checkExists(this: IHookFunctions): Promise<boolean> {
				await refuseOldSchema(this);
				return true;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
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

	/** Gives on what the webhook or the port gave, each output its own: n8n would start `trigger` instead in an execution for a test, and wait for it. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await Promise.resolve(OUTPUTS.map((_, output) => this.getInputData(output)));
	}
}
