import { setTimeout as sleep } from 'node:timers/promises';

import { freePort } from '../sandbox/ports';
import { startSandbox } from '../sandbox/sandbox';
import { repliesTo } from '../sandbox/story';
import { burstsOf, type Burst, type Size } from './bursts/bursts';
import { Executions } from './bursts/executions';
import { countIsolates, type IsolateCounter } from './bursts/isolates';
import { measure, measureIdle, type Instruments } from './bursts/measure';
import { NAMES, ours, stock, type Name, type Pipeline } from './bursts/pipelines';
import { play } from './bursts/play';
import { wrongBursts } from './bursts/proof';
import { cell, tableOf, type Runs } from './bursts/table';
import { optionsOf, type BenchOptions, type Engine } from './options';

/** After publishing n8n has something to tidy up, which is no part of a turn. */
const SETTLES_MS = 1500;

/** What was said to one pipeline, to be looked at when all is over: a second reply may come late. */
type Said = Record<Name, Burst[]>;

let phones = 0;
const newPhone = (): string => `55119${String(90_000_000 + phones++)}`;

/**
 * `npm run bench`: what a turn costs n8n, ours and the same drawn with n8n's own nodes, in the same n8n, played to in turns. Fails when a burst did not get exactly one
 * reply with the right text.
 */
async function main(): Promise<void> {
	const options = optionsOf(process.argv.slice(2));
	const isolates = countIsolates();
	const [first, ...others] = options.engines;
	const env = { ...settingsOfN8n(), ...isolates.env, N8N_EXPRESSION_ENGINE: first };
	const report = (line: string) => console.log(`  ${line}`);
	const sandbox = await startSandbox({ port: await freePort(), quietSeconds: options.quietSeconds, templates: TEMPLATES, env, report });
	try {
		sandbox.model.faults.push({ kind: 'delay', ms: options.modelMs, times: Infinity });
		const pipelines = [await ours(sandbox), await stock(sandbox, options)];
		const instruments = { sandbox, isolates, executions: new Executions(sandbox.userFolder) };
		await playEngine(instruments, pipelines, first, options);
		for (const engine of others) {
			report(`Starting n8n again with the engine "${engine}" …`);
			await sandbox.n8n().stop();
			await sandbox.startAgain({ N8N_EXPRESSION_ENGINE: engine });
			await playEngine(instruments, pipelines, engine, options);
		}
	} finally {
		await sandbox.stop();
		isolates.remove();
	}
}

/** The others run on a schedule, whoever writes or not. */
const TEMPLATES = ['error-alert', 'sdr-agent'];

/** Settings of n8n that are tried out. */
const settingsOfN8n = (): Record<string, string> =>
	Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (name.startsWith('N8N_') ? [[name, value ?? '']] : [])));

async function playEngine(instruments: Instruments, pipelines: Pipeline[], engine: Engine, options: BenchOptions): Promise<void> {
	const { sizes, runs, turns, customers } = options;
	const said: Said = { ours: [], stock: [] };
	const results = new Map(sizes.map((size): [Size, Runs] => [size, { ours: [], stock: [] }]));
	const idle: Record<Name, number[]> = { ours: [], stock: [] };
	for (let run = 0; run <= runs; run++) {
		console.log(run === 0 ? `  Warming up, engine "${engine}" …` : `  Run ${run} of ${runs}, engine "${engine}" …`);
		for (const { name, publish, unpublish } of run % 2 === 0 ? pipelines : [...pipelines].reverse()) {
			await publish();
			await sleep(SETTLES_MS);
			if (run === 0) {
				const bursts = burstsOf({ ...options, size: Math.max(...sizes) as Size, count: customers, seed: 0, newPhone });
				said[name].push(...bursts);
				await play(instruments.sandbox, bursts, customers);
				await sleep(SETTLES_MS);
			} else {
				for (const size of sizes) {
					// The same waiting times for both.
					const bursts = burstsOf({ ...options, size, count: turns, seed: run * 10 + size, newPhone });
					said[name].push(...bursts);
					results.get(size)![name].push(await measure(instruments, bursts, customers));
				}
				idle[name].push(await measureIdle(instruments, options.idleSeconds));
			}
			await unpublish();
		}
	}
	await demandProof(instruments, pipelines, said);
	demandCounter(instruments.isolates, engine);
	console.log(`\nEngine "${engine}": ${summary(options)}\n`);
	console.log(tableOf([...results]));
	console.log(`\nCPU while nobody writes, ms a second: ${NAMES.map((name) => `${name} ${cell(idle[name], 1)}`).join(', ')}\n`);
}

const summary = ({ runs, turns, customers, quietSeconds, modelMs }: BenchOptions): string =>
	`${runs} runs of ${turns} turns each, ${customers} customers at once, quiet period ${quietSeconds} s, model ${modelMs} ms; median (lowest–highest)`;

/** @throws what was not answered, or not saved, as it has to be */
async function demandProof({ sandbox }: Instruments, pipelines: Pipeline[], said: Said): Promise<void> {
	const texts = (phone: string) => repliesTo(sandbox, phone).map(({ body }) => String(body.message));
	for (const { name, saved } of pipelines) {
		const kept = await saved();
		const wrong = wrongBursts(said[name], texts, (phone) => kept.get(phone) ?? { messages: 0, replies: 0 });
		if (wrong.length > 0) throw new Error(`"${name}" did not do its work, so that its figures are worth nothing:\n${wrong.join('\n')}`);
		console.log(`  "${name}" answered ${said[name].length} bursts, each once and with the right text, and saved them.`);
	}
}

/** A counter that sees nothing would say that isolates cost nothing. */
function demandCounter({ made }: IsolateCounter, engine: Engine): void {
	if (engine === 'vm' && made() === 0)
		throw new Error('The counter of isolates saw none, although this engine makes one for each execution.');
}

main().catch((error: Error) => {
	console.error(`\n${error.message}`);
	process.exit(1);
});
