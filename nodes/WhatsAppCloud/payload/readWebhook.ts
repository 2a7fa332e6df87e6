import { recordsOf } from '../../shared/core/json/readers';
import { connectionOf } from './connections';
import { changesOf, type Change } from './envelope';
import { messagesOf } from './messages';
import { cloudEvent, otherEvent } from './otherEvents';
import { preferencesOf } from './preferences';
import { qualityOf } from './quality';
import type { How, Reading } from './reading';
import { errorsOf, statusesOf } from './statuses';

/** What a number that came from the WhatsApp Business app tells of its past: no activity of anybody (vendor page of coexistence). */
const PAST = { history: 'history', smb_app_state_sync: 'contact_sync' } as const;

/**
 * Reads one delivery of Meta: all entries, changes, messages and statuses, in their order. Never throws, whatever came.
 * @returns null for what is no delivery about a WhatsApp Business Account
 */
export const readWebhook = (body: unknown, how: How): Reading[] | null =>
	changesOf(body)?.flatMap((change) => readChange(change, how)) ?? null;

function readChange(change: Change, how: How): Reading[] {
	const { field } = change;
	if (field === 'history' || field === 'smb_app_state_sync') return [{ kind: 'ignored', reason: PAST[field] }];
	// Meta's own agent holds the conversation: nothing in it is ours to answer.
	if (field === 'standby') return [otherEvent(change, how)];
	const readings = [...messagesOf(change, how), ...statusesOf(change, how), ...preferencesOf(change, how), ...accountErrors(change, how)];
	if (readings.length > 0) return readings;
	if (isOfNumber(change)) return [{ kind: 'ignored', reason: 'nothing_told' }];
	const other = otherEvent(change, how);
	const connection = connectionOf(change, how);
	const quality = qualityOf(change);
	const does = connection ? { connection } : quality && { quality };
	return does && other.kind === 'event' ? [{ ...other, does }] : [other];
}

/** Fields whose lists are read above: without one there is nothing to tell. */
const isOfNumber = ({ field }: Change): boolean => field === 'messages' || field === 'smb_message_echoes' || field === 'user_preferences';

/** Faults of the number or the account that Meta tells beside messages, or in place of them. */
function accountErrors(change: Change, how: How): Reading[] {
	if (change.field !== 'messages' || recordsOf(change.value.errors).length === 0) return [];
	const event = { ...cloudEvent('error', change, how, {}), errors: errorsOf(change.value.errors) };
	return [{ kind: 'event', name: 'error', account: change.account, event }];
}
