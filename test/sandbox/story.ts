import { setTimeout as sleep } from 'node:timers/promises';

import type { Sandbox } from './sandbox';

/** A customer of the demonstration: what she writes, and how long after the message before. */
export const CUSTOMER = { phone: '5549990000001', name: 'Marina' };
export const STORY: Array<Array<{ afterMs: number; text: string }>> = [
	[
		{ afterMs: 0, text: 'Oi, boa tarde!' },
		{ afterMs: 600, text: 'vi vocês no Instagram' },
		{ afterMs: 700, text: 'meu nome é Marina, da Burger do Vale' },
		{ afterMs: 800, text: 'temos uma hamburgueria em Chapecó/SC' },
		{ afterMs: 900, text: 'e quero uma formadora de hambúrguer' },
	],
	[{ afterMs: 1500, text: 'fazemos uns 400 por dia' }],
	[{ afterMs: 1500, text: 'quanto custa? é urgente, preciso pra semana que vem' }],
];

const REPLY_WITHIN_MS = 60_000;

export interface ToldTurn {
	written: string[];
	reply: string;
	/** From the customer's last message to the reply at Z-API, milliseconds. */
	tookMs: number;
}

/** Plays one turn: the customer writes, and waits for the reply. */
export async function playTurn(sandbox: Sandbox, messages: (typeof STORY)[number], told: (line: string) => void): Promise<ToldTurn> {
	const before = repliesTo(sandbox, CUSTOMER.phone).length;
	let writtenAt = Date.now();
	for (const { afterMs, text } of messages) {
		await sleep(afterMs);
		writtenAt = Date.now();
		told(`  ${CUSTOMER.name}: ${text}`);
		const { status, body } = await sandbox.write({ ...CUSTOMER, text });
		if (status !== 200) throw new Error(`The trigger answered a message with ${status}: ${JSON.stringify(body)}`);
	}
	const reply = await replyAfter(sandbox, CUSTOMER.phone, before);
	return { written: messages.map(({ text }) => text), reply: String(reply.body.message), tookMs: reply.at - writtenAt };
}

/** What a customer received so far. */
export const repliesTo = ({ zapi }: Sandbox, phone: string) => zapi.sent.filter(({ body }) => body.phone === phone);

/** Waits for the next reply to a customer who has so many. */
export async function replyAfter(sandbox: Sandbox, phone: string, count: number, withinMs = REPLY_WITHIN_MS) {
	const deadline = Date.now() + withinMs;
	for (;;) {
		const reply = repliesTo(sandbox, phone)[count];
		if (reply) return reply;
		if (Date.now() > deadline)
			throw new Error(`No reply to ${phone} within ${withinMs / 1000} seconds. n8n said:\n${tail(sandbox.n8n().log())}`);
		await sleep(100);
	}
}

const tail = (log: string): string => log.split('\n').slice(-12).join('\n');
