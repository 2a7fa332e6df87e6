import { readVocabulary } from '../learned/vocabulary';
import { readWeights, type StoredWeights, type Weights } from '../learned/weights';
import { ASKED_FOR, isDeniedIn, UNHEARD } from './carried';
import { contentWords } from './contentWords';
import { hasFigure, quotedShare, type FactGrounds } from './grounds';
import { refusesToVouch } from './harmless';
import { agreesInHours, isAllDayAsSaid, isOnDaysAsSaid, tellsHours } from './hours';
import { isOfHours } from './opening';
import { bestPiece, Places, scorer } from './reading';
import {
	askedShare,
	FULL,
	NOTHING,
	signedOf,
	sizeOf,
	STATED_PLACES,
	writeStated,
	type Judged,
	type Signed,
	type StatedWords,
} from './statedWording';
import { STATED_WEIGHTS } from './taughtStating';
import { ofWord } from './wording';
import type { Said } from './topic';

export type StoredStating = { fact: StoredWeights; doubt: number; ease: number; known: string; common: string };

export interface Stated {
	/** The sentence, or of a long one the piece that states it. */
	excerpt: string;
	/** Hardly any harmless sentence is like it; else it is a doubt. */
	isSure: boolean;
}

/** What stands in the place of an address or a phone (`addresses.ts`): whether it is the company's was looked up. */
const ADDRESS = /\b(?:site|perfil|registro)\b/;
/** Beside so many words that no text has, an address is not what the sentence is about. */
const MANY = 4;
/** So many of a sentence's words stand in one line of a text that carries it. */
const QUOTED = 0.6;
/** An answer that names nothing itself, and lives by its question. */
const MOST_OF_ANSWER = 6;

interface Reader {
	weights: Weights<'fact'>;
	doubt: number;
	/** So much less is sure enough beside texts that leave out little. */
	ease: number;
	words: StatedWords;
}
let reader: Reader | undefined;
function readerOf(): Reader {
	const { fact, doubt, ease, known, common } = JSON.parse(STATED_WEIGHTS) as StoredStating;
	return { weights: readWeights({ fact })[0], doubt, ease, words: { known: readVocabulary(known), common: readVocabulary(common) } };
}

/** A word of any conversation, which says nothing of a company by itself. */
export function isCommonWord(word: string): boolean {
	reader ??= readerOf();
	return reader.words.common.has(ofWord(word).hash);
}

/**
 * A fact of the company or its goods without a number, which none of its texts carries: a service, a branch, a seal, a feature, somebody's training. Whether a sentence states
 * such a thing was taught by examples of many trades (`npm run teach:replies`); whose texts have its words is looked up. Where the operator wrote nothing, nothing is
 * known to be invented.
 * @returns null when there is none
 */
export function statedIn(said: Said, grounds: FactGrounds): Stated | null {
	reader ??= readerOf();
	const { words, weights, doubt, ease } = reader;
	const judged = judgedIn(said, grounds, words);
	if (judged === null) return null;
	const sure = weights.threshold - (isEased(said, judged) ? ease : 0);
	const { share, size } = judged;
	const best = bestPiece(judged.signed, doubt, (signed) => {
		writeStated(said, { signed, share, size }, words, places);
		return score(places, weights) - sure;
	});
	if (best === null) return null;
	const { piece, isPart, over } = best;
	return { excerpt: isPart ? piece.map(({ word }) => word).join(' ') : said.sentence.plain, isSure: over > 0 };
}

/** The operator wrote no more than a line, and the sentence says its number: "a idade mínima é de quatro meses" for "a partir de 4 meses". */
const isMeasuredIn = ({ sentence: { figures, plain } }: Said, { own }: FactGrounds): boolean =>
	own.vocabulary.size <= FEW &&
	(figures.some((figure) => hasFigure(own, figure)) || (plain.match(MONTHS) ?? []).some((month) => own.vocabulary.has(month)));
/** So many words more than the text's do what it does on its days: "acontece", "rola". */
const FEW_MORE = 1;
const FEW = 9;
const MONTHS = /\b(?:janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro)\b/g;

/** Less is sure enough beside texts that leave out little, but not of what others will tell: who cares for it is no fact of the company's. */
export const isEased = ({ isDeferred }: Pick<Said, 'isDeferred'>, { size }: Pick<Judged, 'size'>): boolean => size === FULL && !isDeferred;

/** "Tinta em jeans é chato, né": what the customer spoke of, felt with them. */
const isComment = (plain: string, signed: readonly Signed[]): boolean => {
	const felt = plain.replace(EXCLAIMS, '');
	if (/\b(?:temos|nos|noss\w+|a gente|[a-z]+(?:amos|emos|imos))\b/.test(felt)) return false;
	const unheard = signed.filter(({ by }) => by === UNHEARD).length;
	const isTheirs = signed.some(({ by }) => by === ASKED_FOR);
	if (felt === plain) return /\bne\W*$/.test(plain) && isTheirs && unheard <= 1;
	return plain.split(' ').length <= MOST_OF_SIGH || (isTheirs && unheard <= 2);
};
/** "Nossa, imagino o seu susto!" */
const MOST_OF_SIGH = 5;
const EXCLAIMS = /^[^a-z]*(?:nossa(?=[,!.])|(?:poxa|puxa|caramba|eita|vixe|ixi|que (?:pena|chato|situacao|susto|tristeza))\b)/;

/** "Vamos lá!" states nothing. */
const SETS_OUT = /^[^a-z]*(?:entao |bora |certo |otimo |legal )?(?:vamos|bora) (?:la|nessa|entao|comecar|por partes)[^a-z]*$/;

/** Clause by clause: "a montagem é nossa, e tudo sai da nossa fábrica" stands in two lines; and what is outside of a text's only place is what was asked for. */
function isQuotedApart(plain: string, { own, theirs }: FactGrounds, { common }: StatedWords): boolean {
	let isLimited = false;
	let some = 0;
	const isWhole = plain.split(CLAUSES).every((clause) => {
		const denies = DENIES.test(clause);
		const naming = contentWords(clause.replace(OUTSIDE, ' ')).filter((word) => !common.has(ofWord(word).hash));
		if (!denies && !REQUIRES.test(clause) && naming.some((word) => isDeniedIn(word, own))) return false;
		if (naming.length === 0) return true;
		some += naming.length;
		const isQuoted = quotedShare(own, naming, true) >= NAMED;
		const isOutside = isLimited && denies && naming.every((word) => theirs.vocabulary.has(word));
		isLimited ||= isQuoted && LIMITS.test(clause);
		return isQuoted || isOutside;
	});
	return isWhole && some > 0;
}
const NAMED = 0.8;
const CLAUSES = /,(?: e| mas)? |;| mas /;
const LIMITS = /\b(?:so|somente|apenas)\b/;
const DENIES = /\b(?:nao|nem|fora)\b/;
/** "Para gestantes precisa da liberação" says what "não atendemos gestantes sem liberação" says. */
const REQUIRES = /\b(?:precis|exig)\w+/;
const OUTSIDE = /\b(?:(?:fica|ficam|esta|estao) )?(?:de )?fora\b/;

const places = new Places();
const score = scorer(STATED_PLACES);

/** The words of a sentence that may state a fact, with their signs; null of one that asks, defers, or says nothing that the operator's texts do not have. */
export function judgedIn(said: Said, grounds: FactGrounds, words: StatedWords): Judged | null {
	const { sentence } = said;
	if (sentence.isQuestion || grounds.own.vocabulary.size === 0) return null;
	if (tellsHours(sentence.plain) || isMeasuredIn(said, grounds)) return null;
	if (isAllDayAsSaid(sentence.plain, grounds.own) && contentWords(sentence.plain).length <= MOST_OF_ANSWER) return null;
	const signed = signedOf(said, grounds, words);
	if (signed.length < 2 || isComment(sentence.plain, signed) || refusesToVouch(sentence.plain) || SETS_OUT.test(sentence.plain))
		return null;
	if (ADDRESS.test(sentence.plain) && signed.filter(({ word, by }) => by === UNHEARD && !ADDRESS.test(word)).length < MANY) return null;
	if (signed.every(({ word, by }) => by !== UNHEARD || isOfHours(word)) && agreesInHours(sentence.plain, grounds.own)) return null;
	if (signed.filter(({ by }) => by === UNHEARD).length <= FEW_MORE && isOnDaysAsSaid(sentence.plain, grounds.own)) return null;
	const share = askedShare(said, grounds, words);
	const namesMore = signed.some(({ by }) => by === UNHEARD || by === ASKED_FOR);
	if (!namesMore && (signed.length > MOST_OF_ANSWER || share === NOTHING || share > 1)) return null;
	const isDenied = signed.some(({ word, by }) => by === UNHEARD && isDeniedIn(word, grounds.own));
	return (!isDenied && quotedShare(grounds.own, contentWords(sentence.plain), true) >= QUOTED) ||
		isQuotedApart(sentence.plain, grounds, words)
		? null
		: { signed, share, size: sizeOf(grounds) };
}
