import type { INodeProperties } from 'n8n-workflow';

import { WHEN_STORED } from '../../shared/inbound/whenStored';
import { otherUrlProperty } from '../../shared/webhook/otherUrl';
import { agentBot, EVENTS, inbox } from '../fields';
import { triggerOptions } from './options';

const oneUrlModes = { show: { mode: ['inbox', 'agentBot'] } };

export const triggerProperties: INodeProperties[] = [
	{
		displayName:
			'Publishing the workflow registers its URL in Chatwoot by itself; the token must be that of an administrator. Servers since 4.14 refuse URLs in private networks unless SAFE_FETCH_ALLOW_PRIVATE_NETWORK is set.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Listen To',
		name: 'mode',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Account', value: 'account', description: 'An account webhook: everything that happens in all inboxes' },
			{ name: 'Agent Bot', value: 'agentBot', description: 'What a bot of Chatwoot is told; tried three times' },
			{ name: 'API Inbox', value: 'inbox', description: 'The callback of one API inbox; a failed delivery marks the message as failed' },
		],
		default: 'account',
	},
	{
		...inbox().form,
		name: 'inbox',
		description: 'Only events of this inbox; all inboxes when empty. Needed for API Inbox.',
		displayOptions: { show: { mode: ['account', 'inbox'] } },
	},
	{ ...agentBot().form, name: 'agentBot', required: true, displayOptions: { show: { mode: ['agentBot'] } } },
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		options: Object.entries({
			...EVENTS,
			conversation_opened: 'Conversation Opened (Agent Bot)',
			conversation_resolved: 'Conversation Resolved (Agent Bot)',
		})
			.map(([value, name]) => ({ name, value }))
			.sort((a, b) => a.name.localeCompare(b.name)),
		default: ['message_created', 'conversation_status_changed'],
	},
	{
		displayName: 'Written By',
		name: 'writtenBy',
		type: 'multiOptions',
		options: [
			{ name: 'Automation', value: 'automation', description: 'Rules, campaigns, greetings and other bots' },
			{ name: 'Customer', value: 'customer', description: 'The person, in a channel of Chatwoot' },
			{ name: 'Human', value: 'human', description: 'An agent' },
			{ name: 'This Integration (Echo)', value: 'botEcho', description: 'What this package wrote into Chatwoot itself' },
		],
		default: ['customer', 'human', 'automation'],
		description: 'Whose messages start the workflow',
	},
	otherUrlProperty('An API inbox or agent bot has one URL only', { displayOptions: oneUrlModes }),
	{
		displayName: 'Answer Chatwoot',
		name: 'answer',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Immediately', value: 'onReceived', description: 'As soon as n8n has taken the execution: Chatwoot waits five seconds only' },
			WHEN_STORED,
		],
		default: 'onReceived',
		description: 'When Chatwoot is told that the event arrived',
	},
	triggerOptions,
];
