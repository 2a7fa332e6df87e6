import type { Content } from './content';

/** What kind of content a message carries; the vendor's own kinds are mapped to these. */
export type MessageKind =
	| 'text'
	| 'image'
	| 'audio'
	| 'video'
	| 'document'
	| 'sticker'
	| 'location'
	| 'contact'
	| 'reaction'
	| 'buttonReply'
	| 'listReply'
	| 'poll'
	| 'pollVote'
	| 'order'
	| 'product'
	/** A form of the provider's was filled in. */
	| 'flowReply'
	/** An ad was clicked, and nothing was written. */
	| 'adClick'
	| 'other';

export interface Media {
	url: string;
	mimeType: string | null;
	fileName: string | null;
	/** Length of audio or video, in seconds. */
	seconds: number | null;
	/** The provider's own id of the file, where it is asked for by that; the URL may be empty then, or gone after some minutes. */
	id?: string;
	/** What the file's bytes are to give, base64, where the provider tells. */
	sha256?: string;
}

/**
 * Where Z-API keeps the files of messages (`f004.backblazeb2.com/file/temp-file-download/instances/…` in its callbacks), and WhatsApp itself; hosts below
 * these count too. Further ones are the operator's to add, in the nodes that fetch files.
 */
export const MEDIA_HOSTS = ['backblazeb2.com', 'z-api.io', 'whatsapp.net'];

/**
 * An id that a provider gives a person, by what it is: a canonical phone, a lid of WhatsApp's, or another id of the provider's own (WhatsApp's business-scoped
 * user id). Several ids of one message are one person's.
 */
export type ContactId = { kind: 'phone' | 'lid' | 'user_id'; value: string };

/** As the inbox and the outbox name them; whoever adds a provider adds it here. */
export type ProviderId = 'zapi' | 'whatsapp_cloud';

/** One shape for every provider (design 2). A type alias, so that it is assignable to n8n's IDataObject. */
export type CleanMessage = {
	provider: ProviderId;
	/** The number of ours that the message came in on: for Z-API the instance id, for the Cloud API the phone number id. */
	channel: string;
	messageId: string;
	/** Canonical key of the person or chat: of the address alone as it comes in, of the person once it is stored. */
	phone: string;
	/** All ids that the provider gave the person of the chat, the address included; absent for groups and items of before. */
	ids?: ContactId[];
	/** The provider's exact address, to answer to. */
	sendTo: string;
	name: string | null;
	kind: MessageKind;
	/** The text, caption or chosen option, or what it carries in words (`contentWords`); empty when there is none. */
	text: string;
	media?: Media;
	/** What it carries beside its words: an order, contacts, a place, a vote, the ad that it came from. */
	content?: Content;
	fromMe: boolean;
	fromApi: boolean;
	isGroup: boolean;
	/** Provider's time, ISO 8601 UTC. */
	sentAt: string;
	/** Id of the message that this one answers. */
	quoted?: string;
	/** The provider's payload as it came, on request. */
	raw?: Record<string, unknown>;
};

/** The provider handed a message of ours to WhatsApp; with `error`, it could not. */
export type CleanDelivery = {
	event: 'delivery';
	provider: CleanMessage['provider'];
	channel: string;
	phone: string;
	messageId: string;
	/** Z-API's id of the message in its queue. */
	queueId: string | null;
	error?: string;
};

/** Identity of an inbound message: the same delivery seen twice has the same key (SDR spec 1.2, F006). */
export const dedupeKey = (message: Pick<CleanMessage, 'provider' | 'channel' | 'messageId'>): string =>
	`${message.provider}:${message.channel}:${message.messageId}`;

export type Speaker = 'customer' | 'human' | 'agent';

/** Who wrote a message, decided by provenance alone, whatever the text says (handoff spec A3). */
export function speaker(message: Pick<CleanMessage, 'fromMe' | 'fromApi'>): Speaker {
	if (!message.fromMe) return 'customer';
	return message.fromApi ? 'agent' : 'human';
}
