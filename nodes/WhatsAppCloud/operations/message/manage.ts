import { flag } from '../../../shared/kit/field';
import { operation, type Operations } from '../../../shared/kit/operation';
import { messageId, typingIndicator } from '../../fields';

/** What is done with a message that came in. */
export const manage: Operations = {
	markRead: operation({
		name: 'Mark as Read',
		action: 'Mark message as read',
		description: 'Show a received message, and all before it, as read; with "typing…" for 25 seconds if wanted',
		request: 'POST /:phone/messages',
		fixed: { messaging_product: 'whatsapp', status: 'read' },
		fields: {
			messageId: messageId('ID of the message that came in', 'message_id'),
			typing: typingIndicator(flag('Show Typing', 'Whether "typing…" is shown until the next message, 25 seconds at most')),
		},
		repeatable: true,
	}),
};
