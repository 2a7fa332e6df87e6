import type { EscalationReason } from '../../shared/core/session/event';
import type { Figures, Money } from '../../shared/store/report';

/** Why people were called, for a count of them; a reason of a newer version is shown as it is. */
const REASONS: Record<EscalationReason | 'hot_lead' | 'took_over', string> = {
	pediu_humano: 'pediram uma pessoa',
	erro_agente: 'o robô falhou',
	erro_consecutivo: 'o robô falhou várias vezes',
	support: 'suporte',
	frustration: 'insatisfação',
	hot: 'lead quente',
	hot_lead: 'lead quente',
	agent_request: 'assunto que o robô não resolve',
	took_over: 'alguém da equipe assumiu',
};
const reasonName = (reason: string): string => (Object.hasOwn(REASONS, reason) ? REASONS[reason as keyof typeof REASONS] : reason);

/** For who reads it on a phone: sums of the day, a line each; what nothing is known of is left out. */
export function reportText(title: string, figures: Figures): string {
	const { conversations, alone, alone_share, handed_over, handed_over_share, handed_over_why, by_temperature: class_ } = figures;
	if (conversations === 0) return `📊 ${title}\nNenhuma conversa.`;
	const whys = Object.entries(handed_over_why)
		.sort(([, a], [, b]) => b - a)
		.map(([reason, count]) => `${reasonName(reason)} ${count}`);
	return [
		`📊 ${title}`,
		`Conversas: ${conversations}, com ${figures.replies} respostas`,
		...(figures.first_reply_p50_ms === null || figures.first_reply_p95_ms === null
			? []
			: [`Primeira resposta: metade em até ${seconds(figures.first_reply_p50_ms)}, 95% em até ${seconds(figures.first_reply_p95_ms)}`]),
		`Só com o robô: ${alone}${share(alone_share)}`,
		`Passadas a uma pessoa: ${handed_over}${share(handed_over_share)}${whys.length > 0 ? `: ${whys.join(', ')}` : ''}`,
		`Qualificados: ${figures.qualified}${share(figures.qualified_share)}; quentes ${class_.hot}, mornos ${class_.warm}, frios ${class_.cold}`,
		`Negócios no CRM: ${figures.deals_opened}, ganhos ${figures.deals_won}`,
		...(figures.drafts_held > 0 ? [`Rascunhos segurados antes de sair: ${figures.drafts_held}`] : []),
		...costLines(figures),
	].join('\n');
}

function costLines({ cost, cost_unknown, cost_per_conversation, cost_per_won_deal }: Figures): string[] {
	const missing = cost_unknown > 0 ? ` (falta o preço de ${cost_unknown})` : '';
	if (Object.keys(cost).length === 0) return cost_unknown > 0 ? [`Custo: não se sabe${missing}`] : [];
	const each = [
		`por conversa ${money(cost_per_conversation)}`,
		...(cost_per_won_deal ? [`por negócio ganho ${money(cost_per_won_deal)}`] : []),
	];
	return [`Custo: ${money(cost)}; ${each.join(', ')}${missing}`];
}

const decimal = (value: number, digits: number): string => value.toFixed(digits).replace('.', ',');
const seconds = (ms: number): string => (ms < 120_000 ? `${decimal(ms / 1000, 1)} s` : `${Math.round(ms / 60_000)} min`);
const share = (part: number | null): string => (part === null ? '' : ` (${Math.round(part * 100)}%)`);
/** Small sums keep the digits that tell something. */
const money = (sums: Money): string =>
	Object.entries(sums)
		.map(([currency, amount]) => `${currency} ${decimal(amount, amount !== 0 && amount < 0.1 ? 4 : 2)}`)
		.join(' + ');
