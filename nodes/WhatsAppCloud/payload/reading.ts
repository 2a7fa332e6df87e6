import type { CleanChange } from '../../shared/core/message/change';
import type { CleanChatEvent, CleanConnection, CleanReceipt } from '../../shared/core/message/channelEvent';
import type { CleanMessage, ContactId } from '../../shared/core/message/message';
import type { CleanQuality } from './quality';

/** The kinds of events that an operator chooses from. */
export type EventName =
	| 'account'
	| 'automatic'
	| 'edit'
	| 'error'
	| 'flow'
	| 'identity'
	| 'notification'
	| 'other'
	| 'preference'
	| 'reaction'
	| 'received'
	| 'status'
	| 'template';

/** Which contact it is of whom something is told, by all ids that are told. */
export interface Who {
	phone: string;
	ids: ContactId[];
}

/** Whether a person wants marketing messages of this company. */
export type CleanPreference = Who & { wants: boolean; words: string; at: string };

/** A person has another number or another id of the provider's from now on: both are theirs. */
export type CleanLink = { from: ContactId[]; to: ContactId[] };

/** What the store has to learn of an event, whoever else wants to see it. */
export type Does =
	| { change: CleanChange }
	| { receipt: CleanReceipt }
	| { preference: CleanPreference }
	| { link: CleanLink }
	| { connection: CleanConnection }
	| { quality: CleanQuality };

/** An event of the Cloud API's own; `details` is what Meta tells of it. */
export type CloudEvent = {
	event: string;
	provider: 'whatsapp_cloud';
	/** The phone number id; that of the credential for what concerns the whole account. */
	channel: string;
	/** The WhatsApp Business Account. */
	account: string;
	at: string | null;
	[told: string]: unknown;
};

export type Reading =
	| { kind: 'message'; message: CleanMessage; account: string }
	| { kind: 'event'; name: EventName; event: CloudEvent | CleanChatEvent | CleanReceipt; account: string; does?: Does }
	| { kind: 'ignored'; reason: IgnoredReason };

export type IgnoredReason = 'history' | 'contact_sync' | 'empty_text' | 'not_a_message' | 'nothing_told';

export interface How {
	/** The phone number id of the credential: that of what is told of the whole account. */
	channel: string;
	/** Whether each message carries what came. */
	keepRaw: boolean;
	/** Epoch milliseconds: the time of what tells none. */
	receivedAt: number;
}
