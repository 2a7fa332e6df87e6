import { spawnSync } from 'node:child_process';

import { freePort } from './ports';
import { startProgram } from './process';

export interface Redis {
	host: string;
	port: number;
	stop(): Promise<void>;
}

/**
 * Starts a real Redis that keeps nothing on disk, on a port of its own.
 * @param program the binary; the one on the path unless told
 * @throws one sentence when the program is missing or cannot start
 */
export async function startRedis(program = 'redis-server'): Promise<Redis> {
	if (spawnSync(program, ['--version']).error)
		throw new Error(`n8n's queue needs "${program}": install it (Debian: apt-get install redis-server) and start again.`);
	const port = await freePort();
	const server = startProgram('Redis', program, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], {
		cwd: '/',
	});
	await server.said('Ready to accept connections');
	return { host: '127.0.0.1', port, stop: async () => await server.stop('SIGTERM') };
}
