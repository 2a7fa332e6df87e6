import { takeNext, takeNextInCode } from '../composites/queue';
import { queueFigures, queueModel } from '../models/queue';
import { way, type DialectResource } from '../ways';

export const queue: DialectResource = {
	name: 'Queue',
	operations: {
		getMany: {
			name: 'Get Many',
			action: 'Get many of queue',
			description: 'List who waits, in the order in which they are taken',
			documented: way({ request: 'GET /dashboard/queue', fields: {}, output: queueModel }),
			v2: way({ request: 'GET /conversations/queue', fields: {}, output: queueModel }),
		},
		getFigures: {
			name: 'Get Figures',
			action: 'Get figures of queue',
			description: 'How many wait, and for how long on average',
			documented: way({ request: 'GET /dashboard/queue', fields: {}, output: queueFigures }),
			v2: way({ request: 'GET /dashboard/queue/status', fields: {}, output: queueFigures }),
		},
		takeNext: {
			name: 'Take Next',
			action: 'Take next of queue',
			description:
				'Give the first in the queue to the account of the credential. In the documented dialect only servers with an addition for it can, as AtendeAqui’s own.',
			documented: { fields: {}, run: takeNext },
			v2: { fields: {}, run: takeNextInCode },
		},
	},
};
