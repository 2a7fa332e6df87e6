import type { INodeProperties, ITriggerFunctions } from 'n8n-workflow';

import { numberOf } from '../../shared/core/json/readers';
import { storeOptions, schemaName } from '../../shared/store/schemaOption';
import type { DueWindow } from '../../shared/store/dueTurns';
import { fieldProblem, isField, LastGood } from '../../shared/kit/lastGood';
import { QUIET_SECONDS, WINDOW, windowProperties } from '../window';

/** Renewed while the turn is at work; shorter than this a slow round of renewals could miss it. */
const SHORTEST_LEASE_SECONDS = 60;

/** The forms of Claim Turn, without what only the sweep has. */
const window = windowProperties.map((property) =>
	property.name === 'quietSeconds'
		? {
				...property,
				description: `${property.description}. ${QUIET_SECONDS}, as a new node has it, is for as long as the company's settings say.`,
			}
		: property.name === 'limits'
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
	/** Why a field was not used as it stands, in Portuguese; null when all were. */
	problem: string | null;
}

const known = new LastGood<Settings>();

/**
 * Everything that the operator set, read once: n8n keeps what expressions need only while a trigger starts. A field that cannot be used takes nobody off line:
 * what held before holds, or what a new node has.
 * @throws where it cannot be told whose conversations these are: those of another company must not be answered
 */
export function settingsOf(context: ITriggerFunctions): Settings {
	const key = `${context.getWorkflow().id ?? ''}:${context.getNode().id}`;
	try {
		const settings = readSettings(context);
		known.remember(key, settings);
		return settings;
	} catch (error) {
		if (!isField(error) || context.getMode() === 'manual') throw error;
		const problem = fieldProblem(context.getNode().name, error);
		const before = known.at(key) ?? { window: { ...WINDOW, quietSeconds: null }, atOnce: AT_ONCE };
		return { ...before, window: { ...before.window, channel: channelOf(context) }, schema: schemaOf(context), problem };
	}
}

const AT_ONCE = 10;
const schemaOf = (context: ITriggerFunctions): string => schemaName(context.getNodeParameter('options.schema', ''));
const channelOf = (context: ITriggerFunctions): string | null => String(context.getNodeParameter('channel', '')).trim() || null;

function readSettings(context: ITriggerFunctions): Settings {
	const limits = context.getNodeParameter('limits', {}) as Partial<DueWindow>;
	const leaseSeconds = Math.max(SHORTEST_LEASE_SECONDS, limits.leaseSeconds ?? WINDOW.leaseSeconds);
	return {
		window: {
			...WINDOW,
			...limits,
			leaseSeconds,
			quietSeconds: quietOf(context.getNodeParameter('quietSeconds')),
			channel: channelOf(context),
		},
		atOnce: Math.max(1, numberOf(context.getNodeParameter('atOnce', AT_ONCE)) ?? AT_ONCE),
		schema: schemaOf(context),
		problem: null,
	};
}

/** As a new node has it, the company's settings say how long. @throws {RangeError} for what is no number of seconds */
function quietOf(typed: unknown): number | null {
	const seconds = numberOf(typed, { min: 0, max: 600 });
	if (seconds === null) throw new RangeError(`"Quiet Period (Seconds)" is no number of seconds: ${String(typed).slice(0, 40)}`);
	return seconds === QUIET_SECONDS ? null : seconds;
}
