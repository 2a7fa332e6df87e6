import type { IWebhookFunctions } from 'n8n-workflow';

import { callerOf } from '../core/limits/caller';
import { turnedAway } from '../core/limits/strangers';

type Context = Pick<IWebhookFunctions, 'getRequestObject'>;
type Answering = Context & Pick<IWebhookFunctions, 'getResponseObject'>;

/** Where a call of n8n's webhook is from. n8n tells it itself where it was told how many proxies stand before it (N8N_PROXY_HOPS). */
export function callerOfWebhook(context: Context): string {
	const { ip, socket, headers } = context.getRequestObject() as {
		ip?: string;
		socket?: { remoteAddress?: string };
		headers?: Record<string, unknown>;
	};
	return callerOf(ip ?? socket?.remoteAddress, headers?.['x-forwarded-for']);
}

/** The status for a call of n8n's webhook; one that is not believed gets a 429 after too many of one address, with when to come again. */
export function statusFor(context: Answering, status: number): number {
	if (status !== 401 && status !== 403) return status;
	const told = turnedAway(callerOfWebhook(context), status, Date.now());
	for (const [name, value] of Object.entries(told.headers)) context.getResponseObject().setHeader(name, value);
	return told.status;
}
