import { SUMMARY_TEMPLATE, summaryValues } from '../../../../nodes/shared/core/sdr/handoffSummary';

const empty = { lead: {}, temperature: null, phone: '', channel: '', questions: [], interests: [], notes: ' ', said: [] };

it('fills every placeholder of the default template, saying so where nothing is known', () => {
	const values = summaryValues(empty);
	const used = [...SUMMARY_TEMPLATE.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
	expect(Object.keys(values).sort()).toEqual(used.sort());
	expect(values).toMatchObject({ nome: 'Não informado', mensagens: '- Não informado', temperatura: 'sem classificação' });
});

it('gives the place as far as it is known, the last five messages and no question twice', () => {
	const said = ['1', '2', '3', '4', '5', '6\n7'];
	const values = summaryValues({
		...empty,
		lead: { city: 'Chapecó', uf: 'SC', daily_volume: '400' },
		temperature: 'hot',
		questions: ['Tem NR12?', 'tem nr12?'],
		said,
	});
	expect(values).toMatchObject({ localizacao: 'Chapecó/SC', temperatura: 'Quente', volume: '400 por dia', duvidas: 'tem nr12?' });
	expect(values.mensagens).toBe('- 2\n- 3\n- 4\n- 5\n- 6 7');
	expect(summaryValues({ ...empty, lead: { uf: 'SC' } }).localizacao).toBe('SC');
});
