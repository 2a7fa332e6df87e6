import type { IWebhookFunctions } from 'n8n-workflow';

import { phoneKey } from '../shared/core/phone';
import { readSession, virtualSession } from '../shared/store/session';
import type { Store } from '../shared/store/store';
import type { At, Circumstances } from '../Conversation/change';
import { readRules } from '../Conversation/rules';
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
export function textOf(given: Record<string, unknown>, name: string): string {
	const value = given[name];
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** A whole number within bounds. */
export function numberOf(given: Record<string, unknown>, name: string, fallback: number, most: number): number {
	const value = textOf(given, name);
	if (value === '') return fallback;
	const number = Number(value);
	if (!Number.isInteger(number) || number < 1)
		throw new Refused(422, 'INVALID_NUMBER', `"${name}" precisa ser um número inteiro a partir de 1.`);
	return Math.min(number, most);
}

/** The conversation that the call is about, in any form of its phone, with the circumstances for what happens to it. */
export async function conversation(
	{ context, store, query, body, now }: Call,
	phone: string,
): Promise<{ at: At; isStored: boolean; circumstances: Circumstances }> {
	const key = phoneKey(phone);
	const channel = textOf(body, 'channel') || textOf(query, 'channel') || null;
	const { session, name, agent_enabled } = await readSession(store, channel, key);
	return {
		at: session ?? virtualSession(channel ?? 'default', key),
		isStored: session !== null,
		circumstances: {
			now,
			name,
			rules: readRules((field, fallback) => context.getNodeParameter(field, fallback as object), now, agent_enabled),
		},
	};
}
