import { isOpen, type BusinessHours } from '../brazil/businessHours';

export type OnboardingStatus = 'NOT_STARTED' | 'IN_PROGRESS' | 'COMPLETED' | 'ABANDONED';

/** Where a user stands in a flow. Times in epoch milliseconds, 0 when unknown. */
export interface OnboardingState {
	status: OnboardingStatus | (string & {});
	startedAt: number;
	lastActivityAt: number;
	completedAt: number;
}

/** What was done for the user so far, and what forbids more. */
export interface NudgeHistory {
	/** When reminders were sent, epoch milliseconds, in any order. */
	reminders: readonly number[];
	/** When the same person last got a reminder as another user or in another flow; 0 for never. */
	remindedElsewhereAt?: number;
	/** When the last congratulation was sent, epoch milliseconds; 0 for never. */
	congratulatedAt: number;
	isOptedOut: boolean;
	/** A person of the team has the conversation. */
	isWithHuman: boolean;
}

export interface NudgeRules {
	/** How long a user must have done nothing. */
	stalledAfterMs: number;
	/** The least time between two reminders to one user. */
	coolDownMs: number;
	/** The most reminders without a sign of life in between. */
	mostPerStall: number;
	/** The most reminders in one run through the flow. */
	mostPerFlow: number;
	/** After so long without activity a user is left alone; never when absent. */
	forgottenAfterMs?: number;
	/** How long after the end a congratulation still makes sense; 0 for none at all. */
	congratulateWithinMs: number;
	/** When messages may be sent; always when absent. */
	hours?: BusinessHours;
}

export type StopReason =
	| 'opted_out'
	| 'with_human'
	| 'not_started'
	| 'abandoned'
	| 'completed'
	| 'congratulated'
	| 'enough_for_this_stall'
	| 'enough_for_this_flow'
	| 'forgotten'
	| 'unknown_status'
	| 'unknown_activity';

export type NudgeDecision =
	/** `number` is the place of a reminder in this run through the flow, from 1. */
	| { kind: 'send'; nudge: 'reminder' | 'congratulation'; number: number }
	/** `until` is when to look again, epoch milliseconds; null for the next opening. */
	| { kind: 'wait'; reason: 'active' | 'cool_down' | 'outside_hours'; until: number | null }
	/** Nothing as long as this is so. */
	| { kind: 'stop'; reason: StopReason };

const stop = (reason: StopReason): NudgeDecision => ({ kind: 'stop', reason });

/**
 * Whether a user is sent something now (onboarding spec: personal, paced, stopping at completion, abandonment or opt-out, never repeated
 * within the cool-down). What forbids everything comes before what the flow says, and that before times.
 * @param now epoch milliseconds
 */
export function decideNudge(state: OnboardingState, history: NudgeHistory, rules: NudgeRules, now: number): NudgeDecision {
	if (history.isOptedOut) return stop('opted_out');
	if (history.isWithHuman) return stop('with_human');
	switch (state.status) {
		case 'NOT_STARTED':
			return stop('not_started');
		case 'ABANDONED':
			return stop('abandoned');
		case 'COMPLETED':
			return decideCongratulation(state, history, rules, now);
		case 'IN_PROGRESS':
			return decideReminder(state, history, rules, now);
		default:
			return stop('unknown_status');
	}
}

function decideReminder(state: OnboardingState, history: NudgeHistory, rules: NudgeRules, now: number): NudgeDecision {
	const { reminders, remindedElsewhereAt = 0 } = history;
	const since = state.lastActivityAt || state.startedAt;
	if (since === 0) return stop('unknown_activity');
	if (now - since >= (rules.forgottenAfterMs ?? Infinity)) return stop('forgotten');
	const inFlow = reminders.filter((sentAt) => sentAt >= state.startedAt);
	if (inFlow.length >= rules.mostPerFlow) return stop('enough_for_this_flow');
	if (inFlow.filter((sentAt) => sentAt >= since).length >= rules.mostPerStall) return stop('enough_for_this_stall');
	const stalledAt = since + rules.stalledAfterMs;
	if (now < stalledAt) return { kind: 'wait', reason: 'active', until: stalledAt };
	// One before a restart counts too: it is the same person who gets the messages.
	const cooledAt = Math.max(0, ...[...reminders, remindedElsewhereAt].filter(Boolean).map((sentAt) => sentAt + rules.coolDownMs));
	if (now < cooledAt) return { kind: 'wait', reason: 'cool_down', until: cooledAt };
	return withinHours({ kind: 'send', nudge: 'reminder', number: inFlow.length + 1 }, rules, now);
}

function decideCongratulation(state: OnboardingState, { congratulatedAt }: NudgeHistory, rules: NudgeRules, now: number): NudgeDecision {
	const endedAt = state.completedAt || state.lastActivityAt;
	if (congratulatedAt > 0 && congratulatedAt >= endedAt) return stop('congratulated');
	if (now - endedAt >= rules.congratulateWithinMs) return stop('completed');
	return withinHours({ kind: 'send', nudge: 'congratulation', number: 1 }, rules, now);
}

const withinHours = (decision: NudgeDecision, { hours }: NudgeRules, now: number): NudgeDecision =>
	hours && !isOpen(hours, now) ? { kind: 'wait', reason: 'outside_hours', until: null } : decision;
