import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { cleanLeadUpdates, TEMPERATURES, type Temperature } from '../shared/core/lead';
import { phoneKey } from '../shared/core/phone';
import type { Outcome } from '../shared/kit/items';
import { getHistory, getLead, upsertLead } from '../shared/store/leads';
import type { Store } from '../shared/store/store';

type Run = (context: IExecuteFunctions, store: Store, itemIndex: number) => Promise<Outcome | Outcome[]>;

const phoneOf = (context: IExecuteFunctions, itemIndex: number): string => phoneKey(String(context.getNodeParameter('phone', itemIndex)));

const get: Run = async (context, store, itemIndex) => {
	const phone = phoneOf(context, itemIndex);
	const lead = await getLead(store, phone);
	return { json: lead ? { found: true, ...lead } : { found: false, phone } };
};

const upsert: Run = async (context, store, itemIndex) => {
	const fields = context.getNodeParameter('fields', itemIndex, {}) as IDataObject;
	const temperature = TEMPERATURES.find((value) => value === fields.temperature) as Temperature | undefined;
	const updates = { ...cleanLeadUpdates(fields), ...(temperature && { temperature }) };
	const dropped = Object.entries(fields).filter(([name, value]) => value !== '' && value !== null && !(name in updates));
	if (dropped.length > 0) throw new RangeError(`The value of "${dropped[0][0]}" cannot be used: ${String(dropped[0][1])}`);
	return { json: await upsertLead(store, phoneOf(context, itemIndex), updates) };
};

const history: Run = async (context, store, itemIndex) =>
	(await getHistory(store, phoneOf(context, itemIndex), context.getNodeParameter('limit', itemIndex) as number)).map((json) => ({ json }));

/** Resource → operation → what it does with one item. */
export const operations: { lead: Record<string, Run>; conversation: Record<string, Run> } = {
	lead: { get, upsert },
	conversation: { getHistory: history },
};
