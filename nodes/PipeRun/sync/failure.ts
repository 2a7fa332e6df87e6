import type { IDataObject } from 'n8n-workflow';

import { VendorError } from '../../shared/http/errors';
import type { Call } from '../../shared/kit/operation';
import { isPipeRuns, TOKEN_TEST } from '../api';

/** A request that PipeRun refused as it is is refused again: somebody has to look. Everything else passes with time, or with what somebody mends. */
const FOR_GOOD: readonly string[] = ['rejected', 'notFound'];
/** What may be said of all that is asked, because of the credential. */
const OF_ALL: readonly string[] = [...FOR_GOOD, 'unauthorized', 'misaddressed'];
/** What PipeRun as a whole may be in, or this one request alone. */
const OUTAGES: readonly string[] = ['unavailable', 'timedOut'];
/** The list of users is only asked for: whoever does not know it, or takes no GET there, is another than PipeRun. */
const NO_SUCH_LIST = 405;

/**
 * What a failed step tells: whether trying the lead again makes sense (`retry`), and the kind of failure. PipeRun refuses a token and a single thing that its
 * user may not do with the same statuses, and a record that is gone looks like an address that is not PipeRun's: the failure alone tells nothing, so after it
 * PipeRun is asked for what every user may read. Only after it, as a token can be revoked in the middle of a lead.
 * @returns kind `unauthorized` where the token is refused as a whole or empty, `misaddressed` where somebody else than PipeRun answers, `forbidden` where one
 * thing is refused; where the question cannot be answered now, what that failed with. With a failure that passes, `outage` tells whether it is PipeRun's as a
 * whole: then no lead is at fault
 */
export async function failureFacts(send: Call['send'], error: unknown): Promise<IDataObject> {
	if (error instanceof VendorError && OUTAGES.includes(error.kind)) return { ...facts(error), outage: await isOutage(send) };
	if (error instanceof VendorError && !OF_ALL.includes(error.kind)) return facts(error);

	const own = ownFacts(error);
	const asked = await send({ method: 'GET', ...TOKEN_TEST, repeatable: true }).catch((failure: unknown) => failure);
	if (isAnothers(asked)) return { ...own, retry: true, kind: 'misaddressed' };
	if (!(asked instanceof Error) || (asked instanceof VendorError && asked.kind === 'rejected')) return own;
	if (asked instanceof VendorError && asked.kind !== 'unauthorized') return facts(asked);
	return { ...own, retry: true, kind: 'unauthorized' };
}

/** One question, asked once: the lead's worker has waited long enough. */
async function isOutage(send: Call['send']): Promise<boolean> {
	const asked = await send({ method: 'GET', ...TOKEN_TEST, repeatable: false }).catch((failure: unknown) => failure);
	return asked instanceof VendorError && (OUTAGES.includes(asked.kind) || asked.kind === 'unreachable');
}

/** What a failure is where PipeRun takes the token: of this lead, or of this one thing. */
function ownFacts(error: unknown): IDataObject {
	if (error instanceof RangeError) return { retry: false, kind: 'other' };
	if (!(error instanceof VendorError)) return { retry: true, kind: 'other' };
	if (error.kind === 'unauthorized') return { ...facts(error), kind: 'forbidden' };
	// A page in place of one answer: of something in between that refused this request, or that is gone in a moment.
	if (error.kind === 'misaddressed') return { ...facts(error), kind: 'rejected', retry: (error.status ?? 0) < 400 };
	return facts(error);
}

function isAnothers(answer: unknown): boolean {
	if (!(answer instanceof Error)) return !isPipeRuns(answer);
	if (!(answer instanceof VendorError)) return false;
	return answer.kind === 'notFound' || answer.kind === 'misaddressed' || answer.status === NO_SUCH_LIST;
}

function facts({ kind, status, retryAfterMs }: VendorError): IDataObject {
	return { retry: !FOR_GOOD.includes(kind), kind, ...(status && { status }), ...(retryAfterMs !== undefined && { retryAfterMs }) };
}
