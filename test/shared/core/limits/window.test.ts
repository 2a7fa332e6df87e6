import fc from 'fast-check';

import { windows } from '../../../../nodes/shared/core/limits/window';

const T0 = 1_795_000_000_000;

it('gives so many places in a window that begins with the first call, and tells how many are left', () => {
	const { take } = windows({ limit: 3, seconds: 60 });
	const seen = [0, 10, 20, 30].map((second) => take('ana', T0 + second * 1000));
	expect(seen.map(({ remaining, waitMs }) => [remaining, waitMs])).toEqual([
		[2, 0],
		[1, 0],
		[0, 0],
		[0, 30_000],
	]);
	expect(seen.every(({ reset }) => reset === T0 / 1000 + 60)).toBe(true);
	expect(take('ana', T0 + 59_999).waitMs).toBe(1);
	expect(take('ana', T0 + 60_000)).toMatchObject({ remaining: 2, waitMs: 0 });
	expect(take('bia', T0).remaining).toBe(2);
});

it('a place that is given back may be taken again; none more than there were', () => {
	const { take, giveBack } = windows({ limit: 1, seconds: 60 });
	take('ana', T0);
	expect(giveBack('ana', T0).remaining).toBe(1);
	expect(take('ana', T0).waitMs).toBe(0);
	expect(take('ana', T0).waitMs).toBeGreaterThan(0);
	giveBack('bia', T0);
	giveBack('bia', T0);
	expect(take('bia', T0).remaining).toBe(0);
});

it('a clock that was set back locks nobody out for longer than a window', () => {
	const { take } = windows({ limit: 1, seconds: 60 });
	take('ana', T0);
	expect(take('ana', T0 - 3_600_000).waitMs).toBeLessThanOrEqual(60_000);
	expect(take('ana', T0 - 3_600_000 + 60_000).waitMs).toBe(0);
});

it('never more than the limit in any window, in whatever order callers come; and no more callers than are remembered', () => {
	fc.assert(
		fc.property(fc.array(fc.record({ caller: fc.constantFrom('a', 'b', 'c'), after: fc.nat(5000) }), { maxLength: 80 }), (calls) => {
			const { take } = windows({ limit: 4, seconds: 10 }, 2);
			let now = T0;
			for (const { caller, after } of calls) {
				now += after;
				const { remaining, waitMs } = take(caller, now);
				expect(remaining).toBeGreaterThanOrEqual(0);
				expect(remaining).toBeLessThanOrEqual(3);
				expect(waitMs).toBeLessThanOrEqual(10_000);
			}
		}),
	);
});
