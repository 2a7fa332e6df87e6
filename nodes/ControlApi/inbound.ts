import { randomUUID } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import type { CleanMessage, Speaker } from '../shared/core/message/message';
import { receiveMessage } from '../shared/store/inbox';
import { readSession, virtualSession } from '../shared/store/session';
import { escalates, silence } from '../Conversation/decided';
import { decideOn } from '../Conversation/operations/decideMessage';
import { readRules, triggerParametersOf } from '../Conversation/rules';
import type { Store } from '../shared/store/store';
import { CHANNEL_REQUIRED, ok, Refused, toldTeam, type Answer } from './answers';
import { channelOf, customerOf, messageOf, momentOf, textOf, type Call } from './call';

/**
 * `POST /webhook/whatsapp {phone, message, sender_type?, message_id?, metadata?}`: for integrations that have a message and want to know who speaks. The
 * answer is the result contract (handoff spec A5); the message is in the history. `sender_type: "human"` is believed because the key is an attendant's.
 */
export async function message(call: Call): Promise<Answer> {
	const { store, body, me, now } = call;
	const text = messageOf(body, 'message');
	if (textOf(body, 'phone') === '') throw new Refused(400, 'INVALID_INPUT', 'Falta o campo "phone".');
	const given = await asMessage(call, text);
	const who: Speaker = textOf(body, 'sender_type') === 'human' ? 'human' : 'customer';
	const received = await receiveMessage(store, given, who, text, { waits: false });
	if (!received.stored) return ok(silence('duplicate_message', { channel: given.channel, phone: given.phone }));
	const at = received.session ?? virtualSession(given.channel, given.phone);
	// The database's clock, by which everything else was written.
	const stored = received.session?.updated_at ?? now;
	const rules = readRules(triggerParametersOf(call.context), stored, received.agent_enabled ?? null);
	const decided = await decideOn(
		store,
		at,
		{ text, sentAt: given.sentAt, speaker: who },
		{ id: me.id, role: me.role },
		{
			now: stored,
			rules,
			guard: received.guard,
			name: given.name,
			messageId: given.messageId,
		},
	);
	if (!escalates(decided)) return ok(decided);
	const [{ text: told }] = decided.notify;
	return ok(decided, {
		event: 'escalation',
		channel: given.channel,
		...decided,
		phone: given.phone,
		changed: true,
		...toldTeam(told as string),
	} as IDataObject);
}

/** Without an id of the caller's own every call is a message of its own. */
async function asMessage(call: Call, text: string): Promise<CleanMessage> {
	const { body, now } = call;
	const { key, sendTo } = await customerOf(call, textOf(body, 'phone'));
	const sentAt = momentOf(body, 'event_time') ?? now;
	return {
		provider: 'zapi',
		channel: channelOf(call) ?? (await channelOfPhone(call.store, key)),
		messageId: textOf(body, 'message_id') || `control-api:${randomUUID()}`,
		phone: key,
		sendTo,
		name: textOf(body, 'name') || null,
		kind: 'text',
		text,
		fromMe: false,
		fromApi: false,
		isGroup: false,
		// A clock that is ahead would keep a conversation with its owner for ever.
		sentAt: sentAt < now ? sentAt : now,
	};
}

/**
 * Where a customer writes whose message names no channel: where the newest conversation is, else on the only number that there is.
 * @throws {Refused} when neither tells it: on a number of its own the message would be another conversation, past whoever has this one
 */
async function channelOfPhone(store: Store, phone: string): Promise<string> {
	const { session, only_channel } = await readSession(store, null, phone);
	const channel = session?.channel ?? only_channel;
	if (channel === null) throw new Refused(422, 'CHANNEL_REQUIRED', CHANNEL_REQUIRED);
	return channel;
}
