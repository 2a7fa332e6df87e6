import { held } from './claimsForTests';

/** Pauses, closed days, rhythms and hours in words, each side beside the same texts. */
const SHOP = [
	'Loja de tintas em Itajaí. Segunda a sexta, 8h às 11h30 e 13h15 às 18h. Sábado 8h às 12h. Fechado domingo e feriado.',
	'Colorista vem a cada 15 dias. Mistura na hora às segundas e quintas.',
];
const holds = (reply: string, asked = ''): boolean =>
	held(reply, { own: SHOP, customer: asked, asked: asked === '' ? [] : [asked] }).length > 0;

describe('is held', () => {
	it.each([
		['without the pause', 'A loja não fecha pro almoço.'],
		['without the pause, otherwise', 'Ficamos abertos direto das oito às dezoito.'],
		['in the pause', 'Pode passar meio-dia e meia que tem gente aqui.'],
		['on a closed day', 'No domingo você também pode vir, estamos abertos.'],
		['more often than it is', 'A colorista está aqui todos os dias.'],
	])('%s: %s', (_, reply) => expect(holds(reply)).toBe(true));

	it('on a closed day that the question names', () => {
		expect(holds('Abre sim, pode vir.', 'abre domingo?')).toBe(true);
		expect(holds('Abre sim, pode vir.', 'abre sábado?')).toBe(false);
	});
});

describe('goes out', () => {
	it.each([
		['the pause itself', 'Fechamos pro almoço das onze e meia à uma e quinze.'],
		['hours in words', 'De manhã das oito até onze e meia, e de tarde da uma e quinze às seis.'],
		['no opening', 'Domingo a loja não abre.'],
		['a time when it is open', 'Pode passar às dez que tem gente aqui.'],
		['the rhythm itself', 'A colorista vem a cada quinze dias.'],
		['days as they are given', 'A mistura na hora acontece duas vezes na semana: segunda e quinta.'],
	])('%s: %s', (_, reply) => expect(holds(reply)).toBe(false));
});

it('where the texts give no pause, nobody is known to be away', () => {
	const own = ['Loja de tintas. Segunda a sexta, 8h às 18h.'];
	expect(held('A loja não fecha pro almoço.', { own })).toEqual([]);
});

it('open day and night is said as the text says it, and no other company may say so', () => {
	const asked = ['atendem de noite?'];
	expect(
		held('Atendemos sim, são vinte e quatro horas.', { own: ['Chaveiro Fecha Bem - 24h - Lages.'], customer: asked[0], asked }),
	).toEqual([]);
});
