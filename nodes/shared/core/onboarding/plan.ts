import { decideNudge, type NudgeDecision, type NudgeHistory, type NudgeRules, type OnboardingState } from './nudge';

/** A user who may get a message. */
export interface Candidate {
	flow: string;
	userId: string;
	/** Canonical key of the phone: one person may be in several flows. Empty when none is known. */
	phone: string;
	state: OnboardingState;
	history: NudgeHistory;
}

export interface PlanRules extends NudgeRules {
	/** The most messages of one run. */
	mostPerRun: number;
	/** The least time between two messages of one run. */
	gapMs: number;
}

export interface PlannedNudge<C extends Candidate> {
	candidate: C;
	nudge: 'reminder' | 'congratulation';
	number: number;
	/** Epoch milliseconds. */
	sendAt: number;
	/** The same for the same nudge in every run: unique where effects are stored, it is never sent twice. */
	key: string;
}

export type Held =
	Exclude<NudgeDecision, { kind: 'send' }> | { kind: 'wait'; reason: 'next_run'; until: null } | { kind: 'stop'; reason: 'no_phone' };

export interface NudgePlan<C extends Candidate> {
	due: Array<PlannedNudge<C>>;
	held: Array<{ candidate: C; decision: Held }>;
}

/**
 * Who gets which message in this run, one after the other: congratulations first, then those who have waited longest; nobody gets two, and
 * what is too much for one run waits for the next.
 * @param now epoch milliseconds
 */
export function planNudges<C extends Candidate>(candidates: readonly C[], rules: PlanRules, now: number): NudgePlan<C> {
	const plan: NudgePlan<C> = { due: [], held: [] };
	const phones = new Set<string>();
	for (const candidate of [...candidates].sort(byUrgency)) {
		const decision = decideNudge(candidate.state, candidate.history, rules, now);
		if (decision.kind !== 'send') plan.held.push({ candidate, decision });
		else if (candidate.phone === '') plan.held.push({ candidate, decision: { kind: 'stop', reason: 'no_phone' } });
		else if (phones.has(candidate.phone) || plan.due.length >= rules.mostPerRun)
			plan.held.push({ candidate, decision: { kind: 'wait', reason: 'next_run', until: null } });
		else {
			phones.add(candidate.phone);
			const { nudge, number } = decision;
			plan.due.push({ candidate, nudge, number, sendAt: now + plan.due.length * rules.gapMs, key: nudgeKey(candidate, nudge, number) });
		}
	}
	return plan;
}

/** A restart begins a new run through the flow, with reminders of its own. */
export const nudgeKey = ({ flow, userId, state }: Candidate, nudge: PlannedNudge<Candidate>['nudge'], number: number): string =>
	['onboarding', flow, userId, state.startedAt, nudge, number].map((part) => encodeURIComponent(part)).join('/');

function byUrgency(a: Candidate, b: Candidate): number {
	const isDone = ({ state }: Candidate) => Number(state.status === 'COMPLETED');
	return isDone(b) - isDone(a) || a.state.lastActivityAt - b.state.lastActivityAt || (a.userId < b.userId ? -1 : 1);
}
