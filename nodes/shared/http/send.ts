import type {
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestMethods,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	IPollFunctions,
	ITriggerFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { VendorError, type FailureKind } from './errors';
import { neverShow, redact } from './redact';
import { retryAfterMs, withRetry } from './retry';
import { timeoutFor } from './timeout';
import type { Vendor } from './vendor';
import { foreignPage, isForeignPage } from './webPage';

export type RequestContext =
	IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions | IPollFunctions | ITriggerFunctions | IWebhookFunctions;

export interface VendorRequest {
	method: IHttpRequestMethods;
	/** Path below the vendor's base URL, already encoded. */
	path: string;
	query?: IDataObject;
	/** Headers of this request alone; the credential adds its own. */
	headers?: IDataObject;
	/** JSON, a form with files, or the bytes of a file. */
	body?: IDataObject | unknown[] | FormData | Buffer;
	/** The answer is a file: its bytes are given as a Buffer. */
	answersBytes?: true;
	/** True when running it twice does no harm. */
	repeatable: boolean;
	/** Never asked again, whatever the answer: each try counts against a limit, or somebody waits for this very answer. */
	asksOnce?: true;
	/** No try begins at this moment or later, epoch milliseconds: another worker may do it from then on. */
	beginBefore?: number;
	/** For a question that must be answered sooner than the vendor's others, milliseconds. */
	timeoutMs?: number;
}

/**
 * The one door to a vendor: authentication, timeout, retries and error translation.
 * @returns the answer's body; an empty one becomes `{}`; a Buffer where a file is asked for
 * @throws {VendorError} with the secrets of the credential taken out
 */
export async function send(context: RequestContext, vendor: Vendor, request: VendorRequest): Promise<unknown> {
	const secrets = await secretsOf(context, vendor);
	const { beginBefore } = request;
	if (request.asksOnce) return await once(context, vendor, request, secrets);
	return await withRetry(async () => await once(context, vendor, request, secrets), {
		repeatable: request.repeatable,
		sleep,
		random: Math.random,
		...(beginBefore !== undefined && { mayWait: (ms) => Date.now() + ms < beginBefore }),
	});
}

async function once(context: RequestContext, vendor: Vendor, request: VendorRequest, secrets: string[]): Promise<unknown> {
	const timeout = timeoutFor(request.timeoutMs ?? vendor.timeoutMs, request.body);
	// With `json`, n8n would write bytes out as an object, and read those of an answer.
	const isJson = !(request.body instanceof Uint8Array) && request.answersBytes !== true;
	const options: IHttpRequestOptions = {
		method: request.method,
		url: request.path,
		qs: request.query,
		...(vendor.arrayFormat && { arrayFormat: vendor.arrayFormat }),
		...bodyAndHeaders(request),
		json: isJson,
		...(request.answersBytes && { encoding: 'arraybuffer' as const }),
		timeout,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
	};
	const given = (await context.helpers.httpRequestWithAuthentication
		.call(context, vendor.credentialType, options)
		.catch((error: unknown) => {
			throw networkFailure(error, vendor, secrets, timeout);
		})) as IN8nHttpFullResponse;
	if (request.answersBytes && given.statusCode < 400) return given.body;
	const answer = isJson ? given : { ...given, body: readable(given.body) };
	const complaint = complaintOf(vendor, answer, request.path);
	if (complaint !== null) throw answeredFailure(answer, redact(complaint, secrets), vendor);
	return answer.body === '' || answer.body === null || answer.body === undefined ? {} : answer.body;
}

/** An answer that n8n was told not to read, as JSON where it is some. */
function readable(body: IN8nHttpFullResponse['body']): IN8nHttpFullResponse['body'] {
	if (typeof body !== 'string' && !(body instanceof Uint8Array)) return body;
	const text = Buffer.from(body as string).toString('utf8');
	try {
		return JSON.parse(text) as IDataObject;
	} catch {
		return text as never;
	}
}

/** A refusal stays a refusal though its body is none that the vendor is known for. */
export function complaintOf(vendor: Vendor, { statusCode, body }: IN8nHttpFullResponse, path: string): string | null {
	if (isForeignPage({ statusCode, body } as IN8nHttpFullResponse)) return '';
	try {
		return vendor.complaint(statusCode, body, path);
	} catch (error) {
		if (error instanceof TypeError || error instanceof RangeError) return statusCode < 400 ? 'its answer cannot be read' : '';
		throw error;
	}
}

/** n8n drops an empty object and with it the content type; some vendors answer that with 415. */
function bodyAndHeaders({ body, headers }: VendorRequest): Pick<IHttpRequestOptions, 'body' | 'headers'> {
	const own = headers && { headers: { ...headers } };
	if (body instanceof FormData || body instanceof Uint8Array) return { body: body as unknown as IHttpRequestOptions['body'], ...own };
	const isEmptyObject = body !== undefined && !Array.isArray(body) && Object.keys(body).length === 0;
	return isEmptyObject
		? { body: '{}', headers: { ...headers, 'Content-Type': 'application/json' } }
		: { body: body as IDataObject, ...own };
}

/** A vendor's refusal as an error with what to do about it. */
export function answeredFailure(answer: IN8nHttpFullResponse, complaint: string, vendor: Vendor): VendorError {
	const status = answer.statusCode;
	if (isForeignPage(answer)) return new VendorError(foreignPage(vendor, status));
	const kind = kindOf(status);
	const said = complaint ? `: ${complaint}` : '';
	const shown = vendor.explain?.(status, complaint) ?? {
		message: `${vendor.name} ${status < 300 ? 'refused the request' : `answered with status ${status}`}${said}`,
		remedy: REMEDIES[kind],
	};
	const failure = { kind, status, ...shown };
	const isFinal = failure.kind === 'rejected' && vendor.refusesForGood?.(complaint) === true;
	const now = Date.now();
	const limitEndsInMs = status === 429 ? vendor.limitEndsInMs?.(answer.headers ?? {}, now) : undefined;
	return new VendorError({ ...failure, isFinal, retryAfterMs: retryAfterMs(answer.headers?.['retry-after'], now) ?? limitEndsInMs });
}

function kindOf(status: number): FailureKind {
	if (status === 401 || status === 403) return 'unauthorized';
	if (status === 404) return 'notFound';
	if (status === 429) return 'rateLimited';
	return status >= 500 ? 'unavailable' : 'rejected';
}

const REMEDIES: Record<FailureKind, string> = {
	unauthorized: 'Check the fields of the credential.',
	notConnected: 'Connect it again in the panel of the service.',
	misaddressed: 'Check the "Base URL" of the credential.',
	rejected: 'Check the values of this node against the message above.',
	notFound: 'Check the ids that were given.',
	rateLimited: 'Send less at a time, or wait and run it again.',
	unavailable: 'The service is in trouble at the moment: try again later.',
	timedOut: 'It may or may not have been done: check before running it again.',
	unreachable: 'Check the address ("Base URL") in the credential and the network of this n8n.',
};

/**
 * Codes that say the connection was never made, so nothing can have happened at the other end. In words: a message with such a code in it
 * is replaced by n8n with a general one.
 */
const NEVER_CONNECTED: Partial<Record<string, string>> = {
	ECONNREFUSED: 'it refuses connections',
	ENOTFOUND: 'its address does not exist',
	EAI_AGAIN: 'its address cannot be looked up at the moment',
	EHOSTUNREACH: 'there is no way to its network',
	ENETUNREACH: 'there is no way to its network',
	ERR_INVALID_URL: 'its address is not a valid URL',
	ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another address',
};

/** A call without an answer, as an error that says why. */
export function networkFailure(error: unknown, vendor: Vendor, secrets: string[], timeoutMs: number): Error {
	const code = errorCode(error);
	if (code === undefined) return error instanceof Error ? new Error(redact(error.message, secrets)) : new Error('Unknown failure');
	const reason = NEVER_CONNECTED[code];
	if (reason)
		return new VendorError({ kind: 'unreachable', message: `${vendor.name} cannot be reached: ${reason}`, remedy: REMEDIES.unreachable });
	if (code === 'ETIMEDOUT' || code === 'ECONNABORTED')
		return new VendorError({
			kind: 'timedOut',
			message: `${vendor.name} did not answer within ${Number((timeoutMs / 1000).toPrecision(3))} seconds`,
			remedy: REMEDIES.timedOut,
		});
	return new VendorError({
		kind: 'timedOut',
		message: `${vendor.name} broke the connection${code === 'ECONNRESET' ? '' : ` (${code})`}`,
		remedy: REMEDIES.timedOut,
	});
}

/** The network's error code, however deep n8n wrapped it; undefined when it was no network error. */
function errorCode(error: unknown): string | undefined {
	for (let at: unknown = error, depth = 0; at && depth < 5; at = (at as { cause?: unknown }).cause, depth++) {
		const { code } = at as { code?: unknown };
		if (typeof code === 'string' && /^E[A-Z_]+$/.test(code)) return code === 'ERR_CANCELED' ? 'ETIMEDOUT' : code;
	}
	return undefined;
}

async function secretsOf(context: RequestContext, vendor: Vendor): Promise<string[]> {
	const credential = await context.getCredentials(vendor.credentialType);
	const secrets = vendor.secretFields.map((field) => String(credential[field] ?? '').trim()).filter((secret) => secret !== '');
	neverShow(secrets);
	return secrets;
}
