import { carriedBy, CARRIED, UNHEARD } from '../../../../nodes/shared/core/claims/carried';
import { lowered } from '../../../../nodes/shared/core/claims/disguise';
import { groundsOf } from '../../../../nodes/shared/core/claims/grounds';
import { askedShare, NOTHING } from '../../../../nodes/shared/core/claims/statedWording';
import type { Said } from '../../../../nodes/shared/core/claims/topic';
import { seeded } from '../../../eval/mutations';

const TEXTS = [
	'Máquina A: 1,5 kg e 20 unidades. Aceita 2 sabores.',
	'Fale com vendas@loja.com.br ou 11 98765-4321.',
	'Não cortamos vidro.',
	'',
];

describe('texts of a ground', () => {
	it('are read together as each is by itself, in their order', () => {
		const [all, ...each] = [TEXTS, ...TEXTS.map((text) => [text])].map(groundsOf);
		expect(all.text).toBe(each.map(({ text }) => text).join(''));
		expect(all.ids).toEqual(['11987654321']);
		expect([...all.emails]).toEqual(['vendas@loja.com.br']);
		expect([...all.vocabulary]).toEqual([...new Set(each.flatMap(({ vocabulary }) => [...vocabulary]))]);
		expect([...all.figures.values()].flat()).toHaveLength(each.flatMap(({ figures }) => [...figures.values()].flat()).length);
		expect(all.figures.get(1500)?.map(({ unit, isWritten }) => [unit.name, isWritten])).toEqual([['g', false]]);
		expect(all.byUnit.get('g')?.map(({ value }) => value)).toEqual([1.5]);
	});

	it('a word of one of them is carried by all, and one that each only denies by none', () => {
		const [own, none] = [groundsOf(TEXTS), groundsOf([])];
		const by = (word: string) => carriedBy(word, { own, theirs: none, told: none }, false);
		expect(['maquina', 'sabores', 'cortamos', 'entrega'].map(by)).toEqual([CARRIED, CARRIED, UNHEARD, UNHEARD]);
		expect(carriedBy('cortamos', { own, theirs: none, told: none }, true)).toBe(CARRIED);
	});
});

it('how much of a question is carried is known anew for other grounds', () => {
	const words = { known: new Set<number>(), common: new Set<number>() };
	const said = { questions: ['voces tem maquina de sorvete?'] } as unknown as Said;
	const none = groundsOf([]);
	const shareFor = (texts: string[], one = said) => askedShare(one, { own: groundsOf(texts), theirs: none, told: none }, words);
	expect(shareFor(TEXTS)).toBe(2);
	expect(shareFor(['Sorvete'])).toBe(2);
	expect(shareFor(['Máquina de sorvete'])).toBe(4);
	expect(shareFor([])).toBe(0);
	expect(shareFor(TEXTS)).toBe(2);
	expect(shareFor(TEXTS, { ...said, questions: [''] })).toBe(NOTHING);
});

it('lower case without accents is the same letter by letter', () => {
	const plainly = (text: string) =>
		text
			.normalize('NFD')
			.replace(/[\u0300-\u036f]+/g, '')
			.toLowerCase();
	const letters = Array.from({ length: 0x300 }, (_, code) => String.fromCharCode(code));
	for (const letter of letters) expect([letter, lowered(`É${letter}x`)]).toEqual([letter, plainly(`É${letter}x`)]);
	const random = seeded(3);
	const signs = [...letters, '–', '…', '“', '😀', 'Σ', 'e\u0301', '가', '\u0323\u0301'];
	for (let n = 0; n < 2000; n++) {
		const text = Array.from({ length: 12 }, () => signs[Math.floor(random() * signs.length)]).join('');
		expect(lowered(text)).toBe(plainly(text));
	}
});
