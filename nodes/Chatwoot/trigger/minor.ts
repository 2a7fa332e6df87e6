import type { ChatwootEvent } from '../events';

/** Fields that move with nearly every message; an event about nothing else tells nothing new. */
const MINOR = new Set(['updated_at', 'last_activity_at', 'waiting_since', 'first_reply_created_at', 'cached_label_list']);

/** Whether an update is only the trace of a message. */
export function isMinor({ event, changed }: Pick<ChatwootEvent, 'event' | 'changed'>): boolean {
	const fields = Object.keys(changed);
	return (
		(event === 'contact_updated' || event === 'conversation_updated') && fields.length > 0 && fields.every((field) => MINOR.has(field))
	);
}
