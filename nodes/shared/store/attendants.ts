import type { Role } from '../core/handoff/commands';
import type { People } from '../core/handoff/people';
import type { Store } from './store';

export type Attendant = {
	id: string;
	name: string;
	role: Role;
	slack_user_id: string | null;
	phone: string | null;
	active: boolean;
};
const COLUMNS = 'id, name, role, slack_user_id, phone, active';

/** The active attendant with that key's hash or that Slack user; null when there is none. Who became a mere user of the attendance API gives no orders any more. */
export async function findAttendant(
	store: Store,
	by: { key_hash: string } | { slack_user_id: string } | { id: string },
): Promise<Attendant | null> {
	const [[column, value]] = Object.entries(by);
	const { data, error, status } = await store.client
		.from('attendants')
		.select(COLUMNS)
		.eq(column, value)
		.eq('active', true)
		.eq('limited', false)
		.maybeSingle();
	if (error) throw await store.failure(status, error);
	return data as Attendant | null;
}

/** Names and phones of the team by id; who is not active any more keeps the name and gets nothing. */
export async function readPeople(store: Store): Promise<People> {
	const { data, error, status } = await store.client.from('attendants').select(COLUMNS);
	if (error) throw await store.failure(status, error);
	return new Map((data as Attendant[]).map(({ id, name, phone, active }) => [id, { name, phone: active ? phone : null }]));
}

/** Who attends: not who only uses the attendance API (its role `user`), whose no conversation can be. */
export async function listAttendants(store: Store): Promise<Attendant[]> {
	const { data, error, status } = await store.client
		.from('attendants')
		.select(COLUMNS)
		.eq('active', true)
		.eq('limited', false)
		.order('name');
	if (error) throw await store.failure(status, error);
	return data as Attendant[];
}

/** The same, read when somebody is first spoken of, and then once for all who ask. */
export function peopleOf(store: Store): () => Promise<People> {
	let people: Promise<People> | undefined;
	return async () => await (people ??= readPeople(store));
}

/** Who is written: of somebody who is known already, only what is given changes. */
export type AttendantChange = Pick<Attendant, 'id'> &
	Partial<Attendant> & { key_hash?: string; email?: string | null; password_hash?: string; limited?: boolean };

/**
 * Creates an attendant, named by the id until a name is given, or changes what is given of one.
 */
export async function saveAttendant(store: Store, given: AttendantChange): Promise<Attendant> {
	const attendant = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
	const known = await store.client
		.from('attendants')
		.update({ ...attendant, updated_at: new Date().toISOString() })
		.eq('id', given.id)
		.select(COLUMNS)
		.maybeSingle();
	if (known.error) throw await store.failure(known.status, known.error);
	if (known.data) return known.data as Attendant;
	const { data, error, status } = await store.client
		.from('attendants')
		.upsert({ name: given.id, role: 'attendant', ...attendant, updated_at: new Date().toISOString() })
		.select(COLUMNS)
		.single();
	if (error) throw await store.failure(status, error);
	return data as Attendant;
}
