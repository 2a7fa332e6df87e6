import fc from 'fast-check';

import { limitQuestions, questionsIn, withQuestions } from '../../../../nodes/shared/core/sdr/questions';

const say = (streak: number, learned: boolean) => ({ streak, learned, instead: 'Fico à disposição.' });

describe('withQuestions', () => {
	it.each([
		['Olá! Qual seu nome? De onde fala? E o volume?', 2, 'Olá! Qual seu nome? De onde fala?'],
		['Certo. Qual seu nome?', 0, 'Certo.'],
		['Qual seu nome?', 0, ''],
		['Faz 1.200 por hora. Serve?\nMe diga.', 0, 'Faz 1.200 por hora. Me diga.'],
		['Veja https://exemplo.com.br/a?b=1 e diga.', 0, 'Veja https://exemplo.com.br/a?b=1 e diga.'],
		['*Qual seu nome?* Obrigada!', 0, 'Obrigada!'],
	])('%s with %d', (text, most, kept) => {
		expect(withQuestions(text, most)).toBe(kept);
	});

	it('never leaves more than it may', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom('a', '?', '.', ' ', '\n', 'bc')), fc.nat(3), (parts, most) => {
				expect(questionsIn(withQuestions(parts.join(''), most))).toBeLessThanOrEqual(most);
			}),
		);
	});
});

describe('limitQuestions', () => {
	it('counts turns that ask in vain, and begins again when something was learnt', () => {
		expect(limitQuestions('Qual seu nome?', say(0, false))).toMatchObject({ streak: 1, removed: 0 });
		expect(limitQuestions('Qual seu nome?', say(1, false))).toMatchObject({ streak: 2 });
		expect(limitQuestions('Qual seu nome?', say(2, true))).toMatchObject({ streak: 1, reply: 'Qual seu nome?' });
	});

	it('asks nothing after two turns in vain', () => {
		expect(limitQuestions('Entendi. Qual seu nome?', say(2, false))).toEqual({ reply: 'Entendi.', streak: 0, removed: 1 });
		expect(limitQuestions('Qual seu nome?', say(2, false))).toEqual({ reply: 'Fico à disposição.', streak: 0, removed: 1 });
	});
});
