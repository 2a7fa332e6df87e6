import { ApplicationError } from 'n8n-workflow';

/** What stands at the server's root and not below `/api/v1` (attendance notes, "Addresses"). */
const AT_THE_ROOT = /^\/(?:health|metrics|info|cache\/stats|circuit-breakers)(?:[?#]|$)/;
/** Below it everything else stands. */
const API = '/api/v1';

/**
 * The server's root, from whatever was typed: with or without a scheme, `/api/v1`, what follows it, or a slash at the end. A path before `/api` stays: the
 * server may stand below one.
 * @throws {ApplicationError} when it is no address
 */
export function rootOf(typed: unknown): string {
	const given = String(typed ?? '').trim();
	if (given === '') throw new ApplicationError('The field "Base URL" of the Attendance API credential is empty');
	const withScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(given) ? given : `https://${given}`;
	const url = URL.canParse(withScheme) ? new URL(withScheme) : undefined;
	if (url === undefined || !/^https?:$/.test(url.protocol))
		throw new ApplicationError(
			'The field "Base URL" of the Attendance API credential is not an address: write it like https://api.example.com',
		);
	if (url.username || url.password)
		throw new ApplicationError('The field "Base URL" of the Attendance API credential must not hold a user name or password');
	const path = url.pathname.replace(/\/api(?:\/v1(?:\/.*)?)?\/*$/i, '').replace(/\/+$/, '');
	return `${url.origin}${path}`;
}

/** Where a path of a node leads. */
export const baseOf = (root: string, path: string): string => (AT_THE_ROOT.test(path) ? root : `${root}${API}`);

/** The root for a socket: the scheme is another one, and nothing else, whatever the host is called. */
export const socketRoot = (root: string): string => root.replace(/^http/i, 'ws');
