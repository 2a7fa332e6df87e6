import type { IHookFunctions } from 'n8n-workflow';

import type { CredentialReader } from '../../shared/webhook/credential';
import { secretOfNode, urlWithSecret } from '../../shared/webhook/ownUrl';

/** The secret of this node's webhook path, derived from the instance token. */
export async function expectedSecret(context: CredentialReader): Promise<string> {
	const { instanceToken } = await context.getCredentials('atendeAquiZApi');
	return secretOfNode(context, String(instanceToken));
}

/** The address that Z-API is given for this node. */
export const ourUrl = async (context: IHookFunctions): Promise<string> => urlWithSecret(context, await expectedSecret(context));
