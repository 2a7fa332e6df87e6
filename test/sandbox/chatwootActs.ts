import { changed, contactActs, Invalid, type Change } from './chatwootContactActs';
import type { Deliverer } from './chatwootDelivery';
import {
	type Attachment,
	type Contact,
	type ContactInbox,
	type Conversation,
	type Message,
	type Sender,
	type State,
	type Status,
	type Values,
} from './chatwootState';
import type { Views } from './chatwootViews';

export interface NewMessage {
	content?: string | null;
	message_type?: 'incoming' | 'outgoing' | 'template' | 'activity';
	private?: boolean;
	source_id?: string | null;
	content_type?: string;
	content_attributes?: Values;
	attachments?: Attachment[];
}

const MESSAGES_PER_MINUTE = 200;

/** What can happen in an account, with the events that tell of it. */
export function acts(state: State, { emit }: Pick<Deliverer, 'emit'>, show: Views) {
	const { updateContact, createContact, link, mergeContacts } = contactActs(state, { emit }, show);
	const about = (conversation: Conversation) => ({ inboxId: conversation.contactInbox.inbox_id, botId: conversation.assigneeBotId });
	const conversationEvent = (event: string, conversation: Conversation, extra: Values = {}) =>
		emit({ event, ...about(conversation), payload: () => ({ ...show.hookConversation(conversation), ...extra }) });

	const touched = (conversation: Conversation, changes: Change[]) => {
		const from = conversation.updatedAt;
		conversation.updatedAt = Math.max(state.now(), from + 1);
		if (changes.length > 0) conversationEvent('conversation_updated', conversation, changed(changes, from, conversation.updatedAt));
	};

	const setStatus = (conversation: Conversation, status: Status, snoozedUntil: number | null = null) => {
		if (conversation.status === status) return;
		const from = conversation.status;
		Object.assign(conversation, { status, snoozedUntil });
		addMessage(conversation, null, { content: `Conversation was marked ${status}`, message_type: 'activity' });
		conversationEvent('conversation_status_changed', conversation, { changed_attributes: null });
		if (status === 'open') conversationEvent('conversation_opened', conversation);
		if (status === 'resolved') conversationEvent('conversation_resolved', conversation);
		touched(conversation, [['status', from, status]]);
	};

	const messageEvent = (event: string, conversation: Conversation, message: Message) =>
		emit({
			event,
			...about(conversation),
			payload: () => show.hookMessage(conversation, message),
			onInboxFailure: (reason) => {
				if (message.status === 'failed') return;
				message.status = 'failed';
				message.content_attributes = { ...message.content_attributes, external_error: reason };
				messageEvent('message_updated', conversation, message);
			},
			onBotFailure: () => {
				if (conversation.status === 'pending') setStatus(conversation, 'open');
			},
		});

	function addMessage(conversation: Conversation, sender: Sender | null, given: NewMessage): Message {
		const now = state.now();
		if (conversation.messages.filter(({ createdAt }) => createdAt > now - 60_000).length >= MESSAGES_PER_MINUTE)
			throw new Invalid('Too many messages');
		const type = given.message_type ?? 'outgoing';
		const message: Message = {
			id: state.newId(),
			content: given.content ?? null,
			message_type: type,
			private: given.private ?? false,
			status: 'sent',
			source_id: given.source_id ?? null,
			content_type: given.content_type ?? 'text',
			content_attributes: given.content_attributes ?? {},
			sender,
			attachments: given.attachments ?? [],
			createdAt: now,
			updatedAt: now,
		};
		conversation.messages.push(message);
		if (type === 'activity') return message;
		conversation.lastActivityAt = now;
		messageEvent('message_created', conversation, message);
		if (type === 'incoming') received(conversation, now);
		else if (!message.private && sender?.type === 'User') replied(conversation, now);
		return message;
	}

	/** A customer's message opens the conversation again, starts the wait, and moves the contact's activity. */
	const received = (conversation: Conversation, now: number) => {
		if (conversation.status === 'resolved' || conversation.status === 'snoozed') setStatus(conversation, 'open');
		if (conversation.waitingSince === null) {
			conversation.waitingSince = now;
			touched(conversation, [['waiting_since', null, new Date(now).toISOString()]]);
		}
		const contact = state.contacts.find(({ id }) => id === conversation.contactInbox.contact_id) as Contact;
		updateContact(contact, { lastActivityAt: now }, 'last_activity_at');
	};

	const replied = (conversation: Conversation, now: number) => {
		const changes: Change[] = [];
		if (conversation.firstReplyAt === null) changes.push(['first_reply_created_at', null, new Date(now).toISOString()]);
		if (conversation.waitingSince !== null) changes.push(['waiting_since', new Date(conversation.waitingSince).toISOString(), null]);
		conversation.firstReplyAt ??= now;
		conversation.waitingSince = null;
		touched(conversation, changes);
	};

	return {
		addMessage,
		messageUpdated: (conversation: Conversation, message: Message) => {
			message.updatedAt = Math.max(state.now(), message.updatedAt + 1);
			messageEvent('message_updated', conversation, message);
		},
		setStatus,
		updateContact,
		createContact,
		link,
		mergeContacts,
		createConversation(contactInbox: ContactInbox, given: Values): Conversation {
			const inbox = state.inboxes.find(({ id }) => id === contactInbox.inbox_id);
			const last = state.conversations.filter((one) => one.contactInbox.id === contactInbox.id).at(-1);
			if (inbox?.lock_to_single_conversation && last) return last;
			const now = state.now();
			const bot = inbox?.agentBotId ?? null;
			const conversation: Conversation = {
				id: 88 + state.conversations.length,
				contactInbox,
				status: (given.status as Status | undefined) ?? (bot === null ? 'open' : 'pending'),
				assigneeId: (given.assignee_id as number | undefined) ?? null,
				assigneeBotId: bot,
				teamId: (given.team_id as number | undefined) ?? null,
				priority: null,
				labels: [],
				custom_attributes: (given.custom_attributes as Values | undefined) ?? {},
				additional_attributes: (given.additional_attributes as Values | undefined) ?? {},
				snoozedUntil: null,
				firstReplyAt: null,
				waitingSince: null,
				messages: [],
				createdAt: now,
				updatedAt: now,
				lastActivityAt: now,
			};
			state.conversations.push(conversation);
			conversationEvent('conversation_created', conversation);
			return conversation;
		},
		/** Changes fields whose change is told with `conversation_updated`. */
		change(conversation: Conversation, given: Partial<Conversation>, names: Record<string, string>) {
			const before = { ...conversation } as unknown as Values;
			Object.assign(conversation, given);
			const after = conversation as unknown as Values;
			const changes = Object.entries(names).filter(([key]) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
			touched(
				conversation,
				changes.map(([key, name]): Change => [name, before[key], after[key]]),
			);
		},
		typing: (conversation: Conversation, sender: Sender, isOn: boolean, isPrivate: boolean) =>
			emit({
				event: isOn ? 'conversation_typing_on' : 'conversation_typing_off',
				...about(conversation),
				payload: () => ({ user: show.hookSender(sender), conversation: show.hookConversation(conversation), is_private: isPrivate }),
			}),
	};
}
export type Acts = ReturnType<typeof acts>;
