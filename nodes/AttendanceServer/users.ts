import { flagOf, integerOf } from '../shared/core/json/readers';
import { ATTENDANCE_ROLES } from '../shared/store/attendanceLogins';
import { changeUser, createUser, listUsers, readUser } from '../shared/store/attendanceUsers';
import { Denied, forbidden, invalid, notFound, ok, type Answer } from './answers';
import { isEmail, shownUser } from './authRoutes';
import { isGoodPassword, passwordHash } from './auth/password';
import { countOf, isAtLeast, needed, textOf, wordOf, type KnownCall } from './call';

const NOBODY = 'Usuário não encontrado';
const lastAdmin = (): Denied => new Denied(400, 'LAST_ADMIN', 'Sem este administrador ninguém mais poderia mudar os usuários.');
const YES_OR_NO = (name: string) => `"${name}" precisa ser true ou false.`;

/** `GET /users`: one page. */
export async function list({ store, query }: KnownCall): Promise<Answer> {
	const [page, limit] = [countOf(query, 'page', 1, 1_000_000), countOf(query, 'limit', 20, 100)];
	const given = textOf(query, 'is_active');
	const active = flagOf(given);
	if (given !== '' && active === null) throw invalid('is_active', YES_OR_NO('is_active'));
	const { users, total } = await listUsers(store, { page, limit, role: wordOf(query, 'role', ATTENDANCE_ROLES), active });
	return ok({ users: users.map(shownUser), total, page, pages: Math.ceil(total / limit) });
}

/** `POST /users`. */
export async function create({ store, body }: KnownCall): Promise<Answer> {
	const email = needed(body, 'email').toLowerCase();
	if (!isEmail(email)) throw invalid('email', 'O campo "email" precisa ser um e-mail.');
	const nome = needed(body, 'nome');
	const { password } = body;
	if (typeof password !== 'string' || !isGoodPassword(password))
		throw invalid('password', 'Senha fora da regra: pelo menos 8 caracteres, com letra maiúscula, número e símbolo.');
	const role = wordOf(body, 'role', ATTENDANCE_ROLES) ?? 'user';
	const made = await createUser(store, { email, nome, role, password_hash: await passwordHash(password) });
	if (made === null) throw invalid('email', 'Já existe um usuário com este e-mail.');
	return { status: 201, body: shownUser(made) };
}

/** What is no number of a user is nobody's. */
const idOf = ({ parameters }: KnownCall): number => {
	const id = integerOf(parameters.user_id, { min: 1 });
	if (id === null) throw notFound(NOBODY);
	return id;
};

/** `GET /users/{id}`: an admin's, and one's own. */
export async function get(call: KnownCall): Promise<Answer> {
	const id = integerOf(call.parameters.user_id, { min: 1 });
	if (id !== call.me.id && !isAtLeast(call.me.role, 'admin')) throw forbidden();
	const user = id === null ? null : await readUser(call.store, id);
	if (user === null) throw notFound(NOBODY);
	return ok(shownUser(user));
}

/** `PUT /users/{id}`: only what is sent changes. */
export async function update(call: KnownCall): Promise<Answer> {
	const { body } = call;
	const id = idOf(call);
	const nome = textOf(body, 'nome');
	const role = wordOf(body, 'role', ATTENDANCE_ROLES);
	const isActive = body.is_active === undefined || body.is_active === null ? undefined : flagOf(body.is_active);
	if (isActive === null) throw invalid('is_active', YES_OR_NO('is_active'));
	if (nome === '' && role === null && isActive === undefined) throw invalid(null, 'Envie "nome", "role" ou "is_active".');
	return ok(
		shownUser(
			await changed(call, id, { ...(nome && { nome }), ...(role && { role }), ...(isActive !== undefined && { is_active: isActive }) }),
		),
	);
}

/** `DELETE /users/{id}`: switched off, and logged out; the row stays. */
export async function deactivate(call: KnownCall): Promise<Answer> {
	const id = idOf(call);
	if (id === call.me.id) throw forbidden('Ninguém desativa a si mesmo', 'OWN_USER');
	await changed(call, id, { is_active: false });
	return ok({ message: 'Usuário desativado' });
}

async function changed({ store }: KnownCall, id: number, change: Parameters<typeof changeUser>[2]) {
	const user = await changeUser(store, id, change);
	if (user === null) throw notFound(NOBODY);
	if ('last_admin' in user) throw lastAdmin();
	return user;
}
