import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';

import { VendorError } from '../../shared/http/errors';
import { rootOf } from '../address';
import { NotInDialect } from '../dialect';
import type { Reader } from '../reader';
import { doorsOf } from '../session/login';
import type { Session } from '../session/session';
import { sessionFor } from '../session/sessions';
import { frameOf, type Said } from './frame';
import type { Line } from './line';
import { openSocket, realClock } from './open';
import { candidates, socketUrl } from './paths';

/** The lines that triggers of this process hold open, by whose they are. */
const lines = new Map<Session, Set<Line>>();

/** Lets operations of this process speak on a line. @returns takes it back */
export function offerLine(session: Session, line: Line): () => void {
	const offered = lines.get(session) ?? new Set();
	lines.set(session, offered.add(line));
	return () => {
		offered.delete(line);
		if (offered.size === 0) lines.delete(session);
	};
}

/**
 * Says one thing on the socket: on the line of a trigger of this process where there is one, else on one of its own that is closed at once. The code dialect
 * has one line a user, and a second would push out that of the trigger.
 */
export async function sendFrame(
	context: IExecuteFunctions,
	credential: ICredentialDataDecryptedObject,
	reader: Reader,
	said: Said,
): Promise<void> {
	const session = sessionFor(credential);
	if ([...(lines.get(session) ?? [])].some((line) => line.say(said))) return;
	if (reader.dialect === 'v2')
		throw new NotInDialect(
			'Typing without a trigger that holds the socket',
			'v2',
			'Publish an Attendance API Trigger with the mode "Socket" and this credential in the same n8n process.',
		);
	const token = await session.token(doorsOf(context));
	const root = rootOf(credential.baseUrl);
	for (const path of candidates(reader.dialect, 'auto'))
		if (await saidAt(socketUrl(root, path, token, session.user), frameOf(said, reader.dialect)!)) return;
	throw new VendorError({
		kind: 'unreachable',
		message: 'The socket of the attendance API cannot be reached',
		remedy: 'Check that a proxy before the server lets WebSockets through.',
	});
}

/** An attendant who waits longer for a sign of typing is better off without it. */
const CLOSED_WITHIN_MS = 5000;

/** Whether a frame was said at an address: the server has read it once it closes in return. */
const saidAt = async (url: string, frame: string): Promise<boolean> =>
	await new Promise((resolve) => {
		const wire = openSocket(url);
		let isSaid = false;
		let forget = (): void => undefined;
		const done = (isHeard: boolean) => {
			forget();
			resolve(isHeard);
			wire.terminate();
		};
		wire.on('open', () => {
			wire.send(frame);
			isSaid = true;
			wire.close(1000);
			forget = realClock.after(CLOSED_WITHIN_MS, () => done(true));
		});
		wire.on('close', () => done(isSaid));
		wire.on('unexpected-response', () => done(false));
		wire.on('error', () => done(false));
	});
