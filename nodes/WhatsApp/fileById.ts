import { textOf } from '../shared/core/json/readers';
import type { Downloaded } from '../shared/http/download';
import type { Source } from '../shared/kit/field';
import { hasCredential, missing, PROVIDERS } from './providers';

const BY_ID = PROVIDERS.filter(({ file }) => file !== undefined);

/**
 * The file of a message that its provider tells by an id, with the credential that the node has of it; whose, the item says in "provider", and where it does
 * not, an id tells by itself: the other providers give their files an address.
 * @throws {VendorError} when the credential is missing or the file cannot be had
 */
export async function fileById(source: Source, id: string): Promise<Downloaded> {
	const { context, itemIndex } = source;
	const named = textOf(context.getInputData()[itemIndex].json.provider);
	const provider = BY_ID.find((one) => one.id === named) ?? BY_ID[0];
	if (!hasCredential(context, provider)) throw missing(provider.name);
	return await provider.file!(source, id);
}
