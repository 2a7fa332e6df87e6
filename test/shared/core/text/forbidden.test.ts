import { forbiddenIn, forbiddenPattern } from '../../../../nodes/shared/core/text/forbidden';
import { processorTime } from '../../../setup/processorTime';

describe('patterns of operators', () => {
	it.each([
		['concorrente \\w+', 'O Concorrente Xis é pior', 'concorrente xis'],
		['\\bmarca\\s*(x|y)\\b', 'Da MARCA Y também', 'marca y'],
		['(?<!nao )barato', 'Isso é barato', 'barato'],
		['gr[aá]tis', 'É grátis!', 'gratis'],
		['^oi\\b', 'Oi, tudo bem?', 'oi'],
	])('%s is found', (source, text, excerpt) => {
		expect(forbiddenIn(text, [forbiddenPattern(source)])).toEqual([{ rule: 'forbidden', excerpt }]);
	});

	it.each(['(?<!nao )barato', 'marca \\d+'])('%s does not find what is not there', (source) => {
		expect(forbiddenIn('Não é nao barato.', [forbiddenPattern(source)])).toEqual([]);
	});

	it.each(['(a+)+$', '(a|a)*b', '(.*)*x', '(\\w+\\s?)*$', '(x+x+)+y', '([a-z]+)*\\d', '(?:\\w+\\s*)*$', '(x(a+)+y)', '(.*a){20}'])(
		'%s takes no longer on a long text',
		(source) => {
			const pattern = forbiddenPattern(source);
			const started = processorTime();
			forbiddenIn(`${'a'.repeat(4000)}!`, [pattern]);
			expect(processorTime() - started).toBeLessThan(500);
		},
	);

	it.each(['(?=(\\w+)+$)', '(?<=x)(a|aa)+$', '(\\w+)\\1+(a+)+$', '(?!.*(a*)*b)'])(
		'%s, which only a backtracking engine knows, is refused',
		(source) => {
			expect(() => forbiddenPattern(source)).toThrow(/may take for ever/);
		},
	);

	it.each(['(', '[a-z', '(?<n'])('%s is no pattern', (source) => {
		expect(() => forbiddenPattern(source)).toThrow(SyntaxError);
	});
});
