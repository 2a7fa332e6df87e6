import type { Downloaded } from '../http/download';
import type { Source } from '../kit/field';

/** What can be sent, whatever the provider. */
export type OutgoingKind = 'text' | 'image' | 'audio' | 'video' | 'document' | 'buttons' | 'list' | 'template';

/** A button to answer with; without an id, the provider's own or the label comes back. */
export type Button = { label: string; id?: string };
export type Row = { title: string; description?: string; id?: string };

/** One message to one person. Which of the fields are asked for follows from the kind. */
export type Outgoing = {
	/** A phone, or an id that the provider gave: where the customer's last message came from. */
	to: string;
	kind: OutgoingKind;
	/** The text; of a file, its caption. */
	text?: string;
	/** Id of the message of that chat which this one answers, as the provider gave it; what has no way to quote goes without. */
	replyTo?: string;
	/** A file: public URL, data URI, or the name of a binary field of the item. */
	file?: string;
	fileName?: string;
	buttons?: Button[];
	/** A button that opens a list to choose from. */
	list?: { title: string; buttonLabel: string; rows: Row[] };
	/** A message that the provider approved before, with what stands in its gaps, in order. */
	template?: { name: string; language: string; values: string[] };
	/** Our own name for the message, for providers that say it with each status: what became of it is told by it. */
	key?: string;
	/** No try begins at this moment or later, epoch milliseconds. */
	beginBefore?: number;
};

/** A message that the provider took. */
export type Taken = {
	messageId: string;
	queueId?: string;
	/** What a template says with its values in it, where the provider tells. */
	said?: string;
	/** The person as the provider knows them, where it says so. */
	waId?: string;
	userId?: string;
};

/** A message of which nobody knows whether it was sent: whoever sent it died before the answer came. */
export type Uncertain = {
	to: string;
	/** When it was about to be sent, ISO 8601. */
	beganAt: string;
	/** When anybody else's message last came or went in that chat, ISO 8601. */
	lastKnownAt: string | null;
};
export type Verdict = 'sent' | 'not_sent' | 'unknown';

/** One provider of WhatsApp (design: the spine, 4). What is known of its interface stays in its folder. */
export interface Provider {
	/** As the inbox and the outbox name it. */
	id: string;
	/** As the operator knows it. */
	name: string;
	credentialType: string;
	/** The kinds that it has; another one is refused before any request. */
	sends: readonly OutgoingKind[];
	/**
	 * @throws {RangeError} for what it cannot send; {VendorError} when the provider refuses or does not answer
	 */
	send: (source: Source, message: Outgoing) => Promise<Taken>;
	/** Asks the provider whether it was sent; never guesses. */
	findOut: (source: Source, uncertain: Uncertain) => Promise<Verdict>;
	/**
	 * The file of a message by the provider's own id; absent where files have an address that anybody may fetch.
	 * @throws {VendorError} when it cannot be had
	 */
	file?: (source: Source, id: string) => Promise<Downloaded>;
}
