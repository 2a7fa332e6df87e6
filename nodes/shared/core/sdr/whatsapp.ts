/**
 * Markdown as WhatsApp shows it (SDR spec F077): `**bold**` becomes `*bold*`, headings become bold lines, list marks become bullets, a link becomes
 * its words and its address; tables, rules and tags go.
 */
export function toWhatsApp(markdown: string): string {
	return markdown
		.replace(/\r\n?/g, '\n')
		.replace(/```[\w-]*\n?([\s\S]*?)```/g, '$1')
		.replace(/!?\[([^\]]*)\]\(\s*<?([^)\s>]+)>?[^)]*\)/g, (_, words: string, address: string) =>
			!words || words === address ? address : `${words}: ${address}`,
		)
		.replace(/<br\s*\/?>/gi, '\n')
		.replace(/<\/?[a-z][^<>]*>/gi, '')
		.replace(/^\s{0,3}#{1,6}\s+(.+?)\s*#*\s*$/gm, (_, title: string) => `*${title.replace(/\*+|__/g, '')}*`)
		.replace(/^[^\S\n]*\|?[^\S\n:|-]*[:|-]*-{3,}[^\n\w]*$/gm, '')
		.replace(/^[^\S\n]*\|(.+)\|[^\S\n]*$/gm, (_, cells: string) =>
			cells
				.split('|')
				.map((cell) => cell.trim())
				.join(' · '),
		)
		.replace(/^[^\S\n]*[*_]{3,}[^\S\n]*$/gm, '')
		.replace(/^([^\S\n]*)[*+-][^\S\n]+/gm, '$1• ')
		.replace(/^[^\S\n]*>[^\S\n]?/gm, '')
		.replace(/\*\*\*([^*\n]+)\*\*\*/g, '*_$1_*')
		.replace(/\*\*([^*\n]+)\*\*/g, '*$1*')
		.replace(/__([^_\n]+)__/g, '*$1*')
		.replace(/~~([^~\n]+)~~/g, '~$1~')
		.replace(/[^\S\n]+$/gm, '')
		.replace(/\n{3,}/g, '\n\n')
		.trim();
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
