import { longText, required } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { chat, queueOptions, quote, typingOption } from '../fields';

export const message: Resource = {
	name: 'Message',
	operations: {
		sendText: operation({
			name: 'Send Text',
			action: 'Send text message',
			description: 'Send a text; WhatsApp formatting like *bold* works',
			request: 'POST /send-text',
			fields: { phone: chat(), message: required(longText('Message')) },
			options: { messageId: quote(), ...typingOption(), ...queueOptions() },
		}),
	},
};
