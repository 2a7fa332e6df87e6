import { changed, entry, outcome, type Transition } from './outcome';
import type { SessionRules } from './rules';
import { isCalledFor, isKept, isOptedOut, lastActivity, secondsBetween, withAgent, type Session } from './state';

const SYSTEM = { type: 'system', id: null } as const;

/** Strictly longer than the limit since the owner's last sign of life; the clock starts at the takeover (handoff spec A9). */
export function isIdle(session: Session, now: string, rules: SessionRules): boolean {
	const limitSeconds = idleLimitSeconds(session, rules);
	return limitSeconds > 0 && !isKept(session) && idleSeconds(session, now) > limitSeconds;
}

/** Seconds until the agent takes the turn back from a person by itself; null when it does not. */
export function resumesInSeconds(session: Session, now: string, rules: SessionRules): number | null {
	const limitSeconds = idleLimitSeconds(session, rules);
	if (session.mode !== 'human' || rules.resumeBy !== 'idleness' || limitSeconds === 0 || isKept(session)) return null;
	return Math.max(0, limitSeconds - idleSeconds(session, now));
}

const idleLimitSeconds = ({ humanAttendant }: Session, { autoResumeSeconds, autoResumeSecondsOf }: SessionRules): number =>
	autoResumeSecondsOf[humanAttendant ?? ''] ?? autoResumeSeconds;

const idleSeconds = ({ lastHumanActivity, humanSince }: Session, now: string): number =>
	secondsBetween(lastHumanActivity ?? humanSince ?? now, now);

/**
 * A conversation that nobody touched for the longest age starts anew (A10, T34): agent mode, and of the metadata what the rules keep. The clocks and
 * the epoch go on, so that a reply from before stays fenced. One that ends while it was paused is told of first. An opt-out has no end, and neither has a call
 * for a person that nobody followed: what was asked on Friday is still there on Monday.
 */
export function renewed(session: Session, now: string, rules: SessionRules): Pick<Transition, 'session' | 'history' | 'notices'> {
	const since = lastActivity(session);
	if (
		since === null ||
		isOptedOut(session) ||
		isKept(session) ||
		isCalledFor(session) ||
		secondsBetween(since, now) <= rules.maxAgeHours * 3600
	)
		return { session, history: [], notices: [] };
	const agents = withAgent(session, now);
	const kept = Object.entries(agents.metadata).filter(([key]) => rules.keptMetadata.includes(key));
	// Nothing to forget: no write, no history row a day for each lead that ever wrote.
	if (session.mode === 'agent' && kept.length === Object.keys(session.metadata).length) return { session, history: [], notices: [] };
	const after: Session = { ...agents, modeSince: now, metadata: Object.fromEntries(kept) };
	return {
		session: after,
		history: [entry(session, after, 'expired', SYSTEM, session.mode)],
		notices: session.mode === 'paused' ? [{ kind: 'expired_while_paused', to: session.pausedBy }] : [],
	};
}

/** What time alone does, found by the sweep: a person's idleness ends (T14), an escalation that nobody accepted (T33). Paused stays paused (T32). */
export function tick(session: Session, now: string, rules: SessionRules): Transition {
	if (session.mode === 'human' && rules.resumeBy === 'idleness' && isIdle(session, now, rules)) {
		const after = withAgent(session, now);
		return outcome(after, 'auto_resumed', {
			unasked: rules.greetOnSweep ? 'greeting' : null,
			history: changed(session, after, SYSTEM, { type: 'auto_resumed', reason: 'sweep' }),
			notices: [{ kind: 'auto_resumed', to: session.humanAttendant }],
		});
	}
	return session.mode === 'paused' && isUnaccepted(session, now, rules) ? unaccepted(session, now, rules) : outcome(session, 'nothing_due');
}

function isUnaccepted({ pauseReason, metadata }: Session, now: string, { escalationTimeoutSeconds }: SessionRules): boolean {
	const since = metadata.escalation_notified_at ?? metadata.escalation_at;
	return (
		pauseReason === 'escalation' &&
		escalationTimeoutSeconds > 0 &&
		typeof since === 'string' &&
		secondsBetween(since, now) > escalationTimeoutSeconds
	);
}

function unaccepted(session: Session, now: string, rules: SessionRules): Transition {
	if (rules.onEscalationTimeout === 'notify') {
		const after = { ...session, metadata: { ...session.metadata, escalation_notified_at: now } };
		return outcome(after, 'escalation_requested', { notices: [{ kind: 'escalation_unaccepted', to: null }] });
	}
	const after = withAgent(session, now);
	return outcome(after, 'auto_resumed', {
		unasked: 'apology',
		history: changed(session, after, SYSTEM, { type: 'auto_resumed', reason: 'escalation_timeout' }),
	});
}
