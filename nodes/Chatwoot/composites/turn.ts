import type { IDataObject } from 'n8n-workflow';

import type { Outcome } from '../../shared/kit/items';
import type { Call } from '../../shared/kit/operation';
import { recordOf } from '../envelopes';
import { keyOfText, marked, markOf } from '../marks';
import { findMessage } from './messages';
import { mergeLabels } from './labels';

type Send = Call['send'];

interface Wanted {
	conversation: number;
	status?: string;
	team?: number;
	agent?: number;
	agentBot?: number;
	priority?: string | null;
	addLabels?: string[];
	removeLabels?: string[];
	note?: string;
	noteKey?: string;
}

const people = ({ meta }: IDataObject) => {
	const { assignee, assignee_type: type, team } = (meta ?? {}) as { assignee?: IDataObject; assignee_type?: string; team?: IDataObject };
	return {
		agent: type === 'AgentBot' ? 0 : Number(assignee?.id ?? 0),
		bot: type === 'AgentBot' ? Number(assignee?.id) : 0,
		team: Number(team?.id ?? 0),
	};
};

/**
 * Gives a conversation to people: the summary first, so that it is there when they are told. What is already so is not sent again.
 */
export async function handOff({ values, send }: Call): Promise<Outcome> {
	const wanted = values as unknown as Wanted;
	const { path, now } = await read(send, wanted);
	const changed: string[] = [];
	const noteId = wanted.note ? await noteOnce(send, wanted, wanted.note, changed) : undefined;
	await setStatus(send, path, now, wanted.status, changed);
	await assign(send, path, now, wanted, changed);
	// Opening with the token of an agent gives the conversation to that agent, which nobody asked for.
	if (changed.includes('status') && wanted.agent === undefined) await giveBackAgent(send, path, people(now).agent);
	if (wanted.priority !== undefined && wanted.priority !== (now.priority ?? null)) {
		await send({ method: 'POST', path: `${path}/toggle_priority`, body: { priority: wanted.priority }, repeatable: true });
		changed.push('priority');
	}
	await relabel(send, path, now, wanted, changed);
	return outcome(wanted, now, changed, noteId);
}

/** Gives a conversation back to the bot. The note tells of it only when something changed. */
export async function returnToBot({ values, send }: Call): Promise<Outcome> {
	const wanted = values as unknown as Wanted;
	const { path, now } = await read(send, wanted);
	const changed: string[] = [];
	await assign(send, path, now, wanted, changed);
	await relabel(send, path, now, wanted, changed);
	await setStatus(send, path, now, wanted.status, changed);
	const noteId =
		wanted.note && changed.length > 0 ? await writeNote(send, wanted.conversation, wanted.note, keyOfText(wanted.note)) : undefined;
	return outcome(wanted, now, changed, noteId);
}

async function read(send: Send, { conversation }: Wanted): Promise<{ path: string; now: IDataObject }> {
	const path = `/conversations/${conversation}`;
	return { path, now: recordOf(await send({ method: 'GET', path, repeatable: true })) };
}

async function setStatus(send: Send, path: string, now: IDataObject, status: string | undefined, changed: string[]): Promise<void> {
	if (status === undefined || status === 'keep' || status === now.status) return;
	await send({ method: 'POST', path: `${path}/toggle_status`, body: { status }, repeatable: true });
	changed.push('status');
}

/** The team first: a team may assign one of its agents by itself, and the agent who was asked for wins. */
async function assign(send: Send, path: string, now: IDataObject, { team, agent, agentBot }: Wanted, changed: string[]): Promise<void> {
	const current = people(now);
	const act = async (what: string, body: IDataObject) => {
		await send({ method: 'POST', path: `${path}/assignments`, body, repeatable: true });
		changed.push(what);
	};
	const isNewTeam = team !== undefined && team !== current.team;
	if (isNewTeam) await act('team', { team_id: team });
	if (agent !== undefined && (agent !== current.agent || (isNewTeam && agent !== 0))) await act('agent', { assignee_id: agent });
	if (agentBot !== undefined && agentBot !== current.bot) await act('agentBot', { assignee_id: agentBot, assignee_type: 'AgentBot' });
}

async function giveBackAgent(send: Send, path: string, before: number): Promise<void> {
	const { agent } = people(recordOf(await send({ method: 'GET', path, repeatable: true })));
	if (agent !== before) await send({ method: 'POST', path: `${path}/assignments`, body: { assignee_id: before }, repeatable: true });
}

async function relabel(
	send: Send,
	path: string,
	now: IDataObject,
	{ addLabels = [], removeLabels = [] }: Wanted,
	changed: string[],
): Promise<void> {
	const result = await mergeLabels(send, path, addLabels, removeLabels, (now.labels ?? []) as string[]);
	if (result.changed) changed.push('labels');
}

/** Writes a private note unless one with its key is there. */
export async function noteOnce(
	send: Send,
	{ conversation, noteKey }: Pick<Wanted, 'conversation' | 'noteKey'>,
	text: string,
	changed: string[],
): Promise<unknown> {
	const key = `note:${noteKey ?? keyOfText(text)}`;
	const existing = await findMessage(send, conversation, ({ content_attributes: attributes }) => markOf(attributes) === key);
	if (existing) return existing.id;
	changed.push('note');
	return await writeNote(send, conversation, text, key);
}

async function writeNote(send: Send, conversation: number, content: string, key: string): Promise<unknown> {
	const body = { content, private: true, message_type: 'outgoing', content_attributes: marked(key) };
	return recordOf(await send({ method: 'POST', path: `/conversations/${conversation}/messages`, body, repeatable: false })).id;
}

const outcome = ({ conversation, status }: Wanted, now: IDataObject, changed: string[], noteId: unknown): Outcome => ({
	json: {
		conversationId: conversation,
		status: changed.includes('status') ? status : now.status,
		changed,
		...(noteId !== undefined && { noteId: noteId as number }),
	},
});
