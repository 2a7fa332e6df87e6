import { choice, flag, required, text } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { deleted, one } from '../envelopes';
import { agent as agentPicker } from '../fields';
import { onePage } from '../pages';

const role = () => choice('Role', { agent: 'Agent', administrator: 'Administrator' });
const options = () => ({
	availability: choice('Availability', { online: 'Online', busy: 'Busy', offline: 'Offline' }),
	auto_offline: flag('Offline by Itself', 'Whether the agent is shown as offline while the app is closed', true),
});

export const agent: Resource = {
	name: 'Agent',
	operations: {
		getMany: operation({
			name: 'Get Many',
			action: 'Get many agents',
			description: 'List the agents of the account',
			request: 'GET /agents',
			fields: {},
			paging: onePage(),
			output: one(),
		}),
		create: operation({
			name: 'Create',
			action: 'Create agent',
			description: 'Add an agent to the account; Chatwoot sends the invitation',
			request: 'POST /agents',
			fields: {
				name: required(text('Name', { placeholder: 'e.g. Rafael Lima' })),
				email: required(text('Email', { placeholder: 'e.g. rafael@example.com' })),
				role: role(),
			},
			options: options(),
			output: one(),
		}),
		update: operation({
			name: 'Update',
			action: 'Update agent',
			description: 'Change the role or availability of an agent',
			request: 'PATCH /agents/{agent}',
			fields: { agent: required(agentPicker()), role: role() },
			options: options(),
			repeatable: true,
			output: one(),
		}),
		delete: operation({
			name: 'Delete',
			action: 'Delete agent',
			description: 'Take an agent out of the account',
			request: 'DELETE /agents/{agent}',
			fields: { agent: required(agentPicker()) },
			output: deleted,
		}),
	},
};
