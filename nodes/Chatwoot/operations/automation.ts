import { choice, flag, longText, required, text, type Fields } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { deleted, done, many, one } from '../envelopes';
import { conversationIds, id, jsonList } from '../fields';
import { onePage, pages } from '../pages';

const rule = () => required(id('Automation Rule ID', 'e.g. 44'));
const name = () => text('Name', { placeholder: 'e.g. Boas-vindas' });
const event = () =>
	choice(
		'Event',
		{
			conversation_created: 'Conversation Created',
			conversation_updated: 'Conversation Updated',
			conversation_resolved: 'Conversation Resolved',
			message_created: 'Message Created',
		},
		{ at: 'event_name' },
	);
const rules = (): Fields => ({
	conditions: jsonList('Conditions', 'conditions', 'List of conditions as JSON, as in a filter'),
	actions: jsonList('Actions', 'actions', 'List of actions as JSON, e.g. [{"action_name": "add_label", "action_params": ["vip"]}]'),
});
const options = (): Fields => ({ description: longText('Description'), active: flag('Active', 'Whether the rule runs', true) });

export const automationRule: Resource = {
	name: 'Automation Rule',
	operations: {
		getMany: operation({
			name: 'Get Many',
			action: 'Get many automation rules',
			description: 'List the automation rules',
			request: 'GET /automation_rules',
			fields: {},
			paging: pages(),
			output: one(),
		}),
		get: operation({
			name: 'Get',
			action: 'Get automation rule',
			description: 'Get an automation rule',
			request: 'GET /automation_rules/{rule}',
			fields: { rule: rule() },
			output: one(),
		}),
		create: operation({
			name: 'Create',
			action: 'Create automation rule',
			description: 'Add an automation rule',
			request: 'POST /automation_rules',
			fields: { name: required(name()), event_name: event(), ...rules() },
			options: options(),
			output: one(),
		}),
		update: operation({
			name: 'Update',
			action: 'Update automation rule',
			description: 'Change an automation rule',
			request: 'PATCH /automation_rules/{rule}',
			fields: { rule: rule() },
			options: { name: name(), event_name: event(), ...rules(), ...options() },
			repeatable: true,
			output: one(),
		}),
		delete: operation({
			name: 'Delete',
			action: 'Delete automation rule',
			description: 'Delete an automation rule',
			request: 'DELETE /automation_rules/{rule}',
			fields: { rule: rule() },
			output: deleted,
		}),
	},
};

export const macro: Resource = {
	name: 'Macro',
	operations: {
		getMany: operation({
			name: 'Get Many',
			action: 'Get many macros',
			description: 'List the macros that the user of the token may use',
			request: 'GET /macros',
			fields: {},
			paging: onePage(),
			output: one(),
		}),
		execute: operation({
			name: 'Execute',
			action: 'Execute macro',
			description: 'Run a macro on conversations',
			request: 'POST /macros/{macro}/execute',
			fields: { macro: required(id('Macro ID', 'e.g. 3')), conversation_ids: conversationIds() },
			output: done,
		}),
	},
};

export const auditLog: Resource = {
	name: 'Audit Log',
	operations: {
		getMany: operation({
			name: 'Get Many',
			action: 'Get many audit logs',
			description: 'List who changed what in the account',
			request: 'GET /audit_logs',
			fields: {},
			paging: pages('audit_logs'),
			output: (entry) => many()([entry]),
		}),
	},
};
