import type { IHookFunctions, INodeProperties, ITriggerFunctions, IWebhookFunctions } from 'n8n-workflow';

import { WHEN_STORED } from '../../shared/inbound/whenStored';
import { ownPortProperties } from '../../shared/server/ownPort';
import { schemaOption } from '../../shared/store/schemaOption';
import { otherUrlProperty } from '../../shared/webhook/otherUrl';
import type { EventName } from '../payload/reading';

export interface TriggerOptions {
	allNumbers?: boolean;
	groups?: boolean;
	raw?: boolean;
}

type Context = IHookFunctions | ITriggerFunctions | IWebhookFunctions;

export const optionsOf = (context: Context): TriggerOptions => context.getNodeParameter('options', {}) as TriggerOptions;

export const chosenEvents = (context: Context): EventName[] => context.getNodeParameter('events', ['received']) as EventName[];

/** Whether what persons write is stored here, for the Conversation Trigger. */
export const stores = (context: Context): boolean => context.getNodeParameter('messages', 'start') === 'store';

export const registersItself = (context: Context): boolean => context.getNodeParameter('registration', 'override') === 'override';

export const triggerProperties: INodeProperties[] = [
	{
		displayName:
			'The URL above goes to Meta: by itself for this number where the token may set it, or pasted by you under WhatsApp → Configuration of your app, with the "Verify Token" of the credential. What the team types on the phone, templates and the account are told to the URL of the app alone. Testing here takes no message away from the published workflow.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		noDataExpression: true,
		required: true,
		options: [
			{
				name: 'Account and Number',
				value: 'account',
				description:
					'A restriction, a review, a limit, a name, a PIN (fields account_update, account_alerts, phone_number_…, business_capability_update, security)',
			},
			{
				name: 'Automatic Event',
				value: 'automatic',
				description: 'Meta recognised a lead or a purchase in the chat (field automatic_events)',
			},
			{ name: 'Chat Opened', value: 'notification', description: 'Somebody opened the chat for the first time and wrote nothing yet' },
			{
				name: 'Edited or Deleted Message',
				value: 'edit',
				description: 'A message was changed or taken back afterwards (numbers that stay in the WhatsApp Business app)',
			},
			{ name: 'Error', value: 'error', description: 'Meta tells of a fault of the number or the account' },
			{ name: 'Flow', value: 'flow', description: 'A WhatsApp flow was published, or has a problem (field flows)' },
			{
				name: 'Marketing Preference',
				value: 'preference',
				description: 'Somebody stopped or resumed marketing messages in WhatsApp (field user_preferences)',
			},
			{
				name: 'Message Received',
				value: 'received',
				description: 'Somebody wrote, or the team did on the phone (fields messages, smb_message_echoes)',
			},
			{ name: 'Message Status', value: 'status', description: 'A message was sent, delivered, read, played, or could not be delivered' },
			{ name: 'Number or ID Changed', value: 'identity', description: 'Somebody has another number or user ID, or another device' },
			{ name: 'Reaction', value: 'reaction', description: 'An emoji was put on a message, or taken off' },
			{
				name: 'Template',
				value: 'template',
				description: 'A template was approved, refused, paused, moved to another category, or its quality changed',
			},
			{ name: 'Whatever Else', value: 'other', description: 'Fields and types that this node does not know, as Meta tells them' },
		],
		default: ['received'],
		description: 'What starts the workflow; messages and each kind of event can be told apart by "event", which messages do not have',
	},
	{
		displayName: 'Registration',
		name: 'registration',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'At This Number',
				value: 'override',
				description: 'Publishing sets the URL for messages and statuses of this number, and unpublishing takes it away again',
			},
			{
				name: 'By Hand',
				value: 'byHand',
				description: 'You paste the URL into the app at Meta after publishing; all fields that you subscribe there arrive',
			},
		],
		default: 'override',
		description: 'How Meta learns the URL. Nothing of another system is replaced unless you allow it.',
	},
	otherUrlProperty('The messages of a number go to one URL only: its own, else that of the account, else that of the app', {
		displayOptions: { show: { registration: ['override'] } },
		told: {
			refuse: 'Do not publish; the other system goes on receiving the messages of this number',
			replace: 'Take the messages of this number, and give them back when this workflow is unpublished',
		},
	}),
	{
		displayName: 'Answer Meta',
		name: 'answer',
		type: 'options',
		noDataExpression: true,
		options: [WHEN_STORED, { name: 'Immediately', value: 'onReceived', description: 'As soon as n8n has taken the execution' }],
		default: 'onReceived',
		description: 'When Meta is told that a delivery arrived which starts the workflow; it wants to know within a second',
	},
	{
		displayName: 'What to Do with Messages',
		name: 'messages',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Start the Workflow', value: 'start', description: 'Each message starts this workflow' },
			{
				name: 'Store for the Conversation Trigger',
				value: 'store',
				description:
					'Stored in Supabase before Meta is answered, with edits, deletions, statuses, opt-outs and changed numbers; the Conversation Trigger starts a workflow once the customer is quiet. When the database does not take it, Meta gets 503 and delivers it again.',
			},
		],
		default: 'start',
		description:
			'What happens with what customers write and the team types on the phone; other chosen events start the workflow in any case',
	},
	...ownPortProperties({ messages: ['store'] }),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'All Numbers of the App',
				name: 'allNumbers',
				type: 'boolean',
				default: false,
				description: 'Whether what is told of the other numbers and accounts of the app is taken too, each number a channel of its own',
			},
			{
				displayName: 'Groups',
				name: 'groups',
				type: 'boolean',
				default: false,
				description: 'Whether messages in groups start the workflow too',
			},
			{
				displayName: 'Raw Payload',
				name: 'raw',
				type: 'boolean',
				default: false,
				description: 'Whether to add each message as Meta sent it, unchanged, under "raw"',
			},
			{ ...schemaOption, displayOptions: { show: { '/messages': ['store'] } } },
		],
	},
];
