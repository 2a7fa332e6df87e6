import type { IExecuteFunctions } from 'n8n-workflow';

import { VendorError } from '../shared/http/errors';
import { listProducts } from '../shared/store/products';
import { sameCompany, storeOf } from '../shared/store/oneCompany';

/**
 * The products of a turn: the node's own list, or the table in Supabase. A database that is down leaves the agent without facts, never the
 * customer without a reply; a wrong credential or a missing table is the operator's to mend.
 */
export async function catalogueFor(context: IExecuteFunctions, itemIndex: number): Promise<unknown> {
	const source = context.getNodeParameter('catalogueSource', itemIndex, 'parameter') as string;
	if (source === 'none') return [];
	if (source === 'parameter') return context.getNodeParameter('catalogue', itemIndex, []);
	try {
		const store = await storeOf(context);
		sameCompany(context.getInputData()[itemIndex].json, store);
		return await listProducts(store);
	} catch (error) {
		if (error instanceof VendorError && ['unavailable', 'timedOut', 'rateLimited'].includes(error.kind)) return [];
		throw error;
	}
}
