import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** The long proofs, one after the other: each runs whatever became of the one before. */
const ROOT = path.resolve(__dirname, '../..');
const PARTS: Array<{ what: string; program: string[]; env?: Record<string, string> }> = [
	{ what: 'n8n killed at full speed, and people in Chatwoot', program: e2e('test/e2e/chaos.test', 'test/e2e/chatwoot') },
	{
		what: 'n8n killed at a quarter of its processor',
		program: e2e('test/e2e/chaos.test'),
		env: { CHAOS_CPU: '0.25', CHAOS_CONVERSATIONS: '60', CHAOS_KILLS: '4' },
	},
	{ what: 'n8n killed while Z-API delivers to a port of its own', program: e2e('test/e2e/chaos.test'), env: { CHAOS_PORT: '1' } },
	{ what: 'n8n killed with five executions at once', program: e2e('test/e2e/chaos.test'), env: { CHAOS_CONCURRENCY: '5' } },
	{
		what: 'processes of queue mode killed',
		program: e2e('test/e2e/chaos.test'),
		env: { CHAOS_WORKERS: '2', CHAOS_CONVERSATIONS: '100', CHAOS_KILLS: '8' },
	},
	{
		what: 'n8n killed over the Cloud API, with late, doubled and disordered statuses and broken answers',
		program: e2e('test/e2e/chaos.test'),
		env: { CHAOS_PROVIDER: 'cloud', CHAOS_CONVERSATIONS: '100', CHAOS_KILLS: '5' },
	},
	{ what: 'ten thousand messages', program: [require.resolve('tsx/cli'), 'test/storm/run.ts'] },
];

function e2e(...files: string[]): string[] {
	return [path.join(path.dirname(require.resolve('jest/package.json')), 'bin/jest.js'), '--config', 'test/e2e/jest.config.cjs', ...files];
}

const failed = PARTS.filter(({ what, program, env }) => {
	process.stdout.write(`\n${what}\n`);
	return spawnSync(process.execPath, program, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } }).status !== 0;
});
process.stdout.write(failed.length === 0 ? '\nAll of them passed.\n' : `\nFailed: ${failed.map(({ what }) => what).join('; ')}\n`);
process.exit(failed.length === 0 ? 0 : 1);
