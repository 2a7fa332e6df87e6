import { checkedTemplate, filledValues } from '../../../../nodes/shared/core/message/template';

const filled = (value: string, facts: Parameters<typeof filledValues>[1] = {}) => filledValues({ values: [value] }, facts)[0];
const MARINA = { name: 'Marina Souza', company: 'Acme', text: 'Vi que você parou no passo 2.' };

it.each([
	['{primeiro_nome}', 'Marina'],
	['{nome}, da {empresa}', 'Marina Souza, da Acme'],
	['{texto}', 'Vi que você parou no passo 2.'],
	['equipe comercial', 'equipe comercial'],
])('%s becomes %s', (value, expected) => {
	expect(filled(value, MARINA)).toBe(expected);
});

describe('what Meta refuses is never sent', () => {
	it.each([
		['line breaks, tabs and many blanks', 'Olá,\n\n\tMarina      tudo bem?', 'Olá, Marina tudo bem?'],
		['nothing', '', '–'],
		['blanks that nobody sees', '\u200B\u00A0 \u2060', '–'],
	])('%s', (_, text, expected) => {
		expect(filled('{texto}', { text })).toBe(expected);
	});

	it('what is not known', () => {
		expect([filled('{primeiro_nome}'), filled('{empresa}', { company: null })]).toEqual(['–', '–']);
	});

	it('more than a template has room for, and no half of a sign', () => {
		const cut = filled('{texto}', { text: '😀'.repeat(2000) });
		expect([[...cut].length, cut.endsWith('😀…')]).toEqual([700, true]);
	});
});

it('a name that links, and words that look like a gap, fill in nothing else', () => {
	expect(filled('{primeiro_nome}', { name: 'evil.com' })).toBe('–');
	expect(filled('{texto}', { ...MARINA, text: 'escreva {nome} ou $& aqui' })).toBe('escreva {nome} ou $& aqui');
});

describe('what the operator entered', () => {
	it('stays as it is, in Portuguese where no language is named', () => {
		expect(checkedTemplate({ name: 'retorno', language: '', values: ['{nome}'] })).toEqual({
			name: 'retorno',
			language: 'pt_BR',
			values: ['{nome}'],
		});
	});

	it.each([
		['a name that is none', { name: 'Retorno 2', language: '', values: [] }, 'no name of a template'],
		['nothing', { name: '', language: '', values: [] }, 'no name of a template'],
		['a gap that nothing fills in', { name: 'retorno', language: '', values: ['{apelido}'] }, '{apelido}'],
		['a gap that every object has', { name: 'retorno', language: '', values: ['{toString}'] }, '{toString}'],
	])('is told: %s', (_, given, word) => {
		expect(() => checkedTemplate(given)).toThrow(word);
	});
});
