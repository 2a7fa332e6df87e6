import { markOf, mirroredId } from './marks';

type Payload = Record<string, unknown>;

/** Who wrote a message of Chatwoot. */
export type Author =
	/** The person, in a channel of Chatwoot's own. */
	| 'customer'
	/** An agent, in the app or on the business's own phone. */
	| 'human'
	/** This package: a mirrored message, a bot's reply, a note of a handoff. */
	| 'botEcho'
	/** A rule, a campaign, a greeting, another bot. */
	| 'automation';

/**
 * Decides by provenance alone, whatever the text says: our mark first, since a message written through the API looks like one that the owner
 * of the token typed (handoff spec A3, SDR spec 5.5).
 * @param ownUserId the user of the token, when nobody writes by hand as that user
 */
export function authorOf(message: Payload, ownUserId?: number): Author {
	const attributes = (message.content_attributes ?? {}) as Payload;
	if (mirroredId(message.source_id) !== null || markOf(attributes) !== null) return 'botEcho';
	if (attributes.automation_rule_id !== undefined || message.message_type === 'template') return 'automation';
	if (message.message_type === 'incoming') return 'customer';
	// Typed in the vendor's app on the business's own phone.
	if (attributes.external_echo) return 'human';
	const sender = message.sender as Payload | null | undefined;
	if (sender?.type !== 'user') return 'automation';
	return sender.id === ownUserId ? 'botEcho' : 'human';
}
