import { LONGEST_PART } from '../../shared/core/message/splitReply';
import { wordsOf } from '../../shared/core/text/words';
import { queueNudge, type Nudge } from '../../shared/store/onboarding';
import { textOf, type StoreOperation } from '../operation';
import { channelField, channelOf } from './channel';
import { objectOf } from './progress';

/** The last look before a planned message goes to the outbox, in the same write. */
export const queue: StoreOperation = {
	name: 'Queue Message',
	action: 'Queue message of onboarding',
	description: 'Put a planned message into the outbox, once: not if the user went on, opted out or is with a person since it was planned',
	properties: [
		{
			displayName: 'Planned Message',
			name: 'planned',
			type: 'json',
			default: '={{ $json }}',
			required: true,
			description: 'An item of the operation Plan Messages',
		},
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '={{ $json.text }}',
			required: true,
			description: 'What the customer is to receive',
		},
		channelField,
	],
	run: async (context, store, itemIndex) => {
		const nudge = readNudge(context.getNodeParameter('planned', itemIndex));
		const text = textOf(context, itemIndex, 'text');
		if (!text) throw new RangeError('The field "Text" is empty: there is nothing to send');
		const sent = text.slice(0, 4 * LONGEST_PART);
		return { json: { ...(await queueNudge(store, nudge, sent, channelOf(context, itemIndex), new Date().toISOString())), text: sent } };
	},
};

function readNudge(given: unknown): Nudge {
	const found = objectOf(given);
	const missing = ['flow', 'user_id', 'nudge', 'key', 'send_at', 'until'].find((field) => wordsOf(found[field]) === '');
	if (missing) throw new RangeError(`The field "Planned Message" must be an item of the operation Plan Messages: "${missing}" is missing`);
	const { flow, user_id, nudge, key, activity_at, send_at, until } = found as unknown as Nudge;
	return { flow, user_id, nudge, key, activity_at, send_at, until };
}
