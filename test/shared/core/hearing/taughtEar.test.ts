import { earOf } from '../../../../nodes/shared/core/hearing/ear';
import { taughtEar } from '../../../../nodes/shared/core/hearing/taughtEar';
import { tokensOf } from '../../../../nodes/shared/core/hearing/tokens';

/** What the patterns alone do not tell, and examples do. */
const labels = (text: string, ear = earOf()) => ear(text).map(({ label }) => label);
const taught = (text: string) => taughtEar(tokensOf(text)).map(({ label }) => label);

const OUTAGE = 'a internet de vocês cai toda noite desde que instalaram';

it('a wish in words that nobody wrote a pattern for is heard, with its words', () => {
	expect(earOf()(OUTAGE)).toEqual([{ label: 'support', phrase: 'a internet de voces cai toda noite desde que instalaram' }]);
});

it('a data request that no pattern knows is one to know the data', () => {
	const text = 'quem é o responsável pela proteção das minhas informações aí dentro';
	expect(earOf()(text)).toContainEqual(expect.objectContaining({ label: 'lgpd', kind: 'access' }));
});

it('where a list of the operator’s stands in place of ours, nothing is added to it; where it is added, or none stands there, it is', () => {
	const own = { support: 'minha geladeira pifou' };
	expect(labels(OUTAGE, earOf(own, 'replace'))).toEqual([]);
	expect(labels('minha geladeira pifou', earOf(own, 'replace'))).toEqual(['support']);
	expect(labels(OUTAGE, earOf(own, 'add'))).toEqual(['support']);
	expect(labels(OUTAGE, earOf({}, 'replace'))).toEqual(['support']);
});

it('what a pattern takes back stays taken back', () => {
	const text = 'meu orçamento é até 2 mil, o que dá pra comprar de sofá';
	expect([taught(text), labels(text)]).toEqual([['commercial'], []]);
});

it.each([
	['meu avô ligou e a história dele ficou cara ao meu coração', []],
	['qual o valor da mensalidade para a minha mãe?', ['commercial']],
])('%s: a word of business that no example is like is none', (text, said) => {
	expect(labels(text)).toEqual(said);
});

it('an operator’s own words are never doubted', () => {
	const text = 'meu avô ligou e a história dele ficou cara ao meu coração';
	expect(labels(text, earOf({ commercial: 'ficou cara' }, 'add'))).toEqual(['commercial']);
});

it.each([
	['O programa de vocês tira da lista quem pede?', []],
	['tira meu número da lista por favor', ['optOut']],
	['tira meu número da lista e me diz o preço da bolsa', ['commercial', 'optOut']],
])('%s: a wish’s words that no example is like are no wish', (text, said) => {
	expect(labels(text)).toEqual(said);
});

it('nor are an operator’s own words for such a wish doubted', () => {
	expect(labels('O programa de vocês tira da lista quem pede?', earOf({ optOut: 'tira da lista' }, 'add'))).toEqual(['optOut']);
});

it('in a wish to get no more messages the patterns alone tell what else it asks', () => {
	const text = 'não me mandem mais promoção, já sei os preços de cor. parem';
	expect([taught(text), labels(text)]).toEqual([expect.arrayContaining(['commercial', 'optOut']), ['optOut']]);
});

it.each(['tenho uma hamburgueria', 'me conta mais', 'Dona Lúcia', 'sou dono de confeitaria', 'moro em São Paulo', 'até mais', 'alguém?'])(
	'%s: ordinary talk says nothing',
	(text) => {
		expect(labels(text)).toEqual([]);
	},
);

it.each([
	['Pare. Obrigado', ['optOut']],
	['por favor stopppp', ['optOut']],
	['Stop. Thank you', ['optOut']],
	['thanks, stop please', ['optOut']],
	['stop, o Zé não vem', []],
	['Conta comigo! Temos que parar essa obra já', []],
])('%s: a word to stop is one where it stands for itself', (text, said) => {
	expect(labels(text)).toEqual(said);
});

it.each(['preciso de um moedor', 'quero uma máquina de 300', 'me manda as fotos', 'tem disponível?', 'bom dia tudo bem'])(
	'what is said five times is no other wish than what is said once: "%s"',
	(text) => expect(earOf()(`${text} `.repeat(5)).map(({ label }) => label)).toEqual(earOf()(text).map(({ label }) => label)),
);

it.each([
	['nunca ninguém me liga de volta!', ['human']],
	['não quero que alguém me ligue', []],
	['Pode contar comigo! Precisamos parar com o lixo jogado na rua', []],
	['STOP 12345', []],
])('%s: somebody who is missed, and what is stopped elsewhere', (text, said) => {
	expect(labels(text)).toEqual(said);
});
