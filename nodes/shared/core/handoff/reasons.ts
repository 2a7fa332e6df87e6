import type { EscalationReason } from '../session/event';

/** Why a person is called, as the team reads it: "Marina {…}". Every reason of `ESCALATION_REASONS` has its words. */
const REASONS: Record<EscalationReason, string> = {
	pediu_humano: 'pediu uma pessoa',
	erro_agente: 'ficou sem resposta: o robô falhou',
	erro_consecutivo: 'ficou sem resposta: o robô falhou várias vezes',
	support: 'precisa de suporte',
	frustration: 'está insatisfeito',
	hot: 'virou um lead quente',
	agent_request: 'precisa de uma pessoa: o robô não resolve este assunto',
};

/** A reason in words; one that nobody knows says no more than that a person is needed. */
export const reasonWords = (reason: string | null | undefined): string =>
	Object.hasOwn(REASONS, reason ?? '') ? REASONS[reason as EscalationReason] : 'precisa de uma pessoa';
