import type { IWebhookFunctions } from 'n8n-workflow';

import { callerOf } from '../core/limits/caller';
import { turnedAway } from '../core/limits/strangers';

type Context = Pick<IWebhookFunctions, 'getRequestObject'>;

/** Where a call of n8n's webhook is from. n8n tells it itself where it was told how many proxies stand before it (N8N_PROXY_HOPS). */
export function callerOfWebhook(context: Context): string {
	const { ip, socket, headers } = context.getRequestObject() as { ip?: string; socket?: { remoteAddress?: string }; headers?: Record<string, unknown> };
	return callerOf(ip ?? socket?.remoteAddress, headers?.['x-forwarded-for']);
}

/** The status and headers for a call of n8n's webhook that is not believed: after too many of one address 429. */
export const refusalOf = (context: Context, status: number): ReturnType<typeof turnedAway> => turnedAway(callerOfWebhook(context), status, Date.now());
