import { sleep } from 'n8n-workflow';

import { claimTurn as claim } from '../../shared/store/turns';
import { inputItem } from '../item';
import { FIRST, SECOND, type ConversationOperation } from '../operation';
import { asTurn } from '../turn';
import { windowOf, windowProperties } from '../window';
import type { StoredMessage } from './receive';

/**
 * Waits until the phone has been quiet and then claims everything it wrote, for one worker (SDR spec 1.7 steps 7 to 9). The execution that
 * holds the newest message claims; the others leave by the second output. No lock is held while waiting.
 */
export const claimTurn: ConversationOperation = {
	name: 'Claim Turn',
	action: 'Claim turn',
	description: 'Wait until the customer is quiet, then take everything they wrote as one turn',
	outputs: ['Claimed', 'Left to Another'],
	failsTo: SECOND,
	properties: windowProperties,
	run: async (context, store, itemIndex) => {
		const message = inputItem<StoredMessage>(context, itemIndex, ['channel', 'phone', 'sequence'], 'the operation Receive');
		const window = windowOf(context, itemIndex);
		await sleep(window.quietSeconds * 1000);
		for (;;) {
			const result = await claim(store, message, window);
			if (result.claimed) return { json: asTurn(result), output: FIRST };
			// Another turn of this phone is under way, a reply that was cut off is being found out about, or the database's clock is behind: ask again; the
			// lease, or a minute and a half, bounds the wait.
			if (result.retry_in_ms === undefined) return { json: { ...message, reason: result.reason }, output: SECOND };
			await sleep(result.retry_in_ms);
		}
	},
};
