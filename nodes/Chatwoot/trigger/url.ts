import type { IHookFunctions } from 'n8n-workflow';

import type { CredentialReader } from '../../shared/webhook/credential';
import { secretOfNode, urlWithSecret } from '../../shared/webhook/ownUrl';

/** The secret of this node's webhook path, derived from the access token. */
export async function expectedSecret(context: CredentialReader): Promise<string> {
	const { apiAccessToken } = await context.getCredentials('atendeAquiChatwootApi');
	return secretOfNode(context, String(apiAccessToken).trim());
}

/** The address that Chatwoot is given for this node. */
export const ourUrl = async (context: IHookFunctions): Promise<string> => urlWithSecret(context, await expectedSecret(context));

/** What stands before the node's own id in the path: test and production differ there, a changed host or token does not. */
export const modeOf = (context: IHookFunctions, url: string): string => {
	const [before] = url.split(`/${String(context.getNode().webhookId)}/`);
	return before.split('/').at(-1) ?? '';
};
