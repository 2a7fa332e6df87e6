import type { INodeProperties, ITriggerFunctions } from 'n8n-workflow';

import { storeOptions, schemaName } from '../../shared/store/schemaOption';
import type { DueWindow } from '../../shared/store/dueTurns';
import { WINDOW, windowProperties } from '../window';

/** Renewed while the turn is at work; shorter than this a slow round of renewals could miss it. */
const SHORTEST_LEASE_SECONDS = 60;

/** The forms of Claim Turn, without what only the sweep has. */
const window = windowProperties.map((property) =>
	property.name === 'limits'
		? { ...property, options: (property.options as INodeProperties[]).filter(({ name }) => name !== 'graceSeconds').map(longLease) }
		: property,
);
function longLease(option: INodeProperties): INodeProperties {
	return option.name === 'leaseSeconds' ? { ...option, typeOptions: { minValue: SHORTEST_LEASE_SECONDS, maxValue: 900 } } : option;
}

export const triggerProperties: INodeProperties[] = [
	{
		displayName:
			'A WhatsApp trigger of this package stores the messages: set its "What to Do with Messages" to "Store for the Conversation Trigger". Nothing waits in an execution.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	...window,
	{
		displayName: 'At Once',
		name: 'atOnce',
		type: 'number',
		noDataExpression: true,
		typeOptions: { minValue: 1, maxValue: 200 },
		default: 10,
		description: 'How many conversations are answered at the same time; the others wait for their turn',
	},
	{
		displayName: 'Channel',
		name: 'channel',
		type: 'string',
		noDataExpression: true,
		default: '',
		placeholder: 'e.g. 3C67AB641C8AA0412F4A3242D1AE6BDB',
		description:
			'The number of yours whose conversations these are: for Z-API the instance ID. Empty is all of them. With several numbers, each has a workflow of its own.',
	},
	storeOptions,
];

export interface Settings {
	window: DueWindow;
	atOnce: number;
	schema: string;
}

/** Everything that the operator set, read once: n8n keeps what expressions need only while a trigger starts. */
export function settingsOf(context: ITriggerFunctions): Settings {
	const limits = context.getNodeParameter('limits', {}) as Partial<DueWindow>;
	const leaseSeconds = Math.max(SHORTEST_LEASE_SECONDS, limits.leaseSeconds ?? WINDOW.leaseSeconds);
	return {
		window: {
			...WINDOW,
			...limits,
			leaseSeconds,
			quietSeconds: context.getNodeParameter('quietSeconds') as number,
			channel: String(context.getNodeParameter('channel', '')).trim() || null,
		},
		atOnce: Math.max(1, context.getNodeParameter('atOnce', 10) as number),
		schema: schemaName(context.getNodeParameter('options.schema', '')),
	};
}
