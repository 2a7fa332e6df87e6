import { setTimeout as sleep } from 'node:timers/promises';

import type { Sandbox } from '../../sandbox/sandbox';
import { replyAfter } from '../../sandbox/story';
import type { Burst } from './bursts';

export interface Played {
	/** From the last message of each burst to its reply at Z-API, milliseconds. */
	repliedMs: number[];
	/** From the first message to the last reply. */
	seconds: number;
}

/**
 * Plays bursts to whatever is published: as many customers at once as told, the next one as soon as one has a reply.
 * @throws one sentence when a message is refused or a reply does not come
 */
export async function play(sandbox: Sandbox, bursts: Burst[], atOnce: number): Promise<Played> {
	const repliedMs: number[] = [];
	const waiting = [...bursts];
	const began = Date.now();
	const customer = async () => {
		for (let burst = waiting.shift(); burst; burst = waiting.shift()) repliedMs.push(await answered(sandbox, burst));
	};
	await Promise.all(Array.from({ length: atOnce }, customer));
	return { repliedMs, seconds: (Date.now() - began) / 1000 };
}

async function answered(sandbox: Sandbox, { phone, name, messages }: Burst): Promise<number> {
	let writtenAt = Date.now();
	for (const { afterMs, text } of messages) {
		await sleep(afterMs);
		writtenAt = Date.now();
		const { status, body } = await sandbox.write({ phone, name, text });
		if (status !== 200) throw new Error(`A message was answered with ${status}: ${JSON.stringify(body)}`);
	}
	return (await replyAfter(sandbox, phone, 0)).at - writtenAt;
}
