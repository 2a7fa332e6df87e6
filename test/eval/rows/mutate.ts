/** The ways in which people write the same words; each keeps what is said. `n` chooses the place, so that a run is the same every time. */
export const MUTATIONS: Record<string, (text: string, n: number) => string> = {
	plain: (text) => text,
	'no accents': (text) => text.normalize('NFD').replace(/\p{M}/gu, ''),
	'no punctuation': (text) => text.replace(/(?<![rR])[^\p{L}\p{N}\s$/.]|(?<=\p{L}{2})\./gu, '').trim(),
	upper: (text) => text.toUpperCase(),
	voice: (text) => `oi então ${text.toLowerCase().replace(/[!?,]/g, '')} tá bom obrigado`,
	abbreviations: (text) =>
		Object.entries(SHORT).reduce((said, [word, short]) => said.replace(new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, 'giu'), short), text),
	'drawn out': (text) => text.replace(/([aeiou])(?=\P{L}*$)/iu, '$1$1$1$1'),
	typo: (text, n) => changed(text, n, (word, at) => word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2)),
	missing: (text, n) => changed(text, n, (word, at) => word.slice(0, at) + word.slice(at + 1)),
	doubled: (text, n) => changed(text, n, (word, at) => word.slice(0, at + 1) + word.slice(at)),
	greeted: (text) => `Bom dia! ${text}`,
	framed: (text) => `${text}. Obrigada 🙏`,
};

const SHORT: Record<string, string> = {
	você: 'vc',
	vocês: 'vcs',
	não: 'n',
	para: 'pra',
	quanto: 'qto',
	mensagens: 'msgs',
	mensagem: 'msg',
	com: 'c',
	que: 'q',
	'por favor': 'pfv',
};

/** Changes one long word, somewhere after its second letter. */
function changed(text: string, n: number, change: (word: string, at: number) => string): string {
	const long = [...text.matchAll(/\p{L}{7,}/gu)];
	if (long.length === 0) return text;
	const { 0: word, index } = long[n % long.length];
	const at = 2 + (n % (word.length - 4));
	return text.slice(0, index) + change(word, at) + text.slice(index + word.length);
}
