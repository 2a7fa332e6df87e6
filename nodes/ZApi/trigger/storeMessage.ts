import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import type { CleanMessage } from '../../shared/core/message/message';
import { takeIn } from '../../shared/inbound/takeIn';
import { schemaName } from '../../shared/store/schemaOption';
import { openStore } from '../../shared/store/store';
import type { CredentialReader } from '../../shared/webhook/credential';

/**
 * Stores a message for the Conversation Trigger, before Z-API is answered; no execution starts.
 * @returns status and body of the answer: 503 when the database did not take it, so that nobody believes it is safe
 */
export async function storeMessage(
	context: IWebhookFunctions,
	credentials: CredentialReader,
	message: CleanMessage,
): Promise<[status: number, body: IDataObject]> {
	try {
		const schema = schemaName(context.getNodeParameter('options.schema', ''));
		return [200, await takeIn(context, await openStore(credentials, schema), message)];
	} catch (error) {
		const { message: problem } = error as Error;
		context.logger.error('Z-API Trigger could not store a message', { messageId: message.messageId, problem });
		return [503, { error: 'The message could not be stored; deliver it again later' }];
	}
}
