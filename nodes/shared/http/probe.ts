import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import { VendorError, type FailureKind } from './errors';
import { send, type RequestContext } from './send';
import type { Vendor } from './vendor';
import { baseUrlRemedy } from './webPage';

/** One question to the vendor that only a right credential gets answered. */
export interface Probe {
	/** Path below the vendor's base URL. */
	path: string;
	query?: IDataObject;
	/** No record of somebody's, but a route that the vendor always has: where it is not found, the address leads elsewhere. */
	isAlwaysThere?: boolean;
	/** Whether the credential has what this question is about; asked always when absent. */
	when?: (credential: ICredentialDataDecryptedObject) => boolean;
	/** What is wrong with the credential although it was answered, in a sentence for the operator; null when nothing is. */
	judge?: (body: unknown, credential: ICredentialDataDecryptedObject) => string | null;
	/** What kind of failure it is that `judge` finds. */
	finds?: FailureKind;
}

/**
 * Asks a vendor in an execution what the dialog of its credential asks.
 * @param probes asked in their order; the first that fails is told
 * @throws {VendorError} what is wrong, as the dialog words it
 */
export async function probe(context: RequestContext, vendor: Vendor, probes: Probe[]): Promise<void> {
	const credential = await context.getCredentials(vendor.credentialType);
	for (const one of probes.filter(({ when }) => when?.(credential) ?? true)) {
		const request = { method: 'GET', path: one.path, query: one.query, repeatable: true } as const;
		const body = await send(context, vendor, request).catch((error: unknown) => {
			throw error instanceof VendorError ? atAddress(one, error, vendor) : error;
		});
		const problem = one.judge?.(body, credential) ?? null;
		if (problem !== null) throw new VendorError({ kind: one.finds ?? 'rejected', message: problem, remedy: '' });
	}
}

/** Whoever does not know a route that the vendor always has is not the vendor. */
export function atAddress({ isAlwaysThere }: Probe, failure: VendorError, vendor: Vendor): VendorError {
	if (!isAlwaysThere || failure.kind !== 'notFound') return failure;
	return new VendorError({
		kind: 'misaddressed',
		message: `What answers at this address does not know ${vendor.name}'s routes (status ${failure.status})`,
		remedy: baseUrlRemedy(vendor),
	});
}
