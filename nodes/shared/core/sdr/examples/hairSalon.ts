import type { ExampleCompany } from './company';

export const hairSalon: ExampleCompany = {
	label: 'Example: Hair Salon (Salão De Beleza)',
	persona: 'Duda',
	profile: `Salão Bela Vista, em Londrina/PR, cabelo, unhas e estética, com hora marcada.
Equipe de quatro cabeleireiras e duas manicures. Atende mulheres, homens e crianças.
Para coloração e alisamento é feito antes um teste de mecha, por segurança.`,
	phrases: `Que bom que você pensou na gente! O que você quer fazer no cabelo?
Você já fez química nos últimos meses? Pergunto para cuidar bem dos fios.
Prefere de manhã ou à tarde? A recepção confirma o seu horário.
Pode mandar uma foto de inspiração, que a cabeleireira olha com carinho.`,
	catalogue: [
		{
			name: 'Corte feminino',
			category: 'cabelo',
			keywords: ['corte', 'cortar', 'cabelo', 'franja', 'pontas'],
			facts: ['com lavagem e finalização', 'cerca de 50 minutos'],
		},
		{
			name: 'Mechas',
			category: 'coloração',
			keywords: ['mechas', 'luzes', 'loiro', 'tintura', 'coloração', 'pintar'],
			facts: ['com teste de mecha antes', 'de 3 a 5 horas, conforme o comprimento', 'inclui tonalização'],
		},
		{
			name: 'Escova progressiva',
			category: 'alisamento',
			keywords: ['progressiva', 'alisar', 'alisamento', 'frizz'],
			facts: ['sem formol', 'não é feita em gestantes', 'cerca de 3 horas'],
		},
		{
			name: 'Manicure e pedicure',
			category: 'unhas',
			keywords: ['unha', 'unhas', 'manicure', 'pedicure', 'esmalte'],
			facts: ['material esterilizado em autoclave', 'esmaltação comum ou em gel'],
		},
		{
			name: 'Penteado de noiva',
			category: 'penteado',
			keywords: ['noiva', 'penteado', 'madrinha', 'maquiagem'],
			facts: ['com prova antes do dia', 'no salão ou onde a noiva se arruma'],
		},
	],
};
