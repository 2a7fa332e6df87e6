import type { Store } from './store';

/** What somebody may do at the attendance API, from least to most. */
export const ATTENDANCE_ROLES = ['user', 'atendente', 'supervisor', 'admin'] as const;
export type AttendanceRole = (typeof ATTENDANCE_ROLES)[number];

/** A user as the database tells of one. `id` is the number that the API shows, `attendant` the id in everything else here. */
export type AttendanceUser = {
	id: number;
	email: string;
	nome: string;
	role: AttendanceRole;
	is_active: boolean;
	created_at: string;
	attendant: string;
};
/** A login that goes on: whose, and the database's clock in epoch seconds. */
export type AttendanceLogin = { login: string; user: AttendanceUser; now: number };

/** What access tokens of this company are signed with. */
export const attendanceSecret = async (store: Store): Promise<string> => await store.rpc('attendance_secret', {}, true);

/**
 * Counts a try to log in, before its password is looked at.
 * @param subject hash of the e-mail as it was typed
 * @returns when to come again, or whom to compare with: null for an e-mail that nobody has
 */
export const tryLogin = async (
	store: Store,
	email: string,
	subject: string,
): Promise<{ locked_seconds?: number; attendant?: string | null; password_hash?: string | null }> =>
	await store.rpc('try_attendance_login', { p_email: email, p_subject: subject }, false);

/** The password was right: failures are forgotten, and a login begins that can be renewed for so many days. */
export const beginLogin = async (
	store: Store,
	given: { attendant: string; subject: string; refreshHash: string; days: number },
): Promise<AttendanceLogin> =>
	await store.rpc(
		'begin_attendance_login',
		{ p_attendant: given.attendant, p_subject: given.subject, p_refresh_hash: given.refreshHash, p_days: given.days },
		false,
	);

/** @returns null for a token that is unknown, over, or was used before (then the login is over for everybody who has it) */
export const renewLogin = async (store: Store, refreshHash: string, nextHash: string): Promise<AttendanceLogin | null> =>
	await store.rpc('renew_attendance_login', { p_hash: refreshHash, p_next_hash: nextHash }, false);

export const endLogin = async (store: Store, login: string): Promise<void> =>
	await store.rpc('end_attendance_login', { p_login: login, p_why: 'logout' }, true);

/**
 * Whose a token is that was signed for this login; null once it is over.
 * @param expires epoch seconds, by the database's clock
 */
export const userOfLogin = async (
	store: Store,
	{ login, number, expires, at }: { login: string; number: number; expires: number; at?: string },
): Promise<AttendanceUser | null> =>
	await store.rpc('attendance_user_of', { p_login: login, p_number: number, p_expires: expires, ...(at && { p_now: at }) }, true);
