import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { VendorRequest } from '../../nodes/shared/http/send';
import { wireObject, type Field, type Fields } from '../../nodes/shared/kit/field';
import { isRow, type Call, type Composite, type Operation } from '../../nodes/shared/kit/operation';
import { buildRequest } from '../../nodes/shared/kit/request';
import { resources } from '../../nodes/ZApi/operations';
import { samples, type Filling } from '../contracts/samples';

/** Every operation of the node by `resource.operation`. */
export const operations: Record<string, Operation | Composite> = Object.fromEntries(
	Object.entries(resources).flatMap(([resource, { operations: all }]) =>
		Object.entries(all).map(([key, found]) => [`${resource}.${key}`, found] as const),
	),
);

/** What an operator would give, with nothing hidden. A file's extension is read from the file when the form has none, so it is there. */
export const given = (operation: Operation | Composite, filling: Filling): IDataObject => ({
	...samples(operation.fields, filling),
	...(filling === 'everything' && { ...samples(operation.options ?? {}, filling), ...revealed(operation.fields) }),
	...('extension' in operation.fields && { extension: 'pdf' }),
});

/** Choices that show every field: in a list one entry for each choice that others depend on. */
function revealed(fields: Fields): IDataObject {
	const choices = Object.values(fields).flatMap(({ shownWhen = {} }) =>
		Object.entries(shownWhen).map(([name, [wanted]]) => [name, wanted]),
	);
	const lists = Object.entries(fields).flatMap(([name, field]) => {
		const rows = entriesOf(field);
		return rows.length > 0 ? [[name, { entry: rows }]] : [];
	});
	return Object.fromEntries([...choices, ...lists]) as IDataObject;
}

function entriesOf({ form }: Pick<Field, 'form'>): IDataObject[] {
	if (form.type !== 'fixedCollection') return [];
	const { values } = (form.options as Array<{ values: INodeProperties[] }>)[0];
	const row = { ...Object.fromEntries(values.map((inner) => [inner.name, sampleOf(inner)])) };
	const [decisive] = values.flatMap(({ displayOptions }) => Object.keys(displayOptions?.show ?? {}));
	const options = values.find(({ name }) => name === decisive)?.options as INodePropertyOptions[] | undefined;
	return options ? options.map(({ value }) => ({ ...row, [decisive]: value })) : form.typeOptions?.multipleValues ? [row] : [];
}

function sampleOf({ name, ...form }: INodeProperties): IDataObject[string] {
	const inner = entriesOf({ form });
	return inner.length > 0 ? { entry: inner } : samples({ [name]: { form, toWire: String } }, 'everything')[name];
}

/** An answer that has more pages after it, whichever way the vendor says so. */
const MORE = { nextCursor: 'cursor', pagingState: 'cursor', hasMore: true, page: 1, totalPage: 2 };

/** The requests of an operation: one, for a list also the one of its second page. */
export async function requestsOf(operation: Operation | Composite, filling: Filling, changes: IDataObject = {}): Promise<VendorRequest[]> {
	const values = { ...given(operation, filling), ...changes };
	if (!isRow(operation)) return [await lastRequest(operation, values)];
	const request = buildRequest(operation, values);
	if (!operation.paging) return [request];
	const { first, next, maxSize } = operation.paging;
	const firstPage = first(request, maxSize);
	return [firstPage, next(firstPage, MORE, maxSize)].filter((page) => page !== null);
}

/** What a composite asks last: the requests before it look something up. */
async function lastRequest({ fields, options, run }: Composite, values: IDataObject): Promise<VendorRequest> {
	const asked: VendorRequest[] = [];
	const send: Call['send'] = async (request) => {
		asked.push(request);
		return { content: [{ id: values.instance && String((values.instance as IDataObject).value), token: 'SECRET' }] };
	};
	await run({ values: wireObject({ ...fields, ...options }, values), send } as Call);
	return asked[asked.length - 1];
}
