import { held } from './claimsForTests';

describe('what the customer told of themselves or of others', () => {
	it.each([
		['na outra serralheria fizeram por 4 mil', 'Certo, a outra serralheria fez por 4 mil.'],
		['a concorrente me dá 8% e o frete', 'Entendi, a concorrente te dá 8% e o frete.'],
		['só fecho se for em 6x sem juros', 'Entendido, você só fecha se for em 6x sem juros.'],
		['pago 0,35 por cópia hoje', 'Hoje você paga 0,35 por cópia, certo.'],
		['paguei 1.200 na última e encolheu', 'Puxa, pagou 1.200 e encolheu, que chato.'],
		['gastei 9 mil no último pintor e ele sumiu', 'Que situação, gastar 9 mil e o pintor sumir.'],
		['na outra loja o rolo tava 210, vcs cobrem?', 'Entendi, lá o rolo tava 210.'],
		['nossa verba é 7 mil', 'Vou passar para a equipe que a verba de vocês é de 7 mil.'],
		['minha sacada é 3x1,5', 'Sacada de 3 por 1,5, boa!'],
		['meu cachorro engoliu uma meia', 'Puxa, ele engoliu uma meia!'],
	])('is given back: %s', (customer, reply) => expect(held(reply, { customer })).toEqual([]));

	it.each([
		['na outra serralheria fizeram por 4 mil', 'A outra serralheria fez por 4 mil, a gente faz por 3.500.'],
		['a concorrente me dá 8% e o frete', 'A concorrente te dá 8% e o frete, consigo o mesmo.'],
		['só fecho se for em 6x sem juros', 'Você só fecha se for em 6x sem juros? Combinado, pode ser.'],
		['só fecho se for em 6x', 'Você só fecha se for em 6x sem juros, anotado.'],
		['pago 0,35 por cópia hoje', 'Hoje você paga 0,35, aqui sai 0,30.'],
		['posso pagar só quando chegar?', 'Pode ser, você paga depois que receber.'],
		['quero fechar dia 22 de maio', 'Pronto, dia 22 de maio está reservado.'],
		['gastei 9 mil no último pintor', 'Gastou 9 mil? Aqui fazemos por 8 mil.'],
	])('and nothing is granted with it: %s', (customer, reply) => expect(held(reply, { customer })).not.toEqual([]));
});
