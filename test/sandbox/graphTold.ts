import { setTimeout as sleep } from 'node:timers/promises';

import type { GraphState, SentMessage } from './graphState';
import { signatureOf, statusOf, type Delivery } from './graphWebhooks';

/** How Meta tells what became of a message: how long after it was taken, each status so many times. */
export interface Telling {
	/** Statuses with the milliseconds after which each is told; one that stands there twice is told twice. */
	statuses: () => Array<{ status: 'sent' | 'delivered' | 'read'; afterMs: number }>;
}

/** As it is on a good day. */
export const IN_ORDER: Telling = {
	statuses: () => [
		{ status: 'sent', afterMs: 200 },
		{ status: 'delivered', afterMs: 600 },
	],
};

/** Late, in any order, and every third one told again. */
export const anyhow = (random: () => number, lateMs: number): Telling => ({
	statuses: () =>
		(['sent', 'delivered', 'read'] as const).flatMap((status) => {
			const told = { status, afterMs: Math.floor(random() * lateMs) };
			return random() < 1 / 3 ? [told, { status, afterMs: Math.floor(random() * lateMs) }] : [told];
		}),
});

/** A delivery to the URL of the number, signed with the secret of the app. @throws while no URL is set */
export async function deliverTo(state: GraphState, delivery: Delivery, secret: string): Promise<{ status: number; body: string }> {
	if (state.numberOverride === null) throw new Error('No URL is set for this number: nothing would be delivered');
	const body = JSON.stringify(delivery);
	const answer = await fetch(state.numberOverride, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'x-hub-signature-256': signatureOf(body, secret) },
		body,
	});
	return { status: answer.status, body: await answer.text() };
}

/** n8n answers everything with 200 and a line of text while it starts; a proxy that asks for readiness lets nothing through then. */
export const isTaken = ({ status, body }: { status: number; body: string }): boolean => status === 200 && !/n8n is starting up/.test(body);

const AGAIN_AFTER_MS = 1500;
/** Meta tries for days: as long as anybody here waits. */
const TRIES = 400;

/** Tells the statuses of one message; one that was not taken comes again. Ends with the stand-in. */
export function tellOf(
	state: GraphState,
	message: SentMessage,
	{ statuses }: Telling,
	{ secret, channel, stopping }: { secret: string; channel: string; stopping: AbortSignal },
): void {
	const tell = async ({ status, afterMs }: ReturnType<Telling['statuses']>[number]) => {
		await sleep(afterMs, undefined, { signal: stopping });
		const person = { ...(message.waId && { phone: message.waId }), ...(message.userId && { userId: message.userId }) };
		const told = statusOf(person, { id: message.id, status, ...(message.key && { biz_opaque_callback_data: message.key }) }, channel);
		for (let tries = 0; tries < TRIES && !stopping.aborted; tries++) {
			const answer = await deliverTo(state, told, secret).catch(() => null);
			if (answer && isTaken(answer)) return;
			await sleep(AGAIN_AFTER_MS, undefined, { signal: stopping });
		}
	};
	// What is still to be told when the stand-in ends is told to nobody.
	for (const one of statuses()) void tell(one).catch(() => undefined);
}
