import { sentences } from '../text/utterances';
import { askedOf } from './asked';
import { isAscii, lowered } from './disguise';
import { gated } from './gated';
import type { Grounds } from './grounds';
import { asksThem, isDeferred, isNoted } from './harmless';
import { asksHowMany } from './open';
import { sentenceOf } from './skeleton';
import type { Said, Topic } from './topic';

/** What the sentences of a reply are read beside. */
export interface Beside {
	own: Grounds;
	theirs: Grounds;
	/** Messages whose question is open: the customer's last, the agent's before it. */
	asked: readonly string[];
	/** Topics that labels of the message open besides. */
	labels: readonly Topic[];
}

/** The sentences of a reply in their order, each with what it answers and what stands around it. */
export function saidIn(text: string, { own, theirs, asked: messages, labels }: Beside): Said[] {
	const vocabulary = { has: (word: string) => own.vocabulary.has(word) || theirs.vocabulary.has(word) };
	const questions = messages.map(lowered);
	const asked = askedOf(questions, labels);
	const open = { price: asked.topics.has('price'), delivery: asked.topics.has('delivery') };
	const isCounting = questions.some(asksHowMany);
	// One sentence after the other: what is known of its words is known as long as it is read.
	const all = clausesOf(text).map((one) => {
		const sentence = sentenceOf(withSingleBlanks(one), { own, theirs, vocabulary, isCounting });
		const { skeleton, isQuestion } = sentence;
		return {
			sentence,
			isDeferred: isDeferred(own.unnamed(skeleton)),
			isAsked: asksThem(skeleton, isQuestion),
			isNoted: isNoted(skeleton),
			denies: DENIES.test(skeleton),
			announces: ANNOUNCES.test(skeleton),
		};
	});
	const lastLead = all.findLastIndex(({ sentence, isDeferred: defers }) => sentence.isQuestion || defers);
	let isCarried = false;
	let isAnswered = false;
	const isPriceOpen = { price: true, delivery: open.delivery };
	return all.map(({ sentence, isDeferred: defers, isAsked, isNoted, denies, announces }, n): Said => {
		const said: Said = {
			sentence,
			isDeferred: defers,
			isAsked,
			isNoted,
			asked,
			questions,
			isAnswered,
			isLed: n < lastLead,
			open: isCarried ? isPriceOpen : open,
			customer: theirs.text,
		};
		isAnswered ||= defers || denies;
		isCarried = announces;
		return said;
	});
}

function withSingleBlanks(text: string): string {
	const trimmed = text.trim();
	return UNEVEN.test(trimmed) ? trimmed.replace(/\s+/g, ' ') : trimmed;
}
const UNEVEN = /\s\s|[^\S ]/;

/** Sentences, and what stands in one beside a semicolon: somebody who tells the one does not tell the other. */
const clausesOf = (text: string): string[] =>
	sentences(lowered(text))
		.flatMap((one) => (one.includes(';') ? one.split(ELSE) : one))
		.flatMap((one) => (isAscii(one) ? one : one.split(AFTER_PICTURE)))
		.flatMap((one) => (one.includes('?') ? toldAndAsked(one) : one));
/** "Vinte e quatro horas; os demais, quatro" leaves out what it counts. */
const ELSE = /(?<=;)\s(?!(?:e )?(?:pr?[ao]s? |para )?[oa]s? (?:demais|outr[oa]s?|rest\w+)\b)/;

/** What is told before something is asked is no question: "Já são 300 telhados 🌞 quer ser o próximo?", "Chegou hoje, quer que eu separe?" */
function toldAndAsked(sentence: string): string[] {
	const at = Math.max(ASKS_BESIDE.exec(sentence)?.index ?? -1, isAscii(sentence) ? -1 : sentence.search(PICTURE));
	return at > 0 && STATES.test(sentence.slice(0, at)) ? [sentence.slice(0, at), sentence.slice(at)] : [sentence];
}
const PICTURE = /(?<=\p{Extended_Pictographic}[^\p{L}\p{Extended_Pictographic}]{0,3})(?=\p{L}[^\p{Extended_Pictographic}]*\?\s*$)/u;
/** A picture ends what is said in two words or more: "melhor não 😅 o resto a gente vê". */
const AFTER_PICTURE =
	/(?<=[a-z]{2,}[^a-z]{1,3}[a-z]{2,}[!., ]{0,3}\p{Extended_Pictographic}[\p{Extended_Pictographic}\u200d\ufe0f]{0,4}) +(?=\p{L})/u;
const ASKS_BESIDE =
	/(?<=,) (?=(?:voce |vc )?(?:quer|queria|gostaria|vamos|bora|posso|podemos|que tal|topa|qual|quais|quando|prefere|separo|reservo|marco|agendo|pode ser)\b[^,]*\?\s*$)/;
const STATES = /\b(?:sao|somos|temos|tenho|estao|estamos|acab(?:ou|aram)|cheg(?:ou|aram)|fazemos|atendemos|trabalhamos|ja)\b/;
const DENIES = gated(/\bnao\b/);
/** "O valor?", "Preço:": the amount comes in the next sentence. */
const ANNOUNCES = gated(/^(?:\S+ ){0,3}(?:preco|valor|investimento|custo|total)[?: ]*$/);
