import { held } from './claimsForTests';

describe('what the customer told of themselves or of others', () => {
	it.each([
		['na outra serralheria fizeram por 4 mil', 'Certo, a outra serralheria fez por 4 mil.'],
		['a concorrente me dá 8% e o frete', 'Entendi, a concorrente te dá 8% e o frete.'],
		['só fecho se for em 6x sem juros', 'Entendido, você só fecha se for em 6x sem juros.'],
		['pago 0,35 por cópia hoje', 'Hoje você paga 0,35 por cópia, certo.'],
		['paguei 1.200 na última e encolheu', 'Puxa, pagou 1.200 e encolheu, que chato.'],
	])('is given back: %s', (customer, reply) => expect(held(reply, { customer })).toEqual([]));

	it.each([
		['na outra serralheria fizeram por 4 mil', 'A outra serralheria fez por 4 mil, a gente faz por 3.500.'],
		['a concorrente me dá 8% e o frete', 'A concorrente te dá 8% e o frete, consigo o mesmo.'],
		['só fecho se for em 6x sem juros', 'Você só fecha se for em 6x sem juros? Combinado, pode ser.'],
		['só fecho se for em 6x', 'Você só fecha se for em 6x sem juros, anotado.'],
		['pago 0,35 por cópia hoje', 'Hoje você paga 0,35, aqui sai 0,30.'],
		['posso pagar só quando chegar?', 'Pode ser, você paga depois que receber.'],
	])('and nothing is granted with it: %s', (customer, reply) => expect(held(reply, { customer })).not.toEqual([]));
});
