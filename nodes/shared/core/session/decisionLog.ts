import { masked } from '../brazil/phone';
import type { Decision } from './decision';

const LONGEST_PREVIEW = 50;

/** An event for a log: flat, so that it can be searched. */
export type LogEvent = { event: string; phone: string } & Record<string, string | boolean | null>;

/**
 * A message and what was decided on it, for a log (handoff spec B4): 50 characters of the words at most, none where there are none.
 * @param at when it was received, ISO 8601 UTC
 * @param isMasked whether all but the last two digits of the phone are hidden
 */
export function decisionLog(
	{ should_respond, reason, session_mode }: Pick<Decision, 'should_respond' | 'reason' | 'session_mode'>,
	message: { phone: string; text: string; at: string; executionId: string },
	isMasked: boolean,
): LogEvent[] {
	const phone = isMasked ? masked(message.phone) : message.phone;
	const execution = { n8n_execution_id: message.executionId };
	return [
		{ event: 'whatsapp_message_received', phone, message_preview: preview(message.text), timestamp: message.at, ...execution },
		{ event: 'backend_decision', phone, should_respond, reason, mode: session_mode, ...execution },
	];
}

/** One line; cut between characters, never within one. */
const preview = (text: string): string => [...text.replace(/\s+/g, ' ').trim()].slice(0, LONGEST_PREVIEW).join('');
