import type { IDataObject } from 'n8n-workflow';

import { readOperatorText } from '../shared/core/handoff/commands';
import { noticeText } from '../shared/core/handoff/noticeTexts';
import type { CommandResult } from '../shared/core/session/decision';
import type { Order } from '../shared/core/session/event';
import type { Mode } from '../shared/core/session/state';
import { findAttendant } from '../shared/store/attendants';
import { change, type At } from '../Conversation/change';
import { obey, order, type Orderer } from '../Conversation/command';
import { setMetadata } from '../Conversation/metadata';
import { CHANNEL_REQUIRED, ofResult, ok, Refused, type Answer } from './answers';
import { conversation, textOf, type Call } from './call';
import type { Found } from '../Conversation/place';
import { shown, shownResult } from './shown';

const ORDERS: Record<string, (call: Call, attendant: string, force: boolean) => Order> = {
	takeover: (_, attendant, force) => ({ type: 'takeOver', attendant, force }),
	release: (_, attendant, force) => ({ type: 'release', attendant, force }),
	resume: (_, attendant, force) => ({ type: 'release', attendant, force }),
	pause: (_, attendant, force) => ({ type: 'pause', attendant, reason: 'manual', force }),
	transfer: ({ body }, attendant, force) => ({ type: 'transfer', attendant, force, to: textOf(body, 'to'), note: textOf(body, 'reason') }),
};

/** `POST /session/{phone}/takeover|release|pause|resume|transfer|touch`: carried out for the attendant whose key it is. */
export async function orders(call: Call): Promise<Answer> {
	const name = call.parameters.order;
	const { at, circumstances } = await toChange(call, call.parameters.phone);
	const who = orderer(call);
	if (name === 'touch') {
		const { transition, at: after } = await change(call.store, at, { type: 'touch', attendant: who.id ?? '' }, circumstances);
		if (transition.refusal) throw new Refused(403, 'NOT_OWNER', 'Esta conversa não é sua.');
		return ok({ success: true, message: '', current_mode: after.mode, data: { session: shown(after, circumstances, call.me) } });
	}
	if (!Object.hasOwn(ORDERS, name)) throw new Refused(404, 'NOT_FOUND', 'Este endereço não existe.');
	if (name === 'transfer') await demandAttendant(call);
	// A supervisor gives back, pauses and transfers what others own; a takeover has to be meant.
	const force = isForced(call) || (name !== 'takeover' && who.role !== 'attendant');
	const { result, at: after } = await order(call.store, at, ORDERS[name](call, who.id ?? '', force), who, circumstances);
	return ofResult(shownResult(result, after, circumstances, call.me), changeEvent(name, at, after, call, result));
}

/** `POST /control/command {phone, command}`. */
export async function command(call: Call): Promise<Answer> {
	const { at, circumstances } = await toChange(call, textOf(call.body, 'phone'));
	const typed = textOf(call.body, 'command');
	const said = readOperatorText(typed.startsWith('/') ? typed : `/${typed}`, circumstances.rules.commands);
	if (said.kind === 'plain' || said.kind === 'prefix') throw new Refused(400, 'UNKNOWN_COMMAND', `"${typed}" não é um comando.`);
	const { result, at: after } = await obey(call.store, at, said, orderer(call), circumstances);
	return ofResult(shownResult(result, after, circumstances, call.me), {
		...changeEvent('command', at, after, call, result),
		command: result.name,
		args: result.args,
	});
}

/** `PUT /session/{phone}/metadata`: merges, or replaces with `?mode=replace`. */
export async function metadata(call: Call): Promise<Answer> {
	const { at, circumstances } = await toChange(call, call.parameters.phone);
	const { channel, ...given } = call.body;
	const after = await setMetadata(
		call.store,
		at,
		given,
		textOf(call.query, 'mode') === 'replace' ? 'replace' : 'merge',
		circumstances,
		call.me.id,
	);
	return ok({ success: true, message: '', current_mode: after.mode, data: { session: shown(after, circumstances, call.me) } });
}

/**
 * The conversation that something is to happen in.
 * @throws {Refused} when nothing tells which number of ours it is on: an order on another one would keep nobody quiet
 */
async function toChange(call: Call, phone: string): Promise<Found> {
	const there = await conversation(call, phone);
	if (!there.isPlaced) throw new Refused(422, 'CHANNEL_REQUIRED', CHANNEL_REQUIRED);
	return there;
}

/**
 * Who gives the order is who holds the key. An integration with the role of an admin may act for an attendant that it names, in the query or in the body.
 */
function orderer(call: Call): Orderer {
	const { me, query, body } = call;
	const named = textOf(body, 'attendant_id') || textOf(query, 'attendant_id');
	if (named === '' || named === me.id) return me;
	if (me.role !== 'admin') throw new Refused(403, 'NOT_YOURSELF', 'Só um administrador age em nome de outra pessoa.');
	return { id: named, role: isForced(call) ? 'supervisor' : 'attendant' };
}

/** A conversation goes to somebody of the team; an integration with the role of an admin may know people that we do not. */
async function demandAttendant({ store, me, body }: Call): Promise<void> {
	const to = textOf(body, 'to');
	if (to === '' || me.role === 'admin' || (await findAttendant(store, { id: to }))) return;
	throw new Refused(400, 'UNKNOWN_ATTENDANT', `Não há atendente "${to}".`);
}

const isForced = ({ body, query }: Call): boolean =>
	body.force === true || ['true', '1'].includes(textOf(body, 'force') || textOf(query, 'force'));

/** What the workflow is started with; `text` tells the team in a line (handoff spec B3). */
function changeEvent(name: string, before: At, after: At, { me }: Call, { message }: CommandResult): IDataObject {
	const changed = before.mode !== after.mode || before.human_attendant !== after.human_attendant;
	const { human_attendant: owner } = after;
	const facts = {
		kind: 'mode_changed' as const,
		phone: after.phone,
		fromMode: before.mode as Mode,
		toMode: after.mode as Mode,
		attendant: owner === null || owner === me.id ? me.name : owner,
	};
	return {
		event: name,
		channel: after.channel,
		phone: after.phone,
		attendant: me.id,
		attendant_name: me.name,
		previous_mode: before.mode,
		current_mode: after.mode,
		changed,
		message,
		text: changed ? noticeText(facts) : message,
	};
}
