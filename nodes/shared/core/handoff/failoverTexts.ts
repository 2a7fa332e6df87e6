import { clock } from './texts';

export type FailoverFacts = {
	kind: 'failover_began' | 'failover_over' | 'failover_unreachable';
	/** The number of ours that was cut off, and the one that stands in for it. */
	channel?: string;
	to_channel?: string | null;
	minutes?: number;
	went_over?: number;
	attendant?: string | null;
	/** ISO 8601. */
	since?: string | null;
	message?: string | null;
	/** Why somebody cannot be reached: `no_address`, or `window_closed`. */
	reason?: string | null;
};

/** In the words of `beyond_reach`. */
const BEYOND_REACH: Partial<Record<string, string>> = {
	no_address: 'não se sabe o telefone',
	window_closed: 'nunca escreveu para ele, e não há modelo para respostas em "Template Outside the Window"',
};

/**
 * What the team is told of a failover.
 * @param who the customer that it is about, as notices name one
 */
export function failoverText(facts: FailoverFacts, who: string, timeZone: string): string {
	const { channel = '', to_channel: other } = facts;
	switch (facts.kind) {
		case 'failover_began':
			return [
				`🔀 O número ${channel} está fora do ar há ${facts.minutes ?? 0} min: o que é para sair dele sai agora por ${other ?? 'outro número'}.`,
				'Cada cliente é avisado uma vez, e a conversa continua a mesma. Quando o número voltar, nada muda sozinho: devolva as conversas com a operação "Fail Back".',
			].join('\n');
		case 'failover_over':
			return `↩️ As conversas do número ${channel} voltaram para ele${facts.attendant ? ` (${facts.attendant})` : ''}: ${facts.went_over ?? 0} estavam em ${other ?? 'outro número'}${facts.since ? ` desde ${clock(facts.since, timeZone)}` : ''}.`;
		case 'failover_unreachable':
			return `📵 ${who} não pode ser alcançado pelo número ${other ?? 'reserva'}: ${BEYOND_REACH[facts.reason ?? ''] ?? 'não se sabe por quê'}. O que é para essa pessoa espera até o número ${channel} voltar.${facts.message ? `\nMensagem: ${facts.message}` : ''}`;
	}
}
