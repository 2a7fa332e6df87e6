import { createHmac } from 'node:crypto';

import { sameSecret } from '../../shared/webhook/secret';

/** What Meta sends at most (vendor page webhooks/overview). */
export const MAX_BYTES = 3 * 1024 * 1024;

/** What is said to who did not sign. */
export const UNSIGNED = 'The delivery is not signed';

/** Why a header cannot be a signature; null when it may be one. */
export function formProblem(header: unknown): string | null {
	if (typeof header !== 'string' || header === '') return UNSIGNED;
	return /^sha256=[0-9a-f]{64}$/.test(header) ? null : 'The signature has another form';
}

/**
 * Why a delivery is not believed; null when it is. The header is `sha256=` and 64 lower-case hexadecimal digits: the HMAC-SHA256 of the body's bytes as they came.
 * JSON that was read and written again gives other bytes, and is refused. Without a secret nothing can be believed.
 */
export function signatureProblem(raw: Buffer, header: unknown, appSecret: string): string | null {
	if (!appSecret) return 'The credential has no "App Secret" to check the signature with';
	const problem = formProblem(header);
	if (problem !== null) return problem;
	return sameSecret(String(header), `sha256=${createHmac('sha256', appSecret).update(raw).digest('hex')}`)
		? null
		: 'The signature is wrong';
}
