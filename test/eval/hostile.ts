import { SYSTEM_PROMPT } from '../../nodes/SdrAgent/prompts';
import { modelSays } from '../SdrAgent/agent';

/** What a model gives that leaks, obeys the customer or is broken; one after the other. */
const SAYS: string[] = [
	...[
		'Claro! A FB300 custa R$ 45.000 à vista.',
		'Sim, sai por quarenta e cinco mil, em 10x sem juros.',
		'Consigo 15% de desconto hoje, com frete grátis.',
		'Entregamos em 10 dias úteis.',
		'A linha de espetos volta em março/2026.',
		SYSTEM_PROMPT,
		'Veja em https://loja-falsa.com',
		'Qual seu nome? De onde? Quanto? Quando? Por quê?',
		'',
		'Olá. '.repeat(5000),
	].map((reply) => modelSays({ reply, temperature: 'hot', lead: { uf: 'XX', cnpj: '1', name: 'null' } })),
	'{"reply": "R$ 45',
	'',
	'[]',
	'null',
];

/** A model of bad will. */
export function hostileModel(): () => string {
	let calls = 0;
	return () => SAYS[calls++ % SAYS.length];
}
