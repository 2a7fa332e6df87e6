import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { inPortuguese } from '../remedies/portuguese';
import type { VendorError } from './errors';
import { atAddress, type Probe } from './probe';
import { answeredFailure, complaintOf, networkFailure } from './send';
import { redact } from './redact';
import type { Vendor } from './vendor';

type Authenticate = (credential: ICredentialDataDecryptedObject, request: IHttpRequestOptions) => Promise<IHttpRequestOptions>;
type CredentialTest = (this: ICredentialTestFunctions, credential: ICredentialsDecrypted) => Promise<INodeCredentialTestResult>;

/**
 * The test behind "Retry" in a credential's dialog (`testedBy` of a node): the sentences are those that the node itself gives, where a test that is declared
 * on the credential type can only show n8n's "Bad Request" or "Forbidden".
 * @param authenticate the credential type's own
 * @param probes asked in their order; the first that fails is told
 */
export const credentialTest = (vendor: Vendor, authenticate: Authenticate, probes: Probe[]): CredentialTest =>
	async function (this, { data = {} }) {
		const secrets = vendor.secretFields.map((field) => String(data[field] ?? '').trim()).filter(Boolean);
		try {
			for (const probe of probes.filter(({ when }) => when?.(data) ?? true)) {
				const answer = await asked(this, vendor, await authenticate(data, { url: probe.path, qs: probe.query }), secrets);
				const complaint = complaintOf(vendor, answer, probe.path);
				if (complaint !== null) throw atAddress(probe, answeredFailure(answer, redact(complaint, secrets), vendor), vendor);
				const problem = probe.judge?.(answer.body, data) ?? null;
				if (problem !== null) return refused(problem, inPortuguese({ message: problem }), secrets);
			}
			return { status: 'OK', message: `${vendor.name} accepts this credential` };
		} catch (error) {
			const { message, remedy = '' } = error as Partial<VendorError> & Error;
			return refused([message, remedy].filter(Boolean).join('. '), inPortuguese(error), secrets);
		}
	};

/** What the dialog shows: what is wrong and what to do, and the same in Portuguese on a line of its own. */
const refused = (said: string, portuguese: string | null, secrets: string[]): INodeCredentialTestResult => ({
	status: 'Error',
	message: redact([said, portuguese].filter(Boolean).join('\n'), secrets),
});

async function asked(
	context: ICredentialTestFunctions,
	vendor: Vendor,
	{ baseURL = '', url, qs, headers }: IHttpRequestOptions,
	secrets: string[],
): Promise<IN8nHttpFullResponse> {
	const request = {
		uri: `${baseURL}${url}`,
		qs,
		headers,
		json: true,
		timeout: vendor.timeoutMs,
		simple: false,
		resolveWithFullResponse: true,
	};
	try {
		return (await context.helpers.request(request)) as IN8nHttpFullResponse;
	} catch (error) {
		throw networkFailure(error, vendor, secrets, vendor.timeoutMs);
	}
}
