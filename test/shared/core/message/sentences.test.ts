import { splitSentences } from '../../../../nodes/shared/core/message/sentences';

const REPLY =
	'Olá, Sra. Marina! Temos três formadoras de hambúrguer. A FB300 faz 300 por hora e custa R$ 12.500,00 à vista. Quer que eu mande a ficha técnica?';

describe('splitSentences', () => {
	it('keeps a text that fits', () => {
		expect(splitSentences(REPLY, 1000)).toEqual([REPLY]);
	});

	it('cuts between sentences alone, and puts as many into a message as fit', () => {
		expect(splitSentences(REPLY, 80)).toEqual([
			'Olá, Sra. Marina! Temos três formadoras de hambúrguer.',
			'A FB300 faz 300 por hora e custa R$ 12.500,00 à vista.',
			'Quer que eu mande a ficha técnica?',
		]);
	});

	it.each([
		[
			'an abbreviation',
			'Fale com o Dr. Paulo na Av. Brasil. Ele atende hoje.',
			['Fale com o Dr. Paulo na Av. Brasil.', 'Ele atende hoje.'],
		],
		['a number', 'Custa R$ 1.500. Parcelamos em 10x de 150.50 reais.', ['Custa R$ 1.500.', 'Parcelamos em 10x de 150.50 reais.']],
		['an address', 'Veja https://example.com/a.b?c=1. Gostou?', ['Veja https://example.com/a.b?c=1.', 'Gostou?']],
		['several marks', 'Sério?! Que bom... Vamos lá!', ['Sério?!', 'Que bom...', 'Vamos lá!']],
	])('knows %s', (_, text, parts) => {
		expect(splitSentences(text, Math.max(...parts.map((part) => part.length)))).toEqual(parts);
	});

	it('does not tear the number of an entry from its words', () => {
		expect(splitSentences('Opções:\n1. Formadora\n2. Moedor', 14)).toEqual(['Opções:', '1. Formadora', '2. Moedor']);
	});

	it('cuts a sentence that is too long for a message, and loses no word', () => {
		const long = `${'palavra '.repeat(60)}fim.`;
		const parts = splitSentences(`Oi. ${long}`, 100);
		expect(parts.every((part) => part.length <= 100)).toBe(true);
		expect(parts.join(' ').split(/\s+/)).toEqual(`Oi. ${long}`.split(/\s+/));
	});

	it.each([[''], ['  \n ']])('gives no message for %p', (text) => {
		expect(splitSentences(text, 100)).toEqual([]);
	});
});
