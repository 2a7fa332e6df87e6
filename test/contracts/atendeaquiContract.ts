import index from './atendeaqui.json';
import { requestViolations, type Operation } from './request';

/** Who may call: holders of the account's token, or whoever knows the flow, which then stands in the path and the header or in the header. */
export type Auth = 'token' | 'flow in path' | 'flow in header';

export interface Endpoint extends Operation {
	id: string;
	auth: Auth;
	/** Name of the model that it answers with; `[]` for a list of them. */
	model: string;
	/** Not seen in the SDK, but named by its guide. */
	inferred?: boolean;
}

export const endpoints = index.endpoints as Endpoint[];

/** The documented call for a method and a path below the base URL, and what stands in the braces of its path, decoded. */
export function matchRoute(method: string, path: string): { endpoint: Endpoint; parameters: Record<string, string> } | undefined {
	for (const endpoint of endpoints) {
		const parameters = endpoint.method === method ? match(endpoint.path, path) : undefined;
		if (parameters) return { endpoint, parameters };
	}
	return undefined;
}

/** `flows` and `auth` stand where other paths have a flow key. */
const NO_FLOW_KEYS = new Set(['flows', 'auth']);

function match(pattern: string, path: string): Record<string, string> | undefined {
	const wanted = pattern.split('/');
	const given = path.split('/');
	const parameters: Record<string, string> = {};
	if (wanted.length !== given.length) return undefined;
	for (const [n, part] of wanted.entries()) {
		const name = /^\{(\w+)\}$/.exec(part)?.[1];
		if (name === undefined && part !== given[n]) return undefined;
		if (name !== undefined && (given[n] === '' || (name === 'flow_key' && NO_FLOW_KEYS.has(given[n])))) return undefined;
		if (name !== undefined) parameters[name] = decodeURIComponent(given[n]);
	}
	return parameters;
}

/** What is wrong with a request to a documented call. */
export const violations = (endpoint: Endpoint, query: Record<string, unknown>, body: unknown): string[] =>
	requestViolations([endpoint], query, body);
