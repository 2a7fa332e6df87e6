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

describe('to agree with what the customer supposes of the company', () => {
	const own = ['Clínica de olhos em Natal. Consulta com hora marcada. Garantia de 3 meses nas lentes.'];
	it.each([
		['vi que tem estacionamento coberto', 'Tem estacionamento coberto.'],
		['eu queria saber se tem estacionamento coberto', 'Tem estacionamento coberto.'],
		['ouvi falar que o doutor estudou na Alemanha', 'O doutor estudou na Alemanha.'],
		['meu filho quer lente azul importada do Japão', 'A lente azul é importada do Japão.'],
		['li que a cirurgia a laser não dói', 'A cirurgia a laser não dói.'],
		['meu vizinho ganhou óculos grátis aí', 'Seu vizinho ganhou óculos grátis.'],
		['eu pago 300 na outra', 'Hoje você paga 300 lá, e a nossa lente dura a vida toda.'],
		['eu pago 300 na outra', 'Hoje você ganha um exame com o nosso especialista premiado.'],
		['paguei 300', 'Você pagou 300 e o médico é formado em Harvard.'],
		['meu orçamento é 5 mil', 'O orçamento de vocês é de 5 mil e a gente faz.'],
	])('is no giving back: %s', (customer, reply) => expect(held(reply, { customer, own })).not.toEqual([]));

	it.each([
		['paguei 300 na outra e a lente riscou', 'Puxa, pagou 300 e a lente riscou.'],
		['nossa verba é 5 mil', 'A verba de vocês é de 5 mil, anotado.'],
	])('and beside such texts it goes out: %s', (customer, reply) => expect(held(reply, { customer, own })).toEqual([]));
});
