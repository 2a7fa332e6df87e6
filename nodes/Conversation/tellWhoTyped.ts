import type { NoticeFacts } from '../shared/core/handoff/notice';
import type { Decision } from '../shared/core/session/decision';
import { enqueueEffects } from '../shared/store/outbox';
import type { Store } from '../shared/store/store';
import type { At } from './change';

/**
 * Tells what came of a command that was typed on the business phone, where an answer would be read by the customer: as a notice, once a message. An order
 * that was carried out shows by itself and is not told.
 */
export async function tellWhoTyped(
	store: Store,
	{ command, reason }: Decision,
	{ channel, phone }: At,
	{ attendant, name, messageId }: { attendant: string | null; name?: string | null; messageId: string },
): Promise<void> {
	const isDone = command?.success === true && command.previous_mode !== undefined;
	if (command === null || isDone || command.message === '') return;
	const payload: NoticeFacts = { kind: 'command_answer', phone, name, attendant, reason: command.name ?? null, message: command.message };
	await enqueueEffects(store, [{ key: `command:${channel}:${messageId}:${reason}`, kind: 'notice', channel, phone, payload }]);
}
