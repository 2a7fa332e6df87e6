import { choice, json, required } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { deleted, one } from '../envelopes';
import { id, inbox, numbered } from '../fields';
import { onePage } from '../pages';

const hook = () => required(id('Hook ID', 'e.g. 8'));
const status = () => numbered(choice('Status', { 1: 'Active', 0: 'Inactive' }));
const settings = () => json('Settings', { description: 'Settings of the integration, as JSON' });

export const integration: Resource = {
	name: 'Integration',
	operations: {
		getMany: operation({
			name: 'Get Many',
			action: 'Get many integrations',
			description: 'List the integrations and whether they are set up',
			request: 'GET /integrations/apps',
			fields: {},
			paging: onePage(),
			output: one(),
		}),
		createHook: operation({
			name: 'Create Hook',
			action: 'Create hook of integration',
			description: 'Set up an integration for the account or an inbox',
			request: 'POST /integrations/hooks',
			fields: { app_id: required(id('App ID', 'e.g. 1')) },
			options: { inbox_id: inbox(), status: status(), settings: settings() },
			output: one(),
		}),
		updateHook: operation({
			name: 'Update Hook',
			action: 'Update hook of integration',
			description: 'Change the settings of an integration',
			request: 'PATCH /integrations/hooks/{hook}',
			fields: { hook: hook() },
			options: { status: status(), settings: settings() },
			repeatable: true,
			output: one(),
		}),
		deleteHook: operation({
			name: 'Delete Hook',
			action: 'Delete hook of integration',
			description: 'Take an integration away',
			request: 'DELETE /integrations/hooks/{hook}',
			fields: { hook: hook() },
			output: deleted,
		}),
	},
};
