export type Mode = 'agent' | 'human' | 'paused';
export type PauseReason = 'manual' | 'escalation' | 'system';

/** Who speaks in one conversation (handoff spec A2). Times are ISO 8601 UTC. Invariants: owner ⇔ human, pausedAt ⇔ paused. */
export type Session = {
	mode: Mode;
	humanAttendant: string | null;
	humanSince: string | null;
	lastCustomerMessage: string | null;
	lastAgentMessage: string | null;
	lastHumanMessage: string | null;
	lastHumanActivity: string | null;
	pausedAt: string | null;
	pausedBy: string | null;
	pauseReason: PauseReason | null;
	/** Counts changes of mode or owner; a reply made under an older epoch is never sent. */
	modeEpoch: number;
};

export type SessionEvent =
	| { type: 'customerMessage'; at: string }
	| { type: 'agentMessage'; at: string }
	| { type: 'operatorMessage'; at: string; attendant: string }
	| { type: 'takeOver'; attendant: string }
	| { type: 'release'; attendant: string }
	| { type: 'pause'; by: string; reason: PauseReason }
	| { type: 'resume' };

export type Reason =
	| 'agent_active'
	| 'auto_resumed'
	| 'waiting_human'
	| 'session_paused'
	| 'globally_disabled'
	| 'agent_echo'
	| 'human_message'
	| 'command_processed'
	| 'command_rejected';

export interface SessionRules {
	/** Seconds of a person's silence after which the agent takes the turn back; 0 never does (handoff spec A9). */
	autoResumeSeconds: number;
	/** The switch for all conversations. */
	globallyEnabled: boolean;
}

export interface Transition {
	session: Session;
	shouldRespond: boolean;
	reason: Reason;
}

export const newSession = (): Session => ({
	mode: 'agent',
	humanAttendant: null,
	humanSince: null,
	lastCustomerMessage: null,
	lastAgentMessage: null,
	lastHumanMessage: null,
	lastHumanActivity: null,
	pausedAt: null,
	pausedBy: null,
	pauseReason: null,
	modeEpoch: 1,
});

/**
 * The next state of a conversation and who may speak (handoff spec A4, A6). Illegal or late events leave the mode as it is and say why.
 * A customer's event never changes the mode, but for the resume after a person's idleness (T13).
 * @param now ISO 8601 UTC
 */
export function transition(session: Session, event: SessionEvent, now: string, rules: SessionRules): Transition {
	switch (event.type) {
		case 'customerMessage':
			return answerCustomer({ ...session, lastCustomerMessage: later(session.lastCustomerMessage, event.at) }, now, rules);
		case 'agentMessage':
			return silent({ ...session, lastAgentMessage: later(session.lastAgentMessage, event.at) }, 'agent_echo');
		case 'operatorMessage':
			return operatorSpoke(session, event.attendant, event.at, now);
		case 'takeOver':
			return session.mode === 'human' && session.humanAttendant !== event.attendant
				? silent(session, 'command_rejected') // T19
				: silent(ownedBy(session, event.attendant, now), 'command_processed'); // T08, T18, T29
		case 'release':
			return session.mode === 'human' && session.humanAttendant !== event.attendant
				? silent(session, 'command_rejected') // T23
				: silent(backToAgent(session), 'command_processed'); // T10, T22, T30
		case 'pause':
			return silent(pausedBy(session, event.by, event.reason, now), 'command_processed'); // T09, T24, T31
		case 'resume':
			return silent(backToAgent(session), 'command_processed'); // T10, T30
		default:
			return event satisfies never;
	}
}

function answerCustomer(session: Session, now: string, rules: SessionRules): Transition {
	if (!rules.globallyEnabled) return silent(session, 'globally_disabled'); // D9
	if (session.mode === 'paused') return silent(session, 'session_paused'); // T26, T32: never resumes by itself
	if (session.mode === 'agent') return { session, shouldRespond: true, reason: 'agent_active' };
	if (!isIdle(session, now, rules.autoResumeSeconds)) return silent(session, 'waiting_human'); // T12
	return { session: backToAgent(session), shouldRespond: true, reason: 'auto_resumed' }; // T13
}

/** Any message of an operator takes the conversation, unless another operator owns it (T06, T15, T16, T28). */
function operatorSpoke(session: Session, attendant: string, at: string, now: string): Transition {
	const owned = session.mode === 'human' ? session : ownedBy(session, attendant, now);
	const mine = owned.humanAttendant === attendant;
	return silent(
		{
			...owned,
			lastHumanMessage: later(owned.lastHumanMessage, at),
			lastHumanActivity: mine ? later(owned.lastHumanActivity, at) : owned.lastHumanActivity,
		},
		'human_message',
	);
}

/** Strictly longer than the limit since the owner's last sign of life; the clock starts at the takeover (A9). */
function isIdle(session: Session, now: string, limitSeconds: number): boolean {
	if (limitSeconds === 0) return false;
	const since = session.lastHumanActivity ?? session.humanSince ?? now;
	return Date.parse(now) - Date.parse(since) > limitSeconds * 1000;
}

function ownedBy(session: Session, attendant: string, now: string): Session {
	const changes = session.mode !== 'human' || session.humanAttendant !== attendant;
	return {
		...session,
		...unpaused,
		mode: 'human',
		humanAttendant: attendant,
		humanSince: changes ? now : session.humanSince,
		lastHumanActivity: later(session.lastHumanActivity, now),
		modeEpoch: session.modeEpoch + (changes ? 1 : 0),
	};
}

function backToAgent(session: Session): Session {
	if (session.mode === 'agent') return session;
	return { ...session, ...unpaused, ...unowned, mode: 'agent', modeEpoch: session.modeEpoch + 1 };
}

function pausedBy(session: Session, by: string, reason: PauseReason, now: string): Session {
	if (session.mode === 'paused') return session; // T31: the first pause counts
	return { ...session, ...unowned, mode: 'paused', pausedAt: now, pausedBy: by, pauseReason: reason, modeEpoch: session.modeEpoch + 1 };
}

const unpaused = { pausedAt: null, pausedBy: null, pauseReason: null } as const;
const unowned = { humanAttendant: null, humanSince: null } as const;
const silent = (session: Session, reason: Reason): Transition => ({ session, shouldRespond: false, reason });

/** Clocks only ever move forward: providers deliver late and twice. */
function later(known: string | null, at: string): string {
	return known !== null && Date.parse(known) >= Date.parse(at) ? known : at;
}
