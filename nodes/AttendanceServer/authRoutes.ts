import { createHash } from 'node:crypto';

import { EMAIL } from '../shared/core/text/email';
import { beginLogin, endLogin, renewLogin, tryLogin, type AttendanceUser } from '../shared/store/attendanceLogins';
import { invalid, ok, unauthorized, type Answer } from './answers';
import { LONGEST_PASSWORD, isPassword } from './auth/password';
import { LOGIN_DAYS, newRefreshToken, tokenHash, tokensOf } from './auth/tokens';
import { needed, type Call, type KnownCall } from './call';
import { loginWasRight, tooMany } from './limits';

/** Longest address of e-mail (RFC 5321 4.5.3.1.3, without the brackets). */
const LONGEST_EMAIL = 254;
const WHOLE_EMAIL = new RegExp(`^${EMAIL.source}$`);
export const isEmail = (text: string): boolean => text.length <= LONGEST_EMAIL && WHOLE_EMAIL.test(text);

/** What an e-mail that was typed is counted by: nobody reads it out of the database. */
const subjectOf = (email: string): string => createHash('sha256').update(`attendance ${email.toLowerCase()}`).digest('hex');

/** One sentence whatever was wrong, so that nobody learns who has a login. */
const WRONG = 'E-mail ou senha incorretos';

/** A password as it was typed: blanks are part of it. */
function passwordOf(body: Record<string, unknown>): string {
	const { password } = body;
	if (typeof password !== 'string' || password === '') throw invalid('password', 'Falta o campo "password".');
	if (password.length > LONGEST_PASSWORD) throw invalid('password', `A senha passa de ${LONGEST_PASSWORD} caracteres.`);
	return password;
}

/** `POST /auth/login`. The rule for passwords is not looked at: an old one may break it. */
export async function login({ context, store, body, now }: Call): Promise<Answer> {
	const email = needed(body, 'email');
	const password = passwordOf(body);
	if (!isEmail(email)) throw invalid('email', 'O campo "email" precisa ser um e-mail.');
	const subject = subjectOf(email);
	const tried = await tryLogin(store, email, subject);
	if (tried.locked_seconds !== undefined)
		throw tooMany(tried.locked_seconds, 'Muitas tentativas: espere para entrar de novo', {}, 'LOCKED');
	if (!(await isPassword(password, tried.password_hash ?? null))) throw unauthorized(WRONG);
	const refresh = newRefreshToken();
	const begun = await beginLogin(store, { attendant: tried.attendant!, subject, refreshHash: tokenHash(refresh), days: LOGIN_DAYS });
	const { id, email: own, nome, role } = begun.user;
	return ok({ ...(await tokensOf(store, begun, refresh)), user: { id, email: own, nome, role } }, { headers: loginWasRight(context, now) });
}

/** `POST /auth/refresh`: each token once. */
export async function refresh({ store, body }: Call): Promise<Answer> {
	const given = needed(body, 'refresh_token', 2000);
	const next = newRefreshToken();
	const renewed = await renewLogin(store, tokenHash(given), tokenHash(next));
	if (renewed === null) throw unauthorized('O refresh_token é inválido, venceu ou já foi usado: entre de novo');
	return ok(await tokensOf(store, renewed, next));
}

/** `POST /auth/logout`: the login is over, with all that was renewed from it. */
export async function logout({ store, claims }: KnownCall): Promise<Answer> {
	await endLogin(store, claims.login);
	return ok({ message: 'Sessão encerrada' });
}

export const me = async (call: KnownCall): Promise<Answer> => await Promise.resolve(ok(shownUser(call.me)));

/** A user as the document has one. */
export const shownUser = ({ attendant: _, ...user }: AttendanceUser): Omit<AttendanceUser, 'attendant'> => user;
