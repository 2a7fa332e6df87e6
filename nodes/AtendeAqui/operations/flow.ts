import { text } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { flow, flowKey } from '../fields';
import { analytics, flow as asFlow, flowSummary } from '../models';
import { pages } from '../pages';

export const flows: Resource = {
	name: 'Flow',
	operations: {
		getStructure: operation({
			name: 'Get Structure',
			action: 'Get structure of flow',
			description: 'Get the steps of a flow as its users see them',
			request: 'GET /onboarding/{flowKey}/structure/',
			fields: { flowKey: flowKey() },
			options: {
				language: text('Language', { description: "Language of the texts; the flow's own when empty", placeholder: 'e.g. en-US' }),
			},
			output: asFlow,
		}),
		getMany: operation({
			name: 'Get Many',
			action: 'Get many flows',
			description: 'List the onboarding flows of your organization',
			request: 'GET /onboarding/flows/',
			fields: {},
			paging: pages,
			output: flowSummary,
		}),
		get: operation({
			name: 'Get',
			action: 'Get flow',
			description: 'Get a flow with all its settings',
			request: 'GET /onboarding/flows/{flow}/',
			fields: { flow: flow() },
			output: asFlow,
		}),
		getAnalytics: operation({
			name: 'Get Analytics',
			action: 'Get analytics of flow',
			description: 'Get how many start, finish and give up, and at which step',
			request: 'GET /onboarding/flows/{flow}/analytics/',
			fields: { flow: flow() },
			output: analytics,
		}),
	},
};
