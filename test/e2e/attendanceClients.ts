import { spawn } from 'node:child_process';
import path from 'node:path';

import { passwordHash } from '../../nodes/AttendanceServer/auth/password';
import type { Sandbox } from '../sandbox/sandbox';

const CLIENTS = path.join(__dirname, 'clients');
/** Debian's own, for which its packages `python3-requests` and `python3-websockets` are. */
const PYTHON = '/usr/bin/python3';

export interface Login {
	id: number;
	email: string;
	password: string;
}

/** Runs a client program as its user would. @returns what it printed, once it ended well; `ready` resolves when it says so */
export function runClient(base: string, { email, password }: Login, name: string, ...args: string[]) {
	const child = spawn(PYTHON, [path.join(CLIENTS, name), ...args], {
		env: { ...process.env, ATTENDANCE_URL: base, ATTENDANCE_EMAIL: email, ATTENDANCE_PASSWORD: password, PYTHONDONTWRITEBYTECODE: '1' },
	});
	const said = { out: '', err: '' };
	let isReady = (): void => undefined;
	const ready = new Promise<void>((resolve) => (isReady = resolve));
	child.stdout.on('data', (chunk) => (said.out += String(chunk)));
	child.stderr.on('data', (chunk) => {
		said.err += String(chunk);
		if (said.err.includes('ready')) isReady();
	});
	const result = new Promise<unknown>((resolve, reject) => {
		child.on('close', (code) => {
			isReady();
			if (code === 0) resolve(JSON.parse(said.out));
			else reject(new Error(`${name} ended with ${code}: ${said.err}`));
		});
	});
	return { ready, result };
}

/** The first user, as Save Attendant makes one; the others are made through the API. */
export async function firstAdmin({ supabase }: Sandbox): Promise<Login> {
	const [email, password] = ['gerente@provedor.example', 'Fibra2026!'];
	const { rows } = await supabase.pool.query<{ id: number }>(
		`insert into attendants (id, name, role, email, password_hash) values ($1, 'Ana Gerente', 'admin', $1, $2) returning number as id`,
		[email, await passwordHash(password)],
	);
	return { id: rows[0].id, email, password };
}

/** Calls of somebody who is logged in, for what the client programs do not do. */
export async function apiOf(base: string, { email, password }: Pick<Login, 'email' | 'password'>) {
	const call = async (method: string, route: string, body?: object, token = '') => {
		const answer = await fetch(`${base}${route}`, {
			method,
			headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
			...(body && { body: JSON.stringify(body) }),
		});
		return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
	};
	const { body } = await call('POST', '/auth/login', { email, password });
	const token = String(body.access_token);
	return {
		call: async (method: string, route: string, given?: object) => await call(method, route, given, token),
		/** Makes a user. */
		user: async (name: string, role: string): Promise<Login> => {
			const made = { email: `${name}@provedor.example`, password: 'Fibra2026!' };
			const { body: user } = await call('POST', '/users', { ...made, nome: name, role }, token);
			return { ...made, id: Number(user.id) };
		},
	};
}
