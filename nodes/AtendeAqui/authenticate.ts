import { ApplicationError, type ICredentialDataDecryptedObject, type IHttpRequestOptions } from 'n8n-workflow';

/** Stands in a path for the flow key of the credential, which nodes never read. */
export const CREDENTIAL_FLOW = 'flow-of-credential';

/** The header that names the flow. */
export const FLOW_HEADER = 'X-Onboarding-Key';

const ENVIRONMENTS: Record<string, string> = {
	production: 'https://api.atendeaqui.com.br/v1',
	sandbox: 'https://api.homolog.atendeaqui.com.br/v1',
};

/** `onboarding/{flow key}/…`; flows/ and auth/ stand at the same place and are no keys. */
const FLOW_IN_PATH = /\/onboarding\/(?!flows\/|auth\/)([^/?#]+)\/(?:structure|start|progress)\//;
const FLOW_IN_HEADER = /\/onboarding\/auth\/token\//;
const NEEDS_TOKEN = /(^|\/)clients\/|\/onboarding\/flows\//;

/**
 * Puts the base URL, the token and the flow key into a request. The flow stands in the path and in the header alike; a call that names its
 * own flow keeps it.
 * @throws {ApplicationError} before anything is sent, when what the route needs is nowhere
 */
export function authenticated(credential: ICredentialDataDecryptedObject, request: IHttpRequestOptions): IHttpRequestOptions {
	const token = trimmed(credential.apiToken);
	const ownFlow = trimmed(credential.flowKey);
	if (!token && !ownFlow)
		throw new ApplicationError('The AtendeAqui credential has neither an "API Token" nor a "Flow Key": fill in at least one of them');
	if (!token && NEEDS_TOKEN.test(request.url))
		throw new ApplicationError('This operation needs the "API Token", which is empty in the AtendeAqui credential');
	const flow = flowOf(request, ownFlow);
	return {
		...request,
		baseURL: baseUrl(credential),
		url: flow ? request.url.replace(`/${CREDENTIAL_FLOW}/`, `/${encodeURIComponent(flow)}/`) : request.url,
		headers: {
			Accept: 'application/json',
			...request.headers,
			...(token && { Authorization: `Bearer ${token}` }),
			...(flow && { [FLOW_HEADER]: flow }),
		},
	};
}

/** The flow key of a call that belongs to a flow; undefined for all others. */
function flowOf({ url, headers }: IHttpRequestOptions, ownFlow: string): string | undefined {
	const inPath = FLOW_IN_PATH.exec(url)?.[1];
	if (inPath === undefined && !FLOW_IN_HEADER.test(url)) return undefined;
	const named = inPath === undefined ? trimmed(headers?.[FLOW_HEADER]) : decodeURIComponent(inPath);
	const flow = named === '' || named === CREDENTIAL_FLOW ? ownFlow : named;
	if (flow === '') throw new ApplicationError('There is no flow key: fill in "Flow Key" of this node or of the AtendeAqui credential');
	return flow;
}

function baseUrl({ environment, baseUrl: own }: ICredentialDataDecryptedObject): string {
	const known = ENVIRONMENTS[trimmed(environment) || 'production'];
	const url = known ?? trimmed(own).replace(/\/+$/, '');
	if (url === '') throw new ApplicationError('The field "Base URL" of the AtendeAqui credential is empty');
	return url;
}

const trimmed = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
