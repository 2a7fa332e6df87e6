import type { IHookFunctions, INode, ITriggerFunctions } from 'n8n-workflow';

import { ownPortOf, type OwnPort } from '../../shared/server/ownPort';
import type { CredentialReader } from '../../shared/webhook/credential';
import { secretOfNode, urlWithSecret } from '../../shared/webhook/ownUrl';

/** The secret of this node's webhook path, derived from the instance token. */
export async function expectedSecret(context: CredentialReader): Promise<string> {
	const { instanceToken } = await context.getCredentials('atendeAquiZApi');
	return secretOfNode(context, String(instanceToken));
}

/** n8n told an address to which Z-API does not deliver. */
class NotDeliverable extends Error {
	readonly remedy: string;

	constructor(url: string, isOwnPort: boolean) {
		const { origin } = new URL(url);
		super(
			isOwnPort
				? `Z-API delivers to https addresses only, and "Public URL" is at ${origin}`
				: `Z-API delivers to https addresses only, and this n8n says that it is at ${origin}`,
		);
		this.name = 'NotDeliverable';
		this.remedy = isOwnPort
			? 'Fill in the https address of the proxy in front of the port, and publish once more.'
			: 'Set the environment variable WEBHOOK_URL of n8n to its public address, which must begin with https://, start n8n again and publish once more.';
	}
}

/**
 * Z-API takes another address without a word, and nothing ever arrives (vendor's notes on webhooks: https is demanded). A test server or a proxy of the
 * credential's "Base URL" has its own rules.
 * @throws {NotDeliverable}
 */
export async function demandDeliverable(context: Pick<CredentialReader, 'getCredentials'>, url: string, isOwnPort = false): Promise<void> {
	const { baseUrl } = await context.getCredentials('atendeAquiZApi');
	const asked = String(baseUrl || VENDOR).trim();
	if (URL.canParse(asked) && new URL(asked).hostname === new URL(VENDOR).hostname && !url.startsWith('https:'))
		throw new NotDeliverable(url, isOwnPort);
}

const VENDOR = 'https://api.z-api.io';

/** The address that Z-API is given for this node: of its own port or of n8n's webhook. A test always goes through n8n, which listens for it. */
export async function ourUrl(context: IHookFunctions): Promise<string> {
	const secret = await expectedSecret(context);
	const own = context.getActivationMode() === 'manual' ? null : ownDoorOf(context);
	return own === null ? urlWithSecret(context, secret) : `${own.publicUrl}${pathOf(context.getNode())}/${secret}`;
}

/** The port of its own that this trigger listens on; null when n8n's webhook is its door. Only what stores messages may have one: nothing of it waits for an execution. */
export const ownDoorOf = (context: IHookFunctions | ITriggerFunctions): OwnPort | null =>
	context.getNodeParameter('noteSent', false) === true && context.getNodeParameter('messages', 'start') === 'store'
		? ownPortOf(context)
		: null;

/** Where a node's door is below its port. */
export const pathOf = ({ webhookId, id }: INode): string => `/zapi/${webhookId ?? id}`;
