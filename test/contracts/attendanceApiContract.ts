import index from './attendanceApi.json';
import { inWords, type Field } from './field';
import { requestViolations, type Operation } from './request';
import { matching } from './route';

export interface Endpoint extends Operation {
	/** The operation of the document; in the code dialect, which one it stands for. */
	id?: string;
	documented?: string;
	/** At the origin, not below /api/v1. */
	atOrigin?: boolean;
	/** Needs no token. */
	open: boolean;
	roles?: string[];
	parameters?: Record<string, Field>;
	minProperties?: number;
	status: number;
	mime?: string;
}
export type Dialect = 'documented' | 'v2';

export const endpoints: Record<Dialect, Endpoint[]> = { documented: index.documented as Endpoint[], v2: index.v2 as unknown as Endpoint[] };

/** The call for a method and a path below the base; a literal route wins over one with parameters. */
export const endpointOf = (dialect: Dialect, method: string, path: string): Endpoint | undefined =>
	matching(endpoints[dialect], method, path)[0];

/** What stands in the braces of a path, decoded. */
export function parametersOf({ path }: Endpoint, given: string): Record<string, string> {
	const parts = given.split('/');
	return Object.fromEntries(
		path.split('/').flatMap((part, n) => (part.startsWith('{') ? [[part.slice(1, -1), decodeURIComponent(parts[n])]] : [])),
	);
}

/** What is wrong with a request to a call that there is. */
export function violations(endpoint: Endpoint, path: string, query: Record<string, unknown>, body: unknown): string[] {
	const given = parametersOf(endpoint, path);
	const inPath = Object.entries(endpoint.parameters ?? {}).flatMap(([name, field]) => inWords()(`path.${name}`, field, given[name]));
	const few =
		endpoint.minProperties !== undefined && Object.keys((body ?? {}) as object).length < endpoint.minProperties
			? [`body: must have at least ${endpoint.minProperties} fields`]
			: [];
	return [...inPath, ...few, ...requestViolations([endpoint], query, body)];
}
