import { takeIn, takeInChange } from '../../shared/inbound/takeIn';
import type { Reading } from '../events';
import type { Door, Outcome } from './door';

/**
 * Stores a message for the Conversation Trigger, or makes a change to one good, before Z-API is answered; no execution starts.
 * @returns the answer: 503 when the database did not take it, so that nobody believes it is safe
 */
export async function storeMessage(
	{ context, store }: Door,
	reading: Extract<Reading, { kind: 'message' | 'change' }>,
): Promise<Exclude<Outcome, { item: unknown }>> {
	try {
		const opened = await store();
		if (reading.kind === 'change') return { status: 200, body: await takeInChange(context, opened, reading.change) };
		return { status: 200, body: await takeIn(context, opened, reading.message) };
	} catch (error) {
		const { message: problem } = error as Error;
		const { messageId } = reading.kind === 'change' ? reading.change.message : reading.message;
		context.logger.error('Z-API Trigger could not store a message', { messageId, problem });
		return { status: 503, body: { error: 'The message could not be stored; deliver it again later' } };
	}
}
