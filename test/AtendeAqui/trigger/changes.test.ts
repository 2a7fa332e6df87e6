import { changesOf } from '../../../nodes/AtendeAqui/trigger/changes';
import type { Seen, Sight } from '../../../nodes/AtendeAqui/trigger/seen';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 2, 2, 12);
const sight = (changes: Partial<Sight> = {}): Sight => ({
	status: 'IN_PROGRESS',
	startedAt: START,
	activeAt: START,
	completed: [],
	skipped: [],
	...changes,
});
const seen = (changes: Partial<Seen> = {}): Seen => ({ ...sight(), begun: true, stalled: false, ...changes });
const told = (before: Seen | undefined, now: Sight, at = START) =>
	changesOf(before, now, { now: at, stalledAfterMs: 24 * HOUR }).changes.map(({ event, step }) => (step ? `${event} ${step}` : event));

describe('a user who was not there', () => {
	it.each([
		['has not begun', sight({ status: 'NOT_STARTED', startedAt: 0, activeAt: 0 }), []],
		['has begun', sight(), ['started']],
		[
			'has done steps',
			sight({ completed: ['a', 'b'], skipped: ['c'] }),
			['started', 'stepCompleted a', 'stepCompleted b', 'stepSkipped c'],
		],
		['is through', sight({ status: 'COMPLETED', completed: ['a'] }), ['started', 'stepCompleted a', 'completed']],
		['has given up', sight({ status: 'ABANDONED' }), ['started', 'abandoned']],
	])('%s', (_, now, events) => {
		expect(told(undefined, now)).toEqual(events);
	});
});

describe('a user who was there', () => {
	it.each([
		['nothing', seen(), sight(), []],
		['activity alone', seen(), sight({ activeAt: START + 1 }), []],
		['the start', seen({ status: 'NOT_STARTED', startedAt: 0, begun: false }), sight(), ['started']],
		['one more step', seen({ completed: ['a'] }), sight({ completed: ['a', 'b'] }), ['stepCompleted b']],
		['a step in another order', seen({ completed: ['a', 'b'] }), sight({ completed: ['b', 'a'] }), []],
		['a skipped step', seen(), sight({ skipped: ['c'] }), ['stepSkipped c']],
		['a skipped step done after all', seen({ skipped: ['c'] }), sight({ completed: ['c'] }), ['stepCompleted c']],
		['the last step', seen({ completed: ['a'] }), sight({ completed: ['a', 'b'], status: 'COMPLETED' }), ['stepCompleted b', 'completed']],
		['a step after the end', seen({ status: 'COMPLETED' }), sight({ status: 'COMPLETED', completed: ['d'] }), ['stepCompleted d']],
		['giving up', seen(), sight({ status: 'ABANDONED' }), ['abandoned']],
		['the end after giving up', seen({ status: 'ABANDONED' }), sight({ status: 'COMPLETED' }), ['completed']],
		['a status that is not known', seen(), sight({ status: 'OTHER' }), []],
	] as Array<[string, Seen, Sight, string[]]>)('%s', (_, before, now, events) => {
		expect(told(before, now)).toEqual(events);
	});
});

describe('a restart', () => {
	it.each([
		['shows in steps that are gone', seen({ completed: ['a', 'b'] }), sight(), ['restarted']],
		[
			'shows in a later start, and steps done since are told',
			seen({ completed: ['a'] }),
			sight({ startedAt: START + 1, completed: ['a'] }),
			['restarted', 'stepCompleted a'],
		],
		[
			'shows in a flow that goes on after its end',
			seen({ status: 'COMPLETED', completed: ['a'] }),
			sight({ completed: ['a'] }),
			['restarted'],
		],
		['shows in a flow that has not begun any more', seen(), sight({ status: 'NOT_STARTED', startedAt: 0 }), ['restarted']],
		[
			'up to the end is told with that end',
			seen({ status: 'COMPLETED', completed: ['a'] }),
			sight({ status: 'COMPLETED', startedAt: START + 1, completed: ['a'] }),
			['restarted', 'stepCompleted a', 'completed'],
		],
	] as Array<[string, Seen, Sight, string[]]>)('%s', (_, before, now, events) => {
		expect(told(before, now)).toEqual(events);
	});

	it('does not make a user start twice', () => {
		const back = changesOf(seen(), sight({ status: 'NOT_STARTED', startedAt: 0 }), { now: START, stalledAfterMs: HOUR }).seen;
		expect(told(back, sight({ startedAt: START + 5, activeAt: START + 5 }), START + 5)).toEqual([]);
	});

	it('is not seen in an answer that lags behind', () => {
		const before = seen({ completed: ['a', 'b'], activeAt: START + HOUR });
		const late = sight({ completed: ['a'], activeAt: START });
		expect(changesOf(before, late, { now: START + HOUR, stalledAfterMs: HOUR })).toEqual({ changes: [], seen: before });
	});
});

describe('a stall', () => {
	const day = 24 * HOUR;
	it.each([
		[day - 1, []],
		[day, ['stalled']],
		[10 * day, ['stalled']],
	])('after %s ms without activity: %j', (elapsed, events) => {
		expect(told(seen(), sight(), START + elapsed)).toEqual(events);
	});

	it('is told once, and again only after a sign of life', () => {
		const rules = { stalledAfterMs: day };
		const first = changesOf(seen(), sight(), { ...rules, now: START + day });
		expect(first.changes).toEqual([{ event: 'stalled' }]);
		expect(changesOf(first.seen, sight(), { ...rules, now: START + 9 * day }).changes).toEqual([]);
		const alive = sight({ activeAt: START + 9 * day });
		const second = changesOf(first.seen, alive, { ...rules, now: START + 9 * day });
		expect(second.changes).toEqual([]);
		expect(changesOf(second.seen, alive, { ...rules, now: START + 10 * day }).changes).toEqual([{ event: 'stalled' }]);
	});

	it.each(['NOT_STARTED', 'COMPLETED', 'ABANDONED', 'OTHER'] as const)('does not happen to a user who is %s', (status) => {
		expect(told(seen({ status }), sight({ status }), START + 10 * day)).toEqual([]);
	});

	it('does not happen where no activity is known', () => {
		expect(told(seen({ activeAt: 0 }), sight({ activeAt: 0 }), START + 10 * day)).toEqual([]);
	});
});
