import { count, text } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { flowKeyInHeader } from '../fields';
import { widgetToken as asToken } from '../models';

export const widgetToken: Resource = {
	name: 'Widget Token',
	operations: {
		create: operation({
			name: 'Create',
			action: 'Create widget token',
			description: 'Make a short-lived token for the onboarding widget of a front end',
			request: 'POST /onboarding/auth/token/',
			fields: {
				flowKey: flowKeyInHeader(),
				ttl: count('Valid For', { min: 60, max: 3600, default: 600 }, { description: 'Seconds until the token expires' }),
			},
			options: {
				clientId: text('Client ID', { at: 'client_id', placeholder: 'e.g. 456' }),
				userId: text('User ID', { at: 'external_user_id', placeholder: 'e.g. empresa-456' }),
			},
			output: asToken,
			repeatable: true,
		}),
	},
};
