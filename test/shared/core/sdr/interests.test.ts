import { interestsIn } from '../../../../nodes/shared/core/sdr/interests';
import { readCatalogue } from '../../../../nodes/shared/core/sdr/catalogue';

const catalogue = readCatalogue('Catalogue', [
	{ name: 'FB300', category: 'formadora', keywords: ['hambúrguer'], facts: ['serve tela de corte'] },
	{ name: 'Linha de Espeto', category: 'espeto', keywords: ['espetinho', 'espetaria'], is_available: false },
	{ name: 'Bolo de Cenoura', category: 'bolo', keywords: [] },
]);
const named = (text: string, names: string[] = [], learned: string | null = null) =>
	interestsIn(catalogue, text, names, learned).map(({ name }) => name);

it.each<[string, string[], string | null, string[]]>([
	['quero a FB-300', [], null, ['FB300']],
	['queria fazer espetinho', [], null, ['Linha de Espeto']],
	['sou da Espetaria Souza', [], null, []],
	['Meu nome é Carlos Bolo', [], null, []],
	['aqui é da espetaria souza, bom dia', ['Espetaria Souza'], null, []],
	['sou da Espetaria Souza e quero a FB300', ['Espetaria Souza'], null, ['FB300']],
	['sou da Espetaria Souza', ['Espetaria Souza'], 'formadora de hambúrguer', ['FB300']],
	['qual o tamanho da tela?', [], null, []],
	['QUERO UM BOLO', [], null, ['Bolo de Cenoura']],
])('%s', (text, names, learned, expected) => {
	expect(named(text, names, learned)).toEqual(expected);
});
