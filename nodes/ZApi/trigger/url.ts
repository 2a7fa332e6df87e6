import type { IHookFunctions, INode, ITriggerFunctions } from 'n8n-workflow';

import { ownPortOf, type OwnPort } from '../../shared/server/ownPort';
import type { CredentialReader } from '../../shared/webhook/credential';
import { demandHttps } from '../../shared/webhook/deliverable';
import { secretOfNode, urlWithSecret } from '../../shared/webhook/ownUrl';

/** The secret of this node's webhook path, derived from the instance token. */
export async function expectedSecret(context: CredentialReader): Promise<string> {
	const { instanceToken } = await context.getCredentials('atendeAquiZApi');
	return secretOfNode(context, String(instanceToken));
}

/**
 * Vendor's notes on webhooks: https is demanded.
 * @throws {NotDeliverable}
 */
export async function demandDeliverable(context: Pick<CredentialReader, 'getCredentials'>, url: string, isOwnPort = false): Promise<void> {
	const { baseUrl } = await context.getCredentials('atendeAquiZApi');
	demandHttps({ name: 'Z-API', baseUrl: 'https://api.z-api.io' }, baseUrl, url, isOwnPort);
}

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
