import { linksIn, type Link } from '../text/links';
import { hasId, type Grounds } from './grounds';
import { IDS, MAY_HAVE_ID } from './groundText';

/** Links, e-mail addresses, phones and numbers of documents that a text names without ground, and the text without any of them. */
export interface Addresses {
	strange: Array<{ rule: 'link' | 'contact'; excerpt: string }>;
	rest: string;
}

/**
 * @param text as a reader sees it (`unmasked`)
 * @param hosts further hosts that may be linked, subdomains included
 */
export function addressesIn(
	text: string,
	{ own, theirs, customer, hosts }: { own: Grounds; theirs: Grounds; customer: string; hosts: readonly string[] },
): Addresses {
	const links = linksIn(text).filter(({ certain }) => certain);
	const mayLink = (host: string): boolean => [...hosts, ...own.hosts].some((allowed) => host === allowed || host.endsWith(`.${allowed}`));
	const isFine = (link: Link): boolean =>
		!link.mixedScripts &&
		(link.kind === 'email'
			? own.emails.has(link.text.toLowerCase()) || mayLink(link.host) || isTheirs(link.text, customer)
			: (/^(?:https?)?$/.test(link.scheme) && mayLink(link.host)) || isTheirs(link.text, customer));
	const strange: Addresses['strange'] = links.filter((link) => !isFine(link)).map(({ text: excerpt }) => ({ rule: 'link', excerpt }));
	let rest = links.reduceRight((left, { index, text: link }) => `${left.slice(0, index)} site ${left.slice(index + link.length)}`, text);
	if (rest.includes('@'))
		rest = rest.replace(HANDLE, (handle) => {
			const name = handle.slice(1).toLowerCase();
			if (!own.text.includes(name) && !theirs.text.includes(name)) strange.push({ rule: 'link', excerpt: handle });
			return ' perfil ';
		});
	if (MAY_HAVE_ID.test(rest))
		rest = rest.replace(IDS, (shown, at: number) => {
			const digits = shown.replace(/\D/g, '');
			if (!isId(shown, digits) || /[$]\s*$/.test(rest.slice(Math.max(0, at - 3), at))) return shown;
			if (!hasId(own, digits) && !hasId(theirs, digits) && !isPart(digits, customer))
				strange.push({ rule: 'contact', excerpt: shown.trim() });
			return ' registro ';
		});
	return { strange, rest };
}

/** A name on a social network. */
const HANDLE = /(?<![\w.@])@[a-z][\w.]{2,}\w/gi;

/** Eight digits and more that are no amount, no date, no years and no days in a row. */
const isId = (shown: string, digits: string): boolean =>
	digits.length >= 8 &&
	digits.length <= 15 &&
	!/^\d{1,3}(?:[. ]\d{3})+$/.test(shown.trim()) &&
	!/^\d{1,3}\.\d{5,}$/.test(shown.trim()) &&
	!/^\d{1,2}\/\d{1,2}\/\d{2,4}$/.test(shown.trim()) &&
	!/^(?:19|20)\d\d ?[-/] ?(?:19|20)\d\d$/.test(shown.trim()) &&
	!/^\d{1,3}(?: ?[/-] ?\d{1,3})+$/.test(shown.trim());

/** The customer's digits, in whatever groups they wrote them. */
const isPart = (digits: string, customer: string): boolean => digits.length >= 10 && customer.replace(/\D/g, '').includes(digits);

const OWNED = '(?<!\\p{L})(?:meu|minha|nosso|nossa|site|e-?mail|insta\\p{L}*|sou d[aeo])(?!\\p{L})[^!?\\n]{0,40}';
const ORDERS =
	/(?<!\p{L})(?:responda|responde|diga|diz|escreva|escreve|mande|manda|fale|fala|repita|repete|envie|envia|confirma|confirme|clica|acess[ae]|copie|copia)(?!\p{L})/iu;

/** An address that the customer called their own, or wrote as an answer: one that they only want said is not, nor is more of it than they wrote. */
function isTheirs(shown: string, customer: string): boolean {
	if (/[:/]/.test(shown)) return false;
	const address = shown.toLowerCase().replace(/^www\./, '');
	const escaped = address.replace(/[.+*?^${}()|[\]\\]/g, '\\$&');
	if (new RegExp(`${OWNED}${escaped}`, 'iu').test(customer)) return true;
	return customer
		.toLowerCase()
		.split('\n')
		.some(
			(line) =>
				line.includes(address) &&
				!ORDERS.test(line) &&
				line.replace(address, '').replace(/https?:\/\/|www\.|[\s.,!:/]/g, '').length <= 20 &&
				!line.includes('?'),
		);
}
