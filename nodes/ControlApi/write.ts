import type { IDataObject } from 'n8n-workflow';

import { readOperatorText } from '../shared/core/handoff/commands';
import { flagOf } from '../shared/core/json/readers';
import { shownName } from '../shared/core/handoff/people';
import { noticeText } from '../shared/core/handoff/noticeTexts';
import type { CommandResult } from '../shared/core/session/decision';
import type { Order } from '../shared/core/session/event';
import type { Mode } from '../shared/core/session/state';
import { findAttendant } from '../shared/store/attendants';
import { change, type At, type Circumstances } from '../Conversation/change';
import { obey, order } from '../Conversation/command';
import type { Orderer } from '../Conversation/orderer';
import { setMetadata } from '../Conversation/metadata';
import { CHANNEL_REQUIRED, ofResult, ok, Refused, toldTeam, type Answer } from './answers';
import { conversation, messageOf, storable, textOf, type Call } from './call';
import { nameOf } from './names';
import type { Found } from '../Conversation/place';
import { shown, shownResult } from './shown';

const ORDERS: Record<string, (call: Call, attendant: string, force: boolean) => Order> = {
	takeover: (_, attendant, force) => ({ type: 'takeOver', attendant, force }),
	release: (_, attendant, force) => ({ type: 'release', attendant, force }),
	resume: (_, attendant, force) => ({ type: 'release', attendant, force }),
	pause: (_, attendant, force) => ({ type: 'pause', attendant, reason: 'manual', force }),
	transfer: ({ body }, attendant, force) => ({
		type: 'transfer',
		attendant,
		force,
		to: textOf(body, 'to'),
		note: messageOf(body, 'reason'),
	}),
};

/** `POST /session/{phone}/takeover|release|pause|resume|transfer|touch`: carried out for the attendant whose key it is. */
export async function orders(call: Call): Promise<Answer> {
	const name = call.parameters.order;
	const { at, circumstances } = await toChange(call, call.parameters.phone);
	const who = orderer(call);
	if (name === 'touch') {
		const { transition, at: after } = await change(call.store, at, { type: 'touch', attendant: who.id ?? '' }, circumstances);
		if (transition.refusal) throw new Refused(403, 'NOT_OWNER', 'Esta conversa não é sua.');
		return ok({ success: true, message: '', current_mode: after.mode, data: { session: await shown(call, after, circumstances) } });
	}
	if (!Object.hasOwn(ORDERS, name)) throw new Refused(404, 'NOT_FOUND', 'Este endereço não existe.');
	if (name === 'transfer') await demandAttendant(call);
	// A supervisor gives back, pauses and transfers what others own; a takeover has to be meant.
	const force = isForced(call) || (name !== 'takeover' && who.role !== 'attendant');
	const { result, at: after } = await order(call.store, at, ORDERS[name](call, who.id ?? '', force), who, circumstances);
	const told = await shownResult(call, result, after, circumstances);
	return ofResult(told, await changeEvent(name, at, after, call, told, circumstances));
}

/** `POST /control/command {phone, command}`. */
export async function command(call: Call): Promise<Answer> {
	const { at, circumstances } = await toChange(call, textOf(call.body, 'phone'));
	const typed = messageOf(call.body, 'command');
	const said = readOperatorText(typed.startsWith('/') ? typed : `/${typed}`, circumstances.rules.commands);
	if (said.kind === 'plain' || said.kind === 'prefix')
		throw new Refused(400, 'UNKNOWN_COMMAND', `"${typed.slice(0, 60)}" não é um comando.`);
	const { result, at: after } = await obey(call.store, at, said, orderer(call), circumstances);
	const told = await shownResult(call, result, after, circumstances);
	return ofResult(told, {
		...(await changeEvent('command', at, after, call, told, circumstances)),
		command: result.name,
		args: result.args,
	});
}

/** `PUT /session/{phone}/metadata`: merges, or replaces with `?mode=replace`; what another attends is the other's and the supervisors'. */
export async function metadata(call: Call): Promise<Answer> {
	const { at, circumstances } = await toChange(call, call.parameters.phone);
	const { channel, ...given } = call.body;
	const written = JSON.stringify(given);
	if (storable(written) !== written || UNSTORABLE_ESCAPE.test(written))
		throw new Refused(400, 'INVALID_INPUT', 'Há um caractere que o banco de dados não guarda.');
	const way = textOf(call.query, 'mode') === 'replace' ? 'replace' : 'merge';
	const after = await setMetadata(call.store, at, given, way, circumstances, call.me);
	return ok({ success: true, message: '', current_mode: after.mode, data: { session: await shown(call, after, circumstances) } });
}

/** As JSON writes the character zero and halves of characters. */
const UNSTORABLE_ESCAPE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/i;

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

const isForced = ({ body, query }: Call): boolean => flagOf(body.force) ?? flagOf(query.force) ?? false;

/** What the workflow is started with; `text` tells the team in a line (handoff spec B3). */
async function changeEvent(
	name: string,
	before: At,
	after: At,
	{ me }: Call,
	{ message }: CommandResult,
	circumstances: Circumstances,
): Promise<IDataObject> {
	const changed = before.mode !== after.mode || before.human_attendant !== after.human_attendant;
	const facts = {
		kind: 'mode_changed' as const,
		phone: after.phone,
		fromMode: before.mode as Mode,
		toMode: after.mode as Mode,
		attendant: (await nameOf(circumstances, after.human_attendant, me)) ?? shownName(after.human_attendant) ?? me.name,
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
		...toldTeam(changed ? noticeText(facts) : message),
	};
}
