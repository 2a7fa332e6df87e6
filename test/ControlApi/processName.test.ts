import { spawnSync } from 'node:child_process';
import path from 'node:path';

import { nameOf, type Standing } from '../../nodes/ControlApi/metrics/processName';

const main: Standing = { host: 'n8n-0', command: 'start', port: undefined };

it('a process that is started again has the same name, however it was started', () => {
	const again: Standing[] = [
		main,
		{ ...main, command: undefined },
		{ ...main, command: '--tunnel' },
		{ ...main, port: '5678' },
		{ ...main, port: ' ' },
	];
	expect(new Set(again.map(nameOf)).size).toBe(1);
	expect(nameOf(main)).toMatch(/^main-[0-9a-f]{8}$/);
});

it('processes beside each other have names of their own: of other hosts, as other roles, and two of one role on one host', () => {
	const beside: Standing[] = [
		main,
		{ ...main, host: 'n8n-1' },
		{ ...main, command: 'webhook' },
		{ ...main, command: 'webhook', port: '5681' },
		{ ...main, command: 'worker' },
		{ ...main, port: '5690' },
	];
	expect(new Set(beside.map(nameOf)).size).toBe(beside.length);
	expect(beside.map(nameOf).map((name) => name.split('-')[0])).toEqual(['main', 'main', 'webhook', 'webhook', 'worker', 'main']);
});

it('what runs in two processes one after the other, as n8n starts them, is one name; beside it as another role another', () => {
	const built = path.resolve(__dirname, '../../dist/nodes/ControlApi/metrics/processName.js');
	const tell = `require(${JSON.stringify(built)}).processName().then((name) => process.stdout.write(name))`;
	const started = (command: string, port?: string) => {
		// As in `n8n start`: the third word is the command.
		const run = spawnSync(process.execPath, ['-e', `process.argv.splice(1, 0, 'n8n'); ${tell}`, command], {
			env: { PATH: process.env.PATH, ...(port && { N8N_PORT: port }) },
			encoding: 'utf8',
		});
		expect(run.stderr).toBe('');
		return run.stdout;
	};
	expect(started('start')).toMatch(/^main-/);
	expect(started('start')).toBe(started('start'));
	expect(new Set([started('start'), started('webhook'), started('webhook', '5681')]).size).toBe(3);
});
