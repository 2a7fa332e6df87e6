import type { IDataObject } from 'n8n-workflow';

import { VendorError } from '../../shared/http/errors';
import { dueSessions, readSession } from '../../shared/store/session';
import { change } from '../change';
import { textsForm } from '../commandsForm';
import { asDecision } from '../decided';
import { FIRST, type ConversationOperation } from '../operation';
import { houseParameters, readRules, type HouseRules } from '../rules';
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
		const rulesOf = (company: unknown): HouseRules => readRules(houseParameters(context, itemIndex, company), now, agent_enabled);
		const rules = rulesOf({});
		// Each number of ours may have hours of its own.
		const houses = new Map<string, HouseRules>();
		const before = new Date(Date.parse(now) - rules.session.maxAgeHours * 3_600_000).toISOString();
		const due = await dueSessions(store, onlyChannelOf(context, itemIndex), { before, kept: rules.session.keptMetadata });
		const swept = [];
		const failures: unknown[] = [];
		for (const session of due) {
			const house = houses.get(session.channel) ?? rulesOf(session.company_settings);
			houses.set(session.channel, house);
			const circumstances = { now, rules: house, name: session.name, executionId: context.getExecutionId() };
			const changed = await change(store, session, { type: 'tick' }, circumstances).catch((error: unknown) => {
				if (isOut(error)) throw error;
				failures.push(error);
				context.logger.error('A conversation could not be swept', { channel: session.channel, problem: messageOf(error) });
			});
			if (!changed) continue;
			const { history, notices } = changed.transition;
			if (history.length === 0 && notices.length === 0) continue;
			const json = { channel: session.channel, phone: session.phone, previous_mode: session.mode, ...asDecision(changed, house) };
			swept.push({ json: json as IDataObject, output: FIRST });
		}
		// One conversation that cannot be read holds up no other; the run tells of it as soon as it has nothing else to hand on.
		if (failures.length > 0 && swept.length === 0) throw failures[0];
		return swept;
	},
};

const isOut = (error: unknown): boolean => error instanceof VendorError && error.kind !== 'rejected';
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : 'unknown');
