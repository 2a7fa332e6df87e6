import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const PRELOAD = path.join(__dirname, 'preloaded.cjs');

/** How many isolated VMs the processes with this environment have made; see `preloaded.cjs` for how they are counted. */
export interface IsolateCounter {
	env: Record<string, string>;
	made: () => number;
	remove: () => void;
}

export function countIsolates(): IsolateCounter {
	const folder = mkdtempSync(path.join(tmpdir(), 'bench-isolates-'));
	return {
		env: { NODE_OPTIONS: `--require=${JSON.stringify(PRELOAD)}`, BENCH_ISOLATES: folder },
		made: () => readdirSync(folder).reduce((sum, file) => sum + Number(readFileSync(path.join(folder, file), 'utf8')), 0),
		remove: () => rmSync(folder, { recursive: true, force: true }),
	};
}
