import type { IHookFunctions, INodeProperties, ITriggerFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { ChatEventName } from '../../shared/core/message/channelEvent';
import { WHEN_STORED } from '../../shared/inbound/whenStored';
import { ownPortProperties } from '../../shared/server/ownPort';
import { schemaOption } from '../../shared/store/schemaOption';
import { otherUrlProperty } from '../../shared/webhook/otherUrl';
import type { EventName } from '../events';

export interface TriggerOptions {
	chatEvents?: ChatEventName[];
	checkTokenHeader?: boolean;
	deliveries?: boolean;
	groups?: boolean;
	ownMessages?: boolean;
	raw?: boolean;
}

type Context = IHookFunctions | ITriggerFunctions | IWebhookFunctions;

export const optionsOf = (context: Context): TriggerOptions => context.getNodeParameter('options', {}) as TriggerOptions;

/** What the trigger listens to. The option for deliveries is older than the list, and means the same. */
export function chosenEvents(context: Context): EventName[] {
	const chosen = context.getNodeParameter('events', ['received']) as EventName[];
	return optionsOf(context).deliveries === true ? [...new Set<EventName>([...chosen, 'delivery'])] : chosen;
}

export const triggerProperties: INodeProperties[] = [
	{
		displayName:
			'Publishing the workflow sets the URLs of the chosen events at the instance by itself. While you test here, messages come to the test and go back to the published workflow afterwards.',
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
			{ name: 'Chat Presence', value: 'presence', description: 'Somebody is typing, recording, there or gone (URL "Presença do chat")' },
			{ name: 'Connected', value: 'connected', description: 'The number came online (URL "Ao conectar")' },
			{ name: 'Disconnected', value: 'disconnected', description: 'The number is offline (URL "Ao desconectar")' },
			{ name: 'Message Received', value: 'received', description: 'Somebody wrote (URL "Ao receber")' },
			{
				name: 'Message Sent',
				value: 'delivery',
				description: 'Z-API handed a message of yours to WhatsApp, or could not (URL "Ao enviar")',
			},
			{
				name: 'Message Status',
				value: 'status',
				description: 'A message was delivered, read or played (URL "Receber status da mensagem")',
			},
		],
		default: ['received'],
		description: 'What starts the workflow; messages and each kind of event can be told apart by "event", which messages do not have',
	},
	otherUrlProperty('An instance delivers each event to one URL only'),
	{
		displayName: 'Answer Z-API',
		name: 'answer',
		type: 'options',
		noDataExpression: true,
		options: [WHEN_STORED, { name: 'Immediately', value: 'onReceived', description: 'As soon as n8n has taken the execution' }],
		// eslint-disable-next-line n8n-nodes-base/node-param-default-wrong-for-options -- it is that of WHEN_STORED; the description that this becomes is linted with its values
		default: 'responseNode',
		description: 'When Z-API is told that the message arrived',
	},
	{
		displayName: 'Note Sent Messages Here',
		name: 'noteSent',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description:
			'Whether what Z-API tells of messages that were sent through its API is noted in Supabase by the trigger itself, instead of starting the workflow each time. With the option Own Messages that is half of the executions, with Deliveries two thirds. What somebody types on the phone and what could not be delivered still starts the workflow.',
	},
	{
		displayName: 'What to Do with Messages',
		name: 'messages',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { noteSent: [true] } },
		options: [
			{ name: 'Start the Workflow', value: 'start', description: 'Each message is an execution of this workflow' },
			{
				name: 'Store for the Conversation Trigger',
				value: 'store',
				description:
					'Stored in Supabase before Z-API is answered, and put right there when it is edited or deleted later; the Conversation Trigger starts a workflow once the customer is quiet. When the database does not take it, Z-API gets 503.',
			},
		],
		default: 'start',
		description: 'What happens with what customers write and the team types on the phone; other events start the workflow in any case',
	},
	...ownPortProperties({ noteSent: [true], messages: ['store'] }),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Also Start On',
				name: 'chatEvents',
				type: 'multiOptions',
				options: [
					{ name: 'Broadcast List', value: 'broadcast', description: 'A message of a broadcast list' },
					{ name: 'Channel Message', value: 'channelMessage', description: 'A message in a WhatsApp channel' },
					{ name: 'Content Not Loaded Yet', value: 'waiting', description: 'A message whose content WhatsApp has not delivered yet' },
					{ name: 'Edited Message', value: 'edit', description: 'A message was changed afterwards' },
					{ name: 'Notification', value: 'notification', description: 'A call, a deleted message, a change of a group or of the profile' },
					{ name: 'Pinned Message', value: 'pin', description: 'A message was pinned or unpinned' },
					{ name: 'Reaction', value: 'reaction', description: 'An emoji was put on a message, or taken off' },
				],
				default: [],
				description: 'What comes with received messages without being one to answer; left out otherwise',
			},
			{
				displayName: 'Check Token Header',
				name: 'checkTokenHeader',
				type: 'boolean',
				default: false,
				description: 'Whether to refuse calls whose z-api-token header is not the instance token. Calls without the header still pass.',
			},
			{
				displayName: 'Deliveries',
				name: 'deliveries',
				type: 'boolean',
				default: false,
				description:
					'Whether the event "Message Sent" counts as chosen above. Each reply is one more call of n8n then; a reply whose sending was cut off by a crash is settled without it too, by the number\'s own message or the time of the chat.',
			},
			{
				displayName: 'Groups',
				name: 'groups',
				type: 'boolean',
				default: false,
				description: 'Whether messages in groups start the workflow too',
			},
			{
				displayName: 'Own Messages',
				name: 'ownMessages',
				type: 'boolean',
				default: false,
				description:
					'Whether messages sent by the connected number start the workflow too: what an attendant types on the phone takes the conversation over. Switches "Notificar as enviadas por mim" on.',
			},
			{
				displayName: 'Raw Payload',
				name: 'raw',
				type: 'boolean',
				default: false,
				description: 'Whether to add what Z-API sent, unchanged, under "raw"',
			},
			{ ...schemaOption, displayOptions: { show: { '/noteSent': [true] } } },
		],
	},
];
