import { isOrder, type OperatorText } from '../../shared/core/handoff/commands';
import { asInConsole, readConsoleText } from '../../shared/core/handoff/consoleCommands';
import { OPERATOR_TEXTS } from '../../shared/core/handoff/texts';
import type { Decision } from '../../shared/core/session/decision';
import type { ReplyPart } from '../../shared/store/chatwoot';
import type { Store } from '../../shared/store/store';
import type { At, Circumstances } from '../change';
import { order } from '../command';
import type { Orderer } from '../orderer';
import { decideOnOperator } from '../operations/decideMessage';
import { isOvertaken, writtenAt, type ConsoleEvent } from './event';
import { repliesOf } from './replies';

/** What becomes of one event. */
export interface Handled {
	reason: string;
	decision?: Decision;
	/** What goes to the customer. */
	replies: ReplyPart[];
	/** What the team reads, as a private note. */
	note?: string;
	/** Nothing happened that a repetition would have to be kept from. */
	isForgotten?: boolean;
}

interface Place {
	at: At;
	circumstances: Circumstances;
	/** Number of the newest message that was handled before. */
	newest: number | null;
	/** Who wrote it; asked for commands alone, as it takes a look into the database. */
	orderer: (isCommand: boolean) => Promise<Orderer>;
}

/**
 * A person's message: a command, or words for the customer, by which the conversation is theirs. One that was written before another which is known already
 * changes nothing any more (handoff spec T37), but what it says still reaches the customer; a private note never does.
 */
export async function personWrote(store: Store, event: ConsoleEvent, { at, circumstances, newest, orderer }: Place): Promise<Handled> {
	const written = writtenAt(event, circumstances.now);
	const said = readConsoleText(event.text, circumstances.rules.commands);
	const isCommand = said.kind !== 'plain' && said.kind !== 'prefix';
	if (event.isPrivate && !isCommand) return { reason: 'private_note', replies: [], isForgotten: true };
	const replies = isCommand ? [] : repliesOf(event, said);
	if (!isCommand && replies.length === 0) return { reason: 'empty', replies, isForgotten: true };
	if (isLate(event, at, newest, isCommand, written)) return { reason: 'late_human_message', replies };
	// What they wrote counts from when they wrote it, however late it is told: what they wrote next is not late for it.
	const decision = await decideOnOperator(store, at, said, written, await orderer(isCommand), { ...circumstances, now: written });
	return { reason: decision.reason, decision, replies, note: noteOf(decision, said, at, event) };
}

const isLate = ({ messageId }: ConsoleEvent, at: At, newest: number | null, isCommand: boolean, written: string): boolean =>
	(newest !== null && messageId !== null && messageId < newest) ||
	(isCommand && at.mode_since !== null && Date.parse(written) < Date.parse(at.mode_since));

/** The team is told of a change, of a refusal, and what it asked for; an order that changed nothing needs no words (SDR spec 5.2). */
function noteOf(
	{ command, session, session_mode }: Decision,
	said: OperatorText,
	at: At,
	{ authorName }: ConsoleEvent,
): string | undefined {
	const changed = session.mode_epoch !== at.mode_epoch;
	if (command === null)
		return changed && session_mode === 'human'
			? asInConsole(OPERATOR_TEXTS.takenOver(authorName ?? String(session.human_attendant ?? '')))
			: undefined;
	return isOrder(said) && command.success && !changed ? undefined : asInConsole(command.message);
}

/** A conversation that is done with in Chatwoot goes back to the agent, unless a person went on with it since; a pause that somebody wanted stays one. */
export async function givenBack(store: Store, event: ConsoleEvent, { at, circumstances, newest }: Place): Promise<Handled> {
	const lastSign = [at.last_human_message, at.last_human_activity, at.human_since].reduce(
		(last, sign) => (sign !== null && (last === null || Date.parse(sign) > Date.parse(last)) ? sign : last),
		null,
	);
	if (isOvertaken(event, lastSign, newest)) return { reason: 'late_event', replies: [] };
	const isPeoples = at.mode === 'human' || (at.mode === 'paused' && at.pause_reason === 'escalation');
	if (!isPeoples) return { reason: 'nothing_due', replies: [], isForgotten: true };
	const who: Orderer = { id: null, role: 'supervisor' };
	const { result, reason } = await order(store, at, { type: 'release', attendant: null, force: true }, who, circumstances);
	return { reason, replies: [], note: asInConsole(result.message) };
}
