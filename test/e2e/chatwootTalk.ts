import { setTimeout as sleep } from 'node:timers/promises';

import type { Sandbox } from '../sandbox/sandbox';
import { receivedText } from '../sandbox/zapiPayloads';
import { deliverUntilTaken } from './crowd';
import { eventually, rows } from './sandboxForTests';

/** One conversation: who takes part besides the customer and the agent, and what was said. */
export interface Talk {
	phone: string;
	kind: 'agentOnly' | 'person' | 'longer' | 'givenBack' | 'phone';
	/** What Chatwoot has to show: the customer's words, and those that somebody typed on the business phone. */
	said: string[];
	/** What people wrote in Chatwoot for the customer. */
	replies: string[];
	/** Why it did not come to its end. */
	brokenOff?: string;
}

const KINDS: Array<Talk['kind']> = [
	'agentOnly',
	'person',
	'givenBack',
	'agentOnly',
	'person',
	'longer',
	'agentOnly',
	'person',
	'phone',
	'agentOnly',
];
const WITHIN_MS = 240_000;
/** Two agents of the stand-in. */
const RAFAEL = 3;
const BEATRIZ = 4;
/** By it everything is known that a person wrote in Chatwoot. */
const MARK = '[equipe]';

export const isWritten = (text: string): boolean => /\[equipe\]|^!?(retomar|status)/i.test(text);

/** A conversation that has not begun. */
export const person = (index: number): Talk => ({
	phone: `55119${80_000_000 + index}`,
	kind: KINDS[index % KINDS.length],
	said: [],
	replies: [],
});

/** All of them talk, so many at the same time; each goes on whatever is down at that moment. */
export async function allTalk(
	sandbox: Sandbox,
	talks: Talk[],
	{ atOnce, onWritten }: { atOnce: number; onWritten: () => void },
): Promise<Talk[]> {
	const queue = [...talks];
	const seat = async () => {
		for (let talk = queue.shift(); talk; talk = queue.shift()) {
			await KIND[talk.kind](sandbox, talk).catch(async (error: Error) => {
				talk.brokenOff = `${error.message}; ${await stateOf(sandbox, talk)}`;
			});
			onWritten();
		}
	};
	await Promise.all(Array.from({ length: atOnce }, seat));
	return talks;
}

/** What the database has of a conversation, for the report of a failure. */
const stateOf = async (sandbox: Sandbox, { phone }: Talk): Promise<string> => {
	const [session, turns, inbox, outbox] = await Promise.all([
		rows(sandbox, 'select mode, human_attendant, mode_since from sessions where phone = $1', [phone]),
		rows(sandbox, 'select status, created_at, finished_at from turns where phone = $1 order by created_at', [phone]),
		rows(sandbox, 'select text, speaker, status, sent_at from inbox where phone = $1 order by id', [phone]),
		rows(sandbox, 'select kind, status, began_at, error from outbox where phone = $1 order by id', [phone]),
	]);
	return JSON.stringify({ session, turns, inbox, outbox });
};

const KIND: Record<Talk['kind'], (sandbox: Sandbox, talk: Talk) => Promise<void>> = {
	agentOnly: async (sandbox, talk) => {
		await customer(sandbox, talk, 'Oi');
		await answered(sandbox, talk, 1);
	},
	person: async (sandbox, talk) => {
		await customer(sandbox, talk, 'Oi, quero um orçamento');
		await answered(sandbox, talk, 1);
		await writes(sandbox, talk, RAFAEL, 'continuar com o pedido, pode ser?');
		await note(sandbox, talk, `${MARK} cliente antigo`);
	},
	longer: async (sandbox, talk) => {
		await customer(sandbox, talk, 'Oi, quero falar da entrega');
		await answered(sandbox, talk, 1);
		await writes(sandbox, talk, RAFAEL, 'Oi, aqui é o Rafael');
		await writes(sandbox, talk, RAFAEL, 'Chega amanhã');
		await heard(sandbox, talk, 2);
		await delivered(sandbox, talk);
		await customer(sandbox, talk, 'Que bom');
	},
	givenBack: async (sandbox, talk) => {
		await customer(sandbox, talk, 'Oi, tem alguém aí?');
		await answered(sandbox, talk, 1);
		await writes(sandbox, talk, RAFAEL, 'Tem sim!');
		await note(sandbox, talk, 'retomar');
		await heard(sandbox, talk, 2);
		await delivered(sandbox, talk);
		await customer(sandbox, talk, 'Qual o horário?');
		await answered(sandbox, talk, 2);
	},
	phone: async (sandbox, talk) => {
		await customer(sandbox, talk, 'Bom dia');
		await answered(sandbox, talk, 1);
		const typed = `Bom dia, falo do balcão (${talk.phone})`;
		await deliverUntilTaken(sandbox, receivedText({ phone: talk.phone, text: typed, fromMe: true, fromApi: false }), WITHIN_MS);
		talk.said.push(typed);
		await writes(sandbox, talk, BEATRIZ, 'Sigo por aqui');
	},
};

async function customer(sandbox: Sandbox, { phone, said }: Talk, words: string): Promise<void> {
	const text = `${words} (${phone}-${said.length})`;
	await deliverUntilTaken(sandbox, receivedText({ phone, text }), WITHIN_MS);
	said.push(text);
}

/** Waits until the agent has answered so often. */
const answered = async ({ zapi }: Sandbox, { phone, replies }: Talk, times: number): Promise<unknown> =>
	await eventually(
		() => zapi.sent.filter(({ body }) => body.phone === phone && !replies.includes(String(body.message))).length,
		(count) => count >= times,
		WITHIN_MS,
	);

/** Waits until the customer can read what people wrote. */
const delivered = async ({ zapi }: Sandbox, { phone, replies }: Talk): Promise<unknown> =>
	await eventually(
		() => replies.filter((reply) => !zapi.sent.some(({ body }) => body.phone === phone && body.message === reply)),
		(missing) => missing.length === 0,
		WITHIN_MS,
	);

/** An agent writes in Chatwoot, once the conversation is to be seen there. */
async function inChatwoot({ chatwoot }: Sandbox, { phone }: Talk, agent: number, content: string, isNote: boolean): Promise<void> {
	const { id } = await eventually(
		() => chatwoot.state.conversations.find(({ contactInbox }) => contactInbox.source_id === phone) as { id: number },
		(found) => found !== undefined,
		WITHIN_MS,
	);
	chatwoot.writes(agent, id, { content, private: isNote });
	await sleep(300);
}

async function writes(sandbox: Sandbox, talk: Talk, agent: number, words: string): Promise<void> {
	const text = `${words} ${MARK} (${talk.phone}-${talk.replies.length})`;
	talk.replies.push(text);
	await inChatwoot(sandbox, talk, agent, text, false);
}

const note = async (sandbox: Sandbox, talk: Talk, text: string): Promise<void> => await inChatwoot(sandbox, talk, RAFAEL, text, true);

/** Waits until so many messages of people were handled, however their events came. */
const heard = async (sandbox: Sandbox, { phone }: Talk, count: number): Promise<unknown> =>
	await eventually(
		async () => (await rows(sandbox, 'select key from chatwoot_events where phone = $1 and number is not null', [phone])).length,
		(handled) => handled >= count,
		WITHIN_MS,
	);
