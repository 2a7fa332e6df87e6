import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';

import { shownRemedy } from '../remedies/portuguese';
import type { CredentialReader } from './credential';
import { pathSecret } from './secret';

/** The secret of a node's webhook path, derived from the token that both sides' owner has. */
export const secretOfNode = (context: CredentialReader, token: string): string =>
	pathSecret(token, context.getNode().webhookId ?? context.getNode().id);

/**
 * The address that a vendor is given for this node, in the mode (test or production) that is being switched on.
 * @throws {NodeOperationError} when n8n does not know its own public address
 */
export function urlWithSecret(context: IHookFunctions, secret: string): string {
	const template = context.getNodeWebhookUrl('default');
	if (!template) throw noUrl(context);
	return template.replace(/:secret$/, secret);
}

/** n8n does not know at what address the world reaches it. */
export function noUrl(context: IHookFunctions): NodeOperationError {
	const message = 'n8n gave no webhook URL: set WEBHOOK_URL to its public address';
	return new NodeOperationError(context.getNode(), message, { description: shownRemedy({ message }) });
}

/** Recognises a URL of this very node, in test or production mode. */
export const isOurs =
	(context: IHookFunctions) =>
	(url: string): boolean => {
		const { webhookId } = context.getNode();
		return webhookId !== undefined && url.includes(`/${webhookId}/`);
	};
