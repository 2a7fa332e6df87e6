import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';

import type { CredentialReader } from '../../shared/webhook/credential';
import { pathSecret } from '../../shared/webhook/secret';

/** The secret of this node's webhook path, derived from the access token. */
export async function expectedSecret(context: CredentialReader): Promise<string> {
	const { apiAccessToken } = await context.getCredentials('atendeAquiChatwootApi');
	return pathSecret(String(apiAccessToken).trim(), context.getNode().webhookId ?? context.getNode().id);
}

/**
 * The address that Chatwoot is given for this node, in the mode (test or production) that is being switched on.
 * @throws {NodeOperationError} when n8n does not know its own public address
 */
export async function ourUrl(context: IHookFunctions): Promise<string> {
	const template = context.getNodeWebhookUrl('default');
	if (!template) throw new NodeOperationError(context.getNode(), 'n8n gave no webhook URL: set WEBHOOK_URL to its public address');
	return template.replace(/:secret$/, await expectedSecret(context));
}

/** Recognises a URL of this very node, in test or production mode. */
export const isOurs =
	(context: IHookFunctions) =>
	(url: string): boolean => {
		const { webhookId } = context.getNode();
		return webhookId !== undefined && url.includes(`/${webhookId}/`);
	};

/** What stands before the node's own id in the path: test and production differ there, a changed host or token does not. */
export const modeOf = (context: IHookFunctions, url: string): string => {
	const [before] = url.split(`/${String(context.getNode().webhookId)}/`);
	return before.split('/').at(-1) ?? '';
};
