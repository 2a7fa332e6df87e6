import type { CleanMessage, ContactId } from './message';

interface Happened {
	provider: CleanMessage['provider'];
	/** The number of ours that it is about: for Z-API the instance id. */
	channel: string;
	/** ISO 8601 UTC; null when the provider does not tell. */
	at: string | null;
}

/** How far messages of ours got. A provider may tell the same thing twice. */
export type CleanReceipt = Happened & {
	event: 'receipt';
	phone: string;
	messageIds: string[];
	/** sent, delivered, read, readByMe, played, failed; the provider's own word in lower case for anything else. */
	status: string;
	isGroup: boolean;
	/** All ids that the provider gives the person, where it gives several. */
	ids?: ContactId[];
	/** Our own key of the message, where the provider gives it back. */
	key?: string;
	/** Why it failed, in the provider's words, and what is to be done about it, where its codes tell. */
	errors?: Array<{ code: number | null; title: string; details: string; action?: string }>;
	/** What it costs, in the provider's words. */
	pricing?: Pricing;
};

/** Whether an event says how far messages of ours got: by our key or the person's ids, or by the messages' own. That we read theirs says nothing, and groups are no conversation. */
export function tellsOfOurs(event: object): boolean {
	const { event: what, key, ids, messageIds, status, isGroup } = event as Record<string, unknown>;
	if (what !== 'receipt' || !Array.isArray(messageIds)) return false;
	return key !== undefined || ids !== undefined || (messageIds.length > 0 && status !== 'readByMe' && isGroup !== true);
}

/** By what a message is charged: the Cloud API tells model, category and type, never an amount. */
export type Pricing = { model: string; category: string; type: string; billable?: boolean };

/** A number of ours came online, or is not any more. */
export type CleanConnection = Happened & {
	event: 'connected' | 'disconnected';
	/** The number itself, where the provider tells. */
	phone: string | null;
	/** Why not, in the provider's words. */
	reason?: string;
};

/** What somebody does in a chat. */
export type CleanPresence = Happened & {
	event: 'presence';
	phone: string;
	/** available, unavailable, typing, recording, paused; the provider's own word in lower case for anything else. */
	presence: string;
};

export type ChatEventName = 'notification' | 'reaction' | 'edit' | 'pin' | 'channelMessage' | 'broadcast' | 'waiting';

/** Something in a chat that is no message to answer. */
export type CleanChatEvent = Happened & {
	event: ChatEventName;
	phone: string;
	/** Who did it, in a group. */
	participant: string | null;
	messageId: string | null;
	fromMe: boolean;
	isGroup: boolean;
	/** The emoji of a reaction (empty: taken away), the new words of an edit, the words of a channel. */
	text: string;
	/** Id of the message that it is about. */
	refersTo: string | null;
	/** The provider's word for a notification, e.g. CALL_MISSED_VOICE, and what belongs to it. */
	notification?: string;
	parameters?: unknown[];
};

export type CleanEvent = CleanReceipt | CleanConnection | CleanPresence | CleanChatEvent;
