import { ApplicationError, type ICredentialDataDecryptedObject, type IHttpRequestOptions } from 'n8n-workflow';

import { baseOf, rootOf } from './address';
import { tokenInHand } from './session/sessions';

/** Where e-mail and password are sent to, and nowhere else. */
export const LOGIN = '/auth/login';

/** Routes that want no token: who brings none must not have to log in for them. */
const OPEN =
	/^\/(?:auth\/login|auth\/refresh|health|metrics|info|cache\/stats|circuit-breakers|whatsapp\/(?:v2\/)?webhook|whatsapp\/status)(?:[?#]|$)/;
export const isOpen = (path: string): boolean => OPEN.test(path);

/**
 * Puts the address into a request, e-mail and password into that of the login, and the token of this process into one that brings none of its own, as n8n's own
 * requests with this credential do.
 * @throws {ApplicationError} before anything is sent, when a field is empty, or the request would carry a secret to another server
 */
export function authenticated(credential: ICredentialDataDecryptedObject, request: IHttpRequestOptions): IHttpRequestOptions {
	const root = rootOf(credential.baseUrl);
	const [email, password] = [filled(credential, 'email', 'E-Mail').trim(), filled(credential, 'password', 'Password')];
	const path = pathOf(request.url, root);
	const headers: Record<string, unknown> = { Accept: 'application/json', ...request.headers };
	if (!isOpen(path) && headers.Authorization === undefined) headers.Authorization = `Bearer ${knownToken(credential)}`;
	return {
		...request,
		baseURL: baseOf(root, path),
		url: path,
		headers: headers as IHttpRequestOptions['headers'],
		// A redirect to another host must not carry the token along.
		sendCredentialsOnCrossOriginRedirect: false,
		...(path === LOGIN && { body: { email, password } }),
	};
}

function filled(credential: ICredentialDataDecryptedObject, field: string, label: string): string {
	const value = String(credential[field] ?? '');
	if (value.trim() === '') throw new ApplicationError(`The field "${label}" of the Attendance API credential is empty`);
	return value;
}

/** A whole address, as in a Custom API Call, must be on the same server. */
function pathOf(url: string, root: string): string {
	if (!/^[a-z][a-z\d+.-]*:\/\//i.test(url)) return url;
	for (const base of [`${root}/api/v1`, root]) if (url === base || url.startsWith(`${base}/`)) return url.slice(base.length) || '/';
	throw new ApplicationError(`The token of the attendance API is only sent to ${new URL(root).host}`);
}

function knownToken(credential: ICredentialDataDecryptedObject): string {
	const token = tokenInHand(credential);
	if (token === undefined)
		throw new ApplicationError(
			'Nobody has logged in with this credential in this process yet: run an operation of the Attendance API node first, or use one of its operations instead of a custom call',
		);
	return token;
}
