import type { IDataObject } from 'n8n-workflow';

import type { Vendor } from '../shared/http/vendor';
import { cursors, pageNumbers, type Paging } from '../shared/kit/paging';

/** PipeRun's HTTP interface: header `token`, everything in an envelope with `success`, `message` and `data`. */
export const pipeRun: Vendor = {
	name: 'PipeRun',
	credentialType: 'atendeAquiPipeRunApi',
	secretFields: ['token', 'webhookSecret'],
	timeoutMs: 20_000,
	arrayFormat: 'brackets',
	baseUrlHint: 'it is https://api.pipe.run/v1, unless a proxy stands before it',
	complaint,
	explain,
};

/** What every user may read: whether PipeRun takes the token, and whether it is PipeRun at all. */
export const TOKEN_TEST = { path: '/users', query: { show: 1 } } as const;

/** Whether an answer to that is PipeRun's: its lists are always under `data` (contract, GET /users). */
export const isPipeRuns = (answer: unknown): boolean => Array.isArray(objectOf(answer).data);

/** The clock of every date that PipeRun gives or takes without an offset. */
export const TIME_ZONE = 'America/Sao_Paulo';

/** An error names the reason in `message` and, for refused fields, each of them in `data` as one text or several. */
function complaint(status: number, body: unknown): string | null {
	const { success, message, data } = objectOf(body);
	if (status < 400 && success !== false) return null;
	const reason = typeof message === 'string' ? message : '';
	const fields = Object.entries(Array.isArray(data) ? {} : objectOf(data)).map(([field, said]) => `${field}: ${[said].flat().join(' ')}`);
	const said = [reason, ...fields].filter(Boolean).join('; ');
	return said || (typeof body === 'string' ? body.slice(0, 200) : '') || 'it gave no reason';
}

function explain(status: number, said: string): { message: string; remedy: string } | null {
	if (status !== 401 && status !== 403) return null;
	return {
		message: `PipeRun does not accept the token for this: ${said}`,
		remedy: 'Copy the token again from the user data page in PipeRun into the credential, and check what this user may see and do.',
	};
}

/** The records in an answer; every list is under `data`, which may also be one record, or nothing. */
export function entriesOf(answer: unknown): unknown[] {
	const { data } = objectOf(answer);
	return Array.isArray(data) ? data : data ? [data] : [];
}

/** The vendor's own client reads heavy lists by 100; 200 is the most that is allowed anywhere. */
const PAGE_SIZE = 100;

const cursorIn = (name: string): Paging =>
	cursors({
		cursor: name,
		size: 'show',
		maxSize: PAGE_SIZE,
		entries: entriesOf,
		following: (answer) => objectOf(objectOf(objectOf(answer).meta).cursor).next,
	});

/** Lists come by a cursor; the total is never told. */
export const byCursor: Paging = cursorIn('cursor');

/** Proposal templates take the cursor under another name. */
export const byHash: Paging = cursorIn('hash');

/** The proposals of a deal still come by page numbers. */
export const byPage: Paging = pageNumbers({ page: 'page', size: 'show', maxSize: PAGE_SIZE, entries: entriesOf });

/** Lists that come whole: only as many entries are given on as are wanted. */
export const whole: Paging = { maxSize: Infinity, entries: entriesOf, first: (request) => request, next: () => null };

export const objectOf = (value: unknown): IDataObject => (typeof value === 'object' && value !== null ? (value as IDataObject) : {});
