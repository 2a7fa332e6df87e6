import { isCalledFor, MACHINE, OPT_OUT, type Mode, type PauseReason } from '../session/state';

export interface MonitoredSession {
	channel: string;
	phone: string;
	mode: Mode;
	mode_epoch: number;
	human_attendant: string | null;
	human_since: string | null;
	last_customer_message: string | null;
	last_agent_message?: string | null;
	last_human_message?: string | null;
	last_human_activity: string | null;
	paused_at: string | null;
	paused_by: string | null;
	pause_reason: PauseReason | null;
	metadata: Record<string, unknown>;
	/** When the customer first wrote after the last words that they got; absent where only the newest message is known. */
	waiting_since?: string | null;
	name?: string | null;
	/** The agent's: a question is open since then, and nobody is at work on it. */
	unanswered_since?: string | null;
}

export type AlertType = 'paused_too_long' | 'human_inactive' | 'escalation_unaccepted' | 'agent_silent';
export type Alert = {
	type: AlertType;
	channel: string;
	phone: string;
	name: string | null;
	/** Whole minutes since `since`. */
	minutes: number;
	attendant: string | null;
	since: string;
	/** The customer had the last word. */
	customerWaiting: boolean;
	/** Why a person was called, of an escalation. */
	reason: string | null;
	/** One alert an episode: the same key again is no news. */
	key: string;
};

export interface MonitorRules {
	pausedMinutes: number;
	humanMinutes: number;
	escalationMinutes: number;
	/** How long a customer of the agent's may wait while nobody is at work on it. */
	agentMinutes: number;
	/** Remind again after so many minutes; 0 tells once an episode. */
	repeatMinutes: number;
}

/** The limits of handoff spec B5. The agent's: longer than a turn with all its tries. */
export const MONITOR_RULES: MonitorRules = { pausedMinutes: 10, humanMinutes: 3, escalationMinutes: 5, agentMinutes: 5, repeatMinutes: 0 };

/** A call for a person is never forgotten: once a day it is told again, whatever "Repeat" says. */
const DAY_MINUTES = 24 * 60;

/**
 * Conversations that somebody should look at (B5): one alert an episode and kind, which is the time under one owner (the epoch) since one moment; a customer
 * who waits again after the person wrote is another.
 */
export const alertsOf = (sessions: readonly MonitoredSession[], now: string, rules: MonitorRules): Alert[] =>
	sessions.flatMap((session) =>
		concerns(session, rules).flatMap(({ type, since, limit, repeat = rules.repeatMinutes }) => {
			const minutes = Math.max(0, (Date.parse(now) - Date.parse(since)) / 60_000);
			if (minutes < limit) return [];
			const reminder = repeat > 0 ? Math.floor((minutes - limit) / repeat) : 0;
			const episode = `${session.mode_epoch}:${Date.parse(since)}`;
			return [
				{
					type,
					channel: session.channel,
					phone: session.phone,
					name: session.name ?? null,
					minutes: Math.floor(minutes),
					attendant: session.human_attendant,
					since,
					customerWaiting: waitsSince(session) !== null,
					reason: typeof session.metadata.escalation_reason === 'string' ? session.metadata.escalation_reason : null,
					key: `alert:${type}:${session.channel}:${session.phone}:${episode}:${reminder}`,
				},
			];
		}),
	);

interface Concern {
	type: AlertType;
	since: string;
	limit: number;
	/** Minutes; in place of the rule's. */
	repeat?: number;
}

function concerns(session: MonitoredSession, rules: MonitorRules): Concern[] {
	const { mode, paused_at: pausedAt, metadata } = session;
	if (mode === 'human') {
		const [waits, active] = [waitsSince(session), session.last_human_activity ?? session.human_since];
		return waits === null || active === null ? [] : [{ type: 'human_inactive', since: latest(waits, active), limit: rules.humanMinutes }];
	}
	const calledAt = mode === 'paused' ? pausedAt : metadata.escalation_at;
	const unaccepted: Concern[] =
		typeof calledAt === 'string' && (isCalledFor(session) || session.pause_reason === 'escalation')
			? [
					{
						type: 'escalation_unaccepted',
						since: calledAt,
						limit: rules.escalationMinutes,
						repeat: rules.repeatMinutes > 0 ? Math.min(rules.repeatMinutes, DAY_MINUTES) : DAY_MINUTES,
					},
				]
			: [];
	if (mode === 'agent') return [...unaccepted, ...unanswered(session, rules)];
	// Whoever wanted no more messages waits for nobody.
	if (pausedAt === null || session.paused_by === OPT_OUT) return [];
	// Nor does a machine, of which the team was told; a person who asks for one there all the same is a person.
	if (session.paused_by === MACHINE) return unaccepted;
	return [{ type: 'paused_too_long', since: pausedAt, limit: rules.pausedMinutes }, ...unaccepted];
}

const unanswered = ({ unanswered_since: since }: MonitoredSession, { agentMinutes }: MonitorRules): Concern[] =>
	since && agentMinutes > 0 ? [{ type: 'agent_silent', since, limit: agentMinutes }] : [];

/**
 * Since when the customer waits for a word; null when somebody wrote to them last. Who was called for and has not written since they came is waited for too:
 * the agent's word that somebody comes is no answer.
 */
function waitsSince(session: MonitoredSession): string | null {
	const { last_customer_message: asked, last_human_message: answered = null, last_agent_message: said = null } = session;
	const came = session.metadata.escalation_accepted_at === undefined ? null : session.human_since;
	if (came !== null && isAfter(came, answered)) return came;
	if (asked === null || !isAfter(asked, answered) || !isAfter(asked, said)) return null;
	return session.waiting_since ?? asked;
}

const isAfter = (moment: string, other: string | null): boolean => other === null || Date.parse(moment) > Date.parse(other);
const latest = (one: string, other: string): string => (isAfter(one, other) ? one : other);
