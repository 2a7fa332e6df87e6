import type { IN8nHttpFullResponse } from 'n8n-workflow';

import type { Failure } from './errors';
import type { Vendor } from './vendor';

/** Answers below which a page may be the vendor's own after all: a gateway in front of it that is in trouble, guards it, or holds callers off. */
const OF_A_GATEWAY = [401, 403, 429];

/** Whether a text is a page (HTML, or the XML of a file store): no vendor of ours answers with one. */
export const isPage = (body: unknown): boolean => typeof body === 'string' && /^\s*</.test(body);

/** Whether something else than the vendor answered: the address in the credential leads to another site, or to the vendor's own pages. */
export const isForeignPage = ({ statusCode, body }: IN8nHttpFullResponse): boolean =>
	statusCode < 500 && !OF_A_GATEWAY.includes(statusCode) && isPage(body);

/** What to tell of it. */
export const foreignPage = (vendor: Vendor, status: number): Failure => ({
	kind: 'misaddressed',
	status,
	message: `${vendor.name} answered with a web page instead of data${status < 400 ? '' : ` (status ${status})`}`,
	remedy: baseUrlRemedy(vendor),
});

/** What the operator is to do where the address is none of the vendor. */
export const baseUrlRemedy = ({ name, baseUrlHint }: Pick<Vendor, 'name' | 'baseUrlHint'>): string =>
	`Check the "Base URL" of the ${name} credential${baseUrlHint ? `: ${baseUrlHint}` : ''}.`;
