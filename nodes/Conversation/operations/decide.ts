import type { IDataObject } from 'n8n-workflow';

import type { Decision } from '../../shared/core/session/decision';
import { isTakenBack } from '../takenBack';
import { holderOf } from '../../shared/store/holder';
import { finishTurn } from '../../shared/store/turns';
import { change } from '../change';
import { commandsForm, textsForm } from '../commandsForm';
import { asDecision, customerMessage, escalates } from '../decided';
import { givingBack } from '../givingBack';
import { guardedBy, guardNow } from '../guard';
import { registerHeard } from '../heardUnanswered';
import { houseInAnyCase } from '../house';
import { inputItem } from '../item';
import { logged, logsForm } from '../logs';
import { ANSWER, DECISION_OUTPUTS, ESCALATE, SILENCE, type ConversationOperation } from '../operation';
import { resumeAfterForm, rulesForm } from '../rulesForm';
import type { Turn } from '../turn';

/** A turn with who speaks, and the fence that a reply made now must pass before it is sent (handoff spec A4, A5, A14). */
export type DecidedTurn = Omit<Turn, 'session'> &
	Decision & {
		/** The operator's rules as they were typed, for a call of the agent's own for a person; absent from an item of before. */
		house_rules?: Record<string, unknown>;
	};

export const decide: ConversationOperation = {
	name: 'Decide',
	action: 'Decide who speaks',
	description: 'Tell whether the agent answers, or a person has the conversation',
	outputs: DECISION_OUTPUTS,
	failsTo: SILENCE,
	properties: [resumeAfterForm, rulesForm, textsForm, ...commandsForm, logsForm],
	run: async (context, store, itemIndex) => {
		const turn = inputItem<Turn>(
			context,
			itemIndex,
			['turn_id', 'lease_token', 'claimed_at', 'session', 'messages'],
			'the operation Claim Turn',
		);
		if (await isTakenBack(store, turn, Date.now(), holderOf(context)))
			return { json: { ...turn, reason: 'lease_lost' } as IDataObject, output: SILENCE };
		// The database's clock, by which everything else was written: a worker's own may be an hour ahead.
		const now = turn.claimed_at;
		const { rules, parameters, guard, changed, problem } = await givingBack(store, turn, async () => {
			const { parameters, rules: house, problem } = houseInAnyCase(context, itemIndex, turn, now);
			const circumstances = {
				now,
				rules: house,
				name: turn.name,
				messageId: turn.messages.at(-1)?.message_id,
				executionId: context.getExecutionId(),
			};
			const guard = await guardNow(store, turn.guard, circumstances);
			const event = customerMessage(turn.text, turn.messages.at(-1)?.sent_at ?? now, house, guard);
			return {
				rules: house,
				parameters,
				problem,
				guard,
				changed: await change(store, { ...turn.session, channel: turn.channel, phone: turn.phone }, event, circumstances),
			};
		});
		const decided = asDecision(changed, rules);
		const log = logged(context, itemIndex, decided, { phone: turn.phone, text: turn.text, at: turn.messages.at(-1)?.received_at ?? now });
		const house_rules = { rules: parameters('rules', {}), autoResumeSeconds: parameters('autoResumeSeconds', undefined) };
		const json = {
			...turn,
			...decided,
			...log,
			house_rules,
			...(problem !== null && { setup_problem: problem }),
			...(guard && { guarded_by: guardedBy(guard) }),
		} as IDataObject;
		if (!decided.should_respond) {
			await registerHeard(store, turn, turn.messages.at(-1)?.received_at ?? now);
			await finishTurn(store, turn, {
				reason: decided.reason,
				mode: decided.session_mode,
				execution_id: context.getExecutionId(),
			});
		}
		return [
			decided.should_respond ? { json, output: ANSWER } : { json: ofNobody(json), output: SILENCE },
			...(escalates(decided) ? [{ json: structuredClone(ofNobody(json)), output: ESCALATE }] : []),
		];
	},
};

/** What the company told is for the agent: whoever tells the team, or nobody, has no use for a catalogue. */
const ofNobody = ({ company_settings, ...json }: IDataObject): IDataObject => json;
