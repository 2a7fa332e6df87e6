import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { phoneKey } from '../shared/core/brazil/phone';
import { wordsOf } from '../shared/core/text/words';
import { readSession, virtualSession } from '../shared/store/session';
import type { Store } from '../shared/store/store';
import type { At, Circumstances } from './change';
import { parametersOf, readRules, type Parameters } from './rules';

/** Which conversation an operation is about. */
export const placeProperties: INodeProperties[] = [
	{
		displayName: 'Phone',
		name: 'phone',
		type: 'string',
		default: '={{ $json.phone }}',
		required: true,
		placeholder: 'e.g. 5511999990001',
		description: "The customer's number, in any usual form",
	},
	{
		displayName: 'Channel',
		name: 'channel',
		type: 'string',
		default: '={{ $json.channel }}',
		description: 'The number of yours, for Z-API its instance ID. Empty finds the newest conversation of that phone.',
	},
];

/** The phone's key and the channel of the item; no channel is null. */
export function placeOf(context: IExecuteFunctions, itemIndex: number): Place {
	const phone = wordsOf(context.getNodeParameter('phone', itemIndex, ''));
	if (!phone) throw new RangeError('The field "Phone" is empty');
	return { phone: phoneKey(phone), channel: wordsOf(context.getNodeParameter('channel', itemIndex, '')) || null };
}

interface Place {
	phone: string;
	/** Null finds the newest conversation of the phone. */
	channel: string | null;
}

export interface Found {
	at: At;
	isStored: boolean;
	circumstances: Circumstances;
}

/** A conversation as it is stored, or as it would start, with the circumstances for what happens to it now, by the database's clock. */
export async function findConversation(
	store: Store,
	{ channel, phone }: Place,
	given: { parameters: Parameters; executionId?: string },
): Promise<Found> {
	const { session, name, agent_enabled, only_channel, now } = await readSession(store, channel, phone);
	const { parameters, executionId } = given;
	return {
		at: session ?? virtualSession(channel ?? only_channel ?? 'default', phone),
		isStored: session !== null,
		circumstances: { now, name, rules: readRules(parameters, now, agent_enabled), executionId },
	};
}

/** The conversation that the item is about. */
export const found = async (context: IExecuteFunctions, store: Store, itemIndex: number): Promise<Found> =>
	await findConversation(store, placeOf(context, itemIndex), {
		parameters: parametersOf(context, itemIndex),
		executionId: context.getExecutionId(),
	});
