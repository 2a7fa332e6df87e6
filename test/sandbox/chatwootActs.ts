import type { Deliverer } from './chatwootDelivery';
import {
	secret,
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

/** A refusal of a record: Chatwoot's `{message, attributes}` with status 422. */
export class Invalid extends Error {
	constructor(
		message: string,
		readonly attributes: string[] = [],
	) {
		super(message);
	}
}

export interface NewMessage {
	content?: string | null;
	message_type?: 'incoming' | 'outgoing' | 'template' | 'activity';
	private?: boolean;
	source_id?: string | null;
	content_type?: string;
	content_attributes?: Values;
	attachments?: Attachment[];
}

type Change = [field: string, from: unknown, to: unknown];
const MESSAGES_PER_MINUTE = 200;

/** What can happen in an account, with the events that tell of it. */
export function acts(state: State, { emit }: Pick<Deliverer, 'emit'>, show: Views) {
	const changed = (changes: Change[], from: number, to: number): Values => ({
		changed_attributes: [...changes, ['updated_at', new Date(from).toISOString(), new Date(to).toISOString()] as Change].map(
			([field, previous, current]) => ({ [field]: { previous_value: previous, current_value: current } }),
		),
	});
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

	const unique = (given: Partial<Contact>, except?: Contact) => {
		const taken = (field: 'email' | 'phone_number' | 'identifier') =>
			Boolean(given[field]) &&
			state.contacts.some((other) => other !== except && other[field]?.toLowerCase() === String(given[field]).toLowerCase());
		for (const [field, words] of [
			['email', 'Email has already been taken'],
			['phone_number', 'Phone number has already been taken'],
			['identifier', 'Identifier has already been taken'],
		] as const)
			if (taken(field)) throw new Invalid(words, [field]);
		if (given.phone_number && !/^\+[1-9]\d{1,14}$/.test(given.phone_number))
			throw new Invalid('Phone number should be in e164 format', ['phone_number']);
	};

	function updateContact(contact: Contact, given: Partial<Contact>, ...fields: string[]) {
		unique(given, contact);
		const names = fields.length > 0 ? fields : Object.keys(given);
		const from = contact.updatedAt;
		const before = { ...contact } as Values;
		Object.assign(contact, given);
		contact.updatedAt = Math.max(state.now(), from + 1);
		const changes = names.map((name): Change => [name, before[name] ?? null, (contact as unknown as Values)[name] ?? null]);
		emit({ event: 'contact_updated', payload: () => ({ ...show.hookContact(contact), ...changed(changes, from, contact.updatedAt) }) });
	}

	return {
		addMessage,
		messageUpdated: (conversation: Conversation, message: Message) => {
			message.updatedAt = Math.max(state.now(), message.updatedAt + 1);
			messageEvent('message_updated', conversation, message);
		},
		setStatus,
		updateContact,
		createContact(given: Partial<Contact>): Contact {
			unique(given);
			const now = state.now();
			const contact: Contact = {
				id: state.newId(),
				name: given.name ?? '',
				email: given.email ?? null,
				phone_number: given.phone_number ?? null,
				identifier: given.identifier ?? null,
				blocked: given.blocked ?? false,
				thumbnail: '',
				additional_attributes: given.additional_attributes ?? {},
				custom_attributes: given.custom_attributes ?? {},
				labels: [],
				lastActivityAt: null,
				createdAt: now,
				updatedAt: now,
			};
			state.contacts.push(contact);
			emit({ event: 'contact_created', payload: () => show.hookContact(contact) });
			return contact;
		},
		/** The link of a contact to an inbox: the one with that source id, or a new one; without an id a new one each time. */
		link(contact: Contact, inboxId: number, sourceId?: string): ContactInbox {
			const found = state.contactInboxes.find((link) => link.inbox_id === inboxId && link.source_id === sourceId);
			if (found && found.contact_id !== contact.id) throw new Invalid('Source has already been taken', ['source_id']);
			if (found) return found;
			const link = {
				id: state.newId(),
				contact_id: contact.id,
				inbox_id: inboxId,
				source_id: sourceId ?? `${secret().slice(0, 8)}-0000-4000-8000-${secret().slice(0, 12)}`,
				pubsub_token: secret(),
				createdAt: state.now(),
			};
			state.contactInboxes.push(link);
			return link;
		},
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
