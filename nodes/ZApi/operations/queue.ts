import type { IDataObject } from 'n8n-workflow';

import { count, required, text } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';

export const queue: Resource = {
	name: 'Queue',
	operations: {
		getMany: operation({
			name: 'Get Many',
			action: 'Get many queued messages',
			description: 'List a page of the messages that wait to be sent',
			request: 'POST /queue',
			fields: {},
			options: {
				pageSize: count('Page Size', { min: 1, max: 30, default: 20 }, { description: 'How many messages a page holds' }),
				pagingState: text('Page Cursor', { description: 'The pagingState that the page before gave; empty for the first page' }),
			},
			repeatable: true,
		}),
		count: operation({
			name: 'Count',
			action: 'Count queued messages',
			description: 'Count the messages that wait to be sent',
			request: 'GET /queue/count',
			fields: {},
			output: (answer) => (typeof answer === 'number' ? { count: answer } : (answer as IDataObject)),
		}),
		delete: operation({
			name: 'Delete',
			action: 'Delete queued message',
			description: 'Take one message out of the queue before it is sent',
			request: 'DELETE /queue/{zaapId}',
			fields: {
				zaapId: required(
					text('Queue ID', {
						description: 'The zaapId that sending the message gave',
						placeholder: 'e.g. 3999984263738042930CD6ECDE9VDWSA',
					}),
				),
			},
			output: () => ({ deleted: true }),
		}),
		deleteAll: operation({
			name: 'Delete All',
			action: 'Delete all queued messages',
			description: 'Empty the queue: nothing in it is sent',
			request: 'DELETE /queue',
			fields: {},
			output: () => ({ deleted: true }),
		}),
	},
};
