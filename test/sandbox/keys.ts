import { createHmac } from 'node:crypto';

/** Far enough for a sandbox: 2100-01-01. */
const EXPIRES_AT_SECONDS = 4_102_444_800;
/** Issued in the past, so that no clock finds it in the future: 2024-01-01. */
const ISSUED_AT_SECONDS = 1_704_067_200;

/** An API key as Supabase issues them: a JWT (HS256) that names a database role. */
export function apiKey(role: 'anon' | 'service_role', secret: string): string {
	const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
	const claims = { iss: 'supabase', ref: 'sandbox', role, iat: ISSUED_AT_SECONDS, exp: EXPIRES_AT_SECONDS };
	const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
	return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}
