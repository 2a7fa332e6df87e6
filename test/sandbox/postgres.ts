import { execFile } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { freePort } from './ports';
import { postgresBinaries, type Binaries } from './postgresBinaries';
import { startProgram } from './process';

export interface Postgres {
	/** Connection string of the superuser. */
	url: string;
	port: number;
	stop(): Promise<void>;
}

/** Nothing here has to survive a power cut. */
const SETTINGS = {
	listen_addresses: '127.0.0.1',
	unix_socket_directories: '',
	max_connections: '100',
	fsync: 'off',
	synchronous_commit: 'off',
	full_page_writes: 'off',
	lc_messages: 'C',
	timezone: 'UTC',
};

/**
 * Starts a real PostgreSQL with an empty database of its own, gone when it stops.
 * @throws one sentence when it cannot start
 */
export async function startPostgres(): Promise<Postgres> {
	const binaries = postgresBinaries();
	const home = mkdtempSync(path.join(tmpdir(), 'sandbox-postgres-'));
	const remove = () => rmSync(home, { recursive: true, force: true, maxRetries: 3 });
	process.once('exit', remove);
	const discard = () => {
		process.off('exit', remove);
		remove();
	};
	try {
		if (binaries.as) chownSync(home, binaries.as.uid, binaries.as.gid);
		const data = path.join(home, 'data');
		await createCluster(binaries, data, home);
		const port = await freePort();
		const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
		const server = startProgram('PostgreSQL', binaries.postgres, ['-D', data, '-p', String(port), ...settings], {
			...binaries.as,
			cwd: home,
			env: environment(home),
		});
		await server.said('database system is ready to accept connections');
		let stopped: Promise<void> | undefined;
		return {
			url: `postgres://postgres@127.0.0.1:${port}/postgres`,
			port,
			// SIGINT is its "fast" shutdown: open transactions are rolled back, clients are cut off.
			stop: async () => await (stopped ??= server.stop('SIGINT').then(discard)),
		};
	} catch (error) {
		discard();
		throw error;
	}
}

async function createCluster(binaries: Binaries, data: string, home: string): Promise<void> {
	const create = async (locale: string) =>
		await promisify(execFile)(
			binaries.initdb,
			['-D', data, '-A', 'trust', '-U', 'postgres', '--no-sync', '-E', 'UTF8', `--locale=${locale}`],
			{ ...binaries.as, cwd: home, env: environment(home) },
		);
	try {
		await create('C.UTF-8');
	} catch {
		rmSync(data, { recursive: true, force: true });
		// Not every system knows C.UTF-8.
		await create('C').catch((error: Error & { stderr?: string }) => {
			throw new Error(
				`PostgreSQL cannot create a database in ${data}: ${(error.stderr ?? error.message).trim().split('\n').slice(-2).join(' ')}`,
			);
		});
	}
}

/** Without PG… variables of the user, which would lead elsewhere. */
const environment = (home: string): NodeJS.ProcessEnv => ({ PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, HOME: home });
