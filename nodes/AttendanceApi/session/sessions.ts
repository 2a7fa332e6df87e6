import { createHash } from 'node:crypto';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { rootOf } from '../address';
import { Session } from './session';

/** A process answers for some credentials, not for thousands. */
const MOST = 200;

/** The sessions of this process: an execution, a trigger and a test of the credential share one. */
const sessions = new Map<string, Session>();

/** Which login a credential stands for: another password is another one. */
const keyOf = ({ baseUrl, email, password }: ICredentialDataDecryptedObject): string =>
	createHash('sha256')
		.update(
			JSON.stringify([
				rootOf(baseUrl),
				String(email ?? '')
					.trim()
					.toLowerCase(),
				password,
			]),
		)
		.digest('hex');

/** The one session of a credential. */
export function sessionFor(credential: ICredentialDataDecryptedObject, now: () => number = Date.now): Session {
	const key = keyOf(credential);
	const session = sessions.get(key) ?? new Session(now);
	sessions.delete(key);
	sessions.set(key, session);
	if (sessions.size > MOST) sessions.delete([...sessions.keys()][0]);
	return session;
}

/** The token that this process has for a credential; undefined when nobody logged in. */
export const tokenInHand = (credential: ICredentialDataDecryptedObject): string | undefined => sessions.get(keyOf(credential))?.access;
