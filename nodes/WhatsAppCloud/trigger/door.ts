import type { IDataObject, ITriggerFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { Asks } from '../../shared/inbound/handOver';
import { hasReceiver } from '../../shared/inbound/receiver';
import type { Store } from '../../shared/store/store';
import type { CredentialReader } from '../../shared/webhook/credential';
import type { EventName } from '../payload/reading';
import { chosenEvents, optionsOf, stores } from './properties';
import type { AskRating } from './rating';

/** What came to a trigger, through n8n's webhook or a port of its own. */
export interface Delivery {
	/** The body as it came: what was signed. */
	raw: Buffer;
	/** The header `X-Hub-Signature-256`. */
	signature: unknown;
}

/** What is answered, and what the workflow is started with, all of a delivery together. */
export type Outcome = { status: number; body: IDataObject } | { items: IDataObject[] };

/** What a call is handled with. */
export interface Door {
	context: Asks;
	credentials: CredentialReader;
	/** Who is refused makes nobody read credentials again that were read so shortly before; always when absent. */
	rereadsAfterMs?: number;
	settings: Settings;
	/** The node, and whether it is tested or published: each hears an event once. */
	listener: string;
	/** Opens the database of the conversations. */
	store: () => Promise<Store>;
	/** Asks Meta for the number of the credential and its rating. */
	rating?: AskRating;
}

/** What the operator set for deliveries. */
export interface Settings {
	events: EventName[];
	allNumbers: boolean;
	groups: boolean;
	raw: boolean;
	/** Whether messages are stored for the Conversation Trigger. */
	stores: boolean;
	/** Whether a Conversation node behind makes edits good. */
	hasReceiver: boolean;
}

/** Reads all settings at once: n8n keeps what expressions need only while a trigger starts. */
export function settingsOf(context: IWebhookFunctions | ITriggerFunctions): Settings {
	const { allNumbers = false, groups = false, raw = false } = optionsOf(context);
	return { events: chosenEvents(context), allNumbers, groups, raw, stores: stores(context), hasReceiver: hasReceiver(context) };
}
