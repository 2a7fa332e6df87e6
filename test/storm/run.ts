import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { randomFrom } from '../e2e/chaos';
import { openCompany, type Company } from './company';
import { allWrite, type Message } from './customers';
import { unsettled, verdict } from './verdict';

/**
 * Ten thousand messages, a fifth of them delivered twice, in any order, while the process that answers is killed five times and a tenth of all requests to Z-API, the
 * database and the model fails: nothing lost, nothing twice, order kept. Without n8n's server: the workflows run in n8n-core's engine, on the real database.
 * STORM_MESSAGES, STORM_KILLS, STORM_FAULTS and STORM_SEED change it.
 */
const MESSAGES = Number(process.env.STORM_MESSAGES ?? 10_000);
const KILLS = Number(process.env.STORM_KILLS ?? 5);
const FAULTS = Number(process.env.STORM_FAULTS ?? 0.1);
const SEED = Number(process.env.STORM_SEED ?? Date.now() % 1_000_000);
const EACH = 5;
const SEATS = 60;
/** The longest waits: a lease, a question whose model gave no answer, a reply that nobody can find out about; some of them after each other. */
const SETTLES_WITHIN_MS = 30 * 60_000;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function startWorker({ credentials }: Company): Promise<ChildProcess> {
	const child = spawn(process.execPath, ['--import', 'tsx', path.join(__dirname, 'worker.ts')], {
		env: { ...process.env, STORM_CREDENTIALS: JSON.stringify(credentials) },
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	process.once('exit', () => child.kill('SIGKILL'));
	await new Promise<void>((resolve, reject) => {
		child.stdout?.once('data', () => resolve());
		child.once('exit', (code) => reject(new Error(`The worker ended (${code}) before it claimed anything`)));
	});
	return child;
}

async function killAt(points: number[], company: Company, taken: Map<string, Message>, first: ChildProcess): Promise<ChildProcess> {
	let worker = first;
	for (const point of points) {
		while (taken.size < point) await sleep(20);
		const ended = new Promise((resolve) => worker.once('exit', resolve));
		worker.kill('SIGKILL');
		await ended;
		worker = await startWorker(company);
		say(`killed after ${point} messages`);
	}
	return worker;
}

async function main(): Promise<void> {
	const random = randomFrom(SEED);
	say(`${MESSAGES} messages, ${KILLS} kills, ${FAULTS * 100} % of all requests fail (STORM_SEED=${SEED})`);
	const company = await openCompany(FAULTS, random);
	try {
		const startedAt = Date.now();
		const taken = new Map<string, Message>();
		const plan = { customers: Math.ceil(MESSAGES / EACH), each: EACH, twice: 0.2, seats: SEATS };
		const points = Array.from({ length: KILLS }, () => Math.ceil(random() * plan.customers * EACH * 0.95)).sort((a, b) => a - b);
		const worker = await startWorker(company);
		const [last] = await Promise.all([
			killAt(points, company, taken, worker),
			allWrite(company, plan, random, (message) => taken.set(message.messageId, message)),
		]);
		say(`all written after ${Math.round((Date.now() - startedAt) / 1000)} s`);
		let open = await unsettled(company);
		for (const deadline = Date.now() + SETTLES_WITHIN_MS; Object.keys(open).length > 0 && Date.now() < deadline; await sleep(2000))
			open = await unsettled(company);
		const found = [
			...Object.entries(open).map(([what, count]) => `left: ${count} × ${what}`),
			...(await verdict(company, [...taken.values()])),
		];
		say(`${taken.size} messages, ${company.zapi.sent.length} replies, settled after ${Math.round((Date.now() - startedAt) / 1000)} s`);
		last.kill('SIGKILL');
		for (const line of found.slice(0, 100)) say(line);
		say(found.length === 0 ? 'Nothing lost, nothing twice, order kept.' : `${found.length} faults`);
		process.exitCode = found.length === 0 ? 0 : 1;
	} finally {
		await company.stop();
	}
}

void main().then(() => process.exit());
