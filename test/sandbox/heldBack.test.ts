import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

import { holdBack } from './heldBack';

/** Works without end, and tells after each hundredth of a second of the processor how much of it it had. */
const BUSY = `let told = 0; for (;;) { const { user, system } = process.cpuUsage(); const ms = (user + system) / 1000; if (ms - told >= 10) { told = ms; require('node:fs').writeSync(1, ms + '\\n'); } }`;

let child: ChildProcess;
let usedMs = 0;
beforeEach(async () => {
	usedMs = 0;
	child = spawn(process.execPath, ['-e', BUSY], { stdio: ['ignore', 'pipe', 'ignore'] });
	child.stdout!.setEncoding('utf8').on('data', (text: string) => (usedMs = Number(text.trim().split('\n').at(-1))));
	while (usedMs === 0) await sleep(20);
});
afterEach(() => void child.kill('SIGKILL'));

it('a process that is held back has no more of the processor than its share, and all of it once it is freed', async () => {
	const free = holdBack(0.25, (name) => void child.kill(name));
	await sleep(200);
	const before = { usedMs, at: performance.now() };
	await sleep(2000);
	const share = (usedMs - before.usedMs) / (performance.now() - before.at);
	expect(share).toBeGreaterThan(0);
	// On a busy machine it may have less.
	expect(share).toBeLessThan(0.35);
	free();
	const held = usedMs;
	while (usedMs < held + 500) await sleep(20);
}, 30_000);

it('one that was killed meanwhile is no error', async () => {
	const free = holdBack(0.5, (name) => void child.kill(name));
	child.kill('SIGKILL');
	await new Promise((resolve) => child.once('exit', resolve));
	await sleep(200);
	expect(free).not.toThrow();
});
