import { folded } from '../text/folded';
import type { Intent } from './intents';

/** What nobody could tell. */
export const UNKNOWN = 'desconhecido';

/** A text for comparing: letters and digits with one blank between, as a whole. */
const plain = (text: string): string =>
	` ${folded(text)
		.text.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim()} `;

/** Words that say that something is not so, in front of what they are about: "não quero cancelar". */
const DENIES = / (?:nao|nem|nunca|jamais|sem) (?:[\p{L}\p{N}]+ ){0,3}$/u;

/**
 * The first intent of the list whose words a message has, as whole words and not denied; a phrase that begins with a denial itself means it. Null where there is none.
 */
export function heardIntent(message: string, intents: readonly Intent[]): Intent | null {
	const said = plain(message);
	return intents.find(({ words }) => words.some((word) => isSaid(said, plain(word)))) ?? null;
}

function isSaid(said: string, word: string): boolean {
	if (word.trim() === '') return false;
	for (let at = said.indexOf(word); at >= 0; at = said.indexOf(word, at + 1)) if (!DENIES.test(said.slice(0, at + 1))) return true;
	return false;
}

/** Words of anger (C7: two or more, or one that is meant strongly); the list is of the tone, not of the trade. */
const ANGRY = [
	'absurdo',
	'pessimo',
	'pessima',
	'horrivel',
	'ridiculo',
	'ridicula',
	'vergonha',
	'descaso',
	'lixo',
	'palhacada',
	'odeio',
	'raiva',
	'indignado',
	'indignada',
	'inaceitavel',
];
const STRONGLY = ['muito', 'totalmente', 'completamente', 'extremamente', 'super'];
/** Two, of which a strengthened one counts one and a half. */
const VERY_ANGRY = 2;

/** Whether the sender is very upset (`muito_negativo`). */
export function isVeryAngry(message: string): boolean {
	const words = plain(message).trim().split(' ');
	const anger = words.reduce((sum, word, n) => sum + (ANGRY.includes(word) ? (STRONGLY.includes(words[n - 1] ?? '') ? 1.5 : 1) : 0), 0);
	return anger >= VERY_ANGRY;
}
