import { sentences } from '../text/utterances';
import { askedOf } from './asked';
import { lowered } from './disguise';
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
	const all = clausesOf(text).map((one) => sentenceOf(withSingleBlanks(one), { own, theirs, vocabulary, isCounting }));
	const deferred = all.map(({ skeleton }) => isDeferred(skeleton));
	const lastLead = all.findLastIndex(({ isQuestion }, n) => isQuestion || deferred[n]);
	let isCarried = false;
	let isAnswered = false;
	return all.map((sentence, n): Said => {
		const said: Said = {
			sentence,
			asked,
			questions,
			isAnswered,
			isLed: n < lastLead,
			open: { ...open, price: open.price || isCarried },
			isAsked: asksThem(sentence.skeleton, sentence.isQuestion),
			isNoted: isNoted(sentence.skeleton),
			isDeferred: deferred[n],
			customer: theirs.text,
		};
		isAnswered ||= deferred[n] || DENIES.test(sentence.skeleton);
		isCarried = ANNOUNCES.test(sentence.skeleton);
		return said;
	});
}

const withSingleBlanks = (text: string): string => (UNEVEN.test(text) ? text.replace(/\s+/g, ' ') : text).trim();
const UNEVEN = /\s\s|[^\S ]/;

/** Sentences, and what stands in one beside a semicolon: somebody who tells the one does not tell the other. */
const clausesOf = (text: string): string[] => sentences(lowered(text)).flatMap((one) => (one.includes(';') ? one.split(/(?<=;)\s/) : one));
const DENIES = gated(/\bnao\b/);
/** "O valor?", "Preço:": the amount comes in the next sentence. */
const ANNOUNCES = gated(/^(?:\S+ ){0,3}(?:preco|valor|investimento|custo|total)[?: ]*$/);
