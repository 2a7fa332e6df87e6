/** The longest part of a reply, in characters (handoff spec A13). */
export const LONGEST_PART = 1000;
/** A break before this share of the part would leave a stub. */
const EARLIEST_BREAK = 0.3;

/**
 * Cuts a long reply into parts for WhatsApp: at a blank line, else at a line's end, else at a blank, else hard. Nothing but the blanks at the cuts
 * is lost, and no sign that people see as one, such as a family of emoji, is torn apart.
 */
export function splitReply(reply: string, longest = LONGEST_PART): string[] {
	const parts: string[] = [];
	let rest = reply.trim();
	while (rest.length > longest) {
		const end = breakBefore(rest, longest);
		parts.push(rest.slice(0, end).trimEnd());
		rest = rest.slice(end).trimStart();
	}
	return rest === '' ? parts : [...parts, rest];
}

function breakBefore(text: string, longest: number): number {
	for (const separator of ['\n\n', '\n']) {
		const at = text.lastIndexOf(separator, longest);
		if (at > longest * EARLIEST_BREAK) return at;
	}
	const blank = text.lastIndexOf(' ', longest);
	if (blank > 0) return blank;
	return beforeSign(text, longest);
}

const SIGNS = new Intl.Segmenter('pt-BR', { granularity: 'grapheme' });
/** Where the sign begins that a cut there would tear apart. One that is longer than a part is cut between two of its characters. */
function beforeSign(text: string, longest: number): number {
	const sign = SIGNS.segment(text).containing(longest);
	if (sign && sign.index > 0) return sign.index;
	return isLowSurrogate(text.charCodeAt(longest)) ? longest - 1 : longest;
}

const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;
