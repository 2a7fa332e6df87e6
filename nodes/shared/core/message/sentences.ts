import { splitReply } from './splitReply';

/** Words whose full stop ends no sentence, before a capital or a digit; whoever meets another adds it: a sentence is cut too early without it, no more. */
const ABBREVIATION = /(?:^|[\s(])(?:sra?|srta|dra?|profa?|eng|av|tel|cel|n|nº|art|pág|ex|obs|aprox|máx|mín|ltda|cia|[a-zà-ú])\.\s*$/i;
/** The number of a list's entry, "1." at the start of a line. */
const ENTRY_NUMBER = /(?:^|\n)\s*\d{1,3}[.)]\s*$/;

/**
 * Cuts a text into messages of whole sentences, as many as fit; a sentence that is longer than a message is cut as a long reply is. Nothing but the
 * blanks at the cuts is lost.
 * @param longest characters that a message may have
 */
export function splitSentences(text: string, longest: number): string[] {
	const parts: string[] = [];
	let part = '';
	for (const sentence of sentencesOf(text)) {
		if (part !== '' && (part + sentence).trim().length > longest) {
			parts.push(part);
			part = '';
		}
		part += sentence;
	}
	return [...parts, part].flatMap((one) => splitReply(one, longest));
}

/** The sentences with the blanks after them: together they are the text. */
function sentencesOf(text: string): string[] {
	const sentences: string[] = [];
	let begun = '';
	for (const { segment } of new Intl.Segmenter('pt-BR', { granularity: 'sentence' }).segment(text)) {
		begun += segment;
		if (ABBREVIATION.test(begun) || ENTRY_NUMBER.test(begun)) continue;
		sentences.push(begun);
		begun = '';
	}
	return begun === '' ? sentences : [...sentences, begun];
}
