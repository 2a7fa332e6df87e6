import { isAtLeast, isForced, type BuiltIn, type CustomCommand, type OperatorText, type Role } from '../shared/core/commands';
import { clock, helpText, OPERATOR_TEXTS, statusText } from '../shared/core/handoffTexts';
import type { CommandResult } from '../shared/core/session/decision';
import type { Reason, SessionEvent } from '../shared/core/session/event';
import type { Refusal } from '../shared/core/session/outcome';
import { secondsBetween } from '../shared/core/session/state';
import { switchAgent, writeHistory } from '../shared/store/session';
import type { Store } from '../shared/store/store';
import { change, type At, type Changed, type Circumstances } from './change';
import { setMetadata } from './metadata';

/** Who gives an order, verified by the caller. */
export interface Orderer {
	id: string | null;
	role: Role;
}

export interface Obeyed {
	result: CommandResult;
	reason: Reason;
	at: At;
}

type Known = Extract<OperatorText, { kind: 'builtIn' | 'custom' }>;
type Order = Extract<SessionEvent, { type: 'takeOver' | 'release' | 'pause' | 'transfer' }>;

/** Carries out an attendant's order about a conversation; a refusal is a result, not an error (handoff spec A8). */
export async function order(store: Store, at: At, event: Order, who: Orderer, circumstances: Circumstances): Promise<Obeyed> {
	if (event.force && !isAtLeast(who.role, 'supervisor')) return notAllowed(at, 'FORCE_NOT_ALLOWED');
	const changed = await change(store, at, event, { ...circumstances, emptyBuffer: true });
	const { refusal, reason } = changed.transition;
	return refusal === null
		? { result: success(words(event, changed), changed), reason, at: changed.at }
		: { result: failure(refusal, changed.at, circumstances.rules.timeZone), reason, at: changed.at };
}

/** Obeys what an attendant typed; the answer is for the attendant alone, never for the customer. */
export async function obey(
	store: Store,
	at: At,
	said: Known | Extract<OperatorText, { kind: 'unknown' }>,
	who: Orderer,
	circumstances: Circumstances,
): Promise<Obeyed> {
	if (said.kind === 'unknown')
		return { result: result(at, false, OPERATOR_TEXTS.unknown(said.word), { error: 'UNKNOWN_COMMAND' }), reason: 'command_unknown', at };
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
	const isForbidden = FORBIDDEN.includes(result.error ?? '');
	if (kind !== 'custom' && !isForbidden) return;
	const type = isForbidden ? 'command_rejected' : 'command';
	const reason = isForbidden ? `${word}: ${result.error}` : word;
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
			return told(at, statusText(statusFacts(at, rules.session, now), now), { session: { ...at } });
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

/** Supervisors give back and pause what others own, without saying "force" (T22). */
const mayForce = ({ role }: Orderer): boolean => isAtLeast(role, 'supervisor');

async function obeyCustom(store: Store, at: At, command: CustomCommand, who: Orderer, circumstances: Circumstances): Promise<Obeyed> {
	if (!isAtLeast(who.role, command.requiresRole)) return notAllowed(at, 'ROLE_REQUIRED');
	switch (command.effect) {
		case 'reply':
			return told(at, command.value);
		case 'emit':
			return told(at, OPERATOR_TEXTS.noted);
		case 'setMetadata': {
			const [key, ...value] = command.value.split('=');
			const after = await setMetadata(store, at, { [key.trim()]: value.join('=').trim() }, 'merge', circumstances, who.id);
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

function words(event: Order, { before, transition: { session } }: Changed): string {
	switch (event.type) {
		case 'takeOver':
			return OPERATOR_TEXTS.takenOver(session.humanAttendant ?? '');
		case 'transfer':
			return OPERATOR_TEXTS.transferred(event.to);
		case 'pause':
			return before.mode === 'paused' ? OPERATOR_TEXTS.alreadyPaused : OPERATOR_TEXTS.paused;
		case 'release':
			if (before.mode === 'agent') return OPERATOR_TEXTS.alreadyActive;
			return before.mode === 'paused' ? OPERATOR_TEXTS.resumed : OPERATOR_TEXTS.released;
	}
}

const result = (at: At, success: boolean, message: string, more: Partial<CommandResult> = {}): CommandResult => ({
	success,
	message,
	current_mode: at.mode as CommandResult['current_mode'],
	data: {},
	...more,
});

const success = (message: string, { before, at }: Changed): CommandResult =>
	result(at, true, message, { previous_mode: before.mode, data: { session: { ...at } } });

const told = (at: At, message: string, data: Record<string, unknown> = {}): Obeyed => ({
	result: result(at, true, message, { data }),
	reason: 'command_processed',
	at,
});

/** What the role of an attendant does not allow. */
const FORBIDDEN: readonly string[] = ['FORCE_NOT_ALLOWED', 'ROLE_REQUIRED'];

const notAllowed = (at: At, error: 'FORCE_NOT_ALLOWED' | 'ROLE_REQUIRED'): Obeyed => ({
	result: result(at, false, OPERATOR_TEXTS.notAllowed, { error }),
	reason: 'command_rejected',
	at,
});

function failure({ code, owner, since }: Refusal, at: At, timeZone: string): CommandResult {
	const messages: Record<Refusal['code'], string> = {
		OWNED_BY_OTHER: OPERATOR_TEXTS.ownedByOther(owner ?? '', since ? clock(since, timeZone) : ''),
		NOT_OWNER: OPERATOR_TEXTS.notOwner(owner),
		ATTENDANT_REQUIRED: OPERATOR_TEXTS.attendantRequired,
	};
	return result(at, false, messages[code], { error: code, data: { owner, since } });
}

/** The facts of the panel: what the rules make of the clocks. */
function statusFacts(at: At, rules: Circumstances['rules']['session'], now: string) {
	const limit = rules.autoResumeSecondsOf[at.human_attendant ?? ''] ?? rules.autoResumeSeconds;
	const idleSince = at.last_human_activity ?? at.human_since ?? now;
	const resumes = at.mode === 'human' && rules.resumeBy === 'idleness' && limit > 0;
	return {
		phone: at.phone,
		mode: at.mode as 'agent' | 'human' | 'paused',
		attendant: at.human_attendant,
		modeSince: at.mode_since,
		lastCustomerMessage: at.last_customer_message,
		lastAgentMessage: at.last_agent_message,
		lastHumanMessage: at.last_human_message,
		resumesInSeconds: resumes ? Math.max(0, limit - secondsBetween(idleSince, now)) : null,
		agentEnabled: rules.globallyEnabled,
	};
}
