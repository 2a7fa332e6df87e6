import { createHash } from 'node:crypto';

export type Body = Record<string, unknown>;

export interface SentMessage {
	id: string;
	/** As it was asked for. */
	to: string;
	/** The person in WhatsApp's own form; null for one who is known by a user id. */
	waId: string | null;
	userId: string | null;
	body: Body;
	/** What comes back with each status of it. */
	key: string | null;
	/** Epoch milliseconds. */
	at: number;
}

export interface StoredMedia {
	id: string;
	mimeType: string;
	content: Buffer;
	sha256: string;
}

export interface StoredTemplate extends Body {
	id: string;
	name: string;
	language: string;
	status: string;
	category: string;
	parameter_format?: string;
	components: Body[];
}

/** What one number and its account remember. */
export interface GraphState {
	sent: SentMessage[];
	/** Messages that were marked as read, and whether typing was shown. */
	read: Array<{ id: string; typing: boolean }>;
	media: Map<string, StoredMedia>;
	templates: StoredTemplate[];
	blocked: Map<string, Body>;
	qrCodes: Body[];
	profile: Body;
	automation: Body;
	username: string | null;
	/** Apps that get the events of the account. */
	subscribed: Body[];
	appSubscription: Body | null;
	numberOverride: string | null;
	uploads: Map<string, { length: number; type: string }>;
	/** When a person last wrote, epoch milliseconds; kept only where windows count. */
	lastWritten: Map<string, number>;
	newId(): string;
	store(mimeType: string, content: Buffer): StoredMedia;
}

/** An account with nothing in it. Ids are digits, larger than a number holds. */
export function newGraphState(templates: StoredTemplate[]): GraphState {
	let last = 0n;
	const newId = () => String(910_000_000_000_000_000n + ++last);
	const media = new Map<string, StoredMedia>();
	return {
		sent: [],
		read: [],
		media,
		templates: templates.map((one) => ({ ...one })),
		blocked: new Map(),
		qrCodes: [],
		profile: { messaging_product: 'whatsapp', about: 'Loja de exemplo', vertical: 'RETAIL', websites: [] },
		automation: {},
		username: null,
		subscribed: [],
		appSubscription: null,
		numberOverride: null,
		uploads: new Map(),
		lastWritten: new Map(),
		newId,
		store: (mimeType, content) => {
			const stored = { id: newId(), mimeType, content, sha256: createHash('sha256').update(content).digest('hex') };
			media.set(stored.id, stored);
			return stored;
		},
	};
}
