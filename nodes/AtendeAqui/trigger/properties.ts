import type { INodeProperties } from 'n8n-workflow';

import { flow } from '../fields';
import type { EventName } from './changes';

const NAMES: Record<EventName, [name: string, description: string]> = {
	abandoned: ['Flow Abandoned', 'A user has given the flow up, or was marked so'],
	completed: ['Flow Completed', 'A user is through with the flow'],
	restarted: ['Flow Restarted', 'A user begins the flow again'],
	stalled: ['Flow Stalled', 'A user is in the middle of the flow and has done nothing for a while'],
	started: ['Flow Started', 'A user has begun the flow'],
	stepCompleted: ['Step Completed', 'A user has done a step'],
	stepSkipped: ['Step Skipped', 'A user has left a step out'],
};

export const triggerProperties: INodeProperties[] = [
	{
		displayName: 'Users that are in the flow when the workflow is published are the starting point: what they did before is not told.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{ ...flow().form, name: 'flow' },
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		options: (Object.keys(NAMES) as EventName[]).map((value) => ({ value, name: NAMES[value][0], description: NAMES[value][1] })),
		default: ['started', 'completed', 'stalled'],
		description: 'What starts the workflow, each once',
	},
	{
		displayName: 'Stalled After (Hours)',
		name: 'stalledAfterHours',
		type: 'number',
		typeOptions: { minValue: 0.1, numberPrecision: 1 },
		default: 24,
		description: 'How long a user must have done nothing; told again only after a sign of life',
		displayOptions: { show: { events: ['stalled'] } },
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Include Existing Users',
				name: 'includeExisting',
				type: 'boolean',
				default: false,
				description: 'Whether the first poll tells everything that happened so far, once',
			},
		],
	},
];
