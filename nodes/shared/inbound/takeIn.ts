import type { CleanChange } from '../core/message/change';
import { speaker, type CleanMessage } from '../core/message/message';
import { messageWords } from '../core/message/turnText';
import { changeMessage } from '../store/changes';
import { ofPerson, receiveMessage, type Received } from '../store/inbox';
import type { Store } from '../store/store';
import { handOver, type Asks } from './handOver';
import { messageArrived } from './wake';

export type TakenIn = { stored: boolean; reason?: string };
export type ChangeTaken = { changed: boolean; reason?: string };

/**
 * Stores a message for the Conversation Trigger: a customer's waits for its turn, what the team typed for the decision on it. A workflow that asked this customer
 * something gets the answer afterwards; nobody waits for that, and one that is gone leaves a message like any other.
 * @returns what became of it, once it is stored
 * @throws {VendorError} when the database does not take it: the provider is to deliver it again
 */
export async function takeIn(context: Asks, store: Store, message: CleanMessage): Promise<TakenIn> {
	const who = speaker(message);
	return goOn(context, store, message, await receiveMessage(store, message, who, messageWords(message), { undecided: who === 'human' }));
}

/**
 * Makes an edit or a deletion of an earlier message good; what was answered already is corrected by a message of its own.
 * @returns `changed`, or what became of that message
 * @throws {VendorError} as above
 */
export async function takeInChange(context: Asks, store: Store, change: CleanChange): Promise<TakenIn | ChangeTaken> {
	const result = await changeMessage(store, change, speaker(change.message));
	if (result.changed === undefined) return goOn(context, store, change.message, result);
	messageArrived();
	return result;
}

function goOn(context: Asks, store: Store, message: CleanMessage, received: Received): TakenIn {
	messageArrived();
	const { sequence, resume_url: resumeUrl } = received;
	if (resumeUrl && sequence !== undefined)
		void handOver(context, store, { sequence, resumeUrl, message: ofPerson(message, received) })
			.then(messageArrived)
			.catch((error: Error) =>
				context.logger.warn('An answer could not be handed on: it is a message like any other', { problem: error.message }),
			);
	return received.stored ? { stored: true } : { stored: false, reason: received.reason };
}
