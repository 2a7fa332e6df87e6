import rows from '../../../eval/rows/messages.json';
import { MUTATIONS } from '../../../eval/rows/mutate';
import { MUTATIONS as MUTATED, seeded } from '../../../eval/mutations';
import { earOf, problemsIn } from '../../../../nodes/shared/core/hearing/ear';
import { COMMERCIAL } from '../../../../nodes/shared/core/hearing/patterns/commercial';
import { HUMAN } from '../../../../nodes/shared/core/hearing/patterns/human';
import { INJECTION } from '../../../../nodes/shared/core/hearing/patterns/injection';
import { LGPD } from '../../../../nodes/shared/core/hearing/patterns/lgpd';
import { OPT_OUT } from '../../../../nodes/shared/core/hearing/patterns/optOut';
import { DELIVERY, TECHNICAL } from '../../../../nodes/shared/core/hearing/patterns/product';
import { SUPPORT } from '../../../../nodes/shared/core/hearing/patterns/support';
import { NOT_SAID, SAID } from './sayings';
import wordings from './wordings.json';
import { processorTime } from '../../../setup/processorTime';

const ear = earOf();

it.each(['[HUMANO] oi', '[áudio] bom dia', '[falar com atendente] quero uma coxinha'])(
	'%s: a mark in brackets is no word of the customer',
	(text) => {
		expect(ear(text).map(({ label }) => label)).not.toContain('human');
	},
);
const labels = (text: string): string[] => ear(text).map(({ label }) => label);
type Row = { text: string; want?: string[]; wantNot?: string[]; plain?: boolean; kind?: string };

/** What is not as it has to be, of rows in all the ways of writing them. */
function missed(given: Row[], mutations: Record<string, (text: string, n: number) => string>) {
	const [wrong, total] = [
		{ missed: [] as string[], falsely: [] as string[] },
		{ want: 0, wantNot: 0 },
	];
	for (const [name, mutate] of Object.entries(mutations))
		given.forEach(({ text, want = [], wantNot = [] }, n) => {
			const said = mutate(text, n);
			const heard = labels(said);
			total.want += want.length;
			total.wantNot += wantNot.length;
			wrong.missed.push(...want.filter((label) => !heard.includes(label)).map((label) => `${label} (${name}): ${said}`));
			wrong.falsely.push(...wantNot.filter((label) => heard.includes(label)).map((label) => `${label} (${name}): ${said}`));
		});
	return { ...wrong, total };
}

const own: Row[] = [
	...Object.entries(SAID).flatMap(([label, texts]) => texts.map((text) => ({ text, want: [label] }))),
	...Object.entries(NOT_SAID).flatMap(([label, texts]) => texts.map((text) => ({ text, wantNot: [label] }))),
];

describe('as people write', () => {
	it('hears every row as it stands, and nothing that is not said', () => {
		expect(missed(rows, { plain: MUTATIONS.plain })).toMatchObject({ missed: [], falsely: [] });
	});

	it('hears what customers of five trades say, and nothing that only looks like it', () => {
		expect(missed(own, { plain: MUTATIONS.plain })).toMatchObject({ missed: [], falsely: [] });
	});

	it('hears wishes, opt-outs and data requests in many wordings, nothing that only looks like one, and of data requests what is asked', () => {
		const given: Row[] = wordings;
		expect(missed(given, { plain: MUTATIONS.plain })).toMatchObject({ missed: [], falsely: [] });
		expect(given.filter(({ text, kind }) => kind && !ear(text).some((one) => one.kind === kind)).map(({ text }) => text)).toEqual([]);
	});

	it.each(['typos', 'voice', 'abbreviations', 'no punctuation'])(
		'hears nine of ten of them with %s, and two of 100 falsely at the most',
		(name) => {
			const { of } = MUTATED.find((one) => one.name === name)!;
			const words = new Set(
				wordings
					.map(({ text }) => text.toLowerCase())
					.join(' ')
					.match(/\p{L}+/gu),
			);
			const written = { [name]: (text: string, n: number) => of(text, seeded(n), (word) => words.has(word)) };
			const { missed: gone, falsely, total } = missed(wordings, written);
			expect(gone.length / total.want).toBeLessThan(0.1);
			expect(falsely.length / total.wantNot).toBeLessThan(0.02);
		},
	);

	it('hears at least 97 of 100 and no more than 2 of 100 falsely, however it is written', () => {
		const { missed: gone, falsely, total } = missed([...rows, ...own], MUTATIONS);
		expect({ gone: gone.length / total.want > 0.03 ? gone : [], falsely: falsely.length / total.wantNot > 0.02 ? falsely : [] }).toEqual({
			gone: [],
			falsely: [],
		});
	});
});

describe('a negation', () => {
	it.each([
		['não quero falar com um atendente', false],
		['não entendi nada quero falar com um atendente', true],
		['não, quero falar com um atendente', true],
		['não pode me ligar?', true],
		['não precisa me ligar', false],
		['atendente não, obrigado', false],
		['sem falar com vendedor por favor', false],
	])('%s: %s', (text, heard) => {
		expect(labels(text).includes('human')).toBe(heard);
	});

	it.each([
		['Num manda mais não', true],
		['não me mande mais mensagem não', true],
		['nunca mais me chame não, viu', true],
		['não manda o cimento mais não', false],
		['manda mais não sei quantos', false],
		['quero não', false],
	])('that is said once more at the end takes nothing back: %s: %s', (text, heard) => {
		expect(labels(text).includes('optOut')).toBe(heard);
	});
});

it.each([
	['onde conseguiram meu número?', 'source'],
	['apaguem meus dados', 'deletion'],
	['quero uma cópia dos meus dados', 'copy'],
	['corrijam meus dados', 'correction'],
	['não autorizo o uso dos meus dados', 'objection'],
	['que dados vocês têm de mim?', 'access'],
	['LGPD', 'access'],
	['pela LGPD quero que apaguem meus dados', 'deletion'],
])('%s asks for %s', (text, kind) => {
	expect(ear(text).find(({ label }) => label === 'lgpd')?.kind).toBe(kind);
});

it.each([
	['quero um carro', 'commercial', false],
	['o carrinho chegou', 'commercial', false],
	['o carrro é bonito', 'commercial', false],
	['e aí cara blz', 'commercial', false],
	['feito com muito carinho', 'commercial', false],
	['achei caro', 'commercial', true],
	['tá muito cara', 'commercial', true],
	['meio carinho esse', 'commercial', true],
	['tem corretor disponível?', 'human', true],
	['tem dentista disponível?', 'human', true],
	['tem ventilador disponível?', 'human', false],
	['tem lista disponível?', 'human', false],
	['remova-me da lista', 'optOut', true],
	['me manda pra um de verdade', 'optOut', false],
	['para mandar mensagem como faço?', 'optOut', false],
	['não quero papo com máquina não', 'human', true],
])('%s carries %s: %s', (text, label, carries) => {
	expect(labels(text).includes(label)).toBe(carries);
});

it('every pattern of ours can be read', () => {
	const all = [COMMERCIAL, HUMAN, INJECTION, OPT_OUT, DELIVERY, SUPPORT, TECHNICAL, ...Object.values(LGPD)];
	expect(all.flatMap(({ say, unless = '' }) => [...problemsIn(say), ...problemsIn(unless)])).toEqual([]);
});

it('a wish not to get offers is no interest in offers; interest beside it is', () => {
	expect(labels('não quero mais receber promoções')).toEqual(['optOut']);
	expect(labels('não me mandem mais mensagens. Aliás, quanto custa?')).toEqual(['commercial', 'optOut']);
});

describe("an operator's list", () => {
	it('adds to what is heard anyway, or takes its place', () => {
		expect(earOf({ commercial: 'bufunfa*' })('quanto custa? bufunfa').map(({ label }) => label)).toEqual(['commercial']);
		expect(earOf({ commercial: 'bufunfa*' })('quanto custa?')).toHaveLength(1);
		expect(earOf({ commercial: 'bufunfa*' }, 'replace')('quanto custa?')).toEqual([]);
		expect(earOf({ optOut: 'chispa' }, 'replace')('SAIR.')).toHaveLength(1);
	});

	it.each([
		['falar com o (pajé|xamã)', 'queria falar com xama', true],
		['~benzer [a] casa', 'vocês benzem casas?', false],
		['~benzer [a] casa*', 'podem benzer minhas... as casas', false],
		['~benzer [a] casa*', 'quero que benzam a casa', true],
		['chama .. pajé', 'chama logo esse pajé', true],
		['socorro $', 'socorro demais', false],
		['socorro $', 'socorro, por favor', true],
		['preciso !de pajé', 'preciso de pajé', false],
		['quanto\ncusta|nr 12', 'tem NR-12?', true],
	])('%s in "%s": %s', (list, text, heard) => {
		expect(earOf({ human: list }, 'replace')(text).some(({ label }) => label === 'human')).toBe(heard);
	});

	it('tells in a sentence which pattern cannot be used, and goes on with the rest', () => {
		expect(problemsIn('quero (um atendente\nbufunfa\n..\n@nada\nfim)')).toEqual([
			'"quero (um atendente" has a "(" that is not closed',
			'".." names no word to listen for',
			expect.stringContaining('"@nada" names "@nada", which is no list'),
			'"fim)" has a ")" that closes nothing',
		]);
		expect(earOf({ human: 'quero (um atendente\nbufunfa' }, 'replace')('bufunfa')).toHaveLength(1);
		expect(problemsIn('falar com atendente | preço* | r$ | nr 12\nquanto custa*')).toEqual([]);
	});

	it('may ask for a start behind the last word: nothing starts there', () => {
		const hear = earOf({ human: 'opa ^ tchau' }, 'replace');
		expect(hear('opa')).toEqual([]);
		expect(hear('opa, tchau')).toHaveLength(1);
	});

	it('cannot make a message cost much', () => {
		const greedy = earOf({ human: 'a ..9 a ..9 a ..9 a ..9 a ..9 a ..9 b' });
		const began = processorTime();
		greedy('a '.repeat(4000));
		expect(processorTime() - began).toBeLessThan(3000);
	});

	it.each(['a', 'preço', 'entregar'])('nor one that is a single word of "%s"', (part) => {
		const began = processorTime();
		ear(part.repeat(16_000).slice(0, 16_000));
		expect(processorTime() - began).toBeLessThan(500);
	});
});

it.each(['', '?', '🛑', '\u0000', 'a'.repeat(5000), '. '.repeat(3000), '((((', '\u202e', '¿¿'])(
	'hears nothing in %j, and does not fall over',
	(text) => {
		expect(ear(text)).toEqual([]);
	},
);
