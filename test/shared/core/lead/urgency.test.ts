import { urgencyOf } from '../../../../nodes/shared/core/lead/urgency';

it.each([
	['daqui a dez meses', 'baixa'],
	['só em oito meses', 'baixa'],
	['uns 18 meses', 'baixa'],
	['seis meses', 'baixa'],
	['em dois meses', 'média'],
	['um mês', 'média'],
	['uns cinco meses', 'média'],
	['nos próximos meses', 'média'],
	['este mês', 'alta'],
	['mês que vem', 'média'],
	['urgente, a outra quebrou há oito meses', 'alta'],
	['não é urgente, em quinze dias', 'baixa'],
	['nada urgente', 'baixa'],
	['não é nem um pouco urgente', 'baixa'],
	['é urgente, nada de esperar', 'alta'],
	['quinze fornos', null],
])('"%s": %s', (words, urgency) => {
	expect(urgencyOf(words)).toBe(urgency);
});
