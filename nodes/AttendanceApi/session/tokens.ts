import { isRecord, listOf, numberOf, recordOf, textOf } from '../../shared/core/json/readers';
import { VendorError } from '../../shared/http/errors';
import { neverShow } from '../../shared/http/redact';

export interface SessionUser {
	id: string;
	email: string;
	name: string;
	role: string;
	permissions: string[];
}

/** What a login or a renewal gives. */
export interface Tokens {
	access: string;
	/** It rotates: good for one renewal. Not every server gives one. */
	refresh: string | null;
	/** The server's own word on how long the access token lives; null when it says nothing. */
	lifeSeconds: number | null;
	/** Whose it is; null when the answer does not say. */
	user: SessionUser | null;
}

const LONGEST_LIFE_SECONDS = 10 * 365 * 86_400;

/** Reads the answer of a login or renewal, and says that its tokens must never be seen. */
export function tokensIn(answer: unknown): Tokens {
	const given = recordOf(answer);
	const [access, refresh] = [textOf(given.access_token), textOf(given.refresh_token)];
	if (access === '')
		throw new VendorError({
			kind: 'misaddressed',
			message: 'Attendance API answered the login without a token',
			remedy: 'Check the "Base URL" of the Attendance API credential: something else may answer there.',
		});
	neverShow([access, refresh].filter(Boolean));
	return {
		access,
		refresh: refresh || null,
		// A life of nothing, or of centuries, says nothing: such a token is used until it is refused.
		lifeSeconds: numberOf(given.expires_in, { min: 1, max: LONGEST_LIFE_SECONDS }),
		user: isRecord(given.user) ? userIn(given.user) : null,
	};
}

const userIn = (user: Record<string, unknown>): SessionUser => ({
	id: textOf(user.id),
	email: textOf(user.email),
	name: textOf(user.nome ?? user.name),
	role: textOf(user.role),
	permissions: listOf(user.permissions).map(textOf),
});
