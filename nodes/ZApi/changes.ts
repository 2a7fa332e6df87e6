import type { CleanChange } from '../shared/core/message/change';
import type { CleanMessage } from '../shared/core/message/message';
import { listOf, textOf } from '../shared/core/json/readers';
import { says, type Payload } from './payload';

/** The vendor's notification for a message that was deleted for everybody. */
const REVOKE = 'REVOKE';

/** What a callback says was done to an earlier message; null for one that says nothing of that kind. */
export const changeIn = (payload: Payload): CleanChange['change'] | null => {
	const notification = textOf(payload.notification);
	if (notification) return notification === REVOKE ? 'deletion' : null;
	return says(payload, 'isEdit') ? 'edit' : null;
};

/**
 * The change, with the message as it reads now. The vendor documents neither payload: an edit comes under the id of the message itself (its
 * `referenceMessageId` is what that message quotes); a deletion under that id or one of its own, and then the parameters or the reference name the message.
 * @returns null when it is not told what was changed, or to what: an edit without words changes nothing
 */
export function changeOf(payload: Payload, change: CleanChange['change'], message: CleanMessage): CleanChange | null {
	if (change === 'edit') return message.text.trim() === '' ? null : { change, of: [message.messageId], message };
	const told = [payload.messageId, ...listOf(payload.notificationParameters), payload.referenceMessageId].map(textOf);
	return { change, of: [...new Set(told.filter(Boolean))], message: { ...message, kind: 'text', text: '' } };
}
