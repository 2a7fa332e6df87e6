import { Invalid } from './chatwootContactActs';
import { asSender, conversationOf, inboxOf, recordOf, type Account, type RouteCall, type Routes } from './chatwootRoute';
import type { Conversation, Message, Sender, Values } from './chatwootState';

const PAGE = 20;
const AFTER_PAGE = 100;
const LONGEST_CONTENT = 150_000;
const MOST_FILES = 15;

/** Messages of a conversation. */
export function messageRoutes(account: Account): Routes {
	const { acts, show } = account;
	const on = ({ params }: RouteCall): Conversation => conversationOf(account, params.conversation_id);
	const one = (call: RouteCall): Message => recordOf(on(call).messages, call.params.message_id);
	const isApi = (conversation: Conversation) => inboxOf(account, conversation.contactInbox.inbox_id).channel_type === 'Channel::Api';

	return {
		'GET /conversations/{conversation_id}/messages': {
			run: (call) => {
				const conversation = on(call);
				const page = pageOfMessages(conversation.messages, call.query);
				return { meta: { labels: conversation.labels }, payload: page.map((message) => show.restMessage(conversation, message)) };
			},
		},
		'POST /conversations/{conversation_id}/messages': {
			bots: true,
			run: (call) => {
				const { body, files } = call;
				const conversation = on(call);
				const type = (body.message_type as 'incoming' | 'outgoing' | undefined) ?? 'outgoing';
				if (type === 'incoming' && !isApi(conversation)) throw new Invalid('Incoming messages are only allowed in Api inboxes');
				if (String(body.content ?? '').length > LONGEST_CONTENT)
					throw new Invalid(`Content is too long (maximum is ${LONGEST_CONTENT} characters)`, ['content']);
				if (files.length > MOST_FILES) throw new Invalid(`Attachments exceeded maximum allowed`, ['attachments']);
				const sender: Sender = type === 'incoming' ? { type: 'Contact', id: conversation.contactInbox.contact_id } : asSender(call.caller);
				const message = acts.addMessage(conversation, sender, {
					content: (body.content as string | undefined) ?? null,
					message_type: type,
					private: String(body.private) === 'true',
					source_id: (body.source_id as string | undefined) ?? null,
					content_type: body.content_type as string | undefined,
					content_attributes: attributes(body.content_attributes),
					attachments: files.map((file) => ({ ...file, isVoice: String(body.is_voice_message) === 'true' })),
				});
				return show.restMessage(conversation, message, body.echo_id);
			},
		},
		'PATCH /conversations/{conversation_id}/messages/{message_id}': {
			run: (call) => {
				if (!isApi(on(call))) throw new Forbidden('Message status update is only allowed for API inboxes');
				const message = one(call);
				const { status, external_error: error } = call.body as { status: Message['status']; external_error?: string };
				if (!(message.status === 'read' && status === 'delivered')) message.status = status;
				if (status === 'failed' && error) message.content_attributes = { ...message.content_attributes, external_error: error };
				acts.messageUpdated(on(call), message);
				return show.restMessage(on(call), message);
			},
		},
		'POST /conversations/{conversation_id}/messages/{message_id}/retry': {
			run: (call) => show.restMessage(on(call), Object.assign(one(call), { status: 'sent' as const })),
		},
		'POST /conversations/{conversation_id}/messages/{message_id}/translate': { run: (call) => ({ content: one(call).content }) },
		'DELETE /conversations/{conversation_id}/messages/{message_id}': {
			run: (call) => {
				const message = one(call);
				Object.assign(message, { content: 'This message was deleted', content_attributes: { deleted: true }, attachments: [] });
				acts.messageUpdated(on(call), message);
			},
		},
	};
}

/** Not for this channel: status 403. */
export class Forbidden extends Error {}

/** In a form the free values come as JSON text. */
const attributes = (given: unknown): Values => (typeof given === 'string' ? (JSON.parse(given) as Values) : ((given ?? {}) as Values));

/** The newest 20, or those before or after a message; in ascending order. */
function pageOfMessages(messages: Message[], query: URLSearchParams): Message[] {
	const [before, after] = [query.get('before'), query.get('after')].map((value) => (value === null ? null : Number(value)));
	const wanted =
		query.get('filter_internal_messages') === 'true' ? messages.filter((one) => !one.private && one.message_type !== 'activity') : messages;
	const between = wanted.filter(({ id }) => (before === null || id < before) && (after === null || id > after));
	if (before !== null && after !== null) return between.slice(0, 1000);
	return after !== null ? between.slice(0, AFTER_PAGE) : between.slice(-PAGE);
}
