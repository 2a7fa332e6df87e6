import { looksLikeCommand } from '../shared/core/handoff/commands';
import { asksForHuman } from '../shared/core/handoff/escalation';
import { noticeText } from '../shared/core/handoff/noticeTexts';
import { decision, type CommandResult, type Decision } from '../shared/core/session/decision';
import type { Reason, SessionEvent } from '../shared/core/session/event';
import type { Mode } from '../shared/core/session/state';
import type { At, Changed } from './change';
import type { HouseRules } from './rules';

/** A customer's message as an event: what the text asks for is read here, who may obey it is not (handoff spec A4 D12, D13). */
export const customerMessage = (text: string, at: string, { commands, phrases }: HouseRules, guard: At | null = null): SessionEvent => ({
	type: 'customerMessage',
	at,
	text,
	asksForHuman: asksForHuman(text, phrases),
	looksLikeCommand: looksLikeCommand(text, commands),
	...(guard && { guard: guard.mode as Mode }),
});

/** A change as the result contract (handoff spec A5). */
export function asDecision({ at, transition, notices }: Changed, rules: HouseRules, command: CommandResult | null = null): Decision {
	const { session, reason, shouldRespond, canned, greet } = transition;
	return decision({
		should_respond: shouldRespond,
		reason,
		response: canned === null ? null : rules.texts[canned],
		greeting: greet ? rules.texts.greeting : null,
		session_mode: session.mode,
		metadata: { ...session.metadata } as Decision['metadata'],
		session: { ...at },
		command,
		notify: notices.map((facts) => ({ ...facts, text: noticeText(facts, rules.timeZone) })),
		fence: { phone: at.phone, mode_epoch: session.modeEpoch },
	});
}

/** Whether the team is asked for a person by this decision: the item leaves by "Escalate" too. */
export const escalates = ({ notify }: Decision): boolean => notify.some(({ kind }) => kind === 'escalation');

/** A command was given: nobody answers the customer, the result is for the attendant. */
export const commandDecision = (at: At, reason: Reason, command: CommandResult): Decision =>
	decision({
		reason,
		command,
		session_mode: at.mode as Mode,
		metadata: at.metadata as Decision['metadata'],
		session: { ...at },
		fence: { phone: at.phone, mode_epoch: at.mode_epoch },
	});

/** Silence with a reason, where there is no session to look at. */
export const silence = (reason: Reason, at: { channel: string; phone: string }): Decision =>
	decision({ reason, session_mode: 'agent', session: { ...at }, fence: { phone: at.phone, mode_epoch: 0 } });
