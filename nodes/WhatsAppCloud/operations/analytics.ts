import { choice, list, required } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { records } from '../answers';
import { figures, listOfWords, stretch } from '../analytics';
import { asJson, joined } from '../fields';
import { between } from '../limits';

const numbers = () => listOfWords('Phone Numbers', 'phone_numbers', 'e.g. 5531999990001');
const DAYS = { DAILY: 'Day', HALF_HOUR: 'Half Hour', MONTHLY: 'Month' };

export const analytics: Resource = {
	name: 'Analytics',
	operations: {
		getMessages: figures({
			name: 'Get Messages',
			action: 'Get figures of messages',
			description: 'How many messages were sent and delivered, a year back at most',
			key: 'analytics',
			granularity: { DAY: 'Day', HALF_HOUR: 'Half Hour', MONTH: 'Month' },
			options: { numbers: numbers(), countries: listOfWords('Countries', 'country_codes', 'e.g. BR') },
		}),
		getConversations: figures({
			name: 'Get Conversations',
			action: 'Get figures of conversations',
			description: 'Conversations and their cost, until July 2025',
			key: 'conversation_analytics',
			isGrouped: true,
			granularity: DAYS,
			options: { numbers: numbers(), dimensions: listOfWords('Dimensions', 'dimensions', 'e.g. CONVERSATION_CATEGORY, COUNTRY') },
		}),
		getCost: figures({
			name: 'Get Cost',
			action: 'Get cost of messages',
			description: 'Volume and cost of messages, since July 2025',
			key: 'pricing_analytics',
			isGrouped: true,
			granularity: DAYS,
			options: {
				numbers: numbers(),
				metrics: listOfWords('Metrics', 'metric_types', 'e.g. COST, VOLUME'),
				dimensions: listOfWords('Dimensions', 'dimensions', 'e.g. PRICING_CATEGORY, COUNTRY'),
			},
		}),
		getTemplates: operation({
			name: 'Get Templates',
			action: 'Get figures of templates',
			description: 'How often templates were sent, delivered, read and clicked, 90 days back at most',
			request: 'GET /:account/template_analytics',
			fields: {
				...stretch(),
				granularity: choice('Each', { DAILY: 'Day' }),
				templates: asJson(
					between(
						1,
						10,
						required(
							list('Template IDs', {
								at: 'template_ids',
								description: 'Ten at most, comma-separated',
								placeholder: 'e.g. 900000000000060',
							}),
						),
					),
				),
			},
			options: { metrics: joined(listOfWords('Metrics', 'metric_types', 'e.g. SENT, DELIVERED, READ, CLICKED, COST')) },
			output: records,
		}),
		enableTemplates: operation({
			name: 'Enable Templates',
			action: 'Enable figures of templates',
			description: 'Have the figures of templates counted, which cannot be switched off again',
			request: 'POST /:account',
			fixedQuery: { is_enabled_for_insights: true },
			bodyless: true,
			fields: {},
			repeatable: true,
		}),
	},
};
