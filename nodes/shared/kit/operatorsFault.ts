import { NodeOperationError } from 'n8n-workflow';

import { VendorError } from '../http/errors';

/**
 * Whether the operator must mend what failed: a credential, a name that the vendor does not know, a parameter that cannot be read. Trying the same again does
 * not help, and the message that was at hand is not to blame. What passes by itself (a vendor that is down or slow) and our own faults are none.
 */
export function isOperatorsFault(error: unknown): boolean {
	if (error instanceof VendorError) return ['unauthorized', 'notConnected', 'misaddressed', 'notFound', 'rejected'].includes(error.kind);
	const { facts, remedy } = (error ?? {}) as { facts?: { reason?: unknown }; remedy?: unknown };
	if (facts?.reason === 'store_unavailable') return false;
	return error instanceof RangeError || error instanceof NodeOperationError || remedy !== undefined;
}
