import type { Role } from '../core/handoff/commands';
import type { People } from '../core/handoff/people';
import { storeFailure } from './failure';
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

/** The active attendant with that key's hash or that Slack user; null when there is none. */
export async function findAttendant(
	store: Store,
	by: { key_hash: string } | { slack_user_id: string } | { id: string },
): Promise<Attendant | null> {
	const [[column, value]] = Object.entries(by);
	const { data, error, status } = await store.client.from('attendants').select(COLUMNS).eq(column, value).eq('active', true).maybeSingle();
	if (error) throw storeFailure(status, error);
	return data as Attendant | null;
}

/** Names and phones of the team by id; who is not active any more keeps the name and gets nothing. */
export async function readPeople(store: Store): Promise<People> {
	const { data, error, status } = await store.client.from('attendants').select(COLUMNS);
	if (error) throw storeFailure(status, error);
	return new Map((data as Attendant[]).map(({ id, name, phone, active }) => [id, { name, phone: active ? phone : null }]));
}

export async function listAttendants(store: Store): Promise<Attendant[]> {
	const { data, error, status } = await store.client.from('attendants').select(COLUMNS).eq('active', true).order('name');
	if (error) throw storeFailure(status, error);
	return data as Attendant[];
}

/** Creates or changes an attendant; an absent key leaves the one that is there. */
export async function saveAttendant(store: Store, attendant: Attendant & { key_hash?: string }): Promise<Attendant> {
	const { data, error, status } = await store.client
		.from('attendants')
		.upsert({ ...attendant, updated_at: new Date().toISOString() })
		.select(COLUMNS)
		.single();
	if (error) throw storeFailure(status, error);
	return data as Attendant;
}
