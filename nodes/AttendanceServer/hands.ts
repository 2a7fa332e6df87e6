import { change } from '../Conversation/change';
import { order } from '../Conversation/command';
import type { Found } from '../Conversation/place';
import type { IDataObject } from 'n8n-workflow';
import { integerOf } from '../shared/core/json/readers';
import type { Order } from '../shared/core/session/event';
import { askRating, closeAttendance, nextInQueue, type Attendance } from '../shared/store/attendances';
import { readUser } from '../shared/store/attendanceUsers';
import { Denied, forbidden, invalid, notFound, ok, type Answer } from './answers';
import {
	attendanceAt,
	attendanceOf,
	demandOwner,
	isAtLeast,
	isOver,
	ordererOf,
	sessionOf,
	textOf,
	wordOf,
	type Call,
	type KnownCall,
} from './call';

const RESOLUTIONS = ['resolved', 'unresolved', 'abandoned'] as const;
const LONGEST_NOTE = 4000;

/** What the workflow is told of a change. */
export const changed = (event: string, one: Attendance, me: { attendant: string }, more: IDataObject = {}): IDataObject => ({
	event,
	conversation_id: one.id,
	channel: one.channel,
	phone: one.phone,
	attendant: me.attendant,
	...more,
});

const over = (): Denied => invalid(null, 'Esta conversa já foi encerrada.');

/** Carries an order out by the rules of the session. @throws {Denied} 403 for what they do not allow */
async function ordered(call: KnownCall, at: Found, event: Order): Promise<void> {
	const { result } = await order(call.store, at.at, event, ordererOf(call.me), at.circumstances);
	if (!result.success) throw forbidden(result.message, result.error ?? 'FORBIDDEN');
}

/** `POST /conversations/{id}/transfer`: from one person to the other at once. */
export async function transfer(call: KnownCall): Promise<Answer> {
	const { store, me, body } = call;
	const one = await attendanceAt(call);
	demandOwner(one, me);
	const number = integerOf(textOf(body, 'to_agent_id'), { min: 1 });
	if (number === null) throw invalid('to_agent_id', '"to_agent_id" precisa ser o número de um atendente.');
	const to = await readUser(store, number);
	if (to === null || !to.is_active || to.role === 'user') throw invalid('to_agent_id', 'Não há atendente ativo com este número.');
	if (isOver(one)) throw over();
	const note = textOf(body, 'reason', LONGEST_NOTE);
	await ordered(call, await sessionOf(call, one), {
		type: 'transfer',
		attendant: me.attendant,
		force: isAtLeast(me.role, 'supervisor'),
		to: to.attendant,
		note,
	});
	return ok(
		{ message: `Conversa transferida para ${to.nome}`, from_agent_id: one.shown.assigned_to ?? null, to_agent_id: to.id },
		{
			event: changed('transfer', one, me, { to: to.attendant, reason: note }),
		},
	);
}

/** `POST /conversations/{id}/close`: with its resolution; the agent has the conversation again, and the customer is asked how it was. Again changes nothing. */
export async function close(call: KnownCall): Promise<Answer> {
	const { context, store, me, body } = call;
	const one = await attendanceAt(call);
	demandOwner(one, me);
	const resolution = wordOf(body, 'resolution', RESOLUTIONS);
	const notes = textOf(body, 'notes', LONGEST_NOTE);
	if (isOver(one)) return ok({ message: 'A conversa já estava encerrada', asked_rating: false });
	const words = (name: string) => String(context.getNodeParameter(name, '') ?? '').trim();
	const question = resolution === 'abandoned' ? '' : words('ratingQuestion');
	const isClosed = await closeAttendance(store, { id: one.id, owner: one.owner, by: me.attendant, resolution, notes });
	if (!isClosed) throw new Denied(403, 'CHANGED_HANDS', 'A conversa mudou de mãos neste momento: leia de novo.');
	await giveBack(call, one);
	const asked = question !== '' && (await askRating(store, one.id, question, words('ratingThanks')));
	return ok(
		{ message: 'Conversa encerrada', asked_rating: asked },
		{ event: changed('close', one, me, { resolution, asked_rating: asked }) },
	);
}

/** What it was closed out of goes back to the agent: a person's, or a call for one. What stopped the agent for good stays stopped. */
async function giveBack(call: KnownCall, one: Attendance): Promise<void> {
	const found = await sessionOf(call, one);
	const { mode, pause_reason } = found.at;
	if (!found.isStored || mode === 'agent' || (mode === 'paused' && pause_reason === 'system')) return;
	await change(call.store, found.at, { type: 'release', attendant: call.me.attendant, force: true }, found.circumstances);
}

/** `POST /conversations/{id}/take`: a takeover, as the page and the control API make it. */
export async function take(call: KnownCall): Promise<Answer> {
	const one = await attendanceAt(call);
	if (isOver(one)) throw over();
	const found = await sessionOf(call, one);
	await ordered(call, found, { type: 'takeOver', attendant: call.me.attendant, force: false });
	return await taken(call, one);
}

const taken = async (call: KnownCall, one: Attendance): Promise<Answer> =>
	ok((await attendanceOf(call.store, one.id)).shown, { event: changed('takeover', one, call.me) });

/** Who is faster takes one; after so many lost races something else is wrong. */
const MOST_RACES = 20;

/** `POST /conversations/queue/next`: whoever has waited longest among the most urgent. Of two who take at once each gets another one. */
export async function takeNext(call: KnownCall): Promise<Answer> {
	const lost: string[] = [];
	while (lost.length < MOST_RACES) {
		const id = await nextInQueue(call.store, lost);
		if (id === null) break;
		const one = await attendanceOf(call.store, id);
		if (one.status === 'queue' && (await takesFirst(call, one))) return await taken(call, one);
		lost.push(id);
	}
	throw notFound('Não há ninguém na fila');
}

/** Takes it if nobody has it: whoever was faster keeps it, whatever the house says of taking from one another. */
async function takesFirst(call: Call & Pick<KnownCall, 'me'>, one: Attendance): Promise<boolean> {
	const { at, circumstances } = await sessionOf(call, one);
	if (at.mode === 'human') return false;
	const { rules } = circumstances;
	const strict = { ...circumstances, emptyBuffer: true, rules: { ...rules, session: { ...rules.session, conflict: 'reject' as const } } };
	const { transition, at: after } = await change(call.store, at, { type: 'takeOver', attendant: call.me.attendant, force: false }, strict);
	return transition.refusal === null && after.human_attendant === call.me.attendant;
}
