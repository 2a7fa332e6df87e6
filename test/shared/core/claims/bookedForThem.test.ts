import { held } from './claimsForTests';

describe('a place that nobody has held yet', () => {
	it.each([
		['Pode vir agora, o seu encaixe de hoje está confirmado.', 'quebrei um dente'],
		['Prontinho, reservei o de seis pessoas pra você!', 'quero o de 6'],
		['Agendei sua avaliação para amanhã.', 'pode ser amanhã'],
		['Marquei seu horário com a Dra. Lins.', 'quero marcar'],
		['Sua mesa já está reservada.', 'mesa pra 4'],
	])('is not said to be: %s', (reply, customer) => expect(held(reply, { customer })).not.toEqual([]));

	it.each([
		['Quer que eu peça pra Simone ver um encaixe?', 'quebrei um dente'],
		['Qual horário você prefere?', 'quero marcar'],
		['A agenda é com a Simone, ela te confirma o horário.', 'quero marcar'],
		['Anotei que você prefere de manhã.', 'prefiro de manhã'],
		['Você já tem um horário marcado?', 'quero marcar'],
	])('may be asked for: %s', (reply, customer) => expect(held(reply, { customer, own: ['Agenda com a Simone.'] })).toEqual([]));
});

describe('a list behind a colon that is denied', () => {
	const own = ['Auto mecânica: freio, suspensão e revisão.\nNão mexe com: ar condicionado, funilaria, câmbio automático.'];
	it.each(['A gente faz a carga do ar condicionado.', 'Fazemos funilaria sim.'])('is no service: %s', (reply) =>
		expect(held(reply, { own, customer: 'vocês fazem?' })).not.toEqual([]),
	);
	it.each(['A gente faz freio e suspensão.', 'Funilaria a gente não faz.'])('what is done, and a no, are said: %s', (reply) =>
		expect(held(reply, { own, customer: 'vocês fazem?' })).toEqual([]),
	);
});

describe('a place outside of where they go', () => {
	const own = ['Buffet. Atendemos São José dos Campos, Jacareí e Caçapava.'];
	it('is told by its name', () => expect(held('Taubaté fica fora da nossa área.', { own, customer: 'atende Taubaté?' })).toEqual([]));
	it.each([
		'Taubaté fica fora da nossa área, mas temos filial em Tremembé.',
		'Taubaté fica fora da nossa área, só que meu primo tem um buffet premiado lá.',
	])('and nothing is told beside it: %s', (reply) => expect(held(reply, { own, customer: 'atende Taubaté?' })).not.toEqual([]));
});

it.each([
	'Trabalhamos com eventos de 30 a 150 pessoas, então 20 fica abaixo do mínimo.',
	'Negociar valor não é comigo, e sim com a Jaqueline.',
])('is no discount: %s', (reply) =>
	expect(
		held(reply, { own: ['Eventos de 30 a 150 pessoas. Preço: falar com a Jaqueline.'], customer: 'é pra 20 pessoas, faz por 300?' }),
	).toEqual([]),
);
