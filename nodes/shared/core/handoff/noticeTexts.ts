import type { AlertType } from './monitor';
import { clock, modeName } from './texts';
import type { Notice } from '../session/outcome';
import type { Mode } from '../session/state';

/** What a turn of the agent leaves for the team (`tell_team` in the schema). */
type TurnNotice = 'hot_lead' | 'lgpd_request' | 'follow_up' | 'opt_out';
/** What the queue for the CRM could not do (`save_crm_sync`). */
type CrmNotice = 'crm_given_up' | 'crm_unauthorized' | 'crm_backlog';
export type NoticeKind = Notice['kind'] | AlertType | TurnNotice | CrmNotice | 'mode_changed' | 'uncertain_reply' | 'given_up';

/** What a notice tells of; missing facts are left out of the sentence. A type alias: it is stored as JSON. */
export type NoticeFacts = {
	kind: NoticeKind;
	phone: string;
	name?: string | null;
	/** The attendant that it is for or about. */
	attendant?: string | null;
	owner?: string | null;
	since?: string | null;
	minutes?: number;
	message?: string | null;
	reason?: string | null;
	summary?: string | null;
	fromMode?: Mode;
	toMode?: Mode;
	customerWaiting?: boolean;
	error?: string | null;
	/** Number of a data request. */
	protocol?: string | null;
};

const REASONS: Record<string, string> = {
	pediu_humano: 'pediu uma pessoa',
	erro_agente: 'o robô falhou',
	erro_consecutivo: 'o robô falhou várias vezes',
};
const FOLLOW_UPS: Record<string, string> = {
	commercial: 'pediu valores ou proposta',
	technical: 'fez uma pergunta técnica',
};
const DATA_REQUESTS: Record<string, string> = {
	access: 'conhecer seus dados pessoais',
	copy: 'receber uma cópia dos seus dados pessoais',
	correction: 'corrigir seus dados pessoais',
	deletion: 'apagar seus dados pessoais',
	objection: 'que seus dados pessoais não sejam usados',
	source: 'saber de onde vieram seus dados pessoais',
};

/** A notice in Portuguese, for Slack, Chatwoot or WhatsApp alike (handoff spec A8, B3, B5). */
export function noticeText(facts: NoticeFacts, timeZone = 'America/Sao_Paulo'): string {
	const who = facts.name ? `${facts.name} (${facts.phone})` : facts.phone;
	const minutes = `${facts.minutes ?? 0} min`;
	switch (facts.kind) {
		case 'escalation':
			return [
				`🆘 ${who} – ${REASONS[facts.reason ?? ''] ?? 'precisa de uma pessoa'}`,
				facts.message && `Mensagem: ${facts.message}`,
				facts.summary && `Resumo: ${facts.summary}`,
			]
				.filter(Boolean)
				.join('\n');
		case 'hot_lead':
			return facts.summary ? `🔥 ${facts.summary}` : `🔥 ${who} – lead quente`;
		case 'follow_up':
			return [
				`📌 ${who} ${FOLLOW_UPS[facts.reason ?? ''] ?? 'espera um retorno'}: o robô prometeu um retorno da equipe.`,
				facts.message && `Mensagem: ${facts.message}`,
			]
				.filter(Boolean)
				.join('\n');
		case 'lgpd_request':
			return `🔐 ${who} pediu ${facts.reason === 'objection' ? '' : 'para '}${DATA_REQUESTS[facts.reason ?? ''] ?? DATA_REQUESTS.access} (LGPD), protocolo ${facts.protocol ?? '–'}. O prazo é de 15 dias.`;
		case 'opt_out':
			return `🔕 ${who} pediu para não receber mensagens: o robô não escreve mais. ${facts.attendant ? `${facts.attendant} continua com a conversa.` : 'Só uma pessoa da equipe responde.'}${facts.message ? `\nMensagem: ${facts.message}` : ''}`;
		case 'opted_out_wrote':
			return `🔕 ${who} pediu para não receber mensagens e escreveu de novo. O robô não responde; responda você ou devolva a conversa com /liberar.${facts.message ? `\nMensagem: ${facts.message}` : ''}`;
		case 'auto_resumed':
			return `🤖 Sem atividade de ${facts.attendant ?? 'quem atendia'}: o contato ${who} voltou para o robô.`;
		case 'owner_changed':
			return `👤 O contato ${who} mudou de mãos${facts.attendant ? ` (${facts.attendant})` : ''}.`;
		case 'operator_refused':
			return `⚠️ ${facts.owner ?? 'Outra pessoa'} já atende ${who}${facts.since ? ` desde ${clock(facts.since, timeZone)}` : ''}. Sua mensagem foi entregue, mas a conversa continua com essa pessoa.`;
		case 'expired_while_paused':
			return `⌛ O contato ${who} ficou em pausa e sem atividade por mais de um dia: voltou para o robô.`;
		case 'escalation_unaccepted':
			return `⏰ ${who} pediu uma pessoa há ${minutes} e ninguém assumiu.`;
		case 'paused_too_long':
			return `⏸️ ${who} está em pausa há ${minutes}.`;
		case 'human_inactive':
			return `👀 ${facts.attendant ?? 'Quem atende'} não escreve para ${who} há ${minutes}${facts.customerWaiting ? ' e o cliente está esperando' : ''}.`;
		case 'mode_changed':
			return `${facts.toMode === 'agent' ? '🤖' : '👤'} ${who}: ${modeName(facts.fromMode ?? 'agent')} → ${modeName(facts.toMode ?? 'agent')}${facts.attendant ? ` (${facts.attendant})` : ''}`;
		case 'uncertain_reply':
			return `❓ Não se sabe se uma resposta chegou a ${who}. Confira no WhatsApp: "${(facts.message ?? '').slice(0, 80)}"`;
		case 'given_up':
			return `❌ Desisti de entregar algo para ${who}: ${facts.error ?? 'sem explicação'}`;
		case 'crm_given_up':
			return `❌ ${who} não entrou no CRM: ${facts.error ?? 'sem explicação'}`;
		case 'crm_unauthorized':
			return `🔑 O CRM recusa o acesso e leads ficam de fora (${who} e talvez outros). Corrija a credencial e devolva-os à fila. O CRM disse: ${facts.error ?? 'nada'}`;
		case 'crm_backlog':
			return `🐢 Há 50 leads ou mais esperando pelo CRM. Último erro: ${facts.error ?? 'sem explicação'}`;
	}
}
