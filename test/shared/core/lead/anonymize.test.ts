import fc from 'fast-check';

import { anonymized } from '../../../../nodes/shared/core/lead/anonymize';

describe('anonymized', () => {
	it.each([
		['meu fone é (11) 99999-0001', 'meu fone é [TELEFONE]'],
		['+55 (11) 99999-0001!', '[TELEFONE]!'],
		['5511999990001', '[TELEFONE]'],
		['liga no 49 3222-0001', 'liga no [TELEFONE]'],
		['99999-0001', '[TELEFONE]'],
		['3222-0001', '[TELEFONE]'],
		['Ana@Burger.com.br', '[EMAIL]'],
		['CNPJ 11.222.333/0001-81', 'CNPJ [CNPJ]'],
		['filial 11.222.333/0002-62', 'filial [CNPJ]'],
		['11222333000181', '[CNPJ]'],
		['12.ABC.345/01DE-35', '[CNPJ]'],
		['529.982.247-25', '[CPF]'],
		['52998224725', '[CPF]'],
		['meu CPF é 11999990001', 'meu CPF é [CPF]'],
		['CEP 89801-000', 'CEP [CEP]'],
		['moro na Rua das Flores, 123, Centro', 'moro na [ENDEREÇO], Centro'],
		['Av. Brasil, nº 500', '[ENDEREÇO]'],
	])('%s: %s', (text, expected) => {
		expect(anonymized(text)).toBe(expected);
	});

	it.each([
		'1200 2400 espetos',
		'de 1.200 a 2.400 por hora',
		'pedido 12345678',
		'pedido 123456789012',
		'400 por dia, 220/380 V, 0,75 cv',
		'em 05/01/2026 às 10:30',
		'a FB300 ou a SE3000',
		'estou na rua agora',
	])('leaves: %s', (text) => {
		expect(anonymized(text)).toBe(text);
	});

	it('takes out the names that are known, in any case, with or without accents, and no word that only holds them', () => {
		expect(anonymized('Sou a Ana Lúcia da Silva, ANA LUCIA. Quero uma bananeira, Anabela.', ['Ana Lúcia da Silva', null])).toBe(
			'Sou a [NOME] [NOME] da [NOME], [NOME] [NOME]. Quero uma bananeira, Anabela.',
		);
	});

	it('changes nothing the second time', () => {
		const parts = ['Ana', ' ', '11999990001', '(11) 99999-0001', '529.982.247-25', 'x@y.com', '-', '.', ' Rua A, 1 ', '1200', '[', 'cpf '];
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...parts)), (given) => {
				const once = anonymized(given.join(''), ['Ana']);
				expect(anonymized(once, ['Ana'])).toBe(once);
			}),
		);
	});
});
