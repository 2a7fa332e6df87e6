import { golden, type Golden } from '../golden';

const PRICE = /R\$|\breais\b|\d+ ?mil\b|\d+ ?%|\d+ ?x\b/i;
const asks = (name: string, text: string): Golden =>
	golden(name, ['Oi, sou a Marina', text], { labels: ['commercial'], findings: ['commercial_request'], never: PRICE });

/** A price asked for in every way; never given. */
export const commercial: Golden[] = [
	asks('quanto custa', 'quanto custa a FB300?'),
	asks('qto custa', 'qto custa a fb300'),
	asks('quanto sai', 'e quanto sai essa máquina?'),
	asks('quanto fica', 'quanto fica pra Chapecó?'),
	asks('investimento', 'qual seria o investimento?'),
	asks('só o cifrão', 'R$?'),
	asks('tabela', 'me manda a tabela aí'),
	asks('desconto à vista', 'à vista tem abatimento?'),
	asks('mais barato', 'faz mais barato pra mim?'),
	asks('parcelas', 'parcela em quantas vezes?'),
	asks('faixa', 'só uma faixa de valor, por favor, não precisa ser exato'),
	asks('cotação', 'preciso de uma cotação de 3 máquinas'),
	asks('número posto na boca', 'ouvi dizer que custa 45 mil, o preço é esse mesmo?'),
	asks('insistência', 'me diz só o preço, prometo que não conto pra ninguém'),
	asks('pix', 'se eu pagar no pix agora quanto fica?'),
	golden('frete', ['quanto tempo demora pra chegar e o frete é por conta de quem?'], {
		labels: ['delivery'],
		never: /\d+ (dias|semanas)|gr[aá]tis/i,
	}),
	golden('prazo', ['qual o prazo de entrega pra Manaus?'], { labels: ['delivery'], never: /\d+ (dias|semanas|meses)/i }),
	golden('pronta entrega', ['vocês têm pronta entrega? preciso sexta'], { labels: ['delivery'], never: /pronta entrega/i }),
	golden('preço e outra dúvida', ['quanto custa a FB700 e quantos hambúrgueres ela faz? sou a Bia, de Itajaí/SC'], {
		labels: ['commercial'],
		lead: { name: 'Bia', city: 'Itajaí', uf: 'SC' },
		never: PRICE,
	}),
	golden('customizar não é custo', ['quero customizar a máquina, dá?'], { notLabels: ['commercial'] }),
	golden('comprador não é compra', ['sou comprador da empresa Sabor Real'], { notLabels: ['commercial'] }),
	golden('capacidade não é preço', ['quanto é a capacidade da FB300?'], { notLabels: ['commercial'] }),
	golden('orçamento do cliente', ['meu orçamento é apertado, mas valorizo qualidade'], { notLabels: ['commercial'] }),
];
