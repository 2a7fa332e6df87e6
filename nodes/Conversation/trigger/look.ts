import { NodeOperationError, type ITriggerFunctions } from 'n8n-workflow';

import { shownRemedy } from '../../shared/remedies/portuguese';
import type { Store } from '../../shared/store/store';
import { lookAtOutbox } from '../../shared/store/unclaimed';
import { NobodyClaims } from '../unclaimed';

/**
 * Looks for effects that no workflow takes. It is told once while it lasts, in the list of executions; its end in the log.
 * @returns one look
 */
export function outboxLook(context: ITriggerFunctions, store: () => Promise<Store>): () => Promise<void> {
	let before: string[] = [];
	return async () => {
		const { untold, down } = await lookAtOutbox(await store());
		if (untold.length > 0) {
			const untaken = new NobodyClaims(untold);
			context.logger.warn('What waits in the outbox is taken by no workflow', { problem: untaken.message });
			context.saveFailedExecution?.(new NodeOperationError(context.getNode(), untaken.message, { description: shownRemedy(untaken) }));
		}
		const over = before.filter((kind) => !down.includes(kind));
		if (over.length > 0) context.logger.info('Nothing of these kinds waits unclaimed in the outbox any more', { kinds: over });
		before = down;
	};
}
