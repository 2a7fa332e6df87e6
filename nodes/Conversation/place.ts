import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { phoneKey } from '../shared/core/phone';
import { readSession, virtualSession } from '../shared/store/session';
import type { Store } from '../shared/store/store';
import type { At, Circumstances } from './change';
import { readRules } from './rules';

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

const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '');

/** The phone's key and the channel of the item; no channel is null. */
export function placeOf(context: IExecuteFunctions, itemIndex: number): { phone: string; channel: string | null } {
	const phone = textOf(context.getNodeParameter('phone', itemIndex, ''));
	if (!phone) throw new RangeError('The field "Phone" is empty');
	return { phone: phoneKey(phone), channel: textOf(context.getNodeParameter('channel', itemIndex, '')) || null };
}

/** The conversation as it is stored, or as it would start, with the circumstances for what happens to it now. */
export async function found(
	context: IExecuteFunctions,
	store: Store,
	itemIndex: number,
): Promise<{ at: At; isStored: boolean; circumstances: Circumstances }> {
	const { phone, channel } = placeOf(context, itemIndex);
	const { session, name, agent_enabled } = await readSession(store, channel, phone);
	const now = new Date().toISOString();
	return {
		at: session ?? virtualSession(channel ?? 'default', phone),
		isStored: session !== null,
		circumstances: {
			now,
			name,
			rules: readRules((parameter, fallback) => context.getNodeParameter(parameter, itemIndex, fallback), now, agent_enabled),
			executionId: context.getExecutionId(),
		},
	};
}
