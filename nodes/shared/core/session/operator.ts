import { accepted } from './escalated';
import type { SessionEvent } from './event';
import { changed, outcome, type Transition } from './outcome';
import type { SessionRules } from './rules';
import { AUTO_DETECTED, later, owned, withoutEscalation, type Session } from './state';

type OperatorMessage = Extract<SessionEvent, { type: 'operatorMessage' }>;

/**
 * An operator wrote to the customer, with a prefix or without (handoff spec T06, T07, T15 to T17, T28, T37). The message is out already: it is
 * noted in any case; whether the conversation changes hands is a matter of the rules.
 */
export function operatorWrote(given: Session, event: OperatorMessage, now: string, rules: SessionRules): Transition {
	const attendant = event.attendant ?? AUTO_DETECTED;
	const session: Session = event.isBare ? given : { ...given, lastHumanMessage: later(given.lastHumanMessage, event.at) };
	if (session.modeSince !== null && Date.parse(event.at) < Date.parse(session.modeSince)) return outcome(session, 'late_human_message');

	const reason = event.byPrefix ? 'human_prefix' : 'human_message';
	// Whoever was called for a conversation that goes on with the agent has answered.
	if (session.mode === 'agent' && !event.byPrefix && !rules.writingTakesOver) return outcome(withoutEscalation(session), reason);
	if (session.mode !== 'human' && !event.byPrefix && !rules.writingTakesOver) return outcome(session, reason);
	const isSomebodyElses = session.mode === 'human' && session.humanAttendant !== attendant && session.humanAttendant !== AUTO_DETECTED;
	// Nobody in particular never takes a conversation from somebody: it may well be the owner at the phone.
	if (isSomebodyElses && attendant === AUTO_DETECTED) return outcome(active(session, event.at), reason);
	if (isSomebodyElses && rules.conflict === 'reject')
		return outcome(session, reason, {
			notices: [{ kind: 'operator_refused', to: attendant }],
			refusal: { code: 'OWNED_BY_OTHER', owner: session.humanAttendant, since: session.humanSince },
		});

	const taken = accepted(active(owned(session, attendant, later(session.modeSince, event.at)), event.at), attendant, now);
	return outcome(taken, reason, {
		history: changed(session, taken, { type: 'human', id: attendant }, { reason }),
		notices: isSomebodyElses ? [{ kind: 'owner_changed', to: session.humanAttendant }] : [],
	});
}

const active = (session: Session, at: string): Session => ({ ...session, lastHumanActivity: later(session.lastHumanActivity, at) });
