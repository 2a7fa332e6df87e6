import type { IDataObject } from 'n8n-workflow';

import { giveTurnBack } from '../../shared/store/turns';
import { confirmReply, replyOf, replyProperties, type AnsweredTurn } from '../confirmReply';
import { failedTurn, GivenBack, givingBack } from '../givingBack';
import { inputItem } from '../item';
import { FIRST, SECOND, type ConversationOperation } from '../operation';
import { modelOf, repeatsItself } from '../owed';

/**
 * The last look before a reply is sent: nobody took over since, this worker still holds the turn, and what is to be sent is in the outbox
 * under a key of its own (handoff spec A14; design 4). With it go what was learned of the lead, what the turn leaves behind, and the call for a person.
 * A failed item of an earlier node has no reply: its turn is given back, and the run fails with what that node said. So is one in which the model is down and
 * the customer read our apology already, without an error: the team is told once, and the answer comes when the model does.
 */
export const confirm: ConversationOperation = {
	name: 'Confirm',
	action: 'Confirm reply',
	description: 'Check that the agent may still speak, note what is sent before it is sent, and store what the turn brought',
	outputs: ['Send', 'Discard'],
	failsTo: SECOND,
	properties: replyProperties,
	run: async (context, store, itemIndex) => {
		const failed = failedTurn(context.getInputData()[itemIndex].json);
		if (failed) {
			const given = await giveTurnBack(store, failed, failed);
			throw new GivenBack(failed, given.given_back ? given.due_at : null);
		}
		const turn = inputItem<AnsweredTurn>(context, itemIndex, ['turn_id', 'lease_token', 'send_to', 'fence'], 'the operation Decide');
		if (repeatsItself(turn)) {
			const { reason, ...given } = modelOf(turn);
			const back = await giveTurnBack(store, turn, { reason, counts: false, ...given });
			return { json: { ...turn, confirmed: false, ...back, reason: 'model_down' } as IDataObject, output: SECOND };
		}
		const confirmation = await givingBack(
			store,
			turn,
			async () => await confirmReply(store, turn, replyOf(context, itemIndex), context.getExecutionId()),
		);
		if (!confirmation.confirmed) return { json: { ...turn, confirmed: false, reason: confirmation.reason } as IDataObject, output: SECOND };
		return confirmation.parts.map(({ text, ...part }) => ({
			json: { turn_id: turn.turn_id, phone: turn.phone, send_to: turn.send_to, text, ...part },
			output: FIRST,
		}));
	},
};
