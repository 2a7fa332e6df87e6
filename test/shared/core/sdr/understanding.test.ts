import { acquaintanceOf } from '../../../../nodes/shared/core/lead/acquaintance';
import { withCertainFacts } from '../../../../nodes/shared/core/sdr/certainFacts';
import { changesOf, correctionsIn, merged } from '../../../../nodes/shared/core/sdr/merge';
import { urgencyOf } from '../../../../nodes/shared/core/lead/urgency';

describe('urgencyOf', () => {
	it.each([
		['alta', 'alta'],
		['é urgente', 'alta'],
		['não é urgente', 'baixa'],
		['nao tenho pressa', 'baixa'],
		['não é tão urgente', 'baixa'],
		['sem pressa', 'baixa'],
		['média', 'média'],
		['imediata', 'alta'],
		['baixa', 'baixa'],
		['sem urgência', 'sem urgência'],
		['nenhuma', 'sem urgência'],
		['só pesquisando', 'sem urgência'],
		['semana que vem', 'alta'],
		['preciso pra ontem', 'alta'],
		['o quanto antes', 'alta'],
		['mês que vem', 'média'],
		['em 2 meses', 'média'],
		['daqui seis meses', 'baixa'],
		['ano que vem', 'baixa'],
		['quando a obra ficar boa', null],
	])('%s: %s', (said, urgency) => {
		expect(urgencyOf(said)).toBe(urgency);
	});
});

describe('acquaintanceOf', () => {
	it.each([
		['sim', 'sim'],
		['já comprei com vocês', 'sim'],
		['por indicação', 'sim'],
		['ainda não, mas já ouvi falar', 'não'],
		['nunca', 'não'],
		['assim assim', 'desconhecido'],
		['vi no Instagram', 'desconhecido'],
		['novembro', 'desconhecido'],
	])('%s: %s', (said, knows) => {
		expect(acquaintanceOf(said)).toBe(knows);
	});
});

describe('withCertainFacts', () => {
	it.each([
		['CNPJ 11.222.333/0001-81, ana@burger.com.br', {}, { cnpj: '11222333000181', email: 'ana@burger.com.br' }],
		['é 12abc34501de35', {}, { cnpj: '12ABC34501DE35' }],
		['CNPJ 11.222.333/0001-99', {}, {}],
		['pedido 11222333000181234', {}, {}],
		['não é urgente não', { urgency: 'alta' }, { urgency: 'baixa' }],
		['preciso logo, é urgente', { urgency: 'alta' }, { urgency: 'alta' }],
		['não é urgente não', { urgency: 'média' }, { urgency: 'média' }],
		['preciso logo, nenhuma das outras serve', { urgency: 'alta' }, { urgency: 'alta' }],
		['é pra ontem, ano que vem já não adianta', { urgency: 'alta' }, { urgency: 'alta' }],
		['não tenho pressa na batedeira, mas a formadora é urgente', { urgency: 'alta' }, { urgency: 'alta' }],
		['a voltagem aqui é baixa, preciso pra semana que vem', { urgency: 'alta' }, { urgency: 'alta' }],
		['sem pressa nenhuma', { urgency: 'alta' }, { urgency: 'baixa' }],
		['sem urgência', { urgency: 'alta' }, { urgency: 'sem urgência' }],
		['não tem nenhuma urgência', { urgency: 'alta' }, { urgency: 'baixa' }],
		['meu email é ana@burger.com.br', { email: 'eu@burger.com.br' }, { email: 'eu@burger.com.br' }],
	])('%s', (text, given, expected) => {
		expect(withCertainFacts(text, given, null)).toEqual(expected);
	});

	it('replaces no stored value', () => {
		expect(withCertainFacts('o do sócio é beto@burger.com.br', {}, { email: 'ana@burger.com.br' })).toEqual({});
	});
});

describe('changesOf', () => {
	const known = { id: 'x', name: 'Marina', city: 'Chapecó', company: null };

	it('tells the old value of a correction, and new values', () => {
		const changes = changesOf(known, { name: 'Mariana', company: 'Burger do Vale' });
		expect(changes).toEqual([
			{ field: 'name', from: 'Marina', to: 'Mariana' },
			{ field: 'company', from: null, to: 'Burger do Vale' },
		]);
		expect(correctionsIn(changes)).toEqual([{ field: 'name', from: 'Marina', to: 'Mariana' }]);
		expect(merged(known, changes)).toEqual({ name: 'Mariana', city: 'Chapecó', company: 'Burger do Vale' });
	});

	it('is empty for the same value in another spelling, and for nothing', () => {
		expect(changesOf(known, { city: ' chapeco', name: undefined })).toEqual([]);
		expect(changesOf(null, {})).toEqual([]);
	});
});
