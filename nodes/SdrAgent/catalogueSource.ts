import type { IExecuteFunctions } from 'n8n-workflow';

import { VendorError } from '../shared/http/errors';
import { listProducts } from '../shared/store/products';
import { sameCompany, storeOf } from '../shared/store/oneCompany';
import { fieldsOf } from './fields';

/**
 * The products of a turn: the node's own list, or the table in Supabase; the company's come with the turn. A database that is down leaves the agent without facts, never the
 * customer without a reply; a wrong credential or a missing table is the operator's to mend.
 */
export async function catalogueFor(context: IExecuteFunctions, itemIndex: number): Promise<unknown> {
	const field = fieldsOf(context, itemIndex);
	const source = field<string>('catalogueSource', 'parameter');
	if (source === 'none' || source === 'company') return [];
	if (source === 'parameter') return field<unknown>('catalogue', []);
	try {
		const store = await storeOf(context);
		sameCompany(context.getInputData()[itemIndex].json, store);
		return await listProducts(store);
	} catch (error) {
		if (error instanceof VendorError && ['unavailable', 'timedOut', 'rateLimited'].includes(error.kind)) return [];
		throw error;
	}
}
