import { numbersIn } from '../../../../nodes/shared/core/text/numbers';
import { processorTime } from '../../../setup/processorTime';

const read = (text: string) => numbersIn(text).map(({ value, unit, per }) => [value, unit, per]);

describe('numbersIn', () => {
	it.each<[string, Array<[number, string | null, string | null]>]>([
		['1.200', [[1200, null, null]]],
		['uns 2,5 kg', [[2.5, 'kg', null]]],
		['1.5 mil', [[1500, 'mil', null]]],
		['1,5 mil por dia', [[1500, 'mil', 'day']]],
		['2.000 mensais', [[2000, null, 'month']]],
		['400kg/dia', [[400, 'kg', 'day']]],
		['dois mil', [[2000, 'mil', null]]],
		['uma hora e meia', [[1.5, 'h', null]]],
		['3 kg e meio', [[3.5, 'kg', null]]],
		[
			'1 hora e meia dúzia',
			[
				[1, 'h', null],
				[6, null, null],
			],
		],
		['11 98765-4321', []],
		['+55 (11) 9 8765-4321', []],
		['11 pães', [[11, 'paes', null]]],
		['dois mil e quinhentos hambúrgueres por dia', [[2500, 'hamburgueres', 'day']]],
		[
			'2 turnos de 300',
			[
				[2, 'shift', null],
				[300, null, null],
			],
		],
		[
			'300-350 por hora',
			[
				[300, null, null],
				[350, null, 'hour'],
			],
		],
		['trinta e oito mil e novecentos', [[38900, null, null]]],
		['18 mil e 500', [[18500, null, null]]],
		['45k', [[45000, 'mil', null]]],
		['R$ 45.000,00', [[45000, 'BRL', null]]],
		['R$quarenta mil', [[40000, 'BRL', null]]],
		['uns 40 contos', [[40, 'BRL', null]]],
		['cem pila', [[100, 'BRL', null]]],
		['quarenta mil reais', [[40000, 'BRL', null]]],
		['um milhão e meio', [[1500000, null, null]]],
		['meio milhão de reais', [[500000, 'BRL', null]]],
		['meia dúzia de bolos', [[6, 'bolos', null]]],
		['3 dúzias', [[36, null, null]]],
		['um cento de coxinhas', [[100, 'coxinhas', null]]],
		['5 milheiros de tijolo', [[5000, 'tijolo', null]]],
		['quinhentos', [[500, null, null]]],
		['uns cinquentinha', [[50, null, null]]],
		['cinquenta e cinco mil', [[55000, 'mil', null]]],
		['mil', [[1000, 'mil', null]]],
		['novecentos e noventa e nove mil novecentos e noventa e nove', [[999999, null, null]]],
		['１０ bolos', [[10, 'bolos', null]]],
		['1️⃣0️⃣ bolos', [[10, 'bolos', null]]],
		['10x sem juros', [[10, 'x', null]]],
		[
			'5% ou dez por cento',
			[
				[5, '%', null],
				[10, '%', null],
			],
		],
		['dois e meio', [[2.5, null, null]]],
		['por semana uns 50 quilos', [[50, 'kg', 'week']]],
		['400 dia', [[400, null, 'day']]],
		['1 dia', [[1, 'day', null]]],
		['500 un/mês', [[500, 'un', 'month']]],
		['duzentas pizzas congeladas ao dia', [[200, 'pizzas', 'day']]],
		['20 dias úteis', [[20, 'day', null]]],
		['uma semana', [[1, 'week', null]]],
		['4 5 . 0 0 0 reais', [[45000, 'BRL', null]]],
		['1,200,000', [[1200000, null, null]]],
		['12 m² de piso', [[12, 'm2', null]]],
		['faturamos 2mi por ano', [[2000000, null, 'year']]],
		['quarenta cinco mil', [[45000, 'mil', null]]],
	])('%s', (text, expected) => {
		expect(read(text)).toEqual(expected);
	});

	it.each([
		'a FB300 e a SE-3000',
		'uma máquina e um misturador',
		'CNPJ 11.222.333/0001-81',
		'99999-0001',
		'CEP 89801-000',
		'12/05/2026 às 14:30',
		'8h30',
		'1½ xícara',
		'½ dúzia de pães',
		'milhares de clientes',
		'10²',
		'1.2000',
		'',
	])('reads nothing in: %s', (text) => {
		expect(read(text)).toEqual([]);
	});

	it('tells where each number stands in the text as written', () => {
		const text = 'São 1️⃣0️⃣ bolos, R$ 1.200 e três mil pães';
		expect(numbersIn(text).map(({ start, end }) => text.slice(start, end))).toEqual(['1️⃣0️⃣', '1.200', 'três mil']);
		expect(numbersIn(text).map((one) => one.text)).toEqual(['1️⃣0️⃣', '1.200', 'três mil']);
	});

	it('is linear: a long text costs what its parts cost', () => {
		const began = processorTime();
		numbersIn('mil e um '.repeat(20000) + '1.'.repeat(20000) + '1 '.repeat(20000));
		expect(processorTime() - began).toBeLessThan(3000);
	});
});
