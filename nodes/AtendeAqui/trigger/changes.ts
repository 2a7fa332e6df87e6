import type { Seen, Sight } from './seen';

export const EVENTS = ['started', 'stepCompleted', 'stepSkipped', 'completed', 'abandoned', 'restarted', 'stalled'] as const;
export type EventName = (typeof EVENTS)[number];

export interface Change {
	event: EventName;
	/** Key of the step, for events of one. */
	step?: string;
}

/**
 * What happened to a user between two looks, in the order in which it can have happened, and what to remember so that it is told once.
 * @param before what was remembered; undefined for a user who was not there
 * @param now epoch milliseconds
 */
export function changesOf(
	before: Seen | undefined,
	sight: Sight,
	{ now, stalledAfterMs }: { now: number; stalledAfterMs: number },
): { changes: Change[]; seen: Seen } {
	// Answers of a copy that lags behind would look like steps taken back.
	if (before && sight.activeAt > 0 && sight.activeAt < before.activeAt) return { changes: [], seen: before };
	const isRestarted = before !== undefined && hasRestarted(before, sight);
	const hasBegun = sight.status !== 'NOT_STARTED';
	const known = before !== undefined && !startsOver(before, sight) ? before : { completed: [], skipped: [] };
	const wasStatus = isRestarted ? undefined : before?.status;
	const stalled = isStalled(sight, now, stalledAfterMs);
	const wasStalled = before?.stalled === true && before.activeAt === sight.activeAt && !isRestarted;

	const changes: Change[] = [];
	if (isRestarted) changes.push({ event: 'restarted' });
	else if (hasBegun && before?.begun !== true) changes.push({ event: 'started' });
	changes.push(...added(sight.completed, known.completed).map((step) => ({ event: 'stepCompleted' as const, step })));
	changes.push(...added(sight.skipped, known.skipped).map((step) => ({ event: 'stepSkipped' as const, step })));
	if (sight.status === 'COMPLETED' && wasStatus !== 'COMPLETED') changes.push({ event: 'completed' });
	if (sight.status === 'ABANDONED' && wasStatus !== 'ABANDONED') changes.push({ event: 'abandoned' });
	if (stalled && !wasStalled) changes.push({ event: 'stalled' });
	return { changes, seen: { ...sight, begun: hasBegun || before?.begun === true, stalled: stalled || wasStalled } };
}

/** In the middle of the flow and without a sign of life for that long. */
export const isStalled = ({ status, activeAt }: Sight, now: number, stalledAfterMs: number): boolean =>
	status === 'IN_PROGRESS' && activeAt > 0 && now - activeAt >= stalledAfterMs;

/** The vendor has no status for it: it shows in steps that are gone or a later start, and in a flow that had ended, or begun, and is so no more. */
function hasRestarted(before: Seen, sight: Sight): boolean {
	if (before.status === 'NOT_STARTED') return false;
	return startsOver(before, sight) || sight.status === 'NOT_STARTED' || (hasEnded(before) && !hasEnded(sight));
}

const hasEnded = ({ status }: Sight): boolean => status === 'COMPLETED' || status === 'ABANDONED';

/** Steps are to be done again. A skipped step that is completed later is not lost. */
function startsOver(before: Sight, sight: Sight): boolean {
	const lost = added([...before.completed, ...before.skipped], [...sight.completed, ...sight.skipped]);
	return lost.length > 0 || (before.startedAt > 0 && sight.startedAt > before.startedAt);
}

const added = (list: string[], to: string[]): string[] => list.filter((entry) => !to.includes(entry));
