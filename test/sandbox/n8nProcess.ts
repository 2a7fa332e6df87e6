import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import { holdBack } from './heldBack';
import type { InstalledN8n } from './n8nInstall';

export interface N8nProcess {
	/** Leads the group of all that it started. */
	pid: number;
	/** Asks it to end; resolves when it has ended. */
	stop: () => Promise<void>;
	/** Ends it and all that it started as a power cut would. */
	kill: () => Promise<void>;
	/** Lets it run for a share of the time only, from now on. */
	holdBack: (share: number) => void;
	/** What it said so far, also before an earlier end. */
	log: () => string;
}

export interface N8nProcessOptions {
	/** n8n's command line: `start`, or `worker` with its flags. */
	command: string[];
	userFolder: string;
	/** Where it tells that it is ready. */
	healthPort: number;
	env: Record<string, string>;
	/** Which share of the time it may run, also while it starts; all of it unless told. */
	cpuShare?: number;
}

const STARTS_WITHIN_MS = 180_000;

/**
 * Starts one process of n8n in a group of its own and waits until it is ready.
 * @throws one sentence when it ends early
 */
export async function startN8nProcess({ nodePath, entry }: InstalledN8n, options: N8nProcessOptions): Promise<N8nProcess> {
	const { command, userFolder, healthPort, env, cpuShare = 1 } = options;
	await mkdir(userFolder, { recursive: true });
	const logFile = path.join(userFolder, 'n8n.log');
	const child = spawn(nodePath, [entry, ...command], {
		cwd: userFolder,
		detached: true,
		stdio: ['ignore', 'pipe', 'pipe'],
		env: {
			PATH: `${path.dirname(nodePath)}${path.delimiter}${process.env.PATH}`,
			// n8n compiles some thousand modules at each start, and is started often.
			NODE_COMPILE_CACHE: path.resolve(entry, '../../../.compiled'),
			...env,
		},
	});
	const sink = createWriteStream(logFile, { flags: 'a' });
	child.stdout.pipe(sink, { end: false });
	child.stderr.pipe(sink, { end: false });
	const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
	const endGroup = () => signalGroup(child, 'SIGKILL');
	process.once('exit', endGroup);
	let free = (): void => undefined;
	const hold = (share: number) => {
		free();
		free = share < 1 ? holdBack(share, (name) => signalGroup(child, name)) : () => undefined;
	};
	hold(cpuShare);
	void ended.then(() => {
		process.off('exit', endGroup);
		free();
	});

	const log = () => readFileSync(logFile, 'utf8');
	const end = async (signal: NodeJS.Signals) => {
		free();
		signalGroup(child, signal);
		await ended;
	};
	try {
		await ready(`http://127.0.0.1:${healthPort}/healthz/readiness`, ended, log, STARTS_WITHIN_MS / cpuShare);
	} catch (error) {
		await end('SIGKILL');
		throw error;
	}
	return { pid: child.pid!, log, holdBack: hold, stop: async () => await end('SIGTERM'), kill: async () => await end('SIGKILL') };
}

/** n8n starts a task runner of its own: the group is ended, not the process alone. */
function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
	try {
		if (pid !== undefined) process.kill(-pid, signal);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
}

async function ready(url: string, ended: Promise<void>, log: () => string, withinMs: number): Promise<void> {
	let gone = false;
	void ended.then(() => (gone = true));
	const deadline = Date.now() + withinMs;
	while (Date.now() < deadline) {
		if (gone) throw new Error(`n8n ended while it was starting:\n${tail(log())}`);
		const ok = await fetch(url).then(
			(response) => response.ok,
			() => false,
		);
		if (ok) return;
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
	throw new Error(`n8n was not ready after ${withinMs / 1000} seconds:\n${tail(log())}`);
}

const tail = (log: string): string => log.split('\n').slice(-15).join('\n');
