import { randomUUID } from 'node:crypto';

import { anyhow, isTaken } from '../sandbox/graphTold';
import { messageFrom } from '../sandbox/graphWebhooks';
import type { Adjust } from '../sandbox/publish';
import type { Sandbox, SandboxOptions } from '../sandbox/sandbox';
import { receivedText } from '../sandbox/zapiPayloads';
import { hurried } from './chaos';
import type { Delivers } from './crowd';

/** The provider that customers write over while n8n is killed: how it behaves, what it saw, and what can be found out afterwards. */
export interface Line {
	providers: SandboxOptions['providers'];
	adjust: Adjust;
	/** From now on it is as slow, and as wrong, as it is on a bad day. */
	begin: (sandbox: Sandbox, random: () => number) => void;
	delivers: Delivers;
	/** Where it delivers: the URL that the trigger registered. */
	deliversTo: (sandbox: Sandbox) => string;
	/** Every text that it took, in order. */
	sent: (sandbox: Sandbox) => Array<{ phone: string; text: string; at: number }>;
	violations: (sandbox: Sandbox) => string[];
	/** Texts of replies of which nobody can ever know whether they were sent, so that the team was told. */
	leftToTheTeam: string;
	/** What it took is known in the end, without a guess and without a person. */
	settlesAll: boolean;
}

const TOLD = `
	select o.payload ->> 'text' as text from outbox o join outbox told on told.idempotency_key = 'uncertain:' || o.id and told.kind = 'notice'
	where o.status = 'uncertain'`;

export const zApiLine: Line = {
	providers: ['zapi'],
	adjust: hurried,
	begin: ({ zapi }) => zapi.faults.push({ kind: 'delay', ms: 250, times: Infinity, match: (path) => path === '/send-text' }),
	delivers: ({ zapi }, { phone, text }) => {
		const callback = receivedText({ phone, text });
		return { messageId: String(callback.messageId), deliver: async () => await zapi.deliver(callback) };
	},
	deliversTo: ({ zapi }) => zapi.callbackUrls.receivedCallbackUrl,
	sent: ({ zapi }) => zapi.sent.map(({ body, at }) => ({ phone: String(body.phone), text: String(body.message), at })),
	violations: ({ zapi }) => zapi.violations,
	// Cut off, and somebody wrote at that time (the clocks may be two seconds apart) or later, before it could be found out: the customer, or we ourselves, where the reply
	// before went out just then. What Z-API has of the chat tells nothing any more.
	leftToTheTeam: `${TOLD}
		and (exists (select from inbox i where i.phone = o.phone and i.speaker = 'customer' and i.sent_at >= o.began_at - interval '2 seconds')
			or exists (select from conversations c where c.lead_phone = o.phone and c.role = 'assistant' and c.status = 'sent' and c.outbox_id <> o.id
				and c.sent_at >= o.began_at - interval '2 seconds'))`,
	settlesAll: false,
};

/** How late a status may be: later than the next messages, sooner than the team is told of what nobody knows. */
const LATEST_STATUS_MS = 25_000;
/** Of all sends: the message goes out, and the answer says that it did not. */
const BROKEN = 0.1;

export const cloudLine: Line = {
	providers: ['whatsapp_cloud'],
	adjust: hurried,
	begin: ({ graph }, random) => {
		const isSend = (path: string) => path.endsWith('/messages');
		graph.tells(anyhow(random, LATEST_STATUS_MS));
		graph.faults.push({ kind: 'statusAfter', status: 500, times: Infinity, match: (path) => isSend(path) && random() < BROKEN });
		graph.faults.push({ kind: 'delay', ms: 250, times: Infinity, match: isSend });
	},
	delivers: ({ graph }, { phone, text }) => {
		const id = `wamid.${randomUUID()}`;
		const delivery = messageFrom({ phone }, { id, text: { body: text } });
		return {
			messageId: id,
			deliver: async () => {
				const answer = await graph.deliver(delivery);
				return { status: isTaken(answer) ? answer.status : 503, body: answer.body };
			},
		};
	},
	deliversTo: ({ graph }) => graph.state.numberOverride ?? '',
	sent: ({ graph }) =>
		graph.sent.map(({ waId, body, at }) => ({
			phone: waId ?? '',
			text: String((body.text as { body?: string } | undefined)?.body ?? ''),
			at,
		})),
	violations: ({ graph }) => graph.violations,
	// Cut off before it left this machine: no status will ever come.
	leftToTheTeam: TOLD,
	settlesAll: true,
};

/** @throws {RangeError} for a provider that nobody plays */
export function lineOf(name: string): Line {
	const found = ({ zapi: zApiLine, cloud: cloudLine } as Record<string, Line | undefined>)[name];
	if (!found) throw new RangeError(`CHAOS_PROVIDER is "${name}": zapi or cloud`);
	return found;
}
