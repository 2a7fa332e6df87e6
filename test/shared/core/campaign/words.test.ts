import { gapName, gapsIn, missingIn, templateFor, valuesOf, worded } from '../../../../nodes/shared/core/campaign/words';

/** Five trades, as their lists come. */
const LISTS: Array<[string, Record<string, unknown>, string, string]> = [
	[
		'a bakery',
		{ Telefone: '1', Nome: 'MARIA DA SILVA', Bairro: 'Centro' },
		'Oi {primeiro_nome}, pão quente no {bairro}!',
		'Oi Maria, pão quente no Centro!',
	],
	['a clinic', { nome: 'joão souza', 'Última consulta': '12/03' }, '{nome}, desde {ultima_consulta}', 'joão souza, desde 12/03'],
	['an internet provider', { nome: 'Ana', plano: 500 }, '{primeiro_nome}: {plano} mega', 'Ana: 500 mega'],
	['building supplies', { nome: 'Zé da Obra', 'Razão Social': 'Zé & Filhos Ltda' }, '{razao_social}', 'Zé & Filhos Ltda'],
	['a hair salon', { '\uFEFFnome': 'Bia', serviço: 'corte' }, '{primeiro_nome} {servico}', 'Bia corte'],
];

it.each(LISTS)('the words of %s', (_, row, text, said) => {
	expect(worded(text, valuesOf(row, 'nome'), 's')).toBe(said);
});

it.each([
	['Nome Fantasia', 'nome_fantasia'],
	['  Última Compra (R$) ', 'ultima_compra_r'],
	['\uFEFFtelefone', 'telefone'],
	['***', ''],
])('the column %j is the gap %j', (column, gap) => {
	expect(gapName(column)).toBe(gap);
});

it('an opening is one of those that are there, the same for the same person, and evenly spread', () => {
	const text = '{Oi|Olá|Bom dia}, {primeiro_nome}';
	const said = Array.from({ length: 3000 }, (_, n) => worded(text, { primeiro_nome: 'Ana' }, `natal:55119${String(n).padStart(8, '0')}`));
	expect(worded(text, { primeiro_nome: 'Ana' }, 'natal:5511900000007')).toBe(worded(text, { primeiro_nome: 'Ana' }, 'natal:5511900000007'));
	for (const opening of ['Oi', 'Olá', 'Bom dia']) {
		const share = said.filter((one) => one === `${opening}, Ana`).length / said.length;
		expect(share).toBeGreaterThan(0.28);
		expect(share).toBeLessThan(0.39);
	}
});

it('what stands in a column is a word and no order: neither a gap nor an opening nor a line of its own', () => {
	const values = valuesOf({ nome: 'Ana', obs: '{Oi|Olá} {nome}\n\nPS' }, 'nome');
	expect(worded('{primeiro_nome}: {obs}', values, 's')).toBe('Ana: {Oi|Olá} {nome} PS');
});

it('takes no address from a name, and one that the operator wrote into a column of their own', () => {
	const values = valuesOf({ nome: 'Ana golpe.example.com/x', link: 'https://loja.example.com/ana' }, 'nome');
	expect(values.nome).not.toContain('golpe');
	expect(worded('{link}', values, 's')).toBe('https://loja.example.com/ana');
});

it.each([
	['Oi {primeiro_nome} de {cidade}', ['primeiro_nome', 'cidade']],
	['{Oi|Olá}, tudo bem?', []],
])('the gaps of %j', (text, gaps) => {
	expect(gapsIn('Text', text, ['nome', 'cidade'])).toEqual(gaps);
});

it('a gap that no column fills in is told with those that there are', () => {
	expect(() => gapsIn('Text', 'Oi {apelido}', ['nome'])).toThrow('The field "Text" has a placeholder that does not exist: {apelido}');
	expect(() => gapsIn('Text', 'Oi {primeiro_nome}', ['telefone'])).toThrow('{primeiro_nome}');
});

it('whose column is empty is not greeted with a hole', () => {
	expect(missingIn(['primeiro_nome', 'cidade'], { primeiro_nome: 'Ana', cidade: '' })).toBe('cidade');
	expect(missingIn(['primeiro_nome'], { primeiro_nome: 'Ana' })).toBeNull();
});

it('a template has its values filled in, as Meta takes them', () => {
	const template = { name: 'novidades', language: 'pt_BR', values: ['{primeiro_nome}', 'de {cidade}'] };
	expect(templateFor(template, { primeiro_nome: 'Ana', cidade: 'Campinas' }, 's').values).toEqual(['Ana', 'de Campinas']);
});
