import { randomUUID } from 'node:crypto';

import { EXAMPLES, type ExampleCompany } from '../../nodes/shared/core/sdr/examples';
import { SAMPLE_CATALOGUE } from '../../nodes/shared/core/sdr/sampleCatalogue';
import { leaksIn, STRICTEST } from '../../nodes/shared/core/sdr/outputFilter';
import { plain } from '../../nodes/shared/core/text/words';
import { closeSql } from '../setup/supabase';
import { chat, conversar, playChat } from './conversarForTests';
import { openCompany, type Company } from './shop';

type Trade = keyof typeof EXAMPLES;
const trades = Object.keys(EXAMPLES) as Trade[];
const NEUTRAL = { persona: 'Bia', companyProfile: 'Loja Exemplo, em Recife/PE.' };

let company: Company;
beforeAll(async () => {
	company = await openCompany();
});
afterAll(async () => {
	await company.stop();
	await closeSql();
});

const wordsIn = (text: string): Set<string> =>
	new Set(
		plain(text)
			.split(/[^a-z0-9]+/)
			.filter((word) => word.length > 3),
	);
const catalogueWords = (catalogue: ReadonlyArray<{ name: string; category: string; keywords?: string[] }>): string =>
	catalogue.map(({ name, category, keywords = [] }) => [name, category, ...keywords].join(' ')).join(' ');
const allOf = ({ persona, profile, phrases, catalogue }: ExampleCompany): string =>
	[persona, profile, phrases, JSON.stringify(catalogue)].join(' ');

/** What belongs to some trade: words of the other examples, and of the maker of machines that the first version came with. */
const foreignTo = (trade: Trade | null): string[] => {
	const others = trades.filter((other) => other !== trade).map((other) => catalogueWords(EXAMPLES[other].catalogue));
	const own = trade === null ? new Set<string>() : wordsIn(allOf(EXAMPLES[trade]));
	return [...wordsIn([...others, catalogueWords(SAMPLE_CATALOGUE)].join(' '))].filter((word) => !own.has(word));
};

/** The prompt that a first message would be asked with. */
async function preview(name: string, words: string, form = {}): Promise<string> {
	const json = conversar(name, form);
	Object.assign(json.nodes.find((node) => node.name === 'Agente SDR')!.parameters, { operation: 'preview' });
	json.connections['Agente SDR'] = { main: [] };
	const run = await playChat(company, { chatInput: words, sessionId: randomUUID() }, json);
	if (run.error) throw run.error;
	const [{ calls }] = run.items('Agente SDR') as unknown as [{ calls: Array<{ prompt: string }> }];
	return calls.map(({ prompt }) => prompt).join('\n');
}
/** Words of trades that the agent's own texts say to everybody. */
const said = async () => wordsIn(await preview('own', 'Oi', NEUTRAL));

it('an agent that nobody told a company speaks of no trade', async () => {
	const everybody = await said();
	expect(foreignTo(null).filter((word) => everybody.has(word) && !COMMON.includes(word))).toEqual([]);
});
/** Plain words that a catalogue has too. */
const COMMON = ['para'];

it.each(trades)('%s: told of its own products, and of no other trade, in the prompt and in a turn', async (trade) => {
	const example: ExampleCompany = EXAMPLES[trade];
	const everybody = await said();
	const foreign = foreignTo(trade).filter((word) => !everybody.has(word));
	expect(foreign.length).toBeGreaterThan(50);
	const product = example.catalogue[0];
	const words = `Oi, quero saber de ${product.name}`;

	const prompt = await preview(trade, words);
	for (const known of [example.persona, example.profile.split('\n')[0], product.facts[0], example.phrases.split('\n')[0]])
		expect(prompt).toContain(known);
	expect(foreign.filter((word) => wordsIn(prompt).has(word))).toEqual([]);

	const told = await chat(company, words, randomUUID(), conversar(trade));
	expect(told.learnt).toContain(`interesse: ${product.name}`);
	const asked = (company.model.requests.at(-1)!.messages as Array<{ content: string }>).map(({ content }) => content).join('\n');
	expect(foreign.filter((word) => wordsIn(asked).has(word))).toEqual([]);
});

it.each(trades)('%s: holds nothing that the agent may not say', (trade) => {
	const example: ExampleCompany = EXAMPLES[trade];
	const ownTexts = [example.profile, JSON.stringify(example.catalogue)];
	for (const line of [...example.profile.split('\n'), ...example.phrases.split('\n'), ...example.catalogue.flatMap(({ facts }) => facts)])
		expect({ line, leaks: leaksIn(line, { ...STRICTEST, ownTexts }).filter(({ rule }) => rule !== 'fact') }).toEqual({ line, leaks: [] });
	const alternatives = example.catalogue.map(({ alternative }) => alternative).filter(Boolean);
	expect(example.catalogue.map(({ name }) => name)).toEqual(expect.arrayContaining(alternatives));
});

it('none is chosen for whoever chose none', () => {
	const [form] = conversar('own').nodes.filter(({ name }) => name === 'Conversa de teste');
	expect(form.parameters).toMatchObject({ company: 'own', persona: '', companyProfile: '' });
});

it('another company in the same chat is told nothing of what was said before', async () => {
	const session = randomUUID();
	const before = await chat(company, 'Oi, sou a Rita. Tem bolo de cenoura?', session, conversar('bakery'));
	const after = await chat(company, 'Oi', session, conversar('clinic'));
	expect(after.phone).not.toBe(before.phone);
	expect(JSON.stringify(company.model.requests.at(-1)!.messages)).not.toMatch(/cenoura|Rita/);
});
