import { promisedTime } from '../../../../nodes/shared/core/handoff/promisedTime';

/** Monday, 2 March 2026, 10:30 in São Paulo. */
const NOW = Date.parse('2026-03-02T13:30:00Z');
const local = (reply: string, timeZone = 'America/Sao_Paulo', now = NOW): string | null => {
	const at = promisedTime(reply, now, timeZone);
	return at === null ? null : new Date(Date.parse(at) - 3 * 3_600_000).toISOString().slice(0, 16);
};

/** As replies of five trades say it. */
it.each([
	['Um consultor te chama amanhã por aqui, combinado?', '2026-03-03T18:00'],
	['Perfeito! Nossa equipe entra em contato com você hoje à tarde.', '2026-03-02T18:00'],
	['A equipe retorna amanhã de manhã.', '2026-03-03T12:00'],
	['O técnico liga para você em até 2 horas.', '2026-03-02T12:30'],
	['Um especialista fala com você em 30 minutos', '2026-03-02T11:00'],
	['A recepção te chama hoje até as 15h para confirmar a consulta.', '2026-03-02T15:00'],
	['Alguém do time responde às 16h30.', '2026-03-02T16:30'],
	['Nossa equipe fala com você até 15h.', '2026-03-02T15:00'],
	['Nosso vendedor manda o orçamento na quarta-feira cedo.', '2026-03-04T12:00'],
	['A equipe vai retornar na segunda.', '2026-03-09T18:00'],
	['Um consultor retorna em até 2 dias úteis.', '2026-03-04T18:00'],
	['O corretor liga depois de amanhã. Enquanto isso, veja as fotos!', '2026-03-04T18:00'],
	['Um consultor responde hoje. A equipe técnica te chama amanhã.', '2026-03-02T18:00'],
])('%s', (reply, at) => {
	expect(local(reply)).toBe(at);
});

it.each([
	['Um consultor vai te chamar em breve.'],
	['O bolo fica pronto amanhã às 15h.'],
	['Abrimos amanhã às 8h; a equipe é pequena.'],
	['Posso te chamar amanhã?'],
	['Nossa equipe tem 20 anos de experiência.'],
	['Qual o melhor dia para você, segunda ou terça?'],
	[''],
])('no time of a person is promised by: %s', (reply) => {
	expect(promisedTime(reply, NOW, 'America/Sao_Paulo')).toBeNull();
});

it('business days leave the weekend out, and a day is that of the zone', () => {
	// Friday 20:30 in São Paulo is Friday 19:30 in Manaus, and Saturday already in UTC.
	const friday = Date.parse('2026-03-06T23:30:00Z');
	expect(local('A equipe retorna em 1 dia útil.', 'America/Sao_Paulo', friday)).toBe('2026-03-09T18:00');
	expect(promisedTime('Um consultor te chama amanhã', friday, 'America/Manaus')).toBe('2026-03-07T22:00:00.000Z');
	// What is over by now is no promise that anybody could keep.
	expect(promisedTime('A equipe te responde hoje', friday, 'America/Sao_Paulo')).toBeNull();
});
