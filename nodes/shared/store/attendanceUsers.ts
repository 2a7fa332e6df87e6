import type { AttendanceRole, AttendanceUser } from './attendanceLogins';
import type { Store } from './store';

export interface UserFilter {
	page: number;
	limit: number;
	role: AttendanceRole | null;
	active: boolean | null;
}

export const listUsers = async (
	store: Store,
	{ page, limit, role, active }: UserFilter,
): Promise<{ users: AttendanceUser[]; total: number }> =>
	await store.rpc('list_attendance_users', { p_page: page, p_limit: limit, p_role: role, p_active: active }, true);

export const readUser = async (store: Store, id: number): Promise<AttendanceUser | null> =>
	await store.rpc('read_attendance_user', { p_number: id }, true);

/** @returns null where somebody has that e-mail */
export async function createUser(
	store: Store,
	user: { email: string; nome: string; role: AttendanceRole; password_hash: string },
): Promise<AttendanceUser | null> {
	const made = await store.rpc<AttendanceUser | { taken: true }>('create_attendance_user', { p_user: user }, false);
	return 'taken' in made ? null : made;
}

/** Of what is not given nothing changes. @returns null for nobody; `last_admin` where nobody could change users any more */
export const changeUser = async (
	store: Store,
	id: number,
	change: { nome?: string; role?: AttendanceRole; is_active?: boolean },
): Promise<AttendanceUser | { last_admin: true } | null> =>
	await store.rpc('change_attendance_user', { p_number: id, p_change: change }, true);
