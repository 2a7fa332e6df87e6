import { at, flagOf, integerOf, momentOf, recordOf, recordsOf, textOf, type JsonRecord } from '../../shared/core/json/readers';

/** What is read of an event of the Chatwoot Trigger, or of the operation Get New of Chatwoot. */
export interface ConsoleEvent {
	event: string;
	dedupeKey: string;
	accountId: number | null;
	inboxType: string | null;
	conversationId: number | null;
	/** Whom the conversation is with, as far as Chatwoot tells. */
	phone: string | null;
	/** Set where the phone is that of a source id, which another system may have given: what the contact's record says. */
	recordPhone?: string | null;
	name: string | null;
	author: 'customer' | 'human' | 'botEcho' | 'automation' | null;
	authorName: string | null;
	messageId: number | null;
	isPrivate: boolean;
	isDeleted: boolean;
	text: string;
	whatsappText: string;
	attachments: Array<{ kind: string; url: string; fileName: string | null }>;
	/** Id at its provider of the message that this one answers. */
	quotedId: string | null;
	/** Number in Chatwoot of that message, where a colleague wrote it there. */
	quotedNumber?: number | null;
	status: string | null;
	changed: Record<string, { from: unknown; to: unknown }>;
	/** Of a message when it was written, to the second; of a conversation's event as of when it tells. */
	sentAt: string | null;
	/** Number of the last public message that a conversation's event knows of. */
	lastMessageId: number | null;
}

const AUTHORS = ['customer', 'human', 'botEcho', 'automation'] as const;
const wordsOf = (value: unknown): string | null => textOf(value) || null;
const numberOf = (value: unknown): number | null => integerOf(value, { min: 0, max: Number.MAX_SAFE_INTEGER });

/** An item as such an event, whatever came in by the way; what it lacks is empty. */
export function readConsoleEvent(item: JsonRecord): ConsoleEvent {
	return {
		event: textOf(item.event),
		dedupeKey: textOf(item.dedupeKey),
		accountId: numberOf(item.accountId),
		inboxType: wordsOf(item.inboxType),
		conversationId: numberOf(item.conversationId),
		phone: wordsOf(item.phone),
		...('recordPhone' in item && { recordPhone: wordsOf(item.recordPhone) }),
		name: wordsOf(item.name),
		author: AUTHORS.find((author) => author === item.author) ?? null,
		authorName: wordsOf(item.authorName),
		messageId: numberOf(item.messageId),
		isPrivate: flagOf(item.isPrivate) === true,
		isDeleted: flagOf(item.isDeleted) === true,
		text: textOf(item.text),
		whatsappText: textOf(item.whatsappText),
		attachments: recordsOf(item.attachments).map(({ kind, url, fileName }) => ({
			kind: textOf(kind),
			url: textOf(url),
			fileName: wordsOf(fileName),
		})),
		quotedId: wordsOf(item.quotedId),
		quotedNumber: numberOf(item.quotedNumber),
		status: wordsOf(item.status),
		changed: Object.fromEntries(
			Object.entries(recordOf(item.changed)).map(([field, change]) => [field, { from: at(change, 'from'), to: at(change, 'to') }]),
		),
		sentAt: momentOf(item.sentAt),
		lastMessageId: numberOf(item.lastMessageId),
	};
}

/** When a conversation that is done with in Chatwoot goes back to the agent. */
export type GivesBack = 'resolved' | 'unassigned';

export type Meaning = { kind: 'message' } | { kind: 'givenBack' } | { kind: 'nothing'; reason: string };

/** Only there does Chatwoot itself deliver nothing: a reply in any other inbox is with the customer already. */
const API_CHANNEL = 'Channel::Api';

const nothing = (reason: string): Meaning => ({ kind: 'nothing', reason });

/** What an event is to the conversation, by who wrote it and where, whatever it says (SDR spec 5.2, 5.5). */
export function meaningOf(event: ConsoleEvent, givesBack: readonly GivesBack[]): Meaning {
	const isGivenBack = givesBack.some((when) => GIVEN_BACK[when](event));
	if (event.event !== 'message_created' && !isGivenBack) return nothing('event');
	if (event.inboxType !== API_CHANNEL) return nothing('not_api_inbox');
	if (isGivenBack) return { kind: 'givenBack' };
	if (event.author === 'botEcho') return nothing('agent_echo');
	if (event.author !== 'human') return nothing(event.author ?? 'event');
	return event.isDeleted ? nothing('deleted') : { kind: 'message' };
}

const GIVEN_BACK: Record<GivesBack, (event: ConsoleEvent) => boolean> = {
	resolved: ({ event, status }) => (event === 'conversation_status_changed' || event === 'conversation_resolved') && status === 'resolved',
	unassigned: ({ event, changed }) => event === 'conversation_updated' && 'assignee_id' in changed && changed.assignee_id.to === null,
};

/**
 * When a message was written, at the latest: Chatwoot leaves out the part of the second, and nothing may seem older than it is.
 * @param now ISO 8601: nothing was written later
 */
export function writtenAt({ sentAt }: Pick<ConsoleEvent, 'sentAt'>, now: string): string {
	const atLatest = sentAt === null ? Infinity : Date.parse(sentAt) + 999;
	return new Date(Math.min(atLatest, Date.parse(now))).toISOString();
}

/**
 * Whether a conversation's event tells of a time before what people did since: then it gives nothing back any more. Within the second that Chatwoot's times
 * of messages leave open, the numbers of the messages tell: one that the event does not know of was written after it.
 * @param lastSign ISO 8601, when a person last wrote or took the conversation
 * @param newest number of the newest message that is known
 */
export function isOvertaken(
	{ sentAt, lastMessageId }: Pick<ConsoleEvent, 'sentAt' | 'lastMessageId'>,
	lastSign: string | null,
	newest: number | null,
): boolean {
	if (sentAt === null || lastSign === null) return false;
	const [told, second] = [Date.parse(sentAt), Math.floor(Date.parse(lastSign) / 1000) * 1000];
	if (second > told) return true;
	return second === Math.floor(told / 1000) * 1000 && newest !== null && lastMessageId !== null && newest > lastMessageId;
}
