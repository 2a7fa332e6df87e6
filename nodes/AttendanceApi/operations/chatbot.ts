import { json, longText, required, text } from '../../shared/kit/field';
import { conversationId } from '../fields';
import { replyModel } from '../models/chatbot';
import { asIs, doneModel } from '../models/sent';
import { listUnder } from '../paging';
import { way, type DialectResource } from '../ways';

const message = () => required(longText('Message', { description: 'What the customer wrote' }));
const context = (at: string) =>
	json('Context', { at, description: 'What is known of the customer, like {"customer_name": "Ana", "customer_plan": "Fibra 300"}' });
const anyConversation = () => required(text('Conversation ID', { at: 'conversation_id', placeholder: 'e.g. whatsapp_5511999990001' }));
const intent = () => required(text('Intent', { placeholder: 'e.g. internet_lenta' }));

export const chatbot: DialectResource = {
	name: 'Chatbot',
	operations: {
		message: {
			name: 'Answer',
			action: 'Answer with chatbot',
			description: 'Let the assistant answer a message; the answer is not sent by it',
			documented: way({
				request: 'POST /chatbot/message',
				fields: { conversationId: conversationId('conversation_id'), message: message() },
				options: { context: context('context') },
				output: replyModel,
			}),
			v2: way({
				request: 'POST /chatbot/message',
				fields: { conversationId: anyConversation(), message: message() },
				options: { context: context('cliente_info') },
				output: replyModel,
			}),
		},
		escalate: {
			name: 'Escalate',
			action: 'Escalate from chatbot',
			description: 'Hand a conversation to a person: it goes to the queue',
			instead: 'Use Conversation → Update with the status "In the Queue" and a high priority: the attendant stays set there.',
			documented: way({
				request: 'POST /chatbot/escalate',
				fields: { conversationId: conversationId('conversation_id') },
				options: { reason: text('Reason') },
				output: doneModel,
			}),
		},
		answerWhatsApp: {
			name: 'Answer WhatsApp Message',
			action: 'Answer message of number with chatbot',
			description: 'The same by the number of the customer; only in the code dialect',
			instead: 'Use Chatbot → Answer.',
			v2: way({
				request: 'POST /chatbot/whatsapp/process',
				fields: { phone: required(text('Phone', { at: 'phone_number', placeholder: 'e.g. 5511999990001' })), message: message() },
				options: { messageId: text('Message ID', { at: 'message_id' }), timestamp: text('Timestamp') },
				output: replyModel,
			}),
		},
		getStatus: {
			name: 'Get Status',
			action: 'Get status of chatbot',
			description: 'Get model and business hours; only in the code dialect',
			v2: way({ request: 'GET /chatbot/status', fields: {}, output: asIs }),
		},
		getMetrics: {
			name: 'Get Metrics',
			action: 'Get metrics of chatbot',
			description: 'Figures since its last start; only in the code dialect',
			v2: way({ request: 'GET /chatbot/metrics', fields: {}, output: asIs }),
		},
		getMemory: {
			name: 'Get Memory',
			action: 'Get memory of chatbot',
			description: 'What the assistant remembers of a conversation; only in the code dialect',
			v2: way({ request: 'GET /chatbot/conversation/{conversationId}', fields: { conversationId: conversationId() }, output: asIs }),
		},
		forget: {
			name: 'Forget',
			action: 'Forget conversation in chatbot',
			description: 'Let the assistant begin anew; only in the code dialect',
			v2: way({
				request: 'DELETE /chatbot/conversation/{conversationId}',
				fields: { conversationId: conversationId() },
				output: () => ({ deleted: true }),
				repeatable: true,
			}),
		},
		getIntents: {
			name: 'Get Intents',
			action: 'Get intents of chatbot',
			description: 'List the intents with their categories; only in the code dialect',
			v2: way({ request: 'GET /chatbot/intents', fields: {}, output: (answer) => listUnder('intents')(answer).map(asIs) }),
		},
		getQuickReplies: {
			name: 'Get Quick Replies',
			action: 'Get quick replies of chatbot',
			description: 'List the suggested answers to an intent; only in the code dialect',
			v2: way({ request: 'GET /chatbot/quick-replies/{intent}', fields: { intent: intent() }, output: asIs }),
		},
	},
};
