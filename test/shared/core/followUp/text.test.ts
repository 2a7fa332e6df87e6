import { followUpText } from '../../../../nodes/shared/core/followUp/text';

const say = (text: string, facts: object = {}, step = 1) => followUpText(text, facts, step, 'seed');

/** Five trades. */
it.each([
	[
		'Oi, {primeiro_nome}! Ainda quer {produto}?',
		{ name: 'MARIA DA SILVA', product: 'bolo de casamento' },
		'Oi, Maria! Ainda quer bolo de casamento?',
	],
	['Olá {primeiro_nome}, seu horário para {produto}.', { name: 'Ana', product: 'progressiva' }, 'Olá Ana, seu horário para progressiva.'],
	['Oi, {primeiro_nome}! {produto} em {cidade}?', { product: 'internet 500 mega', city: 'Chapecó' }, 'Oi! internet 500 mega em Chapecó?'],
	['{nome}, da {empresa}?', { name: 'Rui Lima', company: 'Clínica Sol' }, 'Rui Lima, da Clínica Sol?'],
	['Sobre {produto}', {}, 'Sobre o que você procura'],
])('%s', (text, facts, said) => {
	expect(say(text, facts)).toBe(said);
});

it('of nobody it is known what they are called, and no link of theirs goes out', () => {
	expect(say('', {})).toBe('Oi! Ficou alguma dúvida sobre o que você procura? É só me responder por aqui.');
	expect(say('', {}, 2)).toContain('responder SAIR');
	const text = say('Oi, {primeiro_nome}! {produto} da {empresa}', {
		name: 'www.golpe.example',
		product: 'veja https://golpe.example',
		company: 'golpe.com.br',
	});
	expect(text).not.toMatch(/golpe\.(example|com)/);
});

it('the same person gets the same opening, and not everybody the same', () => {
	const of = (seed: string) => followUpText('{Oi|Olá|Bom dia}', {}, 1, seed);
	expect(of('a')).toBe(of('a'));
	expect(new Set(Array.from({ length: 30 }, (_, n) => of(`5511${n}`))).size).toBe(3);
});
