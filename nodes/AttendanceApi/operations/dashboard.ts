import { days, dayOf } from '../fields';
import { agentsModel, metricsModel, performanceModel, realtimeModel, satisfactionModel } from '../models/dashboard';
import { asIs } from '../models/sent';
import { listUnder } from '../paging';
import { way, type DialectResource } from '../ways';

const day = () => dayOf('Day', 'date');
const rows = (answer: unknown) => listUnder('items')(answer).map(asIs);

export const dashboard: DialectResource = {
	name: 'Dashboard',
	operations: {
		getMetrics: {
			name: 'Get Metrics',
			action: 'Get metrics of dashboard',
			description: 'Get the figures of now, each with its unit in its name',
			documented: way({ request: 'GET /dashboard/metrics', fields: {}, output: metricsModel }),
			v2: way({ request: 'GET /dashboard/metrics/today', fields: {}, output: metricsModel }),
		},
		getAgents: {
			name: 'Get Agents',
			action: 'Get agents of dashboard',
			description: 'List the attendants with their state and load',
			documented: way({ request: 'GET /dashboard/agents', fields: {}, output: agentsModel }),
			// The list of performances breaks in the code that was read, and knows no load.
			v2: way({ request: 'GET /dashboard/realtime', fields: {}, output: agentsModel }),
		},
		getPerformance: {
			name: 'Get Agent Performance',
			action: 'Get agent performance of dashboard',
			description: 'What each attendant got done on a day; only in the code dialect',
			notice: 'The code that was read always answers 500 to this: Get Agents works.',
			instead: 'Use Dashboard → Get Agents.',
			v2: way({
				request: 'GET /dashboard/agents/performance',
				fields: {},
				options: { day: day() },
				output: (answer) => listUnder('agents')(answer).map(performanceModel),
			}),
		},
		getTrends: {
			name: 'Get Trends',
			action: 'Get trends of dashboard',
			description: 'Conversations by hour of a day; only in the code dialect',
			v2: way({ request: 'GET /dashboard/metrics/trends', fields: {}, options: { day: day() }, output: rows }),
		},
		getCategories: {
			name: 'Get Categories',
			action: 'Get categories of dashboard',
			description: 'What conversations were about; only in the code dialect',
			v2: way({ request: 'GET /dashboard/categories/distribution', fields: {}, options: { days: days(30) }, output: rows }),
		},
		getSatisfaction: {
			name: 'Get Satisfaction',
			action: 'Get satisfaction of dashboard',
			description: 'Ratings by number of stars; only in the code dialect',
			instead: 'Use Dashboard → Get Metrics, which holds the average.',
			v2: way({ request: 'GET /dashboard/satisfaction', fields: {}, options: { days: days(90) }, output: satisfactionModel }),
		},
		getRealtime: {
			name: 'Get Realtime',
			action: 'Get realtime of dashboard',
			description: 'Figures, attendants and queue at once; only in the code dialect',
			instead: 'Use Dashboard → Get Metrics and Get Agents.',
			v2: way({ request: 'GET /dashboard/realtime', fields: {}, output: realtimeModel }),
		},
		getMyStats: {
			name: 'Get My Stats',
			action: 'Get my stats of dashboard',
			description: 'The own figures of day and month; only in the code dialect',
			v2: way({ request: 'GET /dashboard/my-stats', fields: {}, output: asIs }),
		},
	},
};
