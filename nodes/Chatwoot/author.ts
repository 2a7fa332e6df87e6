import { at, flagOf, numberOf, textOf } from '../shared/core/json/readers';
import { attributesOf, markOf, mirroredId } from './marks';

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
	const attributes = attributesOf(message.content_attributes);
	if (mirroredId(message.source_id) !== null || markOf(attributes) !== null) return 'botEcho';
	const type = messageTypeOf(message.message_type);
	if (isSet(attributes.automation_rule_id) || type === 'template') return 'automation';
	if (type === 'incoming') return 'customer';
	// Typed in the vendor's app on the business's own phone.
	if (flagOf(attributes.external_echo) === true) return 'human';
	// A campaign writes under the name of the agent who set it up.
	if (isSet(at(message, 'additional_attributes', 'campaign_id')) || type !== 'outgoing') return 'automation';
	if (textOf(at(message, 'sender', 'type')).toLowerCase() !== 'user') return 'automation';
	return ownUserId !== undefined && numberOf(at(message, 'sender', 'id')) === ownUserId ? 'botEcho' : 'human';
}

const isSet = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

/** In the order of Chatwoot's numbers: lists have the number, deliveries the word. */
const TYPES = ['incoming', 'outgoing', 'activity', 'template'] as const;
export type MessageType = (typeof TYPES)[number];

export const messageTypeOf = (value: unknown): MessageType | null =>
	TYPES.find((type, n) => type === value || n === numberOf(value)) ?? null;
