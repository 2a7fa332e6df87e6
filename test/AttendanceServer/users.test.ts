import { randomUUID } from 'node:crypto';

import { isGoodPassword } from '../../nodes/AttendanceServer/auth/password';
import { closeSql, sql } from '../setup/supabase';
import { startCalls, type Calls } from './calls';
import { addUser, loggedIn, PASSWORD, type LoggedIn } from './team';

let call: Calls;
let admin: LoggedIn;
beforeAll(async () => {
	call = await startCalls();
	admin = await loggedIn(call, 'admin');
});
afterAll(closeSql);

const newEmail = () => `novo-${randomUUID()}@provedor.example`;
const create = async (body: object) => await call('POST /api/v1/users', { token: admin.token, body });

it.each([
	['Fibra2026!', true],
	['Aa1!aaaa', true],
	['ÁGUA#2026', true],
	['Senha 2026', true],
	['fibra2026!', false],
	['FibraOtica!', false],
	['Fibra2026', false],
	['Aa1!aaa', false],
	['', false],
	['🙂🙂🙂A1', false],
])('"%s" is a good password: %s', (password, good) => {
	expect(isGoodPassword(password)).toBe(good);
});

describe('an admin', () => {
	it('makes a user, who logs in; the e-mail is one, however it is written', async () => {
		const email = newEmail();
		const made = await create({ email: email.toUpperCase(), password: 'Nova2026!', nome: 'Caio Novo', role: 'atendente', extra: 1 });
		expect(made).toMatchObject({ status: 201, body: { email, nome: 'Caio Novo', role: 'atendente', is_active: true } });
		expect(JSON.stringify(made.body)).not.toMatch(/scrypt|Nova2026/);
		expect((await call('POST /api/v1/auth/login', { body: { email, password: 'Nova2026!' } })).status).toBe(200);
		expect(await create({ email, password: 'Nova2026!', nome: 'Outro' })).toMatchObject({ status: 400, body: { field: 'email' } });
	});

	it('gives who is known to the control API a login, under the same id', async () => {
		const email = newEmail();
		await sql(`insert into attendants (id, name, key_hash) values ($1, 'Ana', $2)`, [email, randomUUID()]);
		expect((await create({ email, password: PASSWORD, nome: 'Ana Souza', role: 'supervisor' })).status).toBe(201);
		expect(await sql('select count(*)::int as n, min(role) as role from attendants where id = $1', [email])).toEqual([
			{ n: 1, role: 'supervisor' },
		]);
	});

	it.each<[string, object, string]>([
		['a weak password', { email: 'a@b.example', password: 'fibra2026!', nome: 'A' }, 'password'],
		['a password that is no text', { email: 'a@b.example', password: { $ne: '' }, nome: 'A' }, 'password'],
		['no e-mail', { email: 'a@b', password: PASSWORD, nome: 'A' }, 'email'],
		['no name', { email: 'a@b.example', password: PASSWORD, nome: ' ' }, 'nome'],
		['a role that there is not', { email: 'a@b.example', password: PASSWORD, nome: 'A', role: 'root' }, 'role'],
	])('%s is a 400 that names it', async (_, body, field) => {
		expect(await create(body)).toMatchObject({ status: 400, body: { error_code: 'VALIDATION_ERROR', field } });
	});

	it('without a role it is a user, who may do little', async () => {
		const email = newEmail();
		expect((await create({ email, password: PASSWORD, nome: 'Z' })).body.role).toBe('user');
	});

	it('sees pages of users, by role and by whether they are active', async () => {
		for (let n = 0; n < 3; n++) await addUser('user');
		const page = async (query: Record<string, string | number>) => (await call('GET /api/v1/users', { token: admin.token, query })).body;
		const first = await page({ role: 'user', limit: 2 });
		expect(first.users).toHaveLength(2);
		expect(first).toMatchObject({ page: 1, pages: Math.ceil(Number(first.total) / 2) });
		expect(first.users!.every(({ role }) => role === 'user')).toBe(true);
		const second = await page({ role: 'user', limit: 2, page: 2 });
		expect(second.users![0].id).not.toBe(first.users![0].id);
		expect((await page({ page: 999_999 })).users).toEqual([]);
		expect((await page({ limit: 5000 })).users!.length).toBeLessThanOrEqual(100);
		expect((await page({ is_active: 'false' })).users!.every(({ is_active }) => is_active === false)).toBe(true);
		for (const query of [{ page: 0 }, { page: 'x' }, { limit: -1 }, { is_active: 'talvez' }, { role: 'root' }])
			expect((await call('GET /api/v1/users', { token: admin.token, query })).status).toBe(400);
	});

	it('changes what is sent and nothing else; who is switched off is logged out at once', async () => {
		const one = await loggedIn(call);
		const change = async (body: object) => await call(`PUT /api/v1/users/${one.number}`, { token: admin.token, body });
		expect(await change({ nome: 'Ana Diretora' })).toMatchObject({
			status: 200,
			body: { nome: 'Ana Diretora', role: 'atendente', is_active: true },
		});
		expect((await change({ role: 'supervisor' })).body).toMatchObject({ nome: 'Ana Diretora', role: 'supervisor' });
		expect((await change({})).status).toBe(400);
		expect((await change({ is_active: 'false' })).body.is_active).toBe(false);
		expect((await call('GET /api/v1/auth/me', { token: one.token })).status).toBe(401);
	});

	it('switches off others, not themself; the row stays', async () => {
		const one = await addUser();
		expect((await call(`DELETE /api/v1/users/${one.number}`, { token: admin.token })).status).toBe(200);
		expect(await call(`GET /api/v1/users/${one.number}`, { token: admin.token })).toMatchObject({
			status: 200,
			body: { is_active: false },
		});
		expect((await call(`DELETE /api/v1/users/${admin.number}`, { token: admin.token })).status).toBe(403);
	});

	it('finds nobody by what is no number of a user', async () => {
		for (const id of ['999999999', '0', '-1', 'ana', '1.5', '99999999999999999999', '%E0%A4%A', "1'--"])
			for (const method of ['GET', 'PUT', 'DELETE'])
				expect(
					(await call(`${method} /api/v1/users/${id}`, { token: admin.token, ...(method === 'PUT' && { body: { nome: 'x' } }) })).status,
				).toBe(404);
	});
});

it('one’s own row may be seen, another’s is an admin’s', async () => {
	const [one, other] = [await loggedIn(call), await addUser()];
	expect(await call(`GET /api/v1/users/${one.number}`, { token: one.token })).toMatchObject({ status: 200, body: { email: one.email } });
	for (const id of [other.number, 999_999_999]) expect((await call(`GET /api/v1/users/${id}`, { token: one.token })).status).toBe(403);
});

it('the last admin who can log in stays one', async () => {
	await sql(`update attendants set password_hash = null where role = 'admin' and number <> $1`, [admin.number]);
	for (const body of [{ role: 'user' }, { is_active: false }])
		expect(await call(`PUT /api/v1/users/${admin.number}`, { token: admin.token, body })).toMatchObject({
			status: 400,
			body: { error_code: 'LAST_ADMIN' },
		});
});
