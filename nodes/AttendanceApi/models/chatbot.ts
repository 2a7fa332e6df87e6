import type { IDataObject } from 'n8n-workflow';

import { flagOf, isRecord, numberOf, recordOf, textOf, textsOf } from '../../shared/core/json/readers';
import { wordsOf } from '../reader';

/**
 * The categories of the system and its 25 intents (handoff spec C7). The set is open: the documented sample is a category, the code's are fine ones, and a
 * server may be taught more. Who meets another one adds it; until then it has no category.
 */
const CATEGORIES: Record<string, string[]> = {
	suporte_tecnico: ['internet_lenta', 'sem_conexao', 'wifi_problema', 'roteador_config', 'visita_tecnica', 'instalacao'],
	financeiro: ['segunda_via_boleto', 'pagamento', 'negociacao_divida', 'fatura_duvida'],
	comercial: ['upgrade_plano', 'downgrade_plano', 'novo_plano', 'cancelamento', 'promocao'],
	cadastro: ['alteracao_cadastro', 'mudanca_endereco', 'alteracao_vencimento'],
	interacao: ['saudacao', 'despedida', 'agradecimento', 'reclamacao', 'elogio', 'falar_humano'],
	outros: ['desconhecido'],
};

/** The category of an intent of either level; null for one that nobody knows. */
export const categoryOf = (intent: string): string | null =>
	Object.entries(CATEGORIES).find(([category, intents]) => category === intent || intents.includes(intent))?.[0] ?? null;

/** The intents in the order in which they count when one message holds several: a greeting never hides what the customer came for. */
const RANKS = ['falar_humano', 'cancelamento', 'reclamacao', 'negociacao_divida'];
const LAST = ['elogio', 'agradecimento', 'despedida', 'saudacao', 'desconhecido'];

/** The one of several intents that decides what happens ("oi, quero cancelar" is no greeting). */
export function decisiveIntent(intents: string[]): string {
	const rank = (intent: string): number =>
		RANKS.includes(intent) ? RANKS.indexOf(intent) : LAST.includes(intent) ? 100 + LAST.indexOf(intent) : 50;
	return [...intents].sort((one, other) => rank(one) - rank(other))[0] ?? 'desconhecido';
}

/**
 * An answer of the assistant in one form. One that cannot be read, or that the server itself calls failed, goes to a person: nothing of it may be said to a
 * customer.
 */
export function replyModel(answer: unknown): IDataObject {
	const given = recordOf(answer);
	const response = textOf(given.response ?? given.message).trim();
	const isReadable = isRecord(answer) && response !== '' && given.success !== false;
	if (!isReadable) return unreadable(answer, given.success === false ? 'technical_error' : 'parse_error');
	const intents = [textOf(given.intent), ...(textsOf(given.intents) ?? [])].filter(Boolean);
	const intent = decisiveIntent(intents);
	const confidence = numberOf(given.confidence, { min: 0, max: 1 }) ?? 0;
	const asked = flagOf(given.should_transfer ?? given.should_escalate);
	return {
		response,
		intent,
		category: categoryOf(intent),
		confidence,
		confidenceBand: confidence > 0.8 ? 'high' : confidence > 0.5 ? 'medium' : 'low',
		// A server that does not say whether it can go on cannot be left alone with a customer.
		shouldTransfer: asked !== false,
		reason: wordsOf(given.escalation_reason) ?? (asked === null ? 'not_said' : null),
		sentiment: wordsOf(given.sentiment),
		suggestedActions: textsOf(given.suggested_actions) ?? [],
		quickReplies: textsOf(given.quick_replies) ?? [],
		raw: given as IDataObject,
	};
}

const unreadable = (answer: unknown, reason: string): IDataObject => ({
	response: null,
	intent: 'desconhecido',
	category: 'outros',
	confidence: 0,
	confidenceBand: 'low',
	shouldTransfer: true,
	reason,
	sentiment: null,
	suggestedActions: [],
	quickReplies: [],
	raw: isRecord(answer) ? (answer as IDataObject) : { value: textOf(answer) },
});
