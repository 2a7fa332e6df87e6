import type { Candidate, PlanRules } from '../core/onboarding/plan';
import type { Store } from './store';

/** How far a user is, as AtendeAqui tells; times as it wrote them, null when it does not say. */
export type OnboardingProgress = {
	flow: string;
	user_id: string;
	client_id: string;
	name: string;
	status: string;
	percentage: number;
	next_step: string;
	started_at: string | null;
	last_activity_at: string | null;
	completed_at: string | null;
};
export type OnboardingRow = OnboardingProgress & {
	phone: string;
	company: string;
	link: string;
	reminders: string[];
	congratulated_at: string | null;
	/** Until when the gate holds the next message, and why; absent where the database is older. */
	held_until?: string | null;
	held_because?: string | null;
};

/** Takes in what AtendeAqui tells of a user; what is older than what is known changes nothing. */
export const noteOnboarding = async (store: Store, progress: OnboardingProgress, now: string): Promise<OnboardingRow> =>
	await store.rpc('note_onboarding', { p_progress: progress, p_now: now }, true);

/** A user who signed up, and the welcome, which is put into the outbox once for its key. */
export const registerOnboarding = async (
	store: Store,
	user: OnboardingProgress & { phone: string; company: string; link: string },
	welcome: { key: string; text: string },
	channel: string | null,
	now: string,
): Promise<{ flow: string; user_id: string; phone: string; welcome: 'queued' | 'known' | 'opted_out' | 'none' }> =>
	await store.rpc('register_onboarding', { p_progress: user, p_welcome: welcome, p_channel: channel, p_now: now }, true);

export type StoredCandidate = Candidate & { row: OnboardingRow };

/** Users who could be written to; the rules decide who is. */
export async function nudgeCandidates(store: Store, flow: string | null, rules: PlanRules, now: number): Promise<StoredCandidate[]> {
	const ago = (ms: number) => new Date(Math.max(0, now - ms)).toISOString();
	const rows: Array<OnboardingRow & { opted_out: boolean; with_human: boolean; reminded_elsewhere_at: string | null }> = await store.rpc(
		'nudge_candidates',
		{
			p_stalled_before: ago(rules.stalledAfterMs),
			p_seen_after: ago(rules.forgottenAfterMs ?? now),
			p_cooled_before: ago(rules.coolDownMs),
			p_most_per_stall: rules.mostPerStall,
			p_most_per_flow: rules.mostPerFlow,
			p_completed_after: ago(rules.congratulateWithinMs),
			p_flow: flow,
		},
		true,
	);
	const free = rows.filter(({ held_until }) => time(held_until ?? null) <= now);
	return free.map(({ opted_out, with_human, reminded_elsewhere_at, ...row }) => ({
		row,
		flow: row.flow,
		userId: row.user_id,
		phone: row.phone,
		state: {
			status: row.status,
			startedAt: time(row.started_at),
			lastActivityAt: time(row.last_activity_at),
			completedAt: time(row.completed_at),
		},
		history: {
			reminders: row.reminders.map(time),
			remindedElsewhereAt: time(reminded_elsewhere_at),
			congratulatedAt: time(row.congratulated_at),
			isOptedOut: opted_out,
			isWithHuman: with_human,
		},
	}));
}

/** A message that the plan wants; `activity_at` is the activity that it was made on. */
export type Nudge = {
	flow: string;
	user_id: string;
	nudge: 'reminder' | 'congratulation';
	key: string;
	activity_at: string | null;
	/** ISO 8601. */
	send_at: string;
	/** Not sent any more after this. */
	until: string;
};
export type Queued =
	| { queued: true; flow: string; user_id: string; send_at: string }
	| {
			queued: false;
			flow: string;
			user_id: string;
			/** Or what the gate says (`ask_gate`), and until when. */
			reason: 'unknown' | 'opted_out' | 'with_human' | 'agent_off' | 'went_on' | 'known' | (string & {});
			until?: string;
	  };

/** Puts a message into the outbox, once, if what the plan was made on still holds. */
export const queueNudge = async (store: Store, nudge: Nudge, text: string, channel: string | null, now: string): Promise<Queued> =>
	await store.rpc('queue_nudge', { p_nudge: nudge, p_text: text, p_channel: channel, p_now: now }, true);

const time = (written: string | null): number => (written === null ? 0 : Date.parse(written));
