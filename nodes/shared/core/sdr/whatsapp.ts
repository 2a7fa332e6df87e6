import { visible } from '../text/visible';

/** Tags of HTML that models write; anything else in angle brackets is the writer's. */
const TAG =
	/<\/?(?:a|b|big|blockquote|body|center|code|del|details|div|em|font|h[1-6]|hr|html|i|img|ins|li|mark|ol|p|pre|s|small|span|strike|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|tr|u|ul)(?:\s[^<>]*)?\/?>/gi;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'", nbsp: ' ' };
const AUTOLINK = /<((?:https?|ftp):\/\/[^\s<>]+|(?:mailto:|tel:)[^\s<>]+|[\w.%+-]+@[\w-]+(?:\.[\w-]+)+)>/gi;
/** A link in words; its address may hold one pair of brackets, and a title may follow. */
const LINK = /!?\[([^\]\n]*)\]\(\s*<?((?:[^()\s<>]|\([^()\s]*\))+)>?(?:\s+["'(][^\n]*?["')])?\s*\)/g;
/** What stands in an address is no formatting: it is put aside under a character that nobody writes. */
const ADDRESS = /(?:https?|ftp):\/\/[^\s<>*"]*[^\s<>*".,;:!?)\]}_~'`]/gi;
const ASIDE = /\uE000(\d+)\uE001/g;

/**
 * Markdown as WhatsApp shows it (SDR spec F077): `**bold**` becomes `*bold*`, headings become bold lines, list marks become bullets, a link becomes
 * its words and its address; tables, rules and tags go. A lone `*word*` is italic where the writer makes bold with two stars, and WhatsApp's bold where not.
 * What nobody sees is taken out.
 * @returns empty when nothing that can be seen is left
 */
export function toWhatsApp(markdown: string): string {
	const aside: string[] = [];
	const given = visible(markdown)
		.replace(/[\uE000\uE001]/g, '')
		.replace(/```[\w-]*\n?([\s\S]*?)```/g, '$1')
		.replace(AUTOLINK, (_, address: string) => address.replace(/^(?:mailto|tel):/i, ''))
		.replace(LINK, (_, words: string, address: string) => shownLink(words, address))
		.replace(ADDRESS, (address) => `\uE000${aside.push(address) - 1}\uE001`)
		.replace(/\\([\\`*_{}[\]()#+\-.!>~|])/g, (_, mark: string) => `\uE000${aside.push(mark) - 1}\uE001`);
	const shown = inline(blocks(given))
		.replace(/&(amp|lt|gt|quot|apos|#39|nbsp);/g, (_, name: string) => ENTITIES[name])
		.replace(ASIDE, (_, n: string) => aside[Number(n)] ?? '')
		.replace(/[^\S\n]+$/gm, '')
		.replace(/\n{3,}/g, '\n\n')
		.trim();
	return visible(shown);
}

function shownLink(words: string, address: string): string {
	const label = words.replace(/[*_~`]+/g, '').trim();
	const bare = (text: string): string => text.replace(/^(?:https?:\/\/|mailto:|tel:)?(?:www\.)?|\/$/gi, '').toLowerCase();
	if (/^(?:mailto|tel):/i.test(address)) return label || address.replace(/^\w+:/, '');
	return label === '' || bare(label) === bare(address) ? address : `${label}: ${address}`;
}

const bold = (words: string): string => `\uE002${words.replace(/\*+|__/g, '').trim()}\uE002`;

const blocks = (text: string): string =>
	text
		.replace(/<br\s*\/?>/gi, '\n')
		.replace(TAG, '')
		.replace(/^(?![^\S\n]*[|>*+#-])([^\n]+)\n[^\S\n]*=+[^\S\n]*$/gm, (_, title: string) => bold(title))
		.replace(/^\s{0,3}#{1,6}\s+(.+?)\s*#*\s*$/gm, (_, title: string) => bold(title))
		.replace(/^[^\S\n]*\|?[^\S\n:|-]*[:|-]*-{3,}[^\n\w]*$/gm, '')
		.replace(/^[^\S\n]*\|(.+)\|[^\S\n]*$/gm, (_, cells: string) =>
			cells
				.split('|')
				.map((cell) => cell.trim())
				.join(' · '),
		)
		.replace(/^[^\S\n]*[*_]{3,}[^\S\n]*$/gm, '')
		.replace(/^([^\S\n]*)[*+-][^\S\n]+(?:\[([ xX])\][^\S\n]+)?/gm, (_, indent: string, done: string | undefined) =>
			done === undefined ? `${indent}• ` : `${indent}${done === ' ' ? '☐' : '☑'} `,
		)
		// WhatsApp has quotes of its own, one deep.
		.replace(/^[^\S\n]*>[>\s]*?(?=[^>\s]|$)/gm, '> ');

function inline(text: string): string {
	const hasDoubleStars = /\*\*[^\s*][^\n]*?\*\*/.test(text);
	return text
		.replace(/\*\*\*[^\S\n]*([^*\n]+?)[^\S\n]*\*\*\*/g, '\uE002_$1_\uE002')
		.replace(
			/\*\*[^\S\n]*((?:[^*\n]|\*(?!\*))+?)[^\S\n]*\*\*/g,
			(_, words: string) => `\uE002${words.replace(/\*([^*\n]+)\*/g, '_$1_')}\uE002`,
		)
		.replace(/(?<![\w*])\*(?![\s*])([^*\n]*[^\s*])\*(?![\w*])/g, hasDoubleStars ? '_$1_' : '*$1*')
		.replace(/(?<![\w_])__(?!\s)([^\n]*?[^\s_])__(?![\w_])/g, '*$1*')
		.replace(/~~([^~\n]+)~~/g, '~$1~')
		.replace(/\uE002/g, '*');
}

/** The text within a length, cut after a sentence or a word (WhatsApp itself refuses more than 4,096 characters). */
export function shortened(text: string, most: number): string {
	if (text.length <= most) return text;
	const start = text.slice(0, most);
	const sentence = Math.max(start.lastIndexOf('. '), start.lastIndexOf('! '), start.lastIndexOf('? '), start.lastIndexOf('\n'));
	if (sentence > most / 3) return start.slice(0, sentence + 1).trim();
	const word = start.slice(0, most - 1).lastIndexOf(' ');
	return `${start.slice(0, word > 0 ? word : most - 1).trim()}…`;
}
