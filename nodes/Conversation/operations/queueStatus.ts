import type { IDataObject } from 'n8n-workflow';

import { wordsOf } from '../../shared/core/text/words';
import { queueStatus } from '../../shared/store/queue';
import { FIRST, type ConversationOperation } from '../operation';

/** How much waits to be done: for whoever wonders why nothing goes out. */
export const getQueueStatus: ConversationOperation = {
	name: 'Get Queue Status',
	action: 'Get queue status',
	description:
		'Tell what waits to be done by kind, how long the oldest is due, and how many messages were given up (Retry Failed takes them up)',
	outputs: ['Done'],
	properties: [
		{
			displayName: 'Channel',
			name: 'channel',
			type: 'string',
			default: '',
			description: 'The number of yours; empty is all',
		},
	],
	run: async (context, store, itemIndex) => {
		const channel = wordsOf(context.getNodeParameter('channel', itemIndex, '')) || null;
		return { json: (await queueStatus(store, channel)) as unknown as IDataObject, output: FIRST };
	},
};
