import type { IDataObject } from 'n8n-workflow';

import { textsOf } from '../../shared/core/json/readers';

export type Status = 'NOT_STARTED' | 'IN_PROGRESS' | 'COMPLETED' | 'ABANDONED' | 'OTHER';

/** What one look at a user's progress shows. */
export interface Sight {
	status: Status;
	/** Epoch milliseconds, 0 when the vendor does not say. */
	startedAt: number;
	activeAt: number;
	completed: string[];
	skipped: string[];
}

/** What is remembered of a user between two polls. */
export interface Seen extends Sight {
	/** The start was told, or was there before the trigger. */
	begun: boolean;
	/** The stall since `activeAt` was told. */
	stalled: boolean;
}

const LETTERS: Record<Status, string> = { NOT_STARTED: 'N', IN_PROGRESS: 'I', COMPLETED: 'C', ABANDONED: 'A', OTHER: 'O' };

/** @param progress a progress in the shape of the model */
export function sightOf(progress: IDataObject): Sight {
	const startedAt = time(progress.started_at);
	return {
		status: Object.hasOwn(LETTERS, String(progress.status)) ? (progress.status as Status) : 'OTHER',
		startedAt,
		activeAt: time(progress.last_activity_at) || startedAt,
		completed: textsOf(progress.steps_completed) ?? [],
		skipped: textsOf(progress.steps_skipped) ?? [],
	};
}

/** The vendor's SDK also knows times without a zone, which are UTC. */
function time(given: unknown): number {
	const words = typeof given === 'string' ? given : '';
	return Date.parse(/T[\d:.]+$/.test(words) ? `${words}Z` : words) || 0;
}

/**
 * A user on one short line, since there may be thousands of them in what n8n keeps as one JSON: status and marks, the two times in base 36,
 * the steps as bits, the id.
 * @param steps the keys that the bits stand for, in order; new ones are added to it
 */
export function pack(id: string, seen: Seen, steps: string[]): string {
	const marks = `${LETTERS[seen.status]}${seen.begun ? 'b' : ''}${seen.stalled ? 's' : ''}`;
	return [marks, seen.startedAt.toString(36), seen.activeAt.toString(36), bits(seen.completed, steps), bits(seen.skipped, steps), id].join(
		' ',
	);
}

/** The opposite of `pack`. */
export function unpack(line: string, steps: string[]): [id: string, seen: Seen] {
	const [marks, startedAt, activeAt, completed, skipped, ...id] = line.split(' ');
	const status = (Object.keys(LETTERS) as Status[]).find((name) => LETTERS[name] === marks[0]) ?? 'OTHER';
	return [
		id.join(' '),
		{
			status,
			startedAt: parseInt(startedAt, 36),
			activeAt: parseInt(activeAt, 36),
			completed: keys(completed, steps),
			skipped: keys(skipped, steps),
			begun: marks.includes('b'),
			stalled: marks.includes('s'),
		},
	];
}

function bits(of: string[], steps: string[]): string {
	steps.push(...new Set(of.filter((key) => !steps.includes(key))));
	return of.reduce((mask, key) => mask | (1n << BigInt(steps.indexOf(key))), 0n).toString(16);
}

function keys(hex: string, steps: string[]): string[] {
	const mask = BigInt(`0x${hex}`);
	return steps.filter((_, n) => (mask >> BigInt(n)) & 1n);
}
