import { isAtLeast, isForced, type BuiltIn, type CustomCommand, type OperatorText } from '../shared/core/handoff/commands';
import { helpText, OPERATOR_TEXTS, statusText } from '../shared/core/handoff/texts';
import { NOBODY_KNOWN, shownName, type People } from '../shared/core/handoff/people';
import type { Order } from '../shared/core/session/event';
import { resumesInSeconds } from '../shared/core/session/time';
import { AUTO_DETECTED } from '../shared/core/session/state';
import { readPeople } from '../shared/store/attendants';
import { switchAgent, toSession, writeHistory, type StoredSession } from '../shared/store/session';
import type { Store } from '../shared/store/store';
import { change, type At, type Changed, type Circumstances } from './change';
import { isForbidden, notAllowed, notTheirs, ordered, told, unknown, type Obeyed } from './commandResult';
import { guardedBy, type GuardedBy } from './guard';
import { mayAnnotate, setMetadata } from './metadata';
import type { Orderer } from './orderer';

type Known = Extract<OperatorText, { kind: 'builtIn' | 'custom' }>;

/** Carries out an attendant's order about a conversation; a refusal is a result, not an error (handoff spec A8). */
export async function order(store: Store, at: At, event: Order, who: Orderer, circumstances: Circumstances): Promise<Obeyed> {
	const mayBeForced =
		isAtLeast(who.role, 'supervisor') || (who.mayRelease === true && (event.type === 'release' || event.type === 'pause'));
	if (event.force && !mayBeForced) return notAllowed(at, 'FORCE_NOT_ALLOWED');
	const changed = await change(store, at, event, { ...circumstances, emptyBuffer: true });
	return ordered(event, changed, circumstances.rules.timeZone, await namesIn(store, event, changed, circumstances));
}

/** Who is spoken of in the answer, by the name that is registered: looked up only where somebody is. */
async function namesIn(
	store: Store,
	event: Order,
	{ transition: { refusal, session } }: Changed,
	circumstances: Circumstances,
): Promise<People> {
	const id = refusal ? refusal.owner : event.type === 'transfer' ? event.to : event.type === 'takeOver' ? session.humanAttendant : null;
	return id === null || id === AUTO_DETECTED ? NOBODY_KNOWN : await known(store, circumstances);
}

const known = async (store: Store, { people }: Circumstances): Promise<People> => await (people ? people() : readPeople(store));

/** Obeys what an attendant typed; the answer is for the attendant alone, never for the customer. */
export async function obey(
	store: Store,
	at: At,
	said: Known | Extract<OperatorText, { kind: 'unknown' }>,
	who: Orderer,
	circumstances: Circumstances,
): Promise<Obeyed> {
	if (said.kind === 'unknown') return unknown(at, said.word);
	const obeyed =
		said.kind === 'custom'
			? await obeyCustom(store, at, said.command, who, circumstances)
			: await obeyBuiltIn(store, at, said.command, said.args, who, circumstances);
	await remember(store, said, who, obeyed, circumstances);
	return { ...obeyed, result: { ...obeyed.result, name: said.word, args: said.args } };
}

/** Into the history go a word of the operator's own and what a role does not allow; what the built-in ones change is there already (handoff spec A17). */
async function remember(
	store: Store,
	{ kind, word }: Known,
	{ id }: Orderer,
	{ result, at }: Obeyed,
	{ executionId }: Circumstances,
): Promise<void> {
	const forbidden = isForbidden(result);
	if (kind !== 'custom' && !forbidden) return;
	const type = forbidden ? 'command_rejected' : 'command';
	const reason = forbidden ? `${word}: ${result.error}` : word;
	await writeHistory(store, at, [{ type, actor_type: 'human', actor_id: id, reason, execution_id: executionId ?? null }]);
}

async function obeyBuiltIn(
	store: Store,
	at: At,
	command: BuiltIn,
	args: string,
	who: Orderer,
	circumstances: Circumstances,
): Promise<Obeyed> {
	const force = isForced(args) && command === 'takeOver';
	const { now, rules } = circumstances;
	switch (command) {
		case 'takeOver':
			return await order(store, at, { type: 'takeOver', attendant: who.id, force }, who, circumstances);
		case 'release':
			return await order(store, at, { type: 'release', attendant: who.id, force: mayForce(who) }, who, circumstances);
		case 'pause':
			return await order(store, at, { type: 'pause', attendant: who.id, reason: 'manual', force: mayForce(who) }, who, circumstances);
		case 'status':
			return told(at, statusText(await statusFacts(store, at, circumstances), now), { session: { ...at } });
		case 'help':
			return told(at, helpText(rules.commands.custom));
		case 'switchOn':
		case 'switchOff': {
			if (!isAtLeast(who.role, 'supervisor')) return notAllowed(at, 'ROLE_REQUIRED');
			const enabled = command === 'switchOn';
			return told(at, enabled ? OPERATOR_TEXTS.switchedOn : OPERATOR_TEXTS.switchedOff, await switchAgent(store, enabled, who.id));
		}
	}
}

/** Supervisors, and the phone of the house, give back and pause what others own, without saying "force" (T22). */
const mayForce = ({ role, mayRelease }: Orderer): boolean => mayRelease === true || isAtLeast(role, 'supervisor');

async function obeyCustom(store: Store, at: At, command: CustomCommand, who: Orderer, circumstances: Circumstances): Promise<Obeyed> {
	if (!isAtLeast(who.role, command.requiresRole)) return notAllowed(at, 'ROLE_REQUIRED');
	switch (command.effect) {
		case 'reply':
			return told(at, command.value);
		case 'emit':
			return told(at, OPERATOR_TEXTS.noted);
		case 'setMetadata': {
			if (!mayAnnotate(at, who)) return notTheirs(at, await known(store, circumstances));
			const [key, ...value] = command.value.split('=');
			const after = await setMetadata(store, at, { [key.trim()]: value.join('=').trim() }, 'merge', circumstances, who);
			return told(after, OPERATOR_TEXTS.metadataSet(key.trim()));
		}
		case 'setMode': {
			const events: Record<string, Order> = {
				agent: { type: 'release', attendant: who.id, force: mayForce(who) },
				human: { type: 'takeOver', attendant: who.id, force: false },
				paused: { type: 'pause', attendant: who.id, reason: 'manual', force: mayForce(who) },
			};
			return await order(store, at, events[command.value], who, circumstances);
		}
	}
}

/** The facts of the panel: what the rules make of the clocks. */
const statusFacts = async (store: Store, at: At, circumstances: Circumstances) => ({
	phone: at.phone,
	mode: toSession(at).mode,
	attendant: shownName(at.human_attendant, at.human_attendant === null ? NOBODY_KNOWN : await known(store, circumstances)),
	modeSince: at.mode_since,
	lastCustomerMessage: at.last_customer_message,
	lastAgentMessage: at.last_agent_message,
	lastHumanMessage: at.last_human_message,
	resumesInSeconds: resumesInSeconds(toSession(at), circumstances.now, circumstances.rules.session),
	agentEnabled: circumstances.rules.session.globallyEnabled,
	...(circumstances.guard && { guard: await shownGuard(store, circumstances.guard, circumstances) }),
});

async function shownGuard(store: Store, guard: StoredSession, circumstances: Circumstances): Promise<GuardedBy> {
	const by = guardedBy(guard);
	return { ...by, attendant: shownName(by.attendant, by.attendant === null ? NOBODY_KNOWN : await known(store, circumstances)) };
}
