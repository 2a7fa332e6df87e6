import { report } from '../composites/report';
import { conversationId } from '../fields';
import { asIs } from '../models/sent';
import { way, type DialectResource } from '../ways';

export const reports: DialectResource = {
	name: 'Report',
	operations: {
		getDaily: {
			name: 'Get Daily',
			action: 'Get daily report',
			description: 'The day as a PDF file; only in the code dialect',
			v2: { fields: {}, run: report('daily') },
		},
		getWeekly: {
			name: 'Get Weekly',
			action: 'Get weekly report',
			description: 'The week as a PDF file; only in the code dialect',
			v2: { fields: {}, run: report('weekly') },
		},
		getSatisfaction: {
			name: 'Get Satisfaction',
			action: 'Get satisfaction report',
			description: 'The ratings as a PDF file; only in the code dialect',
			v2: { fields: {}, run: report('satisfaction') },
		},
		getConversation: {
			name: 'Get Conversation',
			action: 'Get conversation report',
			description: 'One conversation as a PDF file; only in the code dialect',
			v2: { fields: { conversationId: conversationId() }, run: report('conversation') },
		},
		getStatus: {
			name: 'Get Status',
			action: 'Get status of reports',
			description: 'Whether reports can be made; only in the code dialect',
			v2: way({ request: 'GET /reports/v2/status', fields: {}, output: asIs }),
		},
		getTemplates: {
			name: 'Get Templates',
			action: 'Get templates of reports',
			description: 'Which kinds there are; only in the code dialect',
			v2: way({ request: 'GET /reports/v2/templates', fields: {}, output: asIs }),
		},
	},
};
