import { findAttendant, type Attendant } from '../shared/store/attendants';
import type { Store } from '../shared/store/store';
import { keyHash } from '../Conversation/operations/attendants';
import { Refused } from './answers';
import type { Context } from './context';

export type Caller = Pick<Attendant, 'id' | 'name' | 'role'>;

/**
 * Who calls, by the key in `Authorization: Bearer …` or `X-API-Key`: never by what the caller says of themselves (handoff spec A15). The key is looked up
 * by its hash, so the time of the answer tells nothing about it.
 * @throws {Refused} 401
 */
export async function caller(context: Context, store: Store): Promise<Caller> {
	const key = keyIn(context);
	const attendant = key === '' ? null : await findAttendant(store, { key_hash: keyHash(key) });
	if (!attendant) throw new Refused(401, 'UNAUTHORIZED', 'Chave de atendente ausente ou desconhecida.');
	return { id: attendant.id, name: attendant.name, role: attendant.role };
}

/** The hash of the key that came with a call, as the database has it. */
export const keyHashIn = (context: Context): string => keyHash(keyIn(context));

function keyIn(context: Context): string {
	const headers = context.getHeaderData();
	const [, bearer] = /^Bearer\s+(\S+)$/i.exec(String(headers.authorization ?? '')) ?? [];
	return bearer ?? String(headers['x-api-key'] ?? '');
}
