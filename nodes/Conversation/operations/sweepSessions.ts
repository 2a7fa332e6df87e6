import type { IDataObject } from 'n8n-workflow';

import { dueSessions, readSession } from '../../shared/store/session';
import { change } from '../change';
import { textsForm } from '../commandsForm';
import { asDecision } from '../decided';
import { FIRST, type ConversationOperation } from '../operation';
import { readRules } from '../rules';
import { resumeAfterForm, rulesForm } from '../rulesForm';

/** Restricts an operation over all conversations to one number. */
export const onlyChannel = {
	displayName: 'Only Channel',
	name: 'onlyChannel',
	type: 'string',
	default: '',
	description: 'For Z-API an instance ID; empty is every number',
} as const;

/** What time does to conversations: idle people, unaccepted escalations, old ones (handoff spec T14, T33, T34); each at most once. */
export const sweepSessions: ConversationOperation = {
	name: 'Sweep Conversations',
	action: 'Sweep conversations',
	description: 'Give conversations of idle people back to the agent and start old ones anew; one item for each that changed',
	outputs: ['Changed'],
	properties: [resumeAfterForm, rulesForm, textsForm, onlyChannel],
	run: async (context, store, itemIndex) => {
		const now = new Date().toISOString();
		const channel = (context.getNodeParameter('onlyChannel', itemIndex, '') as string).trim() || null;
		const { agent_enabled } = await readSession(store, '', '');
		const rules = readRules((name, fallback) => context.getNodeParameter(name, itemIndex, fallback), now, agent_enabled);
		const oldBefore = new Date(Date.parse(now) - rules.session.maxAgeHours * 3_600_000).toISOString();
		const swept = [];
		for (const session of await dueSessions(store, channel, oldBefore)) {
			const changed = await change(store, session, { type: 'tick' }, { now, rules, executionId: context.getExecutionId() });
			const { history, notices } = changed.transition;
			if (history.length === 0 && notices.length === 0) continue;
			const json = { channel: session.channel, phone: session.phone, previous_mode: session.mode, ...asDecision(changed, rules) };
			swept.push({ json: json as IDataObject, output: FIRST });
		}
		return swept;
	},
};
