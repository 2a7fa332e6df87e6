import type { IDataObject, IExecuteFunctions, IHttpRequestMethods } from 'n8n-workflow';

import type { VendorRequest } from '../http/send';
import type { Fields } from './field';
import type { Outcome } from './items';
import type { Paging } from './paging';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
/** The names in the braces of a request. */
export type PathParameters<R extends string> = R extends `${string}{${infer Name}}${infer Rest}` ? Name | PathParameters<Rest> : never;

/** How an operation looks in the editor. */
export interface Form {
	name: string;
	/** Sentence case, with the resource: shown in the node list. */
	action: string;
	description: string;
	fields: Fields;
	/** Shown under "Options", sent only when the operator added them. */
	options?: Fields;
	/** Shown above the form. */
	notice?: string;
	/** The form asks for all or how many, as that of a list in pages does. */
	asksHowMany?: true;
}

/** One request of a vendor's interface. */
export interface Operation extends Form {
	/** `POST /send-text`, path parameters in braces. */
	request: `${Method} /${string}`;
	/** The answer is a list that comes in pages: the form asks for all or how many, each entry becomes an item. */
	paging?: Paging;
	/** The fields go into the body also where the method has none by custom: a DELETE that names its victims in it. */
	hasBody?: true;
	/** Body keys with one fixed value. */
	fixed?: IDataObject;
	/** Query keys with one value, unless a field of that key has another. */
	fixedQuery?: IDataObject;
	/** A POST, PUT or PATCH that carries no body at all. */
	bodyless?: true;
	/** Whether running it twice does no harm; by default true for GET alone. */
	repeatable?: boolean;
	/** Makes several requests of one, done in order; each answer becomes an item. `values` is what the operator gave, by field name. */
	several?: (request: VendorRequest, values: IDataObject) => VendorRequest[];
	/** Makes the vendor's answer regular: one object, or an array for several items. */
	output?: (answer: unknown) => IDataObject | IDataObject[];
}

/** What a composite works with, for one item. */
export interface Call {
	context: IExecuteFunctions;
	itemIndex: number;
	/** What the operator gave, as it goes over the wire: by the fields' `at`, options included. */
	values: IDataObject;
	/** The vendor's door. */
	send: (request: VendorRequest) => Promise<unknown>;
	/** How many results are wanted at most, of an operation that asks for it; Infinity for all, and where it is not asked. */
	wanted?: number;
}

/** An operation of several requests, or of one that is more than a row: its code decides. */
export interface Composite extends Form {
	run: (call: Call) => Promise<Outcome | Outcome[]>;
}

export type Operations = Record<string, Operation | Composite>;

export const isRow = (operation: Operation | Composite): operation is Operation => 'request' in operation;

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
