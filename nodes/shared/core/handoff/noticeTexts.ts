import { haltedText } from '../campaign/reasons';
import { failoverText, type FailoverFacts } from './failoverTexts';
import { integrationDownText, integrationUpText } from './integrationTexts';
import type { AlertType } from './monitor';
import { reasonWords } from './reasons';
import { clock, modeName } from './texts';
import { linksMasked } from '../text/links';
import { windowClosed } from './windowTexts';
import { visible } from '../text/visible';
import type { Notice } from '../session/outcome';
import type { Mode } from '../session/state';

/** What a turn of the agent leaves for the team (`tell_team` in the schema). */
type TurnNotice = 'hot_lead' | 'lgpd_request' | 'follow_up' | 'opt_out';
/** What the reply's path could not do, or stopped doing (`give_up`, `give_turn_back`, `learn`, `team_messages`, `stop_at_machine`). */
type ReplyNotice = 'unanswered' | 'undecided' | 'agent_stopped' | 'agent_goes_on' | 'learning_failed' | 'machine';
/** What the queue for the CRM could not do (`tell_of_crm`; `crm_unauthorized` is of schemas before it). */
type CrmNotice = 'crm_given_up' | 'crm_forbidden' | 'crm_unauthorized' | 'crm_backlog';
/** What the mirror to Chatwoot could not do for one conversation, and that it can again (`tell_of_mirror`, `note_merge`). */
type MirrorNotice = 'mirror_stuck' | 'mirror_again' | 'contacts_not_merged';
/** What the project depends on does not work, and works again (`note_integration`). */
type IntegrationNotice = 'integration_down' | 'integration_up';
/** A number of ours stands in for another one (`tell_of_failover`). */
type FailoverNotice = FailoverFacts['kind'];
export type NoticeKind =
	| Notice['kind']
	| AlertType
	| TurnNotice
	| ReplyNotice
	| CrmNotice
	| MirrorNotice
	| IntegrationNotice
	| FailoverNotice
	| 'mode_changed'
	/** A campaign stopped by itself (`halt_campaign`). */
	| 'campaign_halted'
	| 'uncertain_reply'
	| 'given_up'
	/** The 24 hours of the official API are over, and there is no template (`tell_window_closed`); a template is refused (`tell_given_up`). */
	| 'window_closed'
	| 'template_refused'
	/** A question that is too old to be answered by the agent (`reopen_unanswered`). */
	| 'too_old'
	/** The figures of a day (`tell_of_day`). */
	| 'daily_summary'
	/** What came of a command that somebody typed on the business phone. */
	| 'command_answer';

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
	/** What a contact was promised for, if for more than one thing. */
	reasons?: string[];
	/** Number of a data request. */
	protocol?: string | null;
	/** Which one is down, or up again. */
	integration?: string | null;
	/** Conversations of Chatwoot, by the numbers that people see. */
	conversations?: number[];
	until?: string | null;
	/** The number of ours that it is about, the one that stands in for it, and how many conversations go that way. */
	channel?: string;
	to_channel?: string | null;
	went_over?: number;
	/** The campaign that stopped, as the team calls it. */
	campaign?: string | null;
};

/** What a promised contact is about. */
const FOLLOW_UPS: Record<string, string> = {
	commercial: 'pediu valores ou proposta',
	delivery: 'perguntou de frete ou entrega',
	technical: 'fez uma pergunta técnica',
};
const promised = ({ reason, reasons }: NoticeFacts): string => {
	const known = (reasons ?? [reason ?? '']).flatMap((one) => (Object.hasOwn(FOLLOW_UPS, one) ? [FOLLOW_UPS[one]] : []));
	return known.length > 0 ? known.join(' e ') : 'espera um retorno';
};
const DATA_REQUESTS: Record<string, string> = {
	access: 'conhecer seus dados pessoais',
	copy: 'receber uma cópia dos seus dados pessoais',
	correction: 'corrigir seus dados pessoais',
	deletion: 'apagar seus dados pessoais',
	objection: 'que seus dados pessoais não sejam usados',
	source: 'saber de onde vieram seus dados pessoais',
};

/** By which sign it shows (`machine_sign` in the schema). */
const MACHINE_SIGNS: Record<string, string> = {
	same_text: 'manda sempre o mesmo texto',
	replies: 'recebeu respostas demais em uma hora',
};

/** Notices that are for the attendant that they name, before they are for the whole team. */
export const PERSONAL: readonly NoticeKind[] = [
	'auto_resumed',
	'owner_changed',
	'operator_refused',
	'expired_while_paused',
	'human_inactive',
	'command_answer',
	'window_closed',
];

/** The attendant that a notice is for; null is the whole team. */
export const recipientOf = ({ kind, attendant }: Pick<NoticeFacts, 'kind' | 'attendant'>): string | null =>
	PERSONAL.includes(kind) ? (attendant ?? null) : null;

const waiting = (facts: NoticeFacts): string => (facts.customerWaiting ? ' e o cliente está esperando' : '');
const ofMessage = ({ message }: NoticeFacts): string => (message ? `\nMensagem: ${message}` : '');

/** Minutes as one says them. */
const forLong = (minutes = 0): string => {
	if (minutes < 120) return `${minutes} min`;
	return minutes < 2880 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1440)} dias`;
};

const conversationsIn = ({ conversations = [] }: NoticeFacts): string =>
	conversations.length > 0 ? ` (conversas ${conversations.map((number) => `#${number}`).join(' e ')})` : '';

/** A notice in Portuguese, for Slack, Chatwoot or WhatsApp alike (handoff spec A8, B3, B5). */
export const noticeText = (facts: NoticeFacts, timeZone = 'America/Sao_Paulo'): string => visible(worded(facts, timeZone));

function worded(facts: NoticeFacts, timeZone: string): string {
	// The name is what a stranger calls himself in WhatsApp.
	const name = linksMasked(facts.name ?? '', 80);
	const who = name ? `${name} (${facts.phone})` : facts.phone;
	const minutes = forLong(facts.minutes);
	switch (facts.kind) {
		case 'escalation':
			return [
				`🆘 ${who} – ${reasonWords(facts.reason)}`,
				facts.message && `Mensagem: ${facts.message}`,
				facts.summary && `Resumo: ${facts.summary}`,
			]
				.filter(Boolean)
				.join('\n');
		case 'hot_lead':
			return facts.summary ? `🔥 ${facts.summary}` : `🔥 ${who} – lead quente`;
		case 'follow_up':
			return [`📌 ${who} ${promised(facts)}: o robô prometeu um retorno da equipe.`, facts.message && `Mensagem: ${facts.message}`]
				.filter(Boolean)
				.join('\n');
		case 'lgpd_request':
			return `🔐 ${who} pediu ${facts.reason === 'objection' ? '' : 'para '}${DATA_REQUESTS[facts.reason ?? ''] ?? DATA_REQUESTS.access} (LGPD), protocolo ${facts.protocol ?? '–'}. O prazo é de 15 dias.`;
		case 'opt_out':
			return `🔕 ${who} pediu para não receber mensagens: o robô não escreve mais. ${facts.attendant ? `${facts.attendant} continua com a conversa.` : 'Só uma pessoa da equipe responde.'}${facts.message ? `\nMensagem: ${facts.message}` : ''}`;
		case 'opted_out_wrote':
			return `🔕 ${who} pediu para não receber mensagens e escreveu de novo. O robô não responde; responda você ou devolva a conversa com /liberar.${facts.message ? `\nMensagem: ${facts.message}` : ''}`;
		case 'auto_resumed':
			return `🤖 Sem atividade de ${facts.attendant ?? 'quem atendia'}: o contato ${who} voltou para o robô${waiting(facts)}.`;
		case 'owner_changed':
			return `👤 O contato ${who} mudou de mãos${facts.attendant ? ` (${facts.attendant})` : ''}.`;
		case 'operator_refused':
			return `⚠️ ${facts.owner ?? 'Outra pessoa'} já atende ${who}${facts.since ? ` desde ${clock(facts.since, timeZone)}` : ''}. Sua mensagem foi entregue, mas a conversa continua com essa pessoa.`;
		case 'expired_while_paused':
			return `⌛ O contato ${who} ficou em pausa e sem atividade por mais de um dia: voltou para o robô.`;
		case 'escalation_unaccepted':
			return `⏰ ${who} ${reasonWords(facts.reason)} há ${minutes} e ninguém assumiu.`;
		case 'paused_too_long':
			return `⏸️ ${who} está em pausa há ${minutes}.`;
		case 'human_inactive':
			return `👀 ${facts.attendant ?? 'Quem atende'} não escreve para ${who} há ${minutes}${waiting(facts)}.`;
		case 'agent_silent':
			return `🔇 ${who} espera há ${minutes} e o robô não respondeu. Responda você, ou veja as execuções com erro no n8n.${ofMessage(facts)}`;
		case 'too_old':
			return `📭 ${who} escreveu há ${minutes} e ficou sem resposta. O robô não responde a mensagens tão antigas: responda você.${ofMessage(facts)}`;
		case 'daily_summary':
			return facts.summary ?? '';
		case 'command_answer':
			return `⌨️ ${facts.reason ?? 'Comando'} · ${who}\n${facts.message ?? ''}`;
		case 'corrupt_mode':
			return `⚠️ A conversa de ${who} está num modo desconhecido (${facts.reason ?? '–'}) e ficou em pausa. Devolva-a com /liberar ou assuma.`;
		case 'mode_changed':
			return `${facts.toMode === 'agent' ? '🤖' : '👤'} ${who}: ${modeName(facts.fromMode ?? 'agent')} → ${modeName(facts.toMode ?? 'agent')}${facts.attendant ? ` (${facts.attendant})` : ''}`;
		case 'uncertain_reply':
			return `❓ Não se sabe se uma resposta chegou a ${who}. Confira no WhatsApp: "${(facts.message ?? '').slice(0, 80)}"`;
		case 'given_up':
			return `❌ Desisti de entregar algo para ${who}: ${facts.error ?? 'sem explicação'}`;
		case 'window_closed':
			return `⏳ ${windowClosed(who, facts.reason)}${ofMessage(facts)}`;
		case 'template_refused':
			return `❌ O modelo "${facts.reason ?? '–'}" não pôde ser enviado (${who} e talvez outros): ${facts.error ?? 'sem explicação'}\nConfira o modelo no Gerenciador do WhatsApp e em "Template Outside the Window" no n8n; depois, "Retry Failed" envia de novo.`;
		case 'unanswered':
			return [
				`🚨 ${who} ficou sem resposta: o robô tentou várias vezes e não conseguiu. Responda você; ou, depois de corrigir a causa, use "Retry Failed" para ele tentar de novo.`,
				facts.message && `Mensagem: ${facts.message}`,
			]
				.filter(Boolean)
				.join('\n');
		case 'undecided':
			return `⚠️ ${who}: o que foi escrito no celular da empresa não pôde ser processado. Se era um comando ou se você assumiu a conversa, diga de novo.${ofMessage(facts)}`;
		case 'agent_stopped':
			return `🔧 O robô não está conseguindo responder (${who} e talvez outros) e precisa de um conserto: ${facts.error ?? 'sem explicação'}\nAs mensagens esperam e serão respondidas assim que isso for corrigido.`;
		case 'machine':
			return `🔁 ${who} parece ser um sistema que responde sozinho: ${MACHINE_SIGNS[facts.reason ?? ''] ?? MACHINE_SIGNS.same_text}. O robô parou de responder ali. Se for uma pessoa, responda você ou devolva a conversa com /liberar.${ofMessage(facts)}`;
		case 'agent_goes_on':
			return '✅ O robô voltou a responder.';
		case 'integration_down':
			return integrationDownText(facts, timeZone);
		case 'integration_up':
			return integrationUpText(facts, timeZone);
		case 'failover_began':
		case 'failover_over':
		case 'failover_unreachable':
			return failoverText({ ...facts, kind: facts.kind }, who, timeZone);
		case 'campaign_halted':
			return haltedText(facts);
		case 'learning_failed':
			return `🧩 Algo que ${who} contou não pôde ser guardado no cadastro: ${facts.error ?? 'sem explicação'}. A resposta foi enviada assim mesmo.`;
		case 'mirror_stuck':
			return `🪞 O que é dito com ${who} não entra no Chatwoot. No WhatsApp a conversa segue, e novas tentativas são feitas sozinhas; veja o erro no fluxo do Chatwoot: ${facts.error ?? 'sem explicação'}`;
		case 'mirror_again':
			return `✅ O que é dito com ${who} entra no Chatwoot de novo.`;
		case 'contacts_not_merged':
			return `🔗 ${who} é uma pessoa só, mas o Chatwoot não juntou os dois contatos dela${conversationsIn(facts)}: ${facts.error ?? 'sem explicação'}\nO espelho segue, e não tento de novo: junte os contatos no Chatwoot (Contatos → Mesclar contato), ou dê ao fluxo o token de quem pode.`;
		case 'crm_given_up':
			return `❌ ${who} não entrou no CRM: ${facts.error ?? 'sem explicação'}`;
		case 'crm_forbidden':
			return `🔑 O CRM aceita a credencial, mas não deixa o usuário dela fazer isto (${who} e talvez outros leads): ${facts.error ?? 'sem explicação'}\nConfira no CRM o que esse usuário pode ver e fazer e o que o plano inclui. Novas tentativas são feitas sozinhas por três dias.`;
		case 'crm_unauthorized':
			return `🔑 O CRM recusa o acesso e leads ficam de fora (${who} e talvez outros). Corrija a credencial e devolva-os à fila. O CRM disse: ${facts.error ?? 'nada'}`;
		case 'crm_backlog':
			return `🐢 Há 50 leads ou mais esperando pelo CRM. Último erro: ${facts.error ?? 'sem explicação'}`;
	}
}
