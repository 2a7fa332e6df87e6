import type { IDataObject } from 'n8n-workflow';

import type { ProviderId } from '../sandbox/providers';
import type { Fault, Faults } from '../sandbox/faults';
import type { Credentials } from '../setup/engine';

export interface Message {
	/** Or another id that the provider gives: a lid at Z-API, a user id at Meta. */
	phone: string;
	text: string;
	/** A voice note in place of the text: where its bytes are. */
	audioUrl?: string;
	messageId?: string;
	momment?: number;
	name?: string;
	/** Whether somebody of the team typed it on the company's phone. */
	fromMe?: boolean;
	/** Whether a message of our own was sent through the API, as an echo tells. */
	fromApi?: boolean;
	/** Who wrote, by lid; empty where only the phone is told. */
	senderLid?: string;
}

/** What is done to an earlier message, by its id. */
export type MessageChange = { phone: string; messageId: string; text?: string };

/** How a test breaks the sending. */
export type Trouble =
	/** Refused now, perhaps not later. */
	| 'refused'
	| 'busy'
	/** The connection ends before, or after, the work was done. */
	| 'reset'
	| 'resetAfter';

/** A number of the company at a stand-in of its provider, which refuses what the real one would. */
export interface CompanyNumber {
	provider: ProviderId;
	channel: string;
	credentials: Credentials;
	secrets: string[];
	/** What people received, in order: their address, and the words or the caption. */
	sent: () => Array<{ to: string; text: string; id: string; body: IDataObject }>;
	/** How often it was asked to send, refused ones included. */
	asked: () => number;
	violations: () => string[];
	faults: Faults;
	trouble: Record<Trouble, Fault>;
	/** What its error says then. */
	refusal: string;
	/** Stores what comes in as its door does, and starts nothing. @throws when the provider is to deliver it again */
	arrives: (message: Message & { messageId: string }, database: Credentials) => Promise<void>;
	edited: (change: MessageChange, database: Credentials) => Promise<void>;
	deleted: (change: MessageChange, database: Credentials) => Promise<void>;
	stop: () => Promise<void>;
}
