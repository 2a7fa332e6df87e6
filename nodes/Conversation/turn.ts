import { turnText } from '../shared/core/message/turnText';
import type { ClaimedTurn } from '../shared/store/turns';

/** A claimed turn as it travels over the canvas: what was claimed, and the customer's messages as one text. */
export type Turn = Omit<ClaimedTurn, 'claimed'> & { text: string; is_first_contact: boolean; started_at?: string };

export function asTurn({ claimed, ...turn }: ClaimedTurn): Turn {
	return {
		...turn,
		text: turnText(turn.messages.map(({ kind, text, content, sent_at }) => ({ kind, text, content, sentAt: sent_at }))),
		is_first_contact: turn.history.length === 0,
	};
}
