import { OPT_OUT, type Mode, type PauseReason } from '../session/state';

export interface MonitoredSession {
	channel: string;
	phone: string;
	mode: Mode;
	mode_epoch: number;
	human_attendant: string | null;
	human_since: string | null;
	last_customer_message: string | null;
	last_human_activity: string | null;
	paused_at: string | null;
	paused_by: string | null;
	pause_reason: PauseReason | null;
	metadata: Record<string, unknown>;
}

export type AlertType = 'paused_too_long' | 'human_inactive' | 'escalation_unaccepted';
export type Alert = {
	type: AlertType;
	channel: string;
	phone: string;
	/** Whole minutes since `since`. */
	minutes: number;
	attendant: string | null;
	since: string;
	/** The customer wrote after the person's last sign of life. */
	customerWaiting: boolean;
	/** One alert an episode: the same key again is no news. */
	key: string;
};

export interface MonitorRules {
	pausedMinutes: number;
	humanMinutes: number;
	escalationMinutes: number;
	/** Remind again after so many minutes; 0 tells once an episode. */
	repeatMinutes: number;
}

/** The limits of handoff spec B5. */
export const MONITOR_RULES: MonitorRules = { pausedMinutes: 10, humanMinutes: 3, escalationMinutes: 5, repeatMinutes: 0 };

/** Conversations that somebody should look at (B5), one alert an episode (the epoch) and kind. */
export const alertsOf = (sessions: readonly MonitoredSession[], now: string, rules: MonitorRules): Alert[] =>
	sessions.flatMap((session) =>
		concerns(session, rules).flatMap(({ type, since, limit }) => {
			const minutes = Math.max(0, (Date.parse(now) - Date.parse(since)) / 60_000);
			if (minutes < limit) return [];
			const reminder = rules.repeatMinutes > 0 ? Math.floor((minutes - limit) / rules.repeatMinutes) : 0;
			return [
				{
					type,
					channel: session.channel,
					phone: session.phone,
					minutes: Math.floor(minutes),
					attendant: session.human_attendant,
					since,
					customerWaiting: session.last_customer_message !== null && Date.parse(session.last_customer_message) > Date.parse(since),
					key: `alert:${type}:${session.channel}:${session.phone}:${session.mode_epoch}:${reminder}`,
				},
			];
		}),
	);

interface Concern {
	type: AlertType;
	since: string;
	limit: number;
}

function concerns(session: MonitoredSession, rules: MonitorRules): Concern[] {
	if (session.mode === 'human') {
		const since = session.last_human_activity ?? session.human_since;
		return since === null ? [] : [{ type: 'human_inactive', since, limit: rules.humanMinutes }];
	}
	const { paused_at: since } = session;
	// Whoever wanted no more messages waits for nobody.
	if (session.mode !== 'paused' || since === null || session.paused_by === OPT_OUT) return [];
	const unaccepted: Concern = { type: 'escalation_unaccepted', since, limit: rules.escalationMinutes };
	return [{ type: 'paused_too_long', since, limit: rules.pausedMinutes }, ...(session.pause_reason === 'escalation' ? [unaccepted] : [])];
}
