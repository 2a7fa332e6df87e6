import { onPort } from '../sandbox/ownPort';
import { freePort } from '../sandbox/ports';
import { startSandbox } from '../sandbox/sandbox';
import { playEngine, type EngineResults } from './bursts/engine';
import { Executions } from './bursts/executions';
import { countIsolates } from './bursts/isolates';
import { playNothing } from './bursts/nothing';
import { NAMES, ours, stock } from './bursts/pipelines';
import { cell, tableOf } from './bursts/table';
import { optionsOf, type BenchOptions, type Engine } from './options';

/** The bundled workflows besides these run on a schedule, whether or not somebody writes. */
const TEMPLATES = ['bastidores', 'sdr-agent'];

/** Settings of n8n that are tried out. */
const settingsOfN8n = (): Record<string, string> =>
	Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (name.startsWith('N8N_') ? [[name, value ?? '']] : [])));

/**
 * `npm run bench`: what a turn costs n8n, by the product and by the same drawn with n8n's own nodes; both in one n8n, played to in turns. Arguments are in `options.ts`;
 * variables that start with `N8N_` reach n8n. Fails when more than two of a hundred bursts did not get exactly one reply with the right text.
 */
async function main(): Promise<void> {
	const options = optionsOf(process.argv.slice(2));
	const { quietSeconds, modelMs, engines } = options;
	const report = (line: string) => console.log(`  ${line}`);
	const isolates = countIsolates();
	const env = { ...settingsOfN8n(), ...isolates.env, N8N_EXPRESSION_ENGINE: engines[0] };
	const adjust = options.port ? onPort(await freePort()) : undefined;
	const sandbox = await startSandbox({
		port: await freePort(),
		quietSeconds,
		templates: TEMPLATES,
		adjust,
		env,
		keepsExecutions: true,
		report,
	});
	let phones = 0;
	const newPhone = () => `55119${90_000_000 + phones++}`;
	try {
		sandbox.model.faults.push({ kind: 'delay', ms: modelMs, times: Infinity });
		const pipelines = [await ours(sandbox), await stock(sandbox, options)];
		const instruments = { sandbox, isolates, executions: new Executions(sandbox.userFolder) };
		for (const engine of engines) {
			if (engine !== engines[0]) {
				report(`Starting n8n again with the engine "${engine}" …`);
				await sandbox.n8n().stop();
				await sandbox.startAgain({ N8N_EXPRESSION_ENGINE: engine });
			}
			print(engine, options, await playEngine(instruments, pipelines, engine, { ...options, newPhone }));
			report(`CPU ms of an execution that does nothing: ${cell(await playNothing(sandbox, options), 0)}`);
		}
	} finally {
		await sandbox.stop();
		isolates.remove();
	}
}

function print(engine: Engine, options: BenchOptions, { runs, idleMs }: EngineResults): void {
	const { turns, customers, quietSeconds, modelMs } = options;
	console.log(
		`\nEngine "${engine}"${options.port ? ', ours on a port of its own' : ''}: ${options.runs} runs of ${turns} turns, ${customers} customers at once, quiet period ${quietSeconds} s, model ${modelMs} ms; median (lowest–highest)\n`,
	);
	console.log(tableOf([...runs]));
	console.log(`\nCPU ms a second while nobody writes: ${NAMES.map((name) => `${name} ${cell(idleMs[name], 1)}`).join(', ')}\n`);
}

main().catch((error: Error) => {
	console.error(`\n${error.message}`);
	process.exit(1);
});
