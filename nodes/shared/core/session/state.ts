export type Mode = 'agent' | 'human' | 'paused';
export type PauseReason = 'manual' | 'escalation' | 'system';
export type Metadata = Record<string, unknown>;

/**
 * Who speaks in one conversation (handoff spec A2). Times are ISO 8601 UTC. Invariants: owner ⇔ human, pausedAt ⇔ paused, the `last…` clocks
 * never go back, the epoch changes exactly with mode or owner.
 */
export type Session = {
	mode: Mode;
	/** When mode or owner last changed; an operator's message from before is late (T37). */
	modeSince: string | null;
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
	metadata: Metadata;
};

/** The owner of a conversation that was taken by a prefix on the business phone: nobody in particular (A11). */
export const AUTO_DETECTED = 'auto-detected';

/** By whom a conversation is paused whose customer wants no more messages: it stays silent until somebody of the team gives it back. */
export const OPT_OUT = 'opt_out';
export const isOptedOut = ({ mode, pausedBy }: Session): boolean => mode === 'paused' && pausedBy === OPT_OUT;

/** By whom a conversation is paused whose other side is a machine (`stop_at_machine` in the schema): nobody waits there. */
export const MACHINE = 'machine';

/** A customer who wants no more messages, and whose conversation a person has: nothing but a person gives it back to the agent. */
export const isKept = ({ mode, metadata }: Session): boolean => mode === 'human' && metadata.opted_out === true;

export const newSession = (): Session => ({
	mode: 'agent',
	modeSince: null,
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
	metadata: {},
});

/** Clocks only ever move forward: providers deliver late and twice. */
export const later = (known: string | null, at: string): string => (known !== null && Date.parse(known) >= Date.parse(at) ? known : at);

/** Seconds from one moment to another; 0 when the clocks disagree. */
export const secondsBetween = (from: string, to: string): number => Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000);

/** The last sign of life of anybody in the conversation (A10). */
export function lastActivity(session: Session): string | null {
	const signs = [
		session.lastCustomerMessage,
		session.lastAgentMessage,
		session.lastHumanMessage,
		session.lastHumanActivity,
		session.modeSince,
	].filter((sign) => sign !== null);
	return signs.length === 0 ? null : signs.reduce((newest, sign) => later(newest, sign));
}

const unpaused = { pausedAt: null, pausedBy: null, pauseReason: null } as const;
const unowned = { humanAttendant: null, humanSince: null } as const;

/** The customer had the last word: nobody wrote to them since. */
export const customerWaits = ({ lastCustomerMessage, lastAgentMessage, lastHumanMessage }: Session): boolean =>
	lastCustomerMessage !== null &&
	[lastAgentMessage, lastHumanMessage].every((spoke) => spoke === null || Date.parse(spoke) < Date.parse(lastCustomerMessage));

/** A person was asked for, and nobody took the conversation yet. */
export const isCalledFor = ({ mode, metadata }: Pick<Session, 'mode' | 'metadata'>): boolean =>
	mode !== 'human' && metadata.escalation_requested === true && metadata.escalation_accepted_at === undefined;

/** Keys of the metadata that live as long as one pause. */
const OF_A_PAUSE = ['paused_messages', 'holding_sent'];
const without = (metadata: Metadata, isGone: (key: string) => boolean): Metadata =>
	Object.fromEntries(Object.entries(metadata).filter(([key]) => !isGone(key)));
const isOfEscalation = (key: string): boolean => key.startsWith('escalation_');

/** The attendant has the conversation: a change of hands, or the same one again, whose idle clock starts anew (T08, T18, T20, T28). */
export function owned(session: Session, attendant: string, now: string): Session {
	const changes = session.mode !== 'human' || session.humanAttendant !== attendant;
	const previous = session.mode === 'human' && changes ? { previous_attendant: session.humanAttendant } : {};
	return {
		...session,
		...unpaused,
		mode: 'human',
		modeSince: changes ? now : session.modeSince,
		humanAttendant: attendant,
		humanSince: changes ? now : session.humanSince,
		lastHumanActivity: later(session.lastHumanActivity, now),
		modeEpoch: session.modeEpoch + (changes ? 1 : 0),
		metadata: { ...without(session.metadata, (key) => OF_A_PAUSE.includes(key)), ...previous },
	};
}

/** A person saw to what they were called for. */
export const withoutEscalation = (session: Session): Session => ({ ...session, metadata: without(session.metadata, isOfEscalation) });

/** The agent answers again; what belonged to an escalation or a pause is gone, the rest of the metadata stays (T22, T30). */
export function withAgent(session: Session, now: string): Session {
	if (session.mode === 'agent') return session;
	const metadata = without(session.metadata, (key) => isOfEscalation(key) || OF_A_PAUSE.includes(key));
	return { ...session, ...unpaused, ...unowned, mode: 'agent', modeSince: now, modeEpoch: session.modeEpoch + 1, metadata };
}

/** Nobody answers by itself; the first pause counts, its owner is remembered (T09, T24, T31). */
export function paused(session: Session, by: string, reason: PauseReason, now: string): Session {
	if (session.mode === 'paused') return session;
	const previous = session.mode === 'human' ? { previous_attendant: session.humanAttendant } : {};
	return {
		...session,
		...unowned,
		mode: 'paused',
		modeSince: now,
		pausedAt: now,
		pausedBy: by,
		pauseReason: reason,
		modeEpoch: session.modeEpoch + 1,
		metadata: { ...session.metadata, ...previous },
	};
}
