import { required, text } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { under } from '../answers';

export const token: Resource = {
	name: 'Token',
	operations: {
		inspect: operation({
			name: 'Inspect',
			action: 'Inspect token',
			description: 'What the token of the credential may do, and until when',
			request: 'GET /debug_token',
			fields: {
				appId: {
					...required(
						text('App ID', { at: 'app-id', description: 'The app whose secret is in the credential', placeholder: 'e.g. 900000000000050' }),
					),
					inHeader: true,
				},
			},
			output: under('data'),
		}),
	},
};
