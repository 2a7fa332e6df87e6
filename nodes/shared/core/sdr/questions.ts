import { sentences } from '../text/utterances';

export interface QuestionLimits {
	/** Questions in one message. */
	perMessage: number;
	/** Turns in a row that end in a question without learning anything. */
	turnsInARow: number;
}
export const QUESTION_LIMITS: QuestionLimits = { perMessage: 2, turnsInARow: 2 };

const isQuestion = (sentence: string): boolean => /\?/.test(sentence.replace(/https?:\/\/\S+/g, ''));

export const questionsIn = (text: string): number => sentences(text).filter(isQuestion).length;

/** The text with so many of its questions at most, the first ones; empty when nothing else was in it. */
export function withQuestions(text: string, most: number): string {
	let left = most;
	return sentences(text)
		.filter((sentence) => !isQuestion(sentence) || left-- > 0)
		.join('')
		.trim();
}

/**
 * Keeps a reply within the limits (SDR spec 4.5): at most so many questions a message, and none after so many turns of asking in vain.
 * @param streak turns in a row before this one that asked and learnt nothing
 * @param learned whether this turn told anything new of the lead
 * @param instead what is said when nothing but questions was in the reply
 */
export function limitQuestions(
	reply: string,
	{ streak, learned, instead }: { streak: number; learned: boolean; instead: string },
	{ perMessage, turnsInARow }: QuestionLimits = QUESTION_LIMITS,
): { reply: string; streak: number; removed: number } {
	const before = learned ? 0 : streak;
	const kept = withQuestions(reply, before >= turnsInARow ? 0 : perMessage) || instead;
	const asked = questionsIn(kept);
	return { reply: kept, streak: asked > 0 ? before + 1 : 0, removed: Math.max(0, questionsIn(reply) - asked) };
}
