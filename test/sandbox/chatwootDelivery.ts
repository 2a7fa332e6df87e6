import { createHmac, randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

import type { State, Values } from './chatwootState';

export type ReceiverKind = 'account' | 'inbox' | 'bot';

/** One event on its way to one receiver. */
export interface Delivery {
	event: string;
	to: ReceiverKind;
	url: string;
	/** The body that was posted; empty until the job ran. */
	payload: Values;
	deliveryId: string;
	attempts: number;
	/** The receiver's answer to the last attempt; null when there was none in time. */
	status: number | null;
	done: boolean;
}

export interface DeliveryRules {
	/** How long a job waits in the queue, milliseconds: different times mix the order up. */
	delayMs: (delivery: Delivery) => number;
	/** How often it is posted; 1 unless told. A proxy between Chatwoot and the receiver can double what it carries. */
	copies: (delivery: Delivery) => number;
	/** Chatwoot waits that long for an answer. */
	timeoutMs: number;
	/** Between the attempts for a bot. */
	botRetryMs: number;
	/** Servers before 4.12 sign nothing. */
	signs: boolean;
}

/** One thing that happened, and what its payload will be when a job runs. */
export interface Happening {
	event: string;
	/** Read when the job runs, so it may be newer than the event. */
	payload: () => Values;
	/** The inbox whose callback and bot hear of it; none for contacts. */
	inboxId?: number;
	/** A bot that the conversation is assigned to. */
	botId?: number | null;
	onInboxFailure?: (reason: string) => void;
	onBotFailure?: () => void;
}

const NOT_FOR_BOTS = new Set([
	'conversation_created',
	'conversation_typing_on',
	'conversation_typing_off',
	'contact_created',
	'contact_updated',
]);
const ONLY_FOR_BOTS = new Set(['conversation_opened', 'conversation_resolved']);
const BOT_ATTEMPTS = 3;

/** Chatwoot's background jobs: one attempt for webhooks and API inboxes, three for bots, no order. */
export function deliverer(state: State, rules: DeliveryRules) {
	const deliveries: Delivery[] = [];
	const running = new Set<Promise<void>>();
	const stopping = new AbortController();
	// Every waiting job listens to it.
	setMaxListeners(0, stopping.signal);

	const start = (to: ReceiverKind, url: string, secret: string, { event, payload }: Happening, onFailure?: (reason: string) => void) => {
		const delivery: Delivery = { event, to, url, payload: {}, deliveryId: randomUUID(), attempts: 0, status: null, done: false };
		deliveries.push(delivery);
		// What a bot is told is fixed at once; the others are built when the job runs.
		const early = to === 'bot' ? payload() : undefined;
		const job = run(delivery, secret, early ? () => early : payload, onFailure).catch(() => undefined);
		running.add(job);
		void job.finally(() => running.delete(job));
	};

	const run = async (delivery: Delivery, secret: string, payload: () => Values, onFailure?: (reason: string) => void) => {
		await sleep(rules.delayMs(delivery), undefined, { signal: stopping.signal });
		delivery.payload = { ...payload(), event: delivery.event };
		for (let copy = 0; copy < rules.copies(delivery); copy++) await post(delivery, secret);
		const ok = delivery.status !== null && delivery.status >= 200 && delivery.status < 300;
		delivery.done = true;
		if (!ok) onFailure?.(delivery.status === null ? 'Timed out' : String(delivery.status));
	};

	const post = async (delivery: Delivery, secret: string) => {
		const body = JSON.stringify(delivery.payload);
		const most = delivery.to === 'bot' ? BOT_ATTEMPTS : 1;
		for (let attempt = 1; attempt <= most; attempt++) {
			delivery.attempts++;
			delivery.status = await postOnce(delivery, body, secret);
			if (delivery.status !== 429 && delivery.status !== 500) return;
			if (attempt < most) await sleep(rules.botRetryMs, undefined, { signal: stopping.signal });
		}
	};

	const postOnce = async ({ url, deliveryId }: Delivery, body: string, secret: string): Promise<number | null> => {
		const timestamp = String(Math.floor(state.now() / 1000));
		const signature = `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
		const headers = {
			'content-type': 'application/json',
			accept: 'application/json',
			...(rules.signs && {
				'x-chatwoot-delivery': deliveryId,
				'x-chatwoot-timestamp': timestamp,
				'x-chatwoot-signature': signature,
			}),
		};
		const signal = AbortSignal.any([AbortSignal.timeout(rules.timeoutMs), stopping.signal]);
		return await fetch(url, { method: 'POST', headers, body, signal }).then(
			({ status }) => status,
			() => null,
		);
	};

	return {
		deliveries,
		emit(happening: Happening) {
			const { event, inboxId, botId } = happening;
			const inbox = state.inboxes.find(({ id }) => id === inboxId);
			if (!ONLY_FOR_BOTS.has(event)) {
				for (const webhook of state.webhooks.filter(({ subscriptions }) => subscriptions.includes(event)))
					start('account', webhook.url, webhook.secret, happening);
				if (inbox?.channel_type === 'Channel::Api' && inbox.webhook_url)
					start('inbox', inbox.webhook_url, inbox.secret, happening, happening.onInboxFailure);
			}
			const bots = state.bots.filter(({ id, outgoing_url: url }) => url && (id === inbox?.agentBotId || id === botId));
			if (!NOT_FOR_BOTS.has(event)) for (const bot of bots) start('bot', bot.outgoing_url, bot.secret, happening, happening.onBotFailure);
		},
		/** Waits until every job ran, those that jobs started too. */
		settled: async () => {
			while (running.size > 0) await Promise.all(running);
		},
		stop: async () => {
			stopping.abort();
			await Promise.all(running);
		},
	};
}
export type Deliverer = ReturnType<typeof deliverer>;
