import { InvalidPhone, isValidAbroad, parseProviderId, parseTypedPhone, type Address } from './phone';
import { isAreaCode } from './places';

/**
 * A phone or chat to send to, from what somebody typed or mapped: ten and eleven digits that can be Brazilian are; longer ones hold their country code, also
 * where WhatsApp knows a number that its country's plan does not (Mexico's `521…`).
 * @throws {InvalidPhone}
 */
export function typedAddress(given: string): Address {
	try {
		return parseTypedPhone(given);
	} catch (error) {
		if (error instanceof InvalidPhone && isInternational(given.trim())) return parseProviderId(given);
		throw error;
	}
}

const isInternational = (text: string): boolean =>
	/^\d{11,15}$/.test(text) && !text.startsWith('55') && (isValidAbroad(text) || (text.length > 11 && !isAreaCode(text.slice(0, 2))));
