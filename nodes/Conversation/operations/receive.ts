import { sleep, type IExecuteFunctions, type IDataObject } from 'n8n-workflow';

import { correctedText, type CleanChange } from '../../shared/core/message/change';
import { tellsOfOurs, type CleanConnection, type CleanReceipt } from '../../shared/core/message/channelEvent';
import { speaker, type CleanDelivery, type CleanMessage } from '../../shared/core/message/message';
import { messageWords } from '../../shared/core/message/turnText';
import { handOver } from '../../shared/inbound/handOver';
import { changeMessage } from '../../shared/store/changes';
import { lookAgain, ofPerson, receiveMessage, type Received } from '../../shared/store/inbox';
import { noteConnection } from '../../shared/store/integrations';
import { isRecord } from '../../shared/core/json/readers';
import type { Outcome } from '../../shared/kit/items';
import { failureOf, settleDelivery } from '../../shared/store/outbox';
import type { Store } from '../../shared/store/store';
import { settleStatus } from '../../shared/store/receipts';
import { inputItem } from '../item';
import { isManual, keyOfRun } from '../manualRun';
import { FIRST, SECOND, THIRD, type ConversationOperation } from '../operation';

/** A message with its place in the inbox. */
export type StoredMessage = CleanMessage & { sequence: number };

/** Stores an inbound message, once, and then tells the provider that it arrived (SDR spec 1.7, steps 2 to 6). */
export const receive: ConversationOperation = {
	name: 'Receive',
	action: 'Receive message',
	description: 'Store a message that came in, once, and tell the provider that it arrived',
	outputs: ['New', 'Nothing to Do', 'From an Attendant'],
	failsTo: SECOND,
	properties: [
		{
			displayName: 'Answer the Provider',
			name: 'answerProvider',
			type: 'boolean',
			default: true,
			description:
				'Whether to tell the provider that the message arrived, once it is stored. For a trigger that answers "When the Message Is Stored".',
		},
	],
	run: async (context, store, itemIndex) => {
		const { json } = context.getInputData()[itemIndex];
		if (json.event === 'delivery') return await settled(context, store, itemIndex, json as CleanDelivery);
		if (isRecord(json.change) && isRecord(json.change.message))
			return await changed(context, store, itemIndex, json.change as unknown as CleanChange);
		if (json.event !== undefined) return await noted(context, store, itemIndex, json);
		const given = inputItem<CleanMessage>(
			context,
			itemIndex,
			['provider', 'channel', 'messageId', 'phone', 'sendTo', 'kind', 'sentAt'],
			'a trigger of this package',
		);
		if (given.isGroup) {
			answerProvider(context, itemIndex);
			return { json: { ...given, reason: 'ignored_channel' } as IDataObject, output: SECOND };
		}
		const { message, received } = await stored(context, store, given);
		answerProvider(context, itemIndex);
		return await goOn(context, store, message, received);
	},
};

/** Where a message goes from here, once it is stored. */
async function goOn(context: IExecuteFunctions, store: Store, message: CleanMessage, received: Received): Promise<Outcome> {
	if (!received.stored && !isLeftBehind(received)) return { json: { ...message, reason: received.reason } as IDataObject, output: SECOND };
	const { sequence, resume_url: resumeUrl } = received;
	if (resumeUrl) {
		const taken = await handOver(context, store, { sequence, resumeUrl, message });
		if (taken !== false) {
			const reason = taken ? 'answers_a_question' : 'duplicate_message';
			return { json: { ...message, sequence, reason } as IDataObject, output: SECOND };
		}
	}
	if (!received.stored) return { json: { ...message, sequence } as IDataObject, output: FIRST };
	const { speaker: who, session, agent_enabled, company_settings, sent_at } = await whoseItIs(store, received);
	if (who === 'customer') return { json: { ...message, sequence } as IDataObject, output: FIRST };
	if (who === 'agent') return { json: { ...message, reason: 'agent_echo' } as IDataObject, output: SECOND };
	return {
		json: {
			...message,
			sequence,
			speaker: who,
			session,
			agent_enabled,
			...(Object.keys(company_settings ?? {}).length > 0 && { company_settings }),
			sentAt: sent_at ?? message.sentAt,
		} as IDataObject,
		output: THIRD,
	};
}

/** An edit or a deletion of an earlier message: nothing to do but what is made good here, unless the correction of what was read is a message of its own. */
async function changed(context: IExecuteFunctions, store: Store, itemIndex: number, change: CleanChange): Promise<Outcome> {
	const { message } = change;
	const result = message.isGroup ? { changed: false, reason: 'ignored_channel' } : await changeMessage(store, change, speaker(message));
	answerProvider(context, itemIndex);
	if (result.changed === undefined)
		return await goOn(context, store, ofPerson({ ...message, text: correctedText(message.text) }, result), result);
	return { json: { ...message, reason: result.changed ? `message_${change.change}` : result.reason } as IDataObject, output: SECOND };
}

/** Stores the message; one that comes again in a manual run is played again, as if it had been written now. */
async function stored(
	context: IExecuteFunctions,
	store: Store,
	given: CleanMessage,
): Promise<{ message: CleanMessage; received: Received }> {
	const received = await receiveMessage(store, given, speaker(given), messageWords(given));
	if (received.stored || !isManual(context)) return { message: ofPerson(given, received), received };
	const message = { ...given, messageId: keyOfRun(context, given.messageId), sentAt: new Date().toISOString() };
	const again = await receiveMessage(store, message, speaker(message), messageWords(message));
	return { message: ofPerson(message, again), received: again };
}

/** A message that came before and waits for longer than its own worker would have let it: that one is not there any more, and this one goes on with it. */
const isLeftBehind = (received: Extract<Received, { stored: false }>): received is typeof received & { sequence: number } =>
	received.sequence !== undefined && (received.waited_ms ?? 0) >= LEFT_BEHIND_MS;
const LEFT_BEHIND_MS = 30_000;

/** What comes from our own number while something is being sent there may be its echo: the answer of the send tells, 5 seconds at most (handoff spec A3 P1). */
async function whoseItIs(store: Store, received: Extract<Received, { stored: true }>): Promise<Extract<Received, { stored: true }>> {
	let now = received;
	for (let waitedMs = 0; now.hold && waitedMs < HOLD_MS; waitedMs += LOOK_EVERY_MS) {
		await sleep(LOOK_EVERY_MS);
		now = await lookAgain(store, received.sequence);
	}
	return now;
}
const HOLD_MS = 5000;
const LOOK_EVERY_MS = 500;

/**
 * Other events of a trigger are no messages: the provider is told that they arrived. Whether the number is connected is noted, and so is how far messages of ours
 * got.
 */
async function noted(context: IExecuteFunctions, store: Store, itemIndex: number, event: IDataObject): Promise<Outcome> {
	if (event.event === 'connected' || event.event === 'disconnected') await noteConnection(store, event as unknown as CleanConnection);
	if (tellsOfOurs(event)) await settleStatus(store, event as unknown as CleanReceipt);
	answerProvider(context, itemIndex);
	return { json: { ...event, reason: 'not_a_message' }, output: SECOND };
}

/** The provider's word that a message of ours went out settles what a crash left open; its word that it did not makes the message a failed one. */
async function settled(context: IExecuteFunctions, store: Store, itemIndex: number, delivery: CleanDelivery): Promise<Outcome> {
	const result = delivery.error
		? { ...(await settleStatus(store, failureOf(delivery, delivery.error, new Date().toISOString()))), reason: delivery.error }
		: await settleDelivery(store, delivery);
	answerProvider(context, itemIndex);
	return { json: { ...delivery, ...result } as IDataObject, output: SECOND };
}

function answerProvider(context: IExecuteFunctions, itemIndex: number): void {
	const isLast = itemIndex === context.getInputData().length - 1;
	if (!isLast || context.getNodeParameter('answerProvider', itemIndex, true) !== true) return;
	context.sendResponse({ body: { stored: true }, headers: {}, statusCode: 200 });
}
