import { said } from '../../../../nodes/shared/core/lead/said';
import { readSignup } from '../../../../nodes/shared/core/onboarding/signup';

describe('says nothing', () => {
	it.each([
		'não tenho',
		'Não tenho empresa.',
		'nao possuo',
		'ainda não temos',
		'Nenhuma',
		'nenhum',
		'sem empresa',
		'não se aplica',
		'N/A',
		'(não informado)',
		'ainda não tenho um negócio',
		'por enquanto não tenho',
		'Não há',
		'não sei dizer',
		'n tenho',
		'nada ainda',
		'não informou o nome',
	])('%s', (text) => {
		expect(said(text)).toBeNull();
	});
});

describe('is a name or an answer', () => {
	it.each([
		'Nenhum Problema Bar',
		'Sem Igual Padaria',
		'Nada Mal Burger',
		'Não Tem Erro Lanches',
		'não',
		'Ninguém Dorme Pizzaria',
		'não tenho pressa',
		'Sem Fronteiras Ltda',
		'Nathan',
	])('%s', (text) => {
		expect(said(text)).toBe(text);
	});
});

it('a signup without a company has none, and an id is one however it is encoded', () => {
	const body = { name: 'Ana', email: 'ana@exemplo.com.br', phone: '5511999990001' };
	const read = (given: object) => {
		const reading = readSignup({ ...body, ...given });
		return reading.ok ? [reading.signup.id, reading.signup.company] : reading.field;
	};
	expect(read({ id: 'caf\u00E9-1', company: 'não tenho' })).toEqual(['caf\u00E9-1', '']);
	expect(read({ id: ' cafe\u0301\u200B-1\uFEFF', company: 'Sem Igual Padaria' })).toEqual(['caf\u00E9-1', 'Sem Igual Padaria']);
	expect(read({ id: '\u200B' })).toBe('id');
	expect(read({ id: '.\u200B.' })).toBe('id');
});
