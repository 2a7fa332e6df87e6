import { withHours, withStates } from '../../../../nodes/shared/core/claims/shortForms';
import { held } from './claimsForTests';

describe('states that are written short', () => {
	it.each([
		['entregamos em MG, ES e RJ', 'Atendemos Minas Gerais, Espírito Santo e Rio de Janeiro.'],
		['frota própria, BA/SE', 'Atendemos Bahia e Sergipe com frota própria.'],
	])('may be said at length: %s', (own, reply) =>
		expect(held(reply, { own: [own, 'Empresa de mudanças desde 1990, com frota própria e seguro.'] })).toEqual([]),
	);
	it('and no other', () =>
		expect(
			held('Atendemos também Pernambuco e Paraíba.', {
				own: ['entregamos em MG, ES e RJ', 'Mudanças e fretes desde 1990, carga seca e fracionada.'],
			}),
		).not.toEqual([]));
	it.each(['Campinas - SP', 'SE VOCE QUER', 'pode vir AM ou PM'])('none is made of what may be something else: %s', (text) =>
		expect(withStates(text)).toBe(text),
	);
});

describe('hours that are written short', () => {
	it.each([
		['seg a sex 8 as 18, sab 8 as 12', 'seg a sex 8h as 18h, sab 8h as 12h'],
		['domingo 9 a 13.', 'domingo 9h a 13h.'],
		['seg a sex 8–12 e 13h30–18', 'seg a sex 8h – 12h e 13h30 – 18h'],
		['sab: 7:30 as 11', 'sab: 7:30 as 11h'],
		['sexta 18 as 2.', 'sexta 18h as 2h.'],
		['terca a sexta das 10 as 19 e sabado 10 as 14', 'terca a sexta das 10h as 19h e sabado 10h as 14h'],
	])('are hours behind a day: %s', (line, read) => expect(withHours(line)).toBe(read));
	it.each(['turmas ter e qui 3 a 5 anos', 'sab 2 a 4 pessoas', 'seg a sex 8h as 18h', 'lote 8 a 12, 3 fotos'])(
		'and no hours otherwise: %s',
		(line) => expect(withHours(line)).toBe(line),
	);
	const own = ['seg a sex 8 as 18, sab 8 as 12'];
	it.each(['Sábado abrimos das 8h às 12h.', 'Durante a semana é das 8h às 18h.'])('so a reply may tell them: %s', (reply) =>
		expect(held(reply, { own, customer: 'que horas abre?' })).toEqual([]),
	);
	it.each(['Sábado das 8h às 12h.', 'No sábado abrimos das 8h às 12h.'])('also beside days at length: %s', (reply) =>
		expect(held(reply, { own: ['Móveis de segunda a sexta das 8h às 18h, sab 8 as 12.'], customer: 'tem horário?' })).toEqual([]),
	);
	it.each(['Sábado das 8h às 14h.', 'Domingo das 8h às 12h.'])('and no others there: %s', (reply) =>
		expect(held(reply, { own: ['Móveis de segunda a sexta das 8h às 18h, sab 8 as 12.'], customer: 'tem horário?' })).not.toEqual([]),
	);
	it('but none that they are not', () =>
		expect(held('Sábado abrimos das 8h às 16h.', { own, customer: 'que horas abre?' })).not.toEqual([]));
});
