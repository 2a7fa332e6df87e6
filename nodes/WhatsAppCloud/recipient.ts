import { typedAddress } from '../shared/core/brazil/typedAddress';
import { converted, required, text, type Field } from '../shared/kit/field';
import { knowingOurIds } from '../shared/kit/ownIds';

/** A business-scoped user id, of a person whose number nobody told (notes on identity in 2026). */
const USER_ID = /^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/;
export const isUserId = (given: string): boolean => USER_ID.test(given.trim());

/**
 * Where a message goes: a number with its plus, since Meta puts the country code of the sender before one without; a user id and a group as they are.
 * @throws {InvalidPhone} for what is no number; {RangeError} for an id of another provider
 */
export function toRecipient(given: string): string {
	const value = given.trim();
	if (isUserId(value)) return value;
	const { kind, sendTo } = typedAddress(value);
	if (kind === 'user') return `+${sendTo}`;
	if (kind === 'group') return value;
	throw new RangeError(`"${given}" is an address of another provider: WhatsApp Cloud sends to a number, or to a user ID like BR.1349…`);
}

/** A person to send to. */
export const recipient = (displayName = 'To', at?: string): Field =>
	knowingOurIds(
		required(
			converted(
				text(displayName, {
					at,
					description: 'Number with area code, or the user ID that WhatsApp gave for a person without one (BR.…)',
					placeholder: 'e.g. +5531999990001',
				}),
				toRecipient,
			),
		),
	);
