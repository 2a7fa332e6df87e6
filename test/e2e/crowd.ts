import { setTimeout as sleep } from 'node:timers/promises';

import type { Sandbox } from '../sandbox/sandbox';
import { repliesTo } from '../sandbox/story';
import { receivedText, type ReceivedCallback } from '../sandbox/zapiPayloads';
import { eventually } from './sandboxForTests';

export interface Customer {
	phone: string;
	/** What they write, in order, each so long after the one before was taken. */
	messages: Array<{ text: string; afterMs: number }>;
}

/** How a provider delivers a message of a customer: the same id, however often it has to come. */
export type Delivers = (
	sandbox: Sandbox,
	message: { phone: string; text: string },
) => { messageId: string; deliver: () => Promise<{ status: number; body: unknown }> };

const byZApi: Delivers = ({ zapi }, message) => {
	const callback = receivedText(message);
	return { messageId: String(callback.messageId), deliver: async () => await zapi.deliver(callback) };
};

/** A message that the provider got its 200 for. */
export interface Taken {
	phone: string;
	text: string;
	messageId: string;
	/** How often it had to be delivered. */
	deliveries: number;
}

const AGAIN_AFTER_MS = 500;
/** Killed again as soon as it is back, n8n is away for two starts and more, which take minutes on a busy machine. */
const PATIENCE_MS = 400_000;

/** So many customers with invented numbers, the first one numbered `from`. */
export const crowd = (count: number, from: number, messages: (number: number) => Customer['messages']): Customer[] =>
	Array.from({ length: count }, (_, index) => ({ phone: `55119${90_000_000 + from + index}`, messages: messages(index) }));

/** All customers write, so many of them at the same time; each writes the next message once the provider was told that the one before arrived. */
export async function allWrite(
	sandbox: Sandbox,
	customers: Customer[],
	{
		atOnce,
		onTaken,
		patienceMs,
		delivers = byZApi,
	}: { atOnce: number; onTaken?: (message: Taken) => void; patienceMs?: number; delivers?: Delivers },
): Promise<Taken[]> {
	const taken: Taken[] = [];
	const queue = [...customers];
	const seat = async () => {
		for (let customer = queue.shift(); customer; customer = queue.shift())
			for (const { text, afterMs } of customer.messages) {
				await sleep(afterMs);
				const { messageId, deliver } = delivers(sandbox, { phone: customer.phone, text });
				const message = { phone: customer.phone, text, messageId, deliveries: await untilTaken(deliver, patienceMs) };
				taken.push(message);
				onTaken?.(message);
			}
	};
	await Promise.all(Array.from({ length: atOnce }, seat));
	return taken;
}

/**
 * Delivers a message as often as it takes to get a 200 for it, with the same id each time.
 * While it starts, n8n itself answers everything with a 200 and a line of text: as behind a proxy that asks for readiness, that is no 200.
 */
export async function deliverUntilTaken(
	{ zapi }: Sandbox,
	callback: ReceivedCallback,
	withinMs = PATIENCE_MS,
): Promise<{ messageId: string; deliveries: number }> {
	return { messageId: String(callback.messageId), deliveries: await untilTaken(async () => await zapi.deliver(callback), withinMs) };
}

/** @returns how often it had to be delivered */
async function untilTaken(deliver: () => Promise<{ status: number; body: unknown }>, withinMs = PATIENCE_MS): Promise<number> {
	let deliveries = 0;
	await eventually(
		async () => {
			deliveries++;
			const answer = await deliver().catch((error: Error) => ({ status: 0, body: error.message }));
			const isTaken = answer.status === 200 && !/n8n is starting up/.test(JSON.stringify(answer.body));
			if (!isTaken) await sleep(AGAIN_AFTER_MS);
			return { ...answer, isTaken };
		},
		({ isTaken }) => isTaken,
		withinMs,
	);
	return deliveries;
}

/** What each customer received, in order. */
export const repliesOf = (sandbox: Sandbox, customers: Customer[]): Record<string, string[]> =>
	Object.fromEntries(customers.map(({ phone }) => [phone, repliesTo(sandbox, phone).map(({ body }) => String(body.message))]));
