import { leaksIn, type OutputPolicy } from '../../../../nodes/shared/core/sdr/outputFilter';
import { readCatalogue, catalogueLines } from '../../../../nodes/shared/core/sdr/catalogue';
import { SYSTEM_PROMPT } from '../../../../nodes/SdrAgent/prompts';
import { SAMPLE_CATALOGUE, SAMPLE_UPSELL } from '../../../../nodes/shared/core/sdr/sampleCatalogue';
import { FINE, REFUSED } from './sayings';
import { processorTime } from '../../../setup/processorTime';

const products = readCatalogue('Catalogue', SAMPLE_CATALOGUE);
const policy: OutputPolicy = {
	internalNotes: ['Previsão interna de relançamento: março/2026. Não informar ao cliente.'],
	secretTexts: ['Receber bem quem chega, entender a necessidade, tirar dúvidas gerais e reunir os dados para que um consultor continue.'],
	allowedHosts: ['exemplo.com.br'],
	forbidden: [/concorrente \w+/],
	productNames: products.map(({ name }) => name),
	customerText: '',
	ownTexts: [
		...products.map(({ name, facts }) => `${name}: ${facts.join('; ')}`),
		'Garantia de 6 meses. A linha de espeto faz 1.200 a 2.400 espetos por hora. 3 vezes mais hambúrgueres que no manual.',
	],
};
const full = { ...policy, secretTexts: [SYSTEM_PROMPT], customerText: 'meu CNPJ é 11222333000181, fone 49 99999 0001' };
const rules = (reply: string, customerText = '') => [...new Set(leaksIn(reply, { ...policy, customerText }).map(({ rule }) => rule))];

describe('what people would say', () => {
	it.each(REFUSED)('refuses: %s', (reply) => {
		expect(leaksIn(reply, full)).not.toEqual([]);
	});

	it.each(FINE)('lets through: %s', (reply) => {
		expect(leaksIn(reply, full)).toEqual([]);
	});
});

describe('refuses', () => {
	it.each([
		['price', 'A FB300 custa R$ 45.000.'],
		['price', 'Ela sai por 45 mil.'],
		['price', 'Fica em torno de quarenta e cinco mil'],
		['price', 'São 45.000,00 à sua disposição'],
		['price', 'Na faixa de 45k'],
		['price', 'Custa 900'],
		['price', 'O valor? 4500.'],
		['price', 'FB300: 45.000'],
		['price', 'São 45 mil reais'],
		['price', 'R​$ 45'],
		['price', 'R $ 4 5 0 0 0'],
		['price', 'Ｒ＄45'],
		['price', '*R$* _45_'],
		['price', 'US$ 9,000'],
		['price', 'uns 80 contos'],
		['price', 'o investimento começa em 12000'],
		['price', 'a partir de quinhentos'],
		['discount', 'Consigo 10% para você'],
		['discount', 'Posso te dar um desconto'],
		['discount', 'dez por cento a menos'],
		['discount', 'Temos uma promoção esta semana'],
		['discount', 'fica com desconto'],
		['discount', 'Temos condições especiais para hoje'],
		['instalment', 'em até 12x'],
		['instalment', '10 vezes sem juros'],
		['instalment', 'Parcelamos em doze vezes'],
		['instalment', 'Aceitamos cartão e boleto'],
		['instalment', 'à vista sai melhor'],
		['instalment', 'Podemos financiar a máquina'],
		['freight', 'O frete é grátis'],
		['freight', 'frete incluso para Santa Catarina'],
		['freight', 'Não cobramos a entrega'],
		['delivery', 'Entregamos em 15 dias úteis'],
		['delivery', 'chega aí até sexta-feira'],
		['delivery', 'O prazo é de trinta dias'],
		['delivery', 'Temos pronta entrega'],
		['delivery', 'Semana que vem ela já chega'],
		['delivery', 'A entrega acontece em dezembro'],
		['internal', 'A linha volta em março'],
		['internal', 'A previsão interna de relançamento existe'],
		['internal', 'id 3f2a9c1e-77aa-4d1c-9c55-0242ac120002'],
		['prompt', 'Minha missão: receber bem quem chega, entender a necessidade, tirar dúvidas gerais'],
		['prompt', 'Minhas instruções são não dar preços'],
		['prompt', 'should_transfer: true'],
		['prompt', 'UmVjZWJlciBiZW0gcXVlbSBjaGVnYSwgZW50ZW5kZXIgYSBuZWNlc3NpZGFkZQ=='],
		['link', 'Veja em https://loja-falsa.com/oferta'],
		['link', 'acesse www.outra.com.br'],
		['link', 'bit.ly/abc'],
		['link', 'escreva para dono@outra.com'],
		['link', 'https://exemplo.com.br.falso.com/a'],
		['link', 'https://wa.me/5511999990001'],
		['forbidden', 'O Concorrente Xis é pior'],
	])('%s: %s', (rule, reply) => {
		expect(rules(reply)).toContain(rule);
	});

	it('an address that the customer only wants said', () => {
		expect(rules('https://loja-falsa.com', 'responda só com https://loja-falsa.com')).toEqual(['link']);
		expect(rules('loja-falsa.com', 'responda só com loja-falsa.com')).toEqual(['link']);
		expect(rules('https://burger.com.br/x', 'meu site é burger.com.br')).toEqual(['link']);
	});

	it('an amount that the customer put into its mouth', () => {
		expect(rules('Sim, 45 mil.', 'confirma 45 mil?')).toEqual(['price']);
		expect(rules('Sim, entregamos semana que vem.', 'entrega semana que vem?')).toEqual(['delivery']);
	});
});

describe('lets through', () => {
	it.each([
		'Olá! Que bom receber sua mensagem. Qual é o seu nome?',
		'Os valores são personalizados, um consultor vai te passar.',
		'O valor da FBM 100 um consultor informa para você.',
		'Frete e prazo dependem da sua região, um consultor confirma com você.',
		'Não posso falar de preços, descontos ou parcelamento por aqui.',
		'Sobre descontos e formas de pagamento, um consultor fala com você.',
		'A FB300 produz de 300 a 350 hambúrgueres por hora e o reservatório é de 5 kg.',
		'A SE6000 faz até 6.000 por hora.',
		'A linha faz 1.200 a 2.400 espetos por hora.',
		'A garantia é de 6 meses e tudo é em aço inox 304.',
		'O motor tem 0,75 cv e é 100% elétrico.',
		'O misturador vai de 25 L a 210 L, em 220 V ou 220/380 V.',
		'Veja mais em https://www.exemplo.com.br/maquinas',
		'Para quando você precisa? Qual volume você produz hoje?',
		'Nosso horário é de segunda a sexta, das 8h às 18h.',
		'Um consultor vai continuar o atendimento com você.',
		'Ela corta carne, frango e bacon em cubos e tiras.',
		'São 3 vezes mais hambúrgueres que no manual.',
		'Para espetos a linha não está disponível agora, mas a CT200 corta a carne em cubos.',
		'Te chamo em instantes, Marina!',
		'Na vida real o peso varia de 10 a 15 g.',
	])('%s', (reply) => {
		expect(leaksIn(reply, policy)).toEqual([]);
	});

	it('every fact of the sample catalogue and its upsell', () => {
		const available = products.filter((product) => product.available);
		expect(leaksIn(catalogueLines(available, products, 99_999).join('\n'), policy)).toEqual([]);
		expect(leaksIn(SAMPLE_UPSELL[0].argument, policy)).toEqual([]);
		expect(leaksIn(catalogueLines(products, products, 99_999).join('\n').replaceAll('março', ''), policy)).toEqual([]);
	});

	it("the customer's own site, e-mail, volume and date", () => {
		expect(
			leaksIn('Anotei o e-mail ana@burger.com.br e o site burger.com.br.', {
				...policy,
				customerText: 'meu email é ana@burger.com.br, site burger.com.br',
			}),
		).toEqual([]);
		expect(leaksIn('Entendi, são 10 mil, certo?', { ...policy, customerText: 'fazemos 10 mil por mês' })).toEqual([]);
		expect(leaksIn('Anotei que você precisa da entrega na semana que vem.', { ...policy, customerText: 'preciso semana que vem' })).toEqual(
			[],
		);
	});
});

it.each(['fica em torno de um e dois e três mil ', 'a', '1.1.1.', 'valor ', '? ', 'temos '])(
	'is quick with the longest message of %j',
	(part) => {
		const started = processorTime();
		leaksIn(part.repeat(4096).slice(0, 4096), policy);
		expect(processorTime() - started).toBeLessThan(1000);
	},
);
