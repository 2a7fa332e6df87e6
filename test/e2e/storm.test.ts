import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

/** A short one of `npm run test:chaos`'s ten thousand messages, so that those who share its helpers hear of it when it cannot run any more. */
test('a hundred messages, a fifth of them twice, in any order, with faults and a kill: nothing lost, nothing twice, order kept', async () => {
	const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', path.resolve(__dirname, '../storm/run.ts')], {
		env: { ...process.env, STORM_MESSAGES: '100', STORM_KILLS: '1' },
	});
	expect(stdout).toContain('Nothing lost, nothing twice, order kept.');
}, 600_000);
