import type { INodeProperties, ITriggerFunctions } from 'n8n-workflow';

import { storeOptions, schemaName } from '../../shared/store/schemaOption';
import type { DueWindow } from '../../shared/store/dueTurns';
import { GIVEN_UP_TEXT, windowProperties } from '../window';

/** Longer than any try of the model may take: a turn that is at work is not given to another worker. */
const LEASE_SECONDS = 90;

/** The forms of Claim Turn, without what only the sweep has. */
const window = windowProperties.map((property) =>
	property.name === 'limits'
		? { ...property, options: (property.options as INodeProperties[]).filter(({ name }) => name !== 'graceSeconds').map(longLease) }
		: property,
);
function longLease(option: INodeProperties): INodeProperties {
	return option.name === 'leaseSeconds' ? { ...option, typeOptions: { minValue: 60, maxValue: 900 }, default: LEASE_SECONDS } : option;
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
		description: 'The number of yours whose conversations these are: for Z-API the instance ID. Empty is all of them.',
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
	const leaseSeconds = Math.max(60, limits.leaseSeconds ?? LEASE_SECONDS);
	return {
		window: {
			givenUpText: GIVEN_UP_TEXT,
			historyLimit: 20,
			maxWaitSeconds: 20,
			...limits,
			leaseSeconds,
			quietSeconds: context.getNodeParameter('quietSeconds') as number,
			channel: String(context.getNodeParameter('channel', '')).trim() || null,
		},
		atOnce: Math.max(1, context.getNodeParameter('atOnce', 10) as number),
		schema: schemaName(context.getNodeParameter('options.schema', '')),
	};
}
