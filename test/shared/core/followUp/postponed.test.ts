import { postponedTo } from '../../../../nodes/shared/core/followUp/postponed';

/** A Wednesday, 10 o'clock in São Paulo. */
const NOW = Date.parse('2026-03-04T13:00:00Z');
const SAO_PAULO = 'America/Sao_Paulo';

it.each([
	['agora não, semana que vem', '2026-03-09'],
	['me chama na próxima semana', '2026-03-09'],
	['me liga amanhã', '2026-03-05'],
	['depois de amanhã', '2026-03-06'],
	['só na sexta-feira', '2026-03-06'],
	['na quarta eu te falo', '2026-03-11'],
	// https://github.com/facebookarchive/duckling_old/issues/83
	['quinta que vem', '2026-03-12'],
	['na terça-feira da semana que vem', '2026-03-10'],
	['segunda da outra semana', '2026-03-09'],
	['daqui a 15 dias', '2026-03-19'],
	['daqui a duas semanas', '2026-03-18'],
	['daqui uns dias', '2026-03-06'],
	['mês que vem', '2026-04-01'],
	['me procura em agosto', '2026-08-01'],
	// It has begun: the next one.
	['só em março', '2027-03-01'],
	['em janeiro a gente vê', '2027-01-01'],
	['depois do dia 20', '2026-03-20'],
	['depois do dia 2', '2026-04-02'],
	// Not before the day that they named, where the month has it.
	['só depois do dia 30', '2026-03-30'],
	['a partir do dia 31', '2026-03-31'],
	['ano que vem', '2027-01-02'],
	// Sunday: nobody is asked on one.
	['daqui a 4 dias', '2026-03-09'],
])('"%s" is from %s on', (text, day) => {
	const at = postponedTo(text, NOW, SAO_PAULO);
	expect(at?.slice(0, 10)).toBe(day);
	expect(at).toMatch(/T12:00:00/);
});

it.each(['agora não', 'mais pra frente', 'outra hora', 'hoje não', 'me chama no 3º andar', 'daqui a 9999 dias'])(
	'"%s" names no time',
	(text) => {
		expect(postponedTo(text, NOW, SAO_PAULO)).toBeNull();
	},
);

it('of a month that is too short for the day it is the last one', () => {
	expect(postponedTo('depois do dia 31', Date.parse('2026-09-10T15:00:00Z'), SAO_PAULO)).toBe('2026-09-30T12:00:00.000Z');
	expect(postponedTo('depois do dia 30', Date.parse('2027-02-10T15:00:00Z'), SAO_PAULO)).toBe('2027-03-01T12:00:00.000Z');
});

it('late in the evening tomorrow is the house’s tomorrow, wherever its clock is', () => {
	const late = Date.parse('2026-03-05T02:30:00Z');
	expect(postponedTo('me chama amanhã', late, SAO_PAULO)).toBe('2026-03-05T12:00:00.000Z');
	expect(postponedTo('me chama amanhã', late, 'America/Noronha')).toBe('2026-03-06T11:00:00.000Z');
});
