import { choice, flag, required, text } from '../../../shared/kit/field';
import { operation, type Operations } from '../../../shared/kit/operation';
import { messageId, queueOptions } from '../../fields';
import { chat } from '../../pickers';

/** What is done with a message that is there already. */
export const manage: Operations = {
	sendReaction: operation({
		name: 'React',
		action: 'React to message',
		description: 'Put an emoji on a message',
		request: 'POST /send-reaction',
		fields: {
			phone: chat(),
			messageId: messageId('ID of the message to react to'),
			reaction: required(text('Reaction', { description: 'One emoji', placeholder: 'e.g. 👍' })),
		},
		options: queueOptions(),
	}),
	removeReaction: operation({
		name: 'Remove Reaction',
		action: 'Remove reaction from message',
		description: 'Take the own emoji off a message',
		request: 'POST /send-remove-reaction',
		fields: { phone: chat(), messageId: messageId('ID of the message that has the reaction') },
		options: queueOptions(),
	}),
	delete: operation({
		name: 'Delete',
		action: 'Delete message',
		description: 'Delete a message of a chat',
		request: 'DELETE /messages',
		fields: {
			phone: chat(),
			messageId: messageId('ID of the message to delete'),
			owner: required(flag('Sent by Me', 'Whether the connected number sent the message', true)),
		},
		output: () => ({ deleted: true }),
	}),
	read: operation({
		name: 'Mark as Read',
		action: 'Mark message as read',
		description: 'Show the sender that a message was read',
		request: 'POST /read-message',
		fields: { phone: chat(), messageId: messageId('ID of the message to mark') },
		repeatable: true,
		output: () => ({ read: true }),
	}),
	forward: operation({
		name: 'Forward',
		action: 'Forward message',
		description: 'Send a message on to another chat. The URL for received messages must be set in Z-API.',
		request: 'POST /forward-message',
		fields: {
			phone: chat('To Phone or Chat ID'),
			messageId: messageId('ID of the message to forward'),
			messagePhone: chat('From Phone or Chat ID', 'Chat that the message is in'),
		},
		options: queueOptions(),
	}),
	pin: operation({
		name: 'Pin or Unpin',
		action: 'Pin or unpin message',
		description: 'Pin a message to the top of its chat, or take it down',
		request: 'POST /pin-message',
		fields: {
			phone: chat(),
			messageId: messageId('ID of the message to pin or unpin'),
			messageAction: required(choice('Action', { pin: 'Pin', unpin: 'Unpin' })),
			pinMessageDuration: required(
				choice(
					'Duration',
					{ '24_hours': '1 Day', '7_days': '7 Days', '30_days': '30 Days' },
					{ description: 'How long it stays pinned; unpinning ignores it' },
				),
			),
		},
	}),
};
