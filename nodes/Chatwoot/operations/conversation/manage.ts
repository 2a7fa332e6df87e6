import { choice, flag, list, longText, moment, required, text } from '../../../shared/kit/field';
import { operation, type Operations } from '../../../shared/kit/operation';
import { mergeAttributes } from '../../composites/attributes';
import { deleted, one } from '../../envelopes';
import { agent, attributes, contact, id, inbox, onConversation, priority, team } from '../../fields';

const custom = () => attributes('Custom Attributes', 'custom_attributes');

export const manage: Operations = {
	create: operation({
		name: 'Create',
		action: 'Create conversation',
		description: 'Start a conversation of a contact in an inbox',
		request: 'POST /conversations',
		fields: { contact_id: required(contact()), inbox_id: required(inbox()) },
		options: {
			source_id: text('Source ID', {
				description:
					'ID of the contact in the inbox. In API inboxes give it: without one the contact gets a new link to the inbox each time.',
				placeholder: 'e.g. 5511999990001',
			}),
			status: choice('Status', { open: 'Open', pending: 'Pending', resolved: 'Resolved' }),
			assignee_id: agent(),
			team_id: team(),
			snoozed_until: moment('Snoozed Until'),
			message: longText('First Message', { at: 'message.content' }),
			template: attributes('First Message Template', 'message.template_params'),
			additional_attributes: attributes('Additional Attributes', 'additional_attributes'),
			custom_attributes: custom(),
		},
		output: one(),
	}),
	update: operation({
		name: 'Update',
		action: 'Update conversation',
		description: 'Change the priority or service agreement of a conversation',
		request: 'PATCH /conversations/{conversation}',
		fields: { conversation: onConversation() },
		options: { priority: priority(), sla_policy_id: id('SLA Policy ID', 'e.g. 1') },
		repeatable: true,
		output: one(),
	}),
	delete: operation({
		name: 'Delete',
		action: 'Delete conversation',
		description: 'Delete a conversation with its messages',
		request: 'DELETE /conversations/{conversation}',
		fields: { conversation: onConversation() },
		output: deleted,
	}),
	updateAttributes: {
		name: 'Update Custom Attributes',
		action: 'Update custom attributes of conversation',
		description: 'Set custom attributes of a conversation; those not named here stay',
		fields: { conversation: onConversation(), custom_attributes: custom() },
		run: mergeAttributes,
	},
	setAttributes: operation({
		name: 'Set Custom Attributes',
		action: 'Set custom attributes of conversation',
		description: 'Replace all custom attributes of a conversation: those not named here are lost',
		request: 'POST /conversations/{conversation}/custom_attributes',
		fields: { conversation: onConversation(), custom_attributes: custom() },
		options: { merge: flag('Keep the Others', 'Whether those not named stay; servers up to 4.16.2 replace them all the same') },
		repeatable: true,
		output: (answer) => one()(answer),
	}),
	deleteAttributes: operation({
		name: 'Delete Custom Attributes',
		action: 'Delete custom attributes of conversation',
		description: 'Take custom attributes off a conversation; needs a server after 4.16.2',
		request: 'POST /conversations/{conversation}/destroy_custom_attributes',
		fields: {
			conversation: onConversation(),
			custom_attributes: required(list('Keys', { description: 'Comma-separated', placeholder: 'e.g. plano, origem' })),
		},
		repeatable: true,
		output: one(),
	}),
};
