import { setTimeout as sleep } from 'node:timers/promises';

import type { Sandbox } from '../../sandbox/sandbox';
import type { Burst } from './bursts';
import type { Executions, Ran } from './executions';
import type { IsolateCounter } from './isolates';
import { play } from './play';
import { groupWorkedMs } from './processor';
import { quantile } from './statistics';

/** One run of one pipeline with bursts of one size. */
export interface Figures {
	turnsASecond: number;
	replyMs: number;
	replyP95Ms: number;
	/** Executions that a turn cost, those of its further messages included. */
	executions: number;
	/** Those among them that stood in a Wait node. */
	waiting: number;
	/** For how many seconds executions were open. */
	openSeconds: number;
	isolates: number;
	/** What n8n's processes worked, milliseconds of one core. */
	processorMs: number;
}

export interface Instruments {
	sandbox: Sandbox;
	executions: Executions;
	isolates: IsolateCounter;
}

/** Z-API tells of what it sent a second and a half later; what that costs belongs to the turn. */
const AFTERMATH_MS = 2500;
const ENDS_WITHIN_MS = 10_000;

/** Plays bursts and reads the instruments before and after; what happens after the replies is waited for. */
export async function measure(instruments: Instruments, bursts: Burst[], atOnce: number): Promise<Figures> {
	const { sandbox, executions, isolates } = instruments;
	const newest = executions.newest();
	const [worked, made] = [groupWorkedMs(sandbox.n8n().pid), isolates.made()];
	const { repliedMs, seconds } = await play(sandbox, bursts, atOnce);
	await sleep(AFTERMATH_MS);
	const processorMs = groupWorkedMs(sandbox.n8n().pid) - worked;
	const ran = await ended(executions, newest);
	const aTurn = (sum: number) => sum / bursts.length;
	return {
		turnsASecond: bursts.length / seconds,
		replyMs: quantile(repliedMs, 0.5),
		replyP95Ms: quantile(repliedMs, 0.95),
		executions: aTurn(ran.length),
		waiting: aTurn(ran.filter(({ waited }) => waited).length),
		openSeconds: aTurn(ran.reduce((sum, { openMs }) => sum + openMs, 0) / 1000),
		isolates: aTurn(isolates.made() - made),
		processorMs: aTurn(processorMs),
	};
}

/** What a published pipeline costs while nobody writes: milliseconds of one core a second. */
export async function measureIdle({ sandbox }: Instruments, seconds: number): Promise<number> {
	const before = groupWorkedMs(sandbox.n8n().pid);
	await sleep(seconds * 1000);
	return (groupWorkedMs(sandbox.n8n().pid) - before) / seconds;
}

/** @throws when an execution failed, or does not end */
async function ended(executions: Executions, newest: number): Promise<Ran[]> {
	const deadline = Date.now() + ENDS_WITHIN_MS;
	for (;;) {
		const ran = executions.after(newest);
		const others = ran.filter(({ status }) => status !== 'success');
		if (others.length === 0) return ran;
		const isOver = others.some(({ status }) => !['new', 'running', 'waiting'].includes(status));
		if (isOver || Date.now() > deadline)
			throw new Error(`Executions did not succeed: ${others.map(({ id, status }) => `${id} is "${status}"`).join(', ')}.`);
		await sleep(200);
	}
}
