import { randomBytes, scryptSync } from 'node:crypto';

import type { INode } from 'n8n-workflow';

import { freePort } from '../../sandbox/ports';
import { startSupabase } from '../../sandbox/supabase';
import { publish } from '../../setup/published';
import { CHANNEL, fill, PHONE, putBack } from './filled';
import type { MeasuredRoute } from './routes';

const PASSWORD = 'Fibra2026!';
/** Of less work than a real one: what it costs stands in the hash, and is the same in every house. */
function quickHash(): string {
	const [salt, N] = [randomBytes(16), 1024];
	return ['scrypt', N, 8, 1, salt.toString('base64url'), scryptSync(PASSWORD, salt, 32, { N, r: 8, p: 1 }).toString('base64url')].join('$');
}

/** The served API on a port of its own, over a database with so many conversations. */
export async function openHouse(conversations: number) {
	const supabase = await startSupabase();
	await fill(supabase.pool, conversations);
	for (const role of ['admin', 'supervisor'])
		await supabase.pool.query(`insert into attendants (id, name, role, email, password_hash) values ($1, $1, $2, $1, $3)`, [
			`${role}@provedor.example`,
			role,
			quickHash(),
		]);
	const port = await freePort();
	const url = `http://127.0.0.1:${port}`;
	const node = {
		id: `house-${conversations}`,
		name: 'Server',
		type: 'n8n-nodes-atendeaqui.attendanceServerTrigger',
		typeVersion: 1,
		position: [0, 0],
		webhookId: `7d1c2a52-0000-4000-8000-${String(conversations).padStart(12, '0')}`,
		parameters: {
			ownPort: true,
			port,
			publicUrl: url,
			templateTexts: { template: [{ name: 'aviso', text: 'Há um aviso.' }] },
			options: { callsPerMinute: 1_000_000 },
		},
	} as unknown as INode;
	const published = await publish(
		{ name: 'bench', nodes: [node], connections: {} },
		{
			node: 'Server',
			credentials: { supabaseApi: { host: supabase.url, serviceRole: supabase.serviceRoleKey } },
			play: async () => await Promise.resolve('success' as const),
		},
	);
	const post = async (path: string, body: object) =>
		(await (
			await fetch(`${url}/api/v1${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
		).json()) as { access_token: string; refresh_token: string };
	const login = async (role: string) => await post('/auth/login', { email: `${role}@provedor.example`, password: PASSWORD });
	const tokens = { admin: await login('admin'), supervisor: await login('supervisor') };
	const { rows } = await supabase.pool.query<{ id: string }>('select id from attendances where channel = $1 and phone = $2', [
		CHANNEL,
		PHONE,
	]);
	const house = {
		email: 'admin@provedor.example',
		password: PASSWORD,
		phone: PHONE,
		id: rows[0].id,
		refresh: tokens.admin.refresh_token,
		/** The token of a login that may end. */
		another: async () => (await login('admin')).access_token,
		/** What one call takes until its answer is read, milliseconds; what it needs is put there before. */
		measure: async ({ at, state, who = 'admin', body, before, status = 200, name }: MeasuredRoute): Promise<number> => {
			if (state) await putBack(supabase.pool, state, 'admin@provedor.example');
			const token = (await before?.(house)) ?? tokens[who].access_token;
			const [method, path] = at.replace(':id', house.id).split(' ');
			const init = {
				method,
				headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
				...(body && { body: JSON.stringify(body(house)) }),
			};
			const began = performance.now();
			const answer = await fetch(`${url}${path}`, init);
			const text = await answer.text();
			const took = performance.now() - began;
			if (answer.status !== status && !(name === 'health' && answer.status === 503))
				throw new Error(`${name} was answered ${answer.status}: ${text.slice(0, 300)}`);
			if (name === 'refresh') house.refresh = (JSON.parse(text) as { refresh_token: string }).refresh_token;
			return took;
		},
		close: async () => {
			await published.close();
			await supabase.stop();
		},
	};
	return house;
}
export type AttendanceHouse = Awaited<ReturnType<typeof openHouse>>;
