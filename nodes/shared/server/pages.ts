/**
 * Which pages of other addresses may read what is answered (Fetch standard, "CORS protocol"). The port asks for everything that is answered below a part, by the part or in its
 * place: a refusal that a page may not read is a network error to it, without a reason (versatiles-org/versatiles-rs 138, google/osv.dev 5262).
 */
export interface Pages {
	/** What a browser is answered that asks before it calls; null for a call, and for pages that may not. */
	preflight: (request: Request, path: string) => Response | null;
	/** The same answer, as the page that asked may read it. */
	shown: (request: Request, response: Response) => Response;
}

const pathOf = (request: Request): string => new URL(request.url).pathname;

/** What a browser is told that asks before it calls; null for a call. */
export function preflightOf(pages: Pages[], request: Request): Response | null {
	for (const one of pages) {
		const allowed = one.preflight(request, pathOf(request));
		if (allowed) return allowed;
	}
	return null;
}

export const shownTo = (pages: Pages[], request: Request, response: Response): Response =>
	pages.reduce((answer, one) => one.shown(request, answer), response);
