import { VendorError, type FailureKind } from '../../../nodes/shared/http/errors';
import { retryAfterMs, withRetry } from '../../../nodes/shared/http/retry';

const failure = (kind: FailureKind, wish?: number) => new VendorError({ kind, message: kind, remedy: '', retryAfterMs: wish });

/** Fails with each of the given errors in turn, then succeeds; tells what was waited for. */
async function run(errors: unknown[], { repeatable = false, random = 0 } = {}) {
	const waits: number[] = [];
	let tries = 0;
	const attempt = async () => {
		const error = errors[tries++];
		if (error !== undefined) throw error;
		return 'done';
	};
	const sleep = async (ms: number) => void waits.push(ms);
	const result = await withRetry(attempt, { repeatable, sleep, random: () => random }).catch((error: unknown) => error);
	return { result, waits, tries };
}

const four = (kind: FailureKind) => Array<VendorError>(4).fill(failure(kind));

describe('withRetry', () => {
	it('waits 1, 2 and 4 seconds, then gives up with the last error', async () => {
		const errors = four('unavailable');
		expect(await run(errors, { repeatable: true })).toEqual({ result: errors[3], waits: [1000, 2000, 4000], tries: 4 });
	});

	it('waits up to a quarter longer', async () => {
		expect((await run(four('unavailable'), { repeatable: true, random: 1 })).waits).toEqual([1250, 2500, 5000]);
		expect((await run(four('unavailable'), { repeatable: true, random: 0.5 })).waits).toEqual([1125, 2250, 4500]);
	});

	it('waits as the vendor documents it for its limit, and gives up on one that would hold the execution', async () => {
		const paced = (paceMs: (failedBefore: number) => number) => new VendorError({ kind: 'rateLimited', message: '', remedy: '', paceMs });
		expect((await run(Array(4).fill(paced((n) => 4 ** n * 1000)))).waits).toEqual([1000, 4000, 16_000]);
		expect((await run([paced(() => 120_000)])).waits).toEqual([]);
		// What the server itself wishes counts more.
		const wished = new VendorError({ kind: 'rateLimited', message: '', remedy: '', retryAfterMs: 2500, paceMs: () => 9000 });
		expect((await run([wished])).waits).toEqual([2500]);
	});

	it('waits for no try that would come too late', async () => {
		let tries = 0;
		const attempt = async () => {
			tries++;
			throw failure('rateLimited', 30_000);
		};
		const mayWait = (ms: number) => ms < 20_000;
		const policy = { repeatable: false, sleep: async () => undefined, random: () => 0, mayWait };
		await expect(withRetry(attempt, policy)).rejects.toMatchObject({ kind: 'rateLimited' });
		expect(tries).toBe(1);
	});

	it('stops as soon as it works', async () => {
		expect(await run([failure('unavailable')], { repeatable: true })).toEqual({ result: 'done', waits: [1000], tries: 2 });
	});

	it.each<FailureKind>(['unavailable', 'timedOut'])('never repeats a send that may have been done: %s', async (kind) => {
		expect(await run(four(kind))).toMatchObject({ result: { kind }, waits: [], tries: 1 });
	});

	it.each<FailureKind>(['rateLimited', 'unreachable'])('repeats a send that surely was not done: %s', async (kind) => {
		expect(await run([failure(kind)])).toMatchObject({ result: 'done', tries: 2 });
	});

	it.each<FailureKind>(['rejected', 'notFound', 'unauthorized'])('never repeats what will not change: %s', async (kind) => {
		expect(await run(four(kind), { repeatable: true })).toMatchObject({ tries: 1 });
	});

	it('never repeats an error of another sort', async () => {
		expect(await run([new Error('bug')], { repeatable: true })).toMatchObject({ result: { message: 'bug' }, tries: 1 });
	});

	it('obeys the server', async () => {
		expect((await run([failure('rateLimited', 7000), failure('rateLimited', 0)])).waits).toEqual([7000, 0]);
	});

	it('does not wait longer than a minute', async () => {
		expect((await run([failure('rateLimited', 60_000)])).waits).toEqual([60_000]);
		expect(await run([failure('rateLimited', 60_001)])).toMatchObject({ result: { kind: 'rateLimited' }, waits: [], tries: 1 });
	});
});

describe('retryAfterMs', () => {
	const now = Date.parse('2026-03-02T12:00:00Z');
	it.each([
		['seconds', '3', 3000],
		['a number', 3, 3000],
		['none at all to wait', '0', 0],
		['less than nothing', '-5', 0],
		['a date', 'Mon, 02 Mar 2026 12:00:30 GMT', 30_000],
		['a date that has passed', 'Mon, 02 Mar 2026 11:00:00 GMT', 0],
		['words', 'soon', undefined],
		['an empty header', '', undefined],
		['no header', undefined, undefined],
		['several headers', ['3'], undefined],
	])('reads %s', (_, header, expected) => {
		expect(retryAfterMs(header, now)).toBe(expected);
	});
});
