import { held } from './claimsForTests';
import { partedText } from '../../../../nodes/shared/core/claims/privateLines';

describe('words for the team in a text for customers', () => {
	it.each([
		['a line with a heading', 'Aluguel de vestidos\nUso interno: Ivone vai sair em maio', ['Uso interno: Ivone vai sair em maio']],
		['a heading in brackets', '(interno) Seu Abel deve duas diárias\nTemos garagem', ['(interno) Seu Abel deve duas diárias']],
		[
			'brackets in a paragraph',
			'Consertamos malas. (obs interna: o fornecedor atrasou o zíper) Loja no centro.',
			['(obs interna: o fornecedor atrasou o zíper)'],
		],
		['a call to the team', 'Aluguel de vans\nAtenção equipe: van 3 na oficina', ['Atenção equipe: van 3 na oficina']],
		['what is not to be told', 'Van com ar.\nA van 3 quebrou em Lorena, não comentar', ['A van 3 quebrou em Lorena, não comentar']],
	])('are known by %s', (_, text, notes) => {
		expect(partedText(text).notes).toEqual(notes);
		for (const note of notes) expect(partedText(text).open).not.toContain(note);
	});

	it.each([
		'Pintura interna e externa. Equipe própria.',
		'Medicina interna: Dra. Sônia',
		'Internato e semi-internato.',
		'Só com a equipe da loja.',
		'Clínica em Tatuí.\nEquipe: Dra. Ana (dermatologista), Dr. João (clínico)',
		'Sigilo: toda consulta é confidencial.',
	])('are none where the same words name a trade: %s', (text) => expect(partedText(text)).toEqual({ open: text, notes: [] }));
});

describe('what a note says', () => {
	const own = [
		'Vidraçaria em Tatuí. Box e espelho. Montador vai com hora marcada.\nUso interno: Ademir levou advertência por causa do espelho quebrado da dona Zilda',
	];
	const given = (asked: string) => ({ own, customer: asked, asked: [asked] });

	it('is held in any order of its words', () => {
		expect(held('Teve um espelho quebrado na dona Zilda, por isso a advertência.', given('o montador é cuidadoso?'))).toEqual(['internal']);
	});

	it('is held beside a name that the customer said', () => {
		expect(held('O Ademir levou advertência, vai outro no lugar.', given('pode vir o Ademir?'))).toEqual(['internal']);
	});

	it('is not told by the name alone, nor by what other lines say too', () => {
		expect(held('Vou ver se o Ademir pode ir e te aviso.', given('pode vir o Ademir?'))).toEqual([]);
		expect(held('O montador vai com hora marcada.', given('quem vem?'))).toEqual([]);
	});

	it('carries nothing: a number of the note is no ground', () => {
		const text = ['Aluguel de vans com 15 lugares.\n(interno) multa de 40 dias da van 2'];
		expect(held('A van tem 15 lugares.', { own: text })).toEqual([]);
		expect(held('O cadastro vale por 40 dias.', { own: text })).not.toEqual([]);
	});
});
