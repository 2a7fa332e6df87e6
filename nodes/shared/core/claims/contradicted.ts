import { rememberedFor } from '../text/remembered';
import { saysYes } from './answer';
import { contentWords } from './contentWords';
import { gated } from './gated';
import { quotedShare, type Grounds } from './grounds';
import { beginOf, LONG, SHORT } from './lines';
import { isOfHours } from './opening';
import type { Said } from './topic';

/** What a text denies reaches to its comma, and over a list: "não mexemos com notebook, TV nem videogame", "não faz: implante, siso". */
const DENIED =
	/\b(nao|nunca|jamais|nem|exceto|salvo|menos(?! d[eo]| que))\b((?: [a-z]+){1,3}: [^.;!?()\n]+|[^,.;:!?()\n]*(?:, (?:[^\s,.;:!?()\n]+ ?){1,2}(?=,|\bnem\b|\bou\b|\be\b))*(?:\b(?:nem|ou) [^,.;:!?()\n]+)?)/g;
/** "Ilhabela e Ubatuba NÃO", "horta e jardim não atendemos": a denial behind what it denies. */
const DENIED_BEHIND = /(?<=^|[.;:\n(])([^.;:!?()\n]{3,60}?) nao(?: [a-z]+(?:mos|[aeo]m?))?(?=\s*(?:[.;!()\n]|$))/gm;
/** Who limits or denies does not affirm. */
const LIMITS =
	/\b(?:nao|nem|nunca|jamais|ninguem|nenhum\w*|exceto|salvo|menos|so|somente|apenas|sem|fora|infelizmente|evit\w+|precis\w+|exig\w+|depend\w+|obrigatori\w+|necessari\w+)\b/;
const DENIES = /\b(?:nao|nem|nunca|jamais|ninguem|nenhum\w*)\b/;
/**
 * The company, or what it sells, does it: any verb in the first person plural, "ours", and the verbs in which a company speaks of itself in the singular or of its goods.
 * Whoever meets another such verb in an affirmation adds it.
 */
const AFFIRMS =
	/\b[a-z]{2,}(?:amos|emos|imos)\b|\b(?:a gente|cobre|cobrem|inclui|incluem|vale|valem|aceita|atende|faz|conserta|vende|trabalha|entra|entram|tem|pode|da (?:pra|para)|faco|atendo|vendo|conserto|tambem|sim|claro|com certeza|tranquilo|noss[oa]s?|conosco|com a gente|instal[ao]|entreg[ao]|arrum[ao]|limp[ao]|resolv[eo]|cuid[ao])\b/;
const CLAUSES = /[,;:.!?()]| mas | porem /;
/** By its ending alone. What a verb does is not what it does it to: of a company that does not sell one thing the verb says nothing of others. */
const VERB = /(?:amos|emos|imos|ando|endo|indo)$/;

/** Beginnings of words that stand in a text in nothing but denials. */
const onlyDeniedIn = rememberedFor((ground: Grounds): ReadonlySet<string> => {
	const denied = new Set<string>();
	const left = ground.text.replace(DENIED, (all: string, not: string, what: string) => {
		const words = contentWords(what);
		const verb = /^(?:nao|nunca|jamais)$/.test(not) ? (what.trim().split(' ')[0] ?? '') : '';
		for (const word of words) if (word !== verb && !/\d/.test(word)) denied.add(word.slice(0, SHORT)).add(word.slice(0, LONG));
		// A denial that denies nothing behind it may deny what is before it.
		return words.length === (verb === '' ? 0 : 1) ? all : ` ${verb} `;
	});
	const kept = left.replace(DENIED_BEHIND, (_, what: string) => {
		for (const word of contentWords(what))
			if (!/\d/.test(word) && !isOfHours(word)) denied.add(word.slice(0, SHORT)).add(word.slice(0, LONG));
		return ' ';
	});
	for (const word of kept.match(/[a-z]{4,}/g) ?? []) (denied.delete(word.slice(0, SHORT)), denied.delete(word.slice(0, LONG)));
	return denied;
});

/** What comes before is not what comes after, and what is with something is not without it. */
const SIDES: ReadonlyArray<[RegExp, string]> = [
	[/\bantes d[aeo]s? ([a-z]{4,})/, '(?:depois d[aeo]s?|apos(?: [ao]s?)?)'],
	[/\b(?:depois d[aeo]s?|apos(?: [ao]s?)?) ([a-z]{4,})/, 'antes d[aeo]s?'],
	[/\bsem (?:precisar (?:de )?)?([a-z]{4,})/, 'com'],
	[/\bsem [a-z]+(?:ar|er|ir) (?:[oa]s? )?([a-z]{4,})/, '(?:com|trazer|levar)'],
];
const MAY_TAKE_SIDES = gated(/\b(?:antes|depois|apos|sem) /);

function takesOtherSide(clause: string, own: Grounds): boolean {
	if (!MAY_TAKE_SIDES.test(clause) || DENIES.test(clause)) return false;
	return SIDES.some(([side, other]) => {
		const found = side.exec(clause);
		if (found === null) return false;
		const noun = beginOf(found[1]);
		// Another side of the same noun is a contradiction only where no text has it on this one, but to deny it.
		const same = [...own.text.matchAll(new RegExp(side, 'g'))].filter((one) => beginOf(one[1]) === noun);
		const before = (one: RegExpExecArray): string =>
			own.text
				.slice(0, one.index)
				.split(/[,.;:\n]/)
				.at(-1) ?? '';
		if (same.some((one) => DENIES.test(before(one)))) return true;
		if (same.length > 0) return false;
		if (new RegExp(`\\b${other} ${noun}`).test(own.text)) return true;
		return isTurnedRound(clause.slice(0, found.index), noun, own);
	});
}

/** "O orçamento antes da medição" for "medição antes do orçamento". */
function isTurnedRound(before: string, noun: string, own: Grounds): boolean {
	const first = contentWords(before).map(beginOf);
	return [...own.text.matchAll(new RegExp(`\\b${noun}[a-z]* antes d[aeo]s? ([a-z]{4,})`, 'g'))].some(([, word]) =>
		first.includes(beginOf(word)),
	);
}

/** Something is enough by itself, or something else is not needed. */
const SUFFICES = gated(
	/\b(?:basta|bastam|so (?:com )?[oa]s?|somente [oa]s?|apenas [oa]s?|e suficiente|ja (?:serve|basta)|serve)\b|\b(?:nao|nem) (?:precisa|exig\w+|pedimos|e (?:preciso|necessari[oa]|obrigatori[oa]))\b|\b(?:sem|dispensa\w*) /,
);
const REQUIRES = /\b(?:precis\w+|exig\w+|obrigatori\w+|necessari\w+|mediante|tem que (?:ter|trazer)|a gente pede|pedimos)\b/;
const NEEDS_NOT = /\bnao (?:e )?(?:precis|exig|necessari|obrigatori)\w*/;

/** The clauses of a text that require something, as the words before and behind that; what it asks for or else something in its place is not needed by itself. */
const requiredBy = rememberedFor(
	({ text }: Grounds): ReadonlyArray<{ of: ReadonlySet<string>; what: ReadonlySet<string>; each: ReadonlySet<string> }> =>
		text
			.split(/[.;()\n]/)
			.filter((clause) => REQUIRES.test(clause) && !NEEDS_NOT.test(clause))
			.map((clause) => {
				const at = clause.search(REQUIRES);
				const begun = (part: string): Set<string> => new Set(contentWords(part).map(beginOf));
				const what = clause.slice(at).replace(REQUIRES, ' ');
				const each = what.split(/[,+]| e /).filter((part) => !part.includes(' ou '));
				return { of: begun(clause.slice(0, at)), what: begun(what), each: begun(each.join(' ')) };
			}),
);

/** What is said not to be needed. */
const NEEDLESS = /\b(?:nao (?:e )?(?:precis|exig|ped|necessari|obrigatori)\w*|dispensa\w*|sem)(?: de)?(?: [oa]s?| uma?)? ([a-z]{4,})/;
/** "Por vídeo basta o RG" for "para vídeo precisa ter CNH": the same is spoken of, and what it needs is not named, or named as not needed. */
function sufficesOtherwise(plain: string, own: Grounds): boolean {
	if (!SUFFICES.test(plain)) return false;
	const required = requiredBy(own);
	if (required.length === 0) return false;
	const said = new Set(contentWords(plain).map(beginOf));
	const isNeedless = /\b(?:nao|nem|sem|dispensa\w*)\b/.test(plain);
	const spared = NEEDLESS.exec(plain)?.[1];
	const needless = spared === undefined ? undefined : beginOf(spared);
	return required.some(({ of, what, each }) => {
		const isOfAll = of.size === 0 && needless !== undefined && each.has(needless);
		const isAbout = [...of].some((word) => said.has(word));
		const isNamed = [...what].some((word) => said.has(word));
		return isOfAll || (isAbout && (isNeedless ? isNamed : !isNamed && /\bbasta|\bserve|suficiente/.test(plain)));
	});
}

/** "Só combinar a data" limits nothing. */
const NO_LIMIT = /\bso [a-z]+[aei]r\b/g;

/** What a line of theirs says word by word is said of that, and not of all that was asked for, unless it says yes besides. */
function isQuoted(plain: string, own: Grounds): boolean {
	const words = contentWords(plain);
	return words.length >= FEWEST_OF_LINE && !SAYS_YES.test(plain) && quotedShare(own, words, true) >= QUOTED;
}
const QUOTED = 0.8;
/** A yes by itself has fewer words than a line that is quoted. */
const FEWEST_OF_LINE = 3;
const SAYS_YES = /\b(?:sim|claro|certeza|tranquilo|pode)\b/;

/** The last that was asked, or wished, is of something that the texts have in nothing but denials: a yes affirms it. */
function asksFor(denied: ReadonlySet<string>, question: string, isCommon: (word: string) => boolean): boolean {
	const parts = question.split(/(?<=[.!?\n])/);
	const last = parts.findLast((one) => one.includes('?')) ?? parts.at(-1)!;
	if (DENIES.test(last)) return false;
	return contentWords(last).some((word) => denied.has(beginOf(word)) && !isCommon(word));
}

/**
 * What the operator's texts say otherwise: something affirmed that they have in nothing but denials ("atendemos Lucro Real" for "não atende Lucro Real", "cobre queda" for
 * "menos queda"), or put on the other side of something ("antes da medição" for "depois da medição").
 * @param isCommon a word of any conversation, which is denied of nothing
 * @returns the clause; null when there is none
 */
export function contradictedIn(
	{ sentence, questions: [question = ''], isAsked, isAnswered, isNoted, isDeferred }: Said,
	own: Grounds,
	isCommon: (word: string) => boolean,
): string | null {
	if (sentence.isQuestion || isAsked || isNoted || isDeferred || own.vocabulary.size === 0) return null;
	const only = onlyDeniedIn(own);
	const isDenied = (clause: string): boolean =>
		contentWords(clause).some((word) => only.has(beginOf(word)) && !VERB.test(word) && !isCommon(word)) &&
		AFFIRMS.test(clause) &&
		!LIMITS.test(clause);
	const isSided = MAY_TAKE_SIDES.test(sentence.plain);
	if (sufficesOtherwise(sentence.plain, own)) return sentence.plain;
	if (only.size === 0 && !isSided) return null;
	const isYes = !isAnswered && saysYes(sentence.skeleton) && !LIMITS.test(sentence.plain.replace(NO_LIMIT, ' '));
	if (isYes && asksFor(only, question, isCommon) && !isQuoted(sentence.plain, own)) return sentence.plain;
	return sentence.plain.split(CLAUSES).find((clause) => isDenied(clause) || (isSided && takesOtherSide(clause, own))) ?? null;
}
