import { saveSession, toSession } from '../shared/store/session';
import type { Store } from '../shared/store/store';
import { Contended, type At, type Circumstances } from './change';

export type MetadataWay = 'merge' | 'replace' | 'delete';
type Metadata = Record<string, unknown>;

/** Keys that the session machine keeps for itself (handoff spec B9). */
const RESERVED = /^escalation_/;
const LARGEST_BYTES = 16 * 1024;
const TRIES = 3;

/**
 * Writes metadata of a conversation, inside the versioned write: two workflows cannot lose each other's keys (handoff spec B9).
 * @param given for `delete` its keys count, not its values
 * @throws {RangeError} for reserved keys and for more than 16 KB
 */
export async function setMetadata(store: Store, start: At, given: Metadata, way: MetadataWay, { now }: Circumstances): Promise<At> {
	const reserved = Object.keys(given).find((key) => RESERVED.test(key));
	if (reserved !== undefined) throw new RangeError(`The metadata key "${reserved}" is kept by escalations: choose another name`);
	let at = start;
	for (let tries = 0; tries < TRIES; tries++) {
		const session = toSession(at);
		const metadata = merged(session.metadata, given, way);
		if (JSON.stringify(metadata).length > LARGEST_BYTES) throw new RangeError('The metadata of a conversation may have 16 KB at most');
		const details = { way, keys: Object.keys(given), at: now };
		const history = [{ type: 'metadata_set' as const, actor_type: 'system' as const, actor_id: null, details }];
		const written = await saveSession(store, at, { ...session, metadata }, { history });
		at = written.session;
		if (written.saved) return at;
	}
	throw new Contended();
}

function merged(known: Metadata, given: Metadata, way: MetadataWay): Metadata {
	if (way === 'merge') return { ...known, ...given };
	const kept = Object.entries(known).filter(([key]) => (way === 'delete' ? !(key in given) : RESERVED.test(key)));
	return { ...Object.fromEntries(kept), ...(way === 'replace' ? given : {}) };
}
