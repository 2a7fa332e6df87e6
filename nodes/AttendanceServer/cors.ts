import type { Pages } from '../shared/server/pages';
import { isNamed } from './origin';
import { ROUTES, routeOf } from './routes';

/** What a client of the API sends beside what every page may (Fetch standard, "CORS-safelisted request-header"). */
const REQUEST_HEADERS = 'authorization, content-type, idempotency-key';
/** What a page may read of an answer: how much it may go on, when to come again, and that it has to log in. */
const SHOWN_HEADERS = 'retry-after, www-authenticate, x-ratelimit-limit, x-ratelimit-remaining, x-ratelimit-reset';
const METHODS = [...new Set(Object.values(ROUTES).map(({ at }) => at.split(' ')[0]))];
/** How long a browser remembers a preflight, seconds; Chromium goes up to two hours. An origin that is taken back may call for so long. */
const REMEMBERED_SECONDS = 600;

/**
 * Lets pages of the origins that the operator named call the API from a browser, and nobody else's: without names nothing is said of origins at all. No cookie is
 * ever set or read here, so an origin that is named back gives nothing away that the page's own token does not (Fetch standard, "CORS protocol").
 * @param named as at the socket; `*` is any
 */
export function cors(named: string[]): Pages {
	const headersFor = (request: Request): Record<string, string> => {
		const origin = request.headers.get('origin');
		return origin !== null && isNamed(origin, named)
			? { 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true' }
			: {};
	};
	return {
		preflight: (request, path) => {
			if (request.method !== 'OPTIONS' || !request.headers.has('access-control-request-method')) return null;
			const allowed = headersFor(request);
			const found = routeOf('OPTIONS', path, '');
			if (!('access-control-allow-origin' in allowed)) return null;
			// Where there is nothing, that is what the page is to read: its browser asks before it may.
			const methods = found.route === null && found.methods.length > 0 ? found.methods : METHODS;
			const headers = {
				...allowed,
				'access-control-allow-methods': methods.join(', '),
				'access-control-allow-headers': REQUEST_HEADERS,
				'access-control-max-age': String(REMEMBERED_SECONDS),
			};
			return new Response(null, { status: 204, headers });
		},
		/** Refusals as well: else a script learns nothing of a login that is over (jellyfin 1794). */
		shown: (request, response) => {
			if (named.length === 0) return response;
			// Also to pages that nobody named: a cache on the way keeps their answer apart (expressjs/cors 106).
			response.headers.append('vary', 'Origin');
			const allowed = headersFor(request);
			for (const [name, value] of Object.entries(allowed)) response.headers.set(name, value);
			if ('access-control-allow-origin' in allowed) response.headers.set('access-control-expose-headers', SHOWN_HEADERS);
			return response;
		},
	};
}
