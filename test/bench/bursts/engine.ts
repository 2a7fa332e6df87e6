import { setTimeout as sleep } from 'node:timers/promises';

import { repliesTo } from '../../sandbox/story';
import type { BenchOptions, Engine } from '../options';
import { burstsOf, type Burst, type Size } from './bursts';
import { measure, measureIdle, type Instruments } from './measure';
import type { Name, Pipeline } from './pipelines';
import { play } from './play';
import { wrongBursts } from './proof';
import type { Runs } from './table';

const BUSY = 'Several replies to one burst may be the machine: when it is so busy that messages come in late, give --quiet 4 or wait.';
/** Of a hundred bursts so many may go wrong with either: where n8n's webhooks answer a second late, what was one burst is two turns. It is told beside the figures. */
const MOST_WRONG = 2;
/** After publishing n8n has something to tidy up, which is no part of a turn. */
const SETTLES_MS = 1500;

export interface EngineResults {
	runs: Map<Size, Runs>;
	/** Milliseconds of one core a second, while nobody writes. */
	idleMs: Record<Name, number[]>;
}

/**
 * Plays all runs on the n8n that is there; before each pipeline's first run it is warmed up.
 * @throws when more than `MOST_WRONG` of a hundred bursts of one of them did not get exactly one reply with the right text, and when an instrument cannot be believed
 */
export async function playEngine(
	instruments: Instruments,
	pipelines: Pipeline[],
	engine: Engine,
	options: BenchOptions & { newPhone: () => string },
): Promise<EngineResults> {
	const { sizes, customers } = options;
	// All that was said, to be looked at when it is over: a second reply may come late.
	const said: Record<Name, Burst[]> = { ours: [], stock: [] };
	const results: EngineResults = { runs: new Map(sizes.map((size) => [size, { ours: [], stock: [] }])), idleMs: { ours: [], stock: [] } };
	const bursts = (name: Name, size: Size, count: number, seed: number): Burst[] => {
		const made = burstsOf({ ...options, size, count, seed });
		said[name].push(...made);
		return made;
	};
	const turn = async ({ name, publish, unpublish }: Pipeline, work: () => Promise<void>) => {
		await publish();
		await sleep(SETTLES_MS);
		await work();
		await unpublish();
		console.log(`  ${engine}: "${name}" has played`);
	};

	for (const pipeline of pipelines)
		await turn(pipeline, async () => {
			await play(instruments.sandbox, bursts(pipeline.name, Math.max(...sizes) as Size, customers, 0), customers);
			await sleep(SETTLES_MS);
		});
	for (let run = 1; run <= options.runs; run++)
		// Who begins changes; the waiting times are the same for both.
		for (const pipeline of run % 2 === 1 ? pipelines : [...pipelines].reverse())
			await turn(pipeline, async () => {
				const { name } = pipeline;
				for (const size of sizes)
					results.runs.get(size)![name].push(await measure(instruments, bursts(name, size, options.turns, run * 10 + size), customers));
				results.idleMs[name].push(await measureIdle(instruments, options.idleSeconds));
			});
	for (const pipeline of pipelines) await demandProof(instruments, pipeline, said[pipeline.name]);
	if (engine === 'vm' && instruments.isolates.made() === 0)
		throw new Error('The counter of isolates saw none, although this engine makes one for each execution.');
	return results;
}

async function demandProof({ sandbox }: Instruments, { name, saved }: Pipeline, bursts: Burst[]): Promise<void> {
	const kept = await saved();
	const texts = (phone: string) => repliesTo(sandbox, phone).map(({ body }) => String(body.message));
	const wrong = wrongBursts(bursts, texts, (phone) => kept.get(phone) ?? { messages: 0, replies: 0 });
	if (wrong.length * 100 > MOST_WRONG * bursts.length)
		throw new Error(`"${name}" did not do its work, so its figures are worth nothing:\n${wrong.join('\n')}\n${BUSY}`);
	const right = `"${name}" answered ${bursts.length - wrong.length} of ${bursts.length} bursts once, with the right text, and saved them.`;
	console.log(['', right, ...wrong].join('\n  '));
}
