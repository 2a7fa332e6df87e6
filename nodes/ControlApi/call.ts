import type { IWebhookFunctions } from 'n8n-workflow';

import { parseAddress, type Address } from '../shared/core/brazil/phone';
import { wordsOf } from '../shared/core/text/words';
import type { Store } from '../shared/store/store';
import { findConversation, type Found } from '../Conversation/place';
import { triggerParametersOf } from '../Conversation/rules';
import { Refused } from './answers';
import type { Caller } from './who';

/** One call of the control API by a known attendant. */
export interface Call {
	context: IWebhookFunctions;
	store: Store;
	me: Caller;
	parameters: Record<string, string>;
	query: Record<string, unknown>;
	body: Record<string, unknown>;
	/** ISO 8601 UTC */
	now: string;
}

/** A text of the query or the body; absent is empty. */
export const textOf = (given: Record<string, unknown>, name: string): string => wordsOf(given[name]);

/** A whole number within bounds. */
export function numberOf(given: Record<string, unknown>, name: string, fallback: number, most: number): number {
	const value = textOf(given, name);
	if (value === '') return fallback;
	const number = Number(value);
	if (!Number.isInteger(number) || number < 1)
		throw new Refused(422, 'INVALID_NUMBER', `"${name}" precisa ser um número inteiro a partir de 1.`);
	return Math.min(number, most);
}

/**
 * A moment of the query or the body, as ISO 8601 UTC; absent is null.
 * @throws {Refused}
 */
export function momentOf(given: Record<string, unknown>, name: string): string | null {
	const value = textOf(given, name);
	if (value === '') return null;
	const at = /^\d{4}-\d\d-\d\d/.test(value) ? Date.parse(value) : NaN;
	if (Number.isNaN(at)) throw new Refused(422, 'INVALID_DATE', `"${name}" precisa ser uma data ISO 8601.`);
	return new Date(at).toISOString();
}

/**
 * A customer's number in any form.
 * @throws {Refused} for a group, a channel or a list: nobody attends there
 */
export function customerOf(phone: string): Address {
	const address = parseAddress(phone);
	if (address.kind !== 'user' && address.kind !== 'lid')
		throw new Refused(400, 'IGNORED_CHANNEL', 'Grupos, canais e listas não são atendidos.');
	return address;
}

/** The conversation that the call is about, with the circumstances for what happens to it. */
export async function conversation({ context, store, query, body }: Call, phone: string): Promise<Found> {
	const place = { phone: customerOf(phone).key, channel: textOf(body, 'channel') || textOf(query, 'channel') || null };
	return await findConversation(store, place, { parameters: triggerParametersOf(context) });
}
