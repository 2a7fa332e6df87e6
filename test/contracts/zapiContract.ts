import { requestViolations as violations, type Operation } from './request';
import { matching } from './route';
import index from './zapi.json';

/** One documented operation; `answer` is a sample of the documented response. */
export interface Endpoint extends Operation {
	id: string;
	answer?: unknown;
	partner?: boolean;
}

export const endpoints = index.endpoints as Endpoint[];

/** The operations documented for a method and path (without instance prefix). */
export const matchRoute = (method: string, path: string): Endpoint[] => matching(endpoints, method, path);

export { violations };
