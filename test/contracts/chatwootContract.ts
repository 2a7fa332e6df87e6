import index from './chatwoot.json';
import { inField, inObject, inWords, isEmpty, type Field } from './field';
import { matching } from './route';

/** One operation of the Application API. `fromCode`: read from the server's code, not in the document. */
export interface Endpoint {
	id?: string;
	method: string;
	path: string;
	query: Record<string, Field>;
	hasBody: boolean;
	body: Record<string, Field>;
	/** Fields of the same request as a form with files. */
	multipart?: Record<string, Field>;
	fromCode?: boolean;
}

export const endpoints = index.endpoints as Endpoint[];

/** The operation of a method and a whole path, `/api/v1/accounts/7/…`. */
export const matchRoute = (method: string, path: string): Endpoint | undefined => matching(endpoints, method, path)[0];

/** What is wrong with a request; `query` as its values stand in the URL. */
export function violations(endpoint: Endpoint, query: Record<string, unknown>, body: unknown): string[] {
	const inQuery = inObject('query', endpoint.query, query, inWords());
	if (endpoint.hasBody) return [...inQuery, ...inField('body', { type: 'object', properties: endpoint.body }, body)];
	return isEmpty(body) ? inQuery : [...inQuery, 'body: none is expected'];
}

/** What is wrong with a form with files. Its values are all words. */
export const formViolations = (endpoint: Endpoint, form: Record<string, unknown>): string[] =>
	endpoint.multipart ? inObject('form', endpoint.multipart, form, inWords()) : ['form: none is expected'];
