import { readingOf, type Leak, type OutputPolicy } from '../shared/core/sdr/outputFilter';
import { limitQuestions, type QuestionLimits } from '../shared/core/sdr/questions';
import { ruleNames } from '../shared/core/sdr/ruleNames';
import { shortened, toWhatsApp } from '../shared/core/sdr/whatsapp';
import { visible } from '../shared/core/text/visible';
import type { Replies } from './replies';

export interface GuardSettings {
	replies: Replies;
	questions: QuestionLimits;
	/** Longest message, characters. */
	maxLength: number;
	policy: OutputPolicy;
	/** Turns before this one that asked in vain. */
	streak: number;
	/** Whether this turn told anything new of the lead. */
	learned: boolean;
	/** The model was told to ask nothing in this turn: what it asks all the same is taken out. */
	noQuestions: boolean;
}

export interface Guarded {
	reply: string;
	streak: number;
	questionsRemoved: number;
	/** Why the reply may not be sent; empty when it may. */
	leaks: Leak[];
	/** What has no ground and breaks no rule. */
	doubts: Leak[];
}

/** WhatsApp refuses longer ones (SDR spec F077). */
const LONGEST_MESSAGE = 4096;

/** A model's reply as it would be sent, and what is wrong with it. What is looked at is what is sent: formatting comes first. */
export function guarded(reply: string, settings: GuardSettings): Guarded {
	const formatted = shortened(toWhatsApp(reply.slice(0, 4 * LONGEST_MESSAGE)), Math.min(settings.maxLength, LONGEST_MESSAGE));
	// One decision for the order to the model and for the guard: no question stays no question, whatever the turn told.
	const learned = settings.learned && !settings.noQuestions;
	const limited = limitQuestions(formatted, { ...settings, learned, instead: settings.replies.noQuestion }, settings.questions);
	const { leaks, doubts } = readingOf(limited.reply, settings.policy);
	return {
		reply: limited.reply,
		streak: limited.streak,
		questionsRemoved: limited.removed,
		leaks: visible(formatted) === '' ? [{ rule: 'empty', excerpt: '' }] : leaks,
		doubts,
	};
}

/** What is said in place of a reply that leaked twice: it fits what the customer asked, not the rule that held the reply. */
export function safeReply({ replies, open }: { replies: Replies; open: { price: boolean; delivery: boolean } }): string {
	if (open.price) return replies.commercial;
	if (open.delivery) return replies.delivery;
	return replies.safe;
}

/** Why a reply has to be written again; it names the rules and repeats nothing of the reply. */
export const rewriteOrder = (leaks: Leak[]): string => {
	const named = ruleNames(leaks.map(({ rule }) => rule)).join(', ');
	return `A resposta que você escreveu foi recusada, pois continha: ${named}. Escreva outra, sem nada disso; se for preciso, diga que um consultor informa.`;
};
