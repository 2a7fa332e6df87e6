import { held } from './claimsForTests';

describe('a promise', () => {
	const shop = ['Loja de piscinas em Santos. Piscinas de fibra e de vinil. Instaladores próprios.'];

	it.each(['Garanto que essa piscina nunca vai trincar.', 'Prometo que a obra termina sem sujeira.', 'Essa fibra não trinca, te garanto.'])(
		'is held where somebody vouches for it: %s',
		(reply) => {
			expect(held(reply, { own: shop })).toEqual(['fact']);
		},
	);

	it.each([
		'Prometo que te retorno hoje com a resposta.',
		'Eu não garanto isso sem falar com a equipe.',
		'Garanto que vou passar seu recado à equipe.',
	])('is not what is said of an answer, and not what is denied: %s', (reply) => {
		expect(held(reply, { own: shop })).toEqual([]);
	});
});

it("a unit that was said before stands for the number after it, but not another line's", () => {
	const own = ['Plano: 500 Mbps de download e 250 Mbps de upload; Roteador incluso'];
	expect(held('O plano tem 500 mega de download e 250 de upload.', { own })).toEqual([]);
	expect(held('O plano tem 500 mega de download e 300 de upload.', { own })).toEqual(['fact']);
});
