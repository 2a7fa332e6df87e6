import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { send } from '../http/send';
import type { Vendor } from '../http/vendor';
import { runItems, type Outcome } from './items';
import type { Operation, Resources } from './operation';
import { buildRequest } from './request';

/** Runs the chosen operation for every item: reads the form, sends the request, gives the answer as one item or several. */
export async function executeOperation(context: IExecuteFunctions, resources: Resources, vendor: Vendor): Promise<INodeExecutionData[][]> {
	return await runItems(context, async (itemIndex) => {
		const row = chosen(context, resources, itemIndex);
		const answer = await send(context, vendor, buildRequest(row, formValues(context, row, itemIndex)));
		return outcomes((row.output ?? regular)(answer));
	});
}

function chosen(context: IExecuteFunctions, resources: Resources, itemIndex: number): Operation {
	const resource = context.getNodeParameter('resource', itemIndex) as string;
	const key = context.getNodeParameter('operation', itemIndex) as string;
	const row = resources[resource]?.operations[key];
	if (!row) throw new RangeError(`There is no operation "${key}" of "${resource}": choose one from the list`);
	return row;
}

function formValues(context: IExecuteFunctions, row: Operation, itemIndex: number): IDataObject {
	// A field that the form hides has no value: null stands for it, whatever needs one says so itself.
	const values = Object.fromEntries(Object.keys(row.fields).map((name) => [name, context.getNodeParameter(name, itemIndex, null)]));
	return { ...values, ...(row.options && (context.getNodeParameter('options', itemIndex, {}) as IDataObject)) } as IDataObject;
}

/** Whatever a vendor answers as items: arrays spread, everything that is no object under `value`. */
export function regular(answer: unknown): IDataObject | IDataObject[] {
	if (Array.isArray(answer)) return answer.map((entry) => regular(entry) as IDataObject);
	return typeof answer === 'object' && answer !== null ? (answer as IDataObject) : { value: answer as string };
}

const outcomes = (result: IDataObject | IDataObject[]): Outcome[] => [result].flat().map((json) => ({ json }));
