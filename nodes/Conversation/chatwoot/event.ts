/** What is read of an event of the Chatwoot Trigger, or of the operation Get New of Chatwoot. */
export interface ConsoleEvent {
	event: string;
	dedupeKey: string;
	inboxType: string | null;
	conversationId: number | null;
	phone: string | null;
	name: string | null;
	author: 'customer' | 'human' | 'botEcho' | 'automation' | null;
	authorName: string | null;
	messageId: number | null;
	isPrivate: boolean;
	isDeleted: boolean;
	text: string;
	whatsappText: string;
	attachments: Array<{ kind: string; url: string; fileName: string | null }>;
	status: string | null;
	changed: Record<string, { from: unknown; to: unknown }>;
	/** To the second. */
	sentAt: string | null;
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
	if (event.phone === null) return nothing('no_phone');
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
