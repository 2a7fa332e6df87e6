import { asked, noted, withEscalation } from './escalated';
import type { SessionEvent } from './event';
import { changed, outcome, type Transition } from './outcome';
import type { SessionRules } from './rules';
import { isKept, isOptedOut, later, secondsBetween, withAgent, type Metadata, type Session } from './state';
import { isIdle } from './time';

type CustomerMessage = Extract<SessionEvent, { type: 'customerMessage' }>;

/** A customer wrote: steps D8 to D14 of the decision (handoff spec A4). Their text is never obeyed, only noted when it looks like a command. */
export function customerWrote(given: Session, event: CustomerMessage, now: string, rules: SessionRules): Transition {
	const session: Session = {
		...given,
		lastCustomerMessage: later(given.lastCustomerMessage, event.at),
		metadata: marked(given.metadata, event.looksLikeCommand), // D12
	};
	if (!rules.globallyEnabled) return switchedOff(session, event, now, rules); // D9, T04
	if (session.mode === 'paused') return whilePaused(session, event, now, rules); // D11, T26
	if (session.mode === 'human' && !goesBack(session, now, rules)) return outcome(session, 'waiting_human'); // T12

	const agents = withAgent(session, now);
	const resumed = changed(session, agents, SYSTEM, { type: 'auto_resumed', reason: rules.resumeBy }); // T13
	const notices: Transition['notices'] = resumed.length > 0 ? [{ kind: 'auto_resumed', to: session.humanAttendant }] : [];
	if (event.guard === 'human' || event.guard === 'paused')
		return whileGuarded(agents, event, event.guard, { now, rules, resumed, notices });
	const next = event.asksForHuman
		? withEscalation(agents, asked(event), now, rules) // D13, T05
		: outcome(agents, resumed.length > 0 ? 'auto_resumed' : 'agent_active', { shouldRespond: true }); // D14, T03
	return {
		...next,
		greet: resumed.length > 0 && rules.greetOnResume && next.canned === null,
		history: [...resumed, ...next.history],
		notices: [...notices, ...next.notices],
	};
}

/** The mark tells of this message, not of one long ago. */
function marked({ suspicious_command: _, ...metadata }: Metadata, looksLikeCommand: boolean): Metadata {
	return looksLikeCommand ? { ...metadata, suspicious_command: true } : metadata;
}

/** Somebody has the customer on another number of ours: silence here too. A wish for a person reaches the team where nobody is at it. */
function whileGuarded(
	session: Session,
	event: CustomerMessage,
	guard: 'human' | 'paused',
	{ now, rules, resumed, notices }: { now: string; rules: SessionRules; resumed: Transition['history']; notices: Transition['notices'] },
): Transition {
	if (guard === 'human') return outcome(session, 'waiting_human', { history: resumed, notices });
	const wish = event.asksForHuman ? noted(session, asked(event), now, rules) : { session, history: [], notices: [] };
	return outcome(wish.session, 'session_paused', { history: [...resumed, ...wish.history], notices: [...notices, ...wish.notices] });
}

/**
 * The customer wrote to another number of ours, which this conversation guards: what their word would end here it ends from there too, such as the time of
 * a person who went away. Nothing else of it is this conversation's.
 */
export function customerWroteElsewhere(session: Session, now: string, rules: SessionRules): Transition {
	if (session.mode === 'paused') return outcome(session, 'session_paused');
	if (session.mode !== 'human' || !goesBack(session, now, rules))
		return outcome(session, session.mode === 'human' ? 'waiting_human' : 'agent_active');
	const agents = withAgent(session, now);
	return outcome(agents, 'auto_resumed', {
		history: changed(session, agents, SYSTEM, { type: 'auto_resumed', reason: rules.resumeBy }),
		notices: [{ kind: 'auto_resumed', to: session.humanAttendant }],
	});
}

const SYSTEM = { type: 'system', id: null } as const;

/** A person's conversation goes back with the customer's message (A9), or outside the hours (SDR spec 5.3). */
const goesBack = (session: Session, now: string, rules: SessionRules): boolean =>
	rules.resumeBy === 'closing' ? !rules.isOpen && !isKept(session) : isIdle(session, now, rules);

/** Nobody answers, but a wish for a person still reaches the team (handoff spec F8). */
function switchedOff(session: Session, event: CustomerMessage, now: string, rules: SessionRules): Transition {
	if (!event.asksForHuman) return outcome(session, 'globally_disabled');
	const { session: after, notices, history } = noted(session, asked(event), now, rules);
	return outcome(after, 'globally_disabled', { notices, history });
}

/** Silent, for ever; a wish for a person is counted, and one holding reply may be given (T26, T27, T32). */
function whilePaused(given: Session, event: CustomerMessage, now: string, rules: SessionRules): Transition {
	const { session, notices, history } = event.asksForHuman ? noted(given, asked(event), now, rules) : unasked(given, now);
	if (rules.holdingReplyAfter === 0 || session.metadata.holding_sent === true || isOptedOut(session))
		return outcome(session, 'session_paused', { notices, history });
	const messages = Number(session.metadata.paused_messages ?? 0) + 1;
	const holds = messages >= rules.holdingReplyAfter;
	const metadata = { ...session.metadata, paused_messages: messages, ...(holds && { holding_sent: true }) };
	return outcome({ ...session, metadata }, 'session_paused', {
		notices,
		history,
		...(holds && { shouldRespond: true, canned: 'holding' as const }),
	});
}

const DAY_SECONDS = 24 * 3600;

/** Somebody who wanted no more messages writes again: the agent stays silent, and the team is told, once a day, so that nobody is lost. */
function unasked(session: Session, now: string): Pick<Transition, 'session' | 'notices' | 'history'> {
	const toldAt = session.metadata.opted_out_told_at;
	if (!isOptedOut(session) || (typeof toldAt === 'string' && secondsBetween(toldAt, now) < DAY_SECONDS))
		return { session, notices: [], history: [] };
	const metadata = { ...session.metadata, opted_out_told_at: now };
	return { session: { ...session, metadata }, notices: [{ kind: 'opted_out_wrote', to: null }], history: [] };
}
