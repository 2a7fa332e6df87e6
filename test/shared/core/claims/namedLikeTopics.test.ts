import { held } from './claimsForTests';

describe('a thing of the operator’s that is named like a form of payment', () => {
	const own = ['Topografia em Tatuí. Levantamento planialtimétrico e projeto de parcelamento do solo.'];

	it('goes out as the operator’s text has it', () => {
		expect(held('Fazemos o projeto de parcelamento do solo.', { own })).toEqual([]);
	});

	it('is held where no text has it, and beside any word of paying', () => {
		expect(held('Fazemos parcelamento do valor.', { own })).toContain('instalment');
		expect(held('O projeto de parcelamento do solo você paga no cartão.', { own })).toContain('instalment');
	});
});

describe('work that is ready at a time', () => {
	const reply = 'As fotos ficam prontas na sexta.';

	it('is a delivery of whoever makes it', () => {
		expect(held(reply, { own: ['Estúdio de fotos em Tatuí.'], asked: ['quando recebo?'], customer: 'quando recebo?' })).toContain(
			'delivery',
		);
	});

	it('and what is told of a contact is none', () => {
		expect(held('Um consultor te chama na sexta.', { own: ['Estúdio de fotos em Tatuí.'] })).toEqual([]);
	});
});
