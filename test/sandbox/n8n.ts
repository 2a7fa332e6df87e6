import { mkdir, symlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';

import type { InstalledN8n } from './n8nInstall';
import { startN8nProcess, type N8nProcess } from './n8nProcess';
import { mainSettings, processSettings, queueSettings, workerSettings, type N8nQueue } from './n8nSettings';
import { freePort } from './ports';

/** One n8n: a single process, or with a queue the main process and its workers, which start and end together. */
export interface N8n extends N8nProcess {
	url: string;
	workers: N8nProcess[];
}

export interface N8nOptions {
	/** Holds n8n's database, keys and community packages; a second start on the same folder goes on where the first one ended. */
	userFolder: string;
	port: number;
	/** Executions go over Redis to workers; without it the one process does everything. */
	queue?: N8nQueue;
	env?: Record<string, string>;
}

/** A customer's message waits out the quiet period inside its execution, so a worker has to hold many at once (n8n's own default is 10). */
const EXECUTIONS_A_WORKER = 50;

/**
 * Starts real n8n, quiet and private, and waits until it takes webhooks.
 * @throws one sentence when the port is taken or a process of it ends early
 */
export async function startN8n(installed: InstalledN8n, { userFolder, port, queue, env = {} }: N8nOptions): Promise<N8n> {
	await demandPort(port);
	const shared = { ...(queue && queueSettings(queue)), ...env };
	// First, and alone: it brings the database up to date.
	const main = await startN8nProcess(installed, {
		command: ['start'],
		userFolder,
		healthPort: port,
		env: { ...processSettings(userFolder, await freePort()), ...mainSettings(port), ...shared },
	});
	const starting = Array.from({ length: queue?.workers ?? 0 }, async (_, n) => await startWorker(installed, userFolder, n + 1, shared));
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
		pid: main.pid,
		workers,
		kill,
		stop: async () => void (await Promise.all(all.map(async (one) => await one.stop()))),
		log: () => all.map(({ log }) => log()).join('\n'),
	};
}

/** Each has a folder of its own, as on a machine of its own (n8n takes another one's marks in a shared folder for its own crash); the packages are one. */
async function startWorker(installed: InstalledN8n, mainFolder: string, number: number, env: Record<string, string>): Promise<N8nProcess> {
	const userFolder = path.join(mainFolder, `worker-${number}`);
	await mkdir(path.join(userFolder, '.n8n'), { recursive: true });
	await symlink(path.join(mainFolder, '.n8n', 'nodes'), path.join(userFolder, '.n8n', 'nodes')).catch((error: NodeJS.ErrnoException) => {
		if (error.code !== 'EEXIST') throw error;
	});
	const healthPort = await freePort();
	return await startN8nProcess(installed, {
		command: ['worker', `--concurrency=${EXECUTIONS_A_WORKER}`],
		userFolder,
		healthPort,
		env: { ...processSettings(userFolder, await freePort()), ...workerSettings(healthPort), ...env },
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
