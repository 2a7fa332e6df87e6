import { send } from '../../shared/http/send';
import type { Outcome } from '../../shared/kit/items';
import type { Call } from '../../shared/kit/operation';
import { chatwootUploads } from '../api';
import { recordOf, withoutSecrets } from '../envelopes';
import { messageForm, type OutgoingFile } from '../files';

/** Writes a message with files of the item. */
export async function sendFiles({ context, values }: Call): Promise<Outcome> {
	const { conversation, files, ...message } = values;
	const body = messageForm(message, files as unknown as OutgoingFile[]);
	const path = `/conversations/${String(conversation)}/messages`;
	return { json: withoutSecrets(recordOf(await send(context, chatwootUploads, { method: 'POST', path, body, repeatable: false }))) };
}
