import { recordOf, textOf } from '../../shared/core/json/readers';
import { refusedForSure } from '../../shared/webhook/credential';
import { sameSecret } from '../../shared/webhook/secret';
import type { Door } from './door';

/** As text, whatever stands in it: a browser must not read it as a page. */
export const CHALLENGE_HEADERS = { 'Content-Type': 'text/plain; charset=utf-8', 'X-Content-Type-Options': 'nosniff' };

/**
 * Meta asks whether the URL is ours before it sends anything there: who knows the verify token gets the challenge back, as text and nothing else; anybody else 403.
 * No execution either way.
 * @param query with the names of Meta, flat or nested at their dots
 * @param now epoch milliseconds
 */
export async function challenged(
	{ context, credentials, rereadsAfterMs = 0 }: Pick<Door, 'credentials' | 'rereadsAfterMs'> & { context: Pick<Door['context'], 'logger'> },
	query: unknown,
	now: number,
): Promise<{ status: number; text: string }> {
	const { mode, token, challenge } = asked(query);
	const problem = async () => {
		const { verifyToken } = await credentials.getCredentials('atendeAquiWhatsAppCloudApi');
		const expected = String(verifyToken ?? '').trim();
		if (mode !== 'subscribe' || challenge === '') return 'This is no verification of Meta';
		if (expected === '') return 'The credential has no "Verify Token"';
		return sameSecret(token.trim(), expected) ? null : 'The verify token is not that of the credential';
	};
	const refusal = await refusedForSure(credentials, problem, { now, ms: rereadsAfterMs });
	if (refusal === null) return { status: 200, text: challenge };
	context.logger.warn('WhatsApp Cloud Trigger refused a verification', { problem: refusal });
	return { status: 403, text: refusal };
}

/** The names have dots in them, which some readers of queries take for nesting. */
function asked(query: unknown): { mode: string; token: string; challenge: string } {
	const flat = recordOf(query);
	const nested = recordOf(flat.hub);
	const of = (name: string) => textOf(flat[`hub.${name}`] ?? nested[name]);
	return { mode: of('mode'), token: of('verify_token'), challenge: of('challenge') };
}
