import { held } from './claimsForTests';

describe('what a text leaves to the customer', () => {
	it.each([
		['O frete do guincho é por conta do cliente. A montagem do toldo é por conta do cliente.', 'A montagem do toldo já está inclusa.'],
		['decoração das mesas por conta do contratante', 'Pode deixar, a decoração das mesas a gente faz.'],
		['Retirada do entulho: responsabilidade do cliente', 'A retirada do entulho fica com a nossa equipe, você não precisa se preocupar.'],
	])('is taken over by nobody: %s', (own, reply) => expect(held(reply, { own: [own] })).not.toEqual([]));

	it.each([
		['A montagem do toldo é por conta do cliente.', 'A montagem do toldo fica por conta do cliente.'],
		['A montagem do toldo é por conta do cliente.', 'A montagem do toldo fica por sua conta, tá?'],
		['decoração das mesas por conta do contratante\nnossa equipe monta a pista de dança', 'A pista de dança a nossa equipe monta.'],
	])('may be told as it is: %s', (own, reply) => expect(held(reply, { own: [own] })).toEqual([]));
});

describe('what a text gives to one alone', () => {
	it.each([
		['Aulas de bateria só na unidade Centro. Violão nas unidades Centro e Lago.', 'A bateria tem nas duas unidades.'],
		['lavagem a seco somente para ternos', 'A lavagem a seco serve pra qualquer peça.'],
		['tinta automotiva apenas na loja da Avenida Brasil', 'Sim, a tinta automotiva a gente tem em todas as lojas.'],
	])('is of no other: %s', (own, reply) => expect(held(reply, { own: [own], customer: 'tem?' })).not.toEqual([]));

	it.each([
		['Aulas de bateria só na unidade Centro. Violão nas unidades Centro e Lago.', 'A bateria é só na unidade Centro.'],
		['Aulas de bateria só na unidade Centro. Violão nas unidades Centro e Lago.', 'O violão tem nas duas unidades.'],
		['Atendimento presencial só em Santos', 'Todos os atendimentos presenciais são em Santos.'],
	])('and the rest is said as it is: %s', (own, reply) => expect(held(reply, { own: [own] })).toEqual([]));
});

describe('a number of something else', () => {
	const own = ['Antes do banho: 3 dias sem vacina e 12 horas sem remédio', 'Chapa: 2 mm de aço, 5 mm de alumínio'];
	it.each(['São 12 horas sem vacina.', 'A chapa tem 5 mm de aço.'])('is held: %s', (reply) => expect(held(reply, { own })).not.toEqual([]));
	it.each(['São 3 dias sem vacina antes do banho.', 'A chapa tem 2 mm de aço e 5 mm de alumínio.'])(
		'is no number of its own: %s',
		(reply) => expect(held(reply, { own })).toEqual([]),
	);
});

describe('the least that is taken', () => {
	const own = ['Brindes: mínimo de 200 canecas por arte', 'festas a partir de 25 crianças'];
	it.each([
		['queria 50 canecas', 'Fazemos sim, a partir de 50 canecas por arte.'],
		['são 10 crianças', 'Atendemos festas a partir de 10 crianças.'],
	])('is the text’s: %s', (customer, reply) => expect(held(reply, { own, customer })).not.toEqual([]));
	it.each([
		['queria 50 canecas', 'O mínimo é de 200 canecas por arte.'],
		['são 10 crianças', 'As festas são a partir de 25 crianças.'],
		['preciso de 300 canecas', 'Anotei 300 canecas.'],
	])('may be told: %s', (customer, reply) => expect(held(reply, { own, customer })).toEqual([]));
});

describe('what is required', () => {
	const own = ['precisa de RG, comprovante de renda e contrato assinado', 'exigimos exame médico ou declaração'];
	it.each(['Não precisa de contrato não, é só combinar.', 'Sem comprovante a gente faz também.'])('is not spared: %s', (reply) =>
		expect(held(reply, { own, customer: 'o que precisa?' })).not.toEqual([]),
	);
	it.each(['Precisa de RG, comprovante de renda e contrato assinado.', 'Sem o exame, pode ser a declaração.'])('may be told: %s', (reply) =>
		expect(held(reply, { own, customer: 'o que precisa?' })).toEqual([]),
	);
});
