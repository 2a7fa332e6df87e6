import { claims, doubts, held } from './claimsForTests';

describe('a number stands on the same number with the same unit, however it is written', () => {
	const own = ['Máquina: 1.500 coxinhas por hora', 'garantia de 1 ano', 'NBR 15.123'];

	it.each([
		'Faz 1.500 coxinhas por hora.',
		'Faz 1500 coxinhas por hora.',
		'Faz mil e quinhentas coxinhas por hora.',
		'Faz 1,5 mil coxinhas por hora.',
	])('%s', (reply) => {
		expect(claims(reply, { own })).toEqual([]);
	});

	it('a thing that no text names, in thousands, is a price in slang', () => {
		expect(held('Sai por 45 mil dinheiros.')).toEqual(['price']);
	});

	it('another number is an invented fact, and a price when its unit is left out', () => {
		expect(held('Faz 1.800 coxinhas por hora.', { own })).toEqual(['fact']);
		expect(held('Sai por 1.800.', { own })).toEqual(['price']);
	});

	it("a number of the customer's that they did not write is doubtful, for a second reader", () => {
		expect(doubts('Anotei 1.800 coxinhas por dia.', { own })).toHaveLength(1);
		expect(held('Anotei 1.800 coxinhas por dia.', { own })).toEqual([]);
	});

	it.each([
		['Garantia de 24 meses', 'A garantia é de 2 anos.'],
		['Bolo de 1,5 kg', 'O bolo pesa 1.500 g.'],
		['Plano 1 Giga', 'O plano é de 1.000 Mega.'],
		['Altura de 1,20 m', 'A altura é de um metro e vinte.'],
		['Alcance de 90 m²', 'Alcança 90 metros quadrados.'],
	])('%s: %s is the same amount', (text, reply) => {
		expect(held(reply, { own: [text] })).toEqual([]);
	});

	it.each([
		['Lavagem: 30 minutos\nCorte: 40 minutos', 'O corte leva 30 minutos.'],
		['Rua das Flores, 45, sala 3', 'São 3 sessões.'],
		['Atendemos das 8h às 12h', 'Use 12 horas por dia.'],
		['5 dentistas', 'Garantia de 5 anos.'],
	])('%s is no ground of: %s', (text, reply) => {
		expect(held(reply, { own: [text] })).not.toEqual([]);
	});

	it('what the customer asked for is worked out', () => {
		const tiles = { own: ['Caixa de telhas: 25 unidades'], customer: 'quero 3 caixas de telhas' };
		expect(held('São 75 unidades de telhas.', tiles)).toEqual([]);
		expect(held('São 80 unidades de telhas.', tiles)).toEqual(['fact']);
	});

	it('facts may lean on instructions and on what we said before, prices may not', () => {
		expect(held('A garantia é de 6 meses.', { told: ['garantia de 6 meses'] })).toEqual([]);
		expect(held('Custa R$ 900.', { told: ['Custa R$ 900.'] })).toEqual(['price']);
	});

	it('money stands on nothing, whatever the texts say', () => {
		expect(held('Custa R$ 1.500.', { own: ['Custa R$ 1.500.'] })).toEqual(['price']);
	});

	it.each([
		'São só 2 perguntas.',
		'Leva 1 minuto para responder.',
		'O consultor te liga em até 10 minutos.',
		'1. Qual a cidade?\n2. Qual o volume?',
		'Temos 2 opções: à mão e automática.',
		'Qual dos 2 modelos você prefere?',
		'Sexta 10h ou 14h30?',
		'Parabéns pelos 15 anos!',
		'Em emergência ligue 192.',
		'Oi!',
		'Você prefere 220 V ou 380 V?',
	])('%s is harmless by its form', (reply) => {
		expect(claims(reply)).toEqual([]);
	});
});

describe('the question belongs to the answer', () => {
	it.each([
		['quanto custa?', 'Uns 40.', 'price'],
		['qual o valor?', 'Quarenta e cinco.', 'price'],
		['qual o prazo de entrega?', 'São 20 dias úteis.', 'delivery'],
		['quando chega?', 'Semana que vem.', 'delivery'],
	])('%s %s', (customer, reply, rule) => {
		expect(held(reply, { customer })).toEqual([rule]);
	});

	it.each([
		['qual o prazo da garantia?', 'São 12 meses.', ['garantia de 12 meses']],
		['quanto custa e quanto produz?', 'Ela faz 700 por hora.', ['700 hambúrgueres por hora']],
		['qual o prazo de entrega e a garantia?', 'A garantia é de 12 meses.', ['garantia de 12 meses']],
	])('%s %s goes out', (customer, reply, own) => {
		expect(held(reply, { customer, own })).toEqual([]);
	});

	it('how long something takes is no question of delivery', () => {
		expect(held('25 minutos.', { customer: 'quanto tempo no forno?', own: ['Assar por 25 minutos'] })).toEqual([]);
		expect(held('Em 2 horas.', { customer: 'em quanto tempo entrega?', own: ['Seca em 2 horas'] })).toEqual(['delivery']);
	});

	it('what an operator gives for nothing is said', () => {
		expect(held('O estacionamento não tem custo.', { own: ['O estacionamento não tem custo para clientes.'] })).toEqual([]);
	});

	it("the agent's own question is open too", () => {
		expect(held('Uns 40.', { asked: ['sim', 'Você quer saber o preço?'] })).toEqual(['price']);
	});
});

describe('who tells, denies, asks or repeats offers nothing', () => {
	it.each([
		'Quem passa valores é o consultor.',
		'Não temos desconto.',
		'Não falo de preço por aqui.',
		'Infelizmente não informo valores, nem o preço da revisão.',
		'O prazo quem confirma é o consultor.',
		'Vocês entregam aos domingos?',
		'Um consultor te chama amanhã.',
		'A equipe envia a proposta até sexta.',
		'Sobre parcelamento eu não consigo falar por aqui.',
		'Qual horário fica melhor para você?',
		'Pode deixar por nossa conta!',
		'Você ganha tempo com ela.',
		'A doutora volta a atender na segunda.',
		'Chegue uns 10 minutinhos antes.',
	])('%s', (reply) => {
		expect(held(reply)).toEqual([]);
	});

	it.each([
		['Não cobramos a entrega.', 'freight'],
		['Não cobramos pela avaliação.', 'price'],
		['Aqui você não paga pela vistoria, não cobramos.', 'price'],
		['Aceitamos pix; o consultor explica o resto.', 'instalment'],
		['O consultor envia a máquina amanhã.', 'delivery'],
		['Não perca a promoção!', 'discount'],
		['A manutenção não tem custo nenhum pra você.', 'price'],
		['A hidratação é por nossa conta.', 'price'],
		['Isento de taxa de adesão.', 'price'],
		['Sai por duzentinhos.', 'price'],
		['São 79 mensais.', 'price'],
		['É baratinho, viu?', 'price'],
		['Você não paga nada pelo envio.', 'freight'],
		['Indique um vizinho e ganhe um mês.', 'discount'],
		['Levando duas, sai melhor.', 'discount'],
		['O caminhão passa aí na terça.', 'delivery'],
		['O gerente aprovou um desconto para você.', 'discount'],
	])('%s is an offer all the same', (reply, rule) => {
		expect(held(reply)).toContain(rule);
	});
});

describe('a topic that the operator switched on', () => {
	const own = ['Consulta: R$ 350', 'Pagamento no pix e no cartão'];

	it('goes out as far as the texts carry it', () => {
		expect(held('A consulta é R$ 350.', { own, allowed: ['price'] })).toEqual([]);
		expect(held('A consulta é R$ 300.', { own, allowed: ['price'] })).toEqual(['price']);
		expect(held('O pagamento é no pix e no cartão.', { own, allowed: ['instalment'] })).toEqual([]);
		expect(held('O pagamento é em 10x sem juros.', { own, allowed: ['instalment'] })).toEqual(['instalment']);
	});

	it('leaves the others off', () => {
		expect(held('O pagamento é no pix e no cartão.', { own, allowed: ['price'] })).toEqual(['instalment']);
	});
});

describe('addresses and numbers of others', () => {
	const own = [
		'Site paodavila.com.br, vendas@paodavila.com.br, (47) 98877-1020, CEP 89010-200, CNPJ 11.222.333/0001-81, instagram.com/paodavila',
	];

	it.each([
		'paodavila.com.br',
		'https://www.paodavila.com.br/bolos',
		'vendas@paodavila.com.br',
		'+55 47 98877-1020',
		'CEP 89010-200',
		'11.222.333/0001-81',
		'@paodavila',
	])('%s is ours', (address) => {
		expect(held(`Veja: ${address}`, { own })).toEqual([]);
	});

	it.each([
		['paodavila.com.br.exemplo.site', 'link'],
		['https://paodavila.com.br:@exemplo.site/pix', 'link'],
		['dono@outra.com.br', 'link'],
		['@outra.loja', 'link'],
		['(47) 98877-1021', 'contact'],
		['0800 123 4567', 'contact'],
		['11.222.333/0001-82', 'contact'],
	])('%s is not', (address, rule) => {
		expect(held(`Veja: ${address}`, { own })).toEqual([rule]);
	});

	it.each([
		['www.padariadojoao.com.br', 'Anotei padariadojoao.com.br.'],
		['meu e-mail é ana@burger.com.br', 'Anotei ana@burger.com.br.'],
		['meu fixo é 49 3322-1100', 'Anotei (49) 3322-1100.'],
		['é do pedido 45871', 'Anotei o pedido 45871.'],
	])('what the customer gave is repeated: %s', (customer, reply) => {
		expect(held(reply, { customer })).toEqual([]);
	});
});

it.each(['v20260806T005029733Z-38da4c', '-27.0987654', '2019-2025', '30/60 cm'])('digits that are no phone: %s', (shown) => {
	expect(held(`O código é ${shown}`)).not.toContain('contact');
});

it.each(['Temos placas de 60 x 60 cm.', 'A caixa é de 2 x 3 x 1,5 m.', 'Fazemos folhas de 30x40 cm.'])(
	'a size is no number of instalments: %s',
	(reply) => {
		expect(held(reply)).not.toContain('instalment');
	},
);
it.each(['Fica em 12 x 150 reais.', 'Sai em 10x de 60.', 'Dá para fazer em 12x.'])('instalments are: %s', (reply) => {
	expect(held(reply)).toContain('instalment');
});

it.each(['Consigo um dеsconto', 'Custа 45', 'ρreço bom'])('letters of two alphabets in a word: %s', (reply) => {
	expect(held(reply)).toContain('disguise');
});

it.each(['１２．５００', '4️⃣5️⃣ mil', 'R\u200B$ 45', 'p r e ç o bom', 'preco\u00ad bom'])('disguises are read through: %s', (reply) => {
	expect(held(reply)).toContain('price');
});
