import type { IDataObject } from 'n8n-workflow';

import { dueSessions, readSession } from '../../shared/store/session';
import { change } from '../change';
import { textsForm } from '../commandsForm';
import { asDecision } from '../decided';
import { FIRST, type ConversationOperation } from '../operation';
import { parametersOf, readRules } from '../rules';
import { resumeAfterForm, rulesForm } from '../rulesForm';
import { onlyChannel, onlyChannelOf } from '../scope';

/** What time does to conversations: idle people, unaccepted escalations, old ones (handoff spec T14, T33, T34); each at most once. */
export const sweepSessions: ConversationOperation = {
	name: 'Sweep Conversations',
	action: 'Sweep conversations',
	description: 'Give conversations of idle people back to the agent and start old ones anew; one item for each that changed',
	outputs: ['Changed'],
	properties: [resumeAfterForm, rulesForm, textsForm, onlyChannel],
	run: async (context, store, itemIndex) => {
		const { agent_enabled, now } = await readSession(store, '', '');
		const rules = readRules(parametersOf(context, itemIndex), now, agent_enabled);
		const oldBefore = new Date(Date.parse(now) - rules.session.maxAgeHours * 3_600_000).toISOString();
		const swept = [];
		for (const session of await dueSessions(store, onlyChannelOf(context, itemIndex), oldBefore)) {
			const changed = await change(
				store,
				session,
				{ type: 'tick' },
				{ now, rules, name: session.name, executionId: context.getExecutionId() },
			);
			const { history, notices } = changed.transition;
			if (history.length === 0 && notices.length === 0) continue;
			const json = { channel: session.channel, phone: session.phone, previous_mode: session.mode, ...asDecision(changed, rules) };
			swept.push({ json: json as IDataObject, output: FIRST });
		}
		return swept;
	},
};
