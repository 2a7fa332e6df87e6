import type { Attachment, Bot, Contact, ContactInbox, Conversation, Inbox, Message, State, User, Values } from './chatwootState';
import { peopleViews } from './chatwootPeople';

const seconds = (ms: number | null): number | null => (ms === null ? null : Math.floor(ms / 1000));
const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
const NUMBERS = { incoming: 0, outgoing: 1, activity: 2, template: 3 };

/** How Chatwoot shows its records: in answers (`rest…`) and in deliveries (`hook…`), which differ. */
export function views(state: State, baseUrl: () => string) {
	const { account } = state;
	const contactOf = ({ contactInbox }: Conversation): Contact => state.contacts.find(({ id }) => id === contactInbox.contact_id) as Contact;
	const inboxOf = ({ contactInbox }: Conversation): Inbox => state.inboxes.find(({ id }) => id === contactInbox.inbox_id) as Inbox;

	const { userShort, botShort, contactShort, senderShort, hookContact, hookSender } = peopleViews(state);
	const attachment = (message: Message, { id, file_type, content_type, name, content, isVoice }: Attachment): Values => ({
		id,
		message_id: message.id,
		file_type,
		account_id: account.id,
		extension: name.includes('.') ? name.split('.').at(-1) : null,
		content_type,
		data_url: `${baseUrl()}/rails/active_storage/blobs/redirect/${id}/${encodeURIComponent(name)}`,
		thumb_url: '',
		file_size: content.length,
		width: null,
		height: null,
		...(file_type === 'audio' && { transcribed_text: '' }),
		...(isVoice && { meta: { is_voice_message: true } }),
	});
	const attachments = (message: Message): Values =>
		message.attachments.length > 0 ? { attachments: message.attachments.map((one) => attachment(message, one)) } : {};

	const inner = (conversation: Conversation, message: Message): Values => ({
		id: message.id,
		content: message.content,
		account_id: account.id,
		inbox_id: conversation.contactInbox.inbox_id,
		conversation_id: conversation.id,
		message_type: NUMBERS[message.message_type],
		created_at: seconds(message.createdAt),
		updated_at: iso(message.updatedAt),
		private: message.private,
		status: message.status,
		source_id: message.source_id,
		content_type: message.content_type,
		content_attributes: message.content_attributes,
		sender_type: message.sender?.type ?? null,
		sender_id: message.sender?.id ?? null,
		external_source_ids: {},
		additional_attributes: {},
		processed_message_content: message.content,
		sentiment: {},
		conversation: {
			assignee_id: conversation.assigneeId,
			unread_count: 0,
			last_activity_at: seconds(conversation.lastActivityAt),
			contact_inbox: { source_id: conversation.contactInbox.source_id },
		},
		...attachments(message),
		...(message.sender && { sender: senderShort(message.sender) }),
	});
	const lastMessages = (conversation: Conversation): Values[] => {
		const last = conversation.messages.filter((message) => message.message_type !== 'activity' && !message.private).at(-1);
		return last ? [inner(conversation, last)] : [];
	};
	const contactInboxHook = (link: ContactInbox): Values => ({
		id: link.id,
		contact_id: link.contact_id,
		inbox_id: link.inbox_id,
		source_id: link.source_id,
		created_at: iso(link.createdAt),
		updated_at: iso(link.createdAt),
		hmac_verified: false,
		pubsub_token: link.pubsub_token,
	});
	const people = (conversation: Conversation): Values => {
		const user = state.users.find(({ id }) => id === conversation.assigneeId);
		const bot = state.bots.find(({ id }) => id === conversation.assigneeBotId);
		const team = state.teams.find(({ id }) => id === conversation.teamId);
		return {
			sender: contactShort(contactOf(conversation)),
			assignee: user ? userShort(user) : bot ? botShort(bot) : null,
			assignee_type: user ? 'User' : bot ? 'AgentBot' : null,
			team: team ? { id: team.id, name: team.name, icon: null, icon_color: null } : null,
			hmac_verified: false,
		};
	};
	const common = (conversation: Conversation): Values => ({
		additional_attributes: conversation.additional_attributes,
		can_reply: true,
		id: conversation.id,
		inbox_id: conversation.contactInbox.inbox_id,
		messages: lastMessages(conversation),
		labels: conversation.labels,
		status: conversation.status,
		custom_attributes: conversation.custom_attributes,
		snoozed_until: seconds(conversation.snoozedUntil),
		unread_count: 0,
		priority: conversation.priority,
		agent_last_seen_at: 0,
		contact_last_seen_at: 0,
		last_activity_at: seconds(conversation.lastActivityAt),
		timestamp: seconds(conversation.lastActivityAt),
		created_at: seconds(conversation.createdAt),
		updated_at: conversation.updatedAt / 1000,
		waiting_since: seconds(conversation.waitingSince) ?? 0,
	});

	const inboxShort = ({ id, name, channel_type }: Inbox): Values => ({
		id,
		avatar_url: '',
		channel_id: id,
		name,
		channel_type,
		provider: null,
	});
	const contactInboxRest = (link: ContactInbox): Values => ({
		source_id: link.source_id,
		inbox: inboxShort(state.inboxes.find(({ id }) => id === link.inbox_id) as Inbox),
	});

	return {
		contactInboxRest,
		restContact: (contact: Contact): Values => {
			const { type: _, ...short } = contactShort(contact);
			return {
				...short,
				availability_status: 'offline',
				last_activity_at: seconds(contact.lastActivityAt),
				created_at: seconds(contact.createdAt),
				contact_inboxes: state.contactInboxes.filter((link) => link.contact_id === contact.id).map(contactInboxRest),
			};
		},
		restConversation: (conversation: Conversation): Values => ({
			...common(conversation),
			meta: { ...people(conversation), channel: inboxOf(conversation).channel_type },
			account_id: account.id,
			uuid: `00000000-0000-4000-8000-${String(conversation.id).padStart(12, '0')}`,
			assignee_last_seen_at: 0,
			muted: contactOf(conversation).blocked,
			first_reply_created_at: seconds(conversation.firstReplyAt),
			last_non_activity_message: lastMessages(conversation)[0] ?? null,
			sla_policy_id: null,
		}),
		restMessage: (conversation: Conversation, message: Message, echoId?: unknown): Values => ({
			id: message.id,
			content: message.content,
			inbox_id: conversation.contactInbox.inbox_id,
			conversation_id: conversation.id,
			message_type: NUMBERS[message.message_type],
			content_type: message.content_type,
			status: message.status,
			content_attributes: message.content_attributes,
			...(echoId !== undefined && { echo_id: echoId }),
			created_at: seconds(message.createdAt),
			private: message.private,
			source_id: message.source_id,
			...(message.sender && { sender: senderShort(message.sender) }),
			...attachments(message),
		}),
		restInbox: (inbox: Inbox, isAdministrator: boolean): Values => ({
			...inboxShort(inbox),
			greeting_enabled: false,
			lock_to_single_conversation: inbox.lock_to_single_conversation,
			...inbox.settings,
			...(inbox.channel_type === 'Channel::Api' && {
				webhook_url: inbox.webhook_url,
				inbox_identifier: inbox.inbox_identifier,
				...(isAdministrator && { hmac_token: inbox.hmac_token, secret: inbox.secret }),
			}),
		}),
		restBot: (bot: Bot, isAdministrator: boolean): Values => ({
			id: bot.id,
			name: bot.name,
			description: bot.description,
			thumbnail: '',
			outgoing_url: bot.outgoing_url,
			bot_type: 'webhook',
			bot_config: {},
			account_id: account.id,
			...(isAdministrator && { access_token: bot.token, secret: bot.secret }),
			system_bot: false,
		}),
		restAgent: ({ id, name, email, role }: User): Values => ({
			id,
			account_id: account.id,
			availability_status: 'online',
			auto_offline: true,
			confirmed: true,
			email,
			available_name: name,
			name,
			role,
			thumbnail: '',
			custom_role_id: null,
		}),
		hookContact,
		hookSender,
		hookConversation: (conversation: Conversation): Values => ({
			...common(conversation),
			channel: inboxOf(conversation).channel_type,
			contact_inbox: contactInboxHook(conversation.contactInbox),
			meta: people(conversation),
			first_reply_created_at: iso(conversation.firstReplyAt),
			account,
		}),
		hookMessage(conversation: Conversation, message: Message): Values {
			const { id, name } = inboxOf(conversation);
			return {
				account,
				additional_attributes: {},
				content_attributes: message.content_attributes,
				content_type: message.content_type,
				content: message.content,
				conversation: this.hookConversation(conversation),
				created_at: new Date(Math.floor(message.createdAt / 1000) * 1000).toISOString(),
				id: message.id,
				inbox: { id, name },
				message_type: message.message_type,
				private: message.private,
				sender: hookSender(message.sender),
				source_id: message.source_id,
				...attachments(message),
			};
		},
	};
}
export type Views = ReturnType<typeof views>;
