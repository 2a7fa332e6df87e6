import { held } from './claimsForTests';

describe('a sum that somebody else asked of the customer', () => {
	it.each([
		['na outra me cobraram 2.500', 'Entendi, lá te pediram 2.500.'],
		['já paguei 900 reais pra um despachante e nada', 'Que chato. Esses 900 reais foram para qual serviço?'],
		['o outro me passou 400', 'Lá te passaram 400, certo? Qual é o seu carro?'],
	])('may be said again: %s', (customer, reply) => expect(held(reply, { customer })).toEqual([]));

	it.each([
		['na outra me cobraram 2.500', 'Lá te pediram 2.500, aqui fazemos por 2.200.'],
		['na outra me cobraram 2.500', 'Lá te pediram 3.000.'],
		['já paguei 900 reais', 'Por esses 900 reais a gente faz?'],
		['o outro me passou 400', 'Lá te passaram 400, consigo o mesmo.'],
	])('is no price of ours: %s', (customer, reply) => expect(held(reply, { customer })).toContain('price'));
});

describe('a day on which nothing is carried', () => {
	it.each(['No domingo não há entrega.', 'Domingo não entregamos.', 'Aos sábados não temos entregas.'])('may be told: %s', (reply) =>
		expect(held(reply, { customer: 'entregam domingo?', own: ['Não fazemos entrega no domingo nem aos sábados.'] })).toEqual([]),
	);
	it.each(['Domingo não entregamos, mas segunda chega aí.', 'Hoje não fazemos entrega, entregamos amanhã.'])(
		'and is no excuse for another: %s',
		(reply) => expect(held(reply, { customer: 'entregam domingo?' })).toContain('delivery'),
	);
});

describe('halves', () => {
	it.each(['É metade quando deixa a roupa e metade quando busca.', 'Metade no pedido e a outra metade na retirada.'])(
		'of a sum are terms of payment: %s',
		(reply) => expect(held(reply, { customer: 'como paga?' })).toContain('instalment'),
	);
	it.each(['Metade calabresa e metade frango, anotado!', 'Metade branca e metade azul, isso?'])('of a thing are none: %s', (reply) =>
		expect(held(reply, { customer: reply.toLowerCase() })).toEqual([]),
	);
});

describe('what a form of payment, a delivery or a discount only sounds like', () => {
	const own = [
		'Orientamos sobre a outorga, mas quem dá entrada no processo é o cliente. Prazo para devolver: até 2 dias úteis. Repetimos sem custo se avisar em até 30 dias da entrega.',
	];
	it.each([
		['Quem dá entrada no processo é o próprio cliente.', 'vocês cuidam da outorga?'],
		['Se avisar em até 30 dias da entrega, a gente repete.', 'e se não servir?'],
		['O prazo pra devolver é de até 2 dias úteis.', 'e se eu atrasar?'],
	])('is said: %s', (reply, customer) => expect(held(reply, { own, customer })).toEqual([]));
	it.each([
		['Dá entrada no cartão e o resto depois.', 'como paga?', 'instalment'],
		['Quer pagar? Fica bem menos.', 'quanto custa?', 'price'],
		['Negociar valor não é comigo, mas consigo 10% pra você.', 'faz por menos?', 'discount'],
		['Faço abaixo do preço da tabela.', 'faz por menos?', 'price'],
		['Chega em 5 dias depois da retirada.', 'quando chega?', 'delivery'],
		['O prazo é de até 2 dias úteis.', 'quando chega?', 'delivery'],
		['Entregamos em até 30 dias da entrada.', 'quando chega?', 'delivery'],
	])('and what is one is held: %s', (reply, customer, rule) => expect(held(reply, { own, customer })).toContain(rule));
});
