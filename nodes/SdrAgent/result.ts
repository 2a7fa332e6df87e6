import type { LeadUpdates } from '../shared/core/lead';
import type { Label } from '../shared/core/sdr/intentLists';
import { correctionsIn, type Change } from '../shared/core/sdr/merge';
import type { Answer } from './answer';
import { findingsOf, type Findings } from './findings';
import type { Observed } from './observe';

/** What became of the model's reply on its way out. */
export type GuardReport = {
	/** Rules that refused it. */
	refused: string[];
	regenerated: boolean;
	/** The prepared safe reply took its place. */
	safe_reply: boolean;
	questions_removed: number;
};
export const UNTOUCHED: GuardReport = { refused: [], regenerated: false, safe_reply: false, questions_removed: 0 };

export type TurnResult = Answer & {
	/** What code found the message to be about. */
	labels: Label[];
	/** Stored values that the lead corrected. */
	corrections: Change[];
	findings: Findings;
	guard: GuardReport;
	/** Why a prepared text was used; null when the model answered. */
	fallback_reason: string | null;
	usage: { input: number; output: number };
	model_ms: number;
};

export interface Outcome {
	text: string;
	seen: Observed;
	/** The lead before the turn. */
	lead: Record<string, unknown> | null;
	answer: Answer;
	changes: Change[];
	classifiedKey: string | null;
	streak: number;
	guard: GuardReport;
	fallbackReason: string | null;
	usage: { input: number; output: number };
	tookMs: number;
	requests?: Partial<Pick<Findings, 'opt_out' | 'lgpd_request'>>;
}

/** A turn as it leaves the node. A wish for a person is heard whatever the model made of it. */
export function resultOf(outcome: Outcome): TurnResult {
	const { seen, text, lead, changes, streak, classifiedKey, requests } = outcome;
	const wantsPerson = seen.labels.includes('human');
	const answer: Answer = {
		...outcome.answer,
		should_transfer: outcome.answer.should_transfer || wantsPerson,
		transfer_reason: outcome.answer.transfer_reason ?? (wantsPerson ? 'O cliente pediu para falar com uma pessoa' : null),
	};
	const before = (lead ?? {}) as LeadUpdates & { temperature?: unknown };
	return {
		...answer,
		labels: seen.labels,
		corrections: correctionsIn(changes),
		findings: findingsOf(seen, { text, answer, streak, classifiedKey, before }, requests),
		guard: outcome.guard,
		fallback_reason: outcome.fallbackReason,
		usage: outcome.usage,
		model_ms: outcome.tookMs,
	};
}
