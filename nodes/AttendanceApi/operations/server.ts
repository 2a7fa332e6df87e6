import { flag, list } from '../../shared/kit/field';
import { checkHealth, readMetrics } from '../composites/server';
import { asIs } from '../models/sent';
import { same, way, type DialectResource } from '../ways';

const names = () =>
	list('Names', {
		description: 'Only these metrics, separated by commas',
		placeholder: 'e.g. conversations_active_total, messages_sent_total',
	});

const onlyChanges = () =>
	flag('Only Changes', 'Whether an item comes only when something else is wrong than before, or nothing is any more');

export const server: DialectResource = {
	name: 'Server',
	operations: {
		checkHealth: {
			name: 'Check Health',
			action: 'Check health of server',
			description: 'Look at the server: ok, degraded, timeout, unreachable or error. It never fails.',
			...same({ fields: {}, options: { onlyChanges: onlyChanges() }, run: checkHealth }),
		},
		getMetrics: {
			name: 'Get Metrics',
			action: 'Get metrics of server',
			description: 'Read the Prometheus metrics, an item a sample',
			...same({ fields: {}, options: { names: names() }, run: readMetrics }),
		},
		getInfo: {
			name: 'Get Info',
			action: 'Get info of server',
			description: 'What the server says about itself; only in the code dialect',
			v2: way({ request: 'GET /info', fields: {}, output: asIs }),
		},
		getCacheStats: {
			name: 'Get Cache Stats',
			action: 'Get cache stats of server',
			description: 'Figures of its cache; only in the code dialect',
			v2: way({ request: 'GET /cache/stats', fields: {}, output: asIs }),
		},
		getCircuitBreakers: {
			name: 'Get Circuit Breakers',
			action: 'Get circuit breakers of server',
			description: 'Which of its connections are cut off; only in the code dialect',
			v2: way({ request: 'GET /circuit-breakers', fields: {}, output: asIs }),
		},
	},
};
