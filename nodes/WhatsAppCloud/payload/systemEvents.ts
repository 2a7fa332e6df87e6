import { momentOf, recordOf, textOf, type JsonRecord } from '../../shared/core/json/readers';
import type { ContactId } from '../../shared/core/message/message';
import type { Change } from './envelope';
import { otherEvent } from './otherEvents';
import { idOf, named } from './party';
import type { How, Reading } from './reading';

/** The words of Meta for who has another number or another user id now, and for a device whose keys changed (vendor page webhooks/system). */
const EVENTS: Partial<Record<string, string>> = {
	user_changed_number: 'numberChanged',
	// Its older name.
	customer_changed_number: 'numberChanged',
	user_changed_user_id: 'userIdChanged',
	customer_identity_changed: 'identityChanged',
};

/** Something that WhatsApp itself says of a person: it opens no window, and nobody answers it. Old and new ids are one person's. */
export function systemEvent(message: JsonRecord, change: Change, how: How): Reading {
	const system = recordOf(message.system);
	const type = textOf(system.type);
	const event = Object.hasOwn(EVENTS, type) ? EVENTS[type] : undefined;
	if (event === undefined || !change.channel) return otherEvent({ ...change, value: message }, how);
	const before = idsOf(
		named(message, 'from', 'from_user_id', 'from_parent_user_id'),
		named(system, '', 'previous_user_id', 'previous_parent_user_id'),
	);
	const after =
		event === 'identityChanged' ? [] : idsOf(named(system, 'wa_id', 'user_id', 'parent_user_id'), named(system, 'new_wa_id', '', ''));
	const isLink = before.length > 0 && after.length > 0;
	return {
		kind: 'event',
		name: 'identity',
		account: change.account,
		...(isLink && { does: { link: { from: before, to: after } } }),
		event: {
			event,
			provider: 'whatsapp_cloud',
			channel: change.channel,
			account: change.account,
			at: momentOf(message.timestamp),
			messageId: textOf(message.id) || null,
			phone: before[0]?.value ?? after[0]?.value ?? '',
			previousIds: before,
			ids: after,
			text: textOf(system.body),
		},
	};
}

const idsOf = (...given: Array<ReturnType<typeof named>>): ContactId[] => {
	const ids: ContactId[] = [
		...given.flatMap(({ phone }) => (phone ? [idOf(phone)] : [])),
		...given.flatMap(({ userIds }) => userIds.map((value) => ({ kind: 'user_id' as const, value }))),
	];
	return ids.filter(({ value }, at) => ids.findIndex((other) => other.value === value) === at);
};
