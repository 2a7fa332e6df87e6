import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';

import { freePort } from '../sandbox/ports';

const ROOT = path.resolve(__dirname, '../..');

/** `npm start`, as a user types it; Ctrl-C reaches the whole process group, as in a terminal. */
function npmStart(env: Record<string, string>) {
	const child = spawn('npm', ['start'], { cwd: ROOT, detached: true, env: { ...process.env, OPENAI_API_KEY: '', ...env } });
	let output = '';
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += String(data)));
	const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
	const signal = (name: 'SIGINT' | 0) => process.kill(-child.pid!, name);
	return { signal, ended, output: () => output };
}

const answers = async (url: string): Promise<boolean> =>
	await fetch(url).then(
		() => true,
		() => false,
	);

describe('npm start', () => {
	test('plays a conversation on each provider, prints the lead, stays up, and Ctrl-C ends everything', async () => {
		const port = await freePort();
		const run = npmStart({ N8N_PORT: String(port) });
		const editor = `http://127.0.0.1:${port}`;
		while (!run.output().includes(`The editor is at ${editor}`)) {
			const code = await Promise.race([run.ended, new Promise((resolve) => setTimeout(resolve, 500, 'running'))]);
			if (code !== 'running') throw new Error(`It ended with ${String(code)}:\n${run.output()}`);
		}
		expect(run.output()).toContain('quero uma formadora de hambúrguer');
		expect(run.output()).toMatch(/company +Burger do Vale/);
		expect(run.output()).toContain('7 messages in, 3 replies out');
		expect(run.output()).toMatch(/over WhatsApp Cloud:[\s\S]*Tiago: procuro um misturador de carne\s+→ [\s\S]*Campinas\/SP\s+→ /);
		expect(run.output()).toMatch(/has a deal now: "Lead - .+ - Chapecó\/SC", Marina, Burger do Vale\./);
		expect(run.output()).toMatch(/What the team sees in Chatwoot:\s+› Oi, boa tarde!/);
		expect(run.output()).toContain('It is on WhatsApp');
		expect(await answers(editor)).toBe(true);

		run.signal('SIGINT');
		// npm reports the signal, not a code; the pipes close when the last process of the group has ended.
		await run.ended;
		expect(run.output()).toContain('Ending …');
		expect(() => run.signal(0)).toThrow('ESRCH');
		expect(await answers(editor)).toBe(false);
	});

	test('a taken port gives one sentence that says what to do', async () => {
		const other = createServer();
		const port = await freePort();
		await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
		const run = npmStart({ N8N_PORT: String(port) });
		expect(await run.ended).toBe(1);
		other.close();
		expect(run.output()).toContain(
			`Port ${port} is taken: end the program that uses it, or choose another one with N8N_PORT=5679 npm start.`,
		);
		expect(run.output()).not.toMatch(/^\s+at /m);
	});
});
