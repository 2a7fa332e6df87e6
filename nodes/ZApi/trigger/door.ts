import type { IDataObject, ITriggerFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { ChatEventName } from '../../shared/core/message/channelEvent';
import type { Asks } from '../../shared/inbound/handOver';
import { hasReceiver } from '../../shared/inbound/receiver';
import { schemaName } from '../../shared/store/schemaOption';
import { openStore, type Store } from '../../shared/store/store';
import type { CredentialReader } from '../../shared/webhook/credential';
import type { EventName } from '../events';
import { chosenEvents, optionsOf } from './properties';

/** What came to a trigger, through n8n's webhook or a port of its own. */
export interface Delivery {
	/** The last segment of the path. */
	secret: string;
	headers: Record<string, unknown>;
	body: unknown;
}

/** What is answered, and what the workflow is started with. */
export type Outcome = { status: number; body: IDataObject } | { item: IDataObject };

/** What a delivery is handled with. */
export interface Door {
	context: Asks;
	credentials: CredentialReader;
	/** Who is refused makes nobody read credentials again that were read so shortly before; always when absent. */
	rereadsAfterMs?: number;
	settings: Settings;
	/** Opens the database of the conversations. */
	store: () => Promise<Store>;
}

/** What the operator set for deliveries. */
export interface Settings {
	events: EventName[];
	chatEvents: ChatEventName[];
	groups: boolean;
	ownMessages: boolean;
	raw: boolean;
	checkTokenHeader: boolean;
	/** Whether what Z-API tells of sent messages is noted here. */
	notes: boolean;
	/** Whether messages are stored for the Conversation Trigger. */
	stores: boolean;
	/** Whether edits and deletions are made good, here or by a node behind. */
	takesChanges: boolean;
}

type Context = IWebhookFunctions | ITriggerFunctions;

/** Reads all settings at once: n8n keeps what expressions need only while a trigger starts. */
export function settingsOf(context: Context): Settings {
	const { groups = false, ownMessages = false, chatEvents = [], raw = false, checkTokenHeader = false } = optionsOf(context);
	const notes = context.getNodeParameter('noteSent', false) === true;
	const stores = notes && context.getNodeParameter('messages', 'start') === 'store';
	return {
		events: chosenEvents(context),
		chatEvents,
		groups,
		ownMessages,
		raw,
		checkTokenHeader,
		notes,
		stores,
		takesChanges: stores || hasReceiver(context),
	};
}

/** Opens the database that the option names. */
export const storeOf = async (context: Context, credentials: CredentialReader): Promise<Store> =>
	await openStore(credentials, schemaName(context.getNodeParameter('options.schema', '')));
