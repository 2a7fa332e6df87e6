import { REASONS, type ModelFailureReason, type Reason } from './reasons';

/** Reasons that no field of this node and no credential of ours has a part in, or that a field of this node mends. */
const AS_EVER: ModelFailureReason[] = ['rate_limited', 'unavailable', 'timed_out', 'error_in_200', 'refusal', 'content_filter'];
/** What happened, where the usual words name a field that a connected model does not have. */
const MESSAGES: Partial<Record<ModelFailureReason, string>> = { wrong_key: 'its service does not accept the key' };
/** What is to be done in the node of the model, for the team; the others share a sentence. */
const SENTENCES: Partial<Record<ModelFailureReason, string>> = {
	no_credit: 'A conta do Chat Model conectado ao nó do agente está sem crédito: adicione saldo no serviço de IA.',
	unknown_model: 'O serviço de IA não conhece o modelo do Chat Model conectado: escolha outro no nó dele.',
	length: 'A resposta da IA passou do limite: aumente o máximo de tokens no nó do Chat Model conectado.',
	context_length:
		'A conversa não cabe no Chat Model conectado: encurte o catálogo e as instruções, ou escolha no nó dele um modelo que leia mais.',
	empty: 'O Chat Model conectado devolveu uma resposta vazia. Costuma passar sozinho; se continuar, escolha outro no nó dele.',
	not_json: 'O Chat Model conectado respondeu fora do formato pedido. Se continuar, escolha outro modelo no nó dele.',
	unreachable: 'Não há conexão com o serviço do Chat Model conectado. Se continuar, confira o nó dele.',
	forbidden: 'Algo no caminho até o serviço do Chat Model conectado recusou o pedido. Se continuar, confira o nó dele.',
};
const OWN_NODE: Pick<Reason, 'remedy' | 'sentence'> = {
	remedy: 'Open the node of the connected Chat Model and check its credential and settings.',
	sentence: 'O Chat Model conectado ao nó do agente falhou: confira a credencial e o modelo no nó dele.',
};

/** The words for a failure of a connected Chat Model: its operator mends it in its own node, whose fields are not ours to name. */
export function connectedWords(reason: ModelFailureReason): Partial<Reason> {
	const message = `The connected Chat Model failed: ${MESSAGES[reason] ?? REASONS[reason].message}`;
	if (AS_EVER.includes(reason)) return { message };
	return { message, remedy: OWN_NODE.remedy, sentence: SENTENCES[reason] ?? OWN_NODE.sentence };
}
