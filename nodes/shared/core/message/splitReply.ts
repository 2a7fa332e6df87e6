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

/** The longest text of the official API, and how many messages a reply has there at the most: each costs, and more than one in 6 seconds is too many (issue 19, 5). */
const LONGEST_MESSAGE = 4096;
const MOST_MESSAGES = 3;

/**
 * A reply as messages of the official API: one wherever it can be. What three do not hold is not said.
 * @param pieces what belongs together, such as a greeting and the answer
 */
export function fewMessages(pieces: string[]): string[] {
	const whole = pieces
		.map((piece) => piece.trim())
		.filter(Boolean)
		.join('\n\n');
	const parts = splitReply(whole, LONGEST_MESSAGE);
	if (parts.length <= MOST_MESSAGES) return parts;
	const last = parts[MOST_MESSAGES - 1];
	const cut = last.length < LONGEST_MESSAGE ? last : splitReply(last, LONGEST_MESSAGE - 1)[0];
	return [...parts.slice(0, MOST_MESSAGES - 1), `${cut}…`];
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
