import type { IDataObject } from 'n8n-workflow';

import { at, textOf } from '../../shared/core/json/readers';
import { isTrial } from '../../shared/core/session/trial';
import { trialNotices } from '../../shared/store/trials';
import { confirmReply, replyOf, replyProperties, type AnsweredTurn } from '../confirmReply';
import { inputItem } from '../item';
import { FIRST, type ConversationOperation } from '../operation';
import { reportOf } from '../trial/report';
import { saidInTrial } from '../trial/said';
import { shown, shownFailure, shownSilence, silenceOf } from '../trial/shown';

/** The turn is of a number of ours: whoever wrote there waits for an answer on WhatsApp. */
export class NoTrial extends Error {
	readonly remedy = 'Use Confirm, a node that sends, and Record for customers. This operation sends nothing; it belongs behind Hear Trial.';

	constructor(channel: string) {
		super(`The turn is of "${channel}", where customers are answered, and no trial`);
		this.name = 'NoTrial';
	}
}

/**
 * What the agent says in a trial, and what it made of the message. The reply goes the way of every reply (fence, outbox, history), is recorded as said, and reaches
 * no provider. Whatever an earlier node could not do is told in the chat: who tries the agent out is the one who mends it.
 */
export const answerTrial: ConversationOperation = {
	name: 'Answer Trial',
	action: 'Answer a trial message',
	description: 'Show in the chat what the customer would get, and under it what was learnt, heard and held back; nothing is sent',
	outputs: ['Answer'],
	properties: replyProperties,
	run: async (context, store, itemIndex) => {
		const { json } = context.getInputData()[itemIndex];
		// Its turn is left as it is: the next message of the chat ends it.
		const failure = textOf(json.error);
		if (failure !== '')
			return {
				json: {
					output: shownFailure(failure, textOf(at(json, 'details', 'portuguese')) || textOf(at(json, 'details', 'remedy'))),
					bubbles: [],
				},
				output: FIRST,
			};
		const source = 'the operation Hear Trial, over Decide and the SDR Agent';
		const turn = inputItem<AnsweredTurn>(context, itemIndex, ['turn_id', 'lease_token', 'channel', 'phone'], source);
		if (!isTrial(turn.channel)) throw new NoTrial(turn.channel);
		const confirmation = turn.should_respond
			? await confirmReply(store, turn, replyOf(context, itemIndex), context.getExecutionId())
			: { confirmed: false as const, reason: turn.reason };
		const report = reportOf(turn, await trialNotices(store, turn.turn_id));
		const facts = { turn_id: turn.turn_id, channel: turn.channel, phone: turn.phone, ...report };
		if (!confirmation.confirmed) {
			const output = shownSilence(silenceOf(confirmation.reason), report.notices);
			return { json: { output, bubbles: [], reason: confirmation.reason, ...facts } as IDataObject, output: FIRST };
		}
		const bubbles = await saidInTrial(store, confirmation.parts);
		const output = shown(bubbles, report, isHandedOver(turn) ? [HANDED_OVER] : []);
		return { json: { output, bubbles, reason: turn.reason, ...facts } as IDataObject, output: FIRST };
	},
};

/** By the decision, which brought ready words, or by the agent, which called somebody. */
const isHandedOver = ({ response, handover }: AnsweredTurn): boolean => typeof response === 'string' || handover?.pause === true;
const HANDED_OVER = 'A conversa passou para uma pessoa e o robô fica em pausa. Para falar com ele de novo, comece outra conversa no chat.';
