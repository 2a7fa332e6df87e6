import { at, listOf, textOf } from '../shared/core/json/readers';
import { isYes } from '../shared/core/hearing/yes';
import { plain } from '../shared/core/text/words';

/** What a customer is asked before the first audio of theirs is heard, where the operator wants it. */
export const AUDIO_QUESTION =
	'Posso ouvir os seus áudios? Um serviço de inteligência artificial os passa para texto. Se sim, responda SIM e mande o áudio de novo; se preferir, escreva a mensagem.';

export interface AudioConsent {
	/** Whether audio of theirs may be heard. */
	isGiven: boolean;
	/** They said so in this turn: the agent keeps it with the lead. */
	isNew: boolean;
	/** The question, where it is due: it is not asked twice in a row. */
	question: string;
}

/**
 * Whether a customer agreed to have their audio put into words: their yes to the question, kept in the lead's `agent_state` until it is forgotten with the rest of it (SDR
 * spec 6.6). A yes counts right after the question, in a message of its own.
 * @param item a turn as the Conversation node gives it
 * @param question the operator's words; empty is that nobody is asked
 */
export function audioConsent(item: Record<string, unknown>, question = ''): AudioConsent {
	const words = question.trim();
	if (words === '' || at(item.lead, 'agent_state', 'audio_consent') === true) return { isGiven: true, isNew: false, question: '' };
	const last = listOf(item.history).at(-1);
	const wasAsked = at(last, 'role') === 'assistant' && textOf(at(last, 'content')).trim().endsWith(words);
	const written = listOf(item.messages).map((message) => textOf(at(message, 'text')));
	const agrees = wasAsked && [...written, textOf(item.text)].some((text) => isYes(plain(text)));
	return { isGiven: agrees, isNew: agrees, question: agrees || wasAsked ? '' : words };
}

/** A reply with the question after it, where it is due and not said already. */
export function withAudioQuestion(reply: string, question: unknown): string {
	const asked = textOf(question).trim();
	return asked === '' || reply.trim() === '' || reply.includes(asked) ? reply : `${reply}\n\n${asked}`;
}
