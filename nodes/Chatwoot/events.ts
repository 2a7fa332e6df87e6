import { authorOf, type Author } from './author';
import { attachmentsOf, plainText, whatsappText, type EventAttachment } from './content';
import { dedupeKeyOf } from './dedupe';
import { withoutSecrets } from './envelopes';
import { mirroredId } from './marks';
import { personOf } from './composites/contact';

type Payload = Record<string, unknown>;

/** One shape for every event of Chatwoot; what an event does not have is null. A type alias, so that n8n takes it as data. */
export type ChatwootEvent = {
	provider: 'chatwoot';
	event: string;
	accountId: number | null;
	inboxId: number | null;
	/** `Channel::Api` is one that Chatwoot itself delivers nothing in. */
	inboxType: string | null;
	conversationId: number | null;
	contactId: number | null;
	/** Canonical key of the person; the identifier where there is no phone. */
	phone: string | null;
	name: string | null;
	/** Who wrote it, for messages. */
	author: Author | null;
	/** The agent, bot or contact who acted. */
	authorId: number | null;
	authorName: string | null;
	/** The agent's; by it they are known outside of Chatwoot too. */
	authorEmail: string | null;
	messageId: number | null;
	direction: 'incoming' | 'outgoing' | 'template' | null;
	isPrivate: boolean;
	text: string;
	/** The same with WhatsApp's own signs for bold and strike. */
	whatsappText: string;
	attachments: EventAttachment[];
	sourceId: string | null;
	/** The message's id at its provider, when this is the echo of a mirrored one. */
	mirroredId: string | null;
	isDeleted: boolean;
	/** Why the message could not be sent, when it could not. */
	failure: string | null;
	status: string | null;
	assigneeId: number | null;
	teamId: number | null;
	labels: string[];
	/** What changed, by field. */
	changed: Record<string, { from: unknown; to: unknown }>;
	sentAt: string | null;
	/** The same happening has the same key, by whichever way it came. */
	dedupeKey: string;
	raw?: Payload;
};

export type Reading = { kind: 'event'; event: ChatwootEvent } | { kind: 'malformed'; problem: string };

interface Facts {
	ownUserId?: number;
	/** Names one delivery, for events that happen again and again alike. */
	deliveryId: string;
	keepRaw: boolean;
}

/** Reads one delivery of Chatwoot. Never throws. */
export function readEvent(payload: unknown, { ownUserId, deliveryId, keepRaw }: Facts): Reading {
	if (!isObject(payload)) return { kind: 'malformed', problem: 'The body is not a JSON object' };
	const event = text(payload.event);
	if (!event) return { kind: 'malformed', problem: 'The field "event" is missing' };
	const isMessage = event.startsWith('message_');
	if (isMessage && number(payload.id) === null) return { kind: 'malformed', problem: 'The field "id" is missing' };
	const conversation = conversationOf(event, payload);
	if (isMessage && number(conversation.id) === null) return { kind: 'malformed', problem: 'The field "conversation" is missing' };
	const read: ChatwootEvent = {
		provider: 'chatwoot',
		event,
		accountId: number(object(payload.account).id) ?? number(object(conversation.account).id),
		inboxId: number(object(payload.inbox).id) ?? number(conversation.inbox_id),
		inboxType: text(conversation.channel) || null,
		conversationId: number(conversation.id),
		...contactOf(event, payload, conversation),
		...(isMessage ? messageOf(payload, ownUserId) : { ...NO_MESSAGE, ...actorOf(payload) }),
		status: text(conversation.status) || null,
		assigneeId: agentOf(object(conversation.meta)),
		teamId: number(object(object(conversation.meta).team).id),
		labels: Array.isArray(conversation.labels) ? conversation.labels.map(String) : [],
		changed: changesOf(payload.changed_attributes),
		dedupeKey: dedupeKeyOf(event, payload, deliveryId),
		...(keepRaw && { raw: withoutSecrets(payload) }),
	};
	return { kind: 'event', event: read };
}

/** The conversation is nested in messages and typing, and the root of conversation events, of automations and of macros. */
function conversationOf(event: string, payload: Payload): Payload {
	if (isObject(payload.conversation)) return payload.conversation;
	if (isObject(payload.current_conversation)) return payload.current_conversation;
	return /^(conversation_|automation_event\.|macro\.)/.test(event) ? payload : {};
}

function contactOf(event: string, payload: Payload, conversation: Payload): Pick<ChatwootEvent, 'contactId' | 'phone' | 'name'> {
	const contact = event.startsWith('contact_')
		? payload
		: isObject(payload.contact)
			? payload.contact
			: object(object(conversation.meta).sender);
	return { contactId: number(contact.id), phone: phoneOf(contact), name: text(contact.name) || null };
}

function phoneOf({ phone_number: phone, identifier }: Payload): string | null {
	for (const given of [phone, identifier])
		try {
			if (text(given) !== '') return personOf(text(given)).key;
		} catch {
			// An identifier of another system is no phone.
		}
	return null;
}

type MessageFacts = Omit<
	ChatwootEvent,
	| 'provider'
	| 'event'
	| 'accountId'
	| 'inboxId'
	| 'inboxType'
	| 'conversationId'
	| 'contactId'
	| 'phone'
	| 'name'
	| 'status'
	| 'assigneeId'
	| 'teamId'
	| 'labels'
	| 'changed'
	| 'dedupeKey'
	| 'raw'
>;

const NO_MESSAGE: MessageFacts = {
	author: null,
	authorId: null,
	authorName: null,
	authorEmail: null,
	messageId: null,
	direction: null,
	isPrivate: false,
	text: '',
	whatsappText: '',
	attachments: [],
	sourceId: null,
	mirroredId: null,
	isDeleted: false,
	failure: null,
	sentAt: null,
};

function messageOf(payload: Payload, ownUserId?: number): MessageFacts {
	const attributes = object(payload.content_attributes);
	const sender = object(payload.sender);
	const isDeleted = attributes.deleted === true;
	const sent = Date.parse(text(payload.created_at));
	return {
		author: authorOf(payload, ownUserId),
		authorId: number(sender.id),
		authorName: text(sender.name) || null,
		authorEmail: text(sender.type) === 'user' ? text(sender.email) || null : null,
		messageId: number(payload.id),
		direction: (['incoming', 'outgoing', 'template'] as const).find((one) => one === payload.message_type) ?? null,
		isPrivate: payload.private === true,
		text: isDeleted ? '' : plainText(payload.content),
		whatsappText: isDeleted ? '' : whatsappText(payload.content),
		attachments: attachmentsOf(payload),
		sourceId: text(payload.source_id) || null,
		mirroredId: mirroredId(payload.source_id),
		isDeleted,
		failure: text(attributes.external_error) || null,
		sentAt: Number.isNaN(sent) ? null : new Date(sent).toISOString(),
	};
}

/** The agent who has the conversation; a bot is none. */
const agentOf = ({ assignee, assignee_type: type }: Payload): number | null => (type === 'AgentBot' ? null : number(object(assignee).id));

function actorOf({ user }: Payload): Pick<ChatwootEvent, 'authorId' | 'authorName'> {
	return { authorId: number(object(user).id), authorName: text(object(user).name) || null };
}

function changesOf(changes: unknown): ChatwootEvent['changed'] {
	const list = Array.isArray(changes) ? changes.filter(isObject) : [];
	return Object.fromEntries(
		list.flatMap(Object.entries).map(([field, change]: [string, unknown]) => {
			const { previous_value: from, current_value: to } = object(change);
			return [field, { from, to }];
		}),
	);
}

const isObject = (value: unknown): value is Payload => typeof value === 'object' && value !== null && !Array.isArray(value);
const object = (value: unknown): Payload => (isObject(value) ? value : {});
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);
