import type { IHookFunctions } from 'n8n-workflow';

import type { CredentialReader } from '../../shared/webhook/credential';
import { secretOfNode, urlWithSecret } from '../../shared/webhook/ownUrl';

/** The secret of this node's webhook path, derived from the instance token. */
export async function expectedSecret(context: CredentialReader): Promise<string> {
	const { instanceToken } = await context.getCredentials('atendeAquiZApi');
	return secretOfNode(context, String(instanceToken));
}

/** n8n told an address to which Z-API does not deliver. */
class NotDeliverable extends Error {
	readonly remedy =
		'Set the environment variable WEBHOOK_URL of n8n to its public address, which must begin with https://, start n8n again and publish once more.';

	constructor(url: string) {
		super(`Z-API delivers to https addresses only, and this n8n says that it is at ${new URL(url).origin}`);
		this.name = 'NotDeliverable';
	}
}

/**
 * Z-API takes another address without a word, and nothing ever arrives (vendor's notes on webhooks: https is demanded). A test server or a proxy of the
 * credential's "Base URL" has its own rules.
 * @throws {NotDeliverable}
 */
export async function demandDeliverable(context: Pick<CredentialReader, 'getCredentials'>, url: string): Promise<void> {
	const { baseUrl } = await context.getCredentials('atendeAquiZApi');
	const asked = String(baseUrl || VENDOR).trim();
	if (URL.canParse(asked) && new URL(asked).hostname === new URL(VENDOR).hostname && !url.startsWith('https:'))
		throw new NotDeliverable(url);
}

const VENDOR = 'https://api.z-api.io';

/** The address that Z-API is given for this node. */
export const ourUrl = async (context: IHookFunctions): Promise<string> => urlWithSecret(context, await expectedSecret(context));
