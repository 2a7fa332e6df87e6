import { setTimeout as sleep } from 'node:timers/promises';

import type { CleanMessage } from '../../nodes/shared/core/message/message';
import { takeIn } from '../../nodes/shared/inbound/takeIn';
import { openStore } from '../../nodes/shared/store/store';
import { readEvent } from '../../nodes/ZApi/events';
import { receivedText } from '../sandbox/zapiPayloads';
import type { Company } from './company';

export interface Message {
	phone: string;
	text: string;
	messageId: string;
	/** When the customer wrote it, epoch milliseconds. */
	momment: number;
}

export interface Plan {
	customers: number;
	/** How many messages each writes, in bursts of one to three. */
	each: number;
	/** Which share of the messages Z-API delivers twice. */
	twice: number;
	seats: number;
}

const LONGEST_PATIENCE_MS = 40_000;
/** Each message in words of its own. */
const WORDS = ['Oi, meu pedido é o', 'Anota aí: a padaria é a', 'E a outra loja se chama', 'Faltou falar da', 'Mais uma coisa, a'];

/** All customers write, so many at a time. A burst arrives in any order, and some of it twice; each is delivered until the database has it. */
export async function allWrite(company: Company, plan: Plan, random: () => number, onTaken: (message: Message) => void): Promise<void> {
	let next = 0;
	const seat = async () => {
		for (let customer = next++; customer < plan.customers; customer = next++) await writesAll(company, plan, customer, random, onTaken);
	};
	await Promise.all(Array.from({ length: plan.seats }, seat));
}

async function writesAll(company: Company, plan: Plan, customer: number, random: () => number, onTaken: (message: Message) => void) {
	const phone = `55119${91_000_000 + customer}`;
	for (let n = 0; n < plan.each;) {
		const burst = Array.from({ length: Math.min(plan.each - n, 1 + Math.floor(random() * 3)) }, (_, k) => ({
			phone,
			text: `${WORDS[(n + k) % WORDS.length]} #${customer}-${n + k}`,
			messageId: `M${customer}-${n + k}`,
			momment: Date.now() - 3000 + k * 100,
		}));
		n += burst.length;
		const replies = company.repliesTo(phone);
		const deliveries = [...burst, ...burst.filter(() => random() < plan.twice)];
		const shuffled = deliveries.map((message) => ({ message, at: random() })).sort((a, b) => a.at - b.at);
		for (const { message } of shuffled) if (await deliver(company, message)) onTaken(message);
		// Most write on when they have their reply, some before.
		const patience = Date.now() + random() * LONGEST_PATIENCE_MS;
		while (company.repliesTo(phone) === replies && Date.now() < patience) await sleep(100);
		await sleep(random() * 1000);
	}
}

/** @returns whether it was stored by this delivery, or an earlier one of it whose answer was lost */
async function deliver({ credentials }: Company, message: Message): Promise<boolean> {
	const received = receivedText({ ...message, instanceId: String(credentials.atendeAquiZApi.instanceId) });
	const reading = readEvent(received, { groups: false, ownMessages: true }, false);
	if (reading.kind !== 'message') throw new Error(`It is not taken for a message: ${JSON.stringify(reading)}`);
	const store = await openStore({ getCredentials: async () => credentials.supabaseApi });
	for (;;)
		try {
			const context = { helpers: {}, logger: { warn: () => undefined } } as never;
			await takeIn(context, store, reading.message as CleanMessage);
			return true;
		} catch {
			await sleep(200);
		}
}
