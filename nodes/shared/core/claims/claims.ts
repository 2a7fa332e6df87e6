import { gated } from './gated';
import { remembered, rememberedFor } from '../text/remembered';
import { visible } from '../text/visible';
import { addressesIn } from './addresses';
import { allottedOtherwiseIn } from './allotted';
import { answerIn } from './answer';
import { backstageIn } from './backstage';
import { outOfBoundsIn } from './bounds';
import { contentWords } from './contentWords';
import { contradictedIn } from './contradicted';
import { deliveryIn, freightIn } from './delivery';
import { discountIn } from './discount';
import { lowered, mixedWord, unmasked } from './disguise';
import { isToldBack } from './echoed';
import { groundsOf, hasFigure, quotedShare, subjectOf, type Grounds, type FactGrounds } from './grounds';
import { refusesToVouch } from './harmless';
import { isAllDayAsSaid, isOnDaysAsSaid, strangeHoursIn } from './hours';
import { isMadeAsSaid, lastsAsSaid } from './lasting';
import { internalsIn, ordersIn, type Secrets } from './internals';
import { withoutNumbering } from './numbering';
import { paymentIn } from './payment';
import { noteToldIn } from './privateWords';
import { IS_FREE, priceIn } from './price';
import { promisedIn } from './promised';
import { renownIn } from './renown';
import { rankedIn } from './rivals';
import { saidIn } from './saidIn';
import { soundOf } from './saying';
import { isCommonWord, statedIn } from './stated';
import { stockIn } from './stock';
import { unfoundedIn } from './unfounded';
import { TOPICS, type Finding, type Said, type Saying, type Topic } from './topic';

/** What a reply is read against. */
export interface Footing extends Secrets {
	/** Texts that the operator wrote for customers: facts of the catalogue, profile, prepared replies, hours. */
	own: Grounds;
	/** What the customer wrote, and what is stored of them. */
	theirs: Grounds;
	/** What only facts may lean on: instructions, and what we said before. */
	told: Grounds;
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
	/** `price`, `discount`, `instalment`, `freight`, `delivery`, `internal`, `prompt`, `link`, `contact`, `disguise`, or `fact` for a number or promise that stands on nothing. */
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
 * @param text the reply as a reader sees it
 */
export function claimsIn(reply: string, footing: Footing, text = unmasked(reply)): Claim[] {
	const mixed = mixedWord(text);
	const { strange, rest } = addressesIn(text, footing);
	const backstage = backstageIn(lowered(rest), { written: visible(reply), ownWords: footing.own.vocabulary });
	const held = [
		...(mixed === null ? [] : [{ rule: 'disguise', excerpt: mixed }]),
		...(backstage === null ? [] : [{ rule: 'internal', excerpt: backstage }]),
		...internalsIn(
			text,
			footing.own.notes.length === 0 ? footing : { ...footing, internalNotes: [...footing.internalNotes, ...footing.own.notes] },
		),
		...strange,
	].map((leak): Claim => ({ ...leak, standing: 'held' }));
	return [...held, ...ofSentences(withoutNames(withoutNumbering(rest), footing.productNames), footing)];
}

function ofSentences(text: string, footing: Footing): Claim[] {
	return saidIn(text, footing).flatMap((said) => {
		const orders = ordersIn(said.sentence.plain);
		if (orders !== null) return [{ rule: 'prompt', excerpt: orders, standing: 'held' as const }];
		const told = noteToldIn(said, footing, isCommonWord);
		if (told !== null) return [{ rule: 'internal', excerpt: told.slice(0, LONGEST), standing: 'held' as const }];
		// What it says of sums is theirs; what it states besides is judged as ever.
		if (isToldBack(said)) return [...factsIn(said, footing), ...statementsIn(said, footing)];
		const { claims, isSettled } = ruledIn(said, footing);
		if (isSettled) return claims;
		if (isOutside(said, footing)) return claims;
		const sounds = soundsIn(said, footing);
		// What the rules know for a promise is a doubt, however sure the other reader is.
		if (claims.length > 0) return sounds.every(({ rule }) => rule === 'fact') ? claims : [...claims, ...sounds];
		if (sounds.some(({ standing }) => standing === 'held')) return sounds;
		const both = [...sounds, ...statementsIn(said, footing)];
		// Two readers who know nothing of each other doubt it, and no topic that is allowed makes the one of them doubt.
		const isAllowed = sounds.some(({ rule }) => (footing.allowed as readonly string[]).includes(rule));
		return both.length > 1 && !isAllowed ? both.map((claim): Claim => ({ ...claim, standing: 'held' })) : both;
	});
}

/**
 * What the rules say of a sentence. Settled is one that they hold, and one of which a rule knows what it says and a text carries it: it needs no other reader.
 */
export function ruledIn(
	said: Said,
	footing: Pick<Footing, 'own' | 'theirs' | 'told' | 'allowed'>,
): { claims: Claim[]; isSettled: boolean } {
	const found = [
		priceIn(said),
		paymentIn(said, footing.own),
		discountIn(said),
		freightIn(said),
		deliveryIn(said, footing.own),
		answerIn(said),
	].filter((finding) => finding !== null);
	const held = found
		.filter((finding) => !isGrounded(finding, said, footing))
		.map(({ rule, excerpt }): Claim => ({ rule, excerpt, standing: 'held' }));
	const claims = held.length > 0 ? held : factsIn(said, footing);
	return { claims, isSettled: found.length > 0 || claims.some(({ standing }) => standing === 'held') };
}

/** What no rule knows and the words sound like, to a reader that was taught by examples; what an operator's text carries never does. */
function soundsIn(said: Said, { own, allowed }: Footing): Claim[] {
	if (quotedShare(own, contentWords(said.sentence.plain), true) >= QUOTED) return [];
	const sound = soundOf(said);
	if (sound === null || isAllDayAsSaid(said.sentence.plain, own)) return [];
	const { topic } = sound;
	// Whom the rules know for the one who tells is known by structure, not by sound.
	const isTold = said.isDeferred && said.sentence.figures.length === 0 && OF_MONEY.includes(topic);
	const isSure = sound.isSure && !isTold;
	if (topic === 'promise' && refusesToVouch(said.sentence.plain)) return [];
	const isAllowed = (allowed as readonly string[]).includes(topic);
	const excerpt = sound.excerpt.slice(0, LONGEST);
	return [{ rule: topic === 'promise' ? 'fact' : topic, excerpt, standing: isSure && !isAllowed ? 'held' : 'doubtful' }];
}
/** What somebody who tells is asked for; who brings or promises something does more than tell. */
const OF_MONEY: readonly Saying[] = ['price', 'discount', 'instalment', 'freight'];
/** So many of a sentence's words stand in one line of a text that carries it. */
const QUOTED = 0.6;

const OUTSIDE = gated(/\bfora d[aeo]s? (?:noss[oa]s? )?(?:area|regiao|raio|rota|zona|cobertura|atendimento)\b/g);
/** "Taubaté fica fora da nossa área": a place that no text has is out, whatever it is called, where nothing is said beside it but what the texts and the customer have. */
function isOutside({ sentence: { plain } }: Said, { own, theirs }: Footing): boolean {
	const beside = OUTSIDE.replace(plain, ' ');
	return (
		beside !== plain && contentWords(beside).every((word) => own.vocabulary.has(word) || theirs.vocabulary.has(word) || isCommonWord(word))
	);
}
/** What it states of the company in no number and in no word of commerce. */
function statementsIn(said: Said, footing: Footing): Claim[] {
	const stated = statedIn(said, footing);
	if (stated === null) return [];
	return [{ rule: 'fact', excerpt: stated.excerpt.slice(0, LONGEST), standing: stated.isSure ? 'held' : 'doubtful' }];
}

function isGrounded(
	{ rule, groundable, excerpt, isAnswer }: Finding,
	said: Said,
	{ own, theirs, allowed }: Pick<Footing, 'own' | 'theirs' | 'allowed'>,
): boolean {
	const { plain: words, figures } = said.sentence;
	const isAllowed = (TOPICS as readonly string[]).includes(rule) && allowed.includes(rule as Topic);
	if (rule === 'delivery' && !isAllowed && (lastsAsSaid(said, own) || isMadeAsSaid(said, own))) return true;
	if (rule === 'delivery' && groundable && figures.length === 0 && isOnDaysAsSaid(words, own)) return true;
	if (!groundable && !isAllowed) return false;
	// What makes it commerce has to stand there too: "10 sessões" carries no "cortesia".
	if (
		rule === 'price' &&
		!isGivenFree([words, ...said.questions], own) &&
		!(isAllowed && contentWords(excerpt).every((word) => own.vocabulary.has(word)))
	)
		return false;
	const all = figures.every((figure) => hasFigure(own, figure) || (!isAllowed && hasFigure(theirs, figure)));
	const content = contentWords(words);
	if (isAnswer) return all && quotedShare(own, content, true) > 0.5;
	const isQuoted = [content, content.filter((word) => !/\d/.test(word))].every((some) => quotedShare(own, some) >= 0.5);
	return all && (rule === 'price' || isQuoted || (isAllowed && figures.length > 0 && quotedShare(own, contentWords(excerpt)) > 0.3));
}

/** A line of the operator's gives for nothing what the sentence, or else its question, is about. */
function isGivenFree([words, ...questions]: readonly string[], own: Grounds): boolean {
	const subjects = (text: string): string[] =>
		subjectOf(text)
			.filter((word) => !IS_FREE.test(word))
			.map((word) => word.slice(0, 4));
	const said = subjects(words);
	const about = said.length > 0 ? said : questions.flatMap(subjects);
	return freeLinesOf(own).some((line) => about.some((word) => line.includes(word)));
}

/** Lines of a ground that give something for nothing, found once. */
const freeLinesOf = rememberedFor(({ text }: Grounds): string[] => text.split('\n').filter((line) => IS_FREE.test(line)));

/** A number that stands on nothing is an invented fact. What only may be wrong: numbers of the customer's that they did not write, and promises that nobody vouches for. */
function factsIn(said: Said, grounds: FactGrounds): Claim[] {
	const { sentence } = said;
	const unfounded = unfoundedIn(said, grounds);
	const excerpt = sentence.plain.slice(0, LONGEST);
	if (unfounded) return [{ rule: 'fact', excerpt, standing: unfounded.isOfThem ? 'doubtful' : 'held' }];
	const strange =
		strangeHoursIn(said, grounds) ??
		renownIn(said, grounds) ??
		rankedIn(said, grounds.own) ??
		contradictedIn(said, grounds.own, isCommonWord) ??
		outOfBoundsIn(said, grounds) ??
		allottedOtherwiseIn(said, grounds.own) ??
		stockIn(said, grounds.own);
	if (strange !== null) return [{ rule: 'fact', excerpt: strange.slice(0, LONGEST), standing: 'held' }];
	const promised = promisedIn(said, grounds.own);
	return promised === null ? [] : [{ rule: 'fact', excerpt: promised.excerpt, standing: promised.isHeld ? 'held' : 'doubtful' }];
}
const LONGEST = 120;

const BETWEEN = '\0';
/** Any of the names, with what people write between their letters and digits; none when no name has digits. */
const patternOf = remembered((joined): RegExp[] => {
	const patterns = joined
		.split(BETWEEN)
		.map((name) => name.replace(/[^\p{L}\d]+/gu, '').replace(/(\p{L})(?=\d)/gu, '$1[\\s_.-]*'))
		.filter((name) => /\d/.test(name));
	return patterns.length === 0 ? [] : [new RegExp(`(?<![\\p{L}\\d])(?:${patterns.join('|')})(?![\\p{L}\\d])`, 'giu')];
}, 16);

const withoutNames = (text: string, names: readonly string[]): string =>
	/\d/.test(text) ? patternOf(names.join(BETWEEN)).reduce((left, pattern) => left.replace(pattern, 'produto'), text) : text;

export { groundsOf };
