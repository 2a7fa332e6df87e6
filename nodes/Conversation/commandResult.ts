import { NOBODY_KNOWN, shownName, type People } from '../shared/core/handoff/people';
import { clock, OPERATOR_TEXTS } from '../shared/core/handoff/texts';
import type { CommandResult } from '../shared/core/session/decision';
import type { Order, Reason } from '../shared/core/session/event';
import type { Refusal } from '../shared/core/session/outcome';
import { customerWaits, isCalledFor } from '../shared/core/session/state';
import type { At, Changed } from './change';

/** What came of a command: the answer to the attendant, and the conversation afterwards. */
export interface Obeyed {
	result: CommandResult;
	reason: Reason;
	at: At;
}

/** An order that was carried out, or refused by the state of the conversation. */
export function ordered(event: Order, changed: Changed, timeZone: string, people: People): Obeyed {
	const { before, at, transition } = changed;
	const done = { previous_mode: before.mode, data: { session: { ...at } } };
	return {
		result:
			transition.refusal === null
				? result(at, true, words(event, changed, people), done)
				: failure(transition.refusal, at, timeZone, people),
		reason: transition.reason,
		at,
	};
}

function words(event: Order, { before, transition: { session } }: Changed, people: People): string {
	switch (event.type) {
		case 'takeOver':
			return OPERATOR_TEXTS.takenOver(shownName(session.humanAttendant, people) ?? '');
		case 'transfer':
			return OPERATOR_TEXTS.transferred(shownName(event.to, people) ?? '');
		case 'pause':
			return before.mode === 'paused' ? OPERATOR_TEXTS.alreadyPaused : OPERATOR_TEXTS.paused;
		case 'release':
			if (before.mode === 'agent') return isCalledFor(before) ? OPERATOR_TEXTS.callOver : OPERATOR_TEXTS.alreadyActive;
			return [before.mode === 'paused' ? OPERATOR_TEXTS.resumed : OPERATOR_TEXTS.released, customerWaits(before) && OPERATOR_TEXTS.waits]
				.filter(Boolean)
				.join(' ');
	}
}

const result = (at: At, success: boolean, message: string, more: Partial<CommandResult> = {}): CommandResult => ({
	success,
	message,
	current_mode: at.mode as CommandResult['current_mode'],
	data: {},
	...more,
});

/** It was done, and there is something to say. */
export const told = (at: At, message: string, data: Record<string, unknown> = {}): Obeyed => ({
	result: result(at, true, message, { data }),
	reason: 'command_processed',
	at,
});

export const unknown = (at: At, word: string): Obeyed => ({
	result: result(at, false, OPERATOR_TEXTS.unknown(word), { error: 'UNKNOWN_COMMAND' }),
	reason: 'command_unknown',
	at,
});

/** An order that is older than what happened since: it was typed for another state of things (handoff spec T37). */
export const late = (at: At, word: string): Obeyed => ({
	result: result(at, false, OPERATOR_TEXTS.late(word), { error: 'LATE_COMMAND' }),
	reason: 'late_human_message',
	at,
});

/** What the role of an attendant does not allow. */
const FORBIDDEN = ['FORCE_NOT_ALLOWED', 'ROLE_REQUIRED'] as const;
export const isForbidden = ({ error }: CommandResult): boolean => FORBIDDEN.some((code) => code === error);

export const notAllowed = (at: At, error: (typeof FORBIDDEN)[number]): Obeyed => ({
	result: result(at, false, OPERATOR_TEXTS.notAllowed, { error }),
	reason: 'command_rejected',
	at,
});

/** Another person attends the conversation. */
export const notTheirs = (at: At, people: People = NOBODY_KNOWN): Obeyed => ({
	result: result(at, false, OPERATOR_TEXTS.notOwner(shownName(at.human_attendant, people)), {
		error: 'NOT_OWNER',
		data: { owner: at.human_attendant },
	}),
	reason: 'command_rejected',
	at,
});

function failure({ code, owner, since }: Refusal, at: At, timeZone: string, people: People): CommandResult {
	const messages: Record<Refusal['code'], string> = {
		OWNED_BY_OTHER: OPERATOR_TEXTS.ownedByOther(shownName(owner, people) ?? '', since ? clock(since, timeZone) : ''),
		NOT_OWNER: OPERATOR_TEXTS.notOwner(shownName(owner, people)),
		ATTENDANT_REQUIRED: OPERATOR_TEXTS.attendantRequired,
	};
	return result(at, false, messages[code], { error: code, data: { owner, since } });
}
