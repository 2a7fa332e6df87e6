import type { ICredentialDataDecryptedObject, INode } from 'n8n-workflow';

/** What reads the credentials of a node; n8n's contexts do. */
export interface CredentialReader {
	getCredentials: (type: string) => Promise<ICredentialDataDecryptedObject>;
	getNode: () => INode;
}

/** Short enough that who corrects a credential and tries again meets the new one. */
const KEPT_MS = 5_000;

const kept = new Map<string, { readAt: number; credential: Promise<ICredentialDataDecryptedObject> }>();

/**
 * Reads each credential once in five seconds, or in as long as the caller says. Outside an execution n8n (2.37) makes an isolated VM for every reading, some 40 ms of a core; deliveries
 * come in swarms, and each needs its credential more than once.
 * @param now milliseconds
 * @param keptMs how old what was read may be
 * @throws what the context throws, and reads again next time
 */
export function keptCredentials(context: CredentialReader, now: number, keptMs = KEPT_MS): CredentialReader {
	const getCredentials = async (type: string) => {
		const key = keyOf(context, type);
		const known = kept.get(key);
		// A clock that was set back would keep it for as long as that was.
		if (known && now >= known.readAt && now - known.readAt < keptMs) return await known.credential;
		const credential = context.getCredentials(type);
		kept.set(key, { readAt: now, credential });
		return await credential.catch((error: unknown) => {
			kept.delete(key);
			throw error;
		});
	};
	return { getCredentials, getNode: () => context.getNode() };
}

/**
 * Whether a call is refused with the credentials of now: what is kept may be what is old.
 * @param refused why the call is not believed, null when it is
 * @param fresh what was read so shortly before is not read again: strangers on an open port would make n8n read all the time
 */
export async function refusedForSure(
	context: CredentialReader,
	refused: () => Promise<string | null>,
	fresh: { now: number; ms: number } = { now: 0, ms: 0 },
): Promise<string | null> {
	const refusal = await refused();
	if (refusal === null) return null;
	for (const type of Object.keys(context.getNode().credentials ?? {})) {
		const key = keyOf(context, type);
		const age = fresh.now - (kept.get(key)?.readAt ?? 0);
		if (!(age >= 0 && age < fresh.ms)) kept.delete(key);
	}
	return await refused();
}

/** A node whose credential was not chosen has nothing to keep but the error. */
const keyOf = (context: CredentialReader, type: string): string => `${type}:${context.getNode().credentials?.[type]?.id ?? ''}`;
