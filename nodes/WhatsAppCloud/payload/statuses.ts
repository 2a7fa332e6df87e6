import { momentOf, numberOf, recordOf, recordsOf, textOf, type JsonRecord } from '../../shared/core/json/readers';
import type { CleanReceipt } from '../../shared/core/message/channelEvent';
import { actionFor } from '../errors';
import type { Change } from './envelope';
import { named, partyOf } from './party';
import type { How, Reading } from './reading';

/** The statuses of messages of ours: how far they got, what they cost, and our own key, by which a send is known whose answer nobody saw. */
export const statusesOf = (change: Change, how: How): Reading[] =>
	recordsOf(change.value.statuses).map((status) => readStatus(status, change, how));

function readStatus(status: JsonRecord, change: Change, how: How): Reading {
	const messageId = textOf(status.id).trim();
	const word = textOf(status.status).toLowerCase();
	if (!messageId || !word || !change.channel) return { kind: 'ignored', reason: 'nothing_told' };
	const isGroup = textOf(status.recipient_type) === 'group';
	const party = isGroup
		? null
		: partyOf(named(status, 'recipient_id', 'recipient_user_id', 'recipient_parent_user_id'), change.value.contacts);
	const errors = errorsOf(status.errors).map((error) => (error.code === null ? error : { ...error, action: actionFor(error.code).action }));
	const pricing = recordOf(status.pricing);
	const key = textOf(status.biz_opaque_callback_data);
	const receipt: CleanReceipt = {
		event: 'receipt',
		provider: 'whatsapp_cloud',
		channel: change.channel,
		at: momentOf(status.timestamp) ?? new Date(how.receivedAt).toISOString(),
		phone: party?.phone ?? textOf(status.recipient_id),
		...(party && party.ids.length > 0 && { ids: party.ids }),
		messageIds: [messageId],
		status: word,
		isGroup,
		...(key && { key }),
		...(errors.length > 0 && { errors }),
		...(textOf(pricing.category) && {
			pricing: {
				model: textOf(pricing.pricing_model),
				category: textOf(pricing.category),
				type: textOf(pricing.type),
				// Deprecated, and all that there is where no type is told.
				...(textOf(pricing.type) === '' && typeof pricing.billable === 'boolean' && { billable: pricing.billable }),
			},
		}),
	};
	return { kind: 'event', name: 'status', account: change.account, event: receipt, does: { receipt } };
}

/** Meta's errors, the useful sentence of each in `details` (vendor page error codes). */
export const errorsOf = (given: unknown): NonNullable<CleanReceipt['errors']> =>
	recordsOf(given).map(({ code, title, message, error_data }) => ({
		code: numberOf(code),
		title: textOf(title) || textOf(message),
		details: textOf(recordOf(error_data).details),
	}));
