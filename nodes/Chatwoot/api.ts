import type { Vendor } from '../shared/http/vendor';
import { isPage } from '../shared/http/webPage';

/** Chatwoot's Application API (server 4.16; shapes of its answers by the server's own views). */
export const chatwoot: Vendor = {
	name: 'Chatwoot',
	credentialType: 'atendeAquiChatwootApi',
	secretFields: ['apiAccessToken'],
	timeoutMs: 10_000,
	// Rails reads repeated keys as a list only with brackets.
	arrayFormat: 'brackets',
	baseUrlHint: 'it is the address of the server alone, without /app',
	complaint,
	explain,
};

/** The same for uploads, which take longer. */
export const chatwootUploads: Vendor = { ...chatwoot, timeoutMs: 60_000 };

function complaint(status: number, body: unknown): string | null {
	if (status < 400) return null;
	if (isPage(body)) return '';
	if (typeof body === 'string') return body.slice(0, 200);
	const answer = (body ?? {}) as { error?: unknown; message?: unknown; errors?: unknown; attributes?: unknown };
	const said = [answer.error, answer.message, answer.errors].map(words).find((word) => word !== '') ?? '';
	const fields = words(answer.attributes);
	return said && fields ? `${said} (${fields})` : said;
}

const words = (value: unknown): string => {
	if (typeof value === 'string') return value;
	return Array.isArray(value) ? value.filter((word) => typeof word === 'string').join(', ') : '';
};

/** Refusals that have a cause which the operator can mend. */
function explain(status: number, said: string): { message: string; remedy: string } | null {
	if (status === 401 && /invalid access token/i.test(said))
		return {
			message: 'Chatwoot does not accept the "Access Token" of the credential',
			remedy: 'Copy it again from Chatwoot: Profile Settings → Access Token.',
		};
	if (status === 401)
		return {
			message: `The token may not do this in Chatwoot${said ? `: ${said}` : ''}`,
			remedy:
				'Check the "Account ID" of the credential. Settings, webhooks, inboxes and deletions want the token of an administrator; bot tokens can do little.',
		};
	if (status === 402)
		return { message: `The Chatwoot plan does not allow this${said ? `: ${said}` : ''}`, remedy: 'Check the limits of the plan.' };
	if (status === 403)
		return {
			message: `Chatwoot forbids this${said ? `: ${said}` : ''}`,
			remedy: 'On Chatwoot Cloud the plan must include API access; otherwise check the rights of the user of the token.',
		};
	return null;
}
