import { beginning, Lines } from '../../../../nodes/shared/core/claims/lines';
import { anyOf, gated } from '../../../../nodes/shared/core/claims/gated';
import { seeded } from '../../../eval/mutations';

const WORDS = 'massa massas bolo bolos garantia garantido 12 120 1200 5 50 forno fornada entrega entregas prazo minutos minuto'.split(' ');

/** As it is said: the largest share of the words that stands in one line. */
const counted = (lines: string[][], words: string[], byBeginning: boolean): number =>
	words.length === 0
		? 0
		: Math.max(
				0,
				...lines.map(
					(line) =>
						words.filter((word) => line.includes(word) || (byBeginning && line.some((known) => known.startsWith(beginning(word))))).length,
				),
			) / words.length;

it('the share of words that one line has is what counting line by line gives, whatever was asked before', () => {
	const random = seeded(3);
	const some = (most: number) => Array.from({ length: Math.floor(random() * most) }, () => WORDS[Math.floor(random() * WORDS.length)]);
	for (let n = 0; n < 300; n++) {
		const texts = Array.from({ length: Math.floor(random() * 6) }, () => some(6));
		const lines = new Lines();
		for (const text of texts) lines.add(new Set(text));
		for (let asked = 0; asked < 4; asked++) {
			const words = some(7);
			for (const byBeginning of [false, true])
				expect([texts, words, lines.share(words, byBeginning)]).toEqual([texts, words, counted(texts, words, byBeginning)]);
		}
	}
});

it('of several patterns it is known at one look whether any may stand in a text, and never denied where one does', () => {
	const [one, other, third] = [gated(/\bpagamentos?\b/), gated(/\bdescont\w+/, /\{M\}/), gated(/\d{3}/)];
	const mayBe = anyOf(one, other);
	const texts = ['o pagamento', 'temos desconto', 'sai por {M}', 'nada disso', 'PAGA', '123', 'um descontinuado', 'pagam', 'desco'];
	for (const text of texts) expect([text, mayBe(text) || !(one.test(text) || other.test(text))]).toEqual([text, true]);
	expect([mayBe('nada disso'), mayBe('123'), anyOf(third)('123')]).toEqual([false, false, true]);
});
