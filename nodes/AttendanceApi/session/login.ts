import { VendorError } from '../../shared/http/errors';
import { send, type RequestContext } from '../../shared/http/send';
import { attendanceApi } from '../api';
import { LOGIN } from '../authenticate';
import type { Doors } from './session';
import { tokensIn } from './tokens';

/**
 * Login and renewal by way of n8n. Both are asked once, whatever the answer: five logins in a quarter of an hour are all that the server lets through, and
 * five failures lock the account.
 */
export const doorsOf = (context: RequestContext): Doors => ({
	// E-mail and password are put in by the credential: they never come here.
	login: async () =>
		tokensIn(
			await send(context, attendanceApi, { method: 'POST', path: LOGIN, body: {}, repeatable: false, asksOnce: true }).catch(
				(error: unknown) => {
					throw refusedLogin(error);
				},
			),
		),
	refresh: async (token) =>
		tokensIn(
			await send(context, attendanceApi, {
				method: 'POST',
				path: '/auth/refresh',
				body: { refresh_token: token },
				repeatable: false,
				asksOnce: true,
			}),
		),
});

const CHECK = 'Check "E-Mail" and "Password" of the Attendance API credential.';
const WAITS = 'This process tries no other login with them before that; a changed credential, or Retry in its dialog, tries at once.';

/** A refusal of the login in words: why, until when no other is tried, and what to do. */
export function refusedLogin(error: unknown): unknown {
	if (!(error instanceof VendorError) || error.status === undefined) return error;
	const said = /: ([\s\S]*)$/.exec(error.message)?.[1];
	const [what, remedy] = meaningOf(error);
	if (what === null) return error;
	return new VendorError({
		kind: 'unauthorized',
		message: `Attendance API ${what} (status ${error.status})${said ? `: ${said}` : ''}`,
		remedy,
		status: error.status,
		retryAfterMs: error.retryAfterMs,
		facts: error.facts,
	});
}

function meaningOf({ status, retryAfterMs }: VendorError): [what: string | null, remedy: string] {
	const wait = retryAfterMs === undefined ? 'a quarter of an hour' : `${Math.ceil(retryAfterMs / 1000)} seconds`;
	if (status === 401 || status === 400 || status === 422)
		return ['does not accept this e-mail and password', `${CHECK} ${WAITS.replace('before that', `for ${wait}`)}`];
	if (status === 403) return ['does not let this account log in', `Ask an administrator of the attendance system. ${CHECK}`];
	if (status === 423) return ['has locked this account after failed logins', `Wait ${wait}. ${WAITS} ${CHECK}`];
	if (status === 429) return ['takes no more logins from this address at the moment', `Wait ${wait}. ${WAITS}`];
	return [null, ''];
}
