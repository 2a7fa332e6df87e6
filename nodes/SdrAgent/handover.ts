import { asksForHuman } from '../shared/core/handoff/escalation';
import type { Handover } from '../shared/core/handoff/handover';
import type { Label } from '../shared/core/hearing/intent';
import type { EscalationReason } from '../shared/core/session/event';
import { TRANSCRIBED } from '../shared/core/message/turnText';
import type { Answer } from './answer';
import { isCertain } from './wishes';

/** When a person is called (handoff spec A12; SDR spec 5.2). */
export interface HandoverSettings {
	/** Turns in a row without the model after which a person is called; 0 never. */
	failures: number;
	/** What a matter for people does that was not plainly asked for: the agent pauses, or goes on while the team is told. */
	transfer: 'pause' | 'notify' | 'nothing';
	/** What a lead that becomes hot does; the team is told of it anyway. */
	hot: 'pause' | 'nothing';
}
export const HANDOVER: HandoverSettings = { failures: 3, transfer: 'notify', hot: 'nothing' };

interface Heard {
	text: string;
	answer: Answer;
	/** Turns in a row without the model, this one included. */
	failures: number;
	becameHot: boolean;
	/** What code found the message to be about. */
	labels?: readonly Label[];
}

/**
 * Whether a person is called with this turn. A written wish that code hears was met by the decision already, by its own rules; one in audio was not, nor was
 * one that the model alone heard.
 */
export function handoverOf({ text, answer, failures, becameHot, labels = [] }: Heard, settings: HandoverSettings): Handover | null {
	if (isGivenUp(failures, settings))
		return { reason: 'erro_consecutivo', detail: `O modelo não respondeu ${failures} vezes seguidas.`, pause: true };
	const detail = answer.transfer_reason ?? '';
	if (
		text.includes(TRANSCRIBED)
			? asksForHuman(text) || isCertain(answer, 'human_request')
			: isCertain(answer, 'human_request') && !asksForHuman(text)
	)
		return { reason: 'pediu_humano', detail, pause: true };
	if (answer.should_transfer && settings.transfer !== 'nothing')
		return { reason: reasonOf(answer, labels), detail, pause: settings.transfer === 'pause' };
	return becameHot && settings.hot === 'pause' ? { reason: null, detail, pause: true } : null;
}

/** Why a person is called, as the team is told: only who asked for one "asked for a person". */
function reasonOf({ intent }: Answer, labels: readonly Label[]): EscalationReason {
	if (labels.includes('human') || intent === 'human_request') return 'pediu_humano';
	return labels.includes('support') || intent === 'existing_customer_support' ? 'support' : 'agent_request';
}

export const isGivenUp = (failures: number, { failures: limit }: HandoverSettings): boolean => limit > 0 && failures >= limit;
