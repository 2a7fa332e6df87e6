import { isAtLeast } from '../shared/core/handoff/commands';
import { AUTO_DETECTED } from '../shared/core/session/state';
import { saveSession, toSession, type HistoryWrite } from '../shared/store/session';
import type { Store } from '../shared/store/store';
import { Contended, TRIES, type At, type Circumstances } from './change';
import type { Orderer } from './orderer';

export type MetadataWay = 'merge' | 'replace' | 'delete';
type Metadata = Record<string, unknown>;

/** Keys that the session machine keeps for itself (handoff spec B9). */
const RESERVED = /^escalation_/;
export const LARGEST_METADATA_BYTES = 16 * 1024;

/** Metadata that is not written. */
export class MetadataRefused extends RangeError {
	constructor(
		readonly why: 'reserved' | 'tooLarge' | 'notOwner',
		message: string,
	) {
		super(message);
		this.name = 'MetadataRefused';
	}
}

/** Whether somebody of the team may write it: what another person attends is theirs and the supervisors'. */
export const mayAnnotate = ({ mode, human_attendant }: At, { id, role }: Orderer): boolean =>
	mode !== 'human' ||
	human_attendant === null ||
	human_attendant === AUTO_DETECTED ||
	human_attendant === id ||
	isAtLeast(role, 'supervisor');

/**
 * Writes metadata of a conversation, inside the versioned write: two workflows cannot lose each other's keys (handoff spec B9).
 * @param given for `delete` its keys count, not its values
 * @param by the attendant who does it; null for a workflow
 * @throws {MetadataRefused} for reserved keys, for more than 16 KB, and where another person attends
 */
export async function setMetadata(
	store: Store,
	start: At,
	given: Metadata,
	way: MetadataWay,
	{ executionId }: Pick<Circumstances, 'executionId'>,
	by: Orderer | null = null,
): Promise<At> {
	const reserved = Object.keys(given).find((key) => RESERVED.test(key));
	if (reserved !== undefined)
		throw new MetadataRefused('reserved', `The metadata key "${reserved}" is kept by escalations: choose another name`);
	const entry: HistoryWrite = {
		type: 'metadata_set',
		actor_type: by === null ? 'system' : 'human',
		actor_id: by?.id ?? null,
		execution_id: executionId ?? null,
		details: { way, keys: Object.keys(given) },
	};
	let at = start;
	for (let tries = 0; tries < TRIES; tries++) {
		if (by !== null && !mayAnnotate(at, by)) throw new MetadataRefused('notOwner', 'Another person attends this conversation');
		const session = toSession(at);
		const metadata = merged(session.metadata, given, way);
		if (Buffer.byteLength(JSON.stringify(metadata)) > LARGEST_METADATA_BYTES)
			throw new MetadataRefused('tooLarge', 'The metadata of a conversation may have 16 KB at most');
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
