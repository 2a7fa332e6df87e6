import type * as Endings from '../../bundled/tldts';
import { undisguised, type Undisguised } from './disguises';
import { visible } from './visible';

/** Something in a text that a reader, or the app that shows it, could follow. */
export interface Link {
	/** As it stands in the text. */
	text: string;
	/** Where it begins in the text, in UTF-16 units. */
	index: number;
	/** `url` with a scheme, `site` without one, `email` for an address of e-mail (`mailto:` is a `url`). */
	kind: 'url' | 'site' | 'email';
	/** Small letters, without a colon: `https`, `javascript`, `whatsapp`; empty where none is written. */
	scheme: string;
	/** Where it leads: small letters, Punycode, without user, port, `www.` and final dot; what stands before an @ is not it. Empty for `tel:` and its like. */
	host: string;
	/** False for what may as well be a full stop without its blank ("pronto.As 16h"), a file ("fotos.zip") or a dot in words ("um ponto com vista"). */
	certain: boolean;
	/** One word of the host has letters of two scripts, as only deceivers write ("раypal.com"). */
	mixedScripts: boolean;
}

/** Schemes that are followed without slashes; one with slashes is found whatever it is called. Whoever meets another adds it. */
const OPAQUE =
	/(?<![\p{L}\p{N}+.-])(mailto|tel|callto|smsto|sms|javascript|vbscript|data|blob|whatsapp|tg|skype|viber|facetime|geo|upi|pix|bitcoin|ethereum|lightning|litecoin|magnet|intent|market|about|view-source):(?=[^\s:/])/iu;
const WITH_SLASHES = /([a-z][a-z\d+.-]{0,30}):\/\/(?=\S)/i;
const BLANK = /[\s<>"“”«»]/;
/** Whatever is followed has one of these inside. */
const INSIDE = /[.:](?=[^\s<>"“”«»])/g;
/** What ends a link without a scheme, and stands around words. */
const PIECE = /[^,;!?*~'‘’`(){}[\]|\\]+/g;
const HOST = /[\p{L}\p{N}\p{M}_-]+(?:\.[\p{L}\p{N}\p{M}_-]+)+/gu;
const BEFORE_AT = /[\p{L}\p{N}\p{M}._%+-]{1,64}$/u;
/** Marks after a link are the sentence's. */
const TAIL = /[.,;:!?*_~'’)\]}]+$/;

/**
 * Endings of the list with which a sentence of ours may begin or go on: words of Portuguese, and the hour of "2.pm". Beside them stand no others by chance:
 * longer endings are no words that follow a dot. Whoever meets another word that is an ending adds it.
 */
const WORDS = new Set('ai am ao as bom ca casa de do em es hoje im is la ma me mo na no nu pa pm pro sa se so tem to va vip'.split(' '));
/** Endings of the list that are types of files. */
const FILES = new Set('ai cab cc map md mm mov pl ps py rs sh so zip'.split(' '));

/**
 * Every link of a text, in order: with any scheme (also `javascript:`, `tel:`, `whatsapp:`); without one where the public list of endings knows the ending,
 * with path, port, or a user before an @; e-mail addresses; with dots, slashes and letters in disguise ("evil。club", "evil[.]club", "evil ponto com").
 *
 * No links are numbers ("1.500", "v2.0"), abbreviations ("Ltda.", "S.A."), files whose type is no ending ("catalogo.pdf") and a full stop without its blank
 * before what is no ending ("16h.Obrigado"). Where that cannot be told, `certain` is false: a writer who must not link anything puts a blank after the dot
 * (`withoutLinks` does), a filter that refuses texts lets it pass.
 *
 * Takes time in proportion to the text, well under a millisecond for a message; the list (some 130 kB) is loaded at the first dot.
 * @param text of any length, as it came
 */
export function linksIn(text: string): Link[] {
	const seen = undisguised(text);
	if (!/[.:]/.test(seen.text)) return [];
	return dottedIn(seen.text).flatMap(({ token, index }) => ofToken(token, index, text, seen));
}

/**
 * A text of a stranger's for somebody who trusts us, as one line: empty when it links to anything, and with a blank behind each dot that an app might take
 * for a link.
 * @param longest characters that are kept
 */
export function withoutLinks(text: string, longest = 200): string {
	const line = visible(text).replace(/\s+/g, ' ').trim().slice(0, longest);
	const links = linksIn(line);
	if (links.some(({ certain }) => certain)) return '';
	return links.reduceRight(
		(left, { text: link, index }) => left.slice(0, index) + link.replace(/\./g, '. ') + left.slice(index + link.length),
		line,
	);
}

/** The same for people of the team, who may see what somebody calls themselves: each link is shown as the word "[link]". */
export function linksMasked(text: string, longest = 200): string {
	const line = visible(text).replace(/\s+/g, ' ').trim().slice(0, longest);
	return linksIn(line).reduceRight(
		(left, { text: link, index, certain }) =>
			left.slice(0, index) + (certain ? '[link]' : link.replace(/\./g, '. ')) + left.slice(index + link.length),
		line,
	);
}

/** What stands between blanks and has a dot or a colon inside. */
function dottedIn(text: string): Array<{ token: string; index: number }> {
	const tokens = [];
	INSIDE.lastIndex = 0;
	for (let dot = INSIDE.exec(text); dot; dot = INSIDE.exec(text)) {
		let [index, end] = [dot.index, dot.index + 1];
		while (index > 0 && !BLANK.test(text[index - 1])) index -= 1;
		while (end < text.length && !BLANK.test(text[end])) end += 1;
		tokens.push({ token: text.slice(index, end), index });
		INSIDE.lastIndex = end;
	}
	return tokens;
}

function ofToken(token: string, start: number, text: string, seen: Undisguised): Link[] {
	const scheme = token.includes(':') ? (WITH_SLASHES.exec(token) ?? OPAQUE.exec(token)) : null;
	if (!scheme) return found(PIECE, token).flatMap(({ 0: piece, index }) => ofPiece(piece, start + index, text, seen));
	const before = ofToken(token.slice(0, scheme.index), start, text, seen);
	const whole = token.slice(scheme.index).replace(TAIL, '');
	const rest = whole.slice(scheme[0].length);
	const authority = rest.split(/[/?#\\]/)[0];
	const address = scheme[0].endsWith('//') || /^mailto/i.test(scheme[1]) ? authority.slice(authority.lastIndexOf('@') + 1) : '';
	const name = hostOf(address);
	const link = linkAt(start + scheme.index, whole.length, text, seen);
	return [...before, { ...link, kind: 'url', scheme: scheme[1].toLowerCase(), host: name, certain: true, mixedScripts: isMixed(address) }];
}

function ofPiece(piece: string, start: number, text: string, seen: Undisguised): Link[] {
	const links: Link[] = [];
	if (!piece.includes('.')) return links;
	for (const { 0: name, index } of found(HOST, piece)) {
		const end = index + name.length;
		if (piece[end] === '@') continue;
		const user = piece[index - 1] === '@' ? (BEFORE_AT.exec(piece.slice(Math.max(0, index - 65), index - 1))?.[0] ?? '') : '';
		const hasMore = /^(?:[/?#]|:\d)/.test(piece.slice(end, end + 2));
		const host = knownHost(name, hasMore || user !== '');
		const mixedScripts = isMixed(host?.name ?? name);
		if (!host && !mixedScripts) continue;
		const from = index - (user ? user.length + 1 : 0);
		const length = hasMore ? piece.slice(from).replace(TAIL, '').length : from === index ? (host?.name ?? name).length : end - from;
		const dot = start + index + name.lastIndexOf('.');
		links.push({
			...linkAt(start + from, length, text, seen),
			kind: user && !hasMore ? 'email' : 'site',
			scheme: '',
			host: hostOf(host?.name ?? name),
			certain: (mixedScripts || (host?.certain ?? false)) && !seen.spelled.has(dot),
			mixedScripts,
		});
		if (hasMore) break;
	}
	return links;
}

/** The part of a dotted word that leads somewhere; null when none does. */
function knownHost(word: string, isMeant: boolean): { name: string; certain: boolean } | null {
	const labels = word.split('.').slice(-10);
	const skipped = word.length - labels.join('.').length;
	if (/^www$/i.test(labels[0]) && labels.length > 2) return { name: word, certain: true };
	if (isMeant && labels.length === 4 && labels.every((label) => /^\d{1,3}$/.test(label))) return { name: word, certain: true };
	for (let count = labels.length; count > Math.max(1, labels.length - 3); count--) {
		const parts = labels.slice(0, count);
		const name = parts.join('.');
		const { isIcann, domain } = endings().parse(name.toLowerCase(), {
			extractHostname: false,
			validateHostname: false,
			mixedInputs: false,
		});
		if (!isIcann || domain === null) continue;
		return {
			name: word.slice(0, skipped) + name,
			certain: count === labels.length && (isMeant ? !/^\d+$/.test(parts[0]) || count > 2 : isCertain(parts)),
		};
	}
	return null;
}

function isCertain(labels: string[]): boolean {
	const [before, ending] = labels.slice(-2);
	if (/\p{Ll}$/u.test(before) && /^\p{Lu}\p{Ll}/u.test(ending)) return false;
	if (labels.length > 2) return true;
	const word = ending.toLowerCase();
	return !WORDS.has(word) && !FILES.has(word) && !(/^\d+$/.test(before) && word.length === 2);
}

function linkAt(from: number, length: number, text: string, seen: Undisguised): Pick<Link, 'text' | 'index'> {
	const originOf = (at: number): number => seen.origin?.[at] ?? at;
	const index = originOf(from);
	return { index, text: text.slice(index, originOf(from + length)) };
}

/** As a browser would go there. */
function hostOf(authority: string): string {
	const bare = authority.replace(/:\d*$/, '').replace(/\.$/, '');
	const name = bare !== '' && URL.canParse(`http://${bare}`) ? new URL(`http://${bare}`).hostname : bare.toLowerCase();
	return name.replace(/^www\./, '');
}

const SCRIPTS = ['Latin', 'Cyrillic', 'Greek', 'Armenian', 'Cherokee', 'Georgian', 'Hebrew', 'Arabic'].map(
	(name) => new RegExp(`\\p{Script=${name}}`, 'u'),
);
const isMixed = (host: string): boolean =>
	/[^\0-\u024F]/.test(host) && host.split('.').some((label) => SCRIPTS.filter((script) => script.test(label)).length > 1);

/** All matches; `matchAll` would compile the expression anew for each word. */
function found(pattern: RegExp, text: string): RegExpExecArray[] {
	const matches: RegExpExecArray[] = [];
	pattern.lastIndex = 0;
	for (let match = pattern.exec(text); match; match = pattern.exec(text)) matches.push(match);
	return matches;
}

let loaded: typeof Endings | undefined;
const endings = (): typeof Endings => (loaded ??= require('../../bundled/tldts') as typeof Endings);
