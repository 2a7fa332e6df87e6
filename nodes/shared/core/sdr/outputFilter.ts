import { plain } from '../text/words';
import { EMAILS } from '../text/email';
import { AMOUNT_NEXT, LEAKS, MONTHS, NEED, PROMISE, TIME } from './leakPatterns';
import { sentences } from './questions';
import { sharedRun } from './wordRuns';

/** What a reply is held against. */
export interface OutputPolicy {
	/** Notes on products that only the team may read; dates in them are internal too. */
	internalNotes: readonly string[];
	/** Instructions: a reply may not repeat them. */
	secretTexts: readonly string[];
	/** Hosts that may be linked, subdomains included. */
	allowedHosts: readonly string[];
	/** Further patterns of the operator, over the sentence in lower case without accents. */
	forbidden: readonly RegExp[];
	/** Names of products: the number in "FB 300" is no amount. */
	productNames: readonly string[];
	/** What the customer wrote: their own address, site and numbers may be repeated. */
	customerText: string;
}
/** For words that no conversation stands behind: nobody's links, and nothing that the customer said. */
export const STRICTEST: OutputPolicy = {
	internalNotes: [],
	secretTexts: [],
	allowedHosts: [],
	forbidden: [],
	productNames: [],
	customerText: '',
};
export type Leak = { rule: string; excerpt: string };

const PROMPT_RUN = 7;
const NOTE_RUN = 4;
const DATES = new RegExp(`\\b(?:${MONTHS})(?: de |\\/| )?(?:\\d{4})?|\\b\\d{1,2}\\/\\d{2,4}\\b`, 'g');
const LINKS =
	/\bhttps?:\/\/[^\s)]+|\b(?:[\w-]+\.)+(?:com|net|org|io|app|ly|br|shop|store|info|xyz|online|dev|gg)(?:\.br)?\b(?:\/\S*)?|\b(?:wa|t)\.me\/\S+/gi;

/**
 * All that a reply says and may not: prices, discounts, instalments, freight, delivery promises, internal notes and dates, the prompt's text,
 * foreign links, and what the operator forbids.
 * @returns empty when it may be sent
 */
export function leaksIn(reply: string, policy: OutputPolicy): Leak[] {
	const text = withoutNames(withoutTheirNumbers(unmasked(reply), policy.customerText), policy.productNames);
	const amount = AMOUNT_NEXT.exec(plain(text))?.[0];
	return [
		...sentences(text).flatMap((sentence) => ofPatterns(plain(sentence), policy)),
		...(amount ? [{ rule: 'price', excerpt: amount }] : []),
		...ofSources(text, policy.internalNotes, NOTE_RUN, 'internal'),
		...ofDates(text, policy.internalNotes),
		...ofSources(text, policy.secretTexts, PROMPT_RUN, 'prompt'),
		...ofLinks(text, policy),
	];
}

function ofPatterns(sentence: string, { forbidden, customerText }: OutputPolicy): Leak[] {
	const own = plain(customerText);
	const leaks = LEAKS.flatMap(({ rule, pattern }) => {
		const excerpt = pattern.exec(sentence)?.[0];
		return excerpt && !repeatsNumber(rule, excerpt, own) && !repeatsDate(rule, sentence, excerpt, own) ? [{ rule, excerpt }] : [];
	});
	const refused = forbidden.flatMap((pattern) => new RegExp(pattern.source, 'iu').exec(sentence)?.[0] ?? []);
	return [...leaks, ...refused.map((excerpt) => ({ rule: 'forbidden', excerpt }))];
}

/** A bare number that the customer wrote of their production, and not of money, may be repeated. */
function repeatsNumber(rule: string, excerpt: string, customerText: string): boolean {
	if (rule !== 'price' || !/^[\d.,]+ ?(?:mil|k)?$/.test(excerpt)) return false;
	const measure = '[^.!?\\n]{0,25}\\b(?:(?:por|ao|no|na) (?:dia|mes|semana|hora)|hambur|pec|unidad|kg|kilo|quilo)';
	return new RegExp(`(?<![\\d.,])${excerpt.replaceAll('.', '\\.')}${measure}`).test(customerText);
}

/** "You need it delivered next week" repeats the customer's wish; it promises nothing. */
function repeatsDate(rule: string, sentence: string, excerpt: string, customerText: string): boolean {
	const when = new RegExp(TIME).exec(excerpt)?.[0];
	return rule === 'delivery' && when !== undefined && customerText.includes(when) && NEED.test(sentence) && !PROMISE.test(sentence);
}

const ofSources = (text: string, sources: readonly string[], length: number, rule: string): Leak[] =>
	sources.flatMap((source) => {
		const excerpt = sharedRun(text, source, length);
		return excerpt ? [{ rule, excerpt }] : [];
	});

function ofDates(text: string, notes: readonly string[]): Leak[] {
	const said = plain(text);
	const dates = notes.flatMap((note) => plain(note).match(DATES) ?? []).map((date) => date.trim());
	const months = dates.flatMap((date) => new RegExp(`^(?:${MONTHS})`).exec(date)?.[0] ?? date);
	return months
		.filter((date) => new RegExp(`(?<!\\w)${date.replace('/', '\\/')}(?!\\w)`).test(said))
		.map((excerpt) => ({ rule: 'internal', excerpt }));
}

function ofLinks(text: string, { allowedHosts, customerText }: OutputPolicy): Leak[] {
	const emails = (text.match(EMAILS) ?? []).map((email) => ({ shown: email, host: email.split('@')[1] }));
	const links = (text.replace(EMAILS, ' ').match(LINKS) ?? []).map((link) => ({
		shown: link,
		host: link.replace(/^https?:\/\//i, '').split(/[/:?#]/)[0],
	}));
	const isAllowed = (host: string): boolean => allowedHosts.some((allowed) => host === allowed || host.endsWith(`.${allowed}`));
	return [...emails, ...links]
		.filter(({ shown, host }) => !isAllowed(host.toLowerCase()) && !isTheirs(shown, customerText))
		.map(({ shown }) => ({ rule: 'link', excerpt: shown }));
}

/** An e-mail or a site that the customer called their own, without protocol and path; an address that they only want said is not. */
function isTheirs(shown: string, customerText: string): boolean {
	if (/[:/]/.test(shown)) return false;
	const escaped = shown.replace(/[.+]/g, '\\$&');
	return new RegExp(`(?<!\\p{L})(?:meu|minha|nosso|nossa|site|e-?mail)(?!\\p{L})[^!?\\n]{0,40}${escaped}`, 'iu').test(customerText);
}

/** Without what could hide words: invisible characters, look-alike widths, formatting marks, letters set apart. */
function unmasked(text: string): string {
	return text
		.normalize('NFKC')
		.replace(/[\p{Cf}\u00AD]/gu, '')
		.replace(/[*_~`]+/g, '')
		.replace(/(?<![\p{L}\d])(?:[\p{L}\d$][ .-]){3,}[\p{L}\d](?![\p{L}\d])/gu, (letters) => letters.replace(/[ .-]/g, ''));
}

function withoutNames(text: string, names: readonly string[]): string {
	const patterns = names
		.map((name) => name.replace(/[^\p{L}\d]+/gu, '').replace(/(\p{L})(?=\d)/gu, '$1[\\s_.-]*'))
		.filter((name) => /\d/.test(name));
	return patterns.reduce((left, pattern) => left.replace(new RegExp(`(?<![\\p{L}\\d])${pattern}(?![\\p{L}\\d])`, 'giu'), 'produto'), text);
}

/** A company number or phone that the customer gave may be repeated to them. */
function withoutTheirNumbers(text: string, customerText: string): string {
	const theirs = customerText.replace(/\D/g, '');
	return text.replace(/(?:\d[().\/ +-]*){10,14}/g, (shown) => (theirs.includes(shown.replace(/\D/g, '')) ? ' ' : shown));
}
