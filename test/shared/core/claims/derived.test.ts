import { leaksIn, STRICTEST } from '../../../../nodes/shared/core/sdr/outputFilter';

const rules = (reply: string, own: string, customer = ''): string[] =>
	leaksIn(reply, { ...STRICTEST, customerText: customer, asked: [customer], ownTexts: [own] }).map(({ rule }) => rule);

describe('what a text carries without saying it', () => {
	it.each([
		['Manutenção semestral', 'A manutenção é a cada 6 meses.', 'A manutenção é a cada 4 meses.'],
		['Sessão de 1h30', 'Dura uma hora e meia.', 'Dura duas horas e meia.'],
		['Fermentação 18h', 'A massa fermenta 18 horas.', 'A massa fermenta 28 horas.'],
		['Lojas em Betim, Contagem e BH', 'Temos 3 lojas.', 'Temos 5 lojas.'],
		['Planos: Básico, Plus e Pro', 'São três planos.', 'São quatro planos.'],
		['Buffet: 8 salgados e 4 doces', 'São 12 no total, 8 salgados e 4 doces.', 'São 15 no total, 8 salgados e 4 doces.'],
		['Curso: 4 níveis de 6 meses', 'O curso completo dura 2 anos.', 'O curso completo dura 3 anos.'],
		['Aulas 2x por semana', 'São duas aulas por semana.', 'São quatro aulas por semana.'],
		['Quarto para 4 pessoas', 'Cabem até quatro hóspedes.', 'Cabem até seis hóspedes.'],
		['Norma NR-12', 'Atende a norma NR 12.', 'Atende a norma NR 17.'],
		['Matrículas até 15/02', 'As matrículas vão até 15 de fevereiro.', 'As matrículas vão até 20 de fevereiro.'],
		['Atende 24h', 'Atendemos 24 horas por dia, 7 dias por semana.', 'Atendemos 24 horas por dia, 5 dias por semana.'],
	])('%s', (own, carried, strange) => {
		expect(rules(carried, own)).toEqual([]);
		expect(rules(strange, own)).not.toEqual([]);
	});
});

describe('hours, days and floors', () => {
	it.each([
		['Atendemos das 8h às 18h', 'Atendemos até as 18h.', 'Atendemos até as 22h.'],
		['Atendemos das 8h às 18h', 'Abrimos às 8:00.', 'Abrimos às 6h.'],
		['Atendemos de segunda a sexta', 'Atendemos na sexta, sim.', 'Atendemos domingo, sim.'],
		['Atendemos todos os dias, das 8h às 18h', 'Abrimos domingo também.', 'Abrimos domingo até as 20h.'],
		['Av. Brasil, 1500, 2º andar', 'Ficamos no 2º andar.', 'Ficamos no 5º andar.'],
	])('%s', (own, carried, strange) => {
		expect(rules(carried, own)).toEqual([]);
		expect(rules(strange, own)).not.toEqual([]);
	});

	it('are not known to be wrong where no text gives any, where they are denied or asked, and where they are the customer’s', () => {
		expect(rules('Abrimos às 8h.', 'Padaria em Betim')).toEqual([]);
		expect(rules('Não abrimos domingo.', 'De segunda a sexta, das 8h às 18h')).toEqual([]);
		expect(rules('Vocês abrem domingo?', 'De segunda a sexta, das 8h às 18h')).toEqual([]);
		expect(rules('Às 20h já estamos fechados, atendemos até as 18h.', 'Das 8h às 18h', 'posso ir às 20h?')).toEqual([]);
	});
});

describe('what a company says of its standing', () => {
	it.each([
		['Registro na Anvisa', 'O produto é registrado na Anvisa.', 'O produto é aprovado pelo Inmetro.'],
		['Motor importado da Alemanha', 'O motor é importado da Alemanha.', 'O motor é importado do Japão.'],
		['Filial em Betim', 'Temos filial em Betim.', 'Temos filial em Salvador.'],
		['A maior da região', 'Somos a maior da região.', 'Somos a melhor do Brasil.'],
	])('%s', (own, carried, strange) => {
		expect(rules(carried, own)).toEqual([]);
		expect(rules(strange, own)).toEqual(['fact']);
	});

	it('asks and denies nothing of it', () => {
		expect(rules('Você precisa de um produto registrado na Anvisa?', '')).toEqual([]);
		expect(rules('Ele não é registrado no Inmetro.', '')).toEqual([]);
	});
});

it('words of the language are no keywords written wrong', () => {
	for (const reply of [
		'A tinta é lavável.',
		'O cimento é bom para a laje.',
		'A sala é grande.',
		'Acredito que o azul combina.',
		'Faz a revisão com calma.',
	])
		expect(rules(reply, '')).toEqual([]);
});
