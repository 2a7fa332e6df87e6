import { choice, required, text } from '../../shared/kit/field';
import { getMessages } from '../composites/messages';
import { sendDocumented, sendInCode } from '../composites/sendMessage';
import { asNumber, content, conversationId } from '../fields';
import { messageModel } from '../models/message';
import { sentModel } from '../models/sent';
import { same, way, type DialectResource } from '../ways';

const TYPES = { text: 'Text', document: 'Document', image: 'Image', template: 'Template' };
const type = () =>
	choice('Type', TYPES, { description: 'For an image or a document, the text is its address; a template is not described' });

const POLICIES = { send: 'Send Anyway', error: 'Fail', template: 'Send a Template' };
const sending = () => ({
	type: type(),
	window: choice('Outside the 24-Hour Window', POLICIES, {
		description: 'What to do when the customer last wrote more than 24 hours ago, and WhatsApp would refuse free text',
	}),
	windowTemplate: text('Template Outside the Window', { placeholder: 'e.g. aviso_manutencao' }),
});

export const messages: DialectResource = {
	name: 'Message',
	operations: {
		getMany: {
			name: 'Get Many',
			action: 'Get many messages',
			description: 'List the newest messages of a conversation, oldest first',
			asksHowMany: true,
			...same({ fields: { conversationId: conversationId() }, run: getMessages }),
		},
		send: {
			name: 'Send',
			action: 'Send message',
			description: 'Send a message to the customer of a conversation',
			documented: { fields: { conversationId: conversationId(), content: content() }, options: sending(), run: sendDocumented },
			v2: { fields: { conversationId: conversationId(), content: content() }, options: sending(), run: sendInCode },
		},
		store: {
			name: 'Store Without Sending',
			action: 'Store message without sending',
			description: 'Put a message into the history of a conversation, which the customer never gets; only in the code dialect',
			v2: way({
				request: 'POST /conversations/{conversationId}/messages',
				fields: { conversationId: conversationId(), content: content() },
				options: {
					type: text('Type', { at: 'message_type', placeholder: 'e.g. text' }),
					mediaUrl: text('Media URL', { at: 'media_url', placeholder: 'e.g. https://cdn.example.com/modem.png' }),
				},
				output: (answer, reader) => messageModel(answer, reader),
			}),
		},
		sendQuickReply: {
			name: 'Send Quick Reply',
			action: 'Send quick reply',
			description: 'Send a stored answer into a conversation; only in the code dialect',
			v2: way({
				request: 'POST /whatsapp/v2/send/quick-reply',
				fields: {
					conversationId: asNumber(conversationId('conversation_id')),
					quickReplyId: asNumber(required(text('Quick Reply ID', { at: 'quick_reply_id', placeholder: 'e.g. 7' }))),
				},
				output: sentModel,
			}),
		},
	},
};
