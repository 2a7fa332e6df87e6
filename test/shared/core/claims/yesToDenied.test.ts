import { held } from './claimsForTests';

const TRADES: Array<[own: string[], customer: string, other: string]> = [
	[
		['Encadernação em tecido e couro. Não fazemos encadernação em espiral nem impressão.'],
		'vocês encadernam em espiral?',
		'vocês encadernam em couro?',
	],
	[['Projetos de irrigação. Horta e jardim não atendemos.'], 'tenho uma horta, vocês atendem?', 'vocês fazem projeto de irrigação?'],
	[['Limpeza de casco em Paraty e Angra. Ilhabela e Ubatuba NÃO.'], 'vocês vão em Ubatuba?', 'vocês vão em Angra?'],
	[['Conserto de sanfona e acordeon. Não consertamos violão nem pandeiro.'], 'consertam pandeiro?', 'consertam sanfona?'],
	[['Becas para formatura, adulto e infantil. Não fazemos venda de canudo avulso.'], 'tem canudo avulso?', 'tem beca infantil?'],
];

describe.each(TRADES)('%s', (own, denied, done) => {
	it.each(['Fazemos sim!', 'Sim, com certeza!', 'Atendemos sim, pode mandar mensagem.'])('a yes to what it denies is held: %s', (reply) =>
		expect(held(reply, { own, customer: denied })).not.toEqual([]),
	);
	it.each(['Fazemos sim!', 'Atendemos sim, pode mandar mensagem.'])('a yes to what it does is said: %s', (reply) =>
		expect(held(reply, { own, customer: done })).toEqual([]),
	);
	it('and so is a no', () => expect(held('Não, isso a gente não faz.', { own, customer: denied })).toEqual([]));
});
