import { held } from './claimsForTests';

const SHOP = ['Sebo em Curitiba.', 'Seg a sex 9h-19h, sáb 9h-14h. Domingo fechado.'];
const OFFICE = ['Escritório de locação de som.', 'Escritório de segunda a sexta, das 9h às 18h.'];
const FACTORY = ['Fábrica de gelo.', 'Retirada na fábrica das 5h às 20h, inclusive domingo e feriado.'];
const SCHOOL = ['Autoescola.', 'A secretaria atende de segunda a sexta, das 8h às 20h, e no sábado das 8h ao meio-dia.'];
const BAKERY = ['Padaria de bairro, aberta todos os dias das 6h às 21h.'];

it.each([
	[SHOP, 'sábado posso passar?', 'Pode sim, no sábado a gente fica até 17h.'],
	[OFFICE, 'até que horas posso ir ao escritório?', 'Pode vir até as 22h.'],
	[FACTORY, 'dá pra retirar de noite?', 'Sim, até as 22h.'],
	[SCHOOL, 'até que horas no sábado?', 'Eu fico até as 16h.'],
	[SCHOOL, 'a secretaria abre sábado?', 'Sábado das 8h às 14h.'],
	[FACTORY, 'ainda dá hoje?', 'Pedindo até as 21h a gente separa.'],
	[BAKERY, 'vou chegar tarde', 'Dá pra buscar até 23h.'],
])('a time that the texts give otherwise is held: %s', (own, customer, reply) => expect(held(reply, { own, customer })).not.toEqual([]));

it.each([
	[SHOP, 'sábado posso passar?', 'Pode sim, no sábado a gente fica até 14h.'],
	[OFFICE, 'até que horas posso ir ao escritório?', 'Pode vir até as 18h.'],
	[FACTORY, 'dá pra retirar de noite?', 'Sim, até as 20h.'],
	[SCHOOL, 'até que horas no sábado?', 'Ficamos até meio-dia.'],
	[SCHOOL, 'a secretaria abre sábado?', 'Sábado das 8h ao meio-dia.'],
	[SHOP, 'e no sábado?', 'Sábado, das 9h às 14h.'],
	[BAKERY, 'chego umas 20h, pode?', 'Pode vir às 20h, dá tempo.'],
	[BAKERY, 'quando vocês vêm?', 'Qual é o melhor horário, entre 6 e 11 da manhã?'],
])('one that they give, or the customer, is said: %s', (own, customer, reply) => expect(held(reply, { own, customer })).toEqual([]));
