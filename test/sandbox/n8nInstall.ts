import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const FOLDER = path.join(__dirname, 'n8n');
const BIN = path.join(FOLDER, 'node_modules', '.bin');
const STAMP = path.join(FOLDER, 'node_modules', '.installed');

export interface InstalledN8n {
	/** Node 24, which n8n needs. */
	nodePath: string;
	/** n8n's command line. */
	entry: string;
	version: string;
}

/**
 * Installs n8n into a folder and lock file of its own, if what is there is not what the lock file says.
 * @param report gets a line for each step that takes time
 * @throws one sentence when a tool is missing or a step fails
 */
export async function installN8n(report: (line: string) => void): Promise<InstalledN8n> {
	const wanted = createHash('sha256')
		.update(readFileSync(path.join(FOLDER, 'package-lock.json')))
		.digest('hex');
	if (!existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== wanted) {
		for (const tool of ['python3', 'make', 'g++']) demand(tool);
		report('Installing n8n (2 to 5 minutes, once) …');
		await npm('ci', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund');
		await npm('rebuild', 'node', '--ignore-scripts=false');
		report('Compiling the SQLite driver of n8n (about a minute, once) …');
		await npm('rebuild', 'sqlite3', '--ignore-scripts=false');
		writeFileSync(STAMP, wanted);
	}
	const { version } = JSON.parse(readFileSync(path.join(FOLDER, 'node_modules', 'n8n', 'package.json'), 'utf8')) as { version: string };
	return {
		nodePath: path.join(FOLDER, 'node_modules', 'node', 'bin', 'node'),
		entry: path.join(FOLDER, 'node_modules', 'n8n', 'bin', 'n8n'),
		version,
	};
}

/** The SQLite driver is compiled here: no binary of it comes with the package. */
function demand(tool: string): void {
	if (spawnSync(tool, ['--version']).error)
		throw new Error(`n8n needs "${tool}" to compile its SQLite driver: install it (Debian: apt-get install ${tool}) and start again.`);
}

async function npm(...args: string[]): Promise<void> {
	const env = { ...process.env, PATH: [BIN, process.env.PATH].join(path.delimiter) };
	const child = spawn('npm', args, { cwd: FOLDER, env, stdio: ['ignore', 'pipe', 'pipe'] });
	let output = '';
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output = (output + String(data)).slice(-4000)));
	const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
	if (code !== 0) throw new Error(`"npm ${args.join(' ')}" failed while n8n was installed in test/sandbox/n8n:\n${output}`);
}
