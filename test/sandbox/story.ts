import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { messageFrom } from './graphWebhooks';
import type { ProviderId } from './providers';
import type { Sandbox } from './sandbox';

/** A customer of the demonstration, and the number of the company that they write to. */
export interface Customer {
	phone: string;
	name: string;
	by: ProviderId;
}
/** What somebody writes before they wait for the reply, and how long after the message before. */
export type ToldMessages = Array<{ afterMs: number; text: string }>;

export const CUSTOMER: Customer = { phone: '5549990000001', name: 'Marina', by: 'zapi' };
export const STORY: ToldMessages[] = [
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

/** Somebody else, on the company's official number. */
export const OFFICIAL_CUSTOMER: Customer = { phone: '5511990000002', name: 'Tiago', by: 'whatsapp_cloud' };
export const OFFICIAL_STORY: ToldMessages[] = [
	[
		{ afterMs: 0, text: 'Oi, aqui é o Tiago' },
		{ afterMs: 700, text: 'procuro um misturador de carne' },
	],
	[{ afterMs: 1500, text: 'é para um açougue em Campinas/SP' }],
];

const REPLY_WITHIN_MS = 60_000;

export interface ToldTurn {
	written: string[];
	reply: string;
	/** From the customer's last message to the reply at the provider, milliseconds. */
	tookMs: number;
}

/** Plays one turn: the customer writes, and waits for the reply. */
export async function playTurn(
	sandbox: Sandbox,
	messages: ToldMessages,
	told: (line: string) => void,
	customer: Customer = CUSTOMER,
): Promise<ToldTurn> {
	const before = received(sandbox, customer).length;
	let writtenAt = Date.now();
	for (const { afterMs, text } of messages) {
		await sleep(afterMs);
		writtenAt = Date.now();
		told(`  ${customer.name}: ${text}`);
		const { status, body } = await writes(sandbox, customer, text);
		if (status !== 200) throw new Error(`The trigger answered a message with ${status}: ${JSON.stringify(body)}`);
	}
	const reply = await nextOf(sandbox, () => received(sandbox, customer), customer.phone, before, REPLY_WITHIN_MS);
	return { written: messages.map(({ text }) => text), reply: reply.text, tookMs: reply.at - writtenAt };
}

const writes = async (sandbox: Sandbox, { phone, name, by }: Customer, text: string): Promise<{ status: number; body: unknown }> =>
	by === 'zapi'
		? await sandbox.write({ phone, name, text })
		: await sandbox.graph.deliver(messageFrom({ phone, name }, { id: `wamid.${randomUUID()}`, text: { body: text } }));

/** What reached a customer so far by the provider of the number that they write to. */
export const received = (sandbox: Sandbox, { phone, by }: Customer): Array<{ text: string; at: number }> =>
	by === 'zapi'
		? repliesTo(sandbox, phone).map(({ body, at }) => ({ text: String(body.message), at }))
		: sandbox.graph.sent
				.filter(({ waId, body }) => waId === phone && body.type === 'text')
				.map(({ body, at }) => ({ text: (body.text as { body: string }).body, at }));

/** What a customer received so far by Z-API. */
export const repliesTo = ({ zapi }: Sandbox, phone: string) => zapi.sent.filter(({ body }) => body.phone === phone);

/** Waits for the next reply by Z-API to a customer who has so many. */
export const replyAfter = async (sandbox: Sandbox, phone: string, count: number, withinMs = REPLY_WITHIN_MS) =>
	await nextOf(sandbox, () => repliesTo(sandbox, phone), phone, count, withinMs);

async function nextOf<T>(sandbox: Sandbox, all: () => T[], phone: string, count: number, withinMs: number): Promise<T> {
	const deadline = Date.now() + withinMs;
	for (;;) {
		const reply = all()[count];
		if (reply) return reply;
		if (Date.now() > deadline)
			throw new Error(`No reply to ${phone} within ${withinMs / 1000} seconds. n8n said:\n${tail(sandbox.n8n().log())}`);
		await sleep(100);
	}
}

const tail = (log: string): string => log.split('\n').slice(-12).join('\n');
