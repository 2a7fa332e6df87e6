import type { IDataObject } from 'n8n-workflow';

import type { Decision } from '../../shared/core/session/decision';
import { finishTurn } from '../../shared/store/turns';
import { change } from '../change';
import { commandsForm, textsForm } from '../commandsForm';
import { asDecision, customerMessage, escalates } from '../decided';
import { registerHeard } from '../heardUnanswered';
import { inputItem } from '../item';
import { logged, logsForm } from '../logs';
import { ANSWER, DECISION_OUTPUTS, ESCALATE, SILENCE, type ConversationOperation } from '../operation';
import { parametersOf, readRules } from '../rules';
import { resumeAfterForm, rulesForm } from '../rulesForm';
import type { Turn } from '../turn';

/** A turn with who speaks, and the fence that a reply made now must pass before it is sent (handoff spec A4, A5, A14). */
export type DecidedTurn = Omit<Turn, 'session'> & Decision;

export const decide: ConversationOperation = {
	name: 'Decide',
	action: 'Decide who speaks',
	description: 'Tell whether the agent answers, or a person has the conversation',
	outputs: DECISION_OUTPUTS,
	failsTo: SILENCE,
	properties: [resumeAfterForm, rulesForm, textsForm, ...commandsForm, logsForm],
	run: async (context, store, itemIndex) => {
		const turn = inputItem<Turn>(context, itemIndex, ['turn_id', 'lease_token', 'session', 'messages'], 'the operation Claim Turn');
		const now = new Date().toISOString();
		const rules = readRules(parametersOf(context, itemIndex), now, turn.agent_enabled);
		const event = customerMessage(turn.text, turn.messages.at(-1)?.sent_at ?? now, rules);
		const changed = await change(store, { ...turn.session, channel: turn.channel, phone: turn.phone }, event, {
			now,
			rules,
			name: turn.name,
			messageId: turn.messages.at(-1)?.message_id,
			executionId: context.getExecutionId(),
		});
		const decided = asDecision(changed, rules);
		const log = logged(context, itemIndex, decided, { phone: turn.phone, text: turn.text, at: turn.messages.at(-1)?.received_at ?? now });
		const json = { ...turn, ...decided, ...log } as IDataObject;
		if (!decided.should_respond) {
			await registerHeard(store, turn, turn.messages.at(-1)?.received_at ?? now);
			await finishTurn(store, turn);
		}
		return [
			{ json, output: decided.should_respond ? ANSWER : SILENCE },
			...(escalates(decided) ? [{ json: structuredClone(json), output: ESCALATE }] : []),
		];
	},
};
