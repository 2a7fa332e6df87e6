import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import type { Fields } from './field';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type PathParameters<R extends string> = R extends `${string}{${infer Name}}${infer Rest}` ? Name | PathParameters<Rest> : never;

export interface Operation {
	name: string;
	/** Sentence case, with the resource: shown in the node list. */
	action: string;
	description: string;
	/** `POST /send-text`, path parameters in braces. */
	request: `${Method} /${string}`;
	fields: Fields;
	/** Shown under "Options", sent only when the operator added them. */
	options?: Fields;
	/** Shown above the form. */
	notice?: string;
	/** Body keys with one fixed value. */
	fixed?: IDataObject;
	/** Whether running it twice does no harm; by default true for GET alone. */
	repeatable?: boolean;
	/** Makes the vendor's answer regular: one object, or an array for several items. */
	output?: (answer: unknown) => IDataObject | IDataObject[];
}
export type Operations = Record<string, Operation>;

export interface Resource {
	name: string;
	description?: string;
	operations: Operations;
}
export type Resources = Record<string, Resource>;

/**
 * A row: one operation of a vendor. A path parameter without a field of that name does not compile.
 */
export const operation = <const R extends `${Method} /${string}`, F extends Fields & Record<PathParameters<R>, F[string]>>(
	row: Omit<Operation, 'request' | 'fields'> & { request: R; fields: F },
): Operation => row;

/** Method and path template of a row. */
export function route(row: Operation): { method: IHttpRequestMethods; template: string } {
	const [method, template] = row.request.split(' ');
	return { method: method as IHttpRequestMethods, template };
}
