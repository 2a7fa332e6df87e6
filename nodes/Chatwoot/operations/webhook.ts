import { required, text } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { deleted, many, one } from '../envelopes';
import { id, inbox, subscriptions } from '../fields';
import { onePage } from '../pages';

const webhookId = () => required(id('Webhook ID', 'e.g. 5'));
const url = () => text('URL', { placeholder: 'e.g. https://n8n.example.com/webhook/abc' });
const name = () => text('Name', { placeholder: 'e.g. n8n' });
const notedInbox = () => inbox({ description: 'Only noted down: events of all inboxes are delivered' });

export const webhook: Resource = {
	name: 'Webhook',
	operations: {
		getMany: operation({
			name: 'Get Many',
			action: 'Get many webhooks',
			description: 'List the webhooks of the account; their secrets are left out',
			request: 'GET /webhooks',
			fields: {},
			paging: onePage('webhooks'),
			output: (entry) => many()([entry]),
		}),
		create: operation({
			name: 'Create',
			action: 'Create webhook',
			description: 'Have events of the account delivered to a URL; the trigger node does this by itself',
			request: 'POST /webhooks',
			fields: { url: required(url()), subscriptions: required(subscriptions()) },
			options: { name: name(), inbox_id: notedInbox() },
			output: one('webhook'),
		}),
		update: operation({
			name: 'Update',
			action: 'Update webhook',
			description: 'Change a webhook; the events given replace all that it had',
			request: 'PATCH /webhooks/{webhook}',
			fields: { webhook: webhookId() },
			options: { url: url(), name: name(), subscriptions: subscriptions(), inbox_id: notedInbox() },
			repeatable: true,
			output: one('webhook'),
		}),
		delete: operation({
			name: 'Delete',
			action: 'Delete webhook',
			description: 'Delete a webhook of the account',
			request: 'DELETE /webhooks/{webhook}',
			fields: { webhook: webhookId() },
			output: deleted,
		}),
	},
};
