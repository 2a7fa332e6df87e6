import { count, required, text } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { deleted } from '../answers';
import { queuePages } from '../paging';
import { queueCount } from '../records';

export const queue: Resource = {
	name: 'Queue',
	description: 'Messages that wait to be sent',
	operations: {
		getMany: operation({
			name: 'Get Many',
			action: 'Get many queued messages',
			description: 'List the messages that wait to be sent',
			request: 'POST /queue',
			fields: {},
			paging: queuePages,
			repeatable: true,
		}),
		getAllLegacy: operation({
			name: 'Get Many (Old Way)',
			action: 'Get many queued messages the old way',
			description: 'List the first messages that wait to be sent',
			request: 'GET /queue',
			notice: 'Z-API has announced the end of this: use "Get Many".',
			fields: {
				pageSize: required(count('Limit', { min: 1, default: 50 }, { description: 'Max number of results to return' })),
				page: required(count('Page', { min: 1 }, { description: 'Has no effect any more' })),
			},
		}),
		count: operation({
			name: 'Count',
			action: 'Count queued messages',
			description: 'Count the messages that wait to be sent',
			request: 'GET /queue/count',
			fields: {},
			output: queueCount,
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
			output: deleted,
		}),
		deleteAll: operation({
			name: 'Delete All',
			action: 'Delete all queued messages',
			description: 'Empty the queue: nothing in it is sent',
			request: 'DELETE /queue',
			fields: {},
			output: deleted,
		}),
	},
};
