import type { IDataObject } from 'n8n-workflow';

import { cleanLeadUpdates, TEMPERATURES, type Temperature } from '../../shared/core/lead/lead';
import { LONGEST_PART, splitReply } from '../../shared/core/message/splitReply';
import { visible } from '../../shared/core/text/visible';
import { confirmSend, giveTurnBack } from '../../shared/store/turns';
import { findingsIn } from '../../shared/store/findings';
import { failedTurn, GivenBack, givingBack } from '../givingBack';
import { handOver, type HandedTurn } from '../handover';
import { isOwed, modelOf, repeatsItself, type ModelTurn } from '../owed';
import { inputItem } from '../item';
import { FIRST, SECOND, type ConversationOperation } from '../operation';

type AnsweredTurn = HandedTurn &
	ModelTurn & {
		lead_updates?: Record<string, unknown>;
		temperature?: string | null;
		temperature_reason?: string | null;
	};

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
	properties: [
		{
			displayName: 'Reply',
			name: 'reply',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '={{ $json.reply }}',
			required: true,
			description: 'What the customer is to receive',
		},
		{
			displayName: 'Longest Part (Characters)',
			name: 'longestPart',
			type: 'number',
			typeOptions: { minValue: 100, maxValue: 4000 },
			default: LONGEST_PART,
			description: 'A longer reply is sent in parts, cut where a reader would pause',
		},
	],
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
		const confirmation = await givingBack(store, turn, async () => {
			const reply = visible(String(context.getNodeParameter('reply', itemIndex) ?? '')).trim();
			if (!reply) throw new RangeError('The field "Reply" is empty: there is nothing to send');
			const longest = context.getNodeParameter('longestPart', itemIndex, LONGEST_PART) as number;
			const parts = [...(turn.greeting ? [turn.greeting] : []), ...splitReply(reply, longest)];
			const { fence, teamTold } = await handOver(store, turn, context.getExecutionId());
			const findings = findingsIn(turn);
			return await confirmSend(store, { ...turn, ...fence }, parts, {
				lead: { ...cleanLeadUpdates(turn.lead_updates ?? {}), ...temperatureOf(turn) },
				findings: findings && { ...findings, team_told: teamTold, owes: isOwed(turn) },
			});
		});
		if (!confirmation.confirmed) return { json: { ...turn, confirmed: false, reason: confirmation.reason } as IDataObject, output: SECOND };
		return confirmation.parts.map(({ text, ...part }) => ({
			json: { turn_id: turn.turn_id, phone: turn.phone, send_to: turn.send_to, text, ...part },
			output: FIRST,
		}));
	},
};

function temperatureOf({ temperature, temperature_reason }: AnsweredTurn): { temperature?: Temperature; temperature_reason?: string } {
	if (!TEMPERATURES.includes(temperature as Temperature)) return {};
	return { temperature: temperature as Temperature, ...(temperature_reason && { temperature_reason }) };
}
