import { randomBytes, randomUUID, scryptSync } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { message, operate, type Place } from '../setup/house';
import { sql } from '../setup/supabase';
import type { Calls } from './calls';

export const PASSWORD = 'Fibra2026!';

/** Of less work than a real one, which takes a quarter of a second: what it costs stands in the hash. */
function quickHash(password: string): string {
	const [salt, N] = [randomBytes(16), 1024];
	return ['scrypt', N, 8, 1, salt.toString('base64url'), scryptSync(password, salt, 32, { N, r: 8, p: 1 }).toString('base64url')].join('$');
}

/** Somebody of the team who can log in. */
export async function addUser(role: 'admin' | 'supervisor' | 'atendente' | 'user' = 'atendente', stored = quickHash(PASSWORD)) {
	const email = `pessoa-${randomUUID()}@provedor.example`;
	const ours = role === 'admin' || role === 'supervisor' ? role : 'attendant';
	const [{ number }] = await sql<{ number: number }>(
		`insert into attendants (id, name, role, limited, email, password_hash) values ($1, $2, $3, $4, $1, $5) returning number`,
		[email, `Pessoa ${role}`, ours, role === 'user', stored],
	);
	return { email, number, role };
}

/** The same, logged in. */
export async function loggedIn(call: Calls, role: Parameters<typeof addUser>[0] = 'atendente') {
	const user = await addUser(role);
	const { status, body } = await call('POST /api/v1/auth/login', { body: { email: user.email, password: PASSWORD } });
	expect(status).toBe(200);
	return { ...user, token: String(body.access_token), refresh: String(body.refresh_token) };
}
export type LoggedIn = Awaited<ReturnType<typeof loggedIn>>;

/** A customer writes: as the door stores it. */
export const writes = async (place: Place, text = 'Estou sem sinal', given: IDataObject = {}) =>
	(await operate('receive', {}, [message(place, { text, ...given })])).out();

/** The open attendance of a place. */
export async function attendanceOf({ channel, phone }: Place) {
	const [row] = await sql<{
		id: string;
		status: string;
		owner: string | null;
		rating: number | null;
		resolution: string | null;
		notes: string | null;
		messages_count: number;
	}>(`select * from attendances where channel = $1 and phone = $2 order by closed_at is null desc, started_at desc limit 1`, [
		channel,
		phone,
	]);
	return row;
}

/** A customer who waits for a person. */
export async function waits(place: Place): Promise<string> {
	await writes(place);
	await operate('escalate', { escalationReason: 'pediu_humano' }, [{ ...place }]);
	return (await attendanceOf(place)).id;
}
