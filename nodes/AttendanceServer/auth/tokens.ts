import { createHash, randomBytes } from 'node:crypto';

import { attendanceSecret, userOfLogin, type AttendanceLogin, type AttendanceUser } from '../../shared/store/attendanceLogins';
import { companyAt } from '../../shared/store/outage';
import type { Store } from '../../shared/store/store';
import { claimsOf, signed, type Claims } from './jwt';

/** How long an access token holds, seconds: what the document shows. */
export const ACCESS_SECONDS = 86_400;
/** How long a login can be renewed without its password, days. */
export const LOGIN_DAYS = 30;

/** A secret that was deleted, to log everybody out, is asked for again after this. */
const SECRET_KEPT_MS = 60_000;
const secrets = new Map<string, { secret: Promise<string>; readAt: number }>();

async function secretOf(store: Store): Promise<string> {
	const [company, now] = [companyAt(store), Date.now()];
	const known = secrets.get(company);
	if (known && Math.abs(now - known.readAt) < SECRET_KEPT_MS) return await known.secret;
	const secret = attendanceSecret(store);
	secrets.set(company, { secret, readAt: now });
	try {
		return await secret;
	} catch (error) {
		secrets.delete(company);
		throw error;
	}
}

/** A token to renew a login with; it stands in the database as its hash. */
export const newRefreshToken = (): string => randomBytes(32).toString('base64url');
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');

/** What the answer of a login and of a renewal has beside the user. */
export async function tokensOf(store: Store, { login, user, now }: AttendanceLogin, refreshToken: string) {
	const claims = { number: user.id, login, issued: now, expires: now + ACCESS_SECONDS };
	return {
		access_token: signed(claims, await secretOf(store)),
		token_type: 'bearer',
		expires_in: ACCESS_SECONDS,
		refresh_token: refreshToken,
	};
}

/** Who calls, and with which token. */
export type Holder = { user: AttendanceUser; claims: Claims };

/** What an access token says, if it is one of ours: nothing is asked of the database, so that strangers cost it nothing. Null for whatever is none. */
export const claimsIn = async (store: Store, token: string): Promise<Claims | null> =>
	token === '' ? null : claimsOf(token, await secretOf(store));

/**
 * Whose the token is: the login goes on, the user is active, and it is not over by the database's clock. One call.
 * @param at ISO 8601, instead of the database's now
 * @returns null once one of these is not so
 */
export async function holderOf(store: Store, claims: Claims, at?: string): Promise<Holder | null> {
	const user = await userOfLogin(store, { ...claims, at });
	return user && { user, claims };
}

/** Both together: whose an access token is; null for whatever is no good one. */
export async function userOfToken(store: Store, token: string, at?: string): Promise<Holder | null> {
	const claims = await claimsIn(store, token);
	return claims && (await holderOf(store, claims, at));
}
