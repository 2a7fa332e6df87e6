import { stateCode } from '../../../../nodes/shared/core/brazil/places';
import { plain } from '../../../../nodes/shared/core/text/words';
import { cleanLeadUpdates } from '../../../../nodes/shared/core/lead/lead';

describe('stateCode', () => {
	it.each([
		['São Paulo', 'SP'],
		['rio de janeiro', 'RJ'],
		['Paraná', 'PR'],
		['PARA', 'PA'],
		['sc', 'SC'],
		[' Mato  Grosso do Sul ', 'MS'],
	])('%s is %s', (given, code) => {
		expect(stateCode(given)).toBe(code);
	});

	it.each(['XX', 'São', 'Chapecó', ''])('%p is none', (given) => {
		expect(stateCode(given)).toBeNull();
	});
});

describe('cleanLeadUpdates', () => {
	it('keeps what was said and drops words for nothing', () => {
		expect(
			cleanLeadUpdates({
				name: ' Marina ',
				company: 'null',
				city: 'Não informado',
				uf: 'São Paulo',
				product: null,
				volume: 500,
				urgency: '',
			}),
		).toEqual({ name: 'Marina', uf: 'SP', volume: '500' });
	});

	it('turns booleans into words and drops unknown keys', () => {
		expect(cleanLeadUpdates({ knows_company: false, temperature: 'hot', id: 'x' })).toEqual({ knows_company: 'não' });
	});

	it.each([
		['cnpj', '11.222.333/0001-81', '11222333000181'],
		['cnpj', '11.222.333/0001-82', undefined],
		['urgency', 'pra ontem', 'alta'],
		['urgency', 'assim que a obra terminar', 'assim que a obra terminar'],
		['knows_company', 'ainda não, mas já ouvi falar', 'não'],
		['knows_company', 'assim assim', undefined],
		['decision_maker', true, 'sim'],
		['daily_volume', 400, '400'],
		['daily_volume', 'uns 1.200 por dia', '1200'],
		['daily_volume', '2,5 mil', '2500'],
		['daily_volume', '300 por hora', undefined],
		['daily_volume', 'muitos', undefined],
		['daily_volume', '1.5 mil', '1500'],
		['daily_volume', '2.000 mensais', undefined],
		['daily_volume', '400kg/dia', undefined],
		['daily_volume', 'dois mil', '2000'],
		['daily_volume', '2 turnos de 300', '600'],
		['daily_volume', 'de 300 a 350 por dia', '300'],
		['daily_volume', '3 lojas e 500 pães', undefined],
		['daily_volume', '5000000000 por dia', undefined],
		['daily_volume', 'uns 50 mil reais', undefined],
		['daily_volume', 'meia dúzia de bolos por dia', '6'],
		['site', 'www.Exemplo.com.br', 'www.exemplo.com.br'],
		['site', 'não tenho', undefined],
		['name', 'null', undefined],
		['name', 'x'.repeat(1000), 'x'.repeat(300)],
	])('reads %s %p as %p', (field, given, stored) => {
		expect(cleanLeadUpdates({ [field]: given })[field as 'name']).toBe(stored);
	});

	it.each([
		['Ana@Exemplo.com.br', { email: 'ana@exemplo.com.br' }],
		['<ana@exemplo.com.br>.', { email: 'ana@exemplo.com.br' }],
		['ana arroba exemplo', {}],
	])('reads the e-mail %s', (email, expected) => {
		expect(cleanLeadUpdates({ email })).toEqual(expected);
	});

	it.each([
		[{ city: 'Chapecó/SC' }, { city: 'Chapecó', uf: 'SC' }],
		[
			{ city: 'Chapecó - sc', uf: 'Santa Catarina' },
			{ city: 'Chapecó', uf: 'SC' },
		],
		[{ city: 'Embu-Guaçu, SP' }, { city: 'Embu-Guaçu', uf: 'SP' }],
		[{ city: 'Itajaí-SC' }, { city: 'Itajaí', uf: 'SC' }],
		[{ city: 'Rio de  Janeiro (RJ)' }, { city: 'Rio de Janeiro', uf: 'RJ' }],
		[{ city: 'Embu-Guaçu' }, { city: 'Embu-Guaçu' }],
		[{ city: 'São Paulo e Rio' }, { city: 'São Paulo e Rio' }],
		[{ city: 'Lages/XX' }, { city: 'Lages/XX' }],
		[
			{ city: 'Lages/SC', uf: 'PR' },
			{ city: 'Lages/SC', uf: 'PR' },
		],
	])('reads the place %p', (given, stored) => {
		expect(cleanLeadUpdates(given)).toEqual(stored);
	});
});

it('plain compares what people typed', () => {
	expect(plain('  Não   é URGENTE ')).toBe('nao e urgente');
});
