import { choice } from '../../shared/kit/field';
import { sendAndWait } from '../../shared/wait/operation';
import { onConversation } from '../fields';

/** A question in a conversation: to the attendants as a private note, or to the customer. */
export const askInConversation = sendAndWait({
	to: {
		conversation: onConversation(),
		audience: choice('Ask', { attendants: 'Attendants (Private Note)', customer: 'Customer' }),
	},
	ask: async ({ values: { conversation, audience }, send }, content) => {
		const body = { content, message_type: 'outgoing', private: audience !== 'customer' };
		await send({ method: 'POST', path: `/conversations/${conversation as number}/messages`, body, repeatable: false });
	},
});
