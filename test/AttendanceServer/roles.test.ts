import { closeSql } from '../setup/supabase';
import { newPlace } from '../setup/house';
import { startCalls, type Calls } from './calls';
import { operations } from './documentForTests';
import { loggedIn, waits, type LoggedIn } from './team';

let call: Calls;
const team: Partial<Record<string, LoggedIn>> = {};
beforeAll(async () => {
	call = await startCalls();
	for (const role of ['admin', 'supervisor', 'atendente', 'user'] as const) team[role] = await loggedIn(call, role);
});
afterAll(closeSql);

const rows = operations.map(({ method, path, operation }) => [`${method} ${path}`, operation] as const);
const addressOf = (path: string, id: string) =>
	`${path.replace('{user_id}', '999999999').replace('{conversation_id}', id)}`.replace(/^(?!\/(?:health|metrics)$)/, '/api/v1');

it.each(rows.filter(([, { security }]) => security === undefined))(
	'%s is for the roles that the document names, and for nobody without a token',
	async (name, operation) => {
		const [method, path] = name.split(' ');
		const route = async () => `${method} ${addressOf(path, await waits(newPlace()))}`;
		expect(await call(await route(), { body: {} })).toMatchObject({ status: 401, body: { error_code: 'UNAUTHORIZED' } });
		const allowed = operation['x-roles'];
		for (const role of ['admin', 'supervisor', 'atendente', 'user']) {
			// Whose it is decides beside the role; nobody's conversation and nobody's row are these.
			if (operation.operationId === 'logout') continue;
			const { status } = await call(await route(), { token: team[role]!.token, body: {} });
			expect({ role, isForbidden: status === 403 }).toEqual({ role, isForbidden: !allowed.includes(role) });
		}
	},
);

it.each(rows.filter(([, { security }]) => security !== undefined))('%s needs no token', async (name) => {
	const [method, path] = name.split(' ');
	const { status, outputs } = await call(`${method} ${addressOf(path, '')}`, { body: {} });
	// A delivery of Meta is believed by its signature.
	expect(status === 401).toBe(path === '/whatsapp/webhook' && method === 'POST');
	expect(outputs).toEqual([]);
});
