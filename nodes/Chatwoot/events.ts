import { at, flagOf, integerOf, isRecord, isShallow, listOf, momentOf, recordOf, recordsOf, textOf } from '../shared/core/json/readers';
import { addressed } from './address';
import { authorOf, messageTypeOf, type Author } from './author';
import { attachmentsOf, plainText, whatsappText, type EventAttachment } from './content';
import { dedupeKeyOf } from './dedupe';
import { withoutSecrets } from './envelopes';
import { attributesOf, mirroredId } from './marks';

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
	/** Canonical key of whom the conversation is with, by the address that it was given; by the contact's record where it has none. */
	phone: string | null;
	/** By the contact's record, where the phone is that of a source id and differs: another system may have given it. */
	recordPhone?: string | null;
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
	/** Id at its provider of the mirrored message that this one answers. */
	quotedId?: string;
	/** Number in Chatwoot of the message that this one answers, where that one is none of the mirror's: a colleague wrote it there. */
	quotedNumber?: number;
	isDeleted: boolean;
	/** Why the message could not be sent, when it could not. */
	failure: string | null;
	status: string | null;
	assigneeId: number | null;
	teamId: number | null;
	labels: string[];
	/** What changed, by field. */
	changed: Record<string, { from: unknown; to: unknown }>;
	/** When it was written, to the second; of a conversation's event, as of when it tells. */
	sentAt: string | null;
	/** Number of the last public message that a conversation's event knows of. */
	lastMessageId?: number;
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
	if (!isRecord(payload)) return { kind: 'malformed', problem: 'The body is not a JSON object' };
	if (!isShallow(payload)) return { kind: 'malformed', problem: 'The body is nested too deeply' };
	const event = text(payload.event);
	if (!event) return { kind: 'malformed', problem: 'The field "event" is missing' };
	const isMessage = event.startsWith('message_');
	if (isMessage && idOf(payload.id) === null) return { kind: 'malformed', problem: 'The field "id" is missing' };
	const conversation = conversationOf(event, payload);
	if (isMessage && idOf(conversation.id) === null) return { kind: 'malformed', problem: 'The field "conversation" is missing' };
	const read: ChatwootEvent = {
		provider: 'chatwoot',
		event,
		accountId: idOf(at(payload.account, 'id')) ?? idOf(at(conversation.account, 'id')),
		inboxId: idOf(at(payload.inbox, 'id')) ?? idOf(conversation.inbox_id),
		inboxType: text(conversation.channel) || null,
		conversationId: idOf(conversation.id),
		...contactOf(event, payload, conversation),
		...(isMessage ? messageOf(payload, ownUserId) : { ...NO_MESSAGE, ...actorOf(payload), ...momentOfConversation(event, payload) }),
		status: text(conversation.status) || null,
		assigneeId: agentOf(recordOf(conversation.meta)),
		teamId: idOf(at(conversation.meta, 'team', 'id')),
		labels: listOf(conversation.labels).map(textOf).filter(Boolean),
		changed: changesOf(payload.changed_attributes),
		dedupeKey: dedupeKeyOf(event, payload, deliveryId),
		...(keepRaw && { raw: withoutSecrets(payload) }),
	};
	return { kind: 'event', event: read };
}

/** The conversation is nested in messages and typing, and the root of conversation events, of automations and of macros. */
function conversationOf(event: string, payload: Payload): Payload {
	if (isRecord(payload.conversation)) return payload.conversation;
	if (isRecord(payload.current_conversation)) return payload.current_conversation;
	return /^(conversation_|automation_event\.|macro\.)/.test(event) ? payload : {};
}

function contactOf(
	event: string,
	payload: Payload,
	conversation: Payload,
): Pick<ChatwootEvent, 'contactId' | 'phone' | 'recordPhone' | 'name'> {
	const contact = event.startsWith('contact_')
		? payload
		: isRecord(payload.contact)
			? payload.contact
			: recordOf(at(conversation.meta, 'sender'));
	return { contactId: idOf(contact.id), ...addressed(conversation, contact), name: text(contact.name) || null };
}

/** As of when a conversation's event tells, and what it knew: a change of hands by its own time, anything else by the state that it shows. */
function momentOfConversation(event: string, payload: Payload): Pick<ChatwootEvent, 'sentAt' | 'lastMessageId'> {
	if (!event.startsWith('conversation_')) return { sentAt: null };
	const changedAt = recordsOf(payload.changed_attributes)
		.map((change) => at(change, 'updated_at', 'current_value'))
		.filter((value) => typeof value === 'string');
	const last = recordsOf(payload.messages).map(({ id }) => idOf(id) ?? 0);
	return {
		sentAt: changedAt.map((value) => momentOf(value)).find((moment) => moment !== null) ?? momentOf(payload.updated_at),
		...(last.length > 0 && { lastMessageId: Math.max(...last) }),
	};
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
	| 'recordPhone'
	| 'lastMessageId'
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
	const attributes = attributesOf(payload.content_attributes);
	const sender = recordOf(payload.sender);
	const isDeleted = flagOf(attributes.deleted) === true;
	const type = messageTypeOf(payload.message_type);
	// Chatwoot puts it beside the number of the message that was chosen there (its model of a message, "ensure_in_reply_to").
	const quotedId = mirroredId(attributes.in_reply_to_external_id);
	const quotedNumber = quotedId === null ? idOf(attributes.in_reply_to) : null;
	return {
		author: authorOf(payload, ownUserId),
		authorId: idOf(sender.id),
		authorName: text(sender.name) || null,
		authorEmail: text(sender.type).toLowerCase() === 'user' ? text(sender.email) || null : null,
		messageId: idOf(payload.id),
		direction: type === 'activity' ? null : type,
		isPrivate: flagOf(payload.private) === true,
		text: isDeleted ? '' : plainText(payload.content),
		whatsappText: isDeleted ? '' : whatsappText(payload.content),
		attachments: isDeleted ? [] : attachmentsOf(payload),
		sourceId: text(payload.source_id) || null,
		mirroredId: mirroredId(payload.source_id),
		...(quotedId !== null && { quotedId }),
		...(quotedNumber !== null && { quotedNumber }),
		isDeleted,
		failure: text(attributes.external_error) || null,
		sentAt: momentOf(payload.created_at),
	};
}

/** The agent who has the conversation; a bot is none. */
const agentOf = ({ assignee, assignee_type: type }: Payload): number | null => (type === 'AgentBot' ? null : idOf(at(assignee, 'id')));

function actorOf({ user }: Payload): Pick<ChatwootEvent, 'authorId' | 'authorName'> {
	return { authorId: idOf(at(user, 'id')), authorName: text(at(user, 'name')) || null };
}

function changesOf(changes: unknown): ChatwootEvent['changed'] {
	return Object.fromEntries(
		recordsOf(changes)
			.flatMap(Object.entries)
			.map(([field, change]: [string, unknown]) => [field, { from: at(change, 'previous_value'), to: at(change, 'current_value') }]),
	);
}

const text = textOf;
/** Chatwoot counts in 64 bits; nothing that a number here cannot tell apart is an id. */
const idOf = (value: unknown): number | null => integerOf(value, { min: 0, max: Number.MAX_SAFE_INTEGER });
