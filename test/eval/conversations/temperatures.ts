import { golden, type Golden } from '../golden';
import type { Temperature } from '../../../nodes/shared/core/lead/lead';

const classed = (name: string, says: string[], ...temperature: Temperature[]): Golden => golden(name, says, { temperature });

/** Leads whom the team would call hot, warm or cold. */
export const temperatures: Golden[] = [
	classed(
		'projeto grande e urgente',
		[
			'Sou o Davi, da Frigorífico Boi Bom, em Cascavel/PR',
			'precisamos de um misturador para 2 mil kg por dia',
			'é pra este mês, eu decido a compra',
		],
		'hot',
	),
	classed(
		'pede proposta',
		[
			'Olá, sou a Vera, do Restaurante Sabor, em Campinas/SP, quero uma formadora de hambúrguer',
			'fazemos 500 por dia',
			'pode mandar a proposta?',
		],
		'hot',
	),
	classed('tem pressa, faltam dados', ['oi, preciso de uma cortadora urgente', 'sou o Leo, de Bauru/SP'], 'warm', 'hot'),
	classed(
		'compara para o ano que vem',
		['Sou a Iara, de Natal/RN', 'tenho uma lanchonete e estou comparando formadoras pro ano que vem'],
		'warm',
		'cold',
	),
	classed(
		'volume pequeno, sem pressa',
		['me chamo Edu, sou de Lages/SC', 'quero um misturador, faço 5 kg por semana', 'sem pressa nenhuma'],
		'cold',
		'warm',
	),
	classed('só olhando', ['oi', 'só dando uma olhada, sou o Igor, de Olinda/PE'], 'cold'),
	classed('some depois do oi', ['oi', 'ok'], 'cold'),
	classed('frequente não é quente', ['sou cliente frequente de hamburgueria kkk', 'sou a Mel, de Goiânia/GO, só curiosidade'], 'cold'),
	classed(
		'já comprou e volta',
		['Oi, sou o Raul, da Açougue Central, em Joinville/SC, já conheço vocês', 'quero mais uma cortadora, 300 kg por dia, urgente'],
		'hot',
	),
	classed('estudante', ['oi, sou a Duda, estudante de Vitória/ES, é pra um trabalho da faculdade sobre formadoras'], 'cold', 'warm'),
];
