import type { ExampleCompany } from './company';

export const buildingSupplies: ExampleCompany = {
	label: 'Example: Building Supplies (Materiais De Construção)',
	persona: 'Beto',
	profile: `Casa Forte Materiais, em Campina Grande/PB, loja de materiais de construção para obra e reforma.
Cimento, areia, tijolos, pisos, tintas, hidráulica e elétrica, no atacado e no varejo. Vende para pedreiros, construtoras e para quem está reformando.
A lista da obra pode ser mandada por escrito: a equipe monta o orçamento.`,
	phrases: `Me conta da sua obra: é construção nova ou reforma?
Quantos metros quadrados vamos cobrir? Assim indico a quantidade certa.
Pode mandar a lista do pedreiro por aqui, que a equipe monta o orçamento.
Vai usar dentro ou fora de casa? Isso muda o material.`,
	catalogue: [
		{
			name: 'Cimento CP II',
			category: 'cimento',
			keywords: ['cimento', 'concreto', 'laje', 'alvenaria'],
			facts: ['saco de 50 kg', 'uso geral: laje, contrapiso e alvenaria'],
		},
		{
			name: 'Porcelanato acetinado',
			category: 'piso',
			keywords: ['porcelanato', 'piso', 'pisos', 'revestimento', 'cerâmica'],
			facts: ['placas com 60 cm de lado', 'caixa com 1,44 m²', 'uso interno'],
		},
		{
			name: 'Tinta acrílica fosca',
			category: 'tinta',
			keywords: ['tinta', 'parede', 'látex', 'acrílica'],
			facts: ['lata de 18 L', 'rende até 300 m² por demão', 'cores feitas na hora na máquina da loja'],
		},
		{
			name: 'Tijolo cerâmico de 8 furos',
			category: 'tijolo',
			keywords: ['tijolo', 'tijolos', 'bloco', 'muro'],
			facts: ['9 x 19 x 19 cm', 'cerca de 25 por m² de parede'],
		},
		{
			name: "Caixa d'água",
			category: 'hidráulica',
			keywords: ["caixa d'água", 'reservatório', 'encanamento', 'tubo'],
			facts: ['500 L ou 1.000 L', 'polietileno, com tampa'],
		},
	],
};
