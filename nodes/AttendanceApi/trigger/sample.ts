import { NodeOperationError, type ICredentialDataDecryptedObject, type ITriggerFunctions } from 'n8n-workflow';

import { withRemedy } from '../../shared/kit/withRemedy';
import { readConversation } from '../composites/messages';
import { doorFor } from '../door';
import type { Message } from '../models/message';
import type { Reader } from '../reader';
import { messageItem } from './items';
import { openConversations } from './openOnes';

/** The newest message of the open conversations as if it had just come, to build a workflow with. Nothing is remembered of it. */
export async function sampleOf(context: ITriggerFunctions, credential: ICredentialDataDecryptedObject, reader: Reader): Promise<void> {
	await withRemedy(context.getNode(), async () => {
		const door = doorFor(context, credential);
		const [newest] = (await openConversations(door, reader)).sort(
			(one, other) => (Date.parse(String(other.lastMessageAt)) || 0) - (Date.parse(String(one.lastMessageAt)) || 0),
		);
		const conversation = newest && (await readConversation(door, newest.id, reader));
		const messages = (conversation?.messages ?? []) as Message[];
		const message = messages.findLast(({ direction }) => direction === 'incoming') ?? messages.at(-1);
		if (!conversation || !message)
			throw new NodeOperationError(context.getNode(), 'No open conversation has a message, so there is nothing to try', {
				description: 'Write to the number of the attendance system once, and try again.',
			});
		context.emit([[{ json: messageItem(conversation, message) }]]);
	});
}
