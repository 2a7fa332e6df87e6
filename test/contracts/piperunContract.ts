import index from './piperun.json';
import { requestViolations, type Operation } from './request';
import { matching } from './route';

/** One documented operation. `status` is what a success answers. */
export interface Endpoint extends Operation {
	status: number;
}

export const endpoints = index.endpoints as Endpoint[];

/** The route as it looks from outside: two documented operations that differ in the names of their path parameters are one route. */
export const routeOf = (method: string, path: string): string => `${method} ${path.replace(/\{\w+\}/g, '{}')}`;

/** The operations documented for a method and path. */
export const matchRoute = (method: string, path: string): Endpoint[] => matching(endpoints, method, path);

/** What is wrong with a request, by the operation that fits it best. */
export const violations = (candidates: Endpoint[], query: Record<string, unknown>, body: unknown): string[] =>
	requestViolations(candidates, query, body, ['true', 'false', '0', '1']);
