import { asksForHuman } from '../../../../nodes/shared/core/handoff/escalation';

it.each([
	'quero falar com um atendente',
	'Quero falar com alguem!!',
	'QUERO FALAR COM UMA PESSOA',
	'me passa para um humano por favor',
	'atendimento humano',
	'prefiro conversar com o vendedor',
	'quero um atendente',
	'chama o vendedor aí',
	'tem como falar com humano?',
	'não entendi nada, quero falar com atendente',
])('%s asks for a person', (text) => {
	expect(asksForHuman(text)).toBe(true);
});

it.each([
	'não quero falar com atendente, só o preço',
	'sem falar com vendedor por favor',
	'preciso de ajuda',
	'o atendente de vocês foi ótimo',
	'falei com o atendente ontem',
	'',
	'oi',
])('%s does not', (text) => {
	expect(asksForHuman(text)).toBe(false);
});

it('takes the list of the operator', () => {
	expect([asksForHuman('me chama o gerente', ['chama gerente']), asksForHuman('quero um atendente', ['chama gerente'])]).toEqual([
		true,
		false,
	]);
	expect(asksForHuman('oi', [''])).toBe(false);
});
