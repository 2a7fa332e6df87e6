import { VendorError } from '../../shared/http/errors';
import { send } from '../../shared/http/send';
import type { Outcome } from '../../shared/kit/items';
import type { Call } from '../../shared/kit/operation';
import { attendanceApi } from '../api';
import { doorsOf } from '../session/login';
import type { Session } from '../session/session';
import { sessionFor } from '../session/sessions';

const sessionOf = async ({ context }: Call): Promise<Session> => sessionFor(await context.getCredentials(attendanceApi.credentialType));

/** Who is logged in and until when; the token itself is nobody's to see. */
const state = (session: Session): Outcome => ({
	json: {
		loggedIn: true,
		user: session.user === null ? null : { ...session.user },
		endsAt: session.endsAt === null ? null : new Date(session.endsAt).toISOString(),
	},
});

/** Logs in with e-mail and password, whatever token is there. */
export async function logIn(call: Call): Promise<Outcome> {
	const session = await sessionOf(call);
	await session.logIn(doorsOf(call.context));
	return state(session);
}

/** Renews the login: by its refresh token, or by a login where the server gave none. */
export async function renew(call: Call): Promise<Outcome> {
	const session = await sessionOf(call);
	await session.renewNow(doorsOf(call.context));
	return state(session);
}

/**
 * Ends the login of this process. The token is forgotten only when the server knows that it is dead: one that the server did not take back lives on.
 */
export async function logOut(call: Call): Promise<Outcome> {
	const session = await sessionOf(call);
	const { access } = session;
	if (access === undefined) return { json: { loggedOut: false, reason: 'not_logged_in' } };
	const headers = { Authorization: `Bearer ${access}` };
	await send(call.context, attendanceApi, { method: 'POST', path: '/auth/logout', headers, repeatable: true }).catch((error: unknown) => {
		if (!(error instanceof VendorError) || error.status !== 401) throw error;
	});
	session.forget();
	return { json: { loggedOut: true, reason: null } };
}
