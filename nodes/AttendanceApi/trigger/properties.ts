import type { INodeProperties, ITriggerFunctions } from 'n8n-workflow';

import { numberOf } from '../../shared/core/json/readers';
import { SOCKET_PATHS, type SocketPath } from '../socket/paths';
import { EVENTS, type EventName } from './events';

/** What the three places are called in the list. */
const PATH_NAMES = ['Plain', 'With the User', 'Doubled'];

export const triggerProperties: INodeProperties[] = [
	{
		displayName: 'Mode',
		name: 'mode',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Polling', value: 'polling', description: 'Asks at intervals: works everywhere, and sees no typing' },
			{ name: 'Socket', value: 'socket', description: 'Is told at once; what was missed while it was cut off is asked for' },
		],
		default: 'socket',
		description: 'How it learns what happened',
	},
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		noDataExpression: true,
		options: (Object.keys(EVENTS) as EventName[]).map((value) => ({ value, name: EVENTS[value][0], description: EVENTS[value][1] })),
		default: ['new_message', 'conversation_assigned', 'conversation_closed'],
		description: 'What starts the workflow, each once',
	},
	{
		displayName: 'Only Incoming Messages',
		name: 'incomingOnly',
		type: 'boolean',
		noDataExpression: true,
		default: true,
		description: 'Whether messages of the team and of the assistant are left out: an assistant that hears itself answers itself',
		displayOptions: { show: { events: ['new_message'] } },
	},
	{
		displayName: 'Every (Seconds)',
		name: 'everySeconds',
		type: 'number',
		noDataExpression: true,
		typeOptions: { minValue: 5, maxValue: 3600 },
		default: 30,
		description: 'How often it asks; 100 calls a minute are allowed to the account, and each change costs one more',
		displayOptions: { show: { mode: ['polling'] } },
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Join Conversations',
				name: 'join',
				type: 'boolean',
				default: true,
				description: 'Whether the rooms of the own open conversations are joined, and joined again after each reconnect',
				displayOptions: { show: { '/mode': ['socket'] } },
			},
			{
				displayName: 'Socket Path',
				name: 'path',
				type: 'options',
				options: [
					{ name: 'Automatic', value: 'auto', description: 'The likeliest of the dialect first' },
					...SOCKET_PATHS.map((value, at) => ({ name: PATH_NAMES[at], value, description: value })),
				],
				default: 'auto',
				description: 'Where the server has its socket, if it is known',
				displayOptions: { show: { '/mode': ['socket'] } },
			},
		],
	},
];

export interface Settings {
	mode: 'socket' | 'polling';
	events: Set<EventName>;
	incomingOnly: boolean;
	everyMs: number;
	join: boolean;
	path: SocketPath | 'auto';
}

/** Everything that the operator set, read once: n8n keeps what expressions need only while a trigger starts. */
export function settingsOf(context: ITriggerFunctions): Settings {
	const events = context.getNodeParameter('events', []) as EventName[];
	if (events.length === 0) throw new RangeError('Events is empty: choose at least one');
	const options = context.getNodeParameter('options', {}) as { join?: boolean; path?: SocketPath | 'auto' };
	const seconds = numberOf(context.getNodeParameter('everySeconds', 30), { min: 5, max: 3600 }) ?? 30;
	return {
		mode: context.getNodeParameter('mode', 'socket') === 'polling' ? 'polling' : 'socket',
		events: new Set(events),
		incomingOnly: context.getNodeParameter('incomingOnly', true) !== false,
		everyMs: seconds * 1000,
		join: options.join !== false,
		path: options.path ?? 'auto',
	};
}
