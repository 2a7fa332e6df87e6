import fc from 'fast-check';

import { INTENTS } from '../../../../nodes/shared/core/chatbot/intents';
import { cameToNothing, chatbotReply, readReply } from '../../../../nodes/shared/core/chatbot/reply';

const reply = (given: unknown, message = 'qual o prazo?', failedTurns = 0) =>
	chatbotReply(readReply(given), { message, intents: INTENTS, failedTurns });

it('what the agent says, of what the list knows: the category, how sure, what may be done', () => {
	expect(reply({ reply: 'Reinicie o modem.', should_transfer: false }, 'net lenta')).toEqual({
		response: 'Reinicie o modem.',
		intent: 'internet_lenta',
		category: 'suporte_tecnico',
		confidence: 0.85,
		should_transfer: false,
		suggested_actions: ['verificar_modem', 'teste_velocidade'],
		escalation_reason: null,
	});
});

it.each<[string, unknown, object]>([
	[
		'JSON as text',
		'{"response":"Oi","intent":"saudacao","confidence":0.9,"should_transfer":false}',
		{ response: 'Oi', intent: 'saudacao', category: 'interacao', confidence: 0.9 },
	],
	['in a fence', '```json\n{"response":"Oi"}\n```', { response: 'Oi', confidence: 0.7 }],
	[
		'the other dialect',
		{ message: 'Oi', should_escalate: true, escalation_reason: 'reclamacao' },
		{ response: 'Oi', should_transfer: true, escalation_reason: 'reclamacao' },
	],
	['an intent that nobody listed', { response: 'Oi', intent: 'fibra_nova' }, { intent: 'fibra_nova', category: 'outros', confidence: 0.7 }],
	['plain words', 'Pode mandar o comprovante.', { response: 'Pode mandar o comprovante.', should_transfer: false }],
	['a chain’s output', { output: { response: 'Oi' } }, { response: 'Oi' }],
	['a confidence that is none', { response: 'Oi', confidence: 85 }, { confidence: 0.7 }],
	['actions', { response: 'Oi', suggested_actions: ['a', 'a', 'b'] }, { suggested_actions: ['a', 'b'] }],
])('%s', (_, given, expected) => {
	expect(reply(given)).toMatchObject(expected);
});

it.each<[string, unknown, string]>([
	['broken JSON', '{"response":"Oi"', 'parse_error'],
	['a list', '[1]', 'parse_error'],
	['nothing', '', 'empty'],
	['an answer without words', { intent: 'pagamento' }, 'empty'],
	['what the agent had no model for', { reply: 'Um momento.', fallback_reason: 'The model gave an empty reply' }, 'technical_error'],
	['null', null, 'parse_error'],
	['a question that came back because a node failed', { text: 'quero saber', error: 'No model' }, 'technical_error'],
	['a question that nobody answered', { text: 'quero saber' }, 'empty'],
])('%s goes to a person', (_, given, why) => {
	expect(reply(given)).toMatchObject({ should_transfer: true, escalation_reason: why });
});

it('broken JSON is nobody’s intent, whatever was asked', () => {
	expect(reply('{"a"', 'quero o boleto')).toMatchObject({ intent: 'desconhecido', confidence: 0, response: '' });
});

it.each([
	['quero cancelar', 'cancelamento'],
	['quero negociar a dívida', 'negociacao_divida'],
	['vou reclamar no Procon', 'reclamacao'],
	['quero falar com atendente', 'falar_humano'],
])('"%s" goes to a person, whatever the model says', (message, why) => {
	expect(reply({ response: 'Oi', should_transfer: false }, message)).toMatchObject({ should_transfer: true, escalation_reason: why });
});

it('all reasons are told', () => {
	expect(
		reply({ response: 'x', should_transfer: true, transfer_reason: 'sem técnico' }, 'isso é um absurdo, um descaso, quero cancelar', 3)
			.escalation_reason,
	).toBe('cancelamento | sem técnico | muito_negativo | tentativas');
});

it('three in a row that came to nothing, not two', () => {
	expect(reply('Oi', 'x', 2).should_transfer).toBe(false);
	expect(reply('Oi', 'x', 3).should_transfer).toBe(true);
	const asked = { message: 'x', intents: INTENTS };
	expect(cameToNothing(readReply('Oi'), asked)).toBe(false);
	expect(cameToNothing(readReply({ response: 'Oi', confidence: 0.5 }), asked)).toBe(true);
	expect(cameToNothing(readReply('{'), asked)).toBe(true);
});

it('whatever a model says, the shape is the document’s', () => {
	fc.assert(
		fc.property(fc.oneof(fc.jsonValue(), fc.string(), fc.json()), fc.string(), fc.nat(5), (given, message, failedTurns) => {
			const told = reply(given, message, failedTurns);
			expect(typeof told.response).toBe('string');
			expect(told.intent).toMatch(/\S/);
			expect(told.confidence).toBeGreaterThanOrEqual(0);
			expect(told.confidence).toBeLessThanOrEqual(1);
			expect(told.should_transfer).toBe(told.escalation_reason !== null);
			expect(told.suggested_actions.every((one) => typeof one === 'string')).toBe(true);
		}),
	);
});
