import { numberWord } from '../text/numberWords';
import { plain } from '../text/words';

export const URGENCIES = ['alta', 'média', 'baixa', 'sem urgência'] as const;
export type Urgency = (typeof URGENCIES)[number];

/**
 * Looked through in this order: what denies urgency stands before what tells of it (SDR spec 2.3). Ways to say it are without end, and the model's own class
 * word comes first where there is one; whoever meets another adds it.
 */
const RULES: Array<[Urgency, RegExp]> = [
	[
		'sem urgência',
		/\bsem (urgencia|prazo|data|previsao)\b|\bnenhuma\b|\b(so|apenas) (pesquisando|olhando|conhecendo|curios)|\bpesquisando\b/,
	],
	[
		'baixa',
		/\bnao (e|eh|tem|tenho|ha|tinha|seria)?\s*(muita |nada |tao |nenhuma |muito )?(urgen\w*|pressa)|\bsem (muita )?pressa\b|\b(?:nada|nem um pouco|nenhum pouco) (?:de )?(?:urgen\w*|pressa)\b|\bbaix[ao]\b/,
	],
	['baixa', /\b(ano|semestre) que vem\b|\bproximo (ano|semestre)\b|\bmais pra frente\b|\bsem correria\b|\bfuturamente\b/],
	[
		'alta',
		/\bimediat\w*|\burgen\w*|\bpra ontem\b|\bo quanto antes\b|\bo mais rapido\b|\bagora\b|\bja\b|\blogo\b|\balt[ao]\b|\bpressa\b|\basap\b/,
	],
	[
		'alta',
		/\b(hoje|amanha)\b|\bsemana que vem\b|\b(ess|est)[ae] (semana|mes)\b|\b(proxima|ainda esta) semana\b|\bainda (ess|est)e mes\b|\bem (\d+|poucos) dias\b/,
	],
	[
		'média',
		/\bmedi[ao]\b|\bmes que vem\b|\bproximos? (mes(es)?)\b|\balguns meses\b|\b(ess|est)e (ano|semestre)\b|\bsemanas\b|\bmes(es)?\b/,
	],
];
const MONTHS = /\b(\d+|[a-z]+) mes(?:es)?\b/g;
const MANY_MONTHS = 6;

/**
 * How urgent a lead is, read from a class word or from how people say it: `pra ontem`, `semana que vem`, `não é urgente`.
 * @returns null when the words tell nothing of urgency
 */
export function urgencyOf(words: string): Urgency | null {
	const text = plain(words);
	const months = [...text.matchAll(MONTHS)]
		.map(([, count]) => (/^\d/.test(count) ? Number(count) : (numberWord(count)?.value ?? 0)))
		.find((count) => count > 0);
	if (months !== undefined && !/\burgen/.test(text)) return months >= MANY_MONTHS ? 'baixa' : 'média';
	return RULES.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

const DENIAL =
	/\b(?:nao|nem|nunca) (?:(?:e|eh|tem|tenho|temos|ha|seria|existe|to com|estou com|estamos com|precisa ser|preciso de|precisa de) )?(?:(?:muit[ao]|nada|tao|nenhuma|uma|de|assim|tanta) ){0,2}(?:urgen\w*|pressa)\b|\b(?:nada|nem um pouco|nenhum pouco) (?:de )?(?:urgen\w*|pressa)\b|\b(?:sem|nenhuma) (?:(?:muita|nenhuma|qualquer|tanta) )?(?:urgencia|pressa)\b/g;
const HURRY = /\burgen\w*|\bpressa\b|\bimediat\w*|\bpra ontem\b|\bo quanto antes\b|\bo mais rapido\b/;

/**
 * That there is no hurry, where a customer's words deny it outright ("não é urgente", "sem pressa") and claim it nowhere else; a word that only might tell of it, such as
 * "nenhuma" or "já", tells nothing.
 */
export function deniedUrgency(words: string): Urgency | null {
	const text = plain(words);
	const denials = text.match(DENIAL);
	if (!denials || HURRY.test(text.replace(DENIAL, ' '))) return null;
	return denials.every((denial) => /^(?:sem|nenhuma) .*urgencia$/.test(denial)) ? 'sem urgência' : 'baixa';
}
