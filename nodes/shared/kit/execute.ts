import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { VendorError } from '../http/errors';
import { send, type VendorRequest } from '../http/send';
import type { Vendor } from '../http/vendor';
import { wireObject, type Fields, type Source } from './field';
import { runItems, type Outcome } from './items';
import { isRow, type Call, type Composite, type Form, type Operation, type Resources } from './operation';
import { readPages } from './paging';
import { parameterOf } from './parameter';
import { buildRequest } from './request';

/**
 * Runs the chosen operation for every item: reads the form, sends the request, gives the answer as one item or several.
 * @param door of a vendor whose requests need more than its credential adds, such as a login first
 */
export async function executeOperation(
	context: IExecuteFunctions,
	resources: Resources,
	vendor: Vendor,
	door: Call['send'] = async (request) => await send(context, vendor, request),
): Promise<INodeExecutionData[][]> {
	return await runItems(context, async (itemIndex) => {
		const chosen = operationOf(context, resources, itemIndex);
		const values = await formValues({ context, itemIndex }, chosen);
		if (isRow(chosen)) {
			const request = buildRequest(chosen, values);
			const requests = chosen.several?.(request, values);
			return await readable(vendor, async () =>
				outcomes(
					requests
						? await inOrder(requests, chosen.output ?? regular, door)
						: await answered(chosen, request, door, wantedEntries(context, itemIndex)),
				),
			);
		}
		return await chosen.run({
			context,
			itemIndex,
			values: wire(chosen, values),
			send: door,
			wanted: chosen.asksHowMany ? wantedEntries(context, itemIndex)() : Infinity,
		});
	});
}

/** An answer that has not the form which the vendor's documents promise is the vendor's failure, in words: what was asked may have been done. */
async function readable<T>(vendor: Vendor, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		if (!(error instanceof TypeError)) throw error;
		throw Object.assign(
			new VendorError({
				kind: 'unavailable',
				message: `${vendor.name} answered in a form that is not known: ${error.message}`,
				remedy: 'Check whether it was done, and the address in the credential: something else may answer there.',
			}),
			{ facts: (error as { facts?: IDataObject }).facts },
		);
	}
}

function operationOf(context: IExecuteFunctions, resources: Resources, itemIndex: number): Operation | Composite {
	const resource = context.getNodeParameter('resource', itemIndex) as string;
	const key = context.getNodeParameter('operation', itemIndex) as string;
	const chosen = resources[resource]?.operations[key];
	if (!chosen) throw new RangeError(`There is no operation "${key}" of "${resource}": choose one from the list`);
	return chosen;
}

async function answered(
	row: Operation,
	request: VendorRequest,
	door: (request: VendorRequest) => Promise<unknown>,
	limit: () => number,
): Promise<IDataObject | IDataObject[]> {
	const output = row.output ?? regular;
	if (!row.paging) return output(await door(request));
	return (await readPages(door, request, row.paging, limit())).map(output).flat();
}

/** One request after the other; a failure carries along what was done before it, which must not be done again. */
async function inOrder(
	requests: VendorRequest[],
	output: NonNullable<Operation['output']>,
	door: (request: VendorRequest) => Promise<unknown>,
): Promise<IDataObject[]> {
	const done: IDataObject[] = [];
	try {
		for (const request of requests) done.push(...[output(await door(request))].flat());
		return done;
	} catch (error) {
		throw done.length > 0 ? Object.assign(error as Error, { facts: { done } }) : error;
	}
}

const wantedEntries = (context: IExecuteFunctions, itemIndex: number) => (): number =>
	context.getNodeParameter('returnAll', itemIndex, false) === true
		? Infinity
		: (context.getNodeParameter('limit', itemIndex, 50) as number);

const wire = ({ fields, options }: Form, values: IDataObject): IDataObject => wireObject({ ...fields, ...options }, values);

/** What the operator gave for an item, as it goes over the wire: for a node whose operations choose their vendor themselves. */
export const givenValues = async (source: Source, form: Form): Promise<IDataObject> => wire(form, await formValues(source, form));

async function formValues(source: Source, { fields, options = {} }: Form): Promise<IDataObject> {
	const { context, itemIndex } = source;
	// A field that the form hides has no value: null stands for it, whatever needs one says so itself.
	const given = Object.fromEntries(Object.keys(fields).map((name) => [name, parameterOf(context, name, itemIndex, null)]));
	const added = Object.keys(options).length > 0 ? (context.getNodeParameter('options', itemIndex, {}) as IDataObject) : {};
	return await loaded({ ...fields, ...options }, { ...given, ...added } as IDataObject, source);
}

async function loaded(fields: Fields, values: IDataObject, source: Source): Promise<IDataObject> {
	const read = async ([name, value]: [string, unknown]) => [name, (await fields[name]?.load?.(value, source)) ?? value] as const;
	return Object.fromEntries(await Promise.all(Object.entries(values).map(read))) as IDataObject;
}

/** Whatever a vendor answers as items: arrays spread, everything that is no object under `value`. */
export function regular(answer: unknown): IDataObject | IDataObject[] {
	if (Array.isArray(answer)) return answer.map((entry) => regular(entry) as IDataObject);
	return typeof answer === 'object' && answer !== null ? (answer as IDataObject) : { value: answer as string };
}

const outcomes = (result: IDataObject | IDataObject[]): Outcome[] => [result].flat().map((json) => ({ json }));
