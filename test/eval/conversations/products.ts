import { golden, type Golden } from '../golden';

/** Products, media and many subjects at once. */
export const products: Golden[] = [
	golden('código do modelo', ['me fala da fb-300'], { findings: ['interests'] }),
	golden('espeto indisponível', ['quero uma máquina de espetinho pra minha espetaria'], {
		findings: ['interests'],
		never: /março|2026|temos a linha/i,
	}),
	golden('espeto e corte', ['faço espeto, preciso cortar a carne em cubos'], { findings: ['interests'], never: /março/i }),
	golden('manual para a de cima', ['quero a FBM100', 'faço 500 por dia e estou crescendo'], { lead: { volume: /500/ } }),
	golden('só imagem', ['[imagem recebida]'], { temperature: ['cold'] }),
	golden('imagem com legenda', ['[imagem recebida] quero uma formadora igual a essa'], { lead: { product: /formadora/i } }),
	golden('áudio transcrito', ['[áudio transcrito] oi aqui é o Tiago, quero um misturador de massa'], {
		lead: { name: 'Tiago', product: /misturador/i },
	}),
	golden(
		'muitos assuntos',
		['oi sou a Léia de Blumenau/SC, quanto custa a formadora, qual o prazo de entrega, tem laudo, e vocês abrem sábado?'],
		{
			labels: ['commercial', 'delivery', 'technical'],
			lead: { city: 'Blumenau', uf: 'SC' },
			findings: ['commercial_request', 'technical_questions'],
		},
	),
	golden('texto enorme', [`Oi, meu nome é Max. ${'Quero uma formadora de hambúrguer. '.repeat(300)}`], { lead: { name: 'Max' } }),
	golden('só emoji', ['👍'], { temperature: ['cold'] }),
];
