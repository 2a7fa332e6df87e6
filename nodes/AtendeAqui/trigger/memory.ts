import type { IDataObject } from 'n8n-workflow';

import { changesOf, isStalled, type Change } from './changes';
import type { Depth, Read } from './reading';
import { pack, unpack, type Seen } from './seen';

/** What the trigger remembers between polls. Kept by n8n with the workflow as JSON: flat and short. */
export interface Memory {
	flow: string;
	/** A line a user: see `pack`. */
	users: string[];
	/** Keys of all steps ever seen. */
	steps: string[];
	/** The newest activity that was seen, epoch milliseconds of the vendor's clock. */
	newestAt: number;
	/** When the list was last read to its end, epoch milliseconds. */
	wholeAt: number;
	isNewestFirst: boolean;
	/** Counts the polls that ended, so that one that was overtaken by the next notices it. */
	polls: number;
}

export interface Rules {
	stalledAfterMs: number;
	/** Whether stalls are wanted: looking for them may need more pages. */
	tellsStalls: boolean;
	/** Whether what was there before the first poll is told too. */
	includesExisting: boolean;
}

export interface Told {
	record: IDataObject;
	change: Change;
}

/** How far back a poll looks behind the newest activity: for what was written late, and for clocks that differ. */
const OVERLAP_MS = 10 * 60_000;
/** The whole list is read this often even where its order makes it needless, in case the order is not what it seems. */
const WHOLE_EVERY_MS = 6 * 3_600_000;

/** What n8n kept for this flow; undefined when there is nothing, or it is of another flow. */
export function memoryIn(data: IDataObject, flow: string): Memory | undefined {
	return data.flow === flow && Array.isArray(data.users) && Array.isArray(data.steps) ? (data as unknown as Memory) : undefined;
}

/** How far down the list has to be read; null for the whole list. */
export function depth(memory: Memory | undefined, rules: Rules, now: number): Depth | null {
	if (!memory?.isNewestFirst || now - memory.wholeAt >= WHOLE_EVERY_MS) return null;
	const due = rules.tellsStalls ? remembered(memory).filter(([, seen]) => isDue(seen, rules, now)) : [];
	const downTo = due.reduce((oldest, [, { activeAt }]) => Math.min(oldest, activeAt), memory.newestAt - OVERLAP_MS);
	return { downTo, newestAt: memory.newestAt };
}

/** What happened since the last poll, oldest activity first, and what to remember now. */
export function advance(memory: Memory | undefined, flow: string, read: Read, rules: Rules, now: number): { memory: Memory; told: Told[] } {
	const seen = new Map(memory ? remembered(memory) : []);
	const isFirst = memory === undefined && !rules.includesExisting;
	const told: Told[] = [];
	for (const [id, { record, sight }] of [...read.users].sort(([, a], [, b]) => a.sight.activeAt - b.sight.activeAt)) {
		const result = changesOf(seen.get(id), sight, { now, stalledAfterMs: rules.stalledAfterMs });
		seen.set(id, result.seen);
		if (!isFirst) told.push(...result.changes.map((change) => ({ record, change })));
	}
	// Whoever should have stood on these pages and did not is gone, and is no longer looked for.
	for (const [id, user] of seen) if (!read.users.has(id) && isDue(user, rules, now)) seen.set(id, { ...user, stalled: true });
	const steps = [...(memory?.steps ?? [])];
	const newestRead = [...read.users.values()].reduce((newest, { sight }) => Math.max(newest, sight.activeAt), 0);
	return {
		told,
		memory: {
			flow,
			users: [...seen].map(([id, user]) => pack(id, user, steps)),
			steps,
			newestAt: read.isWhole ? newestRead : Math.max(newestRead, memory?.newestAt ?? 0),
			wholeAt: read.isWhole ? now : (memory?.wholeAt ?? 0),
			isNewestFirst: read.isWhole ? read.isNewestFirst : memory?.isNewestFirst === true,
			polls: (memory?.polls ?? 0) + 1,
		},
	};
}

const remembered = ({ users, steps }: Memory): Array<[string, Seen]> => users.map((line) => unpack(line, steps));

const isDue = (seen: Seen, { stalledAfterMs }: Rules, now: number): boolean => !seen.stalled && isStalled(seen, now, stalledAfterMs);
