import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { takeIn, takeInChange } from '../../shared/inbound/takeIn';
import { schemaName } from '../../shared/store/schemaOption';
import { openStore } from '../../shared/store/store';
import type { CredentialReader } from '../../shared/webhook/credential';
import type { Reading } from '../events';

/**
 * Stores a message for the Conversation Trigger, or makes a change to one good, before Z-API is answered; no execution starts.
 * @returns status and body of the answer: 503 when the database did not take it, so that nobody believes it is safe
 */
export async function storeMessage(
	context: IWebhookFunctions,
	credentials: CredentialReader,
	reading: Extract<Reading, { kind: 'message' | 'change' }>,
): Promise<[status: number, body: IDataObject]> {
	try {
		const schema = schemaName(context.getNodeParameter('options.schema', ''));
		const store = await openStore(credentials, schema);
		if (reading.kind === 'change') return [200, await takeInChange(context, store, reading.change)];
		return [200, await takeIn(context, store, reading.message)];
	} catch (error) {
		const { message: problem } = error as Error;
		const { messageId } = reading.kind === 'change' ? reading.change.message : reading.message;
		context.logger.error('Z-API Trigger could not store a message', { messageId, problem });
		return [503, { error: 'The message could not be stored; deliver it again later' }];
	}
}
