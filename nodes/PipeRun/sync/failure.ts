import type { IDataObject } from 'n8n-workflow';

import { VendorError } from '../../shared/http/errors';
import type { Call } from '../../shared/kit/operation';
import { TOKEN_TEST } from '../api';

/** A request that PipeRun refused as it is is refused again: somebody has to look. Everything else passes with time, or with what somebody mends. */
const FOR_GOOD: readonly string[] = ['rejected', 'notFound'];

/**
 * What a failed step tells: whether trying the lead again makes sense (`retry`), and the kind of failure. PipeRun refuses a token and a single thing that its
 * user may not do with the same statuses, so the status alone tells nothing: after a refusal it is asked for what every user may read. Only after it, as
 * a token can be revoked in the middle of a lead.
 * @returns kind `unauthorized` where the token is refused as a whole or empty, `forbidden` where one thing is refused; where the question cannot be answered
 * now, what that failed with
 */
export async function failureFacts(send: Call['send'], error: unknown): Promise<IDataObject> {
	if (error instanceof RangeError) return { retry: false, kind: 'other' };
	if (error instanceof VendorError && error.kind !== 'unauthorized') return facts(error);

	const refused = error instanceof VendorError ? facts(error) : { retry: true };
	const asked = await send({ method: 'GET', ...TOKEN_TEST, repeatable: true }).catch((failure: unknown) => failure);
	const isTaken = !(asked instanceof Error) || (asked instanceof VendorError && FOR_GOOD.includes(asked.kind));
	if (isTaken) return { ...refused, kind: error instanceof VendorError ? 'forbidden' : 'other' };
	return asked instanceof VendorError && asked.kind !== 'unauthorized' ? facts(asked) : { ...refused, kind: 'unauthorized' };
}

function facts({ kind, status, retryAfterMs }: VendorError): IDataObject {
	return { retry: !FOR_GOOD.includes(kind), kind, ...(status && { status }), ...(retryAfterMs !== undefined && { retryAfterMs }) };
}
