import { windows, type Standing, type Windows } from '../shared/core/limits/window';
import { callerOfWebhook } from '../shared/webhook/caller';
import { Denied } from './answers';
import type { Context } from './context';
import { ROUTES, type Route } from './routes';

/** The document's limits (`x-rate-limits`): logins by address, all else by user, or by address where nobody is logged in. */
const LOGINS = windows({ limit: 5, seconds: 900 });
const SENDS = windows({ limit: 100, seconds: 60 });
const others = new Map<number, Windows>();

/** Of all other calls, a minute; the operator may have more of them. */
export const CALLS_A_MINUTE = 100;

export const addressOf = (context: Context): string => callerOfWebhook(context);

/** The headers of an answer, by which a program knows how much it may go on. */
export const standingHeaders = ({ limit, remaining, reset }: Standing): Record<string, string> => ({
	'x-ratelimit-limit': String(limit),
	'x-ratelimit-remaining': String(remaining),
	'x-ratelimit-reset': String(reset),
});

/** @returns null for what is not counted: a vendor's deliveries, all of which come from few addresses */
function windowsOf(context: Context, route: Route): Windows | null {
	const row: { at: string; limit?: 'login' | 'send' | 'none' } = ROUTES[route];
	if (row.limit === 'none') return null;
	if (row.limit === 'login') return LOGINS;
	if (row.limit === 'send') return SENDS;
	const given = Number(context.getNodeParameter('options.callsPerMinute', CALLS_A_MINUTE));
	const limit = Number.isInteger(given) && given > 0 ? given : CALLS_A_MINUTE;
	const known = others.get(limit) ?? windows({ limit, seconds: 60 });
	others.set(limit, known);
	return known;
}

const nameOf = (context: Context, caller: string): string => `${context.getNode().webhookId ?? context.getNode().id} ${caller}`;

/**
 * Counts a call of a caller: their address, or who they are.
 * @returns the headers of its answer
 * @throws {Denied} 429 with when to come again
 */
export function demandPlace(context: Context, route: Route, caller: string, now: number): Record<string, string> {
	const standing = windowsOf(context, route)?.take(nameOf(context, caller), now);
	if (standing === undefined) return {};
	if (standing.waitMs > 0) throw tooMany(standing.waitMs / 1000, 'Limite de requisições atingido', standingHeaders(standing));
	return standingHeaders(standing);
}

/** A login that was right takes no place: an office is one address, and has more than five people. */
export const loginWasRight = (context: Context, now: number): Record<string, string> =>
	standingHeaders(LOGINS.giveBack(nameOf(context, addressOf(context)), now));

/** @param seconds until there is a place again */
export const tooMany = (seconds: number, message: string, headers: Record<string, string> = {}, code = 'RATE_LIMITED'): Denied =>
	new Denied(429, code, message, null, { ...headers, 'retry-after': String(Math.max(1, Math.ceil(seconds))) });
