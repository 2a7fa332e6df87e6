import { ModelError } from '../../../nodes/shared/llm/failure';
import { forgetDialects, type Model } from '../../../nodes/shared/llm/model';
import type { ModelFailureReason } from '../../../nodes/shared/llm/reasons';
import { withFallback } from '../../../nodes/shared/llm/withFallback';
import { withTimeLimit } from '../../../nodes/shared/llm/withTimeLimit';
import { request } from './modelServiceForTests';

const MINUTE = 60_000;
let now = 0;
let asked: Array<{ name: string; limitMs: number }> = [];
/** What each model does, and how long it takes. */
let models: Record<string, { fails?: ModelFailureReason; takesMs?: number }> = {};

const port: Model = {
	askForJson: async ({ model, limitMs = Infinity }) => {
		asked.push({ name: model, limitMs });
		const { fails, takesMs = 0 } = models[model];
		now += Math.min(takesMs, limitMs);
		if (takesMs > limitMs) throw new ModelError('timed_out', { name: model, tries: 1 });
		if (fails) throw new ModelError(fails, { name: model, tries: 1 });
		return await Promise.resolve({ value: {}, usage: { input: 0, output: 0 }, tookMs: 0, outcome: { ok: true, name: model, tries: 1 } });
	},
};
const open = (account = 'x') => withFallback(port, { fallback: 'b', account, timeoutMs: 20_000, clock: () => now });
const ask = async (account?: string, limitMs?: number) => {
	asked = [];
	return (await open(account).askForJson(request({ model: 'a', limitMs }))).outcome;
};
const names = () => asked.map(({ name }) => name);

beforeEach(() => {
	forgetDialects();
	now += 24 * 60 * MINUTE;
	models = { a: {}, b: {} };
});

it('a model that is down is left alone for a minute, and what is wrong goes on being told', async () => {
	models.a = { fails: 'unavailable' };
	expect(await ask()).toMatchObject({ ok: true, name: 'b', instead_of: 'a', tries: 2, failure: { reason: 'unavailable' } });
	now += MINUTE - 1;
	expect(await ask()).toMatchObject({ ok: true, name: 'b', instead_of: 'a', tries: 1, failure: { reason: 'unavailable' } });
	expect(names()).toEqual(['b']);
});

it('is tried again after it, for twice as long each time, and forgiven at once', async () => {
	models.a = { fails: 'unavailable' };
	await ask();
	for (const minutes of [1, 2, 4, 8, 16, 16]) {
		now += minutes * MINUTE - 1;
		await ask();
		expect(names()).toEqual(['b']);
		now += 1;
		await ask();
		expect(names()).toEqual(['a', 'b']);
	}
	models.a = {};
	now += 16 * MINUTE;
	expect(await ask()).toEqual({ ok: true, name: 'a', tries: 1 });
	models.a = { fails: 'unavailable' };
	await ask();
	now += MINUTE;
	await ask();
	expect(names()).toEqual(['a', 'b']);
});

it('is asked all the same when the other one fails meanwhile', async () => {
	models.a = { fails: 'rate_limited' };
	await ask();
	models = { a: {}, b: { fails: 'unavailable' } };
	expect(await ask()).toEqual({ ok: true, name: 'a', tries: 2 });
	expect(names()).toEqual(['b', 'a']);
});

it('both down: the first is the one that is told', async () => {
	models = { a: { fails: 'unavailable' }, b: { fails: 'rate_limited' } };
	for (let n = 0; n < 2; n++)
		await expect(ask()).rejects.toMatchObject({
			outcome: { ok: false, name: 'b', instead_of: 'a', tries: 2, failure: { reason: 'unavailable' } },
		});
});

it.each<ModelFailureReason>(['empty', 'not_json', 'length'])('one answer that was no good is no outage (%s)', async (fails) => {
	models.a = { fails };
	await ask();
	await ask();
	expect(names()).toEqual(['a', 'b']);
});

it.each<ModelFailureReason>(['refusal', 'content_filter', 'wrong_key'])(
	'what another model would say too is asked of none (%s)',
	async (fails) => {
		models.a = { fails };
		await expect(ask()).rejects.toMatchObject({ failure: { reason: fails } });
		expect(names()).toEqual(['a']);
	},
);

it('a model with more room is asked where the prompt did not fit', async () => {
	models.a = { fails: 'context_length' };
	expect(await ask()).toMatchObject({ name: 'b', failure: { kind: 'operator', reason: 'context_length' } });
});

it('another account of the same service is not held to it', async () => {
	models.a = { fails: 'no_credit' };
	await ask('one');
	models.a = {};
	expect(await ask('two')).toEqual({ ok: true, name: 'a', tries: 1 });
});

it('two slow models together stay within one limit', async () => {
	models = { a: { takesMs: MINUTE }, b: { takesMs: MINUTE } };
	let startedAt = now;
	await expect(ask()).rejects.toMatchObject({ failure: { reason: 'timed_out' } });
	expect(now - startedAt).toBe(40_000);
	forgetDialects();
	startedAt = now;
	await expect(ask('x', 25_000)).rejects.toMatchObject({ failure: { reason: 'timed_out' } });
	expect(now - startedAt).toBe(25_000);
	expect(asked).toEqual([
		{ name: 'a', limitMs: 20_000 },
		{ name: 'b', limitMs: 5_000 },
	]);
});

it('all calls of a turn stay within its limit, and what has no time left is not asked', async () => {
	models = { a: { takesMs: 30_000 }, b: { takesMs: 15_000 } };
	const turn = withTimeLimit(open(), 40_000, () => now);
	const startedAt = now;
	await turn.askForJson(request({ model: 'a' }));
	expect(now - startedAt).toBe(35_000);
	await expect(turn.askForJson(request({ model: 'a' }))).rejects.toMatchObject({ failure: { reason: 'timed_out' } });
	expect(now - startedAt).toBe(40_000);
	asked = [];
	await expect(turn.askForJson(request({ model: 'a' }))).rejects.toMatchObject({ outcome: { ok: false, name: 'a', tries: 0 } });
	expect(asked).toEqual([]);
});
