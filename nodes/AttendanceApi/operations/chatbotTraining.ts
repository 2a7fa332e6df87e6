import { count, list, longText, required, text } from '../../shared/kit/field';
import { asIs, doneModel } from '../models/sent';
import { listUnder } from '../paging';
import { way, type DialectResource } from '../ways';

const message = () => required(longText('Message', { description: 'What a customer might write' }));
const intent = () => required(text('Intent', { placeholder: 'e.g. internet_lenta' }));
const ofAdmin = 'The code that was read always answers 500 to this: it may not work on your server.';

/** The assistant as its administrator sees it. */
export const chatbotTraining: DialectResource = {
	name: 'Chatbot Training',
	operations: {
		getIntents: {
			name: 'Get Many',
			action: 'Get many trained intents',
			description: 'List the trained intents; only in the code dialect',
			notice: ofAdmin,
			v2: way({ request: 'GET /chatbot/v2/intents', fields: {}, output: (answer) => listUnder('intents')(answer).map(asIs) }),
		},
		getIntent: {
			name: 'Get',
			action: 'Get trained intent',
			description: 'Get one trained intent; only in the code dialect',
			notice: ofAdmin,
			v2: way({ request: 'GET /chatbot/v2/intents/{intent}', fields: { intent: intent() }, output: asIs }),
		},
		train: {
			name: 'Train',
			action: 'Train chatbot',
			description: 'Teach an answer to an intent; only in the code dialect',
			notice: ofAdmin,
			v2: way({
				request: 'POST /chatbot/v2/train',
				fields: { intent: intent(), response: required(longText('Response', { description: 'At least 10 characters' })) },
				options: { quickReplies: list('Quick Replies', { at: 'quick_replies', description: 'Separated by commas' }) },
				output: asIs,
			}),
		},
		test: {
			name: 'Test',
			action: 'Test chatbot',
			description: 'See how a message would be understood; only in the code dialect',
			notice: ofAdmin,
			v2: way({
				request: 'POST /chatbot/v2/test',
				fields: { message: message() },
				options: { clientName: text('Customer Name', { at: 'client_name' }) },
				output: asIs,
				repeatable: true,
			}),
		},
		getMetrics: {
			name: 'Get Metrics',
			action: 'Get metrics of chatbot training',
			description: 'Figures of some days; only in the code dialect',
			notice: ofAdmin,
			v2: way({
				request: 'GET /chatbot/v2/metrics',
				fields: {},
				options: { days: count('Days', { min: 1, max: 365, default: 7 }) },
				output: asIs,
			}),
		},
		getResponses: {
			name: 'Get Responses',
			action: 'Get trained responses',
			description: 'List the own answers; only in the code dialect',
			notice: ofAdmin,
			v2: way({ request: 'GET /chatbot/v2/responses', fields: {}, output: (answer) => listUnder('responses')(answer).map(asIs) }),
		},
		deleteResponse: {
			name: 'Delete Response',
			action: 'Delete trained response',
			description: 'Remove an own answer; only in the code dialect',
			notice: ofAdmin,
			v2: way({ request: 'DELETE /chatbot/v2/responses/{intent}', fields: { intent: intent() }, output: () => ({ deleted: true }) }),
		},
		reload: {
			name: 'Reload',
			action: 'Reload chatbot',
			description: 'Load what was trained; only in the code dialect',
			notice: ofAdmin,
			v2: way({ request: 'POST /chatbot/v2/reload', bodyless: true, fields: {}, output: doneModel, repeatable: true }),
		},
		getStatus: {
			name: 'Get Status',
			action: 'Get status of chatbot training',
			description: 'Get the state of the training; only in the code dialect',
			notice: ofAdmin,
			v2: way({ request: 'GET /chatbot/v2/status', fields: {}, output: asIs }),
		},
	},
};
