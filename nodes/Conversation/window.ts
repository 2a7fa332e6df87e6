import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { TurnWindow } from '../shared/store/turns';

/** For a customer whose messages could not be answered. */
export const GIVEN_UP_TEXT =
	'Desculpe, tive um problema técnico e não consegui responder agora. Já avisei a equipe, que vai falar com você.';

/** What a new node has. In the Conversation Trigger it leaves the word to the company's settings. */
export const QUIET_SECONDS = 6;

/** How long a phone must be quiet before its messages are answered together, and how long a worker may take. */
export const windowProperties: INodeProperties[] = [
	{
		displayName: 'Quiet Period (Seconds)',
		name: 'quietSeconds',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 60 },
		default: QUIET_SECONDS,
		description: 'How long the customer must have written nothing before everything they wrote is answered together',
	},
	{
		displayName: 'Limits',
		name: 'limits',
		type: 'collection',
		placeholder: 'Add limit',
		default: {},
		options: [
			{
				displayName: 'Given Up: Text for the Customer',
				name: 'givenUpText',
				type: 'string',
				typeOptions: { rows: 3 },
				default: GIVEN_UP_TEXT,
				description: 'Sent once when messages could not be answered after five tries; the team is told in any case. Empty sends nothing.',
			},
			{
				displayName: 'Grace (Seconds)',
				name: 'graceSeconds',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 20,
				description: 'For the sweep: how long after the quiet period a message counts as forgotten',
			},
			{
				displayName: 'History (Messages)',
				name: 'historyLimit',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 100 },
				default: 20,
				description: 'How many earlier messages come along',
			},
			{
				displayName: 'Lease (Seconds)',
				name: 'leaseSeconds',
				type: 'number',
				typeOptions: { minValue: 15, maxValue: 900 },
				default: 90,
				description: 'How long a turn may take before it counts as dead and is given to another worker',
			},
			{
				displayName: 'Longest Wait (Seconds)',
				name: 'maxWaitSeconds',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 20,
				description: 'After this long since their first message the customer is answered even if they keep writing',
			},
			{
				displayName: 'Machine: Replies an Hour',
				name: 'repliesAnHour',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 30,
				description:
					'Whoever wants more of them than this within an hour is taken for a machine: the conversation is paused, and the team is told once. 0 never.',
			},
			{
				displayName: 'Machine: Same Text (Turns)',
				name: 'sameTextTurns',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 3,
				description:
					'Whoever answers the same in so many turns of a day is taken for a machine too; up to three words ("sim", "ok") count from twice as many on. 0 never.',
			},
		],
	},
];

export interface Window extends TurnWindow {
	graceSeconds: number;
	maxWaitSeconds: number;
}

/** What holds where the operator set nothing (SDR spec 1.7 step 7: 20 s at most). */
export const WINDOW = {
	givenUpText: GIVEN_UP_TEXT,
	historyLimit: 20,
	leaseSeconds: 90,
	maxWaitSeconds: 20,
	repliesAnHour: 30,
	sameTextTurns: 3,
};

/** The window that the operator set, defaults filled in. */
export const windowOf = (context: IExecuteFunctions, itemIndex: number): Window => ({
	...WINDOW,
	graceSeconds: 20,
	...(context.getNodeParameter('limits', itemIndex, {}) as Partial<Window>),
	quietSeconds: context.getNodeParameter('quietSeconds', itemIndex) as number,
});
