import type { Said } from './said';
import { FILLER, GOVERNED, NEGATION, POLITE } from './words';

/** Auxiliaries that anybody puts between a negation and what it governs. */
const MOST_BETWEEN = 12;

/**
 * Whether a negation takes back what is said from one word to another: it stands before it in the same clause with nothing but auxiliaries between ("não quero falar com",
 * "sem falar com"), or right after it at the end ("atendente não"). "Não entendi nada quero um atendente" and "não pode me ligar?" ask for what they name.
 */
export function isNegated({ tokens }: Said, from: number, end: number): boolean {
	for (let n = from; n > 0 && n > from - MOST_BETWEEN; n--) {
		const [word, before] = [tokens[n], tokens[n - 1]];
		if (word.breakBefore || before.sentence !== word.sentence) break;
		if (NEGATION.has(before.word)) return !(before.asked && POLITE.has(word.word));
		if (!FILLER.has(before.word) && !GOVERNED.has(before.word)) break;
	}
	// "Não quero papo com máquina não" says it twice.
	if (NEGATION.has(tokens[from].word)) return false;
	const [after, next] = [tokens[end], tokens[end + 1]];
	const sentence = tokens[end - 1].sentence;
	const isLast = !next || next.breakBefore || next.sentence !== sentence || FILLER.has(next.word);
	return after !== undefined && after.word === 'nao' && after.sentence === sentence && !after.breakBefore && isLast;
}
