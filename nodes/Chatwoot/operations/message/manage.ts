import { choice, flag, required, text } from '../../../shared/kit/field';
import { operation, type Operations } from '../../../shared/kit/operation';
import { deleted, one } from '../../envelopes';
import { id, onConversation } from '../../fields';
import { messagePages } from '../../pages';

const message = () => required(id('Message ID', 'e.g. 9002'));

export const manage: Operations = {
	getMany: operation({
		name: 'Get Many',
		action: 'Get many messages',
		description: 'List the messages of a conversation, newest first',
		request: 'GET /conversations/{conversation}/messages',
		fields: { conversation: onConversation() },
		options: {
			before: id('Before Message ID', 'e.g. 9100'),
			after: id('After Message ID', 'e.g. 9000'),
			filter_internal_messages: flag('Public Only', 'Whether private notes and activities are left out', true),
		},
		paging: messagePages,
		output: one(),
	}),
	updateStatus: operation({
		name: 'Update Status',
		action: 'Update status of message',
		description: 'Tell what became of an outgoing message; only in API inboxes',
		request: 'PATCH /conversations/{conversation}/messages/{message}',
		fields: {
			conversation: onConversation(),
			message: message(),
			status: choice('Status', { sent: 'Sent', delivered: 'Delivered', read: 'Read', failed: 'Failed' }),
		},
		options: { external_error: text('Error', { description: 'Why it failed, shown to the agents', placeholder: 'e.g. Número inválido' }) },
		repeatable: true,
		output: one(),
	}),
	retry: operation({
		name: 'Retry',
		action: 'Retry message',
		description: 'Send a failed message again',
		request: 'POST /conversations/{conversation}/messages/{message}/retry',
		fields: { conversation: onConversation(), message: message() },
		output: one(),
	}),
	translate: operation({
		name: 'Translate',
		action: 'Translate message',
		description: 'Translate a message; the account needs the translation integration',
		request: 'POST /conversations/{conversation}/messages/{message}/translate',
		fields: {
			conversation: onConversation(),
			message: message(),
			target_language: required(text('Language', { placeholder: 'e.g. pt_BR' })),
		},
		output: one(),
	}),
	delete: operation({
		name: 'Delete',
		action: 'Delete message',
		description: 'Delete a message: agents see that there was one',
		request: 'DELETE /conversations/{conversation}/messages/{message}',
		fields: { conversation: onConversation(), message: message() },
		output: deleted,
	}),
};
