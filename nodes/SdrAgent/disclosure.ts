import { plain } from '../shared/core/text/words';

interface Turn {
	is_first_contact: boolean;
	history: ReadonlyArray<{ role: string }>;
}

/** Whether the customer has not read a word of the agent's yet. People of the team may have written: what is to be told is that a machine writes now. */
export const isFirstWord = ({ is_first_contact: isFirst, history }: Turn): boolean =>
	isFirst || (history.length > 0 && history.every(({ role }) => role !== 'assistant'));

/**
 * A reply with what has to be told before the first words of an assistant (that it is none of the people, what happens to the data); once, and not where the
 * reply says it already.
 * @param disclosure the operator's words; empty is nothing
 */
export function withDisclosure(reply: string, turn: Turn, disclosure = ''): string {
	const told = disclosure.trim();
	if (told === '' || reply.trim() === '' || !isFirstWord(turn) || plain(reply).includes(plain(told))) return reply;
	return `${told}\n\n${reply}`;
}
