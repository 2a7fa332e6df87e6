import { besideEachOther } from '../core/limits/beside';
import type { CleanReceipt } from '../core/message/channelEvent';
import { VendorError } from '../http/errors';
import type { Store } from './store';

/** What became of a status of a message: settled, or not, and why. */
export type StatusTaken = { settled: boolean; reason?: 'not_ours' | 'known' | 'unknown_status'; outbox_id?: number };

/** How many a call of the database takes: it holds their messages till it ends, some hundredths of a second. The Cloud API delivers up to a thousand at once. */
const MOST_IN_CALL = 200;
/** How many persons' statuses are taken in beside each other where each needs a call. */
const AT_ONCE = 8;

/**
 * Takes in how far messages of ours got; one of which nobody knew whether it was sent is settled by it.
 * @returns what became of the first: Z-API tells of several at once where somebody opens a chat (vendor page webhooks/on-whatsapp-message-status-changes)
 */
export const settleStatus = async (store: Store, receipt: CleanReceipt): Promise<StatusTaken> =>
	(await settleStatuses(store, [receipt]))[0];

/**
 * The same of many, in one call of the database for those that say nothing more; the others are taken in by themselves, one person's in their order.
 * @returns what became of each status, in their order
 * @throws {VendorError} when the database does not take one of them, after all others
 */
export async function settleStatuses(store: Store, receipts: CleanReceipt[]): Promise<StatusTaken[]> {
	const statuses = receipts.flatMap(statusesOf);
	const taken = statuses.length > 1 ? await plainOf(store, statuses) : [null];
	const left = new Map<string, number[]>();
	statuses.forEach(({ phone }, at) => {
		if (taken[at] === null) left.set(phone, [...(left.get(phone) ?? []), at]);
	});
	const failures = await besideEachOther(AT_ONCE, [...left.values()], async (own) => {
		for (const at of own) taken[at] = await store.rpc<StatusTaken>('settle_status', { p_status: statuses[at] }, true);
	});
	if (failures.length > 0) throw failures[0];
	return taken as StatusTaken[];
}

/** What became of those that say no more than how far a message got; null for the others. */
async function plainOf(store: Store, statuses: Status[]): Promise<Array<StatusTaken | null>> {
	const taken: Array<StatusTaken | null> = [];
	for (let at = 0; at < statuses.length; at += MOST_IN_CALL) {
		const some = statuses.slice(at, at + MOST_IN_CALL);
		const call = store.rpc<Array<StatusTaken | null>>('settle_statuses', { p_statuses: some }, true);
		taken.push(
			...(await call.catch((error: unknown) => {
				// One that the database cannot read keeps no other one away (botpress/botpress 15083): each is told by itself.
				if (error instanceof VendorError && error.kind === 'rejected') return some.map(() => null);
				throw error;
			})),
		);
	}
	return taken;
}

type Status = ReturnType<typeof statusesOf>[number];

/** A receipt as the database takes it, one for each message that it is about. */
function statusesOf(receipt: CleanReceipt) {
	const [error] = receipt.errors ?? [];
	const messageIds: Array<string | null> = receipt.messageIds.length > 0 ? receipt.messageIds : [null];
	return messageIds.map((messageId) => ({
		channel: receipt.channel,
		phone: receipt.isGroup ? '' : receipt.phone,
		ids: receipt.isGroup ? null : (receipt.ids ?? null),
		message_id: messageId,
		key: receipt.key ?? null,
		status: receipt.status,
		at: receipt.at,
		pricing: receipt.pricing ?? null,
		action: error?.action ?? null,
		error: error ? [error.code, error.title, error.details].filter(Boolean).join(': ') : null,
	}));
}
