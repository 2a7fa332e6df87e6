import { claimDueTurns } from '../../shared/store/turns';
import { limitProperty } from '../../shared/kit/limit';
import { FIRST, type ConversationOperation } from '../operation';
import { asTurn } from '../turn';
import { tellUnclaimed } from '../unclaimed';
import { windowOf, windowProperties } from '../window';

/** Claims the turns that nobody finished: after a crash, a restart or a failed execution (design 4). One item a turn. */
export const sweep: ConversationOperation = {
	name: 'Sweep',
	action: 'Sweep forgotten turns',
	description: 'Claim the turns that nobody finished, after a crash or a failed execution',
	outputs: ['Claimed', 'Left to Another'],
	properties: [limitProperty, ...windowProperties],
	run: async (context, store, itemIndex) => {
		// Before anything is claimed: what waits here is claimed by the next run.
		await tellUnclaimed(store, context.logger);
		const limit = context.getNodeParameter('limit', itemIndex) as number;
		const turns = await claimDueTurns(store, limit, windowOf(context, itemIndex));
		return turns.map((turn) => ({ json: asTurn(turn), output: FIRST }));
	},
};
