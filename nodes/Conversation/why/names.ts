import type { RecordedFacts } from '../../shared/store/facts';

/** What the model takes a message to be about, as operators read it; one of a newer version is shown as it is. */
const INTENTS: Record<string, string> = {
	product_interest: 'interesse em produto',
	commercial: 'preço ou condição',
	delivery: 'entrega ou prazo',
	technical_question: 'dúvida técnica',
	existing_customer_support: 'suporte',
	human_request: 'pedido de uma pessoa',
	opt_out: 'não receber mensagens',
	lgpd: 'dados pessoais (LGPD)',
	injection: 'tentativa de mudar as instruções',
	not_interested: 'sem interesse',
	postponed: 'quer falar disso depois',
	greeting: 'saudação',
	other: 'outro assunto',
};
export const intentName = (intent: string): string => INTENTS[intent] ?? intent;

/** Why nobody spoke: reasons of the decision, of the fence before a reply, and of a turn that was given back. */
const SILENCES: Record<string, string> = {
	waiting_human: 'a conversa estava com uma pessoa',
	human_message: 'uma pessoa da equipe escreveu',
	guarded: 'a conversa estava com uma pessoa em outro número da empresa',
	session_paused: 'a conversa estava em pausa',
	globally_disabled: 'o robô estava desligado',
	stale_generation: 'alguém assumiu a conversa enquanto o robô pensava',
	team_writes: 'uma pessoa da equipe estava escrevendo',
	window_closed: 'a janela de 24 horas do WhatsApp estava fechada',
	lease_lost: 'outra execução assumiu as mensagens',
	given_back: 'a execução falhou e as mensagens voltaram para a fila',
};
export const silenceName = (reason: string): string => SILENCES[reason] ?? reason;

const SPEAKERS: Record<NonNullable<RecordedFacts['spoke']>, string> = {
	model: 'o modelo',
	ready: 'um texto pronto, sem perguntar ao modelo',
	fallback: 'o texto de reserva, porque o modelo não respondeu',
	safe: 'a resposta segura, no lugar de rascunhos segurados',
	nobody: 'ninguém',
};
export const speakerName = (spoke: NonNullable<RecordedFacts['spoke']>): string => SPEAKERS[spoke];

const STATES: Record<string, string> = {
	sent: 'enviado',
	failed: 'não enviado',
	uncertain: 'não se sabe se chegou',
	discarded: 'descartado antes de sair',
	delivered: 'entregue',
	read: 'lido',
	played: 'ouvido',
	queued: 'na fila',
	sending: 'sendo enviado',
};
/** What became of a text, the farthest that is known. */
export const stateName = (status: string): string => STATES[status] ?? status;
