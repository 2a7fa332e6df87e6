/** What a notice of this room tells of (`remind_team`, `tell_promise` in the schema). */
export type FollowUpFacts = {
	kind: 'lead_silent' | 'promise_late' | 'promise_over';
	reason?: string | null;
	message?: string | null;
	attendant?: string | null;
};

/** The lead's class as it stands in the sentence. */
const CLASSES: Partial<Record<string, string>> = { hot: ' é um lead quente e', warm: ' é um lead morno e', cold: ' é um lead frio e' };

/** How a promise ended, besides that somebody kept it. */
const OVER: Partial<Record<string, string>> = {
	opted_out: 'o cliente pediu para não receber mensagens',
	not_interested: 'o cliente disse que não tem interesse',
	deal_won: 'o negócio foi ganho',
	deal_lost: 'o negócio foi perdido',
	forgotten: 'passou uma semana e ninguém escreveu',
};

/**
 * The team's word of a lead that fell silent, and of what the agent promised for them.
 * @param who the contact
 * @param long how long they have been silent, in words
 * @param wants what they wait for, in words
 * @param when the promise was made, in words
 */
export function followUpNotice(
	{ kind, reason, message, attendant }: FollowUpFacts,
	who: string,
	long: string,
	wants: string,
	when: string,
): string {
	switch (kind) {
		case 'lead_silent':
			return [`🔔 ${who}${CLASSES[reason ?? ''] ?? ''} está em silêncio há ${long}. O robô não insiste: fale você.`, message]
				.filter(Boolean)
				.join('\n');
		case 'promise_late':
			return `⏰ ${who} ${wants} e ninguém da equipe escreveu ainda: o robô prometeu um retorno ${when}. Se já falou por telefone, não precisa fazer nada.`;
		case 'promise_over':
			return reason === 'kept'
				? `✅ ${attendant ?? 'Alguém da equipe'} deu o retorno prometido a ${who}.`
				: `☑️ O retorno prometido a ${who} não é mais esperado: ${OVER[reason ?? ''] ?? 'o assunto terminou'}.`;
	}
}
