import { setTimeout as sleep } from 'node:timers/promises';

import type { Model } from '../sandbox/model';
import { fit, salesAnswer, type Schema } from '../sandbox/modelAnswer';
import { spoken, type ChatRequest } from '../sandbox/modelRequest';
import type { WorkflowTemplate } from '../sandbox/n8nApi';
import { withParameters, type Adjust } from '../sandbox/publish';
import type { Sandbox } from '../sandbox/sandbox';

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** Makes what was left behind be taken up within seconds instead of minutes. */
export const hurried: Adjust = (template, name) => {
	// The shortest that the trigger takes; a saved workflow leaves it to its sweep.
	const limits = name === 'sdr-agent' ? { leaseSeconds: 60 } : { leaseSeconds: 30, graceSeconds: 5 };
	const rule = { interval: [{ field: 'seconds', secondsInterval: 10 }] };
	return toldWithinAMinute(withParameters({ quietSeconds: 3, limits, rule })(template, name));
};

/** The team hears of what cannot be found out after one minute instead of three. */
const toldWithinAMinute = (template: WorkflowTemplate): WorkflowTemplate => ({
	...template,
	nodes: template.nodes.map((node) => {
		const parameters = node.parameters as Record<string, unknown> | undefined;
		return parameters?.by === 'time' ? { ...node, parameters: { ...parameters, afterSeconds: 60 } } : node;
	}),
});

/** What a message carries so that its answers are known: every answer names the messages it answers. */
export const TAG = /#\d+-\d+/g;

/** A number in letters: one in digits that no text carries is an invented fact, and would be held. */
const inLetters = (number: number): string => `x${[...String(number)].map((digit) => 'abcdefghij'[Number(digit)]).join('')}`;

/** The model answers each turn in words of its own: the tags of the messages, and a word that no other answer has. */
export function respondWithTags(model: Model): void {
	let answers = 0;
	model.respondWith((body: ChatRequest) => {
		const messages = spoken(body);
		// Asked once more because its draft was held, it is told so after the customer's words.
		const tags = messages.findLast(({ role }) => role === 'user')?.text.match(TAG) ?? [];
		const answer = { ...salesAnswer(messages), reply: `Anotado, ${tags.join(' e ')}. Obrigado, ${inLetters(++answers)}!` };
		const { json_schema } = (body.response_format ?? {}) as { json_schema?: { schema?: Schema } };
		return JSON.stringify(fit(answer, json_schema?.schema ?? {}));
	});
}

/** The model takes its time. */
export function answerWithTags({ model }: Sandbox): void {
	respondWithTags(model);
	model.faults.push({ kind: 'delay', ms: 700, times: Infinity });
}

/** Which processes die at once: all of n8n, or in queue mode the main process, one worker (the others go on), or all of them. */
export const VICTIMS = ['all', 'worker', 'workers', 'main'] as const;
export type Victim = (typeof VICTIMS)[number];

export interface Kill {
	victim: Victim;
	/** How many messages had been taken. */
	taken: number;
	at: number;
	/** When it was ready again. */
	backAt: number;
}

/** Kills processes of n8n and starts them again. @returns once all are ready */
export async function killAndStart(sandbox: Sandbox, victim: Victim): Promise<void> {
	if (victim === 'all') {
		await sandbox.n8n().kill();
		return await sandbox.startAgain();
	}
	const { main, workers } = sandbox.n8n();
	const victims = victim === 'main' ? [main] : victim === 'worker' ? workers.slice(0, 1) : workers;
	await Promise.all(victims.map(async (one) => await one.kill()));
	await Promise.all(victims.map(async (one) => await one.start()));
}

/**
 * Kills n8n and starts it again, once each time when so many messages have been taken, a moment later than that.
 * @param points counts of taken messages, rising
 * @param over no more messages are taken from then on
 */
export async function killAt(
	sandbox: Sandbox,
	points: Array<{ taken: number; laterMs: number; victim: Victim }>,
	takenSoFar: () => number,
	over: AbortSignal,
): Promise<Kill[]> {
	const kills: Kill[] = [];
	for (const { taken, laterMs, victim } of points) {
		while (takenSoFar() < taken && !over.aborted) await sleep(20);
		await sleep(laterMs);
		const kill = { victim, taken: takenSoFar(), at: Date.now() };
		await killAndStart(sandbox, victim);
		kills.push({ ...kill, backAt: Date.now() });
	}
	return kills;
}
