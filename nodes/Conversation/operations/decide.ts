import type { IDataObject } from 'n8n-workflow';

import { transition, type Reason, type Session, type SessionRules } from '../../shared/core/session';
import { saveSession, toSession, type SessionRow } from '../../shared/store/session';
import type { Store } from '../../shared/store/store';
import { finishTurn } from '../../shared/store/turns';
import { inputItem } from '../item';
import { FIRST, SECOND, type ConversationOperation } from '../operation';
import type { Turn } from '../turn';

/** Who speaks, and the fence that a reply made now must pass before it is sent (handoff spec A4, A5, A14). */
export type Decision = {
	should_respond: boolean;
	reason: Reason;
	session_mode: Session['mode'];
	fence: { phone: string; mode_epoch: number };
};
export type DecidedTurn = Turn & Decision;

const TRIES = 3;

export const decide: ConversationOperation = {
	name: 'Decide',
	action: 'Decide who speaks',
	description: 'Tell whether the agent answers, or a person has the conversation',
	outputs: ['Answer', 'Silence'],
	properties: [
		{
			displayName: 'Resume After (Seconds)',
			name: 'autoResumeSeconds',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 300,
			description: 'After this long without a sign of the person who took over, the agent answers again. 0 never does.',
		},
	],
	run: async (context, store, itemIndex) => {
		const turn = inputItem<Turn>(context, itemIndex, ['turn_id', 'lease_token', 'session', 'messages'], 'the operation Claim Turn');
		const autoResumeSeconds = context.getNodeParameter('autoResumeSeconds', itemIndex) as number;
		const now = new Date().toISOString();
		const { row, decision } = await decided(store, turn, now, { autoResumeSeconds, globallyEnabled: turn.agent_enabled !== false });
		const json = { ...turn, session: row, ...decision } as IDataObject;
		if (decision.should_respond) return { json, output: FIRST };
		await finishTurn(store, turn);
		return { json, output: SECOND };
	},
};

/** Decides on the session as it is; writes only a change of mode, and decides again when somebody else changed it first. */
async function decided(store: Store, turn: Turn, now: string, rules: SessionRules): Promise<{ row: SessionRow; decision: Decision }> {
	const event = { type: 'customerMessage', at: turn.messages.at(-1)?.sent_at ?? now } as const;
	let row = turn.session;
	for (let tries = 0; tries < TRIES; tries++) {
		const before = toSession(row);
		const { session, shouldRespond, reason } = transition(before, event, now, rules);
		const decision = {
			should_respond: shouldRespond,
			reason,
			session_mode: session.mode,
			fence: { phone: turn.phone, mode_epoch: session.modeEpoch },
		};
		if (session.modeEpoch === before.modeEpoch) return { row, decision };
		const written = await saveSession(store, { ...turn, version: row.version }, session);
		row = written.session;
		if (written.saved) return { row, decision };
	}
	throw new Error('The conversation changed hands three times while it was decided who answers; the sweep will try again');
}
