import { sentences } from '../text/utterances';
import { addressesIn } from './addresses';
import { deliveryIn, freightIn } from './delivery';
import { discountIn } from './discount';
import { lowered, mixedWord, unmasked } from './disguise';
import { contentWords, groundsOf, hasFigure, quotedShare, type Grounds } from './grounds';
import { asksThem, isDeferred, isNoted } from './harmless';
import { internalsIn, ordersIn, type Secrets } from './internals';
import { openTopics } from './open';
import { paymentIn } from './payment';
import { priceIn } from './price';
import { sentenceOf, type Sentence } from './skeleton';
import { TOPICS, type Finding, type Said, type Topic } from './topic';

/** What a reply is read against. */
export interface Footing extends Secrets {
	/** Texts that the operator wrote for customers: facts of the catalogue, profile, prepared replies, hours. */
	own: Grounds;
	/** What the customer wrote, and what is stored of them. */
	theirs: Grounds;
	/** All that the customer wrote in this conversation. */
	customer: string;
	/** Messages whose question is open: the customer's last, the agent's before it. */
	asked: readonly string[];
	/** Topics that labels of the message open besides. */
	labels: readonly Topic[];
	/** Topics of commerce that the operator lets the agent speak of, as far as the operator's texts carry it. */
	allowed: readonly Topic[];
	/** Hosts that may be linked, subdomains included. */
	hosts: readonly string[];
	/** Names of products: the number in "FB 300" is no amount. */
	productNames: readonly string[];
}

export interface Claim {
	/** `price`, `discount`, `instalment`, `freight`, `delivery`, `internal`, `prompt`, `link`, `contact`, `disguise`, or `fact` for what only may be wrong. */
	rule: string;
	/** The words that say it, lower case without accents. */
	excerpt: string;
	/** `held` may not go out; `doubtful` has no ground and breaks no rule: for a second reader. */
	standing: 'held' | 'doubtful';
}

/**
 * All that a reply claims without a ground. A number stands on the same number with the same unit in a text of the operator or the customer, however it is
 * written; price, discount, payment, freight and delivery stand on nothing unless their topic is allowed; addresses and phones on the company's own and the
 * customer's. Time in proportion to the text.
 */
export function claimsIn(reply: string, footing: Footing): Claim[] {
	const text = unmasked(reply);
	const mixed = mixedWord(text);
	const { strange, rest } = addressesIn(text, footing);
	const held = [...(mixed === null ? [] : [{ rule: 'disguise', excerpt: mixed }]), ...internalsIn(text, footing), ...strange].map(
		(leak): Claim => ({ ...leak, standing: 'held' }),
	);
	return [...held, ...ofSentences(withoutNames(rest, footing.productNames), footing)];
}

function ofSentences(text: string, footing: Footing): Claim[] {
	const { own, theirs, labels } = footing;
	const vocabulary = { has: (word: string): boolean => own.vocabulary.has(word) || theirs.vocabulary.has(word) };
	const customer = theirs.text;
	const asked = openTopics(footing.asked.map(lowered));
	const open = { price: asked.price || labels.includes('price'), delivery: asked.delivery || labels.includes('delivery') };
	let isCarried = false;
	return sentences(lowered(text)).flatMap((one) => {
		const sentence = sentenceOf(one.replace(/\s+/g, ' ').trim(), { own, theirs, vocabulary });
		const said: Said = {
			sentence,
			open: { ...open, price: open.price || isCarried },
			isAsked: asksThem(sentence.skeleton, sentence.isQuestion),
			isNoted: isNoted(sentence.skeleton),
			isDeferred: isDeferred(sentence.skeleton),
			customer,
		};
		isCarried = ANNOUNCES.test(sentence.skeleton);
		const found = [priceIn(said), paymentIn(said), discountIn(said), freightIn(said), deliveryIn(said)].filter(
			(finding) => finding !== null,
		);
		const orders = ordersIn(sentence.plain);
		if (orders !== null) return [{ rule: 'prompt', excerpt: orders, standing: 'held' as const }];
		const claims = found
			.filter((finding) => !isGrounded(finding, sentence, footing))
			.map(({ rule, excerpt }): Claim => ({ rule, excerpt, standing: 'held' }));
		return claims.length > 0 ? claims : doubtsIn(said, footing);
	});
}

/** "O valor?", "Preço:": the amount comes in the next sentence. */
const ANNOUNCES = /^(?:\S+ ){0,3}(?:preco|valor|investimento|custo|total)[?: ]*$/;

function isGrounded(
	{ rule, groundable, excerpt }: Finding,
	{ plain: words, figures }: Sentence,
	{ own, theirs, allowed }: Footing,
): boolean {
	const isAllowed = (TOPICS as readonly string[]).includes(rule) && allowed.includes(rule as Topic);
	if (!groundable && !isAllowed) return false;
	// What makes it commerce has to stand there too: "10 sessões" carries no "cortesia".
	if (rule === 'price' && !contentWords(excerpt).every((word) => own.vocabulary.has(word))) return false;
	const all = figures.every((figure) => hasFigure(own, figure) || (!isAllowed && hasFigure(theirs, figure)));
	const said = contentWords(words);
	const isQuoted = [said, said.filter((word) => !/\d/.test(word))].every((some) => quotedShare(own, some) >= 0.5);
	return all && (rule === 'price' || isQuoted || (isAllowed && figures.length > 0 && quotedShare(own, contentWords(excerpt)) > 0.3));
}

/** What may be wrong and breaks no rule: numbers that no text has, and promises. Counts of questions and minutes of waiting are said of oneself. */
const OF_ONESELF = /^(?:pergunt|minut|segund|duvid|opc|vez|mensag|instant|detalh)/;
const PROMISES =
	/\b(?:garanto|garantimos|prometo|prometemos|com certeza absoluta|sem falta|pode contar com|nunca (?:quebra|falha|estraga))\b/;

function doubtsIn({ sentence, isAsked }: Said, { own, theirs }: Footing): Claim[] {
	if (isAsked || sentence.isQuestion) return [];
	const strange = sentence.figures.find(
		(figure) => !hasFigure(own, figure) && !hasFigure(theirs, figure) && !OF_ONESELF.test(figure.unit.name),
	);
	const promise = PROMISES.exec(sentence.plain)?.[0];
	const excerpt = strange ? sentence.plain.slice(0, 120) : promise;
	return excerpt === undefined ? [] : [{ rule: 'fact', excerpt, standing: 'doubtful' }];
}

function withoutNames(text: string, names: readonly string[]): string {
	const patterns = names
		.map((name) => name.replace(/[^\p{L}\d]+/gu, '').replace(/(\p{L})(?=\d)/gu, '$1[\\s_.-]*'))
		.filter((name) => /\d/.test(name));
	if (patterns.length === 0 || !/\d/.test(text)) return text;
	return text.replace(new RegExp(`(?<![\\p{L}\\d])(?:${patterns.join('|')})(?![\\p{L}\\d])`, 'giu'), 'produto');
}

export { groundsOf };
