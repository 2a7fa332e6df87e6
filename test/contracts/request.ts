import { best, inField, inObject, inWords, isEmpty, isObject, type Field } from './field';
import type { Route } from './route';

/** One documented operation. Several may share a route. */
export interface Operation extends Route {
	query: Record<string, Field>;
	/** `none`, `object`, or `array`: a bare array is described under the key `[]`. */
	bodyType: string;
	body: Record<string, Field>;
}

/**
 * What is wrong with a request, by the operation that fits it best.
 * @param query words as they stand in the URL, an array for `key[]`
 * @param truths the words that the vendor takes for a boolean in a query
 * @returns empty when at least one candidate accepts it
 */
export function requestViolations(candidates: Operation[], query: Record<string, unknown>, body: unknown, truths?: string[]): string[] {
	if (candidates.length === 0) return ['no such route'];
	return best(candidates.map((operation) => [...inObject('query', operation.query, query, inWords(truths)), ...inBody(operation, body)]));
}

function inBody({ bodyType, body: fields }: Operation, body: unknown): string[] {
	if (bodyType === 'none') return isEmpty(body) ? [] : ['body: none is expected'];
	if (bodyType === 'array') return inField('body', fields['[]'], body);
	return isObject(body) ? inObject('body', fields, body) : ['body: must be a JSON object'];
}
