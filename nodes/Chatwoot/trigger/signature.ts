import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';

import { sameSecret } from '../../shared/webhook/secret';

interface Signed {
	/** The body as it came, byte by byte. */
	raw: Buffer;
	/** `X-Chatwoot-Signature` and `X-Chatwoot-Timestamp` (unix seconds); servers before 4.12 send neither. */
	signature?: string;
	timestamp?: string;
}

/**
 * Why a delivery is not believed; null when it is. The signature is `sha256=` and the HMAC-SHA256 of timestamp, dot and raw body.
 * @param now epoch milliseconds
 */
export function signatureProblem({ raw, signature, timestamp }: Signed, secret: string, now: number, maxAgeSeconds: number): string | null {
	if (!signature || !timestamp) return 'The delivery is not signed';
	const expected = `sha256=${createHmac('sha256', secret).update(`${timestamp}.`).update(raw).digest('hex')}`;
	if (!sameSecret(signature, expected)) return 'The signature is wrong';
	const ageSeconds = Math.abs(now / 1000 - Number(timestamp));
	return ageSeconds <= maxAgeSeconds ? null : 'The delivery is too old';
}

const keyOf = (token: string): Buffer => createHash('sha256').update(`chatwoot-webhook-secret:${token}`).digest();

/**
 * A webhook's secret as it is kept with the workflow: readable only with the token of the credential.
 * @param nonce 12 random bytes
 */
export function seal(secret: string, token: string, nonce: Buffer): string {
	const cipher = createCipheriv('aes-256-gcm', keyOf(token), nonce);
	const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
	return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
}

/** The secret again; null when it was sealed with another token. */
export function unseal(sealed: string, token: string): string | null {
	try {
		const bytes = Buffer.from(sealed, 'base64');
		const decipher = createDecipheriv('aes-256-gcm', keyOf(token), bytes.subarray(0, 12));
		decipher.setAuthTag(bytes.subarray(12, 28));
		return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
	} catch {
		return null;
	}
}
