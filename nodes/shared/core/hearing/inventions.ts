import { plain } from '../text/words';

/**
 * What transcribers are known to write where nobody spoke: credits of the films that they learned from. As operators see it, one a line; whoever finds another in a
 * history adds it in the node.
 */
export const INVENTIONS = `Legendas pela comunidade Amara.org
Legendas pela comunidade das Amara.org
Legendado por
Legenda por
Legendas por
Subtitles by the Amara.org community
Transcrição e Legendas
Tradução e legendas
Obrigado por assistir
Obrigada por assistir
Thanks for watching
Thank you for watching
Inscreva-se no canal
Inscreva-se no nosso canal
Se inscreva no canal
Não se esqueça de se inscrever
Deixe seu like
Ative o sininho
Até o próximo vídeo
Assista ao próximo vídeo
Um grande abraço e até a próxima
www.amara.org`;

const MOST_REPEATS = 3;
/** Words after an invention that still belong to it: "Legendado por João da Silva". */
const MOST_MORE = 4;

/**
 * What was really heard of a recording: words that are an invention of the transcriber, a sound in brackets, or one phrase again and again are none.
 * @param inventions what to take for an invention, one a line
 * @returns the words, or null
 */
export function heardWords(words: string, inventions: string = INVENTIONS): string | null {
	const known = inventions.split('\n').map(wordsAlone).filter(Boolean);
	const spoken = words.replace(/[[(*♪♫][^\])*♪♫]{0,80}[\])*♪♫]/gu, ' ').trim();
	const sentences = spoken.split(/[.!?\n…]+(?=\s|$)/u).filter((sentence) => wordsAlone(sentence) !== '');
	const real = sentences.filter(
		(sentence) =>
			!known.some(
				(one) =>
					wordsAlone(sentence) === one ||
					(wordsAlone(sentence).startsWith(`${one} `) && wordsAlone(sentence).slice(one.length).trim().split(' ').length <= MOST_MORE),
			),
	);
	if (real.length === 0 || isOnePhrase(wordsAlone(real.join(' ')).split(' '))) return null;
	return words.trim();
}

const wordsAlone = (text: string): string =>
	plain(text)
		.replace(/[^\p{L}\d]+/gu, ' ')
		.trim();

/** The same run of words from start to end, more often than anybody says it. */
function isOnePhrase(words: string[]): boolean {
	for (let length = 1; length * (MOST_REPEATS + 1) <= words.length && length <= 12; length++)
		if (words.every((word, n) => word === words[n % length])) return true;
	return false;
}
