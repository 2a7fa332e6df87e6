import { createHmac } from 'node:crypto';

import { integerOf, isRecord, textOf } from '../../shared/core/json/readers';
import { parsedJson } from '../../shared/core/json/parsedJson';
import { sameSecret } from '../../shared/webhook/secret';

/** What an access token says: whose, of which login, and until when (epoch seconds). */
export interface Claims {
	number: number;
	login: string;
	issued: number;
	expires: number;
}

const HEADER = Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'JWT' })).toString('base64url');
const ISSUER = 'atendeaqui';
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Longer than any that is made here. */
const LONGEST = 2000;
/** The last second of the year 9999. */
const LAST_SECOND = 253_402_300_799;

/** A token that whoever has the secret can check (RFC 7519, HS256 of RFC 7518 3.2). */
export function signed({ number, login, issued, expires }: Claims, secret: string): string {
	const payload = { iss: ISSUER, sub: String(number), sid: login, iat: issued, exp: expires };
	const said = `${HEADER}.${Buffer.from(JSON.stringify(payload)).toString('base64url')}`;
	return `${said}.${signatureOf(said, secret)}`;
}

/**
 * What a token says, if this secret signed it; null for anything else. Whether it is over is not looked at here. The header is taken as it is written above: a
 * token that names another algorithm, or none, is none of ours (RFC 8725 3.1).
 */
export function claimsOf(token: string, secret: string): Claims | null {
	const [header, payload, signature, ...rest] = token.length > LONGEST ? [] : token.split('.');
	if (header !== HEADER || payload === undefined || signature === undefined || rest.length > 0) return null;
	if (!sameSecret(signature, signatureOf(`${header}.${payload}`, secret))) return null;
	const said = parsedJson(Buffer.from(payload, 'base64url').toString());
	if (!isRecord(said) || said.iss !== ISSUER) return null;
	const [number, login] = [integerOf(said.sub, { min: 1 }), textOf(said.sid)];
	const [issued, expires] = [said.iat, said.exp].map((second) => integerOf(second, { min: 0, max: LAST_SECOND }));
	return number === null || issued === null || expires === null || !UUID.test(login) ? null : { number, login, issued, expires };
}

const signatureOf = (said: string, secret: string): string => createHmac('sha256', secret).update(said).digest('base64url');
