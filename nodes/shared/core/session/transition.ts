import { control } from './control';
import { customerWrote, customerWroteElsewhere } from './customer';
import { withEscalation } from './escalated';
import type { SessionEvent } from './event';
import { operatorWrote } from './operator';
import { outcome, type Transition } from './outcome';
import type { SessionRules } from './rules';
import { later, type Session } from './state';
import { renewed, tick } from './time';

/**
 * The next state of a conversation, who may speak, and what else is to be done (handoff spec A4 from D4 on, A6). Pure: whoever writes the result
 * does so on the version that it was made from, or asks again. Illegal or late events leave the mode as it is and say why. A customer's event never
 * changes the mode, but for the wish for a person (T05) and the resume after a person's idleness (T13).
 * @param given the stored session; one that is too old starts anew first (T34)
 * @param now ISO 8601 UTC
 */
export function transition(given: Session, event: SessionEvent, now: string, rules: SessionRules): Transition {
	const { session, history, notices } = renewed(given, now, rules);
	const next = happened(session, event, now, rules);
	return { ...next, history: [...history, ...next.history], notices: [...notices, ...next.notices] };
}

function happened(session: Session, event: SessionEvent, now: string, rules: SessionRules): Transition {
	switch (event.type) {
		case 'customerMessage':
			return customerWrote(session, event, now, rules);
		case 'wroteElsewhere':
			return customerWroteElsewhere(session, now, rules);
		case 'agentMessage':
			return outcome({ ...session, lastAgentMessage: later(session.lastAgentMessage, event.at) }, 'agent_echo'); // T11
		case 'operatorMessage':
			return operatorWrote(session, event, now, rules);
		case 'touch':
			return session.humanAttendant === event.attendant // T25
				? outcome({ ...session, lastHumanActivity: later(session.lastHumanActivity, now) }, 'command_processed')
				: outcome(session, 'command_rejected', {
						refusal: { code: 'NOT_OWNER', owner: session.humanAttendant, since: session.humanSince },
					});
		case 'escalate':
			return withEscalation(session, { ...event, actor: 'agent', message: null }, now, rules);
		case 'tick':
			return tick(session, now, rules);
		default:
			return control(session, event, now, rules);
	}
}
