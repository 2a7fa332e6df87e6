import { saveSession, toSession, type HistoryWrite } from '../shared/store/session';
import type { Store } from '../shared/store/store';
import { Contended, TRIES, type At, type Circumstances } from './change';

export type MetadataWay = 'merge' | 'replace' | 'delete';
type Metadata = Record<string, unknown>;

/** Keys that the session machine keeps for itself (handoff spec B9). */
const RESERVED = /^escalation_/;
const LARGEST_BYTES = 16 * 1024;

/**
 * Writes metadata of a conversation, inside the versioned write: two workflows cannot lose each other's keys (handoff spec B9).
 * @param given for `delete` its keys count, not its values
 * @param by the attendant who did it; null for a workflow
 * @throws {RangeError} for reserved keys and for more than 16 KB
 */
export async function setMetadata(
	store: Store,
	start: At,
	given: Metadata,
	way: MetadataWay,
	{ executionId }: Pick<Circumstances, 'executionId'>,
	by: string | null = null,
): Promise<At> {
	const reserved = Object.keys(given).find((key) => RESERVED.test(key));
	if (reserved !== undefined) throw new RangeError(`The metadata key "${reserved}" is kept by escalations: choose another name`);
	const entry: HistoryWrite = {
		type: 'metadata_set',
		actor_type: by === null ? 'system' : 'human',
		actor_id: by,
		execution_id: executionId ?? null,
		details: { way, keys: Object.keys(given) },
	};
	let at = start;
	for (let tries = 0; tries < TRIES; tries++) {
		const session = toSession(at);
		const metadata = merged(session.metadata, given, way);
		if (Buffer.byteLength(JSON.stringify(metadata)) > LARGEST_BYTES)
			throw new RangeError('The metadata of a conversation may have 16 KB at most');
		const written = await saveSession(store, at, { ...session, metadata }, { history: [entry] });
		at = written.session;
		if (written.saved) return at;
	}
	throw new Contended();
}

function merged(known: Metadata, given: Metadata, way: MetadataWay): Metadata {
	if (way === 'merge') return { ...known, ...given };
	const kept = Object.entries(known).filter(([key]) => (way === 'delete' ? !Object.hasOwn(given, key) : RESERVED.test(key)));
	return { ...Object.fromEntries(kept), ...(way === 'replace' ? given : {}) };
}
