import { afterTheLast } from '../../../nodes/AttendanceApi/trigger/afterTheLast';
import { FakeClock } from './lineForTests';

/** At which moments something is done that begins at those. */
async function done(begins: number[], forgetAt = Infinity): Promise<number[]> {
	const clock = new FakeClock();
	const moments: number[] = [];
	const { begin, forget } = afterTheLast(clock, 2000, () => moments.push(clock.now()));
	for (const at of begins) clock.after(at, begin);
	if (forgetAt < Infinity) clock.after(forgetAt, forget);
	await clock.pass(60_000);
	return moments;
}

it.each([
	['nothing', [], []],
	['one', [0], [2000]],
	['several at once', [0, 0, 0], [2000]],
	['one just before it is due: it is waited for as well', [0, 1900], [2000, 3900]],
	['one after it', [0, 2500], [2000, 4500]],
	['no end of them: those before are not held up', [0, 1500, 3000, 4500, 6000], [2000, 3500, 5000, 6500, 8000]],
])('after %s', async (_, begins, moments) => {
	expect(await done(begins)).toEqual(moments);
	for (const at of begins) expect(moments.some((moment) => moment >= at + 2000 && moment <= at + 4000)).toBe(true);
});

it('what is forgotten is not done', async () => {
	expect(await done([0, 1000], 1500)).toEqual([]);
});
