import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { Executions } from './executions';
import { countIsolates } from './isolates';
import { groupWorkedMs } from './processor';
import { quantile } from './statistics';
import { cell, tableOf } from './table';

const ADD_ON = JSON.stringify(createRequire(__filename).resolve('isolated-vm'));

describe('the counter of isolates', () => {
	const played = (script: string) => {
		const counter = countIsolates();
		const { status, stderr } = spawnSync(process.execPath, ['-e', script], { env: { ...process.env, ...counter.env }, encoding: 'utf8' });
		const made = counter.made();
		counter.remove();
		return { status, stderr, made };
	};

	it('counts each that is made, and leaves them as they are', () => {
		const script = `const ivm = require(${ADD_ON}); const one = new ivm.Isolate({ memoryLimit: 8 }); new ivm.Isolate({ memoryLimit: 8 });
			if (!(one instanceof ivm.Isolate) || one.createContextSync().evalSync('6 * 7') !== 42) process.exit(1); new ivm.Reference({}); new ivm.Callback(() => 1);`;
		expect(played(script)).toMatchObject({ status: 0, made: 2 });
	});

	it('sees how another module asks for the add-on, and nothing in a process that makes none', () => {
		expect(played(`import(${ADD_ON}).then(({ default: { Isolate } }) => new Isolate({ memoryLimit: 8 }))`)).toMatchObject({
			status: 0,
			made: 1,
		});
		expect(played(`require(${ADD_ON})`)).toMatchObject({ status: 0, made: 0 });
	});
});

describe('what a group of processes worked', () => {
	const BURN = 'while (process.cpuUsage().user + process.cpuUsage().system < 300_000);';
	let child: ChildProcess;
	afterEach(() => void child.kill('SIGKILL'));

	it('holds its own work and that of children, also of those that ended', async () => {
		const script = `require('node:child_process').spawnSync(process.execPath, ['-e', ${JSON.stringify(BURN)}]); ${BURN} console.log('done'); setInterval(() => 0, 1000);`;
		child = spawn(process.execPath, ['-e', script], { detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
		await once(child.stdout!, 'data');
		const worked = groupWorkedMs(child.pid!);
		expect(worked).toBeGreaterThanOrEqual(550);
		expect(worked).toBeLessThan(2000);
	});

	it('is not told of a group that is not there', () => {
		expect(() => groupWorkedMs(999_999_999)).toThrow('There is no process of the group');
	});
});

describe('the executions of n8n', () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'bench-executions-'));
	afterAll(() => rmSync(folder, { recursive: true }));

	it('are those after a number, with how long they were open and whether they waited', () => {
		mkdirSync(path.join(folder, '.n8n'));
		const database = new DatabaseSync(path.join(folder, '.n8n', 'database.sqlite'));
		const nodes = JSON.stringify({
			nodes: [
				{ name: 'A pause', type: 'n8n-nodes-base.wait' },
				{ name: 'If', type: 'n8n-nodes-base.if' },
			],
		});
		database.exec(`create table execution_entity (id integer primary key, status text, startedAt text, stoppedAt text);
			create table execution_data (executionId integer, workflowData text, data text);
			insert into execution_entity values (1, 'success', '2026-01-05 10:00:00.000', '2026-01-05 10:00:09.000'),
				(2, 'success', '2026-01-05 10:00:00.000', '2026-01-05 10:00:02.250'), (3, 'success', '2026-01-05 10:00:00.000', '2026-01-05 10:00:00.100'), (4, 'running', '2026-01-05 10:00:00.000', null);
			insert into execution_data values (2, '${nodes}', '[{"If":"1","A pause":"2"}]'), (3, '${nodes}', '[{"If":"1"}]')`);
		database.close();
		const executions = new Executions(folder);
		expect(executions.newest()).toBe(4);
		expect(executions.after(1).map((ran) => ({ ...ran, openMs: Math.round(ran.openMs) }))).toEqual([
			{ id: 2, status: 'success', openMs: 2250, waited: true },
			{ id: 3, status: 'success', openMs: 100, waited: false },
			{ id: 4, status: 'running', openMs: 0, waited: false },
		]);
	});
});

describe('the table', () => {
	it('tells the middle of the runs with lowest and highest, and the ratio of each pair', () => {
		expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
		expect(quantile([5], 0.95)).toBe(5);
		expect(cell([300, 100, 200], 0)).toBe('200 (100–300)');
		const figures = (processorMs: number) => ({
			turnsASecond: 1,
			replyMs: 1,
			replyP95Ms: 1,
			executions: 1,
			waiting: 1,
			openSeconds: 1,
			isolates: 0,
			processorMs,
		});
		const table = tableOf([[3, { ours: [100, 50, 80].map(figures), stock: [200, 200, 100].map(figures) }]]).split('\n');
		expect(table[3]).toMatch(/^3 ours ÷ stock .* – +0\.50 \(0\.25–0\.80\)$/);
	});
});
