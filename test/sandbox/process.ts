import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';

export interface Program {
	/** Resolves when a line of output contains the text. */
	said(text: string): Promise<void>;
	/** Rejects when the program ends: race it against whatever shows that it works. */
	died: Promise<never>;
	/** Asks it to end and waits until it did; at once when it has ended. */
	stop(signal: NodeJS.Signals): Promise<void>;
}

const OUTPUT_KEPT = 4000;

/** Starts a program that lives as long as this process at most. */
export function startProgram(name: string, file: string, args: string[], options: SpawnOptions): Program {
	const child = spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
	const kill = () => child.kill('SIGKILL');
	process.once('exit', kill);
	let output = '';
	const listeners = new Set<() => void>();
	for (const stream of [child.stdout, child.stderr])
		stream?.setEncoding('utf8').on('data', (text: string) => {
			output = (output + text).slice(-OUTPUT_KEPT);
			for (const listener of listeners) listener();
		});
	const ended = endOf(child);
	void ended.then(() => process.off('exit', kill));
	const died = ended.then((why): never => {
		throw new Error(`${name} ended (${why}): ${output.trim().split('\n').slice(-3).join(' ') || 'it said nothing'}`);
	});
	// Nobody has to be listening when it is stopped on purpose.
	died.catch(() => undefined);
	return {
		died,
		said: async (text) =>
			await Promise.race([died, new Promise<void>((resolve) => watch(() => output.includes(text), listeners, resolve))]),
		stop: async (signal) => {
			child.kill(signal);
			await ended;
		},
	};
}

function watch(isThere: () => boolean, listeners: Set<() => void>, resolve: () => void): void {
	const look = () => {
		if (!isThere()) return;
		listeners.delete(look);
		resolve();
	};
	listeners.add(look);
	look();
}

const endOf = async (child: ChildProcess): Promise<string> =>
	await new Promise((resolve) => {
		child.once('error', (error) => resolve(error.message));
		child.once('close', (code, signal) => resolve(signal ?? `exit code ${code}`));
	});
