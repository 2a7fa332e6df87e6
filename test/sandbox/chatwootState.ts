import { randomBytes } from 'node:crypto';

export type Values = Record<string, unknown>;

export interface User {
	id: number;
	name: string;
	email: string;
	role: 'administrator' | 'agent';
	token: string;
}
export interface Bot {
	id: number;
	name: string;
	description: string;
	outgoing_url: string;
	token: string;
	secret: string;
}
export interface Inbox {
	id: number;
	name: string;
	channel_type: 'Channel::Api' | 'Channel::WebWidget' | 'Channel::Whatsapp';
	lock_to_single_conversation: boolean;
	webhook_url: string;
	inbox_identifier: string;
	hmac_token: string;
	secret: string;
	agentBotId: number | null;
	settings: Values;
}
export interface Contact {
	id: number;
	name: string;
	email: string | null;
	phone_number: string | null;
	identifier: string | null;
	blocked: boolean;
	thumbnail: string;
	additional_attributes: Values;
	custom_attributes: Values;
	labels: string[];
	/** Epoch milliseconds, as all times here. */
	lastActivityAt: number | null;
	createdAt: number;
	updatedAt: number;
}
export interface ContactInbox {
	id: number;
	contact_id: number;
	inbox_id: number;
	source_id: string;
	pubsub_token: string;
	createdAt: number;
}
export interface Attachment {
	id: number;
	file_type: 'image' | 'audio' | 'video' | 'file';
	content_type: string;
	name: string;
	content: Buffer;
	isVoice: boolean;
}
export type MessageType = 'incoming' | 'outgoing' | 'activity' | 'template';
export interface Sender {
	type: 'Contact' | 'User' | 'AgentBot';
	id: number;
}
export interface Message {
	id: number;
	content: string | null;
	message_type: MessageType;
	private: boolean;
	status: 'sent' | 'delivered' | 'read' | 'failed';
	source_id: string | null;
	content_type: string;
	content_attributes: Values;
	sender: Sender | null;
	attachments: Attachment[];
	createdAt: number;
	updatedAt: number;
}
export type Status = 'open' | 'resolved' | 'pending' | 'snoozed';
export interface Conversation {
	/** The display id, counted per account. */
	id: number;
	contactInbox: ContactInbox;
	status: Status;
	assigneeId: number | null;
	assigneeBotId: number | null;
	teamId: number | null;
	priority: string | null;
	labels: string[];
	custom_attributes: Values;
	additional_attributes: Values;
	snoozedUntil: number | null;
	firstReplyAt: number | null;
	waitingSince: number | null;
	messages: Message[];
	createdAt: number;
	updatedAt: number;
	lastActivityAt: number;
}
export interface Webhook {
	id: number;
	name: string | null;
	url: string;
	subscriptions: string[];
	inbox_id: number | null;
	secret: string;
}
/** A record of a setting without behaviour of its own, e.g. a label. */
export type Setting = Values & { id: number };

/** What an account remembers. */
export interface State {
	account: { id: number; name: string };
	users: User[];
	bots: Bot[];
	inboxes: Inbox[];
	contacts: Contact[];
	contactInboxes: ContactInbox[];
	conversations: Conversation[];
	webhooks: Webhook[];
	teams: Setting[];
	labels: Setting[];
	/** Agents by inbox or team: `inbox:12`, `team:2`. */
	members: Map<string, number[]>;
	/** Further settings by the name of their route. */
	settings: Map<string, Setting[]>;
	/** Servers until 4.0: the filter of contacts puts a plus before a phone that has one. */
	doublesPlus: boolean;
	newId(): number;
	now(): number;
}

export const secret = (): string => randomBytes(16).toString('hex');

/** An account with an API inbox, a website, three people, a bot, a team and two labels. */
export function newState(now: () => number): State {
	let last = 9000;
	const inbox = (id: number, name: string, channel: Inbox['channel_type']): Inbox => ({
		id,
		name,
		channel_type: channel,
		lock_to_single_conversation: false,
		webhook_url: '',
		inbox_identifier: secret(),
		hmac_token: secret(),
		secret: secret(),
		agentBotId: null,
		settings: {},
	});
	const user = (id: number, name: string, role: User['role']): User => ({
		id,
		name,
		email: `${name.split(' ')[0].toLowerCase()}@example.com`,
		role,
		token: secret(),
	});
	return {
		account: { id: 7, name: 'Loja Exemplo' },
		users: [user(1, 'Integracao', 'administrator'), user(3, 'Rafael Lima', 'agent'), user(4, 'Beatriz Souza', 'agent')],
		bots: [{ id: 9, name: 'SDR Bot', description: '', outgoing_url: '', token: secret(), secret: secret() }],
		inboxes: [
			inbox(12, 'WhatsApp Vendas', 'Channel::Api'),
			inbox(14, 'Site', 'Channel::WebWidget'),
			inbox(15, 'WhatsApp', 'Channel::Whatsapp'),
		],
		contacts: [],
		contactInboxes: [],
		conversations: [],
		webhooks: [],
		teams: [{ id: 2, name: 'vendas', description: null, allow_auto_assign: false, account_id: 7, is_member: true }],
		labels: [
			{ id: 5, title: 'lead-quente', description: 'Pronto para comprar', color: '#FF5722', show_on_sidebar: true },
			{ id: 6, title: 'vip', description: '', color: '#1F93FF', show_on_sidebar: true },
		],
		members: new Map([['inbox:12', [1, 3, 4]]]),
		settings: new Map(),
		doublesPlus: false,
		newId: () => ++last,
		now,
	};
}
