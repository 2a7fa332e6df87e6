import { golden, type Golden } from '../golden';

/** The last word counts, and the old one is kept. */
export const corrections: Golden[] = [
	golden('corrige o nome', ['Meu nome é Marina', 'Ops, meu nome é Mariana'], { lead: { name: 'Mariana' }, corrected: ['name'] }),
	golden('corrige a cidade', ['Sou de Chapecó/SC', 'desculpa, é em Xanxerê/SC'], {
		lead: { city: 'Xanxerê', uf: 'SC' },
		corrected: ['city'],
	}),
	golden('corrige o volume', ['fazemos 400 por dia', 'na verdade são 600 por dia'], { lead: { volume: /600/ }, corrected: ['volume'] }),
	golden('muda de produto', ['quero uma formadora de hambúrguer', 'pensando bem, quero um misturador'], {
		lead: { product: /misturador/i },
		corrected: ['product'],
	}),
	golden('muda a urgência', ['é urgente', 'na verdade sem pressa'], { lead: { urgency: /baixa|sem urgência/ }, corrected: ['urgency'] }),
	golden('silêncio não apaga', ['Meu nome é Téo, de Recife/PE', 'hum', 'ok'], { lead: { name: 'Téo', city: 'Recife', uf: 'PE' } }),
	golden('repetir não é corrigir', ['Meu nome é Ivo', 'Meu nome é Ivo mesmo'], { lead: { name: /^Ivo/ } }),
	golden('corrige na mesma mensagem', ['Oi\nmeu nome é Davi\ncorrigindo: meu nome é David'], { lead: { name: 'David' } }),
];
