import { heardIntent, isVeryAngry } from '../../../../nodes/shared/core/chatbot/heard';
import { INTENTS, type Intent } from '../../../../nodes/shared/core/chatbot/intents';

const heard = (message: string, intents: readonly Intent[] = INTENTS) => heardIntent(message, intents)?.intent ?? null;

it('there are 25, each once, in six categories', () => {
	expect(new Set(INTENTS.map(({ intent }) => intent)).size).toBe(25);
	expect([...new Set(INTENTS.map(({ category }) => category))].sort()).toEqual([
		'cadastro',
		'comercial',
		'financeiro',
		'interacao',
		'outros',
		'suporte_tecnico',
	]);
});

it.each([
	['oi, quero cancelar', 'cancelamento'],
	['Oi', 'saudacao'],
	['Bom dia! Minha internet está LENTA', 'internet_lenta'],
	['Estou sem conexão desde cedo', 'sem_conexao'],
	['Estou SEM CONEXAO', 'sem_conexao'],
	['não quero cancelar, só a segunda via', 'segunda_via_boleto'],
	['Não quero mais', 'cancelamento'],
	['quero falar com atendente sobre o boleto', 'falar_humano'],
	['Me manda o boleto, por favor. Obrigado', 'segunda_via_boleto'],
	['Obrigada!', 'agradecimento'],
	['coisa nenhuma', null],
	['oitava', null],
	['', null],
	['🙂', null],
	['wi-fi', 'wifi_problema'],
	['2ª via', 'segunda_via_boleto'],
])('"%s" is %s', (message, intent) => {
	expect(heard(message)).toBe(intent);
});

it('the operator’s list takes their place, for any trade', () => {
	const row = (intent: string, ...words: string[]): Intent => ({ intent, category: 'x', words, transfers: false, actions: [] });
	const bakery = [row('encomenda', 'encomendar', 'bolo de aniversário'), row('horario', 'que horas', 'abre')];
	expect(heard('Vocês fazem bolo de aniversario?', bakery)).toBe('encomenda');
	expect(heard('Que horas abre? quero encomendar', bakery)).toBe('encomenda');
	expect(heard('quero cancelar', bakery)).toBeNull();
	expect(heard('qualquer coisa', [row('vazio', '', '  ')])).toBeNull();
	expect(heard('c++ (curso)', [row('curso', 'c++ (curso)')])).toBe('curso');
});

it.each([
	['Isso é um absurdo, um descaso total', true],
	['muito péssimo e horrível', true],
	['absurdo', false],
	['gostei muito', false],
])('"%s" is very angry: %s', (message, angry) => {
	expect(isVeryAngry(message)).toBe(angry);
});
