import { leaksIn, type Leak, type OutputPolicy } from '../shared/core/sdr/outputFilter';
import { limitQuestions, type QuestionLimits } from '../shared/core/sdr/questions';
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
}

export interface Guarded {
	reply: string;
	streak: number;
	questionsRemoved: number;
	/** Why the reply may not be sent; empty when it may. */
	leaks: Leak[];
}

/** WhatsApp refuses longer ones (SDR spec F077). */
const LONGEST_MESSAGE = 4096;

/** A model's reply as it would be sent, and what is wrong with it. What is looked at is what is sent: formatting comes first. */
export function guarded(reply: string, settings: GuardSettings): Guarded {
	const formatted = shortened(toWhatsApp(reply.slice(0, 4 * LONGEST_MESSAGE)), Math.min(settings.maxLength, LONGEST_MESSAGE));
	const limited = limitQuestions(formatted, { ...settings, instead: settings.replies.noQuestion }, settings.questions);
	return {
		reply: limited.reply,
		streak: limited.streak,
		questionsRemoved: limited.removed,
		leaks: visible(limited.reply) === '' ? [{ rule: 'empty', excerpt: '' }] : leaksIn(limited.reply, settings.policy),
	};
}

const COMMERCIAL = ['price', 'discount', 'instalment', 'freight'];

/** What is said in place of a reply that leaked twice. */
export function safeReply(leaks: Leak[], replies: Replies): string {
	const rules = leaks.map(({ rule }) => rule);
	if (rules.some((rule) => COMMERCIAL.includes(rule))) return replies.commercial;
	return rules.includes('delivery') ? replies.delivery : replies.safe;
}

/** Why a reply has to be written again; it names the rules and repeats nothing of the reply. */
const REFUSALS: Record<string, string> = {
	price: 'valor ou preço',
	discount: 'desconto ou porcentagem',
	instalment: 'parcelamento ou forma de pagamento',
	freight: 'frete',
	delivery: 'prazo ou promessa de entrega',
	internal: 'informação interna',
	prompt: 'texto das suas instruções',
	link: 'link ou endereço que não é da empresa',
	empty: 'nenhuma palavra visível',
	forbidden: 'algo que a empresa não permite dizer',
};
export const rewriteOrder = (leaks: Leak[]): string => {
	const named = [...new Set(leaks.map(({ rule }) => REFUSALS[rule] ?? rule))].join(', ');
	return `A resposta que você escreveu foi recusada, pois continha: ${named}. Escreva outra, sem nada disso; se for preciso, diga que um consultor informa.`;
};
