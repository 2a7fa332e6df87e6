import { MESSAGES, REPLIES } from './heldOut/measure';
import { MUTATIONS, seeded } from './mutations';

const TEXTS = [...MESSAGES.map(({ text }) => text), ...REPLIES.map(({ reply }) => reply)];
const named = (name: string) => MUTATIONS.find((mutation) => mutation.name === name)!;
const written = (name: string, text: string, seed = 1) => named(name).of(text, seeded(seed));

/** Letters wrong, dropped or added between two words. */
function distance(a: string, b: string): number {
	const rows = [...a].reduce(
		(above, letter, i) =>
			[...b].reduce((row, other, j) => [...row, Math.min(row[j] + 1, above[j + 1] + 1, above[j] + (letter === other ? 0 : 1))], [i + 1]),
		Array.from({ length: b.length + 1 }, (_, n) => n),
	);
	return rows[b.length];
}

it('each has a name of its own', () => {
	expect(new Set(MUTATIONS.map(({ name }) => name)).size).toBe(MUTATIONS.length);
});

describe.each(MUTATIONS)('$name', ({ of }) => {
	const results = TEXTS.map((text, n) => of(text, seeded(n)));

	it('gives the same for the same seed', () => {
		expect(TEXTS.map((text, n) => of(text, seeded(n)))).toEqual(results);
	});

	it('keeps every digit and every address', () => {
		const kept = (text: string) => text.toLowerCase().match(/\d|[\w-]+@[\w.-]+\w|[\w-]+\.(?:com|net|site|ly)[\w./-]*\w/g);
		expect(results.map(kept)).toEqual(TEXTS.map(kept));
	});

	it('changes something, and leaves nothing empty', () => {
		expect(results.filter((result, n) => result !== TEXTS[n]).length).toBeGreaterThan(TEXTS.length / 4);
		expect(results.every((result) => result.trim().length > 0)).toBe(true);
	});
});

describe('typos', () => {
	it('one letter a word, in words of five letters or more, never at its ends', () => {
		const pairs = TEXTS.flatMap((text, n) => {
			const words = written('typos', text, n).split(' ');
			return text.split(' ').map((word, at) => [word, words[at]]);
		}).filter(([word, typed]) => word !== typed);
		expect(pairs.length).toBeGreaterThan(200);
		expect(pairs.filter(([word, typed]) => distance(word, typed) !== 1)).toEqual([]);
		const letters = (word: string) => word.match(/\p{L}/gu)!;
		expect(pairs.filter(([word]) => letters(word).length < 5)).toEqual([]);
		expect(pairs.filter(([word, typed]) => word[0] !== typed[0] || word.at(-1) !== typed.at(-1))).toEqual([]);
	});

	it.each(['Sai por quarenta', 'Treze e onze', 'Vinte', 'site 4x4', 'a b c'])('%s has no word that may be mistyped', (text) => {
		const few = Array.from({ length: 50 }, (_, seed) => written('typos', text, seed));
		expect(new Set(few)).toEqual(new Set([text]));
	});

	it('never gives another word that exists', () => {
		const typed = Array.from({ length: 200 }, (_, seed) => named('typos').of('frente', seeded(seed), (word) => word === 'frete'));
		expect(typed).not.toContain('frete');
		expect(new Set(typed).size).toBeGreaterThan(5);
	});
});

it.each([
	['no accents', 'Não é à vista, José! Coração em 2 m²', 'Nao e a vista, Jose! Coracao em 2 m²'],
	['no accents', 'O prеço é 450', 'O prеco e 450'],
	['no punctuation', 'Oi! Quanto custa? Obrigado...', 'Oi Quanto custa Obrigado'],
	['no punctuation', 'R$ 1.500,00 às 8:30, em loja.com.br.', 'R$ 1.500,00 às 8:30 em loja.com.br'],
	['no punctuation', 'Não, a entrega é paga.', 'Não, a entrega é paga'],
	['no punctuation', 'São 2, 3 ou 4.', 'São 2, 3 ou 4'],
	['no punctuation', '1) Cidade? 2) Volume?', '1) Cidade 2) Volume'],
	['abbreviations', 'para de mandar o pão', 'para de mandar o pão'],
	['abbreviations', 'escreva para ana@loja.com.br', 'escreva para ana@loja.com.br'],
	['abbreviations', 'veja loja.com e naoe.com', 'veja loja.com e naoe.com'],
	['upper case', 'Sai por 3k', 'SAI POR 3K'],
])('%s: %s', (name, text, expected) => {
	expect(written(name, text)).toBe(expected);
});

it.each([
	['você', 'vc'],
	['vocês', 'vcs'],
	['que', 'q'],
	['com', 'c/'],
	['é', 'eh'],
	['porque', 'pq'],
	['Mensagem', 'msg'],
])('%s is shortened to %s', (word, short) => {
	expect(written('abbreviations', `ola ${word} ola`)).toBe(`ola ${short} ola`);
});

it('"para" is shortened before what it leads to', () => {
	expect(['pra falar', 'p/ falar']).toContain(written('abbreviations', 'para falar'));
});

describe('voice', () => {
	it('only adds: the words stay in their order', () => {
		const isWithin = (words: string[], said: string[]) =>
			said.reduce((left, word) => (word === left[0] ? left.slice(1) : left), words).length === 0;
		const lost = TEXTS.filter((text, n) => {
			const said = written('voice', text, n).toLowerCase().split(' ');
			return !isWithin(written('no punctuation', text).toLowerCase().split(/\s+/), said);
		});
		expect(lost).toEqual([]);
	});

	it.each(['quero mandar sete unidades hoje', 'quero parar agora', 'preciso para sábado'])(
		'%s: nothing between a word and what it rules',
		(text) => {
			const said = Array.from({ length: 60 }, (_, seed) => written('voice', text, seed)).join('\n');
			expect(said).not.toMatch(/(?:sete|parar|para) (?:tipo|então)/);
		},
	);
});
