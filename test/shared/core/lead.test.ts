import { plain, stateCode } from '../../../nodes/shared/core/brazil';
import { cleanLeadUpdates } from '../../../nodes/shared/core/lead';

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
		['Ana@Exemplo.com.br', { email: 'ana@exemplo.com.br' }],
		['ana arroba exemplo', {}],
	])('reads the e-mail %s', (email, expected) => {
		expect(cleanLeadUpdates({ email })).toEqual(expected);
	});
});

it('plain compares what people typed', () => {
	expect(plain('  Não   é URGENTE ')).toBe('nao e urgente');
});
