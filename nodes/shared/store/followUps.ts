import type { Step } from '../core/followUp/cadence';
import type { Funnel } from '../core/followUp/funnelText';
import type { LeadFacts } from '../core/followUp/text';
import type { Store } from './store';

/** A step that is due: whose, in which silence, and what it may be written from. */
export type DueStep = Step & {
	phone: string;
	channel: string;
	/** Since when they are silent: which silence it is of. */
	since: string;
	/** How many steps their cadence has. */
	steps: number;
	silent_hours: number;
	facts: LeadFacts;
};
/** A step that the consultant was told of. */
export type ToldStep = Omit<DueStep, 'silent_hours' | 'facts'>;
export type ClaimedSteps = { due: DueStep[]; told: ToldStep[]; without_hours: string | null };

/** What is due now. Not repeated by itself: what was claimed is handed out again ten minutes later, if nobody queued it. */
export const claimFollowUps = async (
	store: Store,
	cadence: Step[],
	given: { againDays: number; channel: string | null; limit: number },
): Promise<ClaimedSteps> =>
	await store.rpc(
		'claim_follow_ups',
		{ p_cadence: cadence, p_again_days: given.againDays, p_channel: given.channel, p_limit: given.limit },
		false,
	);

export type QueuedStep = { queued: boolean; phone: string; reason?: string; send_at?: string; until?: string };

/** Queues a step that was written, if it still holds. Safe to repeat: the same step is one message. */
export const queueFollowUp = async (
	store: Store,
	step: Pick<DueStep, 'phone' | 'since' | 'class' | 'step' | 'kind'>,
	text: string,
): Promise<QueuedStep> => await store.rpc('queue_follow_up', { p_step: step, p_text: text }, true);

export type ToldPromise = { id: number; phone: string; kind: 'promise_late' | 'promise_over'; reason?: string; due_at?: string };

/** Tells the team of promises that nobody kept, and of what became of those that it was told of. Each is told once. */
export const checkPromises = async (store: Store, graceMinutes: number, channel: string | null): Promise<ToldPromise[]> =>
	await store.rpc('check_promises', { p_grace_minutes: graceMinutes, p_channel: channel }, true);

export const followUpFunnel = async (store: Store, period: { from: string; until: string }, channel: string | null): Promise<Funnel> =>
	await store.rpc('follow_up_funnel', { p_from: period.from, p_until: period.until, p_channel: channel }, true);
