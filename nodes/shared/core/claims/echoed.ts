import { rememberedOnce } from '../text/remembered';
import { contentWords } from './contentWords';
import { gated, type Gated } from './gated';
import { isCommonWord } from './stated';
import { areTheirs } from './theirSums';
import type { Said } from './topic';
import { KINDS, kindsOf } from './wordKinds';

/**
 * Ways of giving back what the customer told of themselves or of others, each with how they told it: whoever repeats it offers nothing, as long as the sums and the words of
 * commerce are all the customer's, and nothing is granted.
 */
const TOLD_BACK: ReadonlyArray<[said: Gated, told: RegExp]> = [
	[gated(/\b(?:voce|vc) (?:ja |so |hoje |atualmente )*pag(?:a|ou|ava)\b|\bpagou\b/), /\b(?:pago|paguei|pagava|pagamos)\b/],
	[gated(/\b(?:voce|vc) so (?:fecha|paga|compra|pega|leva)\b.{0,12}\bse\b/), /\bso (?:fecho|pago|compro|pego|levo)\b.{0,12}\bse\b/],
	[
		gated(
			/\b(?:[oa]s? )?(?:outr[oa]s? [a-z]+|concorren\w+)\b.{0,15}\b(?:te |lhe )?(?:faz|fez|da|deu|cobr[ao]u?|orcou|passou|ofereceu?|vende|vendeu|pediu)\b/,
		),
		/\b(?:outr[oa]s?|concorren\w+)\b/,
	],
	[gated(/\bla (?:[oa]s? )?[a-z]+ (?:ta|tava|esta|estava|sai|saia|custa|custava|era)\b/), /\b(?:outr[oa]s?|concorren\w+)\b/],
];
/** Something of ours stands beside it, or something is granted with it. */
const OURS = gated(
	/\b(?:nos|noss[oa]s?|a gente|eu|aqui|sim|claro|isso|exato|verdade|pode|consigo|ganha|inclu\w+|fechad\w+|combinad\w+|garant\w+|[a-z]+(?:amos|emos|imos))\b/,
);
const GRANTS = gated(
	/(?<!\bnao )\b(?:faco|posso|cubro|igual\w+|da (?:pra|para)|aceit\w+|tambem|sai|fica|leva|serve|depois|certinho|pront\w+|reservad\w+|marcad\w+|agendad\w+|confirmad\w+)\b/,
);
const OF_COMMERCE = ['price', 'pay', 'free', 'less', 'special'].reduce((bits, kind) => bits | (1 << KINDS.indexOf(kind)), 0);
const commerceIn = (text: string): number => (text.match(/[a-z]+/g) ?? []).reduce((bits, word) => bits | kindsOf(word), 0) & OF_COMMERCE;
/** What the customer wrote is the same for all sentences of a reply. */
const commerceOf = rememberedOnce(commerceIn);

/** They tell of themselves, and neither ask, nor wish, nor speak of the company: to say such a thing again would be to agree. */
const OF_THEMSELVES = /\b(?:eu|meus?|minhas?|noss[oa]s?|sou|somos|estou|to|tava|estava|tenho|pago|[a-z]{2,}ei)\b/;
const OF_US = /\?|\b(?:voces?|vcs?|ai|quero|queria|gostaria|preciso|saber|sera)\b/;
/** Of a short verb other persons and tenses begin with no more: "paguei", "pagar". */
const stem = (word: string): string => word.slice(0, word.length <= 6 ? 3 : 4);
/** So many of a sentence's words the customer wrote, by their beginnings. */
const MOSTLY = 0.6;

/** "Que situação, gastar 12 mil e o marceneiro sumir": nothing was asked, and nearly all of it is what they wrote. */
function isTheirOwn({ sentence: { plain }, asked, questions: [message = ''] }: Said): boolean {
	if (asked.yes !== null || asked.no !== null || asked.bid || asked.who) return false;
	if (!OF_THEMSELVES.test(message) || OF_US.test(message)) return false;
	const words = contentWords(plain).filter((word) => !isCommonWord(word));
	const theirs = new Set(contentWords(message).map(stem));
	return words.length >= 2 && words.filter((word) => theirs.has(stem(word))).length / words.length >= MOSTLY;
}

/**
 * "Entendi, você só fecha se for em 12x sem juros", "a outra empresa orçou em 9 mil", "que situação, gastar 12 mil e o marceneiro sumir": what it says of sums and of
 * commerce the customer said.
 */
export function isToldBack(said: Said): boolean {
	const { sentence, customer } = said;
	const { skeleton, figures, plain, isQuestion } = sentence;
	if (isQuestion || OURS.test(plain) || GRANTS.test(skeleton)) return false;
	if (!isTheirOwn(said) && !TOLD_BACK.some(([back, told]) => back.test(skeleton) && told.test(customer))) return false;
	return areTheirs(figures, customer) && (commerceIn(plain) & ~commerceOf(customer)) === 0;
}
