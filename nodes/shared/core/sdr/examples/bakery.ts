import type { ExampleCompany } from './company';

export const bakery: ExampleCompany = {
	label: 'Example: Bakery (Padaria)',
	persona: 'Lia',
	profile: `Padaria Trigo Bom, em Chapecó/SC, padaria e confeitaria de bairro desde 1998.
Pães de fermentação natural, bolos, tortas e salgados; encomendas para festas, cafés de empresa e eventos.
Encomendas são retiradas no balcão ou levadas nos bairros do centro. Sem produtos para celíacos: a cozinha usa trigo.`,
	phrases: `Que delícia! Para quantas pessoas vai ser a festa?
Temos bolo de cenoura e de nozes, os queridinhos da casa.
Anotei tudo aqui, a nossa equipe confirma a encomenda com você.
Tem alguém com alergia? Assim já indicamos o que combina.`,
	catalogue: [
		{
			name: 'Bolo de cenoura',
			category: 'bolo',
			keywords: ['bolo', 'cenoura', 'aniversário', 'festa'],
			facts: ['serve 20 pessoas', 'cobertura de chocolate meio amargo', 'feito no dia da retirada'],
		},
		{
			name: 'Torta de nozes',
			category: 'torta',
			keywords: ['torta', 'nozes', 'sobremesa'],
			facts: ['serve 15 pessoas', 'recheio de creme de nozes', 'contém castanhas'],
		},
		{
			name: 'Cento de salgados',
			category: 'salgados',
			keywords: ['salgado', 'salgados', 'coxinha', 'empadinha', 'risoles'],
			facts: ['coxinha, empadinha e risoles', 'fritos na hora da retirada ou congelados'],
		},
		{
			name: 'Pão de fermentação natural',
			category: 'pão',
			keywords: ['pão', 'pães', 'levain', 'integral'],
			facts: ['filão de 700 g', 'branco ou integral', 'sai do forno às 7h e às 16h'],
		},
		{
			name: 'Panetone da casa',
			category: 'panetone',
			keywords: ['panetone', 'natal', 'chocotone'],
			facts: [],
			available: false,
			unavailable_message: 'O panetone é feito só de novembro a dezembro; o interesse fica anotado.',
			alternative: 'Torta de nozes',
		},
	],
};
