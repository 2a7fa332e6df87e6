import { cnpj } from '../../../../nodes/shared/core/brazil/cnpj';

describe('cnpj', () => {
	it.each([
		['11.222.333/0001-81', '11222333000181'],
		['11444777000161', '11444777000161'],
		['19131243000197', '19131243000197'],
		['12.345.678/0001-95', '12345678000195'],
		['12.ABC.345/01DE-35', '12ABC34501DE35'], // the example of the Receita Federal for the alphanumeric form
		['12.abc.345/01de-35', '12ABC34501DE35'],
	])('%s is one', (given, plain) => {
		expect(cnpj(given)).toBe(plain);
	});

	it.each(['12345678000190', '00000000000000', '12ABC34501DE36', '11222333000', '', '1122233300018A', '123.456.789-09'])(
		'%p is none',
		(given) => {
			expect(cnpj(given)).toBeNull();
		},
	);
});
