import { knownUntil } from '../../shared/store/chatwoot';
import { FIRST, type ConversationOperation } from '../operation';

/** Since when Chatwoot is to be asked: it tells of a message once, and nobody hears it while n8n is down. */
export const getChatwootGap: ConversationOperation = {
	name: 'Get Chatwoot Gap',
	action: 'Get gap to catch up on',
	description: 'Since when what people wrote in Chatwoot has to be looked through, for what came while n8n was not there',
	outputs: ['Since'],
	properties: [
		{
			displayName: 'Account',
			name: 'account',
			type: 'string',
			default: 'chatwoot',
			required: true,
			description: 'Any name; another one for each account of Chatwoot',
		},
		{
			displayName: 'Overlap (Seconds)',
			name: 'overlapSeconds',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 120,
			description: 'How much earlier to begin: for messages that were being written just then, and for clocks that differ',
		},
		{
			displayName: 'Longest Gap (Hours)',
			name: 'longestHours',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 24,
			description: 'After a longer absence, what is older is not sent to customers any more',
		},
	],
	run: async (context, store, itemIndex) => {
		const number = (name: string) => context.getNodeParameter(name, itemIndex) as number;
		const account = String(context.getNodeParameter('account', itemIndex)).trim();
		if (!account) throw new RangeError('The field "Account" is empty: give it any name');
		const until = Date.parse(await knownUntil(store, account, null));
		const since = Math.max(until - number('overlapSeconds') * 1000, Date.now() - number('longestHours') * 3_600_000);
		return { json: { account, since: new Date(since).toISOString() }, output: FIRST };
	},
};
