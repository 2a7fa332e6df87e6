import { operation, type Resource } from '../../shared/kit/operation';

export const instance: Resource = {
	name: 'Instance',
	operations: {
		getStatus: operation({
			name: 'Get Status',
			action: 'Get instance status',
			description: 'Tell whether WhatsApp is connected',
			request: 'GET /status',
			fields: {},
		}),
	},
};
