/** A web address in running text: from its scheme to the next blank, quote or angle bracket. Other schemes stay text. */
const ADDRESS = /\bhttps?:\/\/[^\s<>"“”«»]+/giu;
/** What ends a sentence or a bracket, not an address; a closing bracket belongs to it only when it was opened in it. */
const SENTENCE_END = /[.,;:!?'’*_~…\])}]$/u;
const OPENED: Record<string, string> = { ')': '(', ']': '[', '}': '{' };

const count = (text: string, sign: string): number => text.split(sign).length - 1;

function trimmed(found: string): string {
	let address = found;
	while (SENTENCE_END.test(address)) {
		const last = address.slice(-1);
		const opening = OPENED[last];
		if (opening !== undefined && count(address, opening) >= count(address, last)) break;
		address = address.slice(0, -1);
	}
	return address;
}

/** An address that a browser would open, and no password of anybody's hidden before the host: "https://banco.example@evil.example". */
function isWebAddress(text: string): boolean {
	if (!URL.canParse(text)) return false;
	const { protocol, username, password } = new URL(text);
	return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '';
}

/** A text in pieces: words, and the web addresses among them, in their order. Joined they are the text. */
export function pieces(text: string): { text: string; isAddress: boolean }[] {
	const found: { text: string; isAddress: boolean }[] = [];
	let end = 0;
	for (const match of text.matchAll(ADDRESS)) {
		const address = trimmed(match[0]);
		if (!isWebAddress(address)) continue;
		if (match.index > end) found.push({ text: text.slice(end, match.index), isAddress: false });
		found.push({ text: address, isAddress: true });
		end = match.index + address.length;
	}
	if (end < text.length) found.push({ text: text.slice(end), isAddress: false });
	return found;
}
