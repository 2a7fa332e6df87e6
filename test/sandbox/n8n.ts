import { mkdir, symlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';

import type { InstalledN8n } from './n8nInstall';
import { startN8nProcess, type N8nProcess } from './n8nProcess';
import { mainSettings, processSettings, queueSettings, workerSettings, type N8nQueue } from './n8nSettings';
import { freePort } from './ports';

/** One n8n: a single process, or with a queue the main process and its workers, which start and end together, or each by itself. */
export interface N8n extends N8nProcess {
	url: string;
	main: N8nPart;
	workers: N8nPart[];
}

/** One of its processes, which can be started again after it was killed. */
export interface N8nPart extends N8nProcess {
	start: () => Promise<void>;
}

export interface N8nOptions {
	/** Holds n8n's database, keys and community packages; a second start on the same folder goes on where the first one ended. */
	userFolder: string;
	port: number;
	/** Executions go over Redis to workers; without it the one process does everything. */
	queue?: N8nQueue;
	env?: Record<string, string>;
	/** Which share of the time its processes may run; all of it unless told. */
	cpuShare?: number;
}

/** A customer's message waits out the quiet period inside its execution, so a worker has to hold many at once (n8n's own default is 10). */
const EXECUTIONS_A_WORKER = 50;

/**
 * Starts real n8n, quiet and private, and waits until it takes webhooks.
 * @throws one sentence when the port is taken or a process of it ends early
 */
export async function startN8n(installed: InstalledN8n, options: N8nOptions): Promise<N8n> {
	const { userFolder, port, queue, env = {}, cpuShare } = options;
	await demandPort(port);
	const shared = { ...(queue && queueSettings(queue)), ...env };
	// First, and alone: it brings the database up to date.
	const main = await startPart(async () => {
		const settings = { ...processSettings(userFolder, await freePort()), ...mainSettings(port), ...shared };
		return await startN8nProcess(installed, { command: ['start'], userFolder, healthPort: port, env: settings, cpuShare });
	});
	const starting = Array.from({ length: queue?.workers ?? 0 }, async (_, n) => {
		const folder = await workersFolder(userFolder, n + 1);
		return await startPart(async () => await startWorker(installed, folder, shared, cpuShare));
	});
	const settled = await Promise.allSettled(starting);
	const workers = settled.flatMap((worker) => (worker.status === 'fulfilled' ? [worker.value] : []));
	const all = [main, ...workers];
	const kill = async () => void (await Promise.all(all.map(async (one) => await one.kill())));
	const failed = settled.find((worker) => worker.status === 'rejected');
	if (failed) {
		await kill();
		throw failed.reason;
	}
	return {
		url: `http://127.0.0.1:${port}`,
		get pid() {
			return main.pid;
		},
		main,
		workers,
		kill,
		holdBack: (share) => all.forEach((one) => one.holdBack(share)),
		stop: async () => void (await Promise.all(all.map(async (one) => await one.stop()))),
		log: () => all.map(({ log }) => log()).join('\n'),
	};
}

async function startPart(begin: () => Promise<N8nProcess>): Promise<N8nPart> {
	let running = await begin();
	return {
		get pid() {
			return running.pid;
		},
		start: async () => void (running = await begin()),
		stop: async () => await running.stop(),
		kill: async () => await running.kill(),
		holdBack: (share) => running.holdBack(share),
		log: () => running.log(),
	};
}

/** Each has a folder of its own, as on a machine of its own (n8n takes another one's marks in a shared folder for its own crash); the packages are one. */
async function workersFolder(mainFolder: string, number: number): Promise<string> {
	const userFolder = path.join(mainFolder, `worker-${number}`);
	await mkdir(path.join(userFolder, '.n8n'), { recursive: true });
	await symlink(path.join(mainFolder, '.n8n', 'nodes'), path.join(userFolder, '.n8n', 'nodes')).catch((error: NodeJS.ErrnoException) => {
		if (error.code !== 'EEXIST') throw error;
	});
	return userFolder;
}

async function startWorker(
	installed: InstalledN8n,
	userFolder: string,
	shared: Record<string, string>,
	cpuShare?: number,
): Promise<N8nProcess> {
	const healthPort = await freePort();
	return await startN8nProcess(installed, {
		command: ['worker', `--concurrency=${EXECUTIONS_A_WORKER}`],
		userFolder,
		healthPort,
		env: { ...processSettings(userFolder, await freePort()), ...workerSettings(healthPort), ...shared },
		cpuShare,
	});
}

async function demandPort(port: number): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		const probe = createServer();
		probe.once('error', () =>
			reject(new Error(`Port ${port} is taken: end the program that uses it, or choose another one with N8N_PORT=5679 npm start.`)),
		);
		probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
	});
}
