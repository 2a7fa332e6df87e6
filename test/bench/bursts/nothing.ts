import { setTimeout as sleep } from 'node:timers/promises';

import type { Sandbox } from '../../sandbox/sandbox';
import { groupWorkedMs } from './processor';

const PATH = 'bench-nothing';
/** n8n's own Webhook node, whose calls make no VM of their own, and nothing behind it: an execution cannot be had for less. */
const WORKFLOW = {
	name: 'Bench: nothing',
	nodes: [
		{
			id: PATH,
			webhookId: PATH,
			name: 'Webhook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			position: [0, 0],
			parameters: { httpMethod: 'POST', path: PATH, responseMode: 'onReceived', options: {} },
		},
		{ id: 'n', name: 'Nothing', type: 'n8n-nodes-base.noOp', typeVersion: 1, position: [200, 0], parameters: {} },
	],
	connections: { Webhook: { main: [[{ node: 'Nothing', type: 'main', index: 0 }]] } },
	settings: {},
};
/** About as often as turns end in the runs of the pipelines. */
const APART_MS = 150;
/** What n8n still writes of an execution belongs to it. */
const AFTERMATH_MS = 1500;

/**
 * What n8n works for an execution that does nothing: no pipeline of one execution a turn can cost less, whatever it does.
 * @returns of each run, milliseconds of one core an execution
 */
export async function playNothing(sandbox: Sandbox, { runs, turns }: { runs: number; turns: number }): Promise<number[]> {
	const { id } = await sandbox.api().importWorkflow(WORKFLOW, {});
	await sandbox.api().publishAgain(id);
	const figures: number[] = [];
	// The first run warms up.
	for (let run = 0; run <= runs; run++) {
		const before = groupWorkedMs(sandbox.n8n().pid);
		for (let turn = 0; turn < turns; turn++) {
			const { status } = await fetch(`${sandbox.n8n().url}/webhook/${PATH}`, { method: 'POST' });
			if (status !== 200) throw new Error(`An execution that does nothing was answered with ${status}`);
			await sleep(APART_MS);
		}
		await sleep(AFTERMATH_MS);
		if (run > 0) figures.push((groupWorkedMs(sandbox.n8n().pid) - before) / turns);
	}
	await sandbox.api().unpublish(id);
	return figures;
}
