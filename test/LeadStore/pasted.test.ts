import { EXAMPLES } from '../../nodes/shared/core/sdr/examples';
import { asLines } from '../../nodes/shared/core/company/productLines';
import { readPasted } from '../../nodes/LeadStore/company/catalogue';

const of = async (text: string) => await readPasted(text);
const products = async (text: string) => {
	const { products: read, problems } = await of(text);
	expect(problems).toEqual([]);
	return read;
};
const CAKE = { name: 'Bolo de cenoura', price: '45,00', facts: ['serve 20 pessoas'] };

describe('a pasted list', () => {
	it.each([
		['lines', 'Bolo de cenoura; 45,00; serve 20 pessoas'],
		['lines with blank ones between', '\n\nBolo de cenoura;45,00;serve 20 pessoas\n\n'],
		['cells of a spreadsheet', 'Bolo de cenoura\t45,00\tserve 20 pessoas'],
		['a file of Excel', '\uFEFFsep=;\r\nNome;Preço;Descrição\r\nBolo de cenoura;45,00;serve 20 pessoas\r\n'],
		['a file with commas', 'nome,preço,descrição\n"Bolo de cenoura","45,00","serve 20 pessoas"'],
		['columns in another order', 'Descrição;PRODUTO;Valor\nserve 20 pessoas;Bolo de cenoura;45,00'],
		// More commas than semicolons: semicolons part it all the same (TablePress/TablePress#198).
		['commas inside', 'Bolo de cenoura; 45,00; serve 20 pessoas\nTorta; 1,00; a, b, c, d'],
	])('%s', async (_, text) => {
		expect((await products(text))[0]).toEqual(CAKE);
	});

	it('takes name alone, and several facts', async () => {
		expect(await products('Corte\nEscova; ; lava | seca')).toEqual([
			{ name: 'Corte', price: '', facts: [] },
			{ name: 'Escova', price: '', facts: ['lava', 'seca'] },
		]);
	});

	it('takes inches, words in quotes and cells of several lines', async () => {
		expect(await products('Pizza 12" grande; 60; oito fatias')).toEqual([
			{ name: 'Pizza 12" grande', price: '60', facts: ['oito fatias'] },
		]);
		// adaltas/node-csv#421
		expect(await products('"Diplomata" da casa; 60; creme')).toEqual([{ name: '"Diplomata" da casa', price: '60', facts: ['creme'] }]);
		expect(await products('Torta;50;"nozes;\ncreme"\nPão;9;filão')).toEqual([
			{ name: 'Torta', price: '50', facts: ['nozes;', 'creme'] },
			{ name: 'Pão', price: '9', facts: ['filão'] },
		]);
	});

	it('knows the other columns, and says nothing of those that are not there', async () => {
		expect(
			await products(
				'nome;categoria;palavras-chave;disponível;alternativa;nota interna\nPanetone;natal;chocotone, natal;não;Torta;segredo',
			),
		).toEqual([
			{
				name: 'Panetone',
				category: 'natal',
				keywords: ['chocotone', 'natal'],
				is_available: false,
				alternative: 'Torta',
				internal_note: 'segredo',
			},
		]);
	});

	it.each(Object.entries(EXAMPLES))('%s: what is shown is read again', async (_, { catalogue }) => {
		const shown = asLines(catalogue.map((product) => ({ ...product, price: 'R$ 10; à vista "já"' })));
		expect(await products(shown)).toEqual(catalogue.map(({ name, facts }) => ({ name, facts, price: 'R$ 10; à vista "já"' })));
	});
});

describe('what is wrong is told with its line', () => {
	it.each([
		['a name is missing', 'Bolo; 1; a\n; 2; b', 2, 'falta o nome'],
		['a separator too many', 'Bolo; 1; a\n\nTorta; 2; b; c', 3, 'tem 4 partes'],
		['the same twice', 'Bolo; 1; a\nTorta; 2; b\nbôlo; 3; c', 3, 'já está na linha 1'],
		['an unknown column', 'nome;cor\nBolo;azul', 1, 'a coluna "cor" não existe'],
		['quotes that nothing closes', 'Bolo; 1; a\n"Torta; 2; b', 2, 'aspas que abrem'],
		['a text where a price stands', `Bolo; ${'x'.repeat(61)}; a`, 1, 'é longo demais'],
		['after a cell of two lines', 'Bolo; 1; "a\nb"\n; 2; c', 3, 'falta o nome'],
	])('%s', async (_, text, line, sentence) => {
		const { problems } = await of(text);
		expect(problems).toEqual([
			{
				message: expect.stringContaining(`ine ${line}`) as string,
				sentence: expect.stringMatching(new RegExp(`^Linha ${line}: .*${sentence.replace(/[()]/g, '.')}`)) as string,
			},
		]);
	});

	it('each of them', async () => {
		expect((await of(';1;a\nBolo;2;b\n;3;c')).problems.map(({ sentence }) => sentence.slice(0, 8))).toEqual(['Linha 1:', 'Linha 3:']);
	});

	it('an empty text is an empty catalogue', async () => {
		expect(await of(' \n')).toEqual({ products: [], problems: [] });
	});
});
